//! Stance: which act a claim performs, as probabilities and with the words that carried it.
//!
//! [`ClaimView`] says what is looked at, the same in training, evaluation and use; its features
//! go into a linear model. [`Classifier`] takes any [`Label`]: [`Stance`], a set of the caller's
//! own, or plain strings. [`LexiconClassifier`] is the baseline that learns nothing.

mod acts;
mod classifier;
mod explanation;
mod features;
mod label;
mod lexicon;
mod lone;
mod memo;
mod passage;
mod phrases;
mod prior;
mod reading;
mod scope;
mod stem_class;
mod stems;
mod view;
mod word;
mod wording;

#[cfg(feature = "train")]
pub(crate) mod fit;
#[cfg(feature = "train")]
mod noted;
#[cfg(feature = "train")]
pub(crate) mod rows;
#[cfg(feature = "train")]
mod train;

pub use classifier::{Classification, Classifier, StanceClassifier};
pub use explanation::{Contribution, Explanation};
pub use features::features;
pub use label::{Label, Stance};
pub use lexicon::LexiconClassifier;
pub use prior::Prior;
pub use stems::Stems;
pub use view::ClaimView;

pub(crate) use classifier::{choose, labels};
pub(crate) use passage::Passage;

#[cfg(feature = "train")]
pub use train::{CrossValidation, StanceTrainer};
