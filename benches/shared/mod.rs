//! What the benches share: the text that they run on, the floors, and runs in processes of their own.

#![allow(dead_code, missing_docs, reason = "each bench uses its own part")]

pub mod floor;
pub mod news;
pub mod run;
pub mod usage;
