//! How a model gets better with more rows: is it worth labelling further ones?

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, groups_of, percentile_interval};
use super::confusion::Confusion;
use crate::Error;
use crate::learn::{SplitMix64, stratified_group_folds};

/// The shares of the training rows that are tried.
pub const CURVE_SHARES: [f64; 10] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// What models are made of a part of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Share of the training rows that the models have seen.
    pub share: f64,
    /// Their mean number.
    pub rows: f64,
    /// Macro-F1 over all rows, each judged by a model that has not seen its group.
    pub macro_f1: f64,
    /// 95 % interval of macro-F1 over the groups of the rows.
    pub interval: Interval,
}

/// Rows to draw a learning curve of.
#[derive(Clone, Copy, Debug)]
pub struct Labelled<'a> {
    /// Number of labels.
    pub labels: usize,
    /// The label of each row.
    pub gold: &'a [usize],
    /// The group of each row.
    pub groups: &'a [&'a str],
}

/// The learning curve over `shares` of the rows.
///
/// Rows are cut into `folds` whose groups stay whole; for each fold and share, models are trained on
/// whole groups of the other folds until they hold that share of their rows, a larger share on more
/// of the same groups. `judge` trains on the rows of its first list and gives a label to each of
/// its second, in their order.
///
/// # Errors
/// The rows cannot be cut into folds, or `judge` fails.
pub fn learning_curve(
    rows: Labelled<'_>,
    shares: &[f64],
    folds: usize,
    seed: u64,
    mut judge: impl FnMut(&[usize], &[usize]) -> Result<Vec<usize>, Error>,
) -> Result<Vec<CurvePoint>, Error> {
    let fold_of = stratified_group_folds(rows.gold, rows.groups, folds, seed)?;
    let groups = groups_of(rows.groups.iter().copied());
    let mut points = Vec::with_capacity(shares.len());
    for share in shares {
        let mut predicted = vec![0; rows.gold.len()];
        let mut seen = 0;
        for fold in 0..folds {
            let training = part(&fold_of, &groups, fold, *share, seed);
            let own: Vec<usize> = (0..fold_of.len()).filter(|row| fold_of[*row] == fold).collect();
            seen += training.len();
            for (row, label) in own.iter().zip(judge(&training, &own)?) {
                predicted[*row] = label;
            }
        }
        let figure = |sample: &[usize]| {
            Confusion::of(rows.labels, sample.iter().map(|row| (rows.gold[*row], predicted[*row]))).macro_f1()
        };
        let all: Vec<usize> = (0..rows.gold.len()).collect();
        points.push(CurvePoint {
            share: *share,
            rows: seen as f64 / folds as f64,
            macro_f1: figure(&all),
            interval: percentile_interval(&groups, seed, figure),
        });
    }
    Ok(points)
}

/// Whole groups outside of `fold`, in a random order that does not depend on `share`, until they
/// hold that share of the rows there; in the order of the rows.
fn part(fold_of: &[usize], groups: &[Vec<usize>], fold: usize, share: f64, seed: u64) -> Vec<usize> {
    let mut outside: Vec<&Vec<usize>> =
        groups.iter().filter(|rows| rows.first().is_some_and(|row| fold_of[*row] != fold)).collect();
    SplitMix64::new(seed ^ fold as u64).shuffle(&mut outside);
    let wanted = share * outside.iter().map(|rows| rows.len()).sum::<usize>() as f64;
    let mut chosen = BTreeSet::new();
    for rows in outside {
        if chosen.len() as f64 >= wanted - 1e-9 {
            break;
        }
        chosen.extend(rows.iter().copied());
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn larger_parts_hold_the_smaller_ones_and_no_group_is_cut() {
        let names: Vec<String> = (0..60).map(|row| format!("g{}", row / 3)).collect();
        let groups: Vec<&str> = names.iter().map(String::as_str).collect();
        let gold: Vec<usize> = (0..60).map(|row| row % 2).collect();
        let rows = Labelled { labels: 2, gold: &gold, groups: &groups };
        let mut seen: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        let points = learning_curve(rows, &[0.25, 0.5, 1.0], 4, 9, |training, own| {
            seen.push((training.to_vec(), own.to_vec()));
            // Right where at least half of the rows were seen.
            let is_right = training.len() >= 22;
            Ok(own.iter().map(|row| if is_right { row % 2 } else { 1 - row % 2 }).collect())
        })
        .unwrap();
        let found: Vec<_> = points.iter().map(|p| (p.share, p.rows, p.macro_f1)).collect();
        assert_eq!(found, [(0.25, 12.0, 0.0), (0.5, 24.0, 1.0), (1.0, 45.0, 1.0)]);
        for fold in 0..4 {
            let parts: Vec<&(Vec<usize>, Vec<usize>)> = seen.iter().skip(fold).step_by(4).collect();
            for pair in parts.windows(2) {
                assert!(pair[0].0.iter().all(|row| pair[1].0.contains(row)), "nested");
                assert_eq!(pair[0].1, pair[1].1, "judged on the same rows");
            }
            for (training, own) in parts {
                assert!(training.iter().all(|row| !own.iter().any(|o| groups[*o] == groups[*row])));
                let whole = |row: &usize| (row / 3 * 3..row / 3 * 3 + 3).all(|r| training.contains(&r));
                assert!(training.iter().all(whole), "groups stay whole");
            }
        }
    }

    #[test]
    fn what_cannot_be_cut_or_judged_fails() {
        let rows = Labelled { labels: 2, gold: &[0, 1], groups: &["a", "b"] };
        assert!(learning_curve(rows, &CURVE_SHARES, 3, 1, |_, own| Ok(vec![0; own.len()])).is_err());
        assert!(learning_curve(rows, &CURVE_SHARES, 2, 1, |_, _| Err(Error::training("no"))).is_err());
    }
}
