//! What is fuzzed: one function a reader of foreign bytes, which panics where a promise is broken.
//!
//! The coverage-guided fuzzer in `fuzz/` and the plain test beside this file call the same functions.

mod json_lines;
mod labelled;
mod model;
mod tables;
mod text;

/// A target: takes any bytes.
pub type Target = fn(&[u8]);

/// The targets by the name of their folder of seeds.
pub const TARGETS: [(&str, Target); 8] = [
    ("analyze", text::analyze),
    ("classify", text::classify),
    ("stance_rows", tables::stance_rows),
    ("model", model::model),
    ("marked_article", labelled::marked_article),
    ("brat", labelled::brat),
    ("label_studio", labelled::label_studio),
    ("json_lines", json_lines::json_lines),
];

/// Calls the target of this name.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.unwrap_or_else(|| panic!("there is no target `{name}`")).1(data);
}
