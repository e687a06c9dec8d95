//! What a report says beyond its figures, as parts of the page: slices, leakage, mistakes.

use super::{escaped, heading, section};
use crate::evaluate::leakage::Leakage;
use crate::evaluate::mistakes::{Mistake, Mistakes, Neighbour, Reason};
use crate::evaluate::report::Report;
use crate::evaluate::slices::{Slice, Slices};

/// Of the parts by one column, so many are shown.
const SLICES: usize = 20;

pub(super) fn sections(report: &Report) -> String {
    let mut parts = super::pair(report.slices.iter().map(slices).collect());
    parts.extend(report.leakage.as_ref().map(leakage));
    parts.extend(report.mistakes.as_ref().map(mistakes));
    parts
}

fn slices(slices: &Slices) -> String {
    let row = |slice: &Slice| {
        let interval = slice.interval;
        // A bar from 0 to the figure, and a thin one over its interval.
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{:.3}</td>\
             <td><span class=\"bar\"><b style=\"width:{:.1}%\"></b>\
             <i style=\"left:{:.1}%;width:{:.1}%\"></i></span></td>\
             <td>{:.3} to {:.3}</td><td>{:.3}</td></tr>\n",
            escaped(&slice.value),
            slice.rows,
            slice.macro_f1,
            slice.macro_f1 * 100.0,
            interval.low * 100.0,
            (interval.high - interval.low) * 100.0,
            interval.low,
            interval.high,
            slice.accuracy
        )
    };
    let rows: String = slices.slices.iter().take(SLICES).map(row).collect();
    let names = ["", "Rows", "Macro-F1", "", "95 %", "Accuracy"];
    let note = match slices.slices.len().saturating_sub(SLICES) {
        0 => "The worst first.".to_owned(),
        more => format!("The worst first; {more} better ones are left out."),
    };
    section(&format!("By {}", escaped(&slices.column)), &note, " class=\"slices\"", &heading(names), &rows)
}

fn leakage(leakage: &Leakage) -> String {
    let Leakage { pairs, rows, share, closest } = leakage;
    let plural = if *pairs == 1 { "pair" } else { "pairs" };
    let note = format!(
        "{pairs} {plural} of rows in different folds say almost the same: {rows} rows, {:.1} %.",
        share * 100.0
    );
    if closest.is_empty() {
        return format!("<section>\n<h2>Near duplicates</h2>\n<p>{note}</p>\n</section>\n");
    }
    let row = |pair: &crate::evaluate::LeakingPair| {
        let [a, b] = pair.ids.each_ref().map(|id| escaped(id));
        format!("<tr><th scope=\"row\">{a}</th><td>{b}</td><td>{:.2}</td></tr>\n", pair.jaccard)
    };
    let rows: String = closest.iter().map(row).collect();
    section("Near duplicates", &note, "", &heading(["Row", "Row", "Alike"]), &rows)
}

fn mistakes(mistakes: &Mistakes) -> String {
    let items: String = mistakes.surest.iter().map(mistake).collect();
    let list = format!(
        "<section>\n<h2>Mistakes</h2>\n<p>{} rows went wrong; these are the ones that the model was \
         surest of, with what pulled it to the wrong label (+) or away from it (−), and the rows \
         most like them among those it had seen.</p>\n<ol class=\"mistakes\">\n{items}</ol>\n</section>\n",
        mistakes.count
    );
    if mistakes.blamed.is_empty() {
        return list;
    }
    let row = |feature: &crate::evaluate::BlamedFeature| {
        format!(
            "<tr><th scope=\"row\" title=\"{}\">{}</th><td>{:.2}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&feature.feature),
            escaped(&feature.meaning),
            feature.pull,
            feature.mistakes,
            feature.right
        )
    };
    let rows: String = mistakes.blamed.iter().map(row).collect();
    let note = "What pulled most towards wrong labels, over all mistakes, of the features with which \
                rows go wrong more often than at large.";
    let names = ["Feature", "Pull", "Mistakes", "Right"];
    list + &section("Features to blame", note, " class=\"features\"", &heading(names), &rows)
}

fn mistake(mistake: &Mistake) -> String {
    let reason = |reason: &Reason| {
        let words = reason.words.as_ref().map(|words| format!(": “{}”", escaped(words))).unwrap_or_default();
        let sign = if reason.pull < 0.0 { '−' } else { '+' };
        format!(
            "<li title=\"{}\"><b>{sign}{:.2}</b> {}{words}</li>\n",
            escaped(&reason.feature),
            reason.pull.abs(),
            escaped(&reason.meaning)
        )
    };
    let near = |near: &Neighbour| {
        format!(
            "<li><b>{}</b> {} <small>{}, {:.2}</small></li>\n",
            escaped(&near.label),
            escaped(&near.text),
            escaped(&near.id),
            near.likeness
        )
    };
    let list = |class: &str, items: String| match items.is_empty() {
        true => String::new(),
        false => format!("<ul class=\"{class}\">\n{items}</ul>\n"),
    };
    format!(
        "<li><p><b>{}</b>, taken for <b>{}</b> at {:.2} <small>{}, line {}</small></p>\n\
         <blockquote>{}</blockquote>\n{}{}</li>\n",
        escaped(&mistake.gold),
        escaped(&mistake.predicted),
        mistake.probability,
        escaped(&mistake.id),
        mistake.line,
        marked(mistake),
        list("reasons", mistake.reasons.iter().map(reason).collect()),
        list("near", mistake.nearest.iter().map(near).collect())
    )
}

/// The passage with its content marked.
fn marked(mistake: &Mistake) -> String {
    let (text, mut at, mut out) = (&mistake.text, 0, String::new());
    for span in &mistake.content {
        let (Some(before), Some(words)) = (text.get(at..span.start()), text.get(span.range())) else {
            continue;
        };
        out.push_str(&format!("{}<mark>{}</mark>", escaped(before), escaped(words)));
        at = span.end();
    }
    out + &escaped(text.get(at..).unwrap_or(""))
}
