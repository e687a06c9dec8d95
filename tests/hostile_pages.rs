//! Pages made of text from strangers hold no markup but the library's own: nothing in them can run.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use std::fs;

use programs::{Folder, run};

/// Text that would run, or change the page, if any of it got through as markup.
const HOSTILE: [&str; 12] = [
    "<script>document.title='ran'</script>",
    "</title><script>document.title='ran'</script>",
    "</style><script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "\" onmouseover=\"document.title='ran'\" autofocus onfocus=\"document.title='ran'",
    "' onload='document.title=1' x='",
    "<a href=\"javascript:document.title='ran'\">x</a>",
    "<svg/onload=document.title='ran'>",
    "&lt;script&gt;document.title='ran'&lt;/script&gt; &#60;script&#62; &quot;",
    "<!--><script>document.title='ran'</script-->",
    "\0<\0script>document.title='ran'</script>\u{b}\u{1b}",
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>",
];

/// The tags and attributes that pages are made of.
const TAGS: [&str; 49] = [
    "!doctype",
    "blockquote",
    "a",
    "article",
    "b",
    "body",
    "br",
    "caption",
    "circle",
    "code",
    "details",
    "div",
    "dd",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "i",
    "li",
    "line",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "polyline",
    "rect",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "td",
    "title",
    "ul",
];
const MORE_TAGS: [&str; 8] = ["tbody", "text", "tfoot", "th", "thead", "tr", "tspan", "polygon"];

/// The tags of a page, each with its attributes, outside of the style sheet. A page that is well made has
/// no `<` but those that open a tag, and no `>` in an attribute.
fn tags(page: &str) -> Vec<&str> {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (sheet, body) = rest.split_once("</style>").unwrap();
    assert!(!sheet.contains('<'), "the style sheet is the library's own");
    [head, body]
        .into_iter()
        .flat_map(|part| part.split('<').skip(1))
        .map(|tag| tag.split('>').next().unwrap())
        .collect()
}

/// Checks that every tag of the page is one that pages are made of and has no attribute that runs.
fn assert_harmless(page: &str, what: &str) {
    for tag in tags(page) {
        let mut words = tag.trim_matches('/').split_ascii_whitespace();
        let name = words.next().unwrap().to_ascii_lowercase();
        assert!(
            TAGS.contains(&name.as_str()) || MORE_TAGS.contains(&name.as_str()),
            "{what}: the tag <{tag}> is none that pages are made of"
        );
        assert_eq!(tag.matches('"').count() % 2, 0, "{what}: an attribute is torn: <{tag}>");
        // What stands in quotation marks is a value; the rest names attributes.
        let (outside, values): (Vec<_>, Vec<_>) = tag.split('"').enumerate().partition(|(at, _)| at % 2 == 0);
        for attribute in outside.iter().flat_map(|(_, piece)| piece.split_ascii_whitespace()) {
            assert!(!attribute.to_ascii_lowercase().starts_with("on"), "{what}: an event handler: <{tag}>");
            assert!(!attribute.contains('\''), "{what}: a torn attribute: <{tag}>");
        }
        let is_link = outside.iter().any(|(_, piece)| piece.contains("href=") || piece.contains("src="));
        for (_, value) in values {
            let safe = !is_link || value.starts_with('#') || !value.contains(':');
            assert!(safe, "{what}: a link that leads out of the page: <{tag}>");
        }
    }
    assert!(!page.contains('\0') && !page.contains('\u{1b}'), "{what}: a control character");
}

#[test]
fn the_page_of_an_analysis_runs_nothing() {
    let folder = Folder::new("hostile-analysis");
    let articles: String = HOSTILE
        .iter()
        .map(|hostile| {
            // In the content, the cue's neighbourhood, the name of the speaker, the relay, and the id.
            let text = format!(
                "“We never met {hostile} them,” said Ana {hostile} Ferro, the harbour minister.\n\n\
                 Bo “{hostile}” Lind denied that {hostile} was unsafe, Radio {hostile} reported."
            );
            format!("{}\n", serde_json::json!({"id": hostile, "text": text}))
        })
        .collect();
    let file = folder.file("articles.jsonl", articles);
    let page = folder.path("page.html");
    let ended = run("analyze", &["--format", "html", "--out", &page, &file]);
    assert_eq!((ended.status, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    assert_eq!(folder.names(), ["articles.jsonl", "page.html"]);
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("<mark class="), "claims are found in it, so their markup is tried too");
    assert_harmless(&page, "analysis");
}

#[test]
fn the_page_of_an_evaluation_runs_nothing() {
    let folder = Folder::new("hostile-evaluation");
    let labels = ["<svg/onload=document.title='ran'>", "\" onmouseover=\"document.title='ran'"];
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["id", "text", "speaker", "cue", "stance", "group", "domain"]).unwrap();
    for (number, hostile) in HOSTILE.iter().enumerate() {
        for (side, verb) in ["will rain", "rained"].into_iter().enumerate() {
            // Some labels are wrong, so that there are mistakes to show.
            let label = labels[(side + usize::from(number % 5 == 0)) % 2];
            let text = format!("{hostile} said it {verb} in {number} towns.");
            let id = format!("{hostile}{number}{side}");
            let group = format!("{hostile}{number}");
            rows.write_record([id.as_str(), &text, hostile, "said", label, &group, hostile]).unwrap();
        }
    }
    let data = folder.file("<b onclick=x>.csv", rows.into_inner().unwrap());
    let page = folder.path("page.html");
    let arguments =
        ["stance", "--data", &data, "--folds", "3", "--labels", &labels.join(","), "--html", &page];
    let ended = run("evaluate", &[&arguments[..], &["--mistakes", "20", "--slices", "domain"]].concat());
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("&lt;svg/onload"), "labels are shown");
    assert!(page.contains("&lt;script"), "and so is the text of mistakes or slices");
    assert_harmless(&page, "evaluation");
}
