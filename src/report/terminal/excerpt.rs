//! A passage as source code for miette: its words as read, wrapped to the terminal, at the line and column of the original file.
//!
//! Policies have paragraphs of a thousand characters in one line, and HTML has markup between the words: the lines of the file themselves would not be readable.

use crate::report::Passage;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// The passage's words in lines of limited length, with the marks found again in them.
pub(super) struct Excerpt {
    name: String,
    text: String,
    line: usize,
    column: usize,
    /// Where the marks stand in `text`, in order; a mark that breaks over lines counts up to the break.
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    pub(super) fn new(passage: &Passage, width: usize) -> Self {
        let lines = super::text::lines(&passage.quote, width.saturating_sub(10).max(30));
        let text = lines.join("\n");
        let marks = passage.marks.iter().filter_map(|m| find(&text, &m.quote)).collect();
        Excerpt { name: passage.path.clone(), text, line: passage.start.line as usize, column: passage.start.column as usize, marks }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes the line numbers away that miette counts up for wrapped lines: all of them are the passage's first line or below.
    pub(super) fn without_false_numbers(&self, rendered: &str) -> String {
        let lines = rendered.lines().map(|line| {
            let plain = strip_codes(line);
            let number: String = plain.trim_start().chars().take_while(char::is_ascii_digit).collect();
            let gutter = plain.trim_start()[number.len()..].starts_with(" │") || plain.trim_start()[number.len()..].starts_with(" |");
            match number.parse::<usize>() {
                Ok(n) if gutter && n > self.line => line.replacen(&number, &" ".repeat(number.len()), 1),
                _ => line.to_owned(),
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A line without its colour codes.
fn strip_codes(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        rest = rest[at..].split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// Where words stand in a text that may break lines between them.
fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let folded = text.replace('\n', " ");
    let start = folded.find(words)?;
    let end = start + words.len();
    Some(start..text[start..end].find('\n').map_or(end, |at| start + at))
}

impl SourceCode for Excerpt {
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let found = self.text.read_span(span, before, after)?;
        // miette counts from 0; the place is the passage's own in the file.
        let line = found.line() + self.line.saturating_sub(1);
        let column = if found.line() == 0 { self.column.saturating_sub(1) } else { 0 };
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), found.data(), *found.span(), line, column, found.line_count())))
    }
}
