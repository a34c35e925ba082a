//! Labelled policies: what people read in them.

use super::super::Failure;
use crate::finding::Verdict;
use miette::miette;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A label for one requirement.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Label {
    /// One of the five verdicts, with elements, quotes and a reason.
    Full {
        /// The verdict.
        verdict: Verdict,
        /// Which elements are there.
        elements: BTreeMap<String, bool>,
        /// The policy's words.
        quotes: Vec<String>,
        /// Why.
        why: String,
    },
    /// Only whether the policy addresses it.
    Addressed(bool),
}

/// One labelled policy.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    /// Its name in the set.
    pub(super) name: String,
    /// Its files.
    pub(super) documents: Vec<PathBuf>,
    /// What is true of the business.
    pub(super) facts: BTreeMap<String, bool>,
    /// Labels by requirement id.
    pub(super) labels: BTreeMap<String, Label>,
}

#[derive(Deserialize)]
struct RawFull {
    policy: String,
    documents: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    verdicts: BTreeMap<String, RawVerdict>,
}

#[derive(Deserialize)]
struct RawVerdict {
    verdict: String,
    elements: Option<BTreeMap<String, bool>>,
    quotes: Option<Vec<String>>,
    why: Option<String>,
}

#[derive(Deserialize)]
struct RawAddressed {
    policy: String,
    document: String,
    addressed: BTreeMap<String, String>,
}

/// All labelled policies of a folder: `labels/*.json` with verdicts, or `labels.jsonl` with yes and no.
///
/// # Errors
/// When neither is there or a file cannot be read; the message names it.
pub(super) fn read_labels(folder: &Path) -> Result<Vec<Labelled>, Failure> {
    let lines = folder.join("labels.jsonl");
    if lines.is_file() {
        return read_addressed(folder, &lines);
    }
    let labels = folder.join("labels");
    let failed =
        |e: std::io::Error| miette!(help = "name a folder with labels/*.json or labels.jsonl", "no labels in {}: {e}", folder.display());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&labels).map_err(failed)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    paths.iter().map(|path| read_full(folder, path)).collect()
}

fn read_full(folder: &Path, path: &Path) -> Result<Labelled, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| miette!("cannot read {}: {e}", path.display()))?;
    let raw: RawFull = serde_json::from_str(&text).map_err(|e| miette!("{} is no label file: {e}", path.display()))?;
    let mut labels = BTreeMap::new();
    for (id, label) in raw.verdicts {
        let verdict = Verdict::from_name(&label.verdict).ok_or_else(|| miette!("{}: `{}` is no verdict", path.display(), label.verdict))?;
        let full = Label::Full {
            verdict,
            elements: label.elements.unwrap_or_default(),
            quotes: label.quotes.unwrap_or_default(),
            why: label.why.unwrap_or_default(),
        };
        labels.insert(id, full);
    }
    Ok(Labelled {
        name: raw.policy,
        documents: raw.documents.iter().map(|d| folder.join(d)).collect(),
        facts: raw.facts.into_iter().map(|(id, value)| (id, value == "yes")).collect(),
        labels,
    })
}

fn read_addressed(folder: &Path, path: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| miette!("cannot read {}: {e}", path.display()))?;
    let mut all = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let raw: RawAddressed = serde_json::from_str(line).map_err(|e| miette!("{}:{}: no label: {e}", path.display(), n + 1))?;
        all.push(Labelled {
            name: raw.policy,
            documents: vec![folder.join(raw.document)],
            facts: BTreeMap::new(),
            labels: raw.addressed.into_iter().map(|(id, value)| (id, Label::Addressed(value == "yes"))).collect(),
        });
    }
    Ok(all)
}
