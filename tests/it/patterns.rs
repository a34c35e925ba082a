//! The boxes of `docs/patterns.md` are run as written.

use lacuna::document::Format;
use lacuna::pack::{PackFile, load_with_pattern};
use lacuna::pattern::Hits;
use std::path::Path;

#[test]
fn every_box_of_the_reference_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reference = std::fs::read_to_string(root.join("docs/patterns.md")).unwrap();
    let shared = std::fs::read_to_string(root.join("rules/shared/concepts.toml")).unwrap();
    let files = [PackFile { path: "shared/concepts.toml".into(), text: shared }];
    let mut run = 0;
    for part in reference.split("```pattern\n").skip(1) {
        let mut lines = part.split("```").next().unwrap().lines();
        let pattern = lines.next().unwrap();
        let (packs, formula) = load_with_pattern(&files, "", pattern).unwrap_or_else(|m| panic!("{pattern}: {m:?}"));
        for line in lines {
            let (sign, sentence) = line.split_at(2);
            let document = lacuna::source::read("box", sentence.as_bytes(), Some(Format::Markdown)).unwrap();
            let holds = !Hits::find(&packs.program, &document, u32::MAX, Some((2026, 11, 22))).matches(formula).is_empty();
            assert_eq!(holds, sign == "+ ", "{pattern}\n{line}");
            run += 1;
        }
    }
    assert!(run >= 36, "only {run} sentences were found");
}
