//! Memory that one document after another is searched in.

use std::ops::Range;
use std::sync::Arc;

use super::candidate::Candidate;
use super::selection::Scored;
use crate::learn::{GroupSums, TrainedModel};

/// What a [`ClaimFinder`](super::ClaimFinder) keeps from one document for the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct FinderScratch {
    pub(super) buffers: Buffers,
    pub(super) memo: GateMemo,
}

/// What holds parts of one document at a time.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    pub(super) units: Vec<Range<usize>>,
    /// The candidates of one unit.
    pub(super) found: Vec<Candidate>,
    /// The candidates of a document that the gate lets through.
    pub(super) scored: Vec<Scored>,
    /// Words in small letters.
    pub(super) folded: String,
}

/// What the gate knows of groups of features, and the model of which it does.
#[derive(Clone, Debug, Default)]
pub(super) struct GateMemo {
    model: Option<Arc<TrainedModel>>,
    groups: GroupSums<2>,
}

impl GateMemo {
    /// What is known of the features of this model: nothing if it is another than last time.
    pub(super) fn of(&mut self, model: &Arc<TrainedModel>) -> &mut GroupSums<2> {
        if !self.model.as_ref().is_some_and(|known| Arc::ptr_eq(known, model)) {
            *self = GateMemo { model: Some(Arc::clone(model)), groups: GroupSums::with_room() };
        }
        &mut self.groups
    }
}
