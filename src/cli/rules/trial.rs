//! `lacuna rules try`: what a pattern matches.

use super::super::args::RulesTryArgs;
use super::super::inputs::read_document;
use super::super::packs::read_rules;
use super::super::{Failure, Outcome};
use crate::document::{Document, Format};
use crate::pack::PackFile;
use crate::pattern::{Hits, Match, audience_names};
use miette::miette;
use std::io::{Read, Write};

/// Runs the command.
pub(super) fn run(args: &RulesTryArgs) -> Result<Outcome, Failure> {
    let files = match &args.packs.rules {
        Some(folder) => read_rules(folder, &args.packs.law)?,
        None => Vec::<PackFile>::new(),
    };
    let (packs, formula) = crate::pack::load_with_pattern(&files, &args.home, &args.pattern).map_err(|mistakes| {
        let all: Vec<String> =
            mistakes.iter().map(|m| format!("{} at {}..{}: {} ({})", m.path, m.span.start(), m.span.end(), m.what, m.hint)).collect();
        miette!("{}", all.join("\n"))
    })?;
    let mut out = std::io::stdout().lock();
    let mut shown = 0;
    let mut total = 0;
    for path in &args.files {
        let document = if path.as_os_str() == "-" { read_lines()? } else { read_document(path)? };
        let mut hits = Hits::find(&packs.program, &document, u32::MAX, None);
        let audiences = crate::engine::find_audiences(&hits, &packs.audiences);
        hits.set_audiences(audiences);
        for found in hits.matches(formula) {
            total += 1;
            if shown < args.most {
                shown += 1;
                show(&mut out, &document, &hits, &found, args.verbose).map_err(|e| miette!("cannot write: {e}"))?;
            }
        }
    }
    writeln!(out, "{total} matches, {shown} shown").map_err(|e| miette!("cannot write: {e}"))?;
    Ok(Outcome::Clean)
}

fn read_lines() -> Result<Document, Failure> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| miette!("cannot read standard input: {e}"))?;
    crate::source::read("-", text.as_bytes(), Some(Format::Text)).map_err(|e| miette!("{e:?}"))
}

/// One line a match: place, the clause with its marks in brackets; with `verbose`, audience and headings.
fn show(out: &mut impl Write, document: &Document, hits: &Hits<'_>, found: &Match, verbose: bool) -> std::io::Result<()> {
    let clause = &document.clauses()[found.clause as usize];
    let mut line = String::new();
    let mut at = clause.span.start();
    for mark in found.marks.iter().filter(|m| m.start() >= clause.span.start() && m.end() <= clause.span.end()) {
        if mark.start() < at {
            continue;
        }
        line.push_str(&document.text()[at..mark.start()]);
        line.push('[');
        line.push_str(&document.text()[mark.range()]);
        line.push(']');
        at = mark.end();
    }
    line.push_str(&document.text()[at..clause.span.end()]);
    let line: Vec<&str> = line.split_whitespace().collect();
    writeln!(out, "{}:{}: {}", document.path(), document.locate(clause.span).line, line.join(" "))?;
    if verbose {
        let quote = |id: &u32| document.quote(document.clauses()[*id as usize].span);
        let headings: Vec<String> = document.headings(clause).map(|h| quote(&h)).collect();
        let leads: Vec<String> = document.leads(clause).iter().map(quote).collect();
        writeln!(
            out,
            "    audience {}; under {}; led by {}",
            audience_names(hits.audience(found.clause)).join("+"),
            headings.join(" < "),
            leads.join(" / ")
        )?;
    }
    Ok(())
}
