//! The page of a report of claims and their speakers.

use super::{escaped, heading, pair, section, whole};
use crate::evaluate::bootstrap::Interval;
use crate::evaluate::claim_report::{ClaimReport, Ratio};

/// The page; `details` are names and values that its reader should know.
pub(in crate::evaluate) fn page(title: &str, details: &[(String, String)], report: &ClaimReport) -> String {
    whole(title, &[header(details, report), pair(figures(report) + &kinds(report))].concat())
}

fn header(details: &[(String, String)], report: &ClaimReport) -> String {
    let n = &report.counts;
    let mut words = vec![format!(
        "{} articles, {} claims, {} found, {} of them right",
        report.articles, n.gold, n.predicted, n.matched
    )];
    words.extend(details.iter().map(|(name, value)| format!("{}: {}", escaped(name), escaped(value))));
    let scores = &report.scores;
    let figure = |(name, value, interval): (&str, f64, Option<Interval>)| {
        let bounds = interval.map_or_else(String::new, |Interval { low, high }| {
            format!(" <small>{low:.3} to {high:.3}</small>")
        });
        format!("<div><dt>{name}</dt><dd>{value:.3}{bounds}</dd></div>\n")
    };
    let shown = [
        ("claims, F1", scores.claims.f1, Some(report.claims_f1_interval)),
        ("claim and speaker, F1", scores.end_to_end.f1, Some(report.end_to_end_f1_interval)),
        ("words of content, F1", scores.words.f1, None),
        ("right speaker, of matched", scores.speaker_overlap.recall, None),
    ];
    let shown: String = shown.into_iter().map(figure).collect();
    format!(
        "<p>{}</p>\n<dl class=\"figures\">\n{shown}</dl>\n\
         <p>The bounds under a figure hold 95 of 100 resamples of the articles.</p>\n",
        words.join(" · ")
    )
}

fn figures(report: &ClaimReport) -> String {
    let scores = &report.scores;
    let rows = [
        ("words of content", scores.words),
        ("claims", scores.claims),
        ("speaker, overlap", scores.speaker_overlap),
        ("speaker, exact", scores.speaker_exact),
        ("claim and speaker", scores.end_to_end),
        ("claim and speaker, exact", scores.end_to_end_exact),
    ];
    let row = |(name, Ratio { precision, recall, f1 }): (&str, Ratio)| {
        format!(
            "<tr><th scope=\"row\">{name}</th><td>{precision:.3}</td><td>{recall:.3}</td><td>{f1:.3}</td></tr>\n"
        )
    };
    let rows: String = rows.into_iter().map(row).collect();
    let note = "Claims match where they share half of the words that either has.";
    section("Figures", note, "", &heading(["", "Precision", "Recall", "F1"]), &rows)
}

fn kinds(report: &ClaimReport) -> String {
    let (n, scores) = (&report.counts, &report.scores);
    let rows = [
        ("direct", n.direct.gold, scores.direct_recall),
        ("mixed", n.mixed.gold, scores.mixed_recall),
        ("indirect", n.indirect.gold, scores.indirect_recall),
    ];
    let row = |(name, claims, recall): (&str, u64, f64)| {
        format!(
            "<tr><th scope=\"row\">{name}</th><td>{claims}</td><td>{recall:.3}</td>\
             <td><span class=\"bar\"><b style=\"width:{:.1}%\"></b></span></td></tr>\n",
            recall * 100.0
        )
    };
    let rows: String = rows.into_iter().map(row).collect();
    let note = "How much of a claim stands between quotation marks: all, part, nothing.";
    section("By kind", note, "", &heading(["", "Claims", "Recall", ""]), &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_the_figures() {
        let details = [("data".to_owned(), "a<b".to_owned())];
        let page = page("Claims & speakers", &details, &ClaimReport::of(&[], 1));
        let parts = [
            ("<title>Claims &amp; speakers</title>", "the title"),
            ("0 articles, 0 claims, 0 found, 0 of them right · data: a&lt;b", "details"),
            ("<dt>claims, F1</dt><dd>0.000 <small>0.000 to 0.000</small></dd>", "a figure"),
            ("<th scope=\"row\">mixed</th><td>0</td><td>0.000</td>", "a kind"),
        ];
        for (part, reason) in parts {
            assert!(page.contains(part), "{reason}: {part}\n{page}");
        }
    }
}
