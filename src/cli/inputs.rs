//! Files in, documents out.

use super::Failure;
use crate::document::Document;
use miette::miette;
use std::path::Path;

/// Reads one file into a document.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read_document(path: &Path) -> Result<Document, Failure> {
    let bytes = std::fs::read(path).map_err(|e| miette!("cannot read {}: {e}", path.display()))?;
    crate::source::read(&path.display().to_string(), &bytes, None).map_err(|e| miette!("{e:?}"))
}
