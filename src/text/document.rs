//! A text cut into tokens, sentences, paragraphs and quotations: what every later step reads.

use std::ops::Range;

use super::mark::Mark;
use super::quote::{Quote, quotes};
use super::sentence::{paragraphs, sentences};
use super::span::Span;
use super::token::{Token, TokenKind, landmarks};
use super::tokenize::tokenize;

/// About as many bytes as a token of news has with the blank behind it, rounded down.
const BYTES_A_TOKEN: usize = 5;
/// Most tokens for which room is made before they are found.
const MOST_RESERVED: usize = 1 << 16;

/// A text and its parts.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    paragraphs: Vec<Range<usize>>,
    quotes: Vec<Quote>,
    /// The sentence that each token stands in.
    sentence_of: Vec<u32>,
    /// The quotation that each token lies in, or [`FREE`]; nothing where there is no quotation.
    quoted: Vec<u32>,
}

impl<'t> Document<'t> {
    /// Cuts up `text`. Time and memory grow in proportion to its length.
    ///
    /// Only the first 4 GiB are read, since spans are 32 bits wide.
    pub fn new(text: &'t str) -> Self {
        let longest = text.len().min(u32::MAX as usize);
        let whole = (0..=longest).rev().find(|&byte| text.is_char_boundary(byte));
        let text = whole.and_then(|byte| text.get(..byte)).unwrap_or(text);
        let mut tokens = Vec::with_capacity((text.len() / BYTES_A_TOKEN).min(MOST_RESERVED));
        tokenize(text, &mut tokens);
        let landmarks = landmarks(&tokens);
        let paragraphs = paragraphs(&tokens, &landmarks);
        let mut found = Vec::new();
        let mut rest = landmarks.as_slice();
        for paragraph in &paragraphs {
            let (inside, behind) = rest.split_at(rest.partition_point(|&i| i < paragraph.end));
            sentences(text, &tokens, inside, paragraph.clone(), &mut found);
            rest = behind;
        }
        let quotes = quotes(text, &tokens, &landmarks, &paragraphs);
        let quoted = mark_quoted(&tokens, &quotes);
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (number, sentence) in (0..).zip(&found) {
            sentence_of.resize(sentence.end, number);
        }
        Document { text, tokens, sentences: found, paragraphs, quotes, sentence_of, quoted }
    }

    /// The text as given.
    #[inline]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens in order.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Token ranges of the sentences.
    #[inline]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Token ranges of the paragraphs.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// The outer quotations.
    #[inline]
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// Index of the quotation that the token lies in, its marks included.
    #[inline]
    pub fn quote_at(&self, token: usize) -> Option<usize> {
        self.quoted.get(token).filter(|&&q| q != FREE).map(|&q| q as usize)
    }

    /// Whether any token of the range lies in a quotation.
    pub(crate) fn any_quoted(&self, range: Range<usize>) -> bool {
        // Most ranges have none: all at once, without a branch for each.
        let quoted = self.quoted.get(range).unwrap_or_default();
        quoted.iter().fold(false, |any, &q| any | (q != FREE))
    }

    /// How many tokens of the range lie in quotations.
    pub(crate) fn quoted_in(&self, range: Range<usize>) -> usize {
        self.quoted.get(range).map_or(0, |quoted| quoted.iter().filter(|&&q| q != FREE).count())
    }

    /// The token as written; empty where there is none.
    #[inline]
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| t.of(self.text))
    }

    /// Whether the token is the mark `mark`.
    pub fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Mark && t.of(self.text) == mark)
    }

    /// Whether the token is the mark `mark`, which must be more than [`Mark::Other`].
    #[inline]
    pub(crate) fn has_mark(&self, token: usize, mark: Mark) -> bool {
        self.tokens.get(token).is_some_and(|t| t.mark == mark)
    }

    /// The span from the first to the last token of a range; empty for an empty range.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(first), Some(last)) if range.start < range.end => {
                Span::new(first.span.start(), last.span.end())
            }
            _ => Span::new(0, 0),
        }
    }

    /// Range of the tokens that overlap a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    /// Index of the sentence that a token stands in.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).map_or(self.sentences.len(), |&sentence| sentence as usize)
    }

    /// Index of the paragraph that a token stands in.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end <= token)
    }
}

/// Stands for a token in no quotation.
const FREE: u32 = u32::MAX;

fn mark_quoted(tokens: &[Token], quotes: &[Quote]) -> Vec<u32> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let mut quoted = vec![FREE; tokens.len()];
    let mut rest = 0..tokens.len();
    for (q, quote) in (0..FREE).zip(quotes) {
        rest.start += tokens[rest.clone()].partition_point(|t| t.span.end() <= quote.outer.start());
        let inside = tokens[rest.clone()].iter().take_while(|t| t.span.start() < quote.outer.end()).count();
        quoted[rest.start..rest.start + inside].fill(q);
        rest.start += inside;
    }
    quoted
}
