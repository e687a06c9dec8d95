//! Clauses: where one can start, and whether a range reads as one.

use std::ops::Range;

use super::unit::Unit;
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
            self.is(k, Class::AUXILIARY) && !self.is_s(k) && !self.lower_is(k, &["being", "having", "doing"])
        };
        range.into_iter().any(|k| {
            finite_auxiliary(k)
                || self.is(k, Class::VERB)
                || self.looks_past(k)
                || self.is_finite_verb(k)
                || self.is_base_cue(k)
        })
    }
}
