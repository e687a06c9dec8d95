//! How well the probability of one label puts the rows that have it before the others.

use serde::{Deserialize, Serialize};

/// A precision-recall curve keeps a point for about every hundredth of recall.
const STEPS: f64 = 100.0;

/// The precision-recall curve of one label, and the area under its steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrecisionRecall {
    /// The label.
    pub label: String,
    /// Number of rows that have it.
    pub support: u64,
    /// Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct thresholds from high to low; 0 where
    /// no row has the label.
    pub average_precision: f64,
    /// The curve, from few rows to all: its first and last point, and between them the first of
    /// each hundredth of recall.
    pub points: Vec<OperatingPoint>,
}

/// Precision and recall when every row with at least `threshold` counts as found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatingPoint {
    /// The least probability that counts.
    pub threshold: f64,
    /// Share of the rows found that have the label.
    pub precision: f64,
    /// Share of the rows with the label that are found.
    pub recall: f64,
}

impl PrecisionRecall {
    /// The curve of `label` over rows, each its probability and whether it is so.
    pub fn of(label: impl Into<String>, rows: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let (all, support) = operating_points(rows);
        let mut average_precision = 0.0;
        let mut before = 0.0;
        for point in &all {
            average_precision += (point.recall - before) * point.precision;
            before = point.recall;
        }
        PrecisionRecall { label: label.into(), support, average_precision, points: thinned(all) }
    }
}

/// Every point of the curve, and the number of rows that are so; no points where none is.
fn operating_points(rows: impl IntoIterator<Item = (f64, bool)>) -> (Vec<OperatingPoint>, u64) {
    let mut sorted: Vec<(f64, bool)> = rows.into_iter().collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let support = sorted.iter().filter(|(_, is_so)| *is_so).count() as u64;
    if support == 0 {
        return (Vec::new(), 0);
    }
    let mut points = Vec::new();
    let (mut found, mut right) = (0_u64, 0_u64);
    for (position, (threshold, is_so)) in sorted.iter().enumerate() {
        found += 1;
        right += u64::from(*is_so);
        let is_last_of_equals = sorted.get(position + 1).is_none_or(|next| next.0 != *threshold);
        if is_last_of_equals {
            points.push(OperatingPoint {
                threshold: *threshold,
                precision: right as f64 / found as f64,
                recall: right as f64 / support as f64,
            });
        }
    }
    (points, support)
}

fn thinned(mut points: Vec<OperatingPoint>) -> Vec<OperatingPoint> {
    let last = points.len().saturating_sub(1);
    let (mut position, mut step) = (0, f64::NEG_INFINITY);
    points.retain(|point| {
        let is_last = position == last;
        position += 1;
        let here = (point.recall * STEPS).floor();
        let is_new = here > step;
        step = step.max(here);
        is_new || is_last
    });
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probability of a label and whether the row has it, of 13 rows.
    const ROWS: [(f64, bool); 13] = [
        (0.02, false),
        (0.10, false),
        (0.60, false),
        (0.81, true),
        (0.20, true),
        (0.30, true),
        (0.01, false),
        (0.05, false),
        (0.05, false),
        (0.15, false),
        (0.25, false),
        (0.00, false),
        (0.75, false),
    ];

    #[test]
    fn the_curve_is_that_of_scikit_learn() {
        // scikit-learn 1.9: average_precision_score, precision_recall_curve.
        let found = PrecisionRecall::of("concern", ROWS);
        assert_eq!(found.support, 3);
        assert!((found.average_precision - 0.6666666666666667).abs() < 1e-9);
        let (points, _) = operating_points(ROWS);
        let expected = [
            (0.81, 1.0, 0.3333333333333333),
            (0.75, 0.5, 0.3333333333333333),
            (0.6, 0.3333333333333333, 0.3333333333333333),
            (0.3, 0.5, 0.6666666666666666),
            (0.25, 0.4, 0.6666666666666666),
            (0.2, 0.5, 1.0),
            (0.15, 0.42857142857142855, 1.0),
            (0.1, 0.375, 1.0),
            (0.05, 0.3, 1.0),
            (0.02, 0.2727272727272727, 1.0),
            (0.01, 0.25, 1.0),
            (0.0, 0.23076923076923078, 1.0),
        ];
        assert_eq!(points.len(), expected.len());
        for (point, (threshold, precision, recall)) in points.iter().zip(expected) {
            assert_eq!(point.threshold, threshold);
            assert!((point.precision - precision).abs() < 1e-9, "{threshold}");
            assert!((point.recall - recall).abs() < 1e-9, "{threshold}");
        }
        let kept: Vec<f64> = found.points.iter().map(|point| point.threshold).collect();
        assert_eq!(kept, [0.81, 0.3, 0.2, 0.0], "a point each time recall grows, and the last");
    }

    #[test]
    fn equal_probabilities_are_one_point() {
        // All six rows at once: precision is the share of the label. scikit-learn gives 1/3 too.
        let found = PrecisionRecall::of("x", [true, false, false, true, false, false].map(|so| (0.5, so)));
        assert!((found.average_precision - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(found.points.len(), 1);
    }

    #[test]
    fn a_label_of_no_row_has_no_curve() {
        for rows in [vec![], vec![(0.4, false)]] {
            let found = PrecisionRecall::of("x", rows);
            assert_eq!((found.average_precision, found.points.len(), found.support), (0.0, 0, 0));
        }
    }
}
