//! Learning and its results: features, the compact linear model and its file, the learners.
//!
//! What is needed to use a model is always compiled and knows nothing of linfa: [`LinearModel`]
//! is a table of weights that is looked up by [`FeatureKey`](feature::FeatureKey), and
//! [`TrainedModel`] reads and writes it. What makes a model stands behind the cargo feature
//! `train`, in this order: `Vocabulary` (named features to columns), `SparseRows` (or, where rows
//! may be too many for memory, a census of features and coded rows), `MultinomialLogistic` (wide and sparse) or `NarrowLogistic` (a few dense columns),
//! `fit_temperature`, `compact`; `stratified_group_folds` cuts the rows for evaluation.

mod by_hash;
mod checksum;
mod digest;
pub mod feature;
mod feature_set;
mod key_table;
mod linear_model;
mod model_file;
mod model_header;
mod model_reading;
mod names;
mod sink;
mod softmax;
mod sum;
mod tables;

#[cfg(feature = "train")]
mod calibration;
#[cfg(feature = "train")]
mod census;
#[cfg(feature = "train")]
mod coded_rows;
#[cfg(feature = "train")]
mod compact;
#[cfg(feature = "train")]
mod folds;
#[cfg(feature = "train")]
mod lbfgs;
#[cfg(feature = "train")]
mod multinomial;
#[cfg(feature = "train")]
mod narrow;
#[cfg(feature = "train")]
mod objective;
#[cfg(feature = "train")]
mod pass;
#[cfg(feature = "train")]
mod rng;
#[cfg(feature = "train")]
mod sketch;
#[cfg(feature = "train")]
mod sparse;
#[cfg(feature = "train")]
mod spill;
#[cfg(feature = "train")]
mod telling;
#[cfg(feature = "train")]
mod vocabulary;

pub use digest::data_digest;
pub use linear_model::{FeatureId, LinearModel, LinearModelParts};
pub use model_file::TrainedModel;
pub use model_header::ModelHeader;
pub use names::FeatureNames;
pub use sink::{Atom, FeatureSink, KnownFeatures};

pub(crate) use by_hash::ByHash;
#[cfg(feature = "train")]
pub(crate) use digest::Digest;
pub(crate) use feature_set::FeatureSet;
pub(crate) use sink::LocatedFeatures;
pub(crate) use sum::{GroupSums, SummedFeatures};

#[cfg(feature = "train")]
pub use {
    calibration::fit_temperature,
    compact::compact,
    folds::stratified_group_folds,
    multinomial::{FittedMultinomial, MultinomialLogistic, MultinomialLogisticValid},
    narrow::NarrowLogistic,
    rng::SplitMix64,
    sink::NamedFeatures,
    sparse::{SparseRows, SparseRowsBuilder},
    vocabulary::Vocabulary,
};
#[cfg(feature = "train")]
pub(crate) use {
    census::{ABSENT, Census, Kept},
    coded_rows::{CodedRows, CodedRowsBuilder},
    multinomial::check_classes,
    pass::Pass,
    softmax::softmax,
    telling::telling_scales,
};
