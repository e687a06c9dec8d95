//! The figures of probabilities: whether they mean what they say, and what they are good for.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::confusion::Confusion;
use super::coverage::Coverage;
use super::predictions::{PredictedRow, Predictions};
use super::ranking::PrecisionRecall;
use super::reliability::Reliability;

/// The least probability that [`Certainty::log_loss`] takes a label to have.
const LEAST_PROBABILITY: f64 = 1e-15;

/// All figures of the probabilities of some [`Predictions`]; none is ever NaN.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Certainty {
    /// Mean negative natural logarithm of the probability of the right label, which is taken to
    /// be at least 1e-15.
    pub log_loss: f64,
    /// Mean over the rows of the squared differences between the probabilities and what is so
    /// (1 for the right label, 0 for the others), summed over the labels: from 0 to 2.
    pub brier_score: f64,
    /// Mean average precision of the labels that some row has.
    pub mean_average_precision: f64,
    /// Macro-F1 of the four fifths of the rows (rounded down) with the greatest top probability.
    /// Rows that are equally sure are taken by their labels' names, so that the order of the rows
    /// does not count.
    pub macro_f1_surest: f64,
    /// Rows by their top probability, and the expected calibration error.
    pub reliability: Reliability,
    /// Precision and recall of each label at every threshold.
    pub curves: Vec<PrecisionRecall>,
    /// What abstaining from unsure rows gains.
    pub coverage: Coverage,
}

impl Certainty {
    /// Judges the probabilities of the predictions, which must have some.
    pub(super) fn of(predictions: &Predictions) -> Self {
        let (labels, rows) = (predictions.labels(), predictions.rows());
        let surest = surest(labels, rows).into_iter().map(|row| (row.gold, row.predicted));
        let curve = |(number, label): (usize, &String)| {
            let scored = rows.iter().map(|row| (row.probabilities[number], row.gold == number));
            PrecisionRecall::of(label, scored)
        };
        let curves: Vec<PrecisionRecall> = labels.iter().enumerate().map(curve).collect();
        let seen: Vec<f64> =
            curves.iter().filter(|curve| curve.support > 0).map(|curve| curve.average_precision).collect();
        let sureness = || rows.iter().map(|row| (row.top_probability(), row.is_right()));
        Certainty {
            log_loss: mean(rows, surprise),
            brier_score: mean(rows, squared_error),
            mean_average_precision: seen.iter().sum::<f64>() / seen.len().max(1) as f64,
            macro_f1_surest: Confusion::of(labels.len(), surest).macro_f1(),
            reliability: Reliability::of(sureness()),
            curves,
            coverage: Coverage::of(sureness()),
        }
    }
}

fn mean(rows: &[PredictedRow], figure: fn(&PredictedRow) -> f64) -> f64 {
    rows.iter().map(figure).sum::<f64>() / rows.len() as f64
}

fn surprise(row: &PredictedRow) -> f64 {
    -row.probabilities[row.gold].clamp(LEAST_PROBABILITY, 1.0).ln()
}

fn squared_error(row: &PredictedRow) -> f64 {
    let error = |(label, p): (usize, &f64)| p - if label == row.gold { 1.0 } else { 0.0 };
    row.probabilities.iter().enumerate().map(|entry| error(entry).powi(2)).sum()
}

/// The four fifths of the rows whose top probability is greatest.
fn surest<'a>(labels: &[String], rows: &'a [PredictedRow]) -> Vec<&'a PredictedRow> {
    let surer = |a: &&PredictedRow, b: &&PredictedRow| -> Ordering {
        let names = |row: &PredictedRow| (&labels[row.gold], &labels[row.predicted]);
        b.top_probability().total_cmp(&a.top_probability()).then_with(|| names(b).cmp(&names(a)))
    };
    let mut sorted: Vec<&PredictedRow> = rows.iter().collect();
    sorted.sort_by(surer);
    sorted.truncate(rows.len() * 4 / 5);
    sorted
}
