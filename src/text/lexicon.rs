//! The words that patterns name, each with a number.

use serde::{Deserialize, Serialize};

/// Words with numbers from 1, found through an open-addressed hash table that is built once and read in place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// All words, one after another.
    letters: String,
    /// Where word `n` begins in `letters`; one more entry than words, the first for number 1.
    starts: Vec<u32>,
    /// Word numbers by hash; a power of two of them, at most half filled; 0 is empty.
    table: Vec<u32>,
}

impl Lexicon {
    /// Gives the words numbers in the order given, from 1. Each word may occur once.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut letters = String::new();
        let mut starts = vec![0];
        for word in words {
            letters.push_str(word);
            starts.push(fit(letters.len()));
        }
        let count = starts.len() - 1;
        let mut lexicon = Lexicon { letters, starts, table: vec![0; (count * 4).next_power_of_two().max(8)] };
        for number in 1..=count {
            let mut slot = lexicon.slot(hash(lexicon.word(fit(number)).as_bytes()));
            while lexicon.table[slot] != 0 {
                slot = (slot + 1) & (lexicon.table.len() - 1);
            }
            lexicon.table[slot] = fit(number);
        }
        lexicon
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a folded word; 0 when it is unknown.
    pub fn find(&self, word: &[u8]) -> u32 {
        if self.table.is_empty() {
            return 0;
        }
        let mut slot = self.slot(hash(word));
        loop {
            let number = self.table[slot];
            if number == 0 || self.word(number).as_bytes() == word {
                return number;
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
    }

    /// The word with a number from 1.
    pub fn word(&self, number: u32) -> &str {
        let n = number as usize;
        &self.letters[self.starts[n - 1] as usize..self.starts[n] as usize]
    }

    fn slot(&self, hash: u64) -> usize {
        // The high bits are the well-mixed ones.
        (hash >> 32) as usize & (self.table.len() - 1)
    }
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("a lexicon holds fewer than 4 G letters")
}

/// A multiplicative hash over eight bytes at a time.
fn hash(word: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        h = (h.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(K);
    }
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..5000).map(|n| format!("word{n}")).collect();
        let lexicon = Lexicon::new(words.iter().map(String::as_str));
        for (n, word) in words.iter().enumerate() {
            assert_eq!(lexicon.find(word.as_bytes()), fit(n + 1));
        }
        assert_eq!(lexicon.find(b"word"), 0);
        assert_eq!(Lexicon::default().find(b"word"), 0);
    }
}
