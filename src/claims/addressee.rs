//! Addressees between a cue and its content: `told reporters on Monday that …`, `told MPs the plan …`.

use std::ops::Range;

use super::claim::Frame;
use super::lexicon::{CueEntry, Frames};
use super::right::{RightContent, clausal_at};
use super::syntax::{Unit, words};
use crate::text::Class;

/// `told MPs the plan would fail`: a clause whose subject stands right behind the addressee and reads as
/// a part of it, `whole` being both.
pub(super) fn behind_short_addressee(
    unit: &Unit<'_, '_>,
    whole: Range<usize>,
    entry: &CueEntry,
) -> Option<RightContent> {
    let inner = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER).or(Class::POSSESSIVE);
    let subject = Class::DETERMINER.or(Class::POSSESSIVE);
    let ends_before = |k: usize| unit.is_word(k - 1) && !unit.is(k - 1, inner.or(Class::CLITIC));
    let determined = |k: usize| {
        unit.is(k, subject)
            && !unit.is_capital(k)
            && !unit.is(k, Class::CLITIC)
            && !unit.is(k + 1, Class::WEEKDAY)
            || unit.is_number(k) && !unit.is_capital(k - 1)
    };
    let named = |k: usize| unit.is_capital(k) && !unit.is_capital(k - 1) && unit.word(k - 1).ends_with('s');
    let starts = || (whole.start + 1..whole.end).filter(|&k| ends_before(k));
    let start = starts().find(|&k| determined(k)).or_else(|| starts().find(|&k| named(k)))?;
    let content = start..unit.clause_end(start, entry.form);
    if !unit.reads_as_clause(content.clone()) {
        return None;
    }
    RightContent::new(Frame::Bare, content, start)
}

/// Content behind an addressee that ends before `end`: `told reporters on Monday that …`,
/// `warned them of …`.
pub(super) fn behind_addressee(unit: &Unit<'_, '_>, end: usize, entry: &CueEntry) -> Option<RightContent> {
    let circumstance = |k: usize| {
        unit.is_occasion(k)
            || unit.is(k, Class::WEEKDAY)
            || unit.is_adverb(k)
            || unit.lower_is(k, words!["on", "in", "at"])
    };
    let mut after = end;
    while after < unit.range.end.min(end + 10) && circumstance(after) && !unit.lower_is(after, words!["that"])
    {
        after += 1;
    }
    if let Some(found) = clausal_at(unit, after, entry, end) {
        return Some(found);
    }
    if unit.lower_is(after, words!["of", "about"]) {
        let content = after + 1..unit.phrase_end(after + 1, entry.form);
        return RightContent::new(Frame::Noun, content, end);
    }
    None
}

/// `told reporters the talks …`: what follows the cue at once is the addressee; the clause starts
/// behind it.
pub(super) fn opens_with_addressee(unit: &Unit<'_, '_>, i: usize, frames: Frames, cue_end: usize) -> bool {
    if !frames.meets(Frames::ADDRESSEE) || i > cue_end {
        return false;
    }
    if !frames.meets(Frames::CLAUSE) && !unit.is(i, Class::SUBJECT_PRONOUN) {
        return true;
    }
    let needs_addressee = || {
        unit.lower_is(
            cue_end - 1,
            words!["told", "tell", "tells", "telling", "informed", "reminded", "assured"],
        )
    };
    let pronoun = unit.lower_is(i, words!["he", "she", "they", "we", "i"]);
    !pronoun && (!frames.meets(Frames::QUOTE) || needs_addressee())
}
