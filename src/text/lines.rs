//! From byte offsets to lines and columns.

/// A place for people: line and column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end one.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|end| bytes[*end] == b'\n' || bytes.get(end + 1) != Some(&b'\n'));
        starts.extend(ends.map(|end| u32::try_from(end + 1).expect("files are smaller than 4 GiB")));
        LineIndex { starts }
    }

    /// The place of byte `offset` of `text`, which must be the text the index was made from.
    pub fn locate(&self, text: &str, offset: usize) -> Location {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|s| *s as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let column = text.get(start..offset).map_or(0, |s| s.chars().count());
        let fit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Location { line: fit(line), column: fit(column + 1) }
    }

    /// Bytes at which lines begin, in order; the first is 0.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }
}
