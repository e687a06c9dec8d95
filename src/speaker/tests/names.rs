//! Which runs of capitals are names, and of what.

use super::Names;
use crate::speaker::names::NameKind::{self, Body, Common, Likely, Person, Unsure};
use crate::text::Document;

#[test]
fn runs_and_their_kinds() {
    let cases: [(&str, &str, NameKind, &str); 14] = [
        ("It was Fisheries Minister Ane Vik.", "Ane Vik", Person, "titles are no part of a name"),
        ("It was Republican Oda Fell.", "Oda Fell", Likely, "nor is a party"),
        ("It was the State Department.", "State Department", Body, "a title word in a body stays"),
        (
            "It was the Food and Water Administration.",
            "Food and Water Administration",
            Body,
            "and inside a body",
        ),
        (
            "It was the Conference of Coastal Bishops.",
            "Conference of Coastal Bishops",
            Body,
            "of behind a body's noun",
        ),
        ("It was North Korea.", "North Korea", Body, "a country of two words"),
        ("It was Sammy Dahl, Jr. again.", "Sammy Dahl, Jr.", Likely, "a suffix behind a comma"),
        ("It was Rosa \"Rosie\" Aro.", "Rosa \"Rosie\" Aro", Person, "a nickname"),
        ("It was Stephen King.", "Stephen King", Person, "a surname that is a title elsewhere"),
        ("It was the President.", "President", Common, "a title alone is no name"),
        ("It was Norwegians.", "Norwegians", Common, "nor are people of a country"),
        ("It was Aro.", "Aro", Unsure, "one word may be anybody"),
        ("It was reporter Per Dahl.", "Per Dahl", Likely, "a first name that is a preposition"),
        ("It was Will Strand, 45, of Odda.", "Will Strand", Person, "an age"),
    ];
    for (text, expected, kind, reason) in cases {
        let doc = Document::new(text);
        let names = Names::of(&doc);
        let found = names.list().first().unwrap();
        let words = doc.span(found.tokens.clone()).of(text);
        let same_kind = found.kind == kind || kind == Likely && found.is_person();
        assert!(
            words == expected && same_kind,
            "{reason}: {words} {:?}, expected {expected} {kind:?}",
            found.kind
        );
    }
}

#[test]
fn an_opener_that_is_small_elsewhere_is_no_name() {
    let doc = Document::new("Given Norland's losses, it left. It was given time.");
    let names = Names::of(&doc);
    assert_eq!(doc.word(names.list().first().unwrap().tokens.start), "Norland");
}
