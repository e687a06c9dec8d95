//! Scratch memory of the classifiers, which a caller reuses from claim to claim.

use super::memo::Memo;
use super::passage::Passage;
use super::reading::ReadingBuffer;
use crate::learn::{Atom, FeatureSet};
use crate::text::Token;

/// The stems of the words seen so far, and room for the words and features of a claim.
///
/// What a classifier says never depends on what was seen before, only how fast it says so.
#[derive(Clone, Debug, Default)]
pub struct Stems {
    pub(super) memo: Memo,
    pub(super) passage: Passage,
    pub(super) reading: ReadingBuffer,
    pub(crate) set: FeatureSet,
}

impl Stems {
    /// No words yet.
    pub fn new() -> Self {
        Stems::default()
    }

    /// Forgets the words once there are too many, before another text, and lets go of the memory
    /// that a very long claim took.
    pub(crate) fn trim(&mut self) {
        self.memo.trim();
        self.reading.trim();
    }

    /// The place of the stem of a token of `text`, until the next [`trim`](Self::trim).
    #[inline]
    pub(crate) fn place(&mut self, token: &Token, text: &str) -> u32 {
        self.memo.place(token, text)
    }

    /// The stem at a place.
    #[inline]
    pub(crate) fn at(&self, place: u32) -> Atom<'_> {
        Atom::hashed(self.memo.known(place).stem, self.memo.stem(place))
    }
}
