//! Quoted words that nobody is said to say, and those that somebody is.

use crate::check_all;

#[test]
fn quoted_words_without_attribution_are_no_claim() {
    check_all(&[
        ("The so-called \"quiet tram\" opened in May.", &[], "a scare quote"),
        ("The \u{2018}quiet tram\u{2019} opened in May.", &[], "a scare quote in single marks"),
        ("He sang \"The Long Winter\" at the harbour in Odda.", &[], "a song"),
        (
            "Her novel \u{201c}Salt and Iron,\u{201d} published in 1998, sold well.",
            &[],
            "a book, comma inside",
        ),
        ("The film \"Low Tide\" opens on Friday.", &[], "a film"),
        ("Rolf \"Curly\" Berg scored twice.", &[], "a nickname"),
    ]);
}

#[test]
fn quoted_words_with_attribution_are_one() {
    check_all(&[
        (
            "Ida Holm called the tram \"a rolling fridge.\"",
            &["mixed: the tram \"a rolling fridge.\""],
            "named so by somebody, stop inside",
        ),
        (
            "Ida Holm called the tram \"a rolling fridge\".",
            &["mixed: the tram \"a rolling fridge\""],
            "stop outside",
        ),
        (
            "Ida Holm described the tram as \u{201c}a rolling fridge\u{201d} on Monday.",
            &["mixed: the tram as \u{201c}a rolling fridge\u{201d}"],
            "with `as`, the day left out",
        ),
        (
            "Ida Holm said the film \"Low Tide\" would open on Friday.",
            &["mixed: the film \"Low Tide\" would open on Friday"],
            "a title inside reported speech",
        ),
        (
            "Ida Holm called the mayor a \"liar,\" a \"cheat\" and a \"fool.\"",
            &["mixed: the mayor a \"liar,\" a \"cheat\" and a \"fool.\""],
            "a list of names",
        ),
    ]);
}
