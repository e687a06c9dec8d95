//! Sources inside sources: the innermost that is named speaks, the outlet around it relays.

use sayso::Analyzer;

use crate::check_all;

#[test]
fn the_innermost_source_speaks_and_the_outlet_relays() {
    let cases = [
        (
            "\"We never met,\" an aide to the minister told reporters, according to Radio Odda.",
            "We never met,",
            "an aide to the minister",
            "Radio Odda",
        ),
        (
            "The Odda Courier quoted an aide as saying the minister would resign.",
            "the minister would resign",
            "an aide",
            "Odda Courier",
        ),
        (
            "The minister will resign, an aide said, according to Radio Odda.",
            "The minister will resign",
            "an aide",
            "Radio Odda",
        ),
        (
            "Holm said, according to Radio Odda, that the war was over.",
            "the war was over",
            "Holm",
            "Radio Odda",
        ),
    ];
    for (text, content, speaker, relay) in cases {
        let analysis = Analyzer::pretrained().analyze(text);
        let claim = analysis.claims().iter().find(|c| c.content().iter().any(|s| s.of(text) == content));
        assert_eq!(claim.and_then(|c| c.speaker()).map(|s| s.name()), Some(speaker), "{text}");
        assert_eq!(claim.and_then(|c| c.relay()), Some(relay), "{text}");
    }
}

#[test]
fn a_report_is_preferred_to_what_it_reports() {
    check_all(&[
        (
            "Ida Holm said the mayor had called for calm.",
            &["indirect: the mayor had called for calm"],
            "an act inside reported speech",
        ),
        (
            "Ida Holm said residents fear the mayor's plans.",
            &["indirect: residents fear the mayor's plans"],
            "a feeling inside reported speech",
        ),
    ]);
}

#[test]
fn a_report_that_is_only_passed_on_gives_way() {
    check_all(&[
        (
            "Radio Odda reported that Ida Holm said she would quit.",
            &["indirect: she would quit"],
            "reported that X said",
        ),
        (
            "According to Radio Odda, Ida Holm said on Monday that she would quit.",
            &["indirect: she would quit"],
            "according to Y, X said",
        ),
        (
            "\"The minister will resign,\" an aide was quoted as saying by Radio Odda.",
            &["direct: The minister will resign,"],
            "quoted as saying",
        ),
        (
            "\"We will resign,\" the minister was quoted by Radio Odda as saying.",
            &["direct: We will resign,"],
            "quoted by Y as saying",
        ),
        (
            "The minister was quoted by Radio Odda as saying she would resign.",
            &["indirect: she would resign"],
            "the same without a quotation",
        ),
    ]);
}
