//! How fast files become verdicts: `cargo bench --bench throughput -- [FOLDER]`.
//!
//! Prints megabytes of file a second on one thread, for text and for HTML, for the GDPR alone and for all laws, and the parts of the way. Without a folder the
//! sample policies are read over and over.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use lacuna::document::{Document, Format};
use lacuna::engine::{Settings, StatedFacts, assess};
use lacuna::pack::Packs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() {
    let folder = std::env::args()
        .skip(1)
        .find(|a| !a.starts_with("--"))
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/policies")), PathBuf::from);
    let packs = lacuna::cli::bundled();
    let mut files = Vec::new();
    collect(&folder, &mut files);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let chosen: Vec<_> = files.iter().filter(|f| f.2 == format).collect();
        let bytes: usize = chosen.iter().map(|f| f.1.len()).sum();
        if bytes == 0 {
            continue;
        }
        let rounds = (20_000_000 / bytes).max(1);
        println!("{} files, {} bytes, {} rounds: {}", chosen.len(), bytes, rounds, format.name());
        let documents: Vec<Document> = chosen.iter().filter_map(|f| lacuna::source::read(&f.0, &f.1, Some(format)).ok()).collect();
        let words: usize = documents.iter().map(|d| d.text().len()).sum();
        println!("  reading text       {words} bytes");
        let read = time(rounds, || chosen.iter().for_each(|f| drop(std::hint::black_box(lacuna::source::read(&f.0, &f.1, Some(format))))));
        print("  files to documents", bytes * rounds, read);
        let gdpr = packs.law("gdpr").into_iter().collect::<Vec<_>>();
        let all = (0..packs.laws.len()).filter_map(|n| u32::try_from(n).ok()).collect::<Vec<_>>();
        for (name, laws) in [("gdpr", gdpr), ("all laws", all)] {
            let spent = time(rounds, || documents.iter().for_each(|d| run(d, &packs, &laws)));
            print(&format!("  documents to verdicts, {name}"), words * rounds, spent);
            print(&format!("  files to verdicts, {name}"), bytes * rounds, read + spent);
        }
    }
}

fn run(document: &Document, packs: &Packs, laws: &[u32]) {
    let as_of = packs.laws[0].as_of;
    let settings = Settings { laws: laws.to_vec(), facts: StatedFacts::new(), as_of, whatever_day: false };
    std::hint::black_box(assess(std::slice::from_ref(document), packs, &settings));
}

fn time(rounds: usize, work: impl Fn()) -> Duration {
    let start = Instant::now();
    (0..rounds).for_each(|_| work());
    start.elapsed()
}

fn print(name: &str, bytes: usize, spent: Duration) {
    println!("{name:40} {:8.1} MB/s", bytes as f64 / 1e6 / spent.as_secs_f64());
}

fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>, Format)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|e| e.ok().map(|e| e.path())) {
        if path.is_dir() {
            collect(&path, files);
            continue;
        }
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("html" | "htm") => Format::Html,
            Some("md") => Format::Markdown,
            Some("txt") => Format::Text,
            _ => continue,
        };
        if let Ok(bytes) = std::fs::read(&path) {
            files.push((path.display().to_string(), bytes, format));
        }
    }
}
