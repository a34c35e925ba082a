//! Lacuna reads a privacy policy, holds its clauses against what a law asks it to say, and reports what is missing or weak.

pub mod document;
pub mod source;
pub mod text;
