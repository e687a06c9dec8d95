//! The baseline: three patterns and no training, so that every report shows what learning adds.

use super::label::Stance;
use crate::text::{Document, Token};

/// Labels a text by the first act of which it holds a word: denial, warning, concern, else other.
#[derive(Clone, Copy, Debug, Default)]
pub struct LexiconClassifier;

/// Beginnings of words of denial.
const DENIAL: &[&str] = &[
    "deny",
    "denie",
    "denial",
    "reject",
    "refute",
    "rebuff",
    "dismiss",
    "disput",
    "repudiat",
    "rebut",
    "disavow",
    "untrue",
    "baseless",
    "unfounded",
    "false",
];
/// Beginnings of words of danger.
const WARNING: &[&str] = &[
    "warn",
    "caution",
    "threat",
    "danger",
    "risk",
    "peril",
    "catastroph",
    "disast",
    "consequence",
    "jeopard",
    "brink",
];
/// Beginnings of words of worry.
const CONCERN: &[&str] =
    &["worr", "concern", "fear", "alarm", "anxi", "afraid", "uneas", "troubl", "disturb", "misgiving"];

impl LexiconClassifier {
    /// The stance of `text` by its words alone.
    ///
    /// ```
    /// use sayso::stance::{LexiconClassifier, Stance};
    ///
    /// let found = LexiconClassifier.classify("The port denied that any oil was lost.");
    /// assert_eq!(found, Stance::Denial);
    /// ```
    pub fn classify(self, text: &str) -> Stance {
        let doc = Document::new(text);
        let holds = |beginnings: &[&str]| doc.tokens().iter().any(|token| begins(token, text, beginnings));
        if holds(DENIAL) {
            Stance::Denial
        } else if holds(WARNING) {
            Stance::Warning
        } else if holds(CONCERN) {
            Stance::Concern
        } else {
            Stance::Other
        }
    }
}

fn begins(token: &Token, text: &str, beginnings: &[&str]) -> bool {
    let word = token.of(text);
    beginnings.iter().any(|b| word.get(..b.len()).is_some_and(|head| head.eq_ignore_ascii_case(b)))
}
