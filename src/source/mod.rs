//! Bytes in, [`Document`] out: encodings, formats, and finding files.
//!
//! One file per format, each with a `read` that turns decoded text into a draft. Nothing here judges what a policy says. Imports `text`, `document`.

mod decode;
mod discover;
mod error;
mod html;
mod markdown;
mod repair;
mod text;

use std::fmt::Write;

use sha2::{Digest, Sha256};

pub use discover::{Discovery, discover, load};
pub use error::SourceError;

use crate::document::{Document, Format};

/// Reads a policy. `path` names it in reports and errors; its ending tells the format where none is given, and its content where the ending
/// tells nothing.
///
/// # Errors
/// When the bytes are not text, or more than any policy has.
pub fn read(path: &str, bytes: &[u8], format: Option<Format>) -> Result<Document, SourceError> {
    let decoded = decode::decode(path, bytes)?;
    let format = format.or_else(|| format_by_ending(path)).unwrap_or_else(|| format_by_content(&decoded.text));
    let draft = match format {
        Format::Html => html::read(&decoded.text),
        Format::Markdown => markdown::read(&decoded.text),
        Format::Text => text::read(&decoded.text),
    };
    Ok(Document::new(path, format, hash(bytes), decoded.text, decoded.origins, draft))
}

fn format_by_ending(path: &str) -> Option<Format> {
    let (_, ending) = path.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "md" | "markdown" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Text),
        _ => None,
    }
}

/// Tells the format by what a text holds: tags at its start, or the headings and links of Markdown.
fn format_by_content(text: &str) -> Format {
    let start = text.trim_start();
    let head = &start.as_bytes()[..start.len().min(2048)];
    let holds = |tag: &[u8]| head.windows(tag.len()).any(|w| w.eq_ignore_ascii_case(tag));
    if start.starts_with('<')
        && [b"<!doctype".as_slice(), b"<html", b"<head", b"<body", b"<div", b"<p", b"<h1", b"<main"].iter().any(|t| holds(t))
    {
        return Format::Html;
    }
    let is_marked = |line: &str| {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&level) && line[level..].starts_with(' ')
    };
    if text.lines().any(is_marked) || ["](http", "](mailto:", "](/", "](#", "<a href"].iter().any(|mark| text.contains(mark)) {
        return Format::Markdown;
    }
    Format::Text
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use proptest::prelude::*;

    use super::*;

    fn format(path: &str, bytes: &[u8]) -> Format {
        read(path, bytes, None).unwrap().format()
    }

    #[test]
    fn the_ending_tells_the_format_else_the_content() {
        assert_eq!(format("a/Privacy.HTML", b"We keep nothing."), Format::Html);
        assert_eq!(format("notice.md", b"<p>We keep nothing."), Format::Markdown);
        assert_eq!(format("notice.text", b"# Privacy"), Format::Text);
        assert_eq!(format("-", b"\n<!DOCTYPE html><p>We keep nothing."), Format::Html);
        assert_eq!(format("-", b"# Privacy\n\nWe keep nothing."), Format::Markdown);
        assert_eq!(format("example.org", b"#1 in lamps. We keep nothing."), Format::Text);
        assert_eq!(read("x.md", b"<p>a", Some(Format::Html)).unwrap().format(), Format::Html);
    }

    #[test]
    fn a_document_knows_its_file() {
        let document = read("policy.html", b"<p>Zo\xEB", None).unwrap();
        assert_eq!(document.sha256(), "f81a4bf34c7253796183c1475db350f53cd9327216ecec0a830d7dec4c2b9658");
        assert_eq!(document.original(), "<p>Zoë");
        let clause = &document.clauses()[0];
        assert_eq!(document.resolve_origin(clause.span).range(), 3..6);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), format in prop::sample::select(&[Format::Html, Format::Markdown, Format::Text][..])) {
            if let Ok(document) = read("policy", &bytes, Some(format)) {
                for clause in document.clauses() {
                    prop_assert!(document.resolve_origin(clause.span).end() <= bytes.len());
                }
            }
        }
    }
}
