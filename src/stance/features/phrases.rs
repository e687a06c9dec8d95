//! Phrases of the phrase list: where they stand, whose they are.

use super::{FRONT, NEGATED, OWN, REPORTED};
use crate::learn::{Atom, FeatureSink};
use crate::stance::reading::Reading;
use crate::stance::scope::scope;
use crate::stance::word::{Word, Zone};
use crate::text::Span;

const PHRASE: Atom<'static> = Atom::new("phrase");
/// A phrase among so many words from the beginning of its part stands in front.
const FRONT_WORDS: usize = 6;

/// Each phrase outside the speaker, by the part in which it begins.
pub(super) fn add<S: FeatureSink + ?Sized>(reading: Reading<'_>, sink: &mut S) {
    for (place, word) in reading.words.iter().enumerate() {
        if !word.opens_phrase() || word.is_mark() || word.zone == Zone::Speaker {
            continue;
        }
        let next = reading.words[place + 1..].iter().find(|word| !word.is_mark()).map(|next| next.hash);
        for phrase in reading.phrases(word).iter().filter(|phrase| phrase.may_go_on(next)) {
            let Some(last) = end(reading, place, |word, n| phrase.takes(n, word.hash), phrase.len()) else {
                continue;
            };
            let span = Some(Span::new(word.span.start(), last.span.end().max(word.span.end())));
            let (zone, class) = (word.zone.atom(), phrase.class);
            let scope = scope(reading, place);
            sink.add(PHRASE, &[zone, class], span);
            sink.add(PHRASE, &[zone, class, scope.person.atom()], span);
            sink.add(PHRASE, &[zone, class, if scope.reported { REPORTED } else { OWN }], span);
            if scope.negated {
                sink.add(PHRASE, &[zone, class, NEGATED], span);
            }
            if is_front(reading, place) {
                sink.add(PHRASE, &[zone, class, FRONT], span);
            }
        }
    }
}

/// The last of `count` words from `place` on, marks left out, if `takes` takes each but the first.
fn end<'r>(
    reading: Reading<'r>,
    place: usize,
    takes: impl Fn(&Word, usize) -> bool,
    count: usize,
) -> Option<&'r Word> {
    let mut words = reading.words[place..].iter().filter(|word| !word.is_mark());
    let mut last = words.next()?;
    for n in 1..count {
        last = words.next().filter(|word| takes(word, n))?;
    }
    Some(last)
}

/// Whether fewer than so many words of its own part stand before the word.
fn is_front(reading: Reading<'_>, place: usize) -> bool {
    let mut words = reading.words[..place].iter().rev().filter(|word| !word.is_mark());
    words.nth(FRONT_WORDS - 1).is_none_or(|word| word.zone != reading.words[place].zone)
}
