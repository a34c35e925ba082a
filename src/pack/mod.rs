//! Requirements, elements, facts and laws; reading and checking rule packs.
//!
//! [`load`] reads pack files into [`Packs`], all mistakes reported at once. The bundled packs are compiled when the crate is built. Imports `text`, `document`, `pattern`.

mod condition;
mod day;
mod load;
mod raw;

pub use condition::Condition;
pub use day::Day;
pub use load::{PackFile, PackMistake, load, load_with_pattern};

use crate::pattern::{FormulaId, Program};
use serde::{Deserialize, Serialize};

/// A set of packs compiled together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Packs {
    /// All patterns.
    pub program: Program,
    /// The laws in order of their ids.
    pub laws: Vec<Law>,
    /// The facts of all laws, in the order of the packs.
    pub facts: Vec<Fact>,
    /// The requirements of all laws, in the order of the packs' files.
    pub requirements: Vec<Requirement>,
    /// How clauses say whom they speak to.
    pub audiences: Vec<Audience>,
    /// Statements that cannot both be true.
    pub contradictions: Vec<Contradiction>,
}

impl Packs {
    /// The number of a law by id.
    pub fn law(&self, id: &str) -> Option<u32> {
        self.laws.iter().position(|law| law.id == id).and_then(|n| u32::try_from(n).ok())
    }

    /// A requirement by id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.id == id)
    }

    /// The number of a fact by id.
    pub fn fact(&self, id: &str) -> Option<u32> {
        self.facts.iter().position(|fact| fact.id == id).and_then(|n| u32::try_from(n).ok())
    }
}

/// An instrument of law.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Law {
    /// Short name, as in `--law`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The official instrument.
    pub instrument: String,
    /// The day as of which the pack states the law.
    pub as_of: Day,
    /// Official texts.
    pub sources: Vec<String>,
    /// What changed, what is pending, what is left out.
    pub notes: String,
}

/// Weight of a requirement in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Good practice, or a regulator's advice.
    Note,
    /// Demanded in some reading, or a usual cause for complaint.
    Warning,
    /// Demanded by the law.
    Error,
}

impl Severity {
    /// All severities with their names.
    pub const NAMES: [(Severity, &'static str); 3] = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];

    /// The name in packs and reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What a clause for another audience is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Elsewhere {
    /// Nothing.
    Ignored,
    /// A hedged statement.
    Hedged,
}

/// One thing the law asks a policy to say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Requirement {
    /// `law.subject`; stable for ever.
    pub id: String,
    /// Number of its law.
    pub law: u32,
    /// A short name.
    pub title: String,
    /// Pinpoint references.
    pub citations: Vec<String>,
    /// Link to the official text; may be empty.
    pub url: String,
    /// First day on which it binds.
    pub effective_from: Day,
    /// Last day on which it binds, if that is known.
    pub effective_until: Option<Day>,
    /// The expression that decides whether it applies, as written.
    pub applies_text: String,
    /// The same, read.
    pub applies: Condition,
    /// Weight in law.
    pub severity: Severity,
    /// What the policy has to say.
    pub asks: String,
    /// What makes a statement weak.
    pub weak_when: Vec<String>,
    /// What does not count.
    pub looks_alike: Vec<String>,
    /// Model wording with placeholders in braces.
    pub remedy: String,
    /// Satisfied unless something is said against it.
    pub silent: bool,
    /// Audiences whose clauses count, as bits.
    pub audience: u8,
    /// What clauses for others are worth.
    pub elsewhere: Elsewhere,
    /// A clause for which one of these holds states elements only hedged.
    pub hedged_by: Vec<FormulaId>,
    /// The subject is touched.
    pub addressed: Vec<FormulaId>,
    /// Satisfied becomes weak.
    pub weakened: Vec<FormulaId>,
    /// The opposite is said.
    pub contradicted: Vec<FormulaId>,
    /// Where a missing disclosure belongs.
    pub place: Vec<FormulaId>,
    /// Its parts, in the order a reader would look for them.
    pub elements: Vec<Element>,
    /// Sentences that satisfy, weaken or miss it.
    pub examples: Examples,
    /// How often verdicts of this requirement were right.
    pub measured: Option<Measured>,
}

/// A separately checkable part of a requirement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Element {
    /// Unique in its requirement.
    pub id: String,
    /// What the policy has to do.
    pub must: String,
    /// Whether the requirement is weak without it.
    pub required: bool,
    /// Patterns of plain statements.
    pub stated: Vec<FormulaId>,
    /// Patterns of statements too vague to count.
    pub hedged: Vec<FormulaId>,
    /// A clause for which one of these holds states it only hedged.
    pub hedged_by: Vec<FormulaId>,
    /// Patterns of the opposite.
    pub denied: Vec<FormulaId>,
}

/// Sentences that show and test a requirement.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Examples {
    /// Each satisfies the requirement by itself.
    pub satisfied_by: Vec<String>,
    /// Each is weak by itself.
    pub weakened_by: Vec<String>,
    /// None addresses it.
    pub missed_by: Vec<String>,
}

/// Measured quality of a requirement's verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Labelled policies behind the figures.
    pub policies: u32,
    /// Share of reported gaps that are gaps.
    pub gaps_precision: f32,
    /// Share of gaps that are reported.
    pub gaps_recall: f32,
}

/// What a fact is when the policy says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactDefault {
    /// No, unless the policy's words show it.
    Infer,
    /// Yes, unless the policy denies it.
    Assume,
}

/// Something true of the business that decides what applies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, unique among all packs.
    pub id: String,
    /// Number of its law.
    pub law: u32,
    /// The question it answers.
    pub question: String,
    /// What holds when nothing is said.
    pub default: FactDefault,
    /// Where this does not hold, the fact is no.
    pub when: Condition,
    /// Audiences whose clauses count, as bits.
    pub audience: u8,
    /// Patterns that show it.
    pub yes: Vec<FormulaId>,
    /// Patterns that deny it.
    pub no: Vec<FormulaId>,
    /// Patterns that rule it out whatever else is said.
    pub veto: Vec<FormulaId>,
    /// Sentences from which it follows.
    pub inferred_by: Vec<String>,
    /// Sentences from which it does not.
    pub not_inferred_by: Vec<String>,
}

/// How headings and sentences show whom they speak to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Audience {
    /// Its bit.
    pub bit: u8,
    /// Headings that speak to it.
    pub heading: Vec<FormulaId>,
    /// Sentences at the beginning of a section that speak to it for the whole section.
    pub opening: Vec<FormulaId>,
    /// Clauses that speak to it for themselves and the rest of their paragraph.
    pub clause: Vec<FormulaId>,
}

/// Two kinds of statement that cannot both be true of one policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contradiction {
    /// Its id.
    pub id: String,
    /// What it is, in a sentence.
    pub title: String,
    /// Patterns of one statement.
    pub one: Vec<FormulaId>,
    /// Patterns of the other.
    pub other: Vec<FormulaId>,
    /// Where one of these holds anywhere, there is no contradiction.
    pub unless: Vec<FormulaId>,
}
