//! Positions and language: spans, line index, sentences, tokens, inflections.
//!
//! Knows nothing of policies. Imports no other room.

mod lines;
mod sentence;
mod span;
mod words;

pub use lines::{LineIndex, Location};
pub use sentence::sentences;
pub use span::Span;
pub use words::count_words;
