//! Where reported content begins and ends.

use crate::check_all;

#[test]
fn clauses() {
    check_all(&[
        ("Ida Holm said that the quay would close.", &["indirect: the quay would close"], "with `that`"),
        ("Ida Holm said the quay would close.", &["indirect: the quay would close"], "without"),
        (
            "Ida Holm asked whether the quay would close.",
            &["indirect: whether the quay would close"],
            "a question",
        ),
        (
            "Ida Holm said Monday the quay would close.",
            &["indirect: the quay would close"],
            "behind a word of time",
        ),
        (
            "Ida Holm said Monday that the quay would close.",
            &["indirect: the quay would close"],
            "behind a word of time, with `that`",
        ),
        (
            "Ida Holm said late on Monday that the quay would close.",
            &["indirect: the quay would close"],
            "behind `late`",
        ),
        (
            "Ida Holm said two weeks ago that the quay would close.",
            &["indirect: the quay would close"],
            "behind `ago`",
        ),
        (
            "Ida Holm said that, in some cases, the quay would close.",
            &["indirect: in some cases, the quay would close"],
            "the comma behind `that`",
        ),
        (
            "Ida Holm said in a statement on Monday that the quay would close.",
            &["indirect: the quay would close"],
            "behind circumstances",
        ),
        (
            "Ida Holm said the plan \"would wreck the quay.\"",
            &["mixed: the plan \"would wreck the quay.\""],
            "its verb inside American marks",
        ),
        (
            "Ida Holm said the plan \u{2018}would wreck\u{2019} the quay. \u{2018}It must stop,\u{2019} she said.",
            &["mixed: the plan \u{2018}would wreck\u{2019} the quay", "direct: It must stop,"],
            "its verb inside British marks",
        ),
        (
            "When Ida Holm said that the quay was safe, nobody in the hall laughed.",
            &["indirect: the quay was safe"],
            "a subordinate report ends where the main clause begins",
        ),
        (
            "While Ida Holm says she was \"never asked,\" the council has her letter.",
            &["mixed: she was \"never asked,\""],
            "the same behind a comma inside the marks",
        ),
    ]);
}

#[test]
fn addressees_without_a_complementiser() {
    check_all(&[
        (
            "Ida Holm told MPs the quay had failed.",
            &["indirect: the quay had failed"],
            "a determiner behind the addressee",
        ),
        (
            "Ida Holm told The Courier the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "an addressee with a determiner of its own",
        ),
        ("Ida Holm told the court her son had fled.", &["indirect: her son had fled"], "a possessive"),
        ("Ida Holm told the panel 12 boats had sunk.", &["indirect: 12 boats had sunk"], "a number"),
        ("Ida Holm told aides Roos had left.", &["indirect: Roos had left"], "a name"),
        (
            "Ida Holm told her friend Ana Roos the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "a name that belongs to the addressee",
        ),
        (
            "Ida Holm told Radio Odda's Today programme the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "a word of time in a name",
        ),
        (
            "Ida Holm told officials this weekend the quay was unsafe.",
            &["indirect: the quay was unsafe"],
            "a time between",
        ),
        (
            "Ida Holm warned MPs the quay would fail.",
            &["indirect: the quay would fail"],
            "a verb that needs no addressee",
        ),
        ("Ida Holm told the court the truth.", &[], "two objects and no clause"),
    ]);
}

#[test]
fn fronted_adjuncts_are_no_content() {
    check_all(&[
        ("In Odda, police said the man fled.", &["indirect: the man fled"], "a place"),
        ("In the morning, Ida Holm said nothing.", &[], "a time"),
        ("Speaking in Odda, Ida Holm said the quay sank.", &["indirect: the quay sank"], "a participle"),
        ("Asked whether she would resign, Ida Holm said no.", &[], "a question, which is nobody's"),
        (
            "In Odda the quay was closed, police said on Monday.",
            &["indirect: In Odda the quay was closed"],
            "a clause that opens with a place",
        ),
        (
            "In Odda, the quay was closed, police said.",
            &["indirect: In Odda, the quay was closed"],
            "a clause behind one",
        ),
        (
            "In May, she said in an interview, the quay was safe.",
            &["indirect: In May … the quay was safe"],
            "a clause that goes on behind the cue",
        ),
    ]);
}

#[test]
fn short_clauses() {
    check_all(&[
        ("Critics say the mayor lied.", &["indirect: the mayor lied"], "a verb that is not known"),
        ("Ida Holm said the boat sank.", &["indirect: the boat sank"], "another"),
        (
            "Ida Holm said workers deserve more.",
            &["indirect: workers deserve more"],
            "a plural without a determiner",
        ),
        ("The harbour board said 3,000 people fled.", &["indirect: 3,000 people fled"], "a number"),
        ("She said it's over.", &["indirect: it's over"], "a verb in `'s`"),
        ("Ida Holm said that was a lie.", &["indirect: that was a lie"], "`that` is the subject"),
        ("Ida Holm said that's wrong.", &["indirect: that's wrong"], "the same with `'s`"),
        (
            "Ida Holm said that had she known, she would have left.",
            &["indirect: had she known, she would have left"],
            "`that` is none",
        ),
        ("Ida Holm said a few words.", &[], "words are an object"),
        ("Ida Holm said yes.", &[], "and so is an answer"),
    ]);
}

#[test]
fn infinitives() {
    check_all(&[
        ("Ida Holm refused to resign.", &["indirect: to resign"], "her own act"),
        (
            "The court ordered the firm to repair the quay.",
            &["indirect: the firm to repair the quay"],
            "another's",
        ),
        (
            "Ida Holm urged the council to repair the quay.",
            &["indirect: the council to repair the quay"],
            "a request",
        ),
    ]);
}

#[test]
fn noun_phrases_and_participles() {
    check_all(&[
        ("Ida Holm condemned the sale of the quay.", &["indirect: the sale of the quay"], "a noun phrase"),
        ("Ida Holm condemned the sale and left the hall.", &["indirect: the sale"], "a predicate behind it"),
        ("Ida Holm accused the council of lying.", &["indirect: the council of lying"], "an -ing form"),
        ("Ida Holm warned of a flood.", &["indirect: a flood"], "behind a particle"),
        (
            "Ida Holm rejected the offer, accusing the firm of \"pure greed.\"",
            &["indirect: the offer", "mixed: the firm of \"pure greed.\""],
            "a participle with content of its own",
        ),
        (
            "Ida Holm criticised the sale, describing it as \"an insult to the whole town.\"",
            &["indirect: the sale", "mixed: it as \"an insult to the whole town.\""],
            "another, with `as`",
        ),
        (
            "Ida Holm hailed the sale as \"a gift,\" telling reporters that the quay was saved.",
            &["mixed: the sale as \"a gift,\"", "indirect: the quay was saved"],
            "the comma before it inside the marks",
        ),
    ]);
}

#[test]
fn content_before_the_cue() {
    check_all(&[
        ("The quay would close, Ida Holm said.", &["indirect: The quay would close"], "subject first"),
        ("The quay would close, said Ida Holm.", &["indirect: The quay would close"], "inverted"),
        (
            "The sale \"is a mistake,\" said Ida Holm.",
            &["mixed: The sale \"is a mistake,\""],
            "inverted, ending in a quotation",
        ),
        ("The talks, officials said, would go on.", &["indirect: The talks … would go on"], "a parenthesis"),
        (
            "\u{201c}We are happy\u{201d} about the sale, said Ida Holm, who runs the yard.",
            &["mixed: \u{201c}We are happy\u{201d} about the sale"],
            "starting with a quotation",
        ),
    ]);
}

#[test]
fn according_to() {
    check_all(&[
        ("According to the report, 12 boats sank.", &["indirect: 12 boats sank"], "before"),
        (
            "The quay, according to a union spokesman, is unsafe.",
            &["indirect: The quay … is unsafe"],
            "inside",
        ),
        ("Twelve boats sank, according to the coastguard.", &["indirect: Twelve boats sank"], "after"),
        (
            "The storm was \"a monster,\" according to the coastguard.",
            &["mixed: The storm was \"a monster,\""],
            "after, comma inside the marks",
        ),
    ]);
}

#[test]
fn coordination() {
    check_all(&[
        (
            "Ida Holm said the quay was safe and that the yard was not.",
            &["indirect: the quay was safe and that the yard was not"],
            "two clauses under one cue",
        ),
        (
            "Ida Holm said the quay was safe but denied that the yard was.",
            &["indirect: the quay was safe", "indirect: the yard was"],
            "two cues of one subject",
        ),
        (
            "Residents say the quay is safe but fear that the yard is not.",
            &["indirect: the quay is safe", "indirect: the yard is not"],
            "two cues in the present plural",
        ),
        (
            "Ida Holm said the quay was safe, adding that the yard was not.",
            &["indirect: the quay was safe", "indirect: the yard was not"],
            "a participle",
        ),
    ]);
}

#[test]
fn speech_over_sentences() {
    check_all(&[
        (
            "Ida Holm said: The quay is closed. The yard is open.",
            &["indirect: The quay is closed"],
            "known limit: unquoted speech ends with its sentence",
        ),
        (
            "Ida Holm said: \"The quay is closed. The yard is open.\"",
            &["direct: The quay is closed. The yard is open."],
            "quoted speech goes on",
        ),
    ]);
}
