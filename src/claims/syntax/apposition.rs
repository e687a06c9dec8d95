//! Appositions: `Hill, a doctor,`, `Ferro (Odda)`, `Aro, who leads the council,`.

use super::unit::Unit;
use super::word_list::words;
use crate::text::{Class, Mark};

impl Unit<'_, '_> {
    /// Index of the comma (or bracket) that opens the apposition which `closing` closes.
    pub(super) fn opening_of_apposition(&self, closing: usize, floor: usize) -> Option<usize> {
        if self.lower_is(closing, words![")"]) {
            return self.opening_bracket(closing, floor);
        }
        let mut i = closing;
        let mut opening = None;
        while i > floor {
            i -= 1;
            if self.quote(i).is_some() {
                i = self.quote_start(i);
                continue;
            }
            if self.is_end(i) && !matches!(self.word(i), ")" | ".") {
                break;
            }
            if self.is_comma(i) {
                if i == floor {
                    break;
                }
                opening = Some(i);
                if !self.is_second_comma(i, floor) {
                    break;
                }
            }
        }
        opening
    }

    /// Index of the bracket that opens what the bracket at `closing` closes.
    pub(super) fn opening_bracket(&self, closing: usize, floor: usize) -> Option<usize> {
        (floor..closing).rev().find(|&k| self.has_mark(k, Mark::OpenBracket)).filter(|&k| k > floor)
    }

    /// `Hill, 45, a doctor,`: whether the comma before the one at `comma` belongs to the same
    /// apposition, because a number or a place stands between and a name before.
    fn is_second_comma(&self, comma: usize, floor: usize) -> bool {
        let Some(before) = (floor..comma).rev().find(|&k| self.is_comma(k)) else { return false };
        let between = before + 1..comma;
        let nominal = |k: usize| self.is_capital(k) || self.is_number(k) || self.is_mark(k);
        let short = between.len() <= 3 && (between.len() <= 2 || self.is_number(between.start));
        short && between.clone().all(nominal) && before > floor && self.is_capital(before - 1)
    }

    /// Whether an apposition can start at `i`, behind a comma: `a doctor`, `who …`, `45`,
    /// `chief of police`, `Odda`.
    pub(super) fn opens_apposition(&self, i: usize) -> bool {
        if i >= self.range.end || self.quote(i).is_some() || self.lower_is(i, words!["that"]) {
            return false;
        }
        let determiner =
            self.is(i, Class::DETERMINER) && !self.lower_is(i, words!["this", "what", "which", "no"]);
        let relative = self.lower_is(i, words!["who", "whose", "which"]);
        let post = self.is_capital(i) && !self.is(i, Class::WEEKDAY.or(Class::SUBJECT_PRONOUN));
        determiner || relative || self.is_number(i) || post || self.may_be_role(i)
    }

    /// Whether a small word can be the noun of a role: no closed-class word, no form of a verb.
    fn may_be_role(&self, i: usize) -> bool {
        let other = Class::SUBORDINATOR
            .or(Class::CONJUNCTION)
            .or(Class::PREPOSITION)
            .or(Class::AUXILIARY)
            .or(Class::SUBJECT_PRONOUN)
            .or(Class::ADVERB)
            .or(Class::VERB)
            .or(Class::QUESTION);
        self.is_lower_word(i)
            && !self.is(i, other)
            && !self.word(i).ends_with("ing")
            && !self.is_adverb(i)
            && !self.looks_past(i)
    }

    /// First token behind an apposition that starts at `start`: a comma, colon, end or `limit`.
    pub(super) fn apposition_end(&self, start: usize, limit: usize) -> usize {
        let mut i = start;
        while i < limit {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                continue;
            }
            let inside_name =
                self.has_mark(i, Mark::Stop) && self.is_abbreviated(i) && self.is_capital(i + 1);
            let closes = self.is_comma(i) || self.is_end(i) || self.has_mark(i, Mark::Colon);
            if closes && !inside_name {
                break;
            }
            i += 1;
        }
        i.min(limit)
    }
}
