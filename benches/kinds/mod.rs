//! Text that is made to cost much, for the measures of time and of memory.

/// Name, and what is repeated to make the text.
pub(crate) const KINDS: [(&str, &str); 20] = [
    ("news", "\u{201c}We never met them,\u{201d} said Ana Ferro, the harbour minister. She denied it.\n\n"),
    (
        "news, one line",
        "\u{201c}We never met them,\u{201d} said Ana Ferro, the harbour minister. She denied it. ",
    ),
    ("opening marks", "\u{201c}"),
    ("closing marks", "\u{201d}"),
    ("straight marks", "\""),
    ("single marks", "'"),
    ("mixed marks", "\u{201c}\"'\u{ab}''\u{201d}\u{2018}``\u{bb} "),
    ("marks and words", "\" said he \u{201c} ' "),
    ("one opening mark a paragraph", "\u{201c}We never met them, said Ana Ferro\n\n"),
    ("one endless sentence", "and the minister said that the harbour was closed "),
    ("cues alone", "said "),
    ("commas and cues", ", said Lind, "),
    ("brackets", "( said Lind ( "),
    ("according to", "according to Lind, "),
    ("as X put it", "as Lind put "),
    ("all capitals", "FERRO: WE NEVER MET THEM, SAID THE MINISTER. "),
    ("transcript", "FERRO: We never met.\n\n"),
    ("no spaces", "wenevermetthemsaidferro"),
    (
        "right to left and CJK",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627} \u{6771}\u{4eac}\u{3002}\u{300c}\u{6771}\u{300d} ",
    ),
    ("emoji", "\u{1f600}\u{1f469}\u{200d}\u{1f680} \u{201c}\u{1f600}\u{201d} said \u{1f600} "),
];

/// A text of `length` bytes or a little more, of nothing but `piece`.
pub(crate) fn repeated(piece: &str, length: usize) -> String {
    piece.repeat(length.div_ceil(piece.len()))
}
