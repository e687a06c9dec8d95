//! The commonest constructions, with the content, kind and speaker expected.

use sayso::Analyzer;
use sayso::claims::ClaimKind::{Direct, Indirect, Mixed};

use crate::check;

#[test]
fn direct_quotations() {
    check(&[
        ("\"We will not close,\" said Marta Lind.", "We will not close,", Direct, Some("Marta Lind")),
        (
            "\u{201c}We will not close,\u{201d} Marta Lind said.",
            "We will not close,",
            Direct,
            Some("Marta Lind"),
        ),
        ("Marta Lind said: \"We will not close.\"", "We will not close.", Direct, Some("Marta Lind")),
        (
            "Marta Lind told reporters on Monday, \"We will not close.\"",
            "We will not close.",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "'We will not close,' said Marta Lind, who runs the school. 'It's our home.'",
            "We will not close, … It's our home.",
            Direct,
            Some("Marta Lind"),
        ),
        ("''We will not close,'' Mr. Lind said.", "We will not close,", Direct, Some("Lind")),
        ("\"Why close it?\" Marta Lind asked.", "Why close it?", Direct, Some("Marta Lind")),
        ("Said Lind: \"We are done.\"", "We are done.", Direct, Some("Lind")),
        (
            "\u{201c}The river decides.\u{201d} \u{2015} Marta Lind",
            "The river decides.",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "\"The mill is closed,\" Hugh Hill, 61, a doctor from Odda, said.",
            "The mill is closed,",
            Direct,
            Some("Hugh Hill"),
        ),
    ]);
}

#[test]
fn interrupted_and_continued_quotations_are_one_claim() {
    check(&[
        ("\"The pier,\" Marta Lind said, \"is ours.\"", "The pier, … is ours.", Direct, Some("Marta Lind")),
        (
            "\"The pier is ours,\" Marta Lind said. \"Nobody can sell it.\"",
            "The pier is ours, … Nobody can sell it.",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "\u{201c}The pier is ours.\n\n\u{201c}Nobody can sell it,\u{201d} said Marta Lind.",
            "The pier is ours. … Nobody can sell it,",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "\"The pier is ours,\" Marta Lind said.\n\n\"Nobody can sell it. Nobody will.\"",
            "The pier is ours, … Nobody can sell it. Nobody will.",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "\"I think it will hold,\" Marta Lind said during a visit to Odda, \"but many people are afraid.\"",
            "I think it will hold, … but many people are afraid.",
            Direct,
            Some("Marta Lind"),
        ),
        (
            "\"The pier is ours,\" said Marta Lind. \"It is not,\" said Omar Dahl.",
            "It is not,",
            Direct,
            Some("Omar Dahl"),
        ),
    ]);
}

#[test]
fn mixed_quotations() {
    check(&[
        ("The drug \"works\", Marta Lind said.", "The drug \"works\"", Mixed, Some("Marta Lind")),
        (
            "Marta Lind insisted that the council \"stop its games.\"",
            "the council \"stop its games.\"",
            Mixed,
            Some("Marta Lind"),
        ),
        (
            "Japan branded the port an \"outlaw harbour\".",
            "the port an \"outlaw harbour\"",
            Mixed,
            Some("Japan"),
        ),
        (
            "Marta Lind called the plan \"a slap in the face\" on Monday.",
            "the plan \"a slap in the face\"",
            Mixed,
            Some("Marta Lind"),
        ),
    ]);
}

#[test]
fn reported_speech() {
    check(&[
        ("Marta Lind said that the talks would fail.", "the talks would fail", Indirect, Some("Marta Lind")),
        ("Marta Lind said the talks would fail.", "the talks would fail", Indirect, Some("Marta Lind")),
        (
            "Marta Lind told the council on Monday that the talks would fail.",
            "the talks would fail",
            Indirect,
            Some("Marta Lind"),
        ),
        ("The talks would fail, Marta Lind said.", "The talks would fail", Indirect, Some("Marta Lind")),
        ("The talks would fail, said Marta Lind.", "The talks would fail", Indirect, Some("Marta Lind")),
        (
            "The talks, officials said, would go on for weeks.",
            "The talks … would go on for weeks",
            Indirect,
            Some("officials"),
        ),
        (
            "Marta Lind asked whether the bridge was safe.",
            "whether the bridge was safe",
            Indirect,
            Some("Marta Lind"),
        ),
        (
            "The company said it would appeal and that it had done nothing wrong.",
            "it would appeal and that it had done nothing wrong",
            Indirect,
            Some("The company"),
        ),
        (
            "Marta Lind said the pier was safe, adding that the bridge was not.",
            "the bridge was not",
            Indirect,
            Some("Marta Lind"),
        ),
        ("Hugh Hill, a doctor, said the drug works.", "the drug works", Indirect, Some("Hugh Hill")),
        ("Tokyo last week said the ships would stay.", "the ships would stay", Indirect, Some("Tokyo")),
    ]);
}

#[test]
fn according_to_and_its_like() {
    check(&[
        ("According to the report, 12 boats sank.", "12 boats sank", Indirect, Some("the report")),
        (
            "The mine, according to a union spokesman, is unsafe.",
            "The mine … is unsafe",
            Indirect,
            Some("a union spokesman"),
        ),
        (
            "Twelve boats sank, according to the coastguard.",
            "Twelve boats sank",
            Indirect,
            Some("the coastguard"),
        ),
        (
            "In the words of the mayor, the bridge is \"a gift\".",
            "the bridge is \"a gift\"",
            Mixed,
            Some("the mayor"),
        ),
        ("As Lind put it, \"the river decides\".", "the river decides", Direct, Some("Lind")),
    ]);
}

#[test]
fn thinking_feeling_wanting_and_deciding() {
    check(&[
        (
            "The ministry is worried that the dam could fail.",
            "the dam could fail",
            Indirect,
            Some("The ministry"),
        ),
        ("She feared that rents would rise.", "rents would rise", Indirect, Some("She")),
        (
            "Police believe the fire was set on purpose.",
            "the fire was set on purpose",
            Indirect,
            Some("Police"),
        ),
        ("The coach refused to resign.", "to resign", Indirect, Some("The coach")),
        ("The court ordered the firm to pay.", "the firm to pay", Indirect, Some("The court")),
        ("Critics accused her of lying.", "her of lying", Indirect, Some("Critics")),
    ]);
}

#[test]
fn the_innermost_source_speaks_and_the_outlet_relays() {
    let text = "\"We never met,\" an aide to the minister told reporters, according to Radio Odda.";
    let analysis = Analyzer::pretrained().analyze(text);
    let claim = &analysis.claims()[0];
    assert_eq!(claim.speaker().map(|s| s.name()), Some("an aide to the minister"));
    assert_eq!(claim.relay(), Some("Radio Odda"));
    assert!(claim.speaker().is_some_and(|s| s.is_anonymous()));
}

#[test]
fn a_few_quoted_words_without_attribution_are_no_claim() {
    for text in [
        "The so-called \"silent bridge\" opened in May.",
        "She reads \"The Long Winter\" to the children every night.",
        "It rained in Odda. The boats stayed in.",
    ] {
        let analysis = Analyzer::pretrained().analyze(text);
        assert!(analysis.claims().iter().all(|c| c.kind() == Indirect), "{text}");
    }
}

#[test]
fn a_missing_closing_mark_is_repaired_and_said_so() {
    let text = "\u{201c}We never got the money.\n\nNobody answered on Monday.";
    let analysis = Analyzer::pretrained().analyze(text);
    assert_eq!(analysis.repaired_quotes().len(), 1);
    assert_eq!(analysis.repaired_quotes()[0].of(text), "\u{201c}We never got the money.");
}
