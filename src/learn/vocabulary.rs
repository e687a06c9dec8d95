//! Which named feature is which column.

use std::collections::HashMap;

use super::feature::FeatureKey;
use super::key_table::KeyTable;
use super::linear_model::clash_error;
use super::names::FeatureNames;
use super::sparse::{SparseRows, SparseRowsBuilder};
use crate::Error;

/// The features that occur in enough rows, sorted by name; the column of a feature is its place.
///
/// ```
/// use sayso::learn::Vocabulary;
///
/// let rows = [
///     vec![("word=flood".to_string(), 1.0), ("word=river".to_string(), 1.0)],
///     vec![("word=river".to_string(), 1.0)],
/// ];
/// let vocabulary = Vocabulary::build(&rows, 2)?;
/// assert_eq!(vocabulary.names().iter().collect::<Vec<_>>(), ["word=river"]);
/// assert_eq!(vocabulary.rows(&rows, true)?.entries(), 2);
/// # Ok::<(), sayso::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    names: FeatureNames,
    table: KeyTable,
}

impl Vocabulary {
    /// Takes every feature that occurs in at least `min_rows` of the rows.
    ///
    /// # Errors
    /// If a name is empty, or two names have the same key.
    pub fn build<R: AsRef<[(String, f32)]>>(
        rows: impl IntoIterator<Item = R>,
        min_rows: usize,
    ) -> Result<Self, Error> {
        let mut counts: HashMap<String, Count> = HashMap::new();
        for (row, features) in rows.into_iter().enumerate() {
            for (name, _) in features.as_ref() {
                match counts.get_mut(name) {
                    Some(count) if count.last == row => {}
                    Some(count) => *count = Count { rows: count.rows + 1, last: row },
                    None => {
                        counts.insert(name.clone(), Count { rows: 1, last: row });
                    }
                }
            }
        }
        let mut names: Vec<String> =
            counts.into_iter().filter(|(_, count)| count.rows >= min_rows).map(|(name, _)| name).collect();
        names.sort_unstable();
        Self::of_names(FeatureNames::new(names)?)
    }

    /// Takes just these features.
    pub(crate) fn of_names(names: FeatureNames) -> Result<Self, Error> {
        let table = KeyTable::new(names.iter().map(FeatureKey::of_name))
            .map_err(|clash| clash_error(clash, &names))?;
        Ok(Vocabulary { names, table })
    }

    /// The names of the columns.
    pub fn names(&self) -> &FeatureNames {
        &self.names
    }

    /// How many columns.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no column.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The column of the feature of this name.
    pub fn index(&self, name: &str) -> Option<usize> {
        let place = self.table.find(FeatureKey::of_name(name))? as usize;
        (self.names.get(place) == Some(name)).then_some(place)
    }

    /// The rows over the columns; features without a column are left out.
    ///
    /// The values of a feature that stands in one row more than once are added up; with `binary`
    /// their sum is cut at 1, so that a word counts once however often it stands there.
    ///
    /// # Errors
    /// If a value is not finite.
    pub fn rows<R: AsRef<[(String, f32)]>>(
        &self,
        rows: impl IntoIterator<Item = R>,
        binary: bool,
    ) -> Result<SparseRows, Error> {
        let mut builder = SparseRowsBuilder::new(self.len());
        let mut found: Vec<(u32, f64)> = Vec::new();
        for features in rows {
            found.clear();
            for (name, value) in features.as_ref() {
                if let Some(column) = self.index(name) {
                    found.push((column as u32, f64::from(*value)));
                }
            }
            // Stable, so that values of one feature are added in the order given.
            found.sort_by_key(|entry| entry.0);
            found.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            if binary {
                for entry in &mut found {
                    // What is not finite stays so, for the builder to refuse.
                    if entry.1 > 1.0 && entry.1.is_finite() {
                        entry.1 = 1.0;
                    }
                }
            }
            builder.push(&found)?;
        }
        Ok(builder.finish())
    }
}

/// In how many rows a feature occurs, and the last of them.
struct Count {
    rows: usize,
    last: usize,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ndarray::array;

    use super::*;

    fn row(features: &[(&str, f32)]) -> Vec<(String, f32)> {
        features.iter().map(|&(name, value)| (name.to_string(), value)).collect()
    }

    fn rows() -> Vec<Vec<(String, f32)>> {
        vec![
            row(&[("word=ferry", 1.0), ("word=dock", 1.0), ("word=ferry", 1.0)]),
            row(&[("word=ferry", 1.0), ("length", 0.25)]),
            row(&[("length", 0.5), ("length", 0.25), ("word=gull", 1.0)]),
        ]
    }

    #[test]
    fn takes_features_of_enough_rows_sorted() {
        let cases: [(usize, &[&str], &str); 4] = [
            (0, &["length", "word=dock", "word=ferry", "word=gull"], "all"),
            (1, &["length", "word=dock", "word=ferry", "word=gull"], "all that occur"),
            (2, &["length", "word=ferry"], "twice in one row is one row"),
            (3, &[], "none occurs so often"),
        ];
        for (min_rows, expected, reason) in cases {
            let vocabulary = Vocabulary::build(rows(), min_rows).unwrap();
            assert_eq!(vocabulary.names().iter().collect::<Vec<_>>(), expected, "{reason}");
            for (place, name) in expected.iter().enumerate() {
                assert_eq!(vocabulary.index(name), Some(place), "{reason}");
            }
            assert_eq!(vocabulary.index("word=net"), None, "{reason}");
        }
    }

    #[test]
    fn puts_values_in_columns() {
        let vocabulary = Vocabulary::build(rows(), 2).unwrap();
        let summed = vocabulary.rows(rows(), false).unwrap();
        assert_eq!(summed.to_dense(), array![[0.0, 2.0], [0.25, 1.0], [0.75, 0.0]]);
        let binary = vocabulary.rows(rows(), true).unwrap();
        assert_eq!(binary.to_dense(), array![[0.0, 1.0], [0.25, 1.0], [0.75, 0.0]]);
        let unknown = vocabulary.rows([row(&[("word=net", 1.0)])], false).unwrap();
        assert_eq!((unknown.rows(), unknown.entries()), (1, 0), "a row of unknown features stays");
    }

    #[test]
    fn refuses_what_no_model_can_hold() {
        let build = |name: &str| Vocabulary::build([row(&[(name, 1.0), ("word", 1.0)])], 1);
        assert!(build("").is_err(), "an empty name");
        assert!(build("word=").is_err(), "`word=` and `word` are one feature");
        let vocabulary = build("length").unwrap();
        for value in [f32::NAN, f32::INFINITY] {
            let found = vocabulary.rows([row(&[("length", value)])], true);
            assert!(found.is_err(), "{value}");
        }
    }
}
