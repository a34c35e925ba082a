//! From blocks to a document: sections as a tree, clauses with what leads into them.
//!
//! Headings open sections (`roles`), lists and tables say what leads into items and cells (`lists`, `tables`); here they are walked in
//! reading order, once.

use super::draft::{BlockKind, Draft, OriginMap};
use super::headings::{begins_as_sentence, numbering, run_in};
use super::lists::{MOST_TITLE_WORDS, OpenList, introduces};
use super::roles::{Role, settle};
use super::tables::OpenTable;
use super::{Clause, ClauseId, ClauseKind, Document, Format, Section, SectionId};
use crate::text::{LineIndex, Span, count_words, sentences};

impl Document {
    /// Finds sections and clauses in a draft. `original` is the decoded file, `bytes` maps it to the bytes on disk, and the draft's origins point into it.
    pub fn new(path: &str, format: Format, sha256: String, original: String, bytes: OriginMap, mut draft: Draft) -> Document {
        draft.end();
        let mut outline = Outline::new(&draft.text);
        for (role, span) in settle(&draft.text, &draft.blocks, format) {
            outline.add(role, span);
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
    /// Row and column of the cell at hand, and its last clause that leads into what follows in it.
    cell: Option<((u32, u32), ClauseId)>,
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
            cell: None,
        }
    }

    fn add(&mut self, role: Role, span: Span) {
        match role {
            Role::Heading { rank } => self.add_heading(rank, span),
            Role::Close { rank } => self.close_from(rank),
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
        self.close_from(rank);
        let parent = self.open.last().map(|(_, id)| *id);
        let id = self.sections.len() as SectionId;
        let depth = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        self.sections.push(Section { depth, parent, heading: Some(next), clauses: next..next });
        self.open.push((rank, id));
        self.group += 1;
        self.clauses.push(Clause { span, kind: ClauseKind::Heading, section: id, group: self.group, leads: (0, 0) });
        self.before = Before::Words(next);
    }

    /// Ends the sections of `rank` and greater.
    fn close_from(&mut self, rank: u16) {
        let next = self.clauses.len() as ClauseId;
        // The whole document has rank 0 and stays open.
        while self.open.last().is_some_and(|(r, _)| *r >= rank && *r > 0) {
            self.close(next);
        }
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
        let leads = (from, self.leads.len() as u32);
        let clauses = match self.title_end(span).filter(|_| first) {
            Some(end) => self.add_titled(span, end, leads),
            None => self.add_sentences(span, ClauseKind::Item, leads),
        };
        let words = self.clauses.get(clauses.start as usize).map_or("", |c| &self.text[c.span.range()]);
        self.list.hold(clauses, words, first);
        self.before = Before::Item;
    }

    /// Where the title of an item ends that goes on with several sentences, or with one after a stop: "Log files. We keep …".
    fn title_end(&self, span: Span) -> Option<usize> {
        let words = &self.text[span.range()];
        let first = sentences(self.text, span).next()?;
        if first.end() < span.end() && first.len() < 80 {
            let title = &self.text[first.range()];
            let short = count_words(title, MOST_TITLE_WORDS + 1) <= MOST_TITLE_WORDS
                && !begins_as_sentence(&title[numbering(title).map_or(0, |n| n.length)..]);
            return short.then_some(first.end());
        }
        if first.end() == span.end() {
            return None;
        }
        let (end, _) = run_in(words, 0)?;
        Some(span.start() + end)
    }

    /// Adds an item whose title, which ends at `end`, leads into the rest of it.
    fn add_titled(&mut self, span: Span, end: usize, leads: (u32, u32)) -> std::ops::Range<ClauseId> {
        let title = self.add_sentences(Span::new(span.start(), end), ClauseKind::Item, leads);
        let from = self.leads.len() as u32;
        self.leads.extend_from_within(leads.0 as usize..leads.1 as usize);
        self.leads.push(title.start);
        let rest = self.add_sentences(Span::new(end, span.end()), ClauseKind::Item, (from, self.leads.len() as u32));
        title.start..rest.end
    }

    fn add_cell(&mut self, table: u32, place: (u32, u32), head: bool, span: Span) {
        if !matches!(self.before, Before::Cell(t) if t == table) {
            self.group += 1;
            self.table = OpenTable::default();
            self.cell = None;
        }
        let from = self.leads.len() as u32;
        self.table.enter(place.0, place.1, head, &mut self.leads);
        self.leads.extend(self.cell.filter(|(at, _)| *at == place).map(|(_, lead)| lead));
        let clauses = self.add_sentences(span, ClauseKind::Cell, (from, self.leads.len() as u32));
        let words = &self.text[span.range()];
        self.table.hold(place, head, clauses.start, words);
        if words.ends_with(':') {
            self.cell = Some((place, clauses.end.saturating_sub(1)));
        }
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
