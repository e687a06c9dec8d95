//! Cues that are marks: the colon of a headline or transcript, the dash before a signature.

use std::ops::Range;

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::{CueEntry, CueKind};
use super::pieces::Pieces;
use super::syntax::Unit;
use crate::text::{Case, Class, Document, Mark};

/// Marks as cues.
static COLON: CueEntry = CueEntry::unlisted(":", CueKind::Noun);
static COLON_QUOTATION: CueEntry = CueEntry::unlisted(":_\"", CueKind::Noun);
static DASH: CueEntry = CueEntry::unlisted("--", CueKind::Noun);

/// Most tokens that a post on a social network has before its signature.
const LONGEST_POST: usize = 120;

/// What stands before a colon and speaks no more than the colon does, in small letters: parts of a page,
/// kinds of text, and the two sides of an interview.
const LABELS: [&str; 58] = [
    "a",
    "advertisement",
    "also read",
    "analysis",
    "answer",
    "background",
    "by",
    "caption",
    "clarification",
    "contact",
    "correction",
    "corrections",
    "credit",
    "date",
    "editor 's note",
    "editors ' note",
    "editors note",
    "exclusive",
    "explainer",
    "fact check",
    "factbox",
    "file photo",
    "gallery",
    "graphic",
    "image",
    "in pictures",
    "key points",
    "listen",
    "live",
    "live updates",
    "location",
    "more",
    "note",
    "opinion",
    "photo",
    "photos",
    "picture",
    "pictures",
    "q",
    "question",
    "read",
    "read also",
    "read more",
    "related",
    "related story",
    "see also",
    "summary",
    "tags",
    "time",
    "timeline",
    "topics",
    "update",
    "updated",
    "updates",
    "video",
    "watch",
    "weather",
    "writing",
];

/// Whether the tokens before a colon are a label that names no speaker: `Photo:`, `Read more:`, `Q:`.
fn is_label(doc: &Document<'_>, name: Range<usize>) -> bool {
    let words: Vec<String> = name.map(|k| doc.word(k).to_lowercase().replace('\u{2019}', "'")).collect();
    LABELS.contains(&words.join(" ").as_str())
}

/// First token behind a label and its colon that open the unit; its start where none does.
pub(super) fn label_end(unit: &Unit<'_, '_>) -> usize {
    let start = unit.range.start;
    let colon = (start + 1..start + 5).find(|&k| unit.has_mark(k, Mark::Colon));
    colon.filter(|&k| is_label(unit.doc, start..k)).map_or(start, |k| k + 1)
}

/// Whether a text is (in part) a transcript: two or more paragraphs open with a name in capitals
/// and a colon.
pub(super) fn is_transcript(doc: &Document<'_>) -> bool {
    doc.paragraphs().iter().filter(|p| capital_name(doc, p.start, p.end).is_some()).nth(1).is_some()
}

/// A name in capitals at `start`, before a colon.
fn capital_name(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let start = start + usize::from(opens_with_mark(doc, start));
    let named = (start..limit.min(start + 3)).take_while(|&k| doc.tokens()[k].case == Case::Upper).count();
    let name = start..start + named;
    let introduces = named > 0 && name.end < limit && doc.has_mark(name.end, Mark::Colon);
    (introduces && !is_label(doc, name.clone())).then_some(name)
}

/// Whether the token at `start` is a mark that opens a quotation.
fn opens_with_mark(doc: &Document<'_>, start: usize) -> bool {
    doc.has_mark(start, Mark::Straight) || doc.has_mark(start, Mark::CurlyOpen)
}

/// `"FERRO: We will see.`: a transcript whose paragraphs each open with a quotation mark.
pub(super) fn quoted_transcript(unit: &Unit<'_, '_>) -> Option<Candidate> {
    let start = unit.range.start;
    if !opens_with_mark(unit.doc, start) {
        return None;
    }
    let paragraph = unit.doc.paragraphs().get(unit.doc.paragraph_of(start))?;
    let name = capital_name(unit.doc, start, paragraph.end).filter(|n| n.start > start)?;
    if paragraph.start != start || name.end + 1 >= paragraph.end {
        return None;
    }
    let content = name.end + 1..paragraph.end;
    let cue = name.end..name.end + 1;
    let candidate = Candidate::new(&COLON, cue, Frame::Colon, Pieces::one(content));
    Some(candidate.with_subject(Some(name)))
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
    let candidate = Candidate::new(&COLON, cue, Frame::Colon, Pieces::one(content));
    Some(candidate.with_subject(Some(start..colon)))
}

/// `He had one message: "Go home."`: a quotation behind a colon, spoken by who opens the sentence.
pub(super) fn colon(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    if at == unit.range.start || !unit.is_quote_open(at + 1) {
        return None;
    }
    let content = at + 1..unit.quote_end(at + 1);
    let cue = at..at + 1;
    let candidate = Candidate::new(&COLON_QUOTATION, cue, Frame::Colon, Pieces::one(content));
    Some(candidate.with_subject(unit.opening_subject(at)))
}

/// `"…" — Rosa Aro`: a dash and a name behind a quotation end its line.
pub(super) fn dash(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let behind_quotation = at > unit.range.start && unit.quote(at - 1).is_some();
    if let Some(handle) = handle_behind(unit, at) {
        let paragraph = unit.doc.paragraphs().get(unit.doc.paragraph_of(at))?.start;
        let content = paragraph.max(unit.range.start.saturating_sub(LONGEST_POST))..at;
        let cue = at..at + 1;
        let candidate = Candidate::new(&DASH, cue, Frame::Inverted, Pieces::one(content));
        return (at > paragraph).then(|| candidate.with_subject(Some(at + 1..handle)));
    }
    let subject = unit.phrase_right(at + 1, true)?;
    let named = unit.is_capital(subject.start) && unit.quote(subject.start).is_none();
    if !behind_quotation || !named || !unit.is_end(subject.end) {
        return None;
    }
    let content = unit.quote_start(at - 1)..at;
    let cue = at..at + 1;
    let candidate = Candidate::new(&DASH, cue, Frame::Inverted, Pieces::one(content));
    Some(candidate.with_subject(Some(subject)))
}

/// `— Rosa Aro (@aro)`: the end of the name behind the dash at `at`, where a handle follows it.
fn handle_behind(unit: &Unit<'_, '_>, at: usize) -> Option<usize> {
    let open = (at + 2..unit.range.end.min(at + 7)).find(|&k| unit.has_mark(k, Mark::OpenBracket))?;
    let named = (at + 1..open).all(|k| unit.is_word(k) || unit.is_mark(k));
    (named && unit.word(open + 1).starts_with('@')).then_some(open)
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

/// End of what a speaker's name and a colon introduce: the rest of the paragraph that the name opens,
/// else of the unit.
fn paragraph_end(unit: &Unit<'_, '_>) -> usize {
    let paragraph = unit.doc.paragraphs().get(unit.doc.paragraph_of(unit.range.start));
    let opened = paragraph.filter(|p| p.start == unit.range.start);
    opened.map_or(unit.range.end, |p| p.end.max(unit.range.end))
}
