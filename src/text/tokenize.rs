//! Cutting a text into tokens, whatever its characters; `ascii.rs` has the fast path.

use super::ascii::ascii_token;
use super::character::char_at;
use super::fold::{fold, is_apostrophe};
use super::mark::Mark;
use super::span::Span;
use super::token::{Case, Token, TokenKind, case};
use super::words;
use crate::learn::feature::hash_atom;

/// Appends the tokens of `text` to `tokens`, in order.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    let classes = words::classes();
    let mut scratch = String::new();
    let mut breaks = 0;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_whitespace() || byte == 0x0b {
            breaks += u8::from(byte == b'\n' && breaks < 2);
            at += 1;
            continue;
        }
        if let Some(token) = ascii_token(text, at, breaks, classes) {
            at = token.span.end();
            tokens.push(token);
        } else {
            let Some(c) = char_at(text, at) else { break };
            if c.is_whitespace() || is_invisible(c) {
                // A paragraph separator breaks the line twice.
                breaks = if c == '\u{2029}' { 2 } else { breaks };
                at += c.len_utf8();
                continue;
            }
            let token = any_token(text, at, c, tokens.last(), breaks, &mut scratch);
            at = token.span.end();
            tokens.push(token);
        }
        breaks = 0;
    }
}

/// The token that starts with the character `c` at byte `at`.
fn any_token(
    text: &str,
    at: usize,
    c: char,
    before: Option<&Token>,
    breaks: u8,
    scratch: &mut String,
) -> Token {
    let (end, kind) = if is_punctuation(c) {
        let mark = (at + c.len_utf8(), TokenKind::Mark);
        clitic_end(text, at, before).map_or(mark, |end| (end, TokenKind::Word))
    } else if c.is_alphabetic() {
        (word_end(text, at), TokenKind::Word)
    } else if c.is_ascii_digit() {
        (number_end(text, at), TokenKind::Number)
    } else if let Some(end) = clitic_end(text, at, before) {
        (end, TokenKind::Word)
    } else {
        (mark_end(text, at, c), TokenKind::Mark)
    };
    let span = Span::new(at, end);
    let raw = span.of(text);
    let hash = if kind == TokenKind::Mark && is_punctuation(c) && !is_apostrophe(c) {
        hash_atom(raw.as_bytes())
    } else {
        fold(raw, scratch);
        hash_atom(scratch.as_bytes())
    };
    let (case, mark) = match kind {
        TokenKind::Mark => (Case::Lower, Mark::of(raw)),
        _ if raw.ends_with('.') => (case(raw), Mark::Abbreviation),
        _ => (case(raw), Mark::Other),
    };
    Token { span, kind, case, class: words::classes().get(hash).unwrap_or_default(), hash, mark, breaks }
}

/// Dashes, curly quotation marks, dots and their like: told at once to be no letters.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

/// Byte order marks, zero-width characters and soft hyphens: nothing that stands for itself.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{00ad}' | '\u{2060}')
}

/// End of the word that starts at `at`: letters and digits, joined by single hyphens and
/// apostrophes; full stops only between single letters (`U.S.`, `a.m.`). Clitics (`'s`, `'ve`)
/// are left for a token of their own, `n't` is not.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = char_at(text, at) {
        let after = at + c.len_utf8();
        if c.is_alphanumeric() || is_mark_on_letter(c) {
            at = after;
        } else if matches!(c, '-' | '\u{2010}' | '\u{2011}') {
            match char_at(text, after) {
                Some(n) if n.is_alphanumeric() => at = after,
                _ => break,
            }
        } else if is_apostrophe(c) {
            match char_at(text, after) {
                Some(n) if n.is_alphabetic() && clitic_length(text, after).is_none() => at = after,
                _ => break,
            }
        } else if c == '.' && is_single_letter(text, start, at) {
            match char_at(text, after) {
                Some(n) if n.is_alphabetic() && !continues_word(text, after + n.len_utf8()) => at = after,
                _ if text.get(start..at).is_some_and(|w| w.contains('.')) => return after,
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

/// Whether the letters before `at` (back to the last full stop or to `start`) are just one.
fn is_single_letter(text: &str, start: usize, at: usize) -> bool {
    let head = text.get(start..at).unwrap_or("");
    let last = head.rsplit(['.', '-']).next().unwrap_or(head);
    let mut chars = last.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn continues_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_alphanumeric)
}

/// Combining accents belong to the letter before them.
fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// Length of the letters of a clitic (`s`, `re`, `ve`, `ll`, `m`, `d`) that stand at `at` alone.
pub(super) fn clitic_length(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    for clitic in ["s", "re", "ve", "ll", "m", "d"] {
        if rest.get(..clitic.len()).is_some_and(|r| r.eq_ignore_ascii_case(clitic))
            && !continues_word(text, at + clitic.len())
        {
            return Some(clitic.len());
        }
    }
    None
}

/// End of the clitic at `at`, when it leans on the word `before` without a blank between.
fn clitic_end(text: &str, at: usize, before: Option<&Token>) -> Option<usize> {
    let before = before?;
    let c = char_at(text, at)?;
    if before.span.end() != at || before.kind == TokenKind::Mark || !is_apostrophe(c) {
        return None;
    }
    let after = at + c.len_utf8();
    clitic_length(text, after).map(|n| after + n)
}

fn number_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = char_at(text, at) {
        let after = at + c.len_utf8();
        let digit_follows = char_at(text, after).is_some_and(|n| n.is_ascii_digit());
        let joins = matches!(c, '-' | '\u{2010}' | '\u{2011}') && continues_word(text, after);
        if c.is_alphanumeric() || (matches!(c, '.' | ',' | ':') && digit_follows) || joins {
            at = after;
        } else {
            break;
        }
    }
    at
}

fn mark_end(text: &str, at: usize, c: char) -> usize {
    let mut end = at + c.len_utf8();
    let repeats = match c {
        '\'' | '`' | '-' => 2,
        '.' => 3,
        _ => 1,
    };
    for _ in 1..repeats {
        if char_at(text, end) != Some(c) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn splits_where_a_reader_would() {
        let cases: [(&str, &[&str], &str); 12] = [
            ("Ana's boats", &["Ana", "'s", "boats"], "the possessive stands alone"),
            ("they\u{2019}re late", &["they", "\u{2019}re", "late"], "typographic apostrophe"),
            ("didn't, won't", &["didn't", ",", "won't"], "negated auxiliaries stay whole"),
            ("the U.S. fleet", &["the", "U.S.", "fleet"], "full stops between single letters"),
            ("at 3 p.m. Tuesday", &["at", "3", "p.m.", "Tuesday"], "times"),
            ("He left. We stay.", &["He", "left", ".", "We", "stay", "."], "sentence ends"),
            ("plan B. Then", &["plan", "B", ".", "Then"], "one letter alone keeps its full stop off"),
            ("a 12-year-old, 3,500 m", &["a", "12-year-old", ",", "3,500", "m"], "numbers"),
            ("''No,'' he", &["''", "No", ",", "''", "he"], "doubled apostrophes"),
            ("O'Brien\u{2019}s", &["O'Brien", "\u{2019}s"], "names keep their apostrophe"),
            ("Leif-Erik -- so...", &["Leif-Erik", "--", "so", "..."], "hyphens and dashes"),
            ("", &[], "nothing"),
        ];
        for (text, expected, reason) in cases {
            assert_eq!(words(text), expected, "{reason}");
        }
    }
}
