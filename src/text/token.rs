//! Tokens: words, numbers and punctuation marks, with what later steps ask of each again and again.

use super::mark::Mark;
use super::span::Span;
use super::word_table::WordTable;
use super::words::{self, Class};
use crate::learn::feature::{AtomHasher, hash_atom, hash_lower};

/// A word, number or punctuation mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// Closed-class memberships (pronoun, auxiliary, preposition …).
    pub class: Class,
    /// [`hash_atom`] of its lower-case form, typographic apostrophes made straight.
    pub hash: u64,
    /// Which punctuation mark it is.
    pub(crate) mark: Mark,
    /// Line breaks before it: none, one, or two for more.
    pub(super) breaks: u8,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes and the full stops of `U.S.` inside.
    Word,
    /// Starts with a digit.
    Number,
    /// One punctuation mark or symbol (`''`, ` `` `, `--` and `...` count as one).
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Its first letter is small, or it has none.
    Lower,
    /// Its first letter is a capital and not all of the rest are.
    Title,
    /// Two or more letters, all capitals.
    Upper,
}

impl Token {
    /// The token as written.
    #[inline]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a word written with a capital.
    #[inline]
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }

    /// Whether it belongs to any class of `class`.
    #[inline]
    pub fn is(&self, class: Class) -> bool {
        self.class.meets(class)
    }
}

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

/// The token that starts at byte `at`, where that can be told from ASCII alone; most can.
#[inline]
fn ascii_token(text: &str, at: usize, breaks: u8, classes: &WordTable<Class>) -> Option<Token> {
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
    let case = if small { Case::Lower } else { case(text.get(at..end)?) };
    let class = classes.get(hash).unwrap_or_default();
    Some(Token { span: Span::new(at, end), kind, case, class, hash, mark: Mark::Other, breaks })
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
    let (end, kind) = if c.is_alphabetic() {
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
    fold(raw, scratch);
    let hash = hash_atom(scratch.as_bytes());
    let mark = match kind {
        TokenKind::Mark => Mark::of(raw),
        _ if raw.ends_with('.') => Mark::Abbreviation,
        _ => Mark::Other,
    };
    Token {
        span,
        kind,
        case: case(raw),
        class: words::classes().get(hash).unwrap_or_default(),
        hash,
        mark,
        breaks,
    }
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

/// The character at byte `at`, if one starts there.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 { Some(char::from(byte)) } else { text.get(at..)?.chars().next() }
}

/// The character that ends before byte `at`.
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}')
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
fn clitic_length(text: &str, at: usize) -> Option<usize> {
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

fn case(raw: &str) -> Case {
    if raw.is_ascii() {
        return ascii_case(raw.as_bytes());
    }
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => Case::Upper,
            _ => Case::Title,
        },
        _ => Case::Lower,
    }
}

fn ascii_case(raw: &[u8]) -> Case {
    let mut letters = raw.iter().filter(|byte| byte.is_ascii_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(b'A'..=b'Z'), Some(b'A'..=b'Z')) if letters.all(u8::is_ascii_uppercase) => Case::Upper,
        (Some(b'A'..=b'Z'), _) => Case::Title,
        _ => Case::Lower,
    }
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
