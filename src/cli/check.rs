//! `lacuna check`: policies in, reports out, an exit code for gates.

use super::args::{CheckArgs, FailOn};
use super::inputs::{Input, gather};
use super::output::Targets;
use super::packs::{choose_laws, load_packs};
use super::{Failure, Outcome, today};
use crate::document::{Document, recognise};
use crate::engine::{Settings, StatedFacts, assess};
use crate::finding::Assessment;
use crate::pack::{Packs, Severity};
use crate::report::{PolicyView, Unassessed, View};
use miette::miette;
use std::sync::Mutex;

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let laws = choose_laws(&packs, &args.packs.law)?;
    let facts = stated_facts(&packs, &args.facts)?;
    let settings = Settings { laws, facts, as_of: args.as_of.map_or_else(today, Ok)?, whatever_day: false };
    let targets = Targets::open(args)?;
    let checked = assess_all(args, &packs, &settings);
    let view = View {
        version: env!("CARGO_PKG_VERSION"),
        as_of: settings.as_of,
        laws: settings.laws.iter().map(|l| &packs.laws[*l as usize]).collect(),
        policies: checked
            .policies
            .iter()
            .map(|(document, assessment)| PolicyView::new(&packs, std::slice::from_ref(document), assessment))
            .collect(),
        unassessed: checked.unassessed,
    };
    targets.write(&view)?;
    Ok(outcome(&view, args.fail_on))
}

struct Checked {
    policies: Vec<(Document, Assessment)>,
    unassessed: Vec<Unassessed>,
}

/// Assesses every input, on all cores; the results come in the order of the inputs.
fn assess_all(args: &CheckArgs, packs: &Packs, settings: &Settings) -> Checked {
    let inputs = gather(&args.paths, args.stdin_filename.as_deref());
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    let queue = Mutex::new(inputs.into_iter().enumerate());
    let next = || queue.lock().map_or(None, |mut queue| queue.next());
    let work = || {
        let mut done = Vec::new();
        while let Some((number, input)) = next() {
            let result = input.and_then(|input| read(&input, args.assume_policy)).map(|document| {
                let assessment = assess(std::slice::from_ref(&document), packs, settings);
                (document, assessment)
            });
            done.push((number, result));
        }
        done
    };
    let mut results = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut results = work();
        for other in others {
            results.extend(other.join().expect("an assessment does not panic"));
        }
        results
    });
    results.sort_by_key(|(number, _)| *number);
    let mut checked = Checked { policies: Vec::new(), unassessed: Vec::new() };
    for (_, result) in results {
        match result {
            Ok(policy) => checked.policies.push(policy),
            Err(unassessed) => checked.unassessed.push(unassessed),
        }
    }
    checked
}

fn read(input: &Input, assume_policy: bool) -> Result<Document, Unassessed> {
    let refuse = |reason: String| Unassessed { path: input.path.clone(), reason };
    let document = crate::source::read(&input.path, &input.bytes, None).map_err(|e| refuse(e.to_string()))?;
    let recognition = recognise(&document);
    if recognition.is_policy() || assume_policy && !document.clauses().is_empty() {
        return Ok(document);
    }
    Err(refuse(format!("{recognition}; it was not assessed. If it is a privacy policy all the same, say so with --assume-policy.")))
}

fn stated_facts(packs: &Packs, given: &[String]) -> Result<StatedFacts, Failure> {
    let mut facts = StatedFacts::new();
    for text in given {
        let (id, value) =
            text.split_once('=').ok_or_else(|| miette!(help = "write --fact dpo_designated=yes", "`{text}` states no fact"))?;
        let known = || packs.facts.iter().map(|f| f.id.as_str()).collect::<Vec<_>>().join(", ");
        let fact = packs.fact(id.trim()).ok_or_else(|| miette!(help = format!("known facts: {}", known()), "unknown fact `{id}`"))?;
        let value = match value.trim() {
            "yes" | "true" => true,
            "no" | "false" => false,
            other => return Err(miette!(help = "write yes or no", "`{other}` is no value of the fact `{id}`")),
        };
        if facts.insert(fact, value).is_some_and(|before| before != value) {
            return Err(miette!(help = "state it once", "the fact `{id}` is stated both yes and no"));
        }
    }
    Ok(facts)
}

/// 2 when anything could not be assessed, else 1 when a gap reaches the gate.
fn outcome(view: &View<'_>, gate: FailOn) -> Outcome {
    let in_force = view.policies.iter().any(|p| p.requirements.iter().any(|r| r.reading.in_force));
    if !view.unassessed.is_empty() || !in_force {
        return Outcome::Unassessed;
    }
    let threshold = match gate {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return Outcome::Clean,
    };
    let reached = view.policies.iter().any(|p| p.worst().is_some_and(|worst| worst >= threshold));
    if reached { Outcome::Findings } else { Outcome::Clean }
}
