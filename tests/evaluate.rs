//! `evaluate` tells what it should, and refuses what no figure can be made of.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use std::fs;

use programs::{Folder, run};
use serde_json::Value;

/// Twelve rows, two to a group.
const ROWS: &str = "\
id,text,stance,group,field
a,The mill denied that any flour was lost.,denial,1,food
b,The mill said the new wheel turns.,other,1,food
c,The bakers denied the report.,denial,2,food
d,The bakers said that bread is cheap.,other,2,food
e,The ferry line denied the claim.,denial,3,water
f,The ferry line said it sails at noon.,other,3,water
g,The lock keeper denied it on Friday.,denial,4,water
h,The lock keeper said the lock is open.,other,4,water
i,The harbour board denied the leak.,denial,5,water
j,The harbour board said the pier is new.,other,5,water
k,The abbey denied that the bell cracked.,denial,6,music
l,The abbey said the bell is old.,other,6,music
";

/// Predictions of all twelve, the last two of them wrong.
fn predictions() -> String {
    let label = |id: &str| match id {
        "a" | "c" | "e" | "g" | "i" | "l" => "denial",
        _ => "other",
    };
    let rows: String = "abcdefghijkl"
        .split("")
        .filter(|id| !id.is_empty())
        .map(|id| format!("{id},{}\n", label(id)))
        .collect();
    format!("id,label\n{rows}")
}

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn another_tool_is_judged_by_its_labels() {
    let folder = Folder::new("foreign");
    let (rows, other) = (folder.file("rows.csv", ROWS), folder.file("other.csv", predictions()));
    let out = folder.path("out.json");
    let arguments = ["stance", "--data", &rows, "--predictions", &other, "--slices", "field", "--json", &out];
    let ended = run("evaluate", &arguments);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let report = json(&out);
    assert_eq!(report["classification"]["confusion"][1], serde_json::json!([0, 5, 0, 1]));
    assert!((report["classification"]["accuracy"].as_f64().unwrap() - 10.0 / 12.0).abs() < 1e-12);
    assert!(report["classification"]["certainty"].is_null(), "no probabilities, no calibration");
    assert_eq!(report["slices"][0]["column"], "field");
    assert_eq!(report["compared_with"][0]["names"][1], "lexicon");
    assert_eq!(report["mistakes"]["count"], 2);
    assert!(!ended.out.contains("calibration"), "{}", ended.out);
}

#[test]
fn two_models_are_compared_on_the_same_rows() {
    let folder = Folder::new("compare");
    let (rows, other) = (folder.file("rows.csv", ROWS), folder.file("other.csv", predictions()));
    let ended = run("evaluate", &["compare", "stance", "--data", &rows, "lexicon", &other]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("macro-F1 ") && ended.out.contains("only this one is right"), "{}", ended.out);
    let same = run("evaluate", &["compare", "stance", "--data", &rows, &other, &other, "--floor", "0.1"]);
    assert_eq!(same.status, 1);
    assert_eq!(folder.names(), ["other.csv", "rows.csv"], "no other files are left");
    assert!(
        same.err.contains("the difference of macro-F1 is 0.0000, below the floor of 0.1"),
        "{}",
        same.err
    );
}

#[test]
fn folds_tell_of_duplicates_curves_and_mistakes() {
    let folder = Folder::new("analysis");
    // The same sentence in two groups.
    let twice = format!("{ROWS}m,The bakers said that bread is cheap.,other,7,food\n");
    let (rows, out) = (folder.file("rows.csv", twice), folder.path("out.json"));
    let arguments = ["stance", "--data", &rows, "--folds", "2", "--curve", "--mistakes", "3", "--json", &out];
    let ended = run("evaluate", &[&arguments[..], &["--prior", "0,1,0,9"]].concat());
    assert_eq!((ended.status, ended.err.as_str()), (1, ended.err.as_str()));
    assert!(ended.err.contains("training: "), "a tenth of these rows trains nothing: {}", ended.err);

    let arguments: Vec<&str> = arguments.into_iter().filter(|word| *word != "--curve").collect();
    let ended = run("evaluate", &[&arguments[..], &["--prior", "0,1,0,9"]].concat());
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    let report = json(&out);
    let share = report["at_prior"]["classes"][1]["share"].as_f64().unwrap();
    assert!((share - 0.1).abs() < 1e-12);
    assert!(report["leakage"]["pairs"].as_u64().unwrap() <= 1);
    assert!(report["mistakes"]["count"].as_u64().is_some());
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let folder = Folder::new("refused");
    let rows = folder.file("rows.csv", ROWS);
    let one_class = folder.file("one.csv", "id,text,stance\na,It rained.,other\nb,It hailed.,other\n");
    let empty = folder.file("empty.csv", "id,text,stance\n");
    let nothing = folder.file("nothing.csv", "");
    let few = folder.file("few.csv", "id,text,stance\na,It rained.,other\nb,He denied it.,denial\n");
    let foreign = |name: &str, csv: &str| folder.file(name, csv);
    let short = foreign("short.csv", &predictions().replace("l,denial\n", ""));
    let extra = foreign("extra.csv", &format!("{}x,other\n", predictions()));
    let twice = foreign("twice.csv", &format!("{}a,other\n", predictions()));
    let unknown = foreign("unknown.csv", &predictions().replace("l,denial", "l,worry"));
    let half = foreign("half.csv", "id,label,p_denial\na,denial,1\n");
    let model = "models/stance.sayso";
    let own = folder.file("own.csv", "id,text,stance\na,It rained.,report\nb,It will rain.,forecast\n");
    let data = |file: &'static str| file;
    let cases: [(&[&str], &str, &str); 14] = [
        (
            &["--data", &one_class],
            "one.csv:3: column `stance`: every row is `other`; expected two labels",
            "one class",
        ),
        (&["--data", &one_class, "--model", model], "one.csv:3: column `stance`: every row is", "one class"),
        (&["--data", &empty], "empty.csv:1: there are no rows; expected some", "a header alone"),
        (&["--data", &nothing], "nothing.csv:1: the file is empty; expected a header", "an empty file"),
        (&["--data", &few], "training: 5 folds of 2 groups", "fewer rows than folds"),
        (
            &["--data", &own, "--model", model],
            "own.csv:2: column `stance`: `report` is no known label",
            "labels",
        ),
        (
            &["--data", &rows, "--predictions", &short],
            "short.csv:1: column `id`: `l` is missing, the row on line 13",
            "ids",
        ),
        (
            &["--data", &rows, "--predictions", &extra],
            "extra.csv:14: column `id`: `x` is the id of no row",
            "ids",
        ),
        (
            &["--data", &rows, "--predictions", &twice],
            "twice.csv:14: column `id`: `a` stands on line 2 too",
            "ids",
        ),
        (
            &["--data", &rows, "--predictions", &unknown],
            "unknown.csv:13: column `label`: `worry` is no known label",
            "labels",
        ),
        (
            &["--data", &rows, "--predictions", &half],
            "half.csv:1: column `p_concern`: missing",
            "probabilities",
        ),
        (&["--data", &rows, "--predictions", data("absent.csv")], "absent.csv: ", "no file"),
        (
            &["--data", &rows, "--folds", "2", "--slices", "weather"],
            "rows.csv:1: column `weather`: missing; the columns are id, text",
            "no column",
        ),
        (
            &["--data", &rows, "--folds", "2", "--prior", "news"],
            "evaluation: no row is `concern`; expected some, or a share of 0",
            "a prior of a label without rows",
        ),
    ];
    for (arguments, expected, reason) in cases {
        let ended = run("evaluate", &[&["stance"], arguments].concat());
        assert_eq!((ended.status, ended.out.as_str()), (1, ""), "{reason}: {arguments:?}");
        assert!(ended.err.starts_with("error: ") && ended.err.contains(expected), "{reason}: {}", ended.err);
    }
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let cases: [(&[&str], &str); 11] = [
        (&["cards", "--data", "a"], "`cards` takes no --data"),
        (&["cards", "--outside", "stance=a"], "--outside stance=a: expected a task"),
        (&["stance", "--data", "a", "--outside", "stance:b=c"], "--outside is for cards only"),
        (&["stance", "--data", "a", "--model", "b", "--predictions", "c"], "exclude each other"),
        (&["stance", "--data", "a", "--model", "b", "--curve"], "--curve is for evaluation by folds"),
        (&["stance", "--data", "a", "--training", "b"], "--training is for evaluation with --model"),
        (&["claims", "--data", "a", "--curve"], "are for rows"),
        (&["compare", "stance", "--data", "a", "lexicon"], "expected two things to compare"),
        (&["compare", "claims", "--data", "a", "b", "c"], "expected stance or role behind it"),
        (&["compare", "stance", "--data", "a", "b", "c", "--curve"], "compare takes"),
        (&["stance", "--data", "a", "--prior", "x"], "--prior x: expected news, or a number a label"),
    ];
    for (arguments, expected) in cases {
        let ended = run("evaluate", arguments);
        assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn articles_marked_with_brat_are_gold() {
    let folder = Folder::new("brat");
    let text = "“We never met them,” said Ana Ferro, the harbour minister.";
    folder.file("a.txt", text);
    folder.file("a.ann", "T1\tContent 1 19\tWe never met them,\nT2\tCue 21 25\tsaid\nT3\tSource 26 35\tAna Ferro\nE1\tCue:T2 Source:T3 Content:T1\n");
    let ended = run("evaluate", &["speaker", "--data", &folder.path("")]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("1 articles, 1 claims, 1 found, 1 of them right"), "{}", ended.out);
    assert!(ended.out.contains("claim and speaker               1.000"), "{}", ended.out);
    folder.file("b.ann", "T1\tContent 0 90\tWe never\n");
    folder.file("b.txt", text);
    let ended = run("evaluate", &["claims", "--data", &folder.path("")]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("b.ann:1: 0 to 90; expected a span of the"), "{}", ended.err);
}
