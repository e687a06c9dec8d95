//! The report as tables for a terminal.

use std::fmt;

use super::at_prior::AtPrior;
use super::bootstrap::Interval;
use super::certainty::Certainty;
use super::classification::Classification;
use super::comparison::{Comparison, Contrast, shown_p};
use super::coverage::CoveragePoint;
use super::report::Report;
use super::terminal_analysis::write_analysis;

/// Of the curve of coverage, the points nearest to these shares are shown.
const SHARES: [f64; 6] = [0.25, 0.5, 0.7, 0.8, 0.9, 1.0];

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        for (name, value) in &self.details {
            writeln!(f, "{name}: {value}")?;
        }
        writeln!(f, "rows: {}\n", self.classification.rows)?;
        for (name, value, interval) in self.summary() {
            write!(f, "{name:<22} {value:>6.3}")?;
            match interval {
                Some(Interval { low, high }) => writeln!(f, "  [{low:.3}, {high:.3}]")?,
                None => writeln!(f)?,
            }
        }
        write_classes(f, self)?;
        for comparison in &self.compared_with {
            write_comparison(f, comparison)?;
        }
        if let Some(at_prior) = &self.at_prior {
            write_at_prior(f, at_prior, label_width(&self.classification))?;
        }
        write_confusion(f, &self.classification)?;
        if let Some(certain) = &self.classification.certainty {
            write_certainty(f, certain)?;
        }
        write_analysis(f, self)
    }
}

/// The classes; the F1 of what the report is compared with stands in columns of its own.
fn write_classes(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    let figures = &report.classification;
    let width = label_width(figures);
    let curves = figures.certainty.as_ref().map(|certain| &certain.curves);
    write!(f, "\n{:<width$}  precision  recall     F1", "class")?;
    if curves.is_some() {
        write!(f, "     AP")?;
    }
    write!(f, "   rows  predicted")?;
    for comparison in &report.compared_with {
        write!(f, "  F1 {}", comparison.names[1])?;
    }
    writeln!(f)?;
    for (number, class) in figures.classes.iter().enumerate() {
        write!(
            f,
            "{:<width$}  {:>9.3}  {:>6.3}  {:>5.3}",
            class.label, class.precision, class.recall, class.f1
        )?;
        if let Some(curve) = curves.and_then(|curves| curves.get(number)) {
            write!(f, "  {:>5.3}", curve.average_precision)?;
        }
        write!(f, "  {:>5}  {:>9}", class.support, class.predicted)?;
        for comparison in &report.compared_with {
            let width = comparison.names[1].chars().count() + 3;
            let f1 = comparison.classes.get(number).map_or(0.0, |class| class.second);
            write!(f, "  {f1:>width$.3}")?;
        }
        writeln!(f)?;
    }
    Ok(())
}

fn write_comparison(f: &mut fmt::Formatter<'_>, comparison: &Comparison) -> fmt::Result {
    let Contrast { second, difference, interval, p_value, .. } = comparison.macro_f1;
    let Interval { low, high } = interval;
    writeln!(
        f,
        "\n{}: macro-F1 {second:.3}, this {difference:+.3} [{low:+.3}, {high:+.3}], {}",
        comparison.names[1],
        shown_p(p_value)
    )
}

fn write_at_prior(f: &mut fmt::Formatter<'_>, figures: &AtPrior, width: usize) -> fmt::Result {
    let AtPrior { macro_f1, accuracy, classes } = figures;
    writeln!(f, "\nat these shares: macro-F1 {macro_f1:.3}, accuracy {accuracy:.3}")?;
    writeln!(f, "{:<width$}  precision  recall     F1  share", "class")?;
    for class in classes {
        writeln!(
            f,
            "{:<width$}  {:>9.3}  {:>6.3}  {:>5.3}  {:>5.3}",
            class.label, class.precision, class.recall, class.f1, class.share
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

fn write_certainty(f: &mut fmt::Formatter<'_>, certain: &Certainty) -> fmt::Result {
    writeln!(f, "\nanswered   risk  above")?;
    for point in shown(&certain.coverage.points) {
        writeln!(f, "{:>8.2}  {:>5.3}  {:>5.3}", point.coverage, point.risk, point.threshold)?;
    }
    writeln!(f, "\nprobability   rows   mean  right")?;
    for bin in certain.reliability.bins.iter().filter(|bin| bin.rows > 0) {
        writeln!(
            f,
            "{:.1} to {:.1}   {:>5}  {:>5.3}  {:>5.3}",
            bin.from, bin.to, bin.rows, bin.mean_probability, bin.accuracy
        )?;
    }
    Ok(())
}

/// The points nearest to [`SHARES`], each once.
pub(super) fn shown(points: &[CoveragePoint]) -> Vec<CoveragePoint> {
    let distance = |point: &CoveragePoint, share: f64| (point.coverage - share).abs();
    let nearest =
        |share: f64| points.iter().copied().min_by(|a, b| distance(a, share).total_cmp(&distance(b, share)));
    let mut found: Vec<CoveragePoint> = SHARES.into_iter().filter_map(nearest).collect();
    found.dedup();
    found
}

/// Width of the first column: the longest label, or the heading `is \ predicted`.
fn label_width(figures: &Classification) -> usize {
    figures.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0).max(14)
}
