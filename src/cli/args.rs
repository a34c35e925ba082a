//! What can be typed.

use crate::pack::Day;
use crate::report::{Format, Style, Verbosity};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::io::IsTerminal;
use std::path::PathBuf;

/// A linter for privacy policies.
#[derive(Debug, Parser)]
#[command(name = "lacuna", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Hold policies against the law and report what is missing or weak.
    Check(CheckArgs),
    /// Say what a requirement or a fact is, in the pack's own words.
    Explain(ExplainArgs),
    /// List the laws with their requirements and dates.
    Laws(LawsArgs),
    /// Compare verdicts with labelled policies.
    Measure(MeasureArgs),
    /// Check, test and try rule packs.
    Rules(RulesArgs),
}

/// Arguments of `check`.
#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    /// Policies: Markdown, HTML or text files; folders are searched for them; `-` reads standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackArgs,
    /// State a fact about the business, as in `dpo_designated=yes`; else it is inferred from the policy.
    #[arg(long = "fact", value_name = "ID=yes|no")]
    pub(crate) facts: Vec<String>,
    /// Check as of this day (YYYY-MM-DD) instead of today.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(crate) as_of: Option<Day>,
    /// Assess the input even if it does not look like an English privacy policy.
    #[arg(long)]
    pub(crate) assume_policy: bool,
    /// The name of standard input in reports; its ending tells the format.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// The form of the report; may be given several times, each with its own --output-file.
    #[arg(long, visible_alias = "output-format", short = 'f', value_name = "FORMAT", value_parser = parse_format, env = "LACUNA_OUTPUT_FORMAT", value_delimiter = ',')]
    pub(crate) format: Vec<Format>,
    /// Write the report to this file instead of standard output; the first belongs to the first --format, and so on.
    #[arg(long, short = 'o', value_name = "FILE", env = "LACUNA_OUTPUT_FILE")]
    pub(crate) output_file: Vec<PathBuf>,
    /// The lowest severity of a gap that makes the exit code 1.
    #[arg(long, value_name = "SEVERITY", default_value = "error", env = "LACUNA_FAIL_ON")]
    pub(crate) fail_on: FailOn,
    /// Say less: the summary alone.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more: satisfied requirements and facts too, with their evidence.
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// When to colour the report.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

/// The lowest severity that fails a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What the law demands.
    Error,
    /// What is demanded in some reading, too.
    Warning,
    /// Good practice, too.
    Note,
    /// Gaps never fail.
    Never,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl CheckArgs {
    /// How the report looks on standard output.
    pub(crate) fn style(&self) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let color = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => !set("NO_COLOR") && (terminal || set("FORCE_COLOR") || set("CLICOLOR_FORCE")),
        };
        let verbosity = if self.quiet {
            Verbosity::Quiet
        } else if self.verbose {
            Verbosity::Verbose
        } else {
            Verbosity::Normal
        };
        Style { color, links: terminal && color && !set("CI"), width: super::width(), verbosity }
    }
}

fn parse_day(text: &str) -> Result<Day, String> {
    text.parse()
}

fn parse_format(text: &str) -> Result<Format, String> {
    let known = || Format::NAMES.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
    Format::NAMES.iter().find(|(_, name)| *name == text).map(|(format, _)| *format).ok_or_else(|| format!("known formats: {}", known()))
}

/// Which packs.
#[derive(Debug, ClapArgs)]
pub(crate) struct PackArgs {
    /// Read the rule packs from this folder instead of the bundled ones.
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// Check these laws only, by id, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "LAW")]
    pub(crate) law: Vec<String>,
}

/// Arguments of `explain`.
#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    /// Id of a requirement (gdpr.dpo-contact) or a fact (dpo_designated).
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) packs: PackArgs,
}

/// Arguments of `laws`.
#[derive(Debug, ClapArgs)]
pub(crate) struct LawsArgs {
    #[command(flatten)]
    pub(crate) packs: PackArgs,
}

/// Arguments of `measure`.
#[derive(Debug, ClapArgs)]
pub(crate) struct MeasureArgs {
    /// Folders of labelled policies: with labels/*.json, or with labels.jsonl.
    #[arg(required = true)]
    pub(crate) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackArgs,
    /// Only requirements and facts whose id contains this.
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Vec<String>,
    /// Only policies whose name is in this list, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    pub(crate) policy: Vec<String>,
    /// Leave out policies whose name is in this list, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    pub(crate) without: Vec<String>,
    /// Show every disagreement, with both readings.
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Print the figures as JSON, to be kept for --against.
    #[arg(long)]
    pub(crate) json: bool,
    /// Say which requirements got better and worse than in this earlier run (a file made with --json).
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Option<PathBuf>,
    /// Write each requirement's measured precision and recall of gaps into its file in this rules folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) write: Option<PathBuf>,
}

/// Arguments of `rules`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Run the examples of all requirements and facts.
    Test(RulesTestArgs),
    /// Show what a pattern matches in files.
    Try(RulesTryArgs),
}

/// Arguments of `rules test`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RulesTestArgs {
    #[command(flatten)]
    pub(crate) packs: PackArgs,
    /// Only requirements and facts whose id contains this.
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Vec<String>,
}

/// Arguments of `rules try`.
#[derive(Debug, ClapArgs)]
pub(crate) struct RulesTryArgs {
    /// A pattern.
    pub(crate) pattern: String,
    /// Policies to hold it against; `-` reads one sentence a line from standard input.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackArgs,
    /// Whose concepts the pattern sees: a law or requirement id.
    #[arg(long, default_value = "", value_name = "ID")]
    pub(crate) home: String,
    /// Most matches shown.
    #[arg(long, default_value_t = 40)]
    pub(crate) most: usize,
    /// Show each clause's audience and headings.
    #[arg(short, long)]
    pub(crate) verbose: bool,
}
