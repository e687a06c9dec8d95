//! Well-known people and bodies, whose name alone settles what kind of source they are.
//!
//! The list is `known.txt`, made to be read and extended: what any reader of news knows, and what
//! invented training rows cannot teach.

use std::ops::Range;
use std::sync::OnceLock;

use super::known_key::{AsciiKey, Keys, folded, is_capitals, key, plain};
use super::role::Role;
use crate::stance::Label;
use crate::text::{Case, Document, WordTable};

/// Most words and marks of a name in the list.
const LONGEST: usize = 9;

/// A set of roles: somebody may be known for two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u16);

impl Roles {
    fn of(role: Role) -> Roles {
        Roles(1 << role as u16)
    }

    fn or(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether the set holds a role.
    pub(super) fn holds(self, role: Role) -> bool {
        self.0 >> role as u16 & 1 == 1
    }

    fn len(self) -> u32 {
        self.0.count_ones()
    }
}

/// The names of the list, by hash.
#[derive(Debug)]
pub(super) struct KnownNames {
    /// By the words of the whole name: folded, those in capitals alone as they are.
    full: WordTable<Roles>,
    /// First words of the names.
    openings: WordTable<()>,
    /// By the last word of names of people: the roles of all who have that name.
    family: WordTable<Roles>,
}

impl KnownNames {
    /// The list that comes with the library.
    pub(super) fn shipped() -> &'static KnownNames {
        static NAMES: OnceLock<KnownNames> = OnceLock::new();
        NAMES.get_or_init(|| read(include_str!("known.txt")))
    }

    /// The roles of the person or body of this name: the whole name as in the list, or the family
    /// name alone where it is all that the text gives and does not stand for all sorts of people.
    pub(super) fn role_of(&self, name: &str) -> Option<Roles> {
        let folded = folded(name);
        let whole = if is_capitals(name) { plain(name) } else { folded };
        self.full.get(whole).or_else(|| self.family.get(folded).filter(|roles| roles.len() <= 2))
    }

    /// The roles of the first known body, or person by the whole name, among these tokens.
    pub(super) fn role_in(&self, doc: &Document<'_>, tokens: &Range<usize>) -> Option<Roles> {
        let opens = |i: &usize| {
            doc.tokens().get(*i).is_some_and(|t| {
                let hash = |word: &str| if word.contains('.') { folded(word) } else { t.hash };
                t.case != Case::Lower && self.openings.get(hash(doc.word(*i))).is_some()
            })
        };
        tokens.clone().filter(opens).find_map(|i| self.longest(doc, i..(i + LONGEST).min(tokens.end)))
    }

    /// The roles of the longest name that opens these tokens.
    fn longest(&self, doc: &Document<'_>, tokens: Range<usize>) -> Option<Roles> {
        let text = doc.span(tokens.clone()).of(doc.text());
        if !text.is_ascii() {
            let ends = (tokens.start + 1..=tokens.end).rev();
            return ends.into_iter().find_map(|end| self.whole(doc.span(tokens.start..end).of(doc.text())));
        }
        // One pass: the key of each name is that of the one before with a token more.
        let start = doc.span(tokens.clone()).start();
        let (mut key, mut read, mut found) = (AsciiKey::new(), 0, None);
        for token in doc.tokens().get(tokens)? {
            let end = token.span.end() - start;
            key = text.as_bytes().get(read..end)?.iter().fold(key, |key, &byte| key.with(byte));
            read = end;
            found = self.full.get(key.finish()).or(found);
        }
        found
    }

    fn whole(&self, name: &str) -> Option<Roles> {
        self.full.get(key(name))
    }
}

fn read(list: &str) -> KnownNames {
    let (mut full, mut openings, mut family) = (Vec::new(), Vec::new(), Vec::new());
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((role, entries)) = line.split_once(": ") else { continue };
        let (role, person) = match role.strip_suffix(" person") {
            Some(role) => (role, true),
            None => (role, false),
        };
        let Some(role) = Role::from_name(role).map(Roles::of) else { continue };
        for entry in entries.split(';').map(str::trim_start) {
            let Keys { whole, first, last } = Keys::of(entry);
            openings.push((first, ()));
            if person && let Some(last) = last {
                family.push((last, role));
            }
            full.push((whole, role));
        }
    }
    KnownNames {
        full: WordTable::new(full, Roles::or),
        openings: WordTable::new(openings, |(), ()| ()),
        family: WordTable::new(family, Roles::or),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LIST: &str = "# a comment\n\
        political person: Ada Moe; Jon Vik Lunde\n\
        government person: Per Moe; Ada Moe\n\
        expert person: Kari Moe; Ole Lunde\n\
        international: WHO; Council of the Fjords\n";

    fn roles(found: Option<Roles>) -> Vec<Role> {
        let all = [Role::Government, Role::Political, Role::Expert, Role::International];
        all.into_iter().filter(|role| found.is_some_and(|f| f.holds(*role))).collect()
    }

    #[test]
    fn whole_names_family_names_and_capitals() {
        let names = read(LIST);
        let cases: [(&str, &[Role], &str); 7] = [
            ("Ada Moe", &[Role::Government, Role::Political], "known for two roles"),
            ("ada moe", &[Role::Government, Role::Political], "however it is written"),
            ("Lunde", &[Role::Political, Role::Expert], "two of that name"),
            ("Moe", &[], "three sorts of people"),
            ("Anna Lunde", &[], "somebody else"),
            ("WHO", &[Role::International], "in capitals"),
            ("Who", &[], "not in capitals"),
        ];
        for (name, expected, reason) in cases {
            assert_eq!(roles(names.role_of(name)), expected, "{reason}: {name}");
        }
    }

    #[test]
    fn the_longest_name_among_tokens() {
        let names = read(LIST);
        let text = "a clerk of the Council of the Fjords and who else";
        let doc = Document::new(text);
        assert_eq!(roles(names.role_in(&doc, &(0..doc.tokens().len()))), [Role::International]);
        assert_eq!(names.role_in(&doc, &(0..5)), None, "cut off");
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        for line in include_str!("known.txt").lines().filter(|line| !line.starts_with('#')) {
            let (role, entries) = line.split_once(": ").unwrap();
            assert!(Role::from_name(role.trim_end_matches(" person")).is_some(), "{line}");
            for entry in entries.split("; ") {
                let words: Vec<&str> = entry.split(' ').collect();
                assert!(words.len() <= LONGEST && words.iter().all(|word| !word.is_empty()), "{entry}");
                let keys = Keys::of(entry);
                assert_eq!((keys.whole, keys.first), (key(entry), folded(words[0])), "{entry}");
                assert_eq!(keys.last, words[1..].last().map(|last| folded(last)), "{entry}");
            }
        }
    }
}
