//! Well-known people and bodies, whose name alone settles what kind of source they are.
//!
//! The list is `known.txt`, made to be read and extended: what any reader of news knows, and what
//! invented training rows cannot teach.

use std::ops::Range;
use std::sync::OnceLock;

use super::role::Role;
use crate::learn::feature::AtomHasher;
use crate::stance::Label;
use crate::text::{Case, Document, WordTable, fold};

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

/// The hashes that a name of the list is found by.
struct Keys {
    /// [`key`] of the name.
    whole: u64,
    /// Its first word, folded.
    first: u64,
    /// Its last word likewise, where it has several.
    last: Option<u64>,
}

impl Keys {
    /// One pass over a name in ASCII, as nearly all are; words stand one blank apart.
    fn of(name: &str) -> Keys {
        let (mut whole, mut word, mut first) = (AtomHasher::new(), AtomHasher::new(), None);
        if !name.is_ascii() {
            let mut words = name.split(' ');
            let first = words.next().map_or(0, folded);
            return Keys { whole: key(name), first, last: words.next_back().map(folded) };
        }
        for byte in name.bytes() {
            match byte {
                b' ' => {
                    first.get_or_insert(word.finish());
                    (whole, word) = (whole.with(b' '), AtomHasher::new());
                }
                b'.' => {}
                _ => {
                    let byte = byte.to_ascii_lowercase();
                    (whole, word) = (whole.with(byte), word.with(byte));
                }
            }
        }
        let capitals = !name.bytes().any(|byte| byte.is_ascii_lowercase());
        Keys {
            whole: if capitals { key(name) } else { whole.finish() },
            first: first.unwrap_or(word.finish()),
            last: first.map(|_| word.finish()),
        }
    }
}

/// What a name is kept under: `WHO` is not `who`.
fn key(name: &str) -> u64 {
    if is_capitals(name) { plain(name) } else { folded(name) }
}

/// Whether a name has no small letter, and more than one character.
fn is_capitals(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

/// The hash of a name as it is, without dots.
fn plain(name: &str) -> u64 {
    name.bytes().filter(|b| *b != b'.').fold(AtomHasher::new(), AtomHasher::with).finish()
}

/// The [`key`] of a name in ASCII that comes byte by byte.
#[derive(Clone, Copy)]
struct AsciiKey {
    /// The name as it is, without dots.
    plain: AtomHasher,
    /// Its words folded, with one blank between, without dots.
    folded: AtomHasher,
    length: usize,
    /// Whether it has no small letter.
    capitals: bool,
    /// Whether there is something in `folded`.
    begun: bool,
    /// Whether a blank stands before the next byte.
    blank: bool,
}

impl AsciiKey {
    fn new() -> Self {
        let (plain, folded) = (AtomHasher::new(), AtomHasher::new());
        AsciiKey { plain, folded, length: 0, capitals: true, begun: false, blank: false }
    }

    fn with(mut self, byte: u8) -> Self {
        self.length += 1;
        self.capitals &= !byte.is_ascii_lowercase();
        if byte != b'.' {
            self.plain = self.plain.with(byte);
        }
        if char::from(byte).is_whitespace() {
            self.blank = true;
            return self;
        }
        if self.blank && self.begun {
            self.folded = self.folded.with(b' ');
        }
        self.blank = false;
        if byte != b'.' {
            self.folded = self.folded.with(byte.to_ascii_lowercase());
            self.begun = true;
        }
        self
    }

    fn finish(self) -> u64 {
        if self.capitals && self.length > 1 { self.plain.finish() } else { self.folded.finish() }
    }
}

/// The hash of the folded words with one blank between, without dots.
fn folded(name: &str) -> u64 {
    if name.is_ascii() {
        return name.bytes().fold(AsciiKey::new(), AsciiKey::with).folded.finish();
    }
    let mut hash = AtomHasher::new();
    let mut other = String::new();
    let mut is_empty = true;
    for word in name.split_whitespace() {
        if !is_empty {
            hash = hash.with(b' ');
        }
        is_empty &= word.bytes().all(|b| b == b'.');
        let word = if word.is_ascii() {
            word
        } else {
            fold(word, &mut other);
            other.as_str()
        };
        hash = word.bytes().filter(|b| *b != b'.').fold(hash, |hash, b| hash.with(b.to_ascii_lowercase()));
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::learn::feature::hash_atom;

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

    #[test]
    fn a_name_is_kept_under_its_words_or_its_capitals() {
        let cases = [
            ("Ada Moe", "ada moe", "plain words"),
            ("WHO", "WHO", "capitals"),
            ("W.H.O.", "WHO", "dots in capitals"),
            ("J. K.  Moe .", "j k moe ", "a mark with blanks round it, and two blanks"),
            (".. Moe", "moe", "nothing but dots before the first word"),
            ("UN-Habitat\n& Co", "un-habitat & co", "marks and a line break"),
            ("A", "a", "one letter is no acronym"),
            ("G7 9", "G7 9", "digits"),
        ];
        for (name, kept, reason) in cases {
            let by_byte = name.bytes().fold(AsciiKey::new(), AsciiKey::with).finish();
            assert_eq!(
                (key(name), by_byte),
                (hash_atom(kept.as_bytes()), hash_atom(kept.as_bytes())),
                "{reason}"
            );
        }
    }
}
