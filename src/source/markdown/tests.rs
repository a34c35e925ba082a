//! Markdown as it is found; `tests/data/markdown` holds what converters leave behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;

use crate::document::sketch::sketch;
use crate::document::{Document, Format};
use crate::source::read;

fn document(text: &str) -> Document {
    read("policy.md", text.as_bytes(), Some(Format::Markdown)).unwrap()
}

#[test]
fn converted_pages_are_read_as_meant() {
    let document = document(include_str!("../../../tests/data/markdown/converted.md"));
    assert_eq!(sketch(&document), include_str!("../../../tests/data/markdown/converted.outline"));
    let targets: Vec<&str> = document.links().iter().map(|l| l.target.as_str()).collect();
    assert_eq!(targets, ["https://archive.example/1", "https://nuts.example/?a=1&b=2"]);
}

#[test]
fn escapes_and_entities_keep_their_place() {
    let text = "1\\. Nuts &amp; acorns, **all** of them";
    let document = document(text);
    let clause = &document.clauses()[0];
    assert_eq!(document.quote(clause.span), "1. Nuts & acorns, all of them");
    assert_eq!(document.resolve_decoded(clause.span).range(), 0..text.len());
    let at = document.text().find("all").unwrap();
    let span = crate::text::Span::new(at, at + 3);
    assert_eq!(&text[document.resolve_decoded(span).range()], "all");
    let at = document.text().find('&').unwrap();
    assert_eq!(&text[document.resolve_decoded(crate::text::Span::new(at, at + 1)).range()], "&amp;");
}

#[test]
fn links_without_a_target_stay_links() {
    let document = document("See [the owl page](#) or <https://owls.example> or [![Owl](o.png)](https://seal.example).");
    let targets: Vec<&str> = document.links().iter().map(|l| l.target.as_str()).collect();
    assert_eq!(targets, ["#", "https://owls.example", "https://seal.example"]);
    assert_eq!(document.quote(document.clauses()[0].span), "See the owl page or https://owls.example or Owl.");
}

#[test]
fn nested_lists_lead_in() {
    let sketch = sketch(&document("We keep:\n\n- names\n  - first\n  - last\n- trees\n"));
    let expected = "sentence We keep:\nitem names <- We keep:\nitem first <- We keep: <- names\nitem last <- We keep: <- names\nitem trees <- We keep:\n";
    assert_eq!(sketch, expected);
}

#[test]
fn quoted_and_fenced_text_is_read() {
    assert_eq!(sketch(&document("> We keep\n> nuts.\n\n```\nAnd acorns.\n```\n")), "sentence We keep nuts.\nsentence And acorns.\n");
}

#[test]
fn a_rule_at_the_start_is_no_front_matter() {
    assert_eq!(sketch(&document("---\nWe keep nuts.\n\n---\n\nAll winter.\n")), "sentence We keep nuts.\nsentence All winter.\n");
}

/// Texts made to be slow: with a step that is not linear, this would take minutes.
#[test]
fn hostile_markdown_is_read() {
    let units = [
        "*",
        " > > >",
        "[[[[",
        "|",
        "a",
        "- ",
        "    a\n\n",
        "**a**\n\n",
        "<a",
        "<!--",
        "<div>\n",
        "&amp;",
        "`",
        "a|b\n",
        "[a](b) ",
        "![a](",
        "a\n---\n",
        "\u{a0}",
        "a  \n",
    ];
    for unit in units {
        let text = unit.repeat(200_000 / unit.len());
        assert!(document(&text).text().len() <= text.len() + 1, "{unit:?}");
    }
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "#{1,3} [A-Z][a-z]{1,9}",
        "[A-Z][a-z]{1,9}( \\*\\*[a-z]{1,9}\\*\\*| [a-z]{1,9}| &amp;| \\[[a-z]{1,5}\\]\\([a-z#/]{1,8}\\)){0,12}[.:]?( {2})?",
        " {0,8}([*+-]|[0-9]{1,2}\\.) {1,3}(\\*\\*)?[A-Za-z]{1,9}(\\*\\*)?( [a-z]{1,9}){0,6}",
        "\\|[a-z ]{0,8}\\|[a-z ]{0,8}\\|",
        "\\| --- \\| --- \\|",
        "<(p|div|b|br|!--|script|a href=\"x\"|/p|/div|/script|li)>?[a-z ]{0,9}(-->)?",
        "[ >*_`~|#\\[\\]()<&;:-]{0,12}",
        "\\PC{0,20}",
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn clauses_map_back(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let document = document(&text);
        let mut last = 0;
        for clause in document.clauses() {
            prop_assert!(clause.span.start() >= last && !clause.span.is_empty());
            last = clause.span.end();
            prop_assert!(document.text().get(clause.span.range()).is_some());
            let origin = document.resolve_decoded(clause.span);
            prop_assert!(document.original().get(origin.range()).is_some());
            for (i, c) in document.text()[clause.span.range()].char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
                let at = clause.span.start() + i;
                let place = document.resolve_decoded(crate::text::Span::new(at, at + 1));
                let word = &document.original()[place.range()];
                prop_assert!(word == c.to_string() || word.starts_with('&'), "{c:?} maps to {word:?}");
            }
        }
    }
}
