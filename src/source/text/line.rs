//! The lines of a text that hold words.

use memchr::{memchr, memchr3_iter};
use std::ops::Range;

/// A line that holds words; rules and blank lines are not kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    start: u32,
    end: u32,
    /// Columns before its first word; a tab counts four.
    pub(super) indent: u16,
    /// Whether a blank line, a rule or the beginning of the text stands before it.
    pub(super) blank_before: bool,
    /// Whether the next line underlines it.
    pub(super) underlined: bool,
    /// Whether a tab stands between its words.
    pub(super) has_tab: bool,
    /// Whether a tab stands before its first word.
    pub(super) tab_before: bool,
}

impl Line {
    /// Where its words stand, white space around them left out.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length of its words in bytes.
    pub(super) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// White space, and marks that take no room.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The lines of `text` that hold words.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(text.len() / 120 + 1);
    let (mut at, mut blank_before) = (0, true);
    let ends = memchr3_iter(b'\n', b'\r', 0x0C, text.as_bytes()).map(|end| end + 1).chain(std::iter::once(text.len()));
    for end in ends {
        let (line_start, raw) = (at, &text[at..end]);
        at = end;
        let head = raw.trim_start_matches(is_blank);
        if head.is_empty() {
            // The end of a line in two characters is no blank line.
            blank_before |= !raw.is_empty() && (raw != "\n" || !text[..line_start].ends_with('\r'));
            continue;
        }
        let words = head.trim_end_matches(is_blank);
        let before = &raw[..raw.len() - head.len()];
        let start = line_start + before.len();
        if is_rule(words) {
            let over = lines.last_mut().filter(|_| !blank_before && matches!(words.as_bytes()[0], b'=' | b'-' | b'~' | b'_'));
            if let Some(line) = over {
                line.underlined = words.len() >= 3;
            }
            blank_before = true;
            continue;
        }
        let has_tab = memchr(b'\t', words.as_bytes()).is_some();
        let indent = before.chars().map(|c| if c == '\t' { 4 } else { u16::from(c == ' ' || c == '\u{a0}') }).fold(0, u16::saturating_add);
        let (start32, end32) = (crate::text::Span::new(0, start).end() as u32, crate::text::Span::new(0, start + words.len()).end() as u32);
        lines.push(Line {
            start: start32,
            end: end32,
            indent,
            blank_before,
            underlined: false,
            has_tab,
            tab_before: before.contains('\t'),
        });
        blank_before = false;
    }
    lines
}

/// Whether a line is a rule: nothing but strokes.
fn is_rule(words: &str) -> bool {
    words.len() >= 2
        && words.bytes().all(|b| matches!(b, b'=' | b'-' | b'_' | b'*' | b'~' | b'#' | b'+' | b'|' | b':' | b' ' | b'\t' | b'.'))
        && words.bytes().any(|b| matches!(b, b'=' | b'-' | b'_' | b'*' | b'~' | b'#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_what_stands_around_them() {
        let text = "Head\n====\n\n  one\r\n two\r\n\r\nthree";
        let lines = lines(text);
        let words: Vec<&str> = lines.iter().map(|l| &text[l.range()]).collect();
        assert_eq!(words, ["Head", "one", "two", "three"]);
        assert!(lines[0].underlined);
        assert_eq!(lines.iter().map(|l| l.blank_before).collect::<Vec<_>>(), [true, true, false, true]);
        assert_eq!(lines[1].indent, 2);
    }
}
