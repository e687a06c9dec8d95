//! Words that speak of a kind of source by themselves: `minister`, `army`, `charity` (`roles.txt`).

use std::sync::OnceLock;

use crate::learn::Atom;
use crate::learn::feature::hash_atom;
use crate::text::WordTable;

/// Kinds of source, as bits by their place in `roles.txt`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// The kinds that the word with this folded hash speaks of; none of most.
    #[inline]
    pub(super) fn of(hash: u64) -> Kinds {
        lexicon().words.get(hash).unwrap_or_default()
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of the kinds, in the order of the list.
    pub(super) fn names(self) -> impl Iterator<Item = Atom<'static>> {
        let (names, mut left) = (&lexicon().names, self.0);
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            names.get(bit).copied()
        })
    }
}

/// What `roles.txt` lists.
struct Lexicon {
    names: Vec<Atom<'static>>,
    words: WordTable<Kinds>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (mut names, mut words) = (Vec::<Atom<'static>>::new(), Vec::new());
        for line in include_str!("roles.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((kind, list)) = line.split_once(':') else { continue };
            let place = names.iter().position(|known| known.text() == kind).unwrap_or_else(|| {
                names.push(Atom::new(kind));
                names.len() - 1
            });
            let hashes = list.split_whitespace().map(|word| hash_atom(word.as_bytes()));
            words.extend(hashes.map(|hash| (hash, Kinds(1 << place))));
        }
        Lexicon { names, words: WordTable::new(words, |one, other| Kinds(one.0 | other.0)) }
    })
}

#[cfg(test)]
mod tests {
    use super::super::role::Role;
    use super::*;
    use crate::stance::Label;

    #[test]
    fn every_line_is_a_role_with_folded_words() {
        for line in include_str!("roles.txt").lines().filter(|line| !line.starts_with('#')) {
            let (kind, words) = line.split_once(": ").unwrap_or((line, ""));
            assert!(Role::from_name(kind).is_some_and(|role| role != Role::Unknown), "{kind}");
            assert!(!words.is_empty() && words == words.to_lowercase(), "{kind}");
        }
        assert!(lexicon().names.len() <= 16, "kinds are bits of a u16");
    }
}
