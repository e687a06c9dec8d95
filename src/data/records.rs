//! The records of a CSV table one by one, each with its line, so that no table need be in memory.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::line_ends::LineEnds;
use super::table::TableRow;
use crate::{Error, ErrorKind};

/// Where a table stands and the names of its columns.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    path: PathBuf,
    names: Vec<String>,
}

/// Reads the records of a table whose text is UTF-8 and closes its quotation marks.
pub(super) struct Records<R> {
    reader: csv::Reader<Watched<R>>,
    record: csv::StringRecord,
    columns: Columns,
}

/// What a reader gives, kept until its lines are counted.
struct Watched<R> {
    inner: R,
    /// Bytes that were read and whose line ends, from `counted` on, are not counted yet.
    kept: Vec<u8>,
    counted: usize,
    /// The offset of the first of them in all that was read.
    offset: u64,
    lines: LineEnds,
}

impl<R: Read> Records<R> {
    /// Reads the header, which names the columns in any order; errors name `path`.
    ///
    /// # Errors
    /// If it cannot be read, there is none, or it has a blank name or one name twice.
    pub(super) fn new(path: &Path, inner: R) -> Result<Self, Error> {
        let watched = Watched { inner, kept: Vec::new(), counted: 0, offset: 0, lines: LineEnds::new() };
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(watched);
        let columns = Columns { path: path.into(), names: Vec::new() };
        let mut records = Records { reader, record: csv::StringRecord::new(), columns };
        match records.read()? {
            Some(line) => {
                records.columns.names = records.columns.checked(line, &records.record)?;
                Ok(records)
            }
            None => Err(records.columns.error(1, None, "the file is empty; expected a header")),
        }
    }

    /// The columns.
    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The next row.
    ///
    /// # Errors
    /// If it cannot be read, is blank, or has another number of fields than the header.
    pub(super) fn next_row(&mut self) -> Result<Option<TableRow>, Error> {
        let Some(line) = self.read()? else { return Ok(None) };
        if self.record.iter().all(|field| field.trim().is_empty()) {
            return Err(self.columns.error(line, None, "the row is empty"));
        }
        let (found, expected) = (self.record.len(), self.columns.names.len());
        if found != expected {
            let message = format!("the row has {found} fields; expected {expected}");
            return Err(self.columns.error(line, None, message));
        }
        Ok(Some(TableRow { line, fields: self.record.iter().map(str::to_owned).collect() }))
    }

    /// Reads the next record; its line.
    fn read(&mut self) -> Result<Option<u64>, Error> {
        let columns = &self.columns;
        let read = self.reader.read_record(&mut self.record);
        let watched = self.reader.get_mut();
        match read {
            Ok(true) => {
                let start = self.record.position().map_or(0, csv::Position::byte);
                Ok(Some(watched.line_of(start)))
            }
            Ok(false) => Ok(None),
            Err(error) => {
                let message = error.to_string();
                Err(match error.into_kind() {
                    csv::ErrorKind::Io(source) => Error::io(&columns.path, source),
                    _ => columns.error(watched.lines.line(), None, message),
                })
            }
        }
    }
}

impl<R> Watched<R> {
    /// The line of the first byte at or behind `offset` that is no line end.
    ///
    /// A CSV reader's own count stands before the line end of the record before, and before any empty
    /// lines; this one stands on the record itself.
    fn line_of(&mut self, offset: u64) -> u64 {
        while let Some(&byte) = self.kept.get(self.counted) {
            if self.offset + self.counted as u64 >= offset && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.lines.add(byte);
            self.counted += 1;
        }
        self.lines.line()
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.kept.drain(..self.counted);
        self.offset += self.counted as u64;
        self.counted = 0;
        self.kept.extend_from_slice(&into[..read]);
        Ok(read)
    }
}

impl Columns {
    /// The names, in the order of the file.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Position of the column `name`, where there is one.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name)
    }

    /// Position of the column `name`.
    ///
    /// # Errors
    /// There is no such column.
    pub(super) fn required(&self, name: &str) -> Result<usize, Error> {
        self.find(name).ok_or_else(|| {
            let message = format!("missing; the columns are {}", self.names.join(", "));
            self.error(1, Some(name), message)
        })
    }

    /// An error at `line`, in `column` where one is wrong.
    pub(super) fn error(&self, line: u64, column: Option<&str>, message: impl Into<String>) -> Error {
        let (path, column) = (self.path.clone(), column.map(str::to_owned));
        ErrorKind::Row { path, line, column, message: message.into() }.into()
    }

    fn checked(&self, line: u64, header: &csv::StringRecord) -> Result<Vec<String>, Error> {
        let mut names: Vec<String> = Vec::with_capacity(header.len());
        let mut known: HashSet<&str> = HashSet::new();
        for field in header {
            let name = field.trim();
            if name.is_empty() {
                let message = format!("column {} of the header has no name", names.len() + 1);
                return Err(self.error(line, None, message));
            }
            if !known.insert(name) {
                return Err(self.error(line, Some(name), "the header has this column twice"));
            }
            names.push(name.to_owned());
        }
        Ok(names)
    }
}
