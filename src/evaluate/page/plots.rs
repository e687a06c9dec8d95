//! The plots of a report: reliability, precision and recall, risk and coverage, learning curve.

use super::plot::{Axis, COLOURS, Line, Plot, svg};
use super::{escaped, figure};
use crate::evaluate::certainty::Certainty;
use crate::evaluate::learning_curve::CurvePoint;

/// The plots of the probabilities, each a figure.
pub(super) fn of_certainty(certain: &Certainty) -> String {
    [reliability(certain), precision_recall(certain), coverage(certain)].concat()
}

fn reliability(certain: &Certainty) -> String {
    let bins: Vec<_> = certain.reliability.bins.iter().filter(|bin| bin.rows > 0).collect();
    let most = bins.iter().map(|bin| bin.rows).max().unwrap_or(1) as f64;
    let line = Line {
        points: bins.iter().map(|bin| (bin.mean_probability, bin.accuracy)).collect(),
        colour: Some(0),
        dots: bins.iter().map(|bin| 2.5 + 5.0 * (bin.rows as f64 / most).sqrt()).collect(),
        band: Vec::new(),
    };
    let plot = Plot {
        title: "Reliability diagram",
        x: Axis::share("probability of the likeliest label"),
        y: Axis::share("share of right ones"),
        lines: vec![Line::plain(vec![(0.0, 0.0), (1.0, 1.0)], None), line],
    };
    let note = format!(
        "On the diagonal a probability means what it says. The larger the dot, the more rows. \
         Expected calibration error {:.3}.",
        certain.reliability.expected_calibration_error
    );
    figure("Reliability", &svg(&plot), &note)
}

fn precision_recall(certain: &Certainty) -> String {
    let seen = || certain.curves.iter().enumerate().filter(|(_, curve)| curve.support > 0);
    let line = |(number, curve): (usize, &super::PrecisionRecall)| {
        let mut points: Vec<(f64, f64)> =
            curve.points.iter().map(|point| (point.recall, point.precision)).collect();
        if let Some(first) = points.first().copied() {
            points.insert(0, (0.0, first.1));
        }
        Line::plain(points, Some(number))
    };
    let plot = Plot {
        title: "Precision and recall of each label at every threshold",
        x: Axis::share("recall"),
        y: Axis::share("precision"),
        lines: seen().map(line).collect(),
    };
    let entry = |(number, curve): (usize, &super::PrecisionRecall)| {
        format!(
            "<span><i style=\"background:var(--s{})\"></i>{} {:.3}</span> ",
            number % COLOURS,
            escaped(&curve.label),
            curve.average_precision
        )
    };
    let legend: String = seen().map(entry).collect();
    let note = format!(
        "Each label against the rest, with its average precision. Mean {:.3}.",
        certain.mean_average_precision
    );
    figure("Precision and recall", &svg(&plot), &format!("<span class=\"legend\">{legend}</span>{note}"))
}

fn coverage(certain: &Certainty) -> String {
    let points: Vec<(f64, f64)> =
        certain.coverage.points.iter().map(|point| (point.coverage, point.risk)).collect();
    let highest = points.iter().map(|point| point.1).fold(0.0, f64::max);
    let plot = Plot {
        title: "Risk at each coverage",
        x: Axis::share("share of rows answered, the surest first"),
        y: Axis { name: "share of wrong ones", from: 0.0, to: ceiling(highest), decimals: 2 },
        lines: vec![Line::plain(points, Some(0))],
    };
    let gain = match certain.coverage.at_risk(0.05) {
        Some(point) => format!(
            " Answering the surest {:.0} % (at least {:.2} likely) keeps errors at 5 %.",
            point.coverage * 100.0,
            point.threshold
        ),
        None => String::new(),
    };
    let note = format!("What abstaining gains: fewer answers, fewer wrong ones.{gain}");
    figure("Coverage and risk", &svg(&plot), &note)
}

/// The learning curve.
pub(super) fn learning_curve(points: &[CurvePoint]) -> String {
    let line = Line {
        points: points.iter().map(|point| (point.rows, point.macro_f1)).collect(),
        colour: Some(0),
        dots: vec![3.0; points.len()],
        band: points.iter().map(|point| (point.interval.low, point.interval.high)).collect(),
    };
    let most = points.iter().map(|point| point.rows).fold(1.0, f64::max);
    let lowest = points.iter().map(|point| point.interval.low).fold(1.0, f64::min);
    let highest = points.iter().map(|point| point.interval.high).fold(0.0, f64::max);
    let plot = Plot {
        title: "Learning curve",
        x: Axis { name: "rows trained on", from: 0.0, to: most * 1.03, decimals: 0 },
        y: Axis { name: "macro-F1", from: (lowest * 10.0).floor() / 10.0, to: ceiling(highest), decimals: 2 },
        lines: vec![line],
    };
    let gained = match points {
        [.., before, last] => format!(" The last step added {:+.3}.", last.macro_f1 - before.macro_f1),
        _ => String::new(),
    };
    let note = format!("Macro-F1 of models trained on a part of the rows, with its 95 % interval.{gained}");
    figure("Learning curve", &svg(&plot), &note)
}

/// The next tenth above, at least a tenth.
fn ceiling(value: f64) -> f64 {
    ((value * 10.0).floor() + 1.0) / 10.0
}
