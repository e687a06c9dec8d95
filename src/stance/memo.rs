//! What is known of each distinct word: its stem and what the lexica say of it, found once.
//!
//! Stemming costs ten times as much as all else that is done to a word, and words repeat.

use super::acts::{Acts, acts};
use super::phrases::phrases;
use super::stem_class::StemClass;
use crate::learn::feature::hash_atom;
use crate::text::{fold, stem};

/// More distinct words than these are forgotten before the next text, so that memory does not
/// grow with the number of articles.
const MOST: usize = 1 << 15;
/// Slots looked at for one word. Half of the table is free, so that mixed hashes never come so
/// far; words whose hashes were made to crowd are not remembered but looked up afresh.
const LONGEST_PROBE: usize = 64;

/// The words seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memo {
    /// Open addressing by the low bits of the hash: 1 + place in `words`, 0 for a free slot.
    table: Vec<u32>,
    words: Vec<Known>,
    /// Folded forms and stems, one behind the other.
    text: String,
    folded: String,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Hash of its folded form.
    hash: u64,
    /// Hash of its stem.
    pub(crate) stem: u64,
    /// What the act lexicon says of it.
    pub(crate) acts: Acts,
    /// What features ask of its stem.
    pub(crate) class: StemClass,
    /// Whether a phrase of the phrase list begins with it.
    pub(crate) opens_phrase: bool,
    /// Where its folded form begins, where that ends and the stem begins, and where that ends.
    text: [usize; 3],
}

impl Memo {
    /// Forgets all words once there are too many. Places known before are no longer valid.
    pub(crate) fn trim(&mut self) {
        if self.words.len() > MOST {
            *self = Memo::default();
        }
    }

    /// The place of the word `raw`, whose folded form has the hash `hash`.
    #[inline]
    pub(crate) fn place(&mut self, hash: u64, raw: &str) -> u32 {
        if let Some(mask) = self.table.len().checked_sub(1) {
            for step in 0..LONGEST_PROBE {
                let slot = self.table[(hash as usize).wrapping_add(step) & mask];
                let Some(place) = slot.checked_sub(1) else { break };
                if self.is(place, hash, raw) {
                    return place;
                }
            }
        }
        self.learn(hash, raw)
    }

    /// What is known of the word at a place; nothing where there is none.
    #[inline]
    pub(crate) fn get(&self, place: u32) -> Option<&Known> {
        self.words.get(place as usize)
    }

    /// The stem at a place.
    #[inline]
    pub(crate) fn stem(&self, place: u32) -> &str {
        let range = self.get(place).map_or(0..0, |word| word.text[1]..word.text[2]);
        self.text.get(range).unwrap_or("")
    }

    /// Whether the word at a place is `raw`: two words may have the same hash, and what is said of
    /// one must not depend on those seen before.
    #[inline]
    fn is(&self, place: u32, hash: u64, raw: &str) -> bool {
        let Some(word) = self.get(place).filter(|word| word.hash == hash) else { return false };
        let known = self.text.as_bytes().get(word.text[0]..word.text[1]).unwrap_or_default();
        let raw_bytes = raw.as_bytes();
        // Written out, since words are too short for a call: most are the same byte by byte.
        raw_bytes.len() == known.len()
            && raw_bytes.iter().zip(known).all(|(raw, known)| raw.to_ascii_lowercase() == *known)
            || !raw.is_ascii() && is_folded(raw, known)
    }

    #[cold]
    fn learn(&mut self, hash: u64, raw: &str) -> u32 {
        fold(raw, &mut self.folded);
        // Atoms hold no blank; no token does, but a stem is what names are made of.
        let stem = stem(&self.folded).replace(' ', "_");
        let start = self.text.len();
        self.text.push_str(&self.folded);
        let middle = self.text.len();
        self.text.push_str(&stem);
        let place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(Known {
            hash,
            stem: hash_atom(stem.as_bytes()),
            acts: acts(hash),
            class: StemClass::of(&stem),
            opens_phrase: !phrases(hash).is_empty(),
            text: [start, middle, self.text.len()],
        });
        if self.words.len() * 2 > self.table.len() {
            self.table = vec![0; (self.words.len() * 4).next_power_of_two().max(1024)];
            for place in 0..self.words.len() {
                self.insert(place);
            }
        } else {
            self.insert(self.words.len() - 1);
        }
        place
    }

    /// Enters a word in the table, unless it is crowded where the word belongs.
    fn insert(&mut self, place: usize) {
        let mask = self.table.len() - 1;
        let Ok(entry) = u32::try_from(place + 1) else { return };
        for step in 0..LONGEST_PROBE {
            let slot = &mut self.table[(self.words[place].hash as usize).wrapping_add(step) & mask];
            if *slot == 0 {
                *slot = entry;
                return;
            }
        }
    }
}

/// Whether `folded` is the folded form of `raw`.
#[cold]
fn is_folded(raw: &str, folded: &[u8]) -> bool {
    let mut found = String::new();
    fold(raw, &mut found);
    found.as_bytes() == folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem_of(memo: &mut Memo, hash: u64, raw: &str) -> String {
        let place = memo.place(hash, raw);
        memo.stem(place).to_owned()
    }

    #[test]
    fn a_word_is_known_however_it_is_written() {
        let mut memo = Memo::default();
        let hash = hash_atom("d\u{e9}nied't".as_bytes());
        let places =
            ["d\u{e9}nied't", "D\u{c9}NIED\u{2019}T", "D\u{e9}nied't"].map(|raw| memo.place(hash, raw));
        assert_eq!(places, [0, 0, 0]);
    }

    #[test]
    fn words_of_one_hash_are_kept_apart() {
        let mut memo = Memo::default();
        for _ in 0..2 {
            assert_eq!(stem_of(&mut memo, 7, "rivers"), "river");
            assert_eq!(stem_of(&mut memo, 7, "Boats"), "boat");
        }
        assert_eq!(memo.words.len(), 2, "and both remembered");
    }

    #[test]
    fn crowded_hashes_stay_right() {
        let mut memo = Memo::default();
        for round in 0..3 {
            for n in 0..500u64 {
                assert_eq!(stem_of(&mut memo, n << 40, &format!("x{n}")), format!("x{n}"), "{round}");
            }
        }
    }

    #[test]
    fn forgets_when_there_are_too_many() {
        let mut memo = Memo::default();
        for n in 0..=MOST as u64 {
            memo.place(hash_atom(&n.to_le_bytes()), "boats");
        }
        memo.trim();
        assert!(memo.words.is_empty() && memo.text.is_empty());
        assert_eq!(stem_of(&mut memo, 7, "boats"), "boat");
    }
}
