//! What bounds the cost of one article: limits that cut it in sight of the caller, and a stack that does
//! not grow with the text.
#![cfg(feature = "pretrained")]
#![allow(clippy::unwrap_used)]

use std::thread;

use sayso::output::{Analyzed, Offsets, write_json_line};
use sayso::{Analysis, Analyzer, Limits};

/// Three paragraphs of one claim each.
const ARTICLE: &str = "“We never met them,” said Ana Ferro, the harbour minister.\n\n\
    Bo Lind denied that the pier was unsafe.\n\n\
    The divers’ union warned that the gate could give way.\n";

fn limited(limits: Limits) -> Analyzer {
    Analyzer::pretrained().with_limits(limits)
}

fn contents<'t>(text: &'t str, analysis: &Analysis) -> Vec<&'t str> {
    analysis.claims().iter().flat_map(|claim| claim.content()).map(|span| span.of(text)).collect()
}

/// The contents found by going on behind each cut until nothing is left.
fn piece_by_piece<'t>(analyzer: &Analyzer, text: &'t str) -> Vec<Vec<&'t str>> {
    let (mut rest, mut found) = (text, Vec::new());
    loop {
        let analysis = analyzer.analyze(rest);
        found.push(contents(rest, &analysis));
        let Some(cut) = analysis.cut() else { return found };
        rest = &rest[cut..];
    }
}

#[test]
fn an_article_within_the_limits_is_not_cut() {
    let exact = Limits::default().bytes(ARTICLE.len()).claims(3);
    for analyzer in [Analyzer::pretrained(), limited(exact)] {
        let analysis = analyzer.analyze(ARTICLE);
        assert_eq!((analysis.claims().len(), analysis.cut()), (3, None));
        let mut line = Vec::new();
        let article = Analyzed { id: "a", text: ARTICLE, analysis: &analysis };
        write_json_line(&mut line, &article, Offsets::Bytes).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert!(!line.contains("\"cut\""), "the form of the line is the old one: {line}");
    }
}

#[test]
fn a_long_article_is_cut_in_sight_and_nothing_of_it_is_lost() {
    let whole: Vec<&str> = piece_by_piece(&Analyzer::pretrained(), ARTICLE).concat();
    let by_bytes = piece_by_piece(&limited(Limits::default().bytes(110)), ARTICLE);
    assert_eq!(by_bytes.concat(), whole);
    assert_eq!(by_bytes.len(), 2, "two paragraphs fit, then the third: {by_bytes:?}");

    let first = limited(Limits::default().bytes(110)).analyze(ARTICLE);
    let cut = first.cut().unwrap();
    let head = Analyzer::pretrained().analyze(&ARTICLE[..cut]);
    assert_eq!(first.claims(), head.claims(), "what is told is what the head alone says");
    assert!(ARTICLE[..cut].ends_with("\n\n"), "cut between paragraphs");
}

#[test]
fn too_many_claims_are_cut_before_the_first_that_is_left_out() {
    let whole = Analyzer::pretrained().analyze(ARTICLE);
    let some = limited(Limits::default().claims(2)).analyze(ARTICLE);
    assert_eq!(some.claims(), &whole.claims()[..2]);
    assert_eq!(some.cut(), Some(whole.claims()[2].content()[0].start()));
}

/// Nothing calls itself once a mark, bracket or clause more: a deep text takes no more stack than a flat one.
#[test]
fn deep_text_takes_no_deeper_stack() {
    let opening = "(\u{201c}\u{2018}[ said Lind that ";
    let deep = [
        opening.repeat(4_000),
        format!("{}{}", "\u{201c}he said ".repeat(4_000), "\u{201d} ".repeat(4_000)),
        "said that Lind said that ".repeat(4_000),
        "the son of ".repeat(8_000) + "Lind said it rained.",
        "Lind, who said that ".repeat(4_000),
        "\n\n\u{201c}It rained".repeat(4_000),
    ];
    let analyzer = Analyzer::pretrained();
    let read = move || deep.iter().map(|text| analyzer.analyze(text).claims().len()).sum::<usize>();
    let small = thread::Builder::new().stack_size(128 << 10).spawn(read).unwrap();
    assert!(small.join().unwrap() > 0);
}
