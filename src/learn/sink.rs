//! Where features go: into names when a model is trained, into scores when one is used.
//!
//! One extractor writes to any sink, so training, evaluation and use see the same features.

use super::feature::{FeatureKey, hash_atom};
use super::linear_model::{FeatureId, LinearModel};
use crate::text::Span;

/// One part of a feature: a stem, a class, a flag. Must not hold a blank.
#[derive(Clone, Copy, Debug)]
pub struct Atom<'a> {
    hash: u64,
    text: &'a str,
}

impl<'a> Atom<'a> {
    /// An atom whose hash is known.
    pub fn hashed(hash: u64, text: &'a str) -> Self {
        Atom { hash, text }
    }

    /// The part as written.
    pub fn text(&self) -> &'a str {
        self.text
    }
}

impl<'a> From<&'a str> for Atom<'a> {
    fn from(text: &'a str) -> Self {
        Atom { hash: hash_atom(text.as_bytes()), text }
    }
}

/// Takes the features of one claim. A feature that comes twice counts once.
pub trait FeatureSink {
    /// Adds the feature of `family` with these atoms, found at `span` of the text.
    fn add(&mut self, family: &'static str, atoms: &[Atom<'_>], span: Option<Span>);
}

/// The features of one row by name, for training.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub struct NamedFeatures(pub Vec<(String, f32)>);

#[cfg(feature = "train")]
impl FeatureSink for NamedFeatures {
    fn add(&mut self, family: &'static str, atoms: &[Atom<'_>], _: Option<Span>) {
        let mut name = String::with_capacity(24);
        name.push_str(family);
        name.push('=');
        for (i, atom) in atoms.iter().enumerate() {
            if i > 0 {
                name.push(' ');
            }
            name.push_str(atom.text());
        }
        self.0.push((name, 1.0));
    }
}

/// The features of one row that a model knows, each with the place where it was first found.
#[derive(Debug)]
pub struct KnownFeatures<'m> {
    model: &'m LinearModel,
    found: Vec<(FeatureId, Option<Span>)>,
}

impl<'m> KnownFeatures<'m> {
    /// No features yet.
    pub fn new(model: &'m LinearModel) -> Self {
        KnownFeatures { model, found: Vec::new() }
    }

    /// Forgets the features, to take those of the next row.
    pub fn clear(&mut self) {
        self.found.clear();
    }

    /// The distinct features in the order of the model.
    pub fn distinct(&mut self) -> &[(FeatureId, Option<Span>)] {
        self.found.sort_unstable_by_key(|(id, span)| (*id, span.map(Span::start)));
        self.found.dedup_by_key(|(id, _)| *id);
        &self.found
    }

    /// The score of each label: intercept and weights, always added up in the same order.
    pub fn scores(&mut self) -> Vec<f64> {
        let model = self.model;
        let mut scores: Vec<f64> = model.intercepts().iter().map(|&b| f64::from(b)).collect();
        for (id, _) in self.distinct() {
            for (score, &weight) in scores.iter_mut().zip(model.weights(*id)) {
                *score += f64::from(weight);
            }
        }
        scores
    }
}

impl FeatureSink for KnownFeatures<'_> {
    fn add(&mut self, family: &'static str, atoms: &[Atom<'_>], span: Option<Span>) {
        let key = atoms
            .iter()
            .fold(FeatureKey::family(hash_atom(family.as_bytes())), |key, atom| key.with(atom.hash));
        if let Some(id) = self.model.find(key) {
            self.found.push((id, span));
        }
    }
}
