//! Long runs of `analyze`: bad inputs are passed over and listed, a run that was stopped is gone on with,
//! and the file of results is there whole or not at all.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

mod programs;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use programs::{Ended, Folder, program, run};

const CLAIM: &str = "“We never met them,” said Ana Ferro, the harbour minister.";

fn line(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({"id": id, "text": text}))
}

/// Articles with their number in them.
fn articles(count: usize) -> String {
    let article = |n: usize| line(&format!("a{n}"), &format!("{CLAIM} It was day {n}.\n\n").repeat(3));
    (0..count).map(article).collect()
}

fn resumable(file: &str, out: &str, more: &[&str]) -> Ended {
    let mut arguments = vec!["--format", "jsonl", "--threads", "1", "--out", out, file];
    arguments.extend(more);
    run("analyze", &arguments)
}

#[test]
fn bad_inputs_are_passed_over_and_listed_at_the_end() {
    let folder = Folder::new("listed");
    let good = folder.file("a.txt", CLAIM);
    let broken = folder.file("b.txt", b"It said \xff.");
    let lines = folder.file("c.jsonl", format!("{}oops\n{}", line("one", CLAIM), line("two", CLAIM)));
    let absent = folder.path("d.txt");
    let ended = run("analyze", &["--format", "jsonl", &good, &broken, &lines, &absent]);
    assert_eq!(ended.status, 1);
    assert_eq!(ended.out.lines().count(), 3, "the rest is analysed: {}", ended.out);
    let said: Vec<&str> = ended.err.lines().collect();
    assert_eq!(said.len(), 4, "{}", ended.err);
    assert_eq!(said[0], format!("error: {broken}: byte 8: the text is not valid UTF-8"));
    assert!(said[1].starts_with(&format!("error: {lines}:2: no JSON")), "{}", said[1]);
    assert!(said[2].starts_with(&format!("error: {absent}: ")), "{}", said[2]);
    assert_eq!(said[3], "3 of 6 inputs could not be used");
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = Folder::new("folders");
    fs::create_dir_all(folder.path("b/empty")).unwrap();
    for name in ["c.txt", "a.txt", "b/z.txt", "b/note.md", "b/.hidden.txt"] {
        folder.file(name, CLAIM);
    }
    folder.file("b/y.jsonl", line("y1", CLAIM));
    let ended = run("analyze", &[&folder.path("")]);
    let heads: Vec<&str> = ended.out.lines().filter(|line| line.ends_with(": 1 claim")).collect();
    let names: Vec<&str> = heads.iter().filter_map(|head| head.rsplit('/').next()).collect();
    assert_eq!(names, ["a.txt: 1 claim", "y1: 1 claim", "z.txt: 1 claim", "c.txt: 1 claim"]);
    let expected = "no .txt or .jsonl file in this folder\n1 of 5 inputs could not be used\n";
    assert!(ended.status == 1 && ended.err.ends_with(expected), "{}", ended.err);
}

#[test]
fn a_killed_run_is_gone_on_with_and_gives_the_same_bytes() {
    let folder = Folder::new("killed");
    // Some batches, so that the first is on the disk while others are at work.
    let file = folder.file("articles.jsonl", articles(3000));
    let (whole, out) = (folder.path("whole.jsonl"), folder.path("out.jsonl"));
    assert_eq!(resumable(&file, &whole, &[]).status, 0);
    fs::write(&out, "the old results\n").unwrap();

    let part = folder.path("out.jsonl.part");
    let mut child = Command::new(program("analyze"))
        .args(["--format", "jsonl", "--threads", "1", "--out", &out, &file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // As soon as some of it is there; were the whole run over by then, the test would say so below.
    while fs::metadata(&part).map_or(0, |data| data.len()) == 0 && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read(&out).unwrap(), b"the old results\n", "the old file stands");
    assert!(fs::metadata(&part).unwrap().len() < fs::metadata(&whole).unwrap().len());

    let refused = resumable(&file, &out, &[]);
    assert!(refused.status == 1 && refused.err.contains("--resume goes on with it"), "{}", refused.err);
    assert_eq!(resumable(&file, &out, &["--resume"]).status, 0);
    assert!(fs::read(&out).unwrap() == fs::read(&whole).unwrap(), "the same bytes as without a stop");
    assert_eq!(folder.names(), ["articles.jsonl", "out.jsonl", "whole.jsonl"], "nothing else is left");
}

/// Cut at every kind of place: between lines, in a line, in a letter, and with zeros where the disk never
/// got the bytes.
#[test]
fn a_torn_last_line_is_written_anew() {
    let folder = Folder::new("torn");
    let file = folder.file("articles.jsonl", articles(6).replace("Ana", "Åsa"));
    let out = folder.path("out.jsonl");
    assert_eq!(resumable(&file, &out, &[]).status, 0);
    let whole = fs::read(&out).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').map(|at| at + 1).collect();
    let in_letter = whole.iter().rposition(|&byte| byte == 0xc3).unwrap() + 1;
    let zeros = [&whole[..ends[2]], &[0; 4096]].concat();
    let parts: [(&[u8], &str); 7] = [
        (b"", "nothing yet"),
        (&whole[..20], "in the first line"),
        (&whole[..ends[1]], "between lines"),
        (&whole[..ends[3] - 1], "before a line end"),
        (&whole[..in_letter], "in a letter"),
        (&zeros, "zeros behind the third line"),
        (&whole, "all of it"),
    ];
    for (part, reason) in parts {
        folder.file("out.jsonl.part", part);
        let ended = resumable(&file, &out, &["--resume"]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{reason}");
        assert!(fs::read(&out).unwrap() == whole, "{reason}");
    }
}

#[test]
fn resuming_adds_what_was_bad_and_keeps_what_was_finished() {
    let folder = Folder::new("mended");
    let out = folder.path("out.jsonl");
    let bad = format!("{}oops\n{}", line("one", CLAIM), line("three", CLAIM));
    let file = folder.file("articles.jsonl", bad);
    assert_eq!(resumable(&file, &out, &[]).status, 1);
    let before = fs::read_to_string(&out).unwrap();
    folder.file(
        "articles.jsonl",
        articles(1).replace("a0", "two") + &line("one", CLAIM) + &line("three", CLAIM),
    );
    assert_eq!(resumable(&file, &out, &["--resume"]).status, 0);
    let after = fs::read_to_string(&out).unwrap();
    assert!(after.starts_with(&before), "what was finished stays");
    assert!(after[before.len()..].starts_with("{\"id\":\"two\","), "what was missing is added");
}

#[test]
fn results_of_other_options_or_texts_are_not_gone_on_with() {
    let folder = Folder::new("mixed");
    let file = folder.file("articles.jsonl", articles(3));
    let out = folder.path("out.jsonl");
    assert_eq!(resumable(&file, &out, &[]).status, 0);
    let before = fs::read(&out).unwrap();
    let other = folder.file("other.jsonl", articles(3).replace("day 0", "day nought"));
    for (input, more) in
        [(&file, ["--resume", "--offsets", "chars"]), (&other, ["--resume", "--threads", "2"])]
    {
        let ended = resumable(input, &out, &more);
        let expected = "out.jsonl.part: the article `a0` gives another line now than stands here";
        assert!(ended.status == 1 && ended.err.contains(expected), "{}", ended.err);
        assert_eq!(fs::read(&out).unwrap(), before, "the finished file stands");
        fs::remove_file(folder.path("out.jsonl.part")).unwrap();
    }
}

#[test]
fn an_id_that_comes_twice_is_told() {
    let folder = Folder::new("twice");
    let file = folder.file("articles.jsonl", line("a", CLAIM) + &line("b", CLAIM) + &line("a", CLAIM));
    let ended = run("analyze", &["--format", "jsonl", &file]);
    assert_eq!(ended.out.lines().count(), 3, "to a stream it is written all the same");
    assert_eq!((ended.status, ended.err), (0, format!("warning: {file}:3: the id `a` was given before\n")));

    let out = folder.path("out.jsonl");
    let ended = resumable(&file, &out, &[]);
    assert_eq!(
        fs::read_to_string(&out).unwrap().lines().count(),
        2,
        "a file that is gone by ids has each once"
    );
    let expected = format!(
        "error: {file}:3: the id `a` was given before; expected each once, since --resume goes by them\n\
         1 of 3 inputs could not be used\n"
    );
    assert_eq!((ended.status, ended.err), (1, expected));
}

#[test]
fn every_format_can_go_to_a_file() {
    let folder = Folder::new("to-file");
    let article = folder.file("article.txt", CLAIM);
    for format in ["text", "jsonl", "csv", "html"] {
        let out = folder.path(format);
        let ended = run("analyze", &["--format", format, "--out", &out, &article]);
        assert_eq!((ended.status, ended.out.as_str(), ended.err.as_str()), (0, "", ""), "{format}");
        let piped = run("analyze", &["--format", format, &article]).out;
        assert_eq!(fs::read_to_string(&out).unwrap(), piped, "{format}");
        let ended = run("analyze", &["--format", format, "--out", &folder.path(""), &article]);
        assert!(ended.status == 1 && ended.err.contains("is a directory"), "{format}: {}", ended.err);
    }
    assert_eq!(folder.names(), ["article.txt", "csv", "html", "jsonl", "text"]);
}

#[test]
fn an_article_that_passes_a_limit_is_cut_in_sight() {
    let folder = Folder::new("cut");
    let file = folder.file("two.txt", format!("{CLAIM}\n\n{CLAIM}\n"));
    let cut = CLAIM.len() + 2;
    let ended = run("analyze", &["--format", "jsonl", "--max-bytes", "100", &file]);
    assert!(ended.out.ends_with(&format!("}}],\"cut\":{cut}}}\n")), "{}", ended.out);
    let length = 2 * CLAIM.len() + 3;
    let expected = format!(
        "error: {file}: cut at byte {cut} of {length}: longer than --max-bytes, or more than --max-claims\n\
         1 of 1 inputs were cut\n"
    );
    assert_eq!((ended.status, ended.err), (1, expected));
    let ended = run("analyze", &["--max-claims", "1", &file]);
    assert!(ended.out.contains("two.txt: 1 claim, cut at byte "), "{}", ended.out);
}
