//! From the hash of a word to what a list says of it: one flat table, a look-up mostly one cache line.

/// Open addressing with linear probing by [`hash_atom`](crate::learn::feature::hash_atom) of the word.
///
/// Only words of our own lists are ever put in, so no text can make probes long.
#[derive(Debug)]
pub(crate) struct WordTable<V> {
    /// The hash of the word in each slot, or [`FREE`]; at most half are taken.
    hashes: Vec<u64>,
    values: Vec<V>,
}

/// Marks a free slot. No word of the lists has this hash.
const FREE: u64 = 0;

impl<V: Copy + Default> WordTable<V> {
    /// A table of these words; what comes twice is put together by `join`, in order.
    pub(crate) fn new(words: impl IntoIterator<Item = (u64, V)>, join: impl Fn(V, V) -> V) -> Self {
        let words: Vec<(u64, V)> = words.into_iter().collect();
        let size = (words.len().max(1) * 2).next_power_of_two();
        let mut table = WordTable { hashes: vec![FREE; size], values: vec![V::default(); size] };
        for (hash, value) in words {
            let at = table.place(hash);
            let known = table.hashes[at] != FREE;
            table.values[at] = if known { join(table.values[at], value) } else { value };
            table.hashes[at] = hash;
        }
        table
    }

    /// What the lists say of the word with this hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<V> {
        let at = self.place(hash);
        if self.hashes[at] == FREE { None } else { self.values.get(at).copied() }
    }

    /// Where a word stands, or would.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mask = self.hashes.len() - 1;
        let mut at = hash as usize & mask;
        while self.hashes[at] != hash && self.hashes[at] != FREE {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let cases: [(&[u64], &str); 3] = [
            (&[], "no word at all"),
            (&[7, 7 + 64, 7 + 128], "words of one address lie behind each other"),
            (&[63, 127, 15], "probing wraps round the end"),
        ];
        for (hashes, reason) in cases {
            let table = WordTable::new(hashes.iter().map(|&h| (h, h as u32)), |a, _| a);
            for &hash in hashes {
                assert_eq!(table.get(hash), Some(hash as u32), "{reason}");
            }
            for absent in [0, 1, 7 + 256, u64::MAX] {
                assert_eq!(table.get(absent), None, "{reason}");
            }
        }
    }

    #[test]
    fn a_word_of_two_lists_has_both() {
        let table = WordTable::new([(5, 1u32), (5, 2)], |a, b| a | b);
        assert_eq!(table.get(5), Some(3));
    }
}
