//! Text from anywhere: articles and lone sentences.

use sayso::output::{Analyzed, CsvTable, HtmlPage, Offsets, TextListing, write_json_line};
use sayso::stance::{ClaimView, LexiconClassifier, StanceClassifier, Stems};
use sayso::text::{Document, Span};
use sayso::{Analysis, Analyzer};

/// Analyses the bytes as an article and writes what was found in every format.
pub(crate) fn analyze(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let analysis = Analyzer::pretrained().analyze(&text);
    check(&text, &analysis);
    let article = Analyzed { id: &text, text: &text, analysis: &analysis };
    json_says_what_was_found(&article);
    csv_has_a_row_for_each_claim(&article);
    the_page_shows_the_text_and_runs_nothing(&article);
    TextListing::new(80).write(&mut Vec::new(), &article).unwrap();
}

/// Classifies the bytes as a lone sentence.
pub(crate) fn classify(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let classifier = StanceClassifier::pretrained();
    let found = classifier.classify(&text);
    assert!((found.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", found.probabilities);
    LexiconClassifier.classify(&text);

    // A caller may name any places of the text, those of another text too.
    let doc = Document::new(&text);
    let place = |at: usize| data.get(at).map_or(0, |byte| usize::from(*byte));
    let span = |at: usize| Span::new(place(at), place(at + 1));
    let content = [span(0), span(2)];
    let view =
        ClaimView { doc: &doc, content: &content, cue: Some(span(4)), speaker: Some(span(6)), lone: false };
    let explained = classifier.explain(&view, place(8), &mut Stems::new());
    assert!(explained.score().is_finite(), "{explained:?}");
}

/// Asserts what holds of every analysis.
fn check(text: &str, analysis: &Analysis) {
    let mut contents: Vec<Span> = Vec::new();
    for claim in analysis.claims() {
        assert!(!claim.content().is_empty());
        contents.extend(claim.content());
        let speaker = claim.speaker();
        let others = claim.cue().into_iter().chain(speaker.and_then(|s| s.mention()));
        let named = speaker.into_iter().flat_map(|s| s.title().into_iter().chain(s.affiliation()));
        for span in claim.content().iter().copied().chain(others).chain(named) {
            let words = text.get(span.range());
            assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
        }
        let p = claim.probabilities();
        assert!((p.concern + p.denial + p.warning + p.other - 1.0).abs() < 1e-9, "{p:?}");
        assert!((0.0..=1.0).contains(&claim.probability()));
    }
    assert!(analysis.claims().is_sorted_by_key(|claim| claim.content()[0].start()));
    contents.sort();
    assert!(contents.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{contents:?} of {text:?}");
    for span in analysis.repaired_quotes() {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
}

fn json_says_what_was_found(article: &Analyzed<'_>) {
    let utf16: Vec<u16> = article.text.encode_utf16().collect();
    for unit in [Offsets::Bytes, Offsets::Chars, Offsets::Utf16] {
        let mut line = Vec::new();
        write_json_line(&mut line, article, unit).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(read["id"], article.id);
        for (claim, written) in article.analysis.claims().iter().zip(read["claims"].as_array().unwrap()) {
            let pieces: Vec<(usize, usize)> = serde_json::from_value(written["content"].clone()).unwrap();
            for (span, (start, end)) in claim.content().iter().zip(pieces) {
                let words = match unit {
                    Offsets::Bytes => article.text[start..end].to_owned(),
                    Offsets::Chars => article.text.chars().skip(start).take(end - start).collect(),
                    Offsets::Utf16 => String::from_utf16(&utf16[start..end]).unwrap(),
                };
                assert_eq!(words, span.of(article.text), "{unit:?}");
            }
        }
    }
}

fn csv_has_a_row_for_each_claim(article: &Analyzed<'_>) {
    let mut written = Vec::new();
    let mut table = CsvTable::new(&mut written, Offsets::Bytes).unwrap();
    table.write(article).unwrap();
    drop(table);
    let mut reader = csv::Reader::from_reader(written.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), article.analysis.claims().len());
}

fn the_page_shows_the_text_and_runs_nothing(article: &Analyzed<'_>) {
    let mut written = Vec::new();
    let mut page = HtmlPage::new(&mut written, article.text).unwrap();
    page.write(article).unwrap();
    page.finish().unwrap();
    let page = String::from_utf8(written).unwrap();
    for tag in page.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        let is_known = TAGS.contains(&tag.split(' ').next().unwrap().trim_start_matches('/'));
        // Between the values stand the names: ` class=`, ` title=`; before the first, that of the tag.
        let names = tag.split('"').step_by(2).flat_map(|piece| piece.split(' ')).filter(|n| n.ends_with('='));
        let has_known = names.map(|name| name.trim_end_matches('=')).all(|name| ATTRIBUTES.contains(&name));
        assert!(is_known && has_known && tag.matches('"').count() % 2 == 0, "<{tag}>");
    }
    let (_, body) = page.split_once("<div class=\"text\">").unwrap();
    let (body, _) = body.split_once("</div>").unwrap();
    let mut pieces = body.split("<a class=\"number\"");
    let mut shown = without_tags(pieces.next().unwrap());
    for piece in pieces {
        shown.push_str(&without_tags(piece.split_once("</a>").unwrap().1));
    }
    let expected = article.text.chars().filter(|c| *c != '\r');
    let expected = expected.map(|c| if c.is_control() && !"\n\t".contains(c) { '\u{fffd}' } else { c });
    assert_eq!(shown, expected.collect::<String>());
}

/// All that pages are made of.
const TAGS: [&str; 19] = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "article", "div", "p",
    "ol", "li", "a", "mark", "span", "b",
];
const ATTRIBUTES: [&str; 8] = ["lang", "charset", "name", "content", "class", "id", "href", "title"];

fn without_tags(markup: &str) -> String {
    let mut words = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        rest = tag.split_once('>').unwrap().1;
    }
    words.push_str(rest);
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    marks.iter().fold(words, |words, (escaped, plain)| words.replace(escaped, plain))
}
