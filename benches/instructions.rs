//! A guard on speed that other work on the machine cannot disturb: instructions, counted by
//! valgrind's callgrind over fixed articles, against the counts in `benches/instructions.txt`.
//!
//! `.ci/instructions` runs it with the right profile and fails where a count has grown by over 5 %;
//! `.ci/instructions --renew` writes the counts anew. They hold for one compiler, so that with
//! another, and without valgrind, it says so and checks nothing.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use sayso::Analyzer;
use sayso::data::MarkedArticle;
use sayso::learn::data_digest;
use sayso::stance::StanceClassifier;
use sayso::text::Document;

const STORED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");
const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/training-data/articles");
/// Of many fields; few, so that counting is quick.
const NAMES: [&str; 8] = [
    "abbey-choice",
    "baker-blessing",
    "bell-march",
    "bishops-choir-truce",
    "grain-silo-collapse",
    "lifeguard-abuse",
    "locust-swarm-marsabit",
    "marathon-inquiry",
];
/// Has all that a lexicon is asked for.
const FIRST: &str = "\"We never met them,\" said Ana Ferro, the harbour minister. She denied it.";
/// Growth that is let pass, in percent.
const TOLERANCE: f64 = 5.0;

/// What is counted: all that comes before the second article (models and lexicons made ready), and on
/// top of that the articles analysed, or their sentences classified one by one.
const START: &str = "start";
const ARTICLES_ANALYSED: &str = "articles";
const SENTENCES_CLASSIFIED: &str = "sentences";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if let [.., flag, what] = &arguments[..]
        && flag == "--run"
    {
        work(what);
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("Instructions not counted: valgrind is not installed.");
        return ExitCode::SUCCESS;
    }
    let found = Counts::taken();
    if arguments.iter().any(|argument| argument == "--renew") {
        fs::write(STORED, found.to_text()).expect("the file of counts can be written");
        print!("{}", found.to_text());
        return ExitCode::SUCCESS;
    }
    let stored = Counts::from_text(&fs::read_to_string(STORED).expect("the file of counts"));
    compare(&found, &stored)
}

fn compare(found: &Counts, stored: &Counts) -> ExitCode {
    if found.compiler != stored.compiler {
        println!("Instructions not compared: the stored counts are of {},", stored.compiler);
        println!("this is {}. `.ci/instructions --renew` writes those of this one.", found.compiler);
        return ExitCode::SUCCESS;
    }
    if found.text != stored.text {
        println!("The articles that instructions are counted over have changed.");
        println!("`.ci/instructions --renew` counts anew; see that it does so before any other change.");
        return ExitCode::FAILURE;
    }
    let mut has_grown = false;
    for (what, &count) in &found.instructions {
        let before = stored.instructions.get(what).copied().unwrap_or(0);
        let growth = 100.0 * (count as f64 / before as f64 - 1.0);
        println!("{what:10} {count:>13} instructions, {growth:+.2} % against {before}");
        has_grown |= growth > TOLERANCE;
    }
    if has_grown {
        println!("Over {TOLERANCE} % more. If it is worth it, `.ci/instructions --renew` and say why.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

struct Counts {
    compiler: String,
    /// Digest of the articles.
    text: String,
    instructions: BTreeMap<String, u64>,
}

impl Counts {
    fn taken() -> Self {
        let start = count(START);
        let above = |what| count(what).saturating_sub(start);
        let instructions = [
            (START.to_owned(), start),
            (ARTICLES_ANALYSED.to_owned(), above(ARTICLES_ANALYSED)),
            (SENTENCES_CLASSIFIED.to_owned(), above(SENTENCES_CLASSIFIED)),
        ];
        Counts {
            compiler: compiler(),
            text: data_digest(articles().join("\n\n").as_bytes()),
            instructions: instructions.into(),
        }
    }

    fn to_text(&self) -> String {
        let mut text = String::from("# Written by `.ci/instructions --renew`.\n");
        let _ = writeln!(text, "compiler {}\ntext {}", self.compiler, self.text);
        for (what, count) in &self.instructions {
            let _ = writeln!(text, "{what} {count}");
        }
        text
    }

    fn from_text(text: &str) -> Self {
        let mut lines: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(' ')).collect();
        lines.remove("#");
        let mut field = |name| lines.remove(name).unwrap_or_default().to_owned();
        let (compiler, text) = (field("compiler"), field("text"));
        let number = |(what, count): (&str, &str)| Some((what.to_owned(), count.parse().ok()?));
        Counts { compiler, text, instructions: lines.into_iter().filter_map(number).collect() }
    }
}

/// Version and target of the compiler.
fn compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(rustc).arg("-vV").output().map(|output| output.stdout).unwrap_or_default();
    let told = String::from_utf8_lossy(&told);
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    format!("{} {host}", told.lines().next().unwrap_or_default())
}

/// Instructions of this program, started anew for `what`.
fn count(what: &str) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().expect("the path of this program"))
        .args(["--run", what])
        .output()
        .expect("valgrind runs");
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected : "));
    collected.and_then(|(_, count)| count.trim().parse().ok()).unwrap_or_else(|| panic!("{what}: {told}"))
}

fn work(what: &str) {
    let (analyzer, classifier) = (Analyzer::pretrained(), StanceClassifier::pretrained());
    black_box(analyzer.analyze(FIRST));
    for text in articles() {
        match what {
            ARTICLES_ANALYSED => drop(black_box(analyzer.analyze(&text))),
            SENTENCES_CLASSIFIED => {
                let doc = Document::new(&text);
                for sentence in doc.sentences() {
                    black_box(classifier.classify(doc.span(sentence.clone()).of(&text)));
                }
            }
            _ => drop(black_box(text)),
        }
    }
}

fn articles() -> Vec<String> {
    let read =
        |name: &&str| MarkedArticle::read(format!("{ARTICLES}/{name}.txt")).map(|article| article.text);
    NAMES.iter().map(read).collect::<Result<_, _>>().expect("the articles can be read")
}
