//! Lists of words that tokens are compared with: hashed when they are compiled, so that a look is a
//! few comparisons of numbers, and for nearly all tokens the test of one bit.

use crate::learn::feature::hash_atom;

/// The set of these words, given in lower case.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const {
            $crate::claims::syntax::WordSet::new(const { &$crate::claims::syntax::hashes([$($word),*]) })
        }
    };
}
pub(in crate::claims) use words;

/// A set of words by their hashes, which [`words!`] makes.
#[derive(Clone, Copy)]
pub(in crate::claims) struct WordSet {
    /// A bit for each word: the one that the low bits of its hash name.
    bits: u64,
    hashes: &'static [u64],
}

impl WordSet {
    /// The set of the words with these hashes.
    pub(in crate::claims) const fn new(hashes: &'static [u64]) -> WordSet {
        let mut bits = 0;
        let mut i = 0;
        while i < hashes.len() {
            bits |= 1 << (hashes[i] % 64);
            i += 1;
        }
        WordSet { bits, hashes }
    }

    /// Whether the word with this hash has not been turned away by the bits.
    #[inline]
    pub(super) fn may_hold(self, hash: u64) -> bool {
        self.bits & (1 << (hash % 64)) != 0
    }

    /// Whether the word with this hash is in the set.
    #[inline]
    pub(super) fn holds(self, hash: u64) -> bool {
        self.hashes.contains(&hash)
    }
}

/// The hashes of words.
pub(in crate::claims) const fn hashes<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut i = 0;
    while i < N {
        hashes[i] = hash_atom(words[i].as_bytes());
        i += 1;
    }
    hashes
}
