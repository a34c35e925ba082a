//! HTML tokens with byte offsets, from `html5gum`.
//!
//! The tokenizer hands over words in pieces, decoded; here each piece gets the place it stands at, and of each tag only the
//! attributes are kept that say something about its words.

use std::convert::Infallible;

use html5gum::{Emitter, Error, Reader, State, Tokenizer, naive_next_state};

use super::tag::Tag;
use crate::text::Span;

/// What hears the tokens of a page, in order.
pub(super) trait Listener {
    /// A start tag, standing at `origin`.
    fn start(&mut self, tag: Tag, attributes: &Attributes, origin: Span);
    /// An end tag.
    fn end(&mut self, tag: Tag);
    /// Words that stand at `origin` as they are.
    fn text(&mut self, origin: Span);
    /// A character reference at `origin` and what it stands for.
    fn reference(&mut self, words: &str, origin: Span);
    /// The page ends at `end`; the last words may reach a byte less far than they should.
    fn end_page(&mut self, end: usize);
}

/// Tells `listener` the tokens of `page`.
pub(super) fn tokenize(page: &str, listener: &mut impl Listener) {
    let emitter = Tokens {
        page: page.as_bytes(),
        position: 0,
        done: 0,
        tag_start: 0,
        is_end: false,
        is_closed: false,
        name: Vec::new(),
        last_start: Vec::new(),
        attributes: Attributes::default(),
        attribute_name: Vec::new(),
        listener,
    };
    let Ok(()) = Tokenizer::new_with_emitter(Bytes { rest: page.as_bytes() }, emitter).finish();
}

/// The attributes that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Alt,
    AriaExpanded,
    AriaHidden,
    AriaLevel,
    CfEmail,
    Class,
    Colspan,
    Hidden,
    Href,
    Id,
    Rel,
    Role,
    Rowspan,
    Scope,
    Style,
}

impl Attribute {
    fn from_name(name: &[u8]) -> Option<Attribute> {
        Some(match name {
            b"alt" => Attribute::Alt,
            b"aria-controls" | b"aria-expanded" => Attribute::AriaExpanded,
            b"aria-hidden" => Attribute::AriaHidden,
            b"aria-level" => Attribute::AriaLevel,
            b"data-cfemail" => Attribute::CfEmail,
            b"class" => Attribute::Class,
            b"colspan" => Attribute::Colspan,
            b"hidden" => Attribute::Hidden,
            b"href" => Attribute::Href,
            b"id" => Attribute::Id,
            b"rel" => Attribute::Rel,
            b"role" => Attribute::Role,
            b"rowspan" => Attribute::Rowspan,
            b"scope" => Attribute::Scope,
            b"style" => Attribute::Style,
            _ => return None,
        })
    }
}

/// The attributes of one tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    bytes: Vec<u8>,
    /// Where the value of each attribute ends in `bytes`; it begins where the one before ends.
    values: Vec<(Attribute, usize)>,
    /// Whether the value being read is kept.
    open: bool,
}

impl Attributes {
    /// The value of `attribute`, character references decoded; empty when the tag gives the name only.
    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        let index = self.values.iter().position(|(a, _)| *a == attribute)?;
        let start = index.checked_sub(1).map_or(0, |before| self.values[before].1);
        std::str::from_utf8(&self.bytes[start..self.values[index].1]).ok()
    }

    /// Whether none that matters is there.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.values.clear();
        self.open = false;
    }
}

struct Tokens<'p, L> {
    page: &'p [u8],
    /// Bytes read so far.
    position: usize,
    /// End of the last token.
    done: usize,
    tag_start: usize,
    is_end: bool,
    is_closed: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    attributes: Attributes,
    attribute_name: Vec<u8>,
    listener: &'p mut L,
}

impl<L: Listener> Tokens<'_, L> {
    fn finish_attribute_name(&mut self) {
        if self.attribute_name.is_empty() {
            return;
        }
        self.attributes.open = match Attribute::from_name(&self.attribute_name) {
            // Of two attributes of one name the first counts.
            Some(attribute) if self.attributes.values.iter().all(|(a, _)| *a != attribute) => {
                self.attributes.values.push((attribute, self.attributes.bytes.len()));
                true
            }
            _ => false,
        };
        self.attribute_name.clear();
    }

    fn take_origin(&mut self) -> Span {
        let end = self.position.clamp(self.done, self.page.len());
        let origin = Span::new(self.done, end);
        self.done = end;
        origin
    }
}

impl<L: Listener> Emitter for Tokens<'_, L> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        // The tokenizer takes back the byte behind a reference or a lone `&` to read it again, even where there is none.
        if self.done < self.page.len() {
            self.listener.end_page(self.page.len());
        }
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, words: &[u8]) {
        let origin = self.take_origin();
        let raw = &self.page[origin.range()];
        // The tokenizer gives every line end as a line feed, and drops the one of CR LF before it gives what follows.
        // It also drops `</>`.
        if words == b"\n" {
            self.listener.text(origin);
        } else if raw.ends_with(words) && !(raw.starts_with(b"&") && raw.len() > words.len()) {
            self.listener.text(Span::new(origin.end() - words.len(), origin.end()));
        } else if let Ok(words) = std::str::from_utf8(words) {
            self.listener.reference(words, origin);
        }
    }

    fn init_start_tag(&mut self) {
        self.is_end = false;
        self.is_closed = false;
        self.name.clear();
        self.attributes.clear();
    }

    fn init_end_tag(&mut self) {
        self.is_end = true;
        self.name.clear();
        self.attributes.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute_name();
        self.done = self.position;
        let tag = Tag::from_name(&self.name);
        if self.is_end {
            self.last_start.clear();
            self.listener.end(tag);
            return None;
        }
        std::mem::swap(&mut self.name, &mut self.last_start);
        self.listener.start(tag, &self.attributes, Span::new(self.tag_start.min(self.position), self.position));
        // As in drawings and in XHTML; taken by the letter it would swallow the rest of the page.
        if self.is_closed && tag == Tag::Silent {
            self.listener.end(tag);
            return None;
        }
        // Without scripts, what is in `noscript` is read.
        if tag == Tag::Noscript { None } else { naive_next_state(&self.last_start) }
    }

    #[inline]
    fn init_attribute(&mut self) {
        self.finish_attribute_name();
    }

    #[inline]
    fn init_attribute_value(&mut self) {
        self.finish_attribute_name();
    }

    #[inline]
    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    #[inline]
    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute_name.extend_from_slice(name);
    }

    #[inline]
    fn push_attribute_value(&mut self, value: &[u8]) {
        self.finish_attribute_name();
        if self.attributes.open
            && let Some((_, end)) = self.attributes.values.last_mut()
        {
            self.attributes.bytes.extend_from_slice(value);
            *end += value.len();
        }
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn set_self_closing(&mut self) {
        self.is_closed = true;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.name
    }

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn emit_current_comment(&mut self) {
        self.done = self.position;
    }

    fn emit_current_doctype(&mut self) {
        self.done = self.position;
    }

    fn init_comment(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

/// Feeds the tokenizer. Its own string reader looks at each byte for each of the bytes it waits for; pages are mostly long runs without any.
struct Bytes<'p> {
    rest: &'p [u8],
}

impl<'p> Bytes<'p> {
    fn take(&mut self, count: usize) -> &'p [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }
}

impl Reader for Bytes<'_> {
    type Error = Infallible;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        Ok(self.rest.split_first().map(|(first, rest)| {
            self.rest = rest;
            *first
        }))
    }

    #[inline]
    fn try_read_string(&mut self, words: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let Some(next) = self.rest.get(..words.len()) else { return Ok(false) };
        let same = next == words || (!case_sensitive && next.eq_ignore_ascii_case(words));
        if same {
            self.take(words.len());
        }
        Ok(same)
    }

    #[inline]
    fn read_until<'b>(&'b mut self, needle: &[u8], _: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        // In words and values the tokenizer waits for zeros, which no text has, and for carriage returns, which it may as well hand over.
        let found = match needle {
            [a, 0, b'\r'] => memchr::memchr(*a, self.rest),
            [a, b, 0, b'\r'] => memchr::memchr2(*a, *b, self.rest),
            _ => self.rest.iter().position(|byte| needle.contains(byte)),
        };
        Ok(Some(self.take(found.unwrap_or(self.rest.len()).max(1))))
    }
}
