//! What an entry looks like by itself: its words, its ending, a run-in head, an address.

use memchr::{memchr, memchr3_iter};

use crate::document::headings::{Style, begins_as_sentence, style};
use crate::text::{WordSet, count_words};

/// Words are counted up to here; no list or heading has more.
pub(super) const MOST_COUNTED: usize = 45;

/// An entry of more bytes than this is taken to have as many without counting.
const LONG: usize = 360;

/// What the composer asks of an entry, looked up once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Number of words, [`MOST_COUNTED`] at most.
    pub(super) words: u16,
    /// Its last character.
    pub(super) last: char,
    /// How it is written, if it may be a heading.
    pub(super) style: Option<Style>,
    /// Whether it begins with a small letter.
    pub(super) small: bool,
    /// Whether it begins with a pronoun or article, as sentences do.
    pub(super) subject: bool,
    /// Whether it begins with a label: "Essential cookies: needed to …".
    pub(super) labelled: bool,
    /// Whether it is a line of a postal address.
    pub(super) postal: bool,
    /// Whether it holds more than one sentence.
    pub(super) several: bool,
}

impl Look {
    pub(super) fn new(words: &str) -> Look {
        let first = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let count = if words.len() > LONG { MOST_COUNTED } else { count_words(words, MOST_COUNTED) };
        Look {
            words: count as u16,
            last: words.chars().next_back().unwrap_or(' '),
            style: style(words),
            small: first.starts_with(char::is_lowercase),
            subject: begins_as_sentence(first),
            labelled: is_labelled(words),
            postal: is_postal(words),
            several: count == MOST_COUNTED || has_inner_stop(words),
        }
    }

    /// Whether it ends as a sentence does.
    pub(super) fn stopped(&self) -> bool {
        matches!(self.last, '.' | '!' | '?' | '…' | '”' | '"' | ')')
    }

    /// Whether it reads as running text.
    pub(super) fn is_running(&self) -> bool {
        let sentence = self.words >= 7 && (self.stopped() || self.last == ';') || self.words >= 4 && matches!(self.last, '.' | ':');
        self.words >= 25 || sentence || self.subject && self.words >= 10
    }
}

/// Whether a few words and a colon stand before others.
fn is_labelled(words: &str) -> bool {
    let head = &words.as_bytes()[..words.len().min(70)];
    memchr(b':', head).is_some_and(|colon| {
        let spaces = head[..colon].iter().filter(|b| **b == b' ').count();
        colon > 1 && spaces < 8 && head.get(colon + 1) == Some(&b' ') && !head[..colon].contains(&b',')
    })
}

/// Whether a stop followed by a capital stands inside, and not after a short word such as "Inc".
fn has_inner_stop(words: &str) -> bool {
    let bytes = words.as_bytes();
    let long = |end: usize| end >= 4 && bytes[end - 4..end].iter().all(u8::is_ascii_lowercase);
    let opens = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_uppercase() || *b >= 0x80);
    memchr3_iter(b'.', b'?', b'!', bytes)
        .any(|i| bytes.get(i + 1).is_some_and(u8::is_ascii_whitespace) && opens(bytes.get(i + 2)) && long(i))
}

/// Words of streets.
const STREETS: WordSet<26> = WordSet::new([
    "ave", "avenue", "blvd", "box", "court", "dr", "drive", "floor", "highway", "house", "hwy", "lane", "parkway", "pkwy", "plaza", "rd",
    "road", "rue", "square", "st", "ste", "strasse", "street", "suite", "via", "way",
]);

/// Whether a line is part of a postal address: a street with a number, a box, a post code.
fn is_postal(words: &str) -> bool {
    if words.len() > 120 || !words.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut before = "";
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';')).filter(|w| !w.is_empty()) {
        if STREETS.contains(word.as_bytes()) {
            return true;
        }
        let bytes = word.as_bytes();
        let zip =
            bytes.len() >= 5 && bytes[..5].iter().all(u8::is_ascii_digit) && bytes[5..].iter().all(|b| b.is_ascii_digit() || *b == b'-');
        let state = before.len() == 2 && before.bytes().all(|b| b.is_ascii_uppercase());
        let inward = bytes.len() == 3 && bytes[0].is_ascii_digit() && bytes[1..].iter().all(u8::is_ascii_uppercase);
        let outward =
            before.len() <= 4 && before.starts_with(|c: char| c.is_ascii_uppercase()) && before.bytes().any(|b| b.is_ascii_digit());
        if zip && state || inward && outward {
            return true;
        }
        before = word;
    }
    false
}

/// Whether a line only says when the text was written or took effect.
pub(super) fn is_date_line(words: &str) -> bool {
    words.len() < 100
        && words.bytes().filter(u8::is_ascii_digit).count() >= 4
        && ["update", "effective", "modified", "revis", "version", "posted", "date"].iter().any(|w| words.to_ascii_lowercase().contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_addresses_are_found() {
        assert!(is_postal("12 Elm Street"));
        assert!(is_postal("Springfield, IL 62704"));
        assert!(is_postal("London EC1A 1AA"));
        assert!(!is_postal("We keep logs for 12 months"));
    }
}
