//! The features of a candidate speaker. They name no word of the article: place, distance, kind
//! of mention, who spoke before.

use std::ops::Range;

use super::candidates::{Candidate, Setting};
use super::lexicon::SpeakerWords;
use super::mention::head_token;
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

/// The features of a candidate: the first column, and a bit for each of the others that is 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    distance: f64,
    flags: u64,
}

impl Row {
    /// `start` with the weights of the columns times their values, added up in their order.
    pub(super) fn score(self, start: f64, weights: &[f64; COLUMNS.len()]) -> f64 {
        let mut score = start + weights[0] * self.distance;
        let mut left = self.flags;
        while left != 0 {
            // Columns that are 0 would add nothing.
            score += weights[1 + left.trailing_zeros() as usize];
            left &= left - 1;
        }
        score
    }

    /// The values in the order of [`COLUMNS`].
    #[cfg(feature = "train")]
    pub(super) fn values(self) -> [f64; COLUMNS.len()] {
        std::array::from_fn(|column| match column {
            0 => self.distance,
            _ => f64::from(u8::from(self.flags >> (column - 1) & 1 == 1)),
        })
    }
}

/// The features of a candidate.
pub(super) fn row(
    doc: &Document<'_>,
    names: &Names,
    claim: &Claim,
    setting: &Setting,
    candidate: &Candidate,
) -> Row {
    let words = SpeakerWords::english();
    let tokens = doc.tokens();
    let (cue, r) = (&setting.cue, &candidate.tokens);
    let first = tokens.get(r.start);
    let single = |class: Class| r.len() == 1 && first.is_some_and(|t| t.is(class));
    let pronoun = single(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE));
    let name = !pronoun && r.clone().any(|i| tokens.get(i).is_some_and(|t| t.is_capital()));
    let head = tokens.get(head_token(doc, names, r));
    let person = head.is_some_and(|head| words.is("role", head));
    let group = head.is_some_and(|head| words.is("group", head) || words.is("organisation", head));
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
    let same_paragraph = setting.paragraph.contains(&r.start);
    let opens_sentence = doc.sentences().get(doc.sentence_of(r.start)).is_some_and(|u| u.start == r.start);
    let s = candidate.subject;
    let odd = setting.odd_subject && !(candidate.subject && setting.opening.as_ref() == Some(r));
    let noun_frame = matches!(claim.frame, Frame::Noun | Frame::As);
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
        s && setting.infinitive,
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
        opens_sentence,
        claim.kind == ClaimKind::Direct,
        opening,
        opening && setting.participle,
        opening && setting.infinitive,
        opening && noun_frame,
        opening && no_subject,
        opening && odd,
        !s && same_sentence && odd,
        candidate.spoke == 1 && odd,
        setting.relative == Some(r.start),
        uncued && is_line_after(doc, setting.end, r),
        uncued && doc.is_mark(r.end, ":") && r.end < setting.at && setting.at - r.end <= 3,
        uncued && r.start >= setting.end,
        names.at(r.start).is_some_and(|n| names.fullest(n).is_person()),
        candidate.spoke == 1 && setting.goes_on,
        setting.goes_on,
        introduces,
        introduces && opens_sentence,
    ];
    const { assert!(COLUMNS.len() <= 65, "a bit for each column but the first") };
    let flags: [bool; COLUMNS.len() - 1] = flags;
    let flags = flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u64::from(flag));
    Row { distance: (1.0 + distance as f64).ln(), flags }
}

/// Whether a phrase does not read as somebody who speaks: it opens with a verb, adverb or
/// preposition, or breaks off behind a small word.
pub(super) fn is_odd(doc: &Document<'_>, range: &Range<usize>) -> bool {
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
