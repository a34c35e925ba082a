//! Positions and language: spans, line index, sentences, tokens, inflections.
//!
//! Knows nothing of policies. Imports no other room.

mod lines;
mod span;

pub use lines::{LineIndex, Location};
pub use span::Span;
