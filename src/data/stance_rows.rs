//! Rows that say which stance a claim takes: what the stance model is trained and judged on.

use std::path::Path;

use super::labels::checked;
use super::locate::{locate_beside, locate_content, not_in_text};
use super::records::Columns;
use super::table::{Table, TableRow};
use crate::Error;
use crate::text::Span;

/// What the rows of a file must hold, beyond their `text`; by default nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Requirement<'a> {
    /// Every row must have a stance.
    pub stance: bool,
    /// Every row must have a role.
    pub role: bool,
    /// The stances that a row may have; any where there is none.
    pub stances: Option<&'a [&'a str]>,
    /// The roles that a row may have; any where there is none.
    pub roles: Option<&'a [&'a str]>,
}

/// What stands between the context of a row and its passage: they are paragraphs of their own.
const BETWEEN: &str = "\n\n";

/// The rows of one CSV file.
#[derive(Clone, Debug)]
pub struct StanceRows {
    /// The names of all columns, in the order of the file.
    pub header: Vec<String>,
    /// The rows, in the order of the file.
    pub rows: Vec<StanceRow>,
}

/// A passage of text and the claim in it that its label is about.
#[derive(Clone, Debug, PartialEq)]
pub struct StanceRow {
    /// Column `id`; the line number where the row has none.
    pub id: String,
    /// Column `group`: rows of one group belong together; the id where the row has none.
    pub group: String,
    /// Column `text`, the passage; column `context` and a blank line stand before it where the row
    /// has one.
    pub text: String,
    /// Where in `text` the passage stands: all of it where the row has no context.
    pub passage: Span,
    /// Where in `text` the words of column `content` stand, in order; empty without such.
    pub content: Vec<Span>,
    /// Where the words of column `cue` stand.
    pub cue: Option<Span>,
    /// Where the words of column `speaker` stand.
    pub speaker: Option<Span>,
    /// Whether content, cue and speaker are not those of the file, but of a claim that was found.
    pub found: bool,
    /// Column `stance`.
    pub stance: Option<String>,
    /// Column `stance_also`: labels that are acceptable too, `|` between them in the file.
    pub stance_also: Vec<String>,
    /// Column `role`.
    pub role: Option<String>,
    /// Column `weight`: how much the row counts in training, positive; 1 where there is none.
    pub weight: f64,
    /// Line in the file on which the row starts, from 1.
    pub line: u64,
    /// All fields as they stand in the file, one a column of the header.
    pub fields: Vec<String>,
}

impl StanceRows {
    /// Reads the rows of the CSV file at `path`.
    ///
    /// Columns are found by name, in any order; only `text` must be there, and what `requirement`
    /// asks for. `context` is what stands before the passage in its article. `content`, `cue` and
    /// `speaker` are exact words of the passage; a content in several
    /// pieces has ` … ` between them. Words that are part of a longer word count only where they
    /// occur nowhere else. The content is the first occurrence; the cue and the speaker are the
    /// occurrence outside the content that is nearest to it, or the first where there is none.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is no table (see [`Table::from_bytes`]); a required column is
    /// missing or blank in a row; words do not occur in the text; a content has more than 100 pieces;
    /// a label is not allowed; a weight is not a positive number.
    pub fn read(path: impl AsRef<Path>, requirement: Requirement) -> Result<Self, Error> {
        Self::from_table(&Table::read(path)?, requirement)
    }

    /// The rows of a table that has been read; see [`StanceRows::read`].
    ///
    /// # Errors
    ///
    /// As for [`StanceRows::read`].
    pub fn from_table(table: &Table, requirement: Requirement) -> Result<Self, Error> {
        required(table.columns(), requirement)?;
        let row = |row: &TableRow| StanceRow::from_table_row(table.columns(), row.clone(), requirement);
        let rows = table.rows().iter().map(row).collect::<Result<_, _>>()?;
        Ok(StanceRows { header: table.header().to_vec(), rows })
    }
}

/// Looks for the columns that must be there.
pub(super) fn required(columns: &Columns, requirement: Requirement) -> Result<(), Error> {
    let needed = [("text", true), ("stance", requirement.stance), ("role", requirement.role)];
    needed
        .iter()
        .filter(|(_, is_needed)| *is_needed)
        .try_for_each(|(name, _)| columns.required(name).map(drop))
}

impl StanceRow {
    /// The row that a row of a table stands for.
    pub(super) fn from_table_row(
        columns: &Columns,
        row: TableRow,
        requirement: Requirement,
    ) -> Result<Self, Error> {
        let read = Fields { columns, row: &row }.stance_row(requirement)?;
        Ok(StanceRow { fields: row.fields, ..read })
    }
}

/// One row with the names of its columns.
struct Fields<'a> {
    columns: &'a Columns,
    row: &'a TableRow,
}

impl<'a> Fields<'a> {
    /// The row without its fields.
    fn stance_row(&self, requirement: Requirement) -> Result<StanceRow, Error> {
        let passage = self.raw("text").unwrap_or("");
        self.needed("text")?;
        let content = match self.words("content") {
            Some(words) => {
                locate_content(passage, words).map_err(|message| self.error("content", message))?
            }
            None => Vec::new(),
        };
        let beside = |column| match self.words(column) {
            Some(words) => locate_beside(passage, words, &content)
                .map(Some)
                .ok_or_else(|| self.error(column, not_in_text(words))),
            None => Ok(None),
        };
        let (cue, speaker) = (beside("cue")?, beside("speaker")?);
        let before = self.words("context").map(|words| format!("{words}{BETWEEN}")).unwrap_or_default();
        let moved = |span: Span| Span::new(before.len() + span.start(), before.len() + span.end());
        if requirement.stance {
            self.needed("stance")?;
        }
        if requirement.role {
            self.needed("role")?;
        }
        let id = self.words("id").map_or_else(|| self.row.line.to_string(), str::to_owned);
        Ok(StanceRow {
            group: self.words("group").map_or_else(|| id.clone(), str::to_owned),
            id,
            passage: moved(Span::new(0, passage.len())),
            content: content.into_iter().map(moved).collect(),
            cue: cue.map(moved),
            speaker: speaker.map(moved),
            found: false,
            text: before + passage,
            stance: self.labels("stance", requirement.stances)?.into_iter().next(),
            stance_also: self.labels("stance_also", requirement.stances)?,
            role: self.labels("role", requirement.roles)?.into_iter().next(),
            weight: self.weight()?,
            line: self.row.line,
            fields: Vec::new(),
        })
    }

    /// The field of a column as it stands in the file.
    fn raw(&self, column: &str) -> Option<&'a str> {
        self.row.fields.get(self.columns.find(column)?).map(String::as_str)
    }

    /// The field without blanks at its edges; none where nothing is left.
    fn words(&self, column: &str) -> Option<&'a str> {
        self.raw(column).map(str::trim).filter(|words| !words.is_empty())
    }

    fn needed(&self, column: &str) -> Result<&'a str, Error> {
        self.words(column).ok_or_else(|| self.error(column, "the field is blank"))
    }

    /// The labels of a field: several with `|` between them in `stance_also`, else one.
    fn labels(&self, column: &str, allowed: Option<&[&str]>) -> Result<Vec<String>, Error> {
        let Some(field) = self.words(column) else { return Ok(Vec::new()) };
        let labels: Vec<&str> =
            if column == "stance_also" { field.split('|').collect() } else { vec![field] };
        labels
            .into_iter()
            .map(str::trim)
            .filter(|label| !label.is_empty())
            .map(|label| match allowed {
                Some(allowed) => checked(label, allowed).map_err(|error| self.error(column, error)),
                None => Ok(label.to_owned()),
            })
            .collect()
    }

    fn weight(&self) -> Result<f64, Error> {
        let Some(field) = self.words("weight") else { return Ok(1.0) };
        match field.parse::<f64>() {
            Ok(weight) if weight.is_finite() && weight > 0.0 => Ok(weight),
            _ => Err(self.error("weight", format!("`{field}`; expected a number above 0"))),
        }
    }

    fn error(&self, column: &str, message: impl Into<String>) -> Error {
        self.columns.error(self.row.line, Some(column), message)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::data::STANCES;

    fn rows(csv: &str, requirement: Requirement) -> Result<StanceRows, Error> {
        StanceRows::from_table(&Table::from_bytes("t.csv", csv.as_bytes()).unwrap(), requirement)
    }

    #[test]
    fn a_full_row() {
        let csv = "weight,stance,note,speaker,cue,content,text,stance_also,role,group,id\n\
            2.5,warning,kept,the keeper,said,dogs bite … and so do geese,\
            \"\"\"Dogs bite,\"\" dogs bite, said the keeper, \"\"and so do geese.\"\"\",\
            other|concern,civilian,zoo,z1\n";
        let requirement = Requirement { stance: true, stances: Some(&STANCES), ..Requirement::default() };
        let read = rows(csv, requirement).unwrap();
        let row = &read.rows[0];
        assert_eq!(read.header[2], "note");
        assert_eq!(row.text, "\"Dogs bite,\" dogs bite, said the keeper, \"and so do geese.\"");
        let words = |span: Span| span.of(&row.text);
        assert_eq!(row.content.iter().map(|s| s.start()).collect::<Vec<_>>(), [13, 42]);
        assert_eq!(words(row.content[1]), "and so do geese");
        assert_eq!(row.cue.map(words), Some("said"));
        assert_eq!(row.speaker.map(words), Some("the keeper"));
        assert_eq!(row.stance.as_deref(), Some("warning"));
        assert_eq!(row.stance_also, ["other", "concern"]);
        assert_eq!(row.role.as_deref(), Some("civilian"));
        assert_eq!((row.id.as_str(), row.group.as_str()), ("z1", "zoo"));
        assert_eq!((row.weight, row.line), (2.5, 2));
        assert_eq!(row.fields[2], "kept");
    }

    #[test]
    fn a_context_stands_before_the_passage() {
        let csv = "text,context,speaker,cue\n\"It was sold, he said.\",He said no. ,he,said\n";
        let read = rows(csv, Requirement::default()).unwrap();
        let row = &read.rows[0];
        assert_eq!(row.text, "He said no.\n\nIt was sold, he said.");
        assert_eq!(row.passage.of(&row.text), "It was sold, he said.");
        assert_eq!(row.cue.map(Span::start), Some(29), "not in the context");
        assert_eq!(row.speaker.map(Span::start), Some(26));
    }

    #[test]
    fn what_a_row_without_columns_gets() {
        let read = rows("text,id,stance\nIt rained.,,\n\nIt snowed.,s,\n", Requirement::default());
        let read = read.unwrap();
        let found: Vec<_> = read
            .rows
            .iter()
            .map(|r| (r.id.as_str(), r.group.as_str(), r.weight, r.stance.is_none()))
            .collect();
        assert_eq!(found, [("2", "2", 1.0, true), ("s", "s", 1.0, true)]);
    }

    #[test]
    fn errors_name_line_and_column() {
        let strict = Requirement { stance: true, stances: Some(&STANCES), ..Default::default() };
        let loose = Requirement::default();
        let role = Requirement { role: true, ..loose };
        let labels = "expected one of concern, denial, warning, other";
        let cases = [
            ("id,cue\n1,x\n", loose, "t.csv:1: column `text`: missing; the columns are id, cue"),
            ("text\nx\n", strict, "t.csv:1: column `stance`: missing; the columns are text"),
            ("text\nx\n", role, "t.csv:1: column `role`: missing; the columns are text"),
            ("text,id\nx,1\n ,2\n", loose, "t.csv:3: column `text`: the field is blank"),
            ("text,stance\nx,\n", strict, "t.csv:2: column `stance`: the field is blank"),
            (
                "text,cue\nHe left,said\n",
                loose,
                "t.csv:2: column `cue`: `said` does not occur in the text of the row",
            ),
            (
                "text,content\n\"a b, c\",a b … d\n",
                loose,
                "t.csv:2: column `content`: `d` does not occur in the text of the row",
            ),
            (
                "text,stance\nx,worry\n",
                strict,
                &format!("t.csv:2: column `stance`: `worry` is no known label; {labels}"),
            ),
            (
                "text,stance,stance_also\nx,other,denial|Other\n",
                strict,
                &format!("t.csv:2: column `stance_also`: `Other` is no known label; {labels}"),
            ),
            ("text,weight\nx,0\n", loose, "t.csv:2: column `weight`: `0`; expected a number above 0"),
            ("text,weight\nx,inf\n", loose, "t.csv:2: column `weight`: `inf`; expected a number above 0"),
        ];
        for (csv, requirement, expected) in cases {
            assert_eq!(rows(csv, requirement).unwrap_err().to_string(), expected);
        }
    }
}
