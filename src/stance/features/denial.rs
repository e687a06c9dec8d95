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
