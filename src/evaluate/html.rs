//! The report as one HTML page: no script and nothing to load, light or dark as the reader's
//! device is, fit for a phone and for paper.

use super::bootstrap::Interval;
use super::certainty::Certainty;
use super::classification::Classification;
use super::report::Report;

/// The page.
pub(super) fn page(report: &Report) -> String {
    let figures = &report.classification;
    let title = escaped(&report.title);
    let reliability = figures.certainty.as_ref().map(reliability).unwrap_or_default();
    let sections = [header(report), classes(figures), confusion(figures), reliability].concat();
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
    format!(
        "<p>{}</p>\n<dl class=\"figures\">\n{figures}</dl>\n\
         <p>The bounds under a figure hold 95 of 100 resamples of the groups of rows.</p>\n",
        details.join(" · ")
    )
}

fn classes(figures: &Classification) -> String {
    let row = |class: &super::ClassScore| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{:.3}</td><td>{:.3}</td><td>{:.3}</td>\
             <td>{}</td><td>{}</td></tr>\n",
            escaped(&class.label),
            class.precision,
            class.recall,
            class.f1,
            class.support,
            class.predicted
        )
    };
    let rows: String = figures.classes.iter().map(row).collect();
    let names = ["Class", "Precision", "Recall", "F1", "Rows", "Predicted"];
    section("Classes", "", "", &heading(names), &rows)
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
    section("Confusion", note, " class=\"matrix\"", &heading(names), &rows)
}

fn reliability(figures: &Certainty) -> String {
    let row = |bin: &super::ReliabilityBin| {
        format!(
            "<tr><th scope=\"row\">{:.1} to {:.1}</th><td>{}</td><td>{:.3}</td><td>{:.3}</td>\
             <td><meter value=\"{:.3}\">{1} rows</meter></td></tr>\n",
            bin.from, bin.to, bin.rows, bin.mean_probability, bin.accuracy, bin.accuracy
        )
    };
    let bins = figures.reliability.bins.iter().filter(|bin| bin.rows > 0);
    let rows: String = bins.map(row).collect();
    let names = ["Probability", "Rows", "Mean", "Right", ""];
    let note = "Rows by the probability of their likeliest label. \
                Where the share of right ones equals the mean, the probability means what it says.";
    section("Reliability", note, "", &heading(names), &rows)
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

/// `text` with the characters that mean something in HTML replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::small_report;

    #[test]
    fn the_page_holds_every_figure_and_escapes_every_word() {
        let page = small_report().to_html();
        let parts = [
            ("<title>Weather &quot;talk&quot;</title>", "the title"),
            ("<h1>Weather &quot;talk&quot;</h1>", "the title again"),
            ("4 rows · data: a&lt;b.csv", "details"),
            ("<dt>macro-F1</dt><dd>0.733 <small>0.333 to 1.000</small></dd>", "a figure"),
            ("<th scope=\"row\">&lt;sun &amp; sea&gt;</th><td>0.667</td><td>1.000</td>", "a class"),
            ("<td class=\"right\" style=\"background:rgba(37,99,235,0.275)\">1</td>", "half a row"),
            ("<td style=\"background:rgba(217,119,6,0.000)\">0</td>", "no errors"),
            ("<th scope=\"row\">0.7 to 0.8</th><td>2</td><td>0.750</td><td>0.500</td>", "a bin"),
            ("prefers-color-scheme: dark", "the style sheet"),
        ];
        for (part, reason) in parts {
            assert!(page.contains(part), "{reason}: {part}\n{page}");
        }
        assert!(!page.contains("<sun"), "labels are escaped");
        for loaded in ["<script", "<link", "src=", "url(", "http"] {
            assert!(!page.contains(loaded), "the page needs nothing else: {loaded}");
        }
    }

    #[test]
    fn every_tag_is_closed() {
        let page = small_report().to_html();
        for tag in ["main", "section", "table", "thead", "tbody", "tr", "th", "td", "dl", "div", "p"] {
            let opened =
                page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}
