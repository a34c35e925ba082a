//! A document's outline as text, for tests.

use super::{ClauseKind, Document};
use std::fmt::Write;

/// One line a clause: its section's depth as indentation, its kind, its words, and what leads into it.
pub(crate) fn sketch(document: &Document) -> String {
    let mut sketch = String::new();
    for clause in document.clauses() {
        let depth = usize::from(document.sections()[clause.section as usize].depth);
        let kind = match clause.kind {
            ClauseKind::Sentence => "sentence",
            ClauseKind::Item => "item",
            ClauseKind::Cell => "cell",
            ClauseKind::Heading => "heading",
        };
        let _ = write!(sketch, "{}{kind} {}", "  ".repeat(depth), document.quote(clause.span));
        for lead in document.leads(clause) {
            let _ = write!(sketch, " <- {}", document.quote(document.clauses()[*lead as usize].span));
        }
        sketch.push('\n');
    }
    sketch
}
