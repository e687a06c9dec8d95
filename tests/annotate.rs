//! Claims go out to be labelled and come back as rows, with every span checked.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use programs::{Folder, run};
use serde_json::Value;

const ARTICLE: &str = "examples/article.txt";

/// The fields of a CSV by row, without the header.
fn rows(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn claims_go_out_and_come_back_as_rows() {
    let folder = Folder::new("annotate");
    let out = run("annotate", &["export", ARTICLE, "--count", "6", "--format", "label-studio"]);
    assert_eq!((out.status, out.err.as_str()), (0, ""));
    let mut tasks: Value = serde_json::from_str(&out.out).unwrap();
    assert_eq!(tasks.as_array().unwrap().len(), 6);
    // Somebody accepts what the model says, leaves one task, and breaks one.
    for task in tasks.as_array_mut().unwrap() {
        task["annotations"] = task["predictions"].clone();
    }
    tasks[2]["annotations"] = serde_json::json!([]);
    tasks[4]["annotations"][0]["result"][0]["value"]["text"] = "words that are not there".into();
    let file = folder.file("labelled.json", serde_json::to_string_pretty(&tasks).unwrap());
    let back = run("annotate", &["import", &file]);
    assert_eq!(back.status, 1, "one task is broken");
    assert!(back.err.contains("labelled.json:") && back.err.contains("task 5"), "{}", back.err);
    assert!(back.err.contains("`words that are not there` does not stand at"), "{}", back.err);
    assert_eq!(back.err.lines().count(), 1, "{}", back.err);
    let found = rows(&back.out);
    assert_eq!(found.len(), 4, "the rest goes on");

    // What came back can be judged, and trained from.
    let labelled = folder.file("labelled.csv", &back.out);
    let classified = run("classify", &[&labelled]);
    assert_eq!((classified.status, classified.err.as_str()), (0, ""));
}

#[test]
fn the_least_sure_come_first_as_csv_too() {
    let folder = Folder::new("annotate-csv");
    let all = run("annotate", &["export", ARTICLE]);
    let few = run("annotate", &["export", ARTICLE, "--count", "3"]);
    let (all, few) = (rows(&all.out), rows(&few.out));
    assert_eq!((few.len(), &all[..3]), (3, &few[..]));
    // Filled in by hand, all but one.
    let mut filled = csv::Writer::from_writer(Vec::new());
    filled.write_record(["id", "text", "content", "cue", "speaker", "stance"]).unwrap();
    for (number, row) in few.iter().enumerate() {
        let stance = ["denial", "", "other"][number];
        filled.write_record([&row[0], &row[1], &row[2], &row[3], &row[4], stance]).unwrap();
    }
    let file = folder.file("filled.csv", filled.into_inner().unwrap());
    let back = run("annotate", &["import", &file]);
    assert_eq!((back.status, back.err.as_str()), (0, ""));
    let stances: Vec<String> = rows(&back.out).iter().map(|row| row[5].to_owned()).collect();
    assert_eq!(stances, ["denial", "other"]);

    let rows_again = run("annotate", &["export", "tests/minimal-pairs.csv", "--count", "5"]);
    assert_eq!((rows_again.status, rows(&rows_again.out).len()), (0, 5));
}

#[test]
fn what_cannot_be_handed_over_is_refused() {
    let folder = Folder::new("annotate-refused");
    let twice =
        "id,text,content,cue,speaker,stance\na,\"It rained, it rained, Bo said.\",it snowed,said,Bo,other\n";
    let wrong = folder.file("wrong.csv", twice);
    let label = folder.file("label.csv", "id,text,stance\na,It rained.,worry\n");
    let none = folder.file("none.csv", "id,text\na,It rained.\n");
    let json = folder.file("bad.json", "{\"a\": 1}");
    let cases: [(&[&str], i32, &str); 8] = [
        (&["import", &wrong], 1, "wrong.csv:2: column `content`: `it snowed` does not occur"),
        (&["import", &label], 1, "label.csv:2: column `stance`: `worry` is no known label"),
        (&["import", &none], 1, "none.csv:1: column `stance`: missing"),
        (&["import", &json], 1, "bad.json:1: "),
        (&["import", "absent.json"], 1, "absent.json: "),
        (&["export", ARTICLE, "--format", "xml"], 2, "--format xml: expected csv or label-studio"),
        (&["export"], 2, "expected `export FILE…`, `import FILE` or `config`"),
        (&[], 2, "expected `export FILE…`"),
    ];
    for (arguments, status, expected) in cases {
        let ended = run("annotate", arguments);
        assert_eq!((ended.status, ended.out.as_str()), (status, ""), "{arguments:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(folder.names().len(), 4);
    let config = run("annotate", &["config"]);
    assert!(config.status == 0 && config.out.starts_with("<View>"), "{}", config.out);
}

/// Dashes open speech in many a newspaper, and a spreadsheet takes them for formulas.
#[test]
fn cells_that_are_safe_for_spreadsheets_come_back_as_they_were() {
    let folder = Folder::new("annotate-safe");
    let article = folder.file(
        "article.txt",
        "=SUM(A1) “We never met them,” said Ana Ferro.\n\n@lind denied that the pier was unsafe.\n",
    );
    let plain = run("annotate", &["export", &article]);
    let safe = run("annotate", &["export", "--csv-safe", &article]);
    let unsafe_start = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(rows(&plain.out).iter().any(|row| row.iter().any(unsafe_start)), "{}", plain.out);
    assert!(!rows(&safe.out).iter().any(|row| row.iter().any(unsafe_start)), "{}", safe.out);
    // Somebody fills in `other` everywhere, in either file.
    let imported = |name: &str, out: &str, more: &[&str]| {
        let mut filled = csv::Writer::from_writer(Vec::new());
        filled.write_record(["id", "text", "content", "cue", "speaker", "stance"]).unwrap();
        for row in rows(out) {
            filled.write_record([&row[0], &row[1], &row[2], &row[3], &row[4], "other"]).unwrap();
        }
        let file = folder.file(name, filled.into_inner().unwrap());
        let mut arguments = vec!["import", &file];
        arguments.extend(more);
        let back = run("annotate", &arguments);
        assert_eq!((back.status, back.err.as_str()), (0, ""));
        back.out
    };
    let back = imported("safe.csv", &safe.out, &["--csv-safe"]);
    assert_eq!(back, imported("plain.csv", &plain.out, &[]));
    assert!(!rows(&back).is_empty());

    let listed = run("analyze", &["--format", "csv", "--csv-safe", &article]);
    assert!(!rows(&listed.out).iter().any(|row| row.iter().any(unsafe_start)), "{}", listed.out);
}
