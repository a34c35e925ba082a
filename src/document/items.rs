//! List items that are headings: titles over what follows, in lists that are the outline of the text.

use super::draft::{Block, BlockKind};
use super::headings::{MOST_WORDS_UNMARKED, Style, numbering, run_in, style};
use super::lists::introduces;
use crate::text::{Span, count_words, sentences};

/// An item with a title is a section only with so many bytes below the title.
const SECTION_LENGTH: usize = 150;
/// The end of a paragraph that is looked at for a lead-in.
const TAIL: usize = 400;

/// What becomes of a block of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// It stays what it is.
    Keep,
    /// It is a heading.
    Heading,
    /// Its first words are a heading that ends at `end`; the rest begins at `begin`.
    RunIn {
        /// Byte after the head, in the block.
        end: usize,
        /// First byte of the rest, in the block.
        begin: usize,
    },
    /// It is a further paragraph of an item that is a heading.
    Prose,
    /// So many items around it are headings, and it rises by as much.
    Raise(u8),
}

/// Decides for every block; those that are no items are kept.
pub(crate) fn treat_items(text: &str, blocks: &[Block]) -> Vec<Treatment> {
    let mut treatments = vec![Treatment::Keep; blocks.len()];
    let is_item = |block: &Block| matches!(block.kind, BlockKind::Item { .. });
    let mut i = 0;
    while i < blocks.len() {
        let end = i + blocks[i..].iter().take_while(|b| is_item(b)).count();
        if end == i {
            i += 1;
            continue;
        }
        if !is_introduced(text, blocks, i) {
            treat_list(text, &blocks[i..end], &mut treatments[i..end]);
        }
        if is_title_before_text(text, blocks, end - 1) {
            treatments[end - 1] = Treatment::Heading;
        }
        i = end;
    }
    treatments
}

/// Whether the words before block `i` lead into it.
fn is_introduced(text: &str, blocks: &[Block], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|j| blocks[j]) else { return false };
    if matches!(before.kind, BlockKind::Cell { .. }) {
        return false;
    }
    let mut start = before.span.end().saturating_sub(TAIL).max(before.span.start());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    sentences(text, Span::new(start, before.span.end())).last().is_some_and(|s| introduces(&text[s.range()]))
}

/// Finds the headings of a list that nothing leads into.
fn treat_list(text: &str, blocks: &[Block], treatments: &mut [Treatment]) {
    let ends = item_ends(blocks);
    // The items around: depth, whether a heading, and how many headings up to it.
    let mut around: Vec<(u8, bool, u8)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let BlockKind::Item { depth, first } = block.kind else { continue };
        while around.last().is_some_and(|(d, ..)| *d > depth || first && *d == depth) {
            around.pop();
        }
        let above = around.last().map_or((true, 0), |(_, heading, count)| (*heading, *count));
        if !first && around.last().is_some_and(|(d, ..)| *d == depth) {
            treatments[i] = if above.0 { Treatment::Prose } else { Treatment::Raise(above.1) };
            continue;
        }
        let body = blocks[i..ends[i]].last().map_or(0, |last| last.span.end() - block.span.end());
        let heading = if above.0 { head_of(text, block, body) } else { None };
        treatments[i] = heading.unwrap_or(Treatment::Raise(above.1));
        around.push((depth, heading.is_some(), above.1.saturating_add(u8::from(heading.is_some()))));
    }
}

/// For each block, the one after the last of its item.
fn item_ends(blocks: &[Block]) -> Vec<usize> {
    let mut ends = vec![blocks.len(); blocks.len()];
    let mut following: Vec<(u8, usize)> = Vec::new();
    for (i, block) in blocks.iter().enumerate().rev() {
        let BlockKind::Item { depth, first } = block.kind else { continue };
        while following.last().is_some_and(|(d, _)| *d > depth) {
            following.pop();
        }
        ends[i] = following.last().map_or(blocks.len(), |(_, next)| *next);
        if first {
            if following.last().is_some_and(|(d, _)| *d == depth) {
                following.pop();
            }
            following.push((depth, i));
        }
    }
    ends
}

/// The heading an item begins with, when `below` bytes stand below it.
fn head_of(text: &str, block: &Block, below: usize) -> Option<Treatment> {
    let words = &text[block.span.range()];
    let bare = words.trim_end_matches('.');
    if below >= SECTION_LENGTH
        && words.len() < 120
        && (block.title || matches!(style(bare), Some(Style::Title | Style::Capitals | Style::Question)))
    {
        return Some(Treatment::Heading);
    }
    let (end, begin) = run_in(words, numbering(words).map_or(0, |n| n.length))?;
    (words.len() - begin + below >= SECTION_LENGTH).then_some(Treatment::RunIn { end, begin })
}

/// Whether item `i`, the last of its list, is nothing but a title over the paragraphs after the list. A bold one is, unless it stands in a list of
/// such; one without bold only when it stands alone.
fn is_title_before_text(text: &str, blocks: &[Block], i: usize) -> bool {
    let words = &text[blocks[i].span.range()];
    let BlockKind::Item { depth, first: true } = blocks[i].kind else { return false };
    let over_text = blocks.get(i + 1).is_some_and(|b| b.kind == BlockKind::Paragraph);
    if !over_text || words.len() > 120 || count_words(words, MOST_WORDS_UNMARKED + 1) > MOST_WORDS_UNMARKED {
        return false;
    }
    let before = i.checked_sub(1).map(|j| blocks[j].kind);
    if blocks[i].title {
        return !matches!(before, Some(BlockKind::Item { depth: d, .. }) if d == depth);
    }
    let alone = !matches!(before, Some(BlockKind::Item { .. }));
    alone && !is_introduced(text, blocks, i) && style(words).is_some_and(|s| !matches!(s, Style::Numbered { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;

    fn treated(blocks: &[(u8, bool, &str)]) -> Vec<Treatment> {
        let mut draft = Draft::default();
        for (depth, first, words) in blocks {
            draft.begin(BlockKind::Item { depth: *depth, first: *first });
            draft.push(words, Span::new(0, words.len()));
        }
        draft.end();
        treat_items(&draft.text, &draft.blocks)
    }

    #[test]
    fn lists_that_are_the_outline_become_sections() {
        let long = "We keep what you give us and what we gather while you crack nuts with us. ".repeat(3);
        let titled = format!("Log Files. {long}");
        let got = treated(&[(1, true, "Data We Keep"), (2, true, &titled), (2, true, "nuts"), (1, true, "Short"), (1, false, "too short")]);
        assert_eq!(got[0], Treatment::Heading);
        assert_eq!(got[1], Treatment::RunIn { end: 10, begin: 11 });
        assert_eq!(got[2], Treatment::Raise(1));
        assert_eq!(got[3], Treatment::Raise(0));
    }
}
