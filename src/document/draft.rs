//! What a reader hands over: the reading text in blocks, with the way back to the original.

use super::Link;
use crate::text::Span;

/// Level of a heading that is a paragraph all in bold.
pub(crate) const BOLD_LEVEL: u8 = 7;
/// Level of a short line that is a heading by its place and looks only.
pub(crate) const UNMARKED_LEVEL: u8 = 8;
/// Level of a head that stands in the line of its paragraph: "Cookies - We use …".
pub(crate) const RUN_IN_LEVEL: u8 = 9;

/// What a block of the reading text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; level 1 to 6 as the format marks it, more by its looks.
    Heading {
        /// Level, from 1 (outermost).
        level: u8,
    },
    /// A paragraph, or any other run of text.
    Paragraph,
    /// A list item's own text; nested lists follow as items of greater depth. A second paragraph of an item is another block of the same depth with `first` false.
    Item {
        /// Nesting, from 1.
        depth: u8,
        /// Whether the block begins an item.
        first: bool,
    },
    /// A table cell. Cells come row by row.
    Cell {
        /// Number of the table in the document, from 0.
        table: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0; a cell that spans several has the first.
        column: u32,
        /// Whether it is a head (of its column when in the first row, of its row otherwise).
        head: bool,
    },
}

/// A block and the words it holds.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in the reading text.
    pub span: Span,
    /// Whether its looks make it a title: an item all in bold, with or without a stop.
    pub title: bool,
}

/// A map from one text to another that it was made from, in order.
#[derive(Clone, Debug, Default)]
pub struct OriginMap {
    pieces: Vec<Piece>,
}

/// One run: `len` bytes from `at` come from `origin`. Of equal length, they match byte for byte; else all comes from all.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: u32,
    len: u32,
    origin: Span,
}

impl OriginMap {
    /// The map of a text onto itself.
    pub fn identity(len: usize) -> Self {
        let mut map = OriginMap::default();
        map.push(0, len, Span::new(0, len));
        map
    }

    /// Says that the `len` bytes from `at` come from `origin`. Runs are given in ascending order of `at`.
    pub fn push(&mut self, at: usize, len: usize, origin: Span) {
        if len == 0 {
            return;
        }
        let (at, len) = (Span::new(0, at).end() as u32, Span::new(0, len).end() as u32);
        if let Some(last) = self.pieces.last_mut() {
            let linear = last.len as usize == last.origin.len() && len as usize == origin.len();
            if linear && last.at + last.len == at && last.origin.end() == origin.start() {
                last.len += len;
                last.origin = last.origin.cover(origin);
                return;
            }
        }
        self.pieces.push(Piece { at, len, origin });
    }

    /// Where a span came from: from the origin of its first byte to the end of the origin of its last.
    pub fn resolve(&self, span: Span) -> Span {
        let start = self.resolve_start(span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = self.resolve_end(span.end());
        Span::new(start, end.max(start))
    }

    fn piece_at(&self, offset: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|p| p.at as usize <= offset);
        self.pieces.get(index.checked_sub(1)?)
    }

    fn resolve_start(&self, offset: usize) -> usize {
        let Some(piece) = self.piece_at(offset) else {
            return self.pieces.first().map_or(0, |p| p.origin.start());
        };
        let within = offset - piece.at as usize;
        if within >= piece.len as usize {
            // Between two runs (white space we added): the start of the next one.
            let next = self.pieces.partition_point(|p| p.at as usize <= offset);
            return self.pieces.get(next).map_or(piece.origin.end(), |p| p.origin.start());
        }
        if piece.len as usize == piece.origin.len() { piece.origin.start() + within } else { piece.origin.start() }
    }

    fn resolve_end(&self, end: usize) -> usize {
        let Some(piece) = self.piece_at(end - 1) else { return 0 };
        let within = end - piece.at as usize;
        if within <= piece.len as usize && piece.len as usize == piece.origin.len() {
            piece.origin.start() + within
        } else {
            piece.origin.end()
        }
    }
}

/// The reading text under construction.
///
/// A reader calls [`begin`](Draft::begin), then [`push`](Draft::push) for each run of text, then [`end`](Draft::end), block by block in
/// reading order. Empty blocks leave no trace. Blocks are set apart by a line break in the reading text.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(crate) text: String,
    pub(crate) map: OriginMap,
    pub(crate) blocks: Vec<Block>,
    pub(crate) links: Vec<Link>,
    open: Option<(BlockKind, usize)>,
    open_link: Option<(usize, String)>,
    title: bool,
}

impl Draft {
    /// Opens a block; one still open is ended.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some((kind, self.text.len()));
        self.title = false;
    }

    /// Says that all words of the open block are set in bold. Paragraphs like that are headings of level 7; this is for items.
    pub fn mark_title(&mut self) {
        self.title = true;
    }

    /// Adds words to the open block (a paragraph is opened when there is none). `origin` is where they stand in the decoded original; of equal length in
    /// bytes, they match byte for byte, else all of them stand for all of it. White space at the start of a block is dropped.
    pub fn push(&mut self, words: &str, origin: Span) {
        let start = match self.open {
            Some((_, start)) => start,
            None => {
                self.begin(BlockKind::Paragraph);
                self.text.len()
            }
        };
        let linear = words.len() == origin.len();
        let (words, origin) = if self.text.len() == start {
            let kept = words.trim_start();
            let cut = words.len() - kept.len();
            (kept, if linear { Span::new(origin.start() + cut, origin.end()) } else { origin })
        } else {
            (words, origin)
        };
        self.map.push(self.text.len(), words.len(), origin);
        self.text.push_str(words);
    }

    /// Adds a space that stands nowhere in the original, unless there is white space already: between inline elements, for a line break.
    pub fn space(&mut self) {
        if let Some((_, start)) = self.open
            && self.text.len() > start
            && !self.text.ends_with(char::is_whitespace)
        {
            self.text.push(' ');
        }
    }

    /// Says that the words from here on, up to [`end_link`](Draft::end_link), are a link to `target`.
    pub fn begin_link(&mut self, target: &str) {
        self.end_link();
        self.open_link = Some((self.text.len(), target.to_owned()));
    }

    /// Ends the open link, if there is one.
    pub fn end_link(&mut self) {
        if let Some((start, target)) = self.open_link.take()
            && start < self.text.len()
        {
            self.links.push(Link { span: Span::new(start, self.text.len()), target });
        }
    }

    /// Ends the open block. Its trailing white space is dropped; a block without a word vanishes.
    pub fn end(&mut self) {
        let link = self.open_link.as_ref().map(|(_, target)| target.clone());
        self.end_link();
        let Some((kind, start)) = self.open.take() else { return };
        let end = start + self.text[start..].trim_end().len();
        if end > start {
            self.blocks.push(Block { kind, span: Span::new(start, end), title: self.title });
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if let Some(target) = link {
            self.open_link = Some((self.text.len(), target));
        }
    }
}
