//! How far a figure would move with other rows of the same kind: the percentile bootstrap
//! (Efron and Tibshirani 1993, chapter 13), over groups, for rows of one group resemble each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::learn::SplitMix64;

/// How many samples are drawn for an interval.
const SAMPLES: usize = 1000;

/// Bounds between which a figure lies in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The rows of each group, as positions in `names`; groups in the order in which they first appear.
pub fn groups_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<usize>> {
    let mut number_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (row, name) in names.into_iter().enumerate() {
        let number = *number_of.entry(name).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Vec::new());
        }
        groups[number].push(row);
    }
    groups
}

/// The 95 % interval of `statistic`: of its 1,000 values over as many samples, what is left
/// without the 25 lowest and the 25 highest.
///
/// Each sample holds as many groups as there are, drawn with replacement; the statistic gets the
/// rows of all of them, a row as often as its group was drawn. The same seed gives the same bounds.
pub fn percentile_interval(
    groups: &[Vec<usize>],
    seed: u64,
    statistic: impl Fn(&[usize]) -> f64,
) -> Interval {
    let mut rng = SplitMix64::new(seed);
    let mut sample = Vec::new();
    let mut values: Vec<f64> = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        sample.clear();
        for _ in groups {
            sample.extend_from_slice(&groups[rng.below(groups.len())]);
        }
        values.push(statistic(&sample));
    }
    values.sort_by(f64::total_cmp);
    let outside = SAMPLES / 40;
    Interval { low: values[outside], high: values[SAMPLES - 1 - outside] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_of_their_first_rows() {
        let cases: [(&[&str], &[&[usize]]); 3] =
            [(&[], &[]), (&["b", "a", "b"], &[&[0, 2], &[1]]), (&["x", "y", "z"], &[&[0], &[1], &[2]])];
        for (names, expected) in cases {
            assert_eq!(groups_of(names.iter().copied()), expected, "{names:?}");
        }
    }

    #[test]
    fn the_interval_of_a_share_is_that_of_the_binomial() {
        // 100 rows, half of them 1: the share has standard error 0.05, so 0.5 ± 0.098.
        let mean = |sample: &[usize]| {
            sample.iter().filter(|row| **row % 2 == 0).count() as f64 / sample.len() as f64
        };
        let single: Vec<Vec<usize>> = (0..100).map(|row| vec![row]).collect();
        let found = percentile_interval(&single, 13, mean);
        assert!((found.low - 0.402).abs() < 0.021 && (found.high - 0.598).abs() < 0.021);
        assert_eq!(percentile_interval(&single, 13, mean), found, "same seed, same bounds");

        // Ten groups of ten equal rows tell as little as ten rows: standard error 0.158.
        let tens: Vec<Vec<usize>> = (0..10).map(|group| vec![group; 10]).collect();
        let wide = percentile_interval(&tens, 13, mean);
        assert!(wide.low <= 0.3 && wide.high >= 0.7, "{wide:?}");
    }

    #[test]
    fn what_never_moves_has_no_width() {
        let whole = vec![(0..5).collect::<Vec<usize>>()];
        let found = percentile_interval(&whole, 1, |sample| sample.len() as f64);
        assert_eq!(found, Interval { low: 5.0, high: 5.0 });
        let none = percentile_interval(&[], 1, |sample| sample.len() as f64);
        assert_eq!(none, Interval { low: 0.0, high: 0.0 });
    }
}
