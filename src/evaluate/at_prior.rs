//! Figures as they would be where the labels are more or less frequent than among the rows.
//!
//! A row counts as much as its label is more frequent there than here. Recall stays what it is;
//! precision moves, often far: three stances that make up a third of the rows judged are a few in
//! a hundred of running news.

use serde::{Deserialize, Serialize};

use super::confusion::Confusion;
use super::predictions::Predictions;
use crate::Error;
use crate::stance::Prior;

/// The figures at given shares of the labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtPrior {
    /// Mean F1 of the classes.
    pub macro_f1: f64,
    /// Share of rows whose label is right.
    pub accuracy: f64,
    /// The figures of each class.
    pub classes: Vec<ClassAtPrior>,
}

/// How well one label is found at its share; by the rules of [`ClassScore`](super::ClassScore).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassAtPrior {
    /// The label.
    pub label: String,
    /// Its share, all of them together 1.
    pub share: f64,
    /// Share of the rows predicted so that are so.
    pub precision: f64,
    /// Share of the rows that are so that were predicted so.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
}

impl AtPrior {
    /// The figures where the labels are as frequent as `prior` says; with
    /// [`Prior::Training`] as frequent as among the rows.
    ///
    /// # Errors
    /// The shares are not one number a label, none negative and one positive; a label has a share
    /// but no row, so that nothing is known of it; the shares of news are asked for of labels other
    /// than the four stances.
    pub fn of(predictions: &Predictions, prior: &Prior) -> Result<Self, Error> {
        let labels = predictions.labels();
        let shares = &match (prior.weights(labels), prior) {
            (Some(shares), _) => shares,
            (None, Prior::News) => {
                let message = format!("no shares of news are known for {}", labels.join(", "));
                return Err(Error::evaluation(message));
            }
            (None, _) => observed(predictions),
        };
        let counts =
            Confusion::of(labels.len(), predictions.rows().iter().map(|row| (row.gold, row.predicted)));
        check(labels, shares)?;
        let total: f64 = shares.iter().sum();
        let mut cells = vec![vec![0.0; labels.len()]; labels.len()];
        for (gold, row) in counts.counts().iter().enumerate() {
            let rows: u64 = row.iter().sum();
            let share = shares[gold] / total;
            if rows == 0 && share > 0.0 {
                let message = format!("no row is `{}`; expected some, or a share of 0", labels[gold]);
                return Err(Error::evaluation(message));
            }
            for (cell, count) in cells[gold].iter_mut().zip(row) {
                *cell = share * *count as f64 / rows.max(1) as f64;
            }
        }
        let classes: Vec<ClassAtPrior> =
            labels.iter().enumerate().map(|(number, label)| class(label, &cells, number)).collect();
        let counted: Vec<&ClassAtPrior> = classes
            .iter()
            .enumerate()
            .filter(|(n, c)| c.share + column(&cells, *n) > 0.0)
            .map(|c| c.1)
            .collect();
        Ok(AtPrior {
            macro_f1: counted.iter().map(|class| class.f1).sum::<f64>() / counted.len().max(1) as f64,
            accuracy: cells.iter().enumerate().map(|(number, row)| row[number]).sum(),
            classes,
        })
    }
}

/// How many rows each label has.
fn observed(predictions: &Predictions) -> Vec<f64> {
    let mut rows = vec![0.0; predictions.labels().len()];
    for row in predictions.rows() {
        rows[row.gold] += 1.0;
    }
    rows
}

fn check(labels: &[String], shares: &[f64]) -> Result<(), Error> {
    let is_fit = |share: &f64| share.is_finite() && *share >= 0.0;
    if shares.len() == labels.len() && shares.iter().all(is_fit) && shares.iter().sum::<f64>() > 0.0 {
        return Ok(());
    }
    let message = format!(
        "shares {shares:?}; expected {} numbers of 0 or more for {}",
        labels.len(),
        labels.join(", ")
    );
    Err(Error::evaluation(message))
}

fn class(label: &str, cells: &[Vec<f64>], number: usize) -> ClassAtPrior {
    let (right, share) = (cells[number][number], cells[number].iter().sum::<f64>());
    let predicted = column(cells, number);
    let part = |of: f64, whole: f64| if whole > 0.0 { of / whole } else { 0.0 };
    ClassAtPrior {
        label: label.to_owned(),
        share,
        precision: part(right, predicted),
        recall: part(right, share),
        f1: part(2.0 * right, share + predicted),
    }
}

fn column(cells: &[Vec<f64>], number: usize) -> f64 {
    cells.iter().map(|row| row[number]).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::PredictedRow;

    fn predictions(pairs: &[(usize, usize)]) -> Predictions {
        let labels = ["concern", "denial", "warning", "other"].map(str::to_owned).to_vec();
        let rows = pairs.iter().map(|(gold, predicted)| PredictedRow {
            gold: *gold,
            also: vec![],
            predicted: *predicted,
            probabilities: vec![],
            group: String::new(),
        });
        Predictions::new(labels, rows.collect()).unwrap()
    }

    const PAIRS: [(usize, usize); 13] = [
        (3, 3),
        (3, 3),
        (3, 0),
        (0, 0),
        (0, 2),
        (0, 3),
        (1, 1),
        (1, 3),
        (2, 2),
        (2, 3),
        (2, 2),
        (3, 3),
        (1, 0),
    ];

    #[test]
    fn figures_are_those_of_weighted_rows() {
        // scikit-learn 1.9: precision_recall_fscore_support, f1_score and accuracy_score with
        // sample_weight = share / share among the rows.
        let found = AtPrior::of(&predictions(&PAIRS), &Prior::News).unwrap();
        assert!((found.macro_f1 - 0.5313101439905916).abs() < 1e-9);
        assert!((found.accuracy - 0.70125).abs() < 1e-9);
        let expected = [
            (0.06837606837606838, 0.3333333333333333, 0.11347517730496454),
            (1.0, 0.3333333333333333, 0.5),
            (0.7058823529411765, 0.6666666666666666, 0.6857142857142857),
            (0.9192660550458716, 0.75, 0.8260511129431162),
        ];
        for (class, (precision, recall, f1)) in found.classes.iter().zip(expected) {
            assert!((class.precision - precision).abs() < 1e-9, "{}", class.label);
            assert!((class.recall - recall).abs() < 1e-9, "{}", class.label);
            assert!((class.f1 - f1).abs() < 1e-9, "{} {}", class.label, class.f1);
        }
    }

    #[test]
    fn the_shares_of_the_rows_change_nothing() {
        for prior in [Prior::Training, Prior::Shares(vec![3.0, 3.0, 3.0, 4.0])] {
            let found = AtPrior::of(&predictions(&PAIRS), &prior).unwrap();
            assert!((found.macro_f1 - 0.525).abs() < 1e-12);
        }
    }

    #[test]
    fn a_label_without_rows_may_only_have_no_share() {
        let rows = predictions(&[(0, 0), (0, 3), (3, 3)]);
        let found = AtPrior::of(&rows, &Prior::Shares(vec![1.0, 0.0, 0.0, 1.0])).unwrap();
        assert!((found.macro_f1 - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-12, "two classes count");
        let cases: [(&[f64], &str); 4] = [
            (&[1.0, 1.0, 0.0, 1.0], "evaluation: no row is `denial`; expected some, or a share of 0"),
            (&[1.0], "evaluation: shares [1.0]; expected 4 numbers"),
            (&[0.0; 4], "evaluation: shares [0.0, 0.0, 0.0, 0.0]; expected 4 numbers"),
            (&[1.0, -1.0, 0.0, 0.0], "evaluation: shares [1.0, -1.0, 0.0, 0.0]; expected 4 numbers"),
        ];
        for (shares, expected) in cases {
            let error = AtPrior::of(&rows, &Prior::Shares(shares.to_vec())).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
