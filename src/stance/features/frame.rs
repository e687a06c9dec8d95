//! How the claim is built: quotation kind, order of its parts, person of the speaker, opening,
//! length.

use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::view::ClaimView;
use crate::text::Class;

/// The build of the claim.
pub(super) fn add<S: FeatureSink + ?Sized>(view: &ClaimView<'_, '_>, reading: &Reading<'_>, sink: &mut S) {
    let content: Vec<&Word<'_>> = reading.of(Zone::Content).map(|(_, w)| w).collect();
    let kind = kind(&content);
    sink.add("kind", &[kind.into()], None);
    sink.add("order", &[order(view).into()], None);
    let speaker = speaker(reading);
    sink.add("who", &[speaker.into()], view.speaker);
    sink.add("length", &[length(content.len()).into()], None);
    let acts = content.iter().fold(Acts::default(), |all, w| all.or(w.acts));
    for act in acts.names() {
        sink.add("kind-act", &[kind.into(), act.into()], None);
        sink.add("who-act", &[speaker.into(), act.into()], None);
    }
    let opening: Vec<Atom<'_>> = content.iter().take(3).map(|w| w.stem).collect();
    for n in 1..=opening.len() {
        sink.add("opening", &opening[..n], content.first().map(|w| w.span));
    }
    let last = reading.words.iter().rfind(|w| w.zone == Zone::Content);
    if let Some(last) = last.filter(|last| matches!(last.text, "?" | "!")) {
        sink.add("ends", &[last.stem], Some(last.span));
    }
    if content.iter().any(|w| w.class.meets(Class::FIRST_PERSON)) {
        sink.add("person", &["first".into()], None);
    }
    if content.iter().any(|w| w.text == "if" || w.text == "unless") {
        let modal = content.iter().find(|w| w.class.meets(Class::MODAL));
        sink.add("if", &[modal.map_or(Atom::from("-"), |w| w.stem)], modal.map(|w| w.span));
    }
}

fn kind(content: &[&Word<'_>]) -> &'static str {
    match content.iter().filter(|w| w.quoted).count() {
        0 => "indirect",
        n if n == content.len() => "direct",
        _ => "mixed",
    }
}

/// Where the cue stands to the content.
fn order(view: &ClaimView<'_, '_>) -> &'static str {
    let (Some(cue), Some(first), Some(last)) = (view.cue, view.content.first(), view.content.last()) else {
        return "no-cue";
    };
    if cue.end() <= first.start() {
        "cue-first"
    } else if cue.start() >= last.end() {
        "cue-last"
    } else {
        "cue-inside"
    }
}

fn speaker(reading: &Reading<'_>) -> &'static str {
    let mut words = reading.of(Zone::Speaker).map(|(_, w)| w);
    let Some(first) = words.next() else { return "none" };
    let rest: Vec<&Word<'_>> = words.collect();
    if first.class.meets(Class::FIRST_PERSON) {
        "first"
    } else if rest.is_empty() && first.class.meets(Class::SUBJECT_PRONOUN) {
        if first.text == "they" { "they" } else { "pronoun" }
    } else if first.is_name || rest.iter().any(|w| w.is_name) {
        "name"
    } else {
        "noun"
    }
}

fn length(words: usize) -> &'static str {
    match words {
        0..=4 => "1-4",
        5..=9 => "5-9",
        10..=19 => "10-19",
        20..=39 => "20-39",
        _ => "40-",
    }
}
