//! Tests of the whole: rooms, packs, the pattern reference, the command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

mod command;
mod packs;
mod patterns;
mod rooms;
mod samples;
