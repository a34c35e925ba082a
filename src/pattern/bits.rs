//! Sets of positions in a clause.

/// A set of positions between tokens; position `n` stands before token `n`.
pub(super) trait Bits: Copy + PartialEq {
    /// How many positions there is room for.
    const ROOM: usize;
    /// The set of none.
    const EMPTY: Self;
    /// The set of one.
    fn one(position: usize) -> Self;
    /// Adds the members of another.
    fn join(self, other: Self) -> Self;
    /// Keeps the members that the other has too.
    fn meet(self, other: Self) -> Self;
    /// Every member moved on by one; what leaves the room is dropped.
    fn next(self) -> Self;
    /// The smallest member.
    fn first(self) -> Option<usize>;
    /// Without its smallest member.
    fn without_first(self) -> Self;
    /// The positions from 0 to `end`, both included.
    fn up_to(end: usize) -> Self;
    /// Whether there is none.
    fn is_empty(self) -> bool {
        self == Self::EMPTY
    }
    /// The members in ascending order.
    fn members(self) -> Members<Self> {
        Members(self)
    }
}

/// The members of a set.
pub(super) struct Members<B>(B);

impl<B: Bits> Iterator for Members<B> {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        let first = self.0.first()?;
        self.0 = self.0.without_first();
        Some(first)
    }
}

impl Bits for u64 {
    const ROOM: usize = 64;
    const EMPTY: u64 = 0;
    fn one(position: usize) -> u64 {
        1 << position
    }
    fn join(self, other: u64) -> u64 {
        self | other
    }
    fn meet(self, other: u64) -> u64 {
        self & other
    }
    fn next(self) -> u64 {
        self << 1
    }
    fn first(self) -> Option<usize> {
        (self != 0).then(|| self.trailing_zeros() as usize)
    }
    fn without_first(self) -> u64 {
        self & self.wrapping_sub(1)
    }
    fn up_to(end: usize) -> u64 {
        if end >= 63 { u64::MAX } else { (1 << (end + 1)) - 1 }
    }
}

/// How many words a wide set has.
const WORDS: usize = 6;

impl Bits for [u64; WORDS] {
    const ROOM: usize = 64 * WORDS;
    const EMPTY: Self = [0; WORDS];
    fn one(position: usize) -> Self {
        let mut set = Self::EMPTY;
        set[position / 64] = 1 << (position % 64);
        set
    }
    fn join(mut self, other: Self) -> Self {
        for (a, b) in self.iter_mut().zip(other) {
            *a |= b;
        }
        self
    }
    fn meet(mut self, other: Self) -> Self {
        for (a, b) in self.iter_mut().zip(other) {
            *a &= b;
        }
        self
    }
    fn next(mut self) -> Self {
        let mut carry = 0;
        for word in &mut self {
            let out = *word >> 63;
            *word = *word << 1 | carry;
            carry = out;
        }
        self
    }
    fn first(self) -> Option<usize> {
        self.iter().position(|w| *w != 0).map(|n| n * 64 + self[n].trailing_zeros() as usize)
    }
    fn without_first(mut self) -> Self {
        if let Some(word) = self.iter_mut().find(|w| **w != 0) {
            *word &= *word - 1;
        }
        self
    }
    fn up_to(end: usize) -> Self {
        let mut set = Self::EMPTY;
        for (n, word) in set.iter_mut().enumerate() {
            *word = match end.checked_sub(n * 64) {
                Some(rest) => u64::up_to(rest),
                None => 0,
            };
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_narrow_sets_agree() {
        let members = [0, 3, 17, 62];
        let narrow = members.iter().fold(u64::EMPTY, |s, m| s.join(u64::one(*m)));
        let wide = members.iter().fold(<[u64; WORDS]>::EMPTY, |s, m| s.join(Bits::one(*m)));
        assert_eq!(narrow.members().collect::<Vec<_>>(), members);
        assert_eq!(wide.members().collect::<Vec<_>>(), members);
        assert_eq!(Bits::next(wide).members().collect::<Vec<_>>(), [1, 4, 18, 63]);
        assert_eq!(Bits::next(Bits::next(wide)).members().last(), Some(64));
        assert_eq!(<[u64; WORDS]>::up_to(70).members().count(), 71);
        assert_eq!(u64::up_to(63), u64::MAX);
    }
}
