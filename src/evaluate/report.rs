//! The report of an evaluation: its figures with intervals, as a table for a terminal, as JSON or
//! as a page.

use serde::{Deserialize, Serialize};

use super::at_prior::AtPrior;
use super::bootstrap::{Interval, groups_of, percentile_interval};
use super::classification::Classification;
use super::comparison::Comparison;
use super::confusion::Confusion;
use super::leakage::Leakage;
use super::learning_curve::CurvePoint;
use super::mistakes::Mistakes;
use super::page;
use super::predictions::Predictions;
use super::slices::Slices;
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
    /// The figures where the labels have other shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_prior: Option<AtPrior>,
    /// What was judged, set against others on the same rows: a baseline first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared_with: Vec<Comparison>,
    /// The figures of parts of the rows, a list a column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slices: Vec<Slices>,
    /// Near duplicates between the folds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leakage: Option<Leakage>,
    /// What models of a part of the rows are worth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learning_curve: Vec<CurvePoint>,
    /// The mistakes, and what is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistakes: Option<Mistakes>,
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
            at_prior: None,
            compared_with: Vec::new(),
            slices: Vec::new(),
            leakage: None,
            learning_curve: Vec::new(),
            mistakes: None,
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
        page::page(self)
    }

    /// The figures that sum the report up: name, value, interval where there is one.
    pub(super) fn summary(&self) -> Vec<(&'static str, f64, Option<Interval>)> {
        let figures = &self.classification;
        let mut summary = vec![
            ("macro-F1", figures.macro_f1, Some(self.macro_f1_interval)),
            ("accuracy", figures.accuracy, Some(self.accuracy_interval)),
            ("accuracy, lenient", figures.lenient_accuracy, None),
        ];
        if let Some(certain) = &figures.certainty {
            summary.extend([
                ("average precision", certain.mean_average_precision, None),
                ("macro-F1, surest 80 %", certain.macro_f1_surest, None),
                ("area under risk", certain.coverage.area, None),
                ("calibration error", certain.reliability.expected_calibration_error, None),
                ("log loss", certain.log_loss, None),
                ("Brier score", certain.brier_score, None),
            ]);
        }
        summary
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::{BlamedFeature, LeakingPair, Mistake, Neighbour, PredictedRow, Reason, Slice};
    use crate::stance::Prior;

    /// Four rows of two groups, two labels, one of them in need of escaping.
    fn small_predictions() -> Predictions {
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
        Predictions::new(labels, rows).unwrap()
    }

    pub(in crate::evaluate) fn small_report() -> Report {
        let predictions = small_predictions();
        Report::of("Weather \"talk\"", &predictions, 7).with_detail("data", "a<b.csv")
    }

    /// The small report with something of everything.
    pub(in crate::evaluate) fn full_report() -> Report {
        let interval = |low, high| Interval { low, high };
        let slice = Slice {
            value: "expert".into(),
            rows: 25,
            macro_f1: 0.4,
            interval: interval(0.3, 0.5),
            accuracy: 0.6,
        };
        let point = |share, rows, macro_f1: f64| CurvePoint {
            share,
            rows,
            macro_f1,
            interval: interval(macro_f1 - 0.1, macro_f1 + 0.1),
        };
        let pair = LeakingPair { rows: [0, 2], ids: ["r1".into(), "r3".into()], jaccard: 0.75 };
        let reason = Reason {
            feature: "cue=shine".into(),
            meaning: "cue `shine`".into(),
            words: Some("shone".into()),
            pull: 1.5,
        };
        let neighbour = Neighbour {
            id: "r3".into(),
            text: "The sun shone.".into(),
            label: "<sun & sea>".into(),
            likeness: 0.9,
        };
        let mistake = Mistake {
            id: "r2".into(),
            line: 3,
            text: "Fog & <rain>".into(),
            content: vec![],
            gold: "fog".into(),
            predicted: "<sun & sea>".into(),
            probability: 0.75,
            reasons: vec![reason],
            nearest: vec![neighbour],
        };
        let blamed = BlamedFeature {
            feature: "cue=shine".into(),
            meaning: "cue `shine`".into(),
            mistakes: 1,
            pull: 1.5,
            right: 2,
        };
        let small = small_predictions();
        let always = |label| {
            let rows = small.rows().iter().cloned().map(|row| PredictedRow { predicted: label, ..row });
            Predictions::new(small.labels().to_vec(), rows.collect()).unwrap()
        };
        Report {
            at_prior: Some(AtPrior::of(&small, &Prior::Shares(vec![1.0, 3.0])).unwrap()),
            compared_with: vec![Comparison::of(["this", "always fog"], &small, &always(0), 7).unwrap()],
            slices: vec![Slices { column: "role".into(), slices: vec![slice] }],
            leakage: Some(Leakage { pairs: 1, rows: 2, share: 0.5, closest: vec![pair] }),
            learning_curve: vec![point(0.5, 2.0, 0.3), point(1.0, 4.0, 0.5)],
            mistakes: Some(Mistakes { count: 1, surest: vec![mistake], blamed: vec![blamed] }),
            ..small_report()
        }
    }

    #[test]
    fn the_table_for_a_terminal() {
        // F1: fog 2/3, sun 4/5. Log loss: −(ln 0.75 + ln 0.25 + ln 0.875 + ln 1) / 4 = 0.452.
        // Brier: 2 × (0.0625 + 0.5625 + 0.015625 + 0) / 4 = 0.320. Calibration error:
        // (|1.5 − 1| + |0.875 − 1| + |1 − 1|) / 4 = 0.156. Of the two rows at 0.75 the one
        // predicted `fog`, last by name, is among the surest three. Risk is 0, 0 and 1/4 for the two rows
        // at 0.75, in the mean 0.125.
        let expected = "\
Weather \"talk\"
data: a<b.csv
rows: 4

macro-F1                0.733  [0.333, 1.000]
accuracy                0.750  [0.500, 1.000]
accuracy, lenient       0.750
average precision       1.000
macro-F1, surest 80 %   1.000
area under risk         0.125
calibration error       0.156
log loss                0.452
Brier score             0.320

class           precision  recall     F1     AP   rows  predicted
fog                 1.000   0.500  0.667  1.000      2          1
<sun & sea>         0.667   1.000  0.800  1.000      2          3

is \\ predicted    fog  <sun & sea>
fog                 1            1
<sun & sea>         0            2

answered   risk  above
    0.25  0.000  1.000
    0.50  0.000  0.875
    1.00  0.250  0.750

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
        assert!(value.get("slices").is_none(), "what was not looked at is not there");
        let full: serde_json::Value = serde_json::from_str(&full_report().to_json().unwrap()).unwrap();
        assert_eq!(full["mistakes"]["surest"][0]["reasons"][0]["words"], "shone");
        assert_eq!(full["slices"][0]["slices"][0]["value"], "expert");
    }
}
