//! `--format json`: one object, described in `docs/json.md`.

use super::{ElementView, FactView, Passage, PolicyView, RequirementView, View};
use crate::finding::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Name and version of the form.
const SCHEMA: &str = "lacuna/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    version: &'static str,
    as_of: String,
    laws: Vec<Law<'a>>,
    policies: Vec<Policy<'a>>,
    unassessed: Vec<Unassessed<'a>>,
}

#[derive(Serialize)]
struct Law<'a> {
    id: &'a str,
    name: &'a str,
    instrument: &'a str,
    as_of: String,
}

#[derive(Serialize)]
struct Unassessed<'a> {
    path: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Policy<'a> {
    documents: Vec<Document<'a>>,
    facts: BTreeMap<&'a str, Fact>,
    requirements: Vec<Requirement<'a>>,
    contradictions: Vec<Contradiction<'a>>,
    shared_clauses: Vec<SharedClause<'a>>,
    summary: Summary<'a>,
}

#[derive(Serialize)]
struct Contradiction<'a> {
    id: &'a str,
    title: &'a str,
    one: Evidence,
    other: Evidence,
}

#[derive(Serialize)]
struct SharedClause<'a> {
    evidence: Evidence,
    requirements: Vec<SharedRequirement<'a>>,
}

#[derive(Serialize)]
struct SharedRequirement<'a> {
    id: &'a str,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    format: &'static str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Fact {
    value: &'static str,
    source: &'static str,
    disputed: bool,
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Requirement<'a> {
    id: &'a str,
    law: &'a str,
    title: &'a str,
    severity: &'static str,
    verdict: &'static str,
    applies: bool,
    in_force: bool,
    confidence: &'static str,
    elements: Vec<Element<'a>>,
    addressed: Vec<Evidence>,
    weakened: Vec<Evidence>,
    contradicted: Vec<Evidence>,
    message: &'a str,
    place: Place,
    citations: &'a [String],
    url: &'a str,
    remedy: &'a str,
    fingerprint: String,
}

#[derive(Serialize)]
struct Element<'a> {
    id: &'a str,
    must: &'a str,
    required: bool,
    state: &'static str,
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Place {
    section: Option<Evidence>,
    nearest: Option<Evidence>,
}

#[derive(Serialize)]
struct Evidence {
    document: usize,
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    quote: String,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Mark {
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    quote: String,
}

#[derive(Serialize)]
struct Summary<'a> {
    gaps: BTreeMap<&'static str, usize>,
    laws: BTreeMap<&'a str, BTreeMap<&'static str, usize>>,
}

/// Writes the report.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        schema: SCHEMA,
        version: view.version,
        as_of: view.as_of.to_string(),
        laws: view.laws.iter().map(|l| Law { id: &l.id, name: &l.name, instrument: &l.instrument, as_of: l.as_of.to_string() }).collect(),
        policies: view.policies.iter().map(|p| policy(view, p)).collect(),
        unassessed: view.unassessed.iter().map(|u| Unassessed { path: &u.path, reason: &u.reason }).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn policy<'a>(view: &View<'a>, policy: &'a PolicyView<'a>) -> Policy<'a> {
    let mut gaps: BTreeMap<&'static str, usize> = BTreeMap::from([("error", 0), ("warning", 0), ("note", 0)]);
    for gap in policy.gaps() {
        *gaps.entry(gap.requirement.severity.name()).or_default() += 1;
    }
    let laws = view.laws.iter().map(|law| {
        let counts = policy.counts(law);
        (law.id.as_str(), Verdict::NAMES.iter().map(|(v, name)| (*name, counts[*v as usize])).collect())
    });
    Policy {
        documents: policy.documents.iter().map(|d| Document { path: d.path(), format: d.format().name(), sha256: d.sha256() }).collect(),
        facts: policy.facts.iter().map(|f| (f.fact.id.as_str(), fact(f))).collect(),
        requirements: policy.requirements.iter().map(requirement).collect(),
        contradictions: policy.contradictions.iter().map(contradiction).collect(),
        shared_clauses: policy.shared_clauses().iter().map(shared_clause).collect(),
        summary: Summary { gaps, laws: laws.collect() },
    }
}

fn contradiction<'a>(view: &'a super::ContradictionView<'a>) -> Contradiction<'a> {
    Contradiction { id: &view.contradiction.id, title: &view.contradiction.title, one: evidence(&view.one), other: evidence(&view.other) }
}

fn shared_clause<'a>(shared: &super::SharedClause<'a, 'a>) -> SharedClause<'a> {
    let requirements = shared.requirements.iter().map(|r| SharedRequirement { id: &r.requirement.id, verdict: r.reading.verdict.name() });
    SharedClause { evidence: evidence(shared.passage), requirements: requirements.collect() }
}

fn fact(fact: &FactView<'_>) -> Fact {
    let reading = fact.reading;
    Fact {
        value: if reading.value { "yes" } else { "no" },
        source: reading.source.name(),
        disputed: reading.disputed,
        evidence: list(&fact.evidence),
    }
}

fn requirement<'a>(view: &'a RequirementView<'a>) -> Requirement<'a> {
    let asked = view.requirement;
    Requirement {
        id: &asked.id,
        law: &view.law.id,
        title: &asked.title,
        severity: asked.severity.name(),
        verdict: view.reading.verdict.name(),
        applies: view.reading.applies,
        in_force: view.reading.in_force,
        confidence: view.confidence().name(),
        elements: view.elements.iter().map(element).collect(),
        addressed: list(&view.addressed),
        weakened: list(&view.weakened),
        contradicted: list(&view.contradicted),
        message: &view.reading.message,
        place: Place { section: view.section.as_ref().map(evidence), nearest: view.nearest.as_ref().map(evidence) },
        citations: &asked.citations,
        url: &asked.url,
        remedy: &asked.remedy,
        fingerprint: view.fingerprint(0),
    }
}

fn element<'a>(view: &'a ElementView<'a>) -> Element<'a> {
    Element {
        id: &view.element.id,
        must: &view.element.must,
        required: view.element.required,
        state: view.state.name(),
        evidence: list(&view.evidence),
    }
}

fn list(passages: &[Passage]) -> Vec<Evidence> {
    passages.iter().map(evidence).collect()
}

fn evidence(passage: &Passage) -> Evidence {
    let mark = |m: &super::Mark| Mark {
        start: m.origin.start(),
        end: m.origin.end(),
        line: m.start.line,
        column: m.start.column,
        quote: m.quote.clone(),
    };
    Evidence {
        document: passage.document,
        start: passage.origin.start(),
        end: passage.origin.end(),
        line: passage.start.line,
        column: passage.start.column,
        end_line: passage.end.line,
        end_column: passage.end.column,
        quote: passage.quote.clone(),
        marks: passage.marks.iter().map(mark).collect(),
    }
}
