//! Clauses that cannot both be true.

use super::Reader;
use crate::finding::{ContradictionReading, Evidence};
use crate::pack::Packs;

/// The first pair of clauses for each kind of contradiction; the two speak to readers in common, and neither is a heading of the other.
pub(super) fn find_contradictions(reader: &Reader<'_>, packs: &Packs) -> Vec<ContradictionReading> {
    let mut found = Vec::new();
    for (number, kind) in packs.contradictions.iter().enumerate() {
        let gather = |patterns: &[u32]| -> Vec<Evidence> { patterns.iter().flat_map(|p| reader.evidence(*p)).collect() };
        let ones = gather(&kind.one);
        if ones.is_empty() || !gather(&kind.unless).is_empty() {
            continue;
        }
        let others = gather(&kind.other);
        let everyone = 1;
        let meet = |a: &Evidence, b: &Evidence| {
            let (a, b) = (reader.audience(a), reader.audience(b));
            a & b != 0 || (a | b) & everyone != 0
        };
        let pair =
            ones.iter().find_map(|one| others.iter().find(|other| one.span != other.span && meet(one, other)).map(|other| (one, other)));
        if let Some((one, other)) = pair {
            found.push(ContradictionReading { contradiction: number, one: one.clone(), other: other.clone() });
        }
    }
    found
}
