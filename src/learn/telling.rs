//! How much a column tells of the class: what makes the penalty on its weights light or heavy.
//!
//! One L2 penalty for all treats `denied` and `Tuesday` alike, so that many weights that tell
//! little share out what few that tell much should carry. A column multiplied by a scale has its
//! weights penalised by the inverse square of it. The scale here grows with the root of twice the
//! divergence (Kullback and Leibler 1951) of the classes among the rows with the column from those of
//! all rows, which is the length, in standard deviations, of the way between the two.

use super::pass::Pass;
use crate::Error;

/// How many rows of average classes are added to those of each column: one seen twice tells less
/// than its two rows say.
const ADDED: f64 = 2.0;
/// The power of that length that is the scale. Between 0.5 and 1 real news is told apart equally well;
/// the whole length takes more from features that are frequent and tell a little, such as `I did not`.
const POWER: f64 = 0.7;

/// The scale of each column: 0 where it tells nothing, with a mean square of 1 over the entries.
///
/// There is a target, below `classes`, and a weight for the number of each row.
///
/// # Errors
/// If the rows cannot be read.
pub(crate) fn telling_scales(
    rows: &impl Pass,
    targets: &[usize],
    weights: &[f64],
    classes: usize,
) -> Result<Vec<f64>, Error> {
    let mut shares = vec![0.0; classes];
    let mut counts = vec![0.0; rows.columns() * classes];
    let mut entries = vec![0usize; rows.columns()];
    rows.each(|row, places, _| {
        let (target, weight) = (targets[row], weights[row]);
        shares[target] += weight;
        for &place in places {
            counts[place as usize * classes + target] += weight;
            entries[place as usize] += 1;
        }
    })?;
    let total: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= total);
    let mut scales: Vec<f64> = counts.chunks(classes).map(|counts| divergence(counts, &shares)).collect();
    if let Some(order) = rows.order() {
        let (placed_scales, placed_entries) = (scales.clone(), entries.clone());
        for (place, &column) in order.iter().enumerate() {
            scales[column as usize] = placed_scales[place];
            entries[column as usize] = placed_entries[place];
        }
    }
    let squares: f64 = scales.iter().zip(&entries).map(|(scale, &n)| scale * scale * n as f64).sum();
    let mean = (squares / entries.iter().sum::<usize>().max(1) as f64).sqrt();
    for scale in &mut scales {
        // Where no column tells anything all count alike.
        *scale = if mean > 0.0 { *scale / mean } else { 1.0 };
    }
    Ok(scales)
}

/// How far the classes of a column are from the shares of all.
fn divergence(counts: &[f64], shares: &[f64]) -> f64 {
    let total: f64 = counts.iter().sum::<f64>() + ADDED;
    let terms = counts.iter().zip(shares).filter(|(_, share)| **share > 0.0).map(|(count, share)| {
        let found = (count + ADDED * share) / total;
        found * (found / share).ln()
    });
    (2.0 * terms.sum::<f64>()).max(0.0).sqrt().powf(POWER)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::sparse::{SparseRows, SparseRowsBuilder};
    use super::*;

    /// Columns: of the first class only, of both alike, of the first class once.
    fn rows() -> SparseRows {
        let mut builder = SparseRowsBuilder::new(3);
        for row in [&[(0, 1.0), (1, 1.0)][..], &[(0, 1.0), (2, 1.0)], &[(1, 1.0)], &[]] {
            builder.push(row).unwrap();
        }
        builder.finish()
    }

    #[test]
    fn what_is_of_one_class_tells_more_the_oftener_it_is_seen() {
        let scales = telling_scales(&rows(), &[0, 0, 1, 1], &[1.0; 4], 2).unwrap();
        assert!(scales[0] > scales[2] && scales[2] > 0.0, "{scales:?}");
        assert_eq!(scales[1], 0.0, "as frequent in either class as the rows are");
        let square: f64 = scales.iter().zip([2.0, 2.0, 1.0]).map(|(scale, n)| scale * scale * n).sum();
        assert!((square / 5.0 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn where_nothing_tells_all_count_alike() {
        let mut builder = SparseRowsBuilder::new(1);
        builder.push(&[(0, 1.0)]).unwrap();
        builder.push(&[(0, 1.0)]).unwrap();
        assert_eq!(telling_scales(&builder.finish(), &[0, 1], &[1.0; 2], 2).unwrap(), [1.0]);
    }
}
