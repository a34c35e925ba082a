//! One pass over a document: which phrases match in which clause, and where.
//!
//! Words are looked up once. A clause tries only the phrases whose rarest word occurs in it and whose other needs are there too; the rest is sets of
//! positions. Every clause is capped in length, so that time is linear in the text.

use super::bits::Bits;
use super::negation::is_negated;
use super::program::{CompiledPhrase, Need, Node, Program};
use crate::document::{Clause, ClauseId, Document};
use crate::text::{KindMatch, Span, Token, TokenKind, find_kinds, tokenise};

/// A place where a phrase matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The clause whose own words it touches.
    pub clause: ClauseId,
    /// The matched words, in the reading text: of the clause itself, without those of its lead-in.
    pub span: Span,
    /// Whether it lies wholly within the clause's own words.
    pub own: bool,
    /// Whether it is negated.
    pub negated: bool,
}

/// Most tokens of a lead-in that are read with a clause; the last ones count.
const LEAD_TOKENS: usize = 60;
/// Most own tokens of a clause that are read.
const OWN_TOKENS: usize = 300;
/// Most hits of one phrase kept for a clause.
const HITS_PER_CLAUSE: usize = 4;

/// All hits of the phrases that `laws` (bits) use, by phrase, in order of clauses.
///
/// `today` is the day of the check as (year, month, day).
pub(super) fn find_hits(program: &Program, document: &Document, laws: u32, today: Option<(u32, u32, u32)>) -> Vec<Vec<Hit>> {
    let tokens = tokenise(document.text(), &program.lexicon);
    let mut pass = Pass {
        program,
        document,
        tokens: &tokens,
        today,
        stream: Vec::with_capacity(512),
        kinds: Vec::new(),
        kinds_known: false,
        tried: program.phrases.iter().map(|p| if p.laws & laws == 0 { NEVER } else { 0 }).collect(),
        present: vec![0; program.terms as usize / 64 + 1],
        narrow: Memo::new(program),
        wide: Memo::new(program),
        epoch: 0,
        hits: vec![Vec::new(); program.phrases.len()],
        candidates: Vec::new(),
        forms: Vec::new(),
    };
    for (id, clause) in document.clauses().iter().enumerate() {
        pass.clause(u32::try_from(id).expect("a document has fewer than 4 G clauses"), clause);
    }
    pass.hits
}

/// The tokens that lie within a span.
pub(super) fn tokens_within(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|t| t.start() < span.start());
    let to = from + tokens[from..].partition_point(|t| t.start() < span.end());
    &tokens[from..to]
}

/// Fills `stream` with the words a clause is read in: lead-in, then its own. Gives the length of the lead-in.
pub(super) fn read_stream(document: &Document, tokens: &[Token], clause: &Clause, stream: &mut Vec<Token>) -> usize {
    stream.clear();
    for lead in document.leads(clause) {
        stream.extend_from_slice(tokens_within(tokens, document.clauses()[*lead as usize].span));
    }
    if stream.len() > LEAD_TOKENS {
        stream.drain(..stream.len() - LEAD_TOKENS);
    }
    let lead = stream.len();
    let own = tokens_within(tokens, clause.span);
    stream.extend_from_slice(&own[..own.len().min(OWN_TOKENS)]);
    lead
}

/// Instead of an epoch: the phrase is not asked for.
const NEVER: u32 = u32::MAX;

fn is_present(present: &[u64], term: u32) -> bool {
    present[term as usize / 64] & (1 << (term % 64)) != 0
}

struct Pass<'a> {
    program: &'a Program,
    document: &'a Document,
    tokens: &'a [Token],
    today: Option<(u32, u32, u32)>,
    stream: Vec<Token>,
    kinds: Vec<KindMatch>,
    kinds_known: bool,
    tried: Vec<u32>,
    /// Terms that occur in the clause at hand, as bits.
    present: Vec<u64>,
    narrow: Memo<u64>,
    wide: Memo<[u64; 6]>,
    epoch: u32,
    hits: Vec<Vec<Hit>>,
    candidates: Vec<u32>,
    forms: Vec<u32>,
}

/// What is known of the clause at hand, by term and concept; `stamps` say whether an entry is of this clause.
struct Memo<B> {
    terms: Vec<(u32, B)>,
    concepts: Vec<(u32, Vec<(u16, u16)>)>,
}

impl<B: Bits> Memo<B> {
    fn new(program: &Program) -> Self {
        Memo { terms: vec![(0, B::EMPTY); program.terms as usize], concepts: vec![(0, Vec::new()); program.concepts.len()] }
    }

    /// Notes where each term stands in the clause; terms that are not touched are absent.
    fn fill(&mut self, program: &Program, stream: &[Token], epoch: u32) {
        for (i, token) in stream.iter().enumerate().filter(|(_, t)| t.form != 0) {
            for term in program.form_terms.get(token.form) {
                let entry = &mut self.terms[*term as usize];
                let before = if entry.0 == epoch { entry.1 } else { B::EMPTY };
                *entry = (epoch, before.join(B::one(i)));
            }
        }
    }
}

impl Pass<'_> {
    fn clause(&mut self, id: ClauseId, clause: &Clause) {
        let lead = read_stream(self.document, self.tokens, clause, &mut self.stream);
        if self.stream.len() == lead {
            return;
        }
        self.epoch += 1;
        self.kinds_known = false;
        self.forms.clear();
        self.forms.extend(self.stream.iter().map(|t| t.form).filter(|f| *f != 0));
        self.forms.sort_unstable();
        self.forms.dedup();
        self.present.fill(0);
        for term in self.forms.iter().flat_map(|form| self.program.form_terms.get(*form)) {
            self.present[*term as usize / 64] |= 1 << (term % 64);
        }
        let narrow = self.stream.len() < u64::ROOM;
        self.collect_candidates();
        if self.candidates.is_empty() {
            return;
        }
        if narrow {
            self.narrow.fill(self.program, &self.stream, self.epoch);
        } else {
            self.wide.fill(self.program, &self.stream, self.epoch);
        }
        let candidates = std::mem::take(&mut self.candidates);
        for phrase in &candidates {
            if narrow {
                let mut memo = std::mem::replace(&mut self.narrow, Memo { terms: Vec::new(), concepts: Vec::new() });
                self.phrase(&mut memo, *phrase, id, lead);
                self.narrow = memo;
            } else {
                let mut memo = std::mem::replace(&mut self.wide, Memo { terms: Vec::new(), concepts: Vec::new() });
                self.phrase(&mut memo, *phrase, id, lead);
                self.wide = memo;
            }
        }
        self.candidates = candidates;
    }

    fn collect_candidates(&mut self) {
        self.candidates.clear();
        let (present, epoch) = (&self.present, self.epoch);
        let mut add = |entries: &[u32], tried: &mut [u32]| {
            for entry in entries.chunks_exact(3) {
                let here = |need: u32| need == 0 || is_present(present, need - 1);
                let known = &mut tried[entry[0] as usize];
                if here(entry[1]) && here(entry[2]) && *known != epoch && *known != NEVER {
                    *known = epoch;
                    self.candidates.push(entry[0]);
                }
            }
        };
        for form in &self.forms {
            add(self.program.form_phrases.get(*form), &mut self.tried);
        }
        let shaped = self.stream.iter().any(|t| t.kind != TokenKind::Word || t.is_capitalised());
        if shaped {
            find_kinds(self.document.text(), &self.stream, self.today, &mut self.kinds);
            self.kinds_known = true;
            let mut seen = 0u16;
            for found in &self.kinds {
                let bit = 1 << found.kind as u16;
                if seen & bit == 0 {
                    seen |= bit;
                    add(self.program.kind_phrases.get(found.kind as u32), &mut self.tried);
                }
            }
        }
    }

    fn phrase<B: Bits>(&mut self, memo: &mut Memo<B>, number: u32, clause: ClauseId, lead: usize) {
        let phrase: &CompiledPhrase = &self.program.phrases[number as usize];
        if !self.kinds_known && phrase.needs.iter().any(|n| !matches!(n, Need::Term(_))) {
            find_kinds(self.document.text(), &self.stream, self.today, &mut self.kinds);
            self.kinds_known = true;
        }
        let mut matcher = ClauseMatcher {
            program: self.program,
            stream: &self.stream,
            kinds: &mut self.kinds,
            kinds_known: &mut self.kinds_known,
            present: &self.present,
            memo,
            epoch: self.epoch,
            lead,
            document: self.document,
            today: self.today,
        };
        if !phrase.needs.iter().all(|need| matcher.is_met(need)) {
            return;
        }
        let starts = matcher.starts(phrase.root);
        if matcher.ends(phrase.root, starts).is_empty() {
            return;
        }
        let mut last: Option<Hit> = None;
        let mut kept = 0;
        for start in starts.members() {
            let ends = matcher.ends(phrase.root, B::one(start));
            // The shortest match that reaches the clause's own words.
            let Some(end) = ends.members().find(|end| *end > start && *end > lead) else { continue };
            let own_start = start.max(lead);
            let span = Span::new(self.stream[own_start].start(), self.stream[end - 1].end().max(self.stream[own_start].start()));
            let role = |i: usize| self.program.roles.get(self.stream[i].form as usize).copied().unwrap_or(0);
            let negated = !phrase.literal && is_negated(&self.stream, role, start, end);
            let hit = Hit { clause, span, own: start >= lead, negated };
            if last.is_some_and(|l| l.span.overlaps(hit.span) && l.negated == negated && l.own == hit.own) {
                continue;
            }
            self.hits[number as usize].push(hit);
            last = Some(hit);
            kept += 1;
            if kept == HITS_PER_CLAUSE {
                break;
            }
        }
    }
}

struct ClauseMatcher<'a, B> {
    program: &'a Program,
    document: &'a Document,
    today: Option<(u32, u32, u32)>,
    stream: &'a [Token],
    kinds: &'a mut Vec<KindMatch>,
    kinds_known: &'a mut bool,
    memo: &'a mut Memo<B>,
    present: &'a [u64],
    epoch: u32,
    lead: usize,
}

impl<B: Bits> ClauseMatcher<'_, B> {
    fn is_met(&self, need: &Need) -> bool {
        match need {
            Need::Term(term) => self.has_term(*term),
            Need::Kind(kind) => self.kinds.iter().any(|m| m.kind == *kind),
            Need::Either(term, kinds) => self.has_term(*term) || self.kinds.iter().any(|m| kinds & (1 << m.kind as u16) != 0),
        }
    }

    /// Whether the rarest word that a node needs is there.
    fn may_match(&self, node: u32) -> bool {
        let need = self.program.node_needs[node as usize];
        need == 0 || is_present(self.present, need - 1)
    }

    fn has_term(&self, term: u32) -> bool {
        is_present(self.present, term)
    }

    /// Before which tokens a term stands.
    fn occurrences(&self, term: u32) -> B {
        let (stamp, set) = self.memo.terms[term as usize];
        if stamp == self.epoch { set } else { B::EMPTY }
    }

    /// Where a node can end when it starts at one of `starts`.
    fn ends(&mut self, node: u32, starts: B) -> B {
        if starts.is_empty() {
            return B::EMPTY;
        }
        match &self.program.nodes[node as usize] {
            Node::Term(term) => starts.meet(self.occurrences(*term)).next(),
            Node::Upper(term) => self.upper(*term, starts),
            Node::Kind(kind) => {
                self.know_kinds();
                let found = self.kinds.iter().filter(|m| m.kind == *kind && !starts.meet(B::one(m.start as usize)).is_empty());
                found.fold(B::EMPTY, |set, m| set.join(B::one((m.end as usize).min(B::ROOM - 1))))
            }
            Node::Concept(concept) => self.concept(*concept, starts),
            Node::Sequence(parts) => parts.iter().fold(starts, |at, part| self.ends(*part, at)),
            Node::Choice(parts) => {
                parts.iter().fold(B::EMPTY, |set, part| if self.may_match(*part) { set.join(self.ends(*part, starts)) } else { set })
            }
            Node::Optional(inner) => starts.join(self.ends(*inner, starts)),
            Node::Gap(size) => self.gap(*size, starts),
            Node::Unordered(parts, within) => self.unordered(parts, *within, starts),
            Node::Start => starts.meet(B::one(self.lead)),
            Node::End => starts.meet(B::one(self.stream.len())),
        }
    }

    fn know_kinds(&mut self) {
        if !*self.kinds_known {
            find_kinds(self.document.text(), self.stream, self.today, self.kinds);
            *self.kinds_known = true;
        }
    }

    fn upper(&self, term: u32, starts: B) -> B {
        let stream = self.stream;
        let found = starts.meet(self.occurrences(term)).members().filter(|i| stream[*i].is_upper());
        found.fold(B::EMPTY, |set, i| set.join(B::one(i + 1)))
    }

    fn gap(&self, size: u8, starts: B) -> B {
        let room = B::up_to(self.stream.len());
        let (mut set, mut step) = (starts, starts);
        for _ in 0..size {
            step = step.next().meet(room);
            set = set.join(step);
        }
        set
    }

    /// A concept's matches are found once for the clause.
    fn concept(&mut self, concept: u32, starts: B) -> B {
        self.know_concept(concept);
        let pairs = &self.memo.concepts[concept as usize].1;
        pairs
            .iter()
            .filter(|(start, _)| !starts.meet(B::one(*start as usize)).is_empty())
            .fold(B::EMPTY, |set, (_, end)| set.join(B::one(*end as usize)))
    }

    fn know_concept(&mut self, concept: u32) {
        if self.memo.concepts[concept as usize].0 != self.epoch {
            let pairs = self.concept_pairs(concept);
            self.memo.concepts[concept as usize] = (self.epoch, pairs);
        }
    }

    fn concept_pairs(&mut self, concept: u32) -> Vec<(u16, u16)> {
        let mut pairs = std::mem::take(&mut self.memo.concepts[concept as usize].1);
        pairs.clear();
        let program = self.program;
        let compiled = &program.concepts[concept as usize];
        if compiled.needs.iter().any(|n| !matches!(n, Need::Term(_))) {
            self.know_kinds();
        }
        if !compiled.needs.iter().all(|need| self.is_met(need)) {
            return pairs;
        }
        self.add_pairs(compiled.root, &mut pairs);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Every start and end of a node's matches.
    fn add_pairs(&mut self, node: u32, pairs: &mut Vec<(u16, u16)>) {
        let program = self.program;
        if let Node::Choice(parts) = &program.nodes[node as usize] {
            return parts.iter().for_each(|part| {
                if self.may_match(*part) {
                    self.add_pairs(*part, pairs);
                }
            });
        }
        let starts = self.starts(node);
        if self.ends(node, starts).is_empty() {
            return;
        }
        let fit = |n: usize| u16::try_from(n).expect("a clause is capped at a few hundred tokens");
        for start in starts.members() {
            let ends = self.ends(node, B::one(start));
            pairs.extend(ends.members().map(|end| (fit(start), fit(end))));
        }
    }

    /// Where a node's matches can start: a superset, found from its first parts.
    fn starts(&mut self, node: u32) -> B {
        let all = B::up_to(self.stream.len() - 1);
        match &self.program.nodes[node as usize] {
            Node::Term(term) | Node::Upper(term) => self.occurrences(*term),
            Node::Concept(concept) => {
                let concept = *concept;
                self.know_concept(concept);
                self.memo.concepts[concept as usize].1.iter().fold(B::EMPTY, |set, (start, _)| set.join(B::one(*start as usize)))
            }
            Node::Choice(parts) => {
                parts.iter().fold(B::EMPTY, |set, part| if self.may_match(*part) { set.join(self.starts(*part)) } else { set })
            }
            Node::Sequence(parts) => {
                let mut set = B::EMPTY;
                for part in parts {
                    match &self.program.nodes[*part as usize] {
                        Node::Optional(inner) => set = set.join(self.starts(*inner)),
                        Node::Start => return all.meet(B::one(self.lead)),
                        Node::Gap(_) => return all,
                        _ => return set.join(self.starts(*part)).meet(all),
                    }
                }
                all
            }
            Node::Unordered(parts, _) => parts.iter().fold(B::EMPTY, |set, part| set.join(self.starts(*part))),
            _ => all,
        }
    }

    fn unordered(&mut self, parts: &[u32], within: u8, starts: B) -> B {
        let mut set = B::EMPTY;
        for start in starts.members() {
            let room = B::up_to((start + within as usize).min(self.stream.len()));
            set = set.join(self.permuted(parts, (1 << parts.len()) - 1, B::one(start), room, true));
        }
        set
    }

    /// Where the parts named by the bits of `open` can end, one after another in any order, within `room`.
    fn permuted(&mut self, parts: &[u32], open: u32, starts: B, room: B, first: bool) -> B {
        if open == 0 || starts.is_empty() {
            return starts;
        }
        let begins = if first { starts } else { self.later(starts, room) };
        let mut set = B::EMPTY;
        for (n, part) in parts.iter().enumerate().filter(|(n, _)| open & (1 << n) != 0) {
            let ends = self.ends(*part, begins).meet(room);
            set = set.join(self.permuted(parts, open & !(1 << n), ends, room, false));
        }
        set
    }

    /// Every position from the first of `starts` on, within `room`.
    fn later(&self, starts: B, room: B) -> B {
        let (mut set, mut step) = (starts, starts);
        while !step.is_empty() {
            step = step.next().meet(room);
            let joined = set.join(step);
            if joined == set {
                break;
            }
            set = joined;
        }
        set
    }
}
