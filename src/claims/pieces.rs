//! The content of a candidate: one range of tokens, or two with the cue between them.

use std::ops::{Deref, Range};

/// One or two ranges of tokens, in order; a slice of them, held without memory of their own.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    /// An empty second range stands for none.
    ranges: [Range<usize>; 2],
}

impl Pieces {
    /// One piece.
    pub fn one(range: Range<usize>) -> Pieces {
        Pieces::with_second(range, None)
    }

    /// One piece and, unless it is empty, a second.
    pub fn with_second(first: Range<usize>, second: Option<Range<usize>>) -> Pieces {
        Pieces { ranges: [first, second.unwrap_or(0..0)] }
    }

    /// The pieces that are not empty; nothing if none is left.
    pub fn not_empty(first: Range<usize>, second: Range<usize>) -> Option<Pieces> {
        match (first.is_empty(), second.is_empty()) {
            (true, true) => None,
            (true, false) => Some(Pieces::one(second)),
            (false, _) => Some(Pieces::with_second(first, Some(second))),
        }
    }

    /// The pieces without the second.
    pub fn drop_second(&mut self) {
        self.ranges[1] = 0..0;
    }
}

impl Deref for Pieces {
    type Target = [Range<usize>];

    fn deref(&self) -> &[Range<usize>] {
        &self.ranges[..1 + usize::from(!self.ranges[1].is_empty())]
    }
}
