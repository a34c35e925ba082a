//! Rows of a table: cells between tabs or upright strokes.

use memchr::memchr2;
use std::ops::Range;

use super::entry::Entry;
use crate::document::{BlockKind, Draft};
use crate::text::{Span, count_words};

/// A head cell has at most so many words.
const MOST_HEAD_WORDS: usize = 12;

/// How the cells of a row are set apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Tab,
    Stroke,
}

/// Number of entries from the first of `entries` on that are rows of one table; 0 when they are none.
pub(super) fn rows(text: &str, entries: &[Entry]) -> usize {
    let Some(rule) = entries.first().and_then(|e| rule(text, e)) else { return 0 };
    let rows = entries.iter().take_while(|e| self::rule(text, e) == Some(rule)).count();
    if rows >= 2 { rows } else { 0 }
}

fn rule(text: &str, entry: &Entry) -> Option<Rule> {
    let words = &text[entry.words()][entry.numbered()..];
    if !entry.tab_before && memchr2(b'\t', b'|', words.as_bytes()).is_none() {
        return None;
    }
    if words.contains('\t') || entry.tab_before && entry.marker.is_none() && words.len() < 200 {
        return Some(Rule::Tab);
    }
    let strokes = words.bytes().take(4096).filter(|b| *b == b'|').count();
    (strokes >= 2).then_some(Rule::Stroke)
}

/// Writes rows as cells of table number `table`.
pub(super) fn write(draft: &mut Draft, text: &str, rows: &[Entry], table: u32) {
    let Some(rule) = rows.first().and_then(|e| rule(text, e)) else { return };
    let mark = if rule == Rule::Tab { '\t' } else { '|' };
    let rows: Vec<Vec<Range<usize>>> = rows.iter().map(|entry| cells(text, entry, mark)).collect();
    // The empty corner over the heads of the rows is lost when it makes a line of its own.
    let wide = rows.get(1..).unwrap_or_default().iter().map(Vec::len).max();
    let corner = u32::from(wide == rows.first().map(|head| head.len() + 1));
    for (row, cells) in (0..).zip(rows) {
        let short = |cell: &Range<usize>| count_words(&text[cell.clone()], MOST_HEAD_WORDS + 1) <= MOST_HEAD_WORDS;
        let head = row == 0 && cells.iter().all(short);
        let shift = if head { corner } else { 0 };
        for (column, cell) in (shift..).zip(cells) {
            draft.begin(BlockKind::Cell { table, row, column, head });
            draft.push(&text[cell.clone()], Span::new(cell.start, cell.end));
        }
    }
    draft.end();
}

fn cells(text: &str, entry: &Entry, mark: char) -> Vec<Range<usize>> {
    let range = entry.range();
    let mut at = if mark == '\t' && entry.tab_before { range.start.saturating_sub(1) } else { range.start };
    let words = &text[at..range.end];
    let words = if mark == '|' { words.trim_end_matches('|') } else { words };
    let skip = if mark == '|' { words.len() - words.trim_start_matches('|').len() } else { 0 };
    at += skip;
    words[skip..]
        .split(mark)
        .map(|cell| {
            let cell_range = at..at + cell.len();
            at += cell.len() + 1;
            cell_range
        })
        .collect()
}
