//! From blocks to a document: sections as a tree, clauses with what leads into them.
//!
//! Headings open sections (`headings`), lists and tables say what leads into items and cells (`lists`, `tables`); here they are walked in
//! reading order, once.

use super::draft::{BlockKind, Draft, OriginMap};
use super::headings::{Role, settle};
use super::lists::{OpenList, introduces};
use super::tables::OpenTable;
use super::{Clause, ClauseId, ClauseKind, Document, Format, Section, SectionId};
use crate::text::{LineIndex, Span, sentences};

impl Document {
    /// Finds sections and clauses in a draft. `original` is the decoded file, `bytes` maps it to the bytes on disk, and the draft's origins point into it.
    pub fn new(path: &str, format: Format, sha256: String, original: String, bytes: OriginMap, mut draft: Draft) -> Document {
        draft.end();
        let roles = settle(&draft.text, &draft.blocks);
        let mut outline = Outline::new(&draft.text);
        for (role, block) in roles.iter().zip(&draft.blocks) {
            outline.add(*role, block.span);
        }
        let (sections, clauses, leads) = outline.finish();
        let lines = LineIndex::new(&original);
        Document {
            path: path.to_owned(),
            format,
            sha256,
            original,
            text: draft.text,
            map: draft.map,
            bytes,
            links: draft.links,
            clauses,
            leads,
            sections,
            lines,
        }
    }
}

/// What stood before the block at hand.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    /// A paragraph or heading, and its last clause.
    Words(ClauseId),
    Item,
    Cell(u32),
}

/// Sections and clauses as far as they are found.
struct Outline<'t> {
    text: &'t str,
    sections: Vec<Section>,
    clauses: Vec<Clause>,
    leads: Vec<ClauseId>,
    open: Vec<(u16, SectionId)>,
    group: u32,
    before: Before,
    list: OpenList,
    table: OpenTable,
}

impl<'t> Outline<'t> {
    fn new(text: &'t str) -> Self {
        let whole = Section { depth: 0, parent: None, heading: None, clauses: 0..0 };
        Outline {
            text,
            sections: vec![whole],
            clauses: Vec::with_capacity(text.len() / 100),
            leads: Vec::new(),
            open: vec![(0, 0)],
            group: 0,
            before: Before::Nothing,
            list: OpenList::default(),
            table: OpenTable::default(),
        }
    }

    fn add(&mut self, role: Role, span: Span) {
        match role {
            Role::Heading { rank } => self.add_heading(rank, span),
            Role::Content(BlockKind::Item { depth, first }) => self.add_item(depth, first, span),
            Role::Content(BlockKind::Cell { table, row, column, head }) => self.add_cell(table, (row, column), head, span),
            Role::Content(BlockKind::Paragraph | BlockKind::Heading { .. }) => {
                self.group += 1;
                let clauses = self.add_sentences(span, ClauseKind::Sentence, (0, 0));
                self.before = Before::Words(clauses.end.saturating_sub(1));
            }
        }
    }

    fn add_heading(&mut self, rank: u16, span: Span) {
        let next = self.clauses.len() as ClauseId;
        // The whole document has rank 0 and stays open.
        while self.open.last().is_some_and(|(r, _)| *r >= rank && *r > 0) {
            self.close(next);
        }
        let parent = self.open.last().map(|(_, id)| *id);
        let id = self.sections.len() as SectionId;
        let depth = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        self.sections.push(Section { depth, parent, heading: Some(next), clauses: next..next });
        self.open.push((rank, id));
        self.group += 1;
        self.clauses.push(Clause { span, kind: ClauseKind::Heading, section: id, group: self.group, leads: (0, 0) });
        self.before = Before::Words(next);
    }

    fn close(&mut self, end: ClauseId) {
        if let Some((_, id)) = self.open.pop() {
            self.sections[id as usize].clauses.end = end;
        }
    }

    fn add_item(&mut self, depth: u8, first: bool, span: Span) {
        if !matches!(self.before, Before::Item) {
            self.group += 1;
            let lead = match self.before {
                Before::Words(clause) if introduces(&self.text[self.clauses[clause as usize].span.range()]) => Some(clause),
                _ => None,
            };
            self.list = OpenList::new(lead);
        }
        let from = self.leads.len() as u32;
        self.list.enter(depth, first, &mut self.leads);
        let clauses = self.add_sentences(span, ClauseKind::Item, (from, self.leads.len() as u32));
        let words = self.clauses.get(clauses.start as usize).map_or("", |c| &self.text[c.span.range()]);
        self.list.hold(clauses, words, first);
        self.before = Before::Item;
    }

    fn add_cell(&mut self, table: u32, place: (u32, u32), head: bool, span: Span) {
        if !matches!(self.before, Before::Cell(t) if t == table) {
            self.group += 1;
            self.table = OpenTable::default();
        }
        let from = self.leads.len() as u32;
        self.table.enter(place.0, place.1, head, &mut self.leads);
        let clauses = self.add_sentences(span, ClauseKind::Cell, (from, self.leads.len() as u32));
        self.table.hold(place, head, clauses.start, &self.text[span.range()]);
        self.before = Before::Cell(table);
    }

    /// Adds the sentences of a block as clauses that share `leads`; returns which.
    fn add_sentences(&mut self, span: Span, kind: ClauseKind, leads: (u32, u32)) -> std::ops::Range<ClauseId> {
        let from = self.clauses.len() as ClauseId;
        let section = self.open.last().map_or(0, |(_, id)| *id);
        let group = self.group;
        self.clauses.extend(sentences(self.text, span).map(|span| Clause { span, kind, section, group, leads }));
        from..self.clauses.len() as ClauseId
    }

    fn finish(mut self) -> (Vec<Section>, Vec<Clause>, Vec<ClauseId>) {
        let end = self.clauses.len() as ClauseId;
        while !self.open.is_empty() {
            self.close(end);
        }
        (self.sections, self.clauses, self.leads)
    }
}
