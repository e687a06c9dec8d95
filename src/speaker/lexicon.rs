//! Words about speakers: titles, roles, bodies (`titles.txt`), countries (`places.txt`), first
//! names (`first_names.txt`).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::names::Gender;

/// What the lists hold, by folded word.
#[derive(Debug, Default)]
pub(crate) struct SpeakerWords {
    /// The lists that a word stands in, as bits by their order in [`SpeakerWords::names`].
    lists: HashMap<&'static str, u32>,
    names: Vec<&'static str>,
    countries: HashMap<String, Country>,
    first_names: HashMap<&'static str, Option<Gender>>,
}

#[derive(Clone, Copy, Debug)]
struct Country {
    number: usize,
    adjective: bool,
}

impl SpeakerWords {
    /// The lists that come with the library.
    pub(crate) fn english() -> &'static SpeakerWords {
        static WORDS: OnceLock<SpeakerWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = SpeakerWords::default();
            for (list, entries) in lines(include_str!("titles.txt")) {
                let bit = 1 << words.names.len();
                words.names.push(list);
                for entry in entries.split_whitespace() {
                    *words.lists.entry(entry).or_default() |= bit;
                }
            }
            let places = include_str!("places.txt").lines().filter(|l| !l.starts_with('#'));
            for (number, line) in places.enumerate() {
                for (column, part) in line.split('|').enumerate() {
                    for name in part.split_whitespace() {
                        let country = Country { number, adjective: column == 1 };
                        words.countries.entry(name.replace('_', " ")).or_insert(country);
                    }
                }
            }
            for (gender, entries) in lines(include_str!("first_names.txt")) {
                let gender = match gender {
                    "he" => Some(Gender::He),
                    "she" => Some(Gender::She),
                    _ => None,
                };
                words.first_names.extend(entries.split_whitespace().map(|e| (e, gender)));
            }
            words
        })
    }

    /// Whether the folded word stands in the list of this name.
    pub(crate) fn is(&self, list: &str, word: &str) -> bool {
        let Some(&lists) = self.lists.get(word) else { return false };
        self.names.iter().position(|n| *n == list).is_some_and(|bit| lists & (1 << bit) != 0)
    }

    /// Number of the country that the folded name, adjective or capital belongs to.
    pub(crate) fn country(&self, name: &str) -> Option<usize> {
        self.countries.get(name).map(|c| c.number)
    }

    /// Whether the folded words are the adjective of a country, or the noun for its people.
    pub(crate) fn is_adjective_of_country(&self, name: &str) -> bool {
        let of = |name: &str| self.countries.get(name).is_some_and(|c| c.adjective);
        of(name) || name.strip_suffix('s').is_some_and(of)
    }

    /// Whether the folded word is a common first name.
    pub(crate) fn is_first_name(&self, word: &str) -> bool {
        self.first_names.contains_key(word)
    }

    /// What a first name tells of the person.
    pub(crate) fn gender_of(&self, first_name: &str) -> Option<Gender> {
        self.first_names.get(first_name).copied().flatten()
    }
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
    fn every_line_is_a_list() {
        for data in [include_str!("titles.txt"), include_str!("first_names.txt")] {
            let all = data.lines().filter(|l| !l.starts_with('#')).count();
            assert_eq!(lines(data).filter(|(_, w)| !w.is_empty()).count(), all);
            assert!(all <= 32, "a bit of the mask for each list");
        }
    }

    #[test]
    fn people_of_a_country_are_adjectives() {
        let words = SpeakerWords::english();
        for (word, expected) in
            [("swedish", true), ("israelis", true), ("sweden", false), ("stockholm", false)]
        {
            assert_eq!(words.is_adjective_of_country(word), expected, "{word}");
        }
    }
}
