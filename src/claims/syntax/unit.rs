//! A unit, one sentence with its quotations kept whole, and the small questions asked of its tokens.
//!
//! A token outside the unit has no word, no class and no quotation, so callers may look over the edge.

use std::cell::Cell;
use std::ops::Range;

use super::subject::Subject;
use super::word_list::WordSet;
use crate::claims::lexicon::CueLexicon;
use crate::claims::verbal::Verbal;
use crate::text::{Class, Document, Mark, Token, TokenKind};

/// One sentence (quotations in it kept whole) of a document.
pub(in crate::claims) struct Unit<'d, 't> {
    /// The document.
    pub doc: &'d Document<'t>,
    /// Tokens of the sentence.
    pub range: Range<usize>,
    /// The same as they are.
    pub tokens: &'d [Token],
    /// The words that may be cues.
    pub lexicon: &'static CueLexicon,
    /// Whether any of its tokens lies in a quotation.
    quoted: bool,
    /// The subject that was looked for last: all that reads one verb asks for the same.
    pub(super) last_subject: Cell<Option<Subject>>,
}

impl<'d, 't> Unit<'d, 't> {
    /// The unit of these tokens, which must be tokens of the document.
    pub(in crate::claims) fn new(doc: &'d Document<'t>, range: Range<usize>) -> Self {
        let tokens = doc.tokens().get(range.clone()).unwrap_or_default();
        let quoted = doc.any_quoted(range.clone());
        let lexicon = CueLexicon::english();
        Unit { doc, range, tokens, lexicon, quoted, last_subject: Cell::new(None) }
    }
}

impl Unit<'_, '_> {
    /// Token `i` as written; empty outside the unit.
    pub(in crate::claims) fn word(&self, i: usize) -> &str {
        self.token(i).map_or("", |token| token.of(self.doc.text()))
    }

    /// Whether nothing but conjunctions, adverbs and commas stands before token `i`: `Yet, even as`.
    pub(in crate::claims) fn opens_unit(&self, i: usize) -> bool {
        let leads = |k: usize| self.is(k, Class::CONJUNCTION) || self.is_adverb(k) || self.is_comma(k);
        i < self.range.start + 4 && (self.range.start..i).all(leads)
    }

    /// Whether token `i` is one of `words` (see [`words!`](super::words)), whatever its case and in ASCII.
    #[inline]
    pub(in crate::claims) fn lower_is(&self, i: usize, words: WordSet) -> bool {
        self.token(i).is_some_and(|token| words.may_hold(token.hash) && self.is_one_of(token, words))
    }

    /// The same of a token that the bits of the set let pass, as few do.
    #[inline(never)]
    fn is_one_of(&self, token: &Token, words: WordSet) -> bool {
        words.holds(token.hash) && token.of(self.doc.text()).is_ascii()
    }

    /// What token `i` can be as a verb of the cue lexicon.
    #[inline]
    pub(super) fn verbal(&self, i: usize) -> Verbal {
        self.token(i).map_or(Verbal::default(), |token| self.lexicon.verbal(token.hash))
    }

    /// Whether token `i` is `'s`, of which it is not known whether it is a verb or a possessive.
    pub(in crate::claims) fn is_s(&self, i: usize) -> bool {
        self.is(i, Class::CLITIC) && matches!(self.word(i), "'s" | "'S" | "\u{2019}s" | "\u{2019}S")
    }

    /// Whether token `i` is the mark `mark`.
    #[inline]
    pub(in crate::claims) fn has_mark(&self, i: usize, mark: Mark) -> bool {
        self.token(i).is_some_and(|token| token.mark == mark)
    }

    /// Token `i`, if it lies in the unit.
    #[inline]
    pub(in crate::claims) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i.wrapping_sub(self.range.start))
    }

    /// Whether token `i` belongs to any class of `class`.
    #[inline]
    pub(in crate::claims) fn is(&self, i: usize, class: Class) -> bool {
        self.token(i).is_some_and(|token| token.is(class))
    }

    /// Whether token `i` is a word.
    #[inline]
    pub(in crate::claims) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_word)
    }

    /// Whether token `i` is a word without a capital.
    pub(in crate::claims) fn is_lower_word(&self, i: usize) -> bool {
        self.is_word(i) && !self.is_capital(i)
    }

    /// Whether token `i` is a word with a capital.
    #[inline]
    pub(in crate::claims) fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_capital)
    }

    /// Whether token `i` is a number.
    pub(in crate::claims) fn is_number(&self, i: usize) -> bool {
        self.token(i).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether token `i` is a punctuation mark.
    #[inline]
    pub(in crate::claims) fn is_mark(&self, i: usize) -> bool {
        self.token(i).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether token `i` is an adverb: one of the list, or a small word in `-ly`.
    pub(in crate::claims) fn is_adverb(&self, i: usize) -> bool {
        let in_ly = |token: &Token| {
            !token.is_capital() && token.span.len() > 4 && token.of(self.doc.text()).ends_with("ly")
        };
        self.token(i).is_some_and(|token| token.is_word() && (token.is(Class::ADVERB) || in_ly(token)))
    }

    /// Whether token `i` is a sentence-final mark or lies behind the unit.
    #[inline]
    pub(in crate::claims) fn is_end(&self, i: usize) -> bool {
        i >= self.range.end || self.token(i).is_some_and(|token| token.mark.closes())
    }

    /// Whether token `i` is a comma or a dash.
    #[inline]
    pub(in crate::claims) fn is_comma(&self, i: usize) -> bool {
        self.token(i).is_some_and(|token| token.mark.separates())
    }

    /// Whether a quotation ends before `i` with a comma inside its marks, as American print sets it.
    pub(in crate::claims) fn is_comma_quoted(&self, i: usize) -> bool {
        i >= self.range.start + 2 && self.quote(i - 1).is_some() && self.has_mark(i - 2, Mark::Comma)
    }

    /// Whether a full stop at `i` would belong to the short capitalised word before: `Mr.`, `Gov.`.
    pub(super) fn is_abbreviated(&self, i: usize) -> bool {
        i > self.range.start
            && self.token(i - 1).is_some_and(|token| token.is_capital() && token.span.len() <= 5)
    }

    /// Index of the quotation that token `i` lies in, its marks included.
    #[inline]
    pub(in crate::claims) fn quote(&self, i: usize) -> Option<usize> {
        if self.quoted && self.range.contains(&i) { self.doc.quote_at(i) } else { None }
    }

    /// Whether a quotation opens with token `i`.
    pub(in crate::claims) fn is_quote_open(&self, i: usize) -> bool {
        self.quote(i).is_some_and(|q| i == self.range.start || self.doc.quote_at(i - 1) != Some(q))
    }

    /// First token behind the quotation that token `i` lies in; `i + 1` if it lies in none.
    pub(in crate::claims) fn quote_end(&self, i: usize) -> usize {
        let quote = self.quote(i);
        let mut end = i;
        while end < self.range.end && quote.is_some() && self.doc.quote_at(end) == quote {
            end += 1;
        }
        end.max(i + 1)
    }

    /// First token of the quotation that token `i` lies in; `i` if it lies in none.
    pub(in crate::claims) fn quote_start(&self, i: usize) -> usize {
        let quote = self.quote(i);
        let mut start = i;
        while start > self.range.start && quote.is_some() && self.doc.quote_at(start - 1) == quote {
            start -= 1;
        }
        start
    }
}
