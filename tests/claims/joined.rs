//! Quotations that are interrupted or go on: one claim of several pieces, and where the next begins.

use crate::check_all;

#[test]
fn an_interrupted_quotation_is_one_claim() {
    check_all(&[
        ("\"The quay,\" Ida Holm said, \"is ours.\"", &["direct: The quay, … is ours."], "subject first"),
        ("\"The quay,\" said Ida Holm, \"is ours.\"", &["direct: The quay, … is ours."], "verb first"),
        (
            "\"The quay\", said Ida Holm, \"is ours\".",
            &["direct: The quay … is ours"],
            "commas and stops outside",
        ),
        (
            "\u{201c}The quay,\u{201d} Ida Holm, the harbour master, said in a statement, \u{201c}is ours.\u{201d}",
            &["direct: The quay, … is ours."],
            "an apposition and a circumstance between",
        ),
    ]);
}

#[test]
fn a_quotation_goes_on_behind_its_cue() {
    check_all(&[
        (
            "\"The quay is ours,\" Ida Holm said. \"Nobody can sell it.\"",
            &["direct: The quay is ours, … Nobody can sell it."],
            "in the next sentence",
        ),
        (
            "\u{2018}The quay is ours,\u{2019} said Ida Holm. \u{2018}Nobody can sell it.\u{2019}",
            &["direct: The quay is ours, … Nobody can sell it."],
            "British marks",
        ),
        (
            "\"The quay is ours,\" Ida Holm said. \"Nobody can sell it. Nobody will.\"",
            &["direct: The quay is ours, … Nobody can sell it. Nobody will."],
            "several sentences in one pair of marks",
        ),
        (
            "\"The quay is ours,\" Ida Holm said.\n\n\"Nobody can sell it.\"",
            &["direct: The quay is ours, … Nobody can sell it."],
            "in the next paragraph",
        ),
        (
            "Ida Holm called the sale \"a theft.\" \"Nobody asked us about it,\" she said.",
            &["mixed: the sale \"a theft.\"", "direct: Nobody asked us about it,"],
            "a cue of its own begins another claim",
        ),
    ]);
}

#[test]
fn a_new_speaker_or_other_words_end_it() {
    check_all(&[
        (
            "\"The quay is ours,\" said Ida Holm. \"It is not,\" said Jan Roos.",
            &["direct: The quay is ours,", "direct: It is not,"],
            "another speaker",
        ),
        (
            "\"The quay is ours,\" Ida Holm said, adding later, \"Nobody can sell it.\"",
            &["direct: The quay is ours,", "direct: Nobody can sell it."],
            "another cue of the same speaker",
        ),
        (
            "\"The quay is ours,\" Ida Holm said. The crowd in the hall rose to its feet. \"Shame on the whole council!\"",
            &["direct: The quay is ours,", "direct: Shame on the whole council!"],
            "a sentence of the reporter's between",
        ),
    ]);
}
