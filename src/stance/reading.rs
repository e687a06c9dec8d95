//! The words of a claim and its sentences as the features read them: part of the claim, stem,
//! act classes, and whether quoted.

use std::ops::Range;

use super::acts::{Acts, acts};
use super::stems::Stems;
use super::view::ClaimView;
use crate::learn::Atom;
use crate::text::{Case, Class, Document, Span, Token, TokenKind};

/// The part of a claim's sentences that a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// What is said.
    Content,
    /// The words that attribute it.
    Cue,
    /// The words that name who said it.
    Speaker,
    /// Anything else in the sentences.
    Rest,
}

impl Zone {
    /// Its place in the order content, cue, speaker, rest.
    pub(crate) const ALL: [Zone; 4] = [Zone::Content, Zone::Cue, Zone::Speaker, Zone::Rest];

    /// The name under which features know it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Zone::Content => "content",
            Zone::Cue => "cue",
            Zone::Speaker => "speaker",
            Zone::Rest => "rest",
        }
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'v> {
    /// Its stem, or its shape where it is a name or a number.
    pub(crate) stem: Atom<'v>,
    /// Its stem or shape.
    pub(crate) text: &'v str,
    pub(crate) zone: Zone,
    pub(crate) acts: Acts,
    pub(crate) class: Class,
    /// Hash of its folded form.
    pub(crate) hash: u64,
    /// Whether it is a punctuation mark.
    pub(crate) is_mark: bool,
    /// Whether it is a name, as far as capitals tell.
    pub(crate) is_name: bool,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
    pub(crate) span: Span,
}

/// All words of a claim's sentences, in order.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'v> {
    pub(crate) words: Vec<Word<'v>>,
    /// Those of the sentences right before them.
    pub(crate) before: Vec<Word<'v>>,
}

/// How many sentences before those of the claim are read.
const SENTENCES_BEFORE: usize = 3;
/// How many words and marks before the claim are read at most.
const WORDS_BEFORE: usize = 90;

/// The shape that stands for a name.
const NAME: &str = "Xx";
/// The shape that stands for a number.
const NUMBER: &str = "00";

impl<'v> Reading<'v> {
    /// Reads the sentences of a claim.
    pub(crate) fn new(view: &ClaimView<'_, 'v>, stems: &'v mut Stems) -> Self {
        stems.trim();
        let range = view.context();
        let before = before(view.doc, range.start);
        let places: Vec<u32> = view
            .doc
            .tokens()
            .get(before.start..range.end)
            .unwrap_or_default()
            .iter()
            .map(|t| stems.place(t.hash, t.of(view.doc.text())))
            .collect();
        let (of_before, of_claim) = places.split_at(before.len().min(places.len()));
        let stems: &'v Stems = stems;
        Reading { before: read(view, before, of_before, stems), words: read(view, range, of_claim, stems) }
    }

    /// The words of a zone that are no marks, by place.
    pub(crate) fn of(&self, zone: Zone) -> impl Iterator<Item = (usize, &Word<'v>)> {
        self.words.iter().enumerate().filter(move |(_, w)| w.zone == zone && !w.is_mark)
    }
}

/// The sentences right before token `start`, as tokens.
fn before(doc: &Document<'_>, start: usize) -> Range<usize> {
    let Some(last) = start.checked_sub(1) else { return start..start };
    let first = doc.sentence_of(last).saturating_sub(SENTENCES_BEFORE - 1);
    let opening = doc.sentences().get(first).map_or(start, |s| s.start);
    opening.max(start.saturating_sub(WORDS_BEFORE)).min(start)..start
}

/// The words of a range of tokens whose stems have these places.
fn read<'v>(
    view: &ClaimView<'_, 'v>,
    range: Range<usize>,
    places: &[u32],
    stems: &'v Stems,
) -> Vec<Word<'v>> {
    let doc = view.doc;
    let tokens = doc.tokens().get(range.clone()).unwrap_or_default();
    let mut words: Vec<Word<'v>> = Vec::with_capacity(tokens.len());
    for ((i, token), &place) in tokens.iter().enumerate().zip(places) {
        let acts = acts(token.hash);
        let opens = i == 0
            || doc
                .sentences()
                .get(doc.sentence_of(range.start + i))
                .is_some_and(|s| s.start == range.start + i)
            || tokens.get(i - 1).is_some_and(|t| opens_quote(t.of(doc.text())));
        let next = tokens.get(i + 1);
        let is_name = is_name(token, acts, opens, next);
        let (text, hash) = match token.kind {
            TokenKind::Number => (NUMBER, None),
            _ if is_name => (NAME, None),
            _ => {
                let (text, hash) = stems.get(place);
                (text, Some(hash))
            }
        };
        words.push(Word {
            stem: hash.map_or_else(|| Atom::from(text), |hash| Atom::hashed(hash, text)),
            text,
            zone: zone(view, token.span),
            acts,
            class: token.class,
            hash: token.hash,
            is_mark: token.kind == TokenKind::Mark,
            is_name,
            quoted: doc.quote_at(range.start + i).is_some(),
            span: token.span,
        });
    }
    words
}

/// Whether a word overlaps one of the pieces, which stand in the order of the text.
fn lies_in(pieces: &[Span], word: Span) -> bool {
    let next = pieces.partition_point(|piece| piece.end() <= word.start());
    pieces.get(next).is_some_and(|piece| piece.overlaps(word))
}

fn zone(view: &ClaimView<'_, '_>, span: Span) -> Zone {
    if view.content.is_empty() && view.cue.is_none() {
        Zone::Content
    } else if view.cue.is_some_and(|cue| cue.overlaps(span)) {
        Zone::Cue
    } else if view.speaker.is_some_and(|speaker| speaker.overlaps(span)) {
        Zone::Speaker
    } else if lies_in(view.content, span) {
        Zone::Content
    } else {
        Zone::Rest
    }
}

fn opens_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{201c}" | "''" | "``" | "'" | "\u{2018}" | ":" | "\u{2014}" | "--")
}

/// Whether a word is (part of) a name: capitalised, neither a closed-class word nor one of the act
/// lexicon, and not just the first word of a sentence or quotation.
fn is_name(token: &Token, acts: Acts, opens: bool, next: Option<&Token>) -> bool {
    let closed = token.class.meets(
        Class::SUBJECT_PRONOUN
            .or(Class::FIRST_PERSON)
            .or(Class::DETERMINER)
            .or(Class::PREPOSITION)
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATOR)
            .or(Class::AUXILIARY)
            .or(Class::NEGATION)
            .or(Class::QUESTION)
            .or(Class::POSSESSIVE)
            .or(Class::ADVERB),
    );
    if token.kind != TokenKind::Word || token.case == Case::Lower || closed || !acts.is_empty() {
        return false;
    }
    !opens || next.is_some_and(|n| n.is_capital() && !n.is(Class::AUXILIARY))
}
