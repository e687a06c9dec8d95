//! Who may have said a claim: its grammatical subject, the subject of the sentence, those who
//! spoke last, names and pronouns near by. What stands inside the claim's own content, or in any
//! quotation, is never a candidate.

use std::ops::Range;

use super::names::{Name, Names};
use super::repair::repaired;
use super::setting::Setting;
use crate::claims::Claim;
use crate::text::{Class, Document, Mark};

/// How far, in tokens, a candidate may stand from the cue.
const REACH: usize = 120;
/// Most names that are looked at before the cue.
const MOST_NEAR: usize = 6;

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
