//! Outlets that pass a claim on.

use super::claim;
use crate::claims::Frame;
use crate::speaker::relay;
use crate::text::Document;

#[test]
fn relays_stand_beside_the_speaker() {
    let cases = [
        (
            "Rosa Aro told the Lomnic Times that the pier was safe.",
            "the pier was safe",
            "told",
            "Rosa Aro",
            Some("Lomnic Times"),
        ),
        (
            "Rosa Aro told Reuters that the pier was safe.",
            "the pier was safe",
            "told",
            "Rosa Aro",
            Some("Reuters"),
        ),
        ("Rosa Aro told Ard that the pier was safe.", "the pier was safe", "told", "Rosa Aro", None),
        ("Rosa Aro told Karin Dahl that the pier was safe.", "the pier was safe", "told", "Rosa Aro", None),
        ("Rosa Aro told reporters that the pier was safe.", "the pier was safe", "told", "Rosa Aro", None),
        (
            "\"The pier is safe,\" Rosa Aro said, according to Ferrel News.",
            "The pier is safe,",
            "said",
            "Rosa Aro",
            Some("Ferrel News"),
        ),
        (
            "\"The pier is safe,\" Rosa Aro said in an interview with Lomnic Radio.",
            "The pier is safe,",
            "said",
            "Rosa Aro",
            Some("Lomnic Radio"),
        ),
        (
            "Ferrel News quoted an aide as saying the pier was safe.",
            "the pier was safe",
            "saying",
            "an aide",
            Some("Ferrel News"),
        ),
        (
            "According to Ferrel News, the pier was safe.",
            "the pier was safe",
            "According to",
            "Ferrel News",
            None,
        ),
    ];
    for (text, content, cue, subject, expected) in cases {
        let doc = Document::new(text);
        let claim = claim(&doc, content, cue, subject, Frame::That);
        let found = relay(&doc, &claim, claim.subject.as_ref()).map(|s| s.of(text));
        assert_eq!(found, expected, "{text}");
    }
}
