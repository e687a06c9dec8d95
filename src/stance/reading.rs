//! The words of a claim and its sentences as the features read them: part of the claim, stem,
//! act classes, and whether quoted.

use std::ops::Range;

use super::acts::groups;
use super::memo::Memo;
use super::passage::Passage;
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
    /// Those of the sentences before the claim, then those of its own.
    words: Vec<Word>,
    /// The places of the words of each zone that are no marks.
    zones: [Vec<u32>; Zone::COUNT],
}

/// All words of a claim's sentences, in order.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r> {
    pub(crate) words: &'r [Word],
    /// Those of the sentences right before them.
    pub(crate) before: &'r [Word],
    /// The zone of what is no part of the claim: `Rest` or `Around`.
    pub(crate) rest: Zone,
    zones: &'r [Vec<u32>; Zone::COUNT],
    memo: &'r Memo,
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
        passage: &mut Passage,
        memo: &'r mut Memo,
    ) -> Reading<'r> {
        let range = view.context();
        let before = before(view.doc, range.start);
        self.words.clear();
        self.words.extend_from_slice(passage.cover(view.doc, before.start..range.end, memo));
        let memo: &'r Memo = memo;
        let middle = before.len().min(self.words.len());
        let (before, words) = self.words.split_at_mut(middle);
        settle_ends(before, memo);
        settle_ends(words, memo);
        self.zones.iter_mut().for_each(Vec::clear);
        for (place, word) in (0..).zip(words.iter_mut()) {
            word.zone = zone(view, word.span);
            if !word.is_mark() {
                self.zones[word.zone as usize].push(place);
            }
        }
        mark_reported(words);
        Reading { words, before, rest: rest(view), zones: &self.zones, memo }
    }
}

impl<'r> Reading<'r> {
    /// The words of a zone that are no marks, by place.
    pub(crate) fn of(self, zone: Zone) -> impl DoubleEndedIterator<Item = (usize, &'r Word)> + Clone {
        self.zones[zone as usize].iter().map(move |&place| (place as usize, &self.words[place as usize]))
    }

    /// Where the words of a zone that are no marks stand.
    pub(crate) fn places(self, zone: Zone) -> &'r [u32] {
        &self.zones[zone as usize]
    }

    /// The word at one of those places.
    pub(crate) fn word(self, place: u32) -> &'r Word {
        &self.words[place as usize]
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

/// Whether a word overlaps one of the pieces, which stand in the order of the text.
#[inline]
fn lies_in(pieces: &[Span], word: Span) -> bool {
    if let [piece] = pieces {
        return piece.overlaps(word);
    }
    let next = pieces.partition_point(|piece| piece.end() <= word.start());
    pieces.get(next).is_some_and(|piece| piece.overlaps(word))
}

#[inline]
fn zone(view: &ClaimView<'_, '_>, span: Span) -> Zone {
    if view.content.is_empty() && view.cue.is_none() {
        Zone::Content
    } else if view.cue.is_some_and(|cue| cue.overlaps(span)) {
        Zone::Cue
    } else if view.speaker.is_some_and(|speaker| speaker.overlaps(span)) {
        Zone::Speaker
    } else if lies_in(view.content, span) {
        Zone::Content
    } else {
        rest(view)
    }
}

#[inline]
fn rest(view: &ClaimView<'_, '_>) -> Zone {
    if view.lone { Zone::Around } else { Zone::Rest }
}

/// Marks the words that somebody is reported to say or think: between them and the beginning of
/// their part stands a verb of speech or thought, with a subject of its own that is not `I` or `we`.
fn mark_reported(words: &mut [Word]) {
    let speech = groups().speech;
    let (mut subject, mut first_person, mut reported) = (false, false, false);
    let mut part: Option<Zone> = None;
    for word in words {
        if part != Some(word.zone) {
            (part, subject, first_person, reported) = (Some(word.zone), false, false, false);
        }
        word.flags.set(Flags::REPORTED, reported);
        if word.stem_class.meets(StemClass::STOP) {
            part = None;
            continue;
        }
        reported |= subject && !first_person && word.acts.meets(speech);
        first_person |= word.class.meets(Class::FIRST_PERSON);
        subject |= !word.is_mark() && !word.class.meets(Class::CONJUNCTION);
    }
}
