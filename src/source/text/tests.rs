//! Plain text as it is found: each file in `tests/data/text` has its outline beside it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;

use crate::document::sketch::sketch;
use crate::document::{Document, Format};
use crate::source::read;

fn document(text: &str) -> Document {
    read("policy.txt", text.as_bytes(), Some(Format::Text)).unwrap()
}

/// The words of all clauses, one a line.
fn words(text: &str) -> String {
    let document = document(text);
    document.clauses().iter().map(|c| document.quote(c.span) + "\n").collect()
}

macro_rules! outlines {
    ($($test:ident: $file:literal,)*) => {$(
        #[test]
        fn $test() {
            let text = include_str!(concat!("../../../tests/data/text/", $file, ".txt"));
            assert_eq!(sketch(&document(text)), include_str!(concat!("../../../tests/data/text/", $file, ".outline")));
        }
    )*};
}

outlines! {
    run_in_heads_and_addresses: "run-in",
    lists_without_bullets: "flat-lists",
    hard_wrapped_lines: "wrapped",
    numbered_clauses: "numbered",
    tables_between_tabs: "table",
}

#[test]
fn markdown_in_a_text_file_is_read_as_such() {
    let document = document("# Nuts\n\nWe keep **nuts**.\n\n## Owls\n\nSee [the owl page](https://owls.example/).\n");
    assert_eq!(sketch(&document), "  heading Nuts\n  sentence We keep nuts.\n    heading Owls\n    sentence See the owl page.\n");
    assert_eq!(document.links()[0].target, "https://owls.example/");
}

#[test]
fn bullets_inside_a_line_are_items() {
    let sketch = sketch(&document("We keep: • your name • your tree\nThat is all we keep of you."));
    assert_eq!(sketch, "sentence We keep:\nitem your name <- We keep:\nitem your tree <- We keep:\nsentence That is all we keep of you.\n");
}

#[test]
fn underlined_lines_are_headings() {
    assert_eq!(sketch(&document("Owls\n====\nWe tell owls nothing.\n")), "  heading Owls\n  sentence We tell owls nothing.\n");
}

#[test]
fn marks_of_markdown_are_not_read() {
    let document = document("**Owls**\nWe tell owls **nothing** as [they know](https://owls.example/).\n");
    assert_eq!(sketch(&document), "  heading Owls\n  sentence We tell owls nothing as they know.\n");
    assert_eq!(document.links()[0].target, "https://owls.example/");
}

#[test]
fn a_menu_gives_no_headings() {
    let sketch = sketch(&document("Home\nNuts\nTrees\nOwls\nBirds\nShop\nWe keep your nuts safe and warm.\n"));
    assert_eq!(sketch.lines().filter(|l| l.trim_start().starts_with("heading")).count(), 3);
}

/// Texts made to be slow: with a step that is not linear, this would take minutes.
#[test]
fn hostile_text_is_read() {
    let units = [
        "a:\n",
        "A\n",
        "* a\n",
        "1. a\n",
        "a\tb\n",
        "|",
        "a|b|c\n",
        "12 Elm St\n",
        "We may:\nA\nB\n",
        "• a ",
        "[",
        "**",
        "\u{a0}",
        "a.A",
        "A a ",
        "\r",
        "…",
        "(a) b;\n",
    ];
    for unit in units {
        let text = unit.repeat(400_000 / unit.len());
        assert!(document(&text).text().len() <= text.len() + 1, "{unit:?}");
    }
}

/// Lines such as policies are made of.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \t]{0,6}[A-Z][a-z]{1,9}( [A-Za-z]{1,9}){0,20}[.:;,?]?",
        "[ ]{0,4}([*•o-]|[0-9]{1,2}\\.|\\([a-z]\\)) [a-z]{1,9}( [a-z]{1,9}){0,9}[;.]?",
        "[A-Z ]{2,20}",
        "[A-Za-z]{2,9} (-|–) We [a-z]{1,9} [a-z]{1,9} [a-z]{1,9} [a-z]{1,9}\\.",
        "[a-z|\t]{0,20}",
        "(-|=|\\*){3,9}",
        "\\PC{0,30}",
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn clauses_are_ordered_words_of_the_text(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let document = document(&text);
        let mut last = 0;
        for clause in document.clauses() {
            prop_assert!(clause.span.start() >= last && !clause.span.is_empty());
            let read = document.text().get(clause.span.range()).unwrap();
            prop_assert_eq!(read, read.trim());
            last = clause.span.end();
            // Nothing stands for anything else in text without misread encodings: the words are those of the file.
            let origin = &document.original()[document.resolve_decoded(clause.span).range()];
            prop_assert!(origin.len() >= read.len());
            prop_assert_eq!(origin.chars().next(), read.chars().next());
        }
    }

    #[test]
    fn no_word_is_lost(lines in prop::collection::vec("[a-z]{2,8}( [a-z]{2,8}){0,12}[.:]?", 1..20)) {
        let text = lines.join("\n");
        let read = words(&text);
        prop_assert_eq!(read.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().filter(|w| *w != "o").collect::<Vec<_>>());
    }
}
