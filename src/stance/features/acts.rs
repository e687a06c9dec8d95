//! Words of the act lexicon: where they stand, what governs them, whose they are.

use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::scope::{Scope, scope};
use crate::text::Class;

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
            one(
                reading,
                place,
                &scope,
                (neighbours.0.map(|n| n.1), neighbours.1.map(|n| n.1)),
                position,
                sink,
            );
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
    reading: &Reading<'_>,
    place: usize,
    scope: &Scope<'_>,
    (before, after): (Option<&Word<'_>>, Option<&Word<'_>>),
    position: &str,
    sink: &mut S,
) {
    let word = &reading.words[place];
    let zone_atom = Atom::from(word.zone.as_str());
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
        let (frame, governor) = frame(reading, place);
        sink.add("act-frame", &[zone_atom, act, frame.into(), polarity], span);
        sink.add("act-frame", &[zone_atom, act, frame.into(), voice], span);
        if let Some(governor) = governor {
            sink.add("act-governor", &[zone_atom, governor.stem, act], span);
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

/// How a word stands in its clause, and the word that governs it: what comes before it without
/// determiners, adverbs and adjectives.
fn frame<'r, 'v>(reading: &'r Reading<'v>, place: usize) -> (&'static str, Option<&'r Word<'v>>) {
    let words = &reading.words;
    let zone = words[place].zone;
    let next = words.get(place + 1).filter(|w| w.zone == zone && !w.is_mark);
    let light = Class::DETERMINER.or(Class::ADVERB).or(Class::POSSESSIVE).or(Class::NEGATION);
    let mut bare = true;
    for word in words[..place].iter().rev().take(4) {
        if word.zone != zone || word.is_mark {
            break;
        }
        if word.class.meets(Class::BE) {
            return ("is", Some(word));
        } else if word.class.meets(Class::MODAL) {
            return ("modal", Some(word));
        } else if word.class.meets(Class::HAVE) {
            return ("has", Some(word));
        } else if word.text == "to" {
            return (if bare { "to" } else { "to-what" }, Some(word));
        } else if word.class.meets(Class::PREPOSITION) {
            return ("of", Some(word));
        } else if word.class.meets(Class::SUBJECT_PRONOUN) && !word.class.meets(Class::DETERMINER) {
            return ("subject", Some(word));
        } else if word.class.meets(light) || is_modifier(word) {
            bare = false;
        } else {
            return (if bare { "after-word" } else { "object" }, Some(word));
        }
    }
    let attributive =
        next.is_some_and(|n| !n.class.meets(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION)));
    (if attributive { "front-attribute" } else { "front" }, None)
}

/// Whether a word looks like an adjective that leans on the noun behind it.
fn is_modifier(word: &Word<'_>) -> bool {
    matches!(
        word.text,
        "seriou"
            | "grave"
            | "real"
            | "great"
            | "greatest"
            | "big"
            | "biggest"
            | "major"
            | "enorm"
            | "huge"
            | "immedi"
            | "potenti"
            | "direct"
            | "clear"
            | "signific"
            | "growing"
            | "grow"
            | "deep"
            | "possibl"
            | "new"
            | "increas"
            | "nation"
            | "secur"
            | "global"
            | "existenti"
            | "public"
            | "health"
            | "econom"
            | "dire"
            | "sever"
            | "serious"
    )
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
