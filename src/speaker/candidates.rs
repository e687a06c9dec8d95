//! Who may have said a claim: its grammatical subject, the subject of the sentence, those who
//! spoke last, names and pronouns near by. What stands inside the claim's own content, or in any
//! quotation, is never a candidate.

use std::ops::Range;

use super::facts::is_odd;
use super::names::{Name, Names};
use super::repair::repaired;
use crate::claims::{Claim, Frame};
use crate::text::{Class, Document, Mark, TokenKind};

/// How far, in tokens, a candidate may stand from the cue.
const REACH: usize = 120;
/// Most names that are looked at before the cue.
const MOST_NEAR: usize = 6;
/// Most tokens of a phrase that opens a sentence.
const LONGEST_OPENING: usize = 14;

/// Somebody who may have said it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether the grammar makes it the speaker.
    pub subject: bool,
    /// 1 for the speaker of the claim before, 2 for the one before that, 0 for neither.
    pub spoke: usize,
}

/// Where a claim stands: what all its candidates are measured against.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// Tokens of the content.
    pub content: Vec<Range<usize>>,
    /// The token from which distances are counted: the cue, or the start of the content.
    pub at: usize,
    /// Tokens of the cue; empty at the start of the content where there is none.
    pub cue: Range<usize>,
    /// First token behind content and cue.
    pub end: usize,
    /// Tokens of the sentence of the cue.
    pub sentence: Range<usize>,
    /// The phrase that opens this sentence, where one can be told.
    pub opening: Option<Range<usize>>,
    /// Tokens of the paragraph of `at`.
    pub paragraph: Range<usize>,
    /// Whether what was taken for the subject does not read as somebody who speaks.
    pub odd_subject: bool,
    /// Whether the cue is an infinitive (`to say`).
    pub infinitive: bool,
    /// The relative pronoun right before the cue.
    pub relative: Option<usize>,
    /// Whether the cue is a bare participle (`, saying`).
    pub participle: bool,
    /// Whether a quotation without a cue follows the claim before with no word between.
    pub goes_on: bool,
    /// The sentence that leads to a quotation without a cue by a colon; else empty.
    pub introduction: Range<usize>,
}

impl Setting {
    /// Reads where `claim` stands; the claims before it end at token `end_before`.
    pub(super) fn of(doc: &Document<'_>, claim: &Claim, end_before: usize) -> Setting {
        let content: Vec<Range<usize>> = claim.content.iter().map(|s| doc.tokens_in(*s)).collect();
        let at =
            claim.cue_tokens.as_ref().map_or_else(|| content.first().map_or(0, |r| r.start), |c| c.start);
        let cue = claim.cue_tokens.clone().unwrap_or(at..at);
        let end = content.last().map_or(at, |r| r.end).max(cue.end);
        let sentence = doc.sentences().get(doc.sentence_of(at)).cloned().unwrap_or(at..at);
        let opening = opening(doc, &sentence, &cue);
        let participle = cue.clone().next().is_some_and(|i| doc.word(i).ends_with("ing"));
        let uncued = claim.frame == Frame::Uncued;
        let words = |range: Range<usize>| range.into_iter().any(|i| doc.tokens()[i].is_word());
        let goes_on = uncued && end_before > 0 && end_before <= at && !words(end_before..at);
        let introduction = if uncued { introduction(doc, at) } else { 0..0 };
        Setting {
            paragraph: paragraph(doc, at),
            odd_subject: claim.subject.as_ref().is_some_and(|subject| is_odd(doc, subject)),
            infinitive: cue.clone().next().is_some_and(|i| doc.word(i) == "to"),
            relative: relative(doc, &cue),
            content,
            at,
            cue,
            end,
            sentence,
            opening,
            participle,
            goes_on,
            introduction,
        }
    }

    /// Whether the claim may be attributed to these tokens: they are no part of what is said.
    fn is_outside(&self, doc: &Document<'_>, range: &Range<usize>) -> bool {
        !range.is_empty()
            && !self.content.iter().any(|c| c.start < range.end && range.start < c.end)
            && doc.quote_at(range.end - 1).is_none()
    }
}

/// Who may have said `claim`: first the subject, where there is one. `spoken` are the speaker before and
/// the one before that.
#[cfg(any(feature = "train", test))]
pub(super) fn candidates(
    doc: &Document<'_>,
    names: &Names,
    claim: &Claim,
    setting: &Setting,
    spoken: &[Option<Range<usize>>; 2],
) -> Vec<Candidate> {
    let mut found = Candidates::foremost(doc, names, claim, setting, spoken);
    found.add_near(doc, names, setting, false);
    found.list
}

/// Those who may have said a claim, no two of them sharing a token.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub list: Vec<Candidate>,
}

impl Candidates {
    /// The subject, where there is one, and those who spoke last.
    pub(super) fn foremost(
        doc: &Document<'_>,
        names: &Names,
        claim: &Claim,
        setting: &Setting,
        spoken: &[Option<Range<usize>>; 2],
    ) -> Candidates {
        let mut found = Candidates::default();
        if let Some(subject) = claim
            .subject
            .as_ref()
            .filter(|s| !s.is_empty() && !is_expletive(doc, s, &setting.cue) && opens_phrase(doc, s))
        {
            // `Holt, who grew up here, also on television defended …`: the phrase that opens the sentence.
            let strays = |o: &Range<usize>| strays(doc, subject) || in_relative(doc, o, subject);
            let opening = setting.opening.clone().filter(|o| o.end <= subject.start && strays(o));
            let tokens = opening.unwrap_or_else(|| repaired(doc, names, subject, &setting.cue));
            if !tokens.is_empty() {
                found.list.push(Candidate { tokens, subject: true, spoke: 0 });
            }
        }
        for (spoke, last) in (1..).zip(spoken) {
            if let Some(last) = last {
                found.add(doc, setting, last.clone(), spoke);
            }
        }
        found
    }

    /// Phrases, names and pronouns near the claim, or `here` alone: in the sentence of the cue.
    pub(super) fn add_near(&mut self, doc: &Document<'_>, names: &Names, setting: &Setting, here: bool) {
        let mut add = |tokens: Range<usize>| {
            if !here || setting.sentence.contains(&tokens.start) {
                self.add(doc, setting, tokens, 0);
            }
        };
        if let Some(relative) = setting.relative {
            add(relative..relative + 1);
        }
        if let Some(opening) = setting.opening.clone() {
            add(opening);
        }
        let (at, end) = (setting.at, setting.end);
        let near = names.within(&(at.saturating_sub(REACH)..end.max(setting.sentence.end) + REACH));
        let (before, after) = near.split_at(near.partition_point(|n| n.tokens.start < at));
        let free = |n: &&Name| !n.quoted;
        let whole = |name: &Name| name.title.start.min(name.tokens.start)..name.tokens.end;
        before.iter().rev().filter(free).take(MOST_NEAR).for_each(|name| add(whole(name)));
        after.iter().filter(free).take(2).for_each(|name| add(whole(name)));
        if let Some(name) = after.iter().filter(free).find(|n| n.tokens.start >= end) {
            add(whole(name));
        }
        let pronoun = |i: &usize| {
            doc.tokens().get(*i).is_some_and(|t| {
                t.is(Class::SUBJECT_PRONOUN) && !t.is(Class::RELATIVE.or(Class::SECOND_PERSON))
            }) && doc.quote_at(*i).is_none()
        };
        for i in setting.sentence.clone().take(REACH).filter(pronoun).take(4) {
            add(i..i + 1);
        }
    }

    /// Adds a candidate that stands outside what is said; one that is known is only noted to have spoken.
    fn add(&mut self, doc: &Document<'_>, setting: &Setting, tokens: Range<usize>, spoke: usize) {
        if tokens.is_empty() || !setting.is_outside(doc, &tokens) {
            return;
        }
        match self.list.iter_mut().find(|c| c.tokens.start < tokens.end && tokens.start < c.tokens.end) {
            Some(known) if known.spoke == 0 => known.spoke = spoke,
            Some(_) => {}
            None => self.list.push(Candidate { tokens, subject: false, spoke }),
        }
    }
}

/// The tokens that stand in the same paragraph as token `at`.
fn paragraph(doc: &Document<'_>, at: usize) -> Range<usize> {
    let place = doc.paragraph_of(at);
    let end = |place: usize| doc.paragraphs().get(place).map(|paragraph| paragraph.end);
    place.checked_sub(1).and_then(end).unwrap_or(0)..end(place).unwrap_or(usize::MAX)
}

/// `There are fears that`, `It is unclear whether`: a subject that stands for nobody.
fn is_expletive(doc: &Document<'_>, subject: &Range<usize>, cue: &Range<usize>) -> bool {
    if subject.len() != 1 {
        return false;
    }
    let states =
        ["unclear", "clear", "likely", "unlikely", "possible", "certain", "unknown", "known", "true"];
    let word = doc.word(subject.start);
    word.eq_ignore_ascii_case("there")
        || word.eq_ignore_ascii_case("it") && cue.clone().any(|i| states.contains(&doc.word(i)))
}

/// Whether a noun phrase can open as what was taken for a subject does: not with a verb, an adverb or
/// a word that opens a clause.
fn opens_phrase(doc: &Document<'_>, subject: &Range<usize>) -> bool {
    let tokens = doc.tokens();
    let first = &tokens[subject.start];
    let nominal = Class::DETERMINER.or(Class::SUBJECT_PRONOUN).or(Class::POSSESSIVE).or(Class::NOBODY);
    // `Oddly, divers have …`, `Yet in weighing the offer, …`
    let adverb = doc.word(subject.start).ends_with("ly") && doc.is_mark(subject.end, ",");
    let loose = subject.len() == 1 && (first.is(Class::PREPOSITION) || adverb);
    if loose {
        return false;
    }
    if first.is_capital() || !first.is_word() || first.is(nominal) {
        return true;
    }
    let word = doc.word(subject.start);
    let next = subject.start + 1;
    let closes = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PREPOSITION).or(Class::ADVERB);
    let governs = next < subject.end && (tokens[next].is(closes) || doc.word(next).ends_with("ly"));
    let participle = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    let closed = first.is(Class::VERB.or(Class::SUBORDINATOR).or(Class::QUESTION).or(Class::AUXILIARY));
    let adverb = first.is(Class::ADVERB) && subject.len() == 1 || word.ends_with("ly") && word.len() > 6;
    !(participle && (governs || subject.len() == 1)) && !closed && !adverb
}

/// Whether what was taken for a subject opens with an adverb before a preposition, or with a
/// preposition: it stands between the true subject and the verb.
fn strays(doc: &Document<'_>, subject: &Range<usize>) -> bool {
    let is = |i: usize, class: Class| {
        i < subject.end && doc.tokens().get(i).is_some_and(|t| !t.is_capital() && t.is(class))
    };
    let preposition = |i: usize| is(i, Class::PREPOSITION) && !is(i, Class::DETERMINER);
    preposition(subject.start)
        || (is(subject.start, Class::ADVERB) || matches!(doc.word(subject.start), "also" | "later" | "then"))
            && preposition(subject.start + 1)
}

/// `Holt, who has crossed the fjord, talking to fishers, said`: what was taken for a subject lies in
/// the relative clause of the phrase that opens the sentence.
fn in_relative(doc: &Document<'_>, opening: &Range<usize>, subject: &Range<usize>) -> bool {
    doc.has_mark(opening.end, Mark::Comma)
        && doc.tokens().get(opening.end + 1).is_some_and(|t| t.is(Class::RELATIVE))
        && subject.clone().any(|i| doc.has_mark(i, Mark::Comma) && doc.word(i + 1).ends_with("ing"))
}

/// `Rao went on:` before a quotation that begins at token `at`.
fn introduction(doc: &Document<'_>, at: usize) -> Range<usize> {
    let Some(last) = (at.saturating_sub(4)..at).rev().find(|&i| doc.has_mark(i, Mark::Colon)) else {
        return 0..0;
    };
    if (last..at).any(|i| doc.tokens()[i].is_word()) {
        return 0..0;
    }
    doc.sentences().get(doc.sentence_of(last)).map_or(0..0, |s| s.start..last)
}

/// `officials who had warned`: the relative pronoun with nothing but auxiliaries and adverbs
/// between it and the cue.
fn relative(doc: &Document<'_>, cue: &Range<usize>) -> Option<usize> {
    let between =
        |i: usize| doc.tokens()[i].is(Class::AUXILIARY.or(Class::ADVERB)) || doc.word(i).ends_with("ly");
    let mut i = cue.start;
    while i > 0 && cue.start - i < 5 {
        i -= 1;
        if doc.tokens()[i].is(Class::RELATIVE) {
            return doc.quote_at(i).is_none().then_some(i);
        }
        if !between(i) {
            return None;
        }
    }
    None
}

/// The noun phrase that opens a sentence before its first verb: behind `In Oslo,` and the like.
pub(super) fn opening(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let tokens = doc.tokens();
    let mut start = sentence.start;
    let introduces = |i: usize| {
        let word = doc.word(i);
        tokens[i].is(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::ADVERB))
            && !tokens[i].is(Class::DETERMINER)
            || word.ends_with("ing")
    };
    if start < sentence.end && introduces(start) {
        let limit = sentence.end.min(start + 2 * LONGEST_OPENING);
        start = (start..limit).find(|&i| doc.has_mark(i, Mark::Comma))? + 1;
    }
    if start < sentence.end && tokens[start].is(Class::CONJUNCTION) {
        start += 1;
    }
    let verb = |i: usize| {
        let small = tokens[i].is_word() && !tokens[i].is_capital();
        small
            && (tokens[i].is(Class::AUXILIARY.or(Class::VERB)) && !tokens[i].is(Class::CLITIC)
                || doc.word(i).ends_with("ed") && i > start
                || matches!(doc.word(i), "said" | "says" | "told" | "tells"))
    };
    let ends = |i: usize| {
        verb(i)
            || cue.contains(&i)
            || doc.has_mark(i, Mark::Comma)
            || doc.quote_at(i).is_some()
            || tokens[i].is(Class::RELATIVE)
    };
    let limit = sentence.end.min(start + LONGEST_OPENING);
    let end = (start..limit).find(|&i| ends(i))?;
    let words = (start..end)
        .all(|i| tokens[i].kind != TokenKind::Mark || matches!(doc.word(i), "." | "'" | "\u{2019}" | "-"));
    (end > start && words && end <= cue.start.max(start + 1)).then_some(start..end)
}
