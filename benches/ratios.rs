//! How close to the floor: one table of bytes a second, ratios and memory.
//!
//! `cargo bench --bench ratios` prints it; `-- --seconds N` gives each run so much processor time
//! (1 second by default), three times over in turns, of which the fastest counts. Each is a process of
//! its own.
//! Ratios are of processor time, so that other work on the machine matters little; that of two
//! threads is by the clock and needs two idle cores.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod shared;

use std::hint::black_box;

use sayso::learn::TrainedModel;
use sayso::stance::{ClaimView, Prior, StanceClassifier, Stems};
use sayso::text::Document;
use sayso::{Analyzer, Models};
use shared::floor::{self, Scratch, Weights};
use shared::news;
use shared::run::{self, Taken, measure};

const ROUNDS: usize = 3;
const TEXT: usize = 2 << 20;

/// Name of a run and what its text is. The third is the floor of the classifier and the analyser.
const RUNS: [(&str, &str); 11] = [
    ("floor: tokens", "sentences"),
    ("floor: tokens, stems", "sentences"),
    (FLOOR, "sentences"),
    ("Document", "articles"),
    ("StanceClassifier::classify_view", "sentences"),
    ("StanceClassifier::classify", "sentences"),
    ("Analyzer::analyze", "articles"),
    ("Analyzer::analyze, 1 KB each", "articles cut up"),
    ("Analyzer::analyze, 1 MB each", "articles joined"),
    (ONE_THREAD, "articles"),
    (TWO_THREADS, "articles"),
];
const FLOOR: &str = "floor: tokens, stems, scores";
const ONE_THREAD: &str = "Analyzer::analyze_batch, 1 thread";
const TWO_THREADS: &str = "Analyzer::analyze_batch, 2 threads";
const LOADING: [&str; 3] = ["from the binary", "from files", "from the binary, and a first article"];
/// Asks every lexicon, each of which is made ready when it is first asked.
const FIRST: &str = "\"We never met them,\" said Ana Ferro, the harbour minister. She denied it.";

fn main() {
    if let Some(name) = run::asked() {
        return run::tell(taken(&name));
    }
    let mut best: Vec<Taken> = RUNS.iter().map(|(name, _)| run::in_own_process(name)).collect();
    for _ in 1..ROUNDS {
        for (best, (name, _)) in best.iter_mut().zip(RUNS) {
            let again = run::in_own_process(name);
            // The memory is that of the fastest run; it is the same in all but for a few pages.
            if again.by_processor() > best.by_processor() {
                *best = again;
            }
        }
    }
    print(&best);
    for name in LOADING {
        let fastest =
            (0..5).map(|_| run::in_own_process(name)).min_by(|a, b| a.processor.total_cmp(&b.processor));
        let taken = fastest.unwrap_or_default();
        println!(
            "All models {name}: {:.2} ms of processor time, {}.",
            taken.processor * 1e3,
            taken.mebibytes()
        );
    }
}

fn print(best: &[Taken]) {
    let of =
        |wanted: &str| RUNS.iter().zip(best).find(|((name, _), _)| *name == wanted).map(|(_, taken)| taken);
    let floor = of(FLOOR).map_or(f64::NAN, Taken::by_processor);
    println!("| run | text | MB/s of one core | of the floor | MB/s by the clock | memory above the text |");
    println!("|---|---|---|---|---|---|");
    for ((name, text), taken) in RUNS.iter().zip(best) {
        println!(
            "| {name} | {text} | {:.1} | {:.3} | {:.1} | {} |",
            taken.by_processor(),
            taken.by_processor() / floor,
            taken.by_clock(),
            taken.mebibytes()
        );
    }
    if let (Some(one), Some(two)) = (of(ONE_THREAD), of(TWO_THREADS)) {
        println!(
            "\nTwo threads do {:.2} times what one does, by the clock.",
            two.by_clock() / one.by_clock()
        );
    }
}

fn taken(name: &str) -> Taken {
    let seconds = run::option("--seconds").and_then(|seconds| seconds.parse().ok()).unwrap_or(1.0);
    let size = |texts: &[String]| texts.iter().map(String::len).sum();
    let mut scratch = Scratch::default();
    let over =
        |texts: Vec<String>, work: &mut dyn FnMut(&[String])| measure(size(&texts), seconds, || work(&texts));
    match name {
        "floor: tokens" => over(news::sentences(TEXT), &mut |texts| {
            black_box(floor::tokens(texts, &mut scratch));
        }),
        "floor: tokens, stems" => over(news::sentences(TEXT), &mut |texts| {
            black_box(floor::stems(texts, &mut scratch));
        }),
        FLOOR => {
            let weights = Weights::of(StanceClassifier::pretrained().model());
            over(news::sentences(TEXT), &mut |texts| {
                black_box(floor::scores(texts, &weights, &mut scratch));
            })
        }
        "Document" => over(news::articles(TEXT), &mut |texts| {
            texts.iter().for_each(|text| drop(black_box(Document::new(text))));
        }),
        "StanceClassifier::classify_view" => {
            let (classifier, mut stems) = (StanceClassifier::pretrained(), Stems::new());
            over(news::sentences(TEXT), &mut |texts| {
                for text in texts {
                    let doc = Document::new(text);
                    let view = ClaimView::whole(&doc);
                    black_box(classifier.classify_view(&view, &Prior::Training, &mut stems));
                }
            })
        }
        "StanceClassifier::classify" => {
            let classifier = StanceClassifier::pretrained();
            over(news::sentences(TEXT), &mut |texts| {
                texts.iter().for_each(|text| drop(black_box(classifier.classify(text))));
            })
        }
        "Analyzer::analyze" => over(news::articles(TEXT), &mut analyze()),
        "Analyzer::analyze, 1 KB each" => over(news::articles_of(1_000, TEXT), &mut analyze()),
        "Analyzer::analyze, 1 MB each" => over(news::articles_of(1_000_000, TEXT), &mut analyze()),
        ONE_THREAD => batch(1, seconds),
        TWO_THREADS => batch(2, seconds),
        "from the binary" => once(|| {
            black_box(Analyzer::pretrained());
        }),
        "from the binary, and a first article" => once(|| {
            black_box(Analyzer::pretrained().analyze(FIRST));
        }),
        "from files" => {
            once(|| drop(black_box(Analyzer::new(from_files()).expect("the shipped models fit"))))
        }
        _ => panic!("no run is called {name}"),
    }
}

fn analyze() -> impl FnMut(&[String]) {
    let analyzer = Analyzer::pretrained();
    move |texts| texts.iter().for_each(|text| drop(black_box(analyzer.analyze(text))))
}

fn batch(threads: usize, seconds: f64) -> Taken {
    let (texts, analyzer) = (news::articles(TEXT), Analyzer::pretrained());
    let size = texts.iter().map(String::len).sum();
    measure(size, seconds, || {
        black_box(analyzer.analyze_batch(texts.iter().cloned(), threads).count());
    })
}

/// The first time counts: models that are built in are read once a process.
fn once(work: impl FnOnce()) -> Taken {
    let mut work = Some(work);
    measure(0, 0.0, || work.take().into_iter().for_each(|work| work()))
}

fn from_files() -> Models {
    let read = |name: &str| {
        let path = format!("{}/models/{name}.sayso", env!("CARGO_MANIFEST_DIR"));
        TrainedModel::load(path).expect("a shipped model")
    };
    Models { claims: read("claims"), speaker: read("speaker"), role: read("role"), stance: read("stance") }
}
