//! Content to the left of a verb cue: `…, X said`, `…, said X`, `"…," X said, "…"`.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::{CueEntry, Form, Frames};
use super::pieces::Pieces;
use super::syntax::{Unit, VerbGroup, WordSet, words};
use crate::text::{Class, Mark};

/// The candidate whose content stands to the left of the verb group, with what goes on behind it.
///
/// Where nothing of the unit stands before the subject, the quotation that ends the unit
/// `previous` is the content.
pub(super) fn left(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    group: &VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let speech = entry.frames.meets(Frames::QUOTE.or(Frames::CLAUSE).or(Frames::ADDRESSEE));
    if !speech || group.passive || group.infinitive {
        return None;
    }
    let found = was_quoted(unit, group, entry)
        .or_else(|| after_quotation(unit, group))
        .or_else(|| inverted(unit, group, entry))
        .or_else(|| subject_first(unit, group))?;
    let first = content_before(unit, previous, found.content_end)?;
    if found.frame == Frame::Final && is_fronted_adjunct(unit, first.clone(), found.rest, entry) {
        return None;
    }
    let rest = match found.frame {
        Frame::Final => behind_circumstances(unit, found.rest, entry),
        _ => found.rest,
    };
    let second = continuation(unit, rest, &first);
    let frame = if second.is_some() { Frame::Medial } else { found.frame };
    let content = Pieces::with_second(first, second);
    Some(Candidate::of_group(entry, group, frame, content).with_subject(Some(found.subject)))
}

/// Where content that ends before `end` starts: the start of its quotation when it ends in one
/// that is set off, else the start of the unit.
pub(super) fn left_start(unit: &Unit<'_, '_>, end: usize) -> usize {
    let start = unit.range.start;
    if unit.quote(end - 1).is_some() {
        let quote = unit.quote_start(end - 1);
        let set_off = quote == start
            || unit.is_comma(quote - 1)
            || unit.has_mark(quote - 1, Mark::Colon)
            || quote == start + 1 && unit.is(start, Class::CONJUNCTION.or(Class::ADVERB));
        if set_off && quote + 3 < end {
            return quote;
        }
    }
    // `But the talks failed, he said`: the conjunction is the reporter's, but belongs to the clause.
    start
}

/// How subject and verb stand to content on their left.
struct LeftForm {
    /// [`Frame::Final`] or [`Frame::Inverted`].
    frame: Frame,
    subject: Range<usize>,
    /// First token behind the content.
    content_end: usize,
    /// First token behind subject and verb.
    rest: usize,
}

impl LeftForm {
    /// `…, X said`: the subject, then the verb.
    fn subject_first(subject: Range<usize>, group: &VerbGroup) -> LeftForm {
        LeftForm { frame: Frame::Final, content_end: subject.start, rest: group.range.end, subject }
    }
}

/// `…, X was quoted as saying by Y`: the subject of the passive speaks.
fn was_quoted(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &CueEntry) -> Option<LeftForm> {
    let start = group.range.start;
    let participle =
        entry.form == Form::Gerund && start > unit.range.start && unit.lower_is(start - 1, words!["as"]);
    if !participle {
        return None;
    }
    let floor = unit.range.start.max(start.saturating_sub(12));
    let quoted = (floor..start).rev().find(|&k| unit.lower_is(k, words!["quoted", "cited"]))?;
    let passive = unit.verb_group(quoted, quoted + 1, Form::Past);
    let subject = unit.subject_left(passive.range.start).filter(|_| passive.passive)?;
    Some(LeftForm::subject_first(subject, group))
}

/// `"…," X, a doctor, said`: the subject stands right behind a quotation.
fn after_quotation(unit: &Unit<'_, '_>, group: &VerbGroup) -> Option<LeftForm> {
    let end = group.range.start;
    let adjoins = |start: usize| {
        let before = start.wrapping_sub(1);
        unit.quote(before).is_some()
            || unit.is_comma(before) && before > unit.range.start && unit.quote(before - 1).is_some()
    };
    let subject = unit
        .subject_left(end)
        .filter(|s| adjoins(s.start))
        .or_else(|| between_quotation_and_verb(unit, end))?;
    Some(LeftForm::subject_first(subject, group))
}

/// A subject with several appositions: all that stands between the quotation before `verb` and a
/// comma right before it.
fn between_quotation_and_verb(unit: &Unit<'_, '_>, verb: usize) -> Option<Range<usize>> {
    let floor = unit.range.start.max(verb.saturating_sub(30));
    let behind = (floor..verb).rev().find(|&k| unit.quote(k).is_some())? + 1;
    let start = behind + usize::from(unit.is_comma(behind));
    let closing = unit.is_comma(verb - 1) && (start..verb - 1).any(|k| unit.is_comma(k));
    if start < verb && verb - start <= 8 && unit.is_capital(start) && !(start..verb).any(|k| unit.is_comma(k))
    {
        // Marks that no name has, as from a broken encoding.
        let one_phrase = (start..verb).all(|k| !unit.is_end(k) && !unit.is_past_cue(k));
        return one_phrase.then_some(start..verb);
    }
    let one_phrase = (start..verb).all(|k| !unit.is_end(k) && !unit.is_past_cue(k));
    let named = unit.is_capital(start) || unit.is(start, Class::DETERMINER);
    (closing && one_phrase && named).then_some(start..verb - 1)
}

/// `…, said X`: the verb right behind the content, the subject behind the verb.
fn inverted(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &CueEntry) -> Option<LeftForm> {
    let start = group.range.start;
    let before = start.wrapping_sub(1);
    let behind_content = start == unit.range.start
        || unit.is_comma(before)
        || unit.quote(before).is_some()
        || matches!(unit.word(before), "?" | "!");
    if !behind_content || !entry.frames.meets(Frames::QUOTE) || entry.form == Form::Gerund {
        return None;
    }
    let subject = unit.phrase_right(group.range.end, true)?;
    if unit.is(subject.start, Class::PREPOSITION) {
        return None;
    }
    Some(LeftForm { frame: Frame::Inverted, content_end: start, rest: subject.end, subject })
}

/// `…, X said`: the subject right before the verb.
fn subject_first(unit: &Unit<'_, '_>, group: &VerbGroup) -> Option<LeftForm> {
    Some(LeftForm::subject_first(unit.subject_left(group.range.start)?, group))
}

/// The content before `content_end`, set off by a comma, a quotation mark, `?` or `!`; that of the
/// unit before where `content_end` opens the unit. Never empty.
fn content_before(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    content_end: usize,
) -> Option<Range<usize>> {
    if content_end <= unit.range.start {
        return quotation_before(unit, previous?);
    }
    let last = content_end - 1;
    let comma = unit.is_comma(last);
    if !comma && unit.quote(last).is_none() && !matches!(unit.word(last), "?" | "!") {
        return None;
    }
    let end = if comma { last } else { content_end };
    // `, Ferro said`: nothing stands before the comma.
    if end == unit.range.start {
        return None;
    }
    Some(left_start(unit, end)..end).filter(|r| !r.is_empty())
}

/// `In London, police said no`: whether what stands before the subject says when, where or how it was
/// said, because the verb goes on at `rest` and no clause of its own stands in `first`.
fn is_fronted_adjunct(unit: &Unit<'_, '_>, first: Range<usize>, rest: usize, entry: &CueEntry) -> bool {
    const OPENERS: WordSet = words![
        "according",
        "addressing",
        "appearing",
        "asked",
        "citing",
        "pressed",
        "questioned",
        "quoting",
        "referring",
        "responding",
        "speaking",
        "told",
        "writing",
    ];
    if unit.quote(first.end - 1).is_some() || unit.is_end(rest) || unit.is_comma(rest) {
        return false;
    }
    let leads =
        |k: usize| unit.is(k, Class::CONJUNCTION) || unit.is_adverb(k) && !unit.is(k, Class::SUBORDINATOR);
    let opens = first.clone().find(|&k| !leads(k)).unwrap_or(first.start);
    let participle = unit.lower_is(opens, OPENERS);
    let subordinate = unit.is(opens, Class::SUBORDINATOR);
    let adjunct = participle || subordinate || unit.is(opens, Class::PREPOSITION);
    let dependent = Class::RELATIVE.or(Class::SUBORDINATOR).or(Class::QUESTION);
    let opens_main = |k: usize| unit.is_comma(k) && unit.opens_clause(k + 1) && !unit.is(k + 1, dependent);
    let main = (opens..first.end - 1)
        .find(|&k| opens_main(k))
        .is_some_and(|k| unit.reads_as_clause(k + 1..first.end));
    if !adjunct || main {
        return false;
    }
    let circumstance = unit.is(rest, Class::PREPOSITION.or(Class::WEEKDAY));
    // `In May, she said on Monday, the talks …`: the content goes on.
    if circumstance && unit.is_comma(behind_circumstances(unit, rest, entry)) {
        return false;
    }
    participle || subordinate || !circumstance || !unit.reads_as_clause(first)
}

/// The quotation that ends the unit before, in the same paragraph: `"Go!" Ferro said.`
fn quotation_before(unit: &Unit<'_, '_>, previous: &Range<usize>) -> Option<Range<usize>> {
    let doc = unit.doc;
    let last = previous.end.checked_sub(1)?;
    let quote = doc.quote_at(last)?;
    let adjoins = previous.end == unit.range.start
        && doc.paragraph_of(previous.start) == doc.paragraph_of(unit.range.start);
    if !adjoins {
        return None;
    }
    let mut start = last;
    while start > previous.start && doc.quote_at(start - 1) == Some(quote) {
        start -= 1;
    }
    Some(start..previous.end)
}

/// First token behind an addressee and circumstances at `rest`: `…, she told reporters in a
/// statement on Monday.`
fn behind_circumstances(unit: &Unit<'_, '_>, rest: usize, entry: &CueEntry) -> usize {
    let addressee = entry.frames.meets(Frames::ADDRESSEE).then(|| unit.phrase_right(rest, false)).flatten();
    let start = addressee.map_or(rest, |a| a.end);
    let limit = unit.range.end.min(start + 40);
    (start..limit).find(|&k| unit.is_comma(k) || unit.quote(k).is_some() || unit.is_end(k)).unwrap_or(limit)
}

/// A second piece of content behind a parenthetical cue, at `rest`: `"A," she said, "B"`,
/// `The talks, she said, had failed`.
fn continuation(unit: &Unit<'_, '_>, rest: usize, first: &Range<usize>) -> Option<Range<usize>> {
    if unit.is_quote_open(rest) {
        return Some(rest..unit.quote_end(rest));
    }
    let comma = unit.is_comma(rest);
    if !comma && unit.word(rest) != ":" {
        return None;
    }
    if unit.is_quote_open(rest + 1) {
        return Some(rest + 1..unit.quote_end(rest + 1));
    }
    let quote = unit.doc.quote_at(first.start);
    if quote.is_some() && quote == unit.doc.quote_at(first.end - 1) {
        return quotation_behind_aside(unit, rest);
    }
    if !comma || opens_aside(unit, rest + 1) {
        return None;
    }
    let second = rest + 1..unit.clause_end(rest + 1, Form::Past);
    (second.len() > 1).then_some(second)
}

/// `"A," she said, referring to the bill, "B."`: the quotation behind an aside that starts at
/// `rest` and reports nothing.
fn quotation_behind_aside(unit: &Unit<'_, '_>, rest: usize) -> Option<Range<usize>> {
    let open = (rest + 2..(rest + 16).min(unit.range.end)).find(|&k| unit.is_quote_open(k))?;
    let set_off = unit.is_comma(open - 1) || open == rest + 2 && unit.is(rest + 1, Class::CONJUNCTION);
    let reports = (rest..open).any(|k| unit.is_finite_cue(k) || unit.is_speech_verb(k, Form::Gerund));
    (set_off && !reports).then(|| open..unit.quote_end(open))
}

/// Whether what starts at `i` is the reporter's again: `, adding …`, `, who had …`.
fn opens_aside(unit: &Unit<'_, '_>, i: usize) -> bool {
    unit.is(i, Class::RELATIVE)
        || unit
            .lower_is(i, words!["adding", "according", "citing", "noting", "saying", "referring", "speaking"])
}
