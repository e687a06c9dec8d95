//! Whether two models differ in how often they are right on the same rows (McNemar 1947).

use serde::{Deserialize, Serialize};

/// The rows on which just one of two models is right, and how surprising their numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct McNemar {
    /// Rows that only the first model has right.
    pub only_first: u64,
    /// Rows that only the second model has right.
    pub only_second: u64,
    /// How likely numbers so far apart or further are where both models are right equally often:
    /// two-sided, exact for few rows and for many.
    pub p_value: f64,
}

impl McNemar {
    /// The test for these numbers of rows.
    pub fn of(only_first: u64, only_second: u64) -> Self {
        McNemar { only_first, only_second, p_value: two_sided(only_first, only_second) }
    }
}

/// Twice the probability of at most the smaller number of heads in as many throws of a fair coin.
fn two_sided(a: u64, b: u64) -> f64 {
    let (few, all) = (a.min(b), (a + b) as f64);
    let mut log_term = -all * std::f64::consts::LN_2;
    let mut sum = log_term.exp();
    for heads in 1..=few {
        let heads = heads as f64;
        log_term += ((all - heads + 1.0) / heads).ln();
        sum += log_term.exp();
    }
    (2.0 * sum).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_are_those_of_scipy() {
        // scipy.stats.binomtest(a, a + b, 0.5).pvalue
        let cases = [
            (0, 0, 1.0),
            (1, 0, 1.0),
            (3, 9, 0.14599609375),
            (9, 3, 0.14599609375),
            (10, 10, 1.0),
            (40, 80, 0.00033040001839131815),
            (400, 300, 0.0001784763144856244),
        ];
        for (a, b, expected) in cases {
            let found = McNemar::of(a, b).p_value;
            assert!((found - expected).abs() < 1e-9 * expected, "{a} {b}: {found}");
        }
    }
}
