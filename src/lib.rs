//! sayso reads news text, finds what it attributes to somebody, says who, and labels the stance.

pub mod claims;
#[cfg(feature = "train")]
pub mod data;
mod error;
#[cfg(feature = "train")]
pub mod evaluate;
pub mod learn;
pub mod text;

pub use error::{Error, ErrorKind};
