//! What the features of a claim are taken from: its spans and the sentences they stand in.
//!
//! Training rows, evaluation and running text all go through this one type, so that none of them
//! sees more than the others.

use std::ops::Range;

use crate::text::{Document, Span};

/// A claim as the classifiers see it.
#[derive(Clone, Copy, Debug)]
pub struct ClaimView<'d, 't> {
    /// The text.
    pub doc: &'d Document<'t>,
    /// What is said, piece by piece in the order of the text; nothing means the whole text.
    pub content: &'d [Span],
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// The words that name who said it.
    pub speaker: Option<Span>,
    /// Whether nobody marked the claim: it is the one that was found in a lone passage, which may
    /// be about another. What stands around it then counts by itself.
    pub lone: bool,
}

impl<'d, 't> ClaimView<'d, 't> {
    /// The whole text as one claim of an unnamed speaker.
    pub fn whole(doc: &'d Document<'t>) -> Self {
        ClaimView { doc, content: &[], cue: None, speaker: None, lone: true }
    }

    /// Tokens of the sentences that content, cue and speaker stand in, from first to last.
    pub(crate) fn context(&self) -> Range<usize> {
        let spans = || self.content.iter().copied().chain(self.cue).chain(self.speaker);
        let (Some(start), Some(end)) = (spans().map(Span::start).min(), spans().map(Span::end).max()) else {
            return 0..self.doc.tokens().len();
        };
        let tokens = self.doc.tokens_in(Span::new(start, end));
        let sentence = |token| self.doc.sentences().get(self.doc.sentence_of(token));
        let first = sentence(tokens.start).map_or(tokens.start, |s| s.start.min(tokens.start));
        let last = tokens.end.saturating_sub(1);
        let end = sentence(last).map_or(tokens.end, |s| s.end.max(tokens.end));
        first..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_is_the_sentences_of_the_claim() {
        let text = "It rained. Bo Lind said roads may flood. He left.";
        let doc = Document::new(text);
        let at = |words: &str| {
            let start = text.find(words).unwrap_or(0);
            Span::new(start, start + words.len())
        };
        let content = [at("roads may flood")];
        let one =
            ClaimView { doc: &doc, content: &content, cue: Some(at("said")), speaker: None, lone: false };
        assert_eq!(doc.span(one.context()).of(text), "Bo Lind said roads may flood.");
        let two = ClaimView { speaker: Some(at("He")), ..one };
        assert_eq!(doc.span(two.context()).of(text), "Bo Lind said roads may flood. He left.");
        assert_eq!(doc.span(ClaimView::whole(&doc).context()).of(text), text);
    }
}
