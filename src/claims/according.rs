//! Sources named by a phrase: `according to X`, `in the words of X`, `in X's view`, `as X put it`.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::left::left_start;
use super::lexicon::{CueEntry, CueKind, Form};
use super::pieces::Pieces;
use super::syntax::{Unit, WordSet, words};
use crate::text::Class;

static ACCORDING_TO: CueEntry = CueEntry::unlisted("according_to", CueKind::Verb);
static IN_THE_WORDS_OF: CueEntry = CueEntry::unlisted("in_the_words_of", CueKind::Verb);

/// Nouns for what somebody says or thinks, as in `in X's view`.
const OPINIONS: WordSet = words!["words", "view", "opinion", "eyes", "account", "telling", "estimation"];

/// `according to X` at `at`: before, inside or after what X is said to say.
pub(super) fn according(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let start = unit.range.start;
    let cue = at..at + 2;
    let source = unit.phrase_right(cue.end, true)?;
    let opening = at == start || at == start + 1 && unit.is(start, Class::CONJUNCTION);
    if opening {
        // `According to X, a spokesman, the talks …`: the source ends at the last comma before the clause.
        let source = unit.phrase_right(cue.end, false)?;
        let comma = (source.end..unit.range.end).find(|&k| unit.is_comma(k))?;
        let content = comma + 1..unit.clause_end(comma + 1, Form::Other);
        return attributed(&ACCORDING_TO, cue, source, Frame::AccordingBefore, Pieces::one(content));
    }
    let set_off = unit.is_comma(at - 1);
    let before_end = if set_off { at - 1 } else { at };
    let before = if before_end > start { left_start(unit, before_end)..before_end } else { 0..0 };
    let rest = source.end + 1;
    let goes_on =
        set_off && unit.is_comma(source.end) && !unit.is_end(rest) && !unit.is(rest, Class::RELATIVE);
    let behind = if goes_on { rest..unit.clause_end(rest, Form::Other) } else { 0..0 };
    let content = Pieces::not_empty(before, behind)?;
    attributed(&ACCORDING_TO, cue, source, Frame::AccordingAfter, content)
}

/// `In the words of X, …`, `in X's view, …`, `As X put it, …`, with `in` or `as` at `at`.
pub(super) fn in_the_words_of(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let (source, end) = if unit.lower_is(at, words!["as"]) {
        as_put_by(unit, at)?
    } else if unit.lower_is(at + 1, words!["the"])
        && unit.lower_is(at + 2, OPINIONS)
        && unit.lower_is(at + 3, words!["of"])
    {
        let source = unit.phrase_right(at + 4, false)?;
        (source.clone(), source.end)
    } else {
        in_opinion_of(unit, at)?
    };
    let cue = at..end;
    let introduced = (end..unit.range.end.min(end + 8))
        .take_while(|&k| unit.quote(k).is_none())
        .find(|&k| unit.is_comma(k) && unit.is_quote_open(k + 1));
    if at > unit.range.start
        && let Some(comma) = introduced
    {
        // `…, as X put it in a letter, "…"`: the quotation is what X put so.
        let content = comma + 1..unit.quote_end(comma + 1);
        return attributed(&IN_THE_WORDS_OF, cue, source, Frame::AccordingBefore, Pieces::one(content));
    }
    if unit.opens_unit(at) {
        let start = end + usize::from(unit.is_comma(end));
        let content = start..unit.clause_end(start, Form::Other);
        return attributed(&IN_THE_WORDS_OF, cue, source, Frame::AccordingBefore, Pieces::one(content));
    }
    let comma = unit.is_comma(at - 1);
    if !comma && unit.quote(at - 1).is_none() || at - 1 == unit.range.start {
        return None;
    }
    let content_end = if comma { at - 1 } else { at };
    let content = left_start(unit, content_end)..content_end;
    attributed(&IN_THE_WORDS_OF, cue, source, Frame::AccordingAfter, Pieces::one(content))
}

/// `as X put it`: X, and the first token behind.
fn as_put_by(unit: &Unit<'_, '_>, at: usize) -> Option<(Range<usize>, usize)> {
    let verb = (at + 2..(at + 40).min(unit.range.end))
        .take_while(|&k| !unit.is_end(k) || unit.is_capital(k - 1))
        .find(|&k| {
            unit.lower_is(k, words!["put", "puts", "tells", "sees"]) && unit.lower_is(k + 1, words!["it"])
        })?;
    let group = unit.verb_group(verb, verb + 1, Form::Past);
    let source = unit.subject_left(group.range.start).filter(|s| s.start == at + 1)?;
    Some((source, verb + 2))
}

/// `in X's view`, `in her view`: X, and the first token behind.
fn in_opinion_of(unit: &Unit<'_, '_>, at: usize) -> Option<(Range<usize>, usize)> {
    let noun = (at + 2..(at + 8).min(unit.range.end)).find(|&k| unit.lower_is(k, OPINIONS))?;
    if unit.is_s(noun - 1) {
        return Some((at + 1..noun - 1, noun + 1));
    }
    let owner = at + 1..noun;
    (owner.len() == 1 && unit.is(owner.start, Class::POSSESSIVE)).then_some((owner, noun + 1))
}

/// The candidate of a phrase and the source that it names, unless its content is empty.
fn attributed(
    entry: &'static CueEntry,
    cue: Range<usize>,
    source: Range<usize>,
    frame: Frame,
    content: Pieces,
) -> Option<Candidate> {
    if content.iter().all(Range::is_empty) {
        return None;
    }
    let candidate = Candidate::new(entry, cue, frame, content);
    Some(candidate.with_subject(Some(source)))
}
