//! Multinomial logistic regression over sparse rows, with linfa's traits.
//!
//! `linfa-logistic` takes dense rows only, ignores row weights and does not say whether it
//! converged. This is the same objective under the same solver; on dense data the two agree, and
//! [`FittedMultinomial::to_linfa`] gives the result as linfa's own type.

use std::collections::BTreeSet;

use argmin::core::{Executor, State, TerminationReason};
use linfa::dataset::DatasetBase;
use linfa::traits::{Fit, PredictInplace};
use linfa::{Dataset, ParamGuard};
use linfa_logistic::{MultiFittedLogisticRegression, MultiLogisticRegression};
use ndarray::{Array1, Array2, ArrayViewMut1, Axis};

use super::lbfgs::Lbfgs;
use super::objective::Objective;
use super::pass::Pass;
use super::softmax::softmax;
use super::sparse::SparseRows;
use crate::Error;

/// How many steps L-BFGS remembers, as in `linfa-logistic`.
const HISTORY: usize = 10;

/// The parameters of a multinomial logistic regression, not yet checked.
///
/// It minimises Σ weight · log loss + alpha/2 · ‖W‖², the sum running over the rows with their
/// weights in the data set; intercepts are free. The targets are classes from 0, each of them
/// with a row.
///
/// ```
/// use linfa::DatasetBase;
/// use linfa::traits::{Fit, Predict};
/// use ndarray::array;
/// use sayso::learn::{MultinomialLogistic, SparseRowsBuilder};
///
/// let mut rows = SparseRowsBuilder::new(2);
/// rows.push(&[(0, 1.0)])?;
/// rows.push(&[(1, 1.0)])?;
/// let data = DatasetBase::new(rows.finish(), array![0, 1]);
/// let fitted = MultinomialLogistic::new().alpha(0.5).fit(&data)?;
/// assert!(fitted.converged());
/// assert_eq!(fitted.predict(&data), array![0, 1]);
/// # Ok::<(), sayso::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MultinomialLogistic(MultinomialLogisticValid);

/// The parameters of a [`MultinomialLogistic`], checked.
#[derive(Clone, Debug, PartialEq)]
pub struct MultinomialLogisticValid {
    alpha: f64,
    max_iterations: u64,
    gradient_tolerance: f64,
    class_weights: Option<Vec<f64>>,
}

/// A fitted multinomial logistic regression of `features` × `classes`.
#[derive(Clone, Debug, PartialEq)]
pub struct FittedMultinomial {
    weights: Array2<f64>,
    intercepts: Array1<f64>,
    converged: bool,
    iterations: u64,
}

impl Default for MultinomialLogistic {
    fn default() -> Self {
        MultinomialLogistic::new()
    }
}

impl MultinomialLogistic {
    /// Alpha 1, at most 200 iterations, gradient tolerance 1e-5, all classes alike.
    pub fn new() -> Self {
        MultinomialLogistic(MultinomialLogisticValid {
            alpha: 1.0,
            max_iterations: 200,
            gradient_tolerance: 1e-5,
            class_weights: None,
        })
    }

    /// The strength of the L2 penalty, 1/C of scikit-learn; not negative.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.0.alpha = alpha;
        self
    }

    /// How many steps the solver takes at most.
    pub fn max_iterations(mut self, max_iterations: u64) -> Self {
        self.0.max_iterations = max_iterations;
        self
    }

    /// The norm of the gradient, a sum over all rows, below which the solver stops; positive.
    pub fn gradient_tolerance(mut self, gradient_tolerance: f64) -> Self {
        self.0.gradient_tolerance = gradient_tolerance;
        self
    }

    /// A weight for each class, by which those of its rows are multiplied; positive.
    pub fn class_weights(mut self, class_weights: Vec<f64>) -> Self {
        self.0.class_weights = Some(class_weights);
        self
    }
}

impl ParamGuard for MultinomialLogistic {
    type Checked = MultinomialLogisticValid;
    type Error = Error;

    fn check_ref(&self) -> Result<&Self::Checked, Error> {
        let MultinomialLogisticValid { alpha, gradient_tolerance, class_weights, .. } = &self.0;
        if !(alpha.is_finite() && *alpha >= 0.0) {
            return Err(Error::training(format!("alpha is {alpha}, expected 0 or more")));
        }
        if !(gradient_tolerance.is_finite() && *gradient_tolerance > 0.0) {
            return Err(Error::training(format!(
                "the gradient tolerance is {gradient_tolerance}, expected a positive number"
            )));
        }
        let weights = class_weights.as_deref().unwrap_or_default();
        match weights.iter().position(|weight| !(weight.is_finite() && *weight > 0.0)) {
            Some(class) => Err(Error::training(format!(
                "the weight of class {class} is {}, expected a positive number",
                weights[class]
            ))),
            None => Ok(&self.0),
        }
    }

    fn check(self) -> Result<Self::Checked, Error> {
        self.check_ref()?;
        Ok(self.0)
    }
}

impl Fit<SparseRows, Array1<usize>, Error> for MultinomialLogisticValid {
    type Object = FittedMultinomial;

    /// Fits the rows; the weights of the data set count, none means 1 for each row.
    ///
    /// # Errors
    /// If targets or weights are not as many as rows, a weight is negative or not finite, there
    /// are fewer than two classes, a class has no row of positive weight, the class weights are
    /// not as many as classes, or the solver fails.
    fn fit(&self, dataset: &DatasetBase<SparseRows, Array1<usize>>) -> Result<FittedMultinomial, Error> {
        let rows = dataset.records();
        let targets = dataset.targets().to_vec();
        let weights = self.row_weights(rows, &targets, dataset.weights())?;
        let classes = count_classes(&targets, &weights)?;
        self.minimise(rows, &targets, &weights, classes)
    }
}

impl MultinomialLogisticValid {
    /// Fits rows wherever they are. There is a target, below `classes`, and a weight for the number of
    /// each row; each class has a row of positive weight.
    ///
    /// # Errors
    /// If the rows cannot be read or the solver fails.
    pub(crate) fn minimise(
        &self,
        rows: &impl Pass,
        targets: &[usize],
        weights: &[f64],
        classes: usize,
    ) -> Result<FittedMultinomial, Error> {
        let objective = Objective::new(rows, targets, weights, classes, self.alpha);
        let failed = |error: argmin::core::Error| match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => Error::training(format!("the solver failed: {error}")),
        };
        let start = Array1::zeros(objective.size());
        let solver = Lbfgs::new(HISTORY, self.gradient_tolerance);
        let mut state = Executor::new(objective, solver)
            .configure(|state| state.param(start).max_iters(self.max_iterations))
            .timer(false)
            .run()
            .map_err(failed)?
            .state;
        let converged = state.get_termination_reason() == Some(&TerminationReason::SolverConverged);
        let iterations = state.get_iter();
        let point: Array1<f64> = state
            .take_best_param()
            .ok_or_else(|| Error::training("the solver found no point of finite loss"))?;
        let features = rows.columns();
        let (weights, intercepts) = point.view().split_at(Axis(0), features * classes);
        let weights =
            weights.to_owned().into_shape_with_order((features, classes)).map_err(linfa::Error::from)?;
        let intercepts = intercepts.to_owned();
        Ok(FittedMultinomial { weights, intercepts, converged, iterations })
    }

    fn row_weights(
        &self,
        rows: &SparseRows,
        targets: &[usize],
        weights: Option<&[f32]>,
    ) -> Result<Vec<f64>, Error> {
        if targets.len() != rows.rows() || weights.is_some_and(|w| w.len() != rows.rows()) {
            return Err(Error::training(format!(
                "{} rows with {} targets and {} weights",
                rows.rows(),
                targets.len(),
                weights.map_or(0, <[f32]>::len)
            )));
        }
        let classes = targets.iter().max().map_or(0, |&last| last.saturating_add(1));
        if let Some(count) = self.class_weights.as_ref().map(Vec::len).filter(|&n| n != classes) {
            return Err(Error::training(format!("{count} class weights for {classes} classes")));
        }
        let mut result = Vec::with_capacity(targets.len());
        for (row, &target) in targets.iter().enumerate() {
            let weight = weights.map_or(1.0, |weights| f64::from(weights[row]));
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(Error::training(format!("row {row}: the weight is {weight}")));
            }
            result.push(weight * self.class_weights.as_ref().map_or(1.0, |w| w[target]));
        }
        Ok(result)
    }
}

impl FittedMultinomial {
    /// The weights, `features` × `classes`.
    pub fn weights(&self) -> &Array2<f64> {
        &self.weights
    }

    /// The intercept of each class.
    pub fn intercepts(&self) -> &Array1<f64> {
        &self.intercepts
    }

    /// Whether the solver came to the minimum: the gradient below its tolerance, or the loss as
    /// low as numbers resolve. Otherwise it ran out of iterations.
    pub fn converged(&self) -> bool {
        self.converged
    }

    /// How many steps the solver took.
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    /// The model of the rows as they were before each column was multiplied by its scale.
    ///
    /// # Panics
    /// If there are not as many scales as features.
    pub fn unscaled(mut self, scales: &[f64]) -> Self {
        assert_eq!(scales.len(), self.weights.nrows(), "scales, and features of the model");
        for (mut weights, &scale) in self.weights.rows_mut().into_iter().zip(scales) {
            weights *= scale;
        }
        self
    }

    /// The score of each class, `rows` × `classes`; the softmax of a row is its probabilities.
    ///
    /// # Panics
    /// If the rows have another number of columns than the model has features.
    pub fn scores(&self, rows: &SparseRows) -> Array2<f64> {
        assert_eq!(rows.columns(), self.weights.nrows(), "columns of the rows, and of the model");
        let mut scores = Array2::zeros((rows.rows(), self.intercepts.len()));
        for (row, mut result) in scores.rows_mut().into_iter().enumerate() {
            let (columns, values) = rows.entries_of(row);
            self.score(columns, values, &mut result);
        }
        scores
    }

    /// Puts the score of each class of a row in the place of what stands in `result`.
    pub(crate) fn score(&self, columns: &[u32], values: &[f64], result: &mut ArrayViewMut1<'_, f64>) {
        result.assign(&self.intercepts);
        for (&column, &value) in columns.iter().zip(values) {
            result.scaled_add(value, &self.weights.row(column as usize));
        }
    }

    /// The probability of each class, `rows` × `classes`.
    ///
    /// # Panics
    /// As [`scores`](Self::scores).
    pub fn predict_probabilities(&self, rows: &SparseRows) -> Array2<f64> {
        let mut result = self.scores(rows);
        for mut row in result.rows_mut() {
            // An array made by `zeros` lies row by row, so each row is a slice.
            if let Some(row) = row.as_slice_mut() {
                softmax(row);
            }
        }
        result
    }

    /// The same model as linfa's own type, for dense rows.
    ///
    /// # Errors
    /// If linfa refuses the weights.
    pub fn to_linfa(&self) -> Result<MultiFittedLogisticRegression<f64, usize>, Error> {
        let (features, classes) = self.weights.dim();
        let mut start = self.weights.clone();
        start.push_row(self.intercepts.view()).map_err(linfa::Error::from)?;
        // linfa has no constructor for it, but a fit of no iterations keeps where it begins; it
        // takes its classes from the targets.
        let one_row_a_class = Dataset::new(Array2::zeros((classes, features)), Array1::from_iter(0..classes));
        MultiLogisticRegression::default()
            .initial_params(start)
            .max_iterations(0)
            .fit(&one_row_a_class)
            .map_err(|error| Error::training(format!("linfa-logistic: {error}")))
    }
}

impl PredictInplace<SparseRows, Array1<usize>> for FittedMultinomial {
    /// Puts the class of the highest score in the place of each target, the first of equals.
    ///
    /// # Panics
    /// If there are not as many targets as rows, or as [`FittedMultinomial::scores`].
    fn predict_inplace(&self, rows: &SparseRows, targets: &mut Array1<usize>) {
        assert_eq!(rows.rows(), targets.len(), "rows, and targets to predict");
        for (target, scores) in targets.iter_mut().zip(self.scores(rows).axis_iter(Axis(0))) {
            let mut best = 0;
            for (class, score) in scores.iter().enumerate() {
                if *score > scores[best] {
                    best = class;
                }
            }
            *target = best;
        }
    }

    fn default_target(&self, rows: &SparseRows) -> Array1<usize> {
        Array1::zeros(rows.rows())
    }
}

/// The number of classes, each found to have weight.
fn count_classes(targets: &[usize], weights: &[f64]) -> Result<usize, Error> {
    let classes = targets.iter().max().map_or(0, |&last| last.saturating_add(1));
    check_classes(classes, targets.iter().copied().zip(weights.iter().copied()))?;
    Ok(classes)
}

/// Checks that there are two classes or more, and for each a row, given as class and weight, of
/// positive weight.
///
/// # Errors
/// If there are not.
pub(crate) fn check_classes(classes: usize, rows: impl Iterator<Item = (usize, f64)>) -> Result<(), Error> {
    if classes < 2 {
        return Err(Error::training(format!("{classes} classes, at least two are needed")));
    }
    let present: BTreeSet<usize> = rows.filter(|(_, weight)| *weight > 0.0).map(|(class, _)| class).collect();
    match (0..classes).find(|class| !present.contains(class)) {
        Some(class) => {
            Err(Error::training(format!("class {class} of {classes} has no row of positive weight")))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use linfa::traits::Predict;
    use ndarray::array;

    use super::super::rng::SplitMix64;
    use super::super::sparse::SparseRowsBuilder;
    use super::*;

    type Data = DatasetBase<SparseRows, Array1<usize>>;

    /// 90 rows of 6 columns, a third of them zero, of 3 classes that lean on the first columns.
    fn data() -> Data {
        let mut rng = SplitMix64::new(17);
        let mut rows = SparseRowsBuilder::new(6);
        let mut targets = Vec::new();
        for number in 0..90 {
            let target = number % 3;
            let mut row = Vec::new();
            for column in 0..6u32 {
                if rng.below(3) > 0 {
                    let lean = if column as usize == target { 0.8 } else { 0.0 };
                    row.push((column, rng.unit() * 4.0 - 2.0 + lean));
                }
            }
            rows.push(&row).unwrap();
            targets.push(target);
        }
        DatasetBase::new(rows.finish(), targets.into())
    }

    fn exact() -> MultinomialLogistic {
        MultinomialLogistic::new().alpha(0.3).gradient_tolerance(1e-9)
    }

    /// ‖a − b‖ / ‖b‖ over weights and intercepts.
    fn distance(a: &FittedMultinomial, weights: &Array2<f64>, intercepts: &Array1<f64>) -> f64 {
        let square = |value: f64| value * value;
        let apart =
            (&a.weights - weights).mapv(square).sum() + (&a.intercepts - intercepts).mapv(square).sum();
        let size = weights.mapv(square).sum() + intercepts.mapv(square).sum();
        (apart / size).sqrt()
    }

    fn assert_same(a: &FittedMultinomial, b: &FittedMultinomial) {
        let found = distance(a, &b.weights, &b.intercepts);
        assert!(found < 1e-6, "relative distance of the weights {found:e}");
    }

    #[test]
    fn agrees_with_linfa_on_dense_rows() {
        let data = data();
        for alpha in [0.1, 1.0] {
            let ours = exact().alpha(alpha).fit(&data).unwrap();
            let theirs = MultiLogisticRegression::default()
                .alpha(alpha)
                .max_iterations(1000)
                .gradient_tolerance(1e-8)
                .fit(&Dataset::new(data.records.to_dense(), data.targets.clone()))
                .unwrap();
            assert!(ours.converged() && ours.iterations() > 1);
            let found = distance(&ours, theirs.params(), theirs.intercept());
            assert!(found < 1e-4, "alpha {alpha}: relative distance of the weights {found:e}");
        }
    }

    #[test]
    fn a_row_of_weight_two_is_the_row_twice() {
        let data = data();
        let twice: Vec<usize> = (0..90).chain((0..90).filter(|row| row % 7 == 0)).collect();
        let targets = twice.iter().map(|&row| data.targets[row]).collect();
        let repeated = DatasetBase::new(data.records.select(&twice), targets);
        let weights = (0..90).map(|row| if row % 7 == 0 { 2.0 } else { 1.0 }).collect();
        let weighted = data.with_weights(weights);
        assert_same(&exact().fit(&weighted).unwrap(), &exact().fit(&repeated).unwrap());
    }

    #[test]
    fn a_row_without_weight_is_not_there() {
        let data = data();
        let fewer: Vec<usize> = (0..60).collect();
        let targets = fewer.iter().map(|&row| data.targets[row]).collect();
        let cut = DatasetBase::new(data.records.select(&fewer), targets);
        let weighted = data.with_weights((0..90).map(|row| f32::from(row < 60)).collect());
        assert_same(&exact().fit(&weighted).unwrap(), &exact().fit(&cut).unwrap());
    }

    #[test]
    fn a_class_weight_is_a_weight_of_its_rows() {
        let by_class = exact().class_weights(vec![1.0, 0.5, 3.0]).fit(&data()).unwrap();
        let weights = data().targets.mapv(|target| [1.0, 0.5, 3.0][target]);
        let by_row = exact().fit(&data().with_weights(weights)).unwrap();
        assert_same(&by_class, &by_row);
    }

    #[test]
    fn the_same_rows_give_the_same_bits() {
        let fit = || MultinomialLogistic::new().fit(&data()).unwrap();
        let bits = |fitted: FittedMultinomial| -> Vec<u64> {
            fitted.weights.iter().chain(&fitted.intercepts).map(|value| value.to_bits()).collect()
        };
        assert_eq!(bits(fit()), bits(fit()));
    }

    #[test]
    fn predicts_as_linfa_does_with_the_same_weights() {
        let data = data();
        let ours = exact().fit(&data).unwrap();
        let theirs = ours.to_linfa().unwrap();
        let dense = data.records.to_dense();
        assert_eq!(theirs.classes(), [0, 1, 2]);
        let predicted: Array1<usize> = ours.predict(&data);
        assert_eq!(predicted, theirs.predict(&dense));
        let difference = ours.predict_probabilities(&data.records) - theirs.predict_probabilities(&dense);
        assert!(difference.iter().all(|value| value.abs() < 1e-12));
    }

    #[test]
    fn without_columns_the_shares_remain() {
        let mut rows = SparseRowsBuilder::new(0);
        for _ in 0..4 {
            rows.push(&[]).unwrap();
        }
        let data = DatasetBase::new(rows.finish(), array![0, 1, 1, 1]);
        let fitted = exact().fit(&data).unwrap();
        let found = fitted.predict_probabilities(&data.records);
        assert!((found[(0, 1)] - 0.75).abs() < 1e-8, "{found}");
    }

    #[test]
    fn says_when_it_ran_out_of_iterations() {
        let fitted = MultinomialLogistic::new().max_iterations(2).fit(&data()).unwrap();
        assert_eq!((fitted.converged(), fitted.iterations()), (false, 2));
    }

    #[test]
    fn refuses_what_cannot_be_fitted() {
        let new = MultinomialLogistic::new;
        let short = || DatasetBase::new(data().records, array![0, 1]);
        let gap = || DatasetBase::new(data().records, data().targets * 2);
        let one = || DatasetBase::new(data().records, Array1::zeros(90));
        let weights = |weight: f32| data().with_weights(Array1::from_elem(90, weight));
        let cases: [(MultinomialLogistic, Data, &str); 12] = [
            (new().alpha(-1.0), data(), "alpha is -1"),
            (new().alpha(f64::NAN), data(), "alpha is NaN"),
            (new().gradient_tolerance(0.0), data(), "tolerance is 0"),
            (new().class_weights(vec![1.0, 0.0, 1.0]), data(), "weight of class 1 is 0"),
            (new().class_weights(vec![1.0; 4]), data(), "4 class weights for 3 classes"),
            (new(), short(), "90 rows with 2 targets"),
            (new(), data().with_weights(array![1.0]), "90 targets and 1 weights"),
            (new(), weights(-1.0), "row 0: the weight is -1"),
            (new(), weights(f32::INFINITY), "row 0: the weight is inf"),
            (new(), weights(0.0), "class 0 of 3 has no row"),
            (new(), gap(), "class 1 of 5 has no row"),
            (new(), one(), "1 classes"),
        ];
        for (params, data, expected) in cases {
            let message = params.fit(&data).unwrap_err().to_string();
            assert!(message.contains(expected), "{message:?} does not say {expected:?}");
        }
    }
}
