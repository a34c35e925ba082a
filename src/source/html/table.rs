//! Tables: which hold data and which only place things, and where each cell stands.

use super::marks::Marks;
use super::page::{Element, ElementId, Node, Page};
use super::tag::Tag;

/// A cell with more text than this, in a table without heads, is a column of a page.
const LONGEST_CELL: u32 = 1500;

/// The head of a column has no more bytes.
const LONGEST_LABEL: usize = 150;

/// Words that the heads of columns in policies are made of.
const LABELS: [&str; 22] = [
    "basis",
    "categor",
    "collect",
    "cookie",
    "data",
    "description",
    "disclos",
    "duration",
    "example",
    "expir",
    "information",
    "part",
    "period",
    "provider",
    "purpose",
    "reason",
    "recipient",
    "retention",
    "right",
    "source",
    "type",
    "use",
];

/// Columns beyond this count as the last one.
const MOST_COLUMNS: usize = 200;

/// Where a cell stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) head: bool,
}

/// A data table while its cells are read.
#[derive(Debug)]
pub(super) struct Grid {
    table: u32,
    /// Rows begun so far, those that a cell from above joins counted as one.
    rows: u32,
    column: usize,
    /// For each column, for how many rows from this one on a cell from above holds it.
    held: Vec<u16>,
    /// The same from the next row on.
    next: Vec<u16>,
    has_head: bool,
}

impl Grid {
    /// The grid of the table element `id`, numbered `table`; none when the table only places things.
    pub(super) fn new(page: &Page, source: &str, id: ElementId, table: u32) -> Option<Grid> {
        let shape = Shape::read(page, id);
        if shape.is_layout(page.elements.get(id as usize)?) {
            return None;
        }
        let has_head =
            shape.is_first_row_head || shape.first_row.is_some_and(|row| is_bold(page, source, row) || names_columns(page, source, row));
        Some(Grid { table, rows: 0, column: 0, held: Vec::new(), next: Vec::new(), has_head })
    }

    /// A row begins. A row that a cell from above reaches into is one with that cell's: the head of the one is the head of the other.
    pub(super) fn begin_row(&mut self) {
        std::mem::swap(&mut self.held, &mut self.next);
        self.next.clear();
        self.next.extend(self.held.iter().map(|rows| rows.saturating_sub(1)));
        if self.held.iter().all(|rows| *rows == 0) {
            self.rows += 1;
        }
        self.column = 0;
    }

    /// A cell begins.
    pub(super) fn begin_cell(&mut self, cell: &Element) -> Place {
        while self.held.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let column = self.column.min(MOST_COLUMNS);
        self.column = (column + usize::from(cell.colspan)).min(MOST_COLUMNS);
        if self.next.len() < self.column {
            self.next.resize(self.column, 0);
        }
        for rows in self.next.iter_mut().take(self.column).skip(column) {
            *rows = cell.rowspan - 1;
        }
        let row = self.rows.saturating_sub(1);
        let is_head = (row == 0 && self.has_head) || cell.tag == Tag::Th || cell.marks.has(Marks::ROW_HEAD);
        Place { table: self.table, row, column: column as u32, head: is_head }
    }
}

/// What a table is made of.
#[derive(Debug, Default)]
struct Shape {
    rows: u32,
    columns: u32,
    largest_cell: u32,
    first_row: Option<ElementId>,
    is_first_row_head: bool,
    has_table: bool,
    has_heading: bool,
    has_head_cell: bool,
}

impl Shape {
    fn read(page: &Page, id: ElementId) -> Shape {
        let mut shape = Shape::default();
        let Some(table) = page.elements.get(id as usize) else { return shape };
        let inside = page.elements.iter().enumerate().skip(id as usize + 1).take_while(|(_, e)| e.nodes.start < table.nodes.end);
        let mut cells = 0;
        let mut in_head = false;
        for (id, element) in inside {
            match element.tag {
                Tag::Table => {
                    shape.has_table = true;
                    return shape;
                }
                Tag::TableHead => in_head = true,
                Tag::Tr => {
                    shape.rows += 1;
                    cells = 0;
                    if shape.rows == 1 {
                        shape.first_row = Some(id as ElementId);
                        shape.is_first_row_head = true;
                    }
                }
                Tag::Td | Tag::Th => {
                    cells += u32::from(element.colspan);
                    shape.columns = shape.columns.max(cells);
                    shape.largest_cell = shape.largest_cell.max(element.weight.text);
                    shape.has_head_cell |= element.tag == Tag::Th;
                    if shape.rows == 1 {
                        // An empty corner over the heads of the rows does not spoil a row of heads.
                        shape.is_first_row_head &= in_head || element.tag == Tag::Th || element.weight.text == 0;
                    }
                }
                _ => shape.has_heading |= element.level > 0,
            }
        }
        shape.is_first_row_head &= in_head || shape.has_head_cell;
        shape
    }

    fn is_layout(&self, table: &Element) -> bool {
        let has_heads = self.has_head_cell || self.is_first_row_head;
        table.marks.has(Marks::LAYOUT)
            || self.has_table
            || self.columns < 2
            || self.rows < 2
            || (!has_heads && (self.has_heading || self.largest_cell > LONGEST_CELL))
    }
}

/// Whether a row without any mark of a head reads like one: short labels, most of them for what such tables list.
fn names_columns(page: &Page, source: &str, id: ElementId) -> bool {
    let Some(row) = page.elements.get(id as usize) else { return false };
    let inside = page.elements.iter().skip(id as usize + 1).take_while(|e| e.nodes.start < row.nodes.end);
    let mut labels = 0;
    let mut known = 0;
    for cell in inside.filter(|e| e.tag == Tag::Td) {
        let words = page.words_in(cell, source).to_lowercase();
        let words = words.trim();
        if words.is_empty() || words.len() > LONGEST_LABEL || words.ends_with(['.', ';', ',']) {
            return false;
        }
        labels += 1;
        known += usize::from(LABELS.iter().any(|label| words.contains(label)));
    }
    known * 2 >= labels && known > 0
}

/// Whether all words of an element are bold, and there are some.
fn is_bold(page: &Page, source: &str, id: ElementId) -> bool {
    let Some(element) = page.elements.get(id as usize) else { return false };
    let mut bold = 0_u32;
    let mut bold_until = 0;
    let mut has_words = false;
    for at in element.nodes.clone() {
        match page.nodes.get(at as usize) {
            Some(Node::Bold) => bold += 1,
            Some(Node::BoldEnd) => bold = bold.saturating_sub(1),
            Some(Node::Element(id)) => {
                if let Some(e) = page.elements.get(*id as usize)
                    && (e.marks.has(Marks::BOLD) || e.level > 0)
                {
                    bold_until = bold_until.max(e.nodes.end);
                }
            }
            Some(Node::Text(span)) if !source.get(span.range()).unwrap_or_default().trim().is_empty() => {
                if bold == 0 && at >= bold_until {
                    return false;
                }
                has_words = true;
            }
            _ => {}
        }
    }
    has_words
}
