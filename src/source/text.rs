//! Plain text in, draft out.

use crate::document::{BlockKind, Draft};
use crate::text::Span;

/// Reads a plain text document.
pub(crate) fn read(decoded: &str) -> Draft {
    let mut draft = Draft::default();
    let mut at = 0;
    for line in decoded.split_inclusive('\n') {
        draft.begin(BlockKind::Paragraph);
        draft.push(line, Span::new(at, at + line.len()));
        at += line.len();
    }
    draft.end();
    draft
}
