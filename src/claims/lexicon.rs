//! The cue lexicon: which words may attribute something, in which form and with which frames.
//!
//! The list itself is `cues.txt`, made for a linguist to read and edit; forms are made from its
//! lemmas when it is read.

use std::collections::BTreeMap;
use std::sync::OnceLock;

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
        if letters.is_empty() { NO_FRAMES.text().to_owned() } else { letters }
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
pub(super) const NO_FRAMES: Atom<'static> = Atom::new("none");

/// A name for features with its hash.
#[derive(Clone, Debug)]
pub struct FeatureName {
    text: String,
    hash: u64,
}

impl FeatureName {
    fn new(text: String) -> FeatureName {
        FeatureName { hash: hash_atom(text.as_bytes()), text }
    }

    /// The name as a part of a feature.
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
    /// The lemma, particle included (`call for`).
    pub lemma: String,
    /// The lemma with `_` for blanks.
    pub name: FeatureName,
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

/// Words and their readings as cues.
#[derive(Debug)]
pub struct CueLexicon {
    /// All readings, those of one word together.
    entries: Vec<CueEntry>,
    words: WordTable<CueWord>,
    /// A bit for each word, and for each of [`OPENERS`]: the one that its hash names.
    filter: Box<[u64; FILTER_WORDS]>,
}

/// Words that are no cues but open a phrase that is one: `in the words of`.
const OPENERS: [u64; 3] = hashes(["according", "as", "in"]);

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

    /// Whether the word with this hash may be a cue or open one. Of those that do neither, a filter turns
    /// away nearly all.
    #[inline]
    pub fn may_open(&self, hash: u64) -> bool {
        let (word, bit) = filter_bit(hash);
        self.filter[word] & bit != 0
    }

    #[inline]
    fn word(&self, hash: u64) -> Option<CueWord> {
        if self.may_open(hash) { self.words.get(hash) } else { None }
    }

    fn parse(list: &str) -> CueLexicon {
        let mut by_word: BTreeMap<u64, Vec<CueEntry>> = BTreeMap::new();
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((head, words)) = line.split_once(':') else { continue };
            let Some((kind, frames)) = head.split_once(' ') else { continue };
            let kind = match kind {
                "verb" => CueKind::Verb,
                "noun" => CueKind::Noun,
                _ => CueKind::Adjective,
            };
            for word in words.split_whitespace() {
                for (form, spelling, lemma, particles) in forms(word, kind) {
                    let readings = by_word.entry(hash_atom(spelling.as_bytes())).or_default();
                    let frames = Frames::parse(frames);
                    match readings.iter_mut().find(|r| r.lemma == lemma && r.kind == kind && r.form == form) {
                        Some(known) => {
                            known.frames = known.frames.or(frames);
                            known.frames_name = FeatureName::new(known.frames.letters());
                        }
                        None => readings.push(CueEntry {
                            name: FeatureName::new(lemma.replace(' ', "_")),
                            frames_name: FeatureName::new(frames.letters()),
                            lemma,
                            kind,
                            form,
                            frames,
                            particles,
                        }),
                    }
                }
            }
        }
        let mut entries = Vec::new();
        let mut places = Vec::new();
        for (hash, mut readings) in by_word {
            readings.sort_by(|a, b| {
                b.particles
                    .len()
                    .cmp(&a.particles.len())
                    .then_with(|| a.lemma.cmp(&b.lemma))
                    .then_with(|| (a.kind as u8).cmp(&(b.kind as u8)))
            });
            let (first, count) = (entries.len() as u32, readings.len() as u16);
            let verbal = readings.iter().map(Verbal::of).fold(Verbal::default(), Verbal::or);
            places.push((hash, CueWord { first, count, verbal }));
            entries.append(&mut readings);
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

/// Spellings of the first word of an entry: form, spelling, lemma, particles.
fn forms(entry: &str, kind: CueKind) -> Vec<(Form, String, String, Vec<u64>)> {
    let mut parts = entry.split('/');
    let whole = parts.next().unwrap_or(entry);
    let lemma = whole.replace(['+', '_'], " ");
    let mut words = whole.split(['+', '_']);
    let base = words.next().unwrap_or(whole).to_owned();
    let particles: Vec<u64> = words.map(|w| hash_atom(w.as_bytes())).collect();
    let irregular: Vec<&str> = parts.map(|p| p.split('+').next().unwrap_or(p)).collect();
    let spellings = match kind {
        CueKind::Adjective => vec![(Form::Other, base)],
        CueKind::Noun => vec![(Form::Other, with_s(&base)), (Form::Other, base)],
        CueKind::Verb => {
            let past = irregular.first().map_or_else(|| with_ed(&base), |p| (*p).to_owned());
            let mut all =
                vec![(Form::Third, with_s(&base)), (Form::Gerund, with_ing(&base)), (Form::Past, past)];
            if let Some(participle) = irregular.get(1) {
                all.push((Form::Other, (*participle).to_owned()));
            }
            all.push((Form::Base, base));
            all
        }
    };
    spellings.into_iter().map(|(form, spelling)| (form, spelling, lemma.clone(), particles.clone())).collect()
}

fn with_s(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ies")
    } else if base.ends_with(['s', 'x', 'z'])
        || base.ends_with("ch")
        || base.ends_with("sh")
        || base == "go"
        || base == "undergo"
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn with_ed(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ied")
    } else if base.ends_with('e') {
        format!("{base}d")
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn with_ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']) && s.len() > 1)
    {
        format!("{stem}ing")
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
}

/// Verbs whose last consonant is doubled: short vowel and one consonant in a stressed last syllable.
fn doubles(base: &str) -> bool {
    const STRESSED: [&str; 14] = [
        "admit", "submit", "permit", "forget", "rebut", "concur", "demur", "infer", "refer", "prefer",
        "commit", "regret", "allot", "quip",
    ];
    let bytes = base.as_bytes();
    let short = bytes.len() <= 4
        && matches!(bytes, [.., a, b, c] if !is_vowel_byte(*a) && is_vowel_byte(*b) && !is_vowel_byte(*c) && !matches!(c, b'w' | b'x' | b'y'));
    (short && base != "hear" && base != "fear") || (STRESSED.contains(&base))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn is_vowel_byte(b: u8) -> bool {
    is_vowel(char::from(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelt_as_in_the_dictionary() {
        let cases = [
            ("denied", "deny", Form::Past),
            ("says", "say", Form::Third),
            ("said", "say", Form::Past),
            ("arguing", "argue", Form::Gerund),
            ("admitted", "admit", Form::Past),
            ("begging", "beg", Form::Gerund),
            ("told", "tell", Form::Past),
            ("known", "know", Form::Other),
            ("dismisses", "dismiss", Form::Third),
            ("agreeing", "agree", Form::Gerund),
            ("feared", "fear", Form::Past),
            ("quipped", "quip", Form::Past),
        ];
        let lexicon = CueLexicon::english();
        for (word, lemma, form) in cases {
            let found = lexicon.readings(hash_atom(word.as_bytes()));
            assert!(found.iter().any(|e| e.lemma == lemma && e.form == form), "{word}: {found:?}");
        }
    }

    #[test]
    fn particles_are_read_and_come_first() {
        let called = CueLexicon::english().readings(hash_atom(b"called"));
        assert_eq!(called.first().map(|e| e.particles.len()), Some(1));
        assert!(called.iter().any(|e| e.lemma == "call" && e.frames.meets(Frames::AS)));
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
