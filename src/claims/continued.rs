//! Quotations without a cue: those that go on with a claim, those that lead up to one, and those
//! that are claims of their own.

use std::collections::BTreeMap;
use std::ops::Range;

use super::claim::{Claim, ClaimKind};
use super::selection::{claim, trimmed};
use crate::text::{Document, QuoteEnding, Span, TokenKind};

/// Fewest words that a quotation without a cue must have to be a claim.
const UNCUED_WORDS: usize = 4;

/// Joins quoted sentences and paragraphs without a cue to the claim that they continue; longer
/// ones with none before them become claims of their own.
pub(super) fn continue_quotations(doc: &Document<'_>, taken: &mut [bool], claims: &mut Vec<Claim>) {
    lead_in(doc, taken, claims);
    // Made when the first quotation asks for it: most articles have none that stands alone.
    let mut by_end: Option<BTreeMap<usize, usize>> = None;
    for (q, quote) in doc.quotes().iter().enumerate() {
        let range = doc.tokens_in(quote.outer);
        if range.is_empty() || range.clone().any(|i| taken[i]) || !stands_alone(doc, &range) {
            continue;
        }
        let Some(piece) = trimmed(doc, range.clone()) else { continue };
        let by_end = by_end.get_or_insert_with(|| places(claims, |claim| Some(end(claim))));
        let before = by_end.range(..=quote.outer.start()).next_back().map(|(_, &i)| i);
        let continued = before.filter(|&i| continues(doc, &claims[i], &range, q));
        let words = range.clone().filter(|&i| doc.tokens()[i].is_word()).count();
        let number = match continued {
            Some(i) => {
                let claim = &mut claims[i];
                let place = claim.content.partition_point(|s| *s < piece.0);
                claim.insert(place, piece);
                i
            }
            None if words >= UNCUED_WORDS => {
                claims.push(claim(doc, std::slice::from_ref(&range), None, 0.5));
                claims.len() - 1
            }
            None => continue,
        };
        range.for_each(|t| taken[t] = true);
        by_end.insert(end(&claims[number]), number);
    }
}

/// Joins paragraphs that open a quotation which is attributed only in a later one.
fn lead_in(doc: &Document<'_>, taken: &mut [bool], claims: &mut [Claim]) {
    let mut by_start: Option<BTreeMap<usize, usize>> = None;
    for (q, quote) in doc.quotes().iter().enumerate().rev() {
        if quote.ending != QuoteEnding::Continued {
            continue;
        }
        let range = doc.tokens_in(quote.outer);
        if range.is_empty() || range.clone().any(|i| taken[i]) {
            continue;
        }
        let Some(next) = doc.quotes().get(q + 1) else { continue };
        let by_start =
            by_start.get_or_insert_with(|| places(claims, |claim| Some(claim.content.first()?.start())));
        let follows = by_start.range(next.outer.start()..next.outer.end()).next().map(|(_, &i)| i);
        if let (Some(i), Some(piece)) = (follows, trimmed(doc, range.clone())) {
            by_start.insert(piece.0.start(), i);
            claims[i].insert(0, piece);
            range.for_each(|t| taken[t] = true);
        }
    }
}

/// The place of each claim, the last where several have the same key.
fn places(claims: &[Claim], key: impl Fn(&Claim) -> Option<usize>) -> BTreeMap<usize, usize> {
    claims.iter().enumerate().filter_map(|(place, claim)| Some((key(claim)?, place))).collect()
}

/// Whether a quotation makes up whole sentences.
fn stands_alone(doc: &Document<'_>, range: &Range<usize>) -> bool {
    let first = doc.sentences().get(doc.sentence_of(range.start)).is_some_and(|s| s.start == range.start);
    let last = doc
        .sentences()
        .get(doc.sentence_of(range.end - 1))
        .is_some_and(|s| (range.end..s.end).all(|i| doc.tokens()[i].kind == TokenKind::Mark));
    first && last
}

/// Whether a quotation without a cue goes on with the claim right before it: in the same
/// paragraph, or in the next one when nothing but quotation stands between.
fn continues(doc: &Document<'_>, claim: &Claim, range: &Range<usize>, quote: usize) -> bool {
    if claim.kind == ClaimKind::Indirect {
        return false;
    }
    let paragraph = doc.paragraph_of(range.start);
    let last_token = claim.content_tokens.end.saturating_sub(1);
    let reopened = quote
        .checked_sub(1)
        .and_then(|q| doc.quotes().get(q))
        .is_some_and(|q| q.ending == QuoteEnding::Continued);
    let opens = doc.paragraphs().get(paragraph).is_some_and(|p| p.start == range.start);
    match paragraph.checked_sub(doc.paragraph_of(last_token)) {
        Some(0) => doc.sentence_of(range.start) <= doc.sentence_of(last_token.max(cue_end(claim))) + 1,
        Some(1) => reopened || claim.kind == ClaimKind::Direct && opens,
        _ => false,
    }
}

/// Last token of a claim's cue; the first token of the text if it has none.
fn cue_end(claim: &Claim) -> usize {
    claim.cue_tokens.as_ref().map_or(0, |cue| cue.end.saturating_sub(1))
}

/// Where a claim ends: behind its content and its cue.
fn end(claim: &Claim) -> usize {
    let content = claim.content.last().map_or(0, |s| s.end());
    content.max(claim.cue.map_or(0, Span::end))
}
