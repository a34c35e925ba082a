//! A page as a list of nodes: words, breaks, and the elements that hold them.
//!
//! Follows the HTML Standard where pages rely on it: end tags that may be left out, tables that keep what is in them to themselves, stray end tags.
//! Elements without any meaning for a reader of the words leave no node.

use std::ops::Range;

use super::marks::Marks;
use super::tag::{TAGS, Tag};
use super::tokens::{Attribute, Attributes, Listener};
use crate::text::Span;

/// Elements nested deeper than this count as siblings, as in browsers. It bounds the work on hostile pages.
const DEEPEST: usize = 256;

/// Text of this many bytes without a link in it is running text, not a label.
const RUNNING: usize = 40;

/// Index of an element.
pub(super) type ElementId = u32;

/// An element that has a meaning for a reader of the words.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) tag: Tag,
    pub(super) marks: Marks,
    /// Level of a heading.
    pub(super) level: u8,
    pub(super) colspan: u16,
    pub(super) rowspan: u16,
    /// Its node and those in it.
    pub(super) nodes: Range<u32>,
    pub(super) weight: Weight,
}

/// How much text there is: bytes of all, of linked, and of running text, and the number of links.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub(super) text: u32,
    pub(super) linked: u32,
    pub(super) running: u32,
    pub(super) links: u32,
}

impl Weight {
    fn since(self, before: Weight) -> Weight {
        Weight {
            text: self.text - before.text,
            linked: self.linked - before.linked,
            running: self.running - before.running,
            links: self.links - before.links,
        }
    }
}

/// One thing on the page, in order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// An element begins; it ends before the node its `nodes` name.
    Element(ElementId),
    /// Words as they stand in the page.
    Text(Span),
    /// Words that stand for what is at `origin`: a character reference, a decoded address.
    Words {
        /// Where they stand among the page's words.
        words: Span,
        /// What they stand for.
        origin: Span,
    },
    /// What a picture shows: read only where a link has no other words.
    Picture {
        /// Where the description stands among the page's words.
        words: Span,
        /// The tag.
        origin: Span,
    },
    /// A line break.
    Break,
    /// A link begins; its target stands among the page's words.
    Link(Span),
    LinkEnd,
    Bold,
    BoldEnd,
}

/// The page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
    pub(super) elements: Vec<Element>,
    /// What stands nowhere in the page as it is: decoded references, link targets.
    pub(super) words: String,
    /// The page's own address among its words, where it names one.
    pub(super) address: Option<Span>,
}

impl Page {
    /// The words in `element`, read from `source`, as they stand there.
    pub(super) fn words_in(&self, element: &Element, source: &str) -> String {
        let nodes = self.nodes.get(element.nodes.start as usize..element.nodes.end as usize).unwrap_or_default();
        let words = nodes.iter().map(|node| match node {
            Node::Break | Node::Element(_) => " ",
            _ => self.words_of(node, source),
        });
        words.collect()
    }

    /// The words of a node, read from `source`; none when it is of another kind.
    pub(super) fn words_of<'p>(&'p self, node: &Node, source: &'p str) -> &'p str {
        match *node {
            Node::Text(span) => source.get(span.range()).unwrap_or_default(),
            Node::Words { words, .. } => self.words.get(words.range()).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether a link ends or begins in `element`: one open before it does not go on behind it.
    pub(super) fn parts_link(&self, element: &Element) -> bool {
        let inside = self.nodes.get(element.nodes.start as usize..element.nodes.end as usize).unwrap_or_default();
        inside.iter().any(|n| matches!(n, Node::Link(_) | Node::LinkEnd))
    }
}

/// Builds a page from its tokens.
pub(super) struct Builder<'p> {
    source: &'p str,
    page: Page,
    open: Vec<Open>,
    counts: [u32; TAGS],
    weight: Weight,
    /// Bytes of text since the last tag.
    run: usize,
    in_link: bool,
}

struct Open {
    tag: Tag,
    element: Option<ElementId>,
    before: Weight,
}

impl<'p> Builder<'p> {
    /// A builder for the page `source`.
    pub(super) fn new(source: &'p str) -> Self {
        let mut builder = Builder {
            source,
            page: Page::default(),
            open: Vec::new(),
            counts: [0; TAGS],
            weight: Weight::default(),
            run: 0,
            in_link: false,
        };
        builder.page.nodes.reserve(source.len() / 40);
        builder.open_element(Tag::Html, Marks::default(), &Attributes::default());
        builder
    }

    /// The page, all its elements closed.
    pub(super) fn finish(mut self) -> Page {
        self.end_run();
        self.close_to(0);
        self.page
    }

    fn open_element(&mut self, tag: Tag, marks: Marks, attributes: &Attributes) {
        let id = self.page.elements.len() as ElementId;
        let node = self.page.nodes.len() as u32;
        let number = |a: Attribute| attributes.get(a).and_then(|v| v.trim().parse::<u16>().ok());
        let level = tag.heading_level().or_else(|| {
            let level = number(Attribute::AriaLevel).map_or(2, |n| n.clamp(1, 6));
            marks.has(Marks::HEADING).then_some(level as u8)
        });
        self.page.elements.push(Element {
            tag,
            marks,
            level: level.unwrap_or(0),
            colspan: number(Attribute::Colspan).unwrap_or(1).clamp(1, 100),
            rowspan: number(Attribute::Rowspan).unwrap_or(1).max(1),
            nodes: node..node + 1,
            weight: Weight::default(),
        });
        self.page.nodes.push(Node::Element(id));
        self.push_open(tag, Some(id));
    }

    fn push_open(&mut self, tag: Tag, element: Option<ElementId>) {
        if self.open.len() < DEEPEST {
            self.open.push(Open { tag, element, before: self.weight });
            self.counts[tag as usize] += 1;
        }
    }

    /// Closes what is open from `depth` on.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            self.counts[open.tag as usize] -= 1;
            if let Some(id) = open.element
                && let Some(element) = self.page.elements.get_mut(id as usize)
            {
                element.nodes.end = self.page.nodes.len() as u32;
                element.weight = self.weight.since(open.before);
            }
        }
    }

    /// The innermost open element for which `wanted` holds, unless one for which `bars` holds is met first.
    fn find_open(&self, wanted: impl Fn(Tag) -> bool, bars: impl Fn(Tag) -> bool) -> Option<usize> {
        for (depth, open) in self.open.iter().enumerate().skip(1).rev() {
            if wanted(open.tag) {
                return Some(depth);
            }
            if bars(open.tag) {
                return None;
            }
        }
        None
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    fn close_innermost(&mut self, wanted: &[Tag], bars: impl Fn(Tag) -> bool) {
        if wanted.iter().any(|t| self.is_open(*t))
            && let Some(depth) = self.find_open(|t| wanted.contains(&t), bars)
        {
            self.close_to(depth);
        }
    }

    /// Closes what the start of `tag` closes without an end tag.
    fn close_implied(&mut self, tag: Tag) {
        if tag.ends_paragraph() && self.is_open(Tag::P) {
            self.close_innermost(&[Tag::P], |t| t.is_scope() || t == Tag::Button);
        }
        match tag {
            Tag::Li => self.close_innermost(&[Tag::Li], |t| t.is_scope() || t == Tag::List),
            Tag::Dt | Tag::Dd => self.close_innermost(&[Tag::Dt, Tag::Dd], |t| t.is_scope() || t == Tag::Dl),
            Tag::Td | Tag::Th => self.close_innermost(&[Tag::Td, Tag::Th], |t| matches!(t, Tag::Table | Tag::Tr)),
            Tag::Tr => self.close_innermost(&[Tag::Tr, Tag::Caption], |t| t == Tag::Table),
            Tag::TableHead | Tag::TableBody => {
                self.close_innermost(&[Tag::TableHead, Tag::TableBody, Tag::Caption], |t| t == Tag::Table);
                self.close_innermost(&[Tag::Tr], |t| t == Tag::Table);
            }
            t if t.heading_level().is_some() && self.open.last().is_some_and(|o| o.tag.heading_level().is_some()) => {
                self.close_to(self.open.len() - 1);
            }
            _ => {}
        }
    }

    fn add_words(&mut self, words: &str) -> Span {
        let start = self.page.words.len();
        self.page.words.push_str(words);
        Span::new(start, self.page.words.len())
    }

    fn start_link(&mut self, attributes: &Attributes) {
        self.end_link();
        if let Some(href) = attributes.get(Attribute::Href) {
            let target = match href.split_once("/cdn-cgi/l/email-protection#") {
                Some((_, code)) => decode_address(code).map_or_else(|| href.to_owned(), |address| format!("mailto:{address}")),
                None => href.trim().to_owned(),
            };
            let target = self.add_words(&target);
            self.page.nodes.push(Node::Link(target));
            self.in_link = true;
            self.weight.links += 1;
        }
    }

    fn end_link(&mut self) {
        if self.in_link {
            self.page.nodes.push(Node::LinkEnd);
            self.in_link = false;
        }
    }

    fn start_void(&mut self, tag: Tag, attributes: &Attributes, origin: Span) {
        match tag {
            Tag::Br => self.page.nodes.push(Node::Break),
            Tag::Img => {
                if self.in_link
                    && let Some(alt) = attributes.get(Attribute::Alt)
                {
                    let words = self.add_words(alt);
                    self.page.nodes.push(Node::Picture { words, origin });
                }
            }
            Tag::SilentVoid if attributes.get(Attribute::Rel) == Some("canonical") => {
                self.page.address = attributes.get(Attribute::Href).map(|href| self.add_words(href));
            }
            Tag::Hr => {
                self.open_element(tag, Marks::default(), attributes);
                self.close_to(self.open.len() - 1);
            }
            _ => {}
        }
    }

    /// Puts the address that Cloudflare hides where it is shown.
    fn replace_address(&mut self, code: &str, attributes: &Attributes, tag: Tag, origin: Span) -> bool {
        let Some(address) = decode_address(code) else { return false };
        let words = self.add_words(&address);
        self.run += address.len();
        // A link goes with the words that are replaced: the address gets one of its own.
        let is_link = tag == Tag::A && attributes.get(Attribute::Href).is_some();
        if is_link {
            let target = self.add_words(&format!("mailto:{address}"));
            self.page.nodes.push(Node::Link(target));
        }
        self.page.nodes.push(Node::Words { words, origin });
        if is_link {
            self.page.nodes.push(Node::LinkEnd);
        }
        true
    }

    /// Weighs the text since the last tag.
    fn end_run(&mut self) {
        let len = std::mem::take(&mut self.run);
        let len_32 = len as u32;
        self.weight.text += len_32;
        if self.in_link {
            self.weight.linked += len_32;
        } else if len >= RUNNING {
            self.weight.running += len_32;
        }
    }
}

impl Listener for Builder<'_> {
    fn start(&mut self, tag: Tag, attributes: &Attributes, origin: Span) {
        self.end_run();
        self.close_implied(tag);
        if tag.is_void() {
            self.start_void(tag, attributes, origin);
            return;
        }
        let mut marks = Marks::read(tag, attributes);
        let code = attributes.get(Attribute::CfEmail);
        if code.is_some_and(|code| self.replace_address(code, attributes, tag, origin)) {
            marks.add(Marks::REPLACED);
        }
        if !tag.is_inline() || matches!(tag, Tag::Silent | Tag::Button) || !marks.is_empty() {
            self.open_element(tag, marks, attributes);
        } else if self.is_open(tag) {
            self.push_open(tag, None);
        }
        match tag {
            Tag::A => self.start_link(attributes),
            Tag::Bold => self.page.nodes.push(Node::Bold),
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        self.end_run();
        match tag {
            Tag::A => self.end_link(),
            Tag::Bold => self.page.nodes.push(Node::BoldEnd),
            Tag::Br => self.page.nodes.push(Node::Break),
            _ => {}
        }
        // The end of one heading ends any.
        let may_end = self.is_open(tag) || tag.heading_level().is_some();
        if !may_end || matches!(tag, Tag::Body | Tag::Html) {
            return;
        }
        let found = if tag.is_inline() {
            self.find_open(|t| t == tag, |t| !t.is_inline())
        } else if tag.heading_level().is_some() {
            self.find_open(|t| t.heading_level().is_some(), Tag::is_scope)
        } else if matches!(tag, Tag::Table | Tag::Tr | Tag::TableBody | Tag::TableHead | Tag::Td | Tag::Th | Tag::Caption) {
            self.find_open(|t| t == tag, |t| t == Tag::Table)
        } else if tag == Tag::Li {
            self.find_open(|t| t == tag, |t| t.is_scope() || t == Tag::List)
        } else {
            self.find_open(|t| t == tag, Tag::is_scope)
        };
        if let Some(depth) = found {
            self.close_to(depth);
        }
    }

    fn text(&mut self, origin: Span) {
        if let Some(Node::Text(last)) = self.page.nodes.last_mut()
            && last.end() == origin.start()
        {
            *last = last.cover(origin);
        } else {
            self.page.nodes.push(Node::Text(origin));
        }
        let words = self.source.get(origin.range()).unwrap_or_default();
        self.run += words.trim_ascii().len();
    }

    fn reference(&mut self, words: &str, origin: Span) {
        let words = self.add_words(words);
        self.page.nodes.push(Node::Words { words, origin });
        self.run += 1;
    }

    fn end_page(&mut self, end: usize) {
        if let Some(Node::Text(origin) | Node::Words { origin, .. }) = self.page.nodes.last_mut()
            && origin.end() + 1 == end
        {
            *origin = Span::new(origin.start(), end);
        }
    }
}

/// The address behind Cloudflare's `data-cfemail`: hexadecimal, each byte crossed with the first.
fn decode_address(code: &str) -> Option<String> {
    let digits = code.as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let key = byte(digits.get(..2)?)?;
    let bytes: Vec<u8> = digits[2..].chunks(2).map(|pair| byte(pair).map(|b| b ^ key)).collect::<Option<_>>()?;
    let address = String::from_utf8(bytes).ok()?;
    // A subject may follow, as in any `mailto:` target.
    let end = address.find('?').unwrap_or(address.len());
    address[..end].contains('@').then(|| address[..end].to_owned())
}
