//! Patterns as compiled: what is stored in the binary and read in place.

use super::syntax::{Polarity, Scope};
use crate::text::{Kind, Lexicon};
use serde::{Deserialize, Serialize};

/// Number of a formula in its program.
pub type FormulaId = u32;

/// Lists of numbers, one after another.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(crate) fn new(lists: &[Vec<u32>]) -> Self {
        let mut all = Lists { starts: vec![0], items: Vec::new() };
        for list in lists {
            all.items.extend(list);
            all.starts.push(u32::try_from(all.items.len()).expect("a program holds fewer than 4 G entries"));
        }
        all
    }

    pub(crate) fn get(&self, n: u32) -> &[u32] {
        match self.starts.get(n as usize..n as usize + 2) {
            Some([a, b]) => &self.items[*a as usize..*b as usize],
            _ => &[],
        }
    }
}

/// A node of a phrase; children are numbers of nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Node {
    /// A token of this term.
    Term(u32),
    /// A token of this term in capitals.
    Upper(u32),
    Kind(Kind),
    Concept(u32),
    Sequence(Vec<u32>),
    Choice(Vec<u32>),
    Optional(u32),
    Gap(u8),
    Unordered(Vec<u32>, u8),
    Start,
    End,
}

/// What has to occur in a clause for a phrase to match: one of these.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Need {
    Term(u32),
    Kind(Kind),
    /// A term, or one of these kinds (bits by `Kind as u8`).
    Either(u32, u16),
}

/// A phrase with what is known about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CompiledPhrase {
    pub(crate) root: u32,
    /// Names its own negators, so that negation is not looked at.
    pub(crate) literal: bool,
    /// What has to occur besides the anchor.
    pub(crate) needs: Vec<Need>,
    /// Laws that use it, as bits.
    pub(crate) laws: u32,
}

/// A concept's body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CompiledConcept {
    pub(crate) root: u32,
    pub(crate) needs: Vec<Need>,
}

/// A node of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum FormulaNode {
    Phrase(u32, Polarity),
    And(Vec<FormulaId>),
    Or(Vec<FormulaId>),
    Not(FormulaId),
    Scope(Scope, FormulaId),
    Link(String),
    Audience(u8),
    Heading,
    Item,
    Cell,
    Regex(u32),
}

/// All patterns of a set of packs, compiled together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    pub(crate) lexicon: Lexicon,
    /// What a word does to those around it (see `negation`), by form.
    pub(crate) roles: Vec<u8>,
    /// The terms each form belongs to, in ascending order.
    pub(crate) form_terms: Lists,
    pub(crate) nodes: Vec<Node>,
    pub(crate) concepts: Vec<CompiledConcept>,
    pub(crate) phrases: Vec<CompiledPhrase>,
    /// The phrases to try when a form occurs, each followed by two terms (counted from 1; 0 for none) that it needs besides.
    pub(crate) form_phrases: Lists,
    /// The rarest term that a node needs, counted from 1; 0 where it needs none in particular.
    pub(crate) node_needs: Vec<u32>,
    /// The phrases to try when a kind occurs, by `Kind as u8`.
    pub(crate) kind_phrases: Lists,
    pub(crate) formulas: Vec<FormulaNode>,
    /// The formulas' memo slots: scopes are numbered among themselves.
    pub(crate) regexes: Vec<String>,
    pub(crate) terms: u32,
}
