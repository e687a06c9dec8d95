//! What is told of a candidate speaker beside a claim, each fact once: the features are put together from
//! these.

use std::ops::Range;

use super::candidates::Candidate;
use super::lexicon::{Entry, SpeakerWords};
use super::mention::head_token;
use super::names::Names;
use super::setting::Setting;
use crate::claims::{Claim, Frame};
use crate::learn::feature::hash_atom;
use crate::text::{Class, Document, Mark, Token, TokenKind};

/// The facts about one candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Tokens between it and the cue, or the content where there is no cue.
    pub distance: usize,
    /// The grammar makes it the speaker.
    pub subject: bool,
    /// It is the speaker of the claim before.
    pub spoke_last: bool,
    /// It is the one who spoke before that.
    pub spoke_before: bool,
    /// It has a capital and is no pronoun.
    pub name: bool,
    /// A personal or possessive pronoun alone.
    pub pronoun: bool,
    /// A relative pronoun alone.
    pub relative: bool,
    /// `I` or `we` alone.
    pub first_person: bool,
    /// `it` alone.
    pub it: bool,
    /// Over 3 tokens.
    pub longer: bool,
    /// Over 12 tokens.
    pub long: bool,
    /// Its head is a noun for people by what they are.
    pub person: bool,
    /// Its head is a noun for a group or body.
    pub group: bool,
    /// None of name, pronoun, person and group.
    pub other_head: bool,
    /// It stands in the sentence of the cue.
    pub same_sentence: bool,
    /// It stands in the paragraph of the cue.
    pub same_paragraph: bool,
    /// It ends before the cue.
    pub before_cue: bool,
    /// It opens its sentence.
    pub opens_sentence: bool,
    /// It is not the subject and shares a token with the phrase that opens the sentence.
    pub opening: bool,
    /// It is the subject, and the phrase that opens the sentence.
    pub opens_as_subject: bool,
    /// The relative pronoun right before the cue opens it.
    pub relative_of_cue: bool,
    /// A line of attribution right behind the content.
    pub line_after: bool,
    /// A colon behind it leads to the content.
    pub line_before: bool,
    /// It stands behind the content.
    pub after_content: bool,
    /// It is, or stands for, the name of a person.
    pub named_person: bool,
    /// It stands in the sentence that leads to the content by a colon.
    pub introduced: bool,
}

impl Facts {
    /// All that can be true of any candidate but the subject, at once; `here` of those in the sentence of
    /// the cue.
    pub(super) fn anybody(setting: &Setting, here: bool) -> Facts {
        Facts {
            distance: 0,
            subject: false,
            spoke_last: true,
            spoke_before: true,
            name: true,
            pronoun: true,
            relative: true,
            first_person: true,
            it: true,
            longer: true,
            long: true,
            person: true,
            group: true,
            other_head: true,
            same_sentence: here,
            same_paragraph: true,
            before_cue: true,
            opens_sentence: true,
            opening: setting.opening.is_some(),
            opens_as_subject: false,
            relative_of_cue: setting.relative.is_some(),
            line_after: true,
            line_before: true,
            after_content: true,
            named_person: true,
            introduced: true,
        }
    }

    /// The facts about `candidate` beside `claim`.
    pub(super) fn of(
        doc: &Document<'_>,
        names: &Names,
        claim: &Claim,
        setting: &Setting,
        candidate: &Candidate,
    ) -> Facts {
        let words = SpeakerWords::english();
        let tokens = doc.tokens();
        let (cue, r, subject) = (&setting.cue, &candidate.tokens, candidate.subject);
        let uncued = claim.frame == Frame::Uncued;
        let distance = if r.end <= cue.start {
            cue.start - r.end
        } else if uncued {
            r.start.saturating_sub(setting.end)
        } else {
            r.start.saturating_sub(cue.end)
        };
        let alone = tokens.get(r.start).filter(|_| r.len() == 1);
        let single = |class: Class| alone.is_some_and(|token| token.is(class));
        let pronoun = single(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE));
        let name = !pronoun && tokens.get(r.clone()).is_some_and(|all| all.iter().any(Token::is_capital));
        let head = tokens.get(head_token(doc, names, r)).map_or(Entry::default(), |head| words.of(head));
        let (person, group) = (head.is("role"), head.is_any(["group", "organisation"]));
        let opening = setting.opening.as_ref();
        Facts {
            distance,
            subject,
            spoke_last: candidate.spoke == 1,
            spoke_before: candidate.spoke == 2,
            name,
            pronoun,
            relative: single(Class::RELATIVE),
            first_person: single(Class::FIRST_PERSON),
            it: alone.is_some_and(|token| token.hash == IT),
            longer: r.len() > 3,
            long: r.len() > 12,
            person,
            group,
            other_head: !name && !pronoun && !person && !group,
            same_sentence: setting.sentence.contains(&r.start),
            same_paragraph: setting.paragraph.contains(&r.start),
            before_cue: r.end <= cue.start,
            opens_sentence: doc.sentences().get(doc.sentence_of(r.start)).is_some_and(|u| u.start == r.start),
            opening: !subject && opening.is_some_and(|o| o.start < r.end && r.start < o.end),
            opens_as_subject: subject && opening == Some(r),
            relative_of_cue: setting.relative == Some(r.start),
            line_after: uncued && is_line_after(doc, setting.end, r),
            line_before: r.end < setting.at && setting.at - r.end <= 3 && doc.has_mark(r.end, Mark::Colon),
            after_content: r.start >= setting.end,
            named_person: names.at(r.start).is_some_and(|n| names.fullest(n).is_person()),
            introduced: setting.introduction.contains(&r.start),
        }
    }
}

/// The pronoun that is no person.
const IT: u64 = hash_atom(b"it");

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
