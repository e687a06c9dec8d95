//! Denial without a word for it: negations with their subject and verb, and harm that lies ahead.

use crate::learn::{Atom, FeatureSink};
use crate::stance::acts::Acts;
use crate::stance::reading::{Reading, Word, Zone};
use crate::stance::scope::scope;
use crate::text::Class;

/// Negations of the content, and its modal verbs with what they announce.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: &Reading<'_>, sink: &mut S) {
    let words: Vec<(usize, &Word<'_>)> = reading.of(Zone::Content).collect();
    let harm = ["danger", "harm", "disaster", "risk", "threaten", "consequence"]
        .into_iter()
        .fold(Acts::default(), |all, name| all.or(Acts::named(name)));
    let quoted = words.first().is_some_and(|(_, w)| w.quoted);
    let cue: Vec<&Word<'_>> = reading.of(Zone::Cue).map(|(_, w)| w).collect();
    let speaker: Vec<&Word<'_>> = reading.of(Zone::Speaker).map(|(_, w)| w).collect();
    let charge = Acts::named("charge").or(Acts::named("attack"));
    let accused = reading.of(Zone::Rest).any(|(_, w)| w.acts.meets(charge));
    for (i, &(place, word)) in words.iter().enumerate() {
        let span = Some(word.span);
        if word.class.meets(Class::NEGATION) {
            let person = Atom::from(scope(reading, place).person.as_str());
            sink.add("not", &[person], span);
            sink.add("not", &[word.stem, person], span);
            sink.add("not", &[if quoted { "quoted" } else { "reported" }.into(), person], span);
            for (_, next) in words.iter().skip(i + 1).take(4) {
                sink.add("not-what", &[next.stem], span);
                sink.add("not-what", &[next.stem, person], span);
            }
            let before = i.checked_sub(1).and_then(|p| words.get(p)).map(|(_, w)| *w);
            let tense = Atom::from(tense(word, before));
            sink.add("not-tense", &[tense], span);
            sink.add("not-tense", &[tense, person], span);
            sink.add("not-tense", &[tense, if quoted { "quoted" } else { "reported" }.into()], span);
            for cue in &cue {
                sink.add("not-cue", &[cue.stem, tense], span);
                sink.add("not-cue", &[cue.stem, person], span);
            }
            for speaker in &speaker {
                sink.add("not-speaker", &[speaker.stem], span);
            }
            if accused {
                sink.add("not-tense", &["accused".into(), tense], span);
            }
            if i < 4 {
                sink.add("not", &["front".into(), person], span);
            }
        }
        if word.class.meets(Class::MODAL) {
            let person = Atom::from(scope(reading, place).person.as_str());
            for (_, next) in words.iter().skip(i + 1).take(7) {
                if next.acts.meets(harm) {
                    sink.add("ahead", &[word.stem], span);
                    sink.add("ahead", &[word.stem, person], span);
                    sink.add("ahead", &["harm".into()], span);
                    break;
                }
            }
        }
    }
}

/// The tense of a negation, as its own form or the auxiliary before it tells.
fn tense(negation: &Word<'_>, before: Option<&Word<'_>>) -> &'static str {
    match negation.text {
        "didn't" | "wasn't" | "weren't" | "hadn't" => "past",
        "hasn't" | "haven't" => "perfect",
        "won't" | "wouldn't" | "can't" | "cannot" | "couldn't" | "shouldn't" | "mustn't" => "modal",
        "don't" | "doesn't" | "isn't" | "aren't" | "ain't" => "present",
        "no" | "none" | "nobodi" | "noth" | "nowher" => "no",
        "without" => "without",
        "never" => "never",
        _ => match before.map_or("", |word| word.text) {
            "did" | "was" | "were" | "had" => "past",
            "has" | "have" => "perfect",
            "do" | "doe" | "does" | "is" | "are" | "am" => "present",
            _ if before.is_some_and(|word| word.class.meets(Class::MODAL)) => "modal",
            _ => "bare",
        },
    }
}
