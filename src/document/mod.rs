//! A policy once read: blocks, sections, clauses, links, and the map back to the original file.
//!
//! Readers (room `source`) write a [`Draft`]; [`Document::new`] finds sections, lists, tables and clauses in it.
//! Who a clause speaks to is decided later, by patterns. Imports `text`.

mod draft;
pub(crate) mod headings;
mod items;
mod lists;
mod outline;
mod recognise;
mod roles;
#[cfg(test)]
pub(crate) mod sketch;
mod tables;

pub(crate) use draft::{BOLD_LEVEL, RUN_IN_LEVEL, UNMARKED_LEVEL};
pub use draft::{Block, BlockKind, Draft, OriginMap};
pub(crate) use lists::introduces;
pub use recognise::{Recognition, recognise};

use crate::text::{LineIndex, Location, Span};

/// The form in which a document came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark.
    Markdown,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Text => "text",
        }
    }
}

/// Index of a clause in its document, in reading order.
pub type ClauseId = u32;
/// Index of a section in its document; 0 is the whole document.
pub type SectionId = u32;

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// A sentence of running text.
    Sentence,
    /// A list item, or a sentence of one.
    Item,
    /// A table cell, or a sentence of one.
    Cell,
    /// A heading.
    Heading,
}

/// The unit that is read: a sentence, a list item, a cell or a heading.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its own words, in the reading text.
    pub span: Span,
    /// What it is.
    pub kind: ClauseKind,
    /// The section whose content it is; a heading belongs to the section it opens.
    pub section: SectionId,
    /// Number of its paragraph, list or table: clauses of one group share it.
    pub group: u32,
    leads: (u32, u32),
}

/// A heading with its content; sections form a tree.
#[derive(Clone, Debug)]
pub struct Section {
    /// Depth in the tree; 0 for the whole document.
    pub depth: u8,
    /// The section around it; none for the whole document.
    pub parent: Option<SectionId>,
    /// Its heading; none for the whole document.
    pub heading: Option<ClauseId>,
    /// First clause, its heading included, and the clause after its last one, the sections below it included.
    pub clauses: std::ops::Range<ClauseId>,
}

/// A link and where it leads.
#[derive(Clone, Debug)]
pub struct Link {
    /// The linked words, in the reading text.
    pub span: Span,
    /// The target as written, without character references.
    pub target: String,
}

/// One file of a policy, read.
#[derive(Clone, Debug)]
pub struct Document {
    path: String,
    format: Format,
    sha256: String,
    original: String,
    text: String,
    map: OriginMap,
    bytes: OriginMap,
    links: Vec<Link>,
    clauses: Vec<Clause>,
    leads: Vec<ClauseId>,
    sections: Vec<Section>,
    lines: LineIndex,
}

impl Document {
    /// The path as given by the user.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The form it came in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// SHA-256 of the original bytes, in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The reading text: what a reader of the policy reads, block after block. Clause and link spans point into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original file as decoded text (markup included).
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The clauses in reading order.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The sections; the first is the whole document.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The links in reading order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The clauses that lead into `clause`, outermost first: the sentence before its list and the items around it;
    /// for a cell, the head of its column, then of its row.
    pub fn leads(&self, clause: &Clause) -> &[ClauseId] {
        &self.leads[clause.leads.0 as usize..clause.leads.1 as usize]
    }

    /// The headings above a clause, innermost first; a heading's own clause comes first for itself.
    pub fn headings(&self, clause: &Clause) -> impl Iterator<Item = ClauseId> + '_ {
        let mut next = Some(clause.section);
        std::iter::from_fn(move || {
            let section = &self.sections[next? as usize];
            next = section.parent;
            Some(section.heading)
        })
        .flatten()
    }

    /// Where a span of the reading text stands in the original file, in bytes of the file on disk.
    pub fn resolve_origin(&self, span: Span) -> Span {
        self.bytes.resolve(self.map.resolve(span))
    }

    /// Where a span of the reading text stands in [`Document::original`].
    pub fn resolve_decoded(&self, span: Span) -> Span {
        self.map.resolve(span)
    }

    /// Line and column of a span's start in the original file.
    pub fn locate(&self, span: Span) -> Location {
        self.lines.locate(&self.original, self.map.resolve(span).start())
    }

    /// Line and column just after a span's end in the original file.
    pub fn locate_end(&self, span: Span) -> Location {
        self.lines.locate(&self.original, self.map.resolve(span).end())
    }

    /// The words of a span as read, white space folded to single spaces.
    pub fn quote(&self, span: Span) -> String {
        let mut quote = String::with_capacity(span.len());
        for word in self.text[span.range()].split_whitespace() {
            if !quote.is_empty() {
                quote.push(' ');
            }
            quote.push_str(word);
        }
        quote
    }
}
