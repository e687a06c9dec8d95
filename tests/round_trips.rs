//! What is written in a format is read back from it: for any text that a proptest puts together.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use sayso::data::{
    AnnotationTask, BratArticle, MarkedArticle, MarkedClaim, Requirement, STANCES, StanceRows, Table,
    from_label_studio, to_label_studio,
};
use sayso::learn::{FeatureNames, LinearModel, LinearModelParts, ModelHeader, TrainedModel};
use sayso::output::{Analyzed, CsvTable, Offsets, write_json_line};
use sayso::text::Span;
use sayso::{Analysis, Analyzer};
use serde_json::{Value, json};

const SPECIAL: [&str; 16] = [
    "\"",
    ",",
    "“Zoë”",
    "'",
    ";",
    "…",
    "|",
    "\\",
    "🦉",
    "e\u{301}",
    "\u{feff}",
    "<b>",
    "&",
    "שלום",
    "-",
    "=1+1",
];

/// Words with every character that means something to one of the formats.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(&SPECIAL[..]).prop_map(str::to_owned), "[a-zA-Zäß]{1,7}"]
}

/// Two or more words with blanks between them, some of which end lines.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((word(), prop::sample::select(&[" ", " ", " ", "\n", ", "][..])), 3..30)
        .prop_map(|words| {
            let text: String = words.into_iter().flat_map(|(word, blank)| [word, blank.to_owned()]).collect();
            text.trim().to_owned()
        })
        .prop_filter("two words", |text| text.split_whitespace().nth(1).is_some())
}

/// A text and the spans of some words of it: in order, apart, each up to three words of one line.
fn marked_text() -> impl Strategy<Value = (String, Vec<Span>)> {
    (text(), prop::collection::vec(1..4usize, 1..12)).prop_map(|(text, lengths)| {
        let words: Vec<Span> = text
            .split_whitespace()
            .map(|word| {
                let start = word.as_ptr().addr() - text.as_ptr().addr();
                Span::new(start, start + word.len())
            })
            .collect();
        let mut spans = Vec::new();
        let mut rest = words.as_slice();
        for length in lengths {
            let (head, tail) = rest.split_at(length.min(rest.len()));
            let (Some(first), Some(last)) = (head.first(), head.last()) else { break };
            let span = Span::new(first.start(), last.end());
            if !span.of(&text).contains('\n') {
                spans.push(span);
            }
            rest = tail;
        }
        if spans.is_empty() {
            spans.extend(words.first());
        }
        (text, spans)
    })
}

/// An article with claims in it.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => text().prop_map(|words| format!("“{words},” said Zoë Marr, the keeper. ")),
        2 => text().prop_map(|words| format!("Bo Lind warned that {words}.\n\n")),
        1 => text(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_json_line_holds_the_whole_analysis(text in article()) {
        let analysis = Analyzer::pretrained().analyze(&text);
        let mut line = Vec::new();
        let article = Analyzed { id: &text, text: &text, analysis: &analysis };
        write_json_line(&mut line, &article, Offsets::Bytes).unwrap();
        prop_assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        let read: Value = serde_json::from_slice(&line).unwrap();
        prop_assert_eq!(read, json!({"id": &text, "claims": by_hand(&analysis)}));
    }

    #[test]
    fn a_csv_row_holds_each_claim(text in article()) {
        let analysis = Analyzer::pretrained().analyze(&text);
        let mut written = Vec::new();
        let mut table = CsvTable::new(&mut written, Offsets::Bytes).unwrap();
        table.write(&Analyzed { id: &text, text: &text, analysis: &analysis }).unwrap();
        drop(table);
        let mut reader = csv::Reader::from_reader(written.as_slice());
        let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), analysis.claims().len());
        let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        for (row, claim) in rows.iter().zip(analysis.claims()) {
            let pieces: Vec<String> = claim.content().iter().map(|span| one_line(span.of(&text))).collect();
            prop_assert_eq!(&row["id"], &text);
            prop_assert_eq!(&row["content"], &pieces.join(" … "));
            prop_assert_eq!(&row["stance"], claim.stance().as_str());
            prop_assert_eq!(row["speaker"].as_str(), claim.speaker().map_or("", |s| s.name()));
            let start: usize = row["start"].parse().unwrap();
            prop_assert_eq!(start, claim.content()[0].start());
        }
    }

    #[test]
    fn rows_come_back_from_their_table(rows in prop::collection::vec((marked_text(), prop::sample::select(&STANCES[..])), 1..6)) {
        let header = ["stance", "text", "speaker", "content", "cue"];
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header).unwrap();
        for ((text, spans), stance) in &rows {
            let words = |n: usize| spans.get(n).map_or("", |span| span.of(text));
            writer.write_record([stance, text.as_str(), words(1), words(0), words(2)]).unwrap();
        }
        let table = Table::from_bytes("t.csv", &writer.into_inner().unwrap()).unwrap();
        let requirement = Requirement { stance: true, stances: Some(&STANCES), ..Requirement::default() };
        let read = StanceRows::from_table(&table, requirement).unwrap();
        prop_assert_eq!(read.rows.len(), rows.len());
        for (row, ((text, spans), stance)) in read.rows.iter().zip(&rows) {
            prop_assert_eq!((&row.text, row.stance.as_deref()), (text, Some(*stance)));
            let words = |n: usize| spans.get(n).map(|span| span.of(text));
            let content: Vec<&str> = row.content.iter().map(|span| span.of(text)).collect();
            prop_assert_eq!(content.join(" … "), words(0).unwrap());
            prop_assert_eq!(row.speaker.map(|span| span.of(text)), words(1));
            prop_assert_eq!(row.cue.map(|span| span.of(text)), words(2));
        }
    }

    #[test]
    fn a_marked_article_comes_back((text, spans) in marked_text(), anonymous: bool) {
        let claim = |(number, content): (u32, &Span)| MarkedClaim {
            number,
            content: vec![*content],
            cue: Vec::new(),
            speaker: Vec::new(),
            relay: Vec::new(),
            name: None,
            role: "unknown".into(),
            stance: "warning".into(),
            stance_also: Some("concern".into()),
            relay_name: None,
            anonymous,
        };
        let mut claims: Vec<MarkedClaim> = (1..).zip(&spans).map(claim).collect();
        // The last span is no claim but what the first is made with.
        if claims.len() > 1 && let Some(last) = claims.pop() {
            claims[0].cue = last.content;
        }
        let article = MarkedArticle { id: "a-1".into(), domain: "zoo".into(), text, claims };
        let written = article.to_marked();
        prop_assert_eq!(MarkedArticle::parse("a.txt", &written).unwrap(), article);
    }

    #[test]
    fn a_brat_file_gives_the_spans_that_were_written((text, spans) in marked_text()) {
        let characters = |byte: usize| text[..byte].chars().count();
        let mut marks = String::new();
        for (number, span) in spans.iter().enumerate() {
            let (start, end) = (characters(span.start()), characters(span.end()));
            marks.push_str(&format!("T{number}\tContent {start} {end}\t{}\n", span.of(&text)));
        }
        let article = BratArticle::parse("a.ann", "a", text.as_str(), &marks).unwrap();
        let found: Vec<Span> = article.claims.iter().flat_map(|claim| claim.content.clone()).collect();
        prop_assert_eq!(found, spans);
    }

    #[test]
    fn tasks_come_back_from_label_studio(tasks in prop::collection::vec(marked_text(), 1..5)) {
        let task = |(number, (text, spans)): (usize, &(String, Vec<Span>))| AnnotationTask {
            id: format!("{number}\"#"),
            text: text.clone(),
            content: spans.iter().copied().step_by(3).collect(),
            cue: spans.get(1).copied(),
            speaker: spans.get(2).copied(),
            stance: "denial".into(),
            probability: 1.0,
        };
        let tasks: Vec<AnnotationTask> = tasks.iter().enumerate().map(task).collect();
        let mut written: Value = serde_json::from_str(&to_label_studio(&tasks, "m").unwrap()).unwrap();
        for task in written.as_array_mut().unwrap() {
            task["annotations"] = task["predictions"].take();
        }
        let read = from_label_studio("l.json", &written.to_string(), &STANCES).unwrap();
        let read: Vec<AnnotationTask> = read.into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(read, tasks);
    }

    #[test]
    fn a_model_comes_back_from_its_bytes(
        features in prop::collection::btree_map("[ -~é🦉]{1,12}", prop::array::uniform2(-1e30f32..1e30), 0..40),
        intercepts in prop::array::uniform2(any::<f32>().prop_filter("finite", |value| value.is_finite())),
        task in ".{0,8}",
        parameters in prop::collection::btree_map(".{0,8}", ".{0,8}", 0..4),
    ) {
        let Ok(model) = LinearModel::new(LinearModelParts {
            labels: vec!["calm".into(), "stürm\"".into()],
            names: FeatureNames::new(features.keys()).unwrap(),
            weights: features.values().flatten().copied().collect(),
            intercepts: intercepts.to_vec(),
            shares: vec![0.25, 0.75],
            temperature: 1.5,
        }) else {
            // Two names may have one key: `a` and `a=`.
            return Ok(());
        };
        let header = ModelHeader { parameters, ..ModelHeader::new(task, &model) };
        let trained = TrainedModel { header, model };
        let bytes = trained.to_bytes().unwrap();
        let read = TrainedModel::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes().unwrap(), bytes);
        prop_assert_eq!(read, trained);
    }
}

/// The claims as JSON, put together from what the library says of them.
fn by_hand(analysis: &Analysis) -> Vec<Value> {
    let number = |value: f64| (value * 1e4).round() / 1e4;
    let span = |span: Span| json!([span.start(), span.end()]);
    let claim = |claim: &sayso::AnalyzedClaim| {
        let p = claim.probabilities();
        json!({
            "kind": claim.kind().as_str(),
            "content": claim.content().iter().map(|piece| span(*piece)).collect::<Vec<_>>(),
            "cue": claim.cue().map(span),
            "speaker": claim.speaker().map(|speaker| json!({
                "mention": speaker.mention().map(span),
                "name": speaker.name(),
                "role": speaker.role().to_string(),
                "probability": number(speaker.probability()),
                "anonymous": speaker.is_anonymous(),
                "id": speaker.id(),
                "role_probability": number(speaker.role_probability()),
                "title": speaker.title().map(span),
                "affiliation": speaker.affiliation().map(span),
            })),
            "relay": claim.relay(),
            "stance": claim.stance().as_str(),
            "probabilities": {
                "concern": number(p.concern), "denial": number(p.denial),
                "warning": number(p.warning), "other": number(p.other),
            },
        })
    };
    analysis.claims().iter().map(claim).collect()
}
