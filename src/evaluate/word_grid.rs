//! The words of a text as numbered cells, so that spans compare by the words that they touch.
//!
//! A word is a run of letters, digits and underscores, as `\w+` finds them. Punctuation,
//! quotation marks and blanks at the edge of a span therefore never count.

use std::collections::BTreeSet;

use crate::text::Span;

/// Words that name nobody by themselves.
const PRONOUNS: &str = "i me my mine myself we us our ours ourselves you your yours yourself \
    yourselves he him his himself she her hers herself it its itself they them their theirs \
    themselves who whom whose which what that this these those one ones others another some many \
    all both none nobody everyone everybody someone somebody anyone anybody each";

/// Words that only join others.
const FUNCTION_WORDS: &str = "a an the of in on at for to from by with and or but as nor not no s \
    t d ll re ve m is was are were be been being who's also than then here there when while where \
    if so any such more most other his her their";

/// Numbers of words of a text.
pub(super) type Words = BTreeSet<usize>;

/// The words of one text, in its order.
pub(super) struct WordGrid<'a> {
    text: &'a str,
    words: Vec<Span>,
}

impl<'a> WordGrid<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (start, is_word(c)) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| Span::new(from, text.len())));
        WordGrid { text, words }
    }

    /// The words that share a byte with one of the spans.
    pub(super) fn touched<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Words {
        let mut touched = Words::new();
        for span in spans {
            let first = self.words.partition_point(|word| word.end() <= span.start());
            let words = self.words.iter().enumerate().skip(first);
            let inside = words.take_while(|(_, word)| word.start() < span.end());
            if !span.is_empty() {
                touched.extend(inside.map(|(number, _)| number));
            }
        }
        touched
    }

    /// Whether two speakers meet: a word in common, or the same last word, which must name
    /// something.
    pub(super) fn speakers_overlap(&self, a: &Words, b: &Words) -> bool {
        if !a.is_disjoint(b) {
            return true;
        }
        let is_listed = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
        match (self.last_name(a), self.last_name(b)) {
            (Some(a), Some(b)) => a == b && !is_listed(PRONOUNS, &a) && !is_listed(FUNCTION_WORDS, &a),
            _ => false,
        }
    }

    /// The last word with a letter in it, in lower case; the `s` of a possessive does not count.
    fn last_name(&self, words: &Words) -> Option<String> {
        words.iter().rev().find_map(|number| {
            let span = *self.words.get(*number)?;
            let word = span.of(self.text).to_lowercase();
            let before = self.text.get(..span.start()).unwrap_or("");
            let is_possessive = word == "s" && before.ends_with(['\'', '’']);
            (!is_possessive && word.contains(char::is_alphabetic)).then_some(word)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid_and<'a>(text: &'a str, parts: [&str; 2]) -> (WordGrid<'a>, [Words; 2]) {
        let grid = WordGrid::of(text);
        let words = parts.map(|part| {
            let start = text.find(part).unwrap_or(0);
            grid.touched(&[Span::new(start, start + part.len())])
        });
        (grid, words)
    }

    #[test]
    fn spans_touch_words() {
        let text = "“Rain, Ärger_2!” O'Neil";
        let at = |part: &str| {
            let start = text.find(part).unwrap_or(0);
            Span::new(start, start + part.len())
        };
        let cases: [(&[Span], &[usize], &str); 6] = [
            (&[at("Rain")], &[0], "one word"),
            (&[at("“Rain, ")], &[0], "marks and blanks do not count"),
            (&[at("in, Är")], &[0, 1], "a part of a word is the word"),
            (&[at(", ")], &[], "no word"),
            (&[at("O'Neil"), at("Rain")], &[0, 2, 3], "two spans; an apostrophe parts words"),
            (&[Span::new(3, 3), Span::new(900, 990)], &[], "empty and outside"),
        ];
        for (spans, expected, reason) in cases {
            let found: Vec<usize> = WordGrid::of(text).touched(spans).into_iter().collect();
            assert_eq!(found, expected, "{reason}");
        }
    }

    #[test]
    fn speakers_meet_in_place_or_in_name() {
        let cases = [
            ("Mayor Lena Ortiz spoke", ["Mayor Lena", "Lena Ortiz"], true, "a word in common"),
            ("Lena Ortiz spoke. Ms. ORTIZ left", ["Lena Ortiz", "Ms. ORTIZ"], true, "last name"),
            ("Lena Ortiz spoke. Ortiz’s", ["Lena Ortiz", "Ortiz’s"], true, "both start at Ortiz"),
            ("Ann Roe left. Today Roe’s", ["Ann Roe", "Today Roe’s"], true, "possessive"),
            ("Ann Roe left. Roe Bell", ["Ann Roe", "Roe Bell"], false, "another last name"),
            ("some of them; none of us, them", ["of them", "us, them"], false, "a pronoun"),
            ("Unit 7 left. Crew 7", ["Unit 7", "Crew 7"], false, "a number names nobody"),
            ("7 left. 8", ["7", "8"], false, "no letter"),
        ];
        for (text, parts, expected, reason) in cases {
            let (grid, [a, b]) = grid_and(text, parts);
            assert_eq!(grid.speakers_overlap(&a, &b), expected, "{reason}");
        }
    }
}
