//! Verb groups: a verb with its auxiliaries, adverbs and negation, `would not have said`.

use std::ops::Range;

use super::unit::Unit;
use super::word_list::{WordSet, words};
use crate::claims::lexicon::Form;
use crate::text::Class;

/// Most tokens that may stand in a group before its verb.
const MOST_AUXILIARIES: usize = 8;

/// A verb with its auxiliaries, adverbs and negation.
#[derive(Clone, Debug)]
pub(in crate::claims) struct VerbGroup {
    /// Its tokens, up to and including the verb and its particles.
    pub range: Range<usize>,
    /// `was told`.
    pub passive: bool,
    /// `did not deny`.
    pub negated: bool,
    /// `would say`.
    pub modal: bool,
    /// `to say`.
    pub infinitive: bool,
}

impl Unit<'_, '_> {
    /// The verb group that ends in the verb at `verb`, which has this form, and its particles that
    /// end before `end`.
    pub(in crate::claims) fn verb_group(&self, verb: usize, end: usize, form: Form) -> VerbGroup {
        let start = self.auxiliaries_start(verb);
        let infinitive = start < verb && self.lower_is(start, words!["to"]);
        let any = |class: Class| (start..verb).any(|k| self.is(k, class));
        let be = (start..verb).any(|k| self.is(k, Class::BE) && !self.is_possessive_s(k));
        let have = any(Class::HAVE);
        let passive = be
            && if have {
                self.lower_is(verb - 1, words!["been"])
            } else {
                matches!(form, Form::Past | Form::Other)
            };
        VerbGroup {
            range: self.behind_opening_adverb(start, verb)..end,
            passive,
            negated: any(Class::NEGATION),
            modal: any(Class::MODAL),
            infinitive,
        }
    }

    /// Whether a form of `be` belongs to the group: `is said`.
    pub(in crate::claims) fn has_be(&self, group: &VerbGroup) -> bool {
        group.range.clone().any(|k| self.is(k, Class::BE))
    }

    /// First of the auxiliaries, adverbs and negations right before `verb`, with the `to` of an
    /// infinitive at most.
    fn auxiliaries_start(&self, verb: usize) -> usize {
        let floor = self.range.start.max(verb.saturating_sub(MOST_AUXILIARIES));
        let belongs = |k: usize| {
            let small = self.is(k, Class::AUXILIARY.or(Class::NEGATION)) || self.is_adverb(k);
            small && !self.lower_is(k, words!["no", "both", "all", "neither"])
        };
        let mut start = verb;
        while start > floor && self.quote(start - 1).is_none() {
            if self.lower_is(start - 1, words!["to"]) {
                return start - 1;
            }
            if !belongs(start - 1) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// `Ferro's said`: an `'s` behind a capital, more often a possessive than `is`.
    fn is_possessive_s(&self, k: usize) -> bool {
        self.is_s(k) && self.is_capital(k.wrapping_sub(1))
    }

    /// Start of a group without the adverb that opens the unit and belongs to all of it: `Now say …`.
    fn behind_opening_adverb(&self, start: usize, verb: usize) -> usize {
        const OF_SENTENCES: WordSet =
            words!["yet", "so", "then", "now", "however", "instead", "therefore", "meanwhile"];
        let opens = start == self.range.start && start < verb && self.lower_is(start, OF_SENTENCES);
        start + usize::from(opens)
    }
}
