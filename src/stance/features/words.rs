//! Stems of each part of a claim, and the n-grams of its content and cue.

use crate::learn::feature::FeatureKey;
use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::word::{Word, Zone};
use crate::text::Span;

const CONTENT: Atom<'static> = Zone::Content.atom();
const CONTENT_TWO: Atom<'static> = Atom::new("content-two");
const CUE_TWO: Atom<'static> = Atom::new("cue-two");
const SKIP: Atom<'static> = Atom::new("skip");
const THREE: Atom<'static> = Atom::new("three");
/// Stands for the word that a skip-gram leaves out.
const GAP: Atom<'static> = Atom::new("_");

/// The keys of a word's features as far as they depend on its stem alone, found once for each
/// distinct word.
#[derive(Clone, Copy, Debug)]
pub(in crate::stance) struct Begun {
    content: FeatureKey,
    content_two: FeatureKey,
    /// With the gap.
    skip: FeatureKey,
    three: FeatureKey,
}

impl Begun {
    /// Those of the stem or shape with this hash.
    pub(in crate::stance) const fn with(stem: u64) -> Self {
        const fn begin(family: Atom<'static>, stem: u64) -> FeatureKey {
            FeatureKey::family(family.hash()).with(stem)
        }
        Begun {
            content: begin(CONTENT, stem),
            content_two: begin(CONTENT_TWO, stem),
            skip: begin(SKIP, stem).with(GAP.hash()),
            three: begin(THREE, stem),
        }
    }
}

/// Unigrams of each part; bigrams, skip-grams and trigrams of content and cue.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    for zone in [Zone::Cue, Zone::Speaker, Zone::Rest, Zone::Around] {
        for (_, word) in reading.of(zone) {
            sink.add(zone.atom(), &[reading.stem(word)], Some(word.span));
        }
    }
    for (_, word) in reading.of(Zone::Content) {
        sink.add_keyed(reading.begun(word).content, CONTENT, &[reading.stem(word)], Some(word.span));
    }
    let cue_two = FeatureKey::family(CUE_TWO.hash());
    n_grams(reading, Zone::Cue, (CUE_TWO, |first| cue_two.with(first.stem)), sink);
    n_grams(reading, Zone::Content, (CONTENT_TWO, |first| reading.begun(first).content_two), sink);
}

/// Bigrams (of a family, begun with their first word), skip-grams and trigrams of a part.
fn n_grams<'r, S: FeatureSink + ?Sized>(
    reading: Reading<'r>,
    zone: Zone,
    (two, begin): (Atom<'static>, impl Fn(&'r Word) -> FeatureKey),
    sink: &mut S,
) {
    let stem = |word| reading.stem(word);
    let mut words = reading.of(zone).map(|(_, word)| word);
    let (Some(mut first), Some(mut second)) = (words.next(), words.next()) else { return };
    sink.add_keyed(begin(first).with(second.stem), two, &[stem(first), stem(second)], over(first, second));
    for third in words {
        let (begun, span) = (reading.begun(first), over(first, third));
        let atoms = [stem(first), stem(second), stem(third)];
        sink.add_keyed(begin(second).with(third.stem), two, &atoms[1..], over(second, third));
        sink.add_keyed(begun.skip.with(third.stem), SKIP, &[atoms[0], GAP, atoms[2]], span);
        sink.add_keyed(begun.three.with(second.stem).with(third.stem), THREE, &atoms, span);
        (first, second) = (second, third);
    }
}

fn over(first: &Word, last: &Word) -> Option<Span> {
    Some(Span::new(first.span.start(), last.span.end().max(first.span.end())))
}
