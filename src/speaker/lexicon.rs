//! Words about speakers: titles, roles, bodies (`titles.txt`), countries (`places.txt`), first
//! names (`first_names.txt`).

use std::sync::OnceLock;

use super::names::Gender;
use crate::learn::feature::hash_atom;
use crate::text::{Token, WordTable};

/// The lists of `titles.txt`; each is a bit by its place.
const LISTS: [&str; 19] = [
    "title",
    "weak",
    "party",
    "portfolio",
    "surname",
    "suffix",
    "male",
    "female",
    "role",
    "group",
    "generic",
    "leader",
    "anonymous",
    "unnamed",
    "organisation",
    "extends",
    "singular-body",
    "utterance",
    "named-kind",
];

/// What the lists hold, by the hash of the folded word.
#[derive(Debug)]
pub(crate) struct SpeakerWords {
    words: WordTable<Entry>,
}

/// What the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The lists of `titles.txt` that it stands in.
    lists: u32,
    country: Option<Country>,
    /// A first name, and what it tells.
    first_name: Option<Option<Gender>>,
    /// Whether it is the first word of a name in `places.txt` that has several.
    opens_country: bool,
}

#[derive(Clone, Copy, Debug)]
struct Country {
    number: u16,
    adjective: bool,
}

impl Entry {
    /// Whether the word stands in the list of this name.
    #[inline(always)]
    pub(crate) fn is(self, list: &str) -> bool {
        self.lists & bit(list) != 0
    }

    /// Whether it stands in any of the lists of these names.
    #[inline(always)]
    pub(crate) fn is_any<const N: usize>(self, lists: [&str; N]) -> bool {
        lists.iter().any(|list| self.is(list))
    }

    /// Number of the country that it belongs to as name, adjective or capital.
    pub(crate) fn country(self) -> Option<usize> {
        self.country.map(|c| usize::from(c.number))
    }

    /// Whether it is the adjective of a country.
    pub(crate) fn is_adjective_of_country(self) -> bool {
        self.country.is_some_and(|c| c.adjective)
    }

    /// Whether it is the first word of a name in `places.txt` that has several.
    pub(crate) fn opens_country(self) -> bool {
        self.opens_country
    }

    /// Whether it is a common first name.
    pub(crate) fn is_first_name(self) -> bool {
        self.first_name.is_some()
    }

    /// What it tells of the person as a first name.
    pub(crate) fn gender(self) -> Option<Gender> {
        self.first_name.flatten()
    }

    fn join(self, later: Entry) -> Entry {
        Entry {
            lists: self.lists | later.lists,
            country: self.country.or(later.country),
            first_name: later.first_name.or(self.first_name),
            opens_country: self.opens_country || later.opens_country,
        }
    }
}

impl SpeakerWords {
    /// The lists that come with the library.
    #[inline]
    pub(crate) fn english() -> &'static SpeakerWords {
        static WORDS: OnceLock<SpeakerWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words: Vec<(u64, Entry)> = Vec::new();
            let mut add = |word: &str, entry: Entry| words.push((hash_atom(word.as_bytes()), entry));
            for (list, entries) in lines(include_str!("titles.txt")) {
                let entry = Entry { lists: bit(list), ..Entry::default() };
                entries.split_whitespace().for_each(|word| add(word, entry));
            }
            let places = include_str!("places.txt").lines().filter(|l| !l.starts_with('#'));
            for (number, line) in (0..).zip(places) {
                for (column, part) in line.split('|').enumerate() {
                    for name in part.split_whitespace().map(|name| name.replace('_', " ")) {
                        let country = Some(Country { number, adjective: column == 1 });
                        add(&name, Entry { country, ..Entry::default() });
                        if let Some((first, _)) = name.split_once(' ') {
                            add(first, Entry { opens_country: true, ..Entry::default() });
                        }
                    }
                }
            }
            for (gender, entries) in lines(include_str!("first_names.txt")) {
                let gender = match gender {
                    "he" => Some(Gender::He),
                    "she" => Some(Gender::She),
                    _ => None,
                };
                entries
                    .split_whitespace()
                    .for_each(|name| add(name, Entry { first_name: Some(gender), ..Entry::default() }));
            }
            SpeakerWords { words: WordTable::new(words, Entry::join) }
        })
    }

    /// Whether the folded word stands in the list of this name.
    #[inline(always)]
    pub(crate) fn is(&self, list: &str, word: &(impl Hashed + ?Sized)) -> bool {
        self.of(word).is(list)
    }

    /// Number of the country that the folded name, adjective or capital belongs to.
    pub(crate) fn country(&self, name: &(impl Hashed + ?Sized)) -> Option<usize> {
        self.of(name).country()
    }

    /// Whether the folded words are the adjective of a country.
    pub(crate) fn is_adjective_of_country(&self, name: &(impl Hashed + ?Sized)) -> bool {
        self.of(name).is_adjective_of_country()
    }

    /// Whether the folded word is a common first name.
    pub(crate) fn is_first_name(&self, word: &(impl Hashed + ?Sized)) -> bool {
        self.of(word).is_first_name()
    }

    /// All that the lists say of the folded word, for whoever asks several things of it.
    #[inline]
    pub(crate) fn of(&self, word: &(impl Hashed + ?Sized)) -> Entry {
        self.words.get(word.hash()).unwrap_or_default()
    }
}

/// A folded word as the lists know it: as text, or by its hash alone.
pub(crate) trait Hashed {
    /// [`hash_atom`] of the word.
    fn hash(&self) -> u64;
}

impl Hashed for str {
    fn hash(&self) -> u64 {
        hash_atom(self.as_bytes())
    }
}

impl Hashed for String {
    fn hash(&self) -> u64 {
        hash_atom(self.as_bytes())
    }
}

impl Hashed for u64 {
    fn hash(&self) -> u64 {
        *self
    }
}

impl Hashed for Token {
    fn hash(&self) -> u64 {
        self.hash
    }
}

impl<W: Hashed + ?Sized> Hashed for &W {
    fn hash(&self) -> u64 {
        (**self).hash()
    }
}

/// The bit of a list; of no list where there is none of this name.
#[inline(always)]
fn bit(list: &str) -> u32 {
    let mut k = 0;
    while k < LISTS.len() {
        if LISTS[k] == list {
            return 1 << k;
        }
        k += 1;
    }
    0
}

fn lines(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjective_country_and_capital_are_one() {
        let words = SpeakerWords::english();
        let cases = [("japanese", "tokyo"), ("south korean", "seoul"), ("dutch", "netherlands")];
        for (a, b) in cases {
            assert!(words.country(a).is_some() && words.country(a) == words.country(b), "{a} {b}");
        }
        assert_ne!(words.country("north korean"), words.country("south korean"));
    }

    #[test]
    fn every_list_of_titles_has_its_bit() {
        let lists: Vec<&str> = lines(include_str!("titles.txt")).map(|(list, _)| list).collect();
        assert!(lists.iter().all(|list| LISTS.contains(list)), "{lists:?}");
        assert_eq!(lists.len(), LISTS.len());
    }

    #[test]
    fn every_line_is_a_list() {
        for data in [include_str!("titles.txt"), include_str!("first_names.txt")] {
            let all = data.lines().filter(|l| !l.starts_with('#')).count();
            assert_eq!(lines(data).filter(|(_, w)| !w.is_empty()).count(), all);
            assert!(all <= 32, "a bit of the mask for each list");
        }
    }
}
