//! News of any length, the same on every machine: the marked articles of `training-data/` without
//! their marks, in a new order each time they have all been used.

use sayso::data::MarkedArticle;
use sayso::learn::SplitMix64;
use sayso::text::Document;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/training-data/articles");
const SEED: u64 = 7;

/// Articles without end.
pub fn endless() -> impl Iterator<Item = String> {
    let read = MarkedArticle::read_folder(FOLDER);
    let mut texts: Vec<String> =
        read.unwrap_or_else(|error| panic!("{error}")).into_iter().map(|article| article.text).collect();
    let mut rng = SplitMix64::new(SEED);
    let mut next = texts.len();
    std::iter::from_fn(move || {
        if next == texts.len() {
            rng.shuffle(&mut texts);
            next = 0;
        }
        next += 1;
        texts.get(next - 1).cloned()
    })
}

/// Whole articles, `bytes` bytes of them or a little more.
pub fn articles(bytes: usize) -> Vec<String> {
    let mut length = 0;
    let is_wanted = |text: &String| {
        let is_wanted = length < bytes;
        length += text.len();
        is_wanted
    };
    endless().take_while(is_wanted).collect()
}

/// One article of `bytes` bytes, up to three fewer: articles joined, the last cut off.
pub fn article(bytes: usize) -> String {
    let mut text = articles(bytes).join("\n\n");
    text.truncate(boundary(&text, bytes));
    text
}

/// `bytes` bytes in articles of `length` each: what a run over many short or long articles reads.
pub fn articles_of(length: usize, bytes: usize) -> Vec<String> {
    let all = article(bytes.max(length));
    let mut articles = Vec::new();
    let mut rest = all.as_str();
    while !rest.is_empty() {
        let (one, others) = rest.split_at(boundary(rest, length));
        articles.push(one.to_owned());
        rest = others;
    }
    articles
}

/// The sentences of `bytes` bytes of news.
pub fn sentences(bytes: usize) -> Vec<String> {
    let mut found = Vec::new();
    for text in articles(bytes) {
        let doc = Document::new(&text);
        found.extend(doc.sentences().iter().map(|range| doc.span(range.clone()).of(&text).to_owned()));
    }
    found
}

/// The last boundary between characters up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
}
