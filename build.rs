//! Compiles the packs in `rules/` into the form that the binary reads in place.
//!
//! The same rooms that read packs at run time are compiled into this script, so that bundled packs and packs of one's own go the same way.

#[expect(dead_code, unused_imports, unreachable_pub, reason = "the build needs only a part of the rooms it shares with the crate")]
#[path = "src/document/mod.rs"]
mod document;
#[expect(dead_code, unused_imports, unreachable_pub, reason = "the build needs only a part of the rooms it shares with the crate")]
#[path = "src/pack/mod.rs"]
mod pack;
#[expect(dead_code, unused_imports, unreachable_pub, reason = "the build needs only a part of the rooms it shares with the crate")]
#[path = "src/pattern/mod.rs"]
mod pattern;
#[expect(dead_code, unreachable_pub, reason = "the build needs only a part of the rooms it shares with the crate")]
#[path = "src/text/mod.rs"]
mod text;

use pack::PackFile;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    for room in ["document", "pack", "pattern", "text"] {
        println!("cargo::rerun-if-changed=src/{room}");
    }
    let files = match read_rules(Path::new("rules")) {
        Ok(files) => files,
        Err(error) => return println!("cargo::error=the rules folder cannot be read: {error}"),
    };
    match pack::load(&files) {
        Ok(packs) => {
            let bytes = postcard::to_stdvec(&packs).expect("packs are plain data");
            let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
            if let Err(error) = std::fs::write(Path::new(&out).join("packs.bin"), bytes) {
                println!("cargo::error=the compiled packs cannot be written: {error}");
            }
        }
        Err(mistakes) => {
            for mistake in mistakes {
                let before = files.iter().find(|f| f.path == mistake.path).and_then(|f| f.text.get(..mistake.span.start())).unwrap_or("");
                let line = before.matches('\n').count() + 1;
                println!("cargo::error=rules/{}:{line}: {} ({})", mistake.path, mistake.what, mistake.hint);
            }
        }
    }
}

/// All TOML files one folder deep, in order of their paths.
fn read_rules(root: &Path) -> std::io::Result<Vec<PackFile>> {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let name = format!("{}/{}", folder.file_name().to_string_lossy(), path.file_name().unwrap_or_default().to_string_lossy());
                files.push(PackFile { path: name, text: std::fs::read_to_string(&path)? });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
