//! `lacuna rules test`: every example of every requirement and fact.

use super::super::args::RulesTestArgs;
use super::super::packs::{choose_laws, load_packs};
use super::super::{Failure, Outcome};
use crate::document::{Document, Format};
use crate::engine::{Settings, StatedFacts, assess};
use crate::finding::Verdict;
use crate::pack::{Condition, Packs, Requirement};
use miette::miette;
use std::io::Write;

/// Runs the command.
pub(super) fn run(args: &RulesTestArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let laws = choose_laws(&packs, &args.packs.law)?;
    let wanted = |id: &str| args.only.is_empty() || args.only.iter().any(|o| id.contains(o.as_str()));
    let mut out = std::io::stdout().lock();
    let (mut run, mut failed) = (0, 0);
    let mut failures = Vec::new();
    for requirement in packs.requirements.iter().filter(|r| laws.contains(&r.law) && wanted(&r.id)) {
        let results = test_requirement(&packs, requirement);
        run += results.len();
        failures.extend(results.into_iter().flatten());
    }
    for fact in packs.facts.iter().filter(|f| laws.contains(&f.law) && wanted(&f.id)) {
        for (sentence, expected) in fact.inferred_by.iter().map(|s| (s, true)).chain(fact.not_inferred_by.iter().map(|s| (s, false))) {
            run += 1;
            let document = read(sentence)?;
            let settings = settings(&packs, fact.law, StatedFacts::new());
            let mut packs_settings = settings;
            // What a fact waits for is taken to hold.
            packs_settings.facts = fact.when.facts().into_iter().map(|f| (f, true)).collect();
            let assessment = assess(std::slice::from_ref(&document), &packs, &packs_settings);
            let value = assessment.facts.iter().find(|f| packs.facts[f.fact].id == fact.id).is_some_and(|f| f.value);
            if value != expected {
                failures.push(format!("{}: {} expected, {} inferred\n    {sentence}", fact.id, yes(expected), yes(value)));
            }
        }
    }
    failed += failures.len();
    for failure in &failures {
        writeln!(out, "{failure}").map_err(|e| miette!("cannot write: {e}"))?;
    }
    writeln!(out, "{run} examples, {failed} failed").map_err(|e| miette!("cannot write: {e}"))?;
    Ok(if failed == 0 { Outcome::Clean } else { Outcome::Findings })
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

fn read(text: &str) -> Result<Document, Failure> {
    crate::source::read("example", text.as_bytes(), Some(Format::Markdown)).map_err(|e| miette!("{e:?}"))
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

/// One entry an example: nothing, or what went wrong.
fn test_requirement(packs: &Packs, requirement: &Requirement) -> Vec<Option<String>> {
    let mut facts = StatedFacts::new();
    satisfy(&requirement.applies, true, &mut facts);
    let settings = settings(packs, requirement.law, facts);
    let missed = if requirement.silent { Verdict::Satisfied } else { Verdict::Missing };
    let examples = &requirement.examples;
    let all = examples.satisfied_by.iter().map(|s| (s, Verdict::Satisfied)).chain(examples.weakened_by.iter().map(|s| (s, Verdict::Weak))).chain(examples.missed_by.iter().map(|s| (s, missed)));
    all.map(|(sentence, expected)| {
        let document = read(sentence).ok()?;
        let assessment = assess(std::slice::from_ref(&document), packs, &settings);
        let reading = assessment.requirements.iter().find(|r| packs.requirements[r.requirement].id == requirement.id)?;
        let right = reading.verdict == expected || expected == Verdict::Weak && reading.verdict == Verdict::Contradicted;
        let elements: Vec<String> =
            reading.elements.iter().map(|e| format!("{}:{}", requirement.elements[e.element].id, e.state.name())).collect();
        (!right).then(|| format!("{}: {} expected, {} found ({})\n    {sentence}", requirement.id, expected.name(), reading.verdict.name(), elements.join(" ")))
    })
    .collect()
}
