//! Figures of a run, kept: as JSON, against an earlier run, and in the pack files.

use super::super::Failure;
use super::score::Score;
use miette::miette;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// What a run measured of one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Figures {
    policies: u32,
    gaps_precision: f64,
    gaps_recall: f64,
    addressed_f1: f64,
    satisfied_f1: f64,
    agreement: f64,
}

/// Figures by requirement.
pub(super) fn figures(scores: &BTreeMap<String, Score>) -> BTreeMap<String, Figures> {
    let of = |s: &Score| Figures {
        policies: s.count,
        gaps_precision: s.gaps.precision(),
        gaps_recall: s.gaps.recall(),
        addressed_f1: s.addressed.f1(),
        satisfied_f1: s.satisfied.f1(),
        agreement: s.agreement(),
    };
    scores.iter().map(|(id, score)| (id.clone(), of(score))).collect()
}

/// One JSON object, by requirement.
pub(super) fn to_json(figures: &BTreeMap<String, Figures>) -> String {
    let mut text = serde_json::to_string_pretty(figures).expect("figures are plain data");
    text.push('\n');
    text
}

/// Says which requirements agree more or less with their labels than in an earlier run.
///
/// # Errors
/// When the file cannot be read or is no such run.
pub(super) fn compare(out: &mut Vec<u8>, now: &BTreeMap<String, Figures>, path: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| miette!("cannot read {}: {e}", path.display()))?;
    let before: BTreeMap<String, Figures> = serde_json::from_str(&text)
        .map_err(|e| miette!(help = "make one with: lacuna measure FOLDER --json > FILE", "{} is no saved run: {e}", path.display()))?;
    let failed = |e: std::io::Error| miette!("cannot write: {e}");
    for (id, new) in now {
        let Some(old) = before.get(id) else {
            writeln!(out, "new    {id}").map_err(failed)?;
            continue;
        };
        let change = new.agreement - old.agreement;
        if change.abs() > 1e-9 {
            let word = if change > 0.0 { "better" } else { "worse " };
            writeln!(out, "{word} {id}: agreement {:.3} -> {:.3}", old.agreement, new.agreement).map_err(failed)?;
        }
    }
    Ok(())
}

/// Replaces the `[measured]` table at the end of each requirement's file.
///
/// # Errors
/// When a file cannot be read or written.
pub(super) fn write_into_packs(figures: &BTreeMap<String, Figures>, folder: &Path) -> Result<(), Failure> {
    for (id, f) in figures {
        let path = folder.join(format!("{}.toml", id.replacen('.', "/", 1)));
        let failed = |e: std::io::Error| miette!(help = "name the rules folder that was measured", "{}: {e}", path.display());
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        let kept = text.split("\n[measured]\n").next().unwrap_or(&text).trim_end();
        let table = format!("policies = {}\ngaps_precision = {:.2}\ngaps_recall = {:.2}", f.policies, f.gaps_precision, f.gaps_recall);
        std::fs::write(&path, format!("{kept}\n\n[measured]\n{table}\n")).map_err(failed)?;
    }
    Ok(())
}
