//! Where the policy begins and ends among the lines of a page: after menus that nothing names, before links that nothing names.

use std::ops::Range;

use super::choose::Choice;
use super::marks::Marks;
use super::page::{Element, Node, Page};

/// Unlinked text of this many bytes makes a line one of running text.
const RUNNING: usize = 60;

/// Where nothing marks the main part, the title stands before all but this share of the running text, in hundredths.
const BEFORE_TITLE: usize = 3;

/// So many lines after a title that stands outside the main part belong to it: a date, a line on what follows.
const TITLE_LINES: usize = 4;

/// A line of a page: what stands between two breaks.
#[derive(Debug, Default)]
struct Line {
    nodes: Range<u32>,
    /// Bytes of text, and of linked text; links to addresses and telephone numbers do not count.
    text: usize,
    linked: usize,
    is_heading: bool,
    has_digit: bool,
    has_address: bool,
    /// Whether it names what is read: privacy, policy, notice.
    is_titled: bool,
    is_copyright: bool,
}

impl Line {
    fn is_running(&self) -> bool {
        self.text - self.linked >= RUNNING
    }

    fn is_linked(&self) -> bool {
        self.linked * 10 >= self.text * 8
    }

    fn is_title(&self) -> bool {
        self.is_titled && !self.is_linked() && self.text <= 120
    }
}

/// The nodes to read: the lines of the main part, or of the whole page, without those at either end that belong to no text; and before the main
/// part the title.
pub(super) fn trim(page: &Page, source: &str, choice: &Choice, main: Option<&Element>) -> Vec<Range<u32>> {
    let lines = find_lines(page, source, choice);
    let within = main.map_or(0..lines.len(), |main| {
        let at = |node| lines.partition_point(|l| l.nodes.start < node);
        at(main.nodes.start)..at(main.nodes.end)
    });
    let text = lines.get(within.clone()).unwrap_or_default();
    let start = within.start + find_start(text, if main.is_some() { 0 } else { BEFORE_TITLE });
    let end = within.start + find_end(text);
    let mut read = Vec::new();
    if main.is_some() && !lines[start..end.max(start)].iter().take(12).any(|l| l.is_heading && l.is_title()) {
        read.extend(find_title(&lines[..within.start]).into_iter().map(|l| l.nodes.clone()));
    }
    read.extend(lines[start..end.max(start)].iter().map(|l| l.nodes.clone()));
    read
}

/// The title before the main part, with what belongs to it.
fn find_title(lines: &[Line]) -> &[Line] {
    let Some(at) = lines.iter().rposition(|l| l.is_heading && l.is_title()) else { return &[] };
    let after = lines[at + 1..].iter().take(TITLE_LINES).take_while(|l| l.is_running() || l.has_digit).count();
    &lines[at..=at + after]
}

/// The first line of the text among `lines`: its title, unless more than `share` hundredths of the running text stand before it, or else the first paragraph;
/// and the headings and dates directly above.
fn find_start(lines: &[Line], share: usize) -> usize {
    let running = |lines: &[Line]| lines.iter().filter(|l| l.is_running()).map(|l| l.text).sum::<usize>();
    let most_before = running(lines) * share / 100;
    let may_begin = |at: &usize| running(&lines[..*at]) <= most_before;
    let heading = lines.iter().position(|l| l.is_heading && l.is_title()).filter(may_begin);
    let plain = || lines.iter().position(Line::is_title).filter(may_begin);
    let paragraph = lines.iter().position(Line::is_running).unwrap_or(0);
    let start = heading.unwrap_or_else(|| plain().map_or(paragraph, |at| at.min(paragraph)));
    let above = lines[..start].iter().rev().take_while(|l| !l.is_linked() && (l.is_heading || l.has_digit)).count();
    start - above
}

/// The line after the last one of the text among `lines`.
fn find_end(lines: &[Line]) -> usize {
    let is_foot = |l: &Line| l.is_copyright || (l.is_linked() && !l.has_address);
    lines.iter().rposition(|l| !is_foot(l)).map_or(0, |last| last + 1)
}

/// The lines of what is not left out.
fn find_lines(page: &Page, source: &str, choice: &Choice) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut end_line = |line: &mut Line, at: u32| {
        line.nodes.end = at;
        let done = std::mem::replace(line, Line { nodes: at..at, ..Line::default() });
        if done.text > 0 {
            lines.push(done);
        }
    };
    let mut block_ends: Vec<u32> = Vec::new();
    let mut heading_end = 0;
    let mut link: Option<bool> = None;
    let mut at = 0;
    while let Some(node) = page.nodes.get(at as usize) {
        while block_ends.pop_if(|end| *end <= at).is_some() {
            end_line(&mut line, at);
        }
        let words = match *node {
            Node::Element(id) => {
                let Some(element) = page.elements.get(id as usize) else { break };
                let is_block = !element.tag.is_inline() || element.marks.has(Marks::BLOCK);
                if is_block {
                    end_line(&mut line, at);
                }
                if choice.leaves_out(id) {
                    if link.is_some() && page.parts_link(element) {
                        link = None;
                    }
                    at = element.nodes.end;
                    line.nodes.start = if line.text == 0 { at } else { line.nodes.start };
                    continue;
                }
                if is_block {
                    block_ends.push(element.nodes.end);
                }
                if element.level > 0 {
                    heading_end = element.nodes.end;
                }
                ""
            }
            Node::Break => {
                end_line(&mut line, at);
                ""
            }
            Node::Link(target) => {
                let target = page.words.get(target.range()).unwrap_or_default();
                link = Some(target.starts_with("mailto:") || target.starts_with("tel:"));
                ""
            }
            Node::LinkEnd => {
                link = None;
                ""
            }
            Node::Text(span) => source.get(span.range()).unwrap_or_default(),
            Node::Words { words, .. } => page.words.get(words.range()).unwrap_or_default(),
            Node::Picture { .. } | Node::Bold | Node::BoldEnd => "",
        };
        line.add(words, link, at < heading_end);
        at += 1;
    }
    end_line(&mut line, at);
    lines
}

impl Line {
    fn add(&mut self, words: &str, link: Option<bool>, is_heading: bool) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        self.text += words.len();
        if link == Some(false) {
            self.linked += words.len();
        }
        self.is_heading |= is_heading;
        self.has_address |= link == Some(true) || words.contains('@');
        if self.text > 300 {
            return;
        }
        self.has_digit |= words.bytes().any(|b| b.is_ascii_digit());
        self.is_copyright |= words.starts_with('©') || holds(words, b"all rights reserved") || (holds(words, b"copyright") && self.has_digit);
        self.is_titled |= [b"privacy".as_slice(), b"policy", b"notice", b"statement", b"cookie", b"data protection"].iter().any(|w| holds(words, w));
    }
}

fn holds(text: &str, word: &[u8]) -> bool {
    text.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word))
}
