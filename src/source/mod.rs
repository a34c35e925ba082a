//! Bytes in, documents out; one file per format.

pub(crate) mod markdown;
pub(crate) mod text;
