//! Whether probabilities mean what they say: of the rows given 0.7, seven in ten should be right.

use serde::{Deserialize, Serialize};

/// Number of bins, all equally wide.
const BINS: usize = 10;

/// Rows by the probability of the likeliest label, and the expected calibration error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Ten bins from 0 to 1.
    pub bins: Vec<ReliabilityBin>,
    /// Mean over the rows of how far the mean probability of their bin is from its share of right
    /// predictions.
    pub expected_calibration_error: f64,
}

/// The rows whose top probability is at least `from` and below `to` (up to 1 in the last bin).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Lower bound.
    pub from: f64,
    /// Upper bound.
    pub to: f64,
    /// Number of rows.
    pub rows: u64,
    /// Mean top probability of the rows; 0 where there is none.
    pub mean_probability: f64,
    /// Share of the rows whose prediction is right; 0 where there is none.
    pub accuracy: f64,
}

impl Reliability {
    /// Sorts rows, each a top probability and whether the prediction is right, into bins.
    pub fn of(rows: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut sums = [(0_u64, 0.0_f64, 0_u64); BINS];
        for (probability, is_right) in rows {
            // Compared with the bounds, for 10 × p may round up into the next bin.
            let bin = (1..BINS).take_while(|bound| probability >= bound_at(*bound)).count();
            let (rows, probabilities, right) = &mut sums[bin];
            *rows += 1;
            *probabilities += probability;
            *right += u64::from(is_right);
        }
        let total: u64 = sums.iter().map(|(rows, _, _)| rows).sum();
        let gap: f64 = sums.iter().map(|(_, p, right)| (p - *right as f64).abs()).sum();
        let bin = |(number, (rows, probabilities, right)): (usize, (u64, f64, u64))| {
            let count = rows.max(1) as f64;
            ReliabilityBin {
                from: bound_at(number),
                to: bound_at(number + 1),
                rows,
                mean_probability: probabilities / count,
                accuracy: right as f64 / count,
            }
        };
        Reliability {
            bins: sums.into_iter().enumerate().map(bin).collect(),
            expected_calibration_error: gap / total.max(1) as f64,
        }
    }
}

fn bound_at(number: usize) -> f64 {
    number as f64 / BINS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_take_their_lower_bound() {
        let cases = [(0.0, 0), (0.1, 1), (0.3, 3), (0.29999999999999993, 2), (0.7, 7), (1.0, 9)];
        for (probability, expected) in cases {
            let found = Reliability::of([(probability, true)]).bins;
            let found = found.iter().position(|bin| bin.rows == 1);
            assert_eq!(found, Some(expected), "{probability}");
        }
    }

    #[test]
    fn the_error_is_weighed_by_rows() {
        type Rows = &'static [(f64, bool)];
        let cases: [(Rows, f64, &str); 5] = [
            (&[], 0.0, "no rows"),
            (&[(1.0, true), (1.0, true)], 0.0, "sure and right"),
            (&[(1.0, false)], 1.0, "sure and wrong"),
            (&[(0.5, true), (0.5, false)], 0.0, "right as often as said"),
            // Bin 6: |0.65 − 1| of one row; bin 8: |1.7 − 1| of two rows; over three rows.
            (&[(0.65, true), (0.81, true), (0.89, false)], (0.35 + 0.7) / 3.0, "two bins"),
        ];
        for (rows, expected, reason) in cases {
            let found = Reliability::of(rows.iter().copied()).expected_calibration_error;
            assert!((found - expected).abs() < 1e-12, "{reason}: {found}");
        }
    }
}
