//! Tokens: words, numbers and punctuation marks, with what later steps ask of each again and again.

use super::ascii::ascii_case;
use super::mark::Mark;
use super::span::Span;
use super::words::Class;

/// A word, number or punctuation mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// Closed-class memberships (pronoun, auxiliary, preposition …).
    pub class: Class,
    /// [`hash_atom`](crate::learn::feature::hash_atom) of its lower-case form, typographic apostrophes made straight.
    pub hash: u64,
    /// Which punctuation mark it is.
    pub(crate) mark: Mark,
    /// Line breaks before it: none, one, or two for more.
    pub(super) breaks: u8,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes and the full stops of `U.S.` inside.
    Word,
    /// Starts with a digit.
    Number,
    /// One punctuation mark or symbol (`''`, ` `` `, `--` and `...` count as one).
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Its first letter is small, or it has none.
    Lower,
    /// Its first letter is a capital and not all of the rest are.
    Title,
    /// Two or more letters, all capitals.
    Upper,
}

impl Token {
    /// The token as written.
    #[inline]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a word written with a capital.
    #[inline]
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }

    /// Whether it belongs to any class of `class`.
    #[inline]
    pub fn is(&self, class: Class) -> bool {
        self.class.meets(class)
    }
}

/// The tokens that paragraphs, sentences and quotations are told by: those that are a punctuation mark of
/// some kind or start a line, one in seven of news.
pub(super) fn landmarks(tokens: &[Token]) -> Vec<usize> {
    let tells = |token: &Token| token.mark != Mark::Other || token.breaks > 0;
    (0..).zip(tokens).filter(|(_, token)| tells(token)).map(|(i, _)| i).collect()
}

/// How `raw` is written.
pub(super) fn case(raw: &str) -> Case {
    if raw.is_ascii() {
        return ascii_case(raw.as_bytes());
    }
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => Case::Upper,
            _ => Case::Title,
        },
        _ => Case::Lower,
    }
}
