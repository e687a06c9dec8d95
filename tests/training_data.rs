//! The training data is what its README says: readable, without near-copies between groups.

#![cfg(feature = "train")]
#![allow(clippy::panic)]

use std::collections::HashMap;

use sayso::data::{MarkedArticle, ROLES, Requirement, STANCES, StanceRows};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn stance_rows() -> StanceRows {
    let requirement = Requirement { stance: true, role: true, stances: Some(&STANCES), roles: Some(&ROLES) };
    match StanceRows::read(format!("{ROOT}/training-data/stance.csv"), requirement) {
        Ok(rows) => rows,
        Err(error) => panic!("{error}"),
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('\u{2019}', "'")
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A run of six words that two groups share would let a fold learn the other's sentences.
#[test]
fn no_six_words_in_a_row_stand_in_two_groups() {
    let rows = stance_rows().rows;
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut shared = Vec::new();
    for row in &rows {
        for run in words(&row.text).windows(6) {
            let group = first.entry(run.join(" ")).or_insert(&row.group);
            if *group != row.group {
                shared.push(format!("{}: {} (also in {group})", row.id, run.join(" ")));
            }
        }
    }
    assert!(shared.is_empty(), "{} shared runs:\n{}", shared.len(), shared.join("\n"));
}

/// Siblings of one claim must differ too: no two passages share more than half of their words.
/// What stands before may be shared, as by two claims of one article.
#[test]
fn no_two_rows_are_near_copies() {
    let rows = stance_rows().rows;
    let mut by_group: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        by_group.entry(&row.group).or_default().push(i);
    }
    let mut near = Vec::new();
    for members in by_group.values() {
        for (k, &a) in members.iter().enumerate() {
            for &b in &members[k + 1..] {
                let passage = |row: usize| words(rows[row].passage.of(&rows[row].text));
                let (x, y) = (passage(a), passage(b));
                let runs = |w: &[String]| {
                    w.windows(3).map(|r| r.join(" ")).collect::<std::collections::BTreeSet<_>>()
                };
                let (x, y) = (runs(&x), runs(&y));
                let common = x.intersection(&y).count();
                if 2 * common > x.len().min(y.len()).max(4) {
                    near.push(format!("{} and {}", rows[a].id, rows[b].id));
                }
            }
        }
    }
    near.sort();
    assert!(near.is_empty(), "near-copies:\n{}", near.join("\n"));
}

#[test]
fn every_article_reads_and_writes_back_the_same() {
    let articles = match MarkedArticle::read_folder(format!("{ROOT}/training-data/articles")) {
        Ok(articles) => articles,
        Err(error) => panic!("{error}"),
    };
    assert!(articles.len() >= 200, "{} articles", articles.len());
    for article in &articles {
        let again = match MarkedArticle::parse(&article.id, &article.to_marked()) {
            Ok(again) => again,
            Err(error) => panic!("{error}"),
        };
        assert_eq!(&again, article, "{}", article.id);
    }
}
