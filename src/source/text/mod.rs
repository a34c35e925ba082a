//! Plain text in, draft out: what the eye makes of lines, indentation, bullets and short lines that stand alone.
//!
//! Lines (`line`) with their bullets and numbers (`marker`) become entries, broken lines joined (`entry`); what an entry looks like is told by
//! `look`. `compose` walks the entries once and writes headings, paragraphs, items and cells; `list` finds how far a list without bullets
//! reaches, `table` reads columns, `inline` the few marks of Markdown that occur in plain text. Imports `text` and `document`.

mod compose;
mod entry;
mod inline;
mod line;
mod list;
mod look;
mod marker;
mod table;

use memchr::memchr_iter;

use super::markdown;
use crate::document::Draft;

/// Reads a plain text document; one that is written in Markdown is read as such.
pub(crate) fn read(decoded: &str) -> Draft {
    let lines = line::lines(decoded);
    if is_markdown(decoded, &lines) {
        return markdown::read(decoded);
    }
    let entries = entry::entries(decoded, &lines);
    compose::compose(decoded, &entries)
}

/// Whether a text is Markdown: it has headings or links as Markdown writes them, and blank lines between its paragraphs.
fn is_markdown(text: &str, lines: &[line::Line]) -> bool {
    let bytes = text.as_bytes();
    let is_heading = |line: &&line::Line| {
        let words = &bytes[line.range()];
        let mark = words.iter().take_while(|b| **b == b'#').count();
        (1..=6).contains(&mark) && words.get(mark) == Some(&b' ')
    };
    let is_target = |at: &usize| [&b"](http"[..], b"](#", b"](mailto:"].iter().any(|target| bytes[*at..].starts_with(target));
    let marked = lines.iter().filter(is_heading).take(2).count() + memchr_iter(b']', bytes).filter(is_target).take(2).count() >= 2;
    marked && lines.iter().filter(|line| line.blank_before).count() * 10 >= lines.len() * 3
}

#[cfg(test)]
mod tests;
