//! Relays: outlets that only pass on what somebody else said.

use std::ops::Range;

use super::known::KnownNames;
use super::lexicon::SpeakerWords;
use super::role::Role;
use crate::claims::Claim;
use crate::text::{Case, Class, Document, Span, fold};

/// How far from the cue or the content, in tokens, a relay may stand.
const REACH: usize = 60;

/// The outlet that passes on `claim`: `told the BBC`, `Yonhap quoted … as saying`, and
/// `, according to Yonhap` or `, Yonhap reported` beside a cue of its own.
pub(crate) fn relay(doc: &Document<'_>, claim: &Claim, mention: Option<&Range<usize>>) -> Option<Span> {
    let cue = claim.cue_tokens.clone()?;
    let sentence = doc.sentences().get(doc.sentence_of(cue.start))?.clone();
    let content: Vec<Range<usize>> = claim.content.iter().map(|s| doc.tokens_in(*s)).collect();
    let free = |i: usize| !content.iter().any(|c| c.contains(&i)) && doc.quote_at(i).is_none();
    let own_is_according = doc.word(cue.start).eq_ignore_ascii_case("according");
    let end = content.last().map_or(cue.end, |c| c.end.max(cue.end));
    let window = sentence.start.max(cue.start.saturating_sub(REACH))..sentence.end.min(end + REACH);
    for i in window.filter(|&i| free(i)) {
        let found = match doc.word(i).to_ascii_lowercase().as_str() {
            "told" | "tells" | "telling" | "tell" if cue.contains(&i) => outlet(doc, i + 1, sentence.end),
            "according" if !own_is_according && i > cue.start => outlet(doc, i + 2, sentence.end),
            "with" | "to" if i > cue.start && is_occasion_before(doc, i) => outlet(doc, i + 1, sentence.end),
            "quoted" | "quoting" | "quotes" | "cited" | "citing" | "cites" if i <= cue.start => {
                outlet_before(doc, i, sentence.start)
            }
            "reported" | "reports" if i > cue.end => outlet_before(doc, i, sentence.start),
            _ => None,
        };
        let apart = |r: &Range<usize>| mention.is_none_or(|m| m.end <= r.start || r.end <= m.start);
        if let Some(found) = found.filter(|r| free(r.start) && apart(r)) {
            return Some(doc.span(found));
        }
    }
    None
}

/// `in an interview with`, `speaking to`, `in remarks to`.
fn is_occasion_before(doc: &Document<'_>, i: usize) -> bool {
    let occasions = ["interview", "speaking", "remarks", "statement", "comments", "interviews"];
    i.checked_sub(1).is_some_and(|k| occasions.contains(&doc.word(k)))
}

/// A name that starts at `start` and is not a person's: an outlet or body.
fn outlet(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let first = start + usize::from(doc.tokens().get(start)?.is(Class::DETERMINER));
    let mut end = first;
    while end < limit && belongs(doc, end) {
        end += 1;
    }
    passes(doc, first..end, first > start)
}

/// The outlet whose name ends before token `end`: `state agency Ferrel News quoted`.
fn outlet_before(doc: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > floor && belongs(doc, start - 1) {
        start -= 1;
    }
    let determined = start > floor && doc.tokens()[start - 1].is(Class::DETERMINER);
    let capital =
        (start..end).find(|&i| doc.tokens()[i].is_capital() && !doc.tokens()[i].is(Class::DETERMINER))?;
    passes(doc, capital..end, determined || capital > start)
}

fn belongs(doc: &Document<'_>, i: usize) -> bool {
    let Some(token) = doc.tokens().get(i) else { return false };
    let named = token.is_capital() || doc.word(i).eq_ignore_ascii_case("of");
    named && !token.is(Class::WEEKDAY.or(Class::SUBJECT_PRONOUN)) && doc.quote_at(i).is_none()
}

/// One name passes if it is that of a known body (`told Yonhap`), others need a sign of a body.
fn passes(doc: &Document<'_>, range: Range<usize>, determined: bool) -> Option<Range<usize>> {
    let words = SpeakerWords::english();
    let mut folded = String::new();
    let media = determined
        || range.clone().any(|i| {
            fold(doc.word(i), &mut folded);
            words.is("organisation", &folded) || doc.tokens()[i].case == Case::Upper
        });
    let person = range.len() == 1 && {
        fold(doc.word(range.start), &mut folded);
        words.is_first_name(&folded)
            || words.is("title", &folded)
            || words.country(&folded).is_some()
            || words.is("group", &folded)
    };
    let outlet = KnownNames::shipped().role_in(doc, &range).is_some_and(|roles| roles.holds(Role::Media));
    (!range.is_empty() && !person && (media || outlet)).then_some(range)
}
