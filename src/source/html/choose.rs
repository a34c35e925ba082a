//! Which parts of a page are the policy, and which the frame around it: menus, banners, hidden parts, head and foot of the site.
//!
//! Names and roles say what a part may be; how much running text it holds decides. A part that holds much of the page's text is
//! never left out, whatever it is called.

use super::marks::Marks;
use super::page::{Element, ElementId, Page};
use super::tag::Tag;

/// What to leave out.
#[derive(Debug)]
pub(super) struct Choice {
    left_out: Vec<bool>,
}

impl Choice {
    /// Whether an element and all in it is left out.
    pub(super) fn leaves_out(&self, element: ElementId) -> bool {
        self.left_out.get(element as usize).copied().unwrap_or(true)
    }
}

/// Chooses the parts of `page` that a reader would call the policy.
pub(super) fn choose(page: &Page) -> Choice {
    let mut choice = Choice { left_out: vec![false; page.elements.len()] };
    let Some(whole) = page.elements.first() else { return choice };
    // Scripts weigh nothing for a reader: the share of a part is one of the words that can be read.
    let silent: u32 = outermost(page, is_silent).map(|e| e.weight.running).sum();
    let readable = whole.weight.running.saturating_sub(silent).max(1);
    let main = find_main(page, readable);
    for (id, element) in page.elements.iter().enumerate() {
        let within_main = main.is_none_or(|m| contains(m, element));
        choice.left_out[id] = is_frame(element, readable, within_main);
    }
    if let Some(main) = main {
        leave_out_around(page, main, &mut choice);
    }
    choice
}

fn is_silent(element: &Element) -> bool {
    matches!(element.tag, Tag::Silent | Tag::Head) || element.marks.has(Marks::MANAGER)
}

/// The elements for which `wanted` holds and that are not within another such.
fn outermost(page: &Page, wanted: impl Fn(&Element) -> bool) -> impl Iterator<Item = &Element> {
    let mut end = 0;
    page.elements.iter().filter(move |e| {
        let take = e.nodes.0 >= end && wanted(e);
        if take {
            end = e.nodes.1;
        }
        take
    })
}

/// The part marked as the main one, when it holds most of the text.
fn find_main(page: &Page, readable: u32) -> Option<&Element> {
    let marked = page.elements.iter().filter(|e| matches!(e.tag, Tag::Main | Tag::Article) || e.marks.has(Marks::MAIN));
    let largest = marked.max_by_key(|e| e.weight.running)?;
    (u64::from(largest.weight.running) * 10 >= u64::from(readable) * 6).then_some(largest)
}

fn contains(outer: &Element, inner: &Element) -> bool {
    outer.nodes.0 <= inner.nodes.0 && inner.nodes.1 <= outer.nodes.1
}

/// Whether `element` belongs to the frame.
fn is_frame(element: &Element, readable: u32, within_main: bool) -> bool {
    let Element { tag, marks, weight, .. } = element;
    let share = |percent: u32| u64::from(weight.running) * 100 >= u64::from(readable) * u64::from(percent);
    if *tag == Tag::Silent || *tag == Tag::Head || marks.has(Marks::REPLACED) {
        return true;
    }
    if marks.has(Marks::MANAGER) && !share(60) {
        return true;
    }
    if marks.has(Marks::HIDDEN) {
        return !is_panel(element, within_main) && !share(25);
    }
    if marks.has(Marks::UNSEEN) && weight.text < 100 && !marks.has(Marks::PANEL) {
        return true;
    }
    if marks.has(Marks::COOKIE) && marks.has(Marks::BANNER) {
        return !share(15);
    }
    match tag {
        Tag::Noscript => return !share(30),
        Tag::Nav | Tag::Dialog => return !share(15),
        Tag::Button => return !is_opener(element),
        Tag::Form => return weight.running < 200,
        _ => {}
    }
    if is_list_of_links(element) && (*tag == Tag::Aside || marks.has(Marks::NAV)) {
        return !share(15);
    }
    if !within_main || *tag == Tag::Footer {
        if matches!(tag, Tag::Header | Tag::Footer | Tag::Aside) || marks.has(Marks::FRAME) {
            return !share(15) && !holds_title(element);
        }
        if marks.has(Marks::NAV) || marks.has(Marks::BANNER) {
            return !share(15) && !holds_title(element);
        }
    }
    false
}

fn holds_title(_: &Element) -> bool {
    false
}

/// Whether what is hidden is text that readers open, not text that they never see.
fn is_panel(element: &Element, within_main: bool) -> bool {
    within_main && (element.marks.has(Marks::PANEL) || element.weight.running >= 200) && !element.marks.has(Marks::BANNER)
}

fn is_opener(element: &Element) -> bool {
    element.marks.has(Marks::OPENER) || element.marks.has(Marks::PANEL)
}

fn is_list_of_links(element: &Element) -> bool {
    element.weight.linked * 2 > element.weight.text || element.weight.running < 80
}

/// Leaves out what stands beside the main part, but for headings before it: the title often stands in the head of the page.
fn leave_out_around(page: &Page, main: &Element, choice: &mut Choice) {
    for (id, element) in page.elements.iter().enumerate() {
        if contains(element, main) || contains(main, element) || choice.left_out[id] {
            continue;
        }
        let before = element.nodes.1 <= main.nodes.0;
        let is_title = element.tag == Tag::H1;
        let holds = before
            && page.elements.iter().any(|e| e.tag == Tag::H1 && contains(element, e));
        choice.left_out[id] = !(before && is_title) && !holds;
    }
}
