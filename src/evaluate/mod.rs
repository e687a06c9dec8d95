//! How good predictions are: figures of classes and of claims, their intervals, and reports.
//!
//! [`Predictions`] are checked once; [`Classification`] holds the figures of all their rows,
//! [`Report`] adds intervals and is shown as a table, JSON or an HTML page. [`ClaimReport`] does
//! the same for the claims of whole articles.

mod bootstrap;
mod claim_report;
mod claims;
mod classification;
mod confusion;
mod html;
mod predictions;
mod reliability;
mod report;
mod word_grid;

pub use bootstrap::{Interval, groups_of, percentile_interval};
pub use claim_report::{ClaimReport, ClaimScores, Ratio};
pub use claims::{ClaimCounts, KindCounts, ScoredArticle, ScoredClaim};
pub use classification::Classification;
pub use confusion::{ClassScore, Confusion};
pub use predictions::{PredictedRow, Predictions};
pub use reliability::{Reliability, ReliabilityBin};
pub use report::Report;
