//! Relays: outlets that only pass on what somebody else said.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use crate::claims::Claim;
use crate::text::{Class, Document, Span, fold};

/// The outlet that passes on `claim`: `told the BBC`, `, according to Yonhap` beside a cue of its own.
pub(crate) fn relay(doc: &Document<'_>, claim: &Claim, mention: Option<&Range<usize>>) -> Option<Span> {
    let cue = claim.cue_tokens.clone()?;
    let unit = doc.sentences().get(doc.sentence_of(cue.start))?.clone();
    let content: Vec<Range<usize>> = claim.content.iter().map(|s| doc.tokens_in(*s)).collect();
    let free = |i: usize| !content.iter().any(|c| c.contains(&i)) && doc.quote_at(i).is_none();
    let own_is_according = doc.word(cue.start).eq_ignore_ascii_case("according");
    for i in cue.start..unit.end {
        if !free(i) {
            continue;
        }
        let start = match doc.word(i).to_ascii_lowercase().as_str() {
            "told" | "tells" | "telling" | "tell" if cue.contains(&i) => i + 1,
            "according" if !own_is_according => i + 2,
            "with" | "to" if i > cue.start && is_occasion_before(doc, i) => i + 1,
            _ => continue,
        };
        if let Some(found) = outlet(doc, start, unit.end).filter(|r| free(r.start) && mention.is_none_or(|m| m.end <= r.start || r.end <= m.start)) {
            return Some(doc.span(found));
        }
    }
    None
}

/// `in an interview with`, `speaking to`, `in remarks to`.
fn is_occasion_before(doc: &Document<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|k| ["interview", "speaking", "remarks", "statement", "comments"].contains(&doc.word(k)))
}

/// A name that starts at `start` and is not a person's: an outlet or body.
fn outlet(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let words = SpeakerWords::english();
    let mut i = start;
    if doc.tokens().get(i)?.is(Class::DETERMINER) {
        i += 1;
    }
    let first = i;
    let mut folded = String::new();
    let mut media = first > start;
    while i < limit {
        let token = doc.tokens().get(i)?;
        if !token.is_capital() && !doc.word(i).eq_ignore_ascii_case("of") || token.is(Class::WEEKDAY) || doc.quote_at(i).is_some() {
            break;
        }
        fold(doc.word(i), &mut folded);
        media |= words.is("organisation", &folded) || token.case == crate::text::Case::Upper;
        i += 1;
    }
    // One name without a sign of a person (`told Yonhap`) passes, two need a sign of a body.
    (i > first && (media || i - first == 1)).then_some(first..i)
}
