//! The words of a text without regard to any claim, each read once however many claims share it.

use std::ops::Range;

use super::memo::Memo;
use super::reading::MOST_KEPT;
use super::stems::Stems;
use super::word::{Flags, Word, Zone};
use crate::text::{Case, Class, Document, Mark, Token};

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
        let sentences = doc.sentences().get(doc.sentence_of(range.start)..).unwrap_or_default();
        let mut openings = sentences.iter().map(|sentence| sentence.start).skip_while(|&i| i < range.start);
        let mut opening = openings.next().unwrap_or(usize::MAX);
        let mut behind_mark = range.start.checked_sub(1).and_then(|i| all.get(i)).is_some_and(opens_quote);
        let tokens = all.get(range.start..range.end.min(all.len())).unwrap_or_default();
        self.words.extend((range.start..).zip(tokens).map(|(i, token)| {
            let place = memo.place(token, doc.text());
            let known = memo.known(place);
            let opens = behind_mark || opening == i;
            if opening == i {
                opening = openings.next().unwrap_or(usize::MAX);
            }
            behind_mark = opens_quote(token);
            let mut word = Word {
                stem: known.stem,
                hash: token.hash,
                acts: known.acts,
                stem_class: known.stem_class,
                class: known.class,
                span: token.span,
                place,
                shown: place,
                zone: Zone::Rest,
                flags: known.flags | Flags::OPENS.when(opens) | Flags::QUOTED.when(doc.quote_at(i).is_some()),
            };
            let capital = token.case != Case::Lower && known.flags.has(Flags::NAMEABLE);
            if capital {
                let next = all.get(i + 1);
                let capital_next = next.is_some_and(|next| next.is_capital() && !next.is(Class::AUXILIARY));
                word.flags = word.flags | Flags::CAPITAL | Flags::CAPITAL_NEXT.when(capital_next);
            }
            if capital || known.flags.has(Flags::NUMBER) {
                word.settle(opens, word.flags.has(Flags::CAPITAL_NEXT), memo);
            }
            word
        }));
    }
}

/// Whether it is a mark behind which a capital tells nothing.
#[inline]
fn opens_quote(token: &Token) -> bool {
    use Mark::{Apostrophe, Backticks, Colon, CurlyOpen, Dash, Doubled, SingleOpen, Straight};
    matches!(token.mark, Straight | CurlyOpen | Doubled | Backticks | Apostrophe | SingleOpen | Colon | Dash)
}
