//! Lists without bullets: how far the lines after "We collect:" are its points.

use super::entry::Entry;
use crate::document::headings::Style;

/// A point of a list without bullets has at most so many words, unless its neighbours are set apart by more than a line.
const MOST_WORDS: u16 = 40;
/// A point after a semicolon or comma has at most so many bytes.
const LONGEST: usize = 500;

/// Number of entries at the beginning of `after` that are points of the list that `lead` leads into.
pub(super) fn points(text: &str, lead: &Entry, after: &[Entry]) -> usize {
    let Some(first) = after.first() else { return 0 };
    if first.marker.is_some() {
        return 0;
    }
    if first.indent > lead.indent + 1 {
        return after.iter().take_while(|e| e.indent > lead.indent + 1 && e.marker.is_none()).count();
    }
    if let Some(count) = stanza(after) {
        return count;
    }
    let count = run(after);
    without_heading(text, after, count)
}

/// In a text that sets its paragraphs apart by blank lines, the lines up to the next blank one; none when every line is set apart.
fn stanza(after: &[Entry]) -> Option<usize> {
    let count = 1 + after[1..].iter().take_while(|e| !e.blank_before && e.marker.is_none()).count();
    let set_apart = after.get(count).is_none_or(|e| e.blank_before) && count > 1;
    let short = after[..count].iter().filter(|e| e.look.words <= MOST_WORDS).count();
    (set_apart && count < 80 && short * 10 >= count * 9 && after.len() > count).then_some(count)
}

/// The entries that are like the first, one by one.
fn run(after: &[Entry]) -> usize {
    let first = after[0].look;
    if first.words > MOST_WORDS || first.several || is_sentence(&after[0]) && first.last != ';' {
        return 0;
    }
    let mut count = 1;
    for (before, entry) in after.iter().zip(&after[1..]) {
        let look = entry.look;
        let goes_on = matches!(before.look.last, ';' | ',');
        let alike = look.words <= MOST_WORDS
            && !look.several
            && look.last != ':'
            && (look.small || !first.small)
            && !(is_sentence(entry) && !is_sentence(&after[0]))
            && !(first.last == '.' && look.last != '.' && before.look.last == '.' && look.style.is_some());
        if entry.marker.is_some() || entry.underlined || !(alike || goes_on && entry.words().len() <= LONGEST) {
            break;
        }
        count += 1;
        let closes = look.last == '.' && first.last != '.';
        if closes {
            break;
        }
    }
    count
}

/// Whether it is a sentence that stands by itself.
fn is_sentence(entry: &Entry) -> bool {
    entry.look.subject && entry.look.words >= 5 && entry.look.last == '.'
}

/// Leaves out a last point that is the heading of the text after the list.
fn without_heading(text: &str, after: &[Entry], count: usize) -> usize {
    let (Some(last), Some(next)) = (count.checked_sub(1).map(|i| &after[i]), after.get(count)) else { return count };
    let titled =
        matches!(last.look.style, Some(Style::Title | Style::Capitals | Style::Question | Style::Numbered { .. })) && last.look.words <= 10;
    if !titled || !next.look.is_running() && next.look.style.is_none() || next.marker.is_some() {
        return count;
    }
    let all_titles = count >= 2 && after[..count - 1].iter().all(|e| matches!(e.look.style, Some(Style::Title)));
    let repeats = shares_word(&text[last.words()], &text[next.words()]);
    let before = count.checked_sub(2).map(|i| after[i].look);
    let stopped = before.is_some_and(|b| matches!(b.last, '.' | ';'));
    if !all_titles || repeats || stopped || is_topic(&text[last.words()]) { count - 1 } else { count }
}

/// Whether a word of some length in `title` comes again in the first words of `text`.
fn shares_word(title: &str, text: &str) -> bool {
    let plain = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = text.split_whitespace().take(14).map(plain).collect();
    title.split_whitespace().map(plain).any(|w| w.len() > 4 && words.iter().any(|t| t.starts_with(w.trim_end_matches('s'))))
}

/// Whether a title names what policies have sections about.
fn is_topic(title: &str) -> bool {
    const TOPICS: &[&str] = &[
        "how ",
        "what ",
        "why ",
        "when ",
        "who ",
        "your ",
        "our ",
        "use of",
        "changes",
        "contact",
        "links",
        "retention",
        "disclosure",
        "security",
        "sharing",
    ];
    let lower = title.to_lowercase();
    TOPICS.iter().any(|t| lower.starts_with(t))
}
