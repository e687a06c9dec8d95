//! A CSV table whose columns are found by name, in any order; unknown columns are kept.
//!
//! Rows know their line in the file, so that whoever reads a field can say where it stands.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::quoting::unclosed_quote;
use crate::{Error, ErrorKind};

/// A CSV file with a header: comma-separated, UTF-8, with or without a byte order mark.
///
/// Lines without any character are passed over; a row whose fields are all blank is an error.
#[derive(Clone, Debug)]
pub struct Table {
    path: PathBuf,
    header: Vec<String>,
    rows: Vec<TableRow>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Line in the file on which the row starts, from 1.
    pub line: u64,
    /// The fields as they stand in the file, one a column of the header.
    pub fields: Vec<String>,
}

impl Table {
    /// Reads the table at `path`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no such table (see [`Table::from_bytes`]).
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
        Self::from_bytes(path, &bytes)
    }

    /// Reads the table from `bytes`; errors name `path` (`-` for a standard stream).
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8; there is no header, or it has a blank name or one name twice; a
    /// row is blank or has another number of fields than the header; a quotation mark is not closed.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self, Error> {
        let mut table = Table { path: path.as_ref().into(), header: Vec::new(), rows: Vec::new() };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                return Err(ErrorKind::Utf8 { path: table.path, byte: error.valid_up_to() }.into());
            }
        };
        let mut lines = LineCounter { text, at: 0, line: 1 };
        if let Some(at) = unclosed_quote(text) {
            let line = lines.line_of(at);
            return Err(table.error(line, None, "the quotation mark of a field is never closed"));
        }
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for record in reader.records() {
            let record = record.map_err(|error| table.error(lines.line, None, error.to_string()))?;
            let start = record.position().map_or(0, |position| position.byte());
            let line = lines.line_of(usize::try_from(start).unwrap_or(usize::MAX));
            let fields: Vec<String> = record.iter().map(str::to_owned).collect();
            if table.header.is_empty() {
                table.header = table.checked_header(line, fields)?;
            } else {
                table.check_row(line, &fields)?;
                table.rows.push(TableRow { line, fields });
            }
        }
        if table.header.is_empty() {
            return Err(table.error(1, None, "the file is empty; expected a header"));
        }
        Ok(table)
    }

    /// The names of the columns, in the order of the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    /// Puts `change` of each field in its place, such as the [`plain_cell`](crate::output::plain_cell)
    /// of a field that was made safe for spreadsheets.
    pub fn change_fields(&mut self, change: impl Fn(&str) -> String) {
        for field in self.rows.iter_mut().flat_map(|row| &mut row.fields) {
            *field = change(field);
        }
    }

    /// Position of the column `name`, where the table has it.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Position of the column `name`.
    ///
    /// # Errors
    ///
    /// The table has no such column.
    pub fn required(&self, name: &str) -> Result<usize, Error> {
        self.column(name).ok_or_else(|| {
            let message = format!("missing; the columns are {}", self.header.join(", "));
            self.error(1, Some(name), message)
        })
    }

    /// An error at `line` of this table, in `column` where one is wrong.
    pub fn error(&self, line: u64, column: Option<&str>, message: impl Into<String>) -> Error {
        ErrorKind::Row {
            path: self.path.clone(),
            line,
            column: column.map(str::to_owned),
            message: message.into(),
        }
        .into()
    }

    fn checked_header(&self, line: u64, fields: Vec<String>) -> Result<Vec<String>, Error> {
        let mut names: Vec<String> = Vec::with_capacity(fields.len());
        let mut known: HashSet<String> = HashSet::new();
        for field in fields {
            let name = field.trim();
            if name.is_empty() {
                let message = format!("column {} of the header has no name", names.len() + 1);
                return Err(self.error(line, None, message));
            }
            if !known.insert(name.to_owned()) {
                return Err(self.error(line, Some(name), "the header has this column twice"));
            }
            names.push(name.to_owned());
        }
        Ok(names)
    }

    fn check_row(&self, line: u64, fields: &[String]) -> Result<(), Error> {
        if fields.iter().all(|field| field.trim().is_empty()) {
            return Err(self.error(line, None, "the row is empty"));
        }
        let (found, expected) = (fields.len(), self.header.len());
        if found != expected {
            let message = format!("the row has {found} fields; expected {expected}");
            return Err(self.error(line, None, message));
        }
        Ok(())
    }
}

/// Counts lines as it moves forward through a text.
///
/// A CSV reader's own count stands before the line end of the row before, and before any empty
/// lines; this one stands on the row itself.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    /// The line of the first byte at or behind `offset` that is no line end.
    fn line_of(&mut self, offset: usize) -> u64 {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let ends_line = byte == b'\n' || byte == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
            if self.at >= offset && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(ends_line);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn rows_know_their_lines() {
        let cases: [(&str, &[u64], &str); 6] = [
            ("a,b\n1,2\n3,4\n", &[2, 3], "plain"),
            ("\u{feff}a,b\n1,2\n", &[2], "byte order mark"),
            ("a,b\r\n1,2\r\n3,4\r\n", &[2, 3], "line ends of two bytes"),
            ("a,b\n\n\n1,2\n\n3,4", &[4, 6], "lines without a character count but hold no row"),
            ("a,b\n\"x\ny\nz\",2\n3,4\n", &[2, 5], "a field over three lines"),
            ("\r\na,b\r\n\"x\r\ny\",2\r\n3,4", &[3, 5], "both"),
        ];
        for (text, lines, reason) in cases {
            let table = Table::from_bytes("t.csv", text.as_bytes()).unwrap();
            assert_eq!(table.header(), ["a", "b"], "{reason}");
            let found: Vec<u64> = table.rows().iter().map(|row| row.line).collect();
            assert_eq!(found, lines, "{reason}");
        }
    }

    #[test]
    fn columns_are_found_by_name() {
        let table = Table::from_bytes("t.csv", b"note, text ,stance\n\"a, b\",x,y\n").unwrap();
        assert_eq!(table.required("stance").unwrap(), 2);
        assert_eq!(table.column("text"), Some(1), "blanks around a name do not count");
        assert_eq!(table.rows()[0].fields, ["a, b", "x", "y"]);
        let missing = table.required("weight").unwrap_err().to_string();
        let expected = "t.csv:1: column `weight`: missing; the columns are note, text, stance";
        assert_eq!(missing, expected);
    }

    #[test]
    fn errors_name_the_place() {
        let cases: [(&[u8], &str); 8] = [
            (b"", "t.csv:1: the file is empty; expected a header"),
            (b"a,\n1,2\n", "t.csv:1: column 2 of the header has no name"),
            (b"a,b,a\n", "t.csv:1: column `a`: the header has this column twice"),
            (b"a,b\n1,2\n , \n", "t.csv:3: the row is empty"),
            (b"a,b\n\n1,2,3\n", "t.csv:3: the row has 3 fields; expected 2"),
            (b"a,b\n1\n", "t.csv:2: the row has 1 fields; expected 2"),
            (b"a,b\n1,2\n3,\"x\n4,5\n", "t.csv:3: the quotation mark of a field is never closed"),
            (b"a,b\n1,\xff\n", "t.csv: byte 6: the text is not valid UTF-8"),
        ];
        for (bytes, expected) in cases {
            let error = Table::from_bytes("t.csv", bytes).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
        let error = Table::read("no/such/file.csv").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io { .. }), "{error}");
    }
}
