//! One finding at a time.

use super::excerpt::Excerpt;
use super::text::{Paint, link, wrap};
use crate::finding::{State, Verdict};
use crate::pack::Severity;
use crate::report::{Passage, PolicyView, RequirementView, Style};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, Report, ThemeCharacters, ThemeStyles};
use std::io::{self, Write};
use std::sync::Arc;

/// Passages that are quoted besides the primary one.
const RELATED: usize = 3;

/// A weak or contradicted requirement: the clause with its marks, what is there and what is not, the citation, and the remedy.
pub(super) fn write_said(gap: &RequirementView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let passages = gap.passages();
    let Some(primary) = passages.first() else { return write_missing(gap, style, paint, out) };
    let excerpt = Arc::new(Excerpt::new(primary, style.width));
    let severity = match gap.requirement.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    };
    let diagnostic = MietteDiagnostic::new(format!("{}: {}. {}", gap.requirement.title, gap.reading.verdict.name(), gap.reading.message))
        .with_code(format!("{} {}", gap.requirement.severity.name(), gap.requirement.id))
        .with_severity(severity)
        .with_labels(labels(gap, primary, &excerpt))
        .with_help(help(gap));
    let handler = GraphicalReportHandler::new_themed(theme(style.color)).with_width(style.width).with_context_lines(40).with_links(false);
    let mut rendered = String::new();
    let report = Report::new(diagnostic).with_source_code(Shown(Arc::clone(&excerpt)));
    if handler.render_report(&mut rendered, report.as_ref()).is_err() {
        rendered = format!("{}: {}", gap.requirement.id, gap.reading.message);
    }
    writeln!(out, "{}", excerpt.without_false_numbers(rendered.trim_end()))?;
    for passage in passages.iter().skip(1).take(RELATED) {
        writeln!(out, "{}", wrap(&format!("see also {}: {}", place(passage), shorten(&passage.quote)), style.width, "      "))?;
    }
    writeln!(out, "{}\n", citation(gap, style, paint, "      "))
}

/// miette wants to own the source.
#[derive(Clone)]
struct Shown(Arc<Excerpt>);

impl miette::SourceCode for Shown {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        self.0.read_span(span, before, after)
    }
}

fn theme(color: bool) -> GraphicalTheme {
    let styles = if color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalTheme { characters: ThemeCharacters::unicode(), styles }
}

/// What each marked run of words does for the requirement.
fn labels(gap: &RequirementView<'_>, primary: &Passage, excerpt: &Excerpt) -> Vec<LabeledSpan> {
    let same = |p: &Passage| p.document == primary.document && p.span == primary.span;
    let mut roles: Vec<String> = Vec::new();
    if gap.contradicted.iter().any(same) {
        roles.push("says the opposite".into());
    }
    if gap.weakened.iter().any(same) {
        roles.push("weakens it".into());
    }
    for element in gap.elements.iter().filter(|e| e.evidence.iter().any(same)) {
        let must = &element.element.must;
        roles.push(match element.state {
            State::Stated => must.clone(),
            State::Hedged => format!("hedged: {must}"),
            State::Denied => format!("denied: {must}"),
            State::Absent => continue,
        });
    }
    if roles.is_empty() {
        roles.push("touches the subject".into());
    }
    let text = cut(&roles.join("; "), LABEL);
    let first = excerpt.marks.first().cloned().unwrap_or(0..excerpt.len());
    let mut labels = vec![LabeledSpan::new_primary_with_span(Some(text), first.clone())];
    labels.extend(excerpt.marks.iter().skip(1).filter(|m| m.start >= first.end).map(|m| LabeledSpan::new_with_span(None, m.clone())));
    labels
}

fn help(gap: &RequirementView<'_>) -> String {
    if gap.requirement.remedy.is_empty() { gap.requirement.asks.clone() } else { format!("write for instance: {}", gap.requirement.remedy) }
}

fn citation(gap: &RequirementView<'_>, style: &Style, paint: Paint, indent: &str) -> String {
    let words = wrap(&gap.requirement.citations.join(", "), style.width, indent);
    paint.dim(&link(&words, &gap.requirement.url, style.links))
}

fn place(passage: &Passage) -> String {
    format!("{}:{}:{}", passage.path, passage.start.line, passage.start.column)
}

/// Most characters of a label: miette does not wrap it.
const LABEL: usize = 60;

fn shorten(quote: &str) -> String {
    format!("\u{201c}{}\u{201d}", cut(quote, 160))
}

/// The first `most` characters, with an ellipsis where something is left out.
fn cut(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}\u{2026}", words[..at].trim_end()),
        None => words.to_owned(),
    }
}

/// A missing disclosure: what is asked, where it belongs, what comes closest, what to write.
pub(super) fn write_missing(gap: &RequirementView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let severity = match gap.requirement.severity {
        Severity::Error => paint.red("\u{d7} error"),
        Severity::Warning => paint.yellow("\u{26a0} warning"),
        Severity::Note => paint.blue("\u{203a} note"),
    };
    writeln!(out, "{severity} {} {}", paint.bold(&gap.requirement.title), gap.requirement.id)?;
    writeln!(out, "{}", citation(gap, style, paint, "    "))?;
    writeln!(out, "{}", wrap(&gap.requirement.asks, style.width, "    "))?;
    if let Some(section) = &gap.section {
        writeln!(out, "{}", wrap(&format!("where: under {} ({})", shorten(&section.quote), place(section)), style.width, "    "))?;
    }
    if let Some(nearest) = &gap.nearest {
        writeln!(out, "{}", wrap(&format!("closest: {} {}", place(nearest), shorten(&nearest.quote)), style.width, "    "))?;
    }
    writeln!(out, "{}\n", wrap(&help(gap), style.width, "    "))
}

/// Clauses that cannot both be true, with both places.
pub(super) fn write_contradictions(policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for found in &policy.contradictions {
        writeln!(out, "{}", paint.red(&wrap(&format!("\u{d7} {}", found.contradiction.title), style.width, "")))?;
        for passage in [&found.one, &found.other] {
            writeln!(out, "{}", wrap(&format!("{}: {}", place(passage), shorten(&passage.quote)), style.width, "    "))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The satisfied requirements with the clause that satisfies each element.
pub(super) fn write_satisfied(policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for view in policy.requirements.iter().filter(|r| r.reading.verdict == Verdict::Satisfied) {
        writeln!(out, "{} {} {}", paint.green("\u{2713}"), paint.bold(&view.requirement.title), view.requirement.id)?;
        for element in view.elements.iter().filter(|e| e.state == State::Stated) {
            if let Some(passage) = element.evidence.first() {
                writeln!(
                    out,
                    "{}",
                    wrap(&format!("{}: {} {}", element.element.id, place(passage), shorten(&passage.quote)), style.width, "    ")
                )?;
            }
        }
    }
    writeln!(out)
}
