//! What the claim answers: the acts of the sentences before it, and the words it takes up from them.
//!
//! `There was no meeting` is a denial where somebody has just said that there was one.

use std::collections::BTreeSet;

use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, Word, Zone};
use crate::text::Class;

/// The acts before the claim, alone and with its negations, and how much it takes up.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    if reading.before.is_empty() {
        return;
    }
    let negated = reading.of(Zone::Content).any(|(_, w)| w.class.meets(Class::NEGATION));
    let polarity = Atom::from(if negated { "negated" } else { "plain" });
    let acts = reading.before.iter().fold(Acts::default(), |all, w| all.or(w.acts));
    for act in acts.names() {
        sink.add("before", &[act.into()], None);
        sink.add("before", &[act.into(), polarity], None);
    }
    if reading.before.iter().any(|w| w.text == "?") {
        sink.add("before", &["question".into(), polarity], None);
    }
    sink.add("taken-up", &[polarity, taken_up(reading).into()], None);
}

/// How many words of the content stand in the sentences before it too.
fn taken_up(reading: &Reading<'_>) -> &'static str {
    let known: BTreeSet<&str> = reading.before.iter().filter(|w| is_full(w)).map(|w| w.text).collect();
    let words: BTreeSet<&str> =
        reading.of(Zone::Content).map(|(_, w)| w).filter(|w| is_full(w)).map(|w| w.text).collect();
    match words.intersection(&known).count() {
        0 => "0",
        1 => "1",
        2 => "2",
        _ => "3-",
    }
}

/// Whether a word has a meaning of its own and is no name.
fn is_full(word: &Word<'_>) -> bool {
    let closed = Class::AUXILIARY
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
    !word.is_mark && !word.is_name && !word.class.meets(closed) && word.text.len() > 2
}
