//! Finds the claims of a document: candidates, gate, selection, quotations that go on.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::candidate::{Candidate, candidates, units};
use super::claim::{Claim, ClaimKind, Frame};
use super::gate::{Surroundings, features, is_speech};
use super::lexicon::CueKind;
use super::punctuation::is_transcript;
use super::syntax::Unit;
use crate::Error;
use crate::learn::{KnownFeatures, TrainedModel};
use crate::text::{Document, QuoteEnding, Span};

/// Fewest words that a quotation without a cue must have to be a claim.
const UNCUED_WORDS: usize = 4;

/// Least probability of a report that is preferred to what it reports.
const LIKELY: f64 = 0.5;

/// How much higher such a report ranks.
const OUTER: f64 = 1e-6;

/// Finds claims with a trained gate. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ClaimFinder {
    model: Arc<TrainedModel>,
    threshold: f64,
}

impl ClaimFinder {
    /// A finder with this gate and the threshold that its header names.
    ///
    /// # Errors
    /// If the model is for another task.
    pub fn new(model: TrainedModel) -> Result<Self, Error> {
        if model.header.task != "claims" {
            let task = &model.header.task;
            return Err(Error::model(format!("a model for `{task}`, expected one for `claims`")));
        }
        let threshold = model.header.parameters.get("threshold").and_then(|t| t.parse().ok()).unwrap_or(0.5);
        Ok(ClaimFinder { model: Arc::new(model), threshold })
    }

    /// The finder that the library ships. It is read once; later calls share it.
    #[cfg(feature = "pretrained")]
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<ClaimFinder> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/claims.sayso"));
            TrainedModel::from_bytes(bytes).and_then(Self::new)
        };
        #[expect(clippy::expect_used, reason = "no input reaches it: the bytes are compiled in and tested")]
        SHIPPED.get_or_init(|| read().expect("the shipped model is whole")).clone()
    }

    /// The same with another threshold: higher finds fewer claims and more of them right.
    pub fn with_threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// The model of the gate.
    pub fn model(&self) -> &TrainedModel {
        &self.model
    }

    /// The claims of `doc`, in the order of their content; their contents never overlap.
    pub fn find(&self, doc: &Document<'_>) -> Vec<Claim> {
        let mut sink = KnownFeatures::new(&self.model.model);
        let mut scored = Vec::new();
        let mut unit = 0;
        let transcript = is_transcript(doc);
        for_each_candidate(doc, |candidate, around| {
            sink.clear();
            features(doc, candidate, around, &mut sink);
            let scores = sink.scores();
            let probability = self.model.model.probabilities(&scores, None).get(1).copied().unwrap_or(0.0);
            let probability = if candidate.is_certain(transcript) { 1.0 } else { probability };
            if scored.last().is_some_and(|s: &Scored| s.candidate.unit != candidate.unit) {
                outer_first(&mut scored[unit..]);
                unit = scored.len();
            }
            if probability >= self.threshold {
                scored.push(Scored { rank: probability, probability, candidate: candidate.clone() });
            }
        });
        outer_first(&mut scored[unit..]);
        select(doc, scored)
    }
}

/// A candidate that the gate lets through.
struct Scored {
    /// By which candidates that exclude each other are chosen: the probability or more.
    rank: f64,
    probability: f64,
    candidate: Candidate,
}

/// Calls `visit` with every candidate of `doc` and its surroundings, in order.
fn for_each_candidate(doc: &Document<'_>, mut visit: impl FnMut(&Candidate, &Surroundings)) {
    let units = units(doc);
    let mut found = Vec::new();
    for (u, range) in units.iter().enumerate() {
        let unit = Unit { doc, range: range.clone() };
        let previous = u.checked_sub(1).and_then(|p| units.get(p));
        found.clear();
        candidates(&unit, previous, &mut found);
        share_subjects(&unit, &mut found);
        let paragraph = doc.paragraph_of(range.start);
        for (i, candidate) in found.iter().enumerate() {
            let inside = |outer: &Candidate, inner: &Candidate| {
                outer.content.iter().any(|r| r.start <= inner.cue.start && inner.cue.end <= r.end)
            };
            let others = || found.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, c)| c);
            let around = Surroundings {
                rivals: others().filter(|c| is_speech(c.frame)).count(),
                paragraph,
                holds_other: others().any(|c| inside(candidate, c) && is_speech(c.frame)),
                held_by_other: others().any(|c| inside(c, candidate) && is_speech(c.frame)),
                lemma_before: i.checked_sub(1).and_then(|p| found.get(p)).map_or("", |c| c.lemma),
            };
            visit(candidate, &around);
        }
    }
}

/// Gives a participle (`, adding that …`) or infinitive the subject of the verb that it leans on.
fn share_subjects(unit: &Unit<'_, '_>, found: &mut [Candidate]) {
    for i in 0..found.len() {
        if found[i].subject.is_some() || found[i].passive || found[i].lemma == ":" {
            continue;
        }
        let cue = found[i].cue.start;
        let earlier = found[..i]
            .iter()
            .rev()
            .find(|c| c.subject.as_ref().is_some_and(|s| s.end <= cue) && c.cue.end <= cue);
        let shared = earlier.and_then(|c| c.subject.clone()).or_else(|| unit.opening_subject(cue));
        found[i].subject = shared;
    }
}

/// The likeliest candidates whose contents do not overlap, as claims, with the quotations that
/// continue them.
fn select(doc: &Document<'_>, mut scored: Vec<Scored>) -> Vec<Claim> {
    scored.sort_by(|a, b| {
        b.rank.total_cmp(&a.rank).then_with(|| a.candidate.cue.start.cmp(&b.candidate.cue.start))
    });
    let mut taken = vec![false; doc.tokens().len()];
    let mut claims: Vec<(usize, Claim)> = Vec::new();
    for Scored { probability, mut candidate, .. } in scored {
        let is_free = |r: &Range<usize>| r.clone().all(|i| !taken[i]);
        // `"A," she said, adding, "B"`: what another cue has taken behind this one is not its own.
        if candidate.frame == Frame::Medial && candidate.content.first().is_some_and(is_free) {
            candidate.content.retain(is_free);
        }
        let tokens = || candidate.content.iter().flat_map(Clone::clone);
        if !candidate.content.iter().all(is_free) || !is_free(&candidate.cue) {
            continue;
        }
        tokens().for_each(|i| taken[i] = true);
        // A cue belongs to its claim alone, but two claims may share a subject.
        let content: Vec<Range<usize>> = candidate.content.clone();
        let start = content.first().map_or(0, |r| r.start);
        claims.push((start, claim(doc, content, Some(candidate), probability)));
    }
    continue_quotations(doc, &mut taken, &mut claims);
    claims.sort_by_key(|(start, _)| *start);
    claims.into_iter().map(|(_, claim)| claim).filter(|c| !c.content.is_empty()).collect()
}

/// Ranks a report that is likelier than not before what it reports, in the candidates of one unit: in
/// `She said the mayor had called for calm` the claim is hers, however sure `called for` is.
fn outer_first(unit: &mut [Scored]) {
    let holds = |outer: &Candidate, inner: &Candidate| {
        outer.content.iter().any(|r| r.start <= inner.cue.start && inner.cue.end <= r.end)
    };
    for i in 0..unit.len() {
        let outer = &unit[i];
        if outer.probability < LIKELY
            || !is_speech(outer.candidate.frame)
            || outer.candidate.kind != CueKind::Verb
        {
            continue;
        }
        let inner = unit.iter().filter(|s| holds(&outer.candidate, &s.candidate)).map(|s| s.rank);
        let highest = inner.fold(outer.rank, f64::max);
        unit[i].rank = highest + OUTER;
    }
}

fn claim(
    doc: &Document<'_>,
    content: Vec<Range<usize>>,
    candidate: Option<Candidate>,
    probability: f64,
) -> Claim {
    let kind = kind(doc, &content);
    let spans = content.iter().filter_map(|r| trimmed(doc, r.clone())).collect();
    let (cue_tokens, subject, frame) = match candidate {
        Some(c) => (Some(c.cue), c.subject, c.frame),
        None => (None, None, Frame::Uncued),
    };
    let cue = cue_tokens.clone().map(|r| doc.span(r));
    Claim { kind, content: spans, cue, probability, subject, cue_tokens, frame }
}

fn kind(doc: &Document<'_>, content: &[Range<usize>]) -> ClaimKind {
    let words = || {
        content
            .iter()
            .flat_map(Clone::clone)
            .filter(|&i| doc.tokens()[i].kind != crate::text::TokenKind::Mark)
    };
    let quoted = words().filter(|&i| doc.quote_at(i).is_some()).count();
    if quoted == 0 {
        ClaimKind::Indirect
    } else if quoted == words().count() {
        ClaimKind::Direct
    } else {
        ClaimKind::Mixed
    }
}

/// The span of a piece of content, without the quotation marks when it is one whole quotation.
fn trimmed(doc: &Document<'_>, range: Range<usize>) -> Option<Span> {
    let span = doc.span(range.clone());
    let quote = doc.quote_at(range.start).filter(|q| doc.quote_at(range.end - 1) == Some(*q));
    let span = match quote.and_then(|q| doc.quotes().get(q)) {
        Some(quote) if quote.outer == span => quote.inner,
        _ => span,
    };
    let words = span.of(doc.text());
    let start = span.start() + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    (!span.is_empty()).then_some(span)
}

/// Joins quoted sentences and paragraphs without a cue to the claim that they continue; longer
/// ones with none before them become claims of their own.
fn continue_quotations(doc: &Document<'_>, taken: &mut [bool], claims: &mut Vec<(usize, Claim)>) {
    lead_in(doc, taken, claims);
    let mut by_end: BTreeMap<usize, usize> =
        claims.iter().enumerate().map(|(i, (_, c))| (end(c), i)).collect();
    for (q, quote) in doc.quotes().iter().enumerate() {
        let range = doc.tokens_in(quote.outer);
        if range.is_empty() || range.clone().any(|i| taken[i]) || !stands_alone(doc, &range) {
            continue;
        }
        let Some(span) = trimmed(doc, range.clone()) else { continue };
        let before = by_end.range(..=quote.outer.start()).next_back().map(|(_, &i)| i);
        let continued = before.filter(|&i| continues(doc, &claims[i].1, &range, q));
        let words = range.clone().filter(|&i| doc.tokens()[i].is_word()).count();
        let number = match continued {
            Some(i) => {
                let content = &mut claims[i].1.content;
                let place = content.partition_point(|s| *s < span);
                content.insert(place, span);
                i
            }
            None if words >= UNCUED_WORDS => {
                claims.push((range.start, claim(doc, vec![range.clone()], None, 0.5)));
                claims.len() - 1
            }
            None => continue,
        };
        range.for_each(|t| taken[t] = true);
        by_end.insert(end(&claims[number].1), number);
    }
}

/// Joins paragraphs that open a quotation which is attributed only in a later one.
fn lead_in(doc: &Document<'_>, taken: &mut [bool], claims: &mut [(usize, Claim)]) {
    let mut by_start: BTreeMap<usize, usize> = claims
        .iter()
        .enumerate()
        .filter_map(|(i, (_, c))| c.content.first().map(|s| (s.start(), i)))
        .collect();
    for (q, quote) in doc.quotes().iter().enumerate().rev() {
        let range = doc.tokens_in(quote.outer);
        if quote.ending != QuoteEnding::Continued || range.is_empty() || range.clone().any(|i| taken[i]) {
            continue;
        }
        let Some(next) = doc.quotes().get(q + 1) else { continue };
        let follows = by_start.range(next.outer.start()..next.outer.end()).next().map(|(_, &i)| i);
        if let (Some(i), Some(span)) = (follows, trimmed(doc, range.clone())) {
            let (start, claim) = &mut claims[i];
            claim.content.insert(0, span);
            *start = range.start;
            by_start.insert(span.start(), i);
            range.for_each(|t| taken[t] = true);
        }
    }
}

/// Whether a quotation makes up whole sentences.
fn stands_alone(doc: &Document<'_>, range: &Range<usize>) -> bool {
    let first = doc.sentences().get(doc.sentence_of(range.start)).is_some_and(|s| s.start == range.start);
    let last = doc
        .sentences()
        .get(doc.sentence_of(range.end - 1))
        .is_some_and(|s| (range.end..s.end).all(|i| doc.tokens()[i].kind == crate::text::TokenKind::Mark));
    first && last
}

/// Whether a quotation without a cue goes on with the claim right before it: in the same
/// paragraph, or in the next one when nothing but quotation stands between.
fn continues(doc: &Document<'_>, claim: &Claim, range: &Range<usize>, quote: usize) -> bool {
    if claim.kind == ClaimKind::Indirect {
        return false;
    }
    let Some(last) = claim.content.last() else { return false };
    let paragraph = doc.paragraph_of(range.start);
    let last_token = doc.tokens_in(*last).end.saturating_sub(1);
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

/// The candidates of a document with their features, for training the gate: content and cue
/// spans, so that they can be compared with marked claims.
#[cfg(feature = "train")]
pub(crate) fn training_candidates(doc: &Document<'_>) -> Vec<TrainingCandidate> {
    let mut rows = Vec::new();
    for_each_candidate(doc, |candidate, around| {
        let mut named = crate::learn::NamedFeatures::default();
        features(doc, candidate, around, &mut named);
        rows.push(TrainingCandidate {
            cue: doc.span(candidate.cue.clone()),
            content: candidate.content.iter().map(|r| doc.span(r.clone())).collect(),
            features: named.0,
        });
    });
    rows
}

/// A candidate as the trainer of the gate sees it.
#[cfg(feature = "train")]
pub(crate) struct TrainingCandidate {
    pub cue: Span,
    pub content: Vec<Span>,
    pub features: Vec<(String, f32)>,
}
