//! A set of features that gives them back in the order of the model without sorting.

/// Feature numbers as bits, with a second layer of bits for the words that hold any.
///
/// A row has some hundred of a model's features: adding is one bit, and the second layer leads
/// to them in order without a look at the rest.
#[derive(Clone, Debug, Default)]
pub(crate) struct FeatureSet {
    words: Vec<u64>,
    /// One bit for each word that is not zero.
    held: Vec<u64>,
}

impl FeatureSet {
    /// Forgets all features, and makes room for numbers below `features`.
    pub(crate) fn reset(&mut self, features: usize) {
        let words = features.div_ceil(64);
        if words > self.words.len() {
            self.words.resize(words, 0);
            self.held.resize(words.div_ceil(64), 0);
        }
        for (group, held) in self.held.iter_mut().enumerate() {
            for place in bits(std::mem::take(held)) {
                self.words[group * 64 + place] = 0;
            }
        }
    }

    /// Adds a feature; one beyond the room is left out.
    #[inline]
    pub(crate) fn insert(&mut self, feature: u32) {
        let place = feature as usize / 64;
        if let Some(word) = self.words.get_mut(place) {
            *word |= 1 << (feature % 64);
            self.held[place / 64] |= 1 << (place % 64);
        }
    }

    /// Visits the features by rising number.
    #[inline]
    pub(crate) fn for_each(&self, mut visit: impl FnMut(u32)) {
        for (group, &held) in self.held.iter().enumerate() {
            for place in bits(held) {
                let word = group * 64 + place;
                // Numbers are 32 bits wide, as they came in.
                bits(self.words.get(word).copied().unwrap_or(0))
                    .for_each(|bit| visit((word * 64 + bit) as u32));
            }
        }
    }
}

/// The places of the bits that are set, rising.
#[inline]
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = word.trailing_zeros() as usize;
        word &= word.wrapping_sub(1);
        (place < 64).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(set: &FeatureSet) -> Vec<u32> {
        let mut features = Vec::new();
        set.for_each(|feature| features.push(feature));
        features
    }

    #[test]
    fn gives_each_feature_once_in_order() {
        let cases: [(&[u32], &[u32], &str); 4] = [
            (&[], &[], "nothing"),
            (&[9, 3, 9, 64, 63], &[3, 9, 63, 64], "twice is once"),
            (&[9999, 0, 4096, 4095], &[0, 4095, 4096, 9999], "groups of words"),
            (&[5, 10_048, 1 << 31], &[5], "no room for it"),
        ];
        let mut set = FeatureSet::default();
        for (added, expected, reason) in cases {
            set.reset(10_000);
            added.iter().for_each(|&feature| set.insert(feature));
            assert_eq!(features(&set), expected, "{reason}");
        }
    }

    #[test]
    fn serves_one_model_after_another() {
        let mut set = FeatureSet::default();
        set.reset(5000);
        set.insert(4999);
        set.reset(10);
        set.insert(7);
        assert_eq!(features(&set), [7], "nothing is left of the model before");
    }
}
