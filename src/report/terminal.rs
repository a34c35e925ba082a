//! `--format terminal`: for people.

use super::{Style, View};
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(view: &View<'_>, _style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for policy in &view.policies {
        for gap in policy.gaps() {
            writeln!(out, "{} {} {}: {}", gap.requirement.severity.name(), gap.reading.verdict.name(), gap.requirement.id, gap.reading.message)?;
        }
    }
    for file in &view.unassessed {
        writeln!(out, "{}: {}", file.path, file.reason)?;
    }
    Ok(())
}
