//! Verb cues: `X said that …`, `"…," said X`, `X was told to …`, `Said X: "…"`.
//!
//! Content that stands off to the left in quotation marks is looked for first, then content to the
//! right (`right.rs`), then any content to the left (`left.rs`).

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::left::{left, left_start};
use super::lexicon::{CueEntry, Form, Frames};
use super::pieces::Pieces;
use super::punctuation::end_of_unit;
use super::right::right_of;
use super::syntax::{Unit, VerbGroup, WordSet, words};
use crate::text::{Class, Mark};

/// The candidate of the verb at `at`, whose group is `group`.
pub(super) fn verb(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    at: usize,
    group: &VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let named = entry.form == Form::Base && at > unit.range.start && unit.is_capital(at);
    // `Democratic state Sen. Ana Ruiz`
    let of_office = unit.lower_is(at, words!["state"]) && unit.is_capital(at + 1);
    // `Regarding the ferry, she said …`
    let topic = unit.lower_is(at, words!["regarding"]) && unit.opens_unit(at);
    // `if the port continues to flout the accord`: only what follows at once has been said.
    let goes_on = unit.lower_is(at, words!["continue", "continues", "continued"])
        && unit.lower_is(group.range.end, words!["to"]);
    if named
        || of_office
        || topic
        || goes_on
        || is_determined(unit, at, group)
        || is_particle(unit, at, entry.form)
    {
        return None;
    }
    if let Some(candidate) = as_said_by(unit, group, entry) {
        return Some(candidate);
    }
    let beside = left(unit, previous, group, entry);
    if let Some(candidate) = &beside
        && is_set_off(unit, candidate, entry)
    {
        return beside;
    }
    if let Some(candidate) = verb_first(unit, group, entry) {
        return Some(candidate);
    }
    let Some(right) = right_of(unit, group, entry) else { return beside };
    if is_answered(unit, group, entry.form) {
        return None;
    }
    let subject = if group.passive {
        agent(unit, group.range.end)
    } else {
        grammatical_subject(unit, group, entry.form)
    };
    let content = match &subject {
        Some(subject) if is_clausal(right.frame) => before_main_clause(unit, subject, right.content),
        _ => right.content,
    };
    let candidate = Candidate::of_group(entry, group, right.frame, Pieces::one(content));
    let cue = group.range.start..right.cue_end.max(group.range.end);
    Some(Candidate { cue, ..candidate }.with_subject(subject))
}

/// `Asked whether she would go, Pell said …`: a participle before the main clause, whose question is nobody's.
fn is_answered(unit: &Unit<'_, '_>, group: &VerbGroup, form: Form) -> bool {
    let opens = form == Form::Past && unit.opens_unit(group.range.start);
    opens && (group.range.end..unit.range.end).any(|k| unit.is_comma(k) && unit.quote(k).is_none())
}

/// Whether the content is a clause or may go on as one behind a quotation.
fn is_clausal(frame: Frame) -> bool {
    matches!(frame, Frame::That | Frame::Question | Frame::Bare | Frame::QuoteAfter)
}

/// `When X said the pier was safe, nobody laughed`: a report in a subordinate clause that opens the
/// unit ends before the comma at which the main clause starts.
fn before_main_clause(unit: &Unit<'_, '_>, subject: &Range<usize>, content: Range<usize>) -> Range<usize> {
    const OPENERS: WordSet =
        words!["when", "while", "although", "though", "if", "as", "after", "since", "because", "whereas"];
    let subordinate = subject.start.checked_sub(1).filter(|&k| unit.lower_is(k, OPENERS));
    if subordinate.is_none_or(|k| !unit.opens_unit(k)) {
        return content;
    }
    let main_starts = |k: usize| unit.opens_clause(k) && unit.reads_as_clause(k..content.end);
    let comma = (content.start + 2..content.end).find(|&k| {
        unit.is_comma(k) && unit.quote(k).is_none() && main_starts(k + 1)
            || unit.is_comma_quoted(k) && unit.quote(k).is_none() && main_starts(k)
    });
    content.start..comma.unwrap_or(content.end)
}

/// The agent of a passive: `by X` at or soon behind `from`.
pub(super) fn agent(unit: &Unit<'_, '_>, from: usize) -> Option<Range<usize>> {
    let by = (from..(from + 12).min(unit.range.end)).find(|&k| unit.lower_is(k, words!["by"]))?;
    unit.phrase_right(by + 1, true)
}

/// Whether a verb stands right before the word, which then belongs to it: `holds back`.
fn is_particle(unit: &Unit<'_, '_>, at: usize, form: Form) -> bool {
    form == Form::Base && at > unit.range.start && unit.is(at - 1, Class::VERB)
}

/// Whether the word is a noun or adjective, not a verb: `the said`, `a report`.
fn is_determined(unit: &Unit<'_, '_>, at: usize, group: &VerbGroup) -> bool {
    /// Determiners that are subjects just as well: `that means`, `some say`.
    const PRONOUNS: WordSet = words![
        "that", "who", "which", "all", "both", "some", "many", "most", "several", "few", "this", "her",
        "one", "each", "others",
    ];
    at > unit.range.start
        && group.range.start == at
        && (unit.is(at - 1, Class::DETERMINER.or(Class::POSSESSIVE)) && !unit.lower_is(at - 1, PRONOUNS)
            || is_document(unit, at))
}

/// `the final text`, `an open report`: a word for something written, behind an adjective.
fn is_document(unit: &Unit<'_, '_>, at: usize) -> bool {
    const WRITTEN: WordSet =
        words!["text", "post", "blog", "email", "report", "caption", "title", "headline"];
    /// Nouns without `s` that are many: `the police report`.
    const MANY: WordSet = words!["police", "people", "media", "press", "public", "staff", "crew", "children"];
    at > unit.range.start + 1
        && unit.lower_is(at, WRITTEN)
        && unit.is(at - 2, Class::DETERMINER.or(Class::POSSESSIVE))
        && unit.is_lower_word(at - 1)
        && !unit.word(at - 1).ends_with('s')
        && !unit.lower_is(at - 1, MANY)
}

/// `"A," he said, "B"`: whether content to the left is what was said, whatever follows. So is a quotation
/// of the same unit that ends right before the subject, and a clause before `, said the bank, …`.
fn is_set_off(unit: &Unit<'_, '_>, left: &Candidate, entry: &CueEntry) -> bool {
    let inside = left.content.first().is_some_and(|r| unit.range.contains(&r.start));
    inside
        && entry.frames.meets(Frames::QUOTE.or(Frames::ADDRESSEE))
        && (ends_in_quotation(unit, left) || left.frame == Frame::Inverted && is_parenthesis(unit, left))
}

/// `As X has noted, …` and `…, as X said`: what the clause with `as` stands beside is the content.
fn as_said_by(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &'static CueEntry) -> Option<Candidate> {
    let finite = matches!(entry.form, Form::Past | Form::Third) && !group.passive;
    if !finite || !entry.frames.meets(Frames::QUOTE) {
        return None;
    }
    let subject = unit.subject_left(group.range.start)?;
    let at = subject.start.checked_sub(1).filter(|&k| unit.lower_is(k, words!["as"]))?;
    let end = (group.range.end..unit.range.end.min(group.range.end + 12))
        .find(|&k| {
            unit.is_comma(k) || unit.is_end(k) || unit.quote(k).is_some() || unit.lower_is(k, words!["that"])
        })
        .unwrap_or(unit.range.end);
    let (frame, content) = if unit.opens_unit(at) {
        if !unit.is_comma(end) || end + 1 >= unit.range.end {
            return None;
        }
        (Frame::AccordingBefore, end + 1..unit.clause_end(end + 1, Form::Other))
    } else {
        let closed = end >= unit.range.end || unit.is_comma(end) || unit.is_end(end);
        let comma = unit.is_comma(at - 1);
        if !closed || !comma && !unit.is_comma_quoted(at) {
            return None;
        }
        let content_end = if comma { at - 1 } else { at };
        (Frame::AccordingAfter, left_start(unit, content_end)..content_end)
    };
    let candidate = Candidate::of_group(entry, group, frame, Pieces::one(content));
    candidate.content.iter().all(|r| !r.is_empty()).then(|| candidate.with_subject(Some(subject)))
}

/// Whether the first piece of content ends in a quotation and starts with one; where verb and subject
/// are inverted (`The tax "is a mistake," said X`) it need not start with one.
fn ends_in_quotation(unit: &Unit<'_, '_>, candidate: &Candidate) -> bool {
    let inverted = candidate.frame == Frame::Inverted;
    candidate.content.first().is_some_and(|r| {
        unit.doc.quote_at(r.end - 1).is_some() && (inverted || unit.doc.quote_at(r.start).is_some())
    })
}

/// `…, said the bank, …`: verb and subject stand alone between commas, behind a whole clause.
fn is_parenthesis(unit: &Unit<'_, '_>, candidate: &Candidate) -> bool {
    let closed = candidate.subject.as_ref().is_some_and(|s| unit.is_comma(s.end) || unit.is_end(s.end));
    closed
        && unit.is_comma(candidate.cue.start.wrapping_sub(1))
        && candidate.content.first().is_some_and(|r| unit.reads_as_clause(r.clone()))
}

/// `Said Ellis: "…"`: the verb opens the unit, subject and content follow.
fn verb_first(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &'static CueEntry) -> Option<Candidate> {
    let opens = group.range.start == unit.range.start;
    if !opens || !entry.frames.meets(Frames::QUOTE) || entry.form == Form::Gerund {
        return None;
    }
    let subject = unit.phrase_right(group.range.end, true)?;
    let colon = unit.has_mark(subject.end, Mark::Colon);
    let start = subject.end + usize::from(colon || unit.is_comma(subject.end));
    let quoted = unit.is_quote_open(start);
    if !quoted && (!colon || unit.is_end(start)) {
        return None;
    }
    let content = start..if quoted { unit.quote_end(start) } else { end_of_unit(unit) };
    let candidate = Candidate::of_group(entry, group, Frame::Colon, Pieces::one(content));
    Some(Candidate { passive: false, infinitive: false, ..candidate }.with_subject(Some(subject)))
}

/// The subject of a verb group: left of it, or of the clause that it leans on.
fn grammatical_subject(unit: &Unit<'_, '_>, group: &VerbGroup, form: Form) -> Option<Range<usize>> {
    let start = group.range.start;
    let behind_word = start > unit.range.start;
    if form == Form::Gerund && behind_word && unit.lower_is(start - 1, words!["as"]) {
        return quoted_as(unit, start - 1);
    }
    let participle = form == Form::Gerund && !group.passive && !unit.has_be(group);
    let coordinated = behind_word && unit.is(start - 1, Class::CONJUNCTION);
    if participle || group.infinitive || coordinated {
        return None;
    }
    let subject = unit.subject_left(start)?;
    if subject.len() == 1 && unit.lower_is(subject.start, words!["who", "which", "that"]) {
        return antecedent(unit, subject.start);
    }
    Some(subject)
}

/// `quoted an aide as saying`: whoever is quoted speaks; `as` stands at `end`.
fn quoted_as(unit: &Unit<'_, '_>, end: usize) -> Option<Range<usize>> {
    let quoted = (unit.range.start..end)
        .rev()
        .take(25)
        .find(|&k| unit.lower_is(k, words!["quoted", "quotes", "quoting", "cited", "cites", "citing"]))?;
    let group = unit.verb_group(quoted, quoted + 1, Form::Past);
    if group.passive {
        return unit.subject_left(group.range.start);
    }
    let source = quoted + 1..end;
    (!source.is_empty()).then_some(source)
}

/// `a doctor who said`: the antecedent of the relative pronoun at `relative` speaks.
fn antecedent(unit: &Unit<'_, '_>, relative: usize) -> Option<Range<usize>> {
    let end = relative - usize::from(unit.is_comma(relative.wrapping_sub(1)));
    unit.subject_left(end).map(|s| s.start..relative.max(s.end).min(end))
}
