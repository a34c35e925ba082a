//! An assessment in, bytes out; one file per format, all fed by one [`View`].
//!
//! Imports `text`, `document`, `pack`, `finding`.

mod json;
mod terminal;
mod view;

pub(crate) use terminal::wrap;
pub(crate) use view::normalise;
pub use view::{
    Confidence, ContradictionView, ElementView, FactView, Mark, Passage, PolicyView, RequirementView, SharedClause, Unassessed, View,
};

use std::io::{self, Write};

/// A form of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Terminal,
    /// One JSON object.
    Json,
}

impl Format {
    /// All formats with the names that `--format` takes.
    pub const NAMES: [(Format, &'static str); 2] = [(Format::Terminal, "terminal"), (Format::Json, "json")];

    /// The name that `--format` takes.
    pub fn name(self) -> &'static str {
        Format::NAMES[self as usize].1
    }
}

/// How a report for people looks; machine formats take no notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Whether citations may be terminal links (OSC 8).
    pub links: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How much is said.
    pub verbosity: Verbosity,
}

/// How much a report for people says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// The summary alone.
    Quiet,
    /// Gaps and the summary.
    Normal,
    /// Satisfied requirements and facts too, with their evidence.
    Verbose,
}

impl Style {
    /// The same without anything that only a terminal understands.
    pub fn plain(self) -> Self {
        Style { color: false, links: false, width: 100, ..self }
    }
}

/// Writes a report.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(format: Format, view: &View<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::write(view, style, out),
        Format::Json => json::write(view, out),
    }
}
