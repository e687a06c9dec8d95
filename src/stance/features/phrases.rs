//! Phrases of the phrase list: where they stand, whose they are.

use crate::learn::{Atom, FeatureSink};
use crate::stance::phrases::phrases;
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::scope::scope;
use crate::text::Span;

/// Each phrase outside the speaker, by the part in which it begins.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    let words: Vec<(usize, &Word<'_>)> =
        reading.words.iter().enumerate().filter(|(_, w)| !w.is_mark).collect();
    for (i, (place, word)) in words.iter().enumerate() {
        if word.zone == Zone::Speaker {
            continue;
        }
        for phrase in phrases(word.hash) {
            if !phrase.follows(|n| words.get(i + n).map(|(_, w)| w.hash)) {
                continue;
            }
            let last = words.get(i + phrase.len() - 1).map_or(*word, |(_, w)| w);
            let span = Some(Span::new(word.span.start(), last.span.end().max(word.span.end())));
            let (zone, class) = (Atom::from(word.zone.as_str()), Atom::from(phrase.class));
            let scope = scope(reading, *place);
            sink.add("phrase", &[zone, class], span);
            sink.add("phrase", &[zone, class, scope.person.as_str().into()], span);
            sink.add("phrase", &[zone, class, if scope.reported { "reported" } else { "own" }.into()], span);
            if scope.negated {
                sink.add("phrase", &[zone, class, "negated".into()], span);
            }
            if i < 6 || words[i - 6].1.zone != word.zone {
                sink.add("phrase", &[zone, class, "front".into()], span);
            }
        }
    }
}
