//! The floors: the least that any classifier of this kind must do, and nothing else.
//!
//! Three steps, each on top of the one before: tokens with the hash of their folded form; the
//! stem of each word from a memo; look-up of its unigram and bigram and the sum of four weights a
//! feature. They find no sentences, no quotations and no claims, and they keep nothing.

use std::hint::black_box;

use sayso::learn::TrainedModel;
use sayso::learn::feature::{FeatureKey, hash_atom};
use sayso::text::{fold, stem};

/// What a byte is in a text.
#[derive(Clone, Copy, PartialEq)]
enum Byte {
    Blank,
    Letter,
    Digit,
    /// Apostrophe or hyphen: part of a word between two letters.
    Joiner,
    Mark,
    /// Part of a character beyond ASCII.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => Byte::Blank,
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b'\'' | b'-' => Byte::Joiner,
            0x80.. => Byte::Wide,
            _ => Byte::Mark,
        };
        byte += 1;
    }
    bytes
};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub is_word: bool,
    /// A hash of the folded word; of a mark, the character itself.
    pub hash: u64,
}

/// FNV-1a, a byte at a time as the word is read.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Writes the tokens of `text` over `tokens`.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let class = |at: usize| bytes.get(at).map_or(Byte::Blank, |&byte| BYTES[usize::from(byte)]);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut hash = BASIS;
        loop {
            match class(at) {
                Byte::Letter | Byte::Digit => hash = (hash ^ u64::from(bytes[at] | 0x20)).wrapping_mul(PRIME),
                Byte::Joiner if at > start && matches!(class(at + 1), Byte::Letter | Byte::Wide) => {
                    hash = (hash ^ u64::from(bytes[at])).wrapping_mul(PRIME);
                }
                Byte::Wide => match wide_letter(text, at) {
                    Some((letter, length)) => {
                        hash = (hash ^ u64::from(letter)).wrapping_mul(PRIME);
                        at += length - 1;
                    }
                    None => break,
                },
                _ => break,
            }
            at += 1;
        }
        let is_word = at > start;
        if !is_word {
            let mark = match class(start) {
                Byte::Wide => text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
                _ => char::from(bytes[start]),
            };
            at += mark.len_utf8();
            if mark.is_whitespace() {
                continue;
            }
            hash = u64::from(mark);
        }
        tokens.push(Token { start: start as u32, end: at as u32, is_word, hash });
    }
}

/// The folded letter beyond ASCII at `at` and its bytes.
#[cold]
fn wide_letter(text: &str, at: usize) -> Option<(u32, usize)> {
    let letter = text.get(at..)?.chars().next()?;
    let folded = letter.to_lowercase().next().unwrap_or(letter);
    letter.is_alphanumeric().then_some((u32::from(folded), letter.len_utf8()))
}

/// The hash of the stem of each word that was met, in a table of fixed size.
pub struct StemMemo {
    slots: Vec<(u64, u64)>,
    taken: usize,
    folded: String,
}

const SLOTS: usize = 1 << 16;

impl Default for StemMemo {
    fn default() -> Self {
        StemMemo { slots: vec![(0, 0); SLOTS], taken: 0, folded: String::new() }
    }
}

impl StemMemo {
    /// The hash of the stem of a word with this hash.
    #[inline]
    pub fn stem(&mut self, hash: u64, word: &str) -> u64 {
        // The last step of FNV-1a leaves the high bits best mixed.
        let mut at = (hash >> 40) as usize % SLOTS;
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == hash {
                return self.slots[at].1;
            }
            at = (at + 1) % SLOTS;
        }
        self.learn(at, hash, word)
    }

    #[cold]
    fn learn(&mut self, mut at: usize, hash: u64, word: &str) -> u64 {
        if self.taken == SLOTS / 2 {
            self.slots.fill((0, 0));
            self.taken = 0;
            at = (hash >> 40) as usize % SLOTS;
        }
        fold(word, &mut self.folded);
        let stem = hash_atom(stem(&self.folded).as_bytes());
        self.slots[at] = (hash, stem);
        self.taken += 1;
        stem
    }
}

/// Four weights a feature, found by its key: open addressing, at most half full.
pub struct Weights {
    slots: Vec<(u64, [f32; 4])>,
}

const UNIGRAM: &str = "content";
const BIGRAM: &str = "content-two";

impl Weights {
    /// The features of a trained stance model.
    pub fn of(model: &TrainedModel) -> Self {
        let model = &model.model;
        let size = (2 * model.len()).next_power_of_two();
        let mut slots = vec![(0, [0.0; 4]); size];
        for id in model.features() {
            let FeatureKey(key) = FeatureKey::of_name(model.name(id));
            let mut at = key as usize % size;
            while slots[at].0 != 0 {
                at = (at + 1) % size;
            }
            let mut weights = [0.0; 4];
            weights.iter_mut().zip(model.weights(id)).for_each(|(to, from)| *to = *from);
            slots[at] = (key, weights);
        }
        Weights { slots }
    }

    #[inline]
    fn add(&self, FeatureKey(key): FeatureKey, scores: &mut [f32; 4]) {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == key {
                scores.iter_mut().zip(self.slots[at].1).for_each(|(score, weight)| *score += weight);
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Scratch of all three floors.
#[derive(Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    memo: StemMemo,
}

/// The first floor: tokens. Gives how many.
pub fn tokens(texts: &[String], scratch: &mut Scratch) -> usize {
    let mut count = 0;
    for text in texts {
        tokenize(text, &mut scratch.tokens);
        count += black_box(&scratch.tokens).len();
    }
    count
}

/// The second: tokens, and the stem of each word. Gives a sum of the hashes.
pub fn stems(texts: &[String], Scratch { tokens, memo }: &mut Scratch) -> u64 {
    let mut sum = 0u64;
    for text in texts {
        tokenize(text, tokens);
        for token in tokens.iter().filter(|token| token.is_word) {
            sum = sum.wrapping_add(memo.stem(token.hash, word(text, token)));
        }
    }
    sum
}

/// The third: tokens, stems, and the scores of four classes from unigrams and bigrams. Gives how
/// many texts each class won.
pub fn scores(texts: &[String], weights: &Weights, Scratch { tokens, memo }: &mut Scratch) -> [usize; 4] {
    let unigram = FeatureKey::family(hash_atom(UNIGRAM.as_bytes()));
    let bigram = FeatureKey::family(hash_atom(BIGRAM.as_bytes()));
    let mut won = [0; 4];
    for text in texts {
        tokenize(text, tokens);
        let mut scores = [0.0; 4];
        let mut before = None;
        for token in tokens.iter() {
            let stem = if token.is_word { memo.stem(token.hash, word(text, token)) } else { token.hash };
            weights.add(unigram.with(stem), &mut scores);
            if let Some(before) = before.replace(stem) {
                weights.add(bigram.with(before).with(stem), &mut scores);
            }
        }
        let best = (1..4).fold(0, |best, class| if scores[class] > scores[best] { class } else { best });
        won[best] += 1;
    }
    won
}

fn word<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}
