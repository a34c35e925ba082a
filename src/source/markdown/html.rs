//! Raw HTML inside Markdown: tags and comments are dropped, words kept, blocks set apart.
//!
//! Markdown hands over raw HTML line by line, so a tag, comment or script may go on in the next piece; [`HtmlState`] remembers it.

use pulldown_cmark::CowStr;
use std::ops::Range;

/// What raw HTML says.
pub(super) enum Piece<'a> {
    /// Words, and where they stand.
    Words(CowStr<'a>, Range<usize>),
    /// A line break.
    Break,
    /// The beginning or end of a block.
    Block,
    /// The beginning of a heading.
    Heading(u8),
    /// The beginning of a link.
    Link(CowStr<'a>),
    /// Its end.
    LinkEnd,
    /// Bold begins or ends.
    Bold(bool),
}

/// What goes on from one piece of raw HTML to the next.
#[derive(Default)]
pub(super) struct HtmlState {
    inside: Inside,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    Tag,
    Comment,
    Script,
    Style,
}

impl HtmlState {
    /// Whether words are inside something that is not read: a comment, script or style sheet.
    pub(super) fn is_skipping(&self) -> bool {
        self.inside != Inside::Text
    }

    /// Reads the raw HTML at `range` of `text`.
    pub(super) fn read<'a>(&mut self, text: &'a str, range: Range<usize>, mut say: impl FnMut(Piece<'a>)) {
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let end = match self.inside {
                Inside::Tag => ">",
                Inside::Comment => "-->",
                Inside::Script => "</script",
                Inside::Style => "</style",
                Inside::Text => {
                    at += self.read_text(rest, at, &mut say);
                    continue;
                }
            };
            let Some(found) = find_lower(rest, end) else { return };
            at += found + end.len();
            self.inside = if matches!(self.inside, Inside::Script | Inside::Style) { Inside::Tag } else { Inside::Text };
        }
    }

    /// Reads words up to a tag, or one tag; returns how many bytes.
    fn read_text<'a>(&mut self, rest: &'a str, at: usize, say: &mut impl FnMut(Piece<'a>)) -> usize {
        let open = rest.find('<').unwrap_or(rest.len());
        if open > 0 {
            read_words(&rest[..open], at, say);
            return open;
        }
        if rest.starts_with("<!--") {
            self.inside = Inside::Comment;
            return "<!--".len();
        }
        let Some(close) = rest.find('>') else {
            self.inside = Inside::Tag;
            return rest.len();
        };
        let tag = &rest[1..close];
        let name = tag.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, closing) = (&name[..length], tag.starts_with('/'));
        if !closing && name.eq_ignore_ascii_case("script") {
            self.inside = Inside::Script;
        } else if !closing && name.eq_ignore_ascii_case("style") {
            self.inside = Inside::Style;
        }
        if let Some(piece) = meaning(name, closing, tag) {
            say(piece);
        }
        close + 1
    }
}

/// What a tag says.
fn meaning<'a>(name: &str, closing: bool, tag: &'a str) -> Option<Piece<'a>> {
    let mut lower = [0u8; 10];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"br" => Piece::Break,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" if !closing => Piece::Heading(lower[1] - b'0'),
        b"a" if closing => Piece::LinkEnd,
        b"a" => Piece::Link(CowStr::from(html_escape::decode_html_entities(attribute(tag, "href")?))),
        b"b" | b"strong" => Piece::Bold(!closing),
        b"address" | b"article" | b"blockquote" | b"dd" | b"details" | b"div" | b"dl" | b"dt" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5"
        | b"h6" | b"hr" | b"li" | b"ol" | b"p" | b"section" | b"summary" | b"table" | b"td" | b"th" | b"tr" | b"ul" => Piece::Block,
        _ => return None,
    })
}

/// The value of an attribute, in quotes or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = find_lower(tag, name)? + name.len();
    let value = tag[start..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '\t', '\n', '>']).next(),
    }
}

/// Where `needle`, in lower case, first stands in `text`, in any case.
fn find_lower(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|w| w.eq_ignore_ascii_case(needle.as_bytes()))
}

/// Words with character references.
fn read_words<'a>(words: &'a str, at: usize, say: &mut impl FnMut(Piece<'a>)) {
    let mut start = 0;
    while start < words.len() {
        let rest = &words[start..];
        let end = rest.find('&').unwrap_or(rest.len());
        if end > 0 {
            say(Piece::Words(CowStr::Borrowed(&rest[..end]), at + start..at + start + end));
            start += end;
            continue;
        }
        let length = rest.bytes().take(32).position(|b| b == b';').map_or(1, |semicolon| semicolon + 1);
        say(Piece::Words(CowStr::from(html_escape::decode_html_entities(&rest[..length])), at + start..at + start + length));
        start += length;
    }
}
