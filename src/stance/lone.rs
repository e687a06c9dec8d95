//! A lone sentence: which of its claims is meant when nobody says so.
//!
//! Training, evaluation and use all ask here, so a row without marked words is seen the same way
//! by all of them.

#[cfg(any(feature = "pretrained", feature = "train"))]
use crate::claims::ClaimFinder;
use crate::text::{Document, Span};

/// The claim of a sentence that holds perhaps several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LoneClaim {
    pub content: Vec<Span>,
    pub cue: Option<Span>,
    pub speaker: Option<Span>,
}

/// The claim of a passage of `doc` that the shipped finder finds; nothing where it is not built in.
#[cfg(feature = "pretrained")]
pub(crate) fn lone_claim(doc: &Document<'_>, passage: Span) -> Option<LoneClaim> {
    lone_claim_by(&ClaimFinder::pretrained(), doc, passage)
}

#[cfg(not(feature = "pretrained"))]
pub(crate) fn lone_claim(_: &Document<'_>, _: Span) -> Option<LoneClaim> {
    None
}

/// The claim of a passage of `doc` whose cue or content holds the strongest words of an act, the
/// first of equal ones; nothing where `finder` finds no claim.
#[cfg(any(feature = "pretrained", feature = "train"))]
pub(crate) fn lone_claim_by(finder: &ClaimFinder, doc: &Document<'_>, passage: Span) -> Option<LoneClaim> {
    let mut best: Option<(usize, LoneClaim)> = None;
    for claim in
        finder.find(doc).into_iter().filter(|claim| claim.content.iter().any(|c| c.overlaps(passage)))
    {
        let acts = |span: &Span| {
            doc.tokens_in(*span).filter(|&i| !super::acts::acts(doc.tokens()[i].hash).is_empty()).count()
        };
        let in_cue: usize = claim.cue.iter().map(acts).sum();
        let in_content: usize = claim.content.iter().map(acts).sum();
        let strength = 4 * in_cue + in_content.min(3);
        if best.as_ref().is_none_or(|(most, _)| strength > *most) {
            let speaker = claim.subject_span(doc);
            best = Some((strength, LoneClaim { content: claim.content, cue: claim.cue, speaker }));
        }
    }
    best.map(|(_, claim)| claim)
}
