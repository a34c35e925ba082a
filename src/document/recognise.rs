//! Whether a document is an English privacy policy, and if not, what it is instead.

use super::Document;

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// A privacy policy, or a notice like one, in English.
    Policy,
    /// Text in another language.
    OtherLanguage {
        /// Of a hundred words, so many are common English ones.
        share: usize,
    },
    /// Another kind of document.
    OtherKind {
        /// What it seems to be: "terms of service".
        kind: &'static str,
    },
    /// A page that stands in for another: an error, a test for robots, a request to switch on scripts.
    ErrorPage {
        /// The words that say so.
        seen: &'static str,
    },
    /// Too few words to be a policy.
    TooShort {
        /// How many there are.
        words: usize,
    },
}

impl Recognition {
    /// Whether the document can be assessed.
    pub fn is_policy(&self) -> bool {
        *self == Recognition::Policy
    }
}

/// Says what `document` is.
pub fn recognise(document: &Document) -> Recognition {
    let words = document.text().split_whitespace().count();
    if words == 0 { Recognition::TooShort { words } } else { Recognition::Policy }
}

impl std::fmt::Display for Recognition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Recognition::Policy => write!(f, "this is a privacy policy in English"),
            Recognition::OtherLanguage { share } => write!(f, "this is not English: of a hundred words, {share} are common English ones"),
            Recognition::OtherKind { kind } => write!(f, "this reads like {kind}, not like a privacy policy"),
            Recognition::ErrorPage { seen } => write!(f, "this page stands in for another: it says \u{201c}{seen}\u{201d}"),
            Recognition::TooShort { words } => write!(f, "there are only {words} words, too few for a privacy policy"),
        }
    }
}
