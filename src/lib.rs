//! Lacuna reads a privacy policy, holds its clauses against what a law asks it to say, and reports what is missing or weak.

pub mod cli;
pub mod document;
pub mod engine;
pub mod finding;
pub mod pack;
pub mod pattern;
pub mod report;
pub mod source;
pub mod text;
