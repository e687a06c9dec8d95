//! Quotation spans: what stands between quotation marks, also where the marks do not balance.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::character::{char_at, char_before};
use super::mark::Mark;
use super::span::Span;
use super::token::Token;

/// A passage between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The passage with its marks.
    pub outer: Span,
    /// The passage without its marks.
    pub inner: Span,
    /// How it ends.
    pub ending: QuoteEnding,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteEnding {
    /// With a closing mark.
    Closed,
    /// Its paragraph ends without a closing mark and the next one opens with a mark again.
    Continued,
    /// Its closing mark is missing; it was taken to end with its sentence or paragraph.
    Repaired,
}

/// A kind of quotation mark that the state machine tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// The outer quotations of `text`, in order, never overlapping.
///
/// Straight, curly, guillemet and doubled-apostrophe marks count everywhere; single marks only
/// in texts that use them as their outer marks (British style).
pub fn quotes(text: &str, tokens: &[Token], landmarks: &[usize], paragraphs: &[Range<usize>]) -> Vec<Quote> {
    let marks = || landmarks.iter().copied().filter(|&i| tokens[i].mark.may_quote());
    let single = uses_single_marks(text, marks().map(|i| &tokens[i]));
    let mut marks = marks().peekable();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (p, paragraph) in paragraphs.iter().enumerate() {
        while let Some(i) = marks.next_if(|&i| i < paragraph.end) {
            let Some(side) = side(text, &tokens[i], single) else { continue };
            // A mark of the other kind belongs to a quotation inside the one that is open.
            if open.is_some_and(|o| tokens[o].mark.is_single() != tokens[i].mark.is_single()) {
                continue;
            }
            match (open, side) {
                (None, Side::Open | Side::Either) => open = Some(i),
                (None, Side::Close) => {}
                (Some(start), Side::Close) => {
                    found.push(closed(tokens, start, i));
                    open = None;
                }
                (Some(start), Side::Open | Side::Either) if reads_as_open(text, &tokens[i]) => {
                    if let Some(quote) = repaired(tokens, start, i) {
                        found.push(quote);
                    }
                    open = Some(i);
                }
                (Some(start), Side::Open | Side::Either) => {
                    found.push(closed(tokens, start, i));
                    open = None;
                }
            }
        }
        let Some(start) = open else { continue };
        let next = paragraphs.get(p + 1).map(|n| first_mark(text, tokens, n.clone(), single));
        let ending = match next {
            Some(Some((at, Side::Open | Side::Either)))
                if Some(at) == paragraphs.get(p + 1).map(|n| n.start) =>
            {
                QuoteEnding::Continued
            }
            Some(Some((_, Side::Close))) => continue,
            _ => QuoteEnding::Repaired,
        };
        open = None;
        if let Some(last) = tokens.get(paragraph.end.saturating_sub(1)) {
            let outer = Span::new(tokens[start].span.start(), last.span.end());
            let inner = Span::new(tokens[start].span.end(), last.span.end());
            if !inner.is_empty() {
                found.push(Quote { outer, inner: trim(text, inner), ending });
            }
        }
    }
    found.retain(|q| !q.inner.is_empty());
    found
}

fn closed(tokens: &[Token], start: usize, end: usize) -> Quote {
    let (first, last) = (tokens[start].span, tokens[end].span);
    let inner = Span::new(first.end(), last.start());
    Quote { outer: Span::new(first.start(), last.end()), inner, ending: QuoteEnding::Closed }
}

/// A quotation that was still open when another one opened at `next`: it ends at the last
/// comma or sentence end before, if there is one.
fn repaired(tokens: &[Token], start: usize, next: usize) -> Option<Quote> {
    let ends = |mark: Mark| matches!(mark, Mark::Comma | Mark::Stop | Mark::Exclamation);
    let end = (start + 1..next).rev().find(|&i| ends(tokens[i].mark))?;
    let outer = Span::new(tokens[start].span.start(), tokens[end].span.end());
    let inner = Span::new(tokens[start].span.end(), tokens[end].span.end());
    Some(Quote { outer, inner, ending: QuoteEnding::Repaired })
}

fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

fn first_mark(text: &str, tokens: &[Token], range: Range<usize>, single: bool) -> Option<(usize, Side)> {
    range.clone().find_map(|i| {
        side(text, tokens.get(i)?, single).map(|s| {
            let s = if s == Side::Either && i != range.start && !reads_as_open(text, &tokens[i]) {
                Side::Close
            } else {
                s
            };
            (i, s)
        })
    })
}

/// Whether the mark stands where opening marks stand: a blank, bracket, dash or nothing
/// before it, and something else than a blank behind it.
fn reads_as_open(text: &str, token: &Token) -> bool {
    let free_before = char_before(text, token.span.start()).is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '-' | '\u{2014}' | '\u{2013}' | ':' | '/' | '\u{200b}')
    });
    let free_after = char_at(text, token.span.end()).is_none_or(char::is_whitespace);
    free_before && !free_after
}

fn side(text: &str, token: &Token, single: bool) -> Option<Side> {
    let touches_before = || char_before(text, token.span.start()).is_some_and(|c| !c.is_whitespace());
    let touches_after = || char_at(text, token.span.end()).is_some_and(|c| !c.is_whitespace());
    match token.mark {
        // A curly mark may be set the wrong way round: what it touches decides.
        Mark::CurlyOpen | Mark::Low => {
            Some(if touches_before() && !touches_after() { Side::Close } else { Side::Open })
        }
        Mark::CurlyClose | Mark::Reversed => {
            Some(if touches_after() && !touches_before() { Side::Open } else { Side::Close })
        }
        Mark::GuillemetOpen | Mark::Backticks => Some(Side::Open),
        Mark::GuillemetClose => Some(Side::Close),
        Mark::Straight | Mark::Doubled | Mark::FullWidth => Some(Side::Either),
        mark if single && mark.is_single() => single_side(text, token),
        _ => None,
    }
}

/// A single mark as an outer quotation mark, told apart from the apostrophe.
fn single_side(text: &str, token: &Token) -> Option<Side> {
    let before = char_before(text, token.span.start());
    let after = char_at(text, token.span.end());
    let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '\u{2014}'))
        && after.is_some_and(|c| !c.is_whitespace());
    if opens {
        return (token.mark != Mark::SingleClose).then_some(Side::Open);
    }
    let leans = before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | ')' | '\u{2026}'));
    let letter = before.is_some_and(|c| c.is_alphanumeric() && c != 's');
    let ends = after.is_none_or(|c| !c.is_alphanumeric());
    (token.mark != Mark::SingleOpen && ends && (leans || letter)).then_some(Side::Close)
}

/// Whether single marks are the outer marks of this text, by all of its quotation marks: at least one passage opens and closes with
/// them, there are no fewer of them than of double ones, and outside each other far more.
fn uses_single_marks<'t>(text: &str, marks: impl Iterator<Item = &'t Token>) -> bool {
    let (mut double, mut single) = (0usize, 0usize);
    let (mut outer_double, mut opens, mut closes) = (0usize, 0usize, 0usize);
    let (mut in_double, mut in_single) = (false, false);
    for token in marks {
        match token.mark {
            Mark::Straight
            | Mark::CurlyOpen
            | Mark::CurlyClose
            | Mark::Doubled
            | Mark::GuillemetOpen
            | Mark::GuillemetClose => {
                double += 1;
                if !in_single {
                    outer_double += 1;
                    in_double = !in_double;
                }
            }
            mark if mark.is_single() => {
                let Some(side) = single_side(text, token) else { continue };
                single += 1;
                if side == Side::Open && !in_double {
                    opens += 1;
                    in_single = true;
                } else if side == Side::Close && in_single {
                    closes += 1;
                    in_single = false;
                }
            }
            _ => {}
        }
    }
    opens.min(closes) >= 1 && single >= double && opens + closes > 2 * outer_double
}

#[cfg(test)]
mod tests {
    use super::super::sentence::paragraphs;
    use super::super::token::landmarks;
    use super::super::tokenize::tokenize;
    use super::*;

    fn found(text: &str) -> Vec<(&str, QuoteEnding)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let landmarks = landmarks(&tokens);
        let bounds = paragraphs(&tokens, &landmarks);
        quotes(text, &tokens, &landmarks, &bounds).iter().map(|q| (q.inner.of(text), q.ending)).collect()
    }

    #[test]
    fn quotations_are_found_whatever_their_marks() {
        use QuoteEnding::{Closed, Continued, Repaired};
        type Case<'a> = (&'a str, &'a [(&'a str, QuoteEnding)], &'a str);
        let cases: [Case; 14] = [
            (
                "\"We left,\" he said. \"All of us.\"",
                &[("We left,", Closed), ("All of us.", Closed)],
                "straight",
            ),
            ("\u{201c}We left,\u{201d} he said.", &[("We left,", Closed)], "curly"),
            ("\"We left,\u{201d} he said.", &[("We left,", Closed)], "straight opens, curly closes"),
            ("\u{ab}We left\u{bb}, he said.", &[("We left", Closed)], "guillemets"),
            ("''We left,'' he said.", &[("We left,", Closed)], "doubled apostrophes"),
            (
                "'We left,' he said. 'It's the boats' fault.'",
                &[("We left,", Closed), ("It's the boats' fault.", Closed)],
                "British single marks",
            ),
            (
                "'He said \"never\" and left,' she said. 'So did I.'",
                &[("He said \"never\" and left,", Closed), ("So did I.", Closed)],
                "double marks inside British ones",
            ),
            (
                "\"He said 'never' and left,\" she said. \"So did I.\"",
                &[("He said 'never' and left,", Closed), ("So did I.", Closed)],
                "single marks inside American ones",
            ),
            ("\u{ff02}We left,\u{ff02} he said.", &[("We left,", Closed)], "full-width marks"),
            (
                "``We left,'' he said. \u{201e}All of us.\u{201c}",
                &[("We left,", Closed), ("All of us.", Closed)],
                "typewriter marks, then low ones",
            ),
            ("The boats' owners didn't pay.", &[], "apostrophes alone"),
            (
                "\u{201c}One day.\n\n\u{201c}Another day,\u{201d} she said.",
                &[("One day.", Continued), ("Another day,", Closed)],
                "reopened in the next paragraph",
            ),
            (
                "\u{201c}We never got it.\n\nNobody answered.",
                &[("We never got it.", Repaired)],
                "never closed",
            ),
            (
                "\u{201c}No, he said. \u{201c}Never.\u{201d}",
                &[("No, he said.", Repaired), ("Never.", Closed)],
                "opened twice",
            ),
        ];
        for (text, expected, reason) in cases {
            assert_eq!(found(text), expected, "{reason}");
        }
    }
}
