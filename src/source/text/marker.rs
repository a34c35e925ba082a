//! Bullets and numbers at the beginning of a line.

/// What marks an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A sign: a star, a dash, a dot.
    Bullet(char),
    /// "1.", "(1)".
    Number,
    /// "a)", "(b)".
    Letter,
    /// "A.".
    Capital,
    /// "ii.", "(iv)".
    Roman,
    /// "IV.".
    CapitalRoman,
    /// "2.1".
    Section,
}

/// A mark, and how many bytes it takes with the white space after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) kind: Kind,
    pub(super) length: usize,
}

impl Marker {
    /// Whether it is a sign, which is not read with the words.
    pub(super) fn is_bullet(self) -> bool {
        matches!(self.kind, Kind::Bullet(_))
    }
}

/// Signs that need white space after them.
const PLAIN_SIGNS: &[u8] = b"*-+o";

/// The mark at the beginning of `words`.
pub(super) fn marker(words: &str) -> Option<Marker> {
    let first = words.chars().next()?;
    if first.is_ascii() {
        return if PLAIN_SIGNS.contains(&(first as u8)) { plain_sign(words, first) } else { enumerator(words) };
    }
    let is_sign = matches!(
        first,
        '•' | '·'
            | '●'
            | '○'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '◦'
            | '‣'
            | '►'
            | '▶'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '–'
            | '—'
            | '⁃'
            | '∙'
            | '※'
    ) || ('\u{e000}'..='\u{f8ff}').contains(&first);
    if !is_sign || (matches!(first, '–' | '—') && !words[first.len_utf8()..].starts_with(char::is_whitespace)) {
        return None;
    }
    Some(with_space(words, first.len_utf8(), Kind::Bullet(first)))
}

fn plain_sign(words: &str, sign: char) -> Option<Marker> {
    let rest = &words[1..];
    if rest.starts_with(char::is_whitespace) || (rest.is_empty() && sign != 'o') {
        return Some(with_space(words, 1, Kind::Bullet(sign)));
    }
    // "*Word" is a footnote, "--" a rule; "-Word" is an item.
    (sign == '-' && rest.starts_with(char::is_alphabetic)).then(|| with_space(words, 1, Kind::Bullet(sign)))
}

/// "1.", "2)", "(3)", "a.", "(b)", "iv)", "2.1", "2.1.".
fn enumerator(words: &str) -> Option<Marker> {
    let bytes = words.as_bytes();
    let open = usize::from(bytes[0] == b'(');
    let digits = bytes[open..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 {
        return number(words, open, digits);
    }
    let letters = bytes[open..].iter().take(6).take_while(|b| b.is_ascii_alphabetic()).count();
    let name = &words[open..open + letters];
    let at = open + letters;
    let kind = letter_kind(name)?;
    let closed = match bytes.get(at)? {
        b'.' => open == 0,
        b')' => true,
        _ => false,
    };
    if !closed {
        return None;
    }
    let spaced = words[at + 1..].starts_with(char::is_whitespace);
    // "i.e." and "A.B." are words.
    (spaced || open == 1).then(|| with_space(words, at + 1, kind))
}

fn number(words: &str, open: usize, digits: usize) -> Option<Marker> {
    let bytes = words.as_bytes();
    if digits > 3 {
        return None;
    }
    let (mut at, mut parts) = (open + digits, 1);
    while open == 0 && bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && parts < 6 {
        at += 1 + bytes[at + 1..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        parts += 1;
    }
    let marked = match bytes.get(at) {
        Some(b'.') => open == 0,
        Some(b')') => true,
        _ => false,
    };
    let end = at + usize::from(marked);
    let rest = words.get(end..)?;
    let spaced = rest.starts_with(char::is_whitespace);
    let word = rest.starts_with(char::is_alphabetic) && marked;
    if parts > 1 && (spaced || word) {
        return Some(with_space(words, end, Kind::Section));
    }
    (parts == 1 && marked && (spaced || word)).then(|| with_space(words, end, Kind::Number))
}

fn letter_kind(name: &str) -> Option<Kind> {
    let bytes = name.as_bytes();
    let roman = !bytes.is_empty() && bytes.iter().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    match bytes {
        _ if roman && bytes.iter().all(u8::is_ascii_lowercase) => Some(Kind::Roman),
        _ if roman && bytes.iter().all(u8::is_ascii_uppercase) => Some(Kind::CapitalRoman),
        [letter] if letter.is_ascii_lowercase() => Some(Kind::Letter),
        [letter] if letter.is_ascii_uppercase() => Some(Kind::Capital),
        _ => None,
    }
}

fn with_space(words: &str, length: usize, kind: Kind) -> Marker {
    let rest = &words[length..];
    Marker { kind, length: words.len() - rest.trim_start_matches(super::line::is_blank).len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let kind = |t: &str| marker(t).map(|m| m.kind);
        assert_eq!(kind("* a star"), Some(Kind::Bullet('*')));
        assert_eq!(kind("•a dot"), Some(Kind::Bullet('•')));
        assert_eq!(kind("o  a ring"), Some(Kind::Bullet('o')));
        assert_eq!(kind("1. one"), Some(Kind::Number));
        assert_eq!(kind("1.One"), Some(Kind::Number));
        assert_eq!(kind("(2) two"), Some(Kind::Number));
        assert_eq!(kind("2.1 two"), Some(Kind::Section));
        assert_eq!(kind("(b) two"), Some(Kind::Letter));
        assert_eq!(kind("ii. two"), Some(Kind::Roman));
        assert_eq!(kind("IV. FOUR"), Some(Kind::CapitalRoman));
        assert_eq!(kind("C. Third"), Some(Kind::Capital));
        assert_eq!(marker("1.  one").map(|m| m.length), Some(4));
        for none in ["*note", "of it", "i.e. it", "10 years", "2019. It", "U.S. law", "--", "A friend", "$5. It"] {
            assert_eq!(marker(none), None, "{none}");
        }
    }
}
