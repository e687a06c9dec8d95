//! Time and memory of training against the number of rows.
//!
//! `cargo bench --bench training -- --rows 10000,100000` prints a table (10,000 rows unless told
//! otherwise; a million take long). The rows are those of `training-data/stance.csv` drawn at random, two
//! words of each replaced by words of other rows, so that vocabulary and n-grams grow as with new text.
//! `-- --rows N --write FILE.csv` writes them instead. Training reads them from a file, which is removed
//! at the end.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod shared;

use std::fs::{self, File};
use std::io::BufWriter;
use std::{env, process};

use sayso::data::{Requirement, StanceFile};
use sayso::learn::SplitMix64;
use sayso::stance::StanceTrainer;
use shared::run::{self, Taken, measure};

const ROWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/training-data/stance.csv");
const SEED: u64 = 11;
/// Words of fewer letters are what sentences are built with; they stay.
const LETTERS: usize = 5;

fn main() {
    if let Some(rows) = run::asked() {
        return run::tell(taken(rows.parse().expect("a number of rows")));
    }
    let asked = run::option("--rows").unwrap_or_else(|| "10000".into());
    let numbers: Vec<usize> =
        asked.split(',').map(|rows| rows.parse().expect("--rows takes numbers")).collect();
    if let (Some(file), [rows]) = (run::option("--write"), &numbers[..]) {
        return generate(*rows, File::create(file).expect("the rows can be written"));
    }
    println!("| rows | MB of CSV | seconds of processor time | by the clock | a thousand rows | memory |");
    println!("|---|---|---|---|---|---|");
    for rows in numbers {
        let taken = run::in_own_process(&rows.to_string());
        println!(
            "| {rows} | {:.1} | {:.1} | {:.1} | {:.2} | {} |",
            taken.bytes / 1e6,
            taken.processor,
            taken.seconds,
            taken.processor * 1e3 / rows as f64,
            taken.mebibytes()
        );
    }
}

fn taken(rows: usize) -> Taken {
    let path = env::temp_dir().join(format!("sayso-training-{}.csv", process::id()));
    generate(rows, File::create(&path).expect("the rows can be written"));
    let bytes = fs::metadata(&path).expect("the rows were written").len();
    let taken = measure(bytes as usize, 0.0, || {
        let required = Requirement { stance: true, ..Requirement::default() };
        let file = StanceFile::open(&path, required).expect("rows");
        StanceTrainer::new().train_file(&file).expect("a model");
    });
    fs::remove_file(&path).expect("the rows can be removed");
    taken
}

/// Writes so many rows as CSV.
fn generate(rows: usize, file: File) {
    let mut reader = csv::Reader::from_path(ROWS).expect("the rows");
    let header = reader.headers().expect("a header").clone();
    let all: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("a table");
    let place = |name| header.iter().position(|column| column == name).expect("a column");
    let (id, text) = (place("id"), place("text"));
    let worded = ["text", "content", "cue", "speaker", "context"].map(place);
    let mut rng = SplitMix64::new(SEED);
    let mut writer = csv::Writer::from_writer(BufWriter::new(file));
    writer.write_record(&header).expect("the rows can be written");
    for number in 0..rows {
        let mut fields: Vec<String> = all[rng.below(all.len())].iter().map(str::to_owned).collect();
        for _ in 0..2 {
            let other = &all[rng.below(all.len())][text];
            let words = pick(&fields[text], &mut rng).zip(pick(other, &mut rng));
            let Some((old, new)) = words.map(|(old, new)| (old.to_owned(), new.to_owned())) else { continue };
            worded.iter().for_each(|&column| fields[column] = replaced(&fields[column], &old, &new));
        }
        fields[id] = format!("g{number}");
        writer.write_record(&fields).expect("the rows can be written");
    }
    writer.flush().expect("the rows can be written");
}

/// One of the longer words in small letters.
fn pick<'t>(text: &'t str, rng: &mut SplitMix64) -> Option<&'t str> {
    let is_small = |word: &&str| word.len() >= LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(is_small).collect();
    words.get(rng.below(words.len())).copied()
}

/// The text with one word in place of another wherever it is a word of its own.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let pieces = text.split_inclusive(|c: char| !c.is_alphanumeric());
    pieces
        .map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word == old { piece.replacen(old, new, 1) } else { piece.to_owned() }
        })
        .collect()
}
