//! sayso reads news text, finds what it attributes to somebody, says who, and labels the stance
//! of each claim: concern, denial, warning or other. Offline, deterministic, explainable, and
//! retrainable from a CSV.
//!
//! # A first example
//!
//! ```
//! # #[cfg(feature = "pretrained")] {
//! use sayso::{Analyzer, stance::Stance};
//!
//! let article = "Ana Ferro, the harbour minister, denied on Tuesday that the pier was unsafe.";
//! let analyzer = Analyzer::pretrained();
//! let analysis = analyzer.analyze(article);
//!
//! let claim = &analysis.claims()[0];
//! assert_eq!(claim.stance(), Stance::Denial);
//! assert_eq!(claim.content()[0].of(article), "the pier was unsafe");
//! assert_eq!(claim.speaker().map(|s| s.name()), Some("Ana Ferro"));
//! # }
//! ```
//!
//! # The way of the data
//!
//! One pass forward, no step reaches back; each room knows only those above it.
//!
//! | room | holds |
//! |---|---|
//! | [`text`] | spans, tokens, sentences, paragraphs, quotations: a [`text::Document`] |
//! | [`learn`] | features, the compact linear model and its file, the learners |
//! | [`claims`] | the cue lexicon, claims with cue, content and kind |
//! | [`speaker`] | who said it: mentions, names, attribution, roles |
//! | [`stance`] | the features of a claim, its stance with probabilities and explanation |
//! | [`Analyzer`] | all of it: article in, [`Analysis`] out |
//! | [`output`] | JSON Lines, CSV, HTML and plain text |
//! | `data`, `evaluate` | labelled rows and marked articles; metrics and reports (feature `train`) |
//!
//! # Features
//!
//! | cargo feature | default | brings |
//! |---|---|---|
//! | `pretrained` | yes | the shipped models, built in |
//! | `train` | yes | learners, evaluation, readers of training data (linfa, ndarray, csv) |
//! | `parallel` | yes | many articles on all cores (threads of the standard library) |
//! | `csv` | yes | CSV out |
//!
//! Without any of them the library analyses with models that are loaded from files.

mod analysis;
mod analyzer;
mod batch;
pub mod claims;
#[cfg(feature = "train")]
pub mod data;
mod error;
#[cfg(feature = "train")]
pub mod evaluate;
pub mod learn;
mod limits;
pub mod output;
pub mod speaker;
pub mod stance;
pub mod text;
mod whole_file;
mod worker;

pub use analysis::{Analysis, AnalyzedClaim, Speaker, SpeakerClaims, StanceProbabilities};
pub use analyzer::{Analyzer, Models};
pub use batch::Batch;
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use whole_file::write_whole;
pub use worker::Worker;
