//! A set of features that gives them back in the order of the model without sorting.

/// Feature numbers as bits, in groups that know which of their words hold any.
///
/// A row has some hundred of a model's features: adding is one bit, and the bits of the group lead
/// to them in order without a look at the rest.
#[derive(Clone, Debug, Default)]
pub(crate) struct FeatureSet {
    groups: Vec<Group>,
}

/// 64 words of 64 bits.
#[derive(Clone, Debug)]
struct Group {
    /// One bit for each word that is not zero.
    held: u64,
    words: [u64; 64],
}

impl FeatureSet {
    /// Forgets all features, and makes room for numbers below `features`.
    pub(crate) fn reset(&mut self, features: usize) {
        for group in &mut self.groups {
            while group.held != 0 {
                group.words[lowest(group.held)] = 0;
                group.held &= group.held - 1;
            }
        }
        let groups = features.div_ceil(64 * 64);
        if groups > self.groups.len() {
            self.groups.resize(groups, Group { held: 0, words: [0; 64] });
        }
    }

    /// Adds a feature; one beyond the room is left out.
    #[inline]
    pub(crate) fn insert(&mut self, feature: u32) {
        if let Some(group) = self.groups.get_mut(feature as usize / (64 * 64)) {
            let word = feature as usize / 64 % 64;
            group.words[word] |= 1 << (feature % 64);
            group.held |= 1 << word;
        }
    }

    /// Visits the features by rising number.
    #[inline]
    pub(crate) fn for_each(&self, mut visit: impl FnMut(u32)) {
        for (first, group) in (0..).step_by(64 * 64).zip(&self.groups) {
            let mut held = group.held;
            while held != 0 {
                let place = lowest(held);
                held &= held - 1;
                let mut word = group.words[place];
                while word != 0 {
                    // Numbers are 32 bits wide, as they came in.
                    visit(first + (place * 64 + lowest(word)) as u32);
                    word &= word - 1;
                }
            }
        }
    }
}

/// The place of the lowest bit that is set in a word that is not zero.
#[inline]
fn lowest(word: u64) -> usize {
    word.trailing_zeros() as usize % 64
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
            (&[5, 12_288, 1 << 31], &[5], "no room for it"),
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
