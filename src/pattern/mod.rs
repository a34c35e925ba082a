//! The matching language in which packs say how policies put things.
//!
//! A pattern's text is parsed ([`syntax`]), compiled with all others of a set of packs into one [`Program`], and held against a document ([`Hits`]).
//! `docs/patterns.md` is the reference. Imports `text` and `document`.

mod bits;
mod compile;
mod error;
mod evaluate;
mod frequency;
mod matcher;
mod negation;
mod program;
#[cfg(test)]
mod reference;
pub mod syntax;

pub use compile::{AUDIENCES, Compiler, Names, audience_bit, audience_names};
pub use error::Mistake;
pub use evaluate::{Hits, Match};
pub use matcher::Hit;
pub use program::{FormulaId, Program};
