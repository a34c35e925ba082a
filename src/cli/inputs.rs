//! Paths in, files with their bytes out.

use super::Failure;
use crate::document::Document;
use crate::report::Unassessed;
use crate::source::{discover, load};
use miette::miette;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file as given.
pub(super) struct Input {
    /// Its name in reports.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Everything behind the paths, in order; `-` is standard input, named by `stdin_name`. What cannot be read is an entry too.
pub(super) fn gather(paths: &[PathBuf], stdin_name: Option<&str>) -> Vec<Result<Input, Unassessed>> {
    if paths.iter().any(|p| p.as_os_str() == "-") {
        return vec![read_stdin(stdin_name.unwrap_or("<stdin>"))];
    }
    let found = discover(paths);
    let files = found.files.iter().map(|path| {
        let name = path.display().to_string();
        match load(path) {
            Ok(bytes) => Ok(Input { path: name, bytes }),
            Err(error) => Err(Unassessed { path: name, reason: error.to_string() }),
        }
    });
    let failed = found.errors.iter().map(|error| Err(Unassessed { path: error.path().to_owned(), reason: error.to_string() }));
    files.chain(failed).collect()
}

fn read_stdin(name: &str) -> Result<Input, Unassessed> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(Input { path: name.to_owned(), bytes }),
        Err(error) => Err(Unassessed { path: name.to_owned(), reason: format!("standard input cannot be read: {error}") }),
    }
}

/// Reads one file into a document, whatever it is.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read_document(path: &Path) -> Result<Document, Failure> {
    let bytes = load(path).map_err(|e| miette!("{e}"))?;
    crate::source::read(&path.display().to_string(), &bytes, None).map_err(|e| miette!("{e}"))
}
