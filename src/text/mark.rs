//! The punctuation marks that sentences, quotations and paragraphs are told by.

/// What a punctuation mark is, as far as its kind ever matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No mark, or one that ends nothing and quotes nothing.
    Other,
    /// No mark but a word that holds its full stop: `U.S.`
    Abbreviation,
    Comma,
    Colon,
    Semicolon,
    /// `.`
    Stop,
    /// `...` and its one character.
    Dots,
    /// `!` and `?`
    Exclamation,
    /// `-`
    Hyphen,
    /// `--` and the em dash.
    Dash,
    EnDash,
    /// U+2015
    Bar,
    OpenBracket,
    CloseBracket,
    CloseSquare,
    /// `"`
    Straight,
    /// `''`
    Doubled,
    /// U+FF02
    FullWidth,
    /// ` `` `
    Backticks,
    /// U+201C
    CurlyOpen,
    /// U+201D
    CurlyClose,
    /// U+201E
    Low,
    /// U+201F
    Reversed,
    GuillemetOpen,
    GuillemetClose,
    /// `'`
    Apostrophe,
    /// U+2018
    SingleOpen,
    /// U+2019
    SingleClose,
}

impl Mark {
    /// The kind of a mark as written.
    pub(super) fn of(mark: &str) -> Mark {
        let mut rest = mark.chars();
        let Some(first) = rest.next() else { return Mark::Other };
        match (first, rest.as_str().len()) {
            (',', 0) => Mark::Comma,
            (':', 0) => Mark::Colon,
            (';', 0) => Mark::Semicolon,
            ('.', 0) => Mark::Stop,
            ('.', 2) | ('\u{2026}', 0) => Mark::Dots,
            ('!' | '?', 0) => Mark::Exclamation,
            ('-', 0) => Mark::Hyphen,
            ('-', 1) | ('\u{2014}', 0) => Mark::Dash,
            ('\u{2013}', 0) => Mark::EnDash,
            ('\u{2015}', 0) => Mark::Bar,
            ('(', 0) => Mark::OpenBracket,
            (')', 0) => Mark::CloseBracket,
            (']', 0) => Mark::CloseSquare,
            ('"', 0) => Mark::Straight,
            ('\'', 1) => Mark::Doubled,
            ('\u{ff02}', 0) => Mark::FullWidth,
            ('`', 1) => Mark::Backticks,
            ('\u{201c}', 0) => Mark::CurlyOpen,
            ('\u{201d}', 0) => Mark::CurlyClose,
            ('\u{201e}', 0) => Mark::Low,
            ('\u{201f}', 0) => Mark::Reversed,
            ('\u{ab}', 0) => Mark::GuillemetOpen,
            ('\u{bb}', 0) => Mark::GuillemetClose,
            ('\'', 0) => Mark::Apostrophe,
            ('\u{2018}', 0) => Mark::SingleOpen,
            ('\u{2019}', 0) => Mark::SingleClose,
            _ => Mark::Other,
        }
    }

    /// Whether a sentence may end with it.
    pub(super) fn may_end_sentence(self) -> bool {
        matches!(self, Mark::Abbreviation | Mark::Stop | Mark::Dots | Mark::Exclamation)
    }

    /// Whether it ends a sentence or a part of one, brackets included.
    pub(crate) fn closes(self) -> bool {
        use Mark::{CloseBracket, CloseSquare, Dots, Exclamation, Semicolon, Stop};
        matches!(self, Stop | Exclamation | Semicolon | Dots | CloseBracket | CloseSquare)
    }

    /// Whether it is a dash of any length.
    pub(crate) fn is_dash(self) -> bool {
        matches!(self, Mark::Hyphen | Mark::Dash | Mark::EnDash | Mark::Bar)
    }

    /// Whether it is a comma or a dash.
    pub(crate) fn separates(self) -> bool {
        matches!(self, Mark::Comma | Mark::Dash | Mark::EnDash | Mark::Hyphen)
    }

    /// Whether it may be a quotation mark; single ones are apostrophes more often.
    pub(super) fn may_quote(self) -> bool {
        self as u8 >= Mark::Straight as u8
    }

    /// Whether it is a single quotation mark or an apostrophe.
    pub(super) fn is_single(self) -> bool {
        self as u8 >= Mark::Apostrophe as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_told_from_others() {
        for (mark, quotes, single) in [
            (",", false, false),
            ("]", false, false),
            ("\"", true, false),
            ("``", true, false),
            ("`", false, false),
            ("\u{bb}", true, false),
            ("'", true, true),
            ("\u{2019}", true, true),
            ("%", false, false),
        ] {
            let found = Mark::of(mark);
            assert_eq!((found.may_quote(), found.is_single()), (quotes, single), "{mark}");
        }
    }

    #[test]
    fn marks_that_end_a_part_are_told_from_others() {
        for (mark, closes, separates, dash) in [
            (".", true, false, false),
            ("...", true, false, false),
            ("..", false, false, false),
            (")", true, false, false),
            (",", false, true, false),
            ("--", false, true, true),
            ("\u{2014}", false, true, true),
            ("\u{2015}", false, false, true),
            (":", false, false, false),
        ] {
            let found = Mark::of(mark);
            assert_eq!(
                (found.closes(), found.separates(), found.is_dash()),
                (closes, separates, dash),
                "{mark}"
            );
        }
    }
}
