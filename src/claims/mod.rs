//! Claims: what a text attributes to somebody. Cues, content and its bounds, kinds.
//!
//! [`ClaimFinder`] proposes a candidate for every word of the cue lexicon (`cues.txt`), with the
//! content and subject that its grammar gives it, and lets a trained gate decide which are
//! claims; quotations that go on without a cue are joined to what they continue.

mod according;
mod addressee;
mod candidate;
mod claim;
mod continued;
mod finder;
mod gate;
mod inflection;
mod left;
mod lexicon;
mod nominal;
mod pieces;
mod punctuation;
mod right;
mod scratch;
mod selection;
mod surroundings;
mod syntax;
#[cfg(feature = "train")]
mod train;
mod verb;
mod verbal;

pub(crate) use claim::Frame;
pub use claim::{Claim, ClaimKind};
pub use finder::ClaimFinder;
pub(crate) use scratch::FinderScratch;
#[cfg(feature = "train")]
pub use train::ClaimTrainer;
