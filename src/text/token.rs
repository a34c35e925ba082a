//! Words with their places.
//!
//! [`tokenise`] folds case, quotes, accents, ligatures and hyphens on the way and looks each word up in a [`Lexicon`]; unknown words keep their
//! place and nothing else. The folding is described for pattern authors in `docs/patterns.md`.

use super::{Lexicon, Span};

/// What a token is, apart from its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Begins with a digit.
    Number,
    /// An e-mail address.
    Email,
    /// An e-mail address blotted out by the page's protection.
    MaskedEmail,
    /// A web address.
    Url,
}

/// A word, number or address with its place.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its number in the lexicon; 0 when no pattern names it.
    pub form: u32,
    start: u32,
    len: u16,
    flags: u8,
    /// What it is.
    pub kind: TokenKind,
}

const CAPITAL: u8 = 1;
const UPPER: u8 = 2;
const BREAK: u8 = 4;
const MONEY: u8 = 8;
const GLUED: u8 = 16;
const COMMA: u8 = 32;

impl Token {
    /// Its place in the text that was tokenised.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.start as usize + self.len as usize)
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// Byte after the last.
    pub fn end(&self) -> usize {
        self.start as usize + self.len as usize
    }

    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is of two or more letters, all capitals.
    pub fn is_upper(&self) -> bool {
        self.flags & UPPER != 0
    }

    /// Whether punctuation that sets parts of a sentence apart stands before it.
    pub fn follows_break(&self) -> bool {
        self.flags & (BREAK | COMMA) != 0
    }

    /// Whether that punctuation is a comma and nothing more.
    pub fn follows_comma(&self) -> bool {
        self.flags & (BREAK | COMMA) == COMMA
    }

    /// Whether a currency sign stands before it.
    pub fn is_money(&self) -> bool {
        self.flags & MONEY != 0
    }

    /// Whether it is the second half of a contraction and has no place of its own.
    pub fn is_glued(&self) -> bool {
        self.flags & GLUED != 0
    }
}

/// Tokens of `text` in order, looked up in `lexicon`.
pub fn tokenise(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        lexicon,
        tokens: Vec::with_capacity(text.len() / 6 + 8),
        at: 0,
        flags: 0,
        word: Vec::with_capacity(32),
        folded: None,
    };
    scanner.run();
    scanner.tokens
}

/// The words of a pattern, folded as [`tokenise`] folds a policy's, each with its raw spelling.
pub(crate) fn fold_words(text: &str) -> Vec<(String, String)> {
    let lexicon = Lexicon::default();
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        lexicon: &lexicon,
        tokens: Vec::new(),
        at: 0,
        flags: 0,
        word: Vec::new(),
        folded: Some(Vec::new()),
    };
    scanner.run();
    let folded = scanner.folded.take().unwrap_or_default();
    folded.into_iter().zip(&scanner.tokens).map(|(word, token)| (word, text[token.span().range()].to_owned())).collect()
}

/// Folds a character beyond ASCII to the letters it is read as; nothing for characters that are not read.
pub(crate) fn fold_char(c: char) -> Folded {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{2}' => Folded::Nothing,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{ff07}' => Folded::Apostrophe,
        '\u{2010}' | '\u{2011}' => Folded::Hyphen,
        '\u{2012}'..='\u{2015}' | '\u{2022}' | '\u{b7}' | '\u{2026}' | '\u{ab}' | '\u{bb}' => Folded::Break,
        '§' => Folded::Letters("section"),
        '€' | '£' | '¥' => Folded::Currency,
        'ﬁ' => Folded::Letters("fi"),
        'ﬂ' => Folded::Letters("fl"),
        'ﬀ' => Folded::Letters("ff"),
        'ﬃ' => Folded::Letters("ffi"),
        'ﬄ' => Folded::Letters("ffl"),
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => Folded::Letters("a"),
        'æ' | 'Æ' => Folded::Letters("ae"),
        'ç' | 'Ç' | 'č' | 'ć' => Folded::Letters("c"),
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ě' | 'ę' => Folded::Letters("e"),
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' => Folded::Letters("i"),
        'ñ' | 'Ñ' | 'ń' => Folded::Letters("n"),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' => Folded::Letters("o"),
        'ß' => Folded::Letters("ss"),
        'š' | 'Š' | 'ś' => Folded::Letters("s"),
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => Folded::Letters("u"),
        'ý' | 'ÿ' => Folded::Letters("y"),
        'ž' | 'Ž' | 'ź' | 'ż' => Folded::Letters("z"),
        c if c.is_alphanumeric() => Folded::Other,
        _ => Folded::Space,
    }
}

/// How a character beyond ASCII is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    Nothing,
    Apostrophe,
    Hyphen,
    Break,
    Currency,
    Letters(&'static str),
    Other,
    Space,
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    lexicon: &'t Lexicon,
    tokens: Vec<Token>,
    at: usize,
    flags: u8,
    word: Vec<u8>,
    /// Every token's folded word, when a pattern is read.
    folded: Option<Vec<String>>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while self.at < self.bytes.len() {
            let b = self.bytes[self.at];
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.word(),
                b',' => {
                    self.flags |= COMMA;
                    self.at += 1;
                }
                b';' | b':' | b'(' | b')' | b'!' | b'?' | b'|' => {
                    self.flags |= BREAK;
                    self.at += 1;
                }
                b'[' => self.bracket(),
                b'-' => {
                    if !self.between_letters() {
                        self.flags |= BREAK;
                    }
                    self.at += 1;
                }
                b'.' => {
                    self.flags |= BREAK;
                    self.at += 1;
                }
                b'$' => {
                    self.flags |= MONEY;
                    self.at += 1;
                }
                b'&' => self.sign(b"and"),
                b'%' => self.sign(b"percent"),
                b'@' => self.email(),
                0x80.. => self.wide(),
                _ => self.at += 1,
            }
        }
    }

    fn between_letters(&self) -> bool {
        let letter = |i: Option<usize>| i.and_then(|i| self.bytes.get(i)).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        letter(self.at.checked_sub(1)) && letter(Some(self.at + 1))
    }

    fn sign(&mut self, word: &[u8]) {
        let form = self.find(word);
        self.push(form, self.at, self.at + 1, TokenKind::Word, 0);
        self.at += 1;
    }

    fn wide(&mut self) {
        let c = self.char_at(self.at);
        match fold_char(c) {
            Folded::Letters("section") => {
                let form = self.find(b"section");
                self.push(form, self.at, self.at + c.len_utf8(), TokenKind::Word, 0);
                self.at += c.len_utf8();
            }
            Folded::Letters(_) | Folded::Other => self.word(),
            folded => {
                match folded {
                    Folded::Break => self.flags |= BREAK,
                    Folded::Currency => self.flags |= MONEY,
                    _ => {}
                }
                self.at += c.len_utf8();
            }
        }
    }

    /// The word's number in the lexicon; keeps the word when a pattern is read.
    fn find(&mut self, word: &[u8]) -> u32 {
        if let Some(folded) = &mut self.folded {
            folded.push(String::from_utf8_lossy(word).into_owned());
        }
        self.lexicon.find(word)
    }

    fn find_word(&mut self) -> u32 {
        let word = std::mem::take(&mut self.word);
        let form = self.find(&word);
        self.word = word;
        form
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().expect("the scanner stops at character boundaries inside the text")
    }

    fn push(&mut self, form: u32, start: usize, end: usize, kind: TokenKind, flags: u8) {
        let len = u16::try_from(end - start).unwrap_or(u16::MAX);
        let start = u32::try_from(start).expect("files are smaller than 4 GiB");
        self.tokens.push(Token { form, start, len, flags: flags | self.flags, kind });
        self.flags = 0;
    }

    /// Reads one run of letters and digits into `self.word`, folded; gives whether it has lower-case letters.
    fn letters(&mut self) -> bool {
        let mut lower = false;
        while let Some(&b) = self.bytes.get(self.at) {
            match b {
                b'a'..=b'z' => {
                    lower = true;
                    self.word.push(b);
                    self.at += 1;
                }
                b'0'..=b'9' => {
                    self.word.push(b);
                    self.at += 1;
                }
                b'A'..=b'Z' => {
                    self.word.push(b | 0x20);
                    self.at += 1;
                }
                0x80.. => {
                    let c = self.char_at(self.at);
                    match fold_char(c) {
                        Folded::Letters("section") => break,
                        Folded::Letters(s) => {
                            lower |= !c.is_uppercase();
                            self.word.extend_from_slice(s.as_bytes());
                        }
                        Folded::Other => {
                            lower |= !c.is_uppercase();
                            self.word.extend_from_slice(&self.bytes[self.at..self.at + c.len_utf8()]);
                        }
                        Folded::Nothing => {}
                        _ => break,
                    }
                    self.at += c.len_utf8();
                }
                _ => break,
            }
        }
        lower
    }

    fn word(&mut self) {
        let start = self.at;
        self.word.clear();
        let lower = self.letters();
        if self.bytes[start].is_ascii_digit() {
            return self.number(start);
        }
        if self.bytes.get(self.at) == Some(&b'.') && self.dotted(start) {
            return;
        }
        if self.bytes.get(self.at) == Some(&b':') && self.address_scheme(start) {
            return;
        }
        let mut flags = if self.char_at(start).is_uppercase() { CAPITAL } else { 0 };
        if !lower && self.at - start > 1 {
            flags |= UPPER;
        }
        self.hyphenated();
        self.contraction(start, flags);
    }

    /// "e-mail", "de-identified", "re-use": one word.
    fn hyphenated(&mut self) {
        let Some(after) = self.after_hyphen() else { return };
        let next = self.bytes[after].to_ascii_lowercase();
        let joins = match self.word.as_slice() {
            b"e" => next == b'm',
            b"de" | b"re" | b"co" | b"pre" | b"un" | b"on" | b"web" => next.is_ascii_alphabetic(),
            _ => false,
        };
        let on_line = !matches!(self.word.as_slice(), b"on" | b"web")
            || self.bytes[after..].get(..4).is_some_and(|w| w.eq_ignore_ascii_case(b"line") || w.eq_ignore_ascii_case(b"site"));
        if joins && on_line {
            self.at = after;
            self.letters();
        }
    }

    /// The byte after a hyphen that joins this word to the next.
    fn after_hyphen(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let c = rest.chars().next()?;
        let hyphen = c == '-' || (c as u32 >= 0x80 && fold_char(c) == Folded::Hyphen);
        let after = self.at + c.len_utf8();
        (hyphen && self.bytes.get(after).is_some_and(u8::is_ascii_alphabetic)).then_some(after)
    }

    /// Emits the word just read; splits "don't", "we'll", drops a possessive.
    fn contraction(&mut self, start: usize, flags: u8) {
        let end = self.at;
        let Some(after) = self.after_apostrophe() else {
            if self.word.as_slice() == b"cannot" {
                return self.split(start, end, b"can", b"not", flags);
            }
            let form = self.find_word();
            return self.push(form, start, end, TokenKind::Word, flags);
        };
        let tail_end = self.bytes[after..].iter().position(|b| !b.is_ascii_alphabetic()).map_or(self.bytes.len(), |n| after + n);
        let tail = self.bytes[after..tail_end].to_ascii_lowercase();
        let rest: Option<&[u8]> = match tail.as_slice() {
            b"t" if self.word.last() == Some(&b'n') => Some(b"not"),
            b"ll" => Some(b"will"),
            b"re" => Some(b"are"),
            b"ve" => Some(b"have"),
            b"d" => Some(b"would"),
            b"m" => Some(b"am"),
            b"s" | b"" => None,
            _ => {
                let form = self.find_word();
                return self.push(form, start, end, TokenKind::Word, flags);
            }
        };
        self.at = tail_end;
        match rest {
            Some(b"not") => {
                self.word.pop();
                let stem: Vec<u8> = match self.word.as_slice() {
                    b"wo" => b"will".to_vec(),
                    b"ca" => b"can".to_vec(),
                    b"sha" => b"shall".to_vec(),
                    other => other.to_vec(),
                };
                self.split(start, tail_end, &stem, b"not", flags);
            }
            Some(word) => {
                let stem = self.word.clone();
                self.split(start, tail_end, &stem, word, flags);
            }
            None => {
                let form = self.find_word();
                self.push(form, start, end, TokenKind::Word, flags);
            }
        }
    }

    fn after_apostrophe(&self) -> Option<usize> {
        let c = self.text[self.at..].chars().next()?;
        let apostrophe = c == '\'' || c == '`' || (c as u32 >= 0x80 && fold_char(c) == Folded::Apostrophe);
        apostrophe.then_some(self.at + c.len_utf8())
    }

    fn split(&mut self, start: usize, end: usize, first: &[u8], second: &[u8], flags: u8) {
        let (a, b) = (self.find(first), self.find(second));
        self.push(a, start, end, TokenKind::Word, flags);
        self.push(b, start, end, TokenKind::Word, GLUED);
    }

    fn number(&mut self, start: usize) {
        while let Some(b'.' | b',') = self.bytes.get(self.at)
            && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit)
        {
            self.at += 1;
            while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                self.at += 1;
            }
        }
        self.word.clear();
        let (text, end) = (self.bytes, self.at);
        self.word.extend(text[start..end].iter().filter(|b| **b != b',').map(u8::to_ascii_lowercase));
        let form = self.find_word();
        self.push(form, start, end, TokenKind::Number, 0);
    }

    /// A word followed by a full stop: an abbreviation of letters, or a web address without scheme.
    fn dotted(&mut self, start: usize) -> bool {
        let single = self.at - start == 1;
        if single && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic) {
            return self.initials(start);
        }
        let end = self.host_end(start);
        let host = &self.text[start..end];
        let path = self.bytes.get(end) == Some(&b'/') && self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        let Some((_, top)) = host.rsplit_once('.') else { return false };
        let known = is_top_level(top) || host.len() > 4 && host[..4].eq_ignore_ascii_case("www.");
        if !(known || path && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_lowercase())) || self.bytes.get(end) == Some(&b'@') {
            return false;
        }
        self.address(start, end);
        true
    }

    /// "U.S.", "e.g.": letters with full stops are one word.
    fn initials(&mut self, start: usize) -> bool {
        let mut at = self.at;
        let mut word = vec![self.bytes[start].to_ascii_lowercase()];
        while self.bytes.get(at) == Some(&b'.')
            && self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
            && !self.bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric)
        {
            word.push(self.bytes[at + 1].to_ascii_lowercase());
            at += 2;
        }
        if word.len() < 2 {
            return false;
        }
        let upper = self.bytes[start].is_ascii_uppercase();
        let form = self.find(&word);
        self.push(form, start, at, TokenKind::Word, if upper { CAPITAL | UPPER } else { 0 });
        // A full stop after the last letter belongs to the abbreviation.
        self.at = if self.bytes.get(at) == Some(&b'.') { at + 1 } else { at };
        true
    }

    fn host_end(&self, start: usize) -> usize {
        let len = self.bytes[start..].iter().take(256).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        let mut end = start + len;
        while end > start && matches!(self.bytes[end - 1], b'.' | b'-') {
            end -= 1;
        }
        end
    }

    /// "https://…", "mailto:…".
    fn address_scheme(&mut self, start: usize) -> bool {
        let rest = &self.bytes[self.at + 1..];
        match self.word.as_slice() {
            b"http" | b"https" if rest.starts_with(b"//") => {
                self.address(start, self.at + 3);
                true
            }
            _ => false,
        }
    }

    /// A web address from `start`; `from` is where its unread rest begins.
    fn address(&mut self, start: usize, from: usize) {
        let stop = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b')' | b']' | b'|' | b'*' | b'\\') || *b >= 0x80;
        let mut end = self.bytes[from..].iter().position(stop).map_or(self.bytes.len(), |n| from + n);
        while end > from && matches!(self.bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'_') {
            end -= 1;
        }
        end = end.min(start + usize::from(u16::MAX));
        self.push(0, start, end.max(from), TokenKind::Url, 0);
        self.at = end.max(from);
    }

    fn bracket(&mut self) {
        let rest = &self.text[self.at..];
        let masked = ["[email protected]", "[email\u{a0}protected]", "[email&#160;protected]"];
        if let Some(found) = masked.iter().find(|m| rest.get(..m.len()).is_some_and(|r| r.eq_ignore_ascii_case(m))) {
            self.push(0, self.at, self.at + found.len(), TokenKind::MaskedEmail, 0);
            self.at += found.len();
        } else {
            self.flags |= BREAK;
            self.at += 1;
        }
    }

    /// At an "@": takes the local part back from the tokens already read, if there is one.
    fn email(&mut self) {
        let at = self.at;
        let local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
        let floor = at.saturating_sub(64);
        let start = at - self.bytes[floor..at].iter().rev().take_while(|b| local(b)).count();
        let end = self.host_end(at + 1);
        if start == at || !self.text[at + 1..end].contains('.') {
            self.at += 1;
            return;
        }
        let mut flags = 0;
        while let Some(last) = self.tokens.last()
            && last.start() >= start
        {
            flags = last.flags & (BREAK | COMMA);
            self.tokens.pop();
        }
        self.flags = flags;
        self.push(0, start, end, TokenKind::Email, 0);
        self.at = end;
    }
}

/// Whether a bare "name.top" is read as a web address.
fn is_top_level(top: &str) -> bool {
    const TOPS: [&str; 44] = [
        "com", "org", "net", "gov", "edu", "info", "biz", "eu", "uk", "de", "fr", "it", "es", "nl", "ie", "io", "ai", "app", "dev",
        "example", "ca", "ch", "at", "be", "au", "nz", "jp", "se", "dk", "fi", "pl", "pt", "cz", "co", "tv", "me", "us", "in", "tech",
        "online", "shop", "cloud", "int", "ly",
    ];
    TOPS.contains(&top) || top.bytes().all(|b| b.is_ascii_uppercase()) && TOPS[..8].contains(&top.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let lexicon = Lexicon::new(["do", "not", "we", "will", "can", "email", "us", "company"]);
        tokenise(text, &lexicon).iter().map(|t| format!("{}:{}", &text[t.span().range()], t.form)).collect()
    }

    #[test]
    fn contractions_are_two_words_in_one_place() {
        assert_eq!(
            words("don’t we'll cannot won't"),
            ["don’t:1", "don’t:2", "we'll:3", "we'll:4", "cannot:5", "cannot:2", "won't:4", "won't:2"]
        );
    }

    #[test]
    fn possessives_are_dropped() {
        assert_eq!(words("company's companies' US"), ["company:8", "companies:0", "US:7"]);
    }

    #[test]
    fn addresses_are_one_token() {
        let kinds: Vec<_> = tokenise(
            "Write to dpo.office@kestrel.example, https://kestrel.example/a(b or kestrel.example/dpo. [email protected] U.S. e-mail",
            &Lexicon::new(["email"]),
        )
        .iter()
        .map(|t| t.kind)
        .collect();
        use TokenKind::{Email, MaskedEmail, Url, Word};
        assert_eq!(kinds, [Word, Word, Email, Url, Word, Url, MaskedEmail, Word, Word]);
    }

    #[test]
    fn a_missing_space_after_a_sentence_is_no_address() {
        assert_eq!(words("company.We"), ["company:8", "We:3"]);
    }

    #[test]
    fn accents_and_soft_hyphens_are_folded() {
        assert_eq!(words("com\u{ad}pany e\u{2011}mail cafés"), ["com\u{ad}pany:8", "e\u{2011}mail:6", "cafés:0"]);
    }
}
