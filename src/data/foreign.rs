//! What another tool says of rows: a CSV of ids and labels, set beside the rows by id.

use std::collections::BTreeMap;
use std::path::Path;

use super::labels::checked;
use super::stance_rows::StanceRow;
use super::table::{Table, TableRow};
use crate::Error;

/// Columns in which the label may stand, the first that the table has.
const LABEL_COLUMNS: [&str; 3] = ["label", "stance_predicted", "role_predicted"];

/// The predictions of another tool.
#[derive(Clone, Debug)]
pub struct ForeignPredictions {
    table: Table,
    rows: Vec<ForeignRow>,
}

/// What is predicted for one row.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignRow {
    /// Column `id`: that of the row it is about.
    pub id: String,
    /// Column `label`, or what `classify` writes: `stance_predicted` or `role_predicted`.
    pub label: String,
    /// Columns `p_` and each label, in the order of the labels; empty where the table has none.
    pub probabilities: Vec<f64>,
    /// Line in the file on which the row starts, from 1.
    pub line: u64,
}

impl ForeignPredictions {
    /// Reads the CSV file at `path`, whose labels must be some of `labels`.
    ///
    /// # Errors
    /// The file cannot be read or is no table; the column of ids or labels is missing, or has a
    /// blank field; an id stands twice; a label is none of `labels`; there are probabilities of
    /// some labels only, or one is not a number from 0 to 1.
    pub fn read(path: impl AsRef<Path>, labels: &[&str]) -> Result<Self, Error> {
        Self::from_table(Table::read(path)?, labels)
    }

    /// Takes the predictions of a table that has been read; see [`ForeignPredictions::read`].
    ///
    /// # Errors
    /// As for [`ForeignPredictions::read`].
    pub fn from_table(table: Table, labels: &[&str]) -> Result<Self, Error> {
        let columns = Columns::of(&table, labels)?;
        let mut rows = Vec::with_capacity(table.rows().len());
        let mut line_of: BTreeMap<&str, u64> = BTreeMap::new();
        for row in table.rows() {
            let read = columns.row(&table, row, labels)?;
            if let Some(other) = line_of.insert(row.fields[columns.id].trim(), row.line) {
                let message = format!("`{}` stands on line {other} too", read.id);
                return Err(table.error(row.line, Some("id"), message));
            }
            rows.push(read);
        }
        Ok(ForeignPredictions { rows, table })
    }

    /// The predictions of `rows`, one a row in their order.
    ///
    /// # Errors
    /// A row has no prediction, a prediction no row, or two rows one id.
    pub fn for_rows(&self, rows: &[StanceRow]) -> Result<Vec<&ForeignRow>, Error> {
        let mut known: BTreeMap<&str, &ForeignRow> =
            self.rows.iter().map(|row| (row.id.as_str(), row)).collect();
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let prediction = known.remove(row.id.as_str()).ok_or_else(|| {
                let is_known = self.rows.iter().any(|known| known.id == row.id);
                let what = if is_known { "a second row of the data" } else { "missing, the row" };
                let message = format!("`{}` is {what} on line {}", row.id, row.line);
                self.table.error(1, Some("id"), message)
            })?;
            found.push(prediction);
        }
        match known.into_values().min_by_key(|row| row.line) {
            Some(extra) => {
                let message = format!("`{}` is the id of no row of the data", extra.id);
                Err(self.table.error(extra.line, Some("id"), message))
            }
            None => Ok(found),
        }
    }
}

/// Where the fields of a prediction stand.
struct Columns {
    id: usize,
    label: usize,
    probabilities: Vec<usize>,
}

impl Columns {
    fn of(table: &Table, labels: &[&str]) -> Result<Self, Error> {
        let id = table.required("id")?;
        let label = match LABEL_COLUMNS.iter().find_map(|name| table.column(name)) {
            Some(column) => column,
            None => table.required(LABEL_COLUMNS[0])?,
        };
        let names: Vec<String> = labels.iter().map(|label| format!("p_{label}")).collect();
        let is_any = names.iter().any(|name| table.column(name).is_some());
        let probabilities = match is_any {
            true => names.iter().map(|name| table.required(name)).collect::<Result<_, _>>()?,
            false => Vec::new(),
        };
        Ok(Columns { id, label, probabilities })
    }

    fn row(&self, table: &Table, row: &TableRow, labels: &[&str]) -> Result<ForeignRow, Error> {
        let error = |column: usize, message: String| {
            table.error(row.line, table.header().get(column).map(String::as_str), message)
        };
        let field = |column: usize| match row.fields[column].trim() {
            "" => Err(error(column, "the field is blank".into())),
            words => Ok(words),
        };
        let probability = |column: &usize| {
            let words = field(*column)?;
            match words.parse::<f64>() {
                Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
                _ => Err(error(*column, format!("`{words}`; expected a number from 0 to 1"))),
            }
        };
        Ok(ForeignRow {
            id: field(self.id)?.to_owned(),
            label: checked(field(self.label)?, labels).map_err(|message| error(self.label, message))?,
            probabilities: self.probabilities.iter().map(probability).collect::<Result<_, _>>()?,
            line: row.line,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::data::{Requirement, StanceRows};

    const LABELS: [&str; 2] = ["denial", "other"];

    fn foreign(csv: &str) -> Result<ForeignPredictions, Error> {
        ForeignPredictions::from_table(Table::from_bytes("p.csv", csv.as_bytes())?, &LABELS)
    }

    fn gold(csv: &str) -> Vec<StanceRow> {
        let table = Table::from_bytes("g.csv", csv.as_bytes()).unwrap();
        StanceRows::from_table(&table, Requirement::default()).unwrap().rows
    }

    #[test]
    fn predictions_come_in_the_order_of_the_rows() {
        let rows = gold("id,text\na,It rained.\nb,It hailed.\n");
        let read = foreign("label,note,id,p_other,p_denial\nother,x,b,0.75,0.25\ndenial,y,a,0,1\n").unwrap();
        let found = read.for_rows(&rows).unwrap();
        assert_eq!((found[0].label.as_str(), &found[0].probabilities), ("denial", &vec![1.0, 0.0]));
        assert_eq!((found[1].label.as_str(), &found[1].probabilities), ("other", &vec![0.25, 0.75]));
        let plain = foreign("id,stance_predicted\na,other\nb,other\n").unwrap();
        assert!(plain.for_rows(&rows).unwrap().iter().all(|row| row.probabilities.is_empty()));
    }

    #[test]
    fn errors_name_the_place() {
        let cases = [
            ("label\nother\n", "p.csv:1: column `id`: missing; the columns are label"),
            ("id,stance\na,other\n", "p.csv:1: column `label`: missing; the columns are id, stance"),
            ("id,label\na,\n", "p.csv:2: column `label`: the field is blank"),
            ("id,label\na,other\n\na,other\n", "p.csv:4: column `id`: `a` stands on line 2 too"),
            (
                "id,label\na,worry\n",
                "p.csv:2: column `label`: `worry` is no known label; expected one of denial, other",
            ),
            (
                "id,label,p_other\na,other,1\n",
                "p.csv:1: column `p_denial`: missing; the columns are id, label, p_other",
            ),
            (
                "id,label,p_other,p_denial\na,other,1.5,0\n",
                "p.csv:2: column `p_other`: `1.5`; expected a number from 0 to 1",
            ),
            (
                "id,label,p_other,p_denial\na,other,NaN,0\n",
                "p.csv:2: column `p_other`: `NaN`; expected a number from 0 to 1",
            ),
        ];
        for (csv, expected) in cases {
            assert_eq!(foreign(csv).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn ids_must_match() {
        let two = "id,label\na,other\nb,other\n";
        let cases = [
            ("id,text\na,x\nb,x\nc,x\n", "p.csv:1: column `id`: `c` is missing, the row on line 4"),
            ("id,text\na,x\n", "p.csv:3: column `id`: `b` is the id of no row of the data"),
            ("id,text\na,x\nb,x\na,x\n", "p.csv:1: column `id`: `a` is a second row of the data on line 4"),
        ];
        for (csv, expected) in cases {
            let error = foreign(two).unwrap().for_rows(&gold(csv)).unwrap_err().to_string();
            assert_eq!(error, expected);
        }
    }
}
