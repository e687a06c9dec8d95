//! Which features occur in how many rows, found in two passes with little memory.
//!
//! The first pass counts keys in a [`Sketch`], the second keeps names and exact counts of those
//! features alone that may occur in enough rows. What comes out is the same as if all had been kept.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::feature::FeatureKey;
use super::names::FeatureNames;
use super::sink::{Atom, FeatureSink, key, name};
use super::sketch::Sketch;
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::text::Span;

/// The column of a feature that was left out.
pub(crate) const ABSENT: u32 = u32::MAX;

/// The features that occur in enough rows.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) vocabulary: Vocabulary,
    /// For each number the column of its feature, or [`ABSENT`].
    pub(crate) columns: Vec<u32>,
    /// The columns, those that occur in most rows first.
    pub(crate) order: Vec<u32>,
}

/// So many features may be named, frequent enough or not.
const MOST_NAMED: usize = 1 << 30;

/// A sink for the features of all rows, row after row, twice over.
#[derive(Debug)]
pub(crate) struct Census {
    min_rows: usize,
    /// The hashes of the families that are left out.
    left_out: Vec<u64>,
    sketch: Sketch,
    /// The keys of the row, in the first pass.
    keys: Vec<u64>,
    /// What the second pass finds, once it has begun.
    named: Option<Named>,
}

/// The features that may occur in enough rows, numbered as they come.
#[derive(Debug, Default)]
struct Named {
    numbers: HashMap<u64, u32>,
    /// All names one behind the other, and where each ends.
    names: String,
    ends: Vec<usize>,
    /// In how many rows each occurs.
    rows: Vec<u32>,
    /// The numbers of the row.
    row: Vec<u32>,
}

impl Census {
    /// Counts features, but those of some families, that occur in `min_rows` rows or more, in a
    /// sketch of about `counters` bytes.
    pub(crate) fn new(min_rows: usize, left_out: &[String], counters: usize) -> Self {
        let left_out = left_out.iter().map(|family| Atom::new(family).hash()).collect();
        Census { min_rows, left_out, sketch: Sketch::new(counters), keys: Vec::new(), named: None }
    }

    /// Ends the first pass: the same rows come once more.
    pub(crate) fn again(&mut self) {
        self.keys = Vec::new();
        self.named = Some(Named::default());
    }

    /// Ends a row: in the second pass, the rising numbers of its features that may occur in enough
    /// rows; nothing in the first.
    pub(crate) fn end_row(&mut self) -> &[u32] {
        let Some(named) = &mut self.named else {
            self.keys.sort_unstable();
            self.keys.dedup();
            self.keys.drain(..).for_each(|key| self.sketch.add(key));
            return &[];
        };
        named.row.sort_unstable();
        named.row.dedup();
        for &number in &named.row {
            named.rows[number as usize] += 1;
        }
        &named.row
    }

    /// Begins a row.
    pub(crate) fn begin_row(&mut self) {
        self.keys.clear();
        if let Some(named) = &mut self.named {
            named.row.clear();
        }
    }

    /// The features that occur in enough rows.
    ///
    /// Where they are more than `most`, those that occur in the fewest rows are left out, and with
    /// them all that occur in as few.
    ///
    /// # Errors
    /// If there are more features than numbers, or two have the same name.
    pub(crate) fn finish(self, most: usize) -> Result<Kept, Error> {
        let named = self.named.unwrap_or_default();
        if named.ends.len() >= MOST_NAMED {
            return Err(Error::training("more than a thousand million features; ask for more rows of each"));
        }
        let least = least_rows(&named.rows, self.min_rows, most);
        let mut kept: Vec<u32> =
            (0..named.rows.len() as u32).filter(|&n| named.rows[n as usize] as usize >= least).collect();
        kept.sort_unstable_by_key(|&number| named.name(number));
        let mut columns = vec![ABSENT; named.rows.len()];
        for (column, &number) in (0..).zip(&kept) {
            columns[number as usize] = column;
        }
        let names = FeatureNames::new(kept.iter().map(|&number| named.name(number)))?;
        let mut order: Vec<u32> = (0..kept.len() as u32).collect();
        order.sort_by_key(|&column| Reverse(named.rows[kept[column as usize] as usize]));
        Ok(Kept { vocabulary: Vocabulary::of_names(names)?, columns, order })
    }
}

impl FeatureSink for Census {
    fn add(&mut self, family: impl Into<Atom<'static>>, atoms: &[Atom<'_>], _: Option<Span>) {
        let family = family.into();
        if self.left_out.contains(&family.hash()) {
            return;
        }
        let FeatureKey(key) = key(family, atoms);
        match &mut self.named {
            None => self.keys.push(key),
            Some(named) if self.sketch.may_reach(key, self.min_rows) => named.note(key, family, atoms),
            Some(_) => {}
        }
    }
}

impl Named {
    fn note(&mut self, key: u64, family: Atom<'_>, atoms: &[Atom<'_>]) {
        let number = *self.numbers.entry(key).or_insert_with(|| {
            name(family, atoms, &mut self.names);
            self.ends.push(self.names.len());
            self.rows.push(0);
            (self.ends.len() - 1) as u32
        });
        self.row.push(number);
    }

    fn name(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.names[start..self.ends[number]]
    }
}

/// In how many rows a feature must occur, at least `least`, so that no more than `most` features do.
fn least_rows(rows: &[u32], least: usize, most: usize) -> usize {
    let mut counts: Vec<usize> = rows.iter().map(|&rows| rows as usize).filter(|&n| n >= least).collect();
    if counts.len() <= most {
        return least;
    }
    // The first that is one too many; what occurs in no more rows goes with it.
    let (_, &mut too_few, _) = counts.select_nth_unstable_by(most, |a, b| b.cmp(a));
    too_few + 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const ROWS: [&[&[&str]]; 4] = [
        &[&["ferry"], &["dock"], &["ferry"]],
        &[&["ferry"], &["old", "dock"]],
        &[&["gull"], &["dock"], &["ferry"]],
        &[],
    ];

    /// The names that remain, and the columns of each row.
    fn taken(min_rows: usize, most: usize, left_out: &[String]) -> (Vec<String>, Vec<Vec<u32>>) {
        let mut census = Census::new(min_rows, left_out, 1 << 12);
        let mut rows = Vec::new();
        for pass in 0..2 {
            for row in ROWS {
                census.begin_row();
                for words in row {
                    let atoms: Vec<Atom<'_>> = words.iter().map(|&word| Atom::new(word)).collect();
                    census.add(["word", "two"][words.len() - 1], &atoms, None);
                }
                let numbers = census.end_row();
                rows.push(numbers.to_vec());
            }
            if pass == 0 {
                assert!(rows.drain(..).all(|row| row.is_empty()), "no numbers yet");
                census.again();
            }
        }
        let Kept { vocabulary, columns, .. } = census.finish(most).unwrap();
        for row in &mut rows {
            *row = row.iter().map(|&number| columns[number as usize]).filter(|&c| c != ABSENT).collect();
            row.sort_unstable();
        }
        (vocabulary.names().iter().map(str::to_owned).collect(), rows)
    }

    #[test]
    fn features_of_enough_rows_have_columns() {
        let cases: [(usize, &[&str]); 4] = [
            (0, &["two=old dock", "word=dock", "word=ferry", "word=gull"]),
            (1, &["two=old dock", "word=dock", "word=ferry", "word=gull"]),
            (2, &["word=dock", "word=ferry"]),
            (4, &[]),
        ];
        for (min_rows, expected) in cases {
            assert_eq!(taken(min_rows, 100, &[]).0, expected, "{min_rows}");
        }
        assert_eq!(taken(2, 100, &[]).1, [vec![0, 1], vec![1], vec![0, 1], vec![]]);
    }

    #[test]
    fn the_rarest_go_first_where_there_are_too_many() {
        let cases: [(usize, &[&str], &str); 4] = [
            (4, &["two=old dock", "word=dock", "word=ferry", "word=gull"], "as many as may be"),
            (3, &["word=dock", "word=ferry"], "two as rare as each other go together"),
            (1, &["word=ferry"], "the most frequent"),
            (0, &[], "none may be"),
        ];
        for (most, expected, reason) in cases {
            assert_eq!(taken(1, most, &[]).0, expected, "{reason}");
        }
    }

    #[test]
    fn a_family_is_left_out_whole() {
        assert_eq!(taken(1, 100, &["word".into()]).0, ["two=old dock"]);
    }
}
