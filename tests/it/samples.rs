//! The sample policies get the verdicts that a reader gives them.

use lacuna::engine::{Settings, StatedFacts, assess};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn samples_get_the_verdicts_of_their_labels() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let labels: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(&std::fs::read_to_string(folder.join("labels.toml")).unwrap()).unwrap();
    let packs = lacuna::cli::bundled();
    let laws = (0..u32::try_from(packs.laws.len()).unwrap()).collect();
    let settings = Settings { laws, facts: StatedFacts::new(), as_of: packs.laws[0].as_of, whatever_day: false };
    let mut wrong = Vec::new();
    for (name, expected) in &labels {
        let path = std::fs::read_dir(&folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .find(|p| p.file_stem().is_some_and(|s| s == name.as_str()))
            .unwrap();
        let document = lacuna::source::read(path.to_str().unwrap(), &std::fs::read(&path).unwrap(), None).unwrap();
        assert!(lacuna::document::recognise(&document).is_policy(), "{name}");
        let assessment = assess(std::slice::from_ref(&document), &packs, &settings);
        for (id, verdict) in expected {
            let reading = assessment.requirements.iter().find(|r| packs.requirements[r.requirement].id == *id).unwrap();
            if reading.verdict.name() != verdict {
                wrong.push(format!("{name} {id}: {verdict} expected, {} found", reading.verdict.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(labels.len() >= 5);
}
