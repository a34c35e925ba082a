//! Which blocks open sections, and which only look so.
//!
//! Formats lose markup: a heading becomes a bold paragraph, a short line, the first words of a paragraph, or a list item with nothing
//! but a title. Others use heading markup for emphasis. [`settle`] decides for each block; `items` for those of lists.

use super::Format;
use super::draft::{BOLD_LEVEL, Block, BlockKind, RUN_IN_LEVEL, UNMARKED_LEVEL};
use super::headings::{Style, begins_as_sentence, numbering, run_in, style};
use super::items::{Treatment, treat_items};
use crate::text::{Span, count_words, sentences};

/// A heading of more words than this is read as running text.
const MOST_WORDS: usize = 25;
/// So many short lines in a row may be headings of the text below them; more are a menu.
const MOST_IN_A_ROW: usize = 3;
/// Ranks within a level.
const STEP: u16 = 16;

/// What a run of words is in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Opens a section. A section of a smaller rank holds those of a greater.
    Heading {
        /// Rank in the tree, above 0.
        rank: u16,
    },
    /// Running text, list item or cell.
    Content(BlockKind),
    /// Sections of this rank and greater end; it has no words.
    Close {
        /// The rank.
        rank: u16,
    },
}

/// Decides the role of every block; one with a run-in head becomes two.
pub(crate) fn settle(text: &str, blocks: &[Block], format: Format) -> Vec<(Role, Span)> {
    let items = treat_items(text, blocks);
    let mut roles: Vec<Role> = blocks.iter().zip(&items).map(|(block, item)| role_of(text, block, *item)).collect();
    if format != Format::Text {
        promote(text, blocks, &mut roles);
    }
    let mut settled = split_run_ins(text, blocks, &items, &roles);
    read_letters(text, &mut settled);
    close_run_ins(&mut settled);
    settled
}

/// Ranks "I." after "H.", "V." after "U." and "X." after "W." as the letters they are, not as Roman numbers.
fn read_letters(text: &str, settled: &mut [(Role, Span)]) {
    let mut before: Option<(u8, u16)> = None;
    for (role, span) in settled {
        let Role::Heading { rank } = role else { continue };
        let [letter @ b'A'..=b'Z', b'.' | b')', ..] = text.as_bytes()[span.range()] else { continue };
        if let Some((last, same)) = before
            && last + 1 == letter
            && same / STEP == *rank / STEP
        {
            *rank = same;
        }
        before = Some((letter, *rank));
    }
}

/// The role of a block by itself.
fn role_of(text: &str, block: &Block, item: Treatment) -> Role {
    let words = &text[block.span.range()];
    match (block.kind, item) {
        (BlockKind::Heading { level }, _) if is_statement(words, level) => Role::Content(BlockKind::Paragraph),
        (BlockKind::Heading { level }, _) => Role::Heading { rank: rank(words, level) },
        (BlockKind::Item { depth, .. }, Treatment::Heading) => Role::Heading { rank: item_rank(depth) },
        (BlockKind::Item { .. }, Treatment::Prose) => Role::Content(BlockKind::Paragraph),
        (BlockKind::Item { depth, first }, Treatment::Raise(levels)) => {
            Role::Content(BlockKind::Item { depth: depth.saturating_sub(levels).max(1), first })
        }
        (kind, _) => Role::Content(kind),
    }
}

/// Rank of an item that is a heading.
fn item_rank(depth: u8) -> u16 {
    u16::from(RUN_IN_LEVEL + 1) * STEP + u16::from(depth)
}

/// Rank of a heading: its level, then its number. Of those that are headings by their looks, numbered ones hold those in capitals, and they the others.
fn rank(words: &str, level: u8) -> u16 {
    let number = numbering(words).map(|n| u16::from(n.depth));
    let within = match number {
        Some(depth) if level < BOLD_LEVEL => depth - 1,
        None if level < BOLD_LEVEL => 0,
        Some(depth) => depth.min(3),
        None if !words.contains(|c: char| c.is_lowercase()) => 4,
        None if words.ends_with(':') => 6,
        None => 5,
    };
    u16::from(level.max(1)) * STEP + within.min(STEP - 1)
}

/// Whether something marked as a heading says what a sentence says: it is too long, has several sentences, or, when only set in bold, is a full sentence.
fn is_statement(words: &str, level: u8) -> bool {
    let count = count_words(words, MOST_WORDS + 1);
    if count > MOST_WORDS {
        return true;
    }
    let body = &words[numbering(words).map_or(0, |n| n.length)..];
    let stopped = body.ends_with(['.', ';', ',', '!']);
    let full = |span: &Span| count_words(&body[span.range()], 4) == 4;
    if stopped && sentences(body, Span::new(0, body.len())).filter(full).take(2).count() == 2 {
        return true;
    }
    let subject = begins_as_sentence(body);
    level >= BOLD_LEVEL && (stopped && (count > 8 || subject && count > 4) || body.ends_with(':') && count > 8 || subject && count > 12)
}

/// Makes headings of short paragraphs over running text, from the last to the first, for a heading may stand over a heading.
fn promote(text: &str, blocks: &[Block], roles: &mut [Role]) {
    let mut row = 0;
    for i in (0..blocks.len().saturating_sub(1)).rev() {
        let next = (roles[i + 1], &text[blocks[i + 1].span.range()]);
        let words = &text[blocks[i].span.range()];
        let within = if blocks[i].kind == BlockKind::Paragraph { opens_section(words, next, row) } else { None };
        if let Some(within) = within {
            roles[i] = Role::Heading { rank: u16::from(UNMARKED_LEVEL) * STEP + within };
        }
        row = if within.is_some() { row + 1 } else { 0 };
    }
}

/// Whether an unmarked paragraph is the heading of what follows; its rank among such.
fn opens_section(words: &str, next: (Role, &str), row: usize) -> Option<u16> {
    let follows = match next.0 {
        Role::Content(BlockKind::Paragraph) => is_running(next.1),
        Role::Content(BlockKind::Item { .. }) => !words.ends_with(':'),
        Role::Content(BlockKind::Cell { .. }) => true,
        Role::Heading { rank } => rank >= u16::from(UNMARKED_LEVEL) * STEP && row < MOST_IN_A_ROW,
        Role::Content(BlockKind::Heading { .. }) | Role::Close { .. } => false,
    };
    if !follows {
        return None;
    }
    match style(words)? {
        Style::Numbered { depth } => Some(u16::from(depth.min(3))),
        Style::Capitals if words.len() > 3 => Some(4),
        Style::Title | Style::Question => Some(5),
        Style::Capitals | Style::Plain | Style::Colon => None,
    }
}

/// Whether `text` reads as running text: several words and a stop or colon.
fn is_running(text: &str) -> bool {
    let several = count_words(text, 7) == 7;
    several && (text.len() > 120 || text.ends_with(['.', ':', '!', '?', ';', ')', '”', '"']))
}

/// Sets heads that run into their paragraph or item apart. Below a heading that announces definitions, they are the terms defined.
fn split_run_ins(text: &str, blocks: &[Block], items: &[Treatment], roles: &[Role]) -> Vec<(Role, Span)> {
    let mut settled = Vec::with_capacity(blocks.len() + blocks.len() / 8);
    let mut defining = false;
    for ((block, item), role) in blocks.iter().zip(items).zip(roles) {
        let words = &text[block.span.range()];
        let split = match (role, item) {
            (Role::Heading { .. }, _) => {
                let lower = words.to_lowercase();
                defining = lower.contains("definition") || lower.contains("interpretation");
                None
            }
            (_, Treatment::RunIn { end, begin }) => Some((*end, *begin)),
            (Role::Content(BlockKind::Paragraph), _) if !defining => run_in(words, numbering(words).map_or(0, |n| n.length)),
            _ => None,
        };
        let Some((end, begin)) = split else {
            settled.push((*role, block.span));
            continue;
        };
        let (start, stop) = (block.span.start(), block.span.end());
        settled.push((Role::Heading { rank: run_in_rank(block.kind, &words[..end]) }, Span::new(start, start + end)));
        settled.push((Role::Content(BlockKind::Paragraph), Span::new(start + begin, stop)));
    }
    settled
}

/// Ends the section of a run-in head after its paragraph and list, where most such heads have one paragraph each.
fn close_run_ins(settled: &mut Vec<(Role, Span)>) {
    const RANK: u16 = RUN_IN_LEVEL as u16 * STEP;
    let is_head = |role: Role| matches!(role, Role::Heading { rank: RANK });
    let is_paragraph = |role: Role| role == Role::Content(BlockKind::Paragraph);
    // A head, its paragraph, and what comes next.
    let after = |w: &[(Role, Span)]| (is_head(w[0].0) && is_paragraph(w[1].0)).then_some(is_paragraph(w[2].0));
    let (single, more) = settled.windows(3).filter_map(after).fold((0, 0), |(s, m), p| if p { (s, m + 1) } else { (s + 1, m) });
    if more == 0 || single < more {
        return;
    }
    let mut closed = Vec::with_capacity(settled.len() + more);
    // Paragraphs since the last run-in head.
    let mut paragraphs = None;
    for (role, span) in settled.drain(..) {
        match role {
            Role::Heading { .. } => paragraphs = is_head(role).then_some(0),
            Role::Content(BlockKind::Paragraph) => {
                if paragraphs == Some(1) {
                    closed.push((Role::Close { rank: RANK }, Span::new(span.start(), span.start())));
                    paragraphs = None;
                }
                paragraphs = paragraphs.map(|n| n + 1);
            }
            _ => {}
        }
        closed.push((role, span));
    }
    *settled = closed;
}

/// Rank of a run-in head: a number puts it among the unmarked headings.
fn run_in_rank(kind: BlockKind, head: &str) -> u16 {
    match (kind, numbering(head)) {
        (BlockKind::Item { depth, .. }, _) => item_rank(depth),
        (_, Some(_)) => rank(head, UNMARKED_LEVEL),
        (_, None) => u16::from(RUN_IN_LEVEL) * STEP,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_sentences_are_statements() {
        assert!(is_statement("We do not sell your data.", 7));
        assert!(!is_statement("Information you give us.", 7));
        assert!(!is_statement("What data do we collect?", 7));
        assert!(is_statement("We share tasks here with others. You know that we care about it.", 2));
    }

    #[test]
    fn letters_are_told_from_roman_numbers() {
        let text = "H. Owls\nI. Crows\nJ. Jays\nI. Ibis";
        let heading = |start, end| (Role::Heading { rank: rank(&text[start..end], 2) }, Span::new(start, end));
        let mut settled = vec![heading(0, 7), heading(8, 16), heading(17, 24), heading(25, 32)];
        read_letters(text, &mut settled);
        assert_eq!(settled[0].0, settled[1].0);
        assert_eq!(settled[1].0, settled[2].0);
        assert_ne!(settled[2].0, settled[3].0);
    }

    #[test]
    fn numbers_and_capitals_give_ranks() {
        assert!(rank("2. Data", 2) < rank("2.1 Kinds", 2));
        assert!(rank("2. Data", 7) < rank("CHILDREN", 7));
        assert!(rank("CHILDREN", 7) < rank("Your Choices", 7));
        assert!(rank("Your Choices", 6) < rank("2. Data", 7));
    }
}
