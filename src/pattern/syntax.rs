//! The language as written: from a pattern's text to its syntax tree.
//!
//! Grammar, loosest first: formula `a | b`, `a & b`, `!a`, scopes `name:( … )`; phrase: items one after another; item: word, `"quoted"`,
//! `<concept>`, `#kind`, `( a | b )`, `{ a, b }~N`, `..N`, `^`, `$`, each with `?` where it may be absent.

use super::error::Mistake;
use crate::text::{Kind, Span};
use serde::{Deserialize, Serialize};

/// A phrase: something that stands in a run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// A word in all its inflections, folded.
    Word(String),
    /// A word in this form alone; `upper` when it has to stand in capitals.
    Exact {
        /// The word, folded.
        word: String,
        /// Whether it has to stand in capitals.
        upper: bool,
    },
    /// A number in digits, or in words up to ninety-nine.
    Numeral(u32),
    /// A kind of token.
    Kind(Kind),
    /// A named phrase.
    Concept(String),
    /// Parts one after another.
    Sequence(Vec<Phrase>),
    /// One of several.
    Choice(Vec<Phrase>),
    /// A part that may be absent.
    Optional(Box<Phrase>),
    /// Up to so many words.
    Gap(u8),
    /// All parts in any order, without overlap, within so many words.
    Unordered(Vec<Phrase>, u8),
    /// The start of the clause's own words.
    Start,
    /// The end of the clause.
    End,
}

/// Whether a phrase wants its words affirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// Not negated.
    Affirmed,
    /// Negated.
    Negated,
    /// Either.
    Any,
}

/// Where a scope looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The headings above.
    Heading,
    /// The clauses that lead in.
    Lead,
    /// The clause's own words.
    Own,
    /// The clause before.
    Before,
    /// The clause after.
    After,
    /// The clause and three on each side, in its section.
    Near,
    /// The paragraph, list or table.
    Paragraph,
    /// The section with those below it.
    Section,
    /// The policy.
    Policy,
    /// So many clauses of the policy.
    Times(u8),
}

/// A boolean formula over phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A phrase in the clause.
    Phrase(Phrase, Polarity),
    /// All of them.
    And(Vec<Formula>),
    /// One of them.
    Or(Vec<Formula>),
    /// Not this.
    Not(Box<Formula>),
    /// Elsewhere.
    Scope(Scope, Box<Formula>),
    /// A link or printed address whose target contains this, folded to lower case.
    Link(String),
    /// The clause speaks to this audience.
    Audience(String),
    /// The clause is of this kind: heading, item, cell.
    Is(String),
    /// A regular expression over the folded clause.
    Regex(String),
}

/// Reads a pattern.
///
/// # Errors
/// All mistakes found, with spans into `text`.
pub fn parse_formula(text: &str) -> Result<Formula, Vec<Mistake>> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let parsed = parser.formula().and_then(|node| {
        parser.skip_space();
        if parser.at < text.len() {
            let here = parser.rest().chars().next().map_or(' ', |c| c);
            return Err(parser.mistake(parser.at, parser.at + here.len_utf8(), format!("unexpected `{here}`"), "close or remove it"));
        }
        node.into_formula()
    });
    parsed.map_err(|mistake| vec![mistake])
}

/// Reads a concept's alternative: a phrase, no formula.
///
/// # Errors
/// As [`parse_formula`]; also when the text is a formula.
pub fn parse_phrase(text: &str) -> Result<Phrase, Vec<Mistake>> {
    match parse_formula(text)? {
        Formula::Phrase(phrase, Polarity::Affirmed) => Ok(phrase),
        _ => Err(vec![Mistake::new(
            Span::new(0, text.len()),
            "a concept is a phrase, not a formula".into(),
            "leave out `&`, `!` and scopes; put them into the pattern that uses the concept".into(),
        )]),
    }
}

/// A parsed part that may still be a phrase.
enum Node {
    Phrase(Phrase, Span),
    Formula(Formula, Span),
}

impl Node {
    fn into_formula(self) -> Result<Formula, Mistake> {
        match self {
            Node::Phrase(phrase, span) if is_void(&phrase) => Err(Mistake::new(
                span,
                "this phrase can match no word at all".into(),
                "name at least one word, concept or kind that has to stand there".into(),
            )),
            Node::Phrase(phrase, _) => Ok(Formula::Phrase(phrase, Polarity::Affirmed)),
            Node::Formula(formula, _) => Ok(formula),
        }
    }

    fn span(&self) -> Span {
        match self {
            Node::Phrase(_, span) | Node::Formula(_, span) => *span,
        }
    }

    fn into_phrase(self) -> Result<Phrase, Mistake> {
        match self {
            Node::Phrase(phrase, _) => Ok(phrase),
            Node::Formula(_, span) => Err(Mistake::new(
                span,
                "a formula stands inside a phrase".into(),
                "`&`, `!`, scopes and predicates join whole phrases; take them out of the sequence".into(),
            )),
        }
    }
}

/// Whether a phrase can match without any word.
pub(crate) fn is_void(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Gap(_) | Phrase::Optional(_) | Phrase::Start | Phrase::End => true,
        Phrase::Sequence(parts) => parts.iter().all(is_void),
        Phrase::Choice(parts) => parts.iter().any(is_void),
        Phrase::Unordered(parts, _) => parts.iter().all(is_void),
        _ => false,
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
}

const SCOPES: [(&str, Scope); 9] = [
    ("heading", Scope::Heading),
    ("lead", Scope::Lead),
    ("own", Scope::Own),
    ("before", Scope::Before),
    ("after", Scope::After),
    ("near", Scope::Near),
    ("paragraph", Scope::Paragraph),
    ("section", Scope::Section),
    ("policy", Scope::Policy),
];

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn mistake(&self, start: usize, end: usize, what: String, hint: &str) -> Mistake {
        Mistake::new(Span::new(start.min(end), end.min(self.text.len()).max(start.min(end))), what, hint.to_owned())
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, sign: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.rest().chars().next()
    }

    fn formula(&mut self) -> Result<Node, Mistake> {
        self.depth += 1;
        if self.depth > 60 {
            return Err(self.mistake(self.at, self.at + 1, "nested too deeply".into(), "name inner parts as concepts"));
        }
        let start = self.at;
        let mut parts = vec![self.conjunction()?];
        while self.eat("|") {
            parts.push(self.conjunction()?);
        }
        self.depth -= 1;
        let span = Span::new(start, self.at);
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        if parts.iter().all(|p| matches!(p, Node::Phrase(..))) {
            let phrases = parts.into_iter().map(Node::into_phrase).collect::<Result<_, _>>()?;
            return Ok(Node::Phrase(Phrase::Choice(phrases), span));
        }
        let formulas = parts.into_iter().map(Node::into_formula).collect::<Result<_, _>>()?;
        Ok(Node::Formula(Formula::Or(formulas), span))
    }

    fn conjunction(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        let mut parts = vec![self.unary()?];
        while self.eat("&") {
            parts.push(self.unary()?);
        }
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        let formulas = parts.into_iter().map(Node::into_formula).collect::<Result<_, _>>()?;
        Ok(Node::Formula(Formula::And(formulas), Span::new(start, self.at)))
    }

    fn unary(&mut self) -> Result<Node, Mistake> {
        self.skip_space();
        let start = self.at;
        if self.eat("!") {
            let inner = self.unary()?.into_formula()?;
            return Ok(Node::Formula(Formula::Not(Box::new(inner)), Span::new(start, self.at)));
        }
        if let Some(node) = self.prefixed()? {
            return Ok(node);
        }
        self.sequence()
    }

    /// A scope, polarity or predicate: `name:…`.
    fn prefixed(&mut self) -> Result<Option<Node>, Mistake> {
        let start = self.at;
        let name: String = self.rest().chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let after = start + name.len();
        if name.is_empty() || !self.text[after..].starts_with(':') {
            return Ok(None);
        }
        self.at = after + 1;
        let node = if let Some((_, scope)) = SCOPES.iter().find(|(n, _)| *n == name) {
            Formula::Scope(*scope, Box::new(self.operand()?.into_formula()?))
        } else if let Some(count) = name.strip_prefix("times").and_then(|n| n.parse::<u8>().ok()).filter(|n| *n > 0) {
            Formula::Scope(Scope::Times(count), Box::new(self.operand()?.into_formula()?))
        } else {
            match name.as_str() {
                "any" => Formula::Phrase(self.operand()?.into_phrase()?, Polarity::Any),
                "no" => Formula::Phrase(self.operand()?.into_phrase()?, Polarity::Negated),
                "link" => Formula::Link(self.literal()?.to_lowercase()),
                "audience" => Formula::Audience(self.name()),
                "is" => Formula::Is(self.name()),
                "re" => Formula::Regex(self.literal()?.to_owned()),
                _ => {
                    let known =
                        "heading, lead, own, before, after, near, paragraph, section, policy, timesN, any, no, link, audience, is, re";
                    return Err(self.mistake(
                        start,
                        after + 1,
                        format!("unknown scope or predicate `{name}:`"),
                        &format!("known are {known}"),
                    ));
                }
            }
        };
        Ok(Some(Node::Formula(node, Span::new(start, self.at))))
    }

    /// What a scope or polarity takes: a formula in brackets, or one item.
    fn operand(&mut self) -> Result<Node, Mistake> {
        self.skip_space();
        match self.item()? {
            Some(node) => Ok(node),
            None => Err(self.mistake(self.at, self.at + 1, "nothing to look for".into(), "put a formula in brackets after the colon")),
        }
    }

    fn name(&mut self) -> String {
        let name: String = self.rest().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.at += name.len();
        name
    }

    fn literal(&mut self) -> Result<&'t str, Mistake> {
        let start = self.at;
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return Err(self.mistake(start, start + 1, "a text in quotes is missing".into(), "write link:\"…\" or re:'…'"));
        };
        let inner = &self.text[start + 1..];
        let Some(len) = inner.find(quote) else {
            return Err(self.mistake(start, self.text.len(), "the quotes are not closed".into(), "close them"));
        };
        self.at = start + 1 + len + 1;
        Ok(&inner[..len])
    }

    fn sequence(&mut self) -> Result<Node, Mistake> {
        self.skip_space();
        let start = self.at;
        let mut nodes = Vec::new();
        while let Some(node) = self.item()? {
            nodes.push(node);
        }
        let span = Span::new(start, self.at.max(start));
        if nodes.is_empty() {
            return Err(self.mistake(start, start + 1, "a phrase is missing here".into(), "write a word, <concept>, #kind or ( … )"));
        }
        if nodes.len() == 1 {
            return Ok(nodes.remove(0));
        }
        let phrases = nodes.into_iter().map(Node::into_phrase).collect::<Result<Vec<_>, _>>()?;
        Ok(Node::Phrase(Phrase::Sequence(phrases), span))
    }

    fn item(&mut self) -> Result<Option<Node>, Mistake> {
        let Some(c) = self.peek() else { return Ok(None) };
        let start = self.at;
        let node = match c {
            '(' => {
                self.at += 1;
                let inner = self.formula()?;
                if !self.eat(")") {
                    return Err(self.mistake(start, start + 1, "this bracket is not closed".into(), "add `)`"));
                }
                inner
            }
            '{' => self.unordered()?,
            '<' => self.concept()?,
            '#' => self.kind()?,
            '"' => self.quoted()?,
            '^' | '$' => {
                self.at += 1;
                Node::Phrase(if c == '^' { Phrase::Start } else { Phrase::End }, Span::new(start, self.at))
            }
            '.' if self.rest().starts_with("..") => self.gap()?,
            c if c.is_alphanumeric() || c == '§' => {
                // A scope ends the sequence: `word heading:( … )` wants an `&`.
                let name_len = self.rest().chars().take_while(char::is_ascii_alphanumeric).map(char::len_utf8).sum::<usize>();
                if self.text[start + name_len..].starts_with(':') {
                    return Err(self.mistake(start, start + name_len + 1, "a scope stands inside a sequence".into(), "join it with `&`"));
                }
                self.word()
            }
            _ => return Ok(None),
        };
        Ok(Some(self.suffixed(node)?))
    }

    fn suffixed(&mut self, node: Node) -> Result<Node, Mistake> {
        if !self.rest().starts_with('?') {
            return Ok(node);
        }
        self.at += 1;
        let span = node.span();
        Ok(Node::Phrase(Phrase::Optional(Box::new(node.into_phrase()?)), span))
    }

    fn unordered(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        self.at += 1;
        let mut parts = vec![self.formula()?.into_phrase()?];
        while self.eat(",") {
            parts.push(self.formula()?.into_phrase()?);
        }
        if !self.eat("}") {
            return Err(self.mistake(start, start + 1, "this brace is not closed".into(), "add `}`; parts are set apart by commas"));
        }
        let within = if self.rest().starts_with('~') {
            self.at += 1;
            self.count(60)?
        } else {
            12
        };
        if parts.len() > 6 {
            return Err(self.mistake(start, self.at, "more than six parts in braces".into(), "name fewer, or join formulas with `&`"));
        }
        if parts.len() == 1 || parts.iter().any(is_void) {
            return Err(self.mistake(start, self.at, "braces want two or more parts that each have a word".into(), "write { a, b }~N"));
        }
        Ok(Node::Phrase(Phrase::Unordered(parts, within), Span::new(start, self.at)))
    }

    fn count(&mut self, most: u8) -> Result<u8, Mistake> {
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        let start = self.at;
        self.at += digits.len();
        match digits.parse::<u8>() {
            Ok(n) if (1..=most).contains(&n) => Ok(n),
            _ => Err(self.mistake(
                start,
                self.at.max(start + 1),
                format!("a number of words from 1 to {most} is wanted"),
                "write for instance ..6 or { a, b }~10",
            )),
        }
    }

    fn concept(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        if name.is_empty() || !self.rest().starts_with('>') {
            return Err(self.mistake(
                start,
                self.at + 1,
                "a concept is written <name>".into(),
                "use letters, digits and hyphens, and close it with `>`",
            ));
        }
        self.at += 1;
        Ok(Node::Phrase(Phrase::Concept(name), Span::new(start, self.at)))
    }

    fn kind(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        match Kind::from_name(&name) {
            Some(kind) => Ok(Node::Phrase(Phrase::Kind(kind), Span::new(start, self.at))),
            None => {
                let known: Vec<_> = Kind::NAMES.iter().map(|(_, n)| format!("#{n}")).collect();
                Err(self.mistake(start, self.at, format!("unknown kind `#{name}`"), &format!("known are {}", known.join(", "))))
            }
        }
    }

    fn quoted(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        let inner = self.literal()?;
        let words = read_words(inner);
        if words.is_empty() {
            return Err(self.mistake(start, self.at, "nothing stands in the quotes".into(), "name a word"));
        }
        let phrases = words
            .into_iter()
            .map(|(word, raw)| {
                let upper = raw.len() > 1 && raw.chars().all(|c| !c.is_lowercase()) && raw.chars().any(char::is_uppercase);
                Phrase::Exact { word, upper }
            })
            .collect();
        Ok(Node::Phrase(one_or_sequence(phrases), Span::new(start, self.at)))
    }

    fn gap(&mut self) -> Result<Node, Mistake> {
        let start = self.at;
        self.at += self.rest().len() - self.rest().trim_start_matches('.').len();
        let size = if self.rest().starts_with(|c: char| c.is_ascii_digit()) { self.count(40)? } else { 4 };
        Ok(Node::Phrase(Phrase::Gap(size), Span::new(start, self.at)))
    }

    fn word(&mut self) -> Node {
        let start = self.at;
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '§' | '/');
        let len = self.rest().chars().take_while(|c| in_word(*c)).map(char::len_utf8).sum::<usize>();
        let raw = &self.text[start..start + len];
        self.at = start + len;
        // "1798.100": a number keeps its full stops.
        while raw.starts_with(|c: char| c.is_ascii_digit())
            && self.rest().starts_with('.')
            && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            self.at += 1 + self.rest()[1..].chars().take_while(char::is_ascii_digit).count();
        }
        let raw = &self.text[start..self.at];
        let phrases = read_words(raw)
            .into_iter()
            .map(|(word, _)| match word.parse::<u32>() {
                Ok(n) => Phrase::Numeral(n),
                Err(_) => Phrase::Word(word),
            })
            .collect();
        Node::Phrase(one_or_sequence(phrases), Span::new(start, self.at))
    }
}

fn one_or_sequence(mut phrases: Vec<Phrase>) -> Phrase {
    if phrases.len() == 1 { phrases.remove(0) } else { Phrase::Sequence(phrases) }
}

/// Words of a pattern, folded as the tokeniser folds a policy's, with their raw spelling.
fn read_words(text: &str) -> Vec<(String, String)> {
    crate::text::fold_words(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binds_and_over_or_and_keeps_phrases_whole() {
        let formula = parse_formula("a b | c & !heading:(d) | e").unwrap_or_else(|m| panic!("{m:?}"));
        assert!(matches!(formula, Formula::Or(ref parts) if parts.len() == 3), "{formula:?}");
        assert!(matches!(parse_formula("(a | b) c"), Ok(Formula::Phrase(Phrase::Sequence(_), Polarity::Affirmed))));
    }

    #[test]
    fn mistakes_point_at_their_place() {
        for (text, at, what) in [
            ("we sell #durations now", 8..18, "unknown kind"),
            ("we (sell", 3..4, "not closed"),
            ("a (b & c) d", 3..8, "inside a phrase"),
            ("headin:(a)", 0..7, "unknown scope"),
            ("..3", 0..3, "no word at all"),
            ("a ..99 b", 4..6, "from 1 to 40"),
            ("a &", 3..3, "missing"),
            ("<per sonal>", 0..5, "written <name>"),
            ("{ a }", 0..5, "two or more"),
        ] {
            let mistakes = parse_formula(text).expect_err(text);
            assert!(mistakes[0].what.contains(what), "{text}: {mistakes:?}");
            assert_eq!(mistakes[0].span.range(), at, "{text}");
        }
    }
}
