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
