//! The words of one block, kept until its end decides what it is.

use pulldown_cmark::CowStr;
use std::ops::Range;

use crate::document::headings::{is_label, numbering};
use crate::document::{BOLD_LEVEL, BlockKind, Draft, RUN_IN_LEVEL};
use crate::text::{Span, count_words};

/// A bold beginning of at most so many words is the run-in head of its paragraph.
const MOST_RUN_IN_WORDS: usize = 9;
/// A bold line of at most so many words over other lines is their heading.
const MOST_LINE_WORDS: usize = 14;

/// Bullets that Markdown does not know.
const BULLETS: [char; 9] = ['•', '·', '●', '▪', '◦', '–', '‣', '■', '○'];

/// A break inside a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The line ends in the source only.
    Soft,
    /// The author asked for a new line.
    Hard,
}

/// One thing in a block, in reading order.
enum Run<'a> {
    Words { words: CowStr<'a>, origin: Span, bold: bool },
    Break { mark: Mark, origin: Span },
    Link(CowStr<'a>),
    LinkEnd,
}

/// The words of a block.
#[derive(Default)]
pub(super) struct Buffer<'a> {
    runs: Vec<Run<'a>>,
    in_link: bool,
}

impl<'a> Buffer<'a> {
    pub(super) fn push(&mut self, words: CowStr<'a>, origin: Span, bold: bool) {
        self.runs.push(Run::Words { words, origin, bold });
    }

    pub(super) fn mark(&mut self, mark: Mark, origin: Span) {
        self.runs.push(Run::Break { mark, origin });
    }

    pub(super) fn begin_link(&mut self, target: CowStr<'a>) {
        self.runs.push(Run::Link(target));
        self.in_link = true;
    }

    pub(super) fn end_link(&mut self) {
        self.runs.push(Run::LinkEnd);
        self.in_link = false;
    }

    pub(super) fn in_link(&self) -> bool {
        self.in_link
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.runs.clear();
    }

    /// Number of runs, to mark where a cell begins.
    pub(super) fn len(&self) -> u32 {
        self.runs.len() as u32
    }

    /// Whether there are words and all of them are bold.
    pub(super) fn is_bold(&self) -> bool {
        is_bold(&self.runs)
    }

    /// Writes everything as a block of `kind`, or as several: a bold first line is a heading, a bold beginning a run-in head, lines
    /// that begin with a bullet are items.
    pub(super) fn write(&mut self, draft: &mut Draft, kind: BlockKind) {
        let runs = std::mem::take(&mut self.runs);
        match kind {
            BlockKind::Paragraph => write_paragraph(draft, &runs),
            BlockKind::Item { depth, first } => write_item(draft, &runs, depth, first),
            _ => write_runs(draft, kind, &runs),
        }
        self.runs = runs;
        self.runs.clear();
    }

    /// Writes the runs of a cell, a block for each of its lines; returns whether it held words.
    pub(super) fn write_cell(&mut self, draft: &mut Draft, kind: BlockKind, range: Range<u32>) -> bool {
        let runs = &self.runs[range.start as usize..range.end as usize];
        for line in lines(runs) {
            let starred = matches!(line.first(), Some(Run::Words { words, .. }) if words.starts_with("* ") || words.starts_with("- ") || &**words == "*");
            if starred || begins_with_bullet(line) { draft_item(draft, kind, line) } else { write_runs(draft, kind, line) }
        }
        runs.iter().any(|run| matches!(run, Run::Words { words, .. } if !words.trim().is_empty()))
    }
}

/// The lines of a block, as the author set them.
fn lines<'r, 'a>(runs: &'r [Run<'a>]) -> impl Iterator<Item = &'r [Run<'a>]> {
    runs.split(|run| matches!(run, Run::Break { mark: Mark::Hard, .. })).filter(|line| !line.is_empty())
}

/// Whether there are letters and all of them are bold.
fn is_bold(runs: &[Run]) -> bool {
    let mut any = false;
    for run in runs {
        if let Run::Words { words, bold, .. } = run {
            let letters = words.chars().any(|c| c.is_alphanumeric());
            if letters && !bold {
                return false;
            }
            any |= letters;
        }
    }
    any
}

fn word_count(runs: &[Run]) -> usize {
    runs.iter().map(|run| if let Run::Words { words, .. } = run { count_words(words, usize::MAX) } else { 0 }).sum()
}

fn write_paragraph(draft: &mut Draft, runs: &[Run]) {
    if is_bold(runs) {
        return write_runs(draft, BlockKind::Heading { level: BOLD_LEVEL }, runs);
    }
    // Lines up to the next heading or bullet are one paragraph: addresses and verses stay together.
    let mut pending: &[Run] = &[];
    let points = has_points(runs);
    let mut rest = runs;
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        let start = runs.len() - rest.len();
        if is_bold(line) && !after.is_empty() && word_count(line) <= MOST_LINE_WORDS {
            write_body(draft, std::mem::take(&mut pending));
            write_runs(draft, BlockKind::Heading { level: BOLD_LEVEL }, line);
        } else if begins_with_bullet(line) || points && begins_with_number(line) {
            write_body(draft, std::mem::take(&mut pending));
            draft_item(draft, BlockKind::Item { depth: 1, first: true }, line);
        } else {
            let from = if pending.is_empty() { start } else { start - pending.len() };
            pending = &runs[from..start + (rest.len() - after.len())];
        }
        rest = after;
    }
    write_body(draft, pending);
}

/// The runs up to and with the next line break that counts, and the rest. A soft break counts when a bullet follows.
fn first_line<'r, 'a>(runs: &'r [Run<'a>]) -> (&'r [Run<'a>], &'r [Run<'a>]) {
    for (i, run) in runs.iter().enumerate() {
        let ends = match run {
            Run::Break { mark: Mark::Hard, .. } => true,
            Run::Break { mark: Mark::Soft, .. } => begins_with_bullet(&runs[i + 1..]),
            _ => false,
        };
        if ends {
            return runs.split_at(i + 1);
        }
    }
    (runs, &[])
}

/// Whether several lines that the author set begin with numbers or letters: "a) …", "(ii) …".
fn has_points(runs: &[Run]) -> bool {
    lines(runs).filter(|line| begins_with_number(line)).take(2).count() == 2
}

fn begins_with_number(line: &[Run]) -> bool {
    matches!(line.first(), Some(Run::Words { words, .. }) if numbering(words.trim_start()).is_some())
}

/// Whether the first words are a bullet that Markdown does not know, with words after it.
fn begins_with_bullet(runs: &[Run]) -> bool {
    match runs.first() {
        Some(Run::Words { words, .. }) => words.trim_start().starts_with(BULLETS),
        _ => false,
    }
}

/// Begins a block with a line, its bullet left out.
fn draft_item(draft: &mut Draft, kind: BlockKind, line: &[Run]) {
    draft.begin(kind);
    let [Run::Words { words, origin, .. }, rest @ ..] = line else { return write_rest(draft, line) };
    let kept = words.trim_start();
    let kept = kept
        .strip_prefix(BULLETS)
        .or_else(|| kept.strip_prefix('*').filter(|rest| rest.is_empty() || rest.starts_with(' ')))
        .or_else(|| kept.strip_prefix("- "))
        .map_or(kept, str::trim_start);
    draft.push(kept, last_part(*origin, words, kept));
    write_rest(draft, rest);
}

/// The origin of `kept`, the last part of `words`.
fn last_part(origin: Span, words: &str, kept: &str) -> Span {
    if origin.len() == words.len() { Span::new(origin.end() - kept.len(), origin.end()) } else { origin }
}

/// A paragraph that may begin with a run-in head.
fn write_body(draft: &mut Draft, runs: &[Run]) {
    if let Some(end) = run_in_end(runs) {
        let (head, body) = runs.split_at(end);
        write_runs(draft, BlockKind::Heading { level: RUN_IN_LEVEL }, head);
        draft.begin(BlockKind::Paragraph);
        let [Run::Words { words, origin, .. }, rest @ ..] = body else { return write_rest(draft, body) };
        let kept = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—'));
        draft.push(kept, last_part(*origin, words, kept));
        write_rest(draft, rest);
    } else {
        write_runs(draft, BlockKind::Paragraph, runs);
    }
}

/// Number of runs that make a run-in head: bold, short, set off by a stop, colon or dash, with a sentence after it.
fn run_in_end(runs: &[Run]) -> Option<usize> {
    let end = runs.iter().position(|run| match run {
        Run::Words { words, bold, .. } => !bold && !words.trim().is_empty(),
        Run::Break { .. } => true,
        Run::Link(_) | Run::LinkEnd => false,
    })?;
    let (head, body) = runs.split_at(end);
    if !is_bold(head) || word_count(head) > MOST_RUN_IN_WORDS || matches!(head.last(), Some(Run::Link(_))) {
        return None;
    }
    let Run::Words { words: next, .. } = body.first()? else { return None };
    if matches!(head.first(), Some(Run::Words { words, .. }) if is_label(words.trim_end_matches([':', '.', ' ']))) {
        return None;
    }
    let last = head.iter().rev().find_map(|run| match run {
        Run::Words { words, .. } if !words.trim().is_empty() => words.trim_end().chars().next_back(),
        _ => None,
    })?;
    let mark = |c: char| matches!(c, '.' | ':' | '–' | '—' | '?');
    let after = next.trim_start();
    let set_off = mark(last) || after.starts_with(mark) || after.starts_with("- ");
    let sentence = after.trim_start_matches(|c: char| c.is_whitespace() || c == '-' || mark(c));
    let follows = sentence.chars().next().map_or(body.len() > 1, |c| c.is_uppercase() || matches!(c, '“' | '"'));
    (set_off && follows).then_some(end)
}

fn write_item(draft: &mut Draft, runs: &[Run], depth: u8, first: bool) {
    let (line, rest) = first_line(runs);
    if first && !rest.is_empty() && is_bold(line) && word_count(line) <= MOST_LINE_WORDS {
        write_runs(draft, BlockKind::Item { depth, first }, line);
        draft.mark_title();
        return write_runs(draft, BlockKind::Item { depth, first: false }, rest);
    }
    write_runs(draft, BlockKind::Item { depth, first }, runs);
    if is_bold(runs) {
        draft.mark_title();
    }
}

/// Begins a block with the runs and leaves it open.
fn write_runs(draft: &mut Draft, kind: BlockKind, runs: &[Run]) {
    if !runs.is_empty() {
        draft.begin(kind);
        write_rest(draft, runs);
    }
}

fn write_rest(draft: &mut Draft, runs: &[Run]) {
    for run in runs {
        match run {
            Run::Words { words, origin, .. } => draft.push(words, *origin),
            Run::Break { origin, .. } if origin.len() == 1 => draft.push("\n", *origin),
            Run::Break { .. } => draft.space(),
            Run::Link(target) => draft.begin_link(target),
            Run::LinkEnd => draft.end_link(),
        }
    }
    draft.end_link();
}
