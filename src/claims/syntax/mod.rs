//! Shallow syntax around a cue: verb groups, subjects, the bounds of clauses and noun phrases.
//!
//! No parser: closed-class words, capitals, punctuation and the cue lexicon decide. Every
//! function looks at a bounded number of tokens, so a text takes time in proportion to its length.

mod apposition;
mod clause;
mod clause_end;
mod phrase;
mod subject;
mod unit;
mod verb_form;
mod verb_group;
mod word_list;

pub(super) use unit::Unit;
pub(super) use verb_group::VerbGroup;
pub(super) use word_list::{WordSet, hashes, words};

/// Most tokens that a subject may have.
const LONGEST_SUBJECT: usize = 40;
