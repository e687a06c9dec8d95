//! Finds the claims of news articles: who says what, and with what stance.

mod shared;

#[path = "shared/articles.rs"]
mod articles;

use std::fs;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use articles::{Article, Articles};
use lexopt::prelude::*;
use sayso::Analyzer;
use sayso::learn::TrainedModel;
use sayso::output::{Analyzed, CsvTable, HtmlPage, Offsets, TextListing, write_json_line};
use shared::Failure;
use shared::progress::with_progress;

const HELP: &str = "\
Finds the claims of news articles: who says what, and with what stance.

Usage: analyze [FILE…|-] [options]

  FILE               a .jsonl file holds one article a line, {\"id\": …, \"text\": …};
                     any other file is one article of plain text in UTF-8
  -                  standard input, one article of plain text; so too without FILE

  --format FORMAT    text (default), jsonl, csv or html
  --offsets UNIT     what jsonl and csv count in: bytes (default), chars or utf16
  --threads N        articles analysed at once; as many as the machine has cores by default
  --model FILE       a model of your own in place of the built-in one for the same task;
                     may be given once for each task
  --help             this text

Exit status: 0 if all is well, 1 if some input could not be used (the rest is
still analysed), 2 for arguments that are not understood.
";

/// So much text is read before it is analysed and written: enough for many threads to share.
const BATCH_BYTES: usize = 4 << 20;
/// And so many articles at most.
const BATCH_ARTICLES: usize = 512;
/// Width of the listing, in characters.
const WIDTH: usize = 100;

struct Arguments {
    files: Vec<PathBuf>,
    format: Format,
    offsets: Offsets,
    threads: usize,
    models: Vec<PathBuf>,
}

#[derive(Clone, Copy)]
enum Format {
    Text,
    JsonLines,
    Csv,
    Html,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| analyze(arguments(parser)?))
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let mut found = Arguments {
        files: Vec::new(),
        format: Format::Text,
        offsets: Offsets::Bytes,
        threads: thread::available_parallelism().map_or(1, usize::from),
        models: Vec::new(),
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
            Long("threads") => found.threads = parser.value()?.parse()?,
            Long("model") => found.models.push(parser.value()?.into()),
            Value(file) => found.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if found.threads == 0 {
        return Err(Failure::Usage("--threads 0: expected 1 or more".into()));
    }
    if found.files.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Failure::Usage("no file given; `-` reads standard input".into()));
        }
        found.files.push("-".into());
    }
    Ok(found)
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

fn analyze(arguments: Arguments) -> Result<ExitCode, Failure> {
    let mut analyzer = Analyzer::pretrained();
    for path in &arguments.models {
        analyzer = analyzer.with_model(TrainedModel::load(path)?)?;
    }
    let sizes = arguments.files.iter().map(|file| fs::metadata(file).map(|data| data.len()).ok());
    let total: Option<u64> = sizes.sum();
    let output = Output::new(arguments.format, arguments.offsets)?;
    let all_well = with_progress("analysing", total, |done| {
        let articles = Articles::of(arguments.files);
        write_all(articles, &analyzer, arguments.threads, output, done)
    })?;
    // What was wrong with each has been said when it was met.
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Analyses and writes the articles, batch by batch; whether all could be read.
fn write_all(
    articles: Articles,
    analyzer: &Analyzer,
    threads: usize,
    mut output: Output,
    done: &AtomicU64,
) -> io::Result<bool> {
    let mut all_well = true;
    let mut batch: Vec<Article> = Vec::new();
    let mut bytes = 0;
    for article in articles {
        match article {
            Ok(article) => {
                bytes += article.text.len();
                batch.push(article);
            }
            Err(error) => {
                eprintln!("error: {error}");
                all_well = false;
            }
        }
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_ARTICLES {
            output.write_batch(&batch, analyzer, threads)?;
            done.fetch_add(bytes as u64, Ordering::Relaxed);
            batch.clear();
            bytes = 0;
        }
    }
    output.write_batch(&batch, analyzer, threads)?;
    output.finish()?;
    Ok(all_well)
}

/// Standard output in one of the formats.
enum Output {
    Text { out: BufWriter<StdoutLock<'static>>, is_first: bool },
    JsonLines { out: BufWriter<StdoutLock<'static>>, offsets: Offsets },
    Csv(Box<CsvTable<BufWriter<StdoutLock<'static>>>>),
    Html(HtmlPage<BufWriter<StdoutLock<'static>>>),
}

impl Output {
    fn new(format: Format, offsets: Offsets) -> io::Result<Self> {
        let out = BufWriter::new(io::stdout().lock());
        Ok(match format {
            Format::Text => Output::Text { out, is_first: true },
            Format::JsonLines => Output::JsonLines { out, offsets },
            Format::Csv => Output::Csv(Box::new(CsvTable::new(out, offsets)?)),
            Format::Html => Output::Html(HtmlPage::new(out, "Claims")?),
        })
    }

    fn write_batch(&mut self, batch: &[Article], analyzer: &Analyzer, threads: usize) -> io::Result<()> {
        let texts: Vec<&str> = batch.iter().map(|article| article.text.as_str()).collect();
        for (article, analysis) in batch.iter().zip(analyzer.analyze_all(&texts, threads)) {
            self.write(&Analyzed { id: &article.id, text: &article.text, analysis: &analysis })?;
        }
        Ok(())
    }

    fn write(&mut self, article: &Analyzed<'_>) -> io::Result<()> {
        match self {
            Output::Text { out, is_first } => {
                if !std::mem::replace(is_first, false) {
                    writeln!(out)?;
                }
                TextListing::new(WIDTH).write(out, article)
            }
            Output::JsonLines { out, offsets } => write_json_line(out, article, *offsets),
            Output::Csv(table) => table.write(article),
            Output::Html(page) => page.write(article),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Output::Text { mut out, .. } | Output::JsonLines { mut out, .. } => out.flush(),
            // Flushed after each article.
            Output::Csv(_) => Ok(()),
            Output::Html(page) => page.finish(),
        }
    }
}
