//! Formulas over the hits of a document.

use super::matcher::{Hit, find_hits};
use super::program::{FormulaId, FormulaNode, Program};
use super::syntax::{Polarity, Scope};
use crate::document::{Clause, ClauseId, ClauseKind, Document};
use crate::text::Span;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A clause for which a formula holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The clause.
    pub clause: ClauseId,
    /// The words that made it hold, in the reading text, in order; of the clause itself. Empty when only scopes or predicates decided.
    pub marks: Vec<Span>,
}

/// What the phrases of a program found in one document; formulas are asked of it.
pub struct Hits<'a> {
    program: &'a Program,
    document: &'a Document,
    hits: Vec<Vec<Hit>>,
    audiences: Vec<u8>,
    /// The clauses where the formula inside a scope holds.
    holding: RefCell<HashMap<FormulaId, Rc<Vec<ClauseId>>>>,
    regexes: RefCell<HashMap<u32, Option<regex::Regex>>>,
}

/// Clauses on each side that `near:` looks at.
const NEAR: u32 = 3;

impl<'a> Hits<'a> {
    /// Reads `document` once for all phrases that the laws in `laws` (bits) use. `today` is (year, month, day).
    pub fn find(program: &'a Program, document: &'a Document, laws: u32, today: Option<(u32, u32, u32)>) -> Self {
        let hits = find_hits(program, document, laws, today);
        let audiences = vec![1; document.clauses().len()];
        Hits { program, document, hits, audiences, holding: RefCell::default(), regexes: RefCell::default() }
    }

    /// Says whom each clause speaks to, as bits in the order of `AUDIENCES`.
    pub fn set_audiences(&mut self, audiences: Vec<u8>) {
        self.audiences = audiences;
        self.holding.borrow_mut().clear();
    }

    /// Whom a clause speaks to, as bits.
    pub fn audience(&self, clause: ClauseId) -> u8 {
        self.audiences[clause as usize]
    }

    /// The document that was read.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// Every clause for which the formula holds, in order.
    pub fn matches(&self, formula: FormulaId) -> Vec<Match> {
        let count = u32::try_from(self.document.clauses().len()).expect("a document has fewer than 4 G clauses");
        match self.candidates(formula) {
            Some(clauses) => clauses.into_iter().filter_map(|c| self.match_at(formula, c)).collect(),
            None => (0..count).filter_map(|c| self.match_at(formula, c)).collect(),
        }
    }

    /// Whether the formula holds at a clause, be it through its lead-in alone.
    pub fn holds_at(&self, formula: FormulaId, clause: ClauseId) -> bool {
        self.holds(formula, clause, &mut Trail { marks: Vec::new(), led: false })
    }

    /// Whether the formula holds at a clause, and through which of its words.
    pub fn match_at(&self, formula: FormulaId, clause: ClauseId) -> Option<Match> {
        let mut trail = Trail { marks: Vec::new(), led: false };
        if !self.holds(formula, clause, &mut trail) || trail.led && trail.marks.is_empty() {
            return None;
        }
        trail.marks.sort_unstable();
        trail.marks.dedup();
        Some(Match { clause, marks: trail.marks })
    }

    /// The clauses at which the formula may hold, where its phrases tell; none when any may.
    fn candidates(&self, formula: FormulaId) -> Option<Vec<ClauseId>> {
        match &self.program.formulas[formula as usize] {
            FormulaNode::Phrase(phrase, _) => {
                let mut clauses: Vec<_> = self.hits[*phrase as usize].iter().map(|h| h.clause).collect();
                clauses.dedup();
                Some(clauses)
            }
            FormulaNode::And(parts) => self.and_candidates(parts),
            FormulaNode::Or(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.extend(self.candidates(*part)?);
                }
                all.sort_unstable();
                all.dedup();
                Some(all)
            }
            FormulaNode::Scope(Scope::Own, inner) => self.candidates(*inner),
            FormulaNode::Link(text) => Some(self.link_clauses(text)),
            _ => None,
        }
    }

    /// A conjunct may be met in the lead-in alone, so only the union of the phrase conjuncts' clauses is safe.
    fn and_candidates(&self, parts: &[FormulaId]) -> Option<Vec<ClauseId>> {
        let mut all: Vec<ClauseId> = Vec::new();
        let mut any = false;
        for part in parts {
            if let Some(clauses) = self.candidates(*part) {
                if clauses.is_empty() {
                    return Some(Vec::new());
                }
                any = true;
                all.extend(clauses);
            }
        }
        if !any {
            return None;
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn clause(&self, id: ClauseId) -> &'a Clause {
        &self.document.clauses()[id as usize]
    }

    fn holds(&self, formula: FormulaId, clause: ClauseId, trail: &mut Trail) -> bool {
        match &self.program.formulas[formula as usize] {
            FormulaNode::Phrase(phrase, side) => self.phrase_holds(*phrase, *side, clause, trail),
            FormulaNode::And(parts) => parts.iter().all(|part| self.holds(*part, clause, trail)),
            FormulaNode::Or(parts) => {
                // All alternatives leave their marks: the reader sees every word that counts.
                parts.iter().fold(false, |held, part| {
                    let before = trail.marks.len();
                    let led = trail.led;
                    let holds = self.holds(*part, clause, trail);
                    if !holds {
                        trail.marks.truncate(before);
                        trail.led = led;
                    }
                    held | holds
                })
            }
            FormulaNode::Not(inner) => !self.holds(*inner, clause, &mut Trail { marks: Vec::new(), led: false }),
            FormulaNode::Scope(place, inner) => self.scope_holds(*place, *inner, clause, trail),
            FormulaNode::Link(text) => self.links_to(clause, text),
            FormulaNode::Audience(bits) => self.audiences[clause as usize] & bits != 0,
            FormulaNode::Heading => self.clause(clause).kind == ClauseKind::Heading,
            FormulaNode::Item => self.clause(clause).kind == ClauseKind::Item,
            FormulaNode::Cell => self.clause(clause).kind == ClauseKind::Cell,
            FormulaNode::Regex(number) => self.regex_holds(*number, clause),
        }
    }

    fn hits_at(&self, phrase: u32, clause: ClauseId) -> &[Hit] {
        let hits = &self.hits[phrase as usize];
        let from = hits.partition_point(|h| h.clause < clause);
        let to = from + hits[from..].partition_point(|h| h.clause == clause);
        &hits[from..to]
    }

    fn phrase_holds(&self, phrase: u32, side: Polarity, clause: ClauseId, trail: &mut Trail) -> bool {
        if self.hits[phrase as usize].is_empty() {
            return false;
        }
        let mut found = false;
        for hit in self.hits_at(phrase, clause).iter().filter(|h| side.admits(h.negated)) {
            trail.marks.push(hit.span);
            found = true;
        }
        if found {
            return true;
        }
        let led =
            self.document.leads(self.clause(clause)).iter().any(|lead| self.hits_at(phrase, *lead).iter().any(|h| side.admits(h.negated)));
        trail.led |= led;
        led
    }

    fn scope_holds(&self, place: Scope, inner: FormulaId, clause: ClauseId, trail: &mut Trail) -> bool {
        match place {
            Scope::Own => self.own_holds(inner, clause, trail),
            Scope::Heading => {
                let holding = self.holding(inner);
                self.document.headings(self.clause(clause)).any(|h| holding.binary_search(&h).is_ok())
            }
            Scope::Lead => {
                let holding = self.holding(inner);
                self.document.leads(self.clause(clause)).iter().any(|l| holding.binary_search(l).is_ok())
            }
            Scope::Before => clause > 0 && self.holding(inner).binary_search(&(clause - 1)).is_ok(),
            Scope::After => self.holding(inner).binary_search(&(clause + 1)).is_ok(),
            Scope::Near => {
                let section = self.clause(clause).section;
                self.holding_in(inner, clause.saturating_sub(NEAR)..clause + NEAR + 1, |c| self.clause(c).section == section)
            }
            Scope::Paragraph => {
                let group = self.clause(clause).group;
                self.holding_in(inner, clause.saturating_sub(400)..clause + 400, |c| self.clause(c).group == group)
            }
            Scope::Section => {
                let range = self.document.sections()[self.clause(clause).section as usize].clauses.clone();
                self.holding_in(inner, range, |_| true)
            }
            Scope::Policy => !self.holding(inner).is_empty(),
            Scope::Times(count) => self.holding(inner).len() >= usize::from(count),
        }
    }

    /// The phrases of `inner` lie within the clause's own words.
    fn own_holds(&self, inner: FormulaId, clause: ClauseId, trail: &mut Trail) -> bool {
        match &self.program.formulas[inner as usize] {
            FormulaNode::Phrase(phrase, side) => {
                let before = trail.marks.len();
                let own = self.hits_at(*phrase, clause).iter().filter(|h| h.own && side.admits(h.negated));
                trail.marks.extend(own.map(|h| h.span));
                trail.marks.len() > before
            }
            FormulaNode::And(parts) => parts.iter().all(|part| self.own_holds(*part, clause, trail)),
            FormulaNode::Or(parts) => parts.iter().any(|part| self.own_holds(*part, clause, trail)),
            FormulaNode::Not(part) => !self.own_holds(*part, clause, &mut Trail { marks: Vec::new(), led: false }),
            _ => self.holds(inner, clause, trail),
        }
    }

    fn holding(&self, inner: FormulaId) -> Rc<Vec<ClauseId>> {
        if let Some(known) = self.holding.borrow().get(&inner) {
            return Rc::clone(known);
        }
        let clauses = Rc::new(self.matches(inner).into_iter().map(|m| m.clause).collect::<Vec<_>>());
        self.holding.borrow_mut().insert(inner, Rc::clone(&clauses));
        clauses
    }

    fn holding_in(&self, inner: FormulaId, range: std::ops::Range<ClauseId>, admits: impl Fn(ClauseId) -> bool) -> bool {
        let holding = self.holding(inner);
        let from = holding.partition_point(|c| *c < range.start);
        holding[from..].iter().take_while(|c| **c < range.end).any(|c| admits(*c))
    }

    fn link_clauses(&self, text: &str) -> Vec<ClauseId> {
        let count = u32::try_from(self.document.clauses().len()).expect("a document has fewer than 4 G clauses");
        (0..count).filter(|c| self.links_to(*c, text)).collect()
    }

    fn links_to(&self, clause: ClauseId, text: &str) -> bool {
        let span = self.clause(clause).span;
        let links = self.document.links();
        let from = links.partition_point(|l| l.span.end() <= span.start());
        let linked = links[from..].iter().take_while(|l| l.span.start() < span.end()).any(|l| contains_folded(&l.target, text));
        // An address printed in the text counts as a link to itself.
        linked || self.document.text()[span.range()].split_whitespace().any(|word| is_address(word) && contains_folded(word, text))
    }

    fn regex_holds(&self, number: u32, clause: ClauseId) -> bool {
        let mut regexes = self.regexes.borrow_mut();
        let regex = regexes.entry(number).or_insert_with(|| regex::Regex::new(&self.program.regexes[number as usize]).ok());
        regex.as_ref().is_some_and(|r| r.is_match(&self.document.quote(self.clause(clause).span).to_lowercase()))
    }
}

/// What made a formula hold at a clause.
struct Trail {
    marks: Vec<Span>,
    /// A phrase held only through the lead-in.
    led: bool,
}

impl Polarity {
    fn admits(self, negated: bool) -> bool {
        match self {
            Polarity::Affirmed => !negated,
            Polarity::Negated => negated,
            Polarity::Any => true,
        }
    }
}

/// Whether a word has the shape of a web or e-mail address: a full stop or at sign between letters or digits.
fn is_address(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.windows(3).any(|w| matches!(w[1], b'.' | b'@') && w[0].is_ascii_alphanumeric() && w[2].is_ascii_alphanumeric())
}

/// Whether `text`, lower-cased, contains `needle`.
fn contains_folded(text: &str, needle: &str) -> bool {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    needle.is_empty() || text.windows(needle.len()).any(|w| w.eq_ignore_ascii_case(needle))
}
