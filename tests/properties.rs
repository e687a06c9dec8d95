//! What must hold for any text whatever.

#![cfg(feature = "pretrained")]

use proptest::prelude::*;
use sayso::Analyzer;

/// Pieces that texts are put together from: marks, cues, names, scripts, odd characters.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\"".to_owned()),
        Just("\u{201c}".to_owned()),
        Just("\u{201d}".to_owned()),
        Just("'".to_owned()),
        Just("''".to_owned()),
        Just(", ".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just(": ".to_owned()),
        Just(" \u{2014} ".to_owned()),
        Just("( ".to_owned()),
        Just(" said ".to_owned()),
        Just(" that ".to_owned()),
        Just(" according to ".to_owned()),
        Just("Mr. Lind".to_owned()),
        Just(" the minister ".to_owned()),
        Just(" who ".to_owned()),
        Just(" denied ".to_owned()),
        Just(" she ".to_owned()),
        Just(" as ".to_owned()),
        Just(" put it ".to_owned()),
        Just("When ".to_owned()),
        Just(" \u{ab}".to_owned()),
        Just("\u{2018}".to_owned()),
        Just("\u{2019}".to_owned()),
        Just(" calling it ".to_owned()),
        Just("LIND: ".to_owned()),
        Just(" (@lind)".to_owned()),
        Just("\u{5e9}\u{5dc}\u{5d5}\u{5dd} ".to_owned()),
        Just("\u{6771}\u{4eac}".to_owned()),
        Just("\u{1f600}".to_owned()),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_inside_in_order_and_never_overlap(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let analysis = Analyzer::pretrained().analyze(&text);
        for claim in analysis.claims() {
            let spans = claim.content();
            prop_assert!(!spans.is_empty());
            for span in spans.iter().copied().chain(claim.cue()).chain(claim.speaker().and_then(|s| s.mention())) {
                prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()), "{span:?} of {text:?}");
            }
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start(), "{spans:?} of {text:?}");
            }
            let p = claim.probabilities();
            let sum = p.concern + p.denial + p.warning + p.other;
            prop_assert!((sum - 1.0).abs() < 1e-9, "{p:?}");
        }
    }

    #[test]
    fn contents_of_claims_stand_in_order_and_apart(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let analysis = Analyzer::pretrained().analyze(&text);
        let starts: Vec<usize> = analysis.claims().iter().map(|c| c.content()[0].start()).collect();
        prop_assert!(starts.is_sorted(), "{starts:?} of {text:?}");
        let mut spans: Vec<_> = analysis.claims().iter().flat_map(|c| c.content().iter().copied()).collect();
        spans.sort();
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start(), "{spans:?} of {text:?}");
        }
    }

    #[test]
    fn a_text_cut_at_its_claims_and_joined_again_is_the_text(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let analysis = Analyzer::pretrained().analyze(&text);
        let mut spans: Vec<_> = analysis.claims().iter().flat_map(|c| c.content().iter().copied()).collect();
        spans.sort();
        let (mut joined, mut at) = (String::new(), 0);
        for span in spans {
            joined.push_str(&text[at..span.start()]);
            joined.push_str(span.of(&text));
            at = span.end();
        }
        joined.push_str(&text[at..]);
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn any_prefix_is_read(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let analyzer = Analyzer::pretrained();
        for (end, _) in text.char_indices() {
            analyzer.analyze(&text[..end]);
        }
    }

    #[test]
    fn one_thread_finds_what_many_find(pieces in prop::collection::vec(piece(), 0..30)) {
        let text = pieces.concat();
        let articles = [text.as_str(), "Lind said the pier was unsafe.", text.as_str()];
        let analyzer = Analyzer::pretrained();
        prop_assert_eq!(analyzer.analyze_all(&articles, 1), analyzer.analyze_all(&articles, 2));
    }
}

#[test]
fn any_prefix_of_an_article_is_read() {
    let text = include_str!("../examples/article.txt");
    let analyzer = Analyzer::pretrained();
    for (end, _) in text.char_indices() {
        analyzer.analyze(&text[..end]);
    }
}

#[test]
fn models_from_files_do_what_the_built_in_ones_do() -> Result<(), sayso::Error> {
    let load = |task: &str| {
        sayso::learn::TrainedModel::load(format!("{}/models/{task}.sayso", env!("CARGO_MANIFEST_DIR")))
    };
    let models = sayso::Models {
        claims: load("claims")?,
        speaker: load("speaker")?,
        role: load("role")?,
        stance: load("stance")?,
    };
    let article = include_str!("../examples/article.txt");
    assert_eq!(sayso::Analyzer::new(models)?.analyze(article), Analyzer::pretrained().analyze(article));
    assert!(Analyzer::pretrained().with_model(load("role")?).is_ok());
    Ok(())
}
