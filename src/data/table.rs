//! A CSV table whose columns are found by name, in any order; unknown columns are kept.
//!
//! Rows know their line in the file, so that whoever reads a field can say where it stands.

use std::path::Path;

use super::quoting::Quotes;
use super::records::{Columns, Records};
use crate::{Error, ErrorKind};

/// A CSV file with a header: comma-separated, UTF-8, with or without a byte order mark.
///
/// Lines without any character are passed over; a row whose fields are all blank is an error.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Columns,
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
        let path = path.as_ref();
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                return Err(ErrorKind::Utf8 { path: path.into(), byte: error.valid_up_to() }.into());
            }
        };
        let mut quotes = Quotes::new();
        quotes.add(text.as_bytes());
        if let Some(line) = quotes.unclosed() {
            let message = "the quotation mark of a field is never closed".into();
            return Err(ErrorKind::Row { path: path.into(), line, column: None, message }.into());
        }
        let mut records = Records::new(path, text.as_bytes())?;
        let mut rows = Vec::new();
        while let Some(row) = records.next_row()? {
            rows.push(row);
        }
        Ok(Table { columns: records.columns().clone(), rows })
    }

    /// The names of the columns, in the order of the file.
    pub fn header(&self) -> &[String] {
        self.columns.names()
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
        self.columns.find(name)
    }

    /// Position of the column `name`.
    ///
    /// # Errors
    ///
    /// The table has no such column.
    pub fn required(&self, name: &str) -> Result<usize, Error> {
        self.columns.required(name)
    }

    /// An error at `line` of this table, in `column` where one is wrong.
    pub fn error(&self, line: u64, column: Option<&str>, message: impl Into<String>) -> Error {
        self.columns.error(line, column, message)
    }

    /// Where the table stands and what its columns are called.
    pub(super) fn columns(&self) -> &Columns {
        &self.columns
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
