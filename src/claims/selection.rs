//! Which candidates become claims where they exclude each other.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::{Claim, ClaimKind, Frame};
use super::continued::continue_quotations;
use super::lexicon::{CueEntry, CueKind, Form, Frames};
use super::surroundings::is_speech;
use crate::text::{Document, Span, TokenKind};

/// Least probability of a report that is preferred to what it reports.
const LIKELY: f64 = 0.5;
/// A report that opens what an outlet passes on need not be as likely.
const PASSED_ON: f64 = 0.3;

/// How much higher such a report ranks.
const OUTER: f64 = 1e-6;

/// A candidate that the gate lets through.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// By which candidates that exclude each other are chosen: the probability or more.
    pub rank: f64,
    pub probability: f64,
    pub candidate: Candidate,
}

/// The likeliest candidates whose contents do not overlap, as claims, with the quotations that
/// continue them.
pub(super) fn select(doc: &Document<'_>, scored: &[Scored]) -> Vec<Claim> {
    let mut order: Vec<(usize, &Scored)> = scored.iter().enumerate().collect();
    order.sort_unstable_by(|(i, a), (k, b)| {
        let place = |s: &Scored| s.candidate.cue.start;
        b.rank.total_cmp(&a.rank).then_with(|| place(a).cmp(&place(b))).then_with(|| i.cmp(k))
    });
    let mut taken = vec![false; doc.tokens().len()];
    let mut claims = Vec::with_capacity(scored.len());
    for (_, Scored { probability, candidate, .. }) in order {
        let mut content = candidate.content.clone();
        // All of a range at once, without a branch for each token.
        let any = |taken: &[bool]| taken.iter().fold(false, |any, &taken| any | taken);
        let is_free = |r: &Range<usize>| !taken.get(r.clone()).is_some_and(any);
        // `"A," she said, adding, "B"`: what another cue has taken behind this one is not its own.
        if candidate.frame == Frame::Medial
            && let [first, second] = &*content
            && is_free(first)
            && !is_free(second)
        {
            content.drop_second();
        }
        if !content.iter().all(is_free) || !is_free(&candidate.cue) {
            continue;
        }
        // A cue belongs to its claim alone, but two claims may share a subject.
        content.iter().for_each(|r| taken[r.clone()].fill(true));
        let claim = claim(doc, &content, Some(candidate), *probability);
        if !claim.content.is_empty() {
            claims.push(claim);
        }
    }
    continue_quotations(doc, &mut taken, &mut claims);
    claims.sort_by_key(|claim| claim.content_tokens.start);
    claims
}

/// Ranks a report that is likelier than not before what it reports, in the candidates of one unit: in
/// `She said the mayor had called for calm` the claim is hers, however sure `called for` is.
pub(super) fn outer_first(unit: &mut [Scored]) {
    for i in 0..unit.len() {
        let outer = &unit[i];
        let relayed = |s: &Scored| outer.candidate.holds(&s.candidate) && relays(outer, s);
        if let Some(k) = unit.iter().position(relayed) {
            unit[k].rank = unit[k].rank.max(unit[i].rank) + OUTER;
            continue;
        }
        if outer.probability < LIKELY
            || !is_speech(outer.candidate.frame)
            || outer.candidate.entry.kind != CueKind::Verb
        {
            continue;
        }
        let inner = unit.iter().filter(|s| outer.candidate.holds(&s.candidate)).map(|s| s.rank);
        let highest = inner.fold(outer.rank, f64::max);
        unit[i].rank = highest + OUTER;
    }
}

/// Whether `outer` passes on the report `inner` in its content: `…, an aide said, according to Yonhap`,
/// `Reuters reported that Pell said …`.
fn relays(outer: &Scored, inner: &Scored) -> bool {
    let (likely, outer, inner) = (inner.probability >= PASSED_ON, &outer.candidate, &inner.candidate);
    let CueEntry { kind, form, frames, .. } = *inner.entry;
    let speech = kind == CueKind::Verb && is_speech(inner.frame) && frames.meets(Frames::QUOTE);
    let finite = matches!(form, Form::Past | Form::Third) && !inner.frame.is_content_first();
    let opens = finite && outer.content.first().map(|r| r.start) == inner.subject.as_ref().map(|s| s.start);
    speech
        && match outer.entry.lemma.text() {
            "according_to" => likely && (opens || outer.frame == Frame::AccordingAfter),
            "report" => opens,
            _ => false,
        }
}

/// The claim that these pieces make, with the cue and subject of its candidate if it has one.
pub(super) fn claim(
    doc: &Document<'_>,
    content: &[Range<usize>],
    candidate: Option<&Candidate>,
    probability: f64,
) -> Claim {
    let kind = kind(doc, content);
    let mut spans = Vec::with_capacity(content.len());
    let mut tokens: Option<Range<usize>> = None;
    for (span, range) in content.iter().filter_map(|r| trimmed(doc, r.clone())) {
        spans.push(span);
        tokens = Some(tokens.map_or(range.start, |known| known.start)..range.end);
    }
    let (cue_tokens, subject, frame) = match candidate {
        Some(c) => (Some(c.cue.clone()), c.subject.clone(), c.frame),
        None => (None, None, Frame::Uncued),
    };
    let cue = cue_tokens.clone().map(|r| doc.span(r));
    Claim {
        kind,
        content: spans,
        cue,
        probability,
        content_tokens: tokens.unwrap_or_default(),
        subject,
        cue_tokens,
        frame,
    }
}

fn kind(doc: &Document<'_>, content: &[Range<usize>]) -> ClaimKind {
    if !content.iter().any(|r| doc.any_quoted(r.clone())) {
        return ClaimKind::Indirect;
    }
    let tokens = content.iter().flat_map(Clone::clone);
    let words = tokens.filter(|&i| doc.tokens()[i].kind != TokenKind::Mark);
    let (quoted, free) = words.fold((0, 0), |(quoted, free), i| match doc.quote_at(i) {
        Some(_) => (quoted + 1, free),
        None => (quoted, free + 1),
    });
    match (quoted, free) {
        (0, _) => ClaimKind::Indirect,
        (_, 0) => ClaimKind::Direct,
        _ => ClaimKind::Mixed,
    }
}

/// The span of a piece of content and the tokens in it, without the quotation marks when it is one whole
/// quotation.
pub(super) fn trimmed(doc: &Document<'_>, mut range: Range<usize>) -> Option<(Span, Range<usize>)> {
    let span = doc.span(range.clone());
    let quote = doc.quote_at(range.start).filter(|q| doc.quote_at(range.end - 1) == Some(*q));
    let span = match quote.and_then(|q| doc.quotes().get(q)) {
        Some(quote) if quote.outer == span => quote.inner,
        _ => span,
    };
    let words = span.of(doc.text());
    let start = span.start() + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    if span.is_empty() {
        return None;
    }
    let tokens = doc.tokens().get(range.clone())?;
    range.start += tokens.iter().take_while(|t| t.span.end() <= span.start()).count();
    range.end -= tokens.iter().rev().take_while(|t| t.span.start() >= span.end()).count();
    Some((span, range))
}
