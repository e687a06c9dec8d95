//! Input that cannot be used, and input that is odd but can: each has a clear answer, nothing
//! panics, and nothing is left half-written.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use programs::{Folder, run, run_with_input};
use sayso::Analyzer;
use sayso::stance::StanceClassifier;

const CLAIM: &str = "“We never met them,” said Ana Ferro, the harbour minister.";

#[test]
fn odd_text_is_analysed() {
    let long_line = format!("{CLAIM} ").repeat(5_000_000 / CLAIM.len());
    let one_word = "a".repeat(2_000_000);
    let only_quotes = "“".repeat(50_000);
    let cases: [(&str, &[u8], usize, &str); 13] = [
        ("empty", b"", 0, "no text"),
        ("blank", b" \n\t\r\n \n", 0, "no word"),
        ("no-claims", b"It rained in the morning. The shops were shut.", 0, "nobody says anything"),
        ("no-letters", "123 … 45 % — 🦉🦉 \u{301}\u{200b} !!! ((".as_bytes(), 0, "text without letters"),
        ("nul", b"\0\0\0 said \0.", 0, "bytes that are no text, but UTF-8"),
        ("one-word", one_word.as_bytes(), 0, "a word of two million letters"),
        ("only-quotes", only_quotes.as_bytes(), 0, "quotation marks and nothing else"),
        ("plain", CLAIM.as_bytes(), 1, "a claim"),
        ("no-end", CLAIM.trim_end_matches('.').as_bytes(), 1, "no full stop"),
        (
            "unclosed",
            "“We never met them, said Ana Ferro, the minister.\n\nIt rained.".as_bytes(),
            0,
            "a quotation mark that is never closed",
        ),
        (
            "unopened",
            "We never met them,” said Ana Ferro, the minister.\n\nIt rained.".as_bytes(),
            0,
            "one that was never opened",
        ),
        (
            "crlf",
            b"\"We never met them,\" said Ana Ferro.\r\n\r\n\"Nor did I,\" said Bo Lind.\r\n",
            2,
            "line ends of two bytes",
        ),
        ("long-line", long_line.as_bytes(), 1000, "a line of five megabytes"),
    ];
    let folder = Folder::new("odd-text");
    for (name, text, at_least, reason) in cases {
        let file = folder.file(&format!("{name}.txt"), text);
        let ended = run("analyze", &["--format", "jsonl", &file]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{reason}");
        let line: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        let found = line["claims"].as_array().unwrap().len();
        assert!(found >= at_least, "{reason}: {found} claims");
        let is_plain = !matches!(name, "unclosed" | "unopened");
        assert!(at_least > 0 || found == 0 || !is_plain, "{reason}: {found} claims");
    }
}

#[test]
fn a_byte_order_mark_only_shifts_the_offsets() {
    let analyzer = Analyzer::pretrained();
    let marked = format!("\u{feff}{CLAIM}");
    let words = |text: &str| {
        let analysis = analyzer.analyze(text);
        let claim = &analysis.claims()[0];
        let cue = claim.cue().map(|cue| cue.of(text).to_owned());
        (claim.content()[0].of(text).to_owned(), cue, claim.speaker().map(|s| s.name().to_owned()))
    };
    assert_eq!(words(&marked), words(CLAIM));
}

#[test]
fn text_that_is_not_utf8_is_named_with_its_byte() {
    let folder = Folder::new("not-utf8");
    let bad = folder.file("bad.txt", b"It said \xff.");
    let good = folder.file("good.txt", CLAIM);
    let message = format!("error: {bad}: byte 8: the text is not valid UTF-8\n");
    let ended = run("analyze", &[&bad, &good]);
    assert_eq!((ended.status, ended.err), (1, message + "1 of 2 inputs could not be used\n"));
    assert!(ended.out.contains("good.txt: 1 claim\n"), "the rest goes on: {}", ended.out);

    let ended = run_with_input("analyze", &["-"], b"\xc3");
    assert_eq!(ended.status, 1);
    let expected = "error: -: byte 0: the text is not valid UTF-8\n1 of 1 inputs could not be used\n";
    assert_eq!(ended.err, expected);

    let csv = folder.file("bad.csv", b"text\nIt said \xff.\n");
    let ended = run("classify", &[&csv]);
    assert_eq!(ended.status, 1);
    assert_eq!(ended.err, format!("error: {csv}: byte 13: the text is not valid UTF-8\n"));
    assert_eq!(ended.out, "");
}

#[test]
fn bad_lines_of_json_are_named_and_the_rest_goes_on() {
    let folder = Folder::new("json-lines");
    let good = |id: &str| serde_json::json!({"id": id, "text": CLAIM, "section": 3}).to_string();
    let deep = format!("{{\"id\": \"deep\", \"text\": {}{}}}", "[".repeat(500), "]".repeat(500));
    let lines: [(Vec<u8>, Option<&str>); 16] = [
        (format!("\u{feff}{}\r", good("first")).into(), None),
        (b"{\"id\": \"cut\", \"text\": \"It".to_vec(), Some("the JSON breaks off; expected an object")),
        (b"".to_vec(), None),
        (b"It rained.".to_vec(), Some("no JSON from byte 1 of the line on; expected an object")),
        (b"{\"id\": \"none\"}".to_vec(), Some("the field `text` is missing; expected an object")),
        (b"{\"text\": \"none\"}".to_vec(), Some("the field `id` is missing; expected an object")),
        (
            b"{\"id\": [1], \"text\": \"\"}".to_vec(),
            Some("the field `id` is a list, expected a string or a whole number"),
        ),
        (b"{\"id\": 1.5, \"text\": \"\"}".to_vec(), Some("the field `id` is a number, expected a string or")),
        (b"{\"id\": \"null\", \"text\": null}".to_vec(), Some("the field `text` is null, expected a string")),
        (b"{\"id\": 1, \"id\": 2, \"text\": \"\"}".to_vec(), Some("`id` or `text` stands twice")),
        (b"[]".to_vec(), Some("a list where an article belongs; expected an object with `id` and `text`")),
        (b"[\"a\", \"text\"]".to_vec(), Some("a list where an article belongs")),
        (b"7".to_vec(), Some("a number where an article belongs")),
        (deep.into(), Some("nested too deep")),
        (b"{\"id\": \"bytes\", \"text\": \"\xff\"}".to_vec(), Some("is not valid UTF-8")),
        (b"{\"id\": 7, \"text\": \"\"}".to_vec(), None),
    ];
    let bytes: Vec<Vec<u8>> = lines.iter().map(|(line, _)| line.clone()).collect();
    let file = folder.file("articles.jsonl", bytes.join(&b'\n'));
    let ended = run("analyze", &["--format", "jsonl", &file]);
    assert_eq!(ended.status, 1, "{}", ended.err);
    let ids: Vec<serde_json::Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["first", "7"]);
    let mut messages = ended.err.lines();
    for (number, (_, expected)) in (1..).zip(&lines) {
        let Some(expected) = expected else { continue };
        let message = messages.next().unwrap();
        let place = format!("error: {file}:{number}: ");
        assert!(message.starts_with(&place) && message.contains(expected), "{message}");
    }
    assert_eq!(messages.next(), Some("13 of 15 inputs could not be used"));
    assert_eq!(messages.next(), None);
}

#[test]
fn bad_rows_are_named_by_file_line_and_column() {
    let cases = [
        ("id,stance\n1,other\n", ":1: column `text`: missing; the columns are id, stance"),
        ("text\nx\n", ":1: column `stance`: missing; the columns are text"),
        (
            "text,stance\nIt rained.,other\nIt hailed.,worry\n",
            ":3: column `stance`: `worry` is no known label; expected one of concern, denial, warning, other",
        ),
        ("text,stance\nIt rained.,other\n,\n", ":3: the row is empty"),
        ("text,stance\nIt rained.,\n", ":2: column `stance`: the field is blank"),
        (
            "text,stance,cue\nIt rained.,other,said\n",
            ":2: column `cue`: `said` does not occur in the text of the row",
        ),
        (
            "text,stance,content\nIt rained.,other,it snowed\n",
            ":2: column `content`: `it snowed` does not occur in the text of the row",
        ),
        (
            "text,stance,speaker\nIt rained.,other,Bo\n",
            ":2: column `speaker`: `Bo` does not occur in the text of the row",
        ),
        ("text,stance\n\"It rained.,other\n", ":2: the quotation mark of a field is never closed"),
        ("", ":1: the file is empty; expected a header"),
    ];
    let folder = Folder::new("bad-rows");
    let model = folder.path("model.sayso");
    let page = folder.path("page.html");
    for (csv, expected) in cases {
        let file = folder.file("rows.csv", csv);
        let message = format!("error: {file}{expected}\n");
        let trained = run("train", &["stance", "--data", &file, "--out", &model]);
        assert_eq!((trained.status, &trained.err), (1, &message), "train");
        let judged = run("evaluate", &["stance", "--data", &file, "--html", &page]);
        assert_eq!((judged.status, &judged.err), (1, &message), "evaluate");
        if !expected.contains("`stance`") {
            let classified = run("classify", &[&file]);
            assert_eq!((classified.status, &classified.err), (1, &message), "classify");
            assert_eq!(classified.out, "");
        }
        assert_eq!(folder.names(), ["rows.csv"], "nothing else is left");
    }
}

#[test]
fn rows_that_cannot_be_trained_from_are_refused() {
    let folder = Folder::new("few-rows");
    let model = folder.path("model.sayso");
    for csv in ["text,stance\n", "text,stance\nIt rained.,other\n", "text,stance\nA,other\nB,denial\n"] {
        let file = folder.file("rows.csv", csv);
        let ended = run("train", &["stance", "--data", &file, "--out", &model]);
        assert_eq!(ended.status, 1, "{csv}");
        assert!(ended.err.starts_with(&format!("error: training: {file}: ")), "{csv}: {}", ended.err);
        assert_eq!(folder.names(), ["rows.csv"]);
    }
}

#[test]
fn files_that_are_no_models_are_refused() {
    let folder = Folder::new("no-models");
    let article = folder.file("article.txt", CLAIM);
    let rows = folder.file("rows.csv", "text,stance\nIt rained.,other\n");
    let whole = StanceClassifier::pretrained().model().to_bytes().unwrap();
    let cut = &whole[..whole.len() / 2];
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let cases: [(&str, &[u8], &str); 4] = [
        (
            "text.sayso",
            b"It rained.",
            "text.sayso: this is not a model file: it does not begin with `SAYSO\\0`",
        ),
        ("empty.sayso", b"", "empty.sayso: this is not a model file"),
        ("cut.sayso", cut, "cut.sayso: the file is cut or changed: its checksum is"),
        ("changed.sayso", &changed, "changed.sayso: the file is cut or changed: its checksum is"),
    ];
    for (name, bytes, expected) in cases {
        let file = folder.file(name, bytes);
        let runs = [
            run("analyze", &["--model", &file, &article]),
            run("classify", &["--model", &file, &rows]),
            run("evaluate", &["stance", "--data", &rows, "--model", &file]),
        ];
        for ended in runs {
            assert_eq!((ended.status, ended.out.as_str()), (1, ""), "{name}");
            assert!(ended.err.starts_with("error: model: ") && ended.err.contains(expected), "{}", ended.err);
        }
    }
    let ended = run("analyze", &["--model", &folder.path("absent.sayso"), &article]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("absent.sayso"), "{}", ended.err);
}

#[test]
fn models_of_another_task_are_refused() {
    let folder = Folder::new("other-task");
    let article = folder.file("article.txt", CLAIM);
    let rows = folder.file("rows.csv", "text,stance\nIt rained.,other\n");
    let mut model = StanceClassifier::pretrained().model().clone();
    let stance = folder.path("stance.sayso");
    model.save(&stance).unwrap();
    model.header.task = "weather".into();
    let weather = folder.path("weather.sayso");
    model.save(&weather).unwrap();

    let role = folder.path("role.sayso");
    sayso::speaker::RoleClassifier::pretrained().save(&role).unwrap();

    let runs = [
        (run("analyze", &["--model", &weather, &article]), "weather.sayso: its task is `weather`"),
        (
            run("classify", &["--model", &role, &rows]),
            "role.sayso: a model for `role`, expected one for `stance`",
        ),
        (
            run("evaluate", &["role", "--data", &rows, "--model", &stance]),
            "a model for `stance`, expected one for `role`",
        ),
        (run("evaluate", &["stance", "--data", &rows, "--model", &weather]), "a model for `weather`"),
    ];
    for (ended, expected) in runs {
        assert_eq!((ended.status, ended.out.as_str()), (1, ""), "{expected}");
        assert!(ended.err.contains(expected), "{}", ended.err);
    }
}

#[test]
fn files_that_are_not_there_are_named() {
    let folder = Folder::new("absent");
    let absent = folder.path("absent.csv");
    let out = folder.path("model.sayso");
    let runs = [
        run("analyze", &[&absent]),
        run("classify", &[&absent]),
        run("train", &["stance", "--data", &absent, "--out", &out]),
        run("train", &["claims", "--data", &absent, "--out", &out]),
        run("evaluate", &["speaker", "--data", &absent]),
    ];
    for ended in runs {
        assert_eq!(ended.status, 1);
        assert!(ended.err.starts_with(&format!("error: {absent}: ")), "{}", ended.err);
    }
    assert!(folder.names().is_empty());
}

#[test]
fn marked_articles_with_a_fault_are_named_by_line() {
    let folder = Folder::new("marked");
    let cases = [
        ("no header", "fault.txt:1: "),
        (
            "id: a\ndomain: b\n\n{c1:It rained}, {s1:Bo} {q1:said}.\n\n---\n1: Bo | sailor | other\n",
            "fault.txt:7: ",
        ),
        (
            "id: a\ndomain: b\n\n{c1:It rained}, {s1:Bo} {q1:said.\n\n---\n1: Bo | civilian | other\n",
            "fault.txt:4: ",
        ),
    ];
    for (article, expected) in cases {
        folder.file("fault.txt", article);
        let ended = run("evaluate", &["claims", "--data", &folder.path("")]);
        assert_eq!(ended.status, 1);
        assert!(ended.err.contains(expected), "{}", ended.err);
    }
}

#[test]
fn an_export_of_an_annotation_tool_with_a_fault_is_told_in_plain_words() {
    let folder = Folder::new("label-studio-faults");
    let cases = [
        ("oops", ":1: no JSON from column 1 on; expected a list of tasks"),
        ("[\n{\"data\": ", ":2: the JSON breaks off; expected a list of tasks"),
        ("{}", ":1: this is no list; expected a list of tasks"),
        ("[\n{\"data\": {}}]", ":2: column 11: missing field `id`; expected a list of tasks"),
        ("[7]", ":1: column 2: found integer `7`, which does not belong here"),
    ];
    for (json, expected) in cases {
        let file = folder.file("labelled.json", json);
        let ended = run("annotate", &["import", &file]);
        assert_eq!((ended.status, ended.out.as_str()), (1, ""), "{json}");
        assert!(ended.err.starts_with(&format!("error: {file}{expected}")), "{json}: {}", ended.err);
        assert!(!ended.err.contains("struct"), "no name of a type: {}", ended.err);
    }
}
