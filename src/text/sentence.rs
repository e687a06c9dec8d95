//! Where paragraphs and sentences end.

use std::iter::from_fn;
use std::ops::Range;
use std::sync::OnceLock;

use super::character::char_at;
use super::mark::Mark;
use super::token::{Case, Token, TokenKind};
use super::word_table::WordTable;
use super::words::Class;
use crate::learn::feature::hash_lower;

/// What a full stop after a word may mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Abbreviation {
    #[default]
    Title,
    Inner,
    Unit,
}

/// Token ranges of the paragraphs of a text, in order; together they hold every token.
///
/// A line break ends a paragraph, except where it only wraps a line: the next line goes on
/// with a small letter, or the text as a whole is hard-wrapped.
pub fn paragraphs(tokens: &[Token], landmarks: &[usize]) -> Vec<Range<usize>> {
    let lines: Vec<Line> = landmarks.iter().filter_map(|&i| Line::at(tokens, i)).collect();
    let wrapped = is_hard_wrapped(&lines);
    let mut bounds = Vec::new();
    let mut start = 0;
    for line in lines {
        if line.first.breaks > 1 || !(line.goes_on() || wrapped && !is_terminal(line.before)) {
            bounds.push(start..line.start);
            start = line.start;
        }
    }
    if start < tokens.len() {
        bounds.push(start..tokens.len());
    }
    bounds
}

/// A line of a text but the first.
struct Line<'t> {
    /// The place of its first token.
    start: usize,
    first: &'t Token,
    /// The last token of the line before.
    before: &'t Token,
}

impl<'t> Line<'t> {
    /// The line that starts with token `start`, if one does.
    fn at(tokens: &'t [Token], start: usize) -> Option<Self> {
        let (first, before) = (tokens.get(start)?, tokens.get(start.checked_sub(1)?)?);
        (first.breaks > 0).then_some(Line { start, first, before })
    }

    /// Whether it goes on with the sentence of the line before.
    fn goes_on(&self) -> bool {
        self.first.is_word() && self.first.case == Case::Lower && !is_terminal(self.before)
    }
}

fn is_terminal(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && !matches!(
            token.mark,
            Mark::Comma | Mark::Semicolon | Mark::Hyphen | Mark::OpenBracket | Mark::Dash | Mark::EnDash
        )
}

/// A text is hard-wrapped when most of its single line breaks fall inside sentences.
fn is_hard_wrapped(lines: &[Line<'_>]) -> bool {
    let single = lines.iter().filter(|line| line.first.breaks == 1);
    let inside = single.clone().filter(|line| line.goes_on()).count();
    let single = single.count();
    single >= 4 && inside * 10 >= single * 4
}

/// Tokens after which a sentence is cut, so that what looks at a whole sentence takes bounded
/// time. Sentences of news have 25.
const LONGEST_SENTENCE: usize = 500;

/// Token ranges of the sentences of one paragraph, which has these landmarks; closing quotation marks and
/// brackets belong to the sentence that they close. A sentence of more than 500 tokens is cut.
pub fn sentences(
    text: &str,
    tokens: &[Token],
    landmarks: &[usize],
    paragraph: Range<usize>,
    found: &mut Vec<Range<usize>>,
) {
    let mut marks = landmarks.iter().copied().filter(|&i| tokens[i].mark.may_end_sentence()).peekable();
    let mut start = paragraph.start;
    loop {
        let longest = start + LONGEST_SENTENCE;
        let ends = |&i: &usize| i >= start && ends_sentence(text, tokens, i, start, paragraph.end);
        let last = from_fn(|| marks.next_if(|&i| i < longest)).find(ends).unwrap_or(longest);
        if last >= paragraph.end {
            break;
        }
        let mut end = last + 1;
        while end < paragraph.end && closes(text, tokens, end) {
            end += 1;
        }
        found.push(start..end);
        start = end;
    }
    if start < paragraph.end {
        found.push(start..paragraph.end);
    }
}

/// Whether the token at `i` ends the sentence that began at `start`.
fn ends_sentence(text: &str, tokens: &[Token], i: usize, start: usize, limit: usize) -> bool {
    let token = &tokens[i];
    let Some(next) = tokens[..limit].get(i + 1) else { return false };
    let touching = next.span.start() == token.span.end();
    if token.mark == Mark::Abbreviation {
        // `U.S.` and `p.m.` hold their full stop; a sentence may end with it.
        return !touching
            && abbreviation(text, tokens, i).is_none_or(|a| a == Abbreviation::Unit)
            && opens_sentence(text, tokens, i + 1, limit)
            && tokens.get(i + 1).is_some_and(|t| t.is(Class::SUBJECT_PRONOUN.or(Class::DETERMINER)));
    }
    match token.mark {
        Mark::Stop => {
            if touching && !closes(text, tokens, i + 1) {
                return false;
            }
            let before =
                i.checked_sub(1).filter(|b| *b >= start && tokens[*b].span.end() == token.span.start());
            match before.map(|b| (b, abbreviation(text, tokens, b))) {
                Some((_, Some(Abbreviation::Title | Abbreviation::Inner))) => false,
                Some((_, Some(Abbreviation::Unit))) => {
                    opens_sentence(text, tokens, i + 1, limit)
                        && next.is(Class::SUBJECT_PRONOUN.or(Class::DETERMINER))
                }
                Some((b, None)) if is_initial(text, &tokens[b]) => false,
                _ => opens_sentence(text, tokens, i + 1, limit),
            }
        }
        Mark::Dots => !touching && opens_sentence(text, tokens, i + 1, limit) && next.is_capital(),
        Mark::Exclamation => opens_sentence(text, tokens, i + 1, limit),
        _ => false,
    }
}

/// Whether a new sentence can start at `i`, closing marks passed over.
fn opens_sentence(text: &str, tokens: &[Token], i: usize, limit: usize) -> bool {
    let mut at = i;
    while at < limit && closes(text, tokens, at) {
        at += 1;
    }
    match tokens[..limit].get(at) {
        None => true,
        Some(next) => match next.kind {
            TokenKind::Word => next.case != Case::Lower || !next.of(text).starts_with(char::is_lowercase),
            TokenKind::Number => true,
            TokenKind::Mark => !matches!(
                next.mark,
                Mark::Comma
                    | Mark::Semicolon
                    | Mark::Colon
                    | Mark::Stop
                    | Mark::CloseBracket
                    | Mark::Exclamation
                    | Mark::Bar
                    | Mark::Dash
            ),
        },
    }
}

/// Whether the token at `i` is a closing mark that leans on what stands before it.
fn closes(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return false };
    let touching = || i > 0 && tokens[i - 1].span.end() == token.span.start();
    match token.mark {
        Mark::CloseBracket | Mark::CloseSquare | Mark::CurlyClose | Mark::GuillemetClose => true,
        Mark::Straight | Mark::Doubled | Mark::Apostrophe | Mark::SingleClose => {
            touching() && char_at(text, token.span.end()).is_none_or(|c| !c.is_alphanumeric())
        }
        _ => false,
    }
}

fn is_initial(text: &str, token: &Token) -> bool {
    let word = token.of(text);
    token.is_word() && word != "I" && word.chars().count() == 1 && token.is_capital()
}

fn abbreviation(text: &str, tokens: &[Token], i: usize) -> Option<Abbreviation> {
    let token = &tokens[i];
    if !token.is_word() || token.span.len() > 6 {
        return None;
    }
    let word = token.of(text).trim_end_matches('.');
    let kind = abbreviations().get(hash_lower(word.as_bytes()))?;
    match kind {
        Abbreviation::Title => token.is_capital().then_some(kind),
        Abbreviation::Inner => Some(kind),
        Abbreviation::Unit => (token.is_capital() || word.contains('.')).then_some(kind),
    }
}

/// The words of `abbreviations.txt`; one that stands there twice is what it is first.
fn abbreviations() -> &'static WordTable<Abbreviation> {
    static TABLE: OnceLock<WordTable<Abbreviation>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("abbreviations.txt").lines().filter(|line| !line.starts_with('#'));
        let words = lines.filter_map(|line| line.split_once(": ")).flat_map(|(kind, list)| {
            let kind = match kind {
                "title" => Abbreviation::Title,
                "inner" => Abbreviation::Inner,
                _ => Abbreviation::Unit,
            };
            list.split(' ').map(move |word| (hash_lower(word.as_bytes()), kind))
        });
        WordTable::new(words, |first, _| first)
    })
}

#[cfg(test)]
mod tests {
    use super::super::token::landmarks;
    use super::super::tokenize::tokenize;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let landmarks = landmarks(&tokens);
        let mut found = Vec::new();
        for paragraph in paragraphs(&tokens, &landmarks) {
            let inside: Vec<usize> = landmarks.iter().copied().filter(|i| paragraph.contains(i)).collect();
            sentences(text, &tokens, &inside, paragraph, &mut found);
        }
        found.iter().map(|r| &text[tokens[r.start].span.start()..tokens[r.end - 1].span.end()]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        let cases: [(&str, &[&str], &str); 9] = [
            ("It rained. Boats sank.", &["It rained.", "Boats sank."], "the plain case"),
            ("Mr. Oba spoke to Gov. Lee.", &["Mr. Oba spoke to Gov. Lee."], "titles"),
            ("J. K. Aro of Inari left.", &["J. K. Aro of Inari left."], "initials"),
            ("At 3 p.m. Tuesday he left. We stayed.", &["At 3 p.m. Tuesday he left.", "We stayed."], "times"),
            (
                "\"Go!\" she said. \"Now.\"",
                &["\"Go!\" she said.", "\"Now.\""],
                "an exclamation before a small letter",
            ),
            (
                "\u{201c}It sank.\u{201d} Nobody cared.",
                &["\u{201c}It sank.\u{201d}", "Nobody cared."],
                "closing mark",
            ),
            (
                "Rates rose 3.5 percent. Prices fell.",
                &["Rates rose 3.5 percent.", "Prices fell."],
                "decimals",
            ),
            ("One line\n\nAnother line", &["One line", "Another line"], "paragraphs end sentences"),
            ("A line that\nis wrapped.", &["A line that\nis wrapped."], "a wrapped line goes on"),
        ];
        for (text, expected, reason) in cases {
            assert_eq!(split(text), expected, "{reason}");
        }
    }
}
