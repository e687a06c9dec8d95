//! What the claim answers: the acts of the sentences before it, and the words it takes up from them.
//!
//! `There was no meeting` is a denial where somebody has just said that there was one.

use super::polarity;
use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, WORDS_BEFORE};
use crate::stance::stem_class::StemClass;
use crate::stance::word::{Word, Zone};
use crate::text::Class;

const BEFORE: Atom<'static> = Atom::new("before");
const QUESTION: Atom<'static> = Atom::new("question");
const TAKEN_UP: Atom<'static> = Atom::new("taken-up");

/// The acts before the claim, alone and with its negations, and how much it takes up.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    if reading.before.is_empty() {
        return;
    }
    let polarity = polarity(reading.sum(Zone::Content).class.meets(Class::NEGATION));
    let (mut acts, mut stems) = (Acts::default(), StemClass::default());
    for word in reading.before.iter() {
        acts = acts.or(word.acts);
        stems = stems.or(word.stem_class);
    }
    for act in acts.names() {
        sink.add(BEFORE, &[act], None);
        sink.add(BEFORE, &[act, polarity], None);
    }
    if stems.meets(StemClass::QUESTION) {
        sink.add(BEFORE, &[QUESTION, polarity], None);
    }
    sink.add(TAKEN_UP, &[polarity, taken_up(reading)], None);
}

/// How many words of the content stand in the sentences before it too.
fn taken_up(reading: Reading<'_>) -> Atom<'static> {
    const COUNTS: [Atom<'static>; 4] = [Atom::new("0"), Atom::new("1"), Atom::new("2"), Atom::new("3-")];
    let known = StemSet::of(reading.before.iter());
    let mut found = [0; COUNTS.len() - 1];
    let mut count = 0;
    for (_, word) in reading.of(Zone::Content) {
        if is_full(word) && known.holds(word.stem) && !found[..count].contains(&word.stem) {
            found[count] = word.stem;
            count += 1;
            if count == found.len() {
                break;
            }
        }
    }
    COUNTS[count]
}

/// The stems of the full words of the sentences before a claim; open addressing by their hashes.
struct StemSet([u64; StemSet::SLOTS]);

impl StemSet {
    /// So many that half of them stay free.
    const SLOTS: usize = (2 * WORDS_BEFORE).next_power_of_two();

    fn of<'w>(words: impl Iterator<Item = &'w Word>) -> Self {
        let mut set = StemSet([0; Self::SLOTS]);
        for word in words.take(WORDS_BEFORE).filter(|word| is_full(word)) {
            let slot = set.slot(word.stem);
            set.0[slot] = word.stem;
        }
        set
    }

    fn holds(&self, stem: u64) -> bool {
        self.0[self.slot(stem)] == stem
    }

    /// Where a stem stands, or would stand.
    fn slot(&self, stem: u64) -> usize {
        let mut slot = stem as usize % Self::SLOTS;
        while self.0[slot] != 0 && self.0[slot] != stem {
            slot = (slot + 1) % Self::SLOTS;
        }
        slot
    }
}

/// Whether a word has a meaning of its own and is no name.
fn is_full(word: &Word) -> bool {
    const CLOSED: Class = Class::AUXILIARY
        .or(Class::NEGATION)
        .or(Class::ADVERB)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::SUBJECT_PRONOUN)
        .or(Class::OBJECT_PRONOUN)
        .or(Class::POSSESSIVE)
        .or(Class::QUESTION)
        .or(Class::DETERMINER);
    !word.is_mark() && !word.is_name() && !word.class.meets(CLOSED) && word.stem_class.meets(StemClass::LONG)
}
