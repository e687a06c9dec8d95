//! Acts of the words of the act lexicon: where they stand, what governs them, whose they are.

use super::{DASH, FRONT, NOTHING, OWN, REPORTED, polarity};
use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::Reading;
use crate::stance::scope::{Scope, scope};
use crate::stance::stem_class::StemClass;
use crate::stance::word::Zone;
use crate::text::Class;

const HOLDS: Atom<'static> = Atom::new("holds");
const ACT: Atom<'static> = Atom::new("act");
const ACT_AT: Atom<'static> = Atom::new("act-at");
const ACT_MODAL: Atom<'static> = Atom::new("act-modal");
const ACT_FRAME: Atom<'static> = Atom::new("act-frame");
const CUE_WITH: Atom<'static> = Atom::new("cue-with");
const IF: Atom<'static> = Atom::new("if");
const MIDDLE: Atom<'static> = Atom::new("middle");
const END: Atom<'static> = Atom::new("end");

/// Each word of the lexicon outside the speaker, and which acts a part holds at all.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    for zone in [Zone::Content, Zone::Cue, reading.rest] {
        let mut plain = Acts::default();
        let places = if reading.sum(zone).acts.is_empty() { &[] } else { reading.places(zone) };
        for (i, &place) in places.iter().enumerate() {
            let word = reading.word(place);
            if word.acts.is_empty() {
                continue;
            }
            let scope = scope(reading, place as usize);
            if !scope.negated && !scope.reported {
                plain = plain.or(word.acts);
            }
            if zone == Zone::Cue {
                continue;
            }
            one(reading, place as usize, &scope, position(i, places.len()), sink);
        }
        for act in plain.names() {
            sink.add(HOLDS, &[zone.atom(), act], None);
        }
        if reading.sum(zone).acts.is_empty() {
            sink.add(HOLDS, &[zone.atom(), NOTHING], None);
        }
    }
    together(reading, sink);
}

fn one<S: FeatureSink + ?Sized>(
    reading: Reading<'_>,
    place: usize,
    scope: &Scope<'_>,
    position: Atom<'static>,
    sink: &mut S,
) {
    let word = &reading.words[place];
    let zone = word.zone.atom();
    let span = Some(word.span);
    let polarity = polarity(scope.negated);
    let voice = if scope.reported { REPORTED } else { OWN };
    let person = scope.person.atom();
    let modal = scope.modal.map(|modal| reading.stem(modal));
    let frame = frame(reading, place);
    for act in word.acts.names() {
        sink.add(ACT, &[zone, act, polarity], span);
        sink.add(ACT, &[zone, act, polarity, person], span);
        sink.add(ACT, &[zone, act, polarity, voice], span);
        sink.add(ACT_AT, &[zone, act, position], span);
        sink.add(ACT_MODAL, &[zone, act, modal.unwrap_or(DASH)], span);
        if scope.conditional {
            sink.add(ACT_MODAL, &[zone, act, IF], span);
        }
        sink.add(ACT_FRAME, &[zone, act, frame, polarity], span);
        sink.add(ACT_FRAME, &[zone, act, frame, voice], span);
    }
}

/// How a word stands in its clause, as what comes before it tells without determiners, adverbs and
/// adjectives.
fn frame(reading: Reading<'_>, place: usize) -> Atom<'static> {
    const IS: Atom<'static> = Atom::new("is");
    const MODAL: Atom<'static> = Atom::new("modal");
    const HAS: Atom<'static> = Atom::new("has");
    const TO: Atom<'static> = Atom::new("to");
    const TO_WHAT: Atom<'static> = Atom::new("to-what");
    const OF: Atom<'static> = Atom::new("of");
    const SUBJECT: Atom<'static> = Atom::new("subject");
    const AFTER_WORD: Atom<'static> = Atom::new("after-word");
    const OBJECT: Atom<'static> = Atom::new("object");
    const FRONT_ATTRIBUTE: Atom<'static> = Atom::new("front-attribute");
    const LIGHT: Class = Class::DETERMINER.or(Class::ADVERB).or(Class::POSSESSIVE).or(Class::NEGATION);
    const NO_NOUN: Class = Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION);
    let words = reading.words;
    let zone = words[place].zone;
    let mut bare = true;
    for word in words[..place].iter().rev().take(4) {
        if word.zone != zone || word.is_mark() {
            break;
        }
        if word.class.meets(Class::BE) {
            return IS;
        } else if word.class.meets(Class::MODAL) {
            return MODAL;
        } else if word.class.meets(Class::HAVE) {
            return HAS;
        } else if word.stem_class.meets(StemClass::TO) {
            return if bare { TO } else { TO_WHAT };
        } else if word.class.meets(Class::PREPOSITION) {
            return OF;
        } else if word.class.meets(Class::SUBJECT_PRONOUN) && !word.class.meets(Class::DETERMINER) {
            return SUBJECT;
        } else if word.class.meets(LIGHT) || word.stem_class.meets(StemClass::MODIFIER) {
            bare = false;
        } else {
            return if bare { AFTER_WORD } else { OBJECT };
        }
    }
    let next = words.get(place + 1).filter(|w| w.zone == zone && !w.is_mark());
    let attributive = next.is_some_and(|n| !n.class.meets(NO_NOUN));
    if attributive { FRONT_ATTRIBUTE } else { FRONT }
}

/// The act of the cue with each act of the content.
fn together<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    let (cue, content) = (reading.sum(Zone::Cue).acts, reading.sum(Zone::Content).acts);
    for of_cue in cue.names() {
        for of_content in content.names() {
            sink.add(CUE_WITH, &[of_cue, of_content], None);
        }
        if content.is_empty() {
            sink.add(CUE_WITH, &[of_cue, NOTHING], None);
        }
    }
}

fn position(i: usize, of: usize) -> Atom<'static> {
    match (i, of) {
        (0..=2, _) => FRONT,
        _ if i + 3 >= of => END,
        _ => MIDDLE,
    }
}
