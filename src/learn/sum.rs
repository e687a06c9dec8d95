//! The score of a row whose features are all distinct: weights added up as features come.

use std::mem::replace;

use super::feature::{FeatureKey, GroupKey};
use super::key_table::KeyTable;
use super::linear_model::LinearModel;
use super::sink::{Atom, FeatureSink, key};
use crate::text::Span;

/// The score of each of `N` labels, for an extractor that never writes a feature twice.
///
/// It needs no set of features; the sum is taken in the order in which the extractor writes, that of a
/// group by itself.
#[derive(Debug)]
pub(crate) struct SummedFeatures<'m, const N: usize> {
    table: &'m KeyTable,
    /// The weights of each feature.
    weights: &'m [[f32; N]],
    groups: &'m mut GroupSums<N>,
    scores: [f64; N],
}

impl<'m, const N: usize> SummedFeatures<'m, N> {
    /// The intercepts of a model with `N` labels; `groups` must be of this model or new.
    pub(crate) fn new(model: &'m LinearModel, groups: &'m mut GroupSums<N>) -> Self {
        let mut scores = [0.0; N];
        for (score, &intercept) in scores.iter_mut().zip(model.intercepts()) {
            *score = f64::from(intercept);
        }
        SummedFeatures { table: model.table(), weights: model.parts().weights.as_chunks().0, groups, scores }
    }

    /// The score of each label.
    pub(crate) fn scores(self) -> [f64; N] {
        self.scores
    }

    /// Adds the weights of a key that the model may have.
    #[inline(never)]
    fn sum(&mut self, key: FeatureKey) {
        if let Some(feature) = self.table.probe(key)
            && let Some(weights) = self.weights.get(feature as usize)
        {
            for (score, &weight) in self.scores.iter_mut().zip(weights) {
                *score += f64::from(weight);
            }
        }
    }
}

impl<const N: usize> FeatureSink for SummedFeatures<'_, N> {
    const READS_TEXT: bool = false;

    #[inline(always)]
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], _: Option<Span>) {
        let key = key(family.into(), atoms);
        if self.table.may_hold(key) {
            self.sum(key);
        }
    }

    #[inline]
    fn group(&mut self, key: GroupKey, write: impl FnOnce(&mut Self)) {
        let place = key.place(GROUP_BITS);
        let sums = match self.groups.slots.get(place) {
            Some((known, sums)) if *known == key => *sums,
            _ => {
                let rest = replace(&mut self.scores, [0.0; N]);
                write(self);
                let sums = replace(&mut self.scores, rest);
                if let Some(slot) = self.groups.slots.get_mut(place) {
                    *slot = (key, sums);
                }
                sums
            }
        };
        for (score, sum) in self.scores.iter_mut().zip(sums) {
            *score += sum;
        }
    }
}

/// What groups of features of one model come to, by the key of what they depend on: rows have most of
/// their groups in common with rows before. A later group takes the place of an earlier one; without room,
/// as for a single document, none is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupSums<const N: usize> {
    slots: Vec<(GroupKey, [f64; N])>,
}

impl<const N: usize> GroupSums<N> {
    /// Nothing yet, and room for what comes.
    pub(crate) fn with_room() -> Self {
        GroupSums { slots: vec![(GroupKey::default(), [0.0; N]); 1 << GROUP_BITS] }
    }
}

/// Two to this power is how many groups are known at a time.
const GROUP_BITS: u32 = 13;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::learn::{FeatureNames, KnownFeatures, LinearModelParts};

    #[test]
    fn scores_are_those_of_a_set_of_features() {
        let model = LinearModel::new(LinearModelParts {
            labels: vec!["calm".into(), "storm".into()],
            names: FeatureNames::new(["sky=dark", "wind=north", "wind=north strong"]).unwrap(),
            weights: vec![-1.0, 1.0, 0.5, -0.25, -2.0, 4.0],
            intercepts: vec![0.25, -0.5],
            shares: vec![0.5, 0.5],
            temperature: 1.0,
        })
        .unwrap();
        type Row<'a> = &'a [(&'static str, &'a [&'a str])];
        let rows: [(Row<'_>, &str); 4] = [
            (&[], "no feature"),
            (&[("wind", &["north"]), ("sky", &["dark"])], "an order that is not the model's"),
            (&[("wind", &["north", "strong"])], "two atoms"),
            (&[("wind", &["south"]), ("sea", &["dark"])], "features that the model has not"),
        ];
        let mut groups = GroupSums::default();
        for (row, reason) in rows {
            let (mut sum, mut set) =
                (SummedFeatures::<2>::new(&model, &mut groups), KnownFeatures::new(&model));
            for (family, atoms) in row {
                let atoms: Vec<Atom<'_>> = atoms.iter().map(|&atom| Atom::new(atom)).collect();
                sum.add(*family, &atoms, None);
                set.add(*family, &atoms, None);
            }
            assert_eq!(sum.scores().to_vec(), set.scores(), "{reason}");
        }
    }

    #[test]
    fn a_group_that_is_known_comes_to_what_its_features_do() {
        let model = LinearModel::new(LinearModelParts {
            labels: vec!["calm".into(), "storm".into()],
            names: FeatureNames::new(["sky=dark", "wind=north"]).unwrap(),
            weights: vec![-1.0, 1.0, 0.5, -0.25],
            intercepts: vec![0.25, -0.5],
            shares: vec![0.5, 0.5],
            temperature: 1.0,
        })
        .unwrap();
        let mut groups = GroupSums::with_room();
        let mut score = |name: &'static str, known: bool| {
            let mut sum = SummedFeatures::<2>::new(&model, &mut groups);
            let mut written = false;
            sum.group(GroupKey::named(Atom::new(name).hash()), |sink| {
                written = true;
                sink.add("sky", &[Atom::new("dark")], None);
                sink.add(name, &[Atom::new("north")], None);
            });
            assert_eq!(written, !known, "{name}");
            sum.scores()
        };
        assert_eq!(score("wind", false), [-0.25, 0.25]);
        assert_eq!(score("sea", false), [-0.75, 0.5], "another group");
        assert_eq!(score("wind", true), [-0.25, 0.25], "known from the first row");
    }
}
