//! Tokens of ASCII: the fast path that most of a news text takes, end and hash in one pass.

use super::mark::Mark;
use super::span::Span;
use super::token::{Case, Token, TokenKind};
use super::tokenize::clitic_length;
use super::word_table::WordTable;
use super::words::Class;
use crate::learn::feature::AtomHasher;

/// The token that starts at byte `at`, where that can be told from ASCII alone; most can.
#[inline]
pub(super) fn ascii_token(text: &str, at: usize, breaks: u8, classes: &WordTable<Class>) -> Option<Token> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    let (end, kind, hash) = if first.is_ascii_alphabetic() {
        let (end, hash) = ascii_word(text, at)?;
        (end, TokenKind::Word, hash)
    } else if first.is_ascii_digit() {
        let (end, hash) = ascii_number(bytes, at)?;
        (end, TokenKind::Number, hash)
    } else if first.is_ascii() && !matches!(first, b'\'' | b'`') && bytes.get(at + 1) != Some(&first) {
        let hash = AtomHasher::new().with(first).finish();
        let mark = Mark::of(text.get(at..at + 1)?);
        let span = Span::new(at, at + 1);
        let (kind, case, class) = (TokenKind::Mark, Case::Lower, Class::default());
        return Some(Token { span, kind, case, class, hash, mark, breaks });
    } else {
        return None;
    };
    let small = kind == TokenKind::Word && !first.is_ascii_uppercase();
    let case = if small { Case::Lower } else { ascii_case(bytes.get(at..end)?) };
    let class = classes.get(hash).unwrap_or_default();
    Some(Token { span: Span::new(at, end), kind, case, class, hash, mark: Mark::Other, breaks })
}

/// What each byte adds to the hash of a word, its own small letter or digit; 0 where it is neither.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// End and hash of the word at byte `start`; none where what it is or goes on with takes more than
/// a look at ASCII: accents, full stops and apostrophes inside.
#[inline]
fn ascii_word(text: &str, start: usize) -> Option<(usize, u64)> {
    let bytes = text.as_bytes();
    let mut hash = AtomHasher::new();
    let mut at = start;
    // Where the letters since the last hyphen start: a full stop behind one alone may be its own.
    let mut part = start;
    while let Some(&byte) = bytes.get(at) {
        let folded = FOLDED[usize::from(byte)];
        if folded != 0 {
            hash = hash.with(folded);
            at += 1;
            continue;
        }
        let next = bytes.get(at + 1);
        match byte {
            b'-' if next.is_some_and(u8::is_ascii_alphanumeric) => part = at + 1,
            b'\'' if next.is_some_and(u8::is_ascii_alphabetic) => {
                if clitic_length(text, at + 1).is_some() {
                    break;
                }
            }
            b'-' | b'\'' if next.is_some_and(|next| !next.is_ascii()) => return None,
            b'.' if at == part + 1 => return None,
            0x80.. if !ends_word(text, at) => return None,
            _ => break,
        }
        hash = hash.with(byte);
        at += 1;
    }
    Some((at, hash.finish()))
}

/// Whether the character at byte `at`, which is no ASCII, ends a word whatever follows: a curly quotation
/// mark, or dash; or the curly apostrophe of a possessive or before what is no letter.
fn ends_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at..at + 3) {
        Some([0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6]) => true,
        Some([0xe2, 0x80, 0x98 | 0x99]) => match text.as_bytes().get(at + 3) {
            Some(next) if next.is_ascii_alphabetic() => clitic_length(text, at + 3).is_some(),
            next => next.is_none_or(u8::is_ascii),
        },
        _ => false,
    }
}

/// End and hash of the number at byte `start`; none where it goes on beyond ASCII.
#[inline]
fn ascii_number(bytes: &[u8], start: usize) -> Option<(usize, u64)> {
    let mut hash = AtomHasher::new();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let folded = FOLDED[usize::from(byte)];
        let next = bytes.get(at + 1);
        match byte {
            _ if folded != 0 => {}
            b'.' | b',' | b':' if next.is_some_and(u8::is_ascii_digit) => {}
            b'-' if next.is_some_and(u8::is_ascii_alphanumeric) => {}
            b'-' if next.is_some_and(|next| !next.is_ascii()) => return None,
            0x80.. => return None,
            _ => break,
        }
        hash = hash.with(if folded == 0 { byte } else { folded });
        at += 1;
    }
    Some((at, hash.finish()))
}

/// How `raw`, which is ASCII, is written.
pub(super) fn ascii_case(raw: &[u8]) -> Case {
    let mut letters = raw.iter().filter(|byte| byte.is_ascii_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(b'A'..=b'Z'), Some(b'A'..=b'Z')) if letters.all(u8::is_ascii_uppercase) => Case::Upper,
        (Some(b'A'..=b'Z'), _) => Case::Title,
        _ => Case::Lower,
    }
}
