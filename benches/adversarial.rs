//! Time against length for text that is made to be slow: each kind at three lengths, as a table.
//!
//! Run it with `cargo bench --bench adversarial`. Under `cargo test`, or with an argument that is no
//! option, it only checks that every kind is read at its smallest length. A kind whose time grows with
//! more than the length shows in the last column, the time a byte at the greatest length over that at
//! the smallest: 1 is linear.

#![allow(missing_docs)]

mod kinds;

use std::hint::black_box;
use std::time::{Duration, Instant};

use kinds::{KINDS, repeated};
use sayso::Analyzer;

/// Bytes of the texts.
const LENGTHS: [usize; 3] = [100_000, 1_000_000, 10_000_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measured = arguments.iter().any(|a| a == "--bench") && arguments.iter().all(|a| a.starts_with("--"));
    let lengths = if measured { &LENGTHS[..] } else { &[10_000] };
    let analyzer = Analyzer::pretrained();
    println!("| text | 0.1 MB | 1 MB | 10 MB | MB/s at 10 MB | growth a byte |");
    println!("|---|---|---|---|---|---|");
    for (name, piece) in KINDS {
        let times: Vec<Duration> = lengths.iter().map(|&length| time(&analyzer, piece, length)).collect();
        if measured {
            println!("{}", row(name, &times));
        }
    }
}

/// Time to analyse `length` bytes of repeated `piece`.
fn time(analyzer: &Analyzer, piece: &str, length: usize) -> Duration {
    let text = repeated(piece, length);
    let started = Instant::now();
    black_box(analyzer.analyze(black_box(&text)));
    started.elapsed()
}

fn row(name: &str, times: &[Duration]) -> String {
    let per_byte: Vec<f64> = times.iter().zip(LENGTHS).map(|(t, n)| t.as_secs_f64() / n as f64).collect();
    let cells: Vec<String> = times.iter().map(|t| format!("{:.3} s", t.as_secs_f64())).collect();
    let (first, last) = (per_byte.first().copied().unwrap_or(1.0), per_byte.last().copied().unwrap_or(1.0));
    format!("| {name} | {} | {:.0} | {:.1} |", cells.join(" | "), 1e-6 / last, last / first)
}
