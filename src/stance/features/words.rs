//! Stems of each part of a claim and their n-grams.

use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::{Reading, Word, Zone};
use crate::text::Span;

/// Stands for the word that a skip-gram leaves out.
const GAP: &str = "_";

/// Unigrams, bigrams and skip-grams of each part, and trigrams of the whole.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    for zone in Zone::ALL {
        let words: Vec<&Word<'_>> = reading.of(zone).map(|(_, word)| word).collect();
        let (one, two) = families(zone);
        for (i, word) in words.iter().enumerate() {
            sink.add(one, &[word.stem], Some(word.span));
            let Some(next) = words.get(i + 1) else { continue };
            sink.add(two, &[word.stem, next.stem], over(word, next));
            if zone == Zone::Speaker || zone == Zone::Rest {
                continue;
            }
            let Some(third) = words.get(i + 2) else { continue };
            sink.add("skip", &[word.stem, Atom::from(GAP), third.stem], over(word, third));
            sink.add("three", &[word.stem, next.stem, third.stem], over(word, third));
        }
    }
    across(reading, sink);
}

/// Bigrams of the claim's whole passage, whatever part they stand in.
fn across<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    let words: Vec<&Word<'_>> = reading.words.iter().filter(|w| !w.is_mark).collect();
    for pair in words.windows(2) {
        sink.add("any", &[pair[0].stem], Some(pair[0].span));
        sink.add("any-two", &[pair[0].stem, pair[1].stem], over(pair[0], pair[1]));
    }
}

fn families(zone: Zone) -> (&'static str, &'static str) {
    match zone {
        Zone::Content => ("content", "content-two"),
        Zone::Cue => ("cue", "cue-two"),
        Zone::Speaker => ("speaker", "speaker-two"),
        Zone::Rest => ("rest", "rest-two"),
    }
}

fn over(first: &Word<'_>, last: &Word<'_>) -> Option<Span> {
    Some(Span::new(first.span.start(), last.span.end().max(first.span.end())))
}
