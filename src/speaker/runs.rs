//! Runs of capitalised words that are one name: where they start, what they go on over.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use crate::learn::feature::hash_atom;
use crate::text::{Case, Class, Document, Mark, TokenKind};

/// Small words inside names: `Ursula van der Berg`, `Omar al Said`.
const PARTICLES: [&str; 16] = [
    "de", "da", "di", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "bin", "ibn", "al",
];
/// The same by hash, in which most words are told to be none.
const HASHED: [u64; PARTICLES.len()] = {
    let mut hashed = [0; PARTICLES.len()];
    let mut i = 0;
    while i < PARTICLES.len() {
        hashed[i] = hash_atom(PARTICLES[i].as_bytes());
        i += 1;
    }
    hashed
};
/// Words that open a sentence before a name and are no part of it.
const INTRODUCTIONS: [&str; 9] =
    ["According", "Asked", "Called", "Citing", "Following", "Given", "Including", "Quoting", "Told"];
/// Most tokens of a run.
const LONGEST: usize = 16;

/// The run of name words that starts at token `i` of `sentence`.
pub(super) fn run(doc: &Document<'_>, i: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !opens(doc, i, sentence) {
        return None;
    }
    let tokens = doc.tokens();
    let limit = sentence.end.min(i + LONGEST);
    let capital = |k: usize| {
        k < limit && tokens.get(k).is_some_and(|t| t.is_capital()) && doc.quote_at(k) == doc.quote_at(i)
    };
    let mut end = i + 1;
    // Whether an `of` has been passed in the name of a body: `Department of Health and …`.
    let mut passed_of = false;
    while end < limit {
        let token = &tokens[end];
        let touching = token.span.start() == tokens[end - 1].span.end();
        let initial = || {
            doc.has_mark(end, Mark::Stop) && touching && tokens[end - 1].span.len() <= 5 && capital(end + 1)
        };
        let word = capital(end) && !token.is(Class::WEEKDAY.or(Class::CONJUNCTION));
        let company = || doc.is_mark(end, "&") && capital(end + 1);
        let and = || doc.word(end) == "and" && capital(end + 1);
        if word
            || initial()
            || company()
            || and() && (passed_of && is_office(doc, i..end) || joins_body(doc, i, end, limit))
        {
            end += 1;
        } else if let Some(next) = after_particles(doc, end).filter(|&k| capital(k)) {
            end = next;
        } else if let Some(next) = after_of(doc, i, end).filter(|&k| capital(k)) {
            passed_of |= listed(doc, end - 1, "extends");
            end = next;
        } else if is_nickname(doc, end)
            && tokens.get(end + 3).is_some_and(|t| t.is_capital())
            && end + 3 < limit
        {
            end += 3;
        } else if doc.has_mark(end, Mark::Comma) && listed(doc, end + 1, "suffix") && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    // The full stop of `Jr.` belongs to the name.
    if listed(doc, end - 1, "suffix")
        && doc.has_mark(end, Mark::Stop)
        && end + 1 < sentence.end
        && end > i + 1
    {
        end += 1;
    }
    Some(i..end)
}

fn opens(doc: &Document<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let Some(token) = doc.tokens().get(i).filter(|t| t.is_capital()) else { return false };
    let opener = i == sentence.start || doc.quote_at(i).is_some() && doc.quote_at(i - 1) != doc.quote_at(i);
    let closed = token.is(Class::DETERMINER
        .or(Class::SUBJECT_PRONOUN)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::QUESTION)
        .or(Class::AUXILIARY)
        .or(Class::POSSESSIVE)
        .or(Class::NEGATION)
        .or(Class::RELATIVE)
        .or(Class::PREPOSITION)
        .or(Class::ADVERB)
        .or(Class::WEEKDAY));
    // A first name that is also a closed word (`Will`, `April`, `Per`) needs the name behind it.
    let named = || {
        doc.tokens().get(i + 1).is_some_and(|t| t.is_capital())
            && SpeakerWords::english().is_first_name(token)
    };
    let open = || !closed || token.case == Case::Title && !opener && named();
    // `Given Norway's stance, …`
    let leads = || doc.word(i).ends_with("ly") || INTRODUCTIONS.contains(&doc.word(i));
    open() && !(opener && token.case == Case::Title && leads())
}

/// First token behind the particles at `end`: `van der`, `de la`.
fn after_particles(doc: &Document<'_>, end: usize) -> Option<usize> {
    let hashed = |k: usize| doc.tokens().get(k).is_some_and(|token| HASHED.contains(&token.hash));
    let particle = |k: usize| hashed(k) && PARTICLES.contains(&doc.word(k));
    let next = (end..end + 3).find(|&k| !particle(k))?;
    (next > end).then_some(next)
}

/// Where the name goes on behind `of` or `for` (and `the`) at `end`: after a word for a body, or
/// after a title where an office follows (`Secretary of State`).
fn after_of(doc: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    if !matches!(doc.word(end), "of" | "for") || end == start {
        return None;
    }
    let next = if doc.word(end + 1) == "the" { end + 2 } else { end + 1 };
    let body = listed(doc, end - 1, "extends");
    let office = listed(doc, end - 1, "title") && listed(doc, next, "portfolio") && doc.word(end) == "of";
    (body || office).then_some(next)
}

/// Whether a run names an office of government, whose fields are listed with `and`.
fn is_office(doc: &Document<'_>, run: Range<usize>) -> bool {
    run.into_iter().any(|k| {
        [
            "Department",
            "Ministry",
            "Office",
            "Bureau",
            "Agency",
            "Committee",
            "Institute",
            "Centers",
            "Centres",
            "Commission",
            "Institutes",
        ]
        .contains(&doc.word(k))
    })
}

/// `the Food and Drug Administration`: one word before `and`, and a body's noun at the end.
fn joins_body(doc: &Document<'_>, start: usize, and: usize, limit: usize) -> bool {
    let alone = and == start + 1 && start > 0 && doc.word(start - 1).eq_ignore_ascii_case("the");
    let mut k = and + 1;
    while k < limit && doc.tokens()[k].is_capital() {
        k += 1;
    }
    alone
        && k > and + 2
        && listed(doc, k - 1, "organisation")
        && !listed(doc, start, "organisation")
        && !listed(doc, and + 1, "title")
}

#[inline(always)]
fn listed(doc: &Document<'_>, i: usize, list: &str) -> bool {
    doc.tokens().get(i).is_some_and(|token| SpeakerWords::english().is(list, token))
}

/// `Rosa "Rosie" Aro`: one word between quotation marks.
fn is_nickname(doc: &Document<'_>, i: usize) -> bool {
    doc.quote_at(i).is_some()
        && doc.quote_at(i) == doc.quote_at(i + 2)
        && doc.quote_at(i + 3) != doc.quote_at(i)
        && doc.tokens().get(i + 1).is_some_and(|t| t.kind != TokenKind::Mark)
}
