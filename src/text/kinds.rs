//! Kinds of token: durations, dates, telephone numbers, addresses and the like, found by their shape.

use super::{Token, TokenKind};
use serde::{Deserialize, Serialize};

/// A kind that patterns can ask for with `#name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A number in digits or words.
    Number,
    /// A number and a unit of time.
    Duration,
    /// A calendar date, or a month of a year.
    Date,
    /// A date more than twelve months before the day of the check.
    OldDate,
    /// Any other date.
    RecentDate,
    /// A year from 1990 to 2099.
    Year,
    /// An amount of money.
    Money,
    /// An e-mail address.
    Email,
    /// An e-mail address blotted out.
    MaskedEmail,
    /// A web address.
    Url,
    /// A telephone number.
    Phone,
    /// A postal address.
    Address,
    /// A reference to an article or section of a law.
    Article,
    /// A name with its legal form.
    Company,
    /// A capitalised word inside a sentence.
    Name,
}

impl Kind {
    /// All kinds with the names patterns use.
    pub const NAMES: [(Kind, &'static str); 15] = [
        (Kind::Number, "number"),
        (Kind::Duration, "duration"),
        (Kind::Date, "date"),
        (Kind::OldDate, "old-date"),
        (Kind::RecentDate, "recent-date"),
        (Kind::Year, "year"),
        (Kind::Money, "money"),
        (Kind::Email, "email"),
        (Kind::MaskedEmail, "masked-email"),
        (Kind::Url, "url"),
        (Kind::Phone, "phone"),
        (Kind::Address, "address"),
        (Kind::Article, "article"),
        (Kind::Company, "company"),
        (Kind::Name, "name"),
    ];

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::NAMES.iter().find(|(_, n)| *n == name).map(|(kind, _)| *kind)
    }

    /// The name of the kind.
    pub fn name(self) -> &'static str {
        Kind::NAMES[self as usize].1
    }
}

/// Where a kind was found: tokens `start` to `end` (not included).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindMatch {
    /// What was found.
    pub kind: Kind,
    /// First token.
    pub start: u16,
    /// Token after the last.
    pub end: u16,
}

/// A calendar day as a number that grows with time: year × 372 + month × 31 + day, all from 0.
fn day_number(year: u32, month: u32, day: u32) -> u32 {
    year * 372 + month.saturating_sub(1) * 31 + day.saturating_sub(1)
}

/// Finds all kinds in `tokens` of `text` and puts them into `found` in order of their start.
///
/// `today` is the day of the check as (year, month, day); without it dates are neither old nor recent.
pub fn find_kinds(text: &str, tokens: &[Token], today: Option<(u32, u32, u32)>, found: &mut Vec<KindMatch>) {
    found.clear();
    let finder = Finder { text, tokens };
    let mut dated_until = 0;
    let mut numbers = false;
    for (i, token) in tokens.iter().enumerate() {
        let mut add = |kind: Kind, len: usize| {
            let fit = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            found.push(KindMatch { kind, start: fit(i), end: fit(i + len) });
        };
        match token.kind {
            TokenKind::Email => add(Kind::Email, 1),
            TokenKind::MaskedEmail => add(Kind::MaskedEmail, 1),
            TokenKind::Url => add(Kind::Url, 1),
            TokenKind::Number => {
                numbers = true;
                add(Kind::Number, 1);
                finder.number(i, &mut add);
            }
            TokenKind::Word => finder.word(i, &mut add),
        }
        if i >= dated_until
            && (token.kind == TokenKind::Number || token.is_capitalised())
            && let Some((len, day)) = finder.date(i)
        {
            dated_until = i + len;
            add(Kind::Date, len);
            if let Some((year, month, date)) = today {
                add(if day + 372 < day_number(year, month, date) { Kind::OldDate } else { Kind::RecentDate }, len);
            }
        }
    }
    if numbers {
        finder.phones(found);
    }
    found.sort_by_key(|m| (m.start, m.end, m.kind));
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Finder<'_> {
    fn raw(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.text[t.span().range()])
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        let raw = self.raw(i);
        words.iter().any(|w| raw.eq_ignore_ascii_case(w))
    }

    fn value(&self, i: usize) -> Option<u32> {
        let token = self.tokens.get(i)?;
        let raw = self.raw(i);
        if token.kind == TokenKind::Number {
            let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            return digits.parse().ok();
        }
        number_word(raw)
    }

    fn number(&self, i: usize, add: &mut impl FnMut(Kind, usize)) {
        if let Some(len) = self.duration(i) {
            add(Kind::Duration, len);
        }
        let raw = self.raw(i);
        if raw.len() == 4 && (raw.starts_with("20") || raw.starts_with("199")) && raw.bytes().all(|b| b.is_ascii_digit()) {
            add(Kind::Year, 1);
        }
        if self.tokens[i].is_money() {
            add(Kind::Money, 1);
        } else if self.is(i + 1, &["dollars", "dollar", "euros", "euro", "usd", "eur", "cents", "pounds", "gbp"]) {
            add(Kind::Money, 2);
        }
        if let Some(len) = self.address(i) {
            add(Kind::Address, len);
        }
    }

    fn word(&self, i: usize, add: &mut impl FnMut(Kind, usize)) {
        let token = &self.tokens[i];
        let raw = self.raw(i);
        if number_word(raw).is_some() {
            add(Kind::Number, 1);
        }
        if let Some(len) = self.duration(i) {
            add(Kind::Duration, len);
        }
        if let Some(len) = self.article(i) {
            add(Kind::Article, len);
        }
        if i > 0 && token.is_capitalised() && !token.is_glued() {
            add(Kind::Name, 1);
        }
        if token.is_capitalised()
            && let Some(len) = self.company(i)
        {
            add(Kind::Company, len);
        }
        if token.is_capitalised()
            && let Some(len) = self.address(i)
        {
            add(Kind::Address, len);
        }
    }

    /// "30 days", "twelve (12) months", "forty-five calendar days", "a year".
    fn duration(&self, i: usize) -> Option<usize> {
        let mut at = i;
        if self.is(at, &["a", "an"]) {
            at += 1;
        } else {
            self.value(at)?;
            at += 1;
            while self.value(at).is_some() && at - i < 4 {
                at += 1;
            }
        }
        if self.is(at, &["calendar", "business", "working", "consecutive", "additional", "full", "further", "more", "week", "school"]) {
            at += 1;
        }
        let units = ["day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours"];
        (self.is(at, &units) && self.tokens[at].start() - self.tokens[i].start() < 60).then_some(at + 1 - i)
    }

    fn article(&self, i: usize) -> Option<usize> {
        if !self.is(
            i,
            &["art", "arts", "article", "articles", "section", "sections", "sec", "§", "§§", "recital", "regulation", "directive", "title"],
        ) {
            return None;
        }
        let mut at = i + 1;
        if self.is(at, &["no", "eu", "§"]) {
            at += 1;
        }
        if self.tokens.get(at)?.kind != TokenKind::Number {
            return None;
        }
        at += 1;
        while at < self.tokens.len() && at - i < 10 {
            let short = self.raw(at).len() <= 2 && self.tokens[at].start() - self.tokens[at - 1].end() <= 2;
            let word = self.is(at, &["para", "paragraph", "lit", "letter", "sentence", "no", "sub"]);
            if !(short && !self.is(at, &["of", "or", "to", "in", "we", "is", "as", "by", "if", "at", "an", "on", "it"]) || word) {
                break;
            }
            at += 1;
        }
        Some(at - i)
    }

    /// A capitalised name that ends in a legal form, from its first word.
    fn company(&self, i: usize) -> Option<usize> {
        if i > 0 && self.tokens[i - 1].is_capitalised() && !self.tokens[i].follows_break() && !is_legal_form(self.raw(i - 1)) {
            return None;
        }
        if self.is(i, &["stichting", "foundation", "university", "hospital", "verein", "association"])
            && self.tokens.get(i + 1)?.is_capitalised()
        {
            return Some(2);
        }
        let mut at = i + 1;
        while at < self.tokens.len() && at - i <= 7 {
            let token = &self.tokens[at];
            if is_legal_form(self.raw(at)) && !token.is_glued() && self.is_proper_name(i, at) {
                let more = usize::from(self.tokens.get(at + 1).is_some_and(|_| is_legal_form(self.raw(at + 1))));
                return Some(at + 1 + more - i);
            }
            let joins = token.is_capitalised() || self.is(at, &["and", "&", "of", "the", "for", "de", "und", "et"]);
            if !joins || token.follows_break() && self.text[..token.start()].trim_end().ends_with([';', ':']) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether words `start` to `form` are a name before its legal form: not "The Company", "Our Foundation", "Top Construction Company".
    fn is_proper_name(&self, start: usize, form: usize) -> bool {
        const PLAIN: &[&str] = &[
            "the",
            "our",
            "this",
            "a",
            "an",
            "your",
            "other",
            "parent",
            "holding",
            "such",
            "each",
            "any",
            "another",
            "insurance",
            "construction",
            "every",
            "third",
            "outside",
            "that",
            "which",
            "group",
            "about",
            "both",
        ];
        const WORDS: &[&str] =
            &["company", "co", "foundation", "university", "se", "as", "sa", "ag", "limited", "corporation", "incorporated"];
        let named = (start..form).any(|i| self.tokens[i].is_capitalised() && !self.is(i, PLAIN));
        named
            && !(self.is(form, WORDS) && self.is(form - 1, PLAIN))
            && !(self.is(form, &["company"]) && form - start < 2 && start > 0 && self.is(start - 1, PLAIN))
    }

    /// The date that begins at token `i`: how many tokens, and the day.
    fn date(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(month) = month_word(self.raw(i)) {
            return self.date_from_month(i, month);
        }
        if self.tokens[i].kind != TokenKind::Number {
            return None;
        }
        let raw = self.raw(i);
        if raw.matches('.').count() == 2 {
            let mut parts = raw.split('.').map(|p| p.parse::<u32>().ok());
            let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
            return day_of(a, b, c).map(|day| (1, day));
        }
        if self.tight(i) && self.tight(i + 1) {
            let (a, b, c) = (self.value(i)?, self.value(i + 1)?, self.value(i + 2)?);
            return day_of(a, b, c).map(|day| (3, day));
        }
        if raw.len() == 8 && raw.starts_with("20") && raw.bytes().all(|b| b.is_ascii_digit()) {
            let number = |range: std::ops::Range<usize>| raw[range].parse::<u32>().ok();
            return day_of(number(0..4)?, number(4..6)?, number(6..8)?).map(|day| (1, day));
        }
        // "8/2022": a month of a year.
        if self.tight(i)
            && let (Some(month), Some(year)) = (self.value(i).filter(|m| (1..=12).contains(m)), self.year(i + 1))
        {
            return Some((2, day_number(year, month, 31)));
        }
        // "15 November 2013", "15th of November, 2013", "15th day of November 2013"
        let day = self.value(i).filter(|d| (1..=31).contains(d))?;
        let mut at = i + 1;
        while self.is(at, &["of", "day", "st", "nd", "rd", "th"]) && at < i + 4 {
            at += 1;
        }
        let month = month_word(self.raw(at))?;
        let year = self.year(at + 1)?;
        Some((at + 2 - i, day_number(year, month, day)))
    }

    fn date_from_month(&self, i: usize, month: u32) -> Option<(usize, u32)> {
        if let Some(year) = self.year(i + 1) {
            return Some((2, day_number(year, month, 31)));
        }
        let day = self.value(i + 1).filter(|d| (1..=31).contains(d))?;
        let mut at = i + 2;
        while self.is(at, &["of", "st", "nd", "rd", "th"]) && at < i + 4 {
            at += 1;
        }
        let year = self.year(at)?;
        Some((at + 1 - i, day_number(year, month, day)))
    }

    fn year(&self, i: usize) -> Option<u32> {
        let raw = self.raw(i);
        (raw.len() == 4).then(|| raw.parse().ok()).flatten().filter(|y| (1990..2100).contains(y))
    }

    /// Whether tokens `i` and `i + 1` are numbers with one of `-/.` between.
    fn tight(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.tokens.get(i), self.tokens.get(i + 1)) else { return false };
        a.kind == TokenKind::Number
            && b.kind == TokenKind::Number
            && matches!(&self.text[a.end()..b.start()], "-" | "/" | "." | "\u{2011}" | "\u{2013}" | " / ")
    }

    fn phones(&self, found: &mut Vec<KindMatch>) {
        let mut i = 0;
        while i < self.tokens.len() {
            let len = self.phone(i);
            if len > 0 && !found.iter().any(|m| m.kind == Kind::Date && (m.start as usize) < i + len && i < m.end as usize) {
                let fit = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
                found.push(KindMatch { kind: Kind::Phone, start: fit(i), end: fit(i + len) });
            }
            i += len.max(1);
        }
    }

    fn phone(&self, i: usize) -> usize {
        let mut digits = 0;
        let mut at = i;
        while let Some(token) = self.tokens.get(at) {
            let raw = self.raw(at);
            let numeric = token.kind == TokenKind::Number && raw.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !token.is_money();
            let letters = at > i && digits >= 4 && token.is_upper() && raw.len() <= 8 && digits < 11;
            let near = at == i || {
                let between = &self.text[self.tokens[at - 1].end()..token.start()];
                between.len() <= 4 && !between.contains([',', ';', ':', '\n', '/']) && (numeric || between.starts_with('-'))
            };
            if !(numeric || letters) || !near {
                break;
            }
            digits += raw.bytes().filter(u8::is_ascii_alphanumeric).count();
            at += 1;
        }
        let len = at - i;
        let years = len == 2 && self.year(i).is_some();
        let first = self.raw(i).len();
        let decimal = len == 1 && !(self.raw(i).matches('.').count() >= 2 || self.is_international(i) && digits >= 8);
        let postcode = len == 2 && first == 5 && self.raw(i + 1).len() == 4;
        if (7..=16).contains(&digits) && !years && !decimal && !postcode && first <= 5 + 10 * usize::from(len == 1) { len } else { 0 }
    }

    fn is_international(&self, i: usize) -> bool {
        self.text[..self.tokens[i].start()].ends_with('+')
    }

    /// The postal address that begins at token `i`.
    fn address(&self, i: usize) -> Option<usize> {
        const STREETS: &[&str] = &[
            "street",
            "st",
            "avenue",
            "ave",
            "road",
            "rd",
            "boulevard",
            "blvd",
            "lane",
            "ln",
            "drive",
            "dr",
            "way",
            "suite",
            "ste",
            "floor",
            "plaza",
            "parkway",
            "pkwy",
            "square",
            "court",
            "ct",
            "place",
            "pl",
            "row",
            "quay",
            "highway",
            "hwy",
            "walk",
            "terrace",
            "crescent",
            "close",
            "wharf",
            "circle",
            "strasse",
            "straße",
            "str",
            "platz",
            "weg",
            "rue",
            "via",
            "calle",
            "laan",
            "straat",
            "kade",
            "broadway",
        ];
        let token = &self.tokens[i];
        if self.is(i, &["po", "p.o"]) && self.is(i + 1, &["box"]) && self.tokens.get(i + 2)?.kind == TokenKind::Number {
            return Some(3);
        }
        if token.kind == TokenKind::Number {
            return (1..=5)
                .rev()
                .find(|n| self.is(i + n, STREETS) && self.tokens[i + n].is_capitalised() && self.tokens[i + 1].is_capitalised())
                .map(|n| n + 1)
                .or_else(|| self.postcode_place(i));
        }
        // "CA 94000", "Dublin 1" (no), "SW1A 1AA"
        let next = self.tokens.get(i + 1)?;
        let next_raw = self.raw(i + 1);
        let zip = token.is_upper()
            && self.raw(i).len() == 2
            && next.kind == TokenKind::Number
            && next_raw.len() == 5
            && next_raw.bytes().all(|b| b.is_ascii_digit());
        let code = self.raw(i);
        let royal = (2..=4).contains(&code.len())
            && code.bytes().any(|b| b.is_ascii_digit())
            && (next_raw.len() == 3 && next.kind == TokenKind::Number && next_raw.ends_with(|c: char| c.is_ascii_uppercase())
                || code.len() == 3 && next_raw.len() == 4 && next.is_upper());
        if zip || royal {
            return Some(2);
        }
        // "Am Speicher 3, 28195 Bremen": a street's name, its number, a postcode, a place.
        let number = next.kind == TokenKind::Number && next_raw.len() <= 4;
        let place = |at: usize| {
            self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number && (4..=6).contains(&self.raw(at).len()))
                && self.tokens.get(at + 1).is_some_and(Token::is_capitalised)
        };
        (number && place(i + 2)).then_some(4)
    }

    /// "34117 Kassel, Germany" or "1013 AB Amsterdam": a postcode before a place.
    fn postcode_place(&self, i: usize) -> Option<usize> {
        let raw = self.raw(i);
        if !(4..=6).contains(&raw.len())
            || !raw.bytes().all(|b| b.is_ascii_digit())
            || self.year(i).is_some()
            || !self.tokens[i].follows_break()
        {
            return None;
        }
        self.tokens.get(i + 1).filter(|t| t.is_capitalised() && t.kind == TokenKind::Word && !t.follows_break()).map(|_| 2)
    }
}

/// Year, month, day in any of the usual orders.
fn day_of(a: u32, b: u32, c: u32) -> Option<u32> {
    let (year, x, y) = if a >= 1990 {
        (a, b, c)
    } else if c >= 1990 {
        (c, a, b)
    } else if c < 100 && a <= 31 {
        (2000 + c, a, b)
    } else {
        return None;
    };
    let (month, day) = if (1..=12).contains(&x) && (1..=31).contains(&y) {
        (x, y)
    } else if (1..=12).contains(&y) && (1..=31).contains(&x) {
        (y, x)
    } else {
        return None;
    };
    (year < 2100).then(|| day_number(year, month, day))
}

fn month_word(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if word.len() < 3 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    MONTHS
        .iter()
        .position(|m| lower == *m || lower.len() >= 3 && lower.len() <= 4 && m.starts_with(&lower))
        .and_then(|n| u32::try_from(n + 1).ok())
}

/// The value of a number word up to ninety.
pub(crate) fn number_word(word: &str) -> Option<u32> {
    NUMBER_WORDS.iter().find(|(w, _)| word.eq_ignore_ascii_case(w)).map(|(_, n)| *n)
}

/// Number words from one to ninety.
pub(crate) const NUMBER_WORDS: [(&str, u32); 27] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

fn is_legal_form(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "inc",
        "incorporated",
        "llc",
        "ltd",
        "limited",
        "gmbh",
        "corp",
        "corporation",
        "ag",
        "sa",
        "s.a",
        "srl",
        "s.r.l",
        "spa",
        "s.p.a",
        "bv",
        "b.v",
        "nv",
        "n.v",
        "ab",
        "oy",
        "oyj",
        "oü",
        "plc",
        "llp",
        "lp",
        "l.p",
        "l.l.c",
        "p.l.c",
        "co",
        "company",
        "sas",
        "s.a.s",
        "se",
        "kg",
        "ek",
        "e.k",
        "as",
        "a/s",
        "aps",
        "ev",
        "e.v",
        "pty",
        "pte",
        "kft",
        "sarl",
        "s.à",
        "sl",
        "s.l",
        "slu",
        "doo",
        "d.o.o",
        "sro",
        "s.r.o",
        "ug",
        "ohg",
        "kk",
        "k.k",
        "foundation",
        "university",
        "sia",
        "uab",
        "pvt",
        "ood",
        "eood",
        "zoo",
        "z.o.o",
        "fze",
        "fzco",
        "fz-llc",
        "dmcc",
        "sasu",
        "s.a.s.u",
        "eurl",
        "gbr",
        "mbh",
        "lda",
        "pjsc",
        "kgaa",
        "asa",
        "ltda",
        "s.l.u",
        "a.s",
        "jsc",
        "llc-fz",
        "fz",
    ];
    word.len() >= 2
        && (word.starts_with(char::is_uppercase) || word.contains('.') || matches!(word, "plc" | "as" | "a/s"))
        && word != "As"
        && word != "as"
        && FORMS.iter().any(|f| word.eq_ignore_ascii_case(f) || (f == &"oü" && word == "OÜ"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lexicon, tokenise};

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let tokens = tokenise(text, &Lexicon::default());
        let mut found = Vec::new();
        find_kinds(text, &tokens, Some((2026, 11, 22)), &mut found);
        let words = |m: &KindMatch| text[tokens[m.start as usize].start()..tokens[m.end as usize - 1].end()].to_owned();
        found.iter().filter(|m| !matches!(m.kind, Kind::Name | Kind::Number | Kind::Year)).map(|m| (m.kind, words(m))).collect()
    }

    fn holds(text: &str, kind: Kind, words: &str) {
        let found = kinds(text);
        assert!(found.iter().any(|(k, w)| *k == kind && w == words), "{text}: {found:?}");
    }

    fn lacks(text: &str, kind: Kind) {
        let found = kinds(text);
        assert!(!found.iter().any(|(k, _)| *k == kind), "{text}: {found:?}");
    }

    #[test]
    fn durations() {
        holds("kept for twelve (12) months after", Kind::Duration, "twelve (12) months");
        holds("a 30-day period", Kind::Duration, "30-day");
        holds("within forty-five calendar days", Kind::Duration, "forty-five calendar days");
        lacks("under 13 you", Kind::Duration);
    }

    #[test]
    fn dates_old_and_recent() {
        holds("Last updated: November 15, 2013", Kind::OldDate, "November 15, 2013");
        holds("As of 1st of March 2026.", Kind::RecentDate, "1st of March 2026");
        holds("Version 2026-02-01", Kind::RecentDate, "2026-02-01");
        holds("Effective 01.02.2020", Kind::OldDate, "01.02.2020");
        holds("Last updated 8/2022", Kind::OldDate, "8/2022");
        holds("Version 20260301", Kind::RecentDate, "20260301");
        holds("APRIL-2024", Kind::OldDate, "APRIL-2024");
        holds("effective 3/14/2019", Kind::OldDate, "3/14/2019");
        lacks("you may 12 times", Kind::Date);
    }

    #[test]
    fn telephones_and_addresses() {
        holds("tel. +49 421 555 0143 or", Kind::Phone, "49 421 555 0143");
        holds("call 1-800-555-0199", Kind::Phone, "1-800-555-0199");
        holds("ring (555) 555-0100", Kind::Phone, "555) 555-0100");
        lacks("from 2018-2019 and § 1798.100", Kind::Phone);
        holds("at 14 Quay Row, Galway", Kind::Address, "14 Quay Row");
        holds("Am Speicher 3, 28195 Bremen", Kind::Address, "Speicher 3, 28195 Bremen");
        holds("P.O. Box 12", Kind::Address, "P.O. Box 12");
        holds("Durham, NC 27701", Kind::Address, "NC 27701");
        lacks("We keep 3 copies", Kind::Address);
    }

    #[test]
    fn companies_and_articles() {
        holds("we are Harrowfield Lamps GmbH, Bremen", Kind::Company, "Harrowfield Lamps GmbH");
        holds("Kestrel & Vine Limited is", Kind::Company, "Kestrel & Vine Limited");
        holds("under Art. 6(1)(f) GDPR", Kind::Article, "Art. 6(1)(f");
        holds("Maple Orchard Software, Inc. of", Kind::Company, "Maple Orchard Software, Inc");
        lacks("Our Company sells", Kind::Article);
    }
}
