//! Phrases of several words that perform an act; the list is `phrases.txt`.

use std::sync::OnceLock;

use crate::learn::feature::hash_atom;
use crate::learn::{Atom, ByHash};

/// A phrase: its class and the hashes of its words behind the first; none stands for any word.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) class: Atom<'static>,
    /// The second word, where there is one that must be the same.
    second: Option<u64>,
    rest: Vec<Option<u64>>,
}

impl Phrase {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether it may be there where its first word is followed by that with the folded hash `next`.
    #[inline]
    pub(crate) fn may_go_on(&self, next: Option<u64>) -> bool {
        self.second.is_none() || self.second == next
    }

    /// Whether its word at a place from 1 can be the word with this folded hash.
    pub(crate) fn takes(&self, place: usize, hash: u64) -> bool {
        let word = place.checked_sub(1).and_then(|place| self.rest.get(place));
        word.is_some_and(|word| word.is_none_or(|word| word == hash))
    }
}

/// The phrases whose first word has this folded hash.
pub(crate) fn phrases(first: u64) -> &'static [Phrase] {
    static PHRASES: OnceLock<ByHash<Vec<Phrase>>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let mut phrases: ByHash<Vec<Phrase>> = ByHash::default();
        for line in include_str!("phrases.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((class, list)) = line.split_once(':') else { continue };
            for phrase in list.split('|') {
                let mut words =
                    phrase.split_whitespace().map(|w| (w != "_").then(|| hash_atom(w.as_bytes())));
                let Some(Some(first)) = words.next() else { continue };
                let rest: Vec<_> = words.collect();
                let second = rest.first().copied().flatten();
                phrases.entry(first).or_default().push(Phrase { class: Atom::new(class), second, rest });
            }
        }
        phrases
    });
    phrases.get(&first).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_follow_word_by_word() {
        let hashes = |text: &str| text.split(' ').map(|w| hash_atom(w.as_bytes())).collect::<Vec<_>>();
        let classes = |text: &str| {
            let words = hashes(text);
            let found = phrases(words[0]).iter();
            let follows =
                |p: &&Phrase| (1..p.len()).all(|i| words.get(i).is_some_and(|&word| p.takes(i, word)));
            found.filter(follows).map(|p| p.class.text()).collect::<Vec<_>>()
        };
        assert_eq!(classes("nothing to do with"), ["deny-truth"]);
        assert!(classes("nothing to do").is_empty(), "cut short");
        assert_eq!(classes("as far as prices concerned"), ["other-sense"], "any word in the gap");
    }
}
