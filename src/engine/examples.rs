//! Packs held against their own examples.

use super::{Settings, StatedFacts, assess};
use crate::document::Document;
use crate::finding::Verdict;
use crate::pack::{Condition, Fact, Packs, Requirement};

/// An example that did not come out as its pack says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedExample {
    /// Requirement or fact.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// What the pack says.
    pub expected: &'static str,
    /// What came out.
    pub found: &'static str,
    /// The elements as read, as `id:state`; empty for facts.
    pub elements: Vec<String>,
}

/// Runs a requirement's examples, each as the only text of a policy, with the facts that make it apply. Gives how many there are, and those that fail.
///
/// `read` turns a sentence into a document.
pub fn test_requirement(packs: &Packs, requirement: &Requirement, read: &dyn Fn(&str) -> Document) -> (usize, Vec<FailedExample>) {
    let mut facts = StatedFacts::new();
    satisfy(&requirement.applies, true, &mut facts);
    let settings = settings(packs, requirement.law, facts);
    let missed = if requirement.silent { Verdict::Satisfied } else { Verdict::Missing };
    let examples = &requirement.examples;
    let expected = |list: &'static str| match list {
        "satisfied" => Verdict::Satisfied,
        "weakened" => Verdict::Weak,
        _ => missed,
    };
    let lists = [("satisfied", &examples.satisfied_by), ("weakened", &examples.weakened_by), ("missed", &examples.missed_by)];
    let all: Vec<(&String, Verdict)> = lists.into_iter().flat_map(|(name, list)| list.iter().map(move |s| (s, expected(name)))).collect();
    let count = all.len();
    let failed = all.into_iter().filter_map(|(sentence, expected)| {
        let document = read(sentence);
        let assessment = assess(std::slice::from_ref(&document), packs, &settings);
        let reading = assessment.requirements.iter().find(|r| packs.requirements[r.requirement].id == requirement.id)?;
        // What says the opposite is no better than weak.
        let right = reading.verdict == expected || expected == Verdict::Weak && reading.verdict == Verdict::Contradicted;
        let elements = reading.elements.iter().map(|e| format!("{}:{}", requirement.elements[e.element].id, e.state.name())).collect();
        (!right).then(|| FailedExample {
            id: requirement.id.clone(),
            sentence: sentence.clone(),
            expected: expected.name(),
            found: reading.verdict.name(),
            elements,
        })
    });
    (count, failed.collect())
}

/// Runs a fact's examples; facts that it waits for are taken to hold. Gives how many there are, and those that fail.
pub fn test_fact(packs: &Packs, fact: &Fact, read: &dyn Fn(&str) -> Document) -> (usize, Vec<FailedExample>) {
    let mut facts = StatedFacts::new();
    satisfy(&fact.when, true, &mut facts);
    let settings = settings(packs, fact.law, facts);
    let name = |value: bool| if value { "yes" } else { "no" };
    let all = fact.inferred_by.iter().map(|s| (s, true)).chain(fact.not_inferred_by.iter().map(|s| (s, false)));
    let failed = all.filter_map(|(sentence, expected)| {
        let document = read(sentence);
        let assessment = assess(std::slice::from_ref(&document), packs, &settings);
        let value = assessment.facts.iter().find(|f| packs.facts[f.fact].id == fact.id)?.value;
        (value != expected).then(|| FailedExample {
            id: fact.id.clone(),
            sentence: sentence.clone(),
            expected: name(expected),
            found: name(value),
            elements: Vec::new(),
        })
    });
    (fact.inferred_by.len() + fact.not_inferred_by.len(), failed.collect())
}

fn settings(packs: &Packs, law: u32, facts: StatedFacts) -> Settings {
    Settings { laws: vec![law], facts, as_of: packs.laws[law as usize].as_of, whatever_day: true }
}

/// Facts that make a condition hold.
fn satisfy(condition: &Condition, value: bool, facts: &mut StatedFacts) {
    match condition {
        Condition::Always => {}
        Condition::Fact(id) => {
            facts.insert(*id, value);
        }
        Condition::Not(inner) => satisfy(inner, !value, facts),
        Condition::All(parts) => parts.iter().for_each(|p| satisfy(p, value, facts)),
        Condition::Any(parts) => parts.iter().take(1).for_each(|p| satisfy(p, value, facts)),
    }
}
