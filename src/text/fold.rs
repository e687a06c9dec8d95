//! Folding: words in small letters with straight apostrophes, as all comparisons see them.

use crate::learn::feature::{hash_atom, hash_lower};

/// `raw` in lower case with typographic apostrophes made straight, written over `folded`.
pub fn fold(raw: &str, folded: &mut String) {
    folded.clear();
    if raw.is_ascii() {
        folded.push_str(raw);
        folded.make_ascii_lowercase();
        return;
    }
    for c in raw.chars() {
        if is_apostrophe(c) {
            folded.push('\'');
        } else {
            folded.extend(c.to_lowercase());
        }
    }
}

/// [`hash_atom`] of `raw` as [`fold`] writes it.
pub(crate) fn fold_hash(raw: &str) -> u64 {
    if raw.is_ascii() {
        return hash_lower(raw.as_bytes());
    }
    let mut folded = String::new();
    fold(raw, &mut folded);
    hash_atom(folded.as_bytes())
}

/// Whether a character is an apostrophe, straight or typographic.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}')
}
