//! Relays: outlets that only pass on what somebody else said.

use std::ops::Range;

use super::known::KnownNames;
use super::lexicon::SpeakerWords;
use super::role::Role;
use crate::claims::Claim;
use crate::learn::feature::hash_atom;
use crate::text::{Case, Class, Document, Span};

/// How far from the cue or the content, in tokens, a relay may stand.
const REACH: usize = 60;

/// The outlet that passes on `claim`: `told the BBC`, `Yonhap quoted … as saying`, and
/// `, according to Yonhap` or `, Yonhap reported` beside a cue of its own.
pub(crate) fn relay(doc: &Document<'_>, claim: &Claim, mention: Option<&Range<usize>>) -> Option<Span> {
    let cue = claim.cue_tokens.clone()?;
    let sentence = doc.sentences().get(doc.sentence_of(cue.start))?.clone();
    let is_said = |span: Span| claim.content.iter().any(|piece| piece.overlaps(span));
    let free = |i: usize| doc.tokens().get(i).is_some_and(|t| !is_said(t.span)) && doc.quote_at(i).is_none();
    let own_is_according = doc.word(cue.start).eq_ignore_ascii_case("according");
    let end = claim.content_tokens.end.max(cue.end);
    let window = sentence.start.max(cue.start.saturating_sub(REACH))..sentence.end.min(end + REACH);
    for i in window {
        let Some(sign) = doc.tokens().get(i).and_then(|token| Sign::of(token.hash)).filter(|_| free(i))
        else {
            continue;
        };
        let found = match sign {
            Sign::Told if cue.contains(&i) => outlet(doc, i + 1, sentence.end),
            Sign::According if !own_is_according && i > cue.start => outlet(doc, i + 2, sentence.end),
            Sign::With if i > cue.start && is_occasion_before(doc, i) => outlet(doc, i + 1, sentence.end),
            Sign::Quoted if i <= cue.start => outlet_before(doc, i, sentence.start),
            Sign::Reported if i > cue.end => outlet_before(doc, i, sentence.start),
            _ => None,
        };
        let apart = |r: &Range<usize>| mention.is_none_or(|m| m.end <= r.start || r.end <= m.start);
        if let Some(found) = found.filter(|r| free(r.start) && apart(r)) {
            return Some(doc.span(found));
        }
    }
    None
}

/// Words beside which an outlet may stand.
#[derive(Clone, Copy)]
enum Sign {
    Told,
    According,
    With,
    Quoted,
    Reported,
}

impl Sign {
    /// The sign that the word with this folded hash is.
    fn of(hash: u64) -> Option<Sign> {
        const SIGNS: [(u64, Sign); 15] = [
            (hash_atom(b"to"), Sign::With),
            (hash_atom(b"with"), Sign::With),
            (hash_atom(b"told"), Sign::Told),
            (hash_atom(b"tells"), Sign::Told),
            (hash_atom(b"telling"), Sign::Told),
            (hash_atom(b"tell"), Sign::Told),
            (hash_atom(b"according"), Sign::According),
            (hash_atom(b"quoted"), Sign::Quoted),
            (hash_atom(b"quoting"), Sign::Quoted),
            (hash_atom(b"quotes"), Sign::Quoted),
            (hash_atom(b"cited"), Sign::Quoted),
            (hash_atom(b"citing"), Sign::Quoted),
            (hash_atom(b"cites"), Sign::Quoted),
            (hash_atom(b"reported"), Sign::Reported),
            (hash_atom(b"reports"), Sign::Reported),
        ];
        SIGNS.iter().find(|(known, _)| *known == hash).map(|(_, sign)| *sign)
    }
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
    let tokens = doc.tokens().get(range.clone()).unwrap_or_default();
    let media = determined || tokens.iter().any(|t| words.is("organisation", t) || t.case == Case::Upper);
    let person = matches!(tokens, [t] if words.is_first_name(t)
        || words.is("title", t)
        || words.country(t).is_some()
        || words.is("group", t));
    let outlet = KnownNames::shipped().role_in(doc, &range).is_some_and(|roles| roles.holds(Role::Media));
    (!range.is_empty() && !person && (media || outlet)).then_some(range)
}
