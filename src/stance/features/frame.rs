//! How the claim is built: quotation kind, order of its parts, person of the speaker, opening,
//! length.

use super::{DASH, NONE};
use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::stem_class::StemClass;
use crate::stance::view::ClaimView;
use crate::stance::word::Zone;
use crate::text::Class;

const KIND: Atom<'static> = Atom::new("kind");
const ALONE: Atom<'static> = Atom::new("alone");
const YES: Atom<'static> = Atom::new("yes");
const ORDER: Atom<'static> = Atom::new("order");
const WHO: Atom<'static> = Atom::new("who");
const LENGTH: Atom<'static> = Atom::new("length");
const KIND_ACT: Atom<'static> = Atom::new("kind-act");
const WHO_ACT: Atom<'static> = Atom::new("who-act");
const OPENING: Atom<'static> = Atom::new("opening");
const ENDS: Atom<'static> = Atom::new("ends");
const PERSON: Atom<'static> = Atom::new("person");
const FIRST: Atom<'static> = Atom::new("first");
const IF: Atom<'static> = Atom::new("if");

/// The build of the claim.
pub(super) fn add<S: FeatureSink + ?Sized>(view: &ClaimView<'_, '_>, reading: Reading<'_>, sink: &mut S) {
    let content = || reading.of(Zone::Content).map(|(_, w)| w);
    let kind = kind(reading);
    sink.add(KIND, &[kind], None);
    if view.lone {
        sink.add(ALONE, &[YES], None);
    }
    sink.add(ORDER, &[order(view)], None);
    let speaker = speaker(reading);
    sink.add(WHO, &[speaker], view.speaker);
    sink.add(LENGTH, &[length(reading.places(Zone::Content).len())], None);
    let sum = reading.sum(Zone::Content);
    for act in sum.acts.names() {
        sink.add(KIND_ACT, &[kind, act], None);
        sink.add(WHO_ACT, &[speaker, act], None);
    }
    let mut opening = [NONE; 3];
    for (n, word) in content().take(3).enumerate() {
        opening[n] = reading.stem(word);
        sink.add(OPENING, &opening[..=n], content().next().map(|w| w.span));
    }
    let last = reading.words.iter().rfind(|w| w.zone == Zone::Content);
    const LOUD: StemClass = StemClass::QUESTION.or(StemClass::EXCLAMATION);
    if let Some(last) = last.filter(|last| last.stem_class.meets(LOUD)) {
        sink.add(ENDS, &[reading.stem(last)], Some(last.span));
    }
    if sum.class.meets(Class::FIRST_PERSON) {
        sink.add(PERSON, &[FIRST], None);
    }
    if sum.stem_class.meets(StemClass::IF) {
        let modal = content().find(|w| w.class.meets(Class::MODAL));
        sink.add(IF, &[modal.map_or(DASH, |w| reading.stem(w))], modal.map(|w| w.span));
    }
}

fn kind(reading: Reading<'_>) -> Atom<'static> {
    const INDIRECT: Atom<'static> = Atom::new("indirect");
    const DIRECT: Atom<'static> = Atom::new("direct");
    const MIXED: Atom<'static> = Atom::new("mixed");
    match reading.sum(Zone::Content).quoted {
        0 => INDIRECT,
        n if n == reading.places(Zone::Content).len() => DIRECT,
        _ => MIXED,
    }
}

/// Where the cue stands to the content.
fn order(view: &ClaimView<'_, '_>) -> Atom<'static> {
    const NO_CUE: Atom<'static> = Atom::new("no-cue");
    const CUE_FIRST: Atom<'static> = Atom::new("cue-first");
    const CUE_LAST: Atom<'static> = Atom::new("cue-last");
    const CUE_INSIDE: Atom<'static> = Atom::new("cue-inside");
    let (Some(cue), Some(first), Some(last)) = (view.cue, view.content.first(), view.content.last()) else {
        return NO_CUE;
    };
    if cue.end() <= first.start() {
        CUE_FIRST
    } else if cue.start() >= last.end() {
        CUE_LAST
    } else {
        CUE_INSIDE
    }
}

fn speaker(reading: Reading<'_>) -> Atom<'static> {
    const THEY: Atom<'static> = Atom::new("they");
    const PRONOUN: Atom<'static> = Atom::new("pronoun");
    const NAME: Atom<'static> = Atom::new("name");
    const NOUN: Atom<'static> = Atom::new("noun");
    let mut words = reading.of(Zone::Speaker).map(|(_, w)| w);
    let Some(first) = words.next() else { return NONE };
    if first.class.meets(Class::FIRST_PERSON) {
        FIRST
    } else if reading.places(Zone::Speaker).len() == 1 && first.class.meets(Class::SUBJECT_PRONOUN) {
        if first.stem_class.meets(StemClass::THEY) { THEY } else { PRONOUN }
    } else if first.is_name() || words.any(|w| w.is_name()) {
        NAME
    } else {
        NOUN
    }
}

fn length(words: usize) -> Atom<'static> {
    const UP_TO_4: Atom<'static> = Atom::new("1-4");
    const UP_TO_9: Atom<'static> = Atom::new("5-9");
    const UP_TO_19: Atom<'static> = Atom::new("10-19");
    const UP_TO_39: Atom<'static> = Atom::new("20-39");
    const MORE: Atom<'static> = Atom::new("40-");
    match words {
        0..=4 => UP_TO_4,
        5..=9 => UP_TO_9,
        10..=19 => UP_TO_19,
        20..=39 => UP_TO_39,
        _ => MORE,
    }
}
