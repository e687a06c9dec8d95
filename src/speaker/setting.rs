//! Where a claim stands: the tokens of its cue, its content and what is round them, which all of its
//! candidates are measured against.

use std::ops::Range;

use super::facts::is_odd;
use crate::claims::{Claim, Frame};
use crate::text::{Class, Document, Mark, TokenKind};

/// Most tokens of a phrase that opens a sentence.
const LONGEST_OPENING: usize = 14;

/// Where a claim stands: what all its candidates are measured against.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// Tokens of the content.
    pub content: Vec<Range<usize>>,
    /// The token from which distances are counted: the cue, or the start of the content.
    pub at: usize,
    /// Tokens of the cue; empty at the start of the content where there is none.
    pub cue: Range<usize>,
    /// First token behind content and cue.
    pub end: usize,
    /// Tokens of the sentence of the cue.
    pub sentence: Range<usize>,
    /// The phrase that opens this sentence, where one can be told.
    pub opening: Option<Range<usize>>,
    /// Tokens of the paragraph of `at`.
    pub paragraph: Range<usize>,
    /// Whether what was taken for the subject does not read as somebody who speaks.
    pub odd_subject: bool,
    /// Whether the cue is an infinitive (`to say`).
    pub infinitive: bool,
    /// The relative pronoun right before the cue.
    pub relative: Option<usize>,
    /// Whether the cue is a bare participle (`, saying`).
    pub participle: bool,
    /// Whether a quotation without a cue follows the claim before with no word between.
    pub goes_on: bool,
    /// The sentence that leads to a quotation without a cue by a colon; else empty.
    pub introduction: Range<usize>,
}

impl Setting {
    /// Reads where `claim` stands; the claims before it end at token `end_before`.
    pub(super) fn of(doc: &Document<'_>, claim: &Claim, end_before: usize) -> Setting {
        let content = claim.pieces(doc);
        let at =
            claim.cue_tokens.as_ref().map_or_else(|| content.first().map_or(0, |r| r.start), |c| c.start);
        let cue = claim.cue_tokens.clone().unwrap_or(at..at);
        let end = content.last().map_or(at, |r| r.end).max(cue.end);
        let sentence = doc.sentences().get(doc.sentence_of(at)).cloned().unwrap_or(at..at);
        let opening = opening(doc, &sentence, &cue);
        let participle = cue.clone().next().is_some_and(|i| doc.word(i).ends_with("ing"));
        let uncued = claim.frame == Frame::Uncued;
        let words = |range: Range<usize>| range.into_iter().any(|i| doc.tokens()[i].is_word());
        let goes_on = uncued && end_before > 0 && end_before <= at && !words(end_before..at);
        let introduction = if uncued { introduction(doc, at) } else { 0..0 };
        Setting {
            paragraph: paragraph(doc, at),
            odd_subject: claim.subject.as_ref().is_some_and(|subject| is_odd(doc, subject)),
            infinitive: cue.clone().next().is_some_and(|i| doc.word(i) == "to"),
            relative: relative(doc, &cue),
            content,
            at,
            cue,
            end,
            sentence,
            opening,
            participle,
            goes_on,
            introduction,
        }
    }

    /// Whether the claim may be attributed to these tokens: they are no part of what is said.
    pub(super) fn is_outside(&self, doc: &Document<'_>, range: &Range<usize>) -> bool {
        !range.is_empty()
            && !self.content.iter().any(|c| c.start < range.end && range.start < c.end)
            && doc.quote_at(range.end - 1).is_none()
    }
}

/// The tokens that stand in the same paragraph as token `at`.
fn paragraph(doc: &Document<'_>, at: usize) -> Range<usize> {
    let place = doc.paragraph_of(at);
    let end = |place: usize| doc.paragraphs().get(place).map(|paragraph| paragraph.end);
    place.checked_sub(1).and_then(end).unwrap_or(0)..end(place).unwrap_or(usize::MAX)
}

/// `Rao went on:` before a quotation that begins at token `at`.
fn introduction(doc: &Document<'_>, at: usize) -> Range<usize> {
    let Some(last) = (at.saturating_sub(4)..at).rev().find(|&i| doc.has_mark(i, Mark::Colon)) else {
        return 0..0;
    };
    if (last..at).any(|i| doc.tokens()[i].is_word()) {
        return 0..0;
    }
    doc.sentences().get(doc.sentence_of(last)).map_or(0..0, |s| s.start..last)
}

/// `officials who had warned`: the relative pronoun with nothing but auxiliaries and adverbs
/// between it and the cue.
fn relative(doc: &Document<'_>, cue: &Range<usize>) -> Option<usize> {
    let between =
        |i: usize| doc.tokens()[i].is(Class::AUXILIARY.or(Class::ADVERB)) || doc.word(i).ends_with("ly");
    let mut i = cue.start;
    while i > 0 && cue.start - i < 5 {
        i -= 1;
        if doc.tokens()[i].is(Class::RELATIVE) {
            return doc.quote_at(i).is_none().then_some(i);
        }
        if !between(i) {
            return None;
        }
    }
    None
}

/// The noun phrase that opens a sentence before its first verb: behind `In Oslo,` and the like.
pub(super) fn opening(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let tokens = doc.tokens();
    let mut start = sentence.start;
    let introduces = |i: usize| {
        let word = doc.word(i);
        tokens[i].is(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::ADVERB))
            && !tokens[i].is(Class::DETERMINER)
            || word.ends_with("ing")
    };
    if start < sentence.end && introduces(start) {
        let limit = sentence.end.min(start + 2 * LONGEST_OPENING);
        start = (start..limit).find(|&i| doc.has_mark(i, Mark::Comma))? + 1;
    }
    if start < sentence.end && tokens[start].is(Class::CONJUNCTION) {
        start += 1;
    }
    let verb = |i: usize| {
        let small = tokens[i].is_word() && !tokens[i].is_capital();
        small
            && (tokens[i].is(Class::AUXILIARY.or(Class::VERB)) && !tokens[i].is(Class::CLITIC)
                || doc.word(i).ends_with("ed") && i > start
                || matches!(doc.word(i), "said" | "says" | "told" | "tells"))
    };
    let ends = |i: usize| {
        verb(i)
            || cue.contains(&i)
            || doc.has_mark(i, Mark::Comma)
            || doc.quote_at(i).is_some()
            || tokens[i].is(Class::RELATIVE)
    };
    let limit = sentence.end.min(start + LONGEST_OPENING);
    let end = (start..limit).find(|&i| ends(i))?;
    let words = (start..end)
        .all(|i| tokens[i].kind != TokenKind::Mark || matches!(doc.word(i), "." | "'" | "\u{2019}" | "-"));
    (end > start && words && end <= cue.start.max(start + 1)).then_some(start..end)
}
