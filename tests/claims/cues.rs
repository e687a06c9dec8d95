//! What attributes: verbs, nouns, adjectives, phrases and the colon of a headline.

use crate::check_all;

#[test]
fn verbs() {
    check_all(&[
        ("Ida Holm argued that the quay was unsafe.", &["indirect: the quay was unsafe"], "saying"),
        ("Ida Holm believes the quay is unsafe.", &["indirect: the quay is unsafe"], "thinking"),
        ("Ida Holm feared that the quay would collapse.", &["indirect: the quay would collapse"], "feeling"),
        ("Ida Holm wants to close the quay.", &["indirect: to close the quay"], "wanting"),
        ("The court ruled that the quay must close.", &["indirect: the quay must close"], "deciding"),
        ("Ida Holm denied the accusation.", &["indirect: the accusation"], "refusing"),
        (
            "Odda officials have declined to provide details of the inquiry.",
            &["indirect: details of the inquiry"],
            "declining to tell",
        ),
        ("Democratic state Sen. Ida Holm left early.", &[], "a state that is no verb"),
        ("Ida Holm called for an inquiry.", &["indirect: an inquiry"], "with a particle"),
        (
            "Ida Holm told reporters that the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "with an addressee",
        ),
        (
            "Ida Holm told CNN's \"State of the Union\" on Sunday that the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "with an addressee in marks",
        ),
    ]);
}

#[test]
fn nouns() {
    check_all(&[
        ("There are fears that the quay is unsafe.", &["indirect: the quay is unsafe"], "a clause"),
        ("Fears of a flood kept Odda awake.", &["indirect: a flood"], "a noun phrase"),
        (
            "The mayor made a promise to rebuild the quay.",
            &["indirect: to rebuild the quay"],
            "an infinitive",
        ),
    ]);
}

#[test]
fn adjectives() {
    check_all(&[
        (
            "Ida Holm is worried that the quay will collapse.",
            &["indirect: the quay will collapse"],
            "a clause",
        ),
        ("Ida Holm was sure the quay would hold.", &["indirect: the quay would hold"], "no `that`"),
        ("Ida Holm is concerned about the quay.", &["indirect: the quay"], "a noun phrase"),
        ("Ida Holm was determined to pay for the quay.", &["indirect: to pay for the quay"], "an infinitive"),
    ]);
}

#[test]
fn phrases() {
    check_all(&[
        (
            "In the words of Ida Holm, the quay is \"a ruin.\"",
            &["mixed: the quay is \"a ruin.\""],
            "in the words of",
        ),
        ("In Ida Holm's view, the quay is unsafe.", &["indirect: the quay is unsafe"], "in X's view"),
        ("As Ida Holm put it, \"the quay is a ruin.\"", &["direct: the quay is a ruin."], "as X put it"),
        (
            "The quay is \"a ruin,\" as Ida Holm put it.",
            &["mixed: The quay is \"a ruin,\""],
            "as X put it behind, comma inside the marks",
        ),
        (
            "As Ida Holm, a diver from Odda, recently put it, \"the quay is a ruin.\"",
            &["direct: the quay is a ruin."],
            "as X put it, X with an apposition",
        ),
        ("As Ida Holm has noted, the quay is unsafe.", &["indirect: the quay is unsafe"], "as X has noted"),
        ("The quay is unsafe, as Ida Holm noted.", &["indirect: The quay is unsafe"], "as X noted, behind"),
    ]);
}

#[test]
fn colons() {
    check_all(&[
        ("Holm: Quay will not be sold", &["indirect: Quay will not be sold"], "a headline"),
        ("Ida Holm: \"The quay is ours\"", &["direct: The quay is ours"], "a headline with a quotation"),
        (
            "HOLM: We sell nothing. Nothing at all.\n\nROOS: Then who does?",
            &["indirect: We sell nothing. Nothing at all.", "indirect: Then who does?"],
            "a transcript",
        ),
        (
            "\u{201c}The quay is ours.\u{201d} \u{2014} Ida Holm",
            &["direct: The quay is ours."],
            "a dash before the signature",
        ),
        (
            "The quay is ours and nobody can sell it. \u{2014} Ida Holm (@idaholm) May 3, 2031",
            &["indirect: The quay is ours and nobody can sell it."],
            "a post on a social network",
        ),
    ]);
}

#[test]
fn labels_before_a_colon_name_nobody() {
    check_all(&[
        ("Photo: Quay in the snow", &[], "a part of the page"),
        ("Read more: Quay will not be sold", &[], "a link, with a verb in it"),
        ("Analysis: Why the quay sank", &[], "a kind of text"),
        ("Editor's note: This story was updated.", &[], "a note"),
        ("Q: Will the quay be sold?", &[], "a side of an interview"),
        ("QUESTION: Will the quay be sold?\n\nANSWER: It will not.", &[], "both sides"),
        (
            "Video: Ida Holm says the quay is safe",
            &["indirect: the quay is safe"],
            "what stands behind a label may report",
        ),
    ]);
}
