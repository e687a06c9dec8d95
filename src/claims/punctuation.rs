//! Cues that are marks: the colon of a headline or transcript, the dash before a signature.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::CueKind;
use super::syntax::Unit;
use crate::text::{Case, Class, Document};

/// Whether a text is (in part) a transcript: two or more paragraphs open with a name in capitals
/// and a colon.
pub(super) fn is_transcript(doc: &Document<'_>) -> bool {
    let opens = |p: &&Range<usize>| {
        let named =
            (p.start..p.end.min(p.start + 3)).take_while(|&k| doc.tokens()[k].case == Case::Upper).count();
        named > 0 && doc.is_mark(p.start + named, ":")
    };
    doc.paragraphs().iter().filter(opens).nth(1).is_some()
}

/// `Ferro: Harbour will not close`: a colon behind a short name at the start of a line.
pub(super) fn headline(unit: &Unit<'_, '_>, colon: usize) -> Option<Candidate> {
    let start = unit.range.start;
    let short = colon > start && colon - start <= 8 && !unit.is_finite_cue_word(start);
    if !short || unit.is_end(colon + 1) {
        return None;
    }
    let in_name = |k: usize| {
        unit.is_capital(k)
            || unit.is(k, Class::PREPOSITION.or(Class::DETERMINER).or(Class::CLITIC))
            || matches!(unit.word(k), "." | "," | "&" | "-")
    };
    if !(start..colon).all(|k| unit.quote(k).is_none() && in_name(k)) {
        return None;
    }
    let content = colon + 1..paragraph_end(unit);
    let cue = colon..colon + 1;
    let candidate = Candidate::unlisted(unit, ":", CueKind::Noun, cue, Frame::Colon, vec![content]);
    Some(candidate.with_subject(Some(start..colon)))
}

/// Whether a mark is a dash of any length.
pub(super) fn is_dash(mark: &str) -> bool {
    matches!(mark, "\u{2014}" | "\u{2013}" | "\u{2015}" | "--" | "-")
}

/// `"…" — Rosa Aro`: a dash and a name behind a quotation end its line.
pub(super) fn dash(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let behind_quotation = at > unit.range.start && unit.quote(at - 1).is_some();
    let subject = unit.phrase_right(at + 1, true)?;
    let named = unit.is_capital(subject.start) && unit.quote(subject.start).is_none();
    if !behind_quotation || !named || !unit.is_end(subject.end) {
        return None;
    }
    let content = unit.quote_start(at - 1)..at;
    let cue = at..at + 1;
    let candidate = Candidate::unlisted(unit, "--", CueKind::Noun, cue, Frame::Inverted, vec![content]);
    Some(candidate.with_subject(Some(subject)))
}

/// Where content behind a colon ends: before the marks that end the unit, but behind those of a
/// quotation and brackets.
pub(super) fn end_of_unit(unit: &Unit<'_, '_>) -> usize {
    let mut end = unit.range.end;
    while end > unit.range.start
        && unit.is_end(end - 1)
        && unit.quote(end - 1).is_none()
        && !matches!(unit.word(end - 1), ")" | "]")
    {
        end -= 1;
    }
    end
}

/// End of what a speaker's name and a colon introduce: the rest of the paragraph.
fn paragraph_end(unit: &Unit<'_, '_>) -> usize {
    let paragraph = unit.doc.paragraphs().get(unit.doc.paragraph_of(unit.range.start));
    paragraph.map_or(unit.range.end, |p| p.end).max(unit.range.end)
}
