//! What holds, and what does not, of two articles that are given as one text.
//!
//! `docs/robustness.md` says the same in words.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

use sayso::claims::ClaimKind;
use sayso::data::MarkedArticle;
use sayso::stance::Stance;
use sayso::{Analysis, AnalyzedClaim, Analyzer, StanceProbabilities};

/// Where a claim stands and how it is told, offsets from the start of its article.
type Place = (Vec<(usize, usize)>, Option<usize>, ClaimKind);

fn place(claim: &AnalyzedClaim, start: usize) -> Place {
    let pieces = claim.content().iter().map(|span| (span.start() - start, span.end() - start));
    (pieces.collect(), claim.cue().map(|cue| cue.start() - start), claim.kind())
}

/// The training articles that quote with double marks: whether single marks count is decided for the
/// whole text.
fn articles() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/training-data/articles");
    let texts = MarkedArticle::read_folder(folder).unwrap().into_iter().map(|article| article.text);
    texts.filter(|text| !text.contains(['‘', '\'', '`'])).collect()
}

#[test]
fn what_follows_an_article_changes_no_claim_and_no_stance_of_it() {
    type Found = (Place, Stance, StanceProbabilities);
    let found = |claims: &[AnalyzedClaim]| -> Vec<Found> {
        claims.iter().map(|claim| (place(claim, 0), claim.stance(), claim.probabilities())).collect()
    };
    let analyzer = Analyzer::pretrained();
    for pair in articles().windows(2) {
        let alone = analyzer.analyze(&pair[0]);
        let joined = analyzer.analyze(&format!("{}\n\n{}", pair[0], pair[1]));
        let first = &joined.claims()[..alone.claims().len()];
        assert_eq!(found(first), found(alone.claims()), "{}", pair[0]);
    }
}

/// The first paragraph of a text is read as a headline, which it is not behind another article.
#[test]
fn what_stands_before_an_article_changes_no_claim_behind_its_first_paragraph() {
    let analyzer = Analyzer::pretrained();
    for pair in articles().windows(2) {
        let start = pair[0].len() + 2;
        let body = pair[1].find("\n").unwrap_or(pair[1].len());
        let found = |analysis: &Analysis, start: usize| -> Vec<Place> {
            let later = analysis.claims().iter().filter(|claim| claim.content()[0].start() >= start + body);
            later.map(|claim| place(claim, start)).collect()
        };
        let joined = analyzer.analyze(&format!("{}\n\n{}", pair[0], pair[1]));
        assert_eq!(found(&joined, start), found(&analyzer.analyze(&pair[1]), 0), "{}", pair[1]);
    }
}

#[test]
fn articles_of_a_batch_know_nothing_of_each_other() {
    let analyzer = Analyzer::pretrained();
    let articles = articles();
    let alone: Vec<Analysis> = articles.iter().map(|article| analyzer.analyze(article)).collect();
    for threads in [1, 2, 5] {
        assert!(analyzer.analyze_all(&articles, threads) == alone, "{threads} threads");
    }
    let backwards: Vec<&String> = articles.iter().rev().collect();
    assert!(analyzer.analyze_all(&backwards, 2).iter().eq(alone.iter().rev()));
}
