//! Folds for cross-validation in which groups stay whole and labels stay balanced.

use std::collections::BTreeMap;

use super::rng::SplitMix64;
use crate::Error;

/// The fold, from 0 to below `k`, of each row: rows of one group share a fold, and each fold has
/// about its part of each label and of all rows.
///
/// Groups are handed out one by one, those with most rows first, each to the fold that has least
/// of its labels so far. `seed` decides between groups of one size. No fold is empty.
///
/// # Errors
/// If `k` is below 2, there are fewer groups than folds, or groups are not as many as labels.
///
/// ```
/// let groups = ["may", "may", "june", "july"];
/// let folds = sayso::learn::stratified_group_folds(&[0, 1, 0, 1], &groups, 2, 7)?;
/// assert_eq!(folds[0], folds[1]);
/// assert_eq!(folds[2], folds[3]);
/// # Ok::<(), sayso::Error>(())
/// ```
pub fn stratified_group_folds<G: Ord>(
    labels: &[usize],
    groups: &[G],
    k: usize,
    seed: u64,
) -> Result<Vec<usize>, Error> {
    if groups.len() != labels.len() {
        let (groups, labels) = (groups.len(), labels.len());
        return Err(Error::training(format!("{groups} groups for {labels} rows")));
    }
    let mut rows_of: BTreeMap<&G, Vec<usize>> = BTreeMap::new();
    for (row, group) in groups.iter().enumerate() {
        rows_of.entry(group).or_default().push(row);
    }
    if k < 2 || rows_of.len() < k {
        return Err(Error::training(format!(
            "{k} folds of {} groups: expected two folds or more, and a group or more in each",
            rows_of.len()
        )));
    }
    let mut members: Vec<Vec<usize>> = rows_of.into_values().collect();
    SplitMix64::new(seed).shuffle(&mut members);
    members.sort_by_key(|rows| std::cmp::Reverse(rows.len()));

    let totals = count(labels.iter().copied());
    let mut folds: Vec<Fold> = vec![Fold::default(); k];
    let mut result = vec![0; labels.len()];
    for rows in members {
        let added = count(rows.iter().map(|&row| labels[row]));
        let mut chosen = (0, f64::INFINITY);
        for (number, fold) in folds.iter().enumerate() {
            let cost = fold.cost(&added, rows.len(), &totals, labels.len());
            if cost < chosen.1 {
                chosen = (number, cost);
            }
        }
        let fold = &mut folds[chosen.0];
        fold.rows += rows.len();
        for (label, number) in added {
            *fold.labels.entry(label).or_default() += number;
        }
        for row in rows {
            result[row] = chosen.0;
        }
    }
    Ok(result)
}

/// What a fold holds so far.
#[derive(Clone, Default)]
struct Fold {
    rows: usize,
    labels: BTreeMap<usize, usize>,
}

impl Fold {
    /// By how much Σ (share of a label that lies in a fold)², over all folds, labels and the rows
    /// as a whole, grows when these rows come to this fold, but for what they add in any fold.
    /// Zero for an empty fold only.
    fn cost(
        &self,
        added: &BTreeMap<usize, usize>,
        rows: usize,
        totals: &BTreeMap<usize, usize>,
        all: usize,
    ) -> f64 {
        let part = |number: usize, total: usize| number as f64 / total as f64;
        let mut cost = part(self.rows, all) * part(rows, all);
        for (label, &number) in added {
            if let (Some(&here), Some(&total)) = (self.labels.get(label), totals.get(label)) {
                cost += part(here, total) * part(number, total);
            }
        }
        cost
    }
}

fn count(labels: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    /// 400 rows in groups of one to seven, of four labels, three of them rare.
    fn rows() -> (Vec<usize>, Vec<u64>) {
        let mut rng = SplitMix64::new(3);
        let (mut labels, mut groups) = (Vec::new(), Vec::new());
        while labels.len() < 400 {
            let (group, size) = (rng.next_u64(), 1 + rng.below(7));
            for _ in 0..size {
                labels.push([0, 0, 0, 0, 0, 0, 0, 1, 2, 3][rng.below(10)]);
                groups.push(group);
            }
        }
        (labels, groups)
    }

    #[test]
    fn groups_stay_whole_and_labels_balanced() {
        let (labels, groups) = rows();
        for (k, seed) in [(2, 1), (5, 1), (5, 2), (10, 1)] {
            let folds = stratified_group_folds(&labels, &groups, k, seed).unwrap();
            let mut fold_of = BTreeMap::new();
            for (group, fold) in groups.iter().zip(&folds) {
                assert_eq!(fold_of.entry(group).or_insert(fold), &fold, "group {group}");
            }
            for label in 0..4 {
                let mut counts = vec![0; k];
                for (&fold, _) in folds.iter().zip(&labels).filter(|(_, l)| **l == label) {
                    counts[fold] += 1;
                }
                let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
                assert!(most - least <= 4, "{k} folds, label {label}: {counts:?}");
            }
        }
    }

    #[test]
    fn the_seed_alone_decides() {
        let (labels, groups) = rows();
        let folds = |seed| stratified_group_folds(&labels, &groups, 5, seed).unwrap();
        assert_eq!(folds(1), folds(1));
        assert_ne!(folds(1), folds(2));
    }

    #[test]
    fn no_fold_is_empty() {
        let cases: [(&[usize], &[&str], &str); 3] = [
            (&[0, 0, 0, 0, 1], &["a", "a", "a", "b", "c"], "as many groups as folds"),
            (&[0, 1, 2, 3, 4], &["a", "b", "c", "d", "e"], "each row a label of its own"),
            (&[0, 0, 0, 0, 0], &["a", "b", "c", "d", "e"], "one label"),
        ];
        for (labels, groups, reason) in cases {
            let mut folds = stratified_group_folds(labels, groups, 3, 11).unwrap();
            folds.sort_unstable();
            folds.dedup();
            assert_eq!(folds, [0, 1, 2], "{reason}");
        }
    }

    #[test]
    fn refuses_what_cannot_be_cut() {
        let cases: [(&[usize], &[&str], usize, &str); 5] = [
            (&[0, 1], &["a", "b"], 1, "one fold"),
            (&[0, 1], &["a", "b"], 0, "no fold"),
            (&[0, 1, 0], &["a", "b", "a"], 3, "fewer groups than folds"),
            (&[0, 1], &["a"], 2, "a row without group"),
            (&[], &[], 2, "no rows"),
        ];
        for (labels, groups, k, reason) in cases {
            assert!(stratified_group_folds(labels, groups, k, 1).is_err(), "{reason}");
        }
    }
}
