//! What an assessment says: verdicts, evidence, facts. Plain data; no logic beyond construction.
//!
//! Evidence stores document and spans of the reading text; lines, columns and quotes are looked up when a report is made. Imports `text`, `document`, `pack`.

use crate::document::ClauseId;
use crate::pack::Day;
use crate::text::Span;

/// What is held of one requirement in one policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every required element is stated.
    Satisfied,
    /// Addressed, but vague, hedged or in part.
    Weak,
    /// Not addressed.
    Missing,
    /// The opposite is said.
    Contradicted,
    /// The facts that trigger it are not there.
    NotApplicable,
}

impl Verdict {
    /// All verdicts with their names.
    pub const NAMES: [(Verdict, &'static str); 5] = [
        (Verdict::Satisfied, "satisfied"),
        (Verdict::Weak, "weak"),
        (Verdict::Missing, "missing"),
        (Verdict::Contradicted, "contradicted"),
        (Verdict::NotApplicable, "not-applicable"),
    ];

    /// The name in reports and label files.
    pub fn name(self) -> &'static str {
        Verdict::NAMES[self as usize].1
    }

    /// The verdict of a name.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Verdict::NAMES.iter().find(|(_, n)| *n == name).map(|(verdict, _)| *verdict)
    }

    /// Whether it is a gap: weak, missing or contradicted.
    pub fn is_gap(self) -> bool {
        matches!(self, Verdict::Weak | Verdict::Missing | Verdict::Contradicted)
    }

    /// Whether the policy addresses the requirement: satisfied, weak or contradicted.
    pub fn is_addressed(self) -> bool {
        matches!(self, Verdict::Satisfied | Verdict::Weak | Verdict::Contradicted)
    }
}

/// How an element stands in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Said plainly.
    Stated,
    /// Said with a hedge, or to others only.
    Hedged,
    /// The opposite is said.
    Denied,
    /// Not said.
    Absent,
}

impl State {
    /// All states with their names.
    pub const NAMES: [(State, &'static str); 4] =
        [(State::Stated, "stated"), (State::Hedged, "hedged"), (State::Denied, "denied"), (State::Absent, "absent")];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        State::NAMES[self as usize].1
    }
}

/// Words of the policy that support or contradict something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Number of the document in its policy.
    pub document: usize,
    /// The clause.
    pub clause: ClauseId,
    /// The clause's own words, in the reading text.
    pub span: Span,
    /// The words that decided, in the reading text, in order; may be empty.
    pub marks: Vec<Span>,
}

/// One element as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementReading {
    /// Its number in the requirement.
    pub element: usize,
    /// How it stands.
    pub state: State,
    /// What shows it, the best first; empty when absent.
    pub evidence: Vec<Evidence>,
}

/// Where a missing disclosure belongs, or the sentence that comes closest to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// Heading of the section where it belongs.
    pub section: Option<Evidence>,
    /// The clause that comes closest.
    pub nearest: Option<Evidence>,
}

/// One requirement as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementReading {
    /// Its number in the packs.
    pub requirement: usize,
    /// What is held.
    pub verdict: Verdict,
    /// Whether the facts make it apply.
    pub applies: bool,
    /// Whether it binds on the day of the check; otherwise it is not assessed and `verdict` is not-applicable.
    pub in_force: bool,
    /// Its elements, in order; empty when it does not apply or is not in force.
    pub elements: Vec<ElementReading>,
    /// What touches the subject without stating an element.
    pub addressed: Vec<Evidence>,
    /// What weakens an otherwise sufficient statement.
    pub weakened: Vec<Evidence>,
    /// What says the opposite.
    pub contradicted: Vec<Evidence>,
    /// Where it belongs, for gaps.
    pub place: Placement,
    /// What the verdict rests on, in a sentence.
    pub message: String,
}

/// Where a fact's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// The user said so.
    Stated,
    /// The policy's words show it.
    Inferred,
    /// The fact's default.
    Default,
}

impl FactSource {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            FactSource::Stated => "stated",
            FactSource::Inferred => "inferred",
            FactSource::Default => "default",
        }
    }
}

/// A fact as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactReading {
    /// Its number in the packs.
    pub fact: usize,
    /// Whether it holds.
    pub value: bool,
    /// Why.
    pub source: FactSource,
    /// The clauses that show it; for a stated fact, those that say otherwise.
    pub evidence: Vec<Evidence>,
    /// Whether the user's word and the policy's differ.
    pub disputed: bool,
}

/// Two clauses that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContradictionReading {
    /// Its number in the packs.
    pub contradiction: usize,
    /// The clause that says one thing.
    pub one: Evidence,
    /// The clause that says the other.
    pub other: Evidence,
}

/// All verdicts for one policy.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The day of the check.
    pub as_of: Day,
    /// Facts of the laws that were checked, in the order of the packs.
    pub facts: Vec<FactReading>,
    /// Requirements of the laws that were checked, in the order of the packs.
    pub requirements: Vec<RequirementReading>,
    /// Clauses that contradict each other, one pair for each kind.
    pub contradictions: Vec<ContradictionReading>,
}
