//! The ids that were met in a run.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A set of ids, eight bytes each, so that millions fit: two different ids of the same 64 bits are
/// expected once in some billions of articles.
#[derive(Default)]
pub(crate) struct Seen(HashSet<u64>);

impl Seen {
    /// Adds an id; whether it is new.
    pub(crate) fn insert(&mut self, id: &str) -> bool {
        self.0.insert(hash(id))
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.0.contains(&hash(id))
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
