//! Words of the act lexicon: where they stand, what governs them, whose they are.

use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::scope::{Scope, scope};

/// Each word of the lexicon outside the speaker, and which acts a part holds at all.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    for zone in [Zone::Content, Zone::Cue, Zone::Rest] {
        let mut plain = Acts::default();
        let mut all = Acts::default();
        let words: Vec<(usize, &Word<'_>)> = reading.of(zone).collect();
        for (i, &(place, word)) in words.iter().enumerate() {
            if word.acts.is_empty() {
                continue;
            }
            let scope = scope(reading, place);
            all = all.or(word.acts);
            if !scope.negated && !scope.reported {
                plain = plain.or(word.acts);
            }
            if zone == Zone::Cue {
                continue;
            }
            let neighbours = (i.checked_sub(1).and_then(|p| words.get(p)), words.get(i + 1));
            let position = position(i, words.len());
            one(zone, word, &scope, (neighbours.0.map(|n| n.1), neighbours.1.map(|n| n.1)), position, sink);
        }
        for act in plain.names() {
            sink.add("holds", &[zone.as_str().into(), act.into()], None);
        }
        if all.is_empty() {
            sink.add("holds", &[zone.as_str().into(), "nothing".into()], None);
        }
    }
    together(reading, sink);
}

fn one<S: FeatureSink + ?Sized>(
    zone: Zone,
    word: &Word<'_>,
    scope: &Scope<'_>,
    (before, after): (Option<&Word<'_>>, Option<&Word<'_>>),
    position: &str,
    sink: &mut S,
) {
    let zone_atom = Atom::from(zone.as_str());
    let span = Some(word.span);
    let polarity = Atom::from(if scope.negated { "negated" } else { "plain" });
    let voice = Atom::from(if scope.reported { "reported" } else { "own" });
    let person = Atom::from(scope.person.as_str());
    for act in word.acts.names() {
        let act = Atom::from(act);
        sink.add("act", &[zone_atom, act, polarity], span);
        sink.add("act", &[zone_atom, act, polarity, person], span);
        sink.add("act", &[zone_atom, act, polarity, voice], span);
        sink.add("act-at", &[zone_atom, act, position.into()], span);
        let modal = scope.modal.map_or(Atom::from("-"), |modal| modal.stem);
        sink.add("act-modal", &[zone_atom, act, modal], span);
        if scope.conditional {
            sink.add("act-modal", &[zone_atom, act, "if".into()], span);
        }
        if let Some(before) = before {
            sink.add("act-before", &[zone_atom, before.stem, act], span);
        }
        if let Some(after) = after {
            sink.add("act-after", &[zone_atom, act, after.stem], span);
        }
    }
    sink.add("act-word", &[zone_atom, word.stem, polarity], span);
    sink.add("act-word", &[zone_atom, word.stem, person], span);
    if let Some(modal) = scope.modal {
        sink.add("act-word", &[zone_atom, word.stem, modal.stem], span);
    }
}

/// The act of the cue with each act of the content.
fn together<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    let all = |zone| reading.of(zone).fold(Acts::default(), |acts, (_, w)| acts.or(w.acts));
    let (cue, content) = (all(Zone::Cue), all(Zone::Content));
    for of_cue in cue.names() {
        for of_content in content.names() {
            sink.add("cue-with", &[of_cue.into(), of_content.into()], None);
        }
        if content.is_empty() {
            sink.add("cue-with", &[of_cue.into(), "nothing".into()], None);
        }
    }
}

fn position(i: usize, of: usize) -> &'static str {
    match (i, of) {
        (0..=2, _) => "front",
        _ if i + 3 >= of => "end",
        _ => "middle",
    }
}
