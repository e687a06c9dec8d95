//! Where a reported clause ends: at the end of the unit or where the reporter speaks again.

use super::unit::Unit;
use super::word_list::words;
use crate::claims::lexicon::Form;
use crate::claims::verbal::Verbal;
use crate::text::{Class, Mark};

impl Unit<'_, '_> {
    /// First token behind a reported clause that starts at `start`, reported by a verb in `form`.
    pub(in crate::claims) fn clause_end(&self, start: usize, form: Form) -> usize {
        let mut i = start;
        while i < self.range.end {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                if self.resumes_behind_quotation(i, start, form) {
                    break;
                }
                continue;
            }
            if self.reporter_resumes(i, start, form) {
                break;
            }
            i += 1;
        }
        self.without_closing_marks(start, i)
    }

    /// `and called for`, `and denied`: a second verb of the same subject at `i`, behind a
    /// conjunction, in the form of the first.
    pub(super) fn starts_other_verb(&self, i: usize, form: Form) -> bool {
        let k = self.behind_adverbs(i);
        let verbal = match form {
            Form::Past | Form::Third => Verbal::in_form(form),
            Form::Gerund => Verbal::INFLECTED_REPORTS,
            // Before `that` the word is no noun: `and fear that …`.
            Form::Base if self.lower_is(k + 1, words!["that"]) => Verbal::BASE_WITH_CLAUSE,
            Form::Base => Verbal::BASE_OF_SPEECH,
            Form::Other => return false,
        };
        self.verbal(k).meets(verbal) && self.is_lower_word(k) && self.quote(k).is_none()
    }

    /// `called it “unfair,” but …`: a comma set inside the quotation that ends before `i` ends the
    /// report too.
    fn resumes_behind_quotation(&self, i: usize, start: usize, form: Form) -> bool {
        let resumes = || {
            self.lower_is(i, words!["but", "meaning", "although", "though", "despite", "while"])
                || self.starts_participle(i)
                || self.starts_other_report(i, form)
        };
        i >= start + 3 && self.is_comma_quoted(i) && resumes()
    }

    /// Whether the reported clause ends before token `i`, outside quotations.
    fn reporter_resumes(&self, i: usize, start: usize, form: Form) -> bool {
        if self.is_word(i) && !self.is(i, Class::CONJUNCTION) {
            return false;
        }
        let comma = self.is_comma(i);
        let last = || self.is_mark(i) && i + 1 >= self.range.end && self.is_end(i);
        let concedes = || comma && self.lower_is(i + 1, words!["although", "though", "despite", "while"]);
        let unopened = || {
            self.has_mark(i, Mark::CloseBracket) && !(start..i).any(|k| self.has_mark(k, Mark::OpenBracket))
        };
        let other_report = || comma && self.starts_other_report(i + 1, form);
        let other_verb =
            || i > start && self.is(i, Class::CONJUNCTION) && self.starts_other_verb(i + 1, form);
        last()
            || concedes()
            || self.has_mark(i, Mark::Semicolon)
            || unopened()
            || other_report()
            || other_verb()
    }

    /// End of a clause without the commas, dashes and full stops that close it. One inside a
    /// quotation belongs to the quotation, one of an abbreviation to its word.
    fn without_closing_marks(&self, start: usize, end: usize) -> usize {
        let closes = |k: usize| {
            self.is_mark(k)
                && self.quote(k).is_none()
                && matches!(self.word(k), "," | "." | "\u{2014}" | "\u{2013}" | "--")
        };
        let mut i = end;
        while i > start && closes(i - 1) {
            if self.has_mark(i - 1, Mark::Stop) && self.is_abbreviated(i - 1) && i < self.range.end {
                break;
            }
            i -= 1;
        }
        i
    }

    /// Whether another report starts at `i`, behind a comma: `adding that`, `according to`,
    /// `but he said`.
    fn starts_other_report(&self, i: usize, form: Form) -> bool {
        if self.lower_is(i, words!["according"]) || self.is_speech_verb(i, form) && self.is_lower_word(i) {
            return true;
        }
        let conjunction = self.is(i, Class::CONJUNCTION);
        let k = self.behind_adverbs(i + usize::from(conjunction));
        self.is_gerund_cue(k)
            || conjunction && (self.starts_other_verb(k, form) || self.starts_other_speaker(k, form))
    }

    /// A clause of its own at `k`: `the minister said`.
    fn starts_other_speaker(&self, k: usize, form: Form) -> bool {
        (k..(k + 7).min(self.range.end)).take_while(|&j| !self.is_mark(j) && self.quote(j).is_none()).any(
            |j| {
                j > k
                    && self.is_speech_verb(j, form)
                    && self.subject_left(j).is_some_and(|s| s.start <= k + 1)
            },
        )
    }

    /// First token at or behind `i` that is no adverb.
    fn behind_adverbs(&self, mut i: usize) -> usize {
        while self.is_adverb(i) {
            i += 1;
        }
        i
    }

    /// Whether a small word in `-ing` stands at `i`: `leaving`.
    fn starts_participle(&self, i: usize) -> bool {
        self.is_lower_word(i) && self.word(i).ends_with("ing") && self.word(i).len() > 5
    }
}
