//! Clauses: where one can start, and whether a range reads as one.

use std::ops::Range;

use super::unit::Unit;
use super::word_list::{WordSet, words};
use crate::claims::lexicon::Form;
use crate::claims::verbal::Verbal;
use crate::text::Class;

impl Unit<'_, '_> {
    /// Whether a clause can start at `i`: something that can be its subject stands there.
    pub(in crate::claims) fn opens_clause(&self, i: usize) -> bool {
        if !self.range.contains(&i) || self.is_mark(i) && self.word(i) != "$" {
            return false;
        }
        let subject = Class::SUBJECT_PRONOUN.or(Class::DETERMINER).or(Class::POSSESSIVE).or(Class::NOBODY);
        let other = Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::AUXILIARY)
            .or(Class::OBJECT_PRONOUN)
            .or(Class::ADVERB)
            .or(Class::RELATIVE);
        self.is(i, subject) || self.is_number(i) || self.is_capital(i) || !self.is(i, other)
    }

    /// Whether the range holds something that reads as a finite verb, quoted or not: the clause in
    /// `said the plan "would be a mistake"` has its verb in the quotation.
    pub(in crate::claims) fn reads_as_clause(&self, range: Range<usize>) -> bool {
        let finite_auxiliary = |k: usize| {
            self.is(k, Class::AUXILIARY)
                && (!self.is_s(k) || self.is_verbal_s(k))
                && !self.lower_is(k, words!["being", "having", "doing"])
        };
        let listed = |k: usize| {
            let verbal = self.verbal(k);
            verbal.meets(Verbal::FINITE) && !self.is_capital(k)
                || verbal.meets(Verbal::in_form(Form::Base)) && self.is_base_cue(k)
        };
        range
            .into_iter()
            .any(|k| finite_auxiliary(k) || self.is(k, Class::VERB) || listed(k) || self.looks_past(k))
    }

    /// `said that was a lie`: whether `that` at `i` is the subject of the verb behind it.
    pub(in crate::claims) fn is_demonstrative(&self, i: usize) -> bool {
        const VERBS: WordSet =
            words!["means", "meant", "makes", "made", "seems", "seemed", "depends", "happened"];
        let auxiliary = self.is(i + 1, Class::AUXILIARY)
            && !self.lower_is(i + 1, words!["being", "having", "doing", "been"]);
        // `said that had he known, …`: a condition.
        let condition = self.lower_is(i + 1, words!["had", "should", "were"])
            && (self.is(i + 2, Class::DETERMINER.or(Class::SUBJECT_PRONOUN)) || self.is_capital(i + 2));
        (auxiliary || self.lower_is(i + 1, VERBS)) && !self.is_capital(i + 1) && !condition
    }

    /// `say the mayor lied`: whether the few words behind a verb that ends before `cue_end`, right behind
    /// its subject, are a clause though none of them is known as a verb.
    pub(in crate::claims) fn is_short_clause(&self, cue_end: usize, content: Range<usize>) -> bool {
        /// Last words of what is said that is no clause: `said the same`.
        const OBJECTS: WordSet = words![
            "yes", "no", "so", "thing", "things", "word", "words", "same", "much", "more", "lot", "little",
            "prayer", "goodbye",
        ];
        let Range { start, end } = content;
        let other = Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::WEEKDAY)
            .or(Class::DETERMINER)
            .or(Class::ADVERB);
        let verb =
            |k: usize| k > start && self.is_lower_word(k) && !self.is(k, other) && !self.lower_is(k, OBJECTS);
        let behind_subject = cue_end > self.range.start + 1 && !self.is_mark(cue_end - 2);
        let plain = (start..end).all(|k| !self.is_mark(k) && self.quote(k).is_none());
        let subject_of_two = self.is(start, Class::SUBJECT_PRONOUN)
            || self.is_capital(start)
            || self.word(start).ends_with('s');
        let enough = end > start + 2 || end == start + 2 && subject_of_two;
        behind_subject
            && plain
            && enough
            && !self.is(start, Class::WEEKDAY)
            && (verb(end - 1) || verb(end - 2))
    }

    /// `it's`: an `'s` that is no possessive.
    fn is_verbal_s(&self, k: usize) -> bool {
        self.lower_is(k.wrapping_sub(1), words!["it", "he", "she", "that", "there", "here", "what"])
    }
}
