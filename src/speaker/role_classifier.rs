//! The role classifier: what kind of source the speaker of a claim is.

use std::iter::repeat;
use std::path::Path;
use std::sync::Arc;

use super::resolve::Resolved;
use super::role::Role;
use super::role_features::{features, known, resolved};
use crate::Error;
use crate::learn::{KnownFeatures, TrainedModel};
use crate::stance::{ClaimView, Classification, Passage, Stems, choose, labels};

/// How many times likelier a role is for somebody who is widely known for it.
const WELL_KNOWN: f64 = 20.0;

/// Says what kind of source a speaker is. Cheap to clone, and shared by threads as it is.
#[derive(Clone, Debug)]
pub struct RoleClassifier {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    trained: TrainedModel,
    labels: Vec<Role>,
    /// What is added to the score of each role for somebody who is widely known for it.
    known: Vec<f64>,
}

impl RoleClassifier {
    /// A classifier with this model.
    ///
    /// # Errors
    /// If the model is for another task, has a label that is no [`Role`].
    pub fn from_model(trained: TrainedModel) -> Result<Self, Error> {
        if trained.header.task != "role" {
            let task = &trained.header.task;
            return Err(Error::model(format!("a model for `{task}`, expected one for `role`")));
        }
        let labels = labels(&trained)?;
        let known = (trained.model.shares().iter().map(|&share| f64::from(share)))
            .map(|share| (share * WELL_KNOWN).ln() - share.ln())
            .collect();
        Ok(RoleClassifier { inner: Arc::new(Inner { trained, labels, known }) })
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// As [`TrainedModel::load`] and [`RoleClassifier::from_model`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::from_model(TrainedModel::load(&path)?).map_err(|error| error.in_file(path))
    }

    /// Writes the model file.
    ///
    /// # Errors
    /// As [`TrainedModel::save`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.inner.trained.save(path)
    }

    /// The roles, in the order of probabilities.
    pub fn labels(&self) -> &[Role] {
        &self.inner.labels
    }

    /// The model and what its file says of it.
    pub fn model(&self) -> &TrainedModel {
        &self.inner.trained
    }

    /// The role of the speaker of a claim; `stems` is scratch to use again for the next one.
    ///
    /// A pronoun or a bare name is looked up in the text before it and behind it.
    pub fn classify_view(&self, view: &ClaimView<'_, '_>, stems: &mut Stems) -> Classification<Role> {
        let mut passage = Passage::default();
        passage.begin(stems);
        self.classify_resolved(view, resolved(view).as_ref(), &passage, stems)
    }

    /// The role of a speaker who has been resolved, in the document that `passage` reads.
    pub(crate) fn classify_resolved(
        &self,
        view: &ClaimView<'_, '_>,
        speaker: Option<&Resolved>,
        passage: &Passage,
        stems: &mut Stems,
    ) -> Classification<Role> {
        let model = &self.inner.trained.model;
        let mut found = KnownFeatures::reusing(std::mem::take(&mut stems.set), model);
        features(view, speaker.map_or(&[], |s| &s.introductions), passage, stems, &mut found);
        let known = speaker.and_then(|speaker| known(view, speaker));
        let Inner { labels, known: shifts, .. } = &*self.inner;
        let is_known = |label: usize| known.is_some_and(|known| known.holds(labels[label]));
        let mut probabilities = found.scores();
        model.to_probabilities(&mut probabilities, |label| if is_known(label) { shifts[label] } else { 0.0 });
        stems.set = found.into_set();
        let chosen = choose(&probabilities, repeat(&1.0));
        Classification { label: self.inner.labels[chosen], probabilities }
    }
}

#[cfg(feature = "pretrained")]
impl RoleClassifier {
    /// The classifier that the library ships. It is read once; later calls share it.
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<RoleClassifier> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/role.sayso"));
            TrainedModel::from_static(bytes).and_then(Self::from_model)
        };
        #[expect(clippy::expect_used, reason = "no input reaches it: the bytes are compiled in and tested")]
        SHIPPED.get_or_init(|| read().expect("the shipped model is whole")).clone()
    }
}
