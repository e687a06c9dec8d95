//! The act lexicon: which words can voice worry, point to danger or deny, and their kin.
//!
//! The list is `acts.txt`, made for a linguist to read and edit.

use std::sync::OnceLock;

use crate::learn::feature::hash_atom;
use crate::learn::{Atom, ByHash};

/// A set of act classes, as bits; their names are those of `acts.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Acts(u64);

impl Acts {
    /// The class of this name; empty for a name that the list does not have.
    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Acts {
        lexicon().place(name).map_or(Acts(0), |bit| Acts(1 << bit))
    }

    /// Whether the two share a class.
    pub(crate) fn meets(self, other: Acts) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub(crate) fn or(self, other: Acts) -> Acts {
        Acts(self.0 | other.0)
    }

    /// The names of the classes, in the order of the list.
    pub(crate) fn names(self) -> impl Iterator<Item = Atom<'static>> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            lexicon().names.get(bit).copied()
        })
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The classes of the word whose folded form has this hash.
pub(crate) fn acts(hash: u64) -> Acts {
    lexicon().words.get(&hash).copied().unwrap_or_default()
}

/// Classes that features look for together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Groups {
    /// Verbs that report what somebody says or thinks.
    pub(crate) speech: Acts,
    /// What is held against somebody.
    pub(crate) charge: Acts,
}

/// The groups of the list.
pub(crate) fn groups() -> Groups {
    lexicon().groups
}

#[derive(Default)]
struct Lexicon {
    names: Vec<Atom<'static>>,
    words: ByHash<Acts>,
    groups: Groups,
}

impl Lexicon {
    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known.text() == name)
    }

    fn all(&self, names: &[&str]) -> Acts {
        names.iter().filter_map(|name| self.place(name)).fold(Acts(0), |all, bit| all.or(Acts(1 << bit)))
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| parse(include_str!("acts.txt")))
}

fn parse(list: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, words)) = line.split_once(':') else { continue };
        let place = lexicon.place(name).unwrap_or_else(|| {
            lexicon.names.push(Atom::new(name));
            lexicon.names.len() - 1
        });
        for word in words.split_whitespace() {
            let classes = lexicon.words.entry(hash_atom(word.as_bytes())).or_default();
            *classes = classes.or(Acts(1 << place));
        }
    }
    lexicon.groups = Groups {
        speech: lexicon.all(&["say", "assert", "believe"]),
        charge: lexicon.all(&["charge", "attack"]),
    };
    lexicon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_class_and_folded_words() {
        for line in include_str!("acts.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (name, words) = line.split_once(':').unwrap_or((line, ""));
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{name}");
            assert!(words.split_whitespace().count() > 0, "{name} has no words");
            assert_eq!(words, words.to_lowercase(), "{name} has capitals");
        }
        assert!(lexicon().names.len() <= 64, "classes are bits of a u64");
    }

    #[test]
    fn a_word_may_have_several_classes() {
        let fears = acts(hash_atom(b"fears"));
        assert!(fears.meets(Acts::named("worry-noun")) && fears.meets(Acts::named("worry-verb")));
        assert!(acts(hash_atom(b"harbour")).is_empty());
    }
}
