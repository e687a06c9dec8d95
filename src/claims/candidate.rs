//! Claim candidates: every word that may be a cue, with the content and subject it would have.
//!
//! This step is generous; the gate (see `gate.rs`) decides which candidates are claims.

use std::ops::Range;

use super::according::{according, in_the_words_of};
use super::claim::Frame;
use super::lexicon::{CueEntry, CueKind};
use super::nominal::{adjective, noun};
use super::pieces::Pieces;
use super::punctuation::{colon, dash, headline, label_end, quoted_transcript};
use super::syntax::{Unit, VerbGroup, words};
use super::verb::verb;
use crate::text::{Document, Mark, TokenKind};

/// Tokens after which a sentence is cut. Sentences of news have 25, quotations of several
/// paragraphs a few hundred.
const LONGEST_UNIT: usize = 500;

/// A possible claim.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The cue as the lexicon has it, or what stands for it where the lexicon has none.
    pub entry: &'static CueEntry,
    /// How cue and content stand to each other.
    pub frame: Frame,
    /// Tokens of the cue with its auxiliaries.
    pub cue: Range<usize>,
    /// Token ranges of the content, quotation marks at the edges included.
    pub content: Pieces,
    /// Tokens of the phrase that the grammar makes the speaker.
    pub subject: Option<Range<usize>>,
    /// `was told`.
    pub passive: bool,
    /// `did not deny`.
    pub negated: bool,
    /// `would say`.
    pub modal: bool,
    /// `to say`.
    pub infinitive: bool,
}

impl Candidate {
    /// A candidate of a cue that has no verb group: no subject, no flags.
    pub(super) fn new(
        entry: &'static CueEntry,
        cue: Range<usize>,
        frame: Frame,
        content: Pieces,
    ) -> Candidate {
        Candidate {
            entry,
            frame,
            cue,
            content,
            subject: None,
            passive: false,
            negated: false,
            modal: false,
            infinitive: false,
        }
    }

    /// A candidate whose cue is the verb group, with the flags of that group and no subject.
    pub(super) fn of_group(
        entry: &'static CueEntry,
        group: &VerbGroup,
        frame: Frame,
        content: Pieces,
    ) -> Candidate {
        Candidate {
            passive: group.passive,
            negated: group.negated,
            modal: group.modal,
            infinitive: group.infinitive,
            ..Candidate::new(entry, group.range.clone(), frame, content)
        }
    }

    /// The same with this subject.
    pub(super) fn with_subject(self, subject: Option<Range<usize>>) -> Candidate {
        Candidate { subject, ..self }
    }

    /// Whether the cue of another stands inside its content.
    pub(super) fn holds(&self, other: &Candidate) -> bool {
        self.content.iter().any(|r| r.start <= other.cue.start && other.cue.end <= r.end)
    }

    /// Whether its form leaves no doubt: a dash and a name behind a quotation, or a name in
    /// capitals and a colon in a text that is a transcript.
    pub(super) fn is_certain(&self, transcript: bool) -> bool {
        let lemma = self.entry.lemma.text();
        lemma == "--" || transcript && lemma == ":"
    }
}

/// Writes sentences with quotations kept whole over `units`: a sentence end inside a quotation ends none.
///
/// A unit of more than [`LONGEST_UNIT`] tokens is cut, so that text without sentence ends takes time
/// in proportion to its length.
pub(super) fn units(doc: &Document<'_>, units: &mut Vec<Range<usize>>) {
    units.clear();
    for sentence in doc.sentences() {
        let joins = |unit: &Range<usize>| {
            unit.end == sentence.start
                && unit.len() < LONGEST_UNIT
                && sentence.start > 0
                && doc.quote_at(sentence.start).is_some()
                && doc.quote_at(sentence.start) == doc.quote_at(sentence.start - 1)
        };
        match units.last_mut() {
            Some(last) if joins(last) => last.end = sentence.end,
            _ => units.push(sentence.clone()),
        }
        while let Some(last) = units.last_mut().filter(|u| u.len() > 2 * LONGEST_UNIT) {
            let cut = last.start + LONGEST_UNIT;
            let rest = cut..last.end;
            last.end = cut;
            units.push(rest);
        }
    }
}

/// Appends all candidates of one unit to `found`, in the order of their cues.
///
/// `previous` is the unit before, whose closing quotation a cue at the start may attribute.
pub(super) fn candidates(unit: &Unit<'_, '_>, previous: Option<&Range<usize>>, found: &mut Vec<Candidate>) {
    found.extend(quoted_transcript(unit));
    let mut i = label_end(unit);
    while let Some(at) = next_opener(unit, i) {
        i = at + 1;
        let Some(token) = unit.token(at).filter(|_| unit.quote(at).is_none()) else { continue };
        match (token.kind, token.mark) {
            (TokenKind::Word, _) => of_word(unit, previous, at, token.hash, found),
            (TokenKind::Mark, Mark::Colon) => {
                found.extend(headline(unit, at).or_else(|| colon(unit, at)));
            }
            (TokenKind::Mark, mark) if mark.is_dash() => found.extend(dash(unit, at)),
            (TokenKind::Mark | TokenKind::Number, _) => {}
        }
    }
}

/// The first token at or behind `from` that may be a cue or open one.
// Every token comes by here: inlined, the loop would carry what all the callees want to know.
#[inline(never)]
fn next_opener(unit: &Unit<'_, '_>, from: usize) -> Option<usize> {
    let rest = unit.tokens.get(from - unit.range.start..)?;
    rest.iter().position(|token| unit.lexicon.may_open(token.hash)).map(|place| from + place)
}

/// Appends the candidates of the word with this hash at `at`.
fn of_word(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    at: usize,
    hash: u64,
    found: &mut Vec<Candidate>,
) {
    if unit.lower_is(at, words!["according"]) && unit.lower_is(at + 1, words!["to"]) {
        found.extend(according(unit, at));
    }
    if unit.lower_is(at, words!["in", "as"]) {
        found.extend(in_the_words_of(unit, at));
    }
    listed(unit, previous, at, unit.lexicon.readings(hash), found);
}

/// Appends the candidates of the word at `at` as the lexicon reads it (`readings`): of each word class
/// the longest reading that leads to content.
fn listed(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    at: usize,
    readings: &'static [CueEntry],
    found: &mut Vec<Candidate>,
) {
    let mut seen_kinds = [false; 3];
    for entry in readings {
        let seen = &mut seen_kinds[entry.kind as usize];
        if *seen {
            continue;
        }
        let Some(end) = particles_end(unit, at, entry) else { continue };
        if let Some(candidate) = candidate(unit, previous, at..end, entry) {
            *seen = true;
            found.push(candidate);
        }
    }
}

/// First token behind the word at `at` and the particles of `entry`, if they follow: `called for`,
/// also with an adverb between (`spoke openly about`).
fn particles_end(unit: &Unit<'_, '_>, at: usize, entry: &CueEntry) -> Option<usize> {
    let mut end = at + 1;
    for particle in &entry.particles {
        let is_particle = |k: usize| unit.token(k).is_some_and(|token| token.hash == *particle);
        if unit.is_adverb(end) && unit.range.contains(&(end + 1)) && !is_particle(end) {
            end += 1;
        }
        if !is_particle(end) || unit.quote(end).is_some() {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The candidate of a cue (its word and particles at `words`) in one of its readings.
fn candidate(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    words: Range<usize>,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let at = words.start;
    match entry.kind {
        CueKind::Verb => verb(unit, previous, at, &unit.verb_group(at, words.end, entry.form), entry),
        CueKind::Noun => noun(unit, words, entry),
        CueKind::Adjective => adjective(unit, at, &unit.verb_group(at, words.end, entry.form), entry),
    }
}
