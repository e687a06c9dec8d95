//! Tests of who is found to speak: names and pronouns in small invented articles, and what may
//! be a candidate at all. Claims are made by hand, so that no model is needed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod candidates;
mod names;
mod people;
mod relay;
mod resolve;

use std::ops::Range;

use super::attribution::Attribution;
use super::names::Names;
use super::resolve::{Resolved, resolve};
use crate::claims::{Claim, ClaimKind, Frame};
use crate::text::{Document, Span};

/// Token range of the first place at or after byte `from` where `words` stand.
fn find(doc: &Document<'_>, words: &str, from: usize) -> Range<usize> {
    let rest = doc.text().get(from..).unwrap();
    let start = from + rest.find(words).unwrap_or_else(|| panic_with(words, rest));
    doc.tokens_in(Span::new(start, start + words.len()))
}

#[allow(clippy::panic)]
fn panic_with(words: &str, rest: &str) -> usize {
    panic!("`{words}` does not stand in `{rest}`")
}

/// A claim whose parts are these words of the text.
fn claim(doc: &Document<'_>, content: &str, cue: &str, subject: &str, frame: Frame) -> Claim {
    let place = |words: &str| (!words.is_empty()).then(|| find(doc, words, 0));
    let cue_tokens = place(cue);
    Claim {
        kind: ClaimKind::Direct,
        content: vec![doc.span(find(doc, content, 0))],
        cue: cue_tokens.clone().map(|c| doc.span(c)),
        probability: 1.0,
        content_tokens: find(doc, content, 0),
        subject: place(subject),
        cue_tokens,
        frame,
    }
}

/// What the speakers with these mentions, in the order of the text, are resolved to. A mention
/// may be given with the `said …` behind it, to tell it from the same words elsewhere.
fn resolved(text: &str, mentions: &[&str]) -> Vec<Resolved> {
    let doc = Document::new(text);
    let names = Names::of(&doc);
    let mut from = 0;
    let mut claims = Vec::new();
    let mut attributions = Vec::new();
    for mention in mentions {
        let whole = find(&doc, mention, from);
        let words = mention.split(" said").next().unwrap();
        let range = find(&doc, words, doc.span(whole).start());
        from = doc.span(range.clone()).end();
        let opening = 0..1;
        claims.push(Claim {
            kind: ClaimKind::Indirect,
            content: vec![doc.span(opening.clone())],
            cue: None,
            probability: 1.0,
            content_tokens: opening,
            subject: Some(range.clone()),
            cue_tokens: None,
            frame: Frame::That,
        });
        attributions.push(Attribution {
            mention: Some(range),
            carried: false,
            nested: false,
            probability: 1.0,
        });
    }
    resolve(&doc, &names, &attributions).into_iter().map(Option::unwrap).collect()
}

/// A text, its mentions with what each is resolved to, and the reason for the case.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str);

/// Checks the names of a table.
fn check(cases: &[Case<'_>]) {
    for (text, expected, reason) in cases {
        let mentions: Vec<&str> = expected.iter().map(|(m, _)| *m).collect();
        let found = resolved(text, &mentions);
        for ((mention, name), resolved) in expected.iter().zip(&found) {
            assert_eq!(&resolved.name, name, "{reason}: `{mention}` in: {text}");
        }
    }
}
