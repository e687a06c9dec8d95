//! The confusion matrix, and the figures of classes that follow from it.

use serde::{Deserialize, Serialize};

/// How often each label was given for each: labels × labels counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confusion {
    counts: Vec<Vec<u64>>,
}

/// How well one label was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassScore {
    /// The label.
    pub label: String,
    /// Share of the rows predicted so that are so; 0 where none was predicted so.
    pub precision: f64,
    /// Share of the rows that are so that were predicted so; 0 where none is so.
    pub recall: f64,
    /// Harmonic mean of precision and recall; 0 where both are 0.
    pub f1: f64,
    /// Number of rows that are so.
    pub support: u64,
    /// Number of rows predicted so.
    pub predicted: u64,
}

impl Confusion {
    /// Counts `(gold, predicted)` pairs of label numbers; one outside the `labels` is not counted.
    pub fn of(labels: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut confusion = Confusion { counts: vec![vec![0; labels]; labels] };
        for (gold, predicted) in pairs {
            confusion.add(gold, predicted);
        }
        confusion
    }

    /// Counts one more pair.
    pub(super) fn add(&mut self, gold: usize, predicted: usize) {
        if let Some(cell) = self.counts.get_mut(gold).and_then(|row| row.get_mut(predicted)) {
            *cell += 1;
        }
    }

    /// The counts: a row a gold label, a column a predicted one.
    pub fn counts(&self) -> &[Vec<u64>] {
        &self.counts
    }

    /// Number of rows counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Share of rows whose label is right; 0 where there is none.
    ///
    /// This is micro-averaged precision, recall and F1 too, for every row has one label.
    pub fn accuracy(&self) -> f64 {
        let right: u64 = self.counts.iter().enumerate().map(|(label, row)| row[label]).sum();
        ratio(right, self.total())
    }

    /// The figures of each class, in the order of `labels`.
    pub fn classes(&self, labels: &[String]) -> Vec<ClassScore> {
        let score = |(number, label): (usize, &String)| {
            let (right, support, predicted) = self.sums(number);
            ClassScore {
                label: label.clone(),
                precision: ratio(right, predicted),
                recall: ratio(right, support),
                f1: f1(right, support, predicted),
                support,
                predicted,
            }
        };
        labels.iter().take(self.counts.len()).enumerate().map(score).collect()
    }

    /// Mean of the classes' F1.
    ///
    /// A class that has rows but was never predicted right counts as 0, as does one that was
    /// predicted but has no row; one with neither rows nor predictions is left out. 0 where no
    /// class is left.
    pub fn macro_f1(&self) -> f64 {
        let (mut sum, mut classes) = (0.0, 0_u32);
        for number in 0..self.counts.len() {
            let (right, support, predicted) = self.sums(number);
            if support + predicted > 0 {
                sum += f1(right, support, predicted);
                classes += 1;
            }
        }
        if classes == 0 { 0.0 } else { sum / f64::from(classes) }
    }

    /// Rows of a class predicted right, rows of the class, rows predicted so.
    fn sums(&self, number: usize) -> (u64, u64, u64) {
        let row = &self.counts[number];
        (row[number], row.iter().sum(), self.counts.iter().map(|row| row[number]).sum())
    }
}

/// 2PR / (P + R), written without the two.
fn f1(right: u64, support: u64, predicted: u64) -> f64 {
    ratio(2 * right, support + predicted)
}

/// `part / whole`, 0 where there is no whole.
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_and_accuracy() {
        // F1 by hand: 2 × right / (rows + predictions) of each class.
        type Pairs = &'static [(usize, usize)];
        let cases: [(Pairs, f64, f64, &str); 6] = [
            (&[(0, 0), (1, 1), (2, 2)], 1.0, 1.0, "all right"),
            (&[(0, 0), (0, 0), (1, 1)], 1.0, 1.0, "class 2 is neither there nor predicted"),
            (&[(0, 0), (1, 0), (2, 0)], (0.5 + 0.0 + 0.0) / 3.0, 1.0 / 3.0, "never predicted"),
            (&[(0, 0), (0, 2)], (2.0 / 3.0 + 0.0) / 2.0, 0.5, "class 2 is predicted, not there"),
            (&[(0, 1), (1, 0)], 0.0, 0.0, "all wrong"),
            (&[], 0.0, 0.0, "no rows"),
        ];
        for (pairs, macro_f1, accuracy, reason) in cases {
            let confusion = Confusion::of(3, pairs.iter().copied());
            assert!((confusion.macro_f1() - macro_f1).abs() < 1e-12, "{reason}");
            assert!((confusion.accuracy() - accuracy).abs() < 1e-12, "{reason}");
        }
    }

    #[test]
    fn figures_of_classes() {
        let labels = ["frost", "hail", "snow"].map(str::to_owned);
        let pairs = [(0, 0), (0, 0), (0, 1), (0, 1), (1, 1), (1, 0)];
        let confusion = Confusion::of(3, pairs);
        assert_eq!(confusion.counts(), [vec![2, 2, 0], vec![1, 1, 0], vec![0, 0, 0]]);
        let classes = confusion.classes(&labels);
        let found: Vec<_> = classes.iter().map(|c| (c.precision, c.recall, c.support, c.predicted)).collect();
        let expected = [(2.0 / 3.0, 0.5, 4, 3), (1.0 / 3.0, 0.5, 2, 3), (0.0, 0.0, 0, 0)];
        assert_eq!(found, expected);
        assert!((classes[0].f1 - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(classes[2].f1, 0.0, "no figure is ever NaN");
    }
}
