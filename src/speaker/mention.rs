//! What a speaker's mention is about: a name in it, or the phrase as a whole.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::names::{Name, NameKind, Names};
use crate::learn::feature::hash_atom;
use crate::text::{Class, Document, Mark, TokenKind, fold};

/// Words for a person or body that the apposition behind them names.
const ONE: u64 = hash_atom(b"one");
const BODY: u64 = hash_atom(b"body");

/// Whom a mention names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning<'n> {
    /// The person or body of this name.
    Name(&'n Name),
    /// What these tokens describe.
    Phrase(Range<usize>),
}

/// Reads a mention: the name that is its head, stands in apposition to it or owns the statement
/// that it speaks of; else the phrase.
pub(super) fn read<'n>(doc: &Document<'_>, names: &'n Names, mention: &Range<usize>) -> Meaning<'n> {
    let mention = trimmed(doc, names, mention);
    if is_coordination(doc, names, &mention) {
        return Meaning::Phrase(mention);
    }
    let words = SpeakerWords::english();
    let head = head_token(doc, names, &mention);
    // `the Vermont Democrat`: one of a party, no name.
    let member = matches!(doc.word(head), "Republican" | "Democrat" | "Conservative" | "Liberal")
        && mention.len() > 1
        && doc.tokens()[mention.start].is(Class::DETERMINER);
    if member {
        return Meaning::Phrase(mention);
    }
    let inside = names.within(&mention);
    let holds = |n: &&Name| n.kind != NameKind::Common && n.tokens.start >= mention.start;
    if let Some(name) = inside
        .iter()
        .filter(holds)
        .find(|n| n.tokens.contains(&head) || n.tokens.end == head && doc.tokens()[head].is(Class::CLITIC))
    {
        return Meaning::Name(name);
    }
    let Some(word) = doc.tokens().get(head) else { return Meaning::Phrase(mention) };
    let simple = |i: usize| doc.tokens()[i].is_word() && !doc.tokens()[i].is(Class::PREPOSITION);
    let owner = inside.iter().filter(holds).find(|n| {
        is_possessive(doc, n.tokens.end)
            && n.tokens.end < head
            && n.tokens.start <= mention.start + 4
            && (mention.start..n.tokens.start).all(simple)
    });
    match owner {
        Some(owner) if words.is("utterance", word) => return Meaning::Name(owner),
        _ => {}
    }
    if let Some(name) = named_body(doc, names, inside, &mention, head) {
        return Meaning::Name(name);
    }
    // `the mayor, Jorunn Eide`; `the top body, the Defence Commission`
    let comma = (head + 1..mention.end)
        .find(|&i| doc.has_mark(i, Mark::Comma) || doc.tokens()[i].is(Class::RELATIVE));
    // `a group in Odda, Norway` is no apposition.
    let of_place = |n: &Name| {
        let town = n.tokens.start.checked_sub(2).and_then(|i| names.at(i));
        let before = town.and_then(|town| town.title.start.min(town.tokens.start).checked_sub(1));
        before.is_some_and(|i| matches!(doc.word(i), "in" | "near" | "from" | "at")) && !n.is_person()
    };
    let apposed = comma.filter(|&c| doc.has_mark(c, Mark::Comma)).and_then(|c| {
        inside.iter().filter(holds).find(|n| {
            let start = n.title.start.min(n.tokens.start);
            let adjoins = start == c + 1 || start == c + 2 && doc.tokens()[c + 1].is(Class::DETERMINER);
            adjoins && !of_place(n)
        })
    });
    let singular = words.of(word).is_any(["role", "singular-body"]) || [ONE, BODY].contains(&word.hash);
    match apposed {
        Some(name) if singular => Meaning::Name(name),
        _ => Meaning::Phrase(mention),
    }
}

/// `the Mar de Fora rescue service`, `the Politiken newspaper`: a name before the noun for what it is.
fn named_body<'n>(
    doc: &Document<'_>,
    names: &Names,
    inside: &'n [Name],
    mention: &Range<usize>,
    head: usize,
) -> Option<&'n Name> {
    let words = SpeakerWords::english();
    let kind = doc.tokens().get(head).is_some_and(|t| words.is("named-kind", t)) && head + 1 == mention.end;
    let name = inside.iter().find(|n| n.tokens.start == mention.start + 1 && n.title.is_empty())?;
    let nouns = (name.tokens.end..head).all(|i| doc.tokens()[i].is_word() && !doc.tokens()[i].is_capital());
    let place = names.words(name).last().is_some_and(|w| words.country(w).is_some());
    let known = matches!(name.kind, NameKind::Body | NameKind::Likely | NameKind::Unsure) && !place;
    (kind && nouns && known && doc.word(mention.start).eq_ignore_ascii_case("the")).then_some(name)
}

/// The mention without adverbs, conjunctions, prepositions and commas at its edges.
fn trimmed(doc: &Document<'_>, names: &Names, mention: &Range<usize>) -> Range<usize> {
    let loose = |i: usize, front: bool| {
        doc.tokens().get(i).is_some_and(|t| {
            if t.kind == TokenKind::Mark {
                return matches!(doc.word(i), "," | ":" | ";" | "-" | "\u{2014}" | "\u{2013}" | "\u{2015}");
            }
            let closed = Class::CONJUNCTION.or(Class::PREPOSITION);
            let adverb = t.is(Class::ADVERB) && !t.is(Class::DETERMINER) && !t.is_capital();
            adverb
                || (!t.is_capital() || front)
                    && t.is(closed)
                    && !t.is(Class::DETERMINER.or(Class::SUBJECT_PRONOUN))
                    && names.at(i).is_none()
                || matches!(doc.word(i), "herself" | "himself" | "itself" | "themselves")
        })
    };
    let mut range = mention.clone();
    // `filings cited by the Post`
    let passed_on = |i: &usize| {
        matches!(doc.word(*i), "cited" | "obtained" | "reviewed" | "seen")
            && (i + 1 == mention.end || doc.word(i + 1) == "by")
    };
    range.end = (range.start + 1..range.end).find(passed_on).unwrap_or(range.end);
    while range.len() > 1 && loose(range.end - 1, false) {
        range.end -= 1;
    }
    while range.len() > 1 && loose(range.start, true) {
        range.start += 1;
    }
    range
}

/// `Kyodo News and Jiji Press`, `German, French and Russian leaders`: more than one head.
fn is_coordination(doc: &Document<'_>, names: &Names, mention: &Range<usize>) -> bool {
    let tokens = doc.tokens();
    let mut comma_before = None;
    let mut i = mention.start;
    while i < mention.end {
        if let Some(name) = names.at(i).filter(|n| n.tokens.end <= mention.end) {
            i = name.tokens.end.max(i + 1);
            continue;
        }
        if tokens[i].is(Class::PREPOSITION.or(Class::RELATIVE)) || doc.has_mark(i, Mark::OpenBracket) {
            return false;
        }
        if doc.has_mark(i, Mark::Comma) {
            // An apposition (`, a doctor and …`) starts with a small word, a list with a capital.
            let owner = names.at(i + 1).is_some_and(|n| is_possessive(doc, n.tokens.end));
            if owner || !tokens.get(i + 1).is_some_and(|t| t.is_capital() || t.is(Class::CONJUNCTION)) {
                return false;
            }
            comma_before = Some(i);
        }
        if matches!(doc.word(i), "and" | "&" | "or") && i > mention.start && i + 1 < mention.end {
            let lists_well = comma_before.is_none_or(|c| i - c <= 6);
            return lists_well
                && is_nominal(doc, names, i - 1)
                && is_nominal_ahead(doc, names, i + 1..mention.end);
        }
        i += 1;
    }
    false
}

fn is_nominal(doc: &Document<'_>, names: &Names, i: usize) -> bool {
    names.at(i).is_some()
        || doc.tokens()[i].is_word() && !doc.tokens()[i].is(Class::AUXILIARY.or(Class::ADVERB))
        || doc.has_mark(i, Mark::Comma)
}

/// Whether a name, or a noun behind a determiner, starts behind `and`.
fn is_nominal_ahead(doc: &Document<'_>, names: &Names, rest: Range<usize>) -> bool {
    let first = &doc.tokens()[rest.start];
    names.at(rest.start).is_some()
        || first.is_capital()
        || first.is(Class::DETERMINER.or(Class::POSSESSIVE))
        || first.is_word() && !first.is(Class::AUXILIARY.or(Class::ADVERB))
}

/// The token of the head of a noun phrase: its last word before a preposition, comma or relative
/// clause; those inside a name do not count.
pub(super) fn head_token(doc: &Document<'_>, names: &Names, range: &Range<usize>) -> usize {
    let mut last = range.start;
    let mut ahead = names.ending_behind(range.start);
    let mut i = range.start;
    while i < range.end {
        let Some(token) = doc.tokens().get(i) else { break };
        while let [name, rest @ ..] = ahead
            && name.tokens.end <= i
        {
            ahead = rest;
        }
        let here = ahead.first().filter(|n| n.title.start.min(n.tokens.start) <= i);
        if let Some(name) = here.filter(|n| n.tokens.end <= range.end && n.kind != NameKind::Common) {
            i = name.tokens.end.max(i + 1);
            last = (name.tokens.start..i).rev().find(|&k| doc.tokens()[k].is_word()).unwrap_or(last);
            continue;
        }
        let stops = token.is(Class::PREPOSITION.or(Class::RELATIVE))
            || doc.word(i) == "that"
            || doc.has_mark(i, Mark::Comma)
            || doc.has_mark(i, Mark::OpenBracket)
            || is_reduced_clause(doc, i);
        if stops && i > range.start {
            break;
        }
        if token.is_word() && !token.is(Class::CLITIC)
            || token.kind == TokenKind::Number && (last == range.start || doc.word(i).ends_with("-old"))
        {
            last = i;
        }
        i += 1;
    }
    last
}

/// `professors connected to …`, `people briefed on …`: a participle with a preposition behind it.
fn is_reduced_clause(doc: &Document<'_>, i: usize) -> bool {
    let word = doc.word(i);
    let participle = (word.ends_with("ed") || word.ends_with("ing")) && word.len() > 4;
    participle
        && !doc.tokens()[i].is_capital()
        && doc.tokens().get(i + 1).is_some_and(|t| t.is(Class::PREPOSITION))
        || word == "familiar"
        || word == "close" && doc.word(i + 1) == "to"
}

/// Whether the possessive ending stands at `i`.
fn is_possessive(doc: &Document<'_>, i: usize) -> bool {
    matches!(doc.word(i), "'s" | "\u{2019}s" | "'" | "\u{2019}")
}

pub(super) fn folded(doc: &Document<'_>, i: usize) -> String {
    let mut word = String::new();
    fold(doc.word(i), &mut word);
    word
}
