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

const NEGATORS: [&str; 18] = [
    "not", "never", "no", "nor", "neither", "none", "nobody", "nothing", "without", "unable", "refuse", "refuses", "refused", "decline", "cease", "ceased", "prohibited", "dont",
];
const BREAKERS: [&str; 19] = [
    "but", "if", "unless", "that", "which", "who", "when", "where", "because", "however", "except", "although", "though", "while", "whether", "until", "so", "then", "please",
];
const CANCELLERS: [&str; 22] = [
    "only", "just", "merely", "solely", "limited", "necessarily", "matter", "later", "cost", "costs", "charge", "fee", "fees", "hesitate", "less", "more", "undue", "delay", "limitation", "doubt", "notice", "earlier",
];
const DISARMERS: [&str; 2] = ["or", "whether"];

/// All words with a role, and the role.
pub(super) fn roles() -> impl Iterator<Item = (&'static str, u8)> {
    let with = |words: &'static [&'static str], role: u8| words.iter().map(move |w| (*w, role));
    with(&NEGATORS, NEGATOR).chain(with(&BREAKERS, BREAKER)).chain(with(&CANCELLERS, CANCELLER)).chain(with(&DISARMERS, DISARMER))
}

/// Whether a pattern's word is a negator.
pub(super) fn is_negator(word: &str) -> bool {
    NEGATORS.contains(&word)
}

/// How far before a match a negator is looked for, in words.
const REACH: usize = 4;

/// Whether words `start` to `end` of a clause are negated; `role` gives each word's roles.
pub(super) fn is_negated(tokens: &[Token], role: impl Fn(usize) -> u8, start: usize, end: usize) -> bool {
    let negates = |i: usize| {
        role(i) & NEGATOR != 0
            && !(i + 1 < tokens.len() && role(i + 1) & CANCELLER != 0)
            && !(i > 0 && role(i - 1) & DISARMER != 0)
    };
    if (start..end).any(negates) {
        return true;
    }
    for i in (start.saturating_sub(REACH)..start).rev() {
        // Punctuation or a conjunction between the word and the match ends its reach.
        if tokens[i + 1].follows_break() || role(i) & BREAKER != 0 {
            return false;
        }
        if negates(i) {
            return true;
        }
    }
    false
}
