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

use super::reading::Reading;
use super::stems::Stems;
use super::view::ClaimView;
use crate::learn::FeatureSink;

/// Writes the features of a claim to `sink`.
///
/// Names of people and numbers appear as shapes only.
pub fn features<S: FeatureSink + ?Sized>(view: &ClaimView<'_, '_>, stems: &mut Stems, sink: &mut S) {
    let reading = Reading::new(view, stems);
    words::add(&reading, sink);
    cue::add(&reading, sink);
    acts::add(&reading, sink);
    denial::add(&reading, sink);
    frame::add(view, &reading, sink);
    phrases::add(&reading, sink);
    before::add(&reading, sink);
}
