//! What well-known names are looked up by: the hash of their words or, for names in capitals, of these.

use crate::learn::feature::AtomHasher;
use crate::text::fold;

/// The hashes that a name of the list is found by.
pub(super) struct Keys {
    /// [`key`] of the name.
    pub(super) whole: u64,
    /// Its first word, folded.
    pub(super) first: u64,
    /// Its last word likewise, where it has several.
    pub(super) last: Option<u64>,
}

impl Keys {
    /// One pass over a name in ASCII, as nearly all are; words stand one blank apart.
    pub(super) fn of(name: &str) -> Keys {
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
pub(super) fn key(name: &str) -> u64 {
    if is_capitals(name) { plain(name) } else { folded(name) }
}

/// Whether a name has no small letter, and more than one character.
pub(super) fn is_capitals(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

/// The hash of a name as it is, without dots.
pub(super) fn plain(name: &str) -> u64 {
    name.bytes().filter(|b| *b != b'.').fold(AtomHasher::new(), AtomHasher::with).finish()
}

/// The [`key`] of a name in ASCII that comes byte by byte.
#[derive(Clone, Copy)]
pub(super) struct AsciiKey {
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
    pub(super) fn new() -> Self {
        let (plain, folded) = (AtomHasher::new(), AtomHasher::new());
        AsciiKey { plain, folded, length: 0, capitals: true, begun: false, blank: false }
    }

    pub(super) fn with(mut self, byte: u8) -> Self {
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

    pub(super) fn finish(self) -> u64 {
        if self.capitals && self.length > 1 { self.plain.finish() } else { self.folded.finish() }
    }
}

/// The hash of the folded words with one blank between, without dots.
pub(super) fn folded(name: &str) -> u64 {
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
    use super::*;
    use crate::learn::feature::hash_atom;

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
