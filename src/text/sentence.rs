//! Where paragraphs and sentences end.

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
pub fn paragraphs(tokens: &[Token]) -> Vec<Range<usize>> {
    let starts_line = |(_, pair): &(usize, &[Token])| pair.last().is_some_and(|after| after.breaks > 0);
    let lines: Vec<(usize, &[Token])> = (1..).zip(tokens.windows(2)).filter(starts_line).collect();
    let wrapped = is_hard_wrapped(&lines);
    let mut bounds = Vec::new();
    let mut start = 0;
    for (i, pair) in lines {
        let [before, after] = pair else { continue };
        if after.breaks > 1 || !(goes_on(before, after) || wrapped && !is_terminal(before)) {
            bounds.push(start..i);
            start = i;
        }
    }
    if start < tokens.len() {
        bounds.push(start..tokens.len());
    }
    bounds
}

/// Whether a line that starts with `after` goes on with the sentence that `before` stands in.
fn goes_on(before: &Token, after: &Token) -> bool {
    after.is_word() && after.case == Case::Lower && !is_terminal(before)
}

fn is_terminal(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && !matches!(
            token.mark,
            Mark::Comma | Mark::Semicolon | Mark::Hyphen | Mark::OpenBracket | Mark::Dash | Mark::EnDash
        )
}

/// A text is hard-wrapped when most of its single line breaks fall inside sentences; `lines` are the tokens
/// that start a line, each behind the one before.
fn is_hard_wrapped(lines: &[(usize, &[Token])]) -> bool {
    let (mut single, mut inside) = (0usize, 0usize);
    for (_, pair) in lines {
        if let [before, after] = pair
            && after.breaks == 1
        {
            single += 1;
            inside += usize::from(goes_on(before, after));
        }
    }
    single >= 4 && inside * 10 >= single * 4
}

/// Tokens after which a sentence is cut, so that what looks at a whole sentence takes bounded
/// time. Sentences of news have 25.
const LONGEST_SENTENCE: usize = 500;

/// Token ranges of the sentences of one paragraph; closing quotation marks and brackets
/// belong to the sentence that they close. A sentence of more than 500 tokens is cut.
pub fn sentences(text: &str, tokens: &[Token], paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let end = i + 1;
        let may_end = tokens[i].mark.may_end_sentence();
        if i - start < LONGEST_SENTENCE && !(may_end && ends_sentence(text, tokens, i, start, paragraph.end))
        {
            i = end;
            continue;
        }
        let mut end = end;
        while end < paragraph.end && closes(text, tokens, end) {
            end += 1;
        }
        found.push(start..end);
        start = end;
        i = end;
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
    use super::super::tokenize::tokenize;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut found = Vec::new();
        for paragraph in paragraphs(&tokens) {
            sentences(text, &tokens, paragraph, &mut found);
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
