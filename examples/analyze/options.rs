//! What the arguments of `analyze` ask for.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;

use lexopt::prelude::*;
use sayso::Limits;
use sayso::output::Offsets;

use crate::shared::Failure;

pub(crate) const HELP: &str = "\
Finds the claims of news articles: who says what, and with what stance.

Usage: analyze [FILE…|DIR…|-] [options]

  FILE               a .jsonl file holds one article a line, {\"id\": …, \"text\": …};
                     any other file is one article of plain text in UTF-8
  DIR                all .txt and .jsonl files in it and below, in the order of their names
  -                  standard input, one article of plain text; so too without FILE

  --format FORMAT    text (default), jsonl, csv or html
  --offsets UNIT     what jsonl and csv count in: bytes (default), chars or utf16
  --csv-safe         an apostrophe before each field of csv that a spreadsheet could run
                     as a formula
  --threads N        articles analysed at once; as many as the machine has cores by default
  --model FILE       a model of your own in place of the built-in one for the same task;
                     may be given once for each task
  --max-bytes N      cut articles that are longer; 134217728 by default
  --max-claims N     cut articles that hold more claims; 10000000 by default
  --out FILE         write there in place of standard output; FILE appears when it is whole
  --resume           with --format jsonl and --out FILE: go on where an earlier run was
                     stopped (its lines stand in FILE.part), or add to FILE what it lacks
  --help             this text

What cannot be used is passed over and listed at the end, with file, line and reason.

Exit status: 0 if all is well, 1 if some input could not be used or was cut (the rest
is still analysed), 2 for arguments that are not understood.
";

/// Articles here are files that the user has chosen, so they may be longer than what a server takes.
const MAX_BYTES: usize = 128 << 20;
const MAX_CLAIMS: usize = 10_000_000;

pub(crate) struct Arguments {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) offsets: Offsets,
    pub(crate) csv_safe: bool,
    pub(crate) threads: usize,
    pub(crate) models: Vec<PathBuf>,
    pub(crate) limits: Limits,
    pub(crate) out: Option<PathBuf>,
    pub(crate) resume: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    JsonLines,
    Csv,
    Html,
}

pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let mut found = Arguments {
        files: Vec::new(),
        format: Format::Text,
        offsets: Offsets::Bytes,
        csv_safe: false,
        threads: thread::available_parallelism().map_or(1, usize::from),
        models: Vec::new(),
        limits: Limits::default().bytes(MAX_BYTES).claims(MAX_CLAIMS),
        out: None,
        resume: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("format") => found.format = format(&parser.value()?.string()?)?,
            Long("offsets") => {
                let name = parser.value()?.string()?;
                let expected = || Failure::Usage(format!("--offsets {name}: expected bytes, chars or utf16"));
                found.offsets = Offsets::from_name(&name).ok_or_else(expected)?;
            }
            Long("csv-safe") => found.csv_safe = true,
            Long("threads") => found.threads = count("--threads", &parser.value()?)?,
            Long("model") => found.models.push(parser.value()?.into()),
            Long("max-bytes") => {
                found.limits = found.limits.bytes(count("--max-bytes", &parser.value()?)?);
            }
            Long("max-claims") => {
                found.limits = found.limits.claims(count("--max-claims", &parser.value()?)?);
            }
            Long("out") => found.out = Some(parser.value()?.into()),
            Long("resume") => found.resume = true,
            Value(file) => found.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    check(&found)?;
    if found.files.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Failure::Usage("no file given; `-` reads standard input".into()));
        }
        found.files.push("-".into());
    }
    Ok(found)
}

fn count(option: &str, value: &OsStr) -> Result<usize, Failure> {
    match value.to_str().map(str::parse) {
        Some(Ok(number @ 1..)) => Ok(number),
        _ => Err(Failure::Usage(format!("{option} {}: expected 1 or more", value.to_string_lossy()))),
    }
}

fn check(found: &Arguments) -> Result<(), Failure> {
    if found.resume && (found.out.is_none() || found.format != Format::JsonLines) {
        return Err(Failure::Usage("--resume needs --format jsonl and --out FILE".into()));
    }
    if found.csv_safe && found.format != Format::Csv {
        return Err(Failure::Usage("--csv-safe is for --format csv".into()));
    }
    Ok(())
}

fn format(name: &str) -> Result<Format, Failure> {
    match name {
        "text" => Ok(Format::Text),
        "jsonl" => Ok(Format::JsonLines),
        "csv" => Ok(Format::Csv),
        "html" => Ok(Format::Html),
        _ => Err(Failure::Usage(format!("--format {name}: expected text, jsonl, csv or html"))),
    }
}
