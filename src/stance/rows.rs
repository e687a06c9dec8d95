//! From labelled rows, in memory or in a file, to columns, targets and weights: what a fit needs.
//!
//! The rows are gone through twice: once to count features, once to write down those that are kept.

use super::noted::{Fates, Noted};
use super::stems::Stems;
use crate::Error;
use crate::claims::ClaimFinder;
use crate::data::{StanceFile, StanceRow};
use crate::learn::{ABSENT, Census, CodedRows, CodedRowsBuilder, Kept, Vocabulary};

/// Rows over the columns of a vocabulary.
pub(crate) struct Rows {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) records: CodedRows,
    /// The place of each row's label.
    pub(crate) targets: Vec<usize>,
    /// A number for the group of each row, in the order of their names.
    pub(crate) groups: Vec<u32>,
    pub(crate) weights: Vec<f32>,
    pub(crate) labels: Vec<String>,
    /// How many of the rows, from the first, judge and calibrate the model; all teach it.
    pub(crate) judged: usize,
}

/// Where rows come from, as often as they are asked for.
pub(crate) trait Source {
    /// Calls `visit` with each row, always in the same order.
    fn each(&self, visit: impl FnMut(&StanceRow) -> Result<(), Error>) -> Result<(), Error>;

    /// About how many bytes of text they are.
    fn bytes(&self) -> usize;
}

impl Source for [StanceRow] {
    fn each(&self, visit: impl FnMut(&StanceRow) -> Result<(), Error>) -> Result<(), Error> {
        self.iter().try_for_each(visit)
    }

    fn bytes(&self) -> usize {
        self.iter().map(|row| row.text.len()).sum()
    }
}

impl Source for StanceFile<'_> {
    fn each(&self, visit: impl FnMut(&StanceRow) -> Result<(), Error>) -> Result<(), Error> {
        StanceFile::each(self, visit)
    }

    fn bytes(&self) -> usize {
        usize::try_from(StanceFile::bytes(self)).unwrap_or(usize::MAX)
    }
}

/// What is gathered from rows.
pub(crate) struct Gathering<'a> {
    /// What the label is called.
    pub(crate) task: &'a str,
    pub(crate) label: fn(&StanceRow) -> Option<&str>,
    /// The order of the labels, where the rows have no others.
    pub(crate) order: &'a [&'a str],
    pub(crate) min_rows: usize,
    pub(crate) max_features: usize,
    /// How many bytes of rows stay in memory.
    pub(crate) held: usize,
    /// Families of features that are not looked at.
    pub(crate) left_out: &'a [String],
    /// Where there is one, rows in which it finds another claim than is marked stand once more behind
    /// all others, with that claim.
    pub(crate) finder: Option<&'a ClaimFinder>,
    /// How much of a row's weight goes to the other labels that it accepts, as copies of it behind all
    /// rows.
    pub(crate) also_share: f64,
}

/// The most bytes of the sketch that counts features: enough for some hundred million.
const LARGEST_SKETCH: usize = 1 << 28;
const SMALLEST_SKETCH: usize = 1 << 16;

impl Gathering<'_> {
    /// The rows with the features that `extract` puts into a sink.
    pub(crate) fn rows(
        &self,
        source: &(impl Source + ?Sized),
        extract: impl Fn(&StanceRow, &mut Stems, &mut Census),
    ) -> Result<Rows, Error> {
        let counters = source.bytes().clamp(SMALLEST_SKETCH, LARGEST_SKETCH);
        let mut census = Census::new(self.min_rows, self.left_out, counters);
        let mut stems = Stems::new();
        let mut count = |row: &StanceRow, census: &mut Census| {
            stems.trim();
            census.begin_row();
            extract(row, &mut stems, census);
        };
        let mut noted = Noted::default();
        source.each(|row| {
            count(row, &mut census);
            census.end_row();
            if let Some(claim) = self.finder.and_then(|finder| row.lone_claim(finder)) {
                let lone = row.lone(claim.clone());
                count(&lone, &mut census);
                census.end_row();
                noted.add_lone(lone.weight, claim);
            }
            let missing = || Error::training(format!("line {}: the row has no {}", row.line, self.task));
            let also = if self.also_share > 0.0 { &row.stance_also[..] } else { &[] };
            noted.add((self.label)(row).ok_or_else(missing)?, also, row)
        })?;
        census.again();
        let (mut marked, mut lone) = (CodedRowsBuilder::new(self.held), CodedRowsBuilder::new(self.held));
        let mut number = 0;
        source.each(|row| {
            count(row, &mut census);
            marked.push(census.end_row())?;
            if let Some(claim) = noted.lone_claim(number) {
                count(&row.lone(claim.clone()), &mut census);
                lone.push(census.end_row())?;
            }
            number += 1;
            Ok(())
        })?;
        if number != noted.len() {
            return Err(Error::training(format!("{} rows, then {number}", noted.len())));
        }
        let kept = census.finish(self.max_features)?;
        let Fates { labels, targets, groups, weights, copies, judged } =
            noted.over(self.order, self.also_share);
        let records = renumbered([marked, lone], &copies, &kept, self.held)?;
        Ok(Rows { vocabulary: kept.vocabulary, records, targets, groups, weights, labels, judged })
    }
}

/// The rows one behind the other, then so many copies of each, with columns in place of the numbers of
/// features.
fn renumbered(
    parts: [CodedRowsBuilder; 2],
    copies: &[u32],
    kept: &Kept,
    held: usize,
) -> Result<CodedRows, Error> {
    let mut places = vec![0; kept.order.len()];
    for (place, &column) in (0..).zip(&kept.order) {
        places[column as usize] = place;
    }
    let numbers: Vec<u32> = (0..kept.columns.len() as u32).collect();
    let [marked, lone] = parts;
    let parts = [marked.finish(numbers.clone())?, lone.finish(numbers)?];
    let mut builder = CodedRowsBuilder::new(held);
    let mut columns = Vec::new();
    for is_copying in [false, true] {
        let mut row = 0;
        let mut push = |_, numbers: &[u32]| {
            columns.clear();
            columns.extend(numbers.iter().map(|&n| kept.columns[n as usize]).filter(|&c| c != ABSENT));
            columns.sort_unstable();
            columns.iter_mut().for_each(|column| *column = places[*column as usize]);
            let times = if is_copying { copies[row] } else { 1 };
            row += 1;
            (0..times).try_for_each(|_| builder.push(&columns))
        };
        parts.iter().try_for_each(|part| part.each(|_| true, &mut push))?;
    }
    builder.finish(kept.order.clone())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::{Requirement, StanceRows, Table};
    use crate::learn::{Atom, FeatureSink};

    const ROWS: &str = "text,stance,group,weight\n\
        gull dock gull,threat,b,1\n\
        dock tide,offer,a,0.5\n\
        gull tide,offer,b,1\n";

    fn gathered(min_rows: usize, order: &[&str], csv: &str) -> Result<Rows, Error> {
        let table = Table::from_bytes("t.csv", csv.as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        let gathering = Gathering {
            task: "stance",
            label: |row| row.stance.as_deref(),
            order,
            min_rows,
            max_features: 10,
            held: 0,
            left_out: &[],
            finder: None,
            also_share: 0.0,
        };
        gathering.rows(&rows[..], |row, _, sink| {
            row.text.split(' ').for_each(|word| sink.add("word", &[Atom::new(word)], None));
        })
    }

    #[test]
    fn rows_are_those_of_the_source_over_the_columns_that_are_kept() {
        let rows = gathered(2, &[], ROWS).unwrap();
        let names: Vec<&str> = rows.vocabulary.names().iter().collect();
        assert_eq!(names, ["word=dock", "word=gull", "word=tide"]);
        let mut found = Vec::new();
        rows.records
            .each(
                |_| true,
                |_, places| {
                    found.push(places.to_vec());
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!(found, [[0, 1], [0, 2], [1, 2]], "each in two rows, so places are columns");
        assert_eq!((rows.groups, rows.weights, rows.judged), (vec![1, 0, 1], vec![1.0, 0.5, 1.0], 3));
    }

    #[test]
    fn labels_stand_in_the_order_given_or_sorted() {
        let cases: [(&[&str], &[&str], [usize; 3]); 3] = [
            (&["threat", "plea", "offer"], &["threat", "offer"], [0, 1, 1]),
            (&["threat", "plea"], &["offer", "threat"], [1, 0, 0]),
            (&[], &["offer", "threat"], [1, 0, 0]),
        ];
        for (order, labels, targets) in cases {
            let rows = gathered(1, order, ROWS).unwrap();
            assert_eq!(rows.labels, labels);
            assert_eq!(rows.targets, targets);
        }
    }

    #[test]
    fn a_row_without_label_is_refused() {
        let message = gathered(1, &[], "text,stance\ngull,offer\ndock,\n").err().map(|e| e.to_string());
        assert_eq!(message.as_deref(), Some("training: line 3: the row has no stance"));
    }
}
