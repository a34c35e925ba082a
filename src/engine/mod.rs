//! From a policy's documents to its assessment. Pure: no clock, no disk.
//!
//! [`assess`] finds the hits of all patterns, decides whom each clause speaks to, infers facts, and reads each requirement. Imports `text`, `document`, `pattern`, `pack`, `finding`.

mod audience;
mod contradiction;
mod examples;
mod facts;
mod verdict;

pub use audience::find_audiences;
pub use examples::{FailedExample, test_fact, test_requirement};
pub use facts::StatedFacts;

use crate::document::Document;
use crate::finding::{Assessment, Evidence, RequirementReading, Verdict};
use crate::pack::{Day, Packs};
use crate::pattern::Hits;

/// How a check is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Numbers of the laws to check, ascending.
    pub laws: Vec<u32>,
    /// Facts stated by the user.
    pub facts: StatedFacts,
    /// The day of the check.
    pub as_of: Day,
    /// Whether requirements that do not bind on that day are assessed all the same, as labelled policies are.
    pub whatever_day: bool,
}

/// Holds a policy, given as its documents, against the chosen laws.
pub fn assess(documents: &[Document], packs: &Packs, settings: &Settings) -> Assessment {
    let laws = settings.laws.iter().fold(0, |bits, law| bits | 1 << law);
    let mut hits = Vec::with_capacity(documents.len());
    for document in documents {
        let mut found = Hits::find(&packs.program, document, laws, Some(settings.as_of.parts()));
        let audiences = find_audiences(&found, &packs.audiences);
        found.set_audiences(audiences);
        hits.push(found);
    }
    let reader = Reader { hits: &hits };
    let all_facts = facts::infer_facts(&reader, packs, &settings.facts);
    let applies = |requirement: &crate::pack::Requirement| requirement.applies.holds(&|n| all_facts[n as usize].value);
    let mut requirements = Vec::new();
    for (number, requirement) in packs.requirements.iter().enumerate().filter(|(_, r)| settings.laws.contains(&r.law)) {
        let in_force = settings.whatever_day
            || requirement.effective_from <= settings.as_of && requirement.effective_until.is_none_or(|day| settings.as_of <= day);
        let applies = applies(requirement);
        requirements.push(if in_force && applies {
            verdict::read_requirement(&reader, number, requirement)
        } else {
            unread(number, applies, in_force)
        });
    }
    let contradictions = contradiction::find_contradictions(&reader, packs);
    let facts = all_facts.into_iter().filter(|f| settings.laws.contains(&packs.facts[f.fact].law)).collect();
    Assessment { as_of: settings.as_of, facts, requirements, contradictions }
}

fn unread(requirement: usize, applies: bool, in_force: bool) -> RequirementReading {
    RequirementReading {
        requirement,
        verdict: Verdict::NotApplicable,
        applies,
        in_force,
        elements: Vec::new(),
        addressed: Vec::new(),
        weakened: Vec::new(),
        contradicted: Vec::new(),
        place: crate::finding::Placement::default(),
        message: if in_force {
            "The facts that trigger it are not there.".into()
        } else {
            "It does not bind on the day of the check.".into()
        },
    }
}

/// All documents of a policy with what was found in them.
struct Reader<'a> {
    hits: &'a [Hits<'a>],
}

impl Reader<'_> {
    /// Every clause for which a pattern holds.
    fn evidence(&self, pattern: u32) -> impl Iterator<Item = Evidence> + '_ {
        self.hits.iter().enumerate().flat_map(move |(document, hits)| {
            hits.matches(pattern).into_iter().map(move |found| Evidence {
                document,
                clause: found.clause,
                span: hits.document().clauses()[found.clause as usize].span,
                marks: found.marks,
            })
        })
    }

    /// Whether one of the patterns holds at the clause of some evidence, be it through its lead-in alone.
    fn holds_any(&self, patterns: &[u32], evidence: &Evidence) -> bool {
        patterns.iter().any(|p| self.hits[evidence.document].holds_at(*p, evidence.clause))
    }

    /// The words of a clause through which one of the patterns holds there.
    fn marks_of(&self, patterns: &[u32], evidence: &Evidence) -> Vec<crate::text::Span> {
        patterns.iter().filter_map(|p| self.hits[evidence.document].match_at(*p, evidence.clause)).flat_map(|m| m.marks).collect()
    }

    fn audience(&self, evidence: &Evidence) -> u8 {
        self.hits[evidence.document].audience(evidence.clause)
    }

    /// The heading of the section in which evidence stands.
    fn heading(&self, evidence: &Evidence) -> Option<Evidence> {
        let document = self.hits[evidence.document].document();
        let heading = document.headings(&document.clauses()[evidence.clause as usize]).next()?;
        Some(Evidence { document: evidence.document, clause: heading, span: document.clauses()[heading as usize].span, marks: Vec::new() })
    }
}

/// Puts evidence in reading order, joins what concerns the same clause, and keeps the first `most`.
fn order_evidence(evidence: &mut Vec<Evidence>, most: usize) {
    evidence.sort_by_key(|e| (e.document, e.clause));
    evidence.dedup_by(|later, earlier| {
        let same = (later.document, later.clause) == (earlier.document, earlier.clause);
        if same {
            earlier.marks.append(&mut later.marks);
            earlier.marks.sort_unstable();
            earlier.marks.dedup();
        }
        same
    });
    evidence.truncate(most);
}
