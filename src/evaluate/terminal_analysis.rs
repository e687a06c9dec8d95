//! What a report says beyond its figures, for a terminal: slices, leakage, learning curve, mistakes.

use std::fmt;

use super::bootstrap::Interval;
use super::leakage::Leakage;
use super::learning_curve::CurvePoint;
use super::mistakes::{Mistake, Mistakes};
use super::report::Report;
use super::slices::Slices;

/// Of the parts by one column, so many are shown.
const SLICES: usize = 12;
/// A line of text is cut after so many characters.
const LINE: usize = 96;

pub(super) fn write_analysis(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    for slices in &report.slices {
        write_slices(f, slices)?;
    }
    if let Some(leakage) = &report.leakage {
        write_leakage(f, leakage)?;
    }
    if !report.learning_curve.is_empty() {
        write_curve(f, &report.learning_curve)?;
    }
    match &report.mistakes {
        Some(mistakes) => write_mistakes(f, mistakes),
        None => Ok(()),
    }
}

fn write_slices(f: &mut fmt::Formatter<'_>, slices: &Slices) -> fmt::Result {
    let shown = || slices.slices.iter().take(SLICES);
    let width = shown().map(|slice| slice.value.chars().count()).max().unwrap_or(0).clamp(14, 40);
    writeln!(f, "\n{:<width$}   rows  macro-F1                  accuracy", format!("by {}", slices.column))?;
    for slice in shown() {
        let Interval { low, high } = slice.interval;
        let value = cut(&slice.value, width);
        writeln!(
            f,
            "{value:<width$}  {:>5}  {:>8.3}  [{low:.3}, {high:.3}]  {:>8.3}",
            slice.rows, slice.macro_f1, slice.accuracy
        )?;
    }
    match slices.slices.len().saturating_sub(SLICES) {
        0 => Ok(()),
        more => writeln!(f, "and {more} better ones"),
    }
}

fn write_leakage(f: &mut fmt::Formatter<'_>, leakage: &Leakage) -> fmt::Result {
    let Leakage { pairs, rows, share, closest } = leakage;
    writeln!(f, "\nnear duplicates between folds: {pairs} pairs, {rows} rows ({:.1} %)", share * 100.0)?;
    for pair in closest {
        writeln!(f, "  {:.2}  {} and {}", pair.jaccard, pair.ids[0], pair.ids[1])?;
    }
    Ok(())
}

fn write_curve(f: &mut fmt::Formatter<'_>, points: &[CurvePoint]) -> fmt::Result {
    writeln!(f, "\nshare   rows  macro-F1")?;
    for CurvePoint { share, rows, macro_f1, interval: Interval { low, high } } in points {
        writeln!(f, "{share:>5.2}  {rows:>5.0}  {macro_f1:>8.3}  [{low:.3}, {high:.3}]")?;
    }
    Ok(())
}

fn write_mistakes(f: &mut fmt::Formatter<'_>, mistakes: &Mistakes) -> fmt::Result {
    let Mistakes { count, surest, blamed } = mistakes;
    writeln!(f, "\n{count} mistakes, the surest first")?;
    for mistake in surest {
        write_mistake(f, mistake)?;
    }
    if blamed.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n   pull  mistakes  right  feature to blame")?;
    for feature in blamed {
        let (pull, meaning) = (feature.pull, cut(&feature.meaning, 72));
        writeln!(f, "{pull:>7.2}  {:>8}  {:>5}  {meaning}", feature.mistakes, feature.right)?;
    }
    Ok(())
}

fn write_mistake(f: &mut fmt::Formatter<'_>, mistake: &Mistake) -> fmt::Result {
    let Mistake { id, line, gold, predicted, probability, .. } = mistake;
    writeln!(f, "\n{id} (line {line}): {gold}, taken for {predicted} at {probability:.2}")?;
    writeln!(f, "  {}", cut(&mistake.subject(), LINE))?;
    for reason in &mistake.reasons {
        let words = reason.words.as_ref().map(|words| format!(": “{}”", cut(words, 40))).unwrap_or_default();
        writeln!(f, "  {:+.2}  {}{words}", reason.pull, cut(&reason.meaning, 72))?;
    }
    for neighbour in &mistake.nearest {
        let text = cut(&neighbour.text, LINE - 24);
        writeln!(f, "  like {:.2}  {} ({}): {text}", neighbour.likeness, neighbour.id, neighbour.label)?;
    }
    Ok(())
}

/// The text in one line, cut after `width` characters.
fn cut(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= width {
        return line;
    }
    let head: String = line.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::report::tests::full_report;

    #[test]
    fn the_whole_analysis() {
        let expected = "
by role          rows  macro-F1                  accuracy
expert             25     0.400  [0.300, 0.500]     0.600

near duplicates between folds: 1 pairs, 2 rows (50.0 %)
  0.75  r1 and r3

share   rows  macro-F1
 0.50      2     0.300  [0.200, 0.400]
 1.00      4     0.500  [0.400, 0.600]

1 mistakes, the surest first

r2 (line 3): fog, taken for <sun & sea> at 0.75
  Fog & <rain>
  +1.50  cue `shine`: “shone”
  like 0.90  r3 (<sun & sea>): The sun shone.

   pull  mistakes  right  feature to blame
   1.50         1      2  cue `shine`
";
        let page = full_report().to_string();
        let found = &page[page.find("\nby role").unwrap_or(0)..];
        assert_eq!(found, expected);
    }

    #[test]
    fn long_lines_are_cut() {
        let cases = [("a\n b", 9, "a b"), ("grey seals", 10, "grey seals"), ("grey seals", 6, "grey…")];
        for (text, width, expected) in cases {
            assert_eq!(cut(text, width), expected);
        }
    }
}
