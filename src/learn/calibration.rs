//! One number that makes probabilities honest: the temperature (Guo et al. 2017).

use ndarray::ArrayView2;

use super::softmax::log_sum_exp;
use crate::Error;

/// The temperature is looked for between 1/20 and 20.
const WIDEST: f64 = 20.0;

/// The temperature by which scores must be divided for the log loss of their softmax to be least.
///
/// `scores` is `rows` × `classes` of rows that the model was not fitted on, `labels` the class of
/// each row, `weights` of each row (none means 1). The result is between 1/20 and 20; scores that
/// are always right give 1/20, scores that tell nothing 20.
///
/// # Errors
/// If there is no row, a label is no class, labels or weights are not as many as rows, or a
/// number is not finite or a weight negative.
pub fn fit_temperature(
    scores: ArrayView2<'_, f64>,
    labels: &[usize],
    weights: Option<&[f64]>,
) -> Result<f64, Error> {
    check(scores, labels, weights)?;
    let mut scaled = vec![0.0; scores.ncols()];
    let mut loss = |log_temperature: f64| {
        let temperature = log_temperature.exp();
        let mut sum = 0.0;
        for (row, &label) in labels.iter().enumerate() {
            for (scaled, score) in scaled.iter_mut().zip(scores.row(row)) {
                *scaled = score / temperature;
            }
            let weight = weights.map_or(1.0, |weights| weights[row]);
            sum += weight * (log_sum_exp(&scaled) - scaled[label]);
        }
        sum
    };
    Ok(golden_section(-WIDEST.ln(), WIDEST.ln(), &mut loss).exp())
}

/// The place of the minimum of a function with one valley. The log loss is such a function: it is
/// convex in 1/T, and ln T rises where 1/T falls.
fn golden_section(mut low: f64, mut high: f64, function: &mut impl FnMut(f64) -> f64) -> f64 {
    let ratio = (5f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - ratio * (high - low), low + ratio * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    while high - low > 1e-6 {
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - ratio * (high - low);
            at_left = function(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + ratio * (high - low);
            at_right = function(right);
        }
    }
    (low + high) / 2.0
}

fn check(scores: ArrayView2<'_, f64>, labels: &[usize], weights: Option<&[f64]>) -> Result<(), Error> {
    let (rows, classes) = scores.dim();
    if rows == 0 || labels.len() != rows || weights.is_some_and(|w| w.len() != rows) {
        return Err(Error::training(format!(
            "calibration needs rows: scores of {rows}, {} labels, {} weights",
            labels.len(),
            weights.map_or(rows, <[f64]>::len)
        )));
    }
    if let Some(row) = labels.iter().position(|&label| label >= classes) {
        return Err(Error::training(format!(
            "calibration: row {row} has class {}, expected below {classes}",
            labels[row]
        )));
    }
    let odd_weight = |weight: &f64| !(weight.is_finite() && *weight >= 0.0);
    if scores.iter().any(|score| !score.is_finite())
        || weights.is_some_and(|weights| weights.iter().any(odd_weight))
    {
        return Err(Error::training("calibration: scores must be finite, weights 0 or more"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ndarray::{Array2, array};

    use super::*;

    /// Ten rows of one score; `right` of them are of the class that the score favours.
    fn ten(score: f64, right: usize) -> (Array2<f64>, Vec<usize>) {
        let scores = Array2::from_shape_fn((10, 2), |(_, class)| class as f64 * score);
        (scores, (0..10).map(|row| usize::from(row < right)).collect())
    }

    #[test]
    fn makes_the_probability_the_rate_at_which_it_is_right() {
        let log_odds_8 = 4f64.ln();
        let cases = [
            (log_odds_8, 8, 1.0, "right as often as said"),
            (3.0 * log_odds_8, 8, 3.0, "too sure"),
            (0.5 * log_odds_8, 8, 0.5, "too modest"),
            (1.0, 10, 1.0 / 20.0, "always right"),
            (1.0, 5, 20.0, "no better than chance"),
            (1.0, 2, 20.0, "worse than chance"),
        ];
        for (score, right, expected, reason) in cases {
            let (scores, labels) = ten(score, right);
            let found = fit_temperature(scores.view(), &labels, None).unwrap();
            assert!((found / expected - 1.0).abs() < 1e-4, "{reason}: {found}");
        }
    }

    #[test]
    fn a_weight_counts_as_so_many_rows() {
        let weighted = fit_temperature(array![[0.0, 5.0], [0.0, 5.0]].view(), &[1, 0], Some(&[8.0, 2.0]));
        let (scores, labels) = ten(5.0, 8);
        let repeated = fit_temperature(scores.view(), &labels, None);
        assert!((weighted.unwrap() - repeated.unwrap()).abs() < 1e-5);
    }

    #[test]
    fn refuses_rows_that_do_not_fit() {
        let scores = array![[0.0, 1.0], [1.0, 0.0]];
        type Case<'a> = (Array2<f64>, &'a [usize], Option<&'a [f64]>, &'a str);
        let cases: [Case<'_>; 6] = [
            (Array2::zeros((0, 2)), &[], None, "no rows"),
            (scores.clone(), &[0], None, "too few labels"),
            (scores.clone(), &[0, 2], None, "no such class"),
            (scores.clone(), &[0, 1], Some(&[1.0]), "too few weights"),
            (scores, &[0, 1], Some(&[1.0, -1.0]), "a negative weight"),
            (array![[0.0, f64::NAN]], &[0], None, "a score that is no number"),
        ];
        for (scores, labels, weights, reason) in cases {
            assert!(fit_temperature(scores.view(), labels, weights).is_err(), "{reason}");
        }
    }
}
