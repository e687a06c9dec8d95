//! CSV: a claim a row, for spreadsheets and statistics.

use std::io::{self, Write};

use super::offsets::{OffsetTable, Offsets};
use super::{Analyzed, one_line, safe_cell};
use crate::analysis::AnalyzedClaim;
use crate::text::Span;

const COLUMNS: [&str; 15] = [
    "id",
    "kind",
    "stance",
    "p_concern",
    "p_denial",
    "p_warning",
    "p_other",
    "speaker",
    "role",
    "anonymous",
    "relay",
    "cue",
    "content",
    "start",
    "end",
];

/// A table of claims with a header. The pieces of a content stand in one field with ` … ` between
/// them; `start` and `end` are those of all the content. What a claim lacks is an empty field.
pub struct CsvTable<W: Write> {
    writer: ::csv::Writer<W>,
    offsets: Offsets,
    is_safe: bool,
}

impl<W: Write> CsvTable<W> {
    /// A table that writes to `out`; writes the header.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn new(out: W, offsets: Offsets) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(COLUMNS).map_err(as_io)?;
        Ok(CsvTable { writer, offsets, is_safe: false })
    }

    /// The same with every field that a spreadsheet could take for a formula made text by
    /// [`safe_cell`].
    pub fn formula_safe(mut self) -> Self {
        self.is_safe = true;
        self
    }

    /// Writes the claims of an article.
    ///
    /// # Errors
    /// If the output cannot be written to.
    pub fn write(&mut self, article: &Analyzed<'_>) -> io::Result<()> {
        let claims = article.analysis.claims();
        let table = OffsetTable::new(article.text, claims.iter().map(extent), self.offsets);
        for claim in claims {
            let row = row(article, claim, table.convert(extent(claim)));
            let written = match self.is_safe {
                true => self.writer.write_record(row.iter().map(|cell| safe_cell(cell).into_owned())),
                false => self.writer.write_record(row),
            };
            written.map_err(as_io)?;
        }
        self.writer.flush()
    }
}

/// The error as the output gave it, so that a caller can see a pipe that was closed.
fn as_io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// From the first byte of the content to the last.
fn extent(claim: &AnalyzedClaim) -> Span {
    let start = claim.content.iter().map(|span| span.start()).min().unwrap_or(0);
    let end = claim.content.iter().map(|span| span.end()).max().unwrap_or(0);
    Span::new(start, end)
}

/// The fields of a claim, one a column.
fn row(article: &Analyzed<'_>, claim: &AnalyzedClaim, extent: Span) -> [String; COLUMNS.len()] {
    let number = |value: f64| ((value * 1e4).round() / 1e4).to_string();
    let p = claim.probabilities;
    let speaker = claim.speaker.as_ref();
    let cue: Vec<Span> = claim.cue.into_iter().collect();
    [
        article.id.to_owned(),
        claim.kind.as_str().to_owned(),
        claim.stance.to_string(),
        number(p.concern),
        number(p.denial),
        number(p.warning),
        number(p.other),
        speaker.map_or_else(String::new, |s| s.name.clone()),
        speaker.map_or_else(String::new, |s| s.role.to_string()),
        speaker.map_or_else(String::new, |s| s.anonymous.to_string()),
        claim.relay.clone().unwrap_or_default(),
        one_line(article.text, &cue),
        one_line(article.text, &claim.content),
        extent.start().to_string(),
        extent.end().to_string(),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::samples;

    #[test]
    fn a_claim_a_row() {
        let (text, analysis) = samples::owls();
        let mut out = Vec::new();
        let mut table = CsvTable::new(&mut out, Offsets::Chars).unwrap();
        table.write(&Analyzed { id: "a,1", text, analysis: &analysis }).unwrap();
        drop(table);
        let expected = "id,kind,stance,p_concern,p_denial,p_warning,p_other,speaker,role,anonymous,relay,cue,\
            content,start,end\n\
            \"a,1\",direct,warning,0.1,0,0.7,0.2,Zoë <Marr>,expert,false,,said,The 🦉 & you lose,1,17\n\
            \"a,1\",indirect,other,0,0,0,1,,,,Radio Odda,,it rained … he left,37,58\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn no_field_is_a_formula_where_that_is_asked_for() {
        let (text, mut analysis) = samples::owls();
        if let Some(speaker) = &mut analysis.claims[0].speaker {
            speaker.name = "=Marr()".into();
        }
        let mut out = Vec::new();
        let mut table = CsvTable::new(&mut out, Offsets::Bytes).unwrap().formula_safe();
        table.write(&Analyzed { id: "-", text, analysis: &analysis }).unwrap();
        drop(table);
        let out = String::from_utf8(out).unwrap();
        let rows: Vec<&str> = out.lines().skip(1).collect();
        assert!(rows[0].starts_with("'-,direct,") && rows[0].contains(",'=Marr(),expert,"), "{}", rows[0]);
        assert!(rows[1].starts_with("'-,indirect,other,0,"), "numbers stay numbers: {}", rows[1]);
    }
}
