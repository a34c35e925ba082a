//! Whom each clause speaks to.

use crate::document::{ClauseId, ClauseKind, Document};
use crate::pack::Audience;
use crate::pattern::Hits;

/// The bit for everyone.
const EVERYONE: u8 = 1;
/// Clauses at the beginning of a section, its heading not counted, that may say whom it is for.
const OPENING: u32 = 2;

/// How many clauses of its paragraph after it a clause's audience reaches.
const REACH: usize = 5;

/// Audience bits for every clause of the document that `hits` was made from.
///
/// A heading's or opening sentence's audience holds for its section and those below it, unless they name another; a clause's own for the rest of its paragraph, list or table.
pub fn find_audiences(hits: &Hits<'_>, audiences: &[Audience]) -> Vec<u8> {
    let document = hits.document();
    let by_heading = collect(hits, audiences, |a| &a.heading);
    let by_opening = collect(hits, audiences, |a| &a.opening);
    let mut by_clause = collect(hits, audiences, |a| &a.clause);
    by_clause.iter_mut().zip(&by_opening).for_each(|(own, opening)| *own |= opening);
    let sections = section_audiences(document, &by_heading, &by_opening, &by_clause);
    let mut found = Vec::with_capacity(document.clauses().len());
    let mut group = (u32::MAX, 0);
    let mut since = 0;
    for (id, clause) in document.clauses().iter().enumerate() {
        let section = sections[clause.section as usize];
        let own = by_clause[id];
        if clause.group != group.0 {
            group = (clause.group, 0);
        }
        if own != 0 {
            group.1 = own;
            since = 0;
        } else if clause.kind == ClauseKind::Sentence {
            // Lists and tables are for one audience from head to foot; a long paragraph moves on.
            since += 1;
            if since > REACH {
                group.1 = 0;
            }
        }
        let led = document.leads(clause).iter().map(|lead| by_clause[*lead as usize]).find(|bits| *bits != 0).unwrap_or(0);
        let bits = [group.1, led, section].into_iter().find(|bits| *bits != 0).unwrap_or(EVERYONE);
        found.push(bits);
    }
    found
}

/// For each clause, the audiences for which one of the chosen patterns holds.
fn collect<'a>(hits: &Hits<'_>, audiences: &'a [Audience], patterns: impl Fn(&'a Audience) -> &'a Vec<u32>) -> Vec<u8> {
    let mut bits = vec![0; hits.document().clauses().len()];
    for audience in audiences {
        for pattern in patterns(audience) {
            for found in hits.matches(*pattern) {
                bits[found.clause as usize] |= audience.bit;
            }
        }
    }
    bits
}

fn section_audiences(document: &Document, by_heading: &[u8], by_opening: &[u8], by_clause: &[u8]) -> Vec<u8> {
    let mut found: Vec<u8> = Vec::with_capacity(document.sections().len());
    for section in document.sections() {
        let heading = section.heading.map_or(0, |h| by_heading[h as usize]);
        let inherited = section.parent.map_or(0, |p| found[p as usize]);
        let from: ClauseId = section.clauses.start + u32::from(section.heading.is_some());
        let opening = if section.heading.is_some() {
            let said =
                (from..(from + OPENING).min(section.clauses.end)).map(|c| by_opening[c as usize]).find(|bits| *bits != 0).unwrap_or(0);
            // A section that goes on to speak to others is for each in turn, not for the first alone.
            let others = (from..section.clauses.end).any(|c| by_clause[c as usize] != 0 && by_clause[c as usize] & said == 0);
            if others { 0 } else { said }
        } else {
            0
        };
        found.push([heading, opening, inherited].into_iter().find(|bits| *bits != 0).unwrap_or(0));
    }
    found
}
