//! Figures of parts of the rows: where a model is good, and where it is not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, groups_of, percentile_interval};
use super::confusion::Confusion;
use super::predictions::Predictions;

/// Parts with fewer rows than this are judged together: a figure of a handful of rows means little.
const FEWEST: usize = 20;

/// The name under which small parts are judged together.
const SMALL: &str = "(fewer than 20 rows each)";

/// The parts of the rows by one column, the worst first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slices {
    /// The column.
    pub column: String,
    /// Its values, by macro-F1 from low to high.
    pub slices: Vec<Slice>,
}

/// The rows with one value in a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// The value; `(blank)` for none.
    pub value: String,
    /// Number of rows.
    pub rows: u64,
    /// Mean F1 of the classes that these rows have or were given.
    pub macro_f1: f64,
    /// 95 % interval of macro-F1 over the groups of the rows.
    pub interval: Interval,
    /// Share of rows whose label is right.
    pub accuracy: f64,
}

impl Slices {
    /// Judges the rows by their value in `column`; `values` are as many as rows, and further ones
    /// do not count.
    pub fn of(predictions: &Predictions, column: impl Into<String>, values: &[String], seed: u64) -> Self {
        let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, value) in values.iter().enumerate().take(predictions.rows().len()) {
            let value = match value.trim() {
                "" => "(blank)",
                value => value,
            };
            rows_of.entry(value).or_default().push(row);
        }
        let (large, small): (Vec<_>, Vec<_>) = rows_of.into_iter().partition(|(_, r)| r.len() >= FEWEST);
        let mut slices: Vec<Slice> =
            large.into_iter().map(|(value, rows)| slice(predictions, value, &rows, seed)).collect();
        slices.sort_by(|a, b| a.macro_f1.total_cmp(&b.macro_f1));
        let rest: Vec<usize> = small.into_iter().flat_map(|(_, rows)| rows).collect();
        if !rest.is_empty() {
            slices.push(slice(predictions, SMALL, &rest, seed));
        }
        Slices { column: column.into(), slices }
    }
}

fn slice(predictions: &Predictions, value: &str, chosen: &[usize], seed: u64) -> Slice {
    let rows = predictions.rows();
    let labels = predictions.labels().len();
    let groups = groups_of(chosen.iter().map(|row| rows[*row].group.as_str()));
    let confusion = |sample: &[usize]| {
        Confusion::of(labels, sample.iter().map(|at| &rows[chosen[*at]]).map(|row| (row.gold, row.predicted)))
    };
    let all: Vec<usize> = (0..chosen.len()).collect();
    let whole = confusion(&all);
    Slice {
        value: value.to_owned(),
        rows: chosen.len() as u64,
        macro_f1: whole.macro_f1(),
        interval: percentile_interval(&groups, seed, |sample| confusion(sample).macro_f1()),
        accuracy: whole.accuracy(),
    }
}

/// The length of a passage in words, in steps that a slice can be made of.
pub fn length_of(words: usize) -> &'static str {
    match words {
        0..=15 => "1 to 15 words",
        16..=30 => "16 to 30 words",
        31..=60 => "31 to 60 words",
        _ => "over 60 words",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::PredictedRow;

    #[test]
    fn the_worst_comes_first_and_small_parts_together() {
        // 20 rows of `sport` all right, 20 of `law` half right, three others.
        let field = |row: usize| match row {
            0..20 => "sport",
            20..40 => " law ",
            40 => "arts",
            _ => "",
        };
        let rows = (0..43).map(|row| PredictedRow {
            gold: row % 2,
            also: vec![],
            predicted: if (20..30).contains(&row) { 1 - row % 2 } else { row % 2 },
            probabilities: vec![],
            group: row.to_string(),
        });
        let labels = vec!["wet".to_owned(), "dry".to_owned()];
        let predictions = Predictions::new(labels, rows.collect()).unwrap();
        let values: Vec<String> = (0..43).map(|row| field(row).to_owned()).collect();
        let found = Slices::of(&predictions, "field", &values, 1);
        let shown: Vec<_> = found.slices.iter().map(|s| (s.value.as_str(), s.rows, s.macro_f1)).collect();
        assert_eq!(shown, [("law", 20, 0.5), ("sport", 20, 1.0), ("(fewer than 20 rows each)", 3, 1.0)]);
        assert!(found.slices[0].interval.low < 0.4 && found.slices[0].interval.high > 0.6);
        assert_eq!(found.slices[1].interval, Interval { low: 1.0, high: 1.0 });
    }
}
