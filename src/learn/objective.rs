//! What multinomial logistic regression minimises, over sparse rows.
//!
//! The loss and its gradient come from one pass over the rows and are kept for the last point:
//! argmin asks for the one, then for the other, then once more for the gradient. Sums run in the
//! order of the rows on one thread, so that the same rows give the same bits.

use std::borrow::Cow;
use std::cell::RefCell;

use argmin::core::{ArgminError, CostFunction, Gradient};
use ndarray::Array1;

use super::pass::{Pass, by_column, by_place};
use super::softmax::log_sum_exp;
use crate::Error;

/// Σ weight · log loss + alpha/2 · ‖W‖² at a point of (columns + 1) × classes numbers: the
/// weights column by column, then the intercepts, which are free.
pub(crate) struct Objective<'a, P> {
    rows: &'a P,
    /// The target of the row of each number.
    targets: &'a [usize],
    /// And its weight.
    weights: &'a [f64],
    classes: usize,
    alpha: f64,
    last: RefCell<Option<Evaluation>>,
}

struct Evaluation {
    point: Array1<f64>,
    cost: f64,
    gradient: Array1<f64>,
}

impl<'a, P: Pass> Objective<'a, P> {
    /// Targets are below `classes`; there is a target and a weight for the number of each row.
    pub(crate) fn new(
        rows: &'a P,
        targets: &'a [usize],
        weights: &'a [f64],
        classes: usize,
        alpha: f64,
    ) -> Self {
        Objective { rows, targets, weights, classes, alpha, last: RefCell::new(None) }
    }

    /// How many numbers a point has.
    pub(crate) fn size(&self) -> usize {
        (self.rows.columns() + 1) * self.classes
    }

    fn at<T>(&self, point: &Array1<f64>, read: impl FnOnce(&Evaluation) -> T) -> Result<T, Error> {
        let mut last = self.last.borrow_mut();
        Ok(match &*last {
            Some(known) if known.point == *point => read(known),
            _ => read(last.insert(self.evaluate(point)?)),
        })
    }

    fn evaluate(&self, point: &Array1<f64>) -> Result<Evaluation, Error> {
        // With the number of classes known to the compiler, those of the shipped models are summed
        // up without loops.
        match self.classes {
            2 => self.evaluate_of([0.0; 2], point),
            4 => self.evaluate_of([0.0; 4], point),
            12 => self.evaluate_of([0.0; 12], point),
            classes => self.evaluate_of(vec![0.0; classes], point),
        }
    }

    /// The same with zeros for the score of each class.
    fn evaluate_of(
        &self,
        zeros: impl AsMut<[f64]> + Clone,
        point: &Array1<f64>,
    ) -> Result<Evaluation, Error> {
        let k = self.classes;
        let free = self.rows.columns() * k;
        let values = point.as_standard_layout();
        let (weights, intercepts) = values.as_slice().unwrap_or_default().split_at(free);
        let mut cost = 0.5 * self.alpha * weights.iter().map(|w| w * w).sum::<f64>();
        let weights = match self.rows.order() {
            Some(order) => Cow::Owned(by_place(order, k, weights)),
            None => Cow::Borrowed(weights),
        };
        let mut slopes: Vec<f64> = weights.iter().map(|weight| self.alpha * weight).collect();
        let mut free_slopes = vec![0.0; k];
        self.rows.each(|row, places, values| {
            let (target, row_weight) = (self.targets[row], self.weights[row]);
            // A copy for each row, whose length is known here, stays in the processor's registers.
            let mut scores = zeros.clone();
            let scores = scores.as_mut();
            let k = scores.len();
            scores.copy_from_slice(intercepts);
            for (&place, value) in places.iter().zip(values) {
                let block = &weights[place as usize * k..][..k];
                for (score, weight) in scores.iter_mut().zip(block) {
                    *score += value * weight;
                }
            }
            let log_sum = log_sum_exp(scores);
            cost += row_weight * (log_sum - scores[target]);
            for (class, score) in scores.iter_mut().enumerate() {
                let expected = if class == target { 1.0 } else { 0.0 };
                *score = row_weight * ((*score - log_sum).exp() - expected);
            }
            for (&place, value) in places.iter().zip(values) {
                let block = &mut slopes[place as usize * k..][..k];
                for (slope, score) in block.iter_mut().zip(scores.iter()) {
                    *slope += value * score;
                }
            }
            for (slope, score) in free_slopes.iter_mut().zip(scores.iter()) {
                *slope += score;
            }
        })?;
        let mut gradient = match self.rows.order() {
            Some(order) => {
                let mut gradient = vec![0.0; free];
                by_column(order, k, &slopes, &mut gradient);
                gradient
            }
            None => slopes,
        };
        gradient.extend(free_slopes);
        Ok(Evaluation { point: point.clone(), cost, gradient: gradient.into() })
    }
}

impl<P: Pass> CostFunction for Objective<'_, P> {
    type Param = Array1<f64>;
    type Output = f64;

    fn cost(&self, point: &Array1<f64>) -> Result<f64, argmin::core::Error> {
        let cost = self.at(point, |evaluation| evaluation.cost)?;
        // A step so far out would send the line search round without end.
        if cost.is_finite() {
            return Ok(cost);
        }
        Err(ArgminError::ConditionViolated { text: "the loss is not finite".into() }.into())
    }
}

impl<P: Pass> Gradient for Objective<'_, P> {
    type Param = Array1<f64>;
    type Gradient = Array1<f64>;

    fn gradient(&self, point: &Array1<f64>) -> Result<Array1<f64>, argmin::core::Error> {
        Ok(self.at(point, |evaluation| evaluation.gradient.clone())?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::super::sparse::SparseRowsBuilder;
    use super::*;

    #[test]
    fn the_gradient_is_the_slope_of_the_cost() {
        let mut builder = SparseRowsBuilder::new(3);
        for row in [&[(0, 1.0), (2, -0.5)][..], &[(1, 2.0)], &[(0, 0.25), (1, 1.0)], &[]] {
            builder.push(row).unwrap();
        }
        let rows = builder.finish();
        let objective = Objective::new(&rows, &[0, 2, 1, 1], &[1.0, 0.5, 3.0, 1.0], 3, 0.7);
        let point: Array1<f64> = (0..objective.size()).map(|i| (i as f64 * 0.9).sin()).collect();
        let gradient = objective.gradient(&point).unwrap();
        for i in 0..objective.size() {
            let step = |by: f64| {
                let mut moved = point.clone();
                moved[i] += by;
                objective.cost(&moved).unwrap()
            };
            let slope = (step(1e-5) - step(-1e-5)) / 2e-5;
            assert!((slope - gradient[i]).abs() < 1e-7, "{i}: {slope} and {}", gradient[i]);
        }
    }

    #[test]
    fn scores_far_apart_do_not_overflow() {
        let mut builder = SparseRowsBuilder::new(1);
        builder.push(&[(0, 1e6)]).unwrap();
        builder.push(&[(0, -1e6)]).unwrap();
        let rows = builder.finish();
        let objective = Objective::new(&rows, &[0, 1], &[1.0, 1.0], 2, 0.0);
        let right: Array1<f64> = vec![1.0, -1.0, 0.0, 0.0].into();
        assert_eq!(objective.cost(&right).unwrap(), 0.0);
        assert_eq!(objective.cost(&-right).unwrap(), 4e6);
    }
}
