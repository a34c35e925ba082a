//! The language executed naively, for tests: every phrase is tried at every word of every clause, by direct recursion, with no index, no memo and no bit sets.
//!
//! The engine has to find the same matches.

use super::bits::Bits;
use super::matcher::read_stream;
use super::negation::is_negated;
use super::program::{Node, Program};
use crate::document::Document;
use crate::text::{KindMatch, Token, find_kinds, tokenise};
use std::collections::BTreeSet;

/// One match: clause, first and last token of the stream (lead-in included), negated.
pub(super) type Found = (u32, usize, usize, bool);

/// Matches of a phrase in all clauses: for each start the shortest match that reaches the clause's own words.
pub(super) fn find(program: &Program, document: &Document, phrase: usize, today: Option<(u32, u32, u32)>) -> Vec<Found> {
    let tokens = tokenise(document.text(), &program.lexicon);
    let mut stream = Vec::new();
    let mut found = Vec::new();
    for (id, clause) in document.clauses().iter().enumerate() {
        let lead = read_stream(document, &tokens, clause, &mut stream);
        let mut kinds = Vec::new();
        find_kinds(document.text(), &stream, today, &mut kinds);
        let place = Place { program, stream: &stream, kinds: &kinds, lead };
        let compiled = &program.phrases[phrase];
        for start in 0..stream.len() {
            let Some(end) = place.ends(compiled.root, start).into_iter().find(|end| *end > start && *end > lead) else { continue };
            let role = |i: usize| program.roles.get(stream[i].form as usize).copied().unwrap_or(0);
            let negated = !compiled.literal && is_negated(&stream, role, start, end);
            found.push((u32::try_from(id).unwrap_or(u32::MAX), start, end, negated));
        }
    }
    found
}

struct Place<'a> {
    program: &'a Program,
    stream: &'a [Token],
    kinds: &'a [KindMatch],
    lead: usize,
}

impl Place<'_> {
    /// Where a node that starts before token `at` can end.
    fn ends(&self, node: u32, at: usize) -> BTreeSet<usize> {
        let room = <[u64; 6]>::ROOM - 1;
        match &self.program.nodes[node as usize] {
            Node::Term(term) => self.token(*term, at, false),
            Node::Upper(term) => self.token(*term, at, true),
            Node::Kind(kind) => {
                self.kinds.iter().filter(|m| m.kind == *kind && m.start as usize == at).map(|m| (m.end as usize).min(room)).collect()
            }
            Node::Concept(concept) => self.ends(self.program.concepts[*concept as usize].root, at),
            Node::Sequence(parts) => {
                parts.iter().fold(BTreeSet::from([at]), |from, part| from.iter().flat_map(|at| self.ends(*part, *at)).collect())
            }
            Node::Choice(parts) => parts.iter().flat_map(|part| self.ends(*part, at)).collect(),
            Node::Optional(inner) => self.ends(*inner, at).into_iter().chain([at]).collect(),
            Node::Gap(size) => (at..=(at + *size as usize).min(self.stream.len())).collect(),
            Node::Unordered(parts, within) => self.any_order(parts, at, (at + *within as usize).min(self.stream.len()), true),
            Node::Start => BTreeSet::from_iter((at == self.lead).then_some(at)),
            Node::End => BTreeSet::from_iter((at == self.stream.len()).then_some(at)),
        }
    }

    fn token(&self, term: u32, at: usize, upper: bool) -> BTreeSet<usize> {
        let token =
            self.stream.get(at).filter(|t| t.form != 0 && self.program.form_terms.get(t.form).contains(&term) && (!upper || t.is_upper()));
        token.map(|_| at + 1).into_iter().collect()
    }

    fn any_order(&self, parts: &[u32], at: usize, room: usize, first: bool) -> BTreeSet<usize> {
        if parts.is_empty() {
            return BTreeSet::from([at]);
        }
        let starts = if first { at..=at } else { at..=room };
        let mut found = BTreeSet::new();
        for start in starts {
            for n in 0..parts.len() {
                let rest: Vec<u32> = parts.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, p)| *p).collect();
                let ends = self.ends(parts[n], start).into_iter().filter(|end| *end <= room);
                found.extend(ends.flat_map(|end| self.any_order(&rest, end, room, false)));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::pattern::{Compiler, Names};
    use proptest::prelude::*;

    /// The engine's hits are a selection of the naive matches, and where there is a naive match there is a hit of the same clause and polarity.
    fn agree(program: &Program, document: &Document) {
        let hits = super::super::matcher::find_hits(program, document, u32::MAX, Some((2026, 11, 22)));
        for (phrase, hits) in hits.iter().enumerate() {
            let naive = find(program, document, phrase, Some((2026, 11, 22)));
            let ours: BTreeSet<u32> = hits.iter().map(|h| h.clause).collect();
            let theirs: BTreeSet<u32> = naive.iter().map(|f| f.0).collect();
            assert_eq!(ours, theirs, "clauses of phrase {phrase}");
            for hit in hits {
                assert!(naive.iter().any(|f| f.0 == hit.clause && f.3 == hit.negated), "polarity of phrase {phrase}");
            }
        }
    }

    const WORDS: [&str; 12] = ["we", "sell", "share", "your", "data", "not", "never", "with", "partners", "or", "13", "days"];

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(&WORDS[..]);
        let mark = prop::sample::select(&["", ",", ".", ";", " \u{2013}", ":\n\n- "][..]);
        prop::collection::vec((word, mark), 1..90)
            .prop_map(|words| words.iter().map(|(w, m)| format!("{w}{m}")).collect::<Vec<_>>().join(" "))
    }

    fn phrase() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
            prop::sample::select(&["\"sold\"", "#duration", "#number", "<pass>"][..]).prop_map(str::to_owned)
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                (inner.clone(), 0..3u8, inner.clone()).prop_map(|(a, gap, b)| if gap == 0 {
                    format!("{a} {b}")
                } else {
                    format!("{a} ..{gap} {b}")
                }),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} | {b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a})? {b}")),
                (inner.clone(), inner).prop_map(|(a, b)| format!("{{ {a}, {b} }}~7")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn engine_and_reference_agree_on_generated_text(patterns in prop::collection::vec(phrase(), 1..6), text in text()) {
            let mut compiler = Compiler::new();
            let pass = ["share", "sell", "(pass | hand) on", "share ..2 with"].map(str::to_owned);
            prop_assert!(compiler.define("", "pass", &pass).is_ok());
            compiler.set_all_laws();
            for pattern in &patterns {
                // Generated brackets can be refused for good reasons, such as a phrase without any word.
                let _ = compiler.formula(&Names::of(""), pattern);
            }
            let program = compiler.finish();
            let document = crate::source::read("generated", text.as_bytes(), Some(Format::Markdown)).expect("generated text is text");
            agree(&program, &document);
        }
    }

    #[test]
    fn engine_and_reference_agree_on_the_samples() {
        let packs = crate::cli::bundled();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");
        let mut seen = 0;
        for entry in std::fs::read_dir(folder).expect("the samples are there").flatten() {
            let name = entry.path().display().to_string();
            if [".md", ".html", ".txt"].iter().any(|end| name.ends_with(end)) {
                let bytes = std::fs::read(entry.path()).expect("a sample can be read");
                let text: String = String::from_utf8_lossy(&bytes).chars().take(6000).collect();
                agree(&packs.program, &crate::source::read(&name, text.as_bytes(), None).expect("a sample is text"));
                seen += 1;
            }
        }
        assert!(seen >= 5);
    }
}
