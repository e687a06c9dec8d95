//! The cue lexicon: which words may attribute something, in which form and with which frames.
//!
//! The list itself is `cues.txt`, made for a linguist to read and edit; forms are made from its
//! lemmas when it is read.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::inflection::Inflected;
use super::syntax::hashes;
use super::verbal::Verbal;
use crate::learn::Atom;
use crate::learn::feature::hash_atom;
use crate::text::WordTable;

/// What may follow or surround a cue, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u16);

impl Frames {
    /// A clause, with or without `that`.
    pub const CLAUSE: Frames = Frames(1);
    /// A clause with a complementiser (`that`, `whether`, `how`).
    pub const THAT: Frames = Frames(1 << 1);
    /// A quotation, also with subject and verb inverted.
    pub const QUOTE: Frames = Frames(1 << 2);
    /// An addressee between cue and content.
    pub const ADDRESSEE: Frames = Frames(1 << 3);
    /// A to-infinitive.
    pub const INFINITIVE: Frames = Frames(1 << 4);
    /// Somebody and a to-infinitive.
    pub const OBJECT_INFINITIVE: Frames = Frames(1 << 5);
    /// A noun phrase or gerund.
    pub const NOUN: Frames = Frames(1 << 6);
    /// An object and what it is called (`called it a trap`, `described it as`).
    pub const AS: Frames = Frames(1 << 7);

    fn parse(letters: &str) -> Frames {
        letters.chars().fold(Frames(0), |all, letter| {
            all.or(match letter {
                'c' => Frames::CLAUSE,
                't' => Frames::THAT,
                'q' => Frames::QUOTE,
                'a' => Frames::ADDRESSEE,
                'i' => Frames::INFINITIVE,
                'o' => Frames::OBJECT_INFINITIVE,
                'n' => Frames::NOUN,
                's' => Frames::AS,
                _ => Frames(0),
            })
        })
    }

    /// The letters of `cues.txt` that make up the set, as a name for features.
    fn letters(self) -> String {
        const LETTERS: [(char, Frames); 8] = [
            ('c', Frames::CLAUSE),
            ('t', Frames::THAT),
            ('q', Frames::QUOTE),
            ('a', Frames::ADDRESSEE),
            ('i', Frames::INFINITIVE),
            ('o', Frames::OBJECT_INFINITIVE),
            ('n', Frames::NOUN),
            ('s', Frames::AS),
        ];
        let letters: String = LETTERS.iter().filter(|(_, f)| self.meets(*f)).map(|(l, _)| *l).collect();
        if letters.is_empty() { NO_FRAMES.to_owned() } else { letters }
    }

    /// The frames of both.
    pub const fn or(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }

    /// Whether the two share a frame.
    pub const fn meets(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}

/// What features call the frames of a cue that has none.
const NO_FRAMES: &str = "none";

/// A name for features with its hash.
#[derive(Clone, Debug)]
pub struct FeatureName {
    text: Cow<'static, str>,
    hash: u64,
}

impl FeatureName {
    fn new(text: Cow<'static, str>) -> FeatureName {
        FeatureName { hash: hash_atom(text.as_bytes()), text }
    }

    const fn fixed(text: &'static str) -> FeatureName {
        FeatureName { hash: hash_atom(text.as_bytes()), text: Cow::Borrowed(text) }
    }

    /// The name as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name as a part of a feature.
    #[inline]
    pub(super) fn atom(&self) -> Atom<'_> {
        Atom::hashed(self.hash, &self.text)
    }
}

/// The word class of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// `said`, `denied`.
    Verb,
    /// `claim`, `fears`.
    Noun,
    /// `worried`, `sure`.
    Adjective,
}

/// The form in which a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `say`.
    Base,
    /// `says`.
    Third,
    /// `said`, as past or participle.
    Past,
    /// `saying`.
    Gerund,
    /// Of a noun or adjective, or a participle that is not also a past (`known`).
    Other,
}

/// One reading of a word as a cue.
#[derive(Clone, Debug)]
pub struct CueEntry {
    /// The lemma, particle included, with `_` for blanks (`call_for`).
    pub lemma: FeatureName,
    /// Its word class.
    pub kind: CueKind,
    /// The form that the word is.
    pub form: Form,
    /// What may follow.
    pub frames: Frames,
    /// The same by its letters.
    pub frames_name: FeatureName,
    /// Hashes of the words that must follow.
    pub particles: Vec<u64>,
}

impl CueEntry {
    /// A cue that the list cannot hold: a mark or phrase.
    pub const fn unlisted(lemma: &'static str, kind: CueKind) -> CueEntry {
        CueEntry {
            lemma: FeatureName::fixed(lemma),
            kind,
            form: Form::Other,
            frames: Frames(0),
            frames_name: FeatureName::fixed(NO_FRAMES),
            particles: Vec::new(),
        }
    }
}

/// Words and their readings as cues.
#[derive(Debug)]
pub struct CueLexicon {
    /// All readings, those of one word together.
    entries: Vec<CueEntry>,
    words: WordTable<CueWord>,
    /// A bit for each word, and for each of [`OPENERS`]: the one that its hash names.
    filter: Box<[u64; FILTER_WORDS]>,
}

/// What opens a claim though it is no word of the list: phrases such as `in the words of`, colon, dashes.
const OPENERS: [u64; 9] =
    hashes(["according", "as", "in", ":", "-", "--", "\u{2013}", "\u{2014}", "\u{2015}"]);

/// So many words has the filter: small enough for the nearest cache, and with over ten bits a word.
const FILTER_WORDS: usize = 1 << 10;

/// A word of the lexicon.
#[derive(Clone, Copy, Debug, Default)]
struct CueWord {
    /// The first of its readings.
    first: u32,
    /// How many there are.
    count: u16,
    /// What they let it be as a verb.
    verbal: Verbal,
}

impl CueLexicon {
    /// The lexicon of `cues.txt`.
    #[inline]
    pub fn english() -> &'static CueLexicon {
        static LEXICON: OnceLock<CueLexicon> = OnceLock::new();
        LEXICON.get_or_init(|| CueLexicon::parse(include_str!("cues.txt")))
    }

    /// Readings of the word with this hash; longer ones (more particles) first.
    #[inline]
    pub fn readings(&self, hash: u64) -> &[CueEntry] {
        let readings = |word: CueWord| {
            let first = word.first as usize;
            self.entries.get(first..first + usize::from(word.count))
        };
        self.word(hash).and_then(readings).unwrap_or(&[])
    }

    /// What the word with this hash can be as a verb.
    #[inline]
    pub fn verbal(&self, hash: u64) -> Verbal {
        self.word(hash).map_or(Verbal::default(), |word| word.verbal)
    }

    /// Whether the word or mark with this hash may be a cue or open one. Of those that do neither, a filter
    /// turns away nearly all.
    #[inline]
    pub fn may_open(&self, hash: u64) -> bool {
        let (word, bit) = filter_bit(hash);
        self.filter[word] & bit != 0
    }

    #[inline]
    fn word(&self, hash: u64) -> Option<CueWord> {
        if self.may_open(hash) { self.words.get(hash) } else { None }
    }

    fn parse(list: &'static str) -> CueLexicon {
        let mut lemmas = Vec::new();
        // Of each spelling its hash, and the lemma and form that it is.
        let mut spellings: Vec<(u64, usize, Form)> = Vec::new();
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((head, words)) = line.split_once(':') else { continue };
            let Some((kind, letters)) = head.split_once(' ') else { continue };
            let kind = match kind {
                "verb" => CueKind::Verb,
                "noun" => CueKind::Noun,
                _ => CueKind::Adjective,
            };
            let frames = Frames::parse(letters);
            let frames_name = FeatureName::new(frames.letters().into());
            for word in words.split_ascii_whitespace() {
                let Inflected { lemma, particles, forms } = Inflected::read(word, kind);
                spellings.extend(forms.iter().map(|(form, spelling)| (spelling.hash(), lemmas.len(), *form)));
                let lemma = FeatureName::new(lemma);
                let frames_name = frames_name.clone();
                lemmas.push(CueEntry { lemma, kind, form: Form::Base, frames, frames_name, particles });
            }
        }
        // Stable: readings stay in the order of the list.
        spellings.sort_by_key(|(hash, ..)| *hash);
        let mut entries: Vec<CueEntry> = Vec::with_capacity(spellings.len());
        let mut places = Vec::new();
        for word in spellings.chunk_by(|a, b| a.0 == b.0) {
            let first = entries.len();
            for &(_, lemma, form) in word {
                let read = &lemmas[lemma];
                let known = entries[first..]
                    .iter_mut()
                    .find(|r| r.form == form && r.kind == read.kind && r.lemma.text() == read.lemma.text());
                match known {
                    Some(known) => {
                        known.frames = known.frames.or(read.frames);
                        known.frames_name = FeatureName::new(known.frames.letters().into());
                    }
                    None => entries.push(CueEntry { form, ..read.clone() }),
                }
            }
            let readings = &mut entries[first..];
            readings.sort_by(|a, b| {
                b.particles
                    .len()
                    .cmp(&a.particles.len())
                    .then_with(|| a.lemma.text.cmp(&b.lemma.text))
                    .then_with(|| (a.kind as u8).cmp(&(b.kind as u8)))
            });
            let verbal = readings.iter().map(Verbal::of).fold(Verbal::default(), Verbal::or);
            let count = readings.len() as u16;
            places.extend(
                word.first().map(|(hash, ..)| (*hash, CueWord { first: first as u32, count, verbal })),
            );
        }
        let mut filter = Box::new([0; FILTER_WORDS]);
        for hash in places.iter().map(|(hash, _)| *hash).chain(OPENERS) {
            let (word, bit) = filter_bit(hash);
            filter[word] |= bit;
        }
        CueLexicon { entries, words: WordTable::new(places, |first, _| first), filter }
    }
}

/// The word of the filter that a hash belongs to, and its bit there.
#[inline]
fn filter_bit(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize % FILTER_WORDS, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_read_and_come_first() {
        let called = CueLexicon::english().readings(hash_atom(b"called"));
        assert_eq!(called.first().map(|e| e.particles.len()), Some(1));
        assert!(called.iter().any(|e| e.lemma.text() == "call" && e.frames.meets(Frames::AS)));
    }

    #[test]
    fn every_line_is_read() {
        for line in include_str!("cues.txt").lines().filter(|l| !l.starts_with('#')) {
            let head = line.split_once(':').and_then(|(h, _)| h.split_once(' '));
            assert!(head.is_some(), "no `kind frames:` in {line}");
            let (kind, frames) = head.unwrap_or_default();
            assert!(["verb", "noun", "adjective"].contains(&kind), "{line}");
            assert!(frames.chars().all(|c| "ctqainos".contains(c)), "{line}");
        }
    }
}
