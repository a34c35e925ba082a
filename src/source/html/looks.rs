//! What bold type at the start of a line says: a heading, or a head in the line of its paragraph.

use super::choose::Choice;
use super::lines::Line;
use super::marks::Marks;
use super::page::{Node, Page};

/// A bold line of more bytes is emphasis.
const LONGEST_HEADING: usize = 150;

/// A head in the line of its paragraph has at most so many words.
const MOST_RUN_IN_WORDS: usize = 9;

/// After it stand at least so many words: fewer are a date, an address, a name, which say nothing without it.
const LEAST_BODY_WORDS: usize = 5;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// Bold from end to end.
    Bold,
    /// A few bold words, a stop or dash, and a sentence.
    RunIn,
}

/// Where a line begins, and what is bold there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Its first node, and the node before which the block around it ends.
    pub(super) nodes: (u32, u32),
    /// Bold elements around.
    pub(super) bold: u32,
    /// Node before which an element that is bold by style ends.
    pub(super) bold_until: u32,
}

/// How the line that begins at `start` looks.
pub(super) fn look(page: &Page, choice: &Choice, source: &str, start: Start) -> Look {
    let Start { nodes: (mut at, end), mut bold, mut bold_until } = start;
    let mut head = Line::default();
    let mut words_in_head = 0;
    let mut body: Option<String> = None;
    while at < end
        && let Some(node) = page.nodes.get(at as usize)
    {
        let is_bold = bold > 0 || at < bold_until;
        at += 1;
        match *node {
            Node::Break => break,
            Node::Bold => bold += 1,
            Node::BoldEnd => bold = bold.saturating_sub(1),
            Node::Element(id) => {
                let Some(element) = page.elements.get(id as usize) else { break };
                if choice.leaves_out(id) {
                    at = element.nodes.end;
                } else if !element.tag.is_inline() || element.marks.has(Marks::BLOCK) {
                    break;
                } else if element.marks.has(Marks::BOLD) {
                    bold_until = bold_until.max(element.nodes.end);
                }
            }
            Node::Text(_) | Node::Words { .. } => {
                let words = page.words_of(node, source);
                if words.trim().is_empty() {
                    continue;
                }
                if is_bold && body.is_none() {
                    head.add(words.trim_end());
                    words_in_head += words.split_whitespace().count();
                } else {
                    body.get_or_insert_default().push_str(words);
                }
                if head.len() > LONGEST_HEADING {
                    return Look::Plain;
                }
                if let Some(body) = &body
                    && (words_in_head > MOST_RUN_IN_WORDS || body.split_whitespace().nth(LEAST_BODY_WORDS).is_some())
                {
                    break;
                }
            }
            Node::Picture { .. } | Node::Link(_) | Node::LinkEnd => {}
        }
    }
    match body {
        None if head.is_empty() => Look::Plain,
        None => Look::Bold,
        Some(body) => {
            let is_sentence = body.split_whitespace().count() >= LEAST_BODY_WORDS;
            let is_run_in = is_sentence && words_in_head <= MOST_RUN_IN_WORDS && head.is_set_off(&body);
            if is_run_in { Look::RunIn } else { Look::Plain }
        }
    }
}
