//! The features of a claim's stance, family by family.
//!
//! `words` are n-grams of each part of the claim; `cue`, `acts`, `denial`, `frame` and `before` say what a
//! reader weighs: the act that the cue names, where words of worry and danger stand and what
//! governs them, what is denied, how the claim is built, and what it answers.

mod acts;
mod before;
mod cue;
mod denial;
mod frame;
mod phrases;
mod words;

pub(super) use words::Begun;

use super::passage::Passage;
use super::stems::Stems;
use super::view::ClaimView;
use crate::learn::{Atom, FeatureSink};

const PLAIN: Atom<'static> = Atom::new("plain");
const NEGATED: Atom<'static> = Atom::new("negated");
const OWN: Atom<'static> = Atom::new("own");
const REPORTED: Atom<'static> = Atom::new("reported");
const NOTHING: Atom<'static> = Atom::new("nothing");
const NONE: Atom<'static> = Atom::new("none");
const FRONT: Atom<'static> = Atom::new("front");
const DASH: Atom<'static> = Atom::new("-");

/// Writes the features of a claim to `sink`.
///
/// Names of people and numbers appear as shapes only.
pub fn features<S: FeatureSink + ?Sized>(view: &ClaimView<'_, '_>, stems: &mut Stems, sink: &mut S) {
    let mut passage = std::mem::take(&mut stems.passage);
    passage.begin(stems);
    features_in(view, &mut passage, stems, sink);
    stems.passage = passage;
}

/// The same for a claim of the document that `passage` reads.
pub(crate) fn features_in<S: FeatureSink + ?Sized>(
    view: &ClaimView<'_, '_>,
    passage: &mut Passage,
    stems: &mut Stems,
    sink: &mut S,
) {
    let reading = stems.reading.read(view, passage, &mut stems.memo);
    words::add(reading, sink);
    cue::add(reading, sink);
    acts::add(reading, sink);
    denial::add(reading, sink);
    frame::add(view, reading, sink);
    phrases::add(reading, sink);
    before::add(reading, sink);
}

/// Whether what a word says is negated.
fn polarity(negated: bool) -> Atom<'static> {
    if negated { NEGATED } else { PLAIN }
}
