//! A room imports only rooms to its left.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Rooms with their rank; equal ranks are siblings and do not import each other.
const ROOMS: [(&str, u32); 10] = [
    ("text", 0),
    ("document", 1),
    ("source", 2),
    ("pattern", 2),
    ("pack", 3),
    ("finding", 4),
    ("engine", 5),
    ("report", 5),
    ("triage", 5),
    ("cli", 7),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn rooms_import_only_rooms_to_their_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let ranks: BTreeMap<&str, u32> = ROOMS.into_iter().collect();
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut seen = 0;
    for path in found {
        let below = path.strip_prefix(&root).unwrap();
        let room = below.components().next().unwrap().as_os_str().to_str().unwrap();
        let Some(rank) = ranks.get(room) else {
            assert!(["lib.rs", "main.rs"].contains(&room), "{room} is no known room");
            continue;
        };
        // Tests at the end of a file may look anywhere.
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for (at, _) in text.match_indices("crate::") {
            let name: String = text[at + 7..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let Some(other) = ranks.get(name.as_str()) else { continue };
            seen += 1;
            assert!(name == room || other < rank, "{} imports {name}, which is not to the left of {room}", below.display());
        }
    }
    assert!(seen > 50, "the test reads the imports");
}
