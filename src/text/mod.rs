//! Positions and language: spans, line index, sentences, tokens, inflections.
//!
//! Knows nothing of policies. Imports no other room.

mod lines;
mod sentence;
mod span;

pub use lines::{LineIndex, Location};
pub use sentence::sentences;
pub use span::Span;
