//! Counting words and looking them up in short lists, fast: for rules of layout, not for reading.

/// Number of words of `text`, runs of anything but spaces and control characters; counting stops at `most`.
pub fn count_words(text: &str, most: usize) -> usize {
    let (mut count, mut inside) = (0, false);
    for byte in text.bytes() {
        let word = byte > b' ';
        count += usize::from(word && !inside);
        inside = word;
        if count >= most {
            break;
        }
    }
    count
}

/// A set of words of at most eight letters, asked without regard to case.
#[derive(Clone, Copy, Debug)]
pub struct WordSet<const N: usize> {
    /// The words as numbers, ascending.
    keys: [u64; N],
}

impl<const N: usize> WordSet<N> {
    /// The set of `words`, which are in lower case and in alphabetical order.
    ///
    /// # Panics
    /// When a word has more than eight bytes, or they are not in order. Sets are constants, so it is the compiler that says so.
    pub const fn new(words: [&str; N]) -> Self {
        let mut keys = [0; N];
        let mut i = 0;
        while i < N {
            assert!(words[i].len() <= 8, "a word of the set is too long");
            keys[i] = key(words[i].as_bytes());
            assert!(i == 0 || keys[i - 1] < keys[i], "the words of the set are in order");
            i += 1;
        }
        WordSet { keys }
    }

    /// Whether `word`, in any case, is one of them.
    pub fn contains(&self, word: &[u8]) -> bool {
        (1..=8).contains(&word.len()) && self.keys.binary_search(&key(word)).is_ok()
    }
}

/// At most eight bytes as a number that sorts as they do; capitals count as small letters.
const fn key(word: &[u8]) -> u64 {
    let (mut key, mut i) = (0, 0);
    while i < 8 {
        let byte = if i < word.len() { word[i].to_ascii_lowercase() } else { 0 };
        key = key << 8 | byte as u64;
        i += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_in_any_case() {
        const SET: WordSet<3> = WordSet::new(["although", "and", "we"]);
        assert!(SET.contains(b"We") && SET.contains(b"Although") && SET.contains(b"and"));
        assert!(!SET.contains(b"an") && !SET.contains(b"") && !SET.contains(b"althoughs"));
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(count_words("  we keep\n logs ", 10), 3);
        assert_eq!(count_words("we keep logs", 2), 2);
        assert_eq!(count_words("", 2), 0);
    }
}
