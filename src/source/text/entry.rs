//! From lines to entries: lines that were broken are joined again.

use std::ops::Range;

use super::line::{Line, is_blank};
use super::look::Look;
use super::marker::{Kind, Marker, marker};
use crate::document::introduces;

/// A paragraph, item, heading or row as it stands in the text, over one or more lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    start: usize,
    end: usize,
    /// Its bullet or number.
    pub(super) marker: Option<Marker>,
    /// Columns before it.
    pub(super) indent: u16,
    /// Whether a blank line stands before it.
    pub(super) blank_before: bool,
    /// Whether it is underlined.
    pub(super) underlined: bool,
    /// Whether a tab stands before it.
    pub(super) tab_before: bool,
    /// What it looks like.
    pub(super) look: Look,
}

impl Entry {
    /// Where it stands, bullet or number included.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Where its words stand: a number is one of them, a bullet is not.
    pub(super) fn words(&self) -> Range<usize> {
        let skip = self.marker.filter(|m| m.is_bullet()).map_or(0, |m| m.length);
        (self.start + skip).min(self.end)..self.end
    }

    /// Length of its number, white space included.
    pub(super) fn numbered(&self) -> usize {
        self.marker.filter(|m| !m.is_bullet()).map_or(0, |m| m.length)
    }

    /// Its bullet or number's kind.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.marker.map(|m| m.kind)
    }
}

/// Joins lines into entries.
pub(super) fn entries(text: &str, lines: &[Line]) -> Vec<Entry> {
    let width = wrap_width(text, lines);
    let mut entries = Vec::with_capacity(lines.len());
    let mut joiner = Joiner { text, width, listing: false };
    let mut i = 0;
    while i < lines.len() {
        let mark = marker(&text[lines[i].range()]);
        let mut last = i;
        while last + 1 < lines.len() && joiner.joins(&lines[i..=last], &lines[last + 1], mark) {
            last += 1;
        }
        let entry = entry(text, &lines[i], lines[last].range().end, mark);
        joiner.pass(&entry);
        entries.push(entry);
        i = last + 1;
    }
    entries
}

fn entry(text: &str, first: &Line, end: usize, marker: Option<Marker>) -> Entry {
    let start = first.range().start;
    let skip = marker.filter(|m| m.is_bullet()).map_or(0, |m| m.length);
    Entry {
        start,
        end,
        marker,
        indent: first.indent,
        blank_before: first.blank_before,
        underlined: first.underlined,
        tab_before: first.tab_before,
        look: Look::new(&text[(start + skip).min(end)..end]),
    }
}

/// At which width a text is broken into lines, if it is: many lines of like length end without a stop, and the next begins small.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut pairs, mut widths) = (0usize, Vec::new());
    for pair in lines.windows(2).filter(|p| !p[1].blank_before && p[0].len() >= 40) {
        let (line, next) = (&text[pair[0].range()], &text[pair[1].range()]);
        if pair[0].len() > 170 {
            pairs += 4;
        } else if marker(next).is_none() {
            pairs += 1;
            if !ends_sentence(line) && next.starts_with(|c: char| c.is_lowercase()) {
                widths.push(pair[0].len());
            }
        }
    }
    if widths.len() < 5 || widths.len() * 10 < pairs * 3 {
        return None;
    }
    widths.sort_unstable();
    Some(widths[widths.len() * 9 / 10])
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', ':', ';', '!', '?']) || line.ends_with("; and") || line.ends_with("; or")
}

/// Decides whether a line goes on.
struct Joiner<'t> {
    text: &'t str,
    width: Option<usize>,
    /// Whether a list without bullets may be open: an entry ended with a colon.
    listing: bool,
}

impl Joiner<'_> {
    fn pass(&mut self, entry: &Entry) {
        let opens = matches!(entry.look.last, ':' | ';');
        self.listing = opens || self.listing && !(entry.look.last == '.' && entry.look.words > 12) && !entry.blank_before;
    }

    /// Whether `next` goes on where the last of `lines`, which make one entry that begins with `mark`, ends.
    fn joins(&self, lines: &[Line], next: &Line, mark: Option<Marker>) -> bool {
        let Some(last) = lines.last() else { return false };
        let (line, words) = (&self.text[last.range()], &self.text[next.range()]);
        let alone = mark.is_some_and(|m| lines.len() == 1 && m.length >= line.len());
        if last.underlined {
            return false;
        }
        if alone {
            // A bullet on a line of its own.
            return !next.has_tab && marker(words).is_none();
        }
        if next.blank_before || last.has_tab || next.has_tab || marker(words).is_some() || words.starts_with(['|', '#']) {
            return false;
        }
        if words.starts_with([',', '.', ';', ')']) {
            return true;
        }
        match self.width {
            Some(width) => self.is_wrapped(lines, next, width),
            None => self.is_broken(lines, next, mark),
        }
    }

    /// In a text of a certain width: the next word found no room.
    fn is_wrapped(&self, lines: &[Line], next: &Line, width: usize) -> bool {
        let last = &lines[lines.len() - 1];
        let (line, words) = (&self.text[last.range()], &self.text[next.range()]);
        let first = words.find(is_blank).unwrap_or(words.len());
        let full = usize::from(last.indent) + last.len() + 1 + first > width * 9 / 10;
        let goes_on = !ends_sentence(line) && words.starts_with(char::is_lowercase);
        full || goes_on && last.len() * 2 > width
    }

    /// In a text of one paragraph a line: a line broken by accident, around a link or by a copy.
    fn is_broken(&self, lines: &[Line], next: &Line, mark: Option<Marker>) -> bool {
        let last = &lines[lines.len() - 1];
        let (line, words) = (&self.text[last.range()], &self.text[next.range()]);
        if ends_sentence(line) || self.listing && mark.is_none() {
            return false;
        }
        if words.starts_with(char::is_lowercase) {
            // The first point of a list: "You have the right to", "see what we keep;".
            if words.ends_with(';') && introduces(line) {
                return false;
            }
            // A short title over a text that begins small is no part of it.
            let title = lines.len() == 1 && line.len() < 60 && words.len() > 80 && line.starts_with(char::is_uppercase);
            return !title;
        }
        let last_word = line.rsplit(' ').next().unwrap_or_default();
        if matches!(last_word, "our" | "the" | "a" | "an" | "your" | "of" | "and" | "or" | "see" | "their" | "at")
            && line.len() > last_word.len()
        {
            return true;
        }
        let longest = lines.iter().map(Line::len).max().unwrap_or(0);
        // Only a glance at the last lines: an entry of many lines is not searched again for each.
        lines.len() > 1 && lines.len() < 64 && last.len() * 10 >= longest * 8 && last.len() >= 50
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        entries(text, &lines(text)).iter().map(|e| text[e.range()].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_paragraph_a_line_stays_so() {
        let text = "We keep logs of visits.\nWe delete them after a month.\nContact\nWrite to us.";
        assert_eq!(joined(text).len(), 4);
    }

    #[test]
    fn broken_lines_are_joined() {
        assert_eq!(
            joined("For more see our\nCookie Policy\nfor details.\nNext."),
            ["For more see our Cookie Policy for details.", "Next."]
        );
        assert_eq!(joined("•\nfirst\n•\nsecond"), ["• first", "• second"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let line = "we keep the nuts that you give to us in a hollow tree near the\nold mill and do not eat them until the winter has come and the\n";
        let text = format!("Nuts\n{}snow lies.\nThe squirrels are told.", line.repeat(3));
        let joined = joined(&text);
        assert_eq!(joined.len(), 3, "{joined:?}");
        assert_eq!(joined[2], "The squirrels are told.");
    }
}
