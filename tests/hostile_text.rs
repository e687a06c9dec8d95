//! Text that was made to break a reader, or looks so: every offset lies inside, on the edge of a
//! character, and a second look finds the same.
#![cfg(feature = "pretrained")]

use std::ops::Range;

use sayso::Analyzer;
use sayso::stance::StanceClassifier;
use sayso::text::{Document, Span};

const CLAIM: &str = "“We never met them,” said Ana Ferro. She warned that the pier was unsafe. ";
const MEGABYTE: usize = 1 << 20;

#[test]
fn hostile_text_is_read_with_offsets_that_hold() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("Ferro said {}it rained{}.", open.repeat(depth), close.repeat(depth))
    };
    let every_scalar: String =
        (0..=0x3_ffff_u32).step_by(7).filter_map(char::from_u32).chain("\u{10ffff}".chars()).collect();
    let cases: [(&str, String); 22] = [
        ("nothing", String::new()),
        ("NULs between the words", CLAIM.replace(' ', "\0")),
        ("NULs in the words", CLAIM.chars().flat_map(|c| [c, '\0']).collect()),
        ("a combining mark behind every letter", CLAIM.chars().flat_map(|c| [c, '\u{301}']).collect()),
        ("10,000 combining marks on one letter", format!("Ferro said e{}.", "\u{301}".repeat(10_000))),
        ("text from right to left", "„שלום“ אמרה אנה. «السلام» قال علي. Ferro said “שלום”.".repeat(50)),
        ("marks that turn the direction", CLAIM.replace(' ', "\u{202e} \u{2066}")),
        ("marks of no width", CLAIM.chars().flat_map(|c| [c, '\u{200b}', '\u{feff}']).collect()),
        ("joined emoji", "“👨‍👩‍👧‍👦🏽” said 🦉. Ferro warned 🇳🇴🇳🇴. ".repeat(100)),
        ("letters that change length when folded", "İSTANBUL SAID ẞ ﬁ Ǆ ŉ. “İİİ,” said İ. ".repeat(100)),
        ("scripts without blanks", "東京は危ないと田中さんは言った。「危ない」と述べた。".repeat(200)),
        ("every 7th character there is", every_scalar),
        ("a megabyte without a blank", "a".repeat(MEGABYTE)),
        ("a megabyte of letters of three bytes", "東".repeat(MEGABYTE / 3)),
        ("100,000 straight quotation marks", "\"".repeat(100_000)),
        ("100,000 opening marks", "“".repeat(100_000)),
        ("100,000 closing marks", "”".repeat(100_000)),
        ("100,000 single marks and blanks", "' ‘ ’ ".repeat(33_334)),
        ("quotations 20,000 deep", nested("“‘", "’”", 10_000)),
        ("brackets 50,000 deep", nested("(", ")", 50_000)),
        ("20,000 clauses in one sentence", format!("Ferro said {}.", "that he said ".repeat(20_000))),
        ("100,000 paragraphs", "\n\n.".repeat(100_000)),
    ];
    let (analyzer, stance) = (Analyzer::pretrained(), StanceClassifier::pretrained());
    for (reason, text) in cases {
        assert_parts_fit(&text, reason);
        let analysis = analyzer.analyze(&text);
        let mut end = 0;
        for claim in analysis.claims() {
            let speaker = claim.speaker();
            let named = speaker.and_then(|s| s.mention()).into_iter().chain(speaker.and_then(|s| s.title()));
            let spans = claim.content().iter().copied().chain(claim.cue()).chain(named);
            for span in spans {
                assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{reason}: {span:?}");
            }
            end = end.max(claim.content()[0].end());
        }
        assert!(end <= text.len(), "{reason}");
        assert_eq!(analyzer.analyze(&text), analysis, "{reason}: the same again");
        let sum: f64 = stance.classify(&text).probabilities.iter().sum();
        assert!((sum - 1.0).abs() < 1e-9, "{reason}");
    }
}

/// Tokens, sentences, paragraphs and quotations stand in order, inside the text and whole.
fn assert_parts_fit(text: &str, reason: &str) {
    let doc = Document::new(text);
    let mut at = 0;
    for token in doc.tokens() {
        assert!(token.span.start() >= at && !token.span.is_empty(), "{reason}: {:?}", token.span);
        assert!(text.get(token.span.range()).is_some(), "{reason}: {:?}", token.span);
        at = token.span.end();
    }
    for parts in [doc.sentences(), doc.paragraphs()] {
        let follows = |pair: &[Range<usize>]| pair[0].end <= pair[1].start;
        assert!(parts.windows(2).all(follows), "{reason}");
        assert!(parts.iter().all(|p| p.start < p.end && p.end <= doc.tokens().len()), "{reason}");
    }
    let fits = |span: Span| text.get(span.range()).is_some();
    for quote in doc.quotes() {
        assert!(fits(quote.outer) && fits(quote.inner) && quote.outer.contains(quote.inner), "{reason}");
    }
}
