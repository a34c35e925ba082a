//! UTF-8 that was once taken for Windows-1252 and saved again: `â€™` for a curly quote, `Ã©` for é.

use super::decode::{Decoded, windows_1252_byte};
use crate::document::OriginMap;
use crate::text::Span;

/// How often a text may have been mis-decoded.
const DEPTH: u8 = 2;

/// Puts mis-decoded characters right. None when there are none, which is the rule. `text` stands byte for byte in the file, from byte `skip` on.
pub(super) fn repair(text: &str, skip: usize) -> Option<Decoded> {
    if !candidates(text).any(|at| is_sure(&text[at..])) {
        return None;
    }
    let mut repaired = Decoded { text: String::with_capacity(text.len()), origins: OriginMap::default() };
    let mut done = 0;
    for at in candidates(text) {
        if at < done {
            continue;
        }
        let Some((character, len)) = read_misread(&text[at..]) else { continue };
        keep(&mut repaired, &text[done..at], done + skip);
        let start = repaired.text.len();
        repaired.text.push(character);
        repaired.origins.push(start, repaired.text.len() - start, Span::new(at + skip, at + skip + len));
        done = at + len;
    }
    keep(&mut repaired, &text[done..], done + skip);
    Some(repaired)
}

fn keep(repaired: &mut Decoded, words: &str, origin: usize) {
    repaired.origins.push(repaired.text.len(), words.len(), Span::new(origin, origin + words.len()));
    repaired.text.push_str(words);
}

/// Places of the letters Â to ô, which is how the first byte of a character looks when mis-decoded.
fn candidates(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xC3, bytes).filter(|at| bytes.get(at + 1).is_some_and(|b| (0x82..=0xB4).contains(b)))
}

/// Whether `text` begins with a sequence that no honest text has: it alone shows that a file was mis-decoded.
fn is_sure(text: &str) -> bool {
    let Some((character, _)) = read(text, DEPTH) else { return false };
    let misread = !text.starts_with(character);
    misread && matches!(character, '\u{A0}'..='\u{FF}' | '\u{2000}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FEFF}')
}

/// The character that the start of `text` stood for, and how many bytes of `text` it takes.
fn read_misread(text: &str) -> Option<(char, usize)> {
    let (character, len) = read(text, DEPTH)?;
    if !text.starts_with(character) {
        return Some((character, len));
    }
    // The third byte of a closing quote means nothing in Windows-1252; it is often lost or a question mark.
    if let Some(rest) = text.strip_prefix("â€") {
        let lost = rest.starts_with('?');
        return Some(('”', "â€".len() + usize::from(lost)));
    }
    // A no-break space of which the second half became a plain one.
    text.starts_with("Â ").then_some((' ', "Â ".len()))
}

/// The next character of `text` as it was before `depth` mis-decodings, and its length in `text`.
fn read(text: &str, depth: u8) -> Option<(char, usize)> {
    let Some(below) = depth.checked_sub(1) else {
        let character = text.chars().next()?;
        return Some((character, character.len_utf8()));
    };
    let (first, len) = read(text, below)?;
    Some(read_sequence(text, first, len, below).unwrap_or((first, len)))
}

fn read_sequence(text: &str, first: char, mut len: usize, below: u8) -> Option<(char, usize)> {
    let mut bytes = [windows_1252_byte(first)?, 0, 0, 0];
    let count = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for slot in &mut bytes[1..count] {
        let (next, next_len) = read(&text[len..], below)?;
        *slot = windows_1252_byte(next).filter(|b| (0x80..=0xBF).contains(b))?;
        len += next_len;
    }
    let character = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((character, len))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use proptest::prelude::*;

    use super::super::decode::windows_1252;
    use super::*;

    fn misread(text: &str) -> String {
        text.bytes().map(|b| if b < 0x80 { char::from(b) } else { windows_1252(b) }).collect()
    }

    fn repaired(text: &str) -> Option<String> {
        repair(text, 0).map(|d| d.text)
    }

    #[test]
    fn misread_characters_are_put_right() {
        for text in ["We “care” about Zoë’s data – always…", "café", "© 2026", "5 €", "no\u{a0}break", "• one", "😀 €"]
        {
            assert_eq!(repaired(&misread(text)).as_deref(), Some(text));
            assert_eq!(repaired(&misread(&misread(text))).as_deref(), Some(text), "twice");
        }
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in ["Zoë’s café – “été”", "naïve—", "ÂME, ÃO, Ärger", "née”—", "São Tomé", ""] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    #[test]
    fn halves_that_were_lost_are_made_up_for() {
        assert_eq!(repaired("â€œdataâ€ and â€œmoreâ€?").unwrap(), "“data” and “more”");
        assert_eq!(repaired("Itâ€™s here.Â  And").unwrap(), "It’s here.  And");
    }

    #[test]
    fn every_character_leads_back() {
        let text = "Weâ€™re ZoÃ« & co";
        let repaired = repair(text, 3).unwrap();
        assert_eq!(repaired.text, "We’re Zoë & co");
        let at = repaired.text.find('’').unwrap();
        let origin = repaired.origins.resolve(Span::new(at, at + '’'.len_utf8()));
        assert_eq!(&text[origin.start() - 3..origin.end() - 3], "â€™");
        let at = repaired.text.find("& co").unwrap();
        let origin = repaired.origins.resolve(Span::new(at, at + 4));
        assert_eq!(&text[origin.start() - 3..origin.end() - 3], "& co");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn any_text_stays_whole_or_leads_back(text in "[a-zâÃÂ€™œ©ëð \u{80}-\u{9f}]{0,60}") {
            if let Some(repaired) = repair(&text, 0) {
                let mut last = 0;
                for (at, character) in repaired.text.char_indices() {
                    let origin = repaired.origins.resolve(Span::new(at, at + character.len_utf8()));
                    prop_assert!(text.get(origin.range()).is_some_and(|w| !w.is_empty()));
                    prop_assert!(origin.start() >= last);
                    last = origin.start();
                }
            }
        }
    }
}
