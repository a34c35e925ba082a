//! From entries to blocks: what is a heading, a paragraph, an item or a table.

use memchr::memchr;

use super::entry::Entry;
use super::look::is_date_line;
use super::marker::Kind;
use super::{inline, list, table};
use crate::document::headings::{Style, begins_as_sentence, numbering, run_in};
use crate::document::{BOLD_LEVEL, BlockKind, Draft, UNMARKED_LEVEL, introduces};
use crate::text::Span;

/// So many short lines in a row may be headings of the text below; more are a menu.
const MOST_IN_A_ROW: usize = 3;
/// Indented text of more bytes is a paragraph.
const LONGEST_INDENTED: usize = 1000;
/// So many lines make an address at most.
const MOST_ADDRESS_LINES: usize = 7;

/// Writes the entries of `text` as blocks.
pub(super) fn compose(text: &str, entries: &[Entry]) -> Draft {
    let mut composer = Composer {
        text,
        entries,
        draft: Draft::default(),
        base: base_indent(entries),
        marks: Vec::new(),
        tables: 0,
        titled: false,
        defining: false,
        led: false,
    };
    let mut i = 0;
    while i < entries.len() {
        i += composer.step(i).max(1);
    }
    composer.draft.end();
    composer.draft
}

/// The indentation of ordinary text: the smallest that a fifth of the entries have.
fn base_indent(entries: &[Entry]) -> u16 {
    let mut indents: Vec<u16> = entries.iter().map(|e| e.indent).collect();
    indents.sort_unstable();
    indents.get(indents.len() / 5).copied().unwrap_or(0)
}

/// What of the text is written.
struct Composer<'t> {
    text: &'t str,
    entries: &'t [Entry],
    draft: Draft,
    base: u16,
    /// Bullets of the open list and their columns, outermost first.
    marks: Vec<(u16, Option<Kind>)>,
    tables: u32,
    /// Whether the title of the policy was met.
    titled: bool,
    /// Whether the last heading announces definitions.
    defining: bool,
    /// Whether the last entry leads into a list.
    led: bool,
}

impl Composer<'_> {
    /// Writes entry `i`, and those that belong to it; returns how many.
    fn step(&mut self, i: usize) -> usize {
        let rows = table::rows(self.text, &self.entries[i..]);
        if rows > 0 {
            table::write(&mut self.draft, self.text, &self.entries[i..i + rows], self.tables);
            self.tables += 1;
            self.close_list();
            return rows;
        }
        let entry = &self.entries[i];
        if let Some(title) = inline::marked_title(&self.text[entry.words()]) {
            let start = entry.words().start;
            self.heading(BOLD_LEVEL, start + title.start..start + title.end);
            return 1;
        }
        if entry.underlined && entry.look.words <= 15 && !entry.look.several && !entry.look.postal {
            self.heading(2, entry.words());
            return 1;
        }
        match entry.kind() {
            Some(Kind::Bullet(_)) => self.bullet(i),
            Some(_) => self.numbered(i),
            None => self.plain(i),
        }
    }

    fn words(&self, i: usize) -> &str {
        &self.text[self.entries[i].words()]
    }

    fn bullet(&mut self, i: usize) -> usize {
        let entry = &self.entries[i];
        if !self.led && self.marks.is_empty() && self.stands_over_text(i) {
            self.heading(BOLD_LEVEL, entry.words());
        } else {
            self.item(i);
        }
        1
    }

    /// Whether a bullet stands alone over running text, as its title.
    fn stands_over_text(&self, i: usize) -> bool {
        let next = self.entries.get(i + 1);
        matches!(self.entries[i].look.style, Some(Style::Title | Style::Capitals | Style::Question))
            && next.is_some_and(|n| n.marker.is_none() && n.indent <= self.entries[i].indent)
            && self.opens_section(i, 0)
    }

    /// A numbered entry: a heading, a paragraph with a run-in head, or an item.
    fn numbered(&mut self, i: usize) -> usize {
        let entry = &self.entries[i];
        let sibling = self.entries.get(i + 1).is_some_and(|n| n.kind() == entry.kind() && n.indent == entry.indent);
        if !sibling && !entry.look.small && entry.look.style.is_some() && self.opens_section(i, 0) {
            self.heading(self.level(i), entry.words());
            return 1;
        }
        if !self.led && self.marks.is_empty() || entry.kind() == Some(Kind::Section) {
            // The outline sets a run-in head apart.
            if entry.kind() == Some(Kind::Section) || run_in(self.words(i), entry.numbered()).is_some() {
                self.paragraph(entry.words());
                return 1;
            }
        }
        self.item(i);
        1
    }

    fn plain(&mut self, i: usize) -> usize {
        let entry = &self.entries[i];
        if entry.indent >= self.base + 2 && entry.look.words > 0 && (self.led || !self.marks.is_empty() || self.is_indented_list(i)) {
            self.item(i);
            return 1;
        }
        let address = self.address(i);
        if address > 0 {
            let span = entry.words().start..self.entries[i + address - 1].range().end;
            self.paragraph(span);
            return address;
        }
        if self.inline_bullets(i) {
            return 1;
        }
        if self.defining && is_definition(self.words(i)) {
            self.item(i);
            return 1;
        }
        if self.leads_into_points(i) {
            return self.list(i);
        }
        if entry.look.style.is_some() && self.opens_section(i, 0) {
            self.heading(self.level(i), entry.words());
            return 1;
        }
        self.paragraph(entry.words());
        1
    }

    /// Whether an indented entry without a bullet is one of several, and not the first line of an indented paragraph.
    fn is_indented_list(&self, i: usize) -> bool {
        let entry = &self.entries[i];
        entry.words().len() < LONGEST_INDENTED && self.entries.get(i + 1).is_some_and(|n| n.indent == entry.indent && n.marker.is_none())
    }

    /// Writes a lead-in and the points after it.
    fn list(&mut self, i: usize) -> usize {
        // The lines of an address after "Write to:" are read together, next.
        let address = i + 1 < self.entries.len() && self.address(i + 1) > 0;
        let count = if address { 0 } else { list::points(self.text, &self.entries[i], &self.entries[i + 1..]) };
        self.paragraph(self.entries[i].words());
        for point in i + 1..=i + count {
            self.marks.clear();
            self.item(point);
        }
        self.close_list();
        count + 1
    }

    fn leads_into_points(&self, i: usize) -> bool {
        let look = self.entries[i].look;
        let colon = look.last == ':';
        if !colon && (look.stopped() || look.words < 4 || !introduces(self.words(i))) {
            return false;
        }
        // "General Browsing:" over running text is a heading.
        let title = look.words <= 6
            && !look.subject
            && self
                .entries
                .get(i + 1)
                .is_some_and(|n| n.marker.is_none() && n.look.is_running() && n.look.last != ';' && n.look.words > 12);
        !title && list::points(self.text, &self.entries[i], &self.entries[i + 1..]) >= 1
    }

    /// Whether the text below makes entry `i`, `above` other headings over it, a heading.
    fn opens_section(&self, i: usize, above: usize) -> bool {
        let look = self.entries[i].look;
        let Some(style) = look.style else { return false };
        if look.postal && numbering(self.words(i)).is_none() {
            return false;
        }
        let mut next = i + 1;
        while self.entries.get(next).is_some_and(|e| is_date_line(&self.text[e.words()])) && next < i + 3 {
            next += 1;
        }
        let Some(follows) = self.entries.get(next) else { return false };
        if style == Style::Colon {
            return !look.subject && look.words <= 8 && follows.marker.is_none() && follows.look.is_running();
        }
        if look.small && look.words > 6 || style == Style::Plain && look.subject && look.words > 5 {
            return false;
        }
        let listed = follows.marker.is_some_and(|m| self.entries[i].kind() != Some(m.kind))
            || follows.indent >= self.entries[i].indent + 2 && follows.look.words > 2;
        let runs = follows.look.is_running() || run_in(self.words(next), follows.numbered()).is_some() || listed && style != Style::Plain;
        runs || follows.marker.is_none() && self.leads_into_points(next)
            || above + 1 < MOST_IN_A_ROW && style != Style::Plain && follows.look.style.is_some() && self.opens_section(next, above + 1)
    }

    /// Level of entry `i` as a heading: the first that names the policy is its title. The outline ranks the others by number and looks.
    fn level(&self, i: usize) -> u8 {
        let words = self.words(i);
        if !self.titled && is_title(words) && numbering(words).is_none() { 1 } else { UNMARKED_LEVEL }
    }

    /// Number of entries from `i` on that are the lines of one address; 0 when they are none.
    fn address(&self, i: usize) -> usize {
        let short = |e: &Entry| {
            let sentence = e.look.last == '.' && e.look.words > 4;
            e.marker.is_none()
                && e.look.words <= 9
                && !e.underlined
                && e.look.last != ':'
                && !sentence
                && numbering(&self.text[e.words()]).is_none()
        };
        let rest = &self.entries[i..];
        let count = 1 + rest[1..].iter().take(MOST_ADDRESS_LINES).take_while(|e| short(e) && !e.blank_before).count();
        if count < 2 || !short(&rest[0]) {
            return 0;
        }
        let Some(first) = rest[..count].iter().position(|e| e.look.postal) else { return 0 };
        let Some(last) = rest[..count].iter().rposition(|e| e.look.postal) else { return 0 };
        // What stands more than three lines above the street is something else, and so is a heading over the next section.
        if first > 3 || self.opens_section_plainly(i) {
            return 0;
        }
        let is_contact = |e: &Entry| self.text[e.words()].bytes().any(|b| b.is_ascii_digit() || b == b'@');
        let goes_on = |at: &usize| is_contact(&rest[*at]) || rest[*at].look.words <= 3 && !self.opens_section(i + at, 0);
        let tail = (last + 1..count).take_while(goes_on).count();
        if last + tail == 0 { 0 } else { last + 1 + tail }
    }

    /// Whether entry `i` is a heading such as "Contact Us" over an address.
    fn opens_section_plainly(&self, i: usize) -> bool {
        let lower = self.words(i).to_lowercase();
        ["contact", "question", "how to", "address"].iter().any(|w| lower.contains(w)) || self.opens_section(i, 0)
    }

    /// Writes an entry with bullets inside its lines as a paragraph and items.
    fn inline_bullets(&mut self, i: usize) -> bool {
        let range = self.entries[i].words();
        let words = &self.text[range.clone()];
        // All three signs begin with this byte.
        if memchr(0xE2, words.as_bytes()).is_none() || !words.contains(['•', '●', '▪']) {
            return false;
        }
        let mut start = range.start;
        for (number, piece) in words.split(['•', '●', '▪']).enumerate() {
            let span = start..start + piece.len();
            if number == 0 {
                self.paragraph(span.clone());
            } else {
                self.draft.begin(BlockKind::Item { depth: 1, first: true });
                inline::push(&mut self.draft, self.text, span.clone());
            }
            // All three signs take three bytes.
            start = span.end + '•'.len_utf8();
        }
        self.close_list();
        true
    }

    fn item(&mut self, i: usize) {
        let entry = &self.entries[i];
        let depth = self.depth(entry.indent, entry.kind());
        self.draft.begin(BlockKind::Item { depth, first: true });
        inline::push(&mut self.draft, self.text, entry.words());
        self.led = entry.look.last == ':';
    }

    /// Depth of an item: by its column, and in one column by the kind of its mark.
    fn depth(&mut self, indent: u16, kind: Option<Kind>) -> u8 {
        while self.marks.last().is_some_and(|(column, _)| *column > indent + 1) {
            self.marks.pop();
        }
        let same = |(column, mark): &(u16, Option<Kind>)| column.abs_diff(indent) <= 1 && *mark == kind;
        if let Some(at) = self.marks.iter().rposition(same) {
            self.marks.truncate(at + 1);
        } else {
            self.marks.push((indent, kind));
        }
        u8::try_from(self.marks.len()).unwrap_or(u8::MAX)
    }

    fn paragraph(&mut self, range: std::ops::Range<usize>) {
        self.close_list();
        let words = &self.text[range.clone()];
        self.led = words.trim_end().ends_with(':');
        self.draft.begin(BlockKind::Paragraph);
        inline::push(&mut self.draft, self.text, range);
    }

    fn heading(&mut self, level: u8, range: std::ops::Range<usize>) {
        self.close_list();
        let words = &self.text[range.clone()];
        self.titled |= is_title(words);
        let lower = words.to_lowercase();
        self.defining = lower.contains("definition") || lower.contains("interpretation");
        self.led = false;
        self.draft.begin(BlockKind::Heading { level });
        self.draft.push(words, Span::new(range.start, range.end));
    }

    fn close_list(&mut self) {
        self.marks.clear();
        self.led = false;
    }
}

/// Whether an entry says what a term means: "Account: a unique …", "Service means …".
fn is_definition(words: &str) -> bool {
    let head = words.get(..words.len().min(160)).or_else(|| words.get(..100)).unwrap_or_default();
    [": ", " means ", " refers to", " is ", " are ", " shall mean"].iter().any(|verb| head.contains(verb))
        && !words.ends_with(':')
        && !begins_as_sentence(words)
}

/// Whether a heading names the whole document.
fn is_title(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.contains("privacy") && ["policy", "notice", "statement"].iter().any(|w| lower.contains(w))
}
