//! The report of an evaluation: its figures with intervals, as a table for a terminal or as JSON.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, groups_of, percentile_interval};
use super::classification::Classification;
use super::confusion::Confusion;
use super::html;
use super::predictions::Predictions;
use crate::Error;

/// What an evaluation found. Its `Display` form is a table for a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was judged.
    pub title: String,
    /// Names and values that the reader should know: data, model, folds, date.
    pub details: Vec<(String, String)>,
    /// The figures.
    pub classification: Classification,
    /// 95 % interval of macro-F1 over the groups of the rows.
    pub macro_f1_interval: Interval,
    /// 95 % interval of accuracy over the groups of the rows.
    pub accuracy_interval: Interval,
}

impl Report {
    /// Judges the predictions; `seed` fixes the samples of the intervals.
    pub fn of(title: impl Into<String>, predictions: &Predictions, seed: u64) -> Self {
        let rows = predictions.rows();
        let groups = groups_of(rows.iter().map(|row| row.group.as_str()));
        let interval = |figure: fn(&Confusion) -> f64| {
            percentile_interval(&groups, seed, |sample| {
                let pairs = sample.iter().map(|row| (rows[*row].gold, rows[*row].predicted));
                figure(&Confusion::of(predictions.labels().len(), pairs))
            })
        };
        Report {
            title: title.into(),
            details: Vec::new(),
            classification: Classification::of(predictions),
            macro_f1_interval: interval(Confusion::macro_f1),
            accuracy_interval: interval(Confusion::accuracy),
        }
    }

    /// The report with one more detail, shown under its title.
    pub fn with_detail(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.details.push((name.into(), value.into()));
        self
    }

    /// The report as indented JSON.
    ///
    /// # Errors
    ///
    /// The report cannot be written as JSON; no report made by [`Report::of`] is so.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string_pretty(self).map_err(|error| Error::evaluation(error.to_string()))
    }

    /// The report as one HTML page that needs nothing else.
    pub fn to_html(&self) -> String {
        html::page(self)
    }

    /// The figures that sum the report up: name, value, interval where there is one.
    pub(super) fn summary(&self) -> [(&'static str, String, Option<Interval>); 7] {
        let figures = &self.classification;
        let ece = figures.reliability.expected_calibration_error;
        let three = |value: f64| format!("{value:.3}");
        [
            ("macro-F1", three(figures.macro_f1), Some(self.macro_f1_interval)),
            ("accuracy", three(figures.accuracy), Some(self.accuracy_interval)),
            ("accuracy, lenient", three(figures.lenient_accuracy), None),
            ("macro-F1, surest 80 %", three(figures.macro_f1_surest), None),
            ("calibration error", three(ece), None),
            ("log loss", three(figures.log_loss), None),
            ("Brier score", three(figures.brier_score), None),
        ]
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        for (name, value) in &self.details {
            writeln!(f, "{name}: {value}")?;
        }
        writeln!(f, "rows: {}\n", self.classification.rows)?;
        for (name, value, interval) in self.summary() {
            write!(f, "{name:<22} {value:>6}")?;
            match interval {
                Some(Interval { low, high }) => writeln!(f, "  [{low:.3}, {high:.3}]")?,
                None => writeln!(f)?,
            }
        }
        write_classes(f, &self.classification)?;
        write_confusion(f, &self.classification)?;
        write_reliability(f, &self.classification)
    }
}

fn write_classes(f: &mut fmt::Formatter<'_>, figures: &Classification) -> fmt::Result {
    let width = label_width(figures);
    writeln!(f, "\n{:<width$}  precision  recall     F1   rows  predicted", "class")?;
    for class in &figures.classes {
        writeln!(
            f,
            "{:<width$}  {:>9.3}  {:>6.3}  {:>5.3}  {:>5}  {:>9}",
            class.label, class.precision, class.recall, class.f1, class.support, class.predicted
        )?;
    }
    Ok(())
}

fn write_confusion(f: &mut fmt::Formatter<'_>, figures: &Classification) -> fmt::Result {
    let width = label_width(figures);
    write!(f, "\n{:<width$}", "is \\ predicted")?;
    for label in &figures.labels {
        write!(f, "  {label:>5}")?;
    }
    writeln!(f)?;
    for (label, counts) in figures.labels.iter().zip(figures.confusion.counts()) {
        write!(f, "{label:<width$}")?;
        for (count, column) in counts.iter().zip(&figures.labels) {
            write!(f, "  {count:>width$}", width = column.chars().count().max(5))?;
        }
        writeln!(f)?;
    }
    Ok(())
}

fn write_reliability(f: &mut fmt::Formatter<'_>, figures: &Classification) -> fmt::Result {
    writeln!(f, "\nprobability   rows   mean  right")?;
    for bin in figures.reliability.bins.iter().filter(|bin| bin.rows > 0) {
        writeln!(
            f,
            "{:.1} to {:.1}   {:>5}  {:>5.3}  {:>5.3}",
            bin.from, bin.to, bin.rows, bin.mean_probability, bin.accuracy
        )?;
    }
    Ok(())
}

/// Width of the first column: the longest label, or the heading `is \ predicted`.
fn label_width(figures: &Classification) -> usize {
    figures.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0).max(14)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::PredictedRow;

    /// Four rows of two groups, two labels, one of them in need of escaping.
    pub(in crate::evaluate) fn small_report() -> Report {
        let row = |gold, predicted, first: f64, group: &str| PredictedRow {
            gold,
            also: vec![],
            predicted,
            probabilities: vec![first, 1.0 - first],
            group: group.to_owned(),
        };
        let rows =
            vec![row(0, 0, 0.75, "a"), row(0, 1, 0.25, "a"), row(1, 1, 0.125, "b"), row(1, 1, 0.0, "b")];
        let labels = vec!["fog".to_owned(), "<sun & sea>".to_owned()];
        let predictions = Predictions::new(labels, rows).unwrap();
        Report::of("Weather \"talk\"", &predictions, 7).with_detail("data", "a<b.csv")
    }

    #[test]
    fn the_table_for_a_terminal() {
        // F1: fog 2/3, sun 4/5. Log loss: −(ln 0.75 + ln 0.25 + ln 0.875 + ln 1) / 4 = 0.452.
        // Brier: 2 × (0.0625 + 0.5625 + 0.015625 + 0) / 4 = 0.320. Calibration error:
        // (|1.5 − 1| + |0.875 − 1| + |1 − 1|) / 4 = 0.156. Of the two rows at 0.75 the one
        // predicted `fog`, last by name, is among the surest three.
        let expected = "\
Weather \"talk\"
data: a<b.csv
rows: 4

macro-F1                0.733  [0.333, 1.000]
accuracy                0.750  [0.500, 1.000]
accuracy, lenient       0.750
macro-F1, surest 80 %   1.000
calibration error       0.156
log loss                0.452
Brier score             0.320

class           precision  recall     F1   rows  predicted
fog                 1.000   0.500  0.667      2          1
<sun & sea>         0.667   1.000  0.800      2          3

is \\ predicted    fog  <sun & sea>
fog                 1            1
<sun & sea>         0            2

probability   rows   mean  right
0.7 to 0.8       2  0.750  0.500
0.8 to 0.9       1  0.875  1.000
0.9 to 1.0       1  1.000  1.000
";
        assert_eq!(small_report().to_string(), expected);
    }

    #[test]
    fn json_holds_the_whole_report() {
        let report = small_report();
        let json = report.to_json().unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["classification"]["confusion"], serde_json::json!([[1, 1], [0, 2]]));
        assert_eq!(value["classification"]["classes"][0]["label"], "fog");
    }
}
