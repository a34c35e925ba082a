//! From the chosen parts of a page to the reading text, block after block.

use std::ops::Range;

use super::choose::Choice;
use super::lines::{self, Line};
use super::looks::{self, Look, Start};
use super::marks::Marks;
use super::page::{Element, ElementId, Node, Page};
use super::table::{Grid, Place};
use super::tag::Tag;
use crate::document::{BOLD_LEVEL, BlockKind, Draft, RUN_IN_LEVEL};
use crate::text::Span;

/// Level given to what opens a panel, below all headings the page marks as such but one.
const OPENER_LEVEL: u8 = 6;

/// A heading of more bytes is a paragraph in large type.
const LONGEST_HEADING: u32 = 300;

/// What opens a panel has no more bytes.
const LONGEST_OPENER: u32 = 150;

/// An answer of more bytes makes its question a heading.
const LONGEST_DEFINITION: u32 = 400;

/// Writes the reading text of `page`, made from `source`.
pub(super) fn write(page: &Page, choice: &Choice, source: &str) -> Draft {
    let mut writer = Writer {
        page,
        choice,
        read: &choice.read,
        source,
        draft: Draft::default(),
        open: Vec::new(),
        context: Context::Flow,
        block: None,
        is_title: false,
        line: Line::default(),
        list_depth: 0,
        bold: 0,
        space: false,
        breaks: 0,
        link: Link::None,
        is_pre: false,
        grids: Vec::new(),
        tables: 0,
    };
    writer.run();
    writer.draft
}

/// Where words are, which decides what block they open.
#[derive(Clone, Copy, Debug)]
enum Context {
    /// Running text.
    Flow,
    Heading(u8),
    /// A list item, and whether it has words already.
    Item {
        depth: u8,
        is_begun: bool,
    },
    Cell(Place),
}

/// The link that words belong to.
#[derive(Clone, Copy, Debug)]
enum Link {
    None,
    /// Begun, without words yet: its target, and the description of a picture in it with its place.
    Begun {
        target: Span,
        picture: Option<(Span, Span)>,
    },
    /// Its words are being written.
    Open,
}

/// An open element, and what to go back to when it ends.
struct Open {
    end: u32,
    is_block: bool,
    is_bold: bool,
    is_table: bool,
    context: Context,
    list_depth: u8,
    bold: u32,
    is_pre: bool,
    had_link: bool,
}

struct Writer<'p> {
    page: &'p Page,
    choice: &'p Choice,
    /// The nodes still to read.
    read: &'p [Range<u32>],
    source: &'p str,
    draft: Draft,
    open: Vec<Open>,
    context: Context,
    /// The kind of the block being written.
    block: Option<BlockKind>,
    /// Whether the block is bold from end to end.
    is_title: bool,
    /// What was written of the block since it began or its line was broken.
    line: Line,
    list_depth: u8,
    /// Bold elements around.
    bold: u32,
    /// Whether white space stands between what was written and what comes.
    space: bool,
    /// Line breaks since the last words.
    breaks: u32,
    link: Link,
    is_pre: bool,
    grids: Vec<Option<Grid>>,
    tables: u32,
}

impl Writer<'_> {
    fn run(&mut self) {
        let page = self.page;
        let mut at = 0;
        while let Some(node) = page.nodes.get(at as usize) {
            self.leave_until(at);
            match *node {
                Node::Element(id) => {
                    let Some(element) = page.elements.get(id as usize) else { break };
                    if self.choice.leaves_out(id) {
                        self.pass_over(element);
                        at = element.nodes.end;
                        continue;
                    }
                    self.enter(id, element);
                }
                Node::Text(_) | Node::Words { .. } | Node::Picture { .. } if !self.is_read(at) => {}
                Node::Text(origin) => self.write_text(origin, at),
                Node::Words { words, origin } => self.write_words(words, origin, at),
                Node::Picture { words, origin } => {
                    if let Link::Begun { picture, .. } = &mut self.link {
                        *picture = Some((words, origin));
                    }
                }
                Node::Break => self.break_line(),
                Node::Link(target) => {
                    self.end_link();
                    self.link = Link::Begun { target, picture: None };
                }
                Node::LinkEnd => self.finish_link(at),
                Node::Bold => self.bold += 1,
                Node::BoldEnd => self.bold = self.bold.saturating_sub(1),
            }
            at += 1;
        }
        self.leave_until(u32::MAX);
        self.end_block();
    }

    /// Whether the words of node `at` are read. Nodes are asked for in order.
    fn is_read(&mut self, at: u32) -> bool {
        while self.read.split_first().is_some_and(|(range, _)| range.end <= at) {
            self.read = &self.read[1..];
        }
        self.read.first().is_some_and(|range| range.contains(&at))
    }

    /// Skips what is left out. A link that ends or begins in it does not go on behind it.
    fn pass_over(&mut self, element: &Element) {
        if !matches!(self.link, Link::None) && self.page.parts_link(element) {
            self.end_link();
        }
        if !element.tag.is_inline() {
            self.end_block();
        } else if element.tag == Tag::Silent || element.tag == Tag::Button {
            self.space |= element.nodes.len() > 1;
        }
    }

    fn enter(&mut self, id: ElementId, element: &Element) {
        let is_opener = self.is_opener_line(element);
        let is_block = !element.tag.is_inline() || element.marks.has(Marks::BLOCK) || is_opener;
        if is_block {
            self.end_block();
        }
        self.open.push(Open {
            end: element.nodes.end,
            is_block,
            is_bold: element.marks.has(Marks::BOLD),
            is_table: element.tag == Tag::Table,
            context: self.context,
            list_depth: self.list_depth,
            bold: self.bold,
            is_pre: self.is_pre,
            had_link: !matches!(self.link, Link::None),
        });
        if element.marks.has(Marks::BOLD) {
            self.bold += 1;
        }
        match element.tag {
            Tag::Table => self.enter_table(id),
            Tag::Tr => {
                if let Some(Some(grid)) = self.grids.last_mut() {
                    grid.begin_row();
                }
            }
            Tag::Td | Tag::Th => self.enter_cell(element),
            // A cell keeps what is in it together, lists and headings included.
            _ if matches!(self.context, Context::Cell(_)) => {}
            Tag::List | Tag::Dl => self.list_depth = self.list_depth.saturating_add(1),
            Tag::Li => self.enter_item(id, element),
            Tag::Dt | Tag::Dd => self.enter_definition(id, element),
            Tag::Pre => self.is_pre = true,
            _ if element.level > 0 && element.weight.text <= LONGEST_HEADING => {
                self.context = Context::Heading(element.level);
            }
            _ if is_opener => self.context = Context::Heading(OPENER_LEVEL),
            _ => {}
        }
    }

    /// Whether an element is the line that opens a panel, and no heading says so.
    fn is_opener_line(&self, element: &Element) -> bool {
        let opens = element.tag == Tag::Summary
            || (matches!(element.tag, Tag::Button | Tag::Div) && element.marks.has(Marks::OPENER))
            || (element.tag == Tag::Button && element.marks.has(Marks::PANEL));
        opens && matches!(self.context, Context::Flow | Context::Item { .. }) && element.weight.text <= LONGEST_OPENER
    }

    fn enter_table(&mut self, id: ElementId) {
        let grid = Grid::new(self.page, self.source, id, self.tables);
        if grid.is_some() {
            self.tables += 1;
        }
        self.grids.push(grid);
    }

    fn enter_cell(&mut self, element: &Element) {
        self.context = match self.grids.last_mut() {
            Some(Some(grid)) => Context::Cell(grid.begin_cell(element)),
            _ => Context::Flow,
        };
    }

    fn enter_item(&mut self, id: ElementId, element: &Element) {
        let mut inside = self.page.elements.iter().skip(id as usize + 1).take_while(|e| e.nodes.start < element.nodes.end);
        // Lists that number sections, and lists of panels, are no lists for a reader.
        if inside.any(|e| e.level > 0 || e.tag == Tag::Summary || (e.tag == Tag::Button && e.marks.has(Marks::OPENER))) {
            self.context = Context::Flow;
            self.list_depth = 0;
        } else {
            self.list_depth = self.list_depth.max(1);
            self.context = Context::Item { depth: self.list_depth, is_begun: false };
        }
    }

    /// A term is an item, its definition one below it; but a term with a long answer is a heading over running text.
    fn enter_definition(&mut self, id: ElementId, element: &Element) {
        let depth = self.list_depth.max(1);
        let is_long = |e: &Element| e.tag == Tag::Dd && e.weight.text > LONGEST_DEFINITION;
        let is_term = element.tag == Tag::Dt;
        let next = self.page.elements.iter().skip(id as usize + 1).find(|e| e.nodes.start >= element.nodes.end);
        if is_long(element) || (is_term && next.is_some_and(is_long)) {
            self.list_depth = 0;
            self.context = if is_term { Context::Heading(OPENER_LEVEL) } else { Context::Flow };
        } else {
            self.list_depth = if is_term { depth } else { depth.saturating_add(1) };
            self.context = Context::Item { depth: self.list_depth, is_begun: false };
        }
    }

    /// Leaves the elements that end before node `at`.
    fn leave_until(&mut self, at: u32) {
        while let Some(open) = self.open.pop_if(|o| o.end <= at) {
            if !open.had_link && !matches!(self.link, Link::None) && open.is_block {
                self.finish_link(at);
            }
            if open.is_block {
                self.end_block();
            }
            if open.is_table {
                self.grids.pop();
            }
            let begun = matches!(self.context, Context::Item { is_begun: true, .. });
            self.context = open.context;
            // An item whose words stand in a paragraph of its own is begun all the same.
            if let Context::Item { is_begun, .. } = &mut self.context
                && begun
                && !open.is_block
            {
                *is_begun = true;
            }
            self.list_depth = open.list_depth;
            // What was bold before may have ended within.
            self.bold = self.bold.min(open.bold);
            self.is_pre = open.is_pre;
        }
    }

    fn end_block(&mut self) {
        if self.block.take().is_some() {
            self.draft.end();
        }
        self.is_title = false;
        self.line = Line::default();
        self.space = false;
        self.breaks = 0;
    }

    /// A line break: a space, unless what was written so far is complete in itself.
    fn break_line(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 || self.is_title || self.line.is_complete() {
            let breaks = self.breaks;
            self.end_block();
            self.breaks = breaks;
        } else {
            self.space = true;
            self.line = Line::default();
        }
    }
}

/// Words.
impl Writer<'_> {
    fn write_text(&mut self, origin: Span, at: u32) {
        let words = self.source.get(origin.range()).unwrap_or_default();
        for piece in lines::pieces(words) {
            if piece.space {
                if self.is_pre {
                    for _ in 0..piece.breaks.min(2) {
                        self.break_line();
                    }
                }
                self.space = true;
            }
            if !piece.words.is_empty() {
                let start = origin.start() + piece.start;
                self.write_run(piece.words, Span::new(start, start + piece.words.len()), at);
            }
        }
    }

    fn write_words(&mut self, words: Span, origin: Span, at: u32) {
        let words = self.page.words.get(words.range()).unwrap_or_default();
        if words.chars().all(char::is_whitespace) {
            // A no-break space holds words together; at the start of a block it is only there to push them in.
            if self.block.is_none() || words.is_ascii() {
                self.space = true;
                return;
            }
        }
        self.write_run(words, origin, at);
    }

    /// Writes words without white space at either end.
    fn write_run(&mut self, words: &str, origin: Span, at: u32) {
        let (mut words, mut origin) = (words, origin);
        if matches!(self.block, Some(BlockKind::Heading { level: RUN_IN_LEVEL })) && self.bold == 0 {
            self.end_block();
            (words, origin) = cut_start(words, lines::after_mark(words), origin);
            if words.is_empty() {
                self.begin_block(at);
                return;
            }
        }
        let bullet = lines::bullet(words).filter(|_| self.line.is_empty());
        if let Some(bullet) = bullet
            && self.takes_bullet()
        {
            self.begin_fake_item(bullet.depth);
            (words, origin) = cut_start(words, &words[bullet.len..], origin);
        } else if self.block.is_none() {
            self.begin_block(at);
        }
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) {
            self.draft.space();
        }
        if let Link::Begun { target, .. } = self.link {
            self.draft.begin_link(self.page.words.get(target.range()).unwrap_or_default());
            self.link = Link::Open;
        }
        self.push(words, origin);
        self.line.add(words);
        self.breaks = 0;
    }

    fn push(&mut self, words: &str, origin: Span) {
        let is_same = self.source.get(origin.range()) == Some(words);
        let first = words.chars().next().map_or(0, char::len_utf8);
        if words.len() == origin.len() && !is_same && first < words.len() {
            // As long as its origin by chance: in two parts, so that it does not pass for the same bytes.
            self.draft.push(&words[..first], origin);
            self.draft.push(&words[first..], origin);
        } else {
            self.draft.push(words, origin);
        }
    }

    fn takes_bullet(&self) -> bool {
        matches!(self.context, Context::Flow | Context::Item { .. }) && !matches!(self.block, Some(BlockKind::Heading { .. }))
    }

    /// Begins an item that the page only draws as one; in a real item the bullet is a second one.
    fn begin_fake_item(&mut self, depth: u8) {
        self.end_block();
        let kind = match &mut self.context {
            Context::Item { depth, is_begun } => BlockKind::Item { depth: *depth, first: !std::mem::replace(is_begun, true) },
            _ => BlockKind::Item { depth, first: true },
        };
        self.block = Some(kind);
        self.draft.begin(kind);
    }

    fn begin_block(&mut self, at: u32) {
        let look = match self.context {
            Context::Flow | Context::Item { is_begun: false, .. } => self.look(at),
            _ => Look::Plain,
        };
        let kind = match &mut self.context {
            Context::Flow => match look {
                Look::Bold => BlockKind::Heading { level: BOLD_LEVEL },
                Look::RunIn => BlockKind::Heading { level: RUN_IN_LEVEL },
                Look::Plain => BlockKind::Paragraph,
            },
            Context::Heading(level) => BlockKind::Heading { level: *level },
            Context::Item { depth, is_begun } => BlockKind::Item { depth: *depth, first: !std::mem::replace(is_begun, true) },
            Context::Cell(place) => BlockKind::Cell { table: place.table, row: place.row, column: place.column, head: place.head },
        };
        self.block = Some(kind);
        self.draft.begin(kind);
        self.is_title = look == Look::Bold;
        if self.is_title && matches!(kind, BlockKind::Item { .. }) {
            self.draft.mark_title();
        }
    }

    /// How the line that begins at node `at` looks.
    fn look(&self, at: u32) -> Look {
        if self.bold == 0 {
            return Look::Plain;
        }
        let end = self.open.iter().rev().find(|o| o.is_block).map_or(u32::MAX, |o| o.end);
        let by_style = self.open.iter().filter(|o| o.is_bold);
        let bold = self.bold.saturating_sub(by_style.clone().count() as u32);
        let bold_until = by_style.map(|o| o.end).max().unwrap_or(0);
        looks::look(self.page, self.choice, self.source, Start { nodes: (at, end), bold, bold_until })
    }
}

/// The end of `words` that is `kept`, and where it stands when `words` stand at `origin`.
fn cut_start<'w>(words: &str, kept: &'w str, origin: Span) -> (&'w str, Span) {
    let is_linear = words.len() == origin.len();
    (kept, if is_linear { Span::new(origin.end() - kept.len(), origin.end()) } else { origin })
}

/// Links.
impl Writer<'_> {
    /// Ends the link; one without words of its own shows its picture's.
    fn finish_link(&mut self, at: u32) {
        if let Link::Begun { picture: Some((words, origin)), .. } = self.link {
            let words = self.page.words.get(words.range()).unwrap_or_default().trim();
            if !words.is_empty() {
                self.write_run(words, origin, at);
            }
        }
        self.end_link();
    }

    fn end_link(&mut self) {
        if matches!(self.link, Link::Open) {
            self.draft.end_link();
        }
        self.link = Link::None;
    }
}
