//! A word of a claim's sentences as the features read it.

use std::ops::BitOr;

use super::acts::Acts;
use super::memo::{self, Memo};
use super::stem_class::StemClass;
use crate::learn::Atom;
use crate::text::{Class, Span, Token, TokenKind};

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
    /// The same where nobody marked the claim, so that the one meant may stand there.
    Around,
}

impl Zone {
    /// How many there are.
    pub(crate) const COUNT: usize = 5;

    /// The name under which features know it.
    #[inline]
    pub(crate) const fn atom(self) -> Atom<'static> {
        const CONTENT: Atom<'static> = Atom::new("content");
        const CUE: Atom<'static> = Atom::new("cue");
        const SPEAKER: Atom<'static> = Atom::new("speaker");
        const REST: Atom<'static> = Atom::new("rest");
        const AROUND: Atom<'static> = Atom::new("around");
        match self {
            Zone::Content => CONTENT,
            Zone::Cue => CUE,
            Zone::Speaker => SPEAKER,
            Zone::Rest => REST,
            Zone::Around => AROUND,
        }
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Hash of its stem, or of its shape where it is a name or a number.
    pub(crate) stem: u64,
    /// Hash of its folded form.
    pub(crate) hash: u64,
    pub(crate) acts: Acts,
    /// What features ask of its stem; nothing where it is a name or a number.
    pub(crate) stem_class: StemClass,
    pub(crate) class: Class,
    pub(crate) span: Span,
    /// Its place in the memo.
    pub(super) place: u32,
    /// The place in the memo of its stem or shape.
    pub(super) shown: u32,
    pub(crate) zone: Zone,
    pub(super) flags: Flags,
}

/// What holds of a word where it stands, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags(u16);

impl Flags {
    /// It is a punctuation mark.
    pub(super) const MARK: Flags = Flags(1);
    /// It is a number.
    pub(super) const NUMBER: Flags = Flags(1 << 1);
    /// It is a name, as far as capitals tell.
    pub(super) const NAME: Flags = Flags(1 << 2);
    /// It has a capital and could be a name.
    pub(super) const CAPITAL: Flags = Flags(1 << 3);
    /// It opens a sentence or a quotation, so that its capital tells nothing.
    pub(super) const OPENS: Flags = Flags(1 << 4);
    /// The next word has a capital too and is no auxiliary.
    pub(super) const CAPITAL_NEXT: Flags = Flags(1 << 5);
    /// It stands in quotation marks.
    pub(super) const QUOTED: Flags = Flags(1 << 6);
    /// A verb of speech or thought with a subject of its own stands before it in its part.
    pub(super) const REPORTED: Flags = Flags(1 << 7);
    /// A phrase of the phrase list begins with it.
    pub(super) const OPENS_PHRASE: Flags = Flags(1 << 8);

    /// It could be a name if it has a capital: neither a closed-class word nor one of the act lexicon.
    pub(super) const NAMEABLE: Flags = Flags(1 << 9);

    /// What holds of a token wherever it stands, phrases left aside.
    pub(super) fn of(token: &Token, acts: Acts) -> Flags {
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
        let is_open = !token.class.meets(CLOSED) && acts.is_empty();
        Flags::MARK.when(token.kind == TokenKind::Mark)
            | Flags::NUMBER.when(token.kind == TokenKind::Number)
            | Flags::NAMEABLE.when(token.is_word() && is_open)
    }

    #[inline]
    pub(super) fn has(self, flag: Flags) -> bool {
        self.0 & flag.0 != 0
    }

    #[inline]
    pub(super) fn set(&mut self, flag: Flags, on: bool) {
        self.0 = self.0 & !flag.0 | flag.when(on).0;
    }

    /// The flag if it is on, else none.
    #[inline]
    pub(super) const fn when(self, on: bool) -> Flags {
        if on { self } else { Flags(0) }
    }
}

impl BitOr for Flags {
    type Output = Flags;

    #[inline]
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

impl Word {
    /// Its stem or shape.
    #[inline]
    pub(super) fn atom<'m>(&self, memo: &'m Memo) -> Atom<'m> {
        Atom::hashed(self.stem, memo.stem(self.shown))
    }

    /// Whether it is a punctuation mark.
    #[inline]
    pub(crate) fn is_mark(&self) -> bool {
        self.flags.has(Flags::MARK)
    }

    /// Whether it is a name, as far as capitals tell.
    #[inline]
    pub(crate) fn is_name(&self) -> bool {
        self.flags.has(Flags::NAME)
    }

    /// Whether it stands in quotation marks.
    #[inline]
    pub(crate) fn is_quoted(&self) -> bool {
        self.flags.has(Flags::QUOTED)
    }

    /// Whether a phrase of the phrase list begins with it.
    #[inline]
    pub(crate) fn opens_phrase(&self) -> bool {
        self.flags.has(Flags::OPENS_PHRASE)
    }

    /// Decides whether it is a name, given what stands around it, and takes its stem or shape.
    #[inline]
    pub(super) fn settle(&mut self, opens: bool, capital_next: bool, memo: &Memo) {
        let is_name = self.flags.has(Flags::CAPITAL) && (!opens || capital_next);
        self.flags.set(Flags::NAME, is_name);
        self.shown = match self.flags {
            _ if is_name => memo::NAME,
            flags if flags.has(Flags::NUMBER) => memo::NUMBER,
            _ => self.place,
        };
        let shown = memo.known(self.shown);
        (self.stem, self.stem_class) = (shown.stem, shown.stem_class);
    }
}
