//! Markdown in, draft out: CommonMark with tables, and what conversions from HTML leave behind.
//!
//! Text keeps exact offsets through escapes, entities, quotes and lists. Converters write headings as bold paragraphs or bold items, indent lists
//! until CommonMark takes them for code, and leave HTML in place; [`Reader`] reads those as their authors meant them. `block` holds the
//! words of one block until its end decides what it is, `html` reads raw HTML. Imports `text` and `document`.

mod block;
mod html;

use block::{Buffer, Mark};
use html::{HtmlState, Piece};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

use crate::document::{BlockKind, Draft, OriginMap};
use crate::text::Span;

/// Indented code is read as Markdown again, at most so deep.
const DEEPEST_CODE: u8 = 3;

/// Reads a Markdown document.
pub(crate) fn read(decoded: &str) -> Draft {
    let mut draft = Draft::default();
    let mut tables = 0;
    let start = front_matter_length(decoded);
    let source = Source { text: &decoded[start..], place: Place::At(start), indent: None, depth: 0 };
    Reader::new(source, &mut draft, &mut tables).run();
    draft
}

/// Length of a YAML block at the beginning, its fences included; 0 when there is none.
fn front_matter_length(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = text.len() - body.len();
    for (number, line) in body.split_inclusive('\n').enumerate().take(200) {
        at += line.len();
        let words = line.trim_end();
        match number {
            0 if words != "---" => return 0,
            0 => {}
            _ if words == "---" || words == "..." => return if number > 1 { at } else { 0 },
            _ if words.is_empty() || words.starts_with([' ', '\t', '-', '#', ']', '}']) => {}
            _ => {
                let key = words.split(':').next().unwrap_or_default();
                let is_key = key.len() < words.len() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
                if !is_key {
                    return 0;
                }
            }
        }
    }
    0
}

/// A text to read, and where it stands in the decoded original.
struct Source<'a> {
    text: &'a str,
    place: Place<'a>,
    /// Columns the text was indented by, when it was taken for code.
    indent: Option<usize>,
    /// How many blocks of indented code it stands in.
    depth: u8,
}

/// Where a text stands in the decoded original.
#[derive(Clone, Copy)]
enum Place<'a> {
    At(usize),
    Through(&'a OriginMap),
}

impl Place<'_> {
    fn origin(self, range: Range<usize>) -> Span {
        match self {
            Place::At(base) => Span::new(base + range.start, base + range.end),
            Place::Through(map) => map.resolve(Span::new(range.start, range.end)),
        }
    }
}

/// A list around the words at hand.
struct OpenList {
    /// Whether the item at hand has no words yet.
    fresh: bool,
    depth: u8,
}

/// The row of a table that is being read.
#[derive(Default)]
struct OpenRow {
    in_head: bool,
    table: u32,
    row: u32,
    cells: Vec<u32>,
}

struct Reader<'a, 'd> {
    source: Source<'a>,
    draft: &'d mut Draft,
    tables: &'d mut u32,
    buffer: Buffer<'a>,
    lists: Vec<OpenList>,
    row: OpenRow,
    in_table: bool,
    bold: u32,
    heading: Option<u8>,
    html: HtmlState,
    code: Option<Vec<Range<usize>>>,
    images: Vec<bool>,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(source: Source<'a>, draft: &'d mut Draft, tables: &'d mut u32) -> Self {
        Reader {
            source,
            draft,
            tables,
            buffer: Buffer::default(),
            lists: Vec::new(),
            row: OpenRow::default(),
            in_table: false,
            bold: 0,
            heading: None,
            html: HtmlState::default(),
            code: None,
            images: Vec::new(),
        }
    }

    fn run(mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        for (event, range) in Parser::new_ext(self.source.text, options).into_offset_iter() {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag),
                Event::Text(words) if self.code.is_some() => self.keep_code(words.len(), range),
                Event::Text(words) => self.words(words, range),
                Event::Code(words) => {
                    let inner = code_range(self.source.text, range, words.len());
                    self.words(words, inner);
                }
                Event::SoftBreak => self.line_break(Mark::Soft, range),
                Event::HardBreak => self.line_break(Mark::Hard, range),
                Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(raw.len(), range),
                Event::Rule => self.flush(),
                _ => {}
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level as u8);
            }
            Tag::List(_) => {
                self.flush();
                let depth = self.lists.last().map_or(1, |list| list.depth.saturating_add(1));
                self.lists.push(OpenList { fresh: false, depth });
            }
            Tag::Item => {
                self.flush();
                let column = self.source.indent.map(|indent| indent + column_of(self.source.text, range.start));
                if let Some(list) = self.lists.last_mut() {
                    list.fresh = true;
                    list.depth = column.map_or(list.depth, |c| u8::try_from(c / 2).unwrap_or(u8::MAX).max(1));
                }
            }
            Tag::Table(_) => {
                self.flush();
                self.in_table = true;
                self.row = OpenRow { table: *self.tables, ..OpenRow::default() };
                *self.tables += 1;
            }
            Tag::TableHead => self.row.in_head = true,
            Tag::TableCell => self.row.cells.push(self.buffer.len()),
            Tag::CodeBlock(kind) => {
                self.flush();
                self.code = matches!(kind, CodeBlockKind::Indented).then(Vec::new);
            }
            Tag::Link { dest_url, .. } => self.buffer.begin_link(dest_url),
            Tag::Image { .. } => self.images.push(!self.buffer.in_link()),
            Tag::Strong => self.bold += 1,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.buffer.end_link(),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Image => {
                self.images.pop();
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.in_table = false,
            TagEnd::TableCell | TagEnd::Emphasis | TagEnd::Strikethrough => {}
            _ => self.flush(),
        }
    }

    /// Adds words that stand at `range`. An image's description is read only when it stands for a link.
    fn words(&mut self, words: pulldown_cmark::CowStr<'a>, range: Range<usize>) {
        if self.images.last().copied().unwrap_or_default() || self.html.is_skipping() {
            return;
        }
        let origin = self.source.place.origin(range);
        self.buffer.push(words, origin, self.bold > 0);
    }

    fn line_break(&mut self, mark: Mark, range: Range<usize>) {
        let origin = self.source.place.origin(range);
        self.buffer.mark(mark, origin);
    }

    /// Ends the block at hand: its words become a heading, a paragraph, an item or, within a table, wait for the end of the row.
    fn flush(&mut self) {
        if self.in_table || self.buffer.is_empty() {
            return;
        }
        let kind = match (self.heading, self.lists.last_mut()) {
            (Some(level), list) => {
                if let Some(list) = list {
                    list.fresh = false;
                }
                BlockKind::Heading { level }
            }
            (None, Some(list)) => BlockKind::Item { depth: list.depth, first: std::mem::take(&mut list.fresh) },
            (None, None) => BlockKind::Paragraph,
        };
        self.buffer.write(self.draft, kind);
    }

    /// Writes a row. Without a head row, a first row all in bold is the head; an empty row leaves no trace.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.row.cells);
        let head = self.row.row == 0 && (self.row.in_head || self.buffer.is_bold());
        let mut written = false;
        for (column, start) in cells.iter().enumerate() {
            let end = cells.get(column + 1).copied().unwrap_or(self.buffer.len());
            let kind = BlockKind::Cell { table: self.row.table, row: self.row.row, column: column as u32, head };
            written |= self.buffer.write_cell(self.draft, kind, *start..end);
        }
        self.buffer.clear();
        self.row.in_head = false;
        self.row.row += u32::from(written);
    }

    fn keep_code(&mut self, length: usize, range: Range<usize>) {
        // A tab that only partly counts as indentation gives words that stand nowhere.
        if let Some(code) = self.code.as_mut().filter(|_| length == range.len()) {
            code.push(range);
        }
    }

    /// Reads indented code as the Markdown it is meant to be: converters indent lists that follow a paragraph.
    fn end_code(&mut self) {
        let Some(lines) = self.code.take() else { return self.flush() };
        let text = self.source.text;
        let blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
        let spaces = |line: &Range<usize>| line.len() - text[line.clone()].trim_start_matches([' ', '\t']).len();
        let indent = lines.iter().filter(|l| !blank(l)).map(spaces).min().unwrap_or(0);
        let (mut inner, mut map) = (String::new(), OriginMap::default());
        for line in lines {
            let cut = if blank(&line) { line.len() - text[line.clone()].trim_start_matches([' ', '\t']).len() } else { indent };
            let kept = line.start + cut..line.end;
            map.push(inner.len(), kept.len(), self.source.place.origin(kept.clone()));
            inner.push_str(&text[kept]);
        }
        if self.source.depth >= DEEPEST_CODE {
            return;
        }
        let base = self.source.indent.unwrap_or(0) + 4 + indent;
        let source = Source { text: &inner, place: Place::Through(&map), indent: Some(base), depth: self.source.depth + 1 };
        Reader::new(source, self.draft, self.tables).run();
    }

    /// Reads raw HTML: tags go, words stay.
    fn raw_html(&mut self, length: usize, range: Range<usize>) {
        if length != range.len() || self.code.is_some() {
            return;
        }
        let text = self.source.text;
        let mut state = std::mem::take(&mut self.html);
        state.read(text, range, |piece| match piece {
            Piece::Words(words, range) => {
                let origin = self.source.place.origin(range);
                self.buffer.push(words, origin, self.bold > 0);
            }
            Piece::Break => {
                let at = self.source.place.origin(0..0);
                self.buffer.mark(Mark::Hard, Span::new(at.start(), at.start()));
            }
            Piece::Block => {
                self.flush();
                self.heading = None;
            }
            Piece::Heading(level) => {
                self.flush();
                self.heading = Some(level);
            }
            Piece::Link(target) => self.buffer.begin_link(target),
            Piece::LinkEnd => self.buffer.end_link(),
            Piece::Bold(on) => self.bold = if on { self.bold + 1 } else { self.bold.saturating_sub(1) },
        });
        self.html = state;
    }
}

/// Where the words of a code span stand: its backticks and a space on either side left out.
fn code_range(text: &str, range: Range<usize>, length: usize) -> Range<usize> {
    let ticks = text[range.clone()].bytes().take_while(|b| *b == b'`').count();
    let spaces = range.len().saturating_sub(length).saturating_sub(2 * ticks) / 2;
    let (start, end) = (range.start + ticks + spaces, range.end.saturating_sub(ticks + spaces));
    if start + length == end { start..end } else { range }
}

/// Columns before the first word of the line in which a byte stands.
fn column_of(text: &str, at: usize) -> usize {
    // Deeper than this no item stands; a glance further back would not stay linear.
    let floor = at.saturating_sub(64);
    let bytes = text.as_bytes();
    let start = bytes[floor..at].iter().rposition(|b| *b == b'\n').map_or(floor, |newline| floor + newline + 1);
    bytes[start..].iter().take_while(|b| **b == b' ').count()
}

#[cfg(test)]
mod tests;
