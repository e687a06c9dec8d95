//! What is judged: for every row the label it has, the one it was given, and the probabilities.

use crate::Error;

/// Rows with gold and predicted labels, checked; at least one.
#[derive(Clone, Debug)]
pub struct Predictions {
    labels: Vec<String>,
    rows: Vec<PredictedRow>,
}

/// One row of [`Predictions`]; labels are positions in its list of labels.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictedRow {
    /// The label that the row has.
    pub gold: usize,
    /// Labels that are acceptable too.
    pub also: Vec<usize>,
    /// The label that was predicted.
    pub predicted: usize,
    /// A probability a label, together about 1; empty where the predictions have none.
    pub probabilities: Vec<f64>,
    /// Rows of one group are drawn together when an interval is estimated.
    pub group: String,
}

impl Predictions {
    /// Checks `rows` against `labels`.
    ///
    /// # Errors
    ///
    /// There are no rows; a label is not in the list; some rows have probabilities and some have
    /// not; those of a row are not one a label, each from 0 to 1, and together 1 (give or take a
    /// hundredth, for rounded ones).
    pub fn new(labels: Vec<String>, rows: Vec<PredictedRow>) -> Result<Self, Error> {
        if rows.is_empty() {
            return Err(Error::evaluation("there are no rows; expected at least one"));
        }
        let number = rows.first().map_or(0, |row| row.probabilities.len().min(1) * labels.len());
        for (position, row) in rows.iter().enumerate() {
            row.check(labels.len(), number)
                .map_err(|message| Error::evaluation(format!("row {}: {message}", position + 1)))?;
        }
        Ok(Predictions { labels, rows })
    }

    /// The names of the labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The rows; at least one.
    pub fn rows(&self) -> &[PredictedRow] {
        &self.rows
    }

    /// Whether the rows have probabilities.
    pub fn has_probabilities(&self) -> bool {
        self.rows.iter().all(|row| !row.probabilities.is_empty())
    }
}

impl PredictedRow {
    /// Whether the label is right.
    pub fn is_right(&self) -> bool {
        self.gold == self.predicted
    }

    /// The greatest probability; 0 without any.
    pub fn top_probability(&self) -> f64 {
        self.probabilities.iter().copied().fold(0.0, f64::max)
    }

    /// Checks the row against the number of labels, and of probabilities.
    fn check(&self, labels: usize, number: usize) -> Result<(), String> {
        let numbers = [self.gold, self.predicted].into_iter().chain(self.also.iter().copied());
        if let Some(number) = numbers.into_iter().find(|number| *number >= labels) {
            return Err(format!("label number {number}; expected one below {labels}"));
        }
        let found = self.probabilities.len();
        if found != number {
            return Err(match number {
                0 => format!("{found} probabilities; expected none, as in the first row"),
                _ => format!("{found} probabilities; expected {number}, one a label"),
            });
        }
        // A sum of rounded shares may end a little above 1.
        if let Some(probability) = self.probabilities.iter().find(|p| !(0.0..=1.0 + 1e-9).contains(*p)) {
            return Err(format!("probability {probability}; expected 0 to 1"));
        }
        let sum: f64 = self.probabilities.iter().sum();
        if number > 0 && (sum - 1.0).abs() > 0.01 {
            return Err(format!("the probabilities sum to {sum:.3}; expected 1"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_cannot_be_judged() {
        let row = |gold, also: &[usize], predicted, probabilities: &[f64]| PredictedRow {
            gold,
            also: also.to_vec(),
            predicted,
            probabilities: probabilities.to_vec(),
            group: String::new(),
        };
        let cases = [
            (vec![], "there are no rows; expected at least one"),
            (
                vec![row(0, &[], 1, &[0.4, 0.6]), row(2, &[], 0, &[1.0, 0.0])],
                "row 2: label number 2; expected one below 2",
            ),
            (vec![row(0, &[9], 1, &[0.4, 0.6])], "row 1: label number 9; expected one below 2"),
            (vec![row(0, &[], 1, &[1.0])], "row 1: 1 probabilities; expected 2, one a label"),
            (vec![row(0, &[], 1, &[-0.1, 1.0])], "row 1: probability -0.1; expected 0 to 1"),
            (vec![row(0, &[], 1, &[f64::NAN, 1.0])], "row 1: probability NaN; expected 0 to 1"),
            (vec![row(0, &[], 1, &[0.5, 0.4])], "row 1: the probabilities sum to 0.900; expected 1"),
            (
                vec![row(0, &[], 1, &[0.4, 0.6]), row(0, &[], 1, &[])],
                "row 2: 0 probabilities; expected 2, one a label",
            ),
            (
                vec![row(0, &[], 1, &[]), row(0, &[], 1, &[0.4, 0.6])],
                "row 2: 2 probabilities; expected none, as in the first row",
            ),
        ];
        for (rows, expected) in cases {
            let labels = vec!["yes".to_owned(), "no".to_owned()];
            let error = Predictions::new(labels, rows).unwrap_err().to_string();
            assert_eq!(error, format!("evaluation: {expected}"));
        }
    }
}
