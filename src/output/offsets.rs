//! Offsets in the unit that the reader of the output counts in.
//!
//! The library counts UTF-8 bytes; Python counts characters, JavaScript and Java UTF-16 units.

use crate::text::Span;

/// The unit of offsets in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// UTF-8 bytes, as Rust, Go and C count.
    #[default]
    Bytes,
    /// Unicode scalar values, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript, Java and C# count.
    Utf16,
}

impl Offsets {
    /// The unit of this name: `bytes`, `chars` or `utf16`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "bytes" => Some(Offsets::Bytes),
            "chars" => Some(Offsets::Chars),
            "utf16" => Some(Offsets::Utf16),
            _ => None,
        }
    }
}

/// Some byte offsets of a text and what they are in another unit.
pub(super) struct OffsetTable {
    places: Vec<(usize, usize)>,
}

impl OffsetTable {
    /// Counts the offsets of `spans` in one pass over `text`.
    pub(super) fn new(text: &str, spans: impl Iterator<Item = Span>, unit: Offsets) -> Self {
        let mut bytes: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut at, mut counted) = (0, 0);
        let places = bytes
            .into_iter()
            .map(|byte| {
                counted += text.get(at..byte).map_or(0, |piece| length(piece, unit));
                at = byte;
                (byte, counted)
            })
            .collect();
        OffsetTable { places }
    }

    /// The span in the other unit; it must be one of those that the table was made of.
    pub(super) fn convert(&self, span: Span) -> Span {
        let find = |byte: usize| match self.places.binary_search_by_key(&byte, |place| place.0) {
            Ok(place) => self.places[place].1,
            Err(_) => byte,
        };
        Span::new(find(span.start()), find(span.end()))
    }
}

fn length(piece: &str, unit: Offsets) -> usize {
    match unit {
        Offsets::Bytes => piece.len(),
        Offsets::Chars => piece.chars().count(),
        Offsets::Utf16 => piece.chars().map(char::len_utf16).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_each_unit() {
        let text = "Zoë 🦉 calls";
        let (name, owl, end) = (Span::new(0, 4), Span::new(5, 9), Span::new(10, 15));
        let cases = [
            (Offsets::Bytes, [(0, 4), (5, 9), (10, 15)], "as given"),
            (Offsets::Chars, [(0, 3), (4, 5), (6, 11)], "ë and the owl are one each"),
            (Offsets::Utf16, [(0, 3), (4, 6), (7, 12)], "the owl is a pair of surrogates"),
        ];
        for (unit, expected, reason) in cases {
            // Out of order and overlapping, as the spans of claims may be.
            let spans = [end, name, owl, Span::new(0, 9)];
            let table = OffsetTable::new(text, spans.into_iter(), unit);
            let found = [name, owl, end].map(|span| <(u32, u32)>::from(table.convert(span)));
            assert_eq!(found, expected, "{reason}");
        }
    }
}
