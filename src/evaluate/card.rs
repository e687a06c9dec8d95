//! The figures of a model card, written by a program so that nobody's hand can better them.
//!
//! A card is Markdown by hand, but for what stands between two marks.

use super::claim_report::ClaimReport;
use super::report::Report;
use crate::Error;
use crate::learn::ModelHeader;

/// Before the figures of a card.
const START: &str = "<!-- figures: written by `evaluate cards` -->\n";
/// Behind them.
const END: &str = "<!-- end of figures -->\n";

/// The card with `figures` in the place of those that it has.
///
/// # Errors
/// The card has no place for figures: the two marks, each on a line of its own.
pub fn with_figures(card: &str, figures: &str) -> Result<String, Error> {
    let missing =
        || Error::evaluation(format!("the card has no lines `{}` and `{}`", START.trim(), END.trim()));
    let (before, rest) = card.split_once(START).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{START}\n{figures}\n{END}{after}"))
}

/// The figures of a model of rows: each report with the name of its data.
pub fn figures_of_rows(header: &ModelHeader, reports: &[(String, Report)]) -> String {
    let mut out = facts(header);
    out.push_str(
        "| data | rows | macro-F1 (95 %) | accuracy (95 %) | average precision | surest 80 % | calibration error |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (name, report) in reports {
        let figures = &report.classification;
        let (f1, accuracy) = (report.macro_f1_interval, report.accuracy_interval);
        let certain = figures.certainty.as_ref().map_or_else(
            || "| | | |".to_owned(),
            |certain| {
                format!(
                    "| {:.3} | {:.3} | {:.3} |",
                    certain.mean_average_precision,
                    certain.macro_f1_surest,
                    certain.reliability.expected_calibration_error
                )
            },
        );
        out.push_str(&format!(
            "| {name} | {} | {:.3} ({:.3} to {:.3}) | {:.3} ({:.3} to {:.3}) {certain}\n",
            thousands(figures.rows),
            figures.macro_f1,
            f1.low,
            f1.high,
            figures.accuracy,
            accuracy.low,
            accuracy.high
        ));
    }
    out.push_str(&format!(
        "\n| F1 | {} |\n|---|{}\n",
        header.labels.join(" | "),
        "---|".repeat(header.labels.len())
    ));
    for (name, report) in reports {
        let cells: String = report.classification.classes.iter().map(|c| format!(" {:.3} |", c.f1)).collect();
        out.push_str(&format!("| {name} |{cells}\n"));
        for comparison in &report.compared_with {
            let cells: String = comparison.classes.iter().map(|c| format!(" {:.3} |", c.second)).collect();
            out.push_str(&format!("| — the {} on the same |{cells}\n", comparison.names[1]));
        }
    }
    for (name, report) in reports {
        for comparison in &report.compared_with {
            let gain = comparison.macro_f1;
            out.push_str(&format!(
                "\nAgainst the {} on {name}: macro-F1 {:+.3} ({:+.3} to {:+.3}), p {}.\n",
                comparison.names[1],
                gain.difference,
                gain.interval.low,
                gain.interval.high,
                if gain.p_value < 0.001 { "< .001".to_owned() } else { format!("= {:.3}", gain.p_value) }
            ));
        }
    }
    out
}

/// The figures of the claims model.
pub fn figures_of_claims(header: &ModelHeader, reports: &[(String, ClaimReport)]) -> String {
    let mut out = facts(header);
    out.push_str(
        "| data | articles | claims | precision | recall | F1 (95 %) | F1 of words | direct | mixed | indirect |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, report) in reports {
        let (n, scores, interval) = (&report.counts, &report.scores, report.claims_f1_interval);
        out.push_str(&format!(
            "| {name} | {} | {} | {:.3} | {:.3} | {:.3} ({:.3} to {:.3}) | {:.3} | {:.3} | {:.3} | {:.3} |\n",
            thousands(report.articles),
            thousands(n.gold),
            scores.claims.precision,
            scores.claims.recall,
            scores.claims.f1,
            interval.low,
            interval.high,
            scores.words.f1,
            scores.direct_recall,
            scores.mixed_recall,
            scores.indirect_recall
        ));
    }
    out + "\nContents match where they share half of their words or more; the last three columns are the recall of\n\
           each kind.\n"
}

/// The figures of the speaker model.
pub fn figures_of_speakers(header: &ModelHeader, reports: &[(String, ClaimReport)]) -> String {
    let mut out = facts(header);
    out.push_str(
        "| data | articles | right speaker of matched claims | the same words | claim and speaker, F1 (95 %) |\n\
         |---|---|---|---|---|\n",
    );
    for (name, report) in reports {
        let (scores, interval) = (&report.scores, report.end_to_end_f1_interval);
        out.push_str(&format!(
            "| {name} | {} | {:.3} | {:.3} | {:.3} ({:.3} to {:.3}) |\n",
            thousands(report.articles),
            scores.speaker_overlap.recall,
            scores.speaker_exact.recall,
            scores.end_to_end.f1,
            interval.low,
            interval.high
        ));
    }
    out
}

/// What the model's own file says.
fn facts(header: &ModelHeader) -> String {
    let rows =
        header.metrics.get("rows").map(|rows| format!(", trained on {} rows", thousands(*rows as u64)));
    format!("{} features{}.\n\n", thousands(header.features as u64), rows.unwrap_or_default())
}

/// The number with commas between its thousands.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::report::tests::full_report;

    #[test]
    fn figures_take_the_place_of_old_ones() {
        let card = format!("# a\n\nBy hand.\n\n{START}old\n{END}\nLimits.\n");
        let new = with_figures(&card, "new\n").unwrap();
        assert_eq!(new, format!("# a\n\nBy hand.\n\n{START}\nnew\n\n{END}\nLimits.\n"));
        assert_eq!(with_figures(&new, "new\n").unwrap(), new, "again gives the same");
        for card in ["", START, END] {
            assert!(
                with_figures(card, "").unwrap_err().to_string().contains("the card has no lines"),
                "{card}"
            );
        }
    }

    #[test]
    fn figures_of_rows_are_tables() {
        let header = ModelHeader {
            labels: vec!["fog".into(), "sun".into()],
            features: 12_345,
            metrics: [("rows".to_owned(), 1_000.0)].into(),
            ..ModelHeader::default()
        };
        let expected = "\
12,345 features, trained on 1,000 rows.

| data | rows | macro-F1 (95 %) | accuracy (95 %) | average precision | surest 80 % | calibration error |
|---|---|---|---|---|---|---|
| own | 4 | 0.733 (0.333 to 1.000) | 0.750 (0.500 to 1.000) | 1.000 | 1.000 | 0.156 |

| F1 | fog | sun |
|---|---|---|
| own | 0.667 | 0.800 |
| — the always fog on the same | 0.667 | 0.000 |

Against the always fog on own: macro-F1 +0.400 (-0.667 to +1.000), p = 1.000.
";
        assert_eq!(figures_of_rows(&header, &[("own".into(), full_report())]), expected);
    }

    #[test]
    fn figures_of_articles_are_tables() {
        let reports = [("own".to_owned(), ClaimReport::of(&[], 1))];
        let header = ModelHeader { features: 52, ..ModelHeader::default() };
        let claims = figures_of_claims(&header, &reports);
        assert!(claims.starts_with("52 features.\n\n| data |"), "{claims}");
        assert!(
            claims.contains("| own | 0 | 0 | 0.000 | 0.000 | 0.000 (0.000 to 0.000) | 0.000 |"),
            "{claims}"
        );
        let speakers = figures_of_speakers(&header, &reports);
        assert!(speakers.contains("| own | 0 | 0.000 | 0.000 | 0.000 (0.000 to 0.000) |\n"), "{speakers}");
    }

    #[test]
    fn commas_part_thousands() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in cases {
            assert_eq!(thousands(number), expected);
        }
    }
}
