//! Maps whose keys are hashes already, for the word lists that the library ships.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by [`hash_atom`](super::feature::hash_atom).
///
/// Keys are not hashed again, so it is for lists that are fixed: text may ask for any hash, but
/// never put one in, and no text makes a look-up slow.
pub(crate) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// Takes a 64-bit key for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
