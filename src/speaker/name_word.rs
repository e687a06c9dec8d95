//! The words of a name, by hash: what names are compared by.

use super::lexicon::Hashed;
use crate::learn::feature::{AtomHasher, hash_atom};
use crate::text::{Token, fold};

/// A word of a name, folded and without the full stop behind it.
///
/// Two words are the same when their hashes are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameWord {
    hash: u64,
    /// The hash without any full stop: `un` of `U.N.`
    undotted: u64,
    first: char,
    length: u32,
    undotted_length: u32,
}

impl NameWord {
    /// The word at a token of `text`; `scratch` is written over.
    pub(crate) fn of(token: &Token, text: &str, scratch: &mut String) -> NameWord {
        let raw = token.of(text);
        let plain = raw.is_ascii();
        if plain && !raw.as_bytes().contains(&b'.') {
            let first = raw.chars().next().map_or(' ', |c| c.to_ascii_lowercase());
            let length = token.span.len() as u32;
            let hash = token.hash;
            return NameWord { hash, undotted: hash, first, length, undotted_length: length };
        }
        fold(raw, scratch);
        let word = scratch.trim_end_matches('.');
        let undotted = || word.bytes().filter(|b| *b != b'.');
        NameWord {
            hash: hash_atom(word.as_bytes()),
            undotted: undotted().fold(AtomHasher::new(), AtomHasher::with).finish(),
            first: word.chars().next().unwrap_or(' '),
            length: word.len() as u32,
            undotted_length: undotted().count() as u32,
        }
    }

    /// Bytes of the folded word.
    pub(crate) fn len(&self) -> usize {
        self.length as usize
    }

    /// Its first character.
    pub(crate) fn initial(&self) -> char {
        self.first
    }

    /// Whether it is the initial of `longer`, or the same.
    pub(crate) fn stands_for(&self, longer: &NameWord) -> bool {
        self == longer || self.length == 1 && self.first == longer.first
    }

    /// The hash of the word as an acronym, `un` for `U.N.`, and how many bytes that has.
    pub(crate) fn acronym(&self) -> (u64, usize) {
        (self.undotted, self.undotted_length as usize)
    }
}

impl PartialEq for NameWord {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Hashed for NameWord {
    fn hash(&self) -> u64 {
        self.hash
    }
}
