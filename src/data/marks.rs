//! The marks of a marked article, `{s4,5:Eide}`: read out of its text and written into it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::Span;

/// What a mark says of its words; the order is that of marks around the same words, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Content,
    Speaker,
    Relay,
    Cue,
}

impl Part {
    pub(super) const ALL: [Part; 4] = [Part::Content, Part::Speaker, Part::Relay, Part::Cue];

    pub(super) fn letter(self) -> char {
        match self {
            Part::Content => 'c',
            Part::Speaker => 's',
            Part::Relay => 'r',
            Part::Cue => 'q',
        }
    }
}

/// Words of the text that are a part of one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) part: Part,
    /// The number of the claim.
    pub(super) number: u32,
    pub(super) span: Span,
    /// The line in which the mark opens.
    pub(super) line: u64,
}

/// The text of `body` without its marks, and these by where they start. `line` is that of the
/// first line of `body`.
///
/// # Errors
///
/// The line and what is wrong with it: a brace that is no part of a mark, a mark that is not
/// closed, is empty, or stands inside another of the same part and claim.
pub(super) fn read_marks(body: &str, mut line: u64) -> Result<(String, Vec<Mark>), (u64, String)> {
    let mut text = String::with_capacity(body.len());
    let mut open: Vec<OpenMark> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '}', '\n']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if let Some(after) = from.strip_prefix('\n') {
            text.push('\n');
            line += 1;
            rest = after;
        } else if let Some(after) = from.strip_prefix('}') {
            let closed = open
                .pop()
                .ok_or_else(|| (line, format!("`}}` behind `{}` closes no mark", last_words(&text))))?;
            let span = Span::new(closed.start, text.len());
            if span.is_empty() {
                return Err((closed.line, format!("the mark `{}` is empty", closed.opening)));
            }
            for number in closed.numbers {
                marks.push(Mark { part: closed.part, number, span, line: closed.line });
            }
            rest = after;
        } else {
            let (mark, after) = opening(from, text.len(), line).ok_or_else(|| {
                let words: String = from.chars().take(20).collect();
                (line, format!("`{words}` opens no mark; expected one such as `{{c1:` or `{{s4,5:`"))
            })?;
            let twice = |outer: &&OpenMark| {
                outer.part == mark.part && outer.numbers.iter().any(|n| mark.numbers.contains(n))
            };
            if let Some(outer) = open.iter().find(twice) {
                let (inner, outer) = (mark.opening, outer.opening);
                return Err((line, format!("the mark `{inner}` stands inside `{outer}`")));
            }
            open.push(mark);
            rest = after;
        }
    }
    text.push_str(rest);
    if let Some(mark) = open.pop() {
        return Err((mark.line, format!("the mark `{}` is never closed", mark.opening)));
    }
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end()), mark.part, mark.number));
    Ok((text, marks))
}

/// A mark whose end has not been read yet.
struct OpenMark<'a> {
    part: Part,
    numbers: Vec<u32>,
    /// Offset into the text without marks.
    start: usize,
    line: u64,
    opening: &'a str,
}

/// The mark that `from` opens with, and what follows its colon.
fn opening(from: &str, start: usize, line: u64) -> Option<(OpenMark<'_>, &str)> {
    let colon = from.find(':')?;
    let (opening, after) = from.split_at_checked(colon + 1)?;
    let inner = from.get(1..colon)?;
    let part = Part::ALL.into_iter().find(|part| inner.starts_with(part.letter()))?;
    let numbers = inner.get(1..)?.split(',').map(claim_number).collect::<Option<_>>()?;
    Some((OpenMark { part, numbers, start, line, opening }, after))
}

/// The number of a claim, in digits only.
pub(super) fn claim_number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn last_words(text: &str) -> String {
    let tail: Vec<char> = text.chars().rev().take(20).collect();
    tail.into_iter().rev().collect()
}

/// `text` with the marks in it. Where one crosses another, it is cut in two pieces.
pub(super) fn write_marks(text: &str, marks: &[Mark]) -> String {
    let mut numbers: BTreeMap<(Span, Part), BTreeSet<u32>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
        numbers.entry((mark.span, mark.part)).or_default().insert(mark.number);
    }
    let mut waiting: BTreeSet<Waiting> = numbers
        .into_iter()
        .map(|((span, part), numbers)| (span.start(), Reverse(span.end()), part, numbers))
        .collect();
    let mut writer = Writer { text, out: String::with_capacity(2 * text.len()), at: 0 };
    let mut ends: Vec<usize> = Vec::new();
    while let Some((start, Reverse(end), part, numbers)) = waiting.pop_first() {
        while let Some(inner) = ends.pop_if(|inner| *inner <= start) {
            writer.close(inner);
        }
        let cut = ends.last().map_or(end, |outer| end.min(*outer));
        writer.open(start, part, &numbers);
        ends.push(cut);
        if cut < end {
            waiting.insert((cut, Reverse(end), part, numbers));
        }
    }
    while let Some(end) = ends.pop() {
        writer.close(end);
    }
    writer.copy_to(text.len());
    writer.out
}

/// A mark that is still to be written: start, end, part and claims, outer ones first.
type Waiting = (usize, Reverse<usize>, Part, BTreeSet<u32>);

struct Writer<'a> {
    text: &'a str,
    out: String,
    at: usize,
}

impl Writer<'_> {
    fn copy_to(&mut self, end: usize) {
        self.out.push_str(self.text.get(self.at..end).unwrap_or(""));
        self.at = end;
    }

    fn open(&mut self, start: usize, part: Part, numbers: &BTreeSet<u32>) {
        self.copy_to(start);
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        self.out.push('{');
        self.out.push(part.letter());
        self.out.push_str(&numbers.join(","));
        self.out.push(':');
    }

    fn close(&mut self, end: usize) {
        self.copy_to(end);
        self.out.push('}');
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn marks_are_read_and_written_again() {
        let cases = [
            ("Nothing was said.", None, "no marks"),
            ("{s1:Ann} {q1:said} {c1:it rained}.", None, "one claim"),
            ("“{c1:A,}” {s1,2:Bo} {q1:said}.\n“{c1:Ä}” — {c2:C}", None, "pieces, a shared speaker"),
            ("{c1:{s2:Cy} {q2:feared} {c2:rain}}", None, "a claim inside a claim"),
            ("{c2:{c1:rain}}", Some("{c1,2:rain}"), "the same words: one mark"),
            ("{q1:{c1:rain}}", Some("{c1:{q1:rain}}"), "the same words: content outermost"),
        ];
        for (body, expected, reason) in cases {
            let (text, marks) = read_marks(body, 1).unwrap();
            assert_eq!(write_marks(&text, &marks), expected.unwrap_or(body), "{reason}");
        }
    }

    #[test]
    fn offsets_are_those_of_the_text_without_marks() {
        let (text, marks) = read_marks("Oh!\n{c1:Ü {s2:Bo}}", 7).unwrap();
        assert_eq!(text, "Oh!\nÜ Bo");
        let expected = [(Part::Content, 1, 4, 9), (Part::Speaker, 2, 7, 9)];
        let found: Vec<_> = marks.iter().map(|m| (m.part, m.number, m.span.start(), m.span.end())).collect();
        assert_eq!(found, expected);
        assert!(marks.iter().all(|mark| mark.line == 8), "both stand in the second line");
    }

    #[test]
    fn a_mark_that_crosses_another_is_cut() {
        let mark = |part, number, start, end| Mark { part, number, span: Span::new(start, end), line: 1 };
        let marks = [mark(Part::Content, 1, 0, 4), mark(Part::Speaker, 2, 2, 6)];
        assert_eq!(write_marks("abcdef", &marks), "{c1:ab{s2:cd}}{s2:ef}");
    }

    #[test]
    fn wrong_braces_are_named() {
        let cases = [
            ("a\nb} c", 2, "`}` behind `a\nb` closes no mark"),
            ("a {c1:b\n\nc", 1, "the mark `{c1:` is never closed"),
            ("{x1:b}", 1, "`{x1:b}` opens no mark; expected one such as `{c1:` or `{s4,5:`"),
            ("{c:b}", 1, "`{c:b}` opens no mark; expected one such as `{c1:` or `{s4,5:`"),
            ("{c+1:b}", 1, "`{c+1:b}` opens no mark; expected one such as `{c1:` or `{s4,5:`"),
            ("{c1,:b}", 1, "`{c1,:b}` opens no mark; expected one such as `{c1:` or `{s4,5:`"),
            ("a\n{q3:}", 2, "the mark `{q3:` is empty"),
            ("{c1:a {c1,2:b}}", 1, "the mark `{c1,2:` stands inside `{c1:`"),
        ];
        for (body, line, message) in cases {
            assert_eq!(read_marks(body, 1).unwrap_err(), (line, message.to_owned()));
        }
    }
}
