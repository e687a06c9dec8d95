//! Stems of words, by the English Snowball stemmer.

use rust_stemmers::{Algorithm, Stemmer};

/// The stem of a folded word (lower case, straight apostrophes); a word without letters is its own.
pub fn stem(folded: &str) -> String {
    if !folded.bytes().any(|b| b.is_ascii_alphabetic()) {
        return folded.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(folded).into_owned()
}
