//! What looks like a heading: numbering, capitals, titles, questions, and heads that run into their paragraph.

use memchr::memchr;

use crate::text::{WordSet, count_words};

/// A head without a mark after it has at most so many words.
const MOST_GLUED_WORDS: usize = 8;

/// A short line of more words than this is no heading unless marked as one.
pub(crate) const MOST_WORDS_UNMARKED: usize = 12;

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
    let words = words.strip_suffix('-').filter(|w| w.ends_with(' ')).map_or(words, str::trim_end);
    let last = words.chars().next_back()?;
    let count = count_words(words, MOST_WORDS_UNMARKED + 1);
    let bare = words.trim_end_matches('.');
    let stopped =
        last == '.' && !ends_dotted(words) && (begins_as_sentence(bare) || !bare.starts_with(char::is_uppercase) || !is_capitalised(bare));
    if count > MOST_WORDS_UNMARKED || stopped || matches!(last, ',' | ';' | '!' | '-' | '–' | '—' | '|' | '/' | '"' | '”') || is_data(words)
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

/// Whether the last stop belongs to a word: "U.S.", "Inc.".
fn ends_dotted(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
    last.len() >= 2 && (last.split('.').all(|part| part.len() == 1) || ["Inc", "Ltd", "Corp"].contains(&last))
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
    let (mut digits, mut letters, mut marks) = (0, 0, false);
    for byte in words.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
            0xC3..=0xDF => letters += 1,
            b'@' | b'/' => marks = true,
            _ => {}
        }
    }
    if letters < 3 || digits * 2 > letters || words.contains("www.") || words.contains('©') {
        return true;
    }
    if marks && words.split_whitespace().any(|w| w.contains('@') || w.contains("://")) {
        return true;
    }
    digits >= 4 && {
        let lower = words.to_ascii_lowercase();
        ["dated", "effective", "modified", "revis"].iter().any(|w| lower.contains(w))
    }
}

/// Words that sentences begin with, and titles and points of a list seldom do.
const SUBJECTS: WordSet<27> = WordSet::new([
    "all", "although", "any", "as", "by", "each", "for", "however", "i", "if", "in", "it", "once", "our", "please", "some", "such", "the",
    "there", "these", "they", "this", "unless", "we", "when", "while", "you",
]);

/// Whether the first word is one that sentences begin with.
pub(crate) fn begins_as_sentence(words: &str) -> bool {
    let length = words.bytes().take(9).take_while(u8::is_ascii_alphabetic).count();
    SUBJECTS.contains(&words.as_bytes()[..length])
}

/// Where a run-in head ends and the text it heads begins: "Cookies - We use …", "Log Data: When you …", "1. Information. We …", and without
/// a mark "Data Security We guard …". `numbered` is the length of the number before it.
pub(crate) fn run_in(words: &str, numbered: usize) -> Option<(usize, usize)> {
    let window = words.as_bytes().get(numbered..words.len().min(numbered + 120))?;
    if window.first().is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let Some((end, begin)) = find_mark(window) else {
        return glued(words, numbered);
    };
    let (head, body) = (words.get(..numbered + end)?.trim_end(), words.get(numbered + begin..)?);
    let body = body.trim_start();
    let found = is_head(&head[numbered..], numbered > 0) && is_body(body);
    if found { Some((head.len(), words.len() - body.len())) } else { glued(words, numbered) }
}

/// The first mark that may set a head off, unless more words stand before it than a head has.
fn find_mark(window: &[u8]) -> Option<(usize, usize)> {
    let mut spaces = 0;
    for (i, byte) in window.iter().enumerate().skip(1) {
        match byte {
            b' ' if spaces == MOST_WORDS_UNMARKED => return None,
            b' ' => spaces += 1,
            b':' | b'.' | b'?' | b'-' | 0xE2 => {
                if let Some(mark) = mark_at(window, i) {
                    return Some(mark);
                }
            }
            _ => {}
        }
    }
    None
}

/// The mark at `i`: where the head ends, a stop or colon included, and where the mark ends.
fn mark_at(window: &[u8], i: usize) -> Option<(usize, usize)> {
    let next = window.get(i + 1);
    let length = match window[i] {
        b':' if next.is_some_and(|b| *b == b' ' || *b == 0xC2) => 1,
        b'.' | b'?' if next == Some(&b' ') => 1,
        b'-' if window[i - 1] == b' ' && next == Some(&b' ') => 1,
        0xE2 if window[i - 1] == b' ' && (window[i..].starts_with("–".as_bytes()) || window[i..].starts_with("—".as_bytes())) => 3,
        _ => return None,
    };
    Some((i + usize::from(matches!(window[i], b'.' | b'?' | b':')), i + length))
}

/// A head that lost what set it off: capitalised words, then a sentence that begins with "We", "If" and the like.
fn glued(words: &str, numbered: usize) -> Option<(usize, usize)> {
    if begins_as_sentence(&words[numbered..]) {
        return None;
    }
    let mut at = numbered;
    for count in 0..=MOST_GLUED_WORDS {
        let rest = words.get(at..)?;
        let length = memchr(b' ', rest.as_bytes())?;
        let (word, after) = rest.split_at(length);
        let begins =
            matches!(word, "We" | "You" | "If" | "When" | "In" | "The" | "This" | "These" | "Our" | "Please" | "Upon" | "To" | "As" | "By");
        if count > 0 && begins && after[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
            let head = words[..at].trim_end();
            let bare = &head[numbered..];
            let (capital, lower) = case_of_words(bare);
            let found = capital > lower && matches!(style(bare), Some(Style::Title | Style::Capitals)) && count_words(rest, 10) == 10;
            return found.then_some((head.len(), at));
        }
        if word.ends_with([',', ';', '.', ':', '?']) {
            return None;
        }
        at += length + 1;
    }
    None
}

fn is_head(head: &str, numbered: bool) -> bool {
    let bare = head.trim_end_matches(['.', ':', '?']);
    let count = count_words(bare, MOST_WORDS_UNMARKED + 1);
    if count == 0 || count > MOST_WORDS_UNMARKED || !bare.starts_with(char::is_uppercase) || is_label(bare) {
        return false;
    }
    let looks = style(bare);
    match head.chars().next_back() {
        Some('?') => numbered || matches!(looks, Some(Style::Title)),
        Some('.') => {
            count <= 6
                && (matches!(looks, Some(Style::Capitals))
                    || (is_capitalised(bare) || numbered && !begins_as_sentence(bare)) && looks.is_some())
                && bare.len() > 4
                && (numbered || !is_name_end(bare))
        }
        _ => {
            matches!(looks, Some(Style::Title | Style::Capitals))
                || (count <= 3 || numbered) && looks.is_some() && !begins_as_sentence(bare)
        }
    }
}

/// Whether every word is capitalised that a title capitalises.
fn is_capitalised(head: &str) -> bool {
    const SMALL: &[&str] = &["from", "with", "about", "into", "your", "their"];
    head.split_whitespace().filter(|w| w.len() > 3 && !SMALL.contains(w)).all(|w| !w.starts_with(|c: char| c.is_lowercase()))
}

/// Words before a colon that label data or lead into an example.
pub(crate) fn is_label(head: &str) -> bool {
    const LABELS: &[&str] = &[
        "note",
        "please note",
        "for example",
        "example",
        "examples",
        "important",
        "updated",
        "last updated",
        "effective date",
        "effective",
        "address",
        "email",
        "e-mail",
        "phone",
        "telephone",
        "tel",
        "fax",
        "attn",
        "attention",
        "website",
        "web",
        "mail",
        "by mail",
        "by email",
        "by phone",
        "last modified",
        "date",
        "version",
        "www",
        "http",
        "https",
        "email address",
        "postal address",
        "mailing address",
        "warning",
        "e.g",
    ];
    const DATES: &[&str] = &["updated", "effective", "modified", "revised", "published", "posted", "date", "reviewed"];
    let last = head.rsplit(' ').next().unwrap_or_default();
    LABELS.iter().any(|l| l.eq_ignore_ascii_case(head)) || DATES.iter().any(|d| d.eq_ignore_ascii_case(last))
}

/// "Inc", "Ltd": the stop belongs to a name.
fn is_name_end(head: &str) -> bool {
    let last = head.rsplit(' ').next().unwrap_or_default();
    ends_dotted(last)
        || last.len() <= 4
            && ["inc", "ltd", "corp", "co", "llc", "plc", "gmbh", "u.s", "no", "st", "mr", "mrs", "dr"]
                .iter()
                .any(|n| n.eq_ignore_ascii_case(last))
}

fn is_body(body: &str) -> bool {
    let first = body.trim_start_matches(['"', '“', '\'', '‘', '(']).chars().next();
    first.is_some_and(|c| c.is_uppercase()) && count_words(body, 5) == 5
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
    fn run_in_heads_are_found() {
        let split = |t: &'static str| run_in(t, 0).map(|(end, begin)| (&t[..end], &t[begin..]));
        assert_eq!(split("Cookies - We use small files to do that."), Some(("Cookies", "We use small files to do that.")));
        assert_eq!(split("Log Data: When you visit we keep logs."), Some(("Log Data:", "When you visit we keep logs.")));
        assert_eq!(split("Security. We guard all your nuts well."), Some(("Security.", "We guard all your nuts well.")));
        assert_eq!(split("We keep logs. You may ask us for them."), None);
        assert_eq!(split("Please note: We keep your logs for long."), None);
        assert_eq!(split("Acorn Inc. The nuts that we sell are good."), None);
        assert_eq!(
            split("Nut Security We guard all your nuts in trees that are very high."),
            Some(("Nut Security", "We guard all your nuts in trees that are very high."))
        );
        assert_eq!(split("Acorn and Birch sell all the nuts you want. If you agree we go on."), None);
        assert_eq!(run_in("1. What is kept? All nuts are kept by us.", 3).map(|(e, _)| e), Some("1. What is kept?".len()));
    }
}
