//! Peak memory against length for text that is made to cost much, as a table.
//!
//! Run it with `cargo bench --bench memory`, on Linux: each figure is the `VmHWM` of a process of its own
//! that analyses one text, less that of one that analyses nothing, over the length of the text. The text
//! itself and the result are in it. Under `cargo test` it does nothing.

#![allow(missing_docs)]

mod kinds;

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::Command;

use kinds::{KINDS, repeated};
use sayso::Analyzer;

/// Bytes of the texts.
const LENGTHS: [usize; 3] = [1_000_000, 4_000_000, 16_000_000];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [mode, kind, length] = arguments.as_slice()
        && mode == "--one"
    {
        return one(kind.parse().unwrap_or(0), length.parse().unwrap_or(0));
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let Some(nothing) = peak(0, 0) else {
        println!("this system does not tell peak memory (/proc/self/status)");
        return;
    };
    println!("models and program alone: {} KiB\n", nothing / 1024);
    println!("| text | 1 MB | 4 MB | 16 MB |\n|---|---|---|---|");
    for (kind, (name, _)) in KINDS.iter().enumerate() {
        let multiple = |length: usize| {
            let peak = peak(kind, length).unwrap_or(0).saturating_sub(nothing);
            format!("{:.0} ×", peak as f64 / length as f64)
        };
        println!("| {name} | {} |", LENGTHS.map(multiple).join(" | "));
    }
}

/// Peak memory in bytes of a process that analyses such a text.
fn peak(kind: usize, length: usize) -> Option<u64> {
    let program = env::current_exe().ok()?;
    let output =
        Command::new(program).args(["--one", &kind.to_string(), &length.to_string()]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn one(kind: usize, length: usize) {
    let piece = KINDS.get(kind).map_or("", |(_, piece)| *piece);
    let text = if length == 0 { String::new() } else { repeated(piece, length) };
    black_box(Analyzer::pretrained().analyze(black_box(&text)));
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<u64>().ok());
    if let Some(kibibytes) = kibibytes {
        println!("{}", kibibytes * 1024);
    }
}
