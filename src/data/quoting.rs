//! Finds a quotation mark of a CSV file that is opened and never closed.
//!
//! A lenient CSV reader takes all that follows such a mark for one field, so a slip of one
//! character would lose the rest of the data without a word.

use super::line_ends::LineEnds;

/// Follows the quotation marks of a file from its first byte to its last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotes {
    state: State,
    lines: LineEnds,
}

impl Quotes {
    /// At the start of a file.
    pub(super) fn new() -> Self {
        Quotes { state: State::FieldStart, lines: LineEnds::new() }
    }

    /// Takes the next bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::FieldStart, b'"') => State::Quoted(self.lines.line()),
                (State::Quoted(from), b'"') => State::QuoteInQuoted(from),
                (State::QuoteInQuoted(from), b'"') => State::Quoted(from),
                (State::Quoted(from), _) => State::Quoted(from),
                (_, b',' | b'\n' | b'\r') => State::FieldStart,
                _ => State::Bare,
            };
            self.lines.add(byte);
        }
    }

    /// The line of the quotation mark that opens a field which the end of the file cuts off.
    pub(super) fn unclosed(&self) -> Option<u64> {
        match self.state {
            State::Quoted(line) => Some(line),
            _ => None,
        }
    }
}

/// With the line on which the quotation mark of a field stands.
#[derive(Clone, Copy, Debug)]
enum State {
    FieldStart,
    Bare,
    Quoted(u64),
    /// A mark inside a quoted field: the first of a doubled one, or the one that closes it.
    QuoteInQuoted(u64),
}

#[cfg(test)]
mod tests {
    use super::Quotes;

    #[test]
    fn finds_the_mark_that_is_never_closed() {
        let cases = [
            ("a,b\n1,2\n", None, "no quotation marks"),
            ("a\n\"x, \"\"y\"\"\nz\"\n", None, "doubled marks and a line end inside a field"),
            ("a\nfive 5\" nails\n", None, "a mark inside a bare field is a character"),
            ("a\n\"x\n", Some(2), "opened in the last row"),
            ("a\r\n\"x\"\"\r\n", Some(2), "the doubled mark does not close the field"),
            ("a,b\n\"x\n\",\"y", Some(3), "the second field stays open"),
        ];
        for (text, expected, reason) in cases {
            let mut quotes = Quotes::new();
            text.as_bytes().chunks(3).for_each(|piece| quotes.add(piece));
            assert_eq!(quotes.unclosed(), expected, "{reason}: {text:?}");
        }
    }
}
