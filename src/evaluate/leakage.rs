//! Rows that say almost the same and stand on both sides of a fold: what a model has learned by
//! heart there, it seems to know.

use serde::{Deserialize, Serialize};

use super::likeness::Likeness;

/// Rows are near duplicates where they share this part of the runs of three words that either has.
const ALIKE: f64 = 0.7;
/// How many words a run has.
const RUN: usize = 3;
/// How many pairs are named.
const NAMED: usize = 10;

/// Near duplicates between folds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leakage {
    /// Pairs of rows in different folds that share at least 0.7 of their runs of three words.
    pub pairs: u64,
    /// Rows that are in such a pair.
    pub rows: u64,
    /// Share of all rows that are in such a pair.
    pub share: f64,
    /// The pairs that are most alike, ten at most.
    pub closest: Vec<LeakingPair>,
}

/// Two rows that say almost the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeakingPair {
    /// Their places among the rows.
    pub rows: [usize; 2],
    /// Their ids.
    pub ids: [String; 2],
    /// The part of the runs of three words that they share.
    pub jaccard: f64,
}

impl Leakage {
    /// Looks for near duplicates among rows, each its id, text and fold.
    pub fn of(rows: &[(&str, &str, usize)]) -> Self {
        let likeness = Likeness::of_texts(rows.iter().map(|(_, text, _)| *text), RUN);
        let mut is_in_pair = vec![false; rows.len()];
        let mut pairs: Vec<([usize; 2], f64)> = Vec::new();
        for row in 0..rows.len() {
            for (other, jaccard) in likeness.duplicates(row, ALIKE) {
                if rows[row].2 != rows[other].2 {
                    pairs.push(([row, other], jaccard));
                    is_in_pair[row] = true;
                    is_in_pair[other] = true;
                }
            }
        }
        pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let in_pairs = is_in_pair.iter().filter(|is_in| **is_in).count();
        let named = |([a, b], jaccard): &([usize; 2], f64)| LeakingPair {
            rows: [*a, *b],
            ids: [*a, *b].map(|row| rows[row].0.to_owned()),
            jaccard: *jaccard,
        };
        Leakage {
            pairs: pairs.len() as u64,
            rows: in_pairs as u64,
            share: in_pairs as f64 / rows.len().max(1) as f64,
            closest: pairs.iter().take(NAMED).map(named).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_between_folds_leak() {
        let long = "The harbour board of Velmar said on Friday that the old crane would be sold";
        let same = long.replace("Friday", "friday,");
        let rows = [
            ("a", long, 0),
            ("b", same.as_str(), 1),
            ("c", long, 0),
            ("d", "Nobody has seen the crane for a week, the keeper of the yard said", 1),
        ];
        let found = Leakage::of(&rows);
        assert_eq!((found.pairs, found.rows, found.share), (2, 3, 0.75), "a and c are in one fold");
        assert_eq!(found.closest[0].ids, ["a", "b"]);
        assert_eq!(found.closest[1].rows, [1, 2]);
        assert_eq!(Leakage::of(&[]).share, 0.0);
    }
}
