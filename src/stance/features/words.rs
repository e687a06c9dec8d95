//! Stems of each part of a claim, and the bigrams of its content and cue.
//!
//! What stands beside a marked claim counts by its acts alone: its words told nothing.

use crate::learn::feature::FeatureKey;
use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::word::{Word, Zone};
use crate::text::Span;

const CONTENT: Atom<'static> = Zone::Content.atom();
const CONTENT_TWO: Atom<'static> = Atom::new("content-two");
const CUE_TWO: Atom<'static> = Atom::new("cue-two");

/// The keys of a word's features as far as they depend on its stem alone, found once for each
/// distinct word.
#[derive(Clone, Copy, Debug)]
pub(in crate::stance) struct Begun {
    content: FeatureKey,
    content_two: FeatureKey,
}

impl Begun {
    /// Those of the stem or shape with this hash.
    pub(in crate::stance) const fn with(stem: u64) -> Self {
        const fn begin(family: Atom<'static>, stem: u64) -> FeatureKey {
            FeatureKey::family(family.hash()).with(stem)
        }
        Begun { content: begin(CONTENT, stem), content_two: begin(CONTENT_TWO, stem) }
    }
}

/// Unigrams of the claim's parts, and of what stands around a claim that nobody marked; bigrams of
/// content and cue.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    for zone in [Zone::Cue, Zone::Speaker, Zone::Around] {
        for (_, word) in reading.of(zone) {
            sink.add(zone.atom(), &[reading.stem(word)], Some(word.span));
        }
    }
    for (_, word) in reading.of(Zone::Content) {
        sink.add_keyed(reading.begun(word).content, CONTENT, &[reading.stem(word)], Some(word.span));
    }
    let cue_two = FeatureKey::family(CUE_TWO.hash());
    bigrams(reading, Zone::Cue, (CUE_TWO, |first| cue_two.with(first.stem)), sink);
    bigrams(reading, Zone::Content, (CONTENT_TWO, |first| reading.begun(first).content_two), sink);
}

/// Bigrams of a part: their family, and their keys begun with their first word.
fn bigrams<'r, S: FeatureSink + ?Sized>(
    reading: Reading<'r>,
    zone: Zone,
    (two, begin): (Atom<'static>, impl Fn(&'r Word) -> FeatureKey),
    sink: &mut S,
) {
    let words = || reading.of(zone).map(|(_, word)| word);
    for (first, second) in words().zip(words().skip(1)) {
        let atoms = [reading.stem(first), reading.stem(second)];
        let span = Span::new(first.span.start(), second.span.end().max(first.span.end()));
        sink.add_keyed(begin(first).with(second.stem), two, &atoms, Some(span));
    }
}
