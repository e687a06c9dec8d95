//! Scores to probabilities, without overflow.

/// ln Σ exp(score), computed beneath the largest score; -∞ of no scores.
#[cfg(feature = "train")]
pub(crate) fn log_sum_exp(scores: &[f64]) -> f64 {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top.is_infinite() {
        return top;
    }
    top + scores.iter().map(|score| (score - top).exp()).sum::<f64>().ln()
}

/// Puts exp(score) / Σ exp(score) in the place of each score.
pub(crate) fn softmax(scores: &mut [f64]) {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_far_from_zero() {
        let ln3 = 3f64.ln();
        for offset in [0.0, 1000.0, -1000.0, 1e9] {
            let mut scores = [offset, offset + ln3];
            softmax(&mut scores);
            assert!((scores[0] - 0.25).abs() < 1e-6 && (scores[1] - 0.75).abs() < 1e-6, "{offset}");
        }
    }

    #[test]
    fn a_score_of_minus_infinity_is_impossible() {
        let mut scores = [f64::NEG_INFINITY, 2.0];
        softmax(&mut scores);
        assert_eq!(scores, [0.0, 1.0]);
    }

    #[cfg(feature = "train")]
    #[test]
    fn the_sum_of_scores_far_from_zero() {
        for offset in [0.0, 1000.0, -1000.0, 1e9] {
            let found = log_sum_exp(&[offset, offset + 3f64.ln()]);
            assert!((found - offset - 4f64.ln()).abs() < 1e-6, "{offset}: {found}");
        }
        assert_eq!(log_sum_exp(&[f64::NEG_INFINITY, 2.0]), 2.0);
        assert_eq!(log_sum_exp(&[]), f64::NEG_INFINITY);
    }
}
