//! Which parts of a page are the policy, and which the frame around it: menus, banners, hidden parts, head and foot of the site.
//!
//! Names and roles say what a part may be; how much running text it holds, and how much of it for each link, decides. A part that holds much of the page's text
//! is never left out, whatever it is called. What names and roles do not tell, the lines at either end do (`ends`).

use std::ops::Range;

use super::ends;
use super::marks::Marks;
use super::page::{Element, ElementId, Page};
use super::tag::Tag;

/// Menus have a link for every few words; a text has one for at least this many bytes.
const TEXT_PER_LINK: u32 = 200;

/// The main part holds at least so many hundredths of the running text.
const MAIN_PART: u32 = 60;

/// It holds at least so many hundredths of that in all parts marked so: pages also mark teasers.
const ONLY_PART: u32 = 85;

/// A note on cookies that pops up has no more bytes.
const LONGEST_BANNER: u32 = 800;

/// What to read.
#[derive(Debug)]
pub(super) struct Choice {
    left_out: Vec<bool>,
    /// The nodes whose words are read, in order.
    pub(super) read: Vec<Range<u32>>,
}

impl Choice {
    /// Whether an element and all in it is left out.
    pub(super) fn leaves_out(&self, element: ElementId) -> bool {
        self.left_out.get(element as usize).copied().unwrap_or(true)
    }
}

/// Chooses the parts of `page`, made from `source`, that a reader would call the policy.
pub(super) fn choose(page: &Page, source: &str) -> Choice {
    let whole = page.elements.first().map_or(0, |e| e.weight.running);
    // The share of a part is one of the words that can be read.
    let unread: u32 = outermost(page, is_never_read).map(|e| e.weight.running).sum();
    let readable = Readable(whole.saturating_sub(unread));
    let main = find_main(page, readable);
    let titles: Vec<u32> = page.elements.iter().filter(|e| e.level == 1).map(|e| e.nodes.start).collect();
    let holds_title = |e: &Element| titles.partition_point(|t| *t < e.nodes.start) < titles.partition_point(|t| *t < e.nodes.end);
    let is_left_out = |e: &Element| {
        let within_main = main.is_none_or(|m| contains(m, e));
        match main {
            Some(main) if contains(e, main) => false,
            _ if is_banner(page, source, e) && !(main.is_some() && within_main) => true,
            _ => is_frame(e, readable, within_main, holds_title),
        }
    };
    let mut choice = Choice { left_out: page.elements.iter().map(is_left_out).collect(), read: Vec::new() };
    choice.read = ends::trim(page, source, &choice, main.map(|m| &m.nodes));
    choice
}

/// How many bytes of running text a page holds, all in all.
#[derive(Clone, Copy, Debug)]
struct Readable(u32);

impl Readable {
    /// Whether an element holds at least so many hundredths of it.
    fn is_share(self, element: &Element, percent: u32) -> bool {
        self.0 > 0 && u64::from(element.weight.running) * 100 >= u64::from(self.0) * u64::from(percent)
    }
}

fn is_never_read(element: &Element) -> bool {
    matches!(element.tag, Tag::Silent | Tag::Head) || element.marks.has(Marks::MANAGER)
}

/// The elements for which `wanted` holds and that are not within another such.
fn outermost(page: &Page, wanted: impl Fn(&Element) -> bool) -> impl Iterator<Item = &Element> {
    let mut end = 0;
    page.elements.iter().filter(move |e| {
        let is_outermost = e.nodes.start >= end && wanted(e);
        if is_outermost {
            end = e.nodes.end;
        }
        is_outermost
    })
}

/// The part marked as the main one, when it holds most of the text. None when the text is split into several such parts: what stands between articles is
/// often part of it too.
fn find_main(page: &Page, readable: Readable) -> Option<&Element> {
    let is_marked = |e: &Element| matches!(e.tag, Tag::Main | Tag::Article) || e.marks.has(Marks::MAIN);
    let all: u32 = outermost(page, is_marked).map(|e| e.weight.running).sum();
    let largest = outermost(page, is_marked).max_by_key(|e| e.weight.running)?;
    (readable.is_share(largest, MAIN_PART) && Readable(all).is_share(largest, ONLY_PART)).then_some(largest)
}

fn contains(outer: &Element, inner: &Element) -> bool {
    outer.nodes.start <= inner.nodes.start && inner.nodes.end <= outer.nodes.end
}

/// Whether `element` belongs to the frame.
fn is_frame(element: &Element, readable: Readable, within_main: bool, holds_title: impl Fn(&Element) -> bool) -> bool {
    let Element { tag, marks, .. } = element;
    let is_share = |percent| readable.is_share(element, percent);
    let is_text = || is_share(15) && text_per_link(element) >= TEXT_PER_LINK;
    if matches!(tag, Tag::Silent | Tag::Head) || marks.has(Marks::REPLACED) {
        return true;
    }
    if marks.has(Marks::MANAGER) || marks.has(Marks::DIALOG) {
        return !is_share(60);
    }
    if marks.has(Marks::HIDDEN) {
        return !is_panel(element, within_main) && !is_share(25);
    }
    if marks.has(Marks::UNSEEN) && element.weight.text < 100 {
        return true;
    }
    if marks.has(Marks::COOKIE) && marks.has(Marks::BANNER) {
        return !is_share(15);
    }
    match tag {
        Tag::Noscript => return !is_share(30),
        Tag::Nav => return !is_text(),
        Tag::Button => return !marks.has(Marks::OPENER) && !marks.has(Marks::PANEL),
        Tag::Form => return !is_share(10),
        _ => {}
    }
    let is_named_frame = matches!(tag, Tag::Header | Tag::Footer | Tag::Aside) || marks.has(Marks::FRAME);
    let is_named_menu = marks.has(Marks::NAV) || marks.has(Marks::BANNER);
    if within_main && *tag != Tag::Footer {
        // Within the policy such names are given to all kinds of things: only what reads like a menu is one.
        return (*tag == Tag::Aside || is_named_menu) && is_menu(element);
    }
    let is_named = is_named_frame || is_named_menu;
    is_named && !is_text() && !is_share(60) && (*tag == Tag::Footer || !holds_title(element))
}

/// Whether an element is a note on the cookies of the page: named after something that pops up, short, and about cookies.
fn is_banner(page: &Page, source: &str, element: &Element) -> bool {
    element.marks.has(Marks::BANNER)
        && element.weight.text <= LONGEST_BANNER
        && page.words_in(element, source).as_bytes().windows(6).any(|w| w.eq_ignore_ascii_case(b"cookie"))
}

fn text_per_link(element: &Element) -> u32 {
    element.weight.text / element.weight.links.max(1)
}

/// Whether what is hidden is text that readers open, not text that they never see.
fn is_panel(element: &Element, within_main: bool) -> bool {
    let is_text = element.marks.has(Marks::PANEL) || element.weight.running >= 200;
    within_main && is_text && !element.marks.has(Marks::BANNER) && !is_menu(element)
}

fn is_menu(element: &Element) -> bool {
    element.weight.linked * 2 > element.weight.text || (element.weight.links > 2 && text_per_link(element) < TEXT_PER_LINK / 4)
}
