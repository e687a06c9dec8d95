//! Content to the right of a verb cue: a clause, a quotation, an infinitive or a noun phrase, behind
//! an addressee (`told reporters that …`) or a circumstance (`said on Monday that …`) too.

use std::ops::Range;

use super::addressee::{behind_addressee, behind_short_addressee, opens_with_addressee};
use super::claim::Frame;
use super::lexicon::{CueEntry, Form, Frames};
use super::punctuation::end_of_unit;
use super::syntax::{Unit, VerbGroup, words};
use crate::text::{Class, Mark};

/// Frames of cues that a clause may follow, at once or behind an addressee.
const CLAUSAL: Frames = Frames::CLAUSE.or(Frames::THAT).or(Frames::ADDRESSEE);

/// One piece of content to the right of a cue; never empty.
pub(super) struct RightContent {
    /// How it follows the cue.
    pub frame: Frame,
    /// Its tokens.
    pub content: Range<usize>,
    /// First token behind the cue, an addressee or colon included.
    pub cue_end: usize,
}

impl RightContent {
    /// The piece, unless it is empty.
    pub fn new(frame: Frame, content: Range<usize>, cue_end: usize) -> Option<RightContent> {
        (!content.is_empty()).then_some(RightContent { frame, content, cue_end })
    }
}

/// What a verb group governs to its right.
pub(super) fn right_of(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &CueEntry) -> Option<RightContent> {
    let CueEntry { frames, form, .. } = *entry;
    let cue_end = group.range.end;
    let i = behind_adverbs(unit, cue_end);
    let to = unit.lower_is(i, words!["to"]);
    if group.passive && frames.meets(Frames::AS) && unit.lower_is(i, words!["as", "a", "an", "the"]) {
        let start = i + usize::from(unit.lower_is(i, words!["as"]));
        return RightContent::new(Frame::As, start..unit.phrase_end(start, form), cue_end);
    }
    if group.passive && frames.meets(Frames::OBJECT_INFINITIVE.or(Frames::CLAUSE)) && to {
        return RightContent::new(Frame::ObjectInfinitive, i..unit.clause_end(i, form), cue_end);
    }
    if frames.meets(CLAUSAL.or(Frames::QUOTE))
        && let Some(found) = clausal_at(unit, i, entry, cue_end)
    {
        return Some(found);
    }
    if frames.meets(Frames::INFINITIVE) && opens_infinitive(unit, i) {
        return RightContent::new(Frame::Infinitive, i..unit.clause_end(i, form), cue_end);
    }
    if frames.meets(Frames::OBJECT_INFINITIVE) && opens_object_infinitive(unit, i) {
        return RightContent::new(Frame::ObjectInfinitive, i..unit.clause_end(i, form), cue_end);
    }
    if frames.meets(Frames::ADDRESSEE)
        && !unit.lower_is(i, words!["that", "how", "why", "what", "whether"])
        && let Some(addressee) = unit.phrase_right(i, false)
    {
        return behind_short_addressee(unit, addressee.clone(), entry)
            .or_else(|| behind_addressee(unit, addressee.end, entry));
    }
    if !starts_phrase(unit, i) {
        return None;
    }
    if frames.meets(Frames::AS) {
        return RightContent::new(Frame::As, i..unit.phrase_end(i, form), cue_end);
    }
    if frames.meets(Frames::NOUN) && !unit.lower_is(i, words!["to", "as", "by"]) {
        return RightContent::new(Frame::Noun, i..unit.phrase_end(i, form), cue_end);
    }
    None
}

/// Whether a noun phrase, as an object or a complement, can start at `i`.
pub(super) fn starts_phrase(unit: &Unit<'_, '_>, i: usize) -> bool {
    if !unit.range.contains(&i) {
        return false;
    }
    let other = Class::PREPOSITION
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::AUXILIARY)
        .or(Class::WEEKDAY);
    let owner = unit.is(i, Class::WEEKDAY) && unit.is(i + 1, Class::CLITIC);
    unit.is_quote_open(i)
        || owner
        || unit.is(i, Class::DETERMINER.or(Class::POSSESSIVE))
        || !unit.is_mark(i) && !unit.is(i, other)
}

/// First token behind the adverbs at `i`, those left out that may open what follows (`all`, `now`).
fn behind_adverbs(unit: &Unit<'_, '_>, mut i: usize) -> usize {
    while unit.is_adverb(i) && !unit.lower_is(i, words!["all", "both", "so", "once", "now", "never"]) {
        i += 1;
    }
    i
}

/// `to close`: no `to` with a noun phrase (`to the council`).
fn opens_infinitive(unit: &Unit<'_, '_>, i: usize) -> bool {
    let nominal = unit
        .doc
        .tokens()
        .get(i + 1)
        .is_some_and(|t| t.is(Class::DETERMINER.or(Class::POSSESSIVE)) || t.is_capital());
    unit.lower_is(i, words!["to"]) && !nominal
}

/// `them to close`, `the crowd at a rally to vote`.
fn opens_object_infinitive(unit: &Unit<'_, '_>, i: usize) -> bool {
    let object = unit.phrase_right(i, false);
    !unit.is_end(i) && object.is_some_and(|o| unit.lower_is(behind_occasion(unit, o.end), words!["to"]))
}

/// First token behind `at a rally` and the like, where it stands at `i` and `to`, `that` or a comma
/// follows; else `i`.
fn behind_occasion(unit: &Unit<'_, '_>, i: usize) -> usize {
    if !unit.is_occasion(i) {
        return i;
    }
    (i + 1..(i + 8).min(unit.range.end))
        .find(|&k| unit.lower_is(k, words!["to", "that"]) || unit.is_comma(k))
        .unwrap_or(i)
}

/// A clause or quotation that starts at `i`, perhaps behind phrases of place and time.
pub(super) fn clausal_at(
    unit: &Unit<'_, '_>,
    i: usize,
    entry: &CueEntry,
    cue_end: usize,
) -> Option<RightContent> {
    let CueEntry { frames, form, .. } = *entry;
    if unit.is_end(i) {
        return None;
    }
    if unit.has_mark(i, Mark::Colon) {
        return RightContent::new(Frame::Colon, i + 1..end_of_unit(unit), i + 1);
    }
    if unit.is_quote_open(i) {
        return quotation_at(unit, i, form, cue_end);
    }
    if unit.is_comma(i) {
        return behind_comma(unit, i, entry, cue_end);
    }
    if unit.lower_is(i, words!["that"]) && frames.meets(CLAUSAL) && !unit.is_end(i + 1) {
        let says = frames.meets(Frames::CLAUSE) && frames.meets(Frames::QUOTE);
        if i == cue_end && says && unit.is_demonstrative(i) {
            return RightContent::new(Frame::Bare, i..unit.clause_end(i, form), cue_end);
        }
        // `said that day`: a determiner, not a complementiser, cannot be told apart here; it is rare.
        return behind_that(unit, i, form, cue_end);
    }
    if unit.lower_is(i, words!["whether", "how", "why", "what", "who", "if", "where", "when"])
        && frames.meets(CLAUSAL)
    {
        let conditional = unit.lower_is(i, words!["if", "when", "where"]);
        if conditional && !frames.meets(Frames::THAT.or(Frames::ADDRESSEE)) {
            // `say if the port goes on, the fleet will leave`
            let condition = i == cue_end && entry.lemma.text() == "say" && unit.opens_clause(i + 1);
            let content = i..unit.clause_end(i, form);
            return condition.then(|| RightContent::new(Frame::Bare, content, cue_end)).flatten();
        }
        return RightContent::new(Frame::Question, i..unit.clause_end(i, form), cue_end);
    }
    if opens_circumstance(unit, i, frames) {
        return behind_circumstance(unit, i, entry, cue_end);
    }
    if frames.meets(Frames::CLAUSE) && i == cue_end && unit.is(i, Class::AUXILIARY.or(Class::VERB)) {
        // `who, he said, …` without commas: the relative pronoun is the subject of the content.
        return RightContent::new(Frame::Bare, i..unit.clause_end(i, form), cue_end);
    }
    if frames.meets(Frames::CLAUSE.or(Frames::ADDRESSEE)) && unit.opens_clause(i) {
        if i == cue_end
            && matches!(entry.lemma.text(), "warn" | "promise")
            && let Some(addressee) = unit.phrase_right(i, false)
            && let Some(found) = behind_short_addressee(unit, addressee, entry)
        {
            return Some(found);
        }
        let content = i..unit.clause_end(i, form);
        let clausal = unit.reads_as_clause(content.clone())
            || takes_only_clauses(frames) && content.len() > 3
            || entry.lemma.text() == "say" && unit.is_short_clause(cue_end, content.clone());
        if clausal && !opens_with_addressee(unit, i, frames, cue_end) {
            return RightContent::new(Frame::Bare, content, cue_end);
        }
    }
    None
}

/// The clause behind the complementiser at `i`, and behind a comma right after it: `that, in time, …`.
fn behind_that(unit: &Unit<'_, '_>, i: usize, form: Form, cue_end: usize) -> Option<RightContent> {
    let start = i + 1 + usize::from(unit.is_comma(i + 1));
    RightContent::new(Frame::That, start..unit.clause_end(start, form), cue_end)
}

/// Whether a phrase without a verb that is known must be a clause with one that is not, behind a verb
/// such as `say` that takes no object.
fn takes_only_clauses(frames: Frames) -> bool {
    frames.meets(Frames::CLAUSE) && frames.meets(Frames::QUOTE) && !frames.meets(Frames::NOUN.or(Frames::AS))
}

/// The quotation that opens at `i`, with the clause that goes on behind it.
fn quotation_at(unit: &Unit<'_, '_>, i: usize, form: Form, cue_end: usize) -> Option<RightContent> {
    if i == cue_end && is_work(unit, i) {
        return None;
    }
    RightContent::new(Frame::QuoteAfter, i..quotation_end(unit, i, form), cue_end)
}

/// `reads "The Long Winter" to the children`: the name of a work, every long word with a capital.
fn is_work(unit: &Unit<'_, '_>, start: usize) -> bool {
    let end = unit.quote_end(start);
    let words = (start..end).filter(|&k| unit.is_word(k));
    let titled = words.clone().all(|k| unit.is_capital(k) || unit.word(k).len() <= 3);
    let marked = end >= 2 && unit.is_mark(end - 2);
    titled && !marked && words.count() > 1 && !unit.is_end(end)
}

/// End of content that starts with a quotation: the quotation alone where it is set off and
/// complete, the whole clause where words go on behind it.
fn quotation_end(unit: &Unit<'_, '_>, start: usize, form: Form) -> usize {
    let end = unit.quote_end(start);
    let complete = end >= 2 && matches!(unit.word(end - 2), "." | "!" | "?" | "," | "\u{2026}");
    if complete || unit.is_end(end) || unit.is_comma(end) {
        return end;
    }
    unit.clause_end(start, form)
}

/// Content behind the comma at `i`: `said, "…"`, `said, in a statement, that …`.
fn behind_comma(unit: &Unit<'_, '_>, i: usize, entry: &CueEntry, cue_end: usize) -> Option<RightContent> {
    if unit.is_quote_open(i + 1) {
        return quotation_at(unit, i + 1, entry.form, cue_end);
    }
    let second = (i + 1..(i + 15).min(unit.range.end)).find(|&k| unit.is_comma(k))?;
    if unit.lower_is(second + 1, words!["that"]) && entry.frames.meets(CLAUSAL) {
        return behind_that(unit, second + 1, entry.form, cue_end);
    }
    let circumstance = second > i + 1 && unit.is(i + 1, Class::PREPOSITION.or(Class::SUBORDINATOR));
    if unit.is_quote_open(second + 1) && entry.frames.meets(Frames::QUOTE) && circumstance {
        return quotation_at(unit, second + 1, entry.form, cue_end);
    }
    None
}

/// Whether a phrase of place or time starts at `i`: `in a statement`, `Monday`, `later`.
fn opens_circumstance(unit: &Unit<'_, '_>, i: usize, frames: Frames) -> bool {
    unit.is(i, Class::PREPOSITION.or(Class::WEEKDAY)) && !unit.lower_is(i, words!["to", "than", "as"])
        || frames.meets(Frames::QUOTE) && unit.lower_is(i, words!["later", "earlier", "last", "to"])
        || unit.is_ago(i)
        || unit.lower_is(i, words!["late", "early"]) && unit.is(i + 1, Class::WEEKDAY.or(Class::PREPOSITION))
}

/// `said in a statement on Monday that …`: goes on behind the circumstance for a complementiser,
/// a quotation or, behind a word of time, a bare clause.
fn behind_circumstance(
    unit: &Unit<'_, '_>,
    start: usize,
    entry: &CueEntry,
    cue_end: usize,
) -> Option<RightContent> {
    let CueEntry { frames, form, .. } = *entry;
    for i in start..unit.range.end.min(start + 25) {
        if unit.is_end(i) {
            return None;
        }
        let behind_phrase = i > start + 1 || i == start + 1 && unit.is(start, Class::WEEKDAY);
        if unit.lower_is(i, words!["that"]) && frames.meets(CLAUSAL) && behind_phrase {
            return behind_that(unit, i, form, cue_end);
        }
        if unit.has_mark(i, Mark::Colon) {
            return RightContent::new(Frame::Colon, i + 1..end_of_unit(unit), i + 1);
        }
        if unit.is_quote_open(i) && frames.meets(Frames::QUOTE) {
            return quotation_at(unit, i, form, cue_end);
        }
        if unit.is_comma(i) {
            let quoted = unit.is_quote_open(i + 1) && frames.meets(Frames::QUOTE.or(Frames::CLAUSE));
            return if quoted { quotation_at(unit, i + 1, form, cue_end) } else { None };
        }
        if frames.meets(Frames::CLAUSE.or(Frames::ADDRESSEE)) && ends_time(unit, i) {
            let content = i + 1..unit.clause_end(i + 1, form);
            if unit.reads_as_clause(content.clone()) {
                return RightContent::new(Frame::Bare, content, cue_end);
            }
        }
    }
    None
}

/// Whether a phrase of time ends with the word at `i` and a clause can start behind it:
/// `said Monday the talks …`, but not `said Monday 4 …` or `said Monday that …`.
fn ends_time(unit: &Unit<'_, '_>, i: usize) -> bool {
    unit.is(i, Class::WEEKDAY)
        && !unit.lower_is(i, words!["may", "last", "this", "next"])
        && unit.opens_clause(i + 1)
        && !unit.lower_is(i + 1, words!["that"])
        && !unit.is(i + 1, Class::WEEKDAY)
        && !unit.is_number(i + 1)
}
