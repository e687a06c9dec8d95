//! What a caller gains by leaving unsure rows unanswered: how many rows are answered above a
//! threshold, and how many of these answers are wrong (El-Yaniv and Wiener 2010).

use serde::{Deserialize, Serialize};

/// The curve keeps a point for about every hundredth of coverage.
const STEPS: f64 = 100.0;

/// Risk at each coverage, and the area under that curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Mean over the rows of the risk of all rows at least as sure as it: 0 where the sure rows are
    /// all right, the error rate where sureness tells nothing.
    pub area: f64,
    /// The curve, from few rows to all: its first and last point, and between them the first of
    /// each hundredth of coverage.
    pub points: Vec<CoveragePoint>,
}

/// What is answered, and wrong, when rows below `threshold` are left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoveragePoint {
    /// The least top probability that is answered.
    pub threshold: f64,
    /// Share of the rows that are answered.
    pub coverage: f64,
    /// Share of the answered rows that are wrong.
    pub risk: f64,
}

impl Coverage {
    /// The curve of rows, each its top probability and whether the prediction is right.
    pub fn of(rows: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut sorted: Vec<(f64, bool)> = rows.into_iter().collect();
        sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let total = sorted.len() as f64;
        let (mut points, mut area, mut step) = (Vec::new(), 0.0, f64::NEG_INFINITY);
        let (mut wrong, mut from) = (0_u64, 0);
        for (position, (threshold, is_right)) in sorted.iter().enumerate() {
            wrong += u64::from(!is_right);
            if sorted.get(position + 1).is_some_and(|next| next.0 == *threshold) {
                continue;
            }
            let answered = position + 1;
            let risk = wrong as f64 / answered as f64;
            area += risk * (answered - from) as f64 / total;
            from = answered;
            let coverage = answered as f64 / total;
            if (coverage * STEPS).floor() > step || answered == sorted.len() {
                step = (coverage * STEPS).floor();
                points.push(CoveragePoint { threshold: *threshold, coverage, risk });
            }
        }
        Coverage { area, points }
    }

    /// The point that answers most rows with a risk of at most `risk`; none where each has more.
    pub fn at_risk(&self, risk: f64) -> Option<CoveragePoint> {
        self.points.iter().rev().find(|point| point.risk <= risk).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risk_grows_with_coverage() {
        // By numpy, from the definition: for each distinct top probability the share of rows at
        // least as sure, and the share of these that are wrong.
        let rows = [
            (0.90, true),
            (0.70, true),
            (0.60, false),
            (0.81, true),
            (0.55, false),
            (0.55, false),
            (0.97, true),
            (0.50, false),
            (0.85, true),
            (0.42, false),
            (0.35, true),
            (1.00, true),
            (0.75, false),
        ];
        let found = Coverage::of(rows);
        let expected = [
            (1.0, 0.07692307692307693, 0.0),
            (0.97, 0.15384615384615385, 0.0),
            (0.9, 0.23076923076923078, 0.0),
            (0.85, 0.3076923076923077, 0.0),
            (0.81, 0.38461538461538464, 0.0),
            (0.75, 0.46153846153846156, 0.16666666666666663),
            (0.7, 0.5384615384615384, 0.1428571428571429),
            (0.6, 0.6153846153846154, 0.25),
            (0.55, 0.7692307692307693, 0.4),
            (0.5, 0.8461538461538461, 0.4545454545454546),
            (0.42, 0.9230769230769231, 0.5),
            (0.35, 1.0, 0.46153846153846156),
        ];
        assert_eq!(found.points.len(), expected.len());
        for (point, (threshold, coverage, risk)) in found.points.iter().zip(expected) {
            assert_eq!(point.threshold, threshold);
            assert!((point.coverage - coverage).abs() < 1e-9 && (point.risk - risk).abs() < 1e-9);
        }
        assert!((found.area - 0.21350828658520965).abs() < 1e-9, "{}", found.area);
        assert_eq!(found.at_risk(0.15).map(|point| point.threshold), Some(0.7));
        assert_eq!(found.at_risk(-0.1), None);
    }

    #[test]
    fn ends_of_the_scale() {
        type Rows = &'static [(f64, bool)];
        let cases: [(Rows, f64, &str); 3] = [
            (&[], 0.0, "no rows"),
            (&[(0.4, true), (0.9, true)], 0.0, "all right"),
            (&[(0.5, true), (0.5, false)], 0.5, "equally sure: the error rate"),
        ];
        for (rows, area, reason) in cases {
            assert_eq!(Coverage::of(rows.iter().copied()).area, area, "{reason}");
        }
    }
}
