//! A claim: what a text attributes to somebody, before it is known to whom and with what stance.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::learn::Atom;
use crate::text::{Document, Span};

/// How much of a claim's content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// All of it stands in quotation marks.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl ClaimKind {
    /// The kind in lower case, as JSON and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            ClaimKind::Direct => "direct",
            ClaimKind::Mixed => "mixed",
            ClaimKind::Indirect => "indirect",
        }
    }
}

/// What a text attributes to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// How much of the content is quoted.
    pub kind: ClaimKind,
    /// The words that carry what was said: in order, not overlapping, never empty.
    pub content: Vec<Span>,
    /// The words that attribute it; none where a quotation continues an earlier one.
    pub cue: Option<Span>,
    /// How likely it is that this is a claim at all, from 0 to 1.
    pub probability: f64,
    /// Tokens from the first of the content to its last, what stands between its pieces included.
    pub(crate) content_tokens: Range<usize>,
    /// Tokens of the phrase that the grammar makes the speaker.
    pub(crate) subject: Option<Range<usize>>,
    /// Tokens of the cue.
    pub(crate) cue_tokens: Option<Range<usize>>,
    /// How cue and content stand to each other.
    pub(crate) frame: Frame,
}

impl Claim {
    /// Makes a piece the one at `place` of the content.
    pub(super) fn insert(&mut self, place: usize, (span, tokens): (Span, Range<usize>)) {
        self.content.insert(place, span);
        let known = &self.content_tokens;
        self.content_tokens = known.start.min(tokens.start)..known.end.max(tokens.end);
    }

    /// Tokens of each piece of the content.
    pub(crate) fn pieces(&self, doc: &Document<'_>) -> Vec<Range<usize>> {
        match &*self.content {
            [_] => Vec::from_iter([self.content_tokens.clone()]),
            pieces => pieces.iter().map(|span| doc.tokens_in(*span)).collect(),
        }
    }

    /// The phrase that the grammar makes the speaker, before it is weighed against others.
    pub fn subject_span(&self, doc: &Document<'_>) -> Option<Span> {
        self.subject.clone().filter(|r| !r.is_empty()).map(|r| doc.span(r))
    }
}

/// How cue and content stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Frame {
    /// `said that …`
    That,
    /// `asked whether …`
    Question,
    /// `said, "…"`
    QuoteAfter,
    /// `said: …`
    Colon,
    /// `said the talks would fail`
    Bare,
    /// `wants to …`
    Infinitive,
    /// `urged them to …`
    ObjectInfinitive,
    /// `condemned …`, `fears of …`
    Noun,
    /// `called it …`
    As,
    /// `…, she said.`
    Final,
    /// `…, she said, …`
    Medial,
    /// `…, said Ana Ferro`
    Inverted,
    /// `According to …, …`
    AccordingBefore,
    /// `…, according to …`
    AccordingAfter,
    /// A quotation without a cue.
    Uncued,
}

impl Frame {
    /// The name under which features know it.
    pub(super) fn atom(self) -> Atom<'static> {
        match self {
            Frame::That => const { Atom::new("that") },
            Frame::Question => const { Atom::new("question") },
            Frame::QuoteAfter => const { Atom::new("quote-after") },
            Frame::Colon => const { Atom::new("colon") },
            Frame::Bare => const { Atom::new("bare") },
            Frame::Infinitive => const { Atom::new("infinitive") },
            Frame::ObjectInfinitive => const { Atom::new("object-infinitive") },
            Frame::Noun => const { Atom::new("noun") },
            Frame::As => const { Atom::new("as") },
            Frame::Final => const { Atom::new("final") },
            Frame::Medial => const { Atom::new("medial") },
            Frame::Inverted => const { Atom::new("inverted") },
            Frame::AccordingBefore => const { Atom::new("according-before") },
            Frame::AccordingAfter => const { Atom::new("according-after") },
            Frame::Uncued => const { Atom::new("uncued") },
        }
    }

    /// Whether the content stands before the cue.
    pub(crate) fn is_content_first(self) -> bool {
        matches!(self, Frame::Final | Frame::Medial | Frame::Inverted | Frame::AccordingAfter)
    }
}
