//! Writers of what was found in articles: JSON Lines, CSV, a web page, a listing for a terminal.
//!
//! Each takes an [`Analyzed`] article at a time and writes it at once, so that any number of
//! articles can pass through; [`HtmlPage`] and [`CsvTable`] have a head, and the page a foot.
//!
//! ```no_run
//! use sayso::output::{Analyzed, Offsets, write_json_line};
//!
//! # fn main() -> std::io::Result<()> {
//! # #[cfg(feature = "pretrained")] {
//! let text = "The ministry denied the report.";
//! let analysis = sayso::Analyzer::pretrained().analyze(text);
//! let article = Analyzed { id: "a1", text, analysis: &analysis };
//! write_json_line(&mut std::io::stdout(), &article, Offsets::Bytes)?;
//! # }
//! # Ok(())
//! # }
//! ```

mod cells;
#[cfg(feature = "csv")]
mod csv;
mod html;
mod jsonl;
pub(crate) mod markup;
mod offsets;
mod text;

use crate::Analysis;
use crate::analysis::AnalyzedClaim;
use crate::stance::Stance;
use crate::text::Span;
pub use cells::{plain_cell, safe_cell};
#[cfg(feature = "csv")]
pub use csv::CsvTable;
pub use html::HtmlPage;
pub use jsonl::write_json_line;
pub use offsets::Offsets;
pub use text::TextListing;

/// An article and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Analyzed<'a> {
    /// The name under which it is written.
    pub id: &'a str,
    /// The text that was analysed.
    pub text: &'a str,
    /// What was found in it.
    pub analysis: &'a Analysis,
}

/// What stands between the pieces of a content that is written as one line of text.
const BETWEEN_PIECES: &str = " … ";

/// The words of the pieces of a content, on one line.
fn one_line(text: &str, pieces: &[Span]) -> String {
    let line = |piece: &Span| piece.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    pieces.iter().map(line).collect::<Vec<_>>().join(BETWEEN_PIECES)
}

/// Where an article was cut, in words.
fn cut_note(article: &Analyzed<'_>) -> Option<String> {
    let length = article.text.len();
    article.analysis.cut.map(|cut| format!("cut at byte {cut} of {length}: it passes a limit"))
}

/// How likely the stance of a claim is.
fn likelihood(claim: &AnalyzedClaim) -> f64 {
    let probabilities = claim.probabilities;
    match claim.stance {
        Stance::Concern => probabilities.concern,
        Stance::Denial => probabilities.denial,
        Stance::Warning => probabilities.warning,
        Stance::Other => probabilities.other,
    }
}

#[cfg(test)]
mod samples;
