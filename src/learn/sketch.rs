//! About how often each of a great many keys was seen, never too few: a count-min sketch
//! (Cormode and Muthukrishnan 2005) with conservative update.
//!
//! Most features of any text occur once. Telling that from a byte each, without the feature, leaves
//! memory for those that occur often enough to be learnt from.

/// Counters of one byte, two of which each key has.
#[derive(Debug)]
pub(crate) struct Sketch {
    counters: Vec<u8>,
}

impl Sketch {
    /// A sketch of about `counters` counters; the more a key, the nearer to the truth.
    pub(crate) fn new(counters: usize) -> Self {
        Sketch { counters: vec![0; counters.next_power_of_two()] }
    }

    /// Counts a key, whose bits must be well mixed, once more.
    pub(crate) fn add(&mut self, key: u64) {
        let (one, other) = self.places(key);
        let least = self.counters[one].min(self.counters[other]);
        let more = least.saturating_add(1);
        for place in [one, other] {
            self.counters[place] = self.counters[place].max(more);
        }
    }

    /// Whether the key was perhaps counted so often; if not, it certainly was not.
    pub(crate) fn may_reach(&self, key: u64, times: usize) -> bool {
        let (one, other) = self.places(key);
        usize::from(self.counters[one].min(self.counters[other])) >= times.min(usize::from(u8::MAX))
    }

    fn places(&self, key: u64) -> (usize, usize) {
        // A power of two.
        let mask = self.counters.len() - 1;
        (key as usize & mask, (key >> 32) as usize & mask)
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::SplitMix64;
    use super::*;

    #[test]
    fn never_too_few_and_seldom_too_many() {
        let mut random = SplitMix64::new(2);
        let keys: Vec<u64> = (0..2000).map(|_| random.next_u64()).collect();
        let mut sketch = Sketch::new(10_000);
        for (number, &key) in keys.iter().enumerate() {
            (0..=number % 4).for_each(|_| sketch.add(key));
        }
        let mut too_many = 0;
        for (number, &key) in keys.iter().enumerate() {
            assert!(sketch.may_reach(key, number % 4 + 1), "{number}");
            too_many += usize::from(sketch.may_reach(key, number % 4 + 2));
        }
        assert!(too_many < 60, "{too_many} of 2000");
    }

    #[test]
    fn beyond_what_a_byte_counts_all_may_be() {
        let mut sketch = Sketch::new(1);
        (0..300).for_each(|_| sketch.add(7));
        assert!(sketch.may_reach(7, 255) && sketch.may_reach(7, 1000));
    }
}
