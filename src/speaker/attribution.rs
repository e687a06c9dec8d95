//! Who said it: candidates for the speaker of a claim, weighed by a linear model.

use std::ops::Range;

use super::candidates::{Candidate, Candidates};
use super::names::Names;
use super::row::{COLUMNS, Row, most};
use super::setting::Setting;
use crate::claims::{Claim, Frame};
use crate::learn::{LinearModel, TrainedModel, feature::FeatureKey};
use crate::text::Document;
use crate::{Error, text::Span};

/// How likely it is that a quotation without any cue goes on with the speaker before.
const CARRIED: f64 = 0.5;

/// The speaker of a claim as the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    /// Tokens of the mention; none where nobody is named.
    pub mention: Option<Range<usize>>,
    /// Whether the mention is that of an earlier claim, taken over.
    pub carried: bool,
    /// Whether the mention stands in the content of an earlier claim: who it names is spoken of there.
    pub nested: bool,
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
    /// If the model is for another task or has other labels, or its threshold is not from 0 to 1.
    pub fn new(model: TrainedModel) -> Result<Self, Error> {
        model.header.check("speaker", &["no", "yes"])?;
        let weights = weights(&model.model);
        let threshold = model.header.threshold(0.4)?;
        Ok(Attributor { model, weights, threshold })
    }

    /// The model that the library ships. It is read once; later calls copy it.
    #[cfg(feature = "pretrained")]
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<Attributor> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/speaker.sayso"));
            TrainedModel::from_static(bytes).and_then(Self::new)
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
        let mut spoken = Spoken::default();
        let mut found: Vec<Attribution> = Vec::with_capacity(claims.len());
        let mut end_before = 0;
        let mut before = None;
        for claim in claims {
            let setting = Setting::of(doc, claim, end_before);
            let mut attribution = match self.likeliest(doc, names, claim, &setting, &spoken) {
                Some((probability, candidate)) if probability >= self.threshold => Attribution {
                    carried: candidate.spoke > 0
                        && !candidate.subject
                        && elsewhere(doc, &setting, &candidate.tokens),
                    mention: Some(candidate.tokens),
                    nested: false,
                    probability,
                },
                other => carried(doc, claim, &setting, &spoken, end_before).unwrap_or(Attribution {
                    mention: None,
                    carried: false,
                    nested: false,
                    probability: 1.0 - other.map_or(0.0, |(p, _)| p),
                }),
            };
            attribution.nested = attribution.mention.as_ref().is_some_and(|m| is_reported(doc, before, m));
            before = Some(claim);
            spoken.add(attribution.mention.clone());
            end_before = setting.end.max(end_before);
            found.push(attribution);
        }
        found
    }

    /// The likeliest speaker of a claim with the probability, the first of several; none where nobody may
    /// have said it.
    fn likeliest(
        &self,
        doc: &Document<'_>,
        names: &Names,
        claim: &Claim,
        setting: &Setting,
        spoken: &Spoken,
    ) -> Option<(f64, Candidate)> {
        let intercept = self.model.model.intercepts().get(1).copied().map_or(0.0, f64::from);
        let score = |c: &Candidate| Row::of(doc, names, claim, setting, c).score(intercept, &self.weights);
        let probability = |score: f64| 1.0 / (1.0 + (-score).exp());
        let mut found = Candidates::foremost(doc, names, claim, setting, spoken.last());
        // Only those are looked for and weighed who could have more than the subject has.
        let subject = found.list.first().filter(|c| c.subject).map(score);
        let beats =
            |here: bool| subject.is_some_and(|s| s >= most(claim, setting, here, intercept, &self.weights));
        let all = beats(true);
        let elsewhere = all || beats(false);
        if !all {
            found.add_near(doc, names, setting, elsewhere);
        }
        let mut best = subject.map(|subject| (0, probability(subject)));
        for (place, candidate) in found.list.iter().enumerate().skip(usize::from(subject.is_some())) {
            if all || elsewhere && !setting.sentence.contains(&candidate.tokens.start) {
                continue;
            }
            let probability = probability(score(candidate));
            if best.is_none_or(|(_, least)| probability > least) {
                best = Some((place, probability));
            }
        }
        best.map(|(place, probability)| (probability, found.list.swap_remove(place)))
    }
}

/// Whoever spoke last says what a quotation without a cue goes on with: in the same paragraph, or
/// in the next one right behind the last claim.
fn carried(
    doc: &Document<'_>,
    claim: &Claim,
    setting: &Setting,
    spoken: &Spoken,
    end_before: usize,
) -> Option<Attribution> {
    if claim.frame != Frame::Uncued {
        return None;
    }
    let mention = spoken.last()[0].clone()?;
    let last = doc.paragraph_of(end_before.saturating_sub(1).max(mention.start));
    let distance = doc.paragraph_of(setting.at).checked_sub(last)?;
    let carried = elsewhere(doc, setting, &mention);
    (distance <= 1).then_some(Attribution {
        mention: Some(mention),
        carried,
        nested: false,
        probability: CARRIED,
    })
}

/// Whether a mention stands in what the claim before it reports.
fn is_reported(doc: &Document<'_>, before: Option<&Claim>, mention: &Range<usize>) -> bool {
    let span = doc.span(mention.clone());
    before
        .is_some_and(|claim| claim.content.iter().any(|c| c.start() <= span.start() && span.end() <= c.end()))
}

/// Whether a mention stands in another paragraph than the claim.
fn elsewhere(doc: &Document<'_>, setting: &Setting, mention: &Range<usize>) -> bool {
    doc.paragraph_of(mention.start) != doc.paragraph_of(setting.at)
}

/// The speakers of the claims before: the last one and the last other one.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    last: [Option<Range<usize>>; 2],
}

impl Spoken {
    /// Takes the speaker of the next claim.
    pub(super) fn add(&mut self, mention: Option<Range<usize>>) {
        let Some(mention) = mention else { return };
        if self.last[0].as_ref() != Some(&mention) {
            self.last[1] = self.last[0].replace(mention);
        }
    }

    /// The last speaker and the one before.
    pub(super) fn last(&self) -> &[Option<Range<usize>>; 2] {
        &self.last
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

/// The span of a mention.
pub(crate) fn mention_span(doc: &Document<'_>, mention: &Range<usize>) -> Span {
    doc.span(mention.clone())
}
