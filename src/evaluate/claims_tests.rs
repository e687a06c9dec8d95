//! Tests of claim counts: what matches what, and whose speaker is right.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

const TEXT: &str = "“The bridge is shut and will stay shut,” said engineer Ida Moll. She added \
    that the old “ferry” runs. Tor Moll doubts it, according to a leaflet.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn claim(content: &[&str], speaker: Option<&str>) -> ScoredClaim {
    ScoredClaim { content: content.iter().map(|words| span(words)).collect(), speaker: speaker.map(span) }
}

fn counts(predicted: &[ScoredClaim]) -> ClaimCounts {
    let gold = [
        claim(&["The bridge is shut and will stay shut,"], Some("engineer Ida Moll")),
        claim(&["the old “ferry” runs"], Some("She")),
        claim(&["it, acc"], None),
    ];
    let quotations = [span("The bridge is shut and will stay shut,"), span("ferry")];
    ClaimCounts::of(&ScoredArticle { text: TEXT, quotations: &quotations, gold: &gold, predicted })
}

#[test]
fn claims_match_by_half_of_their_words() {
    let cases: [(&[ScoredClaim], u64, &str); 7] = [
        (&[], 0, "nothing found"),
        (&[claim(&["is shut and will"], None)], 1, "four of eight words"),
        (&[claim(&["is shut and"], None)], 0, "three of eight"),
        (&[claim(&["“The bridge is", "and will stay shut,”"], None)], 1, "in pieces, with marks"),
        (
            &[claim(&["is shut and will"], None), claim(&["bridge is shut and will stay"], None)],
            1,
            "one gold claim is found once",
        ),
        (&[claim(&["the old “ferry” runs. Tor Moll doubts it"], None)], 1, "four of eight"),
        (&[claim(&["”"], None)], 0, "no word at all"),
    ];
    for (predicted, expected, reason) in cases {
        assert_eq!(counts(predicted).matched, expected, "{reason}");
    }
}

#[test]
fn the_closest_pair_is_taken_first() {
    // The second is the better match, so its speaker is the one that is judged.
    let found = counts(&[
        claim(&["is shut and will"], Some("She")),
        claim(&["bridge is shut and will stay shut"], Some("Ida Moll")),
    ]);
    assert_eq!((found.matched, found.answered, found.overlapping_speaker), (1, 1, 1));
}

#[test]
fn kinds_are_told_by_quotation_marks() {
    let found = counts(&[claim(&["the old “ferry” runs"], None)]);
    let kind = |gold, matched| KindCounts { gold, matched };
    assert_eq!(found.direct, kind(1, 0));
    assert_eq!(found.mixed, kind(1, 1), "one word of four between quotation marks");
    assert_eq!(found.indirect, kind(1, 0));
}

#[test]
fn speakers_of_matched_claims() {
    let content = ["The bridge is shut and will stay shut"];
    let cases = [
        (Some("engineer Ida Moll"), (1, 1, 1), "the same words"),
        (Some("engineer Ida Moll."), (1, 1, 1), "the full stop is no word"),
        (Some("Ida"), (1, 0, 1), "a word in common"),
        (Some("Tor Moll"), (1, 0, 1), "the same last name elsewhere"),
        (Some("She"), (1, 0, 0), "somebody else"),
        (None, (0, 0, 0), "no answer"),
    ];
    for (speaker, expected, reason) in cases {
        let found = counts(&[claim(&content, speaker)]);
        let speakers = (found.answered, found.same_speaker, found.overlapping_speaker);
        assert_eq!(speakers, expected, "{reason}");
        assert_eq!(found.matched_with_speaker, 1, "{reason}");
    }
}

#[test]
fn a_gold_claim_without_speaker_is_no_question() {
    let found = counts(&[
        claim(&["it, acc"], Some("Tor Moll")),
        claim(&["added"], Some("She")),
        claim(&["the old “ferry” runs"], Some("She")),
    ]);
    assert_eq!((found.gold, found.gold_with_speaker), (3, 2));
    assert_eq!((found.matched, found.matched_with_speaker), (2, 1));
    assert_eq!((found.predicted, found.predicted_for_speaker), (3, 2));
}

#[test]
fn words_count_once_and_articles_add_up() {
    let one = counts(&[claim(&["bridge is"], None), claim(&["is shut"], None)]);
    // Gold: eight words, four, and `it` with `according`; predicted: `bridge is shut`.
    assert_eq!((one.gold_words, one.predicted_words, one.shared_words), (14, 3, 3));
    let mut two = one;
    two += one;
    assert_eq!((two.gold_words, two.gold, two.direct.gold), (28, 6, 2));
}
