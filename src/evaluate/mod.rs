//! How good predictions are: figures of classes and of claims, their intervals, and reports.
//!
//! [`Predictions`] are checked once; [`Classification`] holds the figures of all their rows,
//! [`Report`] adds intervals and is shown as a table, JSON or an HTML page. [`ClaimReport`] does
//! the same for the claims of whole articles. `docs/evaluation.md` defines every figure.

mod at_prior;
mod bootstrap;
mod card;
mod certainty;
mod claim_report;
mod claims;
mod classification;
mod comparison;
mod confusion;
mod coverage;
mod leakage;
mod learning_curve;
mod likeness;
mod mcnemar;
mod mistakes;
mod page;
mod predictions;
mod ranking;
mod reliability;
mod report;
mod selection;
mod slices;
mod terminal;
mod terminal_analysis;
mod word_grid;

pub use at_prior::{AtPrior, ClassAtPrior};
pub use bootstrap::{Interval, groups_of, percentile_interval};
pub use card::{figures_of_claims, figures_of_rows, figures_of_speakers, with_figures};
pub use certainty::Certainty;
pub use claim_report::{ClaimReport, ClaimScores, Ratio};
pub use claims::{ClaimCounts, KindCounts, ScoredArticle, ScoredClaim};
pub use classification::Classification;
pub use comparison::{ClassContrast, Comparison, Contrast};
pub use confusion::{ClassScore, Confusion};
pub use coverage::{Coverage, CoveragePoint};
pub use leakage::{Leakage, LeakingPair};
pub use learning_curve::{CURVE_SHARES, CurvePoint, Labelled, learning_curve};
pub use likeness::Likeness;
pub use mcnemar::McNemar;
pub use mistakes::{BlamedFeature, Judgement, Mistake, Mistakes, Neighbour, Reason};
pub use predictions::{PredictedRow, Predictions};
pub use ranking::{OperatingPoint, PrecisionRecall};
pub use reliability::{Reliability, ReliabilityBin};
pub use report::Report;
pub use selection::{margin, uncertain_and_diverse};
pub use slices::{Slice, Slices, length_of};
