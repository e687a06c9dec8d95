//! Finds where the words that a row names stand in its text.
//!
//! The rule, where the words occur more than once: an occurrence that is cut out of a longer word
//! (`he` in `the`) counts only where there is no other. The content is the first of what is left;
//! its pieces follow each other. The cue and the speaker are the occurrence outside the content
//! that is nearest to it, the earlier of two that are equally near; where all lie inside the
//! content, or there is no content, the first.

use crate::text::Span;

/// A content of more pieces is none: each is looked for in all of the text.
const MOST_PIECES: usize = 100;

/// What stands between two pieces of a content that is not one run of words.
const GAP: &str = " … ";

/// The spans of `content` in `text`: one, or one a piece where ` … ` separates them.
///
/// # Errors
///
/// The words that do not occur, or that there are too many pieces.
pub(super) fn locate_content(text: &str, content: &str) -> Result<Vec<Span>, String> {
    if let Some(span) = first_occurrence(text, content, 0) {
        return Ok(vec![span]);
    }
    let pieces = content.split(GAP).count();
    if pieces > MOST_PIECES {
        return Err(format!("the content has {pieces} pieces; expected at most {MOST_PIECES}"));
    }
    let mut spans = Vec::with_capacity(pieces);
    let mut from = 0;
    for piece in content.split(GAP).map(str::trim) {
        let span = first_occurrence(text, piece, from).ok_or_else(|| not_in_text(piece))?;
        from = span.end();
        spans.push(span);
    }
    Ok(spans)
}

/// Says that a row names words which its text has not.
pub(super) fn not_in_text(words: &str) -> String {
    format!("`{words}` does not occur in the text of the row")
}

/// The span of `words` in `text` that belongs to the claim with this content.
pub(super) fn locate_beside(text: &str, words: &str, content: &[Span]) -> Option<Span> {
    let found = occurrences(text, words);
    // Of pieces in order only the one before a span and the one behind it can be nearest.
    let beside = |span: Span| {
        let next = content.partition_point(|piece| piece.end() <= span.start());
        content.iter().skip(next.saturating_sub(1)).take(2)
    };
    let outside = found.iter().filter(|span| !beside(**span).any(|piece| piece.overlaps(**span)));
    outside
        .min_by_key(|span| beside(**span).map(|piece| distance(**span, *piece)).min())
        .or(found.first())
        .copied()
}

/// Where `words` occur in `text`: as words of their own, else anywhere.
fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let all: Vec<Span> = matches(text, words, 0).collect();
    let whole: Vec<Span> = all.iter().copied().filter(|span| is_whole(text, *span)).collect();
    if whole.is_empty() { all } else { whole }
}

/// Where `words` first occur in `text` from byte `from` on: as words of their own, else anywhere.
fn first_occurrence(text: &str, words: &str, from: usize) -> Option<Span> {
    matches(text, words, from)
        .find(|span| is_whole(text, *span))
        .or_else(|| matches(text, words, from).next())
}

fn matches<'a>(text: &'a str, words: &'a str, from: usize) -> impl Iterator<Item = Span> + 'a {
    let rest = text.get(from..).unwrap_or("");
    let all = rest.match_indices(words).filter(|(_, found)| !found.is_empty());
    all.map(move |(at, _)| Span::new(from + at, from + at + words.len()))
}

/// Whether neither edge of `span` stands between two letters or digits.
fn is_whole(text: &str, span: Span) -> bool {
    let splits_word = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at..).and_then(|tail| tail.chars().next());
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    !splits_word(span.start()) && !splits_word(span.end())
}

/// Number of bytes between two spans that do not overlap.
fn distance(a: Span, b: Span) -> usize {
    if a.end() <= b.start() { b.start() - a.end() } else { a.start().saturating_sub(b.end()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_in_one_piece_or_several() {
        let text = "\"We sold it,\" Maro said. \"We sold it twice … or so,\" he said.";
        type Found<'a> = Result<&'a [(usize, usize)], &'a str>;
        let cases: [(&str, Found, &str); 6] = [
            ("We sold it", Ok(&[(1, 11)]), "the first of two"),
            ("twice … or so", Ok(&[(37, 52)]), "the text itself has the dots"),
            ("We sold it … We sold it twice", Ok(&[(1, 11), (26, 42)]), "pieces in order"),
            ("twice … We sold it", Err("We sold it"), "the second piece must follow the first"),
            ("We sold her", Err("We sold her"), "not in the text"),
            ("We sold it … ", Err(""), "a piece without words"),
        ];
        for (content, expected, reason) in cases {
            let found = locate_content(text, content);
            let expected = expected
                .map(|spans| spans.iter().map(|(start, end)| Span::new(*start, *end)).collect::<Vec<_>>())
                .map_err(not_in_text);
            assert_eq!(found, expected, "{reason}");
        }
        let many = ["sold"; MOST_PIECES + 1].join(GAP);
        let expected = "the content has 101 pieces; expected at most 100";
        assert_eq!(locate_content(&many.replace(GAP, " "), &many), Err(expected.to_owned()));
    }

    #[test]
    fn cue_and_speaker_stand_beside_the_content() {
        let cases = [
            ("He said: the help he said he saw", "he", Some((9, 32)), Some(18), "all lie inside"),
            ("Bo said so; she said it rains", "said", Some((21, 29)), Some(16), "the nearer one"),
            ("it rains, she said; Bo said so", "said", Some((0, 8)), Some(14), "the nearer one"),
            ("ask to stay if you ask us", "ask", Some((7, 11)), Some(0), "nearer before than behind"),
            ("The cook said they left", "he", Some((14, 23)), Some(1), "no word of its own: anywhere"),
            ("The cook said he left", "he", None, Some(14), "not the end of `The`"),
            ("She left", "he said", None, None, "not in the text"),
        ];
        for (text, words, content, expected, reason) in cases {
            let content: Vec<Span> = content.into_iter().map(|(a, b)| Span::new(a, b)).collect();
            let found = locate_beside(text, words, &content).map(Span::start);
            assert_eq!(found, expected, "{reason}: {text}");
        }
    }
}
