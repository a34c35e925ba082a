//! Where reports go: standard output, or files that are never left half written.

use super::Failure;
use super::args::CheckArgs;
use crate::report::{self, Format, View};
use miette::miette;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The reports of a run with their places.
pub(super) struct Targets {
    targets: Vec<(Format, Option<PathBuf>)>,
    style: report::Style,
}

impl Targets {
    /// What the arguments ask for: each `--output-file` belongs to the `--format` at the same place; formats without a file go to standard output.
    ///
    /// # Errors
    /// When there are more files than formats, or more than one format is left for standard output.
    pub(super) fn open(args: &CheckArgs) -> Result<Self, Failure> {
        let formats = if args.format.is_empty() { vec![Format::Terminal] } else { args.format.clone() };
        if args.output_file.len() > formats.len() {
            return Err(miette!(
                help = "give each file its --format, in the same order",
                "{} output files for {} formats",
                args.output_file.len(),
                formats.len()
            ));
        }
        let targets: Vec<_> = formats.into_iter().enumerate().map(|(n, format)| (format, args.output_file.get(n).cloned())).collect();
        if targets.iter().filter(|(_, file)| file.is_none()).count() > 1 {
            return Err(miette!(
                help = "give each --format but one its --output-file, in the same order",
                "more than one report is left for standard output"
            ));
        }
        Ok(Targets { targets, style: args.style() })
    }

    /// Writes all reports.
    ///
    /// # Errors
    /// When a file or standard output cannot be written; a reader that went away is no error.
    pub(super) fn write(&self, view: &View<'_>) -> Result<(), Failure> {
        for (format, file) in &self.targets {
            match file {
                Some(path) => write_file(*format, view, &self.style.plain(), path)?,
                None => write_stdout(*format, view, &self.style)?,
            }
        }
        Ok(())
    }
}

fn write_stdout(format: Format, view: &View<'_>, style: &report::Style) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    report::write(format, view, style, &mut bytes).map_err(|e| miette!("the report cannot be made: {e}"))?;
    let mut out = io::stdout().lock();
    match out.write_all(&bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(miette!("standard output cannot be written: {error}")),
        _ => Ok(()),
    }
}

/// Writes beside the place first, then renames: a reader sees the old report or the new one, never half of it.
fn write_file(format: Format, view: &View<'_>, style: &report::Style, path: &Path) -> Result<(), Failure> {
    let failed =
        |e: io::Error| miette!(help = "check that the folder exists and may be written", "{} cannot be written: {e}", path.display());
    let mut bytes = Vec::new();
    report::write(format, view, style, &mut bytes).map_err(failed)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(|e| {
        // The report is lost either way; the half-named file must not stay.
        let _ = std::fs::remove_file(&beside);
        failed(e)
    })
}
