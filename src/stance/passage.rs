//! The words of a text without regard to any claim, each read once however many claims share it.

use std::ops::Range;

use super::acts::Acts;
use super::memo::Memo;
use super::reading::MOST_KEPT;
use super::stem_class::StemClass;
use super::stems::Stems;
use super::word::{Flags, Word, Zone};
use crate::text::{Case, Class, Document, Token, TokenKind};

/// So many words are kept behind the ones asked for last; claims look back less far.
const KEPT: usize = 1 << 11;

/// A stretch of a document's words, which moves along with the claims.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passage {
    /// The token that the first word is.
    first: usize,
    words: Vec<Word>,
}

impl Passage {
    /// Begins another document.
    pub(crate) fn begin(&mut self, stems: &mut Stems) {
        stems.trim();
        self.first = 0;
        self.words.clear();
        self.words.shrink_to(MOST_KEPT);
    }

    /// The words of a range of tokens of the document that was begun.
    pub(crate) fn cover(&mut self, doc: &Document<'_>, range: Range<usize>, memo: &mut Memo) -> &[Word] {
        let end = self.first + self.words.len();
        if range.start < self.first || range.start > end {
            self.first = range.start;
            self.words.clear();
        } else if range.start - self.first > 2 * KEPT {
            let gone = range.start - self.first - KEPT;
            self.words.drain(..gone);
            self.first += gone;
        }
        let end = self.first + self.words.len();
        if range.end > end {
            self.read(doc, end..range.end, memo);
        }
        self.words.get(range.start - self.first..range.end - self.first).unwrap_or_default()
    }

    /// The place of the stem of a token, if it is among the words that are kept.
    pub(crate) fn stem(&self, token: usize) -> Option<u32> {
        token.checked_sub(self.first).and_then(|i| self.words.get(i)).map(|word| word.place)
    }

    fn read(&mut self, doc: &Document<'_>, range: Range<usize>, memo: &mut Memo) {
        let all = doc.tokens();
        let mut sentences = doc.sentences().get(doc.sentence_of(range.start)..).unwrap_or_default();
        self.words.reserve(range.len());
        for i in range {
            let Some(token) = all.get(i) else { break };
            while sentences.first().is_some_and(|sentence| sentence.end <= i) {
                sentences = &sentences[1..];
            }
            let opens = sentences.first().is_some_and(|sentence| sentence.start == i)
                || i.checked_sub(1).and_then(|before| all.get(before)).is_some_and(|t| opens_quote(doc, t));
            let capital_next = all.get(i + 1).is_some_and(|n| n.is_capital() && !n.is(Class::AUXILIARY));
            self.words.push(word(doc, i, token, (opens, capital_next), memo));
        }
    }
}

fn word(
    doc: &Document<'_>,
    i: usize,
    token: &Token,
    (opens, capital_next): (bool, bool),
    memo: &mut Memo,
) -> Word {
    let place = memo.place(token.hash, token.of(doc.text()));
    let known = memo.get(place);
    let (acts, opens_phrase) =
        known.map_or((Acts::default(), false), |known| (known.acts, known.opens_phrase));
    let mut flags = Flags::default();
    flags.set(Flags::MARK, token.kind == TokenKind::Mark);
    flags.set(Flags::NUMBER, token.kind == TokenKind::Number);
    flags.set(Flags::CAPITAL, looks_like_name(token, acts));
    flags.set(Flags::OPENS, opens);
    flags.set(Flags::CAPITAL_NEXT, capital_next);
    flags.set(Flags::QUOTED, doc.quote_at(i).is_some());
    flags.set(Flags::OPENS_PHRASE, opens_phrase);
    let mut word = Word {
        stem: 0,
        hash: token.hash,
        acts,
        stem_class: StemClass::default(),
        class: token.class,
        span: token.span,
        place,
        zone: Zone::Rest,
        flags,
    };
    word.settle_known(opens, capital_next, known);
    word
}

fn opens_quote(doc: &Document<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(
            token.of(doc.text()),
            "\"" | "\u{201c}" | "''" | "``" | "'" | "\u{2018}" | ":" | "\u{2014}" | "--"
        )
}

/// Whether a word can be (part of) a name: capitalised, and neither a closed-class word nor one of
/// the act lexicon. One that just opens a sentence or quotation is none all the same.
fn looks_like_name(token: &Token, acts: Acts) -> bool {
    const CLOSED: Class = Class::SUBJECT_PRONOUN
        .or(Class::FIRST_PERSON)
        .or(Class::DETERMINER)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::AUXILIARY)
        .or(Class::NEGATION)
        .or(Class::QUESTION)
        .or(Class::POSSESSIVE)
        .or(Class::ADVERB);
    token.kind == TokenKind::Word
        && token.case != Case::Lower
        && !token.class.meets(CLOSED)
        && acts.is_empty()
}
