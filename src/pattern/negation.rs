//! What makes a statement its opposite.

use crate::text::Token;

/// The word negates what follows it.
pub(super) const NEGATOR: u8 = 1;
/// The word begins another part of the sentence, into which a negator before it does not reach.
pub(super) const BREAKER: u8 = 2;
/// After a negator, the word takes its force away: "not only", "no later than".
pub(super) const CANCELLER: u8 = 4;
/// Before a negator, the word takes its force away: "whether or not".
pub(super) const DISARMER: u8 = 8;

/// The word joins the parts of an enumeration.
pub(super) const JOINER: u8 = 16;

const NEGATORS: [&str; 18] = [
    "not",
    "never",
    "no",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "without",
    "unable",
    "refuse",
    "refuses",
    "refused",
    "decline",
    "cease",
    "ceased",
    "prohibited",
    "dont",
];
const BREAKERS: [&str; 19] = [
    "but", "if", "unless", "that", "which", "who", "when", "where", "because", "however", "except", "although", "though", "while",
    "whether", "until", "so", "then", "please",
];
const CANCELLERS: [&str; 23] = [
    "prejudice",
    "only",
    "just",
    "merely",
    "solely",
    "limited",
    "necessarily",
    "matter",
    "later",
    "cost",
    "costs",
    "charge",
    "fee",
    "fees",
    "hesitate",
    "less",
    "more",
    "undue",
    "delay",
    "limitation",
    "doubt",
    "notice",
    "earlier",
];
const DISARMERS: [&str; 2] = ["or", "whether"];
const JOINERS: [&str; 3] = ["or", "nor", "and"];

/// All words with a role, and the role.
pub(super) fn roles() -> impl Iterator<Item = (&'static str, u8)> {
    let with = |words: &'static [&'static str], role: u8| words.iter().map(move |w| (*w, role));
    with(&NEGATORS, NEGATOR)
        .chain(with(&BREAKERS, BREAKER))
        .chain(with(&CANCELLERS, CANCELLER))
        .chain(with(&DISARMERS, DISARMER))
        .chain(with(&JOINERS, JOINER))
}

/// Whether a pattern's word is a negator.
pub(super) fn is_negator(word: &str) -> bool {
    NEGATORS.contains(&word)
}

/// How far before a match a negator is looked for, in words.
const REACH: usize = 4;
/// The same in an enumeration, over its commas.
const LIST_REACH: usize = 10;
/// Most words between two commas of an enumeration.
const LIST_ITEM: usize = 3;

/// Whether words `start` to `end` of a clause are negated; `role` gives each word's roles.
pub(super) fn is_negated(tokens: &[Token], role: impl Fn(usize) -> u8, start: usize, end: usize) -> bool {
    let negates = |i: usize| {
        role(i) & NEGATOR != 0 && !(i + 1 < tokens.len() && role(i + 1) & CANCELLER != 0) && !(i > 0 && role(i - 1) & DISARMER != 0)
    };
    if (start..end).any(negates) {
        return true;
    }
    // "do not sell, rent or trade": the negator reaches over the commas of an enumeration.
    let listed = (start.saturating_sub(1)..(start + 3).min(tokens.len())).any(|i| role(i) & JOINER != 0);
    let (mut item, mut crossed) = (0, false);
    for i in (start.saturating_sub(LIST_REACH)..start).rev() {
        if tokens[i + 1].follows_break() {
            if !(listed && tokens[i + 1].follows_comma() && item <= LIST_ITEM) {
                return false;
            }
            (item, crossed) = (0, true);
        }
        if role(i) & BREAKER != 0 || start - i > REACH && !crossed {
            return false;
        }
        if negates(i) {
            // "If you do not agree, write or call": a condition is no enumeration.
            let condition = crossed && (i.saturating_sub(4)..i).any(|k| role(k) & BREAKER != 0);
            return !condition;
        }
        item += 1;
    }
    false
}
