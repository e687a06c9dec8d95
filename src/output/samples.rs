//! An article with claims for the tests of the writers: no letter in it is there by chance.

use crate::analysis::{Analysis, AnalyzedClaim, Speaker, StanceProbabilities};
use crate::claims::ClaimKind;
use crate::speaker::Role;
use crate::stance::Stance;
use crate::text::Span;

/// Characters of one to four bytes, some that HTML reserves, a claim in two pieces.
pub(super) fn owls() -> (&'static str, Analysis) {
    let text = "“The 🦉 & you lose,” said Zoë <Marr>. it rained and he left";
    let speaker = Speaker {
        mention: Some(Span::new(32, 43)),
        name: "Zoë <Marr>".to_owned(),
        role: Role::Expert,
        probability: 0.98765,
        anonymous: false,
        id: 0,
        role_probability: 0.5,
        title: Some(Span::new(32, 36)),
        affiliation: None,
    };
    let first = AnalyzedClaim {
        kind: ClaimKind::Direct,
        content: vec![Span::new(3, 22)],
        cue: Some(Span::new(27, 31)),
        speaker: Some(speaker),
        relay: None,
        stance: Stance::Warning,
        probabilities: StanceProbabilities { concern: 0.1, denial: 0.00004, warning: 0.7, other: 0.19996 },
        probability: 0.9,
    };
    let second = AnalyzedClaim {
        kind: ClaimKind::Indirect,
        content: vec![Span::new(45, 54), Span::new(59, 66)],
        cue: None,
        speaker: None,
        relay: Some("Radio Odda".to_owned()),
        stance: Stance::Other,
        probabilities: StanceProbabilities { concern: 0.0, denial: 0.0, warning: 0.0, other: 1.0 },
        probability: 0.6,
    };
    (text, Analysis { claims: vec![first, second], cut: None, repaired_quotes: Vec::new() })
}
