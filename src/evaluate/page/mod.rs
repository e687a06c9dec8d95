//! The report as one HTML page: no script and nothing to load, light or dark as the reader's
//! device is, fit for a phone and for paper.

mod analysis;
pub(super) mod claims;
mod plot;
mod plots;

use super::at_prior::AtPrior;
use super::bootstrap::Interval;
use super::classification::Classification;
use super::comparison::{Comparison, Contrast, shown_p};
use super::ranking::PrecisionRecall;
use super::report::Report;
use super::terminal::shown;
use crate::output::markup::escaped;

/// A confusion matrix of more labels than this has upright headings and narrow columns.
const MANY: usize = 6;

/// The page.
pub(super) fn page(report: &Report) -> String {
    let figures = &report.classification;
    let mut plotted = figures.certainty.as_ref().map(plots::of_certainty).unwrap_or_default();
    if report.learning_curve.len() > 1 {
        plotted.push_str(&plots::learning_curve(&report.learning_curve));
    }
    let plotted = match plotted.is_empty() {
        true => String::new(),
        false => format!("<section class=\"plots\">\n{plotted}</section>\n"),
    };
    let sections = [
        header(report),
        classes(report),
        pair(report.at_prior.as_ref().map(at_prior).unwrap_or_default() + &confusion(figures)),
        plotted,
        pair(answered(figures) + &reliability(figures)),
        analysis::sections(report),
    ]
    .concat();
    whole(&report.title, &sections)
}

/// A page of this title around its sections.
fn whole(title: &str, sections: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n{sections}</main>\n</body>\n</html>\n",
        include_str!("report.css")
    )
}

fn header(report: &Report) -> String {
    let mut details = vec![format!("{} rows", report.classification.rows)];
    details
        .extend(report.details.iter().map(|(name, value)| format!("{}: {}", escaped(name), escaped(value))));
    let figure = |(name, value, interval): (&str, f64, Option<Interval>)| {
        let bounds = interval.map_or_else(String::new, |Interval { low, high }| {
            format!(" <small>{low:.3} to {high:.3}</small>")
        });
        format!("<div><dt>{}</dt><dd>{value:.3}{bounds}</dd></div>\n", escaped(name))
    };
    let figures: String = report.summary().into_iter().map(figure).collect();
    let compared: String = report.compared_with.iter().map(comparison).collect();
    format!(
        "<p>{}</p>\n<dl class=\"figures\">\n{figures}</dl>\n\
         <p>The bounds under a figure hold 95 of 100 resamples of the groups of rows.</p>\n{compared}",
        details.join(" · ")
    )
}

fn comparison(comparison: &Comparison) -> String {
    let Contrast { second, difference, interval: Interval { low, high }, p_value: p, .. } =
        &comparison.macro_f1;
    format!(
        "<p>Against <b>{}</b>, whose macro-F1 is {second:.3}: {difference:+.3} ({low:+.3} to {high:+.3}), \
         {} by approximate randomisation, {} by McNemar.</p>\n",
        escaped(&comparison.names[1]),
        escaped(&shown_p(*p)),
        escaped(&shown_p(comparison.mcnemar.p_value))
    )
}

fn classes(report: &Report) -> String {
    let figures = &report.classification;
    let curves = figures.certainty.as_ref().map(|certain| &certain.curves);
    let row = |(number, class): (usize, &super::ClassScore)| {
        let ranked = curves.and_then(|curves| curves.get(number)).map(|curve| curve.average_precision);
        let others = report.compared_with.iter().map(|one| one.classes.get(number).map_or(0.0, |c| c.second));
        let numbers: String = [class.precision, class.recall, class.f1]
            .into_iter()
            .chain(ranked)
            .chain(others)
            .map(|value| format!("<td>{value:.3}</td>"))
            .collect();
        format!(
            "<tr><th scope=\"row\">{}</th>{numbers}<td>{}</td><td>{}</td></tr>\n",
            escaped(&class.label),
            class.support,
            class.predicted
        )
    };
    let rows: String = figures.classes.iter().enumerate().map(row).collect();
    let mut names: Vec<String> = ["Class", "Precision", "Recall", "F1"].map(str::to_owned).to_vec();
    names.extend(curves.map(|_| "AP".to_owned()));
    names.extend(report.compared_with.iter().map(|one| format!("F1 of {}", one.names[1])));
    names.extend(["Rows", "Predicted"].map(str::to_owned));
    section("Classes", "", "", &heading(names.iter().map(String::as_str)), &rows)
}

fn at_prior(figures: &AtPrior) -> String {
    let row = |class: &super::ClassAtPrior| {
        let numbers: String = [class.share, class.precision, class.recall, class.f1]
            .map(|value| format!("<td>{value:.3}</td>"))
            .concat();
        format!("<tr><th scope=\"row\">{}</th>{numbers}</tr>\n", escaped(&class.label))
    };
    let rows: String = figures.classes.iter().map(row).collect();
    let note = format!(
        "The same answers where the labels have these shares: macro-F1 {:.3}, accuracy {:.3}.",
        figures.macro_f1, figures.accuracy
    );
    section("At other shares", &note, "", &heading(["Class", "Share", "Precision", "Recall", "F1"]), &rows)
}

fn confusion(figures: &Classification) -> String {
    let mut rows = String::new();
    let counts = figures.confusion.counts();
    for (number, (label, counts)) in figures.labels.iter().zip(counts).enumerate() {
        let support = counts.iter().sum::<u64>().max(1);
        rows.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(label)));
        for (column, count) in counts.iter().enumerate() {
            // At most 0.55, so that ink stays readable on it, on light and on dark paper.
            let shade = 0.55 * *count as f64 / support as f64;
            let (class, hue) =
                if column == number { (" class=\"right\"", "37,99,235") } else { ("", "217,119,6") };
            let style = format!("background:rgba({hue},{shade:.3})");
            rows.push_str(&format!("<td{class} style=\"{style}\">{count}</td>"));
        }
        rows.push_str("</tr>\n");
    }
    let names = std::iter::once("Is \\ predicted").chain(figures.labels.iter().map(String::as_str));
    let note = "A row holds the rows of one label, a column what they were taken for. \
                The stronger the shade, the larger the share of its row.";
    let class = if figures.labels.len() > MANY { " class=\"matrix many\"" } else { " class=\"matrix\"" };
    section("Confusion", note, class, &heading(names), &rows)
}

fn answered(figures: &Classification) -> String {
    let Some(certain) = &figures.certainty else { return String::new() };
    let row = |point: super::CoveragePoint| {
        format!(
            "<tr><th scope=\"row\">{:.0} %</th><td>{:.3}</td><td>{:.3}</td></tr>\n",
            point.coverage * 100.0,
            point.risk,
            point.threshold
        )
    };
    let rows: String = shown(&certain.coverage.points).into_iter().map(row).collect();
    section("Abstention", "", "", &heading(["Rows answered", "Wrong", "Threshold"]), &rows)
}

fn reliability(figures: &Classification) -> String {
    let Some(certain) = &figures.certainty else { return String::new() };
    let row = |bin: &super::ReliabilityBin| {
        format!(
            "<tr><th scope=\"row\">{:.1} to {:.1}</th><td>{}</td><td>{:.3}</td><td>{:.3}</td></tr>\n",
            bin.from, bin.to, bin.rows, bin.mean_probability, bin.accuracy
        )
    };
    let rows: String = certain.reliability.bins.iter().filter(|bin| bin.rows > 0).map(row).collect();
    section("Calibration", "", "", &heading(["Probability", "Rows", "Mean", "Right"]), &rows)
}

fn heading<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("<th scope=\"col\">{}</th>", escaped(name))).collect()
}

/// A heading, a note where it is not empty, and a table.
fn section(name: &str, note: &str, attributes: &str, heading: &str, rows: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!("<p>{note}</p>\n") };
    format!(
        "<section>\n<h2>{name}</h2>\n{note}<div class=\"wide\">\n<table{attributes}>\n\
         <thead><tr>{heading}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>\n"
    )
}

/// Sections that stand beside each other where there is room.
fn pair(sections: String) -> String {
    if sections.is_empty() { sections } else { format!("<div class=\"plots\">\n{sections}</div>\n") }
}

/// A plot with its name and a note, which is markup.
fn figure(name: &str, plot: &str, note: &str) -> String {
    format!("<figure>\n<h2>{name}</h2>\n{plot}\n<figcaption>{note}</figcaption>\n</figure>\n")
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{full_report, small_report};

    #[test]
    fn the_page_holds_every_figure_and_escapes_every_word() {
        let page = small_report().to_html();
        let parts = [
            ("<title>Weather &quot;talk&quot;</title>", "the title"),
            ("<h1>Weather &quot;talk&quot;</h1>", "the title again"),
            ("4 rows · data: a&lt;b.csv", "details"),
            ("<dt>macro-F1</dt><dd>0.733 <small>0.333 to 1.000</small></dd>", "a figure"),
            (
                "<th scope=\"row\">&lt;sun &amp; sea&gt;</th><td>0.667</td><td>1.000</td><td>0.800</td><td>1.000</td>",
                "a class",
            ),
            ("<td class=\"right\" style=\"background:rgba(37,99,235,0.275)\">1</td>", "half a row"),
            ("<td style=\"background:rgba(217,119,6,0.000)\">0</td>", "no errors"),
            ("<th scope=\"row\">0.7 to 0.8</th><td>2</td><td>0.750</td><td>0.500</td>", "a bin"),
            ("prefers-color-scheme: dark", "the style sheet"),
        ];
        for (part, reason) in parts {
            assert!(page.contains(part), "{reason}: {part}\n{page}");
        }
        let page = full_report().to_html();
        let parts = [
            ("Against <b>always fog</b>, whose macro-F1 is 0.333: +0.400", "a comparison"),
            ("these shares: macro-F1 0.795, accuracy 0.875", "another prior"),
            ("<h2>By role</h2>", "slices"),
            ("<h2>Learning curve</h2>\n<svg viewBox", "the learning curve"),
            ("Fog &amp; &lt;rain&gt;", "a mistake"),
            ("1 pair of rows", "leakage"),
            ("title=\"cue=shine\">cue `shine`</th>", "a feature to blame"),
        ];
        for (part, reason) in parts {
            assert!(page.contains(part), "{reason}: {part}\n{page}");
        }
        assert_eq!(page.matches("<svg").count(), 4);
        assert!(!page.contains("<sun") && !page.contains("<rain"), "words are escaped");
        for loaded in ["<script", "<link", "src=", "url(", "http"] {
            assert!(!page.contains(loaded), "the page needs nothing else: {loaded}");
        }
    }

    #[test]
    fn every_tag_is_closed() {
        let page = full_report().to_html();
        for tag in [
            "main",
            "section",
            "figure",
            "figcaption",
            "svg",
            "span",
            "ul",
            "li",
            "ol",
            "details",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "dl",
            "div",
            "p",
        ] {
            let opened =
                page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}
