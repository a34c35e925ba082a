//! Mistakes in patterns.

use crate::text::Span;

/// Something wrong in a pattern, with the way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is: bytes of the pattern's text.
    pub span: Span,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

impl Mistake {
    /// A mistake at `span`.
    pub fn new(span: Span, what: String, hint: String) -> Self {
        Mistake { span, what, hint }
    }
}
