//! Stems of each part of a claim, and the n-grams of its content and cue.

use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::word::{Word, Zone};
use crate::text::Span;

const CONTENT_TWO: Atom<'static> = Atom::new("content-two");
const CUE_TWO: Atom<'static> = Atom::new("cue-two");
const SKIP: Atom<'static> = Atom::new("skip");
const THREE: Atom<'static> = Atom::new("three");
/// Stands for the word that a skip-gram leaves out.
const GAP: Atom<'static> = Atom::new("_");

/// Unigrams of each part; bigrams, skip-grams and trigrams of content and cue.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    for zone in Zone::ALL {
        let places = reading.places(zone);
        let two = match zone {
            Zone::Content => Some(CONTENT_TWO),
            Zone::Cue => Some(CUE_TWO),
            Zone::Speaker | Zone::Rest | Zone::Around => None,
        };
        for (i, &place) in places.iter().enumerate() {
            let word = reading.word(place);
            let stem = reading.stem(word);
            sink.add(zone.atom(), &[stem], Some(word.span));
            let (Some(two), Some(&next)) = (two, places.get(i + 1)) else { continue };
            let next = reading.word(next);
            sink.add(two, &[stem, reading.stem(next)], over(word, next));
            let Some(&third) = places.get(i + 2) else { continue };
            let third = reading.word(third);
            sink.add(SKIP, &[stem, GAP, reading.stem(third)], over(word, third));
            sink.add(THREE, &[stem, reading.stem(next), reading.stem(third)], over(word, third));
        }
    }
}

fn over(first: &Word, last: &Word) -> Option<Span> {
    Some(Span::new(first.span.start(), last.span.end().max(first.span.end())))
}
