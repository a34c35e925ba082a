//! `lacuna explain`: a requirement or a fact in the pack's own words.

use super::args::ExplainArgs;
use super::packs::load_packs;
use super::{Failure, Outcome, print, width};
use crate::pack::{Fact, FactDefault, Packs, Requirement};
use miette::miette;
use std::fmt::Write;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let text = if let Some(requirement) = packs.requirement(&args.id) {
        explain_requirement(&packs, requirement)
    } else if let Some(fact) = packs.fact(&args.id) {
        explain_fact(&packs, &packs.facts[fact as usize])
    } else {
        return Err(unknown(&packs, &args.id));
    };
    print(&text)?;
    Ok(Outcome::Clean)
}

/// Names the ids that look like what was typed.
fn unknown(packs: &Packs, id: &str) -> Failure {
    let words: Vec<&str> = id.split(['.', '-', '_']).filter(|w| w.len() > 2 && packs.law(w).is_none()).collect();
    let ids = packs.requirements.iter().map(|r| r.id.as_str()).chain(packs.facts.iter().map(|f| f.id.as_str()));
    let near: Vec<&str> = ids.filter(|known| words.iter().any(|w| known.contains(w))).take(8).collect();
    let help = if near.is_empty() {
        "`lacuna laws` lists the requirements".to_owned()
    } else {
        format!("did you mean one of: {}", near.join(", "))
    };
    miette!(help = help, "no requirement or fact is called `{id}`")
}

fn explain_requirement(packs: &Packs, r: &Requirement) -> String {
    let law = &packs.laws[r.law as usize];
    let mut text = format!("{}: {}\n{}; severity {}\n", r.id, r.title, law.name, r.severity.name());
    let until = r.effective_until.map_or(String::new(), |day| format!(" until {day}"));
    add(&mut text, &format!("Binds from {}{until}. Applies: {}.", r.effective_from, r.applies_text));
    add(&mut text, &r.citations.join(", "));
    if !r.url.is_empty() {
        add(&mut text, &r.url);
    }
    add(&mut text, "");
    add(&mut text, &r.asks);
    section(
        &mut text,
        "Elements",
        r.elements.iter().map(|e| format!("{}{}: {}", e.id, if e.required { "" } else { " (optional)" }, e.must)),
    );
    section(&mut text, "Weak when", r.weak_when.iter().cloned());
    section(&mut text, "Does not count", r.looks_alike.iter().cloned());
    section(&mut text, "Satisfied by", r.examples.satisfied_by.iter().cloned());
    section(&mut text, "Weak", r.examples.weakened_by.iter().cloned());
    section(&mut text, if r.silent { "Not reported" } else { "Missed by" }, r.examples.missed_by.iter().cloned());
    section(&mut text, "Model wording", std::iter::once(r.remedy.clone()).filter(|s| !s.is_empty()));
    if let Some(m) = r.measured {
        add(
            &mut text,
            &format!("\nMeasured on {} policies: precision of gaps {:.2}, recall {:.2}.", m.policies, m.gaps_precision, m.gaps_recall),
        );
    }
    text
}

fn explain_fact(packs: &Packs, fact: &Fact) -> String {
    let mut text = format!("{}\n{}\n", fact.id, packs.laws[fact.law as usize].name);
    add(&mut text, &fact.question);
    add(
        &mut text,
        match fact.default {
            FactDefault::Infer => "Yes when the policy's words show it, else no.",
            FactDefault::Assume => "Yes unless the policy's words deny it.",
        },
    );
    section(&mut text, "Follows from", fact.inferred_by.iter().cloned());
    section(&mut text, "Does not follow from", fact.not_inferred_by.iter().cloned());
    let number = packs.fact(&fact.id);
    let users = packs.requirements.iter().filter(|r| number.is_some_and(|n| r.applies.facts().contains(&n)));
    section(&mut text, "Decides about", users.map(|r| r.id.clone()));
    text
}

fn add(text: &mut String, line: &str) {
    let _ = writeln!(text, "{}", crate::report::wrap(line, width(), ""));
}

fn section(text: &mut String, title: &str, entries: impl Iterator<Item = String>) {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for entry in entries {
        let wrapped = crate::report::wrap(&entry, width(), "    ");
        let _ = writeln!(text, "  -{}", wrapped.get(3..).unwrap_or(&entry));
    }
}
