//! The features of a candidate speaker. They name no word of the article: place, distance, kind
//! of mention, who spoke before.

use super::candidates::Candidate;
use super::facts::Facts;
use super::names::Names;
use super::setting::Setting;
use crate::claims::{Claim, ClaimKind, Frame};
use crate::text::Document;

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
    /// The features of a candidate.
    pub(super) fn of(
        doc: &Document<'_>,
        names: &Names,
        claim: &Claim,
        setting: &Setting,
        candidate: &Candidate,
    ) -> Row {
        let facts = Facts::of(doc, names, claim, setting, candidate);
        Row { distance: (1.0 + facts.distance as f64).ln(), flags: flags(claim, setting, &facts) }
    }

    /// `start` with the weights of the columns times their values, added up in their order.
    pub(super) fn score(self, start: f64, weights: &[f64; COLUMNS.len()]) -> f64 {
        // Columns that are 0 would add nothing.
        self.set().fold(start + weights[0] * self.distance, |score, column| score + weights[column])
    }

    /// The columns that are 1, but for the first.
    fn set(self) -> impl Iterator<Item = usize> {
        let left = |flags: &u64| (*flags != 0).then_some(flags & flags.wrapping_sub(1));
        std::iter::successors(Some(self.flags), left)
            .take_while(|flags| *flags != 0)
            .map(|flags| 1 + flags.trailing_zeros() as usize)
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

/// No candidate but the subject has a higher [`score`](Row::score) beside this claim, `here` none of those in
/// the sentence of the cue, else none elsewhere: every column that may be 1 for one is where that helps.
/// Added up in the same order, so that rounding cannot turn it round.
pub(super) fn most(
    claim: &Claim,
    setting: &Setting,
    here: bool,
    start: f64,
    weights: &[f64; COLUMNS.len()],
) -> f64 {
    if weights[0] > 0.0 {
        return f64::INFINITY;
    }
    let row = Row { distance: 0.0, flags: flags(claim, setting, &Facts::anybody(setting, here)) };
    row.set().fold(start, |score, column| score + weights[column].max(0.0))
}

/// The columns that are 1, the second of [`COLUMNS`] as the lowest bit.
fn flags(claim: &Claim, setting: &Setting, facts: &Facts) -> u64 {
    let s = facts.subject;
    let odd = setting.odd_subject && !facts.opens_as_subject;
    let no_subject = claim.subject.is_none();
    let uncued = claim.frame == Frame::Uncued;
    let noun_frame = matches!(claim.frame, Frame::Noun | Frame::As);
    let introduces = uncued && facts.introduced;
    let flags = [
        s,
        no_subject,
        s && facts.name,
        s && facts.pronoun,
        s && facts.relative,
        s && facts.long,
        s && (facts.person || facts.group),
        s && facts.other_head,
        s && facts.first_person,
        s && odd,
        s && setting.participle,
        s && setting.infinitive,
        s && noun_frame,
        s && facts.distance == 0,
        facts.spoke_last,
        facts.spoke_before,
        facts.spoke_last && no_subject,
        facts.spoke_last && uncued,
        facts.same_sentence,
        facts.same_paragraph,
        facts.distance <= 1,
        facts.before_cue,
        facts.name,
        facts.pronoun,
        facts.it,
        facts.person,
        facts.group,
        facts.other_head,
        claim.frame.is_content_first(),
        uncued,
        noun_frame,
        uncued && facts.same_paragraph,
        uncued && facts.before_cue,
        facts.name && no_subject,
        facts.pronoun && no_subject,
        facts.longer,
        facts.opens_sentence,
        claim.kind == ClaimKind::Direct,
        facts.opening,
        facts.opening && setting.participle,
        facts.opening && setting.infinitive,
        facts.opening && noun_frame,
        facts.opening && no_subject,
        facts.opening && odd,
        !s && facts.same_sentence && odd,
        facts.spoke_last && odd,
        facts.relative_of_cue,
        uncued && facts.line_after,
        uncued && facts.line_before,
        uncued && facts.after_content,
        facts.named_person,
        facts.spoke_last && setting.goes_on,
        setting.goes_on,
        introduces,
        introduces && facts.opens_sentence,
    ];
    const { assert!(COLUMNS.len() <= 65, "a bit for each column but the first") };
    let flags: [bool; COLUMNS.len() - 1] = flags;
    flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u64::from(flag))
}
