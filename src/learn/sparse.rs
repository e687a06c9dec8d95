//! Rows of which most numbers are zero, in a form that linfa's data sets can hold.

use linfa::dataset::Records;
use ndarray::Array2;

use crate::Error;

/// A matrix of `rows` × `columns` that keeps its entries row by row (CSR).
///
/// Made by a [`SparseRowsBuilder`]; stands as records in a [`linfa::DatasetBase`].
#[derive(Clone, Debug, PartialEq)]
pub struct SparseRows {
    columns: usize,
    /// Where each row begins in `places` and `values`, and where the last one ends.
    starts: Vec<usize>,
    places: Vec<u32>,
    values: Vec<f64>,
}

/// Puts [`SparseRows`] together, row by row.
#[derive(Clone, Debug)]
pub struct SparseRowsBuilder(SparseRows);

impl SparseRows {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many entries in all.
    pub fn entries(&self) -> usize {
        self.values.len()
    }

    /// The entries of a row: (column, value), by rising column.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + Clone {
        let range = self.starts[row]..self.starts[row + 1];
        let places = self.places[range.clone()].iter().map(|&place| place as usize);
        places.zip(self.values[range].iter().copied())
    }

    /// The columns of a row and the values in them.
    pub(super) fn entries_of(&self, row: usize) -> (&[u32], &[f64]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.places[range.clone()], &self.values[range])
    }

    /// These rows in this order, with all columns; a row may stand twice.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn select(&self, rows: &[usize]) -> Self {
        let mut chosen = SparseRowsBuilder::new(self.columns).0;
        for &row in rows {
            let range = self.starts[row]..self.starts[row + 1];
            chosen.places.extend_from_slice(&self.places[range.clone()]);
            chosen.values.extend_from_slice(&self.values[range]);
            chosen.starts.push(chosen.values.len());
        }
        chosen
    }

    /// The same with each column multiplied by its scale.
    ///
    /// # Panics
    /// If there are fewer scales than columns.
    pub fn scaled(mut self, scales: &[f64]) -> Self {
        for (value, &place) in self.values.iter_mut().zip(&self.places) {
            *value *= scales[place as usize];
        }
        self
    }

    /// The same with its zeros, `rows` × `columns`, as linfa's own learners take it.
    pub fn to_dense(&self) -> Array2<f64> {
        let mut dense = Array2::zeros((self.rows(), self.columns));
        for row in 0..self.rows() {
            for (column, value) in self.row(row) {
                dense[(row, column)] = value;
            }
        }
        dense
    }
}

impl SparseRowsBuilder {
    /// Begins a matrix of so many columns, without rows.
    pub fn new(columns: usize) -> Self {
        SparseRowsBuilder(SparseRows { columns, starts: vec![0], places: Vec::new(), values: Vec::new() })
    }

    /// Adds a row, given as (column, value) by rising column.
    ///
    /// # Errors
    /// If columns do not rise, a column is not in range, or a value is not finite; the matrix
    /// stays as it was.
    pub fn push(&mut self, row: &[(u32, f64)]) -> Result<(), Error> {
        let SparseRows { columns, starts, places, values } = &mut self.0;
        let number = starts.len() - 1;
        let mut next = 0;
        for &(column, value) in row {
            if u64::from(column) < next || column as usize >= *columns {
                return Err(Error::training(format!(
                    "row {number}: column {column}, expected {next} to {columns} without the end"
                )));
            }
            if !value.is_finite() {
                return Err(Error::training(format!(
                    "row {number}: the value of column {column} is {value}"
                )));
            }
            next = u64::from(column) + 1;
        }
        places.extend(row.iter().map(|entry| entry.0));
        values.extend(row.iter().map(|entry| entry.1));
        starts.push(values.len());
        Ok(())
    }

    /// The matrix of all rows added.
    pub fn finish(self) -> SparseRows {
        self.0
    }
}

impl Records for SparseRows {
    type Elem = f64;

    fn nsamples(&self) -> usize {
        self.rows()
    }

    fn nfeatures(&self) -> usize {
        self.columns
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ndarray::array;

    use super::*;

    fn small() -> SparseRows {
        let mut builder = SparseRowsBuilder::new(4);
        builder.push(&[(1, 2.0), (3, -1.0)]).unwrap();
        builder.push(&[]).unwrap();
        builder.push(&[(0, 5.0)]).unwrap();
        builder.finish()
    }

    #[test]
    fn keeps_rows() {
        let rows = small();
        assert_eq!((rows.nsamples(), rows.nfeatures(), rows.entries()), (3, 4, 3));
        assert_eq!(rows.row(0).collect::<Vec<_>>(), [(1, 2.0), (3, -1.0)]);
        let dense = array![[0.0, 2.0, 0.0, -1.0], [0.0; 4], [5.0, 0.0, 0.0, 0.0]];
        assert_eq!(rows.to_dense(), dense);
    }

    #[test]
    fn selects_rows_in_the_order_asked_for() {
        let rows = small().select(&[2, 0, 2]);
        let dense = array![[5.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, -1.0], [5.0, 0.0, 0.0, 0.0]];
        assert_eq!(rows.to_dense(), dense);
        assert_eq!(small().select(&[]).rows(), 0);
    }

    #[test]
    fn scales_columns() {
        let scaled = small().scaled(&[0.5, 3.0, 7.0, 2.0]);
        assert_eq!(scaled.to_dense(), array![[0.0, 6.0, 0.0, -2.0], [0.0; 4], [2.5, 0.0, 0.0, 0.0]]);
    }

    #[test]
    fn refuses_rows_that_do_not_fit() {
        let cases: [(&[(u32, f64)], &str); 5] = [
            (&[(4, 1.0)], "column 4"),
            (&[(2, 1.0), (1, 1.0)], "column 1, expected 3"),
            (&[(2, 1.0), (2, 1.0)], "column 2, expected 3"),
            (&[(u32::MAX, 1.0)], "column 4294967295"),
            (&[(0, 1.0), (1, f64::NAN)], "column 1 is NaN"),
        ];
        let mut builder = SparseRowsBuilder::new(4);
        builder.push(&[(0, 1.0)]).unwrap();
        for (row, expected) in cases {
            let message = builder.push(row).unwrap_err().to_string();
            assert!(message.contains("row 1: ") && message.contains(expected), "{message}");
        }
        assert_eq!(builder.finish().entries(), 1, "a refused row leaves nothing behind");
    }
}
