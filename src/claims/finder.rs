//! Finds the claims of a document: candidates, gate, selection.

use std::ops::Range;
use std::sync::Arc;

use super::candidate::{Candidate, candidates, units};
use super::claim::Claim;
use super::gate::features;
use super::punctuation::is_transcript;
use super::scratch::{Buffers, FinderScratch};
use super::selection::{Scored, outer_first, select};
use super::surroundings::Surroundings;
use super::syntax::Unit;
use crate::Error;
use crate::learn::{GroupSums, SummedFeatures, TrainedModel};
use crate::text::Document;
#[cfg(feature = "train")]
use crate::text::Span;

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
    /// If the model is for another task or has other labels, or its threshold is not from 0 to 1.
    pub fn new(model: TrainedModel) -> Result<Self, Error> {
        model.header.check("claims", &["other", "claim"])?;
        let threshold = model.header.threshold(0.5)?;
        Ok(ClaimFinder { model: Arc::new(model), threshold })
    }

    /// The finder that the library ships. It is read once; later calls share it.
    #[cfg(feature = "pretrained")]
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<ClaimFinder> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/claims.sayso"));
            TrainedModel::from_static(bytes).and_then(Self::new)
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
        self.search(doc, &mut Buffers::default(), &mut GroupSums::default())
    }

    /// The same in scratch that served other documents.
    pub(crate) fn find_in(&self, doc: &Document<'_>, scratch: &mut FinderScratch) -> Vec<Claim> {
        self.search(doc, &mut scratch.buffers, scratch.memo.of(&self.model))
    }

    fn search(&self, doc: &Document<'_>, buffers: &mut Buffers, groups: &mut GroupSums<2>) -> Vec<Claim> {
        let Buffers { units, found, scored, folded } = buffers;
        let model = &self.model.model;
        let transcript = is_transcript(doc);
        scored.clear();
        for_each_unit(doc, units, found, |unit, candidates| {
            let first = scored.len();
            let opening = in_first_paragraph(unit);
            for (i, candidate) in candidates.iter().enumerate() {
                let around = Surroundings::of(candidates, i, opening);
                let mut sink = SummedFeatures::new(model, groups);
                features(unit, candidate, &around, folded, &mut sink);
                let mut probabilities = sink.scores();
                model.to_probabilities(&mut probabilities, |_| 0.0);
                let probability = if candidate.is_certain(transcript) { 1.0 } else { probabilities[1] };
                if probability >= self.threshold {
                    scored.push(Scored { rank: probability, probability, candidate: candidate.clone() });
                }
            }
            outer_first(&mut scored[first..]);
        });
        select(doc, scored)
    }
}

/// Calls `visit` with each unit of `doc` that has candidates, and with them; `ranges` and `found` are scratch.
fn for_each_unit(
    doc: &Document<'_>,
    ranges: &mut Vec<Range<usize>>,
    found: &mut Vec<Candidate>,
    mut visit: impl FnMut(&Unit<'_, '_>, &[Candidate]),
) {
    units(doc, ranges);
    for (u, range) in ranges.iter().enumerate() {
        let unit = Unit::new(doc, range.clone());
        let previous = u.checked_sub(1).and_then(|p| ranges.get(p));
        found.clear();
        candidates(&unit, previous, found);
        if !found.is_empty() {
            share_subjects(&unit, found);
            visit(&unit, found);
        }
    }
}

fn in_first_paragraph(unit: &Unit<'_, '_>) -> bool {
    unit.doc.paragraphs().first().is_none_or(|first| unit.range.start < first.end)
}

/// Gives a participle (`, adding that …`) or infinitive the subject of the verb that it leans on.
fn share_subjects(unit: &Unit<'_, '_>, found: &mut [Candidate]) {
    for i in 0..found.len() {
        if found[i].subject.is_some() || found[i].passive || found[i].entry.lemma.text() == ":" {
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

/// The candidates of a document with their features, for training the gate: content and cue
/// spans, so that they can be compared with marked claims.
#[cfg(feature = "train")]
pub(crate) fn training_candidates(doc: &Document<'_>) -> Vec<TrainingCandidate> {
    let mut rows = Vec::new();
    for_each_unit(doc, &mut Vec::new(), &mut Vec::new(), |unit, candidates| {
        let opening = in_first_paragraph(unit);
        for (i, candidate) in candidates.iter().enumerate() {
            let around = Surroundings::of(candidates, i, opening);
            let mut named = crate::learn::NamedFeatures::default();
            features(unit, candidate, &around, &mut String::new(), &mut named);
            rows.push(TrainingCandidate {
                cue: doc.span(candidate.cue.clone()),
                content: candidate.content.iter().map(|r| doc.span(r.clone())).collect(),
                features: named.0,
            });
        }
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

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn no_candidate_has_a_feature_twice() {
        // The sink of `find` would count its weights twice.
        let doc = Document::new(include_str!("../../examples/article.txt"));
        let rows = training_candidates(&doc);
        assert!(rows.len() > 20, "{} candidates", rows.len());
        for mut row in rows {
            row.features.sort_by(|a, b| a.0.cmp(&b.0));
            for pair in row.features.windows(2) {
                assert_ne!(pair[0].0, pair[1].0, "{}", row.cue.of(doc.text()));
            }
        }
    }
}
