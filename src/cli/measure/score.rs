//! Counting agreement.

use crate::finding::Verdict;
use std::collections::BTreeMap;

/// Hits, false alarms and misses of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Said by both.
    pub(super) hits: u32,
    /// Said by us alone.
    pub(super) alarms: u32,
    /// Said by the label alone.
    pub(super) misses: u32,
}

impl Tally {
    fn add(&mut self, ours: bool, label: bool) {
        self.hits += u32::from(ours && label);
        self.alarms += u32::from(ours && !label);
        self.misses += u32::from(!ours && label);
    }

    /// Share of ours that the label has too; 1 when we said nothing.
    pub(super) fn precision(self) -> f64 {
        share(self.hits, self.hits + self.alarms)
    }

    /// Share of the label's that we have too; 1 when it has none.
    pub(super) fn recall(self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }

    /// Harmonic mean of the two.
    pub(super) fn f1(self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.alarms + self.misses)
    }
}

/// `part` of `whole`; 1 when there is no whole.
pub(super) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// Agreement on a set of requirements.
#[derive(Clone, Debug, Default)]
pub(super) struct Score {
    /// How many verdicts were compared.
    pub(super) count: u32,
    /// Gaps against the rest.
    pub(super) gaps: Tally,
    /// Addressed against missing and not-applicable.
    pub(super) addressed: Tally,
    /// Satisfied against the rest.
    pub(super) satisfied: Tally,
    /// How often each pair of verdicts (label, ours) came.
    pub(super) pairs: BTreeMap<(Verdict, Verdict), u32>,
    /// Labelled quotes, and those that our evidence overlaps.
    pub(super) quotes: (u32, u32),
}

impl Score {
    /// Counts a verdict against a label with a verdict.
    pub(super) fn add(&mut self, ours: Verdict, label: Verdict) {
        self.count += 1;
        self.gaps.add(ours.is_gap(), label.is_gap());
        self.addressed.add(ours.is_addressed(), label.is_addressed());
        self.satisfied.add(ours == Verdict::Satisfied, label == Verdict::Satisfied);
        *self.pairs.entry((label, ours)).or_default() += 1;
    }

    /// Counts a verdict against a label that only says whether it is addressed.
    pub(super) fn add_addressed(&mut self, ours: Verdict, label: bool) {
        self.count += 1;
        self.addressed.add(ours.is_addressed(), label);
    }

    /// Adds another score.
    pub(super) fn join(&mut self, other: &Score) {
        self.count += other.count;
        for (mine, theirs) in [(&mut self.gaps, other.gaps), (&mut self.addressed, other.addressed), (&mut self.satisfied, other.satisfied)]
        {
            mine.hits += theirs.hits;
            mine.alarms += theirs.alarms;
            mine.misses += theirs.misses;
        }
        for (pair, n) in &other.pairs {
            *self.pairs.entry(*pair).or_default() += n;
        }
        self.quotes.0 += other.quotes.0;
        self.quotes.1 += other.quotes.1;
    }

    /// Share of equal verdicts.
    pub(super) fn agreement(&self) -> f64 {
        let total: u32 = self.pairs.values().sum();
        let equal = self.pairs.iter().filter(|((a, b), _)| a == b).map(|(_, n)| n).sum();
        share(equal, total)
    }

    /// Cohen's kappa of the five verdicts; 1 when chance alone would agree always.
    pub(super) fn kappa(&self) -> f64 {
        let total: u32 = self.pairs.values().sum();
        if total == 0 {
            return 1.0;
        }
        let marginal = |pick: fn(&(Verdict, Verdict)) -> Verdict, v: Verdict| {
            self.pairs.iter().filter(|(p, _)| pick(p) == v).map(|(_, n)| f64::from(*n)).sum::<f64>() / f64::from(total)
        };
        let chance: f64 = Verdict::NAMES.iter().map(|(v, _)| marginal(|p| p.0, *v) * marginal(|p| p.1, *v)).sum();
        if chance >= 1.0 { 1.0 } else { (self.agreement() - chance) / (1.0 - chance) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_is_one_for_perfect_and_zero_for_chance() {
        let mut perfect = Score::default();
        perfect.add(Verdict::Weak, Verdict::Weak);
        perfect.add(Verdict::Missing, Verdict::Missing);
        assert!((perfect.kappa() - 1.0).abs() < 1e-9);
        let mut chance = Score::default();
        for ours in [Verdict::Weak, Verdict::Missing] {
            for label in [Verdict::Weak, Verdict::Missing] {
                chance.add(ours, label);
            }
        }
        assert!(chance.kappa().abs() < 1e-9);
        assert_eq!(chance.gaps.f1(), 1.0);
    }
}
