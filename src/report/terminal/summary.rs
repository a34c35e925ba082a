//! Tables, facts and the line that says it all.

use super::text::{Paint, wrap};
use crate::finding::Verdict;
use crate::pack::Severity;
use crate::report::{PolicyView, Style, Verbosity, View};
use comfy_table::{ContentArrangement, Table, presets};
use std::io::{self, Write};

/// A table of requirements and verdicts per law; with `quiet`, of counts alone.
pub(super) fn write_table(view: &View<'_>, policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for law in &view.laws {
        let counts = policy.counts(law);
        let total: usize = counts.iter().sum();
        if total == 0 {
            continue;
        }
        let applying = policy.requirements.iter().any(|r| r.law.id == law.id && r.reading.in_force && r.reading.applies);
        if style.verbosity > Verbosity::Quiet && applying {
            let mut table = new_table(style);
            table.set_header(["requirement", "verdict", "severity", "confidence"]);
            for row in policy.requirements.iter().filter(|r| r.law.id == law.id && r.reading.in_force && r.reading.applies) {
                let verdict = row.reading.verdict;
                table.add_row([
                    row.requirement.title.as_str(),
                    verdict.name(),
                    if verdict.is_gap() { row.requirement.severity.name() } else { "" },
                    row.confidence().name(),
                ]);
            }
            writeln!(out, "{}\n{table}", paint.bold(&law.name))?;
        }
        let later = policy.requirements.iter().filter(|r| r.law.id == law.id && !r.reading.in_force).count();
        let later = if later > 0 { format!(", {later} not in force on {}", view.as_of) } else { String::new() };
        let line = format!(
            "{}: {} satisfied, {} weak, {} missing, {} contradicted, {} not applicable{later}",
            law.id,
            counts[Verdict::Satisfied as usize],
            counts[Verdict::Weak as usize],
            counts[Verdict::Missing as usize],
            counts[Verdict::Contradicted as usize],
            counts[Verdict::NotApplicable as usize],
        );
        writeln!(out, "{}", wrap(&line, style.width, ""))?;
    }
    Ok(())
}

fn new_table(style: &Style) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width).unwrap_or(100));
    table
}

/// The facts that hold, with the clause from which they follow.
pub(super) fn write_facts(policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", paint.bold("Facts"))?;
    for fact in &policy.facts {
        let value = if fact.reading.value { "yes" } else { "no" };
        let shown = fact.evidence.first().map(|p| format!("; {}:{} \u{201c}{}\u{201d}", p.path, p.start.line, p.quote)).unwrap_or_default();
        let disputed = if fact.reading.disputed { "; the policy says otherwise" } else { "" };
        writeln!(
            out,
            "{}",
            wrap(&format!("{} = {value} ({}{disputed}{shown})", fact.fact.id, fact.reading.source.name()), style.width, "  ")
        )?;
    }
    writeln!(out)
}

/// What one clause does for several laws; the same words may satisfy one law and not another.
pub(super) fn write_shared(policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let shared = policy.shared_clauses();
    if shared.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", paint.bold("Clauses that serve several laws"))?;
    let mut table = new_table(style);
    table.set_header(["clause", "requirement", "verdict"]);
    for clause in shared {
        for (n, requirement) in clause.requirements.iter().enumerate() {
            let place = if n == 0 { format!("line {}: {}", clause.passage.start.line, clause.passage.quote) } else { String::new() };
            table.add_row([place.as_str(), &requirement.requirement.id, requirement.reading.verdict.name()]);
        }
    }
    writeln!(out, "{table}\n")
}

/// What a reader needs to know at a glance.
pub(super) fn write_totals(view: &View<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let gaps = |severity: Severity| -> usize {
        view.policies.iter().flat_map(PolicyView::gaps).filter(|g| g.requirement.severity == severity).count()
    };
    let (errors, warnings, notes) = (gaps(Severity::Error), gaps(Severity::Warning), gaps(Severity::Note));
    let unassessed = if view.unassessed.is_empty() { String::new() } else { format!(", {} not assessed", view.unassessed.len()) };
    let line = format!(
        "{} checked{unassessed}: {}, {}, {}.",
        plural(view.policies.len(), "policy", "policies"),
        plural(errors, "error", "errors"),
        plural(warnings, "warning", "warnings"),
        plural(notes, "note", "notes")
    );
    let painted = match (errors, warnings, view.unassessed.len()) {
        (0, 0, 0) => paint.green(&line),
        (0, _, 0) => paint.yellow(&line),
        _ => paint.red(&line),
    };
    if view.policies.len() > 1 && style.verbosity > Verbosity::Quiet {
        for policy in &view.policies {
            let count = |severity: Severity| policy.gaps().iter().filter(|g| g.requirement.severity == severity).count();
            let name = policy.documents.first().map_or("", |d| d.path());
            let counts =
                [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings"), (Severity::Note, "note", "notes")];
            let counts: Vec<String> = counts.iter().map(|(severity, one, many)| plural(count(*severity), one, many)).collect();
            writeln!(out, "{name}: {}", counts.join(", "))?;
        }
    }
    writeln!(out, "{painted}")
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
