//! What holds for a word in its clause: negated or not, under which modal verb, of whose doing.

use super::acts::Acts;
use super::reading::{Reading, Word, Zone};
use crate::text::Class;

/// How far back in its clause a word is governed.
const REACH: usize = 8;

/// Who is the subject of a word, as far as the words before it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// `I`, `we`, `our`.
    First,
    /// `you`.
    Second,
    /// `he`, `they`.
    Third,
    /// `it`, `this`, `there`.
    Thing,
    /// A name.
    Name,
    /// Another noun.
    Noun,
    /// Nothing stands before it in its clause.
    None,
}

impl Person {
    /// The name under which features know it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Person::First => "first",
            Person::Second => "second",
            Person::Third => "third",
            Person::Thing => "thing",
            Person::Name => "name",
            Person::Noun => "noun",
            Person::None => "none",
        }
    }
}

/// What governs a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'v> {
    /// Whether a negation or a verb of refusing or ceasing stands before it in its clause.
    pub(crate) negated: bool,
    /// The modal verb before it.
    pub(crate) modal: Option<Word<'v>>,
    /// Who it is said of.
    pub(crate) person: Person,
    /// Whether a verb of speech or thought with a subject of its own stands between it and the
    /// beginning of its part.
    pub(crate) reported: bool,
    /// Whether it stands in a clause that `if`, `unless` or `whether` opens.
    pub(crate) conditional: bool,
}

/// What governs the word at `place`.
pub(crate) fn scope<'v>(reading: &Reading<'v>, place: usize) -> Scope<'v> {
    let words = &reading.words;
    let zone = words[place].zone;
    let mut scope =
        Scope { negated: false, modal: None, person: Person::None, reported: false, conditional: false };
    let mut noun = Person::None;
    for (steps, word) in words[..place].iter().rev().enumerate() {
        let crosses_in = zone != Zone::Cue && word.zone == Zone::Cue;
        if steps >= REACH || crosses_in || ends_clause(word) {
            break;
        }
        if word.class.meets(Class::NEGATION) || is_cease(word) {
            scope.negated = true;
        }
        if scope.modal.is_none() && word.class.meets(Class::MODAL) {
            scope.modal = Some(*word);
        }
        if word.text == "if" || word.text == "unless" || word.text == "whether" {
            scope.conditional = true;
        }
        if scope.person == Person::None {
            scope.person = pronoun(word);
        }
        if noun == Person::None && !word.is_mark {
            noun = if word.is_name { Person::Name } else { noun_like(word) };
        }
    }
    if scope.person == Person::None {
        scope.person = noun;
    }
    scope.reported = reported(words, place, zone);
    scope
}

/// Whether the mark or conjunction parts clauses.
fn ends_clause(word: &Word<'_>) -> bool {
    matches!(
        word.text,
        ";" | ":" | "." | "!" | "?" | "\u{2014}" | "--" | "but" | "because" | "while" | "although" | "though"
    )
}

fn is_cease(word: &Word<'_>) -> bool {
    matches!(
        word.text,
        "refus"
            | "declin"
            | "stop"
            | "ceas"
            | "avoid"
            | "prevent"
            | "fail"
            | "lack"
            | "dismiss"
            | "reject"
            | "without"
            | "despit"
            | "allay"
            | "eas"
            | "downplay"
            | "overcom"
    )
}

fn pronoun(word: &Word<'_>) -> Person {
    if word.class.meets(Class::FIRST_PERSON) {
        Person::First
    } else if word.class.meets(Class::SECOND_PERSON) {
        Person::Second
    } else if matches!(word.text, "it" | "this" | "that" | "there" | "these" | "those" | "which" | "such") {
        Person::Thing
    } else if matches!(word.text, "he" | "she" | "they" | "his" | "her" | "their" | "him" | "them" | "who") {
        Person::Third
    } else {
        Person::None
    }
}

fn noun_like(word: &Word<'_>) -> Person {
    let closed = Class::AUXILIARY
        .or(Class::NEGATION)
        .or(Class::ADVERB)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::DETERMINER);
    if word.class.meets(closed) { Person::None } else { Person::Noun }
}

fn reported(words: &[Word<'_>], place: usize, zone: Zone) -> bool {
    let speech = Acts::named("say").or(Acts::named("assert")).or(Acts::named("believe"));
    let from = words[..place].iter().rposition(|w| w.zone != zone || w.text == ".").map_or(0, |p| p + 1);
    (from + 1..place).any(|i| {
        words[i].acts.meets(speech)
            && !words[from..i].iter().any(|w| w.class.meets(Class::FIRST_PERSON))
            && words[from..i].iter().any(|w| !w.is_mark && !w.class.meets(Class::CONJUNCTION))
    })
}
