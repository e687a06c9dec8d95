//! Stems of each part of a claim, and the n-grams of its content and cue.

use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::{Reading, Word, Zone};
use crate::text::Span;

/// Stands for the word that a skip-gram leaves out.
const GAP: &str = "_";

/// Unigrams of each part; bigrams, skip-grams and trigrams of content and cue.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    for zone in Zone::ALL {
        let words: Vec<&Word<'_>> = reading.of(zone).map(|(_, word)| word).collect();
        let two = match zone {
            Zone::Content => Some("content-two"),
            Zone::Cue => Some("cue-two"),
            Zone::Speaker | Zone::Rest => None,
        };
        for (i, word) in words.iter().enumerate() {
            sink.add(zone.as_str(), &[word.stem], Some(word.span));
            let (Some(two), Some(next)) = (two, words.get(i + 1)) else { continue };
            sink.add(two, &[word.stem, next.stem], over(word, next));
            let Some(third) = words.get(i + 2) else { continue };
            sink.add("skip", &[word.stem, Atom::from(GAP), third.stem], over(word, third));
            sink.add("three", &[word.stem, next.stem, third.stem], over(word, third));
        }
    }
}

fn over(first: &Word<'_>, last: &Word<'_>) -> Option<Span> {
    Some(Span::new(first.span.start(), last.span.end().max(first.span.end())))
}
