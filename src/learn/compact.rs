//! From what was fitted to the model that is shipped.

use super::linear_model::{LinearModel, LinearModelParts};
use super::multinomial::FittedMultinomial;
use super::names::FeatureNames;
use super::vocabulary::Vocabulary;
use crate::Error;

/// The fitted weights as a [`LinearModel`], without the features of which every weight is nearer
/// to zero than `threshold`.
///
/// `labels` and `shares` are in the order of the classes, one each; the shares need not be 1 in
/// all. Numbers are rounded to `f32`.
///
/// # Errors
/// If the vocabulary is not that of the fitted rows, or labels, shares or temperature are not
/// what [`LinearModel::new`] asks for.
pub fn compact(
    fitted: &FittedMultinomial,
    vocabulary: &Vocabulary,
    labels: &[String],
    shares: &[f64],
    temperature: f64,
    threshold: f64,
) -> Result<LinearModel, Error> {
    if vocabulary.len() != fitted.weights().nrows() {
        return Err(Error::training(format!(
            "a vocabulary of {} features for a model of {}",
            vocabulary.len(),
            fitted.weights().nrows()
        )));
    }
    let mut names = Vec::new();
    let mut weights = Vec::new();
    for (name, row) in vocabulary.names().iter().zip(fitted.weights().rows()) {
        if row.iter().any(|weight| weight.abs() >= threshold) {
            names.push(name);
            weights.extend(row.iter().map(|&weight| weight as f32));
        }
    }
    let total: f64 = shares.iter().sum();
    LinearModel::new(LinearModelParts {
        labels: labels.to_vec(),
        names: FeatureNames::new(names)?,
        weights,
        intercepts: fitted.intercepts().iter().map(|&value| value as f32).collect(),
        shares: shares.iter().map(|share| (share / total) as f32).collect(),
        temperature: temperature as f32,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use linfa::DatasetBase;
    use linfa::traits::Fit;
    use ndarray::{Array1, array};

    use super::super::feature::FeatureKey;
    use super::super::multinomial::MultinomialLogistic;
    use super::*;

    fn named(features: &[&str]) -> Vec<(String, f32)> {
        features.iter().map(|name| (name.to_string(), 1.0)).collect()
    }

    #[test]
    fn scores_as_the_fitted_model_does_without_idle_features() {
        let rows = [
            named(&["both", "sign=hail"]),
            named(&["both", "sign=sun"]),
            named(&["both", "sign=hail", "sign=sun"]),
            named(&["both"]),
        ];
        let vocabulary = Vocabulary::build(&rows, 1).unwrap();
        let sparse = vocabulary.rows(&rows, true).unwrap();
        let data = DatasetBase::new(sparse.clone(), array![0, 1, 0, 0]);
        let fitted = MultinomialLogistic::new().fit(&data).unwrap();
        let labels = ["bad".to_string(), "good".to_string()];
        let model = compact(&fitted, &vocabulary, &labels, &[3.0, 1.0], 1.5, 0.1).unwrap();

        let kept: Vec<&str> = model.features().map(|id| model.name(id)).collect();
        assert_eq!(kept, ["sign=hail", "sign=sun"], "`both` tells nothing");
        assert_eq!((model.shares(), model.temperature()), (&[0.75, 0.25][..], 1.5));
        let fitted_scores = fitted.scores(&sparse);
        for (row, fitted_row) in rows.iter().zip(fitted_scores.rows()) {
            let mut scores: Array1<f64> = model.intercepts().iter().map(|&b| b.into()).collect();
            for id in row.iter().filter_map(|(name, _)| model.find(FeatureKey::of_name(name))) {
                scores += &model.weights(id).iter().map(|&w| f64::from(w)).collect::<Array1<_>>();
            }
            let difference = (scores - fitted_row).mapv(f64::abs).sum();
            assert!(difference < 1e-6, "{row:?}: {difference}");
        }
    }

    #[test]
    fn refuses_another_vocabulary() {
        let rows = [named(&["a"]), named(&["b"])];
        let vocabulary = Vocabulary::build(&rows, 1).unwrap();
        let data = DatasetBase::new(vocabulary.rows(&rows, true).unwrap(), array![0, 1]);
        let fitted = MultinomialLogistic::new().fit(&data).unwrap();
        let other = Vocabulary::build(&rows[..1], 1).unwrap();
        let labels = ["a".to_string(), "b".to_string()];
        assert!(compact(&fitted, &other, &labels, &[0.5, 0.5], 1.0, 0.0).is_err());
        assert!(compact(&fitted, &vocabulary, &labels, &[1.0, 0.0], 1.0, 0.0).is_err());
        assert!(compact(&fitted, &vocabulary, &labels, &[0.5, 0.5], 1.0, 0.0).is_ok());
    }
}
