//! What can be typed.

use clap::{Args as ClapArgs, Parser, Subcommand};
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
    /// Compare verdicts with labelled policies.
    Measure(MeasureArgs),
    /// Check, test and try rule packs.
    Rules(RulesArgs),
}

/// Arguments of `check`.
#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    /// Policies: files.
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackArgs,
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
    /// Show every disagreement.
    #[arg(short, long)]
    pub(crate) verbose: bool,
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
