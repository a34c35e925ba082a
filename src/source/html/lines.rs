//! Lines of text: where white space parts them, which are complete, which begin with a bullet.

/// A line that ends a sentence ends its paragraph where it is broken when it has at least this many bytes: shorter ones are addresses.
const FULL_LINE: usize = 60;

/// What was written of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    len: usize,
    last: Option<char>,
}

impl Line {
    /// Adds words.
    pub(super) fn add(&mut self, words: &str) {
        self.len += words.len();
        self.last = words.chars().next_back().or(self.last);
    }

    /// Bytes.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a paragraph ends with it when it is broken.
    pub(super) fn is_complete(&self) -> bool {
        match self.last {
            Some(':') => true,
            Some('.' | '!' | '?' | ';') => self.len >= FULL_LINE,
            _ => false,
        }
    }

    /// Whether it is set off as a head from the words that follow in its line: by a stop or dash, with a sentence after that.
    pub(super) fn is_set_off(&self, next: &str) -> bool {
        let next = next.trim_start();
        let is_mark = |c: char| matches!(c, '.' | ':' | '–' | '—' | '?');
        let has_mark = self.last.is_some_and(is_mark) || next.starts_with(is_mark) || next.starts_with("- ");
        let sentence = after_mark(next).chars().next();
        has_mark && sentence.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"'))
    }
}

/// What follows the stop or dash between a head and its sentence.
pub(super) fn after_mark(words: &str) -> &str {
    words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—' | '?'))
}

/// Words between white space that is more than a single space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    /// Whether white space stands before it.
    pub(super) space: bool,
    /// How many line feeds are in that white space.
    pub(super) breaks: usize,
    /// Byte at which its words begin.
    pub(super) start: usize,
    /// The words; single spaces between them are kept. Empty only at the end.
    pub(super) words: &'t str,
}

/// Cuts `text` at white space other than single spaces between words.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let start = at;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_whitespace() {
                let single = *byte == b' ' && bytes.get(at + 1).is_some_and(|b| !b.is_ascii_whitespace());
                if !single {
                    break;
                }
            }
            at += 1;
        }
        let breaks = bytes[from..start].iter().filter(|b| **b == b'\n').count();
        Some(Piece { space: start > from, breaks, start, words: &text[start..at] })
    })
}

/// A bullet that a line begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bullet {
    /// Depth it usually stands for, from 1.
    pub(super) depth: u8,
    /// Bytes of it and of the white space behind it.
    pub(super) len: usize,
}

/// The bullet that `line` begins with. A dash or star counts only before a space: a word may begin with one.
pub(super) fn bullet(line: &str) -> Option<Bullet> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let depth = match first {
        '•' | '●' | '▪' | '■' | '‣' | '·' | '\u{F0B7}' | '➢' | '►' | '✓' | '⁃' => 1,
        '◦' | '○' | '\u{F0A7}' | '▫' | '□' => 2,
        '-' | '–' | '*' if rest.starts_with([' ', '\u{A0}', '\t']) => 1,
        _ => return None,
    };
    let len = line.len() - rest.trim_start().len();
    Some(Bullet { depth, len })
}
