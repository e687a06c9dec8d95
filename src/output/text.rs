//! A plain listing for a terminal.

use std::io::{self, Write};

use super::{Analyzed, cut_note, likelihood, one_line};
use crate::analysis::{AnalyzedClaim, Speaker};

/// Lists the claims of articles, two lines a claim: stance with its probability, speaker and
/// kind; then the content, cut to the width.
#[derive(Clone, Copy, Debug)]
pub struct TextListing {
    width: usize,
}

impl TextListing {
    /// A listing with lines of at most `width` characters, but for long names.
    pub fn new(width: usize) -> Self {
        TextListing { width: width.max(20) }
    }

    /// Writes the claims of an article.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write(&self, out: &mut impl Write, article: &Analyzed<'_>) -> io::Result<()> {
        let claims = article.analysis.claims();
        let count = match claims.len() {
            0 => "no claims".to_owned(),
            1 => "1 claim".to_owned(),
            many => format!("{many} claims"),
        };
        let cut = cut_note(article).map_or_else(String::new, |note| format!(", {note}"));
        writeln!(out, "{}: {count}{cut}", printable(article.id))?;
        for claim in claims {
            self.write_claim(out, article, claim)?;
        }
        Ok(())
    }

    fn write_claim(
        &self,
        out: &mut impl Write,
        article: &Analyzed<'_>,
        claim: &AnalyzedClaim,
    ) -> io::Result<()> {
        let stance = claim.stance;
        let probability = likelihood(claim);
        let speaker = claim.speaker.as_ref().map_or_else(|| "nobody named".to_owned(), describe);
        let relay = claim.relay.as_ref().map_or_else(String::new, |relay| format!(", through {relay}"));
        let kind = claim.kind.as_str();
        let head = printable(&format!("{stance:<7} {probability:.2}  {speaker}{relay}, {kind}"));
        let content = printable(&one_line(article.text, &claim.content));
        writeln!(out, "\n{head}\n    {}", shortened(&content, self.width - 4))
    }
}

/// The name and role of a speaker.
fn describe(speaker: &Speaker) -> String {
    let unnamed = if speaker.anonymous { ", not named" } else { "" };
    format!("{} ({}{unnamed})", speaker.name, speaker.role)
}

/// `text` without characters that would steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The first words of `text`, at most `width` characters with the `…` at their end.
fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    // One character more than fits, so that a word that ends at the edge stays.
    let head: String = text.chars().take(width).collect();
    match head.rsplit_once(' ') {
        Some((words, _)) => format!("{words}…"),
        None => format!("{}…", head.chars().take(width - 1).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::samples;

    #[test]
    fn two_lines_a_claim() {
        let (text, analysis) = samples::owls();
        let mut out = Vec::new();
        let article = Analyzed { id: "o\u{1b}[2J1", text, analysis: &analysis };
        TextListing::new(60).write(&mut out, &article).unwrap();
        let expected = "\
o [2J1: 2 claims

warning 0.70  Zoë <Marr> (expert), direct
    The 🦉 & you lose

other   1.00  nobody named, through Radio Odda, indirect
    it rained … he left
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn long_content_is_cut_between_words() {
        let cases = [
            ("owls call", 9, "owls call", "it fits"),
            ("owls call loud", 10, "owls call…", "cut behind a word"),
            ("owls call loud", 9, "owls…", "no part of a word"),
            ("zoölogists", 6, "zoölo…", "but one that is too long alone"),
        ];
        for (text, width, expected, reason) in cases {
            assert_eq!(shortened(text, width), expected, "{reason}");
        }
    }
}
