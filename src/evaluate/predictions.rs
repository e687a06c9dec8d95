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
    /// A probability a label, together about 1.
    pub probabilities: Vec<f64>,
    /// Rows of one group are drawn together when an interval is estimated.
    pub group: String,
}

impl Predictions {
    /// Checks `rows` against `labels`.
    ///
    /// # Errors
    ///
    /// There are no rows; a label is not in the list; the probabilities of a row are not one a
    /// label, each from 0 to 1.
    pub fn new(labels: Vec<String>, rows: Vec<PredictedRow>) -> Result<Self, Error> {
        if rows.is_empty() {
            return Err(Error::evaluation("there are no rows; expected at least one"));
        }
        for (position, row) in rows.iter().enumerate() {
            row.check(labels.len())
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
}

impl PredictedRow {
    /// The greatest probability.
    pub fn top_probability(&self) -> f64 {
        self.probabilities.iter().copied().fold(0.0, f64::max)
    }

    fn check(&self, labels: usize) -> Result<(), String> {
        let numbers = [self.gold, self.predicted].into_iter().chain(self.also.iter().copied());
        if let Some(number) = numbers.into_iter().find(|number| *number >= labels) {
            return Err(format!("label number {number}; expected one below {labels}"));
        }
        let found = self.probabilities.len();
        if found != labels {
            return Err(format!("{found} probabilities; expected {labels}, one a label"));
        }
        // A sum of rounded shares may end a little above 1.
        match self.probabilities.iter().find(|p| !(0.0..=1.0 + 1e-9).contains(*p)) {
            Some(probability) => Err(format!("probability {probability}; expected 0 to 1")),
            None => Ok(()),
        }
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
        ];
        for (rows, expected) in cases {
            let labels = vec!["yes".to_owned(), "no".to_owned()];
            let error = Predictions::new(labels, rows).unwrap_err().to_string();
            assert_eq!(error, format!("evaluation: {expected}"));
        }
    }
}
