//! Every construction in which news attributes something, with the content expected.
//!
//! A row of [`check`] protects one claim and who is taken to say it; a row of [`check_all`] is the whole
//! answer for its text, so that a claim too many fails it like one too few.

#![cfg(feature = "pretrained")]

mod basics;
mod bounds;
mod cues;
mod joined;
mod marks;
mod nested;
mod scare_quotes;

use sayso::Analyzer;
use sayso::claims::ClaimKind;

/// Text, pieces of the content joined with ` … `, kind, name of the speaker.
pub type Case = (&'static str, &'static str, ClaimKind, Option<&'static str>);

/// Compares kind, content and speaker of one claim in every text with those expected.
pub fn check(cases: &[Case]) {
    let analyzer = Analyzer::pretrained();
    let mut wrong = Vec::new();
    for (text, content, kind, speaker) in cases {
        let analysis = analyzer.analyze(text);
        let found = analysis.claims().iter().any(|c| {
            let pieces: Vec<&str> = c.content().iter().map(|s| s.of(text)).collect();
            pieces.join(" … ") == *content && c.kind() == *kind && c.speaker().map(|s| s.name()) == *speaker
        });
        if !found {
            let seen: Vec<String> = analysis
                .claims()
                .iter()
                .map(|c| {
                    let pieces: Vec<&str> = c.content().iter().map(|s| s.of(text)).collect();
                    format!("{} [{:?}, {:?}]", pieces.join(" … "), c.kind(), c.speaker().map(|s| s.name()))
                })
                .collect();
            wrong
                .push(format!("{text}\n    expected {content} [{kind:?}, {speaker:?}]\n    found {seen:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Text, every claim in it as its kind and the pieces of its content joined with ` … `, reason.
pub type Whole = (&'static str, &'static [&'static str], &'static str);

/// The claims of `text`, each written `kind: piece … piece`.
pub fn claims(text: &str) -> Vec<String> {
    let analysis = Analyzer::pretrained().analyze(text);
    let written = |c: &sayso::AnalyzedClaim| {
        let pieces: Vec<&str> = c.content().iter().map(|s| s.of(text)).collect();
        format!("{}: {}", c.kind().as_str(), pieces.join(" … "))
    };
    analysis.claims().iter().map(written).collect()
}

/// Compares all claims of every text with those expected.
pub fn check_all(cases: &[Whole]) {
    let mut wrong = Vec::new();
    for (text, expected, reason) in cases {
        let found = claims(text);
        if found != *expected {
            wrong.push(format!("{reason}: {text}\n    expected {expected:#?}\n    found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
