//! What holds for a word in its clause: negated or not, under which modal verb, of whose doing.

use super::reading::Reading;
use super::stem_class::StemClass;
use super::word::{Flags, Word, Zone};
use crate::learn::Atom;
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
    pub(crate) fn atom(self) -> Atom<'static> {
        const FIRST: Atom<'static> = Atom::new("first");
        const SECOND: Atom<'static> = Atom::new("second");
        const THIRD: Atom<'static> = Atom::new("third");
        const THING: Atom<'static> = Atom::new("thing");
        const NAME: Atom<'static> = Atom::new("name");
        const NOUN: Atom<'static> = Atom::new("noun");
        const NONE: Atom<'static> = Atom::new("none");
        match self {
            Person::First => FIRST,
            Person::Second => SECOND,
            Person::Third => THIRD,
            Person::Thing => THING,
            Person::Name => NAME,
            Person::Noun => NOUN,
            Person::None => NONE,
        }
    }
}

/// What governs a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'r> {
    /// Whether a negation or a verb of refusing or ceasing stands before it in its clause.
    pub(crate) negated: bool,
    /// The modal verb before it.
    pub(crate) modal: Option<&'r Word>,
    /// Who it is said of.
    pub(crate) person: Person,
    /// Whether a verb of speech or thought with a subject of its own stands between it and the
    /// beginning of its part.
    pub(crate) reported: bool,
    /// Whether it stands in a clause that `if`, `unless` or `whether` opens.
    pub(crate) conditional: bool,
}

/// What governs the word at `place`.
pub(crate) fn scope(reading: Reading<'_>, place: usize) -> Scope<'_> {
    const CONDITIONAL: StemClass = StemClass::IF.or(StemClass::WHETHER);
    let words = reading.words;
    let (zone, reported) = (words[place].zone, words[place].flags.has(Flags::REPORTED));
    let mut scope = Scope { negated: false, modal: None, person: Person::None, reported, conditional: false };
    let mut noun = Person::None;
    for word in words[..place].iter().rev().take(REACH) {
        let crosses_in = zone != Zone::Cue && word.zone == Zone::Cue;
        if crosses_in || word.stem_class.meets(StemClass::CLAUSE_END) {
            break;
        }
        if word.class.meets(Class::NEGATION) || word.stem_class.meets(StemClass::CEASE) {
            scope.negated = true;
        }
        if scope.modal.is_none() && word.class.meets(Class::MODAL) {
            scope.modal = Some(word);
        }
        scope.conditional |= word.stem_class.meets(CONDITIONAL);
        if scope.person == Person::None {
            scope.person = pronoun(word);
        }
        if noun == Person::None && !word.is_mark() {
            noun = if word.is_name() { Person::Name } else { noun_like(word) };
        }
    }
    if scope.person == Person::None {
        scope.person = noun;
    }
    scope
}

fn pronoun(word: &Word) -> Person {
    if word.class.meets(Class::FIRST_PERSON) {
        Person::First
    } else if word.class.meets(Class::SECOND_PERSON) {
        Person::Second
    } else if word.stem_class.meets(StemClass::THING) {
        Person::Thing
    } else if word.stem_class.meets(StemClass::THIRD_PERSON) {
        Person::Third
    } else {
        Person::None
    }
}

fn noun_like(word: &Word) -> Person {
    const CLOSED: Class = Class::AUXILIARY
        .or(Class::NEGATION)
        .or(Class::ADVERB)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::DETERMINER);
    if word.class.meets(CLOSED) { Person::None } else { Person::Noun }
}
