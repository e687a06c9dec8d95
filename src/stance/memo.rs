//! What is known of each distinct word: its stem and what the lexica say of it, found once.
//!
//! Stemming costs ten times as much as all else that is done to a word, and words repeat.

use super::acts::{Acts, acts};
use super::features::Begun;
use super::phrases::{Phrase, phrases};
use super::stem_class::StemClass;
use super::word::Flags;
use crate::learn::feature::hash_atom;
use crate::text::{Class, Span, Token, fold, stem};

/// More distinct words than these are forgotten before the next text, so that memory does not
/// grow with the number of articles.
const MOST: usize = 1 << 15;
/// Slots looked at for one word. Half of the table is free, so that mixed hashes never come so
/// far; words whose hashes were made to crowd are not remembered but looked up afresh.
const LONGEST_PROBE: usize = 64;

/// The place of the shape that stands for a name.
pub(crate) const NAME: u32 = 0;
/// The place of the shape that stands for a number.
pub(crate) const NUMBER: u32 = 1;
/// Marks a free slot of the table: the place of a shape, which is no word of a text.
const FREE: u32 = NAME;
/// The shapes, by place.
const SHAPES: [&str; 2] = ["Xx", "00"];

/// The words seen so far, behind the shapes.
#[derive(Clone, Debug)]
pub(crate) struct Memo {
    /// Open addressing by the low bits of the hash: places in `words`, or [`FREE`].
    table: Vec<u32>,
    words: Vec<Known>,
    /// Folded forms and stems, one behind the other.
    text: String,
    folded: String,
}

/// What is known of a word.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Hash of its folded form.
    hash: u64,
    /// Its folded form, as [`letters`] gives it.
    letters: u64,
    /// Hash of its stem.
    pub(crate) stem: u64,
    /// The features that begin with its stem.
    pub(super) begun: Begun,
    /// What the act lexicon says of it.
    pub(crate) acts: Acts,
    /// The closed classes that it belongs to.
    pub(crate) class: Class,
    /// What features ask of its stem.
    pub(crate) stem_class: StemClass,
    /// What holds of it wherever it stands.
    pub(super) flags: Flags,
    /// The phrases of the phrase list that begin with it.
    pub(crate) phrases: &'static [Phrase],
    /// Where its folded form begins, where that ends and the stem begins, and where that ends.
    text: [usize; 3],
}

impl Default for Memo {
    fn default() -> Self {
        let mut memo =
            Memo { table: vec![FREE; 1024], words: Vec::new(), text: String::new(), folded: String::new() };
        // Nothing but the stem is asked of a shape.
        SHAPES.iter().for_each(|shape| memo.keep(0, "", shape));
        memo
    }
}

impl Memo {
    /// Forgets all words once there are too many. Places known before are no longer valid.
    pub(crate) fn trim(&mut self) {
        if self.words.len() > MOST {
            *self = Memo::default();
        }
    }

    /// The place of the word that a token of `text` is.
    #[inline]
    pub(crate) fn place(&mut self, token: &Token, text: &str) -> u32 {
        let place = self.table[self.slot(token.hash, 0)];
        let letters = letters(text, token.span);
        if self.known(place).letters == letters && letters != LONG {
            place
        } else {
            self.find(token, text, letters)
        }
    }

    /// The place of a word that is long, or not where it belongs first.
    #[inline(never)]
    fn find(&mut self, token: &Token, text: &str, letters: u64) -> u32 {
        for step in 0..LONGEST_PROBE {
            let place = self.table[self.slot(token.hash, step)];
            if place == FREE {
                break;
            }
            let known = self.known(place);
            if known.letters == letters && letters != LONG || self.is(known, token.hash, token.of(text)) {
                return place;
            }
        }
        self.learn(token, text)
    }

    #[inline]
    fn slot(&self, hash: u64, step: usize) -> usize {
        (hash as usize).wrapping_add(step) & (self.table.len() - 1)
    }

    /// What is known of the word at a place.
    #[inline]
    pub(crate) fn known(&self, place: u32) -> &Known {
        &self.words[place as usize]
    }

    /// The stem at a place.
    #[inline]
    pub(crate) fn stem(&self, place: u32) -> &str {
        // Without a panic, so that nothing is left of it where the hash alone is asked for.
        let known = self.words.get(place as usize);
        known.and_then(|known| self.text.get(known.text[1]..known.text[2])).unwrap_or_default()
    }

    /// Whether a word is the one written as `raw`, whose folded form has the hash `hash`: two words
    /// may have one hash, and what is said of one must not depend on those seen before.
    fn is(&self, known: &Known, hash: u64, raw: &str) -> bool {
        let folded = self.text.get(known.text[0]..known.text[1]).unwrap_or_default();
        known.hash == hash && (folded.eq_ignore_ascii_case(raw) || !raw.is_ascii() && is_folded(raw, folded))
    }

    #[cold]
    fn learn(&mut self, token: &Token, text: &str) -> u32 {
        let mut folded = std::mem::take(&mut self.folded);
        fold(token.of(text), &mut folded);
        // Atoms hold no blank; no token does, but a stem is what names are made of.
        let stem = stem(&folded).replace(' ', "_");
        let place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.keep(token.hash, &folded, &stem);
        if let Some(known) = self.words.last_mut() {
            known.class = token.class;
            known.stem_class = StemClass::of(&stem);
            known.flags = Flags::of(token, known.acts) | Flags::OPENS_PHRASE.when(!known.phrases.is_empty());
        }
        self.folded = folded;
        if self.words.len() * 2 > self.table.len() {
            self.table = vec![FREE; (self.words.len() * 4).next_power_of_two()];
            for place in SHAPES.len()..self.words.len() {
                self.insert(place);
            }
        } else {
            self.insert(self.words.len() - 1);
        }
        place
    }

    /// Adds what is known of a word behind the others.
    fn keep(&mut self, hash: u64, folded: &str, stem: &str) {
        let start = self.text.len();
        self.text.push_str(folded);
        let middle = self.text.len();
        self.text.push_str(stem);
        let stem = hash_atom(stem.as_bytes());
        self.words.push(Known {
            hash,
            letters: letters(folded, Span::new(0, folded.len())),
            stem,
            begun: Begun::with(stem),
            acts: acts(hash),
            class: Class::default(),
            stem_class: StemClass::default(),
            flags: Flags::default(),
            phrases: phrases(hash),
            text: [start, middle, self.text.len()],
        });
    }

    /// Enters a word in the table, unless it is crowded where the word belongs.
    fn insert(&mut self, place: usize) {
        let Ok(entry) = u32::try_from(place) else { return };
        for step in 0..LONGEST_PROBE {
            let slot = self.slot(self.words[place].hash, step);
            if self.table[slot] == FREE {
                self.table[slot] = entry;
                return;
            }
        }
    }
}

/// Stands for the letters of a longer word; no text has such bytes.
const LONG: u64 = u64::MAX;

/// The bytes of a word of up to eight, ASCII letters made small; [`LONG`] of any other.
#[inline]
fn letters(text: &str, span: Span) -> u64 {
    const BYTES: usize = size_of::<u64>();
    let length = span.len();
    if length.wrapping_sub(1) >= BYTES {
        return LONG;
    }
    let bytes = text.as_bytes().get(span.start()..).unwrap_or_default();
    let all = match bytes.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)),
    };
    lower(all & u64::MAX >> (8 * (BYTES - length)))
}

/// Makes the ASCII capitals among eight bytes small, all at once.
#[inline]
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + (0x80 - u64::from(b'A')) * EACH;
    let behind_z = low + (0x7f - u64::from(b'Z')) * EACH;
    let capitals = (from_a & !behind_z) & !bytes & (0x80 * EACH);
    bytes | capitals >> 2
}

/// Whether `folded` is the folded form of `raw`.
#[cold]
fn is_folded(raw: &str, folded: &str) -> bool {
    let mut found = String::new();
    fold(raw, &mut found);
    found == folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    /// The place of a word under a hash of the test's choice.
    fn place_of(memo: &mut Memo, hash: u64, raw: &str) -> u32 {
        let mut token = Document::new(raw).tokens()[0];
        token.hash = hash;
        memo.place(&token, raw)
    }

    fn stem_of(memo: &mut Memo, hash: u64, raw: &str) -> String {
        let place = place_of(memo, hash, raw);
        memo.stem(place).to_owned()
    }

    #[test]
    fn a_word_is_known_however_it_is_written() {
        let mut memo = Memo::default();
        let hash = hash_atom("d\u{e9}nied't".as_bytes());
        let places = ["d\u{e9}nied't", "D\u{c9}NIED\u{2019}T", "D\u{e9}nied't"]
            .map(|raw| place_of(&mut memo, hash, raw));
        assert_eq!(places, [places[0]; 3]);
    }

    #[test]
    fn a_word_is_known_wherever_it_stands() {
        let text = "Otters otters warnings, WARNINGS warning inundations Inundations otters";
        let doc = Document::new(text);
        let mut memo = Memo::default();
        let places: Vec<u32> = doc.tokens().iter().map(|token| memo.place(token, text)).collect();
        let first = |raw: &str| places[doc.tokens().iter().position(|t| t.of(text) == raw).unwrap_or(0)];
        for (token, &place) in doc.tokens().iter().zip(&places) {
            assert_eq!(place, first(&token.of(text).to_lowercase()), "{}", token.of(text));
        }
        assert_ne!(first("warning"), first("warnings"), "one is the beginning of the other");
    }

    #[test]
    fn words_of_one_hash_are_kept_apart() {
        let mut memo = Memo::default();
        for _ in 0..2 {
            assert_eq!(stem_of(&mut memo, 7, "rivers"), "river");
            assert_eq!(stem_of(&mut memo, 7, "Boats"), "boat");
        }
        assert_eq!(memo.words.len(), SHAPES.len() + 2, "and both remembered");
    }

    #[test]
    fn crowded_hashes_stay_right() {
        let mut memo = Memo::default();
        for round in 0..3 {
            for n in 0..500u64 {
                assert_eq!(stem_of(&mut memo, n << 40, &format!("x{n}")), format!("x{n}"), "{round}");
            }
        }
    }

    #[test]
    fn forgets_when_there_are_too_many() {
        let mut memo = Memo::default();
        for n in 0..=MOST as u64 {
            stem_of(&mut memo, hash_atom(&n.to_le_bytes()), &format!("x{n}"));
        }
        memo.trim();
        assert_eq!(memo.words.len(), SHAPES.len());
        assert_eq!(stem_of(&mut memo, 7, "boats"), "boat");
    }
}
