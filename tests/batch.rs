//! Streams of articles: order, laziness, the same results on any number of threads, panics.
#![cfg(feature = "pretrained")]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::cell::Cell;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sayso::output::{Analyzed, Offsets, write_json_line};
use sayso::{Analysis, Analyzer};

/// The documented bounds of what is pulled ahead.
const AHEAD: usize = 64;
const AHEAD_BYTES: usize = 8 << 20;

/// An article of its own for each number, some long and some short.
fn article(number: usize) -> String {
    let mut text = String::new();
    for part in 0..number % 7 * number % 11 {
        writeln!(text, "\"Lock {number} is safe,\" said Ana Ferro. Jo Lind denied part {part}.\n").unwrap();
    }
    text
}

fn line(id: &str, text: &str, analysis: &Analysis) -> String {
    let mut bytes = Vec::new();
    write_json_line(&mut bytes, &Analyzed { id, text, analysis }, Offsets::Bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn any_number_of_threads_gives_the_bytes_of_one() {
    let analyzer = Analyzer::pretrained();
    let articles: Vec<String> = (0..300).map(article).collect();
    let expected: Vec<String> =
        articles.iter().map(|text| line("x", text, &analyzer.analyze(text))).collect();
    for threads in [0, 1, 2, 3, 8] {
        let streamed = analyzer.analyze_batch(articles.clone(), threads);
        let lines: Vec<String> = streamed.map(|(text, analysis)| line("x", &text, &analysis)).collect();
        assert_eq!(lines, expected, "a stream on {threads} threads");
        let analyses = analyzer.analyze_all(&articles, threads);
        let lines: Vec<String> = articles.iter().zip(&analyses).map(|(t, a)| line("x", t, a)).collect();
        assert_eq!(lines, expected, "a slice on {threads} threads");
    }
}

/// A worker that has seen many words and claims says of an article what one that has seen none says.
#[test]
fn what_a_worker_says_does_not_depend_on_what_it_saw_before() {
    let analyzer = Analyzer::pretrained();
    let articles: Vec<String> = (0..60).map(article).collect();
    let fresh: Vec<String> =
        articles.iter().map(|text| line("x", text, &analyzer.worker().analyze(text))).collect();
    let mut worker = analyzer.worker();
    for (text, expected) in articles.iter().zip(&fresh).rev().chain(articles.iter().zip(&fresh)) {
        assert_eq!(line("x", text, &worker.analyze(text)), *expected);
    }
}

#[test]
fn each_article_comes_back_with_its_claims_in_order() {
    let numbers = |n: usize| (n, format!("Ana Ferro said that pier {n} was safe."));
    struct Numbered((usize, String));
    impl AsRef<str> for Numbered {
        fn as_ref(&self) -> &str {
            &self.0.1
        }
    }
    let articles = (0..500).map(numbers).map(Numbered);
    let mut next = 0;
    for (Numbered((number, text)), analysis) in Analyzer::pretrained().analyze_batch(articles, 3) {
        assert_eq!(number, next);
        assert_eq!(analysis.claims()[0].content()[0].of(&text), format!("pier {number} was safe"));
        next += 1;
    }
    assert_eq!(next, 500);
}

#[test]
fn no_articles_give_nothing_and_the_end_is_the_end() {
    let analyzer = Analyzer::pretrained();
    for threads in [1, 4] {
        let mut none = analyzer.analyze_batch(Vec::<String>::new(), threads);
        assert!(none.next().is_none() && none.next().is_none());
        assert!(analyzer.analyze_all::<&str>(&[], threads).is_empty());
        let mut one = analyzer.analyze_batch([""], threads);
        assert_eq!(one.size_hint(), (1, Some(1)));
        assert!(one.next().is_some_and(|(text, found)| text.is_empty() && found.claims().is_empty()));
        assert!(one.next().is_none() && one.next().is_none());
    }
}

/// However slowly the results are taken, so that memory stays flat over an endless stream.
#[test]
fn articles_are_pulled_only_a_bounded_number_ahead() {
    let analyzer = Analyzer::pretrained();
    for (threads, most) in [(1, 1), (2, 2 * AHEAD), (3, 3 * AHEAD)] {
        // Without the feature there is one thread, whatever is asked for.
        let most = if cfg!(feature = "parallel") { most } else { 1 };
        let pulled = Cell::new(0);
        let endless = (0..).map(article).inspect(|_| pulled.set(pulled.get() + 1));
        let batch = analyzer.analyze_batch(endless, threads);
        assert_eq!(pulled.get(), 0, "nothing is pulled before it is asked for");
        for (given, _) in batch.take(1000).enumerate() {
            assert!(pulled.get() - given <= most, "{} pulled, {given} given", pulled.get());
        }
        assert!(pulled.get() < 1000 + most);
    }
}

#[test]
fn long_articles_are_pulled_only_while_few_bytes_are_in_flight() {
    let pulled = Cell::new(0);
    let long = " ".repeat(AHEAD_BYTES / 4 + 1);
    let endless = std::iter::repeat_with(|| long.clone()).inspect(|_| pulled.set(pulled.get() + 1));
    for (given, _) in Analyzer::pretrained().analyze_batch(endless, 2).take(20).enumerate() {
        assert!(pulled.get() - given <= 4, "{} pulled, {given} given", pulled.get());
    }
}

#[test]
fn a_stream_that_is_dropped_early_ends_its_threads() {
    let shared: Arc<str> = "Ana Ferro said the pier was safe.".into();
    let mut batch = Analyzer::pretrained().analyze_batch(std::iter::repeat(Arc::clone(&shared)), 4);
    assert!(batch.next().is_some());
    drop(batch);
    assert_eq!(Arc::strong_count(&shared), 1, "no thread holds an article any more");
}

/// Panics when it is read for the second time: the first is for its length.
struct Broken {
    is_broken: bool,
    reads: AtomicUsize,
}

impl AsRef<str> for Broken {
    fn as_ref(&self) -> &str {
        let read = self.reads.fetch_add(1, Ordering::Relaxed);
        assert!(!self.is_broken || read == 0, "no text");
        "Ana Ferro said the pier was safe."
    }
}

#[test]
fn a_panic_is_passed_on_in_its_place_and_hangs_nothing() {
    let articles = |n: usize| Broken { is_broken: n % 10 == 3, reads: AtomicUsize::new(0) };
    let analyzer = Analyzer::pretrained();
    for threads in [1, 4] {
        let mut batch = analyzer.analyze_batch((0..40).map(articles), threads);
        for number in 0..40 {
            let found =
                catch_unwind(AssertUnwindSafe(|| batch.next().map(|(_, found)| found.claims().len())));
            match found {
                Ok(found) => assert_eq!((found, number % 10 == 3), (Some(1), false), "article {number}"),
                Err(panic) => assert_eq!((panic.downcast_ref(), number % 10), (Some(&"no text"), 3)),
            }
        }
        assert!(batch.next().is_none());
        let all: Vec<Broken> = (0..40).map(articles).collect();
        assert!(catch_unwind(AssertUnwindSafe(|| analyzer.analyze_all(&all, threads))).is_err());
    }
}

#[test]
fn a_panic_of_the_iterator_is_passed_on_and_hangs_nothing() {
    let articles = (0..10).map(|n| if n < 5 { "Lind said no." } else { panic!("no more") });
    let batch = Analyzer::pretrained().analyze_batch(articles, 3);
    assert!(catch_unwind(AssertUnwindSafe(|| batch.count())).is_err());
}
