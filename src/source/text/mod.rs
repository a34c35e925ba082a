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
    let (mut headings, mut links, mut set_apart) = (0, 0, 0);
    for line in lines {
        let words = &text[line.range()];
        set_apart += usize::from(line.blank_before);
        if words.starts_with('#') {
            let mark = words.bytes().take_while(|b| *b == b'#').count();
            headings += usize::from(mark <= 6 && words.as_bytes().get(mark) == Some(&b' '));
        }
        links += usize::from(words.contains("](http") || words.contains("](#") || words.contains("](mailto:"));
    }
    let marked = headings >= 2 || links >= 2 || headings + links >= 2;
    marked && set_apart * 10 >= lines.len() * 3
}

#[cfg(test)]
mod tests;
