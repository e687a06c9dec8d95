//! From the key of a feature to its number: one flat table, a look-up mostly one cache line.
//!
//! Most n-grams of running text are no feature of a model. A filter of one bit for each key, small
//! enough for a processor's nearer caches, turns nearly all of those away before the table is read.

use super::feature::FeatureKey;

/// Open addressing with linear probing: a power of two of slots, at most three quarters of them taken.
///
/// Keys are well mixed (see `feature.rs`), so their low bits are the address.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeyTable {
    slots: Vec<Slot>,
    /// The bits of all keys: of each the one that its high half names.
    filter: Vec<u64>,
}

/// Why keys cannot stand in one table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum KeyClash {
    /// These two places hold the same key.
    Same(u32, u32),
    /// So many keys share their low bits that they were made to; the place of the first too far.
    Crowded(u32),
}

/// A key, in two halves so that no byte is lost to alignment: a table is filled anew at each start, and
/// costs what it takes of memory.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slot {
    high: u32,
    low: u32,
    id: u32,
}

impl Slot {
    fn new(key: u64, id: u32) -> Self {
        Slot { high: (key >> 32) as u32, low: key as u32, id }
    }

    #[inline]
    fn holds(self, key: u64) -> bool {
        u64::from(self.high) << 32 | u64::from(self.low) == key
    }
}

const FREE: u32 = u32::MAX;

/// Bits of the filter for each key, at least; one is set.
const FILTER_BITS: usize = 16;

/// Far beyond any probe among millions of mixed keys; keeps a hostile file from a slow start.
const LONGEST_PROBE: usize = 1024;

impl KeyTable {
    /// The table in which each key has its place in `keys` as number.
    pub(crate) fn new(keys: impl ExactSizeIterator<Item = FeatureKey>) -> Result<Self, KeyClash> {
        let least = keys.len().max(1);
        let size = (least + least.div_ceil(3)).next_power_of_two();
        let filter = vec![0; (least.next_power_of_two() * FILTER_BITS).div_ceil(64)];
        let mut table = KeyTable { slots: vec![Slot::new(0, FREE); size], filter };
        for (id, FeatureKey(key)) in (0..FREE).zip(keys) {
            table.insert(key, id)?;
        }
        Ok(table)
    }

    /// The number of this key.
    #[inline]
    pub(crate) fn find(&self, key: FeatureKey) -> Option<u32> {
        if self.may_hold(key) { self.probe(key) } else { None }
    }

    /// Whether the key has not been turned away by the filter.
    #[inline]
    pub(crate) fn may_hold(&self, key: FeatureKey) -> bool {
        let (word, bit) = self.filter_bit(key.0);
        self.filter[word] & bit != 0
    }

    /// The number of a key that the filter lets pass.
    #[inline]
    pub(crate) fn probe(&self, key: FeatureKey) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = key.0 as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.id == FREE {
                return None;
            }
            if slot.holds(key.0) {
                return Some(slot.id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Bytes on the heap.
    pub(crate) fn memory_usage(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.filter.capacity() * size_of::<u64>()
    }

    /// The word of the filter that a key belongs to, and its bit there.
    #[inline]
    fn filter_bit(&self, key: u64) -> (usize, u64) {
        let place = (key >> 32) as usize;
        // A power of two, as the table is.
        ((place / 64) & (self.filter.len() - 1), 1 << (place % 64))
    }

    fn insert(&mut self, key: u64, id: u32) -> Result<(), KeyClash> {
        let mask = self.slots.len() - 1;
        for step in 0..LONGEST_PROBE.min(self.slots.len()) {
            let slot = &mut self.slots[(key as usize).wrapping_add(step) & mask];
            if slot.id == FREE {
                *slot = Slot::new(key, id);
                let (word, bit) = self.filter_bit(key);
                self.filter[word] |= bit;
                return Ok(());
            }
            if slot.holds(key) {
                return Err(KeyClash::Same(slot.id, id));
            }
        }
        Err(KeyClash::Crowded(id))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn table(keys: &[u64]) -> Result<KeyTable, KeyClash> {
        KeyTable::new(keys.iter().map(|&key| FeatureKey(key)))
    }

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let cases: [(&[u64], &str); 5] = [
            (&[], "no key at all"),
            (&[0], "the key zero is a key like any other"),
            (&[7, 15, 23, 31], "keys of one address lie behind each other"),
            (&[3, 7, 11, 15, 2], "probing wraps round the end"),
            (&[u64::MAX, u64::MAX - 1], "the largest keys"),
        ];
        for (keys, reason) in cases {
            let table = table(keys).unwrap();
            for (id, &key) in keys.iter().enumerate() {
                assert_eq!(table.find(FeatureKey(key)), Some(id as u32), "{reason}");
            }
            for absent in [1, 39, 1 << 40] {
                assert_eq!(table.find(FeatureKey(absent)), None, "{reason}");
            }
        }
    }

    #[test]
    fn at_most_three_quarters_full() {
        for count in [1u64, 2, 3, 4, 5, 100, 1024, 1025] {
            let keys: Vec<u64> = (0..count).collect();
            let slots = table(&keys).unwrap().slots.len();
            assert!(slots.is_power_of_two() && 3 * slots as u64 >= 4 * count, "{count}: {slots}");
        }
    }

    #[test]
    fn refuses_clashes() {
        assert_eq!(table(&[5, 6, 5]), Err(KeyClash::Same(0, 2)));
        let crowded: Vec<u64> = (0..2000u64).map(|i| i << 32).collect();
        assert_eq!(table(&crowded), Err(KeyClash::Crowded(1024)));
    }
}
