//! Where features go: into names when a model is trained, into scores when one is used.
//!
//! One extractor writes to any sink, so training, evaluation and use see the same features.

use super::feature::{FeatureKey, GroupKey, hash_atom};
use super::feature_set::FeatureSet;
use super::linear_model::{FeatureId, LinearModel};
use crate::text::Span;

/// One part of a feature: a stem, a class, a flag. Must not hold a blank.
#[derive(Clone, Copy, Debug)]
pub struct Atom<'a> {
    hash: u64,
    text: &'a str,
}

impl<'a> Atom<'a> {
    /// The atom as written; `const`, so that what is fixed is hashed when it is compiled.
    pub const fn new(text: &'a str) -> Self {
        Atom { hash: hash_atom(text.as_bytes()), text }
    }

    /// An atom whose hash is known.
    pub fn hashed(hash: u64, text: &'a str) -> Self {
        Atom { hash, text }
    }

    /// [`hash_atom`] of the part.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// The part as written.
    pub const fn text(&self) -> &'a str {
        self.text
    }
}

impl<'a> From<&'a str> for Atom<'a> {
    fn from(text: &'a str) -> Self {
        Atom::new(text)
    }
}

/// Takes the features of one claim. A feature that comes twice counts once.
pub trait FeatureSink {
    /// Whether the sink reads the text of atoms; the hashes are enough for others.
    const READS_TEXT: bool = true;

    /// Adds the feature of `family` with these atoms, found at `span` of the text.
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], span: Option<Span>);

    /// Adds what `write` adds: features that depend on nothing but the key, so that a sink may know from
    /// other rows what they come to.
    #[inline]
    fn group(&mut self, _key: GroupKey, write: impl FnOnce(&mut Self))
    where
        Self: Sized,
    {
        write(self);
    }

    /// Adds a feature whose `key` is known: a sink that asks for no more need not put it together.
    #[inline(always)]
    fn add_keyed(
        &mut self,
        key: FeatureKey,
        family: impl Into<Atom<'static>>,
        atoms: &[Atom<'_>],
        span: Option<Span>,
    ) {
        let family = family.into();
        debug_assert_eq!(key, self::key(family, atoms), "the key is that of its parts");
        self.add(family, atoms, span);
    }
}

/// The features of one row by name, for training.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub struct NamedFeatures(pub Vec<(String, f32)>);

#[cfg(feature = "train")]
impl FeatureSink for NamedFeatures {
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], _: Option<Span>) {
        let mut written = String::with_capacity(24);
        name(family.into(), atoms, &mut written);
        self.0.push((written, 1.0));
    }
}

/// The features of one row that a model knows.
#[derive(Debug)]
pub struct KnownFeatures<'m> {
    model: &'m LinearModel,
    found: FeatureSet,
}

impl<'m> KnownFeatures<'m> {
    /// No features yet.
    pub fn new(model: &'m LinearModel) -> Self {
        Self::reusing(FeatureSet::default(), model)
    }

    /// The same in a set that served another row or model.
    pub(crate) fn reusing(mut found: FeatureSet, model: &'m LinearModel) -> Self {
        found.reset(model.len());
        KnownFeatures { model, found }
    }

    /// The set, for the next row.
    pub(crate) fn into_set(self) -> FeatureSet {
        self.found
    }

    /// Forgets the features, to take those of the next row.
    pub fn clear(&mut self) {
        self.found.reset(self.model.len());
    }

    /// Adds the feature of a key that the model may have.
    #[inline(never)]
    fn note(&mut self, key: FeatureKey) {
        if let Some(feature) = self.model.table().probe(key) {
            self.found.insert(feature);
        }
    }

    /// The score of each label: intercept and weights, always added up in the order of the model.
    pub fn scores(&self) -> Vec<f64> {
        // So many labels have the shipped models; numbers known to the compiler are added at once.
        match self.model.labels().len() {
            2 => self.scores_of::<2>(),
            4 => self.scores_of::<4>(),
            12 => self.scores_of::<12>(),
            _ => self.scores_of_any(),
        }
    }

    /// The same of a model with `N` labels.
    fn scores_of<const N: usize>(&self) -> Vec<f64> {
        let mut scores = [0.0; N];
        for (score, &intercept) in scores.iter_mut().zip(self.model.intercepts()) {
            *score = f64::from(intercept);
        }
        let rows = self.model.parts().weights.as_chunks::<N>().0;
        self.found.for_each(|feature| {
            if let Some(weights) = rows.get(feature as usize) {
                for (score, &weight) in scores.iter_mut().zip(weights) {
                    *score += f64::from(weight);
                }
            }
        });
        scores.to_vec()
    }

    fn scores_of_any(&self) -> Vec<f64> {
        let mut scores: Vec<f64> = self.model.intercepts().iter().map(|&b| f64::from(b)).collect();
        self.found.for_each(|feature| {
            for (score, &weight) in scores.iter_mut().zip(self.model.weights(FeatureId(feature))) {
                *score += f64::from(weight);
            }
        });
        scores
    }
}

impl FeatureSink for KnownFeatures<'_> {
    // In each place where a feature is written: there the atoms are known, of which the hashes
    // alone are asked for, and keys that begin alike are begun once.
    #[inline(always)]
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], span: Option<Span>) {
        let family = family.into();
        self.add_keyed(key(family, atoms), family, atoms, span);
    }

    #[inline(always)]
    fn add_keyed(&mut self, key: FeatureKey, _: impl Into<Atom<'static>>, _: &[Atom<'_>], _: Option<Span>) {
        if self.model.table().may_hold(key) {
            self.note(key);
        }
    }
}

/// The features of one row that a model knows, each with the place where it was first found.
#[derive(Debug)]
pub(crate) struct LocatedFeatures<'m> {
    model: &'m LinearModel,
    found: Vec<(FeatureId, Option<Span>)>,
}

impl<'m> LocatedFeatures<'m> {
    /// No features yet.
    pub(crate) fn new(model: &'m LinearModel) -> Self {
        LocatedFeatures { model, found: Vec::new() }
    }

    /// The distinct features in the order of the model.
    pub(crate) fn distinct(&mut self) -> &[(FeatureId, Option<Span>)] {
        self.found.sort_unstable_by_key(|(id, span)| (*id, span.map(Span::start)));
        self.found.dedup_by_key(|(id, _)| *id);
        &self.found
    }
}

impl FeatureSink for LocatedFeatures<'_> {
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], span: Option<Span>) {
        if let Some(id) = self.model.find(key(family.into(), atoms)) {
            self.found.push((id, span));
        }
    }
}

/// The key of the feature of `family` with these atoms.
#[inline(always)]
pub(super) fn key(family: Atom<'static>, atoms: &[Atom<'_>]) -> FeatureKey {
    atoms.iter().fold(FeatureKey::family(family.hash), |key, atom| key.with(atom.hash))
}

/// Writes the name of a feature behind what stands in `out`.
#[cfg(feature = "train")]
pub(super) fn name(family: Atom<'_>, atoms: &[Atom<'_>], out: &mut String) {
    out.push_str(family.text());
    out.push('=');
    for (i, atom) in atoms.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(atom.text());
    }
}
