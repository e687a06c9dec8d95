//! The compact multi-class linear model: all that using a trained model takes.
//!
//! Scoring is the sum of a few rows of weights, each found by one look-up of a 64-bit key. It is
//! plain data without linfa, so that inference compiles anywhere.

use super::feature::FeatureKey;
use super::key_table::{KeyClash, KeyTable};
use super::names::FeatureNames;
use super::softmax::softmax;
use crate::Error;

/// The number of a feature in one [`LinearModel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureId(pub(super) u32);

/// What a [`LinearModel`] is made of; `labels` and `features` stand for their numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModelParts {
    /// The labels, two or more, each once.
    pub labels: Vec<String>,
    /// The names of the features.
    pub names: FeatureNames,
    /// `features` × `labels` weights, feature by feature.
    pub weights: Vec<f32>,
    /// The score of each label before any feature.
    pub intercepts: Vec<f32>,
    /// The share of each label in the training rows; positive, 1 in all.
    pub shares: Vec<f32>,
    /// What scores are divided by before they become probabilities.
    pub temperature: f32,
}

/// A trained linear model over named features.
///
/// ```
/// use sayso::learn::{FeatureNames, LinearModel, LinearModelParts, feature::FeatureKey};
///
/// let model = LinearModel::new(LinearModelParts {
///     labels: vec!["other".into(), "denial".into()],
///     names: FeatureNames::new(["cue=deni", "cue=said"])?,
///     weights: vec![-1.5, 1.5, 0.25, -0.25],
///     intercepts: vec![0.5, -0.5],
///     shares: vec![0.9, 0.1],
///     temperature: 1.0,
/// })?;
/// let id = model.find(FeatureKey::of_name("cue=deni")).unwrap();
/// let scores: Vec<f64> = (model.intercepts().iter().zip(model.weights(id)))
///     .map(|(&intercept, &weight)| f64::from(intercept + weight))
///     .collect();
/// assert!(model.probabilities(&scores, None)[1] > 0.8);
/// // Where half of all claims are denials, this one is surer still.
/// assert!(model.probabilities(&scores, Some(&[0.5, 0.5]))[1] > 0.95);
/// # Ok::<(), sayso::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModel {
    parts: LinearModelParts,
    table: KeyTable,
}

impl LinearModel {
    /// Checks the parts and builds the look-up table.
    ///
    /// # Errors
    /// If there are fewer than two labels or one twice, a table is of another size than labels
    /// and names ask for, a number is not finite, the temperature or a share is not positive,
    /// the shares are not 1 in all, or two names have the same key.
    pub fn new(parts: LinearModelParts) -> Result<Self, Error> {
        check_labels(&parts.labels)?;
        let (labels, features) = (parts.labels.len(), parts.names.len());
        check_table("weights", &parts.weights, features.checked_mul(labels))?;
        check_table("intercepts", &parts.intercepts, Some(labels))?;
        check_table("shares", &parts.shares, Some(labels))?;
        check_shares(&parts.shares)?;
        if !(parts.temperature.is_finite() && parts.temperature > 0.0) {
            return Err(Error::model(format!(
                "the temperature is {}, it must be a positive number",
                parts.temperature
            )));
        }
        let table = KeyTable::new(parts.names.iter().map(FeatureKey::of_name))
            .map_err(|clash| clash_error(clash, &parts.names))?;
        Ok(LinearModel { parts, table })
    }

    /// The labels, in the order of scores and probabilities.
    pub fn labels(&self) -> &[String] {
        &self.parts.labels
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.parts.names.len()
    }

    /// Whether no feature has weights.
    pub fn is_empty(&self) -> bool {
        self.parts.names.is_empty()
    }

    /// The feature of this key, if the model has it.
    #[inline]
    pub fn find(&self, key: FeatureKey) -> Option<FeatureId> {
        self.table.find(key).map(FeatureId)
    }

    /// The look-up table.
    #[inline]
    pub(crate) fn table(&self) -> &KeyTable {
        &self.table
    }

    /// The weight of a feature for each label; empty for an id of another, larger model.
    #[inline]
    pub fn weights(&self, id: FeatureId) -> &[f32] {
        let labels = self.parts.labels.len();
        let start = id.0 as usize * labels;
        self.parts.weights.get(start..start + labels).unwrap_or_default()
    }

    /// The name of a feature; empty for an id of another, larger model.
    pub fn name(&self, id: FeatureId) -> &str {
        self.parts.names.get(id.0 as usize).unwrap_or_default()
    }

    /// The features in order of their names.
    pub fn features(&self) -> impl ExactSizeIterator<Item = FeatureId> + use<> {
        // Names are fewer than 2³², `FeatureNames` sees to it.
        (0..self.len() as u32).map(FeatureId)
    }

    /// The score of each label before any feature.
    pub fn intercepts(&self) -> &[f32] {
        &self.parts.intercepts
    }

    /// The share of each label in the training rows.
    pub fn shares(&self) -> &[f32] {
        &self.parts.shares
    }

    /// What scores are divided by before they become probabilities.
    pub fn temperature(&self) -> f32 {
        self.parts.temperature
    }

    /// The probability of each label, from its score (the intercept and all weights added up).
    ///
    /// Without `prior` the labels are taken to be as frequent as in the training rows. With it,
    /// one weight a label in any unit, they are moved to that frequency: pᵢ · priorᵢ / shareᵢ,
    /// renormalised (Saerens, Latinne and Decaestecker 2002). A negative weight counts as 0; a
    /// prior of another length, without a positive weight or with one that is not finite is not
    /// applied.
    pub fn probabilities(&self, scores: &[f64], prior: Option<&[f64]>) -> Vec<f64> {
        let mut result = scores.to_vec();
        let shifts = prior.and_then(|prior| self.shifts(prior));
        self.to_probabilities(&mut result, |label| shifts.as_ref().map_or(0.0, |shifts| shifts[label]));
        result
    }

    /// What `prior` adds to the score of each label; nothing of one that is not applied.
    pub(crate) fn shifts(&self, prior: &[f64]) -> Option<Vec<f64>> {
        let shares = &self.parts.shares;
        let shift = |(&prior, &share): (&f64, &f32)| prior.max(0.0).ln() - f64::from(share).ln();
        is_prior(prior, shares.len()).then(|| prior.iter().zip(shares).map(shift).collect())
    }

    /// Makes probabilities of scores in their place; `shift` is what the prior adds for a label.
    pub(crate) fn to_probabilities(&self, scores: &mut [f64], shift: impl Fn(usize) -> f64) {
        let temperature = f64::from(self.parts.temperature);
        for (label, score) in scores.iter_mut().enumerate() {
            *score = *score / temperature + shift(label);
        }
        softmax(scores);
    }

    /// Bytes that the model holds on the heap.
    pub fn memory_usage(&self) -> usize {
        let parts = &self.parts;
        let numbers = parts.weights.capacity() + parts.intercepts.capacity() + parts.shares.capacity();
        let labels = parts.labels.capacity() * size_of::<String>()
            + parts.labels.iter().map(String::capacity).sum::<usize>();
        labels + parts.names.memory_usage() + numbers * size_of::<f32>() + self.table.memory_usage()
    }

    /// The parts, for writing them to a file.
    pub(crate) fn parts(&self) -> &LinearModelParts {
        &self.parts
    }
}

impl FeatureId {
    /// The place of the feature among the sorted names, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

fn check_labels(labels: &[String]) -> Result<(), Error> {
    if labels.len() < 2 {
        return Err(Error::model(format!("{} labels, at least two are needed", labels.len())));
    }
    let mut sorted: Vec<&String> = labels.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::model(format!("the label {:?} stands twice", pair[0]))),
        None => Ok(()),
    }
}

fn check_table(what: &str, table: &[f32], expected: Option<usize>) -> Result<(), Error> {
    if Some(table.len()) != expected {
        let expected = expected.map_or("more than memory can hold".into(), |n| n.to_string());
        return Err(Error::model(format!("{} {what}, expected {expected}", table.len())));
    }
    // All at once first, without a branch for each.
    if table.iter().fold(true, |all, value| all & value.is_finite()) {
        return Ok(());
    }
    match table.iter().position(|value| !value.is_finite()) {
        Some(place) => Err(Error::model(format!("{what}: number {place} is {}", table[place]))),
        None => Ok(()),
    }
}

fn check_shares(shares: &[f32]) -> Result<(), Error> {
    let sum: f64 = shares.iter().map(|&share| f64::from(share)).sum();
    if shares.iter().any(|&share| share <= 0.0) || (sum - 1.0).abs() > 1e-3 {
        return Err(Error::model(format!(
            "shares of the labels {shares:?}, expected positive numbers that are 1 in all"
        )));
    }
    Ok(())
}

fn is_prior(prior: &[f64], labels: usize) -> bool {
    prior.len() == labels
        && prior.iter().all(|weight| weight.is_finite())
        && prior.iter().any(|&weight| weight > 0.0)
}

/// Says which names clash.
pub(crate) fn clash_error(clash: KeyClash, names: &FeatureNames) -> Error {
    let name = |place: u32| names.get(place as usize).unwrap_or_default();
    Error::model(match clash {
        KeyClash::Same(one, other) => {
            format!("the features {:?} and {:?} have the same key", name(one), name(other))
        }
        KeyClash::Crowded(one) => {
            format!("too many features have keys alike to that of {:?}", name(one))
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn parts() -> LinearModelParts {
        LinearModelParts {
            labels: vec!["calm".into(), "storm".into()],
            names: FeatureNames::new(["sky=dark", "sky=dark cloud", "wind"]).unwrap(),
            weights: vec![-1.0, 1.0, -2.0, 2.0, 0.5, -0.5],
            intercepts: vec![0.25, -0.25],
            shares: vec![0.75, 0.25],
            temperature: 2.0,
        }
    }

    #[test]
    fn finds_features_by_key() {
        let model = LinearModel::new(parts()).unwrap();
        let cases: [(&str, Option<&[f32]>, &str); 5] = [
            ("sky=dark", Some(&[-1.0, 1.0]), "a word"),
            ("sky=dark cloud", Some(&[-2.0, 2.0]), "two words"),
            ("wind", Some(&[0.5, -0.5]), "a family without words"),
            ("sky=cloud dark", None, "the order of words counts"),
            ("sea=dark", None, "the family counts"),
        ];
        for (name, expected, reason) in cases {
            let id = model.find(FeatureKey::of_name(name));
            assert_eq!(id.map(|id| model.weights(id)), expected, "{reason}");
            assert!(id.is_none_or(|id| model.name(id) == name), "{reason}");
        }
        assert_eq!(model.features().map(FeatureId::index).collect::<Vec<_>>(), [0, 1, 2]);
        assert!(model.memory_usage() > 6 * 4 + 18 + 8 * 16);
    }

    #[test]
    fn an_id_of_a_larger_model_is_harmless() {
        let model = LinearModel::new(parts()).unwrap();
        assert_eq!((model.weights(FeatureId(3)), model.name(FeatureId(3))), (&[][..], ""));
    }

    #[test]
    fn probabilities_follow_temperature_and_prior() {
        let model = LinearModel::new(parts()).unwrap();
        let even = [0.0, 0.0];
        let odds_9 = [0.0, 2.0 * 9f64.ln()];
        type Case<'a> = (&'a [f64], Option<&'a [f64]>, f64, &'a str);
        let cases: [Case<'_>; 9] = [
            (&even, None, 0.5, "no evidence"),
            (&odds_9, None, 0.9, "the temperature halves the log odds"),
            (&even, Some(&[0.75, 0.25]), 0.5, "the training shares as prior change nothing"),
            (&even, Some(&[0.5, 0.5]), 0.75, "storms more frequent than in training"),
            (&even, Some(&[5.0, 5.0]), 0.75, "the unit of the prior does not count"),
            (&even, Some(&[1.0, 0.0]), 0.0, "what the prior excludes"),
            (&odds_9, Some(&[-3.0, 1.0]), 1.0, "a negative weight is none"),
            (&odds_9, Some(&[0.0, 0.0]), 0.9, "no prior at all"),
            (&odds_9, Some(&[1.0]), 0.9, "a prior for other labels"),
        ];
        for (scores, prior, storm, reason) in cases {
            let found = model.probabilities(scores, prior);
            assert!((found[1] - storm).abs() < 1e-12, "{reason}: {found:?}");
            assert!((found[0] + found[1] - 1.0).abs() < 1e-12, "{reason}: {found:?}");
        }
    }

    #[test]
    fn refuses_parts_that_do_not_fit() {
        type Break = fn(&mut LinearModelParts);
        let cases: [(Break, &str); 14] = [
            (|p| p.labels.truncate(1), "1 labels"),
            (|p| p.labels[1] = "calm".into(), "twice"),
            (|p| p.labels.push("snow".into()), "6 weights, expected 9"),
            (|p| p.weights.truncate(5), "5 weights, expected 6"),
            (|p| p.intercepts.push(0.0), "3 intercepts, expected 2"),
            (|p| p.shares.truncate(1), "1 shares, expected 2"),
            (|p| p.weights[3] = f32::NAN, "weights: number 3 is NaN"),
            (|p| p.intercepts[0] = f32::INFINITY, "intercepts: number 0 is inf"),
            (|p| p.shares = vec![1.0, 0.0], "positive"),
            (|p| p.shares = vec![0.5, 0.4], "1 in all"),
            (|p| p.temperature = 0.0, "temperature is 0"),
            (|p| p.temperature = f32::NAN, "temperature is NaN"),
            (|p| p.names = FeatureNames::new(["a", "b"]).unwrap(), "6 weights, expected 4"),
            (|p| p.names = FeatureNames::new(["a", "a=", "b"]).unwrap(), "same key"),
        ];
        for (break_it, expected) in cases {
            let mut parts = parts();
            break_it(&mut parts);
            let message = LinearModel::new(parts).unwrap_err().to_string();
            assert!(message.contains(expected), "{message:?} does not say {expected:?}");
        }
    }
}
