//! The example programs do what their help and the README say.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use programs::{Folder, program, run, run_with_input};
use serde_json::Value;

const ARTICLE: &str = "examples/article.txt";

/// Twelve rows for a label set of one's own, two to a group.
const RAIN: &str = "\
text,stance,group
It will pour tomorrow.,forecast,a
It poured all day.,report,a
It will hail tomorrow.,forecast,b
It hailed all day.,report,b
It will snow tomorrow.,forecast,c
It snowed all day.,report,c
It will thaw tomorrow.,forecast,d
It thawed all day.,report,d
It will drizzle tomorrow.,forecast,e
It drizzled all day.,report,e
It will blow tomorrow.,forecast,f
It blew all day.,report,f
";

/// The listing in the README is the beginning of what its command prints. With `UPDATE_EXPECTED`
/// set, the README is rewritten instead.
#[test]
fn the_readme_shows_what_its_first_command_prints() {
    const START: &str = "<!-- output of analyze -->\n```text\n";
    const END: &str = "```\n";
    let ended = run("analyze", &[ARTICLE]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let readme = fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let lines = shown.lines().count();
    let expected: String = ended.out.lines().take(lines).map(|line| format!("{line}\n")).collect();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write("README.md", format!("{before}{START}{expected}{END}{after}")).unwrap();
    } else {
        assert_eq!(shown, expected, "UPDATE_EXPECTED=1 cargo test --test examples rewrites the README");
    }
}

#[test]
fn every_format_tells_the_same_claims() {
    let text = fs::read_to_string(ARTICLE).unwrap();
    let run_as = |format: &str, offsets: &str| {
        let ended = run("analyze", &["--format", format, "--offsets", offsets, ARTICLE]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{format} {offsets}");
        ended.out
    };
    let line: Value = serde_json::from_str(&run_as("jsonl", "bytes")).unwrap();
    assert_eq!(line["id"], ARTICLE);
    let claims = line["claims"].as_array().unwrap();
    assert!(claims.len() >= 10, "{} claims", claims.len());

    let listing = run_as("text", "bytes");
    assert!(listing.starts_with(&format!("{ARTICLE}: {} claims\n", claims.len())), "{listing}");
    let page = run_as("html", "bytes");
    assert_eq!(page.matches("<li id=").count(), claims.len());

    let csv = run_as("csv", "chars");
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), claims.len());
    for (row, claim) in rows.iter().zip(claims) {
        assert_eq!(&row[1], claim["kind"].as_str().unwrap());
        assert_eq!(&row[2], claim["stance"].as_str().unwrap());
        assert_eq!(&row[7], claim["speaker"]["name"].as_str().unwrap_or(""));
    }

    // Whatever the unit, the offsets lead to the same words.
    let in_chars: Value = serde_json::from_str(&run_as("jsonl", "chars")).unwrap();
    let in_utf16: Value = serde_json::from_str(&run_as("jsonl", "utf16")).unwrap();
    let characters: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let ends = |span: &Value| [0, 1].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
    for (number, claim) in claims.iter().enumerate() {
        for (piece, span) in claim["content"].as_array().unwrap().iter().enumerate() {
            let [start, end] = ends(span);
            let words = &text[start..end];
            let [start, end] = ends(&in_chars["claims"][number]["content"][piece]);
            assert_eq!(characters[start..end].iter().collect::<String>(), words);
            let [start, end] = ends(&in_utf16["claims"][number]["content"][piece]);
            assert_eq!(String::from_utf16(&units[start..end]).unwrap(), words);
        }
    }
}

#[test]
fn json_keys_keep_their_order() {
    let text = "“We never met them,” said Ana Ferro, the harbour minister.";
    let ended = run_with_input("analyze", &["-", "--format=jsonl"], text.as_bytes());
    let keys = [
        "\"id\":",
        "\"claims\":",
        "\"kind\":",
        "\"content\":",
        "\"cue\":",
        "\"speaker\":",
        "\"mention\":",
        "\"name\":",
        "\"role\":",
        "\"probability\":",
        "\"anonymous\":",
        "\"relay\":",
        "\"stance\":",
        "\"probabilities\":",
        "\"concern\":",
        "\"denial\":",
        "\"warning\":",
        "\"other\":",
    ];
    let places: Vec<usize> = keys.iter().map(|key| ended.out.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{}", ended.out);
    assert!(ended.out.ends_with("}]}\n") && ended.out.lines().count() == 1);
}

#[test]
fn threads_change_nothing() {
    let text = fs::read_to_string(ARTICLE).unwrap();
    let lines: String = text
        .split("\n\n")
        .enumerate()
        .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id.to_string(), "text": text})))
        .collect();
    let folder = Folder::new("threads");
    let file = folder.file("articles.jsonl", lines);
    let alone = run("analyze", &[&file, "--format", "jsonl", "--threads", "1"]);
    let together = run("analyze", &[&file, "--format", "jsonl", "--threads", "3"]);
    assert_eq!((alone.status, alone.out), (0, together.out));
}

#[test]
fn classify_adds_columns_and_keeps_the_others() {
    let folder = Folder::new("classify");
    let rows = "\
note,text,cue,speaker,p\n\
1,\"The port denied that any oil was lost, the daily wrote.\",denied,The port,\n\
\"2, \"\"b\"\"\",\"Bo Lind warned that the wall could collapse and kill people.\",warned,Bo Lind,x\n";
    let file = folder.file("rows.csv", rows);
    let ended = run("classify", &[&file]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let mut table = csv::Reader::from_reader(ended.out.as_bytes());
    let header: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let expected = [
        "note",
        "text",
        "cue",
        "speaker",
        "p",
        "stance_predicted",
        "p_concern",
        "p_denial",
        "p_warning",
        "p_other",
        "role_predicted",
    ];
    assert_eq!(header, expected);
    let found: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!((&found[0][5], &found[1][5]), ("denial", "warning"));
    assert_eq!((&found[1][0], &found[1][4]), ("2, \"b\"", "x"), "passed through");
    for row in &found {
        let sum: f64 = (6..10).map(|column| row[column].parse::<f64>().unwrap()).sum();
        assert!((sum - 1.0).abs() < 3e-4, "{row:?}");
    }
    let news = run("classify", &[&file, "--prior", "news"]);
    let rare = run("classify", &[&file, "--prior", "1,1,1,100000"]);
    assert!(news.status == 0 && news.out != ended.out);
    assert_eq!(rare.out.matches(",other,").count(), 2, "a prior that leaves no other answer: {}", rare.out);
    let short = run("classify", &[&file, "--prior", "1,1"]);
    assert_eq!(short.status, 2);
    assert!(short.err.contains("2 numbers, expected 4"), "{}", short.err);
}

#[test]
fn a_label_set_of_ones_own_is_trained_judged_and_used() {
    let folder = Folder::new("own-labels");
    let rows = folder.file("rain.csv", RAIN);
    let (model, again) = (folder.path("rain.sayso"), folder.path("again.sayso"));
    for out in [&model, &again] {
        let labels = "forecast,report";
        let ended = run("train", &["stance", "--data", &rows, "--out", out, "--labels", labels]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""));
        assert!(ended.out.contains(" features\n"), "{}", ended.out);
    }
    assert_eq!(fs::read(&model).unwrap(), fs::read(&again).unwrap(), "the same bytes each time");

    let used = run("classify", &[&rows, "--model", &model]);
    let expected = "text,stance,group,stance_predicted,p_forecast,p_report,role_predicted\n";
    assert!(used.out.starts_with(expected), "{}", used.out);
    assert!(used.out.contains("\nIt blew all day.,report,f,report,"), "{}", used.out);

    let (page, json) = (folder.path("report.html"), folder.path("report.json"));
    let arguments = ["stance", "--data", &rows, "--model", &model, "--html", &page, "--json", &json];
    let judged = run("evaluate", &arguments);
    assert_eq!((judged.status, judged.err.as_str()), (0, ""));
    assert!(judged.out.contains("\nmacro-F1 "), "{}", judged.out);
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    let report: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(report["classification"]["labels"], serde_json::json!(["forecast", "report"]));
    assert_eq!(
        folder.names(),
        ["again.sayso", "rain.csv", "rain.sayso", "report.html", "report.json"],
        "no other files are left"
    );
}

#[test]
fn a_floor_decides_the_exit_status() {
    let folder = Folder::new("floor");
    let rows = folder.file("rain.csv", RAIN);
    let base = ["stance", "--data", &rows, "--labels", "forecast,report", "--folds", "3", "--floor"];
    let met = run("evaluate", &[&base[..], &["0"]].concat());
    assert_eq!((met.status, met.err.as_str()), (0, ""));
    let unmet = run("evaluate", &[&base[..], &["1.01"]].concat());
    assert_eq!((unmet.status, unmet.out), (1, met.out), "the report is shown all the same");
    assert!(unmet.err.starts_with("error: macro-F1 is ") && unmet.err.contains("below the floor of 1.01"));
}

#[test]
fn help_names_every_option() {
    let options: [(&str, &[&str]); 5] = [
        (
            "annotate",
            &["export", "import", "config", "--format", "--count", "--model", "--csv-safe", "--out"],
        ),
        (
            "analyze",
            &[
                "--format",
                "--offsets",
                "--csv-safe",
                "--threads",
                "--model",
                "--max-bytes",
                "--max-claims",
                "--out",
                "--resume",
            ],
        ),
        ("classify", &["--prior", "--model", "--csv-safe", "--out"]),
        ("train", &["--data", "--out", "--alpha", "--claims", "all"]),
        (
            "evaluate",
            &[
                "compare",
                "cards",
                "--data",
                "--model",
                "--predictions",
                "--folds",
                "--prior",
                "--slices",
                "--curve",
                "--mistakes",
                "--training",
                "--html",
                "--json",
                "--floor",
            ],
        ),
    ];
    for (name, options) in options {
        let ended = run(name, &["--help"]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{name}");
        assert!(ended.out.contains(&format!("Usage: {name} ")), "{name}");
        for option in options {
            assert!(ended.out.contains(option), "{name} {option}");
        }
    }
}

#[test]
fn arguments_that_are_not_understood_are_refused() {
    let cases: [(&str, &[&str], &str); 20] = [
        ("analyze", &["--colour"], "invalid option '--colour'"),
        ("analyze", &["-x"], "invalid option '-x'"),
        ("analyze", &["--format", "xml", "a"], "--format xml: expected text, jsonl, csv or html"),
        ("analyze", &["--offsets", "lines", "a"], "--offsets lines: expected bytes, chars or utf16"),
        ("analyze", &["--threads", "many", "a"], "--threads many: expected 1 or more"),
        ("analyze", &["--threads", "0", "a"], "--threads 0: expected 1 or more"),
        ("analyze", &["--model"], "missing argument for option '--model'"),
        ("classify", &[], "no FILE.csv given"),
        ("classify", &["a.csv", "b.csv"], "unexpected argument \"b.csv\""),
        ("classify", &["a.csv", "--prior", "1,-1,1,1"], "--prior 1,-1,1,1: expected training, news"),
        ("classify", &["a.csv", "--prior", ""], "--prior : expected training, news"),
        ("train", &[], "expected stance, role, claims, speaker or all"),
        ("train", &["weather"], "`weather`: expected stance, role, claims, speaker or all"),
        ("train", &["stance", "--out", "a"], "--data is missing"),
        ("train", &["stance", "--data", "a"], "--out is missing"),
        (
            "train",
            &["stance", "--data", "a", "--out", "b", "--alpha", "-1"],
            "--alpha -1: expected a number above 0",
        ),
        ("train", &["all", "--out", "a"], "`all` takes no --data and no --out"),
        ("evaluate", &["stance"], "--data is missing"),
        (
            "evaluate",
            &["stance", "--data", "a", "--model", "b", "--folds", "3"],
            "for evaluation without --model",
        ),
        ("evaluate", &["role", "--data", "a", "--labels", "x,y"], "--labels is for stance only"),
    ];
    for (name, arguments, expected) in cases {
        let ended = run(name, arguments);
        assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{name} {arguments:?}");
        let (start, end) = ("error: ", "\n\nTry `--help`.\n");
        assert!(
            ended.err.starts_with(start) && ended.err.contains(expected) && ended.err.ends_with(end),
            "{name} {arguments:?}: {}",
            ended.err
        );
    }
}

#[test]
fn a_reader_that_leaves_early_ends_the_program_quietly() {
    let folder = Folder::new("pipe");
    let text = fs::read_to_string(ARTICLE).unwrap();
    // Much more than a pipe holds.
    let line = |id: u32| format!("{}\n", serde_json::json!({"id": id.to_string(), "text": text}));
    let file = folder.file("articles.jsonl", (0..300).map(line).collect::<String>());
    for format in ["text", "jsonl", "csv", "html"] {
        let mut child = Command::new(program("analyze"))
            .args(["--format", format, &file])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 64];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(ended.stderr).unwrap(), "", "{format}");
        assert!(ended.status.success(), "{format}: {}", ended.status);
    }
}

const ROWS: &str = "training-data/stance.csv";
const ARTICLES: &str = "training-data/articles";

/// Trains a model as it is shipped, and compares the two byte for byte. Whoever changes data,
/// features or learners retrains: `cargo run --release --example train -- all`.
fn retrained(arguments: &[&str], task: &str, folder: &Folder) {
    let out = folder.path(&format!("{task}.sayso"));
    let mut all = vec![task];
    all.extend(arguments);
    all.extend(["--out", &out]);
    let ended = run("train", &all);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let shipped = fs::read(format!("models/{task}.sayso")).unwrap();
    assert!(fs::read(&out).unwrap() == shipped, "models/{task}.sayso is not what training gives");
}

#[test]
fn stance_retrains_to_the_same_bytes() {
    retrained(&["--data", ROWS], "stance", &Folder::new("stance"));
}

#[test]
fn role_retrains_to_the_same_bytes() {
    retrained(&["--data", ROWS], "role", &Folder::new("role"));
}

#[test]
fn claims_and_speaker_retrain_to_the_same_bytes() {
    let folder = Folder::new("claims-speaker");
    retrained(&["--data", ARTICLES, "--rows", ROWS], "claims", &folder);
    let claims = folder.path("claims.sayso");
    retrained(&["--data", ARTICLES, "--claims", &claims], "speaker", &folder);
}

#[test]
fn the_models_are_under_four_mebibytes() {
    let bytes: u64 = ["stance", "role", "claims", "speaker"]
        .map(|task| fs::metadata(format!("models/{task}.sayso")).unwrap().len())
        .iter()
        .sum();
    assert!(bytes < 4 << 20, "{bytes} bytes");
}
