//! The bundled packs are those of the folder, and every example comes out as its pack says.

use lacuna::document::Document;
use lacuna::engine::{test_fact, test_requirement};
use lacuna::pack::{PackFile, Packs, load};
use std::path::Path;

fn read_folder() -> Packs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(&root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for path in std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "toml")) {
            let name = format!("{}/{}", folder.file_name().unwrap().to_str().unwrap(), path.file_name().unwrap().to_str().unwrap());
            files.push(PackFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    load(&files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

fn read(sentence: &str) -> Document {
    lacuna::source::read("example", sentence.as_bytes(), None).unwrap()
}

#[test]
fn the_binary_holds_the_packs_of_the_folder() {
    let (bundled, folder) = (lacuna::cli::bundled(), read_folder());
    let ids = |packs: &Packs| packs.requirements.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&bundled), ids(&folder));
    // Not compared with assert_eq: nobody wants to read both.
    assert!(format!("{:?}", bundled.requirements) == format!("{:?}", folder.requirements), "the bundled requirements are stale");
    assert!(format!("{:?}", bundled.facts) == format!("{:?}", folder.facts), "the bundled facts are stale");
}

#[test]
fn the_four_laws_are_complete() {
    let packs = lacuna::cli::bundled();
    let count = |law: &str| packs.requirements.iter().filter(|r| packs.laws[r.law as usize].id == law).count();
    assert_eq!([count("gdpr"), count("ccpa"), count("coppa"), count("dpf")], [38, 53, 31, 29]);
    assert_eq!(packs.facts.len(), 50);
}

#[test]
fn every_example_comes_out_as_its_pack_says() {
    let packs = lacuna::cli::bundled();
    let (mut run, mut failed) = (0, Vec::new());
    for requirement in &packs.requirements {
        let (count, failures) = test_requirement(&packs, requirement, &read);
        assert!(count > 0, "{} has no example", requirement.id);
        run += count;
        failed.extend(failures);
    }
    for fact in &packs.facts {
        let (count, failures) = test_fact(&packs, fact, &read);
        run += count;
        failed.extend(failures);
    }
    let lines: Vec<String> =
        failed.iter().map(|f| format!("{}: {} expected, {} found: {}", f.id, f.expected, f.found, f.sentence)).collect();
    assert!(failed.is_empty(), "{} of {run} examples fail:\n{}", failed.len(), lines.join("\n"));
}
