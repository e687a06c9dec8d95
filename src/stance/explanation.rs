//! Why a claim has the score it has: every feature that carried it, with its words.

use serde::Serialize;

use super::wording::in_words;
use crate::learn::{LinearModel, LocatedFeatures};
use crate::text::Span;

/// The score of one label, taken apart.
///
/// [`score`](Self::score) is the bias and the weights, added up in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The name of the label.
    pub label: String,
    /// The score before any feature.
    pub bias: f64,
    /// What each feature adds, in the order of the model's features.
    pub contributions: Vec<Contribution>,
}

/// What one feature adds to a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contribution {
    /// The name of the feature: its family, `=`, and its words or classes.
    pub feature: String,
    /// Where it was first found; none where it tells of the claim as a whole.
    pub span: Option<Span>,
    /// What it adds.
    pub weight: f64,
}

impl Contribution {
    /// What the feature says of the claim, in plain words.
    pub fn in_words(&self) -> String {
        in_words(&self.feature)
    }
}

impl Explanation {
    /// Takes apart the score of the label at `label`.
    pub(crate) fn new(model: &LinearModel, mut found: LocatedFeatures<'_>, label: usize) -> Self {
        let at = |values: &[f32]| values.get(label).copied().map_or(0.0, f64::from);
        let contributions = found
            .distinct()
            .iter()
            .map(|&(id, span)| Contribution {
                feature: model.name(id).to_owned(),
                span,
                weight: at(model.weights(id)),
            })
            .collect();
        Explanation {
            label: model.labels().get(label).cloned().unwrap_or_default(),
            bias: at(model.intercepts()),
            contributions,
        }
    }

    /// The score: what the model computes, to the last bit.
    pub fn score(&self) -> f64 {
        self.contributions.iter().fold(self.bias, |sum, part| sum + part.weight)
    }

    /// The contributions, those that weigh most (for or against) first.
    pub fn strongest(&self) -> Vec<&Contribution> {
        let mut sorted: Vec<&Contribution> = self.contributions.iter().collect();
        sorted.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        sorted
    }
}
