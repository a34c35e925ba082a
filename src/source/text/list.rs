//! Lists without bullets: how far the lines after "We collect:" are its points.

use super::entry::Entry;
use crate::document::headings::Style;

/// A point of a list without bullets has at most so many words, unless its neighbours are set apart by more than a line.
const MOST_WORDS: u16 = 40;
/// A list has no more points than this: what looks ahead stays linear.
const MOST_POINTS: usize = 400;
/// Lines without a blank one between them are points of a list only if there are no more than this.
const MOST_IN_STANZA: usize = 80;
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
    let count = stanza(after).unwrap_or_else(|| run(text, after));
    without_heading(text, after, count)
}

/// In a text that sets its paragraphs apart by blank lines, the lines up to the next blank one; none when every line is set apart.
fn stanza(after: &[Entry]) -> Option<usize> {
    let count = 1 + after[1..].iter().take(MOST_IN_STANZA).take_while(|e| !e.blank_before && e.marker.is_none()).count();
    let set_apart = after.get(count).is_none_or(|e| e.blank_before) && count > 1;
    let short = after[..count].iter().filter(|e| e.look.words <= MOST_WORDS).count();
    if !set_apart || count > MOST_IN_STANZA || short * 10 < count * 9 || after.len() == count {
        return None;
    }
    // Sentences below the points are no points.
    let sentence = if is_sentence(&after[0]) { None } else { after[..count].iter().position(is_sentence) };
    Some(sentence.unwrap_or(count))
}

/// The entries that are like the first, one by one.
fn run(text: &str, after: &[Entry]) -> usize {
    let first = &after[0];
    let plain = first.look.words <= MOST_WORDS && !first.look.several && (!is_sentence(first) || first.look.last == ';');
    if !plain && !first.look.labelled {
        return 0;
    }
    let mut count = 1;
    for (before, entry) in after.iter().zip(&after[1..]).take(MOST_POINTS) {
        let look = entry.look;
        let goes_on = matches!(before.look.last, ';' | ',') && entry.words().len() <= LONGEST;
        let labelled =
            look.labelled && look.last != ':' && (first.look.labelled || before.look.labelled || begins_alike(text, before, entry));
        if entry.marker.is_some()
            || entry.underlined
            || !(goes_on || labelled || is_alike(first, before, entry) || is_parallel(text, before, entry))
        {
            break;
        }
        let closes = look.last == '.' && first.look.last != '.';
        if closes && is_titled(before) && shares_word(&text[before.words()], &text[entry.words()]) {
            // The sentence below a title that looked like a point.
            break;
        }
        count += 1;
        if closes && !look.labelled && !first.look.labelled {
            break;
        }
    }
    count
}

/// Whether `entry` is written as the first point and the one before it.
fn is_alike(first: &Entry, before: &Entry, entry: &Entry) -> bool {
    let (first, look) = (first.look, entry.look);
    let closes = look.last == '.' && first.last != '.';
    look.words <= MOST_WORDS
        && !look.several
        && look.last != ':'
        && (look.small || !first.small)
        && (!is_sentence(entry) || first.subject)
        && !(closes && look.words >= 15)
        && !(first.last == '.' && look.last != '.' && before.look.last == '.' && look.style.is_some())
}

/// Whether `entry`, a longer one, begins with the word that the one before it began with: "To provide …", "To bill …".
fn is_parallel(text: &str, before: &Entry, entry: &Entry) -> bool {
    entry.look.last != ':' && entry.words().len() <= 2 * LONGEST && !entry.look.subject && begins_alike(text, before, entry)
}

fn begins_alike(text: &str, one: &Entry, other: &Entry) -> bool {
    let first = |e: &Entry| text[e.words()].split(' ').next().map(str::len);
    let (a, b) = (&text[one.words()], &text[other.words()]);
    first(one).is_some_and(|n| n > 1 && first(other) == Some(n) && a.get(..n) == b.get(..n))
}

/// Whether it is a sentence that stands by itself.
fn is_sentence(entry: &Entry) -> bool {
    entry.look.subject && entry.look.words >= 5 && entry.look.last == '.'
}

/// Leaves out a last point that is the heading of the text after the list.
fn without_heading(text: &str, after: &[Entry], count: usize) -> usize {
    let (Some(last), Some(next)) = (count.checked_sub(1).map(|i| &after[i]), after.get(count)) else { return count };
    if !is_titled(last) || !next.look.is_running() && next.look.style.is_none() || next.marker.is_some() {
        return count;
    }
    let all_titles = count >= 2 && after[..count - 1].iter().all(|e| matches!(e.look.style, Some(Style::Title)));
    let repeats = shares_word(&text[last.words()], &text[next.words()]);
    let before = count.checked_sub(2).map(|i| after[i].look);
    let stopped = before.is_some_and(|b| matches!(b.last, '.' | ';'));
    if !all_titles || repeats || stopped || is_topic(&text[last.words()]) { count - 1 } else { count }
}

/// Whether it may be a title.
fn is_titled(entry: &Entry) -> bool {
    entry.look.words <= 10 && matches!(entry.look.style, Some(Style::Title | Style::Capitals | Style::Question | Style::Numbered { .. }))
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
