//! The characters beside a byte of a text.

/// The character at byte `at`, if one starts there.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 { Some(char::from(byte)) } else { text.get(at..)?.chars().next() }
}

/// The character that ends before byte `at`.
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
