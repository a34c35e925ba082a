//! Lists: what leads into them, and which items stand around an item.

use super::ClauseId;
use crate::text::count_words;

/// At most so many items around an item lead into it, the innermost ones: lists nested without end stay linear.
const MOST_AROUND: usize = 6;
/// An item's first sentence of at most so many words is its title, and leads into what follows in the item.
pub(crate) const MOST_TITLE_WORDS: usize = 8;

/// Whether `words`, a sentence or heading before a list, plainly leads into it.
pub(crate) fn introduces(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '”' | '’' | ')'));
    if words.ends_with([':', '-', '–', '—', '：']) {
        return true;
    }
    let stopped = words.ends_with(['.', '!', '?', ';']);
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
    if !stopped && OPEN_ENDS.iter().any(|w| w.eq_ignore_ascii_case(last)) {
        return true;
    }
    words.split(|c: char| !c.is_alphanumeric()).any(|w| ["following", "follows", "below"].iter().any(|f| f.eq_ignore_ascii_case(w)))
}

/// Last words of a sentence that a list goes on with.
const OPEN_ENDS: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "by",
    "can",
    "for",
    "from",
    "if",
    "in",
    "include",
    "included",
    "includes",
    "including",
    "is",
    "may",
    "must",
    "of",
    "on",
    "or",
    "shall",
    "that",
    "the",
    "through",
    "to",
    "unless",
    "using",
    "via",
    "we",
    "when",
    "where",
    "who",
    "will",
    "with",
    "you",
];

/// The open list: what leads into it, and the items around the next one.
#[derive(Debug, Default)]
pub(crate) struct OpenList {
    lead: Option<ClauseId>,
    around: Vec<OpenItem>,
}

#[derive(Debug)]
struct OpenItem {
    depth: u8,
    title: Option<ClauseId>,
    last: Option<ClauseId>,
}

impl OpenList {
    /// A list with the clause that leads into it.
    pub(crate) fn new(lead: Option<ClauseId>) -> Self {
        OpenList { lead, around: Vec::new() }
    }

    /// Comes to an item of `depth`, or to a further paragraph of one, and adds what leads into it to `leads`, outermost first.
    pub(crate) fn enter(&mut self, depth: u8, first: bool, leads: &mut Vec<ClauseId>) {
        while self.around.last().is_some_and(|item| item.depth > depth || first && item.depth == depth) {
            self.around.pop();
        }
        leads.extend(self.lead);
        let skip = self.around.len().saturating_sub(MOST_AROUND);
        for item in &self.around[skip..] {
            leads.extend(item.title);
            if item.depth < depth {
                leads.extend(item.last);
            }
        }
        if first || self.around.last().is_none_or(|item| item.depth != depth) {
            self.around.push(OpenItem { depth, title: None, last: None });
        }
    }

    /// Says which clauses the block that was entered holds; `words` are those of its first.
    pub(crate) fn hold(&mut self, clauses: std::ops::Range<ClauseId>, words: &str, first: bool) {
        let Some(item) = self.around.last_mut() else { return };
        if clauses.is_empty() {
            return;
        }
        let title = first && count_words(words, MOST_TITLE_WORDS + 1) <= MOST_TITLE_WORDS;
        if title {
            item.title = Some(clauses.start);
        }
        let last = clauses.end - 1;
        item.last = (item.title != Some(last)).then_some(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_into_a_list_is_told() {
        assert!(introduces("We collect:"));
        assert!(introduces("You have the right to"));
        assert!(introduces("We share with the following recipients."));
        assert!(!introduces("We keep logs."));
        assert!(!introduces("Your rights"));
    }

    #[test]
    fn items_lead_into_nested_ones() {
        let mut list = OpenList::new(Some(7));
        let mut leads = Vec::new();
        list.enter(1, true, &mut leads);
        assert_eq!(leads, [7]);
        list.hold(8..9, "Device data", true);
        leads.clear();
        list.enter(2, true, &mut leads);
        assert_eq!(leads, [7, 8]);
        list.hold(9..10, "model", true);
        leads.clear();
        list.enter(1, true, &mut leads);
        assert_eq!(leads, [7]);
    }
}
