//! Counts the lines of a text that comes byte by byte.

/// How many lines have ended: at `\n`, at `\r`, or at both together.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineEnds {
    line: u64,
    /// Whether the byte before was `\r`.
    is_open: bool,
}

impl LineEnds {
    /// On the first line.
    pub(super) fn new() -> Self {
        LineEnds { line: 1, is_open: false }
    }

    /// Takes the next byte.
    pub(super) fn add(&mut self, byte: u8) {
        let ends = byte == b'\r' || byte == b'\n' && !self.is_open;
        self.is_open = byte == b'\r';
        self.line += u64::from(ends);
    }

    /// The line, from 1, of the next byte, where that is no line end.
    pub(super) fn line(&self) -> u64 {
        self.line
    }
}
