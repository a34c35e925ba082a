//! An assessment with everything looked up: what every format shows, in the order in which it is shown.

use crate::document::Document;
use crate::finding::{Assessment, Evidence, FactReading, RequirementReading, State, Verdict};
use crate::pack::{Contradiction, Day, Element, Fact, Law, Packs, Requirement, Severity};
use crate::text::{Location, Span};

/// A whole run.
#[derive(Debug)]
pub struct View<'a> {
    /// Version of the program.
    pub version: &'static str,
    /// The day of the check.
    pub as_of: Day,
    /// The laws that were checked.
    pub laws: Vec<&'a Law>,
    /// The policies in the order given.
    pub policies: Vec<PolicyView<'a>>,
    /// What could not be assessed.
    pub unassessed: Vec<Unassessed>,
}

/// A file that could not be assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unassessed {
    /// Its path.
    pub path: String,
    /// Why, and what to do.
    pub reason: String,
}

/// One policy.
#[derive(Debug)]
pub struct PolicyView<'a> {
    /// Its files.
    pub documents: &'a [Document],
    /// Facts in the order of the packs.
    pub facts: Vec<FactView<'a>>,
    /// Requirements in the order of the packs.
    pub requirements: Vec<RequirementView<'a>>,
    /// Pairs of clauses that cannot both be true.
    pub contradictions: Vec<ContradictionView<'a>>,
}

/// Two clauses that cannot both be true.
#[derive(Debug)]
pub struct ContradictionView<'a> {
    /// What kind it is.
    pub contradiction: &'a Contradiction,
    /// The clause that says one thing.
    pub one: Passage,
    /// The clause that says the other.
    pub other: Passage,
}

/// What one clause does for requirements of several laws.
#[derive(Debug)]
pub struct SharedClause<'v, 'a> {
    /// The clause.
    pub passage: &'v Passage,
    /// The requirements that it supports, in the order of the packs.
    pub requirements: Vec<&'v RequirementView<'a>>,
}

/// A fact with its evidence.
#[derive(Debug)]
pub struct FactView<'a> {
    /// What is asked.
    pub fact: &'a Fact,
    /// What was read.
    pub reading: &'a FactReading,
    /// The clauses behind it.
    pub evidence: Vec<Passage>,
}

/// A requirement with its verdict.
#[derive(Debug)]
pub struct RequirementView<'a> {
    /// What is asked.
    pub requirement: &'a Requirement,
    /// Its law.
    pub law: &'a Law,
    /// What was read.
    pub reading: &'a RequirementReading,
    /// Its elements with their evidence.
    pub elements: Vec<ElementView<'a>>,
    /// Clauses that touch the subject without stating an element.
    pub addressed: Vec<Passage>,
    /// Clauses that weaken what is said.
    pub weakened: Vec<Passage>,
    /// Clauses that say the opposite.
    pub contradicted: Vec<Passage>,
    /// The section where a missing disclosure belongs.
    pub section: Option<Passage>,
    /// The clause that comes closest.
    pub nearest: Option<Passage>,
}

/// An element with its evidence.
#[derive(Debug)]
pub struct ElementView<'a> {
    /// What is asked.
    pub element: &'a Element,
    /// How it stands.
    pub state: State,
    /// The clauses that show it.
    pub evidence: Vec<Passage>,
}

/// A clause of the policy, looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Number of the document in its policy.
    pub document: usize,
    /// Its path.
    pub path: String,
    /// Where it stands in the original file, in bytes.
    pub origin: Span,
    /// Where it stands in the reading text, in bytes.
    pub span: Span,
    /// First character.
    pub start: Location,
    /// Place after the last character.
    pub end: Location,
    /// Its words as read.
    pub quote: String,
    /// The words that decided.
    pub marks: Vec<Mark>,
}

/// Words within a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they stand in the original file, in bytes.
    pub origin: Span,
    /// Where they stand in the reading text, in bytes.
    pub span: Span,
    /// First character.
    pub start: Location,
    /// The words as read.
    pub quote: String,
}

impl Passage {
    fn new(documents: &[Document], evidence: &Evidence) -> Self {
        let document = &documents[evidence.document];
        let mark = |span: &Span| Mark {
            origin: document.resolve_origin(*span),
            span: *span,
            start: document.locate(*span),
            quote: document.quote(*span),
        };
        Passage {
            document: evidence.document,
            path: document.path().to_owned(),
            origin: document.resolve_origin(evidence.span),
            span: evidence.span,
            start: document.locate(evidence.span),
            end: document.locate_end(evidence.span),
            quote: document.quote(evidence.span),
            marks: evidence.marks.iter().map(mark).collect(),
        }
    }
}

impl<'a> PolicyView<'a> {
    /// Looks up everything an assessment says of a policy.
    pub fn new(packs: &'a Packs, documents: &'a [Document], assessment: &'a Assessment) -> Self {
        let passages = |list: &[Evidence]| -> Vec<Passage> { list.iter().map(|e| Passage::new(documents, e)).collect() };
        let facts = assessment.facts.iter().map(|reading| FactView {
            fact: &packs.facts[reading.fact],
            reading,
            evidence: passages(&reading.evidence),
        });
        let requirements = assessment.requirements.iter().map(|reading| {
            let requirement = &packs.requirements[reading.requirement];
            let elements = reading.elements.iter().map(|e| ElementView {
                element: &requirement.elements[e.element],
                state: e.state,
                evidence: passages(&e.evidence),
            });
            RequirementView {
                requirement,
                law: &packs.laws[requirement.law as usize],
                reading,
                elements: elements.collect(),
                addressed: passages(&reading.addressed),
                weakened: passages(&reading.weakened),
                contradicted: passages(&reading.contradicted),
                section: reading.place.section.as_ref().map(|e| Passage::new(documents, e)),
                nearest: reading.place.nearest.as_ref().map(|e| Passage::new(documents, e)),
            }
        });
        let contradictions = assessment.contradictions.iter().map(|reading| ContradictionView {
            contradiction: &packs.contradictions[reading.contradiction],
            one: Passage::new(documents, &reading.one),
            other: Passage::new(documents, &reading.other),
        });
        PolicyView { documents, facts: facts.collect(), requirements: requirements.collect(), contradictions: contradictions.collect() }
    }

    /// The clauses that support requirements of two or more laws, in reading order.
    pub fn shared_clauses(&self) -> Vec<SharedClause<'_, 'a>> {
        let mut by_clause: std::collections::BTreeMap<(usize, Span), SharedClause<'_, 'a>> = std::collections::BTreeMap::new();
        for requirement in &self.requirements {
            let stated = requirement.elements.iter().filter(|e| matches!(e.state, State::Stated | State::Hedged));
            for passage in stated.flat_map(|e| &e.evidence) {
                let shared =
                    by_clause.entry((passage.document, passage.span)).or_insert_with(|| SharedClause { passage, requirements: Vec::new() });
                if !shared.requirements.iter().any(|r| r.requirement.id == requirement.requirement.id) {
                    shared.requirements.push(requirement);
                }
            }
        }
        let several = |shared: &SharedClause<'_, '_>| shared.requirements.iter().any(|r| r.law.id != shared.requirements[0].law.id);
        by_clause.into_values().filter(several).collect()
    }

    /// The gaps, worst first: by severity, then contradicted, missing, weak, then in the order of the packs.
    pub fn gaps(&self) -> Vec<&RequirementView<'a>> {
        let mut gaps: Vec<_> = self.requirements.iter().filter(|r| r.reading.verdict.is_gap()).collect();
        let weight = |verdict: Verdict| match verdict {
            Verdict::Contradicted => 0,
            Verdict::Missing => 1,
            _ => 2,
        };
        gaps.sort_by_key(|r| (std::cmp::Reverse(r.requirement.severity), weight(r.reading.verdict)));
        gaps
    }

    /// How many requirements of a law got each verdict, in the order of [`Verdict::NAMES`]; those not in force are left out.
    pub fn counts(&self, law: &Law) -> [usize; 5] {
        let mut counts = [0; 5];
        for requirement in self.requirements.iter().filter(|r| r.law.id == law.id && r.reading.in_force) {
            counts[requirement.reading.verdict as usize] += 1;
        }
        counts
    }

    /// The highest severity among the gaps.
    pub fn worst(&self) -> Option<Severity> {
        self.requirements.iter().filter(|r| r.reading.verdict.is_gap()).map(|r| r.requirement.severity).max()
    }
}

impl RequirementView<'_> {
    /// All passages behind the verdict in the order: against it, elements, touching; each clause once. The first is the primary one.
    pub fn passages(&self) -> Vec<&Passage> {
        let elements = self.elements.iter().flat_map(|e| &e.evidence);
        let all = self.contradicted.iter().chain(&self.weakened).chain(elements).chain(&self.addressed);
        let mut seen = std::collections::BTreeSet::new();
        all.filter(|p| seen.insert((p.document, p.span))).collect()
    }

    /// The finding's identity: requirement id and the normalised words of its primary passage, without any offset, as hexadecimal SHA-256.
    /// `occurrence` tells findings apart that would be the same otherwise.
    pub fn fingerprint(&self, occurrence: usize) -> String {
        use sha2::{Digest, Sha256};
        let words = self.passages().first().map_or(String::new(), |p| normalise(&p.quote));
        let text = format!("{}\n{}\n{words}\n{occurrence}", self.requirement.id, self.reading.verdict.name());
        Sha256::digest(text.as_bytes()).iter().take(16).map(|b| format!("{b:02x}")).collect()
    }

    /// How often verdicts of this requirement were right when measured: high, medium or low; unknown when not measured.
    pub fn confidence(&self) -> Confidence {
        match self.requirement.measured {
            Some(m) if m.policies >= 10 => match m.gaps_precision.min(m.gaps_recall) {
                f if f >= 0.9 => Confidence::High,
                f if f >= 0.75 => Confidence::Medium,
                _ => Confidence::Low,
            },
            _ => Confidence::Unknown,
        }
    }
}

/// How far a verdict can be relied on, from measured figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Precision and recall of gaps of 0.90 or more.
    High,
    /// 0.75 or more.
    Medium,
    /// Less.
    Low,
    /// Measured on fewer than ten policies, or not at all.
    Unknown,
}

impl Confidence {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
            Confidence::Unknown => "unknown",
        }
    }
}

/// Letters and digits in lower case with single spaces between: what stays the same when layout changes.
pub(crate) fn normalise(text: &str) -> String {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}
