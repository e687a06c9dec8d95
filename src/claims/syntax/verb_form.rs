//! What one word tells by its form: whether it can be a verb, and one that reports.

use std::ops::Range;

use super::unit::Unit;
use super::word_list::words;
use crate::claims::lexicon::Form;
use crate::claims::verbal::Verbal;
use crate::text::{Class, Token};

impl Unit<'_, '_> {
    /// Whether token `k` can be a finite verb that reports, written small: `said`, `warns`.
    pub(in crate::claims) fn is_finite_cue(&self, k: usize) -> bool {
        !self.is_capital(k) && self.is_finite_cue_word(k)
    }

    /// The same whatever its case.
    pub(in crate::claims) fn is_finite_cue_word(&self, k: usize) -> bool {
        self.verbal(k).meets(Verbal::REPORTS)
    }

    /// Whether token `k` is the past form of a verb of speech: `said`.
    pub(in crate::claims) fn is_past_cue(&self, k: usize) -> bool {
        self.is_speech_verb(k, Form::Past)
    }

    /// Whether token `k` is a verb of speech in that form.
    pub(in crate::claims) fn is_speech_verb(&self, k: usize, form: Form) -> bool {
        self.verbal(k).meets(Verbal::of_speech(form))
    }

    /// Whether token `k` is the participle of a verb that reports: `adding`, `calling`.
    pub(super) fn is_gerund_cue(&self, k: usize) -> bool {
        self.verbal(k).meets(Verbal::GERUND_REPORTS)
    }

    /// `parents want`: a verb in its base form behind a noun in the plural.
    pub(super) fn is_base_cue(&self, k: usize) -> bool {
        k > self.range.start
            && self.verbal(k).meets(Verbal::in_form(Form::Base))
            && self.is_lower_word(k)
            && self.is_behind_plural(k)
    }

    /// Whether the cue lexicon has token `k` at all.
    pub(super) fn is_any_cue(&self, k: usize) -> bool {
        self.token(k).is_some_and(|token| !self.lexicon.readings(token.hash).is_empty())
    }

    /// Whether a range holds an auxiliary, a frequent verb or what looks like a past form.
    pub(in crate::claims) fn has_verb(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|k| {
            self.is(k, Class::AUXILIARY) && !self.is_s(k) || self.is(k, Class::VERB) || self.looks_past(k)
        })
    }

    /// `Fears of a flood kept Odda awake`: where the predicate of the phrase starts whose end `range` is;
    /// the end of `range` where there is none, or where a clause with a verb of its own comes first.
    pub(in crate::claims) fn predicate_start(&self, range: Range<usize>) -> usize {
        let clause = Class::RELATIVE.or(Class::SUBORDINATOR).or(Class::QUESTION);
        let opens_clause = |k: usize| self.is(k, clause) && !self.is(k, Class::PREPOSITION);
        let predicate = |k: usize| {
            let auxiliary = self.is(k, Class::AUXILIARY) && !self.is(k, Class::CLITIC);
            self.is_lower_word(k) && (auxiliary || self.is(k, Class::VERB) || self.is_past_cue(k))
        };
        let governed = usize::from(self.lower_is(range.start, words!["to"])) * 2;
        (range.start + governed..range.end)
            .filter(|&k| self.quote(k).is_none())
            .take_while(|&k| !opens_clause(k))
            .find(|&k| predicate(k))
            .unwrap_or(range.end)
    }

    /// A small word that ends like a past form: `resigned`.
    pub(super) fn looks_past(&self, k: usize) -> bool {
        let past = |token: &Token| token.span.len() > 4 && token.of(self.doc.text()).ends_with("ed");
        self.token(k).is_some_and(|token| token.is_word() && !token.is_capital() && past(token))
    }

    /// Whether a plural noun or a subject pronoun stands before token `k`, perhaps with an adverb
    /// between: `they always want`.
    fn is_behind_plural(&self, k: usize) -> bool {
        let before = if self.is_adverb(k - 1) { k.saturating_sub(2) } else { k - 1 };
        self.range.contains(&before)
            && (self.word(before).ends_with('s') || self.is(before, Class::SUBJECT_PRONOUN))
    }
}
