//! What looks like a heading: numbering, capitals, titles, questions; and which blocks open sections.
//!
//! Formats lose markup: a heading becomes a bold paragraph, a short line, or a list item with nothing but a title. Others use heading markup
//! for emphasis. [`settle`] decides for each block.

use super::draft::{BOLD_LEVEL, Block, BlockKind, RUN_IN_LEVEL, UNMARKED_LEVEL};
use crate::text::sentences;

/// A heading of more words than this is read as running text.
const MOST_WORDS: usize = 25;
/// A short line of more words than this is no heading unless marked as one.
const MOST_WORDS_UNMARKED: usize = 12;
/// So many short lines in a row may be headings of the text below them; more are a menu.
const MOST_IN_A_ROW: usize = 3;

/// A block whose role in the outline is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Opens a section. A section of a smaller rank holds those of a greater.
    Heading {
        /// Rank in the tree.
        rank: u16,
    },
    /// Running text, list item or cell, as the reader said.
    Content(BlockKind),
}

/// Numbers and letters before a heading or point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// How deep it reaches: "2." is 1, "2.1" is 2, "A." is 2, "(a)" is 3.
    pub(crate) depth: u8,
    /// Length in bytes, white space after it included.
    pub(crate) length: usize,
}

/// The number before a heading, if there is one: "2.", "2.1", "IV.", "A.", "(a)", "Section 5".
pub(crate) fn numbering(text: &str) -> Option<Numbering> {
    let named = ["section ", "article ", "part ", "chapter ", "clause ", "§ ", "§"];
    for name in named {
        if let Some(head) = text.get(..name.len())
            && head.eq_ignore_ascii_case(name)
        {
            let number = digits(&text.as_bytes()[name.len()..]);
            return (number > 0).then(|| Numbering { depth: 1, length: with_space(text, name.len() + number) });
        }
    }
    decimal(text).or_else(|| letter(text))
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// "2.", "2)", "2.1", "2.1.": at most three digits a part.
fn decimal(text: &str) -> Option<Numbering> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0u8);
    loop {
        let part = digits(&bytes[at..]);
        if part == 0 || part > 3 || depth > 6 {
            break;
        }
        (at, depth) = (at + part, depth + 1);
        if bytes.get(at) != Some(&b'.') || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += 1;
    }
    let marked = matches!(bytes.get(at), Some(b'.' | b')' | b':'));
    if depth == 0 || depth == 1 && !marked {
        return None;
    }
    let at = at + usize::from(marked);
    let follows = text.get(at..).and_then(|rest| rest.chars().next())?;
    (follows.is_whitespace() || follows.is_alphabetic()).then(|| Numbering { depth, length: with_space(text, at) })
}

/// "IV.", "A.", "a)", "(b)", "(iv)".
fn letter(text: &str) -> Option<Numbering> {
    let bytes = text.as_bytes();
    let open = usize::from(bytes.first() == Some(&b'('));
    let word = bytes[open..].iter().take(5).take_while(|b| b.is_ascii_alphanumeric()).count();
    let (name, at) = (&bytes[open..open + word], open + word);
    let closed = match bytes.get(at)? {
        b'.' => open == 0,
        b')' => true,
        _ => false,
    };
    if !closed || !bytes.get(at + 1).is_some_and(|b| b.is_ascii_whitespace() || *b == 0xC2) {
        return None;
    }
    let roman = !name.is_empty() && name.iter().all(|b| matches!(b.to_ascii_uppercase(), b'I' | b'V' | b'X'));
    let upper = name.iter().all(u8::is_ascii_uppercase);
    let depth = match (roman, upper) {
        (true, true) if open == 0 => 1,
        (_, true) if name.len() == 1 && open == 0 => 2,
        (true, _) => 3,
        _ if name.len() == 1 || name.iter().all(u8::is_ascii_digit) && !name.is_empty() => 3,
        _ => return None,
    };
    Some(Numbering { depth, length: with_space(text, at + 1) })
}

fn with_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')')).len()
}

/// How a short line that may be a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// With a number before it.
    Numbered {
        /// Depth of the number.
        depth: u8,
    },
    /// In capitals.
    Capitals,
    /// Most words begin with a capital.
    Title,
    /// As a sentence without a stop.
    Plain,
    /// As a question.
    Question,
    /// With a colon at its end.
    Colon,
}

/// How `text` is written if, by itself, it may be a heading; none when it is a sentence, an address, a date, a number or too long.
pub(crate) fn style(text: &str) -> Option<Style> {
    if text.len() > 160 {
        return None;
    }
    let number = numbering(text);
    let words = text[number.map_or(0, |n| n.length)..].trim();
    let last = words.chars().next_back()?;
    let count = words.split_whitespace().count();
    if count > MOST_WORDS_UNMARKED || matches!(last, '.' | ',' | ';' | '!' | '-' | '–' | '—' | '|' | '/' | '"' | '”') || is_data(words)
    {
        return None;
    }
    let (capital, lower) = case_of_words(words);
    if !words.chars().find(|c| c.is_alphanumeric())?.is_uppercase() && number.is_none() {
        return None;
    }
    Some(match number {
        _ if last == '?' => Style::Question,
        Some(number) => Style::Numbered { depth: number.depth },
        None if last == ':' => Style::Colon,
        None if !words.contains(|c: char| c.is_lowercase()) => Style::Capitals,
        None if lower < capital => Style::Title,
        None => Style::Plain,
    })
}

/// Of the words that a title capitalises, how many begin with a capital and how many do not.
fn case_of_words(words: &str) -> (usize, usize) {
    let (mut capital, mut lower) = (0, 0);
    for word in words.split_whitespace().filter(|w| w.len() > 3) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_uppercase() => capital += 1,
            Some(_) => lower += 1,
            None => {}
        }
    }
    (capital, lower)
}

/// Whether it is data rather than words: an address of mail or web, a date line, mostly digits.
fn is_data(words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let lower = words.to_ascii_lowercase();
    letters < 3
        || digits * 2 > letters
        || (digits >= 4
            && (lower.contains("dated") || lower.contains("effective") || lower.contains("modified") || lower.contains("revis")))
        || words.split_whitespace().any(|w| w.contains('@') || w.contains("://") || w.starts_with("www."))
        || words.contains('©')
}

/// Whether `text` reads as running text: several words and a stop or colon.
pub(crate) fn is_running(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let several = words.by_ref().take(7).count() == 7;
    several && (text.len() > 120 || text.trim_end().ends_with(['.', ':', '!', '?', ';', ')', '”', '"']))
}

/// Decides the role of every block.
pub(crate) fn settle(text: &str, blocks: &[Block]) -> Vec<Role> {
    let mut roles: Vec<Role> = blocks.iter().map(|block| role_of(text, block)).collect();
    let mut row = 0;
    for i in (0..blocks.len().saturating_sub(1)).rev() {
        let words = &text[blocks[i].span.range()];
        let next = (&roles[i + 1], &text[blocks[i + 1].span.range()]);
        let rank = match blocks[i].kind {
            BlockKind::Paragraph => opens_section(words, next, row).map(|depth| u16::from(UNMARKED_LEVEL) * 16 + depth),
            BlockKind::Item { depth, first: true } if is_title_item(text, blocks, i) => {
                Some(u16::from(RUN_IN_LEVEL + 1) * 16 + u16::from(depth))
            }
            _ => None,
        };
        if let Some(rank) = rank {
            roles[i] = Role::Heading { rank };
            row += 1;
        } else {
            row = 0;
        }
    }
    roles
}

/// The role of a block by itself.
fn role_of(text: &str, block: &Block) -> Role {
    let words = &text[block.span.range()];
    match block.kind {
        BlockKind::Heading { level } if is_statement(words, level) => Role::Content(BlockKind::Paragraph),
        BlockKind::Heading { level } => Role::Heading { rank: rank(words, level) },
        kind => Role::Content(kind),
    }
}

/// Rank of a marked heading: its level, then its number. In level 7 (bold paragraphs) numbered ones hold those in capitals, and they the others.
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
    u16::from(level) * 16 + within.min(15)
}

/// Whether something marked as a heading says what a sentence says: it is too long, has several sentences, or, when only set in bold, is a full sentence.
fn is_statement(words: &str, level: u8) -> bool {
    let count = words.split_whitespace().take(MOST_WORDS + 1).count();
    if count > MOST_WORDS {
        return true;
    }
    let body = &words[numbering(words).map_or(0, |n| n.length)..];
    let whole = crate::text::Span::new(0, body.len());
    let full = sentences(body, whole).filter(|s| body[s.range()].split_whitespace().count() >= 4).count();
    let stopped = body.ends_with(['.', ';', ',', '!']);
    if full >= 2 && stopped {
        return true;
    }
    let subject = body
        .split_whitespace()
        .next()
        .is_some_and(|w| ["we", "you", "if", "this", "these", "the", "our", "please", "by"].contains(&w.to_ascii_lowercase().as_str()));
    level >= BOLD_LEVEL && (stopped && (count > 8 || subject && count > 4) || body.ends_with(':') && count > 8 || subject && count > 12)
}

/// Whether an unmarked paragraph is the heading of what follows; its depth below other unmarked ones.
fn opens_section(words: &str, next: (&Role, &str), row: usize) -> Option<u16> {
    let follows = match next.0 {
        Role::Content(BlockKind::Paragraph) => is_running(next.1),
        Role::Content(BlockKind::Item { .. }) => !words.ends_with(':'),
        Role::Content(BlockKind::Cell { .. }) => true,
        Role::Heading { rank } => (*rank >= u16::from(UNMARKED_LEVEL) * 16) && row < MOST_IN_A_ROW,
        Role::Content(BlockKind::Heading { .. }) => false,
    };
    if !follows {
        return None;
    }
    match style(words)? {
        Style::Numbered { depth } => Some(u16::from(depth)),
        Style::Capitals if words.len() > 3 => Some(4),
        Style::Title => Some(5),
        Style::Question => Some(5),
        Style::Capitals | Style::Plain | Style::Colon => None,
    }
}

/// Whether item `i` is nothing but a title over the paragraphs that follow. A bold one is, unless it stands in a list of such; one without bold only when it stands alone.
fn is_title_item(text: &str, blocks: &[Block], i: usize) -> bool {
    let words = &text[blocks[i].span.range()];
    let BlockKind::Item { depth, .. } = blocks[i].kind else { return false };
    if blocks.get(i + 1).is_none_or(|b| b.kind != BlockKind::Paragraph) || words.split_whitespace().count() > MOST_WORDS_UNMARKED {
        return false;
    }
    let before = i.checked_sub(1).map(|j| blocks[j].kind);
    if blocks[i].title {
        return !matches!(before, Some(BlockKind::Item { depth: d, .. }) if d == depth);
    }
    let alone = !matches!(before, Some(BlockKind::Item { .. }));
    let introduced = i.checked_sub(1).is_some_and(|j| text[blocks[j].span.range()].ends_with(':'));
    alone && !introduced && matches!(style(words), Some(Style::Title | Style::Capitals | Style::Question | Style::Plain | Style::Colon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let depth = |t: &str| numbering(t).map(|n| n.depth);
        assert_eq!(depth("2. Data"), Some(1));
        assert_eq!(depth("2.1 Kinds"), Some(2));
        assert_eq!(depth("2.1.4. Kinds"), Some(3));
        assert_eq!(depth("IV. RIGHTS"), Some(1));
        assert_eq!(depth("B. Rights"), Some(2));
        assert_eq!(depth("(b) Rights"), Some(3));
        assert_eq!(depth("Section 5: Rights"), Some(1));
        assert_eq!(depth("5 ways"), None);
        assert_eq!(depth("2019 was"), None);
        assert_eq!(depth("Also. Then"), None);
        assert_eq!(numbering("2.1  Kinds").map(|n| n.length), Some(5));
    }

    #[test]
    fn styles_are_told_apart() {
        assert_eq!(style("CHILDREN"), Some(Style::Capitals));
        assert_eq!(style("Your Choices and Rights"), Some(Style::Title));
        assert_eq!(style("Information you give us"), Some(Style::Plain));
        assert_eq!(style("Who are we?"), Some(Style::Question));
        assert_eq!(style("General Browsing:"), Some(Style::Colon));
        assert_eq!(style("3. How we use data"), Some(Style::Numbered { depth: 1 }));
        assert_eq!(style("We keep logs."), None);
        assert_eq!(style("privacy@acorn.example"), None);
        assert_eq!(style("Effective: 1 May 2020"), None);
        assert_eq!(style("for details"), None);
    }

    #[test]
    fn bold_sentences_are_statements() {
        assert!(is_statement("We do not sell your data.", 7));
        assert!(!is_statement("Information you give us.", 7));
        assert!(!is_statement("What data do we collect?", 7));
        assert!(is_statement("We share tasks here with others. You know that we care about it.", 2));
    }
}
