//! Cells of a table that a spreadsheet takes for text, whatever stands in them.
//!
//! Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
//! formula, and a formula can call programs and send data away. An apostrophe in front makes it text.

use std::borrow::Cow;

/// `cell` with an apostrophe in front where a spreadsheet could take it for a formula.
///
/// A cell that has apostrophes and then such a character gets one too, so that [`plain_cell`] gives
/// back what was put in, always.
///
/// ```
/// use sayso::output::{plain_cell, safe_cell};
///
/// assert_eq!(safe_cell("=1+1"), "'=1+1");
/// assert_eq!(safe_cell("'- no"), "''- no");
/// assert_eq!(safe_cell("said Ana"), "said Ana");
/// assert_eq!(plain_cell("''- no"), "'- no");
/// ```
pub fn safe_cell(cell: &str) -> Cow<'_, str> {
    match is_formula(cell.trim_start_matches('\'')) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// What [`safe_cell`] made `cell` from.
pub fn plain_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(plain) if is_formula(plain.trim_start_matches('\'')) => plain,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_each_comes_back() {
        let cases = [
            ("", "", "nothing"),
            ("said Ana", "said Ana", "plain words"),
            ("a=b", "a=b", "a sign further on does nothing"),
            ("'tis", "'tis", "an apostrophe of its own"),
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")", "a formula"),
            ("+1", "'+1", "a number with a sign"),
            ("- no", "'- no", "a dash that opens speech"),
            ("@SUM(A1)", "'@SUM(A1)", "the old form"),
            ("\t=1", "'\t=1", "a tab, which is passed over"),
            ("\r=1", "'\r=1", "a carriage return likewise"),
            ("'=1", "''=1", "what looks like a cell made safe already"),
            ("''@", "'''@", "and like one made safe twice"),
        ];
        for (cell, expected, reason) in cases {
            let safe = safe_cell(cell);
            assert_eq!(safe, expected, "{reason}");
            assert_eq!(plain_cell(&safe), cell, "{reason}");
        }
    }
}
