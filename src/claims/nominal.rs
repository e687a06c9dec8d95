//! Noun and adjective cues: `fears that …`, `a promise to …`, `is worried that …`.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::{CueEntry, Form, Frames};
use super::pieces::Pieces;
use super::right::starts_phrase;
use super::syntax::{Unit, VerbGroup, WordSet, words};
use super::verb::agent;
use crate::text::Class;

/// `fears that …`, `a promise to …`, `support for …`, with the noun and its particles at `cue`.
pub(super) fn noun(unit: &Unit<'_, '_>, cue: Range<usize>, entry: &'static CueEntry) -> Option<Candidate> {
    let (frame, content) = noun_content(unit, cue.end, entry.frames)?;
    let is_subject = frame != Frame::That && !unit.has_verb(unit.range.start..cue.start);
    let end = if is_subject { unit.predicate_start(content.clone()) } else { content.end };
    let content = content.start..end;
    if content.is_empty() {
        return None;
    }
    let owner = owner(unit, &cue, content.start);
    Some(Candidate::new(entry, cue, frame, Pieces::one(content)).with_subject(owner))
}

/// `is worried that …`, `is critical of …`, `is expected to …`, with the adjective at `at` and the
/// verb that links it in `group`.
pub(super) fn adjective(
    unit: &Unit<'_, '_>,
    at: usize,
    group: &VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let linked = is_linked(unit, at, group);
    let (frame, content) =
        adjective_content(unit, group.range.end, entry.frames, linked).filter(|(_, c)| !c.is_empty())?;
    let impersonal = entry.frames.meets(Frames::OBJECT_INFINITIVE);
    let subject = if impersonal { None } else { unit.subject_left(group.range.start) };
    let candidate = Candidate::of_group(entry, group, frame, Pieces::one(content));
    Some(Candidate { passive: impersonal, ..candidate }.with_subject(subject))
}

/// What a noun governs behind `end`: a clause, an infinitive or a phrase with a preposition.
fn noun_content(unit: &Unit<'_, '_>, end: usize, frames: Frames) -> Option<(Frame, Range<usize>)> {
    let verb_follows =
        || unit.doc.tokens().get(end + 1).is_some_and(|t| !t.is_capital() && !t.is(Class::DETERMINER));
    if frames.meets(Frames::THAT) && unit.lower_is(end, words!["that"]) && !unit.is_end(end + 1) {
        Some((Frame::That, end + 1..unit.clause_end(end + 1, Form::Other)))
    } else if frames.meets(Frames::INFINITIVE) && unit.lower_is(end, words!["to"]) && verb_follows() {
        Some((Frame::Infinitive, end..unit.phrase_end(end, Form::Past)))
    } else if frames.meets(Frames::NOUN)
        && unit.lower_is(end, words!["of", "about", "over", "for", "with", "at", "on", "to"])
    {
        Some((Frame::Noun, end + 1..unit.phrase_end(end + 1, Form::Past)))
    } else {
        None
    }
}

/// Whose a noun is: `X's claim`, `his claim`, `a claim by X`; else nobody's or by the sentence's
/// subject.
fn owner(unit: &Unit<'_, '_>, cue: &Range<usize>, content_start: usize) -> Option<Range<usize>> {
    let start = modifiers_start(unit, cue.start);
    match start.checked_sub(1) {
        Some(k) if unit.is(k, Class::POSSESSIVE) => Some(k..start),
        Some(k) if unit.is_s(k) || matches!(unit.word(k), "'" | "\u{2019}") => unit.subject_left(k),
        _ => agent(unit, cue.end).filter(|p| p.start < content_start),
    }
}

/// Start of the up to three words that modify the noun at `noun`: `angry public` in
/// `his angry public denial`.
fn modifiers_start(unit: &Unit<'_, '_>, noun: usize) -> usize {
    let edge =
        Class::PREPOSITION.or(Class::DETERMINER).or(Class::POSSESSIVE).or(Class::AUXILIARY).or(Class::CLITIC);
    let modifies = |k: usize| unit.is_word(k) && !unit.is(k, edge) && unit.quote(k).is_none();
    let floor = unit.range.start.max(noun.saturating_sub(3));
    let mut start = noun;
    while start > floor && modifies(start - 1) {
        start -= 1;
    }
    start
}

/// Whether an adjective is said of something: behind a form of `be` or a verb like it.
fn is_linked(unit: &Unit<'_, '_>, at: usize, group: &VerbGroup) -> bool {
    const LINKS: WordSet = words![
        "feel", "feels", "felt", "seem", "seems", "seemed", "remain", "remains", "remained", "became",
        "become", "becomes", "grew", "sounded", "more", "very", "deeply",
    ];
    unit.has_be(group) || at > unit.range.start && unit.lower_is(at - 1, LINKS)
}

/// What an adjective governs from `end` on: a clause, a question, an infinitive or a phrase.
fn adjective_content(
    unit: &Unit<'_, '_>,
    end: usize,
    frames: Frames,
    linked: bool,
) -> Option<(Frame, Range<usize>)> {
    let clause = || end..unit.clause_end(end, Form::Past);
    let to = unit.lower_is(end, words!["to"]);
    let clausal = frames.meets(Frames::THAT);
    let question = || unit.lower_is(end, words!["whether", "how", "what", "why", "if"]);
    if frames.meets(Frames::OBJECT_INFINITIVE) && to && linked {
        Some((Frame::ObjectInfinitive, clause()))
    } else if clausal && unit.lower_is(end, words!["that"]) {
        Some((Frame::That, end + 1..unit.clause_end(end + 1, Form::Past)))
    } else if clausal && linked && question() {
        Some((Frame::Question, clause()))
    } else if clausal && linked && unit.opens_clause(end) && unit.reads_as_clause(clause()) {
        Some((Frame::Bare, clause()))
    } else if frames.meets(Frames::INFINITIVE) && to {
        Some((Frame::Infinitive, clause()))
    } else if frames.meets(Frames::NOUN) && starts_phrase(unit, end) {
        Some((Frame::Noun, end..unit.phrase_end(end, Form::Past)))
    } else {
        None
    }
}
