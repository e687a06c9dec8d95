//! Two models on the same rows: how far apart they are, and whether that may be chance.
//!
//! The effect has a bootstrap interval over groups. Approximate randomisation (Noreen 1989) asks how
//! often a difference as large comes about when, group by group, a coin decides which model's
//! answers count as whose; [`McNemar`] asks it of right and wrong alone.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, groups_of, percentile_interval};
use super::confusion::Confusion;
use super::mcnemar::McNemar;
use super::predictions::Predictions;
use crate::Error;
use crate::learn::SplitMix64;

/// How many times the answers are shuffled.
const ROUNDS: usize = 10_000;

/// What a comparison found. Its `Display` form is a table for a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The names of the two.
    pub names: [String; 2],
    /// Number of rows.
    pub rows: u64,
    /// The two by macro-F1.
    pub macro_f1: Contrast,
    /// The two by the share of right rows.
    pub accuracy: Contrast,
    /// The rows that just one has right.
    pub mcnemar: McNemar,
    /// F1 of each class by the one and the other.
    pub classes: Vec<ClassContrast>,
}

/// A figure of two models.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contrast {
    /// That of the first.
    pub first: f64,
    /// That of the second.
    pub second: f64,
    /// By how much the first is greater.
    pub difference: f64,
    /// 95 % interval of the difference, over the groups of the rows.
    pub interval: Interval,
    /// How likely a difference as large, either way, is by chance alone: approximate randomisation.
    pub p_value: f64,
}

/// The F1 of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassContrast {
    /// The label.
    pub label: String,
    /// F1 of the first.
    pub first: f64,
    /// F1 of the second.
    pub second: f64,
}

/// The labels of one row.
#[derive(Clone, Copy)]
struct Answers {
    gold: usize,
    first: usize,
    second: usize,
}

impl Comparison {
    /// Compares two predictions of the same rows; `seed` fixes all that is drawn.
    ///
    /// # Errors
    /// The two have other labels, other rows, or other gold labels or groups of a row.
    pub fn of(names: [&str; 2], first: &Predictions, second: &Predictions, seed: u64) -> Result<Self, Error> {
        check(first, second)?;
        let labels = first.labels();
        let answers: Vec<Answers> = first
            .rows()
            .iter()
            .zip(second.rows())
            .map(|(a, b)| Answers { gold: a.gold, first: a.predicted, second: b.predicted })
            .collect();
        let groups = groups_of(first.rows().iter().map(|row| row.group.as_str()));
        let pair = Pair { labels: labels.len(), answers: &answers, groups: &groups };
        let only = |one: fn(&Answers) -> usize, other: fn(&Answers) -> usize| {
            answers.iter().filter(|row| one(row) == row.gold && other(row) != row.gold).count() as u64
        };
        let all: Vec<usize> = (0..answers.len()).collect();
        let [a, b] = pair.confusions(&all);
        let classes = a.classes(labels).into_iter().zip(b.classes(labels));
        Ok(Comparison {
            names: names.map(str::to_owned),
            rows: answers.len() as u64,
            macro_f1: pair.contrast(Confusion::macro_f1, seed),
            accuracy: pair.contrast(Confusion::accuracy, seed),
            mcnemar: McNemar::of(only(|r| r.first, |r| r.second), only(|r| r.second, |r| r.first)),
            classes: classes
                .map(|(a, b)| ClassContrast { label: a.label, first: a.f1, second: b.f1 })
                .collect(),
        })
    }

    /// The comparison as indented JSON.
    ///
    /// # Errors
    /// It cannot be written as JSON; none made by [`Comparison::of`] is so.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string_pretty(self).map_err(|error| Error::evaluation(error.to_string()))
    }
}

/// The answers of two models, row by row, and the rows of each group.
struct Pair<'a> {
    labels: usize,
    answers: &'a [Answers],
    groups: &'a [Vec<usize>],
}

impl Pair<'_> {
    fn confusions(&self, rows: &[usize]) -> [Confusion; 2] {
        let rows = || rows.iter().map(|row| self.answers[*row]);
        [
            Confusion::of(self.labels, rows().map(|row| (row.gold, row.first))),
            Confusion::of(self.labels, rows().map(|row| (row.gold, row.second))),
        ]
    }

    fn contrast(&self, figure: fn(&Confusion) -> f64, seed: u64) -> Contrast {
        let all: Vec<usize> = (0..self.answers.len()).collect();
        let [first, second] = self.confusions(&all).map(|confusion| figure(&confusion));
        let difference = first - second;
        let interval = percentile_interval(self.groups, seed, |rows| {
            let [first, second] = self.confusions(rows);
            figure(&first) - figure(&second)
        });
        Contrast { first, second, difference, interval, p_value: self.randomised(figure, difference, seed) }
    }

    /// The share of shuffles, the answers as they are counted among them, that part the two as far.
    fn randomised(&self, figure: fn(&Confusion) -> f64, difference: f64, seed: u64) -> f64 {
        // Rows with the same answer are the same however the coin falls.
        let differs = |row: &&usize| self.answers[**row].first != self.answers[**row].second;
        let same: Vec<usize> = (0..self.answers.len()).filter(|row| !differs(&row)).collect();
        let [base, _] = self.confusions(&same);
        let moving: Vec<Vec<usize>> = self
            .groups
            .iter()
            .map(|rows| rows.iter().filter(differs).copied().collect::<Vec<usize>>())
            .filter(|rows| !rows.is_empty())
            .collect();
        let mut rng = SplitMix64::new(seed);
        let mut as_far = 1_u64;
        for _ in 0..ROUNDS {
            let (mut first, mut second) = (base.clone(), base.clone());
            for rows in &moving {
                let is_swapped = rng.next_u64() >> 63 == 1;
                for row in rows.iter().map(|row| self.answers[*row]) {
                    let (a, b) = if is_swapped { (row.second, row.first) } else { (row.first, row.second) };
                    first.add(row.gold, a);
                    second.add(row.gold, b);
                }
            }
            // Sums of other orders differ in their last bits.
            let is_as_far = (figure(&first) - figure(&second)).abs() >= difference.abs() - 1e-12;
            as_far += u64::from(is_as_far);
        }
        as_far as f64 / (ROUNDS + 1) as f64
    }
}

fn check(first: &Predictions, second: &Predictions) -> Result<(), Error> {
    let refuse = |message: String| Err(Error::evaluation(message));
    if first.labels() != second.labels() {
        let (a, b) = (first.labels().join(", "), second.labels().join(", "));
        return refuse(format!("one model has the labels {a}, the other {b}; expected the same"));
    }
    let (a, b) = (first.rows().len(), second.rows().len());
    if a != b {
        return refuse(format!("one model has {a} rows, the other {b}; expected the same rows"));
    }
    let is_other = |rows: (&super::PredictedRow, &super::PredictedRow)| {
        rows.0.gold != rows.1.gold || rows.0.group != rows.1.group
    };
    match first.rows().iter().zip(second.rows()).position(is_other) {
        Some(row) => refuse(format!("row {}: the gold label or the group is another", row + 1)),
        None => Ok(()),
    }
}

/// A p-value for a reader.
pub(super) fn shown_p(value: f64) -> String {
    if value < 0.0001 { "p < 0.0001".to_owned() } else { format!("p = {value:.4}") }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.names;
        let width = first.chars().count().max(second.chars().count()).max(6);
        writeln!(f, "rows: {}\n", self.rows)?;
        writeln!(f, "{:<22} {first:>width$}  {second:>width$}  difference", "")?;
        for (name, Contrast { first, second, difference, interval, p_value }) in
            [("macro-F1", self.macro_f1), ("accuracy", self.accuracy)]
        {
            let Interval { low, high } = interval;
            writeln!(
                f,
                "{name:<22} {first:>width$.3}  {second:>width$.3}  {difference:>+10.3}  [{low:+.3}, {high:+.3}]  \
                 {}",
                shown_p(p_value)
            )?;
        }
        for ClassContrast { label, first, second } in &self.classes {
            let difference = first - second;
            writeln!(f, "F1, {label:<18} {first:>width$.3}  {second:>width$.3}  {difference:>+10.3}")?;
        }
        let McNemar { only_first, only_second, p_value } = self.mcnemar;
        writeln!(
            f,
            "{:<22} {only_first:>width$}  {only_second:>width$}  {}",
            "only this one is right",
            shown_p(p_value)
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::PredictedRow;

    /// Rows of two labels, one a group: gold, and what was predicted.
    fn predictions(rows: impl Iterator<Item = (usize, usize)>) -> Predictions {
        let row = |(number, (gold, predicted)): (usize, (usize, usize))| PredictedRow {
            gold,
            also: vec![],
            predicted,
            probabilities: vec![],
            group: number.to_string(),
        };
        Predictions::new(vec!["wet".into(), "dry".into()], rows.enumerate().map(row).collect()).unwrap()
    }

    #[test]
    fn the_coin_gives_the_p_value_of_a_sign_test() {
        // 40 rows, 12 of which part the two, 3 to 9. For accuracy all that the coin decides is
        // which way each of them counts, so randomisation estimates what McNemar counts.
        let first = predictions((0..40).map(|row| (0, usize::from(row < 9))));
        let second = predictions((0..40).map(|row| (0, usize::from((9..12).contains(&row)))));
        let found = Comparison::of(["a", "b"], &first, &second, 5).unwrap();
        assert_eq!(found.mcnemar, McNemar::of(3, 9));
        assert!((found.accuracy.difference + 0.15).abs() < 1e-12);
        assert!((found.accuracy.p_value - 0.14599609375).abs() < 0.015, "{}", found.accuracy.p_value);
        let Interval { low, high } = found.accuracy.interval;
        assert!(low < -0.25 && high > -0.1 && high < 0.05, "{low} {high}");
        assert_eq!(Comparison::of(["a", "b"], &first, &second, 5).unwrap(), found, "seeded");
    }

    #[test]
    fn ends_of_the_scale() {
        let right = || predictions((0..50).map(|row| (row % 2, row % 2)));
        let wrong = predictions((0..50).map(|row| (row % 2, 1 - row % 2)));
        let same = Comparison::of(["a", "b"], &right(), &right(), 1).unwrap();
        assert_eq!((same.macro_f1.difference, same.macro_f1.p_value, same.mcnemar.p_value), (0.0, 1.0, 1.0));
        let far = Comparison::of(["a", "b"], &right(), &wrong, 1).unwrap();
        assert_eq!((far.macro_f1.difference, far.accuracy.interval), (1.0, Interval { low: 1.0, high: 1.0 }));
        assert!((far.macro_f1.p_value - 1.0 / 10_001.0).abs() < 1e-12, "no shuffle is as far apart");
        let table = far.to_string();
        assert!(
            table.contains(
                "macro-F1                1.000   0.000      +1.000  [+1.000, +1.000]  p < 0.0001\n"
            )
        );
        assert!(table.contains("only this one is right     50       0  p < 0.0001\n"), "{table}");
    }

    #[test]
    fn what_cannot_be_compared() {
        let one = predictions([(0, 0), (1, 1)].into_iter());
        let cases = [
            (predictions([(0, 0)].into_iter()), "one model has 2 rows, the other 1; expected the same rows"),
            (predictions([(0, 0), (0, 1)].into_iter()), "row 2: the gold label or the group is another"),
            (
                Predictions::new(vec!["wet".into()], one.rows()[..1].to_vec()).unwrap(),
                "one model has the labels wet, dry, the other wet; expected the same",
            ),
        ];
        for (other, expected) in cases {
            let error = Comparison::of(["a", "b"], &one, &other, 1).unwrap_err().to_string();
            assert_eq!(error, format!("evaluation: {expected}"));
        }
    }
}
