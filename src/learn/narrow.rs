//! Binary logistic regression for tables of a few dense columns, on `linfa-logistic` itself.
//!
//! The columns are standardised before the fit and the scaling is folded back into the weights:
//! a flag and a distance in words then carry the same penalty, and the model takes raw values.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, ArrayView2, Axis, Ix1};

use super::linear_model::{LinearModel, LinearModelParts};
use super::names::FeatureNames;
use crate::Error;

/// The parameters of a binary logistic regression over named, dense columns.
///
/// It minimises Σ log loss + alpha/2 · ‖w‖² over standardised columns; the intercept is free.
///
/// ```
/// use ndarray::array;
/// use sayso::learn::{NarrowLogistic, feature::FeatureKey};
///
/// let columns = ["near".to_string(), "words apart".to_string()];
/// let rows = array![[1.0, 2.0], [0.0, 9.0], [1.0, 1.0], [0.0, 30.0]];
/// let model = NarrowLogistic::new().fit(&columns, rows.view(), &[true, false, true, false])?;
/// let near = model.find(FeatureKey::of_name("near")).unwrap();
/// assert_eq!(model.labels(), ["no", "yes"]);
/// assert!(model.weights(near)[1] > 0.0);
/// # Ok::<(), sayso::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NarrowLogistic {
    alpha: f64,
    max_iterations: u64,
}

/// The norm of the gradient below which linfa's solver stops.
const GRADIENT_TOLERANCE: f64 = 1e-6;

impl Default for NarrowLogistic {
    fn default() -> Self {
        NarrowLogistic::new()
    }
}

impl NarrowLogistic {
    /// Alpha 1, at most 500 iterations.
    pub fn new() -> Self {
        NarrowLogistic { alpha: 1.0, max_iterations: 500 }
    }

    /// The strength of the L2 penalty on the weights of standardised columns; not negative.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.alpha = alpha;
        self
    }

    /// How many steps the solver takes at most.
    pub fn max_iterations(mut self, max_iterations: u64) -> Self {
        self.max_iterations = max_iterations;
        self
    }

    /// Fits `rows` × `columns` to whether each row is a yes.
    ///
    /// The model has the labels `no` (all weights 0) and `yes`, and the columns as features. A
    /// column that never changes gets the weight 0.
    ///
    /// # Errors
    /// If names or targets do not fit the rows, a value is not finite, all targets are alike,
    /// alpha is negative, two columns have one name, or the solver does not come to the minimum.
    pub fn fit(
        &self,
        columns: &[String],
        rows: ArrayView2<'_, f64>,
        targets: &[bool],
    ) -> Result<LinearModel, Error> {
        check(columns, rows, targets)?;
        let (means, deviations) = moments(rows);
        let standard = (&rows - &means) / &deviations;
        let (weights, intercept) = self.fit_standard(standard, targets)?;

        let weights = weights / &deviations;
        let intercept = intercept - weights.dot(&means);
        let yes = targets.iter().filter(|&&target| target).count() as f64 / targets.len() as f64;
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|&column| &columns[column]);
        LinearModel::new(LinearModelParts {
            labels: vec!["no".into(), "yes".into()],
            names: FeatureNames::new(order.iter().map(|&column| &columns[column]))?,
            weights: order.iter().flat_map(|&column| [0.0, weights[column] as f32]).collect(),
            intercepts: vec![0.0, intercept as f32],
            shares: vec![(1.0 - yes) as f32, yes as f32],
            temperature: 1.0,
        })
    }

    /// The weight of each column for `true`, and the intercept.
    fn fit_standard(&self, rows: Array2<f64>, targets: &[bool]) -> Result<(Array1<f64>, f64), Error> {
        let data = Dataset::new(rows, Array1::from(targets.to_vec()));
        let fitted = LogisticRegression::default()
            .alpha(self.alpha)
            .max_iterations(self.max_iterations)
            .gradient_tolerance(GRADIENT_TOLERANCE)
            .fit(&data)
            .map_err(|error| Error::training(format!("linfa-logistic: {error}")))?;
        // linfa gives the weights for the class that is more frequent.
        let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
        let (weights, intercept) = (fitted.params() * sign, fitted.intercept() * sign);
        self.check_minimum(&data, &weights, intercept)?;
        Ok((weights, intercept))
    }

    /// linfa does not say whether its solver converged, so the gradient does.
    fn check_minimum(
        &self,
        data: &Dataset<f64, bool, Ix1>,
        weights: &Array1<f64>,
        intercept: f64,
    ) -> Result<(), Error> {
        let scores = data.records.dot(weights) + intercept;
        let misses: Array1<f64> = (scores.iter().zip(&data.targets))
            .map(|(score, &target)| 1.0 / (1.0 + (-score).exp()) - f64::from(target))
            .collect();
        let slopes = data.records.t().dot(&misses) + weights * self.alpha;
        let norm = (slopes.dot(&slopes) + misses.sum().powi(2)).sqrt();
        let limit = 1e-4 * misses.len() as f64;
        if norm <= limit {
            return Ok(());
        }
        Err(Error::training(format!(
            "no minimum after {} iterations: the gradient is {norm:.2e}, expected {limit:.2e} or \
             less; more iterations or a larger alpha may help",
            self.max_iterations
        )))
    }
}

/// Mean and standard deviation of each column; infinite for a column that never changes, which
/// makes it 0 throughout.
fn moments(rows: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let count = rows.nrows() as f64;
    let means = rows.sum_axis(Axis(0)) / count;
    let squares = (&rows - &means).mapv(|difference| difference * difference);
    let mut deviations = (squares.sum_axis(Axis(0)) / count).mapv(f64::sqrt);
    for (deviation, mean) in deviations.iter_mut().zip(&means) {
        // The mean of one number, many times, may differ from it in the last digit.
        if *deviation <= 1e-12 * mean.abs() {
            *deviation = f64::INFINITY;
        }
    }
    (means, deviations)
}

fn check(columns: &[String], rows: ArrayView2<'_, f64>, targets: &[bool]) -> Result<(), Error> {
    if rows.dim() != (targets.len(), columns.len()) {
        return Err(Error::training(format!(
            "a table of {} × {} for {} targets and {} column names",
            rows.nrows(),
            rows.ncols(),
            targets.len(),
            columns.len()
        )));
    }
    if let Some(((row, column), value)) = rows.indexed_iter().find(|(_, v)| !v.is_finite()) {
        let name = &columns[column];
        return Err(Error::training(format!("row {row}: the value of {name:?} is {value}")));
    }
    if !(targets.contains(&true) && targets.contains(&false)) {
        return Err(Error::training("all targets are alike, expected both yes and no"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ndarray::array;

    use super::super::feature::FeatureKey;
    use super::super::rng::SplitMix64;
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    fn weight(model: &LinearModel, name: &str) -> f64 {
        model.weights(model.find(FeatureKey::of_name(name)).unwrap())[1].into()
    }

    /// Rows of which the log odds are 0.5 + 2·flag − 0.01·distance.
    fn table(rows: usize) -> (Array2<f64>, Vec<bool>) {
        let mut rng = SplitMix64::new(23);
        let values = Array2::from_shape_fn((rows, 2), |(_, column)| match column {
            0 => 1000.0 + rng.unit() * 400.0,
            _ => rng.below(2) as f64,
        });
        let targets = values
            .rows()
            .into_iter()
            .map(|row| {
                let log_odds = 0.5 + 2.0 * row[1] - 0.01 * (row[0] - 1200.0);
                rng.unit() < 1.0 / (1.0 + (-log_odds).exp())
            })
            .collect();
        (values, targets)
    }

    #[test]
    fn finds_the_weights_that_made_the_rows() {
        let (rows, targets) = table(20_000);
        let columns = names(&["words apart", "same sentence"]);
        let model = NarrowLogistic::new().fit(&columns, rows.view(), &targets).unwrap();
        let (distance, flag) = (weight(&model, "words apart"), weight(&model, "same sentence"));
        assert!((distance + 0.01).abs() < 0.001, "{distance}");
        assert!((flag - 2.0).abs() < 0.15, "{flag}");
        let intercept = f64::from(model.intercepts()[1]);
        assert!((intercept - 12.5).abs() < 0.8, "{intercept}");
    }

    #[test]
    fn a_change_of_units_changes_the_weight_alone() {
        let (rows, targets) = table(300);
        let columns = names(&["b", "a"]);
        let fit = |rows: &Array2<f64>| {
            NarrowLogistic::new().alpha(5.0).fit(&columns, rows.view(), &targets).unwrap()
        };
        let plain = fit(&rows);
        let scaled = fit(&(&rows * &array![100.0, 1.0] + &array![7.0, 0.0]));
        assert!((weight(&plain, "b") / weight(&scaled, "b") - 100.0).abs() < 0.01);
        assert!((weight(&plain, "a") - weight(&scaled, "a")).abs() < 1e-4);
    }

    #[test]
    fn yes_is_yes_whichever_is_more_frequent() {
        let rows = array![[1.0], [1.0], [1.0], [0.0], [0.0], [0.0], [0.0]];
        let columns = names(&["near"]);
        let cases = [
            ([true, true, true, false, false, false, false], 1.0, "no is more frequent"),
            ([false, false, false, true, true, true, true], -1.0, "yes is more frequent"),
            ([true, true, false, true, false, false, false], 1.0, "the two overlap"),
        ];
        for (targets, sign, reason) in cases {
            let model = NarrowLogistic::new().fit(&columns, rows.view(), &targets).unwrap();
            assert!(weight(&model, "near") * sign > 0.1, "{reason}");
            let yes = targets.iter().filter(|&&yes| yes).count() as f32 / 7.0;
            assert!((model.shares()[1] - yes).abs() < 1e-6, "{reason}");
        }
    }

    #[test]
    fn a_column_that_never_changes_has_no_weight() {
        let mut rows = Array2::from_elem((31, 2), 0.1);
        let targets: Vec<bool> = (0..31).map(|row| row % 3 == 0).collect();
        for (row, &target) in targets.iter().enumerate() {
            rows[(row, 1)] = f64::from(target != (row % 5 == 0));
        }
        let columns = names(&["still", "moving"]);
        let model = NarrowLogistic::new().fit(&columns, rows.view(), &targets).unwrap();
        assert_eq!(weight(&model, "still"), 0.0);
        assert!(weight(&model, "moving") > 0.1);
    }

    #[test]
    fn refuses_what_cannot_be_fitted() {
        let rows = array![[1.0, 2.0], [0.0, 1.0]];
        let nan = array![[1.0, f64::NAN], [0.0, 1.0]];
        let two = ["a", "b"];
        let new = NarrowLogistic::new;
        type Case<'a> = (NarrowLogistic, &'a [&'a str], &'a Array2<f64>, &'a [bool], &'a str);
        let cases: [Case<'_>; 7] = [
            (new(), &["a"], &rows, &[true, false], "2 × 2 for 2 targets and 1 column"),
            (new(), &two, &rows, &[true], "2 × 2 for 1 targets"),
            (new(), &two, &nan, &[true, false], "row 0: the value of \"b\" is NaN"),
            (new(), &two, &rows, &[true, true], "alike"),
            (new(), &["a", "a"], &rows, &[true, false], "unique"),
            (new().alpha(-1.0), &two, &rows, &[true, false], "alpha"),
            (new().alpha(1e-3).max_iterations(1), &two, &rows, &[true, false], "no minimum"),
        ];
        for (params, columns, rows, targets, expected) in cases {
            let found = params.fit(&names(columns), rows.view(), targets);
            let message = found.unwrap_err().to_string();
            assert!(message.contains(expected), "{message:?} does not say {expected:?}");
        }
    }
}
