//! Analyses generated articles for as long as it is told, on threads that share one analyser, and fails
//! if memory grows or an answer changes.

mod shared;

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use lexopt::prelude::*;
use sayso::data::MarkedArticle;
use sayso::output::{Analyzed, Offsets, write_json_line};
use sayso::{Analyzer, Error};
use shared::Failure;
use shared::progress::with_progress;

const HELP: &str = "\
Analyses generated articles on threads that share one analyser, and checks that memory stays flat and
that each article gets the same answer in every round.

Usage: soak [options]

  --minutes N        how long; 10 by default, parts of a minute are allowed
  --threads N        2 by default
  --data DIR         marked articles whose paragraphs are shuffled into new ones;
                     training-data/articles by default
  --help             this text

Exit status: 0 if all is well, 1 if memory grew, an answer changed or the data cannot be used, 2 for
arguments that are not understood.
";

/// Articles of a round; each round has the same ones.
const ROUND: usize = 200;
/// Paragraphs of a generated article, from short to long.
const PARAGRAPHS: [usize; 5] = [1, 4, 12, 40, 160];
/// The first part of the time, in which memory may grow: buffers and allocators find their size.
const WARM_UP: f64 = 0.2;
/// By so much may resident memory grow after that, in KiB: an allocator keeps pages or gives them back
/// as it likes.
const SLACK: u64 = 4096;

struct Arguments {
    time: Duration,
    threads: usize,
    data: PathBuf,
}

/// What a thread has done.
struct Done {
    rounds: u64,
    bytes: u64,
    differing: u64,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| soak(&arguments(parser)?))
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let (mut minutes, mut threads, mut data) = (10.0, 2, PathBuf::from("training-data/articles"));
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("minutes") => minutes = parser.value()?.parse::<f64>()?,
            Long("threads") => threads = parser.value()?.parse()?,
            Long("data") => data = parser.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    let time = Duration::try_from_secs_f64(minutes * 60.0).ok().filter(|time| !time.is_zero());
    let time =
        time.ok_or_else(|| Failure::Usage(format!("--minutes {minutes}: expected a number above 0")))?;
    if threads == 0 {
        return Err(Failure::Usage("--threads 0: expected 1 or more".into()));
    }
    Ok(Arguments { time, threads, data })
}

fn soak(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let articles = generated(&paragraphs(arguments)?);
    let analyzer = Analyzer::pretrained();
    let expected: Vec<u64> = articles.iter().map(|article| answer(&analyzer, article)).collect();
    let started = Instant::now();
    let (done, memory) = with_progress("soaking", None, |_| {
        thread::scope(|scope| {
            let work = |first: usize| {
                let (analyzer, articles, expected) = (&analyzer, &articles, &expected);
                move || rounds(analyzer, articles, expected, first, started, arguments.time)
            };
            let threads: Vec<_> = (0..arguments.threads).map(|first| scope.spawn(work(first))).collect();
            let memory = watched(started, arguments.time);
            let done: Vec<Done> = threads.into_iter().filter_map(|thread| thread.join().ok()).collect();
            (done, memory)
        })
    });
    told(arguments, &done, &memory, started.elapsed())
}

/// The paragraphs of all articles.
fn paragraphs(arguments: &Arguments) -> Result<Vec<String>, Error> {
    let articles = MarkedArticle::read_folder(&arguments.data)?;
    let of = |article: &MarkedArticle| article.text.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
    Ok(articles.iter().flat_map(of).filter(|paragraph| !paragraph.trim().is_empty()).collect())
}

/// Articles of paragraphs that come from anywhere, always the same ones.
fn generated(paragraphs: &[String]) -> Vec<String> {
    // A linear congruential generator (Knuth's MMIX): all that is asked of it is to be the same everywhere.
    let mut state: u64 = 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let mut article = |number: usize| {
        let chosen: Vec<&str> = (0..PARAGRAPHS[number % PARAGRAPHS.len()])
            .filter_map(|_| paragraphs.get(next() % paragraphs.len().max(1)))
            .map(String::as_str)
            .collect();
        chosen.join("\n\n")
    };
    (0..ROUND).map(&mut article).collect()
}

/// Round after round until the time is over, each thread beginning with another article.
fn rounds(
    analyzer: &Analyzer,
    articles: &[String],
    expected: &[u64],
    first: usize,
    started: Instant,
    time: Duration,
) -> Done {
    let mut done = Done { rounds: 0, bytes: 0, differing: 0 };
    while started.elapsed() < time {
        for step in 0..articles.len() {
            let number = (first * articles.len() / 2 + step) % articles.len();
            done.differing += u64::from(answer(analyzer, &articles[number]) != expected[number]);
            done.bytes += articles[number].len() as u64;
        }
        done.rounds += 1;
    }
    done
}

/// What is found in an article, boiled down to a number.
fn answer(analyzer: &Analyzer, article: &str) -> u64 {
    let analysis = analyzer.analyze(article);
    let mut line = Vec::new();
    let analyzed = Analyzed { id: "a", text: article, analysis: &analysis };
    let written = write_json_line(&mut line, &analyzed, Offsets::Bytes);
    let mut hasher = DefaultHasher::new();
    hasher.write(&line);
    hasher.write_u8(u8::from(written.is_ok()));
    hasher.finish()
}

/// The most resident memory in KiB, in the second fifth of the time and in the last; nothing where the
/// system does not tell.
fn watched(started: Instant, time: Duration) -> Option<(u64, u64)> {
    let (mut early, mut late) = (None, None);
    while started.elapsed() < time {
        thread::sleep((time / 200).min(Duration::from_secs(1)));
        let share = started.elapsed().as_secs_f64() / time.as_secs_f64();
        if (WARM_UP..2.0 * WARM_UP).contains(&share) {
            early = early.max(resident());
        } else if (1.0 - WARM_UP..1.0).contains(&share) {
            late = late.max(resident());
        }
    }
    early.zip(late)
}

fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn told(
    arguments: &Arguments,
    done: &[Done],
    memory: &Option<(u64, u64)>,
    taken: Duration,
) -> Result<ExitCode, Failure> {
    let out = &mut io::stdout().lock();
    let sum = |figure: fn(&Done) -> u64| done.iter().map(figure).sum::<u64>();
    let (rounds, bytes, differing) = (sum(|d| d.rounds), sum(|d| d.bytes), sum(|d| d.differing));
    writeln!(
        out,
        "{rounds} rounds of {ROUND} articles, {:.1} MB, in {:.1} minutes on {} threads",
        bytes as f64 / 1e6,
        taken.as_secs_f64() / 60.0,
        done.len()
    )?;
    writeln!(out, "{differing} answers differ from the first round")?;
    let is_flat = match memory {
        Some((early, late)) => {
            writeln!(out, "resident memory: {early} KiB after the warm-up, {late} KiB at the end")?;
            *late <= early + SLACK
        }
        None => {
            writeln!(out, "resident memory: not told by this system")?;
            true
        }
    };
    match is_flat && differing == 0 && done.len() == arguments.threads {
        true => Ok(ExitCode::SUCCESS),
        false => {
            eprintln!("error: memory grew by more than {SLACK} KiB, an answer changed, or a thread was lost");
            Ok(ExitCode::FAILURE)
        }
    }
}
