//! `--format terminal`: for people. The worst comes first: findings with the policy's words, missing disclosures with place and remedy, then a table and a summary.

mod excerpt;
mod finding;
mod summary;
mod text;

use super::{PolicyView, Style, Verbosity, View};
use crate::finding::Verdict;
use std::io::{self, Write};
use text::Paint;

pub(crate) use text::wrap;

/// Writes the report.
pub(super) fn write(view: &View<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint { color: style.color };
    for policy in &view.policies {
        write_policy(view, policy, style, paint, out)?;
    }
    for file in &view.unassessed {
        let head = paint.red("could not be assessed");
        writeln!(out, "{} {head}\n{}", paint.bold(&file.path), wrap(&file.reason, style.width, "  "))?;
    }
    if !view.unassessed.is_empty() {
        writeln!(out)?;
    }
    summary::write_totals(view, style, paint, out)?;
    let laws: Vec<String> = view.laws.iter().map(|l| format!("{} (law as of {})", l.name, l.as_of)).collect();
    let scope = format!(
        "Checked on {} against: {}. The text was checked, not what the business does. This is no legal advice.",
        view.as_of,
        laws.join("; ")
    );
    writeln!(out, "{}", paint.dim(&wrap(&scope, style.width, "")))
}

fn write_policy(view: &View<'_>, policy: &PolicyView<'_>, style: &Style, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let name = policy.documents.first().map_or("", |d| d.path());
    writeln!(out, "{}", paint.bold(name))?;
    if style.verbosity > Verbosity::Quiet {
        let gaps = policy.gaps();
        let (missing, said): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|g| g.reading.verdict == Verdict::Missing);
        for gap in said {
            finding::write_said(gap, style, paint, out)?;
        }
        finding::write_contradictions(policy, style, paint, out)?;
        if !missing.is_empty() {
            writeln!(out, "{}\n", paint.bold("Not in the policy"))?;
        }
        for gap in missing {
            finding::write_missing(gap, style, paint, out)?;
        }
    }
    if style.verbosity == Verbosity::Verbose {
        finding::write_satisfied(policy, style, paint, out)?;
        summary::write_facts(policy, style, paint, out)?;
        summary::write_shared(policy, style, paint, out)?;
    }
    summary::write_table(view, policy, style, paint, out)?;
    writeln!(out)
}
