//! The cue: its whole wording, the act it names, whether that act is negated, and what it governs.

use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::scope::scope;
use crate::text::{Class, Span};

/// Longest cue that is a feature as a whole, in words.
const LONGEST: usize = 5;

/// What the cue says of the act.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    let cue: Vec<(usize, &Word<'_>)> = reading.of(Zone::Cue).collect();
    let (Some((first, head)), Some((last, tail))) = (cue.first().copied(), cue.last().copied()) else {
        sink.add("cue-whole", &["none".into()], None);
        return;
    };
    let span = Some(Span::new(head.span.start(), tail.span.end()));
    if cue.len() <= LONGEST {
        let atoms: Vec<Atom<'_>> = cue.iter().map(|(_, w)| w.stem).collect();
        sink.add("cue-whole", &atoms, span);
    }
    let negated = cue.iter().any(|(_, w)| w.class.meets(Class::NEGATION)) || scope(reading, first).negated;
    let polarity = Atom::from(if negated { "negated" } else { "plain" });
    for (_, word) in &cue {
        for act in word.acts.names() {
            sink.add("cue-act", &[act.into()], Some(word.span));
            sink.add("cue-act", &[act.into(), polarity], Some(word.span));
        }
        if !word.acts.is_empty() {
            sink.add("cue-act", &["word".into(), word.stem, polarity], Some(word.span));
        }
    }
    if cue.iter().all(|(_, w)| w.acts.is_empty()) {
        sink.add("cue-act", &["none".into()], span);
    }
    after(reading, last, sink);
}

/// The words that follow the cue, with its last word: `deny | claim`, `warn | of`.
fn after<S: FeatureSink + ?Sized>(reading: &Reading<'_>, last: usize, sink: &mut S) {
    let cue = &reading.words[last];
    let following = reading.words[last + 1..].iter().filter(|w| !w.is_mark);
    for (word, place) in following.take(4).zip(["1", "2", "3", "4"]) {
        if place == "1" {
            sink.add("cue-next", &[cue.stem, word.stem], Some(word.span));
        }
        for cue_act in cue.acts.names() {
            for act in word.acts.names() {
                sink.add("cue-object", &[cue_act.into(), act.into()], Some(word.span));
            }
            if word.is_name || word.class.meets(Class::OBJECT_PRONOUN) {
                sink.add("cue-object", &[cue_act.into(), "person".into(), place.into()], Some(word.span));
            }
        }
    }
}
