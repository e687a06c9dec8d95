//! Who may be a candidate, and how a subject is made whole.

use super::{Names, claim, find};
use crate::claims::Frame;
use crate::speaker::candidates::candidates;
use crate::speaker::repair::repaired;
use crate::speaker::setting::Setting;
use crate::text::Document;

#[test]
fn nobody_speaks_from_inside_a_quotation() {
    let text = "\"Anna Berg lied, and I told Ola Lie,\" said Erik Holm. Vik left.";
    let doc = Document::new(text);
    let names = Names::of(&doc);
    let claim = claim(&doc, "Anna Berg lied, and I told Ola Lie,", "said", "", Frame::Inverted);
    let setting = Setting::of(&doc, &claim, 0);
    let found = candidates(&doc, &names, &claim, &setting, &[None, None]);
    let words: Vec<&str> = found.iter().map(|c| doc.span(c.tokens.clone()).of(text)).collect();
    assert_eq!(words, ["Erik Holm", "Vik"]);
}

#[test]
fn the_main_subject_and_relatives_are_candidates() {
    let cases = [
        (
            "The harbour board met late, saying the pier was safe.",
            "the pier was safe",
            "saying",
            "The harbour board",
            "a participle",
        ),
        (
            "In Odda, the harbour board met late, saying the pier was safe.",
            "the pier was safe",
            "saying",
            "the harbour board",
            "behind an opening phrase",
        ),
        ("He met divers who had warned of ice.", "ice", "warned of", "who", "a relative pronoun"),
        ("The pier is safe. ― Rosa Aro", "The pier is safe.", "", "Rosa Aro", "a line of attribution"),
    ];
    for (text, content, cue, expected, reason) in cases {
        let doc = Document::new(text);
        let frame = if cue.is_empty() { Frame::Uncued } else { Frame::That };
        let claim = claim(&doc, content, cue, "", frame);
        let setting = Setting::of(&doc, &claim, 0);
        let found = candidates(&doc, &Names::of(&doc), &claim, &setting, &[None, None]);
        let words: Vec<&str> = found.iter().map(|c| doc.span(c.tokens.clone()).of(text)).collect();
        assert!(words.contains(&expected), "{reason}: {words:?}");
    }
}

#[test]
fn subjects_are_made_whole() {
    let cases = [
        ("Last month harbour officials said so.", "Last month harbour officials", "harbour officials"),
        ("It came a day after Odda said so.", "a day after Odda", "Odda"),
        (
            "Ane Vik, a spokeswoman for the port, said so.",
            "a spokeswoman for the port",
            "Ane Vik, a spokeswoman for the port",
        ),
        ("In spite of Ane Vik, a spokesman said so.", "a spokesman", "a spokesman"),
        (
            "German, French and Polish leaders said so.",
            "French and Polish leaders",
            "German, French and Polish leaders",
        ),
        ("A group of nearly 90 divers said so.", "90 divers", "A group of nearly 90 divers"),
        ("Two people briefed on the talks said so.", "the talks", "Two people briefed on the talks"),
        ("Divers in a phone call said so.", "Divers in a phone call", "Divers"),
        ("The statement also said so.", "The statement also", "The statement"),
        (
            "A clerk at the port, while declining to name it, said so.",
            "A clerk at the port, while declining to name it",
            "A clerk at the port",
        ),
        (
            "Nurses connected to the clinic in Odda, say so.",
            "Nurses",
            "Nurses connected to the clinic in Odda",
        ),
        ("Nurses warned on Monday that it was late.", "Nurses", "Nurses"),
        ("Nurses worked on the hill by night. They said so.", "Nurses", "Nurses"),
        ("Rosa Aro said so.", "Rosa Aro", "Rosa Aro"),
    ];
    for (text, subject, expected) in cases {
        let doc = Document::new(text);
        let cue = (0..doc.tokens().len()).rfind(|&i| matches!(doc.word(i), "said" | "say" | "warned"));
        let cue = cue.map_or(0..0, |i| i..i + 1);
        let range = repaired(&doc, &Names::of(&doc), &find(&doc, subject, 0), &cue);
        assert_eq!(doc.span(range).of(text), expected, "{text}");
    }
}

#[test]
fn a_phrase_between_subject_and_verb_is_no_speaker() {
    let cases = [
        (
            "Holt, who grew up in Odda, also on Fjord News said the pier was safe.",
            "also on Fjord News",
            "beside the verb",
        ),
        (
            "Holt, who has toured the fjord, talking to divers, said the pier was safe.",
            "the fjord, talking to divers",
            "within the relative clause",
        ),
    ];
    for (text, subject, reason) in cases {
        let doc = Document::new(text);
        let claim = claim(&doc, "the pier was safe", "said", subject, Frame::Bare);
        let setting = Setting::of(&doc, &claim, 0);
        let found = candidates(&doc, &Names::of(&doc), &claim, &setting, &[None, None]);
        let first = found.iter().find(|c| c.subject).map(|c| doc.span(c.tokens.clone()).of(text));
        assert_eq!(first, Some("Holt"), "{reason}");
    }
}

#[test]
fn a_quotation_knows_what_leads_to_it() {
    let cases = [
        (
            "\"Aro left,\" Holt said. \"So did Vik.\"",
            "So did Vik.",
            9,
            true,
            "",
            "goes on with no word between",
        ),
        (
            "\"Aro left,\" Holt said. Rain fell. \"So did Vik.\"",
            "So did Vik.",
            9,
            false,
            "",
            "a sentence between",
        ),
        ("Holt went on: \"So did Vik.\"", "So did Vik.", 0, false, "Holt went on", "a colon"),
        ("Holt went on. \"So did Vik.\"", "So did Vik.", 0, false, "", "no colon"),
    ];
    for (text, content, before, goes_on, introduction, reason) in cases {
        let doc = Document::new(text);
        let claim = claim(&doc, content, "", "", Frame::Uncued);
        let setting = Setting::of(&doc, &claim, before);
        assert_eq!(setting.goes_on, goes_on, "{reason}");
        assert_eq!(doc.span(setting.introduction).of(text), introduction, "{reason}");
    }
}

#[test]
fn an_expletive_is_nobody() {
    let cases = [
        ("There are fears that the pier will fall.", "the pier will fall", "fears", "There"),
        ("It is unclear whether the pier will fall.", "whether the pier will fall", "is unclear", "It"),
    ];
    for (text, content, cue, subject) in cases {
        let doc = Document::new(text);
        let claim = claim(&doc, content, cue, subject, Frame::That);
        let setting = Setting::of(&doc, &claim, 0);
        let found = candidates(&doc, &Names::of(&doc), &claim, &setting, &[None, None]);
        assert!(!found.iter().any(|c| c.subject), "{text}");
    }
}

#[test]
fn what_opens_no_noun_phrase_speaks_for_nobody() {
    let cases = [
        ("Vik, speaking highly of Aro, said the pier was safe.", "speaking highly of Aro", false),
        ("Aro, stoking anger, said the pier was safe.", "stoking", false),
        ("Registered divers said the pier was safe.", "Registered divers", true),
        ("Others, leading experts said, saw it.", "leading experts", true),
    ];
    for (text, subject, speaks) in cases {
        let doc = Document::new(text);
        let names = Names::of(&doc);
        let claim = claim(&doc, text.rsplit(' ').next().unwrap(), "said", subject, Frame::That);
        let setting = Setting::of(&doc, &claim, 0);
        let found = candidates(&doc, &names, &claim, &setting, &[None, None]);
        assert_eq!(found.iter().any(|c| c.subject), speaks, "{subject}");
    }
}
