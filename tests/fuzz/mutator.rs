//! Makes new inputs out of kept ones: a generator with a seed, so that every run is the same.

use sayso::learn::SplitMix64;

/// No input grows longer than this many bytes.
const LONGEST: usize = 8 << 10;

/// Values that lengths, counts and numbers are often wrong at.
const ODD_NUMBERS: [u32; 8] = [0, 1, 0x7f, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, u32::MAX];

/// Changes inputs at random, with words of a dictionary and pieces of other inputs.
pub(crate) struct Mutator<'a> {
    pub(crate) rng: SplitMix64,
    pub(crate) seeds: &'a [Vec<u8>],
    pub(crate) words: &'a [Vec<u8>],
}

impl Mutator<'_> {
    /// A seed with one to eight changes.
    pub(crate) fn input(&mut self) -> Vec<u8> {
        let mut input = self.seed();
        for _ in 0..1 + self.rng.below(8) {
            self.change(&mut input);
            input.truncate(LONGEST);
        }
        input
    }

    fn seed(&mut self) -> Vec<u8> {
        let seed = self.rng.below(self.seeds.len());
        self.seeds.get(seed).cloned().unwrap_or_default()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.rng.below(input.len() + 1);
        let end = at + self.rng.below((input.len() - at + 1).min(64));
        match self.rng.below(12) {
            0 | 1 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.rng.below(8);
                }
            }
            2 => {
                let bytes: Vec<u8> = (0..1 + self.rng.below(8)).map(|_| self.rng.next_u64() as u8).collect();
                input.splice(at..at, bytes);
            }
            3 => drop(input.drain(at..end)),
            4..6 => {
                let word = self.word();
                input.splice(at..at, word);
            }
            6 => {
                let word = self.word();
                input.splice(at..end, word);
            }
            7 => {
                let piece = input[at..end].to_vec();
                let to = self.rng.below(input.len() + 1);
                input.splice(to..to, piece);
            }
            8 => {
                let times = 1 << self.rng.below(8);
                let pieces = input[at..end].repeat(times);
                input.splice(at..at, pieces.into_iter().take(LONGEST));
            }
            9 => {
                let other = self.seed();
                input.truncate(at);
                input.extend(&other[self.rng.below(other.len() + 1)..]);
            }
            10 => {
                let number = ODD_NUMBERS[self.rng.below(ODD_NUMBERS.len())].to_le_bytes();
                for (byte, odd) in input.iter_mut().skip(at).zip(number) {
                    *byte = odd;
                }
            }
            _ => input.truncate(at),
        }
    }

    fn word(&mut self) -> Vec<u8> {
        let word = self.rng.below(self.words.len());
        self.words.get(word).cloned().unwrap_or_default()
    }
}

/// The words of a dictionary in the form of libFuzzer: one in quotation marks a line, `\\`, `\"` and
/// `\xAB` for what cannot stand there, `#` before a comment.
pub(crate) fn dictionary(file: &str) -> Vec<Vec<u8>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| unescaped(line).unwrap_or_else(|| panic!("`{line}` is no word"))).collect()
}

fn unescaped(line: &str) -> Option<Vec<u8>> {
    let inner = line.strip_prefix('"')?.strip_suffix('"')?;
    let mut word = Vec::new();
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        word.extend(before.bytes());
        let (byte, after) = match escape.get(1..2)? {
            "x" => (u8::from_str_radix(escape.get(2..4)?, 16).ok()?, &escape[4..]),
            plain => (*plain.as_bytes().first()?, &escape[2..]),
        };
        word.push(byte);
        rest = after;
    }
    word.extend(rest.bytes());
    Some(word)
}
