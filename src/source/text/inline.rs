//! Marks of Markdown inside plain text: bold, headings and links, when they occur.

use memchr::memchr2;

use crate::document::Draft;
use crate::text::Span;

/// Whether all of `words` stand between double stars or behind hashes, and which part does.
pub(super) fn marked_title(words: &str) -> Option<std::ops::Range<usize>> {
    if let Some(rest) = words.strip_prefix("**")
        && let Some(inner) = rest.trim_end_matches(':').strip_suffix("**")
        && !inner.is_empty()
        && !inner.contains("**")
    {
        return Some(2..2 + inner.len());
    }
    let title = words.trim_start_matches('#');
    let hashes = words.len() - title.len();
    (matches!(hashes, 1..=6) && title.starts_with(' ') && title.trim().len() > 1).then(|| hashes + 1..words.len())
}

/// Adds the words of `text` at `range` to the open block: double stars go, `[words](target)` becomes a link.
pub(super) fn push(draft: &mut Draft, text: &str, range: std::ops::Range<usize>) {
    let words = &text[range.clone()];
    if memchr2(b'*', b'[', words.as_bytes()).is_none() {
        return draft.push(words, Span::new(range.start, range.end));
    }
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let Some(next) = memchr2(b'*', b'[', rest.as_bytes()) else {
            draft.push(rest, Span::new(range.start + at, range.end));
            return;
        };
        draft.push(&rest[..next], Span::new(range.start + at, range.start + at + next));
        at += next;
        at += push_mark(draft, &words[at..], range.start + at);
    }
}

/// Adds what stands at a star or bracket; returns its length.
fn push_mark(draft: &mut Draft, rest: &str, origin: usize) -> usize {
    if rest.starts_with("**") {
        return 2;
    }
    if let Some((label, target)) = link(rest) {
        draft.begin_link(target);
        draft.push(label, Span::new(origin + 1, origin + 1 + label.len()));
        draft.end_link();
        return label.len() + target.len() + 4;
    }
    draft.push(&rest[..1], Span::new(origin, origin + 1));
    1
}

/// The words and target of a link at the beginning of `rest`, if both are of ordinary length.
fn link(rest: &str) -> Option<(&str, &str)> {
    let body = rest.strip_prefix('[')?;
    let close = body.bytes().take(300).position(|b| matches!(b, b']' | b'['))?;
    let target = body.get(close..)?.strip_prefix("](")?;
    let end = target.bytes().take(2000).position(|b| matches!(b, b')' | b' ' | b'('))?;
    (target.as_bytes().get(end) == Some(&b')')).then(|| (&body[..close], &target[..end]))
}
