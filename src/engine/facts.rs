//! What is true of the business: stated by the user, else inferred from the policy, else by default.

use super::{Reader, order_evidence};
use crate::finding::{Evidence, FactReading, FactSource};
use crate::pack::{Fact, FactDefault, Packs};
use std::collections::BTreeMap;

/// Most clauses kept as evidence for a fact.
const EVIDENCE: usize = 3;

/// Facts the user states, by number of the fact.
pub type StatedFacts = BTreeMap<u32, bool>;

/// Reads all facts of all packs; those that depend on others come out right whatever their order.
pub(super) fn infer_facts(reader: &Reader<'_>, packs: &Packs, stated: &StatedFacts) -> Vec<FactReading> {
    let mut readings: Vec<Option<FactReading>> = vec![None; packs.facts.len()];
    for id in 0..packs.facts.len() {
        resolve(reader, packs, stated, id, &mut readings, 0);
    }
    readings.into_iter().flatten().collect()
}

fn resolve(
    reader: &Reader<'_>,
    packs: &Packs,
    stated: &StatedFacts,
    id: usize,
    readings: &mut Vec<Option<FactReading>>,
    depth: usize,
) -> bool {
    if let Some(known) = &readings[id] {
        return known.value;
    }
    if depth > packs.facts.len() {
        // Facts that wait for each other: none of them is shown.
        return false;
    }
    let fact = &packs.facts[id];
    for other in fact.when.facts() {
        resolve(reader, packs, stated, other as usize, readings, depth + 1);
    }
    let holds = fact.when.holds(&|n| readings[n as usize].as_ref().is_some_and(|r| r.value));
    let mut reading =
        if holds { infer(reader, fact) } else { Inference { value: false, source: FactSource::Default, evidence: Vec::new() } };
    let mut disputed = false;
    let number = u32::try_from(id).expect("packs hold fewer than 4 G facts");
    if let Some(value) = stated.get(&number) {
        disputed = reading.source == FactSource::Inferred && reading.value != *value;
        if !disputed {
            reading.evidence.clear();
        }
        reading.value = *value;
        reading.source = FactSource::Stated;
    }
    let value = reading.value;
    readings[id] = Some(FactReading { fact: id, value, source: reading.source, evidence: reading.evidence, disputed });
    value
}

struct Inference {
    value: bool,
    source: FactSource,
    evidence: Vec<Evidence>,
}

fn infer(reader: &Reader<'_>, fact: &Fact) -> Inference {
    let admitted = |patterns: &[u32]| -> Vec<Evidence> {
        let mut found: Vec<Evidence> =
            patterns.iter().flat_map(|p| reader.evidence(*p)).filter(|e| reader.audience(e) & fact.audience != 0).collect();
        order_evidence(&mut found, EVIDENCE);
        found
    };
    let veto = admitted(&fact.veto);
    if !veto.is_empty() {
        return Inference { value: false, source: FactSource::Inferred, evidence: veto };
    }
    let yes = admitted(&fact.yes);
    if !yes.is_empty() {
        return Inference { value: true, source: FactSource::Inferred, evidence: yes };
    }
    let no = admitted(&fact.no);
    let denied = !no.is_empty();
    let value = fact.default == FactDefault::Assume && !denied;
    Inference { value, source: if denied { FactSource::Inferred } else { FactSource::Default }, evidence: no }
}
