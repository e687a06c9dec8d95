//! Who said it: mentions, names, attribution, roles.

mod attribution;
mod candidates;
mod forms;
mod lexicon;
mod mention;
mod names;
mod people;
mod relay;
mod repair;
mod resolve;
mod role;
mod role_classifier;
mod role_features;
mod row;
mod runs;
#[cfg(feature = "train")]
mod role_train;
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
