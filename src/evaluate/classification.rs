//! The figures of a classifier: which classes it finds, and whether its probabilities hold.

use serde::{Deserialize, Serialize};

use super::certainty::Certainty;
use super::confusion::{ClassScore, Confusion, ratio};
use super::predictions::{PredictedRow, Predictions};

/// All figures of some [`Predictions`]; none is ever NaN.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// The names of the labels.
    pub labels: Vec<String>,
    /// Number of rows.
    pub rows: u64,
    /// Mean F1 of the classes, see [`Confusion::macro_f1`].
    pub macro_f1: f64,
    /// Share of rows whose label is right; micro-F1 is the same.
    pub accuracy: f64,
    /// Share of rows whose label is right or one that is acceptable too.
    pub lenient_accuracy: f64,
    /// The figures of each class.
    pub classes: Vec<ClassScore>,
    /// How often each label was predicted for each.
    pub confusion: Confusion,
    /// The figures of the probabilities, where there are any.
    pub certainty: Option<Certainty>,
}

impl Classification {
    /// Judges the predictions.
    pub fn of(predictions: &Predictions) -> Self {
        let (labels, rows) = (predictions.labels(), predictions.rows());
        let confusion = Confusion::of(labels.len(), rows.iter().map(|row| (row.gold, row.predicted)));
        let is_lenient = |row: &&PredictedRow| row.is_right() || row.also.contains(&row.predicted);
        let lenient = rows.iter().filter(is_lenient).count();
        Classification {
            labels: labels.to_vec(),
            rows: rows.len() as u64,
            macro_f1: confusion.macro_f1(),
            accuracy: confusion.accuracy(),
            lenient_accuracy: ratio(lenient as u64, rows.len() as u64),
            classes: confusion.classes(labels),
            confusion,
            certainty: predictions.has_probabilities().then(|| Certainty::of(predictions)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn judged(labels: &[&str], rows: &[(usize, &[usize], usize, &[f64])]) -> Classification {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        let rows = rows.iter().map(|(gold, also, predicted, probabilities)| PredictedRow {
            gold: *gold,
            also: also.to_vec(),
            predicted: *predicted,
            probabilities: probabilities.to_vec(),
            group: String::new(),
        });
        Classification::of(&Predictions::new(labels, rows.collect()).unwrap())
    }

    #[test]
    fn figures_are_those_of_scikit_learn() {
        let found = judged(
            &["concern", "denial", "warning", "other"],
            &[
                (3, &[], 3, &[0.02, 0.03, 0.05, 0.90]),
                (3, &[], 3, &[0.10, 0.10, 0.10, 0.70]),
                (3, &[], 0, &[0.60, 0.10, 0.10, 0.20]),
                (0, &[], 0, &[0.81, 0.04, 0.05, 0.10]),
                (0, &[2], 2, &[0.20, 0.05, 0.55, 0.20]),
                (0, &[], 3, &[0.30, 0.10, 0.05, 0.55]),
                (1, &[], 1, &[0.01, 0.97, 0.01, 0.01]),
                (1, &[3], 3, &[0.05, 0.40, 0.05, 0.50]),
                (2, &[], 2, &[0.05, 0.05, 0.85, 0.05]),
                (2, &[0], 3, &[0.15, 0.05, 0.38, 0.42]),
                (2, &[], 2, &[0.25, 0.20, 0.35, 0.20]),
                (3, &[], 3, &[0.00, 0.00, 0.00, 1.00]),
                (1, &[], 0, &[0.75, 0.00, 0.05, 0.20]),
            ],
        );
        // scikit-learn 1.9: f1_score(average="macro"), accuracy_score, log_loss over clipped
        // probabilities, brier_score_loss(scale_by_half=False), average_precision_score. The others
        // by a script of their own, from the definitions.
        let certain = found.certainty.as_ref().unwrap();
        let figures = [
            ("macro-F1", found.macro_f1, 0.525),
            ("accuracy", found.accuracy, 0.5384615384615384),
            ("lenient accuracy", found.lenient_accuracy, 9.0 / 13.0),
            ("log loss", certain.log_loss, 3.2893120411256964),
            ("Brier score", certain.brier_score, 0.492),
            ("macro-F1 of the surest 10 of 13", certain.macro_f1_surest, 0.6041666666666666),
            (
                "expected calibration error",
                certain.reliability.expected_calibration_error,
                0.3223076923076923,
            ),
            ("mean average precision", certain.mean_average_precision, 0.7664529914529915),
            ("average precision of denial", certain.curves[1].average_precision, 0.7435897435897436),
            ("average precision of warning", certain.curves[2].average_precision, 0.8055555555555556),
            ("average precision of other", certain.curves[3].average_precision, 0.85),
            ("area under risk", certain.coverage.area, 0.21350828658520965),
        ];
        for (name, value, expected) in figures {
            assert!((value - expected).abs() < 1e-12, "{name}: {value}, expected {expected}");
        }
        let classes = [
            (1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0),
            (1.0, 1.0 / 3.0, 0.5),
            (2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0),
            (0.5, 0.75, 0.6),
        ];
        for (class, (precision, recall, f1)) in found.classes.iter().zip(classes) {
            assert!((class.precision - precision).abs() < 1e-12, "{}", class.label);
            assert!((class.recall - recall).abs() < 1e-12, "{}", class.label);
            assert!((class.f1 - f1).abs() < 1e-12, "{}", class.label);
        }
    }

    #[test]
    fn equally_sure_rows_are_taken_by_name() {
        let right_b: (usize, &[usize], usize, &[f64]) = (1, &[], 1, &[0.3, 0.7]);
        let wrong_a: (usize, &[usize], usize, &[f64]) = (0, &[], 1, &[0.3, 0.7]);
        for rows in
            [[right_b, right_b, right_b, right_b, wrong_a], [wrong_a, right_b, right_b, right_b, right_b]]
        {
            let found = judged(&["a", "b"], &rows);
            let found = found.certainty.unwrap();
            assert_eq!(found.macro_f1_surest, 1.0, "`b` is taken before `a`, whatever the order");
        }
    }

    #[test]
    fn one_row_has_no_surest_part() {
        let found = judged(&["a", "b"], &[(0, &[], 0, &[1.0, 0.0])]);
        let certain = found.certainty.unwrap();
        assert_eq!((found.macro_f1, certain.macro_f1_surest), (1.0, 0.0));
        assert_eq!((certain.log_loss, certain.brier_score), (0.0, 0.0));
        assert_eq!(certain.mean_average_precision, 1.0, "`b` has no row and does not count");
    }

    #[test]
    fn rows_without_probabilities_have_no_certainty() {
        let found = judged(&["a", "b"], &[(0, &[], 0, &[]), (1, &[], 0, &[])]);
        assert_eq!((found.accuracy, found.certainty), (0.5, None));
    }
}
