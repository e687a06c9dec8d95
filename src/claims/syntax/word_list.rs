//! Lists of words that tokens are compared with: hashed when they are compiled, so that a look is a
//! few comparisons of numbers.

use crate::learn::feature::hash_atom;

/// The hashes of words, given in lower case.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const { &$crate::claims::syntax::hashes([$($word),*]) }
    };
}
pub(in crate::claims) use words;

/// What [`words!`] stands for.
pub(in crate::claims) const fn hashes<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut i = 0;
    while i < N {
        hashes[i] = hash_atom(words[i].as_bytes());
        i += 1;
    }
    hashes
}
