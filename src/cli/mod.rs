//! The command line: arguments, one file per command, presentation of errors, exit codes. The only room with a clock, environment or terminal.

mod args;
mod bundled;
mod check;
mod explain;
mod inputs;
mod laws;
mod measure;
mod output;
mod packs;
mod rules;

pub use bundled::bundled;

use crate::pack::Day;
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Why a command could not do its work; the message is for people and ends the run with exit code 2.
pub(crate) type Failure = miette::Report;

/// What a command that ran to its end found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing counts.
    Clean,
    /// Findings count.
    Findings,
    /// Something could not be assessed.
    Unassessed,
}

/// Runs the command line and gives the exit code: 0 nothing counts, 1 findings count, 2 could not assess.
pub fn run() -> ExitCode {
    let args = args::Args::parse();
    let outcome = match args.command {
        args::Command::Check(args) => check::run(&args),
        args::Command::Explain(args) => explain::run(&args),
        args::Command::Laws(args) => laws::run(&args),
        args::Command::Measure(args) => measure::run(&args),
        args::Command::Rules(args) => rules::run(&args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Unassessed) => ExitCode::from(2),
        Err(failure) => {
            report_failure(&failure);
            ExitCode::from(2)
        }
    }
}

/// Tells standard error why the run failed; a reader that went away is no failure.
#[expect(clippy::print_stderr, reason = "the command line speaks to people on standard error")]
fn report_failure(failure: &Failure) {
    eprintln!("{failure:?}");
}

/// Today's date in the local time zone.
///
/// # Errors
/// When the clock shows a year that no calendar of ours has.
fn today() -> Result<Day, Failure> {
    let now = jiff::Zoned::now().date();
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    u16::try_from(now.year())
        .ok()
        .and_then(|year| Day::new(year, part(now.month()), part(now.day())))
        .ok_or_else(|| miette::miette!(help = "give the day with --as-of", "the clock shows no usable date"))
}

/// Columns of the terminal: COLUMNS, else what the terminal says, else 100.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok());
    set.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0))).unwrap_or(100).clamp(40, 200)
}

/// Writes to standard output; a reader that went away is no failure.
///
/// # Errors
/// When standard output cannot be written.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(miette::miette!("standard output cannot be written: {error}")),
        _ => Ok(()),
    }
}
