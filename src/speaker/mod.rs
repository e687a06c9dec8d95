//! Who said it: mentions, names, attribution, roles.

mod attribution;
mod candidates;
mod facts;
mod forms;
mod fullest;
mod known;
mod known_key;
mod lexicon;
mod mention;
mod name_reading;
mod name_word;
mod names;
mod people;
mod phrases;
mod pronouns;
mod relay;
mod repair;
mod resolve;
mod role;
mod role_classifier;
mod role_features;
mod role_kinds;
mod role_phrases;
#[cfg(feature = "train")]
mod role_train;
mod row;
mod runs;
mod setting;
#[cfg(feature = "train")]
mod train;

pub use attribution::Attributor;
pub use role::Role;
pub use role_classifier::RoleClassifier;
#[cfg(feature = "train")]
pub use role_train::RoleTrainer;
#[cfg(feature = "train")]
pub use train::SpeakerTrainer;

pub(crate) use attribution::{Attribution, mention_span};
pub(crate) use names::Names;
pub(crate) use relay::relay;
pub(crate) use resolve::{Resolved, resolve};

#[cfg(test)]
mod tests;
