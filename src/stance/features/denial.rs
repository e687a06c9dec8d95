//! Denial without a word for it: negations with their subject and tense, and what they answer.

use super::{FRONT, REPORTED};
use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::groups;
use crate::stance::reading::Reading;
use crate::stance::scope::scope;
use crate::stance::stem_class::StemClass;
use crate::stance::word::{Word, Zone};
use crate::text::Class;

const NOT: Atom<'static> = Atom::new("not");
const NOT_TENSE: Atom<'static> = Atom::new("not-tense");
const NOT_CUE: Atom<'static> = Atom::new("not-cue");
const QUOTED: Atom<'static> = Atom::new("quoted");
const ACCUSED: Atom<'static> = Atom::new("accused");

/// Negations of the content.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    if !reading.sum(Zone::Content).class.meets(Class::NEGATION) {
        return;
    }
    let places = reading.places(Zone::Content);
    for (i, &place) in places.iter().enumerate() {
        if reading.word(place).class.meets(Class::NEGATION) {
            negation(reading, i, sink);
        }
    }
}

/// The negation that is word `i` of the content.
fn negation<S: FeatureSink + ?Sized>(reading: Reading<'_>, i: usize, sink: &mut S) {
    let places = reading.places(Zone::Content);
    let (place, word) = (places[i], reading.word(places[i]));
    let span = Some(word.span);
    let quoted = places.first().is_some_and(|&first| reading.word(first).is_quoted());
    let quoted = if quoted { QUOTED } else { REPORTED };
    let person = scope(reading, place as usize).person.atom();
    sink.add(NOT, &[person], span);
    sink.add(NOT, &[reading.stem(word), person], span);
    sink.add(NOT, &[quoted, person], span);
    let before = i.checked_sub(1).and_then(|p| places.get(p)).map(|&place| reading.word(place));
    let tense = tense(word, before);
    sink.add(NOT_TENSE, &[tense], span);
    sink.add(NOT_TENSE, &[tense, person], span);
    sink.add(NOT_TENSE, &[tense, quoted], span);
    for (_, cue) in reading.of(Zone::Cue) {
        sink.add(NOT_CUE, &[reading.stem(cue), tense], span);
        sink.add(NOT_CUE, &[reading.stem(cue), person], span);
    }
    let charge = groups().charge;
    if reading.sum(reading.rest).acts.meets(charge) {
        sink.add(NOT_TENSE, &[ACCUSED, tense], span);
    }
    if i < 4 {
        sink.add(NOT, &[FRONT, person], span);
    }
}

/// The tense of a negation, as its own form or the auxiliary before it tells.
fn tense(negation: &Word, before: Option<&Word>) -> Atom<'static> {
    const PAST: Atom<'static> = Atom::new("past");
    const PERFECT: Atom<'static> = Atom::new("perfect");
    const MODAL: Atom<'static> = Atom::new("modal");
    const PRESENT: Atom<'static> = Atom::new("present");
    const NO: Atom<'static> = Atom::new("no");
    const WITHOUT: Atom<'static> = Atom::new("without");
    const NEVER: Atom<'static> = Atom::new("never");
    const BARE: Atom<'static> = Atom::new("bare");
    let own = [
        (StemClass::NOT_PAST, PAST),
        (StemClass::NOT_PERFECT, PERFECT),
        (StemClass::NOT_MODAL, MODAL),
        (StemClass::NOT_PRESENT, PRESENT),
        (StemClass::NO, NO),
        (StemClass::WITHOUT, WITHOUT),
        (StemClass::NEVER, NEVER),
    ];
    let auxiliary = [(StemClass::PAST, PAST), (StemClass::PERFECT, PERFECT), (StemClass::PRESENT, PRESENT)];
    let of = |word: &Word, tenses: &[(StemClass, Atom<'static>)]| {
        tenses.iter().find(|(class, _)| word.stem_class.meets(*class)).map(|(_, tense)| *tense)
    };
    let modal = || before.filter(|word| word.class.meets(Class::MODAL)).map(|_| MODAL);
    of(negation, &own).or_else(|| of(before?, &auxiliary)).or_else(modal).unwrap_or(BARE)
}
