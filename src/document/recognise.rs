//! Whether a document is an English privacy policy, and if not, what it is instead.
//!
//! A policy is told by what it does: it says in English what happens to people's data. Such statements are counted, from the beginning, until
//! there are enough; only a text that does not get there is looked at more closely. Notices on cookies, children, staff or one country's law,
//! and terms of service with a part on privacy, make such statements too and are policies.

use super::{ClauseKind, Document};
use crate::text::WordSet;
use std::fmt;

/// So many statements about data make a policy, whatever else the text says.
const ENOUGH: usize = 12;
/// Fewer words than this are too few, unless one of them states what is done with data.
const FEW_WORDS: usize = 60;
/// An error page has fewer words than this.
const ERROR_WORDS: usize = 300;
/// Of a hundred words of English running text, more than this are among [`COMMON`].
const LEAST_COMMON: usize = 10;
/// The language is judged by at least so many words.
const LANGUAGE_WORDS: usize = 20;

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// A privacy policy, or a notice like one, in English.
    Policy,
    /// Text in another language.
    OtherLanguage {
        /// Of a hundred words, so many are common English ones.
        common: usize,
    },
    /// Another kind of document.
    OtherKind {
        /// What it seems to be: "terms of service".
        kind: &'static str,
        /// How many of its sentences say what is done with personal data.
        statements: usize,
        /// How many sentences it has.
        sentences: usize,
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

/// What was seen, as the end of a message.
impl fmt::Display for Recognition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recognition::Policy => write!(f, "this is a privacy policy in English"),
            Recognition::OtherLanguage { common } => {
                write!(f, "this is not English: of a hundred words, {common} are common English ones, where English has thirty or more")
            }
            Recognition::OtherKind { kind, statements, sentences } => {
                write!(f, "this reads like {kind}: of {sentences} sentences, {statements} say what is done with personal data")
            }
            Recognition::ErrorPage { seen } => write!(f, "this page stands in for another: it says “{seen}”"),
            Recognition::TooShort { words: 0 } => write!(f, "there is no text"),
            Recognition::TooShort { words } => {
                write!(f, "there are too few words for a policy ({words}), and none say what is done with personal data")
            }
        }
    }
}

/// Says what `document` is.
pub fn recognise(document: &Document) -> Recognition {
    let mut seen = Seen::default();
    for clause in document.clauses() {
        seen.read(&document.text()[clause.span.range()], clause.kind);
        if seen.statements >= ENOUGH && seen.words >= FEW_WORDS {
            break;
        }
    }
    seen.judge(document)
}

/// What was seen in the clauses read so far.
#[derive(Debug, Default)]
struct Seen {
    words: usize,
    /// Words in clauses long enough to show the language, and those of them that are common in English.
    running: usize,
    common: usize,
    sentences: usize,
    /// Sentences that say what is done with personal data.
    statements: usize,
    /// Whether the text calls itself a policy: "this privacy notice".
    names_itself: bool,
    /// How often it calls itself terms: "these terms of use".
    names_terms: usize,
}

impl Seen {
    fn read(&mut self, clause: &str, kind: ClauseKind) {
        let mut about = About::default();
        let mut count = 0;
        let mut common = 0;
        for word in clause.as_bytes().split(|b| !(b.is_ascii_alphanumeric() || *b == b'-' || *b >= 0x80)).filter(|w| !w.is_empty()) {
            count += 1;
            let mut lower = [0u8; 16];
            let Some(lower) = lower.get_mut(..word.len()) else { continue };
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            let lower = std::str::from_utf8(lower).unwrap_or_default();
            common += usize::from(COMMON.contains(word));
            about.read(lower);
        }
        self.words += count;
        if count >= 5 {
            self.running += count;
            self.common += common;
        }
        if kind != ClauseKind::Heading && count >= 3 {
            self.sentences += 1;
            self.statements += usize::from(about.is_statement());
            self.names_itself |= about.names_itself;
            self.names_terms += usize::from(about.names_terms);
        }
    }

    fn judge(&self, document: &Document) -> Recognition {
        let (words, statements, sentences) = (self.words, self.statements, self.sentences);
        // Lists of data without running text have few common words too, but speak of data in English.
        let foreign = self.running >= LANGUAGE_WORDS && self.common * 100 < self.running * LEAST_COMMON;
        if foreign && statements * 5 < sentences.max(1) {
            return Recognition::OtherLanguage { common: self.common * 100 / self.running };
        }
        if statements >= ENOUGH {
            return Recognition::Policy;
        }
        if words < ERROR_WORDS
            && statements < 2
            && let Some(seen) = error_words(document.text())
        {
            return Recognition::ErrorPage { seen };
        }
        if words < FEW_WORDS {
            return if statements > 0 { Recognition::Policy } else { Recognition::TooShort { words } };
        }
        match self.other_kind(document) {
            Some(kind) => Recognition::OtherKind { kind, statements, sentences },
            None => Recognition::Policy,
        }
    }

    /// What a text with some statements about data is, if they are only by the way.
    fn other_kind(&self, document: &Document) -> Option<&'static str> {
        if self.statements == 0 {
            return Some("a text on another subject");
        }
        if self.names_itself || self.statements * 10 >= self.sentences {
            return None;
        }
        let terms = self.names_terms >= 2 && self.names_terms * 30 >= self.sentences;
        let aside = self.statements * 20 < self.sentences;
        match (terms, aside) {
            (true, _) if aside || !has_privacy_part(document) => Some("terms of service"),
            (_, true) => Some("a page on other subjects"),
            _ => None,
        }
    }
}

/// Whether a heading names privacy, personal data or cookies, and text stands below it.
fn has_privacy_part(document: &Document) -> bool {
    document.sections().iter().any(|section| {
        let Some(heading) = section.heading else { return false };
        let words = document.text()[document.clauses()[heading as usize].span.range()].to_lowercase();
        section.clauses.len() > 3 && ["privacy", "personal", "cookie", "data protection"].iter().any(|w| words.contains(w))
    })
}

/// What a clause speaks of.
#[derive(Debug, Default)]
struct About {
    before: Before,
    /// Personal data, cookies, your details.
    person: bool,
    /// Data of any kind.
    data: bool,
    /// Collecting, sharing, selling.
    gathering: bool,
    /// Using, keeping, deleting, and what else is done with data.
    handling: bool,
    /// "This policy", "this privacy statement".
    names_itself: bool,
    /// "These terms", "terms of use".
    names_terms: bool,
}

/// What the word before was.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Before {
    #[default]
    Other,
    Person,
    This,
    /// "This privacy".
    Privacy,
    Terms,
}

impl About {
    fn read(&mut self, word: &str) {
        let before = std::mem::take(&mut self.before);
        match word {
            "personal" | "personally" | "identifiable" | "private" | "your" | "user" | "users" | "visitor" | "customer" | "usage"
            | "device" | "contact" | "email" | "e-mail" => self.before = Before::Person,
            "information" | "data" | "details" | "address" | "addresses" => {
                self.data |= !word.starts_with("address");
                self.person |= before == Before::Person;
            }
            "this" | "these" => self.before = Before::This,
            "privacy" | "cookie" if before == Before::This => {
                self.person = true;
                self.before = Before::Privacy;
            }
            "policy" => self.names_itself |= matches!(before, Before::This | Before::Privacy),
            "notice" | "statement" => self.names_itself |= before == Before::Privacy,
            "terms" | "agreement" if before == Before::This => self.names_terms = true,
            "terms" => self.before = Before::Terms,
            "of" | "and" if before == Before::Terms => self.before = Before::Terms,
            "use" | "service" | "conditions" if before == Before::Terms => self.names_terms = true,
            "cookie" | "cookies" | "pii" | "privacy" | "gdpr" => self.person = true,
            "use" | "used" | "uses" | "using" | "sold" => self.handling = true,
            _ if has_stem(word, GATHERING) => self.gathering = true,
            _ if has_stem(word, HANDLING) => self.handling = true,
            _ => {}
        }
    }

    /// Whether the clause states what is done with data.
    fn is_statement(&self) -> bool {
        self.person && (self.gathering || self.handling) || self.data && self.gathering
    }
}

fn has_stem(word: &str, stems: &[&str]) -> bool {
    word.len() >= 4 && stems.iter().any(|stem| word.starts_with(stem))
}

/// Beginnings of words for getting data and giving them on.
const GATHERING: &[&str] = &["collect", "gather", "shar", "sell", "disclos", "track", "transmit", "stor"];
/// Beginnings of words for what else is done with data.
const HANDLING: &[&str] =
    &["process", "retain", "keep", "delet", "access", "receiv", "provid", "protect", "transfer", "record", "request", "obtain"];

/// Common English words that other languages seldom share.
const COMMON: WordSet<35> = WordSet::new([
    "and", "any", "are", "be", "been", "by", "can", "for", "from", "has", "have", "if", "is", "it", "may", "not", "of", "on", "or", "our",
    "that", "the", "their", "these", "they", "this", "to", "was", "we", "when", "which", "will", "with", "you", "your",
]);

/// Words of pages that stand in for another.
const ERRORS: &[&str] = &[
    "page not found",
    "404 not found",
    "error 404",
    "404 error",
    "enable javascript",
    "javascript is disabled",
    "javascript is required",
    "turn on javascript",
    "access denied",
    "403 forbidden",
    "captcha",
    "are you a robot",
    "are you human",
    "you are human",
    "not a robot",
    "checking your browser",
    "just a moment",
    "page cannot be found",
    "page can't be found",
    "page could not be found",
    "service unavailable",
    "bad gateway",
    "internal server error",
    "request blocked",
    "has been blocked",
    "unusual traffic",
    "cloudflare",
    "session has expired",
    "no longer available",
    "page doesn't exist",
    "page does not exist",
];

/// The words in `text` by which an error page is known.
fn error_words(text: &str) -> Option<&'static str> {
    let folded = text.to_lowercase().replace('’', "'");
    ERRORS.iter().find(|words| folded.contains(**words)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Format, OriginMap};
    use crate::text::Span;

    fn document(text: &str) -> Document {
        let mut draft = Draft::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            draft.begin(crate::document::BlockKind::Paragraph);
            draft.push(line, Span::new(at, at + line.len()));
            at += line.len();
        }
        Document::new("a.txt", Format::Text, String::new(), text.to_owned(), OriginMap::identity(text.len()), draft)
    }

    fn recognised(text: &str) -> Recognition {
        recognise(&document(text))
    }

    #[test]
    fn a_tiny_policy_is_one() {
        assert!(recognised("We collect no data.").is_policy());
        assert!(recognised("Privacy\nNut Counter does not store or share any personal information.").is_policy());
    }

    #[test]
    fn empty_and_tiny_texts_are_not() {
        assert_eq!(recognised(""), Recognition::TooShort { words: 0 });
        assert_eq!(recognised("Welcome to our shop of nuts"), Recognition::TooShort { words: 6 });
    }

    #[test]
    fn other_languages_are_not() {
        let german =
            "Wir verarbeiten Ihre personenbezogenen Daten nur, wenn Sie uns Ihre Einwilligung gegeben haben oder das Gesetz es erlaubt. ";
        let french =
            "Nous utilisons des cookies et vos données personnelles pour vous fournir le service que vous avez demandé sur notre site. ";
        let dutch = "Wij gebruiken uw gegevens alleen als u daarvoor toestemming heeft gegeven of als de wet ons daartoe verplicht. ";
        let spanish = "Utilizamos los datos personales de los usuarios para prestar el servicio y no los cedemos a terceros sin permiso. ";
        for text in [german, french, dutch, spanish] {
            let found = recognised(&text.repeat(12));
            assert!(matches!(found, Recognition::OtherLanguage { .. }), "{text}: {found:?}");
        }
    }

    #[test]
    fn error_pages_are_not() {
        assert!(matches!(recognised("404 error\nThe page you asked for is not here. Go home."), Recognition::ErrorPage { .. }));
        assert!(matches!(recognised("Please enable JavaScript to go on."), Recognition::ErrorPage { .. }));
        assert!(matches!(recognised("Checking your browser before you go on."), Recognition::ErrorPage { .. }));
    }

    #[test]
    fn terms_are_not_unless_they_speak_of_data() {
        let terms = "These terms of use bind you when you buy nuts. You agree that the nuts are sold as they are. We are not liable for broken teeth. ".repeat(12);
        assert!(matches!(recognised(&terms), Recognition::OtherKind { .. }));
        let with_part = terms + "\nPrivacy\nWe collect your personal information when you order. We share your address with couriers. We keep your data for a year. \
            We use cookies to count visits. You may ask us to delete your data. We do not sell your information. ".repeat(2).as_str();
        assert!(recognised(&with_part).is_policy());
    }

    #[test]
    fn messages_say_what_was_seen() {
        assert!(recognised("404 not found").to_string().contains("404 not found"));
        assert_eq!(recognised("").to_string(), "there is no text");
    }
}
