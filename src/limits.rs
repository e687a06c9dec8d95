//! How much of one article is read and told, so that a text from a stranger costs no more than its
//! reader is ready to pay.

/// The most that an [`Analyzer`](crate::Analyzer) takes from one article.
///
/// Time and memory grow in proportion to the text (`docs/robustness.md` has the multiple), so the
/// length bounds both. An article that passes a limit is no error: it is analysed up to a cut, and
/// [`Analysis::cut`](crate::Analysis::cut) says where that is. Whoever would rather refuse it looks
/// there; whoever wants the rest analyses what stands behind the cut as an article of its own.
///
/// ```
/// # #[cfg(feature = "pretrained")] {
/// use sayso::{Analyzer, Limits};
///
/// let analyzer = Analyzer::pretrained().with_limits(Limits::default().bytes(60));
/// let text = "Ana Ferro said the pier was safe.\n\nBo Lind said it was not safe at all.";
/// let analysis = analyzer.analyze(text);
/// assert_eq!(analysis.claims().len(), 1);
/// let rest = analysis.cut().map_or("", |cut| &text[cut..]);
/// assert_eq!(rest, "Bo Lind said it was not safe at all.");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) bytes: usize,
    pub(crate) claims: usize,
}

impl Default for Limits {
    /// 16 MiB of text, more than five times the longest novels, and a million claims: the worst text
    /// measured then takes 0.9 GiB. A server that knows its articles sets less.
    fn default() -> Self {
        Limits { bytes: 16 << 20, claims: 1_000_000 }
    }
}

impl Limits {
    /// The same with at most so many bytes of UTF-8 read from an article; one at least, and 4 GiB at
    /// most, since spans are 32 bits wide.
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes.clamp(1, u32::MAX as usize);
        self
    }

    /// The same with at most so many claims of an article told; one at least.
    pub fn claims(mut self, claims: usize) -> Self {
        self.claims = claims.max(1);
        self
    }

    /// Where to cut `text` so that its head has no more bytes than may be read; none if all may be.
    ///
    /// Behind the last blank line if there is one, else behind the last line, word or character. Never
    /// at 0: whoever goes on behind the cut comes to an end.
    pub(crate) fn cut(&self, text: &str) -> Option<usize> {
        if text.len() <= self.bytes {
            return None;
        }
        let whole = (1..=self.bytes).rev().find(|&byte| text.is_char_boundary(byte));
        let Some(head) = whole.and_then(|byte| text.get(..byte)) else {
            return text.chars().next().map(char::len_utf8);
        };
        let behind = |mark: &str| head.rfind(mark).map(|at| at + mark.len());
        let behind_word = || {
            let (at, blank) = head.char_indices().rev().find(|(_, c)| c.is_whitespace())?;
            Some(at + blank.len_utf8())
        };
        let blank_line = behind("\n\n").max(behind("\n\r\n"));
        Some(blank_line.or_else(|| behind("\n")).or_else(behind_word).unwrap_or(head.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_stands_at_the_best_place_before_the_limit() {
        let cases: [(&str, usize, Option<usize>, &str); 10] = [
            ("It rained.", 10, None, "it fits"),
            ("It rained.\n\nWe\nleft. Then", 20, Some(12), "behind the last blank line"),
            ("It rained.\r\n\r\nWe\r\nleft. Then", 21, Some(14), "line ends of two bytes"),
            ("It rained.\nWe left. Then", 20, Some(11), "behind the last line"),
            ("It rained. We left", 16, Some(14), "behind the last word"),
            ("It\u{2003}rained", 6, Some(5), "behind a blank of three bytes"),
            ("rained", 3, Some(3), "in a word where there is nothing else"),
            ("ré", 2, Some(1), "never in a character"),
            ("é", 1, Some(2), "but behind the first one at least"),
            ("\n\nrained", 1, Some(1), "and never at the start"),
        ];
        for (text, bytes, expected, reason) in cases {
            assert_eq!(Limits::default().bytes(bytes).cut(text), expected, "{reason}");
        }
    }

    #[test]
    fn a_limit_of_nothing_still_comes_to_an_end() {
        let limits = Limits::default().bytes(0);
        let (mut rest, mut steps) = ("é a\n\n\u{1f989}.", 0);
        while let Some(cut) = limits.cut(rest) {
            rest = &rest[cut..];
            steps += 1;
        }
        assert_eq!((rest, steps), (".", 6));
    }
}
