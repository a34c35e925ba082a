//! Colour, wrapping and links.

/// Colours words, or leaves them plain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) color: bool,
}

impl Paint {
    fn with(self, code: &str, words: &str) -> String {
        if self.color { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    pub(super) fn bold(self, words: &str) -> String {
        self.with("1", words)
    }

    pub(super) fn dim(self, words: &str) -> String {
        self.with("2", words)
    }

    pub(super) fn red(self, words: &str) -> String {
        self.with("31", words)
    }

    pub(super) fn yellow(self, words: &str) -> String {
        self.with("33", words)
    }

    pub(super) fn green(self, words: &str) -> String {
        self.with("32", words)
    }

    pub(super) fn blue(self, words: &str) -> String {
        self.with("34", words)
    }
}

/// Lines of at most `width` columns, each after `indent`.
pub(crate) fn wrap(words: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(indent.len()).max(20);
    let lines: Vec<String> = lines(words, room).into_iter().map(|l| format!("{indent}{l}")).collect();
    lines.join("\n")
}

/// The words in lines of at most `room` characters; a longer word stands alone.
pub(super) fn lines(words: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words.split_whitespace() {
        let len = word.chars().count();
        let last = lines.last_mut().expect("there is always a line");
        if used > 0 && used + 1 + len > room {
            lines.push(word.to_owned());
            used = len;
            continue;
        }
        if used > 0 {
            last.push(' ');
            used += 1;
        }
        last.push_str(word);
        used += len;
    }
    lines
}

/// The words as a terminal link (OSC 8), where the terminal can.
pub(super) fn link(words: &str, target: &str, links: bool) -> String {
    if links && !target.is_empty() { format!("\u{1b}]8;;{target}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_width() {
        let words = "a lawyer reads the findings instead of the policy and finds everything";
        for line in wrap(words, 30, "  ").lines() {
            assert!(line.len() <= 30, "{line}");
        }
        assert_eq!(lines(words, 20).join(" "), words);
        assert_eq!(lines("", 20), [""]);
    }
}
