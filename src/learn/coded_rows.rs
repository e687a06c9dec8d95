//! Rows of features that are there or not, two bytes an entry, in memory or on the disk.
//!
//! A solver goes through all rows at each step, always in one order, so they need no index. Columns have
//! places, the most frequent ones first: their numbers are small, and what a solver keeps of them lies
//! together and stays in the processor's cache. Rows that are too many for memory go to a temporary file,
//! which is read piece by piece at each step.

use super::pass::Pass;
use super::spill::Spill;
use crate::Error;

/// The bytes of a piece, in memory and on the disk; a longer row is a piece of its own.
const PIECE: usize = 1 << 20;
/// A number below it is one unit of two bytes; others are two units, the first with this bit set.
const LONG: u32 = 1 << 15;

/// A matrix of ones and zeros that is read from its first row to its last.
#[derive(Debug)]
pub(crate) struct CodedRows {
    /// The column at each place.
    order: Vec<u32>,
    held: Vec<Vec<u8>>,
    /// What lies on the disk behind them, and how long each piece of it is.
    spilled: Option<(Spill, Vec<usize>)>,
}

/// Puts [`CodedRows`] together, row by row.
#[derive(Debug)]
pub(crate) struct CodedRowsBuilder {
    limit: usize,
    bytes: usize,
    held: Vec<Vec<u8>>,
    spilled: Option<(Spill, Vec<usize>)>,
    piece: Vec<u8>,
    units: Vec<u8>,
}

/// Some of the rows, each column with its scale as value; 1 for all where there are no scales.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<'a, H> {
    rows: &'a CodedRows,
    holds: H,
    /// The scale at each place.
    scales: Option<Vec<f64>>,
}

impl CodedRows {
    /// The rows that `holds` says yes to, with a scale for each column.
    pub(crate) fn chosen<H: Fn(usize) -> bool>(&self, holds: H, scales: Option<&[f64]>) -> Chosen<'_, H> {
        let by_place = |scales: &[f64]| self.order.iter().map(|&column| scales[column as usize]).collect();
        Chosen { rows: self, holds, scales: scales.map(by_place) }
    }

    /// Calls `visit` with the number of each row that `holds` says yes to, and the places of its columns
    /// in the order in which they were given.
    ///
    /// # Errors
    /// Those of `visit`, or if the temporary file cannot be read.
    pub(crate) fn each(
        &self,
        holds: impl Fn(usize) -> bool,
        mut visit: impl FnMut(usize, &[u32]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut row = 0;
        let mut places = Vec::new();
        let mut read = |piece: &[u8], changed: &dyn Fn() -> Error| -> Result<(), Error> {
            let mut units = piece.as_chunks::<2>().0;
            while let Some(number) = take(&mut units) {
                let (own, rest) = units.split_at_checked(number as usize).ok_or_else(changed)?;
                units = rest;
                if holds(row) {
                    if !decode(own, self.order.len(), &mut places) {
                        return Err(changed());
                    }
                    visit(row, &places)?;
                }
                row += 1;
            }
            Ok(())
        };
        for piece in &self.held {
            read(piece, &|| Error::training("rows were damaged in memory"))?;
        }
        if let Some((spill, lengths)) = &self.spilled {
            let (mut start, mut piece) = (0, Vec::new());
            for &length in lengths {
                piece.resize(length, 0);
                spill.read(start, &mut piece)?;
                read(&piece, &|| spill.changed())?;
                start += length as u64;
            }
        }
        Ok(())
    }
}

impl<H: Fn(usize) -> bool> Pass for Chosen<'_, H> {
    fn columns(&self) -> usize {
        self.rows.order.len()
    }

    fn order(&self) -> Option<&[u32]> {
        Some(&self.rows.order)
    }

    fn each(&self, mut visit: impl FnMut(usize, &[u32], &[f64])) -> Result<(), Error> {
        let mut values = Vec::new();
        self.rows.each(&self.holds, |row, places| {
            match &self.scales {
                Some(scales) => {
                    values.clear();
                    values.extend(places.iter().map(|&place| scales[place as usize]));
                }
                None => values.resize(places.len(), 1.0),
            }
            visit(row, places, &values);
            Ok(())
        })
    }
}

impl CodedRowsBuilder {
    /// No rows yet; `limit` bytes of them stay in memory, a piece more or less.
    pub(crate) fn new(limit: usize) -> Self {
        let (held, piece, units) = (Vec::new(), Vec::new(), Vec::new());
        CodedRowsBuilder { limit, bytes: 0, held, spilled: None, piece, units }
    }

    /// Adds a row, given as the places of its columns, which are below 2^30.
    ///
    /// # Errors
    /// If the rows must go to the disk and it does not take them.
    pub(crate) fn push(&mut self, places: &[u32]) -> Result<(), Error> {
        self.units.clear();
        places.iter().for_each(|&place| put(place, &mut self.units));
        if self.piece.len() + self.units.len() > PIECE {
            self.close_piece()?;
        }
        put((self.units.len() / 2) as u32, &mut self.piece);
        self.piece.extend_from_slice(&self.units);
        Ok(())
    }

    /// The matrix of all rows added; `order` is the column at each place.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub(crate) fn finish(mut self, order: Vec<u32>) -> Result<CodedRows, Error> {
        self.close_piece()?;
        Ok(CodedRows { order, held: self.held, spilled: self.spilled })
    }

    fn close_piece(&mut self) -> Result<(), Error> {
        if self.spilled.is_none() && self.bytes + self.piece.len() <= self.limit {
            self.bytes += self.piece.len();
            self.held.push(self.piece.as_slice().into());
        } else {
            if self.spilled.is_none() {
                self.spilled = Some((Spill::create()?, Vec::new()));
            }
            if let Some((spill, lengths)) = &mut self.spilled {
                spill.append(&self.piece)?;
                lengths.push(self.piece.len());
            }
        }
        self.piece.clear();
        Ok(())
    }
}

fn put(number: u32, out: &mut Vec<u8>) {
    if number >= LONG {
        out.extend_from_slice(&((LONG | number >> 15) as u16).to_le_bytes());
        out.extend_from_slice(&((number & (LONG - 1)) as u16).to_le_bytes());
    } else {
        out.extend_from_slice(&(number as u16).to_le_bytes());
    }
}

/// The first number of `units`, which is taken off them; a number that is cut short is the less.
#[inline]
fn take(units: &mut &[[u8; 2]]) -> Option<u32> {
    let (&first, rest) = units.split_first()?;
    *units = rest;
    let number = u32::from(u16::from_le_bytes(first));
    if number < LONG {
        return Some(number);
    }
    let (&second, rest) = units.split_first()?;
    *units = rest;
    Some((number & (LONG - 1)) << 15 | u32::from(u16::from_le_bytes(second)))
}

/// Puts the places of a row instead of those in `found`; whether all are below `width`.
#[inline]
fn decode(mut units: &[[u8; 2]], width: usize, found: &mut Vec<u32>) -> bool {
    found.clear();
    let mut is_right = true;
    while let Some(place) = take(&mut units) {
        is_right &= (place as usize) < width;
        found.push(place);
    }
    is_right
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use linfa::ParamGuard;

    use super::super::multinomial::MultinomialLogistic;
    use super::super::rng::SplitMix64;
    use super::super::sparse::SparseRowsBuilder;
    use super::super::telling::telling_scales;
    use super::*;

    const WIDTH: u32 = PIECE as u32 + 1;

    fn cases() -> Vec<Vec<u32>> {
        let long = (0..PIECE as u32).collect();
        vec![vec![0], vec![], vec![LONG - 1, LONG + 1, LONG, 0], long, vec![WIDTH - 1, 5], vec![0, 1, 2]]
    }

    fn coded(limit: usize) -> CodedRows {
        let mut builder = CodedRowsBuilder::new(limit);
        for row in cases() {
            builder.push(&row).unwrap();
        }
        builder.finish((0..WIDTH).collect()).unwrap()
    }

    fn all(rows: &CodedRows, holds: impl Fn(usize) -> bool) -> Vec<(usize, Vec<u32>)> {
        let mut found = Vec::new();
        rows.each(holds, |row, places| {
            found.push((row, places.to_vec()));
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn rows_come_back_from_memory_and_from_the_disk() {
        let expected: Vec<(usize, Vec<u32>)> = cases().into_iter().enumerate().collect();
        for (limit, is_spilled) in [(usize::MAX, false), (8 * PIECE, false), (100, true), (0, true)] {
            let rows = coded(limit);
            assert_eq!(rows.spilled.is_some(), is_spilled, "{limit}");
            assert_eq!(all(&rows, |_| true), expected, "{limit}");
            assert_eq!(all(&rows, |_| true), expected, "{limit}, a second time");
            let odd: Vec<_> = expected.iter().filter(|(row, _)| row % 2 == 1).cloned().collect();
            assert_eq!(all(&rows, |row| row % 2 == 1), odd, "{limit}");
        }
    }

    #[test]
    fn the_scale_of_a_column_is_its_value() {
        let mut builder = CodedRowsBuilder::new(usize::MAX);
        builder.push(&[0, 2]).unwrap();
        builder.push(&[1]).unwrap();
        let rows = builder.finish(vec![1, 2, 0]).unwrap();
        let values = |scales: Option<&[f64]>| {
            let mut found = Vec::new();
            rows.chosen(|_| true, scales).each(|_, _, values| found.push(values.to_vec())).unwrap();
            found
        };
        assert_eq!(values(None), [vec![1.0, 1.0], vec![1.0]]);
        assert_eq!(values(Some(&[0.5, 3.0, 7.0])), [vec![3.0, 0.5], vec![7.0]]);
    }

    #[test]
    fn what_is_fitted_is_what_the_rows_as_numbers_give_to_the_last_bit() {
        let mut random = SplitMix64::new(8);
        let (columns, classes) = (60u32, 3);
        let mut order: Vec<u32> = (0..columns).collect();
        random.shuffle(&mut order);
        let place = |column: u32| order.iter().position(|&other| other == column).unwrap() as u32;
        let mut coded = CodedRowsBuilder::new(0);
        let mut numbers = SparseRowsBuilder::new(columns as usize);
        let (mut targets, mut chosen) = (Vec::new(), Vec::new());
        for row in 0..300 {
            let own: Vec<u32> = (0..columns).filter(|_| random.below(5) == 0).collect();
            coded.push(&own.iter().map(|&column| place(column)).collect::<Vec<_>>()).unwrap();
            targets.push(random.below(classes));
            if row % 4 != 1 {
                numbers.push(&own.iter().map(|&column| (column, 1.0)).collect::<Vec<_>>()).unwrap();
                chosen.push(row);
            }
        }
        let coded = coded.finish(order.clone()).unwrap();
        let numbers = numbers.finish();
        let weights: Vec<f64> = (0..300).map(|row| 1.0 + f64::from(row % 2)).collect();
        let own_targets: Vec<usize> = chosen.iter().map(|&row| targets[row]).collect();
        let own_weights: Vec<f64> = chosen.iter().map(|&row| weights[row]).collect();
        let holds = |row| row % 4 != 1;
        let scales = telling_scales(&coded.chosen(holds, None), &targets, &weights, classes).unwrap();
        assert_eq!(scales, telling_scales(&numbers, &own_targets, &own_weights, classes).unwrap());
        let learner = MultinomialLogistic::new().check().unwrap();
        let fitted = learner.minimise(&coded.chosen(holds, Some(&scales)), &targets, &weights, classes);
        let expected = learner.minimise(&numbers.scaled(&scales), &own_targets, &own_weights, classes);
        assert_eq!(fitted.unwrap(), expected.unwrap());
    }

    #[test]
    fn a_place_that_cannot_be_is_an_error() {
        let mut builder = CodedRowsBuilder::new(0);
        builder.push(&[3]).unwrap();
        let rows = builder.finish(vec![0, 1, 2]).unwrap();
        let message = rows.each(|_| true, |_, _| Ok(())).unwrap_err().to_string();
        assert!(message.contains("temporary file holds other rows"), "{message}");
    }
}
