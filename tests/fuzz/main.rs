//! Fuzzing with the stable toolchain: every target takes its kept seeds and then changed ones, the
//! same each time. `fuzz/README.md` says how to run it longer and where findings go.
//!
//! `SAYSO_FUZZ_TIMES` multiplies the number of inputs, `SAYSO_FUZZ_SEED` changes them.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod mutator;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::{env, fs};

use mutator::{Mutator, dictionary};
use sayso::learn::SplitMix64;

/// How many changed inputs each target gets.
const INPUTS: [(&str, usize); 8] = [
    ("analyze", 20_000),
    ("classify", 40_000),
    ("stance_rows", 200_000),
    ("model", 200_000),
    ("marked_article", 100_000),
    ("brat", 200_000),
    ("label_studio", 200_000),
    ("json_lines", 100_000),
];

macro_rules! fuzzed {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            fuzz(stringify!($name));
        })*
    };
}

fuzzed!(analyze classify stance_rows model marked_article brat label_studio json_lines);

fn fuzz(name: &str) {
    let seeds = seeds(name);
    let words = dictionary(&fs::read_to_string(folder().join("words.dict")).unwrap());
    for seed in &seeds {
        run(name, seed);
    }
    let inputs = INPUTS.iter().find(|(known, _)| *known == name).unwrap().1;
    let rng = SplitMix64::new(setting("SAYSO_FUZZ_SEED", 8));
    let mut mutator = Mutator { rng, seeds: &seeds, words: &words };
    let inputs = inputs as u64 * setting("SAYSO_FUZZ_TIMES", 1);
    for _ in 0..inputs {
        run(name, &mutator.input());
    }
    println!("{name}: {} seeds, {inputs} changed inputs", seeds.len());
}

/// The kept inputs of a target, by the names of their files.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let seeds = folder().join("seeds").join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(&seeds).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{}: no seeds", seeds.display());
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Runs a target; an input that breaks it is kept in a file.
fn run(name: &str, input: &[u8]) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| targets::run(name, input))) {
        let file = env::temp_dir().join(format!("sayso-finding-{name}"));
        fs::write(&file, input).unwrap();
        eprintln!("The input is kept in {}; mend it and put it into fuzz/seeds/{name}.", file.display());
        resume_unwind(panic);
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    env::var(name).map_or(usual, |value| value.parse().expect(name))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}
