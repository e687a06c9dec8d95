//! Where a program writes what it gives: standard output, or a file that appears when it is whole.

use std::io::{self, Write};
use std::path::Path;

use sayso::write_whole;

use crate::shared::Failure;

pub(crate) fn written(
    out: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match out {
        Some(path) => Ok(write_whole(path, write)?),
        None => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            write(&mut out)?;
            Ok(out.flush()?)
        }
    }
}

/// The error as the output gave it, so that a pipe that was closed is seen as one.
pub(crate) fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
