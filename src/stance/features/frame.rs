//! How the claim is built: quotation kind, order of its parts, how the speaker is named, condition.

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
const FIRST: Atom<'static> = Atom::new("first");
const IF: Atom<'static> = Atom::new("if");

/// The build of the claim.
pub(super) fn add<S: FeatureSink + ?Sized>(view: &ClaimView<'_, '_>, reading: Reading<'_>, sink: &mut S) {
    sink.add(KIND, &[kind(reading)], None);
    if view.lone {
        sink.add(ALONE, &[YES], None);
    }
    sink.add(ORDER, &[order(view)], None);
    sink.add(WHO, &[speaker(reading)], view.speaker);
    if reading.sum(Zone::Content).stem_class.meets(StemClass::IF) {
        let modal = reading.of(Zone::Content).map(|(_, w)| w).find(|w| w.class.meets(Class::MODAL));
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
