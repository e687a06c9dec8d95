//! Tables in a model file: none is read before it is known to be there.

use std::ops::Range;

use crate::Error;

/// Takes tables off the front of the bytes, each checked to be there before it is copied.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    taken: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes`, which begin at the byte `start` of their file.
    pub(crate) fn new(bytes: &'a [u8], start: usize) -> Self {
        Reader { rest: bytes, taken: start }
    }

    fn take(&mut self, length: Option<usize>, what: &str) -> Result<&'a [u8], Error> {
        let cut = length.and_then(|length| self.rest.split_at_checked(length));
        let (bytes, rest) = cut.ok_or_else(|| {
            let length = length.map_or("more than memory holds".into(), |n| n.to_string());
            Error::model(format!(
                "byte {}: {what} should take {length} bytes, {} are left",
                self.taken,
                self.rest.len()
            ))
        })?;
        self.rest = rest;
        self.taken += bytes.len();
        Ok(bytes)
    }

    /// A whole number of two bytes.
    pub(crate) fn u16(&mut self, what: &str) -> Result<u16, Error> {
        let bytes = self.take(Some(2), what)?;
        Ok(bytes.iter().rev().fold(0, |value, &byte| value << 8 | u16::from(byte)))
    }

    fn u32(&mut self, what: &str) -> Result<usize, Error> {
        let bytes = self.take(Some(4), what)?;
        Ok(bytes.iter().rev().fold(0, |value, &byte| value << 8 | usize::from(byte)))
    }

    fn words<T>(
        &mut self,
        count: Option<usize>,
        what: &str,
        read: fn([u8; 4]) -> T,
    ) -> Result<Vec<T>, Error> {
        let bytes = self.take(count.and_then(|count| count.checked_mul(4)), what)?;
        Ok(bytes.as_chunks::<4>().0.iter().copied().map(read).collect())
    }

    /// So many numbers of four bytes; `None` for more than can be counted.
    pub(crate) fn f32s(&mut self, count: Option<usize>, what: &str) -> Result<Vec<f32>, Error> {
        self.words(count, what, f32::from_le_bytes)
    }

    /// A length of four bytes and so many bytes.
    pub(crate) fn block(&mut self, what: &str) -> Result<&'a [u8], Error> {
        let length = self.u32(what)?;
        self.take(Some(length), what)
    }

    /// Where the names of so many features stand in the file, one behind the other, and the byte behind each.
    pub(crate) fn names(&mut self, features: usize) -> Result<(Range<usize>, Vec<u32>), Error> {
        let length = self.u32("the length of the names")?;
        let ends = self.words(Some(features), "the ends of the names", u32::from_le_bytes)?;
        let start = self.taken;
        self.take(Some(length), "the names")?;
        Ok((start..self.taken, ends))
    }

    /// Nothing may be left.
    pub(crate) fn end(&self) -> Result<(), Error> {
        match self.rest.len() {
            0 => Ok(()),
            left => Err(Error::model(format!("byte {}: {left} bytes behind the last table", self.taken))),
        }
    }
}

/// Writes what [`Reader::block`] reads.
pub(crate) fn put_block(bytes: &mut Vec<u8>, block: &[u8]) -> Result<(), Error> {
    bytes.extend(length(block.len())?);
    bytes.extend(block);
    Ok(())
}

/// Writes what [`Reader::f32s`] reads.
pub(crate) fn put_f32s(bytes: &mut Vec<u8>, values: &[f32]) {
    for value in values {
        bytes.extend(value.to_le_bytes());
    }
}

/// A length, as it stands in a file.
pub(crate) fn length(length: usize) -> Result<[u8; 4], Error> {
    u32::try_from(length)
        .map(u32::to_le_bytes)
        .map_err(|_| Error::model(format!("a table of {length} bytes, at most 4 GiB fit")))
}
