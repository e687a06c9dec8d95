//! What a learner asks of rows: to be gone through again and again, always in the same order.

use super::sparse::SparseRows;
use crate::Error;

/// Rows in memory or elsewhere.
pub(crate) trait Pass {
    /// How many columns.
    fn columns(&self) -> usize;

    /// The column at each place; `None` where each is at its own.
    fn order(&self) -> Option<&[u32]>;

    /// Calls `visit` with the number of each row, the places of its columns, which rise, and the values
    /// in them.
    ///
    /// # Errors
    /// If the rows cannot be read.
    fn each(&self, visit: impl FnMut(usize, &[u32], &[f64])) -> Result<(), Error>;
}

/// What stands at each place, `width` numbers, of numbers that stand column by column.
pub(super) fn by_place(order: &[u32], width: usize, columns: &[f64]) -> Vec<f64> {
    order.iter().flat_map(|&column| &columns[column as usize * width..][..width]).copied().collect()
}

/// Puts what stands at each place, `width` numbers, to its column.
pub(super) fn by_column(order: &[u32], width: usize, places: &[f64], columns: &mut [f64]) {
    for (&column, numbers) in order.iter().zip(places.chunks_exact(width)) {
        columns[column as usize * width..][..width].copy_from_slice(numbers);
    }
}

impl Pass for SparseRows {
    fn columns(&self) -> usize {
        SparseRows::columns(self)
    }

    fn order(&self) -> Option<&[u32]> {
        None
    }

    fn each(&self, mut visit: impl FnMut(usize, &[u32], &[f64])) -> Result<(), Error> {
        for row in 0..self.rows() {
            let (columns, values) = self.entries_of(row);
            visit(row, columns, values);
        }
        Ok(())
    }
}
