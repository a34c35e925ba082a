//! From evidence to verdicts.

use super::{Reader, order_evidence};
use crate::finding::{ElementReading, Evidence, Placement, RequirementReading, State, Verdict};
use crate::pack::{Element, Elsewhere, Requirement};
use std::collections::BTreeSet;

/// Most clauses kept as evidence for an element.
const EVIDENCE: usize = 24;

/// Reads a requirement that applies and is in force.
pub(super) fn read_requirement(reader: &Reader<'_>, number: usize, requirement: &Requirement) -> RequirementReading {
    let scene = Scene { reader, requirement };
    let elements: Vec<ElementReading> = requirement.elements.iter().enumerate().map(|(n, element)| scene.element(n, element)).collect();
    let addressed = scene.gather(&requirement.addressed);
    let weakened = scene.gather(&requirement.weakened);
    let contradicted = scene.gather(&requirement.contradicted);
    let verdict = decide(requirement, &elements, &addressed, &weakened, &contradicted);
    let message = explain(requirement, verdict, &elements, &weakened);
    let place = if verdict.is_gap() { scene.place(&elements, &addressed) } else { Placement::default() };
    RequirementReading {
        requirement: number,
        verdict,
        applies: true,
        in_force: true,
        elements,
        addressed,
        weakened,
        contradicted,
        place,
        message,
    }
}

fn decide(
    requirement: &Requirement,
    elements: &[ElementReading],
    addressed: &[Evidence],
    weakened: &[Evidence],
    contradicted: &[Evidence],
) -> Verdict {
    if !contradicted.is_empty() || elements.iter().any(|e| e.state == State::Denied) {
        return Verdict::Contradicted;
    }
    if requirement.silent {
        return if weakened.is_empty() { Verdict::Satisfied } else { Verdict::Weak };
    }
    let required = || elements.iter().filter(|e| requirement.elements[e.element].required);
    if required().all(|e| e.state == State::Stated) {
        return if weakened.is_empty() { Verdict::Satisfied } else { Verdict::Weak };
    }
    let touched = required().any(|e| e.state != State::Absent) || !addressed.is_empty();
    if touched { Verdict::Weak } else { Verdict::Missing }
}

fn explain(requirement: &Requirement, verdict: Verdict, elements: &[ElementReading], weakened: &[Evidence]) -> String {
    let list = |state: State, required: bool| -> Vec<&str> {
        let chosen = elements.iter().filter(|e| e.state == state && (!required || requirement.elements[e.element].required));
        chosen.map(|e| requirement.elements[e.element].must.as_str()).collect()
    };
    let join = |parts: Vec<&str>| parts.join("; ");
    match verdict {
        Verdict::Satisfied if requirement.silent => "Nothing in the policy speaks against it.".into(),
        Verdict::Satisfied => "Every required element is stated.".into(),
        Verdict::Contradicted => "The policy says the opposite of what is asked.".into(),
        Verdict::Missing => format!("Nothing in the policy addresses it. It has to say this: {}.", join(list(State::Absent, true))),
        Verdict::NotApplicable => String::new(),
        Verdict::Weak => {
            let mut parts = Vec::new();
            let hedged = list(State::Hedged, true);
            if !hedged.is_empty() {
                parts.push(format!("Said with a hedge or to some readers only: {}.", join(hedged)));
            }
            let absent = list(State::Absent, true);
            if !absent.is_empty() && !requirement.silent {
                parts.push(format!("Not said: {}.", join(absent)));
            }
            if !weakened.is_empty() {
                parts.push("The marked words take back or blur what is said.".into());
            }
            parts.join(" ")
        }
    }
}

/// One requirement before the policy.
struct Scene<'a> {
    reader: &'a Reader<'a>,
    requirement: &'a Requirement,
}

impl Scene<'_> {
    /// Evidence of patterns in clauses whose audience counts.
    fn gather(&self, patterns: &[u32]) -> Vec<Evidence> {
        let found = patterns.iter().flat_map(|p| self.reader.evidence(*p));
        let mut found: Vec<Evidence> = found.filter(|e| self.counts(e)).collect();
        order_evidence(&mut found, EVIDENCE);
        found
    }

    fn counts(&self, evidence: &Evidence) -> bool {
        self.reader.audience(evidence) & self.requirement.audience != 0
    }

    fn element(&self, number: usize, element: &Element) -> ElementReading {
        let (mut stated, mut hedged) = (Vec::new(), Vec::new());
        for pattern in &element.hedged {
            hedged.extend(self.reader.evidence(*pattern).filter(|e| self.counts(e) || self.requirement.elsewhere == Elsewhere::Hedged));
        }
        let vague: BTreeSet<_> = hedged.iter().map(|e: &Evidence| (e.document, e.clause)).collect();
        for evidence in element.stated.iter().flat_map(|p| self.reader.evidence(*p)) {
            let key = (evidence.document, evidence.clause);
            let counts = self.counts(&evidence);
            let hedging =
                || self.reader.holds_any(&element.hedged_by, &evidence) || self.reader.holds_any(&self.requirement.hedged_by, &evidence);
            if counts && !vague.contains(&key) && !hedging() {
                stated.push(evidence);
            } else if counts || self.requirement.elsewhere == Elsewhere::Hedged {
                hedged.push(self.with_hedges(element, evidence));
            }
        }
        let denied = self.gather(&element.denied);
        let (state, mut evidence) = match (denied.is_empty(), stated.is_empty(), hedged.is_empty()) {
            (false, ..) => (State::Denied, denied),
            (true, false, _) => (State::Stated, stated),
            (true, true, false) => (State::Hedged, hedged),
            (true, true, true) => (State::Absent, Vec::new()),
        };
        order_evidence(&mut evidence, EVIDENCE);
        ElementReading { element: number, state, evidence }
    }

    /// Marks the hedging words too.
    fn with_hedges(&self, element: &Element, mut evidence: Evidence) -> Evidence {
        let hedges = [&element.hedged_by, &self.requirement.hedged_by].into_iter().flat_map(|p| self.reader.marks_of(p, &evidence));
        let hedges: Vec<_> = hedges.collect();
        evidence.marks.extend(hedges);
        evidence.marks.sort_unstable();
        evidence.marks.dedup();
        evidence
    }

    /// The section where a gap is to be mended: of the evidence there is, else of the pack's own `place` patterns; and the nearest miss.
    fn place(&self, elements: &[ElementReading], addressed: &[Evidence]) -> Placement {
        let known = elements.iter().flat_map(|e| e.evidence.first()).chain(addressed.first()).next();
        let nearest = if known.is_some() { None } else { self.nearest() };
        let by_topic = self.requirement.place.iter().flat_map(|p| self.reader.evidence(*p)).next();
        let anchor = known.cloned().or(by_topic).or_else(|| nearest.clone());
        Placement { section: anchor.and_then(|e| self.reader.heading(&e)), nearest }
    }

    /// The clause that comes closest: stated, but to another audience; else one that only optional elements or hedges speak of.
    fn nearest(&self) -> Option<Evidence> {
        let patterns = self.requirement.elements.iter().flat_map(|e| e.stated.iter().chain(&e.hedged));
        patterns.flat_map(|p| self.reader.evidence(*p)).next()
    }
}
