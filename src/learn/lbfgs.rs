//! L-BFGS that works in place, as a solver of argmin with its line search.
//!
//! The steps are those of `argmin::solver::quasinewton::LBFGS`, number for number. That one makes a
//! vector anew for each product and sum; with some hundred thousand weights, moving them through
//! memory took most of the time of training.

use std::collections::VecDeque;

use argmin::core::{
    CostFunction, Error, Executor, Gradient, IterState, KV, LineSearch, Problem, Solver, State,
    TerminationReason, TerminationStatus,
};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin_math::ArgminL2Norm;
use ndarray::Array1;

type Point = Array1<f64>;
type Search = MoreThuenteLineSearch<Point, Point, f64>;
type At = IterState<Point, Point, (), (), (), f64>;

/// The solver, with the steps that it remembers.
#[derive(Clone)]
pub(crate) struct Lbfgs {
    /// How many steps it remembers at most.
    history: usize,
    gradient_tolerance: f64,
    steps: VecDeque<Step>,
}

/// A step that was taken.
#[derive(Clone)]
struct Step {
    /// How far the point moved.
    point: Point,
    /// By how much the gradient changed.
    gradient: Point,
    /// The two multiplied.
    curvature: f64,
}

impl Lbfgs {
    /// Remembers `history` steps and stops where the norm of the gradient is below the tolerance,
    /// or the loss does not change any more.
    pub(crate) fn new(history: usize, gradient_tolerance: f64) -> Self {
        Lbfgs { history, gradient_tolerance, steps: VecDeque::with_capacity(history) }
    }

    /// The direction to look in from a point with this gradient (Nocedal and Wright, algorithm 7.4).
    fn direction(&self, gradient: &Point) -> Point {
        let scale = self.steps.back().map_or(1.0, |last| last.curvature / last.gradient.dot(&last.gradient));
        let mut direction = gradient.clone();
        let mut alphas = Vec::with_capacity(self.steps.len());
        for step in self.steps.iter().rev() {
            let alpha = step.point.dot(&direction) * (1.0 / step.curvature);
            direction.scaled_add(-alpha, &step.gradient);
            alphas.push(alpha);
        }
        direction *= scale;
        for (step, alpha) in self.steps.iter().zip(alphas.into_iter().rev()) {
            let beta = step.gradient.dot(&direction) * (1.0 / step.curvature);
            direction.scaled_add(alpha - beta, &step.point);
        }
        direction *= -1.0;
        direction
    }
}

impl<O> Solver<O, At> for Lbfgs
where
    O: CostFunction<Param = Point, Output = f64> + Gradient<Param = Point, Gradient = Point>,
{
    fn name(&self) -> &str {
        "L-BFGS in place"
    }

    fn init(&mut self, problem: &mut Problem<O>, mut at: At) -> Result<(At, Option<KV>), Error> {
        let point = at.take_param().ok_or_else(|| Error::msg("no point to begin at"))?;
        let cost = problem.cost(&point)?;
        let gradient = problem.gradient(&point)?;
        Ok((at.param(point).cost(cost).gradient(gradient), None))
    }

    fn next_iter(&mut self, problem: &mut Problem<O>, mut at: At) -> Result<(At, Option<KV>), Error> {
        let gone = || Error::msg("a step left no point, gradient or problem");
        let (point, gradient) = (at.take_param().ok_or_else(gone)?, at.take_gradient().ok_or_else(gone)?);
        let mut search = Search::new();
        search.search_direction(self.direction(&gradient));
        let (start, slope, cost) = (point.clone(), gradient.clone(), at.get_cost());
        let found = Executor::new(problem.take_problem().ok_or_else(gone)?, search)
            .configure(|begin| begin.param(start).gradient(slope).cost(cost))
            .timer(false)
            .run();
        let mut found = match found {
            Ok(found) => found,
            // Rows that cannot be read are no end of the search.
            Err(error) if error.is::<crate::Error>() => return Err(error),
            Err(error) => {
                let reason = TerminationReason::SolverExit(format!("the line search ended with: {error}"));
                return Ok((at.terminate_with(reason), None));
            }
        };
        let next = found.state.take_param().ok_or_else(gone)?;
        problem.problem = found.problem.take_problem();
        problem.consume_func_counts(found.problem);
        let next_gradient = problem.gradient(&next)?;
        if self.steps.len() >= self.history {
            self.steps.pop_front();
        }
        let (moved, changed) = (&next - &point, &next_gradient - &gradient);
        let curvature = changed.dot(&moved);
        self.steps.push_back(Step { point: moved, gradient: changed, curvature });
        Ok((at.param(next).cost(found.state.get_cost()).gradient(next_gradient), None))
    }

    fn terminate(&mut self, at: &At) -> TerminationStatus {
        let flat = at.get_gradient().is_some_and(|gradient| gradient.l2_norm() < self.gradient_tolerance);
        if flat || (at.get_prev_cost() - at.get_cost()).abs() < f64::EPSILON {
            return TerminationStatus::Terminated(TerminationReason::SolverConverged);
        }
        TerminationStatus::NotTerminated
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use argmin::solver::quasinewton::LBFGS;

    use super::super::objective::Objective;
    use super::super::rng::SplitMix64;
    use super::super::sparse::{SparseRows, SparseRowsBuilder};
    use super::*;

    fn rows() -> (SparseRows, Vec<usize>) {
        let mut random = SplitMix64::new(5);
        let mut builder = SparseRowsBuilder::new(40);
        let mut targets = Vec::new();
        for row in 0..200 {
            let entries: Vec<(u32, f64)> =
                (0..40).filter(|_| random.next_u64().is_multiple_of(5)).map(|column| (column, 1.0)).collect();
            builder.push(&entries).unwrap();
            targets.push(row % 4);
        }
        (builder.finish(), targets)
    }

    #[test]
    fn goes_where_the_solver_of_argmin_goes_to_the_last_bit() {
        let (rows, targets) = rows();
        let weights = vec![1.0; targets.len()];
        for (alpha, iterations) in [(0.5, 1), (0.5, 5), (0.05, 100)] {
            let objective = || Objective::new(&rows, &targets, &weights, 4, alpha);
            let start = Point::zeros(objective().size());
            let theirs = LBFGS::new(Search::new(), 10).with_tolerance_grad(1e-3).unwrap();
            let theirs = Executor::new(objective(), theirs)
                .configure(|state| state.param(start.clone()).max_iters(iterations))
                .run()
                .unwrap();
            let ours = Executor::new(objective(), Lbfgs::new(10, 1e-3))
                .configure(|state| state.param(start).max_iters(iterations))
                .run()
                .unwrap();
            assert_eq!(ours.state.get_best_param(), theirs.state.get_best_param(), "{iterations}");
            assert_eq!(ours.state.get_iter(), theirs.state.get_iter(), "{iterations}");
        }
    }
}
