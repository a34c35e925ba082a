//! Splitting running text into sentences.
//!
//! One pass over bytes with rules made for the prose of policies: abbreviations and company forms ("Inc.", "e.g.", "Art. 13"), initials, numbered
//! points, addresses of mail and web, and sentences run together without a space. A line break is white space like any other. Points
//! separated by semicolons stay one sentence.

use memchr::{memchr, memchr3};

use super::{Span, WordSet};

const ELLIPSIS: &[u8] = "…".as_bytes();

/// A sentence of more words than this is cut, so that whatever reads sentences stays linear in the length of the text.
const MOST_WORDS: usize = 250;
/// A cut at a semicolon or comma leaves at least this many words before it.
const FEWEST_WORDS: usize = 80;
/// Text without white space is cut after this many bytes.
const LONGEST_WORD: usize = 4096;

/// The sentences of `text` within `span`, in order, trimmed, none empty. Spans point into `text`.
///
/// `span` must lie on character boundaries of `text`.
pub fn sentences(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let whole = &text[span.range()];
    let mut rest = 0;
    let mut cutting = 0..0;
    std::iter::from_fn(move || {
        loop {
            if cutting.is_empty() {
                let begin = rest + (whole.len() - rest - whole[rest..].trim_start().len());
                if begin >= whole.len() {
                    return None;
                }
                rest = sentence_end(whole.as_bytes(), begin);
                cutting = begin..begin + whole[begin..rest].trim_end().len();
            }
            let end = cut_point(whole, cutting.clone());
            let piece = whole[cutting.start..end].trim();
            let start = cutting.start + (whole[cutting.start..end].len() - whole[cutting.start..end].trim_start().len());
            cutting.start = end;
            if !piece.is_empty() {
                return Some(Span::new(span.start() + start, span.start() + start + piece.len()));
            }
        }
    })
}

/// Where the sentence that begins at `begin` ends: the byte after its last, closing quotes and brackets included.
fn sentence_end(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin;
    while let Some((stop, length)) = find_stop(bytes, at) {
        at = stop;
        let after = skip_closers(bytes, at + length);
        if after >= bytes.len() {
            return bytes.len();
        }
        if ends_here(bytes, begin, at, after) {
            return after;
        }
        at = after.max(at + 1);
    }
    bytes.len()
}

/// The first full stop, question or exclamation mark, or ellipsis from `at` on, and its length.
fn find_stop(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let stop = memchr3(b'.', b'!', b'?', &bytes[at..]).map(|found| at + found);
    let mut from = at;
    while let Some(found) = memchr(ELLIPSIS[0], &bytes[from..stop.unwrap_or(bytes.len())]) {
        if bytes[from + found..].starts_with(ELLIPSIS) {
            return Some((from + found, ELLIPSIS.len()));
        }
        from += found + 1;
    }
    stop.map(|stop| (stop, 1))
}

/// Skips further stops, and quotes and brackets that close the sentence.
fn skip_closers(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if matches!(bytes[at], b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']') {
            at += 1;
        } else if bytes[at] < 0x80 {
            break;
        } else if let Some(closer) = ["”", "’", "…", "»"].iter().find(|c| bytes[at..].starts_with(c.as_bytes())) {
            at += closer.len();
        } else {
            break;
        }
    }
    at
}

/// Whether the sentence from `begin` ends with the stop at `at`; `after` is the byte after it and its closers.
fn ends_here(bytes: &[u8], begin: usize, at: usize, after: usize) -> bool {
    let space = space_length(bytes, after);
    if space == 0 {
        return bytes[at] != b'!' && run_together(bytes, at, after);
    }
    let next = Next::read(bytes, after);
    if bytes[at] != b'.' || bytes[at..after].contains(&b'?') {
        return next.opens_sentence() || next.is_function_word();
    }
    match word_before(bytes, begin, at) {
        Before::Enumerator => false,
        Before::Initial => next.is_function_word() && next.is_capital(),
        Before::Reference => !(next.is_reference() || next.case == Case::Lower),
        Before::Abbreviation => false,
        Before::Open => next.is_function_word() && next.is_capital(),
        Before::Word => next.opens_sentence() || next.is_function_word(),
    }
}

/// Whether a sentence begins right at `after` although white space is missing: "… activities.If you …".
fn run_together(bytes: &[u8], at: usize, after: usize) -> bool {
    let lower_before = at >= 2 && bytes[at - 1].is_ascii_lowercase() && bytes[at - 2].is_ascii_lowercase()
        || at >= 1 && matches!(bytes[at - 1], b')' | b']');
    if !lower_before || !bytes[after].is_ascii_uppercase() {
        return false;
    }
    let next = Next::read(bytes, after);
    let begin = bytes[..at].iter().rposition(|b| b.is_ascii_whitespace()).map_or(0, |i| i + 1);
    let token = &bytes[at.saturating_sub(64).max(begin)..at];
    let whole = matches!(bytes.get(after + next.word.len()), None | Some(b' ' | b'\n' | b',' | b'\'' | 0xC2 | 0xE2));
    whole && next.is_function_word() && !token.iter().any(|b| matches!(b, b'@' | b'/' | b'.'))
}

/// Length of the white space at `at`, one character of it.
fn space_length(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b) if b.is_ascii_whitespace() => 1,
        Some(0xC2) if bytes.get(at + 1) == Some(&0xA0) => 2,
        Some(0xE2) if bytes[at..].len() > 2 && bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0x80..=0x8B | 0xA8 | 0xAF) => 3,
        _ => 0,
    }
}

/// How the next word begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
    Digit,
    Other,
}

/// The word after a stop.
struct Next<'t> {
    word: &'t [u8],
    case: Case,
    /// Whether a quote or bracket opens before it.
    opened: bool,
}

impl<'t> Next<'t> {
    fn read(bytes: &'t [u8], mut at: usize) -> Self {
        loop {
            match space_length(bytes, at) {
                0 => break,
                n => at += n,
            }
        }
        let begin = at;
        while at < bytes.len() {
            if matches!(bytes[at], b'"' | b'\'' | b'(' | b'[' | b'*' | b'_') {
                at += 1;
            } else if bytes[at] < 0x80 {
                break;
            } else if let Some(opener) = ["“", "‘", "«", "¿"].iter().find(|c| bytes[at..].starts_with(c.as_bytes())) {
                at += opener.len();
            } else {
                break;
            }
        }
        let length = bytes[at..].iter().take(9).take_while(|b| b.is_ascii_alphabetic()).count();
        Next { word: &bytes[at..at + length], case: case_of(bytes, at), opened: at > begin }
    }

    /// A capital, a digit, or anything that is not a letter: a bullet, a dash, another script.
    fn opens_sentence(&self) -> bool {
        self.case != Case::Lower
    }

    fn is_capital(&self) -> bool {
        self.case == Case::Upper
    }

    /// Whether it is one of the words that begin sentences and seldom stand inside a name.
    fn is_function_word(&self) -> bool {
        OPENERS.contains(self.word)
    }

    /// Whether it is what follows "Art." or "No.": a number, in digits or as a numeral, or a bracket.
    fn is_reference(&self) -> bool {
        self.case == Case::Digit
            || self.opened
            || (!self.word.is_empty() && self.word.iter().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')))
    }
}

fn case_of(bytes: &[u8], at: usize) -> Case {
    match bytes.get(at) {
        None => Case::Other,
        Some(b) if b.is_ascii_uppercase() => Case::Upper,
        Some(b) if b.is_ascii_lowercase() => Case::Lower,
        Some(b) if b.is_ascii_digit() => Case::Digit,
        Some(b) if b.is_ascii() => match b {
            // A dash, a comma or a sign goes on with the sentence.
            b',' | b';' | b':' | b'-' | b'/' | b'&' | b'=' | b'|' => Case::Lower,
            _ => Case::Other,
        },
        Some(_) => {
            let end = (at + 4).min(bytes.len());
            let head = bytes[at..end].utf8_chunks().next().and_then(|c| c.valid().chars().next());
            match head {
                Some(c) if c.is_lowercase() || matches!(c, '–' | '—') => Case::Lower,
                Some(c) if c.is_uppercase() => Case::Upper,
                _ => Case::Other,
            }
        }
    }
}

/// What stands before a full stop.
enum Before {
    /// An ordinary word, or a number at the end of a sentence.
    Word,
    /// "1.", "2.1.", "a.", "IV." at the beginning of the sentence or after a colon: a numbered point.
    Enumerator,
    /// A single letter.
    Initial,
    /// "Art.", "No.", "Sec.": something is referred to by number.
    Reference,
    /// "Mr.", "e.g.": never the end.
    Abbreviation,
    /// "Inc.", "U.S.", "etc.": may be the end.
    Open,
}

fn word_before(bytes: &[u8], begin: usize, stop: usize) -> Before {
    let floor = begin.max(stop.saturating_sub(24));
    let from = bytes[floor..stop].iter().rposition(|b| !(b.is_ascii_alphanumeric() || *b == b'.')).map_or(floor, |i| floor + i + 1);
    let word = &bytes[from..stop];
    if word.is_empty() {
        return Before::Word;
    }
    if is_enumerator(word) && starts_point(bytes, begin, from) {
        return Before::Enumerator;
    }
    if word.len() == 1 && word[0].is_ascii_uppercase() {
        return Before::Initial;
    }
    if NEVER_LAST.contains(word) {
        return Before::Abbreviation;
    }
    if REFERENCES.contains(word) {
        return Before::Reference;
    }
    if MAYBE_LAST.contains(word) || is_dotted(word) {
        return Before::Open;
    }
    Before::Word
}

/// "12", "2.1", "iv", "B": what numbers a point.
fn is_enumerator(word: &[u8]) -> bool {
    word.len() <= 6
        && (word.iter().all(|b| b.is_ascii_digit() || *b == b'.')
            || word.len() == 1
            || word.iter().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x')))
}

/// Whether nothing but white space and a bracket stands between the beginning of the sentence, or a colon or semicolon, and `from`.
fn starts_point(bytes: &[u8], begin: usize, from: usize) -> bool {
    let before = bytes[begin..from].iter().rev().find(|b| !(b.is_ascii_whitespace() || matches!(b, b'(' | b'*' | b'_' | b'#')));
    // 0xA0 is the last byte of a no-break space.
    before.is_none_or(|b| matches!(b, b':' | b';' | 0xA0))
}

/// "U.S", "p.m", "S.r.l": single letters with stops between.
fn is_dotted(word: &[u8]) -> bool {
    word.len() >= 3 && word.split(|b| *b == b'.').all(|part| part.len() == 1 && part[0].is_ascii_alphabetic())
}

/// Where to cut `range` of `text`: its end when it is short enough, else a semicolon, a comma, or a gap between words.
fn cut_point(text: &str, range: std::ops::Range<usize>) -> usize {
    if range.len() <= MOST_WORDS * 2 {
        return range.end;
    }
    let bytes = text.as_bytes();
    let (mut words, mut gap, mut comma, mut semicolon) = (0, range.start, None, None);
    for at in range.clone() {
        if at - gap >= LONGEST_WORD && text.is_char_boundary(at) {
            return at;
        }
        if !bytes[at].is_ascii_whitespace() {
            continue;
        }
        if at > gap {
            words += 1;
        }
        gap = at + 1;
        if words >= FEWEST_WORDS && at > range.start {
            match bytes[at - 1] {
                b';' => semicolon = Some(at),
                b',' => comma = Some(at),
                _ => {}
            }
        }
        if words >= MOST_WORDS {
            return semicolon.or(comma).unwrap_or(at);
        }
    }
    range.end
}

/// Words that begin a sentence and seldom stand in a name.
const OPENERS: WordSet<88> = WordSet::new([
    "a", "after", "all", "although", "an", "and", "any", "as", "at", "because", "before", "both", "but", "by", "certain", "do", "does",
    "each", "either", "even", "every", "except", "for", "from", "has", "have", "he", "her", "here", "his", "how", "however", "i", "if",
    "in", "it", "its", "many", "may", "most", "my", "neither", "no", "not", "note", "of", "on", "once", "only", "or", "other", "our",
    "please", "she", "should", "since", "so", "some", "such", "that", "the", "their", "then", "there", "these", "they", "this", "those",
    "through", "thus", "to", "under", "unless", "until", "upon", "we", "what", "when", "where", "whether", "which", "while", "who", "why",
    "with", "without", "you", "your",
]);

/// Abbreviations after which the sentence goes on, without the last stop.
const NEVER_LAST: WordSet<23> = WordSet::new([
    "approx", "attn", "cal", "cf", "civ", "dr", "e.g", "eg", "esp", "excl", "hon", "i.e", "ie", "incl", "messrs", "mr", "mrs", "ms",
    "prof", "resp", "rev", "viz", "vs",
]);

/// Abbreviations that refer by number.
const REFERENCES: WordSet<31> = WordSet::new([
    "apr", "art", "arts", "aug", "ch", "cl", "dec", "ext", "feb", "fig", "jan", "mar", "no", "nos", "nov", "nr", "oct", "p", "para",
    "paras", "pp", "reg", "regs", "sec", "secs", "sect", "sep", "sept", "stat", "tel", "vol",
]);

/// Abbreviations that may end a sentence, when a plain word follows.
const MAYBE_LAST: WordSet<34> = WordSet::new([
    "al", "assoc", "ave", "blvd", "bros", "co", "corp", "dept", "dist", "div", "est", "etc", "gmbh", "gov", "govt", "inc", "int", "intl",
    "jr", "lic", "llc", "llp", "ltd", "max", "min", "misc", "ph.d", "plc", "pty", "rd", "sr", "st", "ste", "univ",
]);

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).map(|s| &text[s.range()]).collect()
    }

    fn assert_whole(text: &str) {
        assert_eq!(split(text), [text]);
    }

    #[test]
    fn plain_sentences_are_split() {
        assert_eq!(split("We keep logs. You may ask us!  Why? Because."), ["We keep logs.", "You may ask us!", "Why?", "Because."]);
        assert_eq!(split("we keep logs. we delete them"), ["we keep logs.", "we delete them"]);
        assert_eq!(split("We keep\nlogs.\nThen we stop."), ["We keep\nlogs.", "Then we stop."]);
    }

    #[test]
    fn abbreviations_do_not_split() {
        assert_whole(
            "Acorn Inc. and Birch Ltd. are controllers under Art. 13(1)(f) GDPR, Sec. 5 and No. 7, e.g. in the U.S. market, i.e. at home.",
        );
        assert_whole("Write to Mr. J. R. Birch, c/o Acorn Inc. Privacy Team, 12 Elm St. Springfield.");
        assert_whole("Cal. Civ. Code Sec. 1798 applies.");
        assert_whole("It costs $2.50 and takes 1.5 days.");
    }

    #[test]
    fn abbreviations_may_end_a_sentence() {
        assert_eq!(split("We are Acorn Inc. We sell nuts."), ["We are Acorn Inc.", "We sell nuts."]);
        assert_eq!(split("Data go to the U.S. The Commission agreed."), ["Data go to the U.S.", "The Commission agreed."]);
        assert_eq!(split("The answer is no. Birch said so."), ["The answer is no.", "Birch said so."]);
    }

    #[test]
    fn addresses_of_mail_and_web_stay_whole() {
        assert_whole("Write to privacy@acorn.example or see www.acorn.example/a.b?c=D.E for more");
        assert_eq!(split("See https://acorn.example/. We answer."), ["See https://acorn.example/.", "We answer."]);
    }

    #[test]
    fn closers_belong_to_the_sentence() {
        assert_eq!(
            split("(We do not.) “They do.” You said \"no.\" We said yes."),
            ["(We do not.)", "“They do.”", "You said \"no.\"", "We said yes."]
        );
        assert_eq!(split("And so on... Then we stop… We do."), ["And so on...", "Then we stop…", "We do."]);
    }

    #[test]
    fn numbered_points_keep_their_number() {
        assert_eq!(split("1. We collect names. 2. We keep them."), ["1. We collect names.", "2. We keep them."]);
        assert_whole("a. your name");
        assert_eq!(split("It ends in 2015. After that we stop."), ["It ends in 2015.", "After that we stop."]);
    }

    #[test]
    fn sentences_run_together_are_split() {
        assert_eq!(split("We log visits.If you object, write."), ["We log visits.", "If you object, write."]);
        assert_whole("We run on Node.JS and Acorn.The-shop.example");
    }

    #[test]
    fn semicolons_do_not_split() {
        assert_whole("We use data (i) to reply; (ii) to improve; and (iii) to bill.");
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "word ".repeat(100) + "end; " + &"more, ".repeat(300);
        let pieces = split(&text);
        assert!(pieces[0].ends_with("end;"));
        assert!(pieces.iter().all(|p| p.split_whitespace().count() <= MOST_WORDS));
        assert!(split(&"é".repeat(100_000)).len() > 10);
    }

    proptest! {
        #[test]
        fn spans_are_ordered_trimmed_and_cover_the_words(text in "[a-zA-Z0-9 .!?()\"'é“”…\\n\u{a0},;:]{0,300}") {
            let mut last = 0;
            let mut words = String::new();
            for span in sentences(&text, Span::new(0, text.len())) {
                prop_assert!(span.start() >= last && !span.is_empty());
                let piece = text.get(span.range()).unwrap();
                prop_assert_eq!(piece, piece.trim());
                words.push_str(piece);
                last = span.end();
            }
            let strip = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(strip(&words), strip(&text));
        }
    }
}
