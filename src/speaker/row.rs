//! The features of a candidate speaker. They name no word of the article: place, distance, kind
//! of mention, who spoke before.

use std::ops::Range;

use super::candidates::{Candidate, Setting};
use super::lexicon::SpeakerWords;
use super::mention::{folded, head_token};
use super::names::Names;
use crate::claims::{Claim, ClaimKind, Frame};
use crate::text::{Class, Document, TokenKind};

/// The columns of the narrow table that the model is trained on, in order.
pub(super) const COLUMNS: [&str; 56] = [
    "distance",
    "subject",
    "subject-missing",
    "subject-name",
    "subject-pronoun",
    "subject-relative",
    "subject-long",
    "subject-head-person",
    "subject-head-other",
    "subject-first-person",
    "subject-odd",
    "subject-participle",
    "subject-infinitive",
    "subject-noun-frame",
    "subject-adjacent",
    "last-speaker",
    "speaker-before-last",
    "last-speaker-no-subject",
    "last-speaker-uncued",
    "same-sentence",
    "same-paragraph",
    "next-to-cue",
    "before-cue",
    "name",
    "pronoun",
    "it",
    "head-person",
    "head-group",
    "head-other",
    "content-first",
    "uncued",
    "noun-frame",
    "uncued-same-paragraph",
    "uncued-before",
    "name-no-subject",
    "pronoun-no-subject",
    "longer",
    "opens-sentence",
    "direct",
    "opening",
    "opening-participle",
    "opening-infinitive",
    "opening-noun-frame",
    "opening-no-subject",
    "opening-odd-subject",
    "same-sentence-odd-subject",
    "last-speaker-odd-subject",
    "relative-next-to-cue",
    "line-after",
    "line-before",
    "after-content-uncued",
    "person-name",
    "last-speaker-goes-on",
    "goes-on",
    "before-colon",
    "before-colon-opening",
];

/// The features of a candidate, in the order of [`COLUMNS`].
pub(super) fn row(
    doc: &Document<'_>,
    names: &Names,
    claim: &Claim,
    setting: &Setting,
    candidate: &Candidate,
) -> [f64; COLUMNS.len()] {
    let words = SpeakerWords::english();
    let tokens = doc.tokens();
    let (at, cue, r) = (setting.at, &setting.cue, &candidate.tokens);
    let first = tokens.get(r.start);
    let single = |class: Class| r.len() == 1 && first.is_some_and(|t| t.is(class));
    let pronoun = single(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE));
    let name = !pronoun && r.clone().any(|i| tokens.get(i).is_some_and(|t| t.is_capital()));
    let head = folded(doc, head_token(doc, names, r));
    let person = words.is("role", &head);
    let group = words.is("group", &head) || words.is("organisation", &head);
    let other_head = !name && !pronoun && !person && !group;
    let no_subject = claim.subject.is_none();
    let uncued = claim.frame == Frame::Uncued;
    let distance = if r.end <= cue.start {
        cue.start - r.end
    } else if uncued {
        r.start.saturating_sub(setting.end)
    } else {
        r.start.saturating_sub(cue.end)
    };
    let same_sentence = setting.sentence.contains(&r.start);
    let same_paragraph = doc.paragraph_of(r.start) == doc.paragraph_of(at);
    let s = candidate.subject;
    let odd = claim.subject.as_ref().is_some_and(|s| is_odd(doc, s))
        && !(candidate.subject && setting.opening.as_ref() == Some(r));
    let noun_frame = matches!(claim.frame, Frame::Noun | Frame::As);
    let infinitive = cue.clone().next().is_some_and(|i| doc.word(i) == "to");
    let opening = !s && setting.opening.as_ref().is_some_and(|o| o.start < r.end && r.start < o.end);
    let introduces = uncued && setting.introduction.contains(&r.start);
    let flags = [
        s,
        no_subject,
        s && name,
        s && pronoun,
        s && single(Class::RELATIVE),
        s && r.len() > 12,
        s && (person || group),
        s && other_head,
        s && single(Class::FIRST_PERSON),
        s && odd,
        s && setting.participle,
        s && infinitive,
        s && noun_frame,
        s && distance == 0,
        candidate.spoke == 1,
        candidate.spoke == 2,
        candidate.spoke == 1 && no_subject,
        candidate.spoke == 1 && uncued,
        same_sentence,
        same_paragraph,
        distance <= 1,
        r.end <= cue.start,
        name,
        pronoun,
        r.len() == 1 && doc.word(r.start).eq_ignore_ascii_case("it"),
        person,
        group,
        other_head,
        claim.frame.is_content_first(),
        uncued,
        noun_frame,
        uncued && same_paragraph,
        uncued && r.end <= cue.start,
        name && no_subject,
        pronoun && no_subject,
        r.len() > 3,
        doc.sentences().get(doc.sentence_of(r.start)).is_some_and(|u| u.start == r.start),
        claim.kind == ClaimKind::Direct,
        opening,
        opening && setting.participle,
        opening && infinitive,
        opening && noun_frame,
        opening && no_subject,
        opening && odd,
        !s && same_sentence && odd,
        candidate.spoke == 1 && odd,
        setting.relative == Some(r.start),
        uncued && is_line_after(doc, setting.end, r),
        uncued && doc.is_mark(r.end, ":") && r.end < at && at - r.end <= 3,
        uncued && r.start >= setting.end,
        names.at(r.start).is_some_and(|n| names.fullest(n).is_person()),
        candidate.spoke == 1 && setting.goes_on,
        setting.goes_on,
        introduces,
        introduces && doc.sentences().get(doc.sentence_of(r.start)).is_some_and(|u| u.start == r.start),
    ];
    let mut row = [0.0; COLUMNS.len()];
    row[0] = (1.0 + distance as f64).ln();
    for (slot, flag) in row.iter_mut().skip(1).zip(flags) {
        *slot = f64::from(u8::from(flag));
    }
    row
}

/// Whether a phrase does not read as somebody who speaks: it opens with a verb, adverb or
/// preposition, or breaks off behind a small word.
fn is_odd(doc: &Document<'_>, range: &Range<usize>) -> bool {
    let token = |i: usize| doc.tokens().get(i);
    let small = |i: usize| token(i).is_some_and(|t| t.is_word() && !t.is_capital());
    let loose = Class::PREPOSITION
        .or(Class::ADVERB)
        .or(Class::VERB)
        .or(Class::AUXILIARY)
        .or(Class::CLITIC)
        .or(Class::CONJUNCTION);
    let opener = small(range.start)
        && (token(range.start)
            .is_some_and(|t| t.is(loose) && !t.is(Class::DETERMINER.or(Class::SUBJECT_PRONOUN)))
            || ["ing", "ed"].iter().any(|e| doc.word(range.start).ends_with(e)));
    let last = range.end.saturating_sub(1);
    let closer =
        range.len() > 1 && small(last) && token(last).is_some_and(|t| t.is(loose.or(Class::DETERMINER)));
    let alone = range.len() == 1
        && matches!(doc.word(range.start), "a" | "an" | "the" | "The" | "no" | "every" | "little");
    opener || closer || alone
}

/// `"…" ― Rosa Aro`, or the name on a line of its own: right behind what was said, with little
/// behind it.
fn is_line_after(doc: &Document<'_>, end: usize, r: &Range<usize>) -> bool {
    let Some(gap) = r.start.checked_sub(end) else { return false };
    let marks =
        gap <= 3 && (end..r.start).all(|i| doc.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Mark));
    let close = doc.paragraphs().get(doc.paragraph_of(r.start)).map_or(r.end, |p| p.end);
    let short = close.saturating_sub(r.end) <= 10 && (r.end..close).all(|i| doc.quote_at(i).is_none());
    marks && short
}
