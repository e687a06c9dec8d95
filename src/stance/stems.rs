//! Stems of words, each computed once.
//!
//! Stemming costs ten times as much as all else that is done to a word, and words repeat: this
//! remembers the stem of each distinct token hash. It is the scratch that a caller reuses.

use std::collections::HashMap;

use crate::learn::feature::hash_atom;
use crate::text::{fold, stem};

/// More distinct words than these are forgotten before the next claim, so that memory does not
/// grow with the number of articles.
const MOST: usize = 1 << 15;

/// The stems of the words seen so far.
#[derive(Clone, Debug, Default)]
pub struct Stems {
    places: HashMap<u64, u32>,
    stems: Vec<(String, u64)>,
    folded: String,
}

impl Stems {
    /// No words yet.
    pub fn new() -> Self {
        Stems::default()
    }

    /// Forgets all words once there are too many.
    pub(crate) fn trim(&mut self) {
        if self.stems.len() > MOST {
            self.places.clear();
            self.stems.clear();
        }
    }

    /// The place of the stem of `raw`, whose folded form has the hash `hash`.
    pub(crate) fn place(&mut self, hash: u64, raw: &str) -> u32 {
        if let Some(&place) = self.places.get(&hash) {
            return place;
        }
        fold(raw, &mut self.folded);
        // Atoms hold no blank; no token does, but a stem is what names are made of.
        let stem = stem(&self.folded).replace(' ', "_");
        let place = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let stem_hash = hash_atom(stem.as_bytes());
        self.stems.push((stem, stem_hash));
        self.places.insert(hash, place);
        place
    }

    /// The stem at a place and its hash.
    pub(crate) fn get(&self, place: u32) -> (&str, u64) {
        self.stems.get(place as usize).map_or(("", 0), |(stem, hash)| (stem, *hash))
    }
}
