//! Who said it: candidates for the speaker of a claim, weighed by a linear model.
//!
//! The features name no word of the article: place, distance, kind of mention, who spoke before.
//! What stands inside the claim's own content, or in any quotation, is never a candidate.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::names::Names;
use crate::claims::{Claim, ClaimKind, Frame};
use crate::learn::{LinearModel, TrainedModel, feature::FeatureKey};
use crate::text::{Class, Document, fold};
use crate::{Error, text::Span};

/// How far back, in tokens, a candidate may stand.
const REACH: usize = 120;
/// Most names and pronouns that are looked at on each side.
const MOST_NEAR: usize = 6;

/// The columns of the narrow table that the model is trained on, in order.
pub(super) const COLUMNS: [&str; 34] = [
    "subject", "subject-missing", "subject-name", "subject-pronoun", "subject-relative", "subject-long", "subject-head-person",
    "subject-head-other", "subject-first-person", "last-speaker", "speaker-before-last", "last-speaker-no-subject",
    "last-speaker-uncued", "same-unit", "same-paragraph", "next-to-cue", "before-cue", "distance", "name", "pronoun", "it",
    "head-person", "head-group", "head-other", "content-first", "uncued", "noun-frame", "uncued-same-paragraph",
    "uncued-before", "name-no-subject", "pronoun-no-subject", "longer", "opens-sentence", "direct",
];

/// Somebody who may have said it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    subject: bool,
    /// 1 for the speaker of the claim before, 2 for the one before that, 0 for neither.
    spoke: usize,
}

/// The speaker of a claim as the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    /// Tokens of the mention; none where nobody is named.
    pub mention: Option<Range<usize>>,
    /// Whether the mention is that of an earlier claim, taken over.
    pub carried: bool,
    /// How likely the answer is right, from 0 to 1.
    pub probability: f64,
}

/// Attributes claims to speakers with a trained model.
#[derive(Clone, Debug)]
pub struct Attributor {
    model: TrainedModel,
    weights: [f64; COLUMNS.len()],
    threshold: f64,
}

impl Attributor {
    /// Takes a model of the task `speaker`.
    ///
    /// # Errors
    /// If the model is for another task.
    pub fn new(model: TrainedModel) -> Result<Self, Error> {
        if model.header.task != "speaker" {
            return Err(Error::model(format!("a model for `{}`, expected one for `speaker`", model.header.task)));
        }
        let weights = weights(&model.model);
        let threshold = model.header.parameters.get("threshold").and_then(|t| t.parse().ok()).unwrap_or(0.4);
        Ok(Attributor { model, weights, threshold })
    }

    /// The model that the library ships. It is read once; later calls copy it.
    #[cfg(feature = "pretrained")]
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<Attributor> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/speaker.sayso"));
            TrainedModel::from_bytes(bytes).and_then(Self::new)
        };
        #[expect(clippy::expect_used, reason = "no input reaches it: the bytes are compiled in and tested")]
        SHIPPED.get_or_init(|| read().expect("the shipped model is whole")).clone()
    }

    /// The model.
    pub fn model(&self) -> &TrainedModel {
        &self.model
    }

    /// The speaker of each claim; `claims` in the order of the text.
    pub(crate) fn attribute(&self, doc: &Document<'_>, names: &Names, claims: &[Claim]) -> Vec<Attribution> {
        let mut spoken: Vec<Option<Range<usize>>> = Vec::with_capacity(claims.len());
        let mut found = Vec::with_capacity(claims.len());
        for claim in claims {
            let mut best: Option<(f64, Candidate)> = None;
            for candidate in candidates(doc, names, claim, &spoken) {
                let probability = self.probability(&row(doc, claim, &candidate));
                if best.as_ref().is_none_or(|(p, _)| probability > *p) {
                    best = Some((probability, candidate));
                }
            }
            let attribution = match best {
                Some((probability, candidate)) if probability >= self.threshold => Attribution {
                    carried: candidate.spoke > 0 && !candidate.subject,
                    mention: Some(candidate.tokens),
                    probability,
                },
                other => Attribution { mention: None, carried: false, probability: 1.0 - other.map_or(0.0, |(p, _)| p) },
            };
            spoken.push(attribution.mention.clone());
            found.push(attribution);
        }
        found
    }

    fn probability(&self, row: &[f64; COLUMNS.len()]) -> f64 {
        let intercept = self.model.model.intercepts().get(1).copied().map_or(0.0, f64::from);
        let score = self.weights.iter().zip(row).fold(intercept, |sum, (w, x)| sum + w * x);
        1.0 / (1.0 + (-score).exp())
    }
}

fn weights(model: &LinearModel) -> [f64; COLUMNS.len()] {
    COLUMNS.map(|name| {
        model
            .find(FeatureKey::of_name(name))
            .and_then(|id| model.weights(id).get(1).copied())
            .map_or(0.0, f64::from)
    })
}

/// Who may have said `claim`: its grammatical subject, those who spoke last, names and pronouns near by.
pub(super) fn candidates(doc: &Document<'_>, names: &Names, claim: &Claim, spoken: &[Option<Range<usize>>]) -> Vec<Candidate> {
    let content: Vec<Range<usize>> = claim.content.iter().map(|s| doc.tokens_in(*s)).collect();
    let outside = |r: &Range<usize>| {
        !r.is_empty() && !content.iter().any(|c| c.start < r.end && r.start < c.end) && doc.quote_at(r.end - 1).is_none()
    };
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |tokens: Range<usize>, subject: bool, spoke: usize| {
        if !outside(&tokens) && !subject || tokens.is_empty() {
            return;
        }
        match found.iter_mut().find(|c| c.tokens.start < tokens.end && tokens.start < c.tokens.end) {
            Some(known) if known.subject || known.spoke > 0 => {
                known.spoke = if known.spoke == 0 { spoke } else { known.spoke };
            }
            Some(known) => *known = Candidate { tokens, subject, spoke },
            None => found.push(Candidate { tokens, subject, spoke }),
        }
    };
    if let Some(subject) = claim.subject.clone() {
        add(subject, true, 0);
    }
    let mut before = spoken.iter().rev().flatten();
    if let Some(last) = before.next() {
        add(last.clone(), false, 1);
        if let Some(other) = before.find(|r| *r != last) {
            add(other.clone(), false, 2);
        }
    }
    let at = anchor(claim, &content);
    let unit = doc.sentences().get(doc.sentence_of(at)).cloned().unwrap_or(at..at);
    let from = at.saturating_sub(REACH);
    let near = names.within(&(from..(at + REACH).min(unit.end + REACH)));
    let split = near.partition_point(|n| n.tokens.start < at);
    for name in near[..split].iter().rev().filter(|n| !n.quoted).take(MOST_NEAR).chain(near[split..].iter().filter(|n| !n.quoted).take(2)) {
        add(name.title.start.min(name.tokens.start)..name.tokens.end, false, 0);
    }
    let pronoun = |i: &usize| {
        doc.tokens().get(*i).is_some_and(|t| t.is(Class::SUBJECT_PRONOUN) && !t.is(Class::RELATIVE.or(Class::SECOND_PERSON)) && doc.quote_at(*i).is_none())
    };
    for i in (unit.start..unit.end).filter(pronoun).take(4) {
        add(i..i + 1, false, 0);
    }
    found
}

/// The token from which distances are counted: the cue, or the start of the content.
fn anchor(claim: &Claim, content: &[Range<usize>]) -> usize {
    claim.cue_tokens.as_ref().map_or_else(|| content.first().map_or(0, |r| r.start), |c| c.start)
}

/// The features of a candidate, in the order of [`COLUMNS`].
pub(super) fn row(doc: &Document<'_>, claim: &Claim, candidate: &Candidate) -> [f64; COLUMNS.len()] {
    let words = SpeakerWords::english();
    let content: Vec<Range<usize>> = claim.content.iter().map(|s| doc.tokens_in(*s)).collect();
    let at = anchor(claim, &content);
    let cue = claim.cue_tokens.clone().unwrap_or(at..at);
    let r = &candidate.tokens;
    let tokens = doc.tokens();
    let first = tokens.get(r.start);
    let name = r.clone().any(|i| tokens.get(i).is_some_and(|t| t.is_capital())) && !(r.len() == 1 && first.is_some_and(|t| t.is(Class::SUBJECT_PRONOUN)));
    let pronoun = r.len() == 1 && first.is_some_and(|t| t.is(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE)));
    let it = r.len() == 1 && doc.word(r.start).eq_ignore_ascii_case("it");
    let relative = r.len() == 1 && first.is_some_and(|t| t.is(Class::RELATIVE));
    let first_person = r.len() == 1 && first.is_some_and(|t| t.is(Class::FIRST_PERSON));
    let head = head_word(doc, r);
    let person = words.is("role", &head);
    let group = words.is("group", &head) || words.is("organisation", &head);
    let other_head = !name && !pronoun && !person && !group;
    let no_subject = claim.subject.is_none();
    let uncued = claim.frame == Frame::Uncued;
    let distance = if r.end <= cue.start { cue.start - r.end } else { r.start.saturating_sub(cue.end) };
    let same_unit = doc.sentence_of(r.start) == doc.sentence_of(at);
    let same_paragraph = doc.paragraph_of(r.start) == doc.paragraph_of(at);
    let s = candidate.subject;
    let flags = [
        s,
        no_subject,
        s && name,
        s && pronoun,
        s && relative,
        s && r.len() > 12,
        s && (person || group),
        s && other_head,
        s && first_person,
        candidate.spoke == 1,
        candidate.spoke == 2,
        candidate.spoke == 1 && no_subject,
        candidate.spoke == 1 && uncued,
        same_unit,
        same_paragraph,
        distance <= 1,
        r.end <= cue.start,
    ];
    let rest = [
        name,
        pronoun,
        it,
        person,
        group,
        other_head,
        claim.frame.is_content_first(),
        uncued,
        matches!(claim.frame, Frame::Noun | Frame::As),
        uncued && same_paragraph,
        uncued && r.end <= cue.start,
        name && no_subject,
        pronoun && no_subject,
        r.len() > 3,
        doc.sentences().get(doc.sentence_of(r.start)).is_some_and(|u| u.start == r.start),
        claim.kind == ClaimKind::Direct,
    ];
    let mut row = [0.0; COLUMNS.len()];
    for (slot, flag) in row.iter_mut().zip(flags) {
        *slot = f64::from(u8::from(flag));
    }
    row[flags.len()] = (1.0 + distance as f64).ln();
    for (slot, flag) in row.iter_mut().skip(flags.len() + 1).zip(rest) {
        *slot = f64::from(u8::from(flag));
    }
    row
}

/// The head of a noun phrase, folded: its last word before a preposition, comma or relative clause.
pub(crate) fn head_word(doc: &Document<'_>, range: &Range<usize>) -> String {
    let mut head = String::new();
    fold(doc.word(head_token(doc, range)), &mut head);
    head
}

/// The token of the head of a noun phrase.
pub(crate) fn head_token(doc: &Document<'_>, range: &Range<usize>) -> usize {
    let mut last = range.start;
    for i in range.clone() {
        let Some(token) = doc.tokens().get(i) else { break };
        let stops = token.is(Class::PREPOSITION.or(Class::RELATIVE)) || doc.is_mark(i, ",") || doc.is_mark(i, "(");
        if stops && i > range.start {
            break;
        }
        if token.is_word() {
            last = i;
        }
    }
    last
}

/// The span of a mention.
pub(crate) fn mention_span(doc: &Document<'_>, mention: &Range<usize>) -> Span {
    doc.span(mention.clone())
}
impl Attributor {
    /// DEBUG
    pub fn debug(&self, doc: &Document<'_>, claims: &[Claim]) -> Vec<(Option<Span>, Option<String>, Option<Span>)> {
        let names = Names::of(doc);
        let at = self.attribute(doc, &names, claims);
        let rs = super::resolve::resolve(doc, &names, claims, &at);
        at.iter().zip(rs).zip(claims).map(|((a, r), c)| (a.mention.as_ref().map(|m| doc.span(m.clone())), r.map(|r| r.name), super::relay::relay(doc, c, a.mention.as_ref()))).collect()
    }
}
