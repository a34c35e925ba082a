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
    if error.kind() == io::ErrorKind::NotFound { SourceError::Missing { path } } else { SourceError::Unreadable { path, error } }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/discover");

    fn names(paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let paths: Vec<PathBuf> = paths.iter().map(|p| Path::new(FOLDER).join(p)).collect();
        let found = discover(&paths);
        let name = |p: &PathBuf| p.strip_prefix(FOLDER).unwrap().to_string_lossy().replace('\\', "/");
        (found.files.iter().map(name).collect(), found.errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn folders_are_walked_in_order_and_ignored_files_left_out() {
        assert_eq!(names(&["site"]).0, ["site/a/privacy.html", "site/b.txt", "site/notice.MD"]);
    }

    #[test]
    fn given_files_come_first_and_once() {
        let (files, errors) = names(&["site/notice.MD", "site", "site/data.json"]);
        assert_eq!(files, ["site/notice.MD", "site/a/privacy.html", "site/b.txt", "site/data.json"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn what_is_missing_is_named_and_the_rest_is_found() {
        let (files, errors) = names(&["nowhere.md", "site/b.txt", "empty"]);
        assert_eq!(files, ["site/b.txt"]);
        assert!(errors[0].contains("nowhere.md: no such file or folder"), "{errors:?}");
        assert!(errors[1].contains("the folder holds no policy"), "{errors:?}");
        assert!(matches!(load(Path::new("nowhere.md")), Err(SourceError::Missing { .. })));
    }
}
