//! Results and models cross threads, and many threads share one model without waiting for each other.
#![cfg(feature = "pretrained")]

use sayso::learn::{LinearModel, ModelHeader, TrainedModel};
use sayso::output::Analyzed;
use sayso::speaker::RoleClassifier;
use sayso::stance::{Classifier, Explanation, LexiconClassifier, StanceClassifier, Stems};
use sayso::text::Document;
use sayso::{Analysis, AnalyzedClaim, Analyzer, Error, Models, Speaker, Worker, claims::ClaimFinder};

/// Compiles for types only that may be sent to other threads and used by several at once.
const fn crosses<T: Send + Sync>() {}

const _: () = {
    crosses::<Analyzer>();
    crosses::<Models>();
    crosses::<Worker>();
    crosses::<ClaimFinder>();
    crosses::<StanceClassifier>();
    crosses::<Classifier<String>>();
    crosses::<RoleClassifier>();
    crosses::<LexiconClassifier>();
    crosses::<TrainedModel>();
    crosses::<ModelHeader>();
    crosses::<LinearModel>();
    crosses::<Analysis>();
    crosses::<AnalyzedClaim>();
    crosses::<Analyzed<'_>>();
    crosses::<Speaker>();
    crosses::<Explanation>();
    crosses::<Document<'_>>();
    crosses::<Stems>();
    crosses::<Error>();
};

/// Threads that borrow one analyser, with nothing around it, find what one thread finds.
#[test]
fn one_analyser_serves_many_threads_at_once() {
    let article = include_str!("../examples/article.txt");
    let articles: Vec<&str> = article.split("\n\n").chain([article]).collect();
    let (analyzer, stance) = (Analyzer::pretrained(), StanceClassifier::pretrained());
    let read = |article: &&str| (analyzer.analyze(article), stance.classify(article));
    let expected: Vec<_> = articles.iter().map(read).collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|first| {
                let (articles, read) = (&articles, &read);
                // Each begins at another article, so that different ones are read at the same time.
                scope.spawn(move || {
                    let turn = |n: usize| (n + first) % articles.len();
                    (0..articles.len()).map(|n| (turn(n), read(&articles[turn(n)]))).collect::<Vec<_>>()
                })
            })
            .collect();
        for thread in threads {
            let found = thread.join();
            assert!(found.is_ok_and(|found| found.iter().all(|(n, found)| *found == expected[*n])));
        }
    });
}

#[test]
fn a_clone_shares_the_weights() {
    let classifier = StanceClassifier::pretrained();
    let (one, other) = (classifier.model(), StanceClassifier::pretrained());
    assert!(std::ptr::eq(one, other.model()), "read once, however often it is asked for");
    assert!(std::ptr::eq(one, classifier.clone().model()), "a clone copies no weights");
}
