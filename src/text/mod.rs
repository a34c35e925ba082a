//! Positions and language: spans, line index, sentences, tokens, inflections.
//!
//! Knows nothing of policies. Imports no other room.

mod inflect;
mod kinds;
mod lexicon;
mod lines;
mod sentence;
mod span;
mod token;
mod words;

pub use inflect::inflect;
pub(crate) use kinds::NUMBER_WORDS;
pub use kinds::{Kind, KindMatch, find_kinds};
pub use lexicon::Lexicon;
pub use lines::{LineIndex, Location};
pub use sentence::sentences;
pub use span::Span;
pub(crate) use token::fold_words;
pub use token::{Token, TokenKind, tokenise};
pub use words::{WordSet, count_words};
