//! Packs for a run: the bundled ones, or those of a folder.

use super::Failure;
use super::args::PackArgs;
use super::bundled::bundled;
use crate::pack::{PackFile, PackMistake, Packs, load};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report, miette};
use std::path::Path;

/// The packs that the arguments ask for.
///
/// # Errors
/// When the folder cannot be read, a pack has mistakes, or a law is unknown.
pub(super) fn load_packs(args: &PackArgs) -> Result<Packs, Failure> {
    match &args.rules {
        None => Ok(bundled()),
        Some(folder) => {
            let files = read_rules(folder, &args.law)?;
            load(&files).map_err(|mistakes| present_mistakes(folder, &files, &mistakes))
        }
    }
}

/// Numbers of the chosen laws; all when none is named.
///
/// # Errors
/// When a law is unknown.
pub(super) fn choose_laws(packs: &Packs, names: &[String]) -> Result<Vec<u32>, Failure> {
    if names.is_empty() {
        return Ok((0..packs.laws.len()).filter_map(|n| u32::try_from(n).ok()).collect());
    }
    let known: Vec<&str> = packs.laws.iter().map(|law| law.id.as_str()).collect();
    let mut laws = Vec::new();
    for name in names {
        laws.push(packs.law(name).ok_or_else(|| miette!(help = format!("known laws: {}", known.join(", ")), "unknown law `{name}`"))?);
    }
    laws.sort_unstable();
    laws.dedup();
    Ok(laws)
}

/// The TOML files of a rules folder; of the laws named only, if any are.
///
/// # Errors
/// When the folder or a file cannot be read.
pub(super) fn read_rules(root: &Path, laws: &[String]) -> Result<Vec<PackFile>, Failure> {
    let failed = |path: &Path, error: std::io::Error| {
        miette!(help = "name a folder with shared/ and one folder a law", "cannot read {}: {error}", path.display())
    };
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root).map_err(|e| failed(root, e))? {
        let folder = folder.map_err(|e| failed(root, e))?;
        let name = folder.file_name().to_string_lossy().into_owned();
        if !folder.path().is_dir() || !laws.is_empty() && name != "shared" && !laws.contains(&name) {
            continue;
        }
        for file in std::fs::read_dir(folder.path()).map_err(|e| failed(&folder.path(), e))? {
            let path = file.map_err(|e| failed(root, e))?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let text = std::fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
                files.push(PackFile { path: format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy()), text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// All mistakes as one report, each with its line.
fn present_mistakes(root: &Path, files: &[PackFile], mistakes: &[PackMistake]) -> Failure {
    let reports = mistakes.iter().map(|mistake| {
        let text = files.iter().find(|f| f.path == mistake.path).map_or("", |f| f.text.as_str());
        let label = LabeledSpan::new(Some(mistake.hint.clone()), mistake.span.start(), mistake.span.len().max(1));
        let diagnostic = MietteDiagnostic::new(mistake.what.clone()).with_label(label);
        let source = NamedSource::new(root.join(&mistake.path).display().to_string(), text.to_owned());
        format!("{:?}", Report::new(diagnostic).with_source_code(source))
    });
    let all: Vec<String> = reports.collect();
    miette!("{} mistakes in the rule packs\n{}", mistakes.len(), all.join("\n"))
}
