//! Fits, calibrates and judges a linear model over named features; stance and role share it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use linfa::ParamGuard;
use ndarray::Array2;

use super::classifier::{DECISION, choose};
use super::rows::Rows;
use crate::Error;
use crate::learn::{
    FittedMultinomial, ModelHeader, MultinomialLogistic, Pass, TrainedModel, check_classes, compact,
    fit_temperature, stratified_group_folds, telling_scales,
};

/// How many features are learnt from at most, unless told otherwise: nearly twice what the rows of the
/// shipped stance model have. A step of the solver goes through twenty vectors of all their weights.
pub(crate) const MAX_FEATURES: usize = 1 << 17;
/// How many bytes of rows stay in memory: some million rows.
pub(crate) const HELD: usize = 256 << 20;

/// How a model is fitted.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Strength of the L2 penalty.
    pub(crate) alpha: f64,
    /// Rows of a label count (largest label / label)^balance times.
    pub(crate) balance: f64,
    /// In how many rows a feature must occur.
    pub(crate) min_rows: usize,
    /// How many features there are at most; the most frequent stay.
    pub(crate) max_features: usize,
    /// How many bytes of rows stay in memory; more go to a temporary file.
    pub(crate) held: usize,
    /// Features with all weights nearer to zero are left out of the model.
    pub(crate) threshold: f64,
    /// How many folds measure and calibrate the model.
    pub(crate) folds: usize,
    /// The solver stops once the gradient is below it,
    pub(crate) tolerance: f64,
    /// or, divided by the number of rows, below this.
    pub(crate) row_tolerance: f64,
    /// Whether to look for decision weights that give a better macro-F1 than the likeliest label.
    pub(crate) decide: bool,
    pub(crate) seed: u64,
}

/// What models say of rows that they were not fitted on.
pub(crate) struct OutOfFold {
    pub(crate) temperature: f64,
    pub(crate) probabilities: Vec<Vec<f64>>,
    /// The label chosen for each row with decision weights that were found on the other folds.
    pub(crate) chosen: Vec<usize>,
    /// The decision weights that suit all rows.
    pub(crate) decision: Vec<f64>,
    pub(crate) macro_f1: f64,
    pub(crate) accuracy: f64,
}

impl Settings {
    /// Fits the model on all rows, calibrated on those left out in turn.
    pub(crate) fn train(&self, rows: &Rows, task: &str) -> Result<TrainedModel, Error> {
        let folds = stratified_group_folds(&rows.targets, &rows.groups, self.folds, self.seed)?;
        // One more fold, without rows: the model that leaves out none.
        let mut fitted = self.fit_without_each(rows, &folds, self.folds + 1)?;
        let of_all = fitted.pop().ok_or_else(|| Error::training("no model was fitted"))?;
        let judged = self.judge(rows, &folds, &fitted)?;
        let shares = self.shares(rows);
        let model =
            compact(&of_all, &rows.vocabulary, &rows.labels, &shares, judged.temperature, self.threshold)?;
        let mut header = ModelHeader::new(task, &model);
        let decision: Vec<String> = judged.decision.iter().map(f64::to_string).collect();
        header.parameters = [
            ("alpha", self.alpha.to_string()),
            ("balance", self.balance.to_string()),
            ("min-rows", self.min_rows.to_string()),
            ("threshold", self.threshold.to_string()),
            ("folds", self.folds.to_string()),
            ("seed", self.seed.to_string()),
            (DECISION, decision.join(",")),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        header.metrics = [
            ("rows", rows.judged as f64),
            ("grouped-macro-f1", judged.macro_f1),
            ("grouped-accuracy", judged.accuracy),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        Ok(TrainedModel { header, model })
    }

    /// Judges each row by a model fitted on the other folds.
    pub(crate) fn out_of_fold(&self, rows: &Rows, k: usize) -> Result<OutOfFold, Error> {
        let folds = stratified_group_folds(&rows.targets, &rows.groups, k, self.seed)?;
        self.judge(rows, &folds, &self.fit_without_each(rows, &folds, k)?)
    }

    /// For each fold below `k` the model of all rows that are not of it.
    fn fit_without_each(
        &self,
        rows: &Rows,
        folds: &[usize],
        k: usize,
    ) -> Result<Vec<FittedMultinomial>, Error> {
        let workers = thread::available_parallelism().map_or(1, usize::from).min(k);
        let weights = self.row_weights(rows);
        let begun = AtomicUsize::new(0);
        let work = || -> Vec<(usize, Result<FittedMultinomial, Error>)> {
            // From the last, which of those of `train` takes longest.
            let next = || k.checked_sub(begun.fetch_add(1, Ordering::Relaxed) + 1);
            std::iter::from_fn(next)
                .map(|left| (left, self.fit(rows, &weights, |row| folds[row] != left)))
                .collect()
        };
        let mut fitted: Vec<(usize, Result<FittedMultinomial, Error>)> = thread::scope(|scope| {
            let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        if fitted.len() != k {
            return Err(Error::training("the fit of a fold ended early"));
        }
        fitted.sort_unstable_by_key(|(fold, _)| *fold);
        fitted.into_iter().map(|(_, fitted)| fitted).collect()
    }

    /// Scores each row by the model of its fold, calibrates the scores to the shares of the rows, and
    /// finds the decision that suits them.
    fn judge(&self, rows: &Rows, folds: &[usize], fitted: &[FittedMultinomial]) -> Result<OutOfFold, Error> {
        let mut scores = Array2::zeros((rows.judged, rows.labels.len()));
        let judged = rows.records.chosen(|row| row < rows.judged, None);
        let order = judged.order().unwrap_or_default();
        let mut columns: Vec<u32> = Vec::new();
        judged.each(|row, places, values| {
            columns.clear();
            columns.extend(places.iter().map(|&place| order[place as usize]));
            fitted[folds[row]].score(&columns, values, &mut scores.row_mut(row));
        })?;
        let folds = &folds[..rows.judged];
        let fitted_shares = self.shares(rows);
        let total: f64 = fitted_shares.iter().sum();
        let true_shares = label_shares(rows);
        let targets = &rows.targets[..rows.judged];
        let weights = &self.row_weights(rows)[..rows.judged];
        let temperature = fit_temperature(scores.view(), targets, Some(weights))?;
        let probabilities: Vec<Vec<f64>> = scores
            .rows()
            .into_iter()
            .map(|row| {
                let mut values: Vec<f64> = row
                    .iter()
                    .zip(fitted_shares.iter().zip(&true_shares))
                    .map(|(score, (fitted, share))| score / temperature + share.ln() - (fitted / total).ln())
                    .collect();
                crate::learn::softmax(&mut values);
                values
            })
            .collect();
        let decision = self.decision(&probabilities, rows, |_| true);
        let mut chosen = vec![0; folds.len()];
        for fold in 0..folds.iter().max().map_or(0, |last| last + 1) {
            let found = self.decision(&probabilities, rows, |row| folds[row] != fold);
            for row in (0..folds.len()).filter(|&row| folds[row] == fold) {
                chosen[row] = choose(&probabilities[row], &found);
            }
        }
        let right = chosen.iter().zip(targets).filter(|(c, t)| c == t).count();
        Ok(OutOfFold {
            temperature,
            macro_f1: macro_f1(&chosen, targets, rows.labels.len()),
            accuracy: right as f64 / chosen.len() as f64,
            probabilities,
            chosen,
            decision,
        })
    }

    /// The decision weights that suit the rows that `holds` says yes to.
    fn decision(&self, probabilities: &[Vec<f64>], rows: &Rows, holds: impl Fn(usize) -> bool) -> Vec<f64> {
        if !self.decide {
            return vec![1.0; rows.labels.len()];
        }
        let (seen, targets): (Vec<&Vec<f64>>, Vec<usize>) = probabilities
            .iter()
            .zip(&rows.targets)
            .enumerate()
            .filter(|(row, _)| holds(*row))
            .map(|(_, (probabilities, &target))| (probabilities, target))
            .unzip();
        decide(&seen, &targets, rows.labels.len())
    }

    /// The model of the rows that `holds` says yes to.
    fn fit(
        &self,
        rows: &Rows,
        weights: &[f64],
        holds: impl Fn(usize) -> bool + Copy,
    ) -> Result<FittedMultinomial, Error> {
        let (targets, classes) = (&rows.targets, rows.labels.len());
        let chosen = (0..targets.len()).filter(|&row| holds(row));
        check_classes(classes, chosen.clone().map(|row| (targets[row], weights[row])))?;
        let scales = telling_scales(&rows.records.chosen(holds, None), targets, weights, classes)?;
        let fitted = MultinomialLogistic::new()
            .alpha(self.alpha)
            .gradient_tolerance(self.tolerance.max(self.row_tolerance * chosen.count() as f64))
            .max_iterations(200)
            .check()?
            .minimise(&rows.records.chosen(holds, Some(&scales)), targets, weights, classes)?;
        Ok(fitted.unscaled(&scales))
    }

    /// The weight of a row of each label.
    fn class_weights(&self, rows: &Rows) -> Vec<f64> {
        let shares = label_shares(rows);
        let most = shares.iter().copied().fold(0.0, f64::max);
        shares.iter().map(|share| (most / share).powf(self.balance)).collect()
    }

    fn row_weights(&self, rows: &Rows) -> Vec<f64> {
        let of_label = self.class_weights(rows);
        rows.targets.iter().zip(&rows.weights).map(|(&t, &w)| of_label[t] * f64::from(w)).collect()
    }

    /// The shares of labels that the fitted scores stand for.
    fn shares(&self, rows: &Rows) -> Vec<f64> {
        label_shares(rows).iter().zip(self.class_weights(rows)).map(|(s, w)| s * w).collect()
    }
}

/// The share of each label in the rows, by their weights.
pub(crate) fn label_shares(rows: &Rows) -> Vec<f64> {
    let mut sums = vec![0.0; rows.labels.len()];
    for (&target, &weight) in rows.targets.iter().zip(&rows.weights) {
        sums[target] += f64::from(weight);
    }
    let total: f64 = sums.iter().sum();
    sums.iter().map(|sum| sum / total).collect()
}

/// The decision weights, in steps of a tenth of a unit of log odds, that give the best macro-F1;
/// found label by label, a few times over, the last label kept at 1. Half of each log weight is
/// taken: what a search finds fits its own rows better than any others.
fn decide(probabilities: &[&Vec<f64>], targets: &[usize], labels: usize) -> Vec<f64> {
    let mut weights = vec![1.0; labels];
    let score = |weights: &[f64]| {
        let chosen: Vec<usize> = probabilities.iter().map(|p| choose(p, weights)).collect();
        macro_f1(&chosen, targets, labels)
    };
    let mut best = score(&weights);
    for _ in 0..3 {
        for label in 0..labels.saturating_sub(1) {
            for step in -10..=20 {
                let mut tried = weights.clone();
                tried[label] = round3((f64::from(step) / 10.0).exp());
                let found = score(&tried);
                if found > best + 1e-9 {
                    (best, weights) = (found, tried);
                }
            }
        }
    }
    weights.into_iter().map(|weight: f64| round3(weight.sqrt())).collect()
}

fn round3(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The mean of the F1 of each label.
pub(crate) fn macro_f1(chosen: &[usize], targets: &[usize], labels: usize) -> f64 {
    let mut counts = vec![(0usize, 0usize, 0usize); labels];
    for (&chosen, &target) in chosen.iter().zip(targets) {
        counts[chosen].1 += 1;
        counts[target].2 += 1;
        if chosen == target {
            counts[chosen].0 += 1;
        }
    }
    let f1 =
        |&(both, chosen, target): &(usize, usize, usize)| 2.0 * both as f64 / (chosen + target).max(1) as f64;
    counts.iter().map(f1).sum::<f64>() / labels as f64
}
