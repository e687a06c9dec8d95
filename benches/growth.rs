//! How time and memory grow: with the length of an article, with their number, with threads, and
//! over a long stream.
//!
//! `cargo bench --bench growth` prints tables; with `-- --plots docs` it also draws the first and the
//! third as SVG into that folder. `-- --stream 10` analyses 10 GB of articles as one stream on all
//! cores instead, and prints the memory held at each tenth.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod shared;

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use sayso::{Analyzer, Limits};
use shared::run::{self, Taken, measure};
use shared::{news, usage};

const LENGTHS: [usize; 6] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const NUMBERS: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const THREADS: [usize; 4] = [1, 2, 3, 4];
/// Articles for the runs on threads.
const BATCH: usize = 2_000;

fn main() {
    if let Some(name) = run::asked() {
        return run::tell(taken(&name));
    }
    if let Some(gigabytes) = run::option("--stream") {
        return stream(gigabytes.parse().expect("--stream takes a number"));
    }
    let by_length = table("bytes in one article", "length", &LENGTHS);
    table("articles", "number", &NUMBERS);
    let by_threads = table("threads", "threads", &THREADS);
    if let Some(folder) = run::option("--plots") {
        draw(&folder, &by_length, &by_threads).expect("the plots can be drawn");
    }
}

fn table(head: &str, kind: &str, sizes: &[usize]) -> Vec<(f64, Taken)> {
    println!(
        "| {head} | MB | seconds of processor time | by the clock | MB/s by the clock | memory above the text |"
    );
    println!("|---|---|---|---|---|---|");
    let mut rows = Vec::new();
    for &size in sizes {
        let taken = run::in_own_process(&format!("{kind} {size}"));
        println!(
            "| {size} | {:.3} | {:.5} | {:.5} | {:.2} | {} |",
            taken.bytes / 1e6,
            taken.processor,
            taken.seconds,
            taken.by_clock(),
            taken.mebibytes()
        );
        rows.push((size as f64, taken));
    }
    println!();
    rows
}

/// One round of the run of this name, the mean of many where it is short.
fn taken(name: &str) -> Taken {
    let (kind, size) = name.split_once(' ').expect("a kind and a size");
    let size: usize = size.parse().expect("a number");
    let analyzer = Analyzer::pretrained().with_limits(Limits::default().bytes(1 << 30).claims(usize::MAX));
    let (bytes, taken) = match kind {
        "length" => {
            let text = news::article(size);
            (text.len(), measure(text.len(), least(size), || drop(black_box(analyzer.analyze(&text)))))
        }
        "number" => {
            let texts: Vec<String> = news::endless().take(size).collect();
            let bytes = texts.iter().map(String::len).sum();
            let work = || texts.iter().for_each(|text| drop(black_box(analyzer.analyze(text))));
            (bytes, measure(bytes, least(bytes), work))
        }
        "threads" => {
            let texts: Vec<String> = news::endless().take(BATCH).collect();
            let bytes = texts.iter().map(String::len).sum();
            let work = || {
                black_box(analyzer.analyze_batch(texts.iter().cloned(), size).count());
            };
            (bytes, measure(bytes, least(bytes), work))
        }
        _ => panic!("no run is called {name}"),
    };
    let rounds = taken.bytes / bytes as f64;
    Taken {
        bytes: bytes as f64,
        seconds: taken.seconds / rounds,
        processor: taken.processor / rounds,
        memory: taken.memory,
    }
}

/// Seconds of processor time that a run over so many bytes is repeated for; long ones run once.
fn least(bytes: usize) -> f64 {
    if bytes < 5_000_000 { 0.5 } else { 0.0 }
}

fn stream(gigabytes: f64) {
    let started = Instant::now();
    let (mut bytes, mut articles, mut tenths) = (0.0, 0, 0);
    println!("| GB | articles | seconds | memory held | most held |");
    println!("|---|---|---|---|---|");
    for (text, _) in Analyzer::pretrained().analyze_batch(news::endless(), 0) {
        bytes += text.len() as f64;
        articles += 1;
        if bytes >= gigabytes * 1e9 * f64::from(tenths + 1) / 10.0 {
            tenths += 1;
            let mebibytes =
                |held: Option<usize>| held.map_or(f64::NAN, |held| held as f64 / f64::from(1 << 20));
            println!(
                "| {:.2} | {articles} | {:.0} | {:.1} MiB | {:.1} MiB |",
                bytes / 1e9,
                started.elapsed().as_secs_f64(),
                mebibytes(usage::memory()),
                mebibytes(usage::peak_memory())
            );
        }
        if tenths == 10 {
            break;
        }
    }
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

fn draw(folder: &str, by_length: &[(f64, Taken)], by_threads: &[(f64, Taken)]) -> Drawn {
    let times: Vec<(f64, f64)> = by_length.iter().map(|&(size, taken)| (size, taken.processor)).collect();
    let (first, last) = (times[0], times[times.len() - 1]);
    let least = first.1.min(first.0 * last.1 / last.0) / 2.0;
    let linear = [(first.0, first.0 * last.1 / last.0), last];
    let svg = plot(
        ("bytes in one article", (first.0..last.0).log_scale(), |x| format!("{x:e}")),
        ("seconds on one core", (least..last.1 * 2.0).log_scale(), |y| format!("{y:e}")),
        &times,
        &linear,
    )?;
    fs::write(format!("{folder}/time-by-length.svg"), svg)?;

    let speed: Vec<(f64, f64)> = by_threads.iter().map(|&(size, taken)| (size, taken.by_clock())).collect();
    let (one, most) = (speed[0].1, speed[speed.len() - 1].0);
    let svg = plot(
        ("threads", 0.5..most + 0.5, |x| format!("{x:.0}")),
        ("MB/s by the clock", 0.0..one * most, |y| format!("{y:.0}")),
        &speed,
        &[(1.0, one), (most, one * most)],
    )?;
    fs::write(format!("{folder}/speed-by-threads.svg"), svg)?;
    Ok(())
}

/// Measured points and, in grey, what growth in proportion would be.
fn plot<X, Y>(
    (x_name, x, x_label): (&str, X, fn(&f64) -> String),
    (y_name, y, y_label): (&str, Y, fn(&f64) -> String),
    points: &[(f64, f64)],
    linear: &[(f64, f64)],
) -> Result<String, Box<dyn std::error::Error>>
where
    X: AsRangedCoord<Value = f64>,
    Y: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
    Y::CoordDescType: ValueFormatter<f64>,
{
    let mut svg = String::new();
    let root = SVGBackend::with_string(&mut svg, (480, 320)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(60)
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .x_desc(x_name)
        .y_desc(y_name)
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&x_label)
        .y_label_formatter(&y_label)
        .light_line_style(TRANSPARENT)
        .draw()?;
    let grey = RGBColor(170, 170, 170);
    chart.draw_series([PathElement::new(linear, grey)])?;
    chart.draw_series([PathElement::new(points, BLUE.stroke_width(2))])?;
    chart.draw_series(points.iter().map(|&point| Circle::new(point, 3, BLUE.filled())))?;
    root.present()?;
    drop(chart);
    drop(root);
    Ok(svg)
}
