//! Tables: a cell is read with the head of its column and of its row.

use super::ClauseId;
use crate::text::count_words;

/// A first cell of more words than this is running text, not the head of its row.
const MOST_HEAD_WORDS: usize = 40;

/// The open table: the heads met so far.
#[derive(Debug, Default)]
pub(crate) struct OpenTable {
    columns: Vec<(u32, ClauseId)>,
    row: Option<(u32, ClauseId)>,
}

impl OpenTable {
    /// Adds the heads of the cell at `row` and `column` to `leads`: column, then row.
    pub(crate) fn enter(&self, row: u32, column: u32, head: bool, leads: &mut Vec<ClauseId>) {
        if head && (row == 0 || column == 0) {
            return;
        }
        let index = self.columns.partition_point(|(c, _)| *c <= column);
        if let Some((_, clause)) = index.checked_sub(1).map(|i| self.columns[i]) {
            leads.push(clause);
        }
        if let Some((_, clause)) = self.row.filter(|(r, _)| *r == row && column > 0) {
            leads.push(clause);
        }
    }

    /// Says that the cell at `row` and `column` holds `clause` first; `words` are the cell's.
    pub(crate) fn hold(&mut self, (row, column): (u32, u32), head: bool, clause: ClauseId, words: &str) {
        if head && row == 0 {
            match self.columns.binary_search_by_key(&column, |(c, _)| *c) {
                Ok(_) => {}
                Err(index) => self.columns.insert(index, (column, clause)),
            }
        } else if column == 0 && self.row.is_none_or(|(r, _)| r != row) && count_words(words, MOST_HEAD_WORDS + 1) <= MOST_HEAD_WORDS {
            self.row = Some((row, clause));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_its_column_and_row_heads() {
        let mut table = OpenTable::default();
        table.hold((0, 0), true, 0, "Kind");
        table.hold((0, 1), true, 1, "Sold");
        table.hold((1, 0), false, 2, "Identifiers");
        let mut leads = Vec::new();
        table.enter(1, 1, false, &mut leads);
        assert_eq!(leads, [1, 2]);
        leads.clear();
        table.enter(2, 1, false, &mut leads);
        assert_eq!(leads, [1]);
    }
}
