//! The words of a claim and its sentences as the features read them: part of the claim, stem,
//! act classes, and whether quoted.

use std::ops::Range;

use super::acts::{Acts, groups};
use super::features::Begun;
use super::memo::Memo;
use super::passage::Passage;
use super::phrases::Phrase;
use super::stem_class::StemClass;
use super::view::ClaimView;
use super::word::{Flags, Word, Zone};
use crate::learn::Atom;
use crate::text::{Class, Document, Span};

/// How many sentences before those of the claim are read.
const SENTENCES_BEFORE: usize = 3;
/// How many words and marks before the claim are read at most.
pub(crate) const WORDS_BEFORE: usize = 90;

/// Memory for more words than these is not kept for the next text.
pub(crate) const MOST_KEPT: usize = 1 << 14;

/// The words of one claim, in memory that serves the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadingBuffer {
    /// The words of its sentences.
    words: Vec<Word>,
    zones: [ZoneWords; Zone::COUNT],
}

/// The words of one zone that are no marks.
#[derive(Clone, Debug, Default)]
struct ZoneWords {
    places: Vec<u32>,
    sum: Sum,
}

/// What some words have between them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    pub(crate) acts: Acts,
    pub(crate) class: Class,
    pub(crate) stem_class: StemClass,
    /// How many are quoted.
    pub(crate) quoted: usize,
}

impl Sum {
    #[inline]
    fn add(&mut self, word: &Word) {
        self.acts = self.acts.or(word.acts);
        self.class = self.class.or(word.class);
        self.stem_class = self.stem_class.or(word.stem_class);
        self.quoted += usize::from(word.is_quoted());
    }
}

/// All words of a claim's sentences, in order.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r> {
    pub(crate) words: &'r [Word],
    /// Those of the sentences right before them.
    pub(crate) before: Before<'r>,
    /// The zone of what is no part of the claim: `Rest` or `Around`.
    pub(crate) rest: Zone,
    zones: &'r [ZoneWords; Zone::COUNT],
    memo: &'r Memo,
}

/// The words before a claim as the passage has them, but for the first and the last.
#[derive(Clone, Copy)]
pub(crate) struct Before<'r> {
    first: Option<Word>,
    middle: &'r [Word],
    last: Option<Word>,
}

impl<'r> Before<'r> {
    fn of(words: &'r [Word], memo: &Memo) -> Self {
        let mut ends = match words {
            [] => return Before { first: None, middle: &[], last: None },
            [only] => [*only; 2],
            [first, .., last] => [*first, *last],
        };
        match words.len() {
            1 => settle_ends(&mut ends[..1], memo),
            _ => settle_ends(&mut ends, memo),
        }
        let [first, last] = ends;
        let last_place = words.len() - 1;
        Before {
            first: Some(first),
            middle: words.get(1..last_place).unwrap_or_default(),
            last: (last_place > 0).then_some(last),
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.first.iter().chain(self.middle).chain(&self.last)
    }
}

impl ReadingBuffer {
    /// Lets go of memory for more words than claims have.
    pub(crate) fn trim(&mut self) {
        if self.words.capacity() > MOST_KEPT {
            *self = ReadingBuffer::default();
        }
    }

    /// Reads the sentences of a claim.
    pub(crate) fn read<'r>(
        &'r mut self,
        view: &ClaimView<'_, '_>,
        passage: &'r mut Passage,
        memo: &'r mut Memo,
    ) -> Reading<'r> {
        let range = view.context();
        let before = before(view.doc, range.start);
        let covered = passage.cover(view.doc, before.start..range.end, memo);
        let memo: &'r Memo = memo;
        let (before, own) = covered.split_at(before.len().min(covered.len()));
        self.words.clear();
        self.words.extend_from_slice(own);
        settle_ends(&mut self.words, memo);
        set_zones(view, &mut self.words);
        for zone in &mut self.zones {
            zone.places.clear();
            zone.sum = Sum::default();
        }
        let mut first = 0;
        for part in self.words.chunk_by_mut(|word, next| word.zone == next.zone) {
            let zone = &mut self.zones[part[0].zone as usize];
            for (place, word) in (first..).zip(part.iter()).filter(|(_, word)| !word.is_mark()) {
                zone.places.push(place);
                zone.sum.add(word);
            }
            first += part.len() as u32;
            if zone.sum.acts.meets(groups().speech) {
                mark_reported(part);
            }
        }
        let before = Before::of(before, memo);
        Reading { words: &self.words, before, rest: rest(view), zones: &self.zones, memo }
    }
}

impl<'r> Reading<'r> {
    /// The words of a zone that are no marks, by place.
    pub(crate) fn of(self, zone: Zone) -> impl DoubleEndedIterator<Item = (usize, &'r Word)> + Clone {
        self.places(zone).iter().map(move |&place| (place as usize, &self.words[place as usize]))
    }

    /// Where the words of a zone that are no marks stand.
    pub(crate) fn places(self, zone: Zone) -> &'r [u32] {
        &self.zones[zone as usize].places
    }

    /// What the words of a zone that are no marks have between them.
    pub(crate) fn sum(self, zone: Zone) -> Sum {
        self.zones[zone as usize].sum
    }

    /// The word at one of those places.
    pub(crate) fn word(self, place: u32) -> &'r Word {
        &self.words[place as usize]
    }

    /// The keys of features that begin with the stem or shape of a word.
    #[inline]
    pub(super) fn begun(self, word: &Word) -> &'r Begun {
        &self.memo.known(word.shown).begun
    }

    /// The phrases of the phrase list that begin with a word.
    pub(crate) fn phrases(self, word: &Word) -> &'static [Phrase] {
        self.memo.known(word.place).phrases
    }

    /// The stem or shape of a word.
    #[inline]
    pub(crate) fn stem(self, word: &Word) -> Atom<'r> {
        word.atom(self.memo)
    }
}

/// The sentences right before token `start`, as tokens.
fn before(doc: &Document<'_>, start: usize) -> Range<usize> {
    let Some(last) = start.checked_sub(1) else { return start..start };
    let first = doc.sentence_of(last).saturating_sub(SENTENCES_BEFORE - 1);
    let opening = doc.sentences().get(first).map_or(start, |s| s.start);
    opening.max(start.saturating_sub(WORDS_BEFORE)).min(start)..start
}

/// The first word of a stretch counts as its opening, and nothing follows the last one.
fn settle_ends(words: &mut [Word], memo: &Memo) {
    let alone = words.len() == 1;
    if let Some(first) = words.first_mut() {
        first.settle(true, first.flags.has(Flags::CAPITAL_NEXT) && !alone, memo);
    }
    if let Some(last) = words.last_mut() {
        last.settle(last.flags.has(Flags::OPENS) || alone, false, memo);
    }
}

/// Tells the words of each part of the claim; the cue goes before the speaker, both before the content.
fn set_zones(view: &ClaimView<'_, '_>, words: &mut [Word]) {
    let whole = view.content.is_empty() && view.cue.is_none();
    let outside = if whole { Zone::Content } else { rest(view) };
    words.iter_mut().for_each(|word| word.zone = outside);
    if whole {
        return;
    }
    let mut set = |span: Span, zone: Zone| {
        let start = words.partition_point(|word| word.span.end() <= span.start());
        let inside = words[start..].iter_mut().take_while(|word| word.span.start() < span.end());
        inside.for_each(|word| word.zone = zone);
    };
    view.content.iter().for_each(|&piece| set(piece, Zone::Content));
    view.speaker.into_iter().for_each(|speaker| set(speaker, Zone::Speaker));
    view.cue.into_iter().for_each(|cue| set(cue, Zone::Cue));
}

#[inline]
fn rest(view: &ClaimView<'_, '_>) -> Zone {
    if view.lone { Zone::Around } else { Zone::Rest }
}

/// Marks the words of a part that somebody is reported to say or think: between them and the
/// beginning of the part, or the last full stop, stands a verb of speech or thought, with a subject of
/// its own that is not `I` or `we`.
fn mark_reported(part: &mut [Word]) {
    let speech = groups().speech;
    let (mut subject, mut first_person, mut reported) = (false, false, false);
    for word in part {
        if reported {
            word.flags.set(Flags::REPORTED, true);
        }
        if word.stem_class.meets(StemClass::STOP) {
            (subject, first_person, reported) = (false, false, false);
            continue;
        }
        reported |= subject && !first_person && word.acts.meets(speech);
        first_person |= word.class.meets(Class::FIRST_PERSON);
        subject |= !word.is_mark() && !word.class.meets(Class::CONJUNCTION);
    }
}
