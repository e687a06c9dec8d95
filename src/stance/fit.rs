//! Fits, calibrates and judges a linear model over named features; stance and role share it.

use std::thread;

use linfa::DatasetBase;
use linfa::ParamGuard;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};

use super::classifier::{DECISION, choose};
use crate::Error;
use crate::learn::{
    FittedMultinomial, ModelHeader, MultinomialLogistic, SparseRows, TrainedModel, Vocabulary, compact,
    fit_temperature, stratified_group_folds, telling_scales,
};

/// How a model is fitted.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Strength of the L2 penalty.
    pub(crate) alpha: f64,
    /// Rows of a label count (largest label / label)^balance times.
    pub(crate) balance: f64,
    /// In how many rows a feature must occur.
    pub(crate) min_rows: usize,
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

/// Rows over the columns of a vocabulary.
pub(crate) struct Rows<'a> {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) records: SparseRows,
    pub(crate) targets: Vec<usize>,
    pub(crate) groups: Vec<&'a str>,
    pub(crate) weights: Vec<f32>,
    pub(crate) labels: Vec<String>,
    /// How many of the rows, from the first, judge and calibrate the model; all teach it.
    pub(crate) judged: usize,
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

/// A row and its scores.
type Scored = (usize, Vec<f64>);

impl Settings {
    /// Fits the model on all rows, calibrated on those left out in turn.
    pub(crate) fn train(&self, rows: &Rows<'_>, task: &str) -> Result<TrainedModel, Error> {
        let judged = self.out_of_fold(rows, self.folds)?;
        let all: Vec<usize> = (0..rows.targets.len()).collect();
        let fitted = self.fit(rows, &all)?;
        let shares = self.shares(rows);
        let model =
            compact(&fitted, &rows.vocabulary, &rows.labels, &shares, judged.temperature, self.threshold)?;
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

    /// Scores each row with a model fitted on the other folds.
    pub(crate) fn out_of_fold(&self, rows: &Rows<'_>, k: usize) -> Result<OutOfFold, Error> {
        let folds = stratified_group_folds(&rows.targets, &rows.groups, k, self.seed)?;
        let numbers: Vec<usize> = (0..k).collect();
        let workers = thread::available_parallelism().map_or(1, usize::from).min(k);
        let parts: Vec<&[usize]> = numbers.chunks(k.div_ceil(workers)).collect();
        let judge = |part: &[usize]| -> Result<Vec<Scored>, Error> {
            let mut scored = Vec::new();
            for &fold in part {
                let rest: Vec<usize> = (0..folds.len()).filter(|&row| folds[row] != fold).collect();
                let own: Vec<usize> = (0..rows.judged).filter(|&row| folds[row] == fold).collect();
                let fitted = self.fit(rows, &rest)?;
                let scores = fitted.scores(&rows.records.select(&own));
                scored.extend(own.into_iter().zip(scores.rows().into_iter().map(|r| r.to_vec())));
            }
            Ok(scored)
        };
        let results: Vec<Result<Vec<Scored>, Error>> = thread::scope(|scope| {
            let running: Vec<_> = parts.iter().map(|part| scope.spawn(|| judge(part))).collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(Error::training("a fold failed"))))
                .collect()
        });
        let mut scores = Array2::zeros((rows.judged, rows.labels.len()));
        for result in results {
            for (row, values) in result? {
                scores.row_mut(row).assign(&Array1::from(values));
            }
        }
        self.judge(rows, scores, &folds[..rows.judged])
    }

    /// Calibrates scores to the shares of the rows, and finds the decision that suits them.
    fn judge(&self, rows: &Rows<'_>, scores: Array2<f64>, folds: &[usize]) -> Result<OutOfFold, Error> {
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

    /// The decision weights that suit the rows that `holds` names.
    fn decision(
        &self,
        probabilities: &[Vec<f64>],
        rows: &Rows<'_>,
        holds: impl Fn(usize) -> bool,
    ) -> Vec<f64> {
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

    pub(crate) fn fit(&self, rows: &Rows<'_>, chosen: &[usize]) -> Result<FittedMultinomial, Error> {
        let targets: Array1<usize> = chosen.iter().map(|&row| rows.targets[row]).collect();
        let weights: Array1<f32> = chosen.iter().map(|&row| rows.weights[row]).collect();
        let class_weights = self.class_weights(rows);
        let counts: Vec<f64> =
            targets.iter().zip(&weights).map(|(&t, &w)| class_weights[t] * f64::from(w)).collect();
        let records = rows.records.select(chosen);
        let scales = telling_scales(&records, &targets.to_vec(), &counts, rows.labels.len());
        let data = DatasetBase::new(records.scaled(&scales), targets).with_weights(weights);
        let fitted = MultinomialLogistic::new()
            .alpha(self.alpha)
            .class_weights(class_weights)
            .gradient_tolerance(self.tolerance.max(self.row_tolerance * chosen.len() as f64))
            .max_iterations(200)
            .check()?
            .fit(&data)?;
        Ok(fitted.unscaled(&scales))
    }

    /// The weight of a row of each label.
    fn class_weights(&self, rows: &Rows<'_>) -> Vec<f64> {
        let shares = label_shares(rows);
        let most = shares.iter().copied().fold(0.0, f64::max);
        shares.iter().map(|share| (most / share).powf(self.balance)).collect()
    }

    fn row_weights(&self, rows: &Rows<'_>) -> Vec<f64> {
        let of_label = self.class_weights(rows);
        rows.targets.iter().zip(&rows.weights).map(|(&t, &w)| of_label[t] * f64::from(w)).collect()
    }

    /// The shares of labels that the fitted scores stand for.
    fn shares(&self, rows: &Rows<'_>) -> Vec<f64> {
        label_shares(rows).iter().zip(self.class_weights(rows)).map(|(s, w)| s * w).collect()
    }
}

/// The share of each label in the rows, by their weights.
pub(crate) fn label_shares(rows: &Rows<'_>) -> Vec<f64> {
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
