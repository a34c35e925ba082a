//! Expressions over facts that decide whether a requirement applies.

use serde::{Deserialize, Serialize};

/// `always`, or facts joined by `not`, `and`, `or`; `and` binds tighter than `or`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Holds whatever the facts.
    Always,
    /// The fact with this number holds.
    Fact(u32),
    /// The inner one does not hold.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
}

impl Condition {
    /// Reads an expression; `fact` gives the number of a fact's id.
    ///
    /// # Errors
    /// When a fact is unknown or the expression is not of the form; the message names the word.
    pub fn parse(text: &str, fact: impl Fn(&str) -> Option<u32> + Copy) -> Result<Self, String> {
        if text.trim() == "always" {
            return Ok(Condition::Always);
        }
        let any = text.split(" or ").map(|part| Self::parse_all(part, fact)).collect::<Result<Vec<_>, _>>()?;
        Ok(single_or(any, Condition::Any))
    }

    fn parse_all(text: &str, fact: impl Fn(&str) -> Option<u32> + Copy) -> Result<Self, String> {
        let all = text.split(" and ").map(|part| Self::parse_one(part.trim(), fact)).collect::<Result<Vec<_>, _>>()?;
        Ok(single_or(all, Condition::All))
    }

    fn parse_one(text: &str, fact: impl Fn(&str) -> Option<u32> + Copy) -> Result<Self, String> {
        match text.strip_prefix("not ") {
            Some(rest) => Ok(Condition::Not(Box::new(Self::parse_one(rest.trim(), fact)?))),
            None => fact(text).map(Condition::Fact).ok_or_else(|| format!("unknown fact `{text}`")),
        }
    }

    /// Whether it holds; `fact` gives the value of a fact by number.
    pub fn holds(&self, fact: &impl Fn(u32) -> bool) -> bool {
        match self {
            Condition::Always => true,
            Condition::Fact(id) => fact(*id),
            Condition::Not(inner) => !inner.holds(fact),
            Condition::All(parts) => parts.iter().all(|p| p.holds(fact)),
            Condition::Any(parts) => parts.iter().any(|p| p.holds(fact)),
        }
    }

    /// The numbers of the facts it asks for, in order of mention.
    pub fn facts(&self) -> Vec<u32> {
        match self {
            Condition::Always => Vec::new(),
            Condition::Fact(id) => vec![*id],
            Condition::Not(inner) => inner.facts(),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::facts).collect(),
        }
    }
}

fn single_or(mut parts: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.remove(0) } else { join(parts) }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    fn holds(text: &str, facts: [bool; 3]) -> bool {
        let condition = Condition::parse(text, |id| ["a", "b", "c"].iter().position(|f| *f == id).and_then(|n| u32::try_from(n).ok()));
        condition.unwrap_or_else(|e| panic!("{e}")).holds(&|n| facts[n as usize])
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert!(holds("always", [false; 3]));
        assert!(holds("a and not b or c", [true, false, false]));
        assert!(!holds("a and not b or c", [true, true, false]));
        assert!(holds("a and not b or c", [false, false, true]));
        assert!(Condition::parse("a xor b", |_| None).is_err());
    }
}
