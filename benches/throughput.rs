//! Bytes a second of the floors, the classifier, the analyser and the loading of models.
//!
//! `cargo bench --bench throughput` runs all; a name behind `--` runs those that have it in theirs.
//! Figures of one run can be compared with each other, those of two runs on a shared machine cannot:
//! `cargo bench --bench ratios` prints ratios.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod shared;

use divan::Bencher;
use divan::counter::BytesCount;
use sayso::Analyzer;
use sayso::learn::TrainedModel;
use sayso::stance::{ClaimView, Prior, StanceClassifier, Stems};
use sayso::text::Document;
use shared::floor::{self, Scratch, Weights};
use shared::news;

const TEXT: usize = 1 << 20;

fn main() {
    divan::main();
}

fn size(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

mod floors {
    use super::*;

    #[divan::bench]
    fn tokens(bencher: Bencher) {
        let (texts, mut scratch) = (news::sentences(TEXT), Scratch::default());
        bencher.counter(size(&texts)).bench_local(|| floor::tokens(&texts, &mut scratch));
    }

    #[divan::bench]
    fn stems(bencher: Bencher) {
        let (texts, mut scratch) = (news::sentences(TEXT), Scratch::default());
        bencher.counter(size(&texts)).bench_local(|| floor::stems(&texts, &mut scratch));
    }

    #[divan::bench]
    fn scores(bencher: Bencher) {
        let (texts, mut scratch) = (news::sentences(TEXT), Scratch::default());
        let weights = Weights::of(StanceClassifier::pretrained().model());
        bencher.counter(size(&texts)).bench_local(|| floor::scores(&texts, &weights, &mut scratch));
    }
}

mod text {
    use super::*;

    /// Tokens, sentences, paragraphs and quotations.
    #[divan::bench]
    fn documents(bencher: Bencher) {
        let texts = news::articles(TEXT);
        bencher
            .counter(size(&texts))
            .bench_local(|| texts.iter().map(|text| Document::new(text).tokens().len()).sum::<usize>());
    }
}

mod stance {
    use super::*;

    /// Sentences that count as one claim each.
    #[divan::bench]
    fn whole_sentences(bencher: Bencher) {
        let (texts, mut stems) = (news::sentences(TEXT), Stems::new());
        let classifier = StanceClassifier::pretrained();
        bencher.counter(size(&texts)).bench_local(|| {
            for text in &texts {
                let doc = Document::new(text);
                let view = ClaimView::whole(&doc);
                divan::black_box(classifier.classify_view(&view, &Prior::Training, &mut stems));
            }
        });
    }

    /// Sentences whose claims are found first.
    #[divan::bench]
    fn sentences(bencher: Bencher) {
        let texts = news::sentences(TEXT / 4);
        let classifier = StanceClassifier::pretrained();
        bencher.counter(size(&texts)).bench_local(|| {
            for text in &texts {
                divan::black_box(classifier.classify(text));
            }
        });
    }
}

mod analyzer {
    use super::*;

    #[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000])]
    fn one_article(bencher: Bencher, length: usize) {
        let (text, analyzer) = (news::article(length), Analyzer::pretrained());
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| analyzer.analyze(&text));
    }

    #[divan::bench(args = [1, 2])]
    fn batch(bencher: Bencher, threads: usize) {
        let (texts, analyzer) = (news::articles(TEXT), Analyzer::pretrained());
        bencher
            .counter(size(&texts))
            .with_inputs(|| texts.clone())
            .bench_local_values(|texts| analyzer.analyze_batch(texts, threads).count());
    }
}

mod models {
    use super::*;

    const ALL: [&str; 4] = ["claims", "speaker", "role", "stance"];

    fn path(name: &str) -> String {
        format!("{}/models/{name}.sayso", env!("CARGO_MANIFEST_DIR"))
    }

    #[divan::bench(args = ALL)]
    fn from_memory(bencher: Bencher, name: &str) {
        let bytes = std::fs::read(path(name)).unwrap_or_default();
        bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| TrainedModel::from_bytes(&bytes));
    }

    #[divan::bench(args = ALL)]
    fn from_file(bencher: Bencher, name: &str) {
        bencher.bench_local(|| TrainedModel::load(path(name)));
    }
}
