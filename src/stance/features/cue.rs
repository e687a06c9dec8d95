//! The cue: its whole wording, the act it names, whether that act is negated, and what it governs.

use super::{NONE, polarity};
use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::scope::scope;
use crate::stance::word::Zone;
use crate::text::{Class, Span};

/// Longest cue that is a feature as a whole, in words.
const LONGEST: usize = 5;

const CUE_WHOLE: Atom<'static> = Atom::new("cue-whole");
const CUE_ACT: Atom<'static> = Atom::new("cue-act");
const CUE_NEXT: Atom<'static> = Atom::new("cue-next");
const CUE_OBJECT: Atom<'static> = Atom::new("cue-object");
const WORD: Atom<'static> = Atom::new("word");
const PERSON: Atom<'static> = Atom::new("person");
/// Places behind the cue.
const PLACES: [Atom<'static>; 4] = [Atom::new("1"), Atom::new("2"), Atom::new("3"), Atom::new("4")];

/// What the cue says of the act.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    let mut cue = reading.of(Zone::Cue);
    let count = reading.places(Zone::Cue).len();
    let (Some((first, head)), Some((last, tail))) = (cue.clone().next(), cue.clone().next_back()) else {
        sink.add(CUE_WHOLE, &[NONE], None);
        return;
    };
    let span = Some(Span::new(head.span.start(), tail.span.end()));
    if count <= LONGEST {
        let mut atoms = [NONE; LONGEST];
        for (atom, (_, word)) in atoms.iter_mut().zip(cue.clone()) {
            *atom = reading.stem(word);
        }
        sink.add(CUE_WHOLE, &atoms[..count], span);
    }
    let negated = cue.clone().any(|(_, w)| w.class.meets(Class::NEGATION)) || scope(reading, first).negated;
    let polarity = polarity(negated);
    for (_, word) in cue.clone() {
        for act in word.acts.names() {
            sink.add(CUE_ACT, &[act], Some(word.span));
            sink.add(CUE_ACT, &[act, polarity], Some(word.span));
        }
        if !word.acts.is_empty() {
            sink.add(CUE_ACT, &[WORD, reading.stem(word), polarity], Some(word.span));
        }
    }
    if cue.all(|(_, w)| w.acts.is_empty()) {
        sink.add(CUE_ACT, &[NONE], span);
    }
    after(reading, last, sink);
}

/// The words that follow the cue, with its last word: `deny | claim`, `warn | of`.
fn after<S: FeatureSink + ?Sized>(reading: Reading<'_>, last: usize, sink: &mut S) {
    let cue = &reading.words[last];
    let following = reading.words[last + 1..].iter().filter(|w| !w.is_mark());
    for (i, (word, place)) in following.zip(PLACES).enumerate() {
        if i == 0 {
            sink.add(CUE_NEXT, &[reading.stem(cue), reading.stem(word)], Some(word.span));
        }
        for cue_act in cue.acts.names() {
            for act in word.acts.names() {
                sink.add(CUE_OBJECT, &[cue_act, act], Some(word.span));
            }
            if word.is_name() || word.class.meets(Class::OBJECT_PRONOUN) {
                sink.add(CUE_OBJECT, &[cue_act, PERSON, place], Some(word.span));
            }
        }
    }
}
