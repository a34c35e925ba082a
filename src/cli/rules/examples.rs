//! `lacuna rules test`: every example of every requirement and fact.

use super::super::args::RulesTestArgs;
use super::super::packs::{choose_laws, load_packs};
use super::super::{Failure, Outcome};
use crate::document::Document;
use crate::engine::{test_fact, test_requirement};
use miette::miette;
use std::io::Write;

/// Runs the command.
pub(super) fn run(args: &RulesTestArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let laws = choose_laws(&packs, &args.packs.law)?;
    let wanted = |id: &str| args.only.is_empty() || args.only.iter().any(|o| id.contains(o.as_str()));
    let (mut run, mut failed) = (0, Vec::new());
    for requirement in packs.requirements.iter().filter(|r| laws.contains(&r.law) && wanted(&r.id)) {
        let (count, failures) = test_requirement(&packs, requirement, &read);
        run += count;
        failed.extend(failures);
    }
    for fact in packs.facts.iter().filter(|f| laws.contains(&f.law) && wanted(&f.id)) {
        let (count, failures) = test_fact(&packs, fact, &read);
        run += count;
        failed.extend(failures);
    }
    let mut out = std::io::stdout().lock();
    for example in &failed {
        let elements = if example.elements.is_empty() { String::new() } else { format!(" ({})", example.elements.join(" ")) };
        writeln!(out, "{}: {} expected, {} found{elements}\n    {}", example.id, example.expected, example.found, example.sentence)
            .map_err(|e| miette!("cannot write: {e}"))?;
    }
    writeln!(out, "{run} examples, {} failed", failed.len()).map_err(|e| miette!("cannot write: {e}"))?;
    Ok(if failed.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// An example as a document, in the format that its content shows.
fn read(sentence: &str) -> Document {
    crate::source::read("example", sentence.as_bytes(), None).expect("an example is text")
}
