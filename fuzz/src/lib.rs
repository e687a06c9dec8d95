//! The targets, shared with the plain test in `tests/fuzz/`.

#[path = "../../tests/fuzz/targets/mod.rs"]
pub mod targets;
