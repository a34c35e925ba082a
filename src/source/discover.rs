//! From the paths a user gives to the files that are read, and to their bytes.
//!
//! Standard input (`-`) is the caller's. Imports no other room.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::SourceError;
use super::decode::LARGEST;

/// Endings of the files that are read when a folder is walked, in lower case.
const ENDINGS: [&str; 7] = ["md", "markdown", "html", "htm", "xhtml", "txt", "text"];

/// What [`discover`] found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files to read, each once: in the order of the given paths, those of a folder sorted.
    pub files: Vec<PathBuf>,
    /// The paths that lead nowhere, the folders that hold nothing or cannot be listed.
    pub errors: Vec<SourceError>,
}

/// Finds the files behind `paths`: a file is taken whatever its name, a folder is walked for files of a known ending.
///
/// `.gitignore` and `.ignore` files are respected, inside a repository or not; hidden files are left out. A path that fails does not keep the
/// others from being found.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => walk(path, &mut seen, &mut found),
            Ok(_) => add(path.clone(), &mut seen, &mut found.files),
            Err(error) => found.errors.push(explain(path, error)),
        }
    }
    found
}

/// The bytes of the file at `path`.
///
/// # Errors
/// When there is no such file, it cannot be read, or it is larger than any policy.
pub fn load(path: &Path) -> Result<Vec<u8>, SourceError> {
    let data = fs::metadata(path).map_err(|error| explain(path, error))?;
    if data.len() > LARGEST {
        return Err(SourceError::TooLarge { path: name(path), bytes: data.len(), limit: LARGEST });
    }
    fs::read(path).map_err(|error| explain(path, error))
}

fn walk(folder: &Path, seen: &mut BTreeSet<PathBuf>, found: &mut Discovery) {
    let before = found.files.len() + found.errors.len();
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && has_known_ending(entry.path()) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => {
                let reason = error.to_string();
                let error = error.into_io_error().unwrap_or_else(|| io::Error::other(reason));
                found.errors.push(SourceError::Unreadable { path: name(folder), error });
            }
        }
    }
    files.sort();
    let none = files.is_empty();
    for file in files {
        add(file, seen, &mut found.files);
    }
    if none && found.files.len() + found.errors.len() == before {
        found.errors.push(SourceError::Empty { path: name(folder) });
    }
}

fn add(file: PathBuf, seen: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) {
    if seen.insert(file.clone()) {
        files.push(file);
    }
}

fn has_known_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

fn explain(path: &Path, error: io::Error) -> SourceError {
    let path = name(path);
    if error.kind() == io::ErrorKind::NotFound {
        SourceError::Missing { path }
    } else {
        SourceError::Unreadable { path, error }
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
