//! Finds a quotation mark of a CSV file that is opened and never closed.
//!
//! A lenient CSV reader takes all that follows such a mark for one field, so a slip of one
//! character would lose the rest of the data without a word.

/// Byte offset of the quotation mark that opens a field which the end of `text` cuts off.
pub(super) fn unclosed_quote(text: &str) -> Option<usize> {
    let mut state = State::FieldStart;
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::FieldStart, b'"') => State::Quoted(at),
            (State::Quoted(from), b'"') => State::QuoteInQuoted(from),
            (State::QuoteInQuoted(from), b'"') => State::Quoted(from),
            (State::Quoted(from), _) => State::Quoted(from),
            (_, b',' | b'\n' | b'\r') => State::FieldStart,
            _ => State::Bare,
        };
    }
    match state {
        State::Quoted(from) => Some(from),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum State {
    FieldStart,
    Bare,
    Quoted(usize),
    /// A mark inside a quoted field: the first of a doubled one, or the one that closes it.
    QuoteInQuoted(usize),
}

#[cfg(test)]
mod tests {
    use super::unclosed_quote;

    #[test]
    fn finds_the_mark_that_is_never_closed() {
        let cases = [
            ("a,b\n1,2\n", None, "no quotation marks"),
            ("a\n\"x, \"\"y\"\"\nz\"\n", None, "doubled marks and a line end inside a field"),
            ("a\nfive 5\" nails\n", None, "a mark inside a bare field is a character"),
            ("a\n\"x\n", Some(2), "opened in the last row"),
            ("a\n\"x\"\"\n", Some(2), "the doubled mark does not close the field"),
            ("a,b\n\"x\",\"y", Some(8), "the second field stays open"),
        ];
        for (text, expected, reason) in cases {
            assert_eq!(unclosed_quote(text), expected, "{reason}: {text:?}");
        }
    }
}
