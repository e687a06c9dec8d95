//! Noun phrases read from left to right: subjects of inverted verbs, sources, addressees, objects.

use std::ops::Range;

use super::LONGEST_SUBJECT;
use super::unit::Unit;
use super::word_list::{WordSet, words};
use crate::claims::lexicon::Form;
use crate::text::{Class, Mark};

/// Nouns for what somebody speaks in, at or through.
const OCCASIONS: WordSet = words![
    "interview",
    "statement",
    "speech",
    "conference",
    "tweet",
    "post",
    "email",
    "e-mail",
    "letter",
    "report",
    "rally",
    "briefing",
    "debate",
    "twitter",
    "facebook",
    "address",
    "meeting",
    "event",
    "hearing",
    "release",
    "remarks",
    "appearance",
    "telephone",
    "phone",
    "message",
    "memo",
    "essay",
    "column",
    "article",
    "op-ed",
    "testimony",
    "video",
    "podcast",
    "response",
];

impl Unit<'_, '_> {
    /// The noun phrase that starts at `start`, with its apposition if asked for: the subject of
    /// `said X`, the source of `according to X`, an addressee. Never empty.
    pub(in crate::claims) fn phrase_right(
        &self,
        start: usize,
        with_apposition: bool,
    ) -> Option<Range<usize>> {
        let limit = self.range.end.min(start + LONGEST_SUBJECT);
        let pronoun = Class::SUBJECT_PRONOUN.or(Class::OBJECT_PRONOUN);
        if self.quote(start).is_none()
            && !self.is_mark(start)
            && self.is(start, pronoun)
            && !self.is(start, Class::POSSESSIVE)
        {
            return Some(start..start + 1);
        }
        let mut end = start;
        while end < limit
            && let Some(next) = self.step_right(end, start, limit, with_apposition)
        {
            end = next;
        }
        let dangles =
            |k: usize| self.is(k, Class::PREPOSITION.or(Class::CONJUNCTION)) && self.is_lower_word(k);
        while end > start && dangles(end - 1) {
            end -= 1;
        }
        let lone_mark = end == start + 1 && self.is_mark(start);
        (end > start && !lone_mark).then_some(start..end)
    }

    /// First token behind a noun-phrase content that starts at `start`, reported by a verb in `form`.
    pub(in crate::claims) fn phrase_end(&self, start: usize, form: Form) -> usize {
        let mut i = start;
        while i < self.range.end {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                if self.is_comma_quoted(i) && !self.lists_on(i) {
                    break;
                }
                continue;
            }
            if self.is_end(i) || self.is_comma(i) || self.has_mark(i, Mark::Colon) {
                let inside = self.has_mark(i, Mark::Stop) && self.is_abbreviated(i) && i + 1 < self.range.end;
                let next = if inside { Some(i + 1) } else { self.behind_inset(i) };
                match next {
                    Some(next) => i = next,
                    None => break,
                }
                continue;
            }
            if i > start && self.ends_content_phrase(i, form) {
                break;
            }
            i += 1;
        }
        i
    }

    /// `a "liar," a "cheat" and a "fool"`: whether a list goes on at `i` with another quotation.
    fn lists_on(&self, i: usize) -> bool {
        let opens = self.quote(i).is_some() || self.is(i, Class::DETERMINER.or(Class::CONJUNCTION));
        opens && (i..(i + 4).min(self.range.end)).any(|k| self.quote(k).is_some())
    }

    /// `in an interview`, `in a statement`, `at a news conference`, `on Twitter`: where it was said.
    pub(in crate::claims) fn is_occasion(&self, i: usize) -> bool {
        self.lower_is(i, words!["in", "at", "on", "during", "by", "via", "after", "before", "through"])
            && (i + 1..(i + 7).min(self.range.end))
                .take_while(|&k| !self.is_mark(k) && !self.is(k, Class::PREPOSITION))
                .any(|k| self.lower_is(k, OCCASIONS))
    }

    /// `two weeks ago` and the like at `i`.
    pub(in crate::claims) fn is_ago(&self, i: usize) -> bool {
        (i + 2..i + 5).take_while(|&k| self.is_lower_word(k)).any(|k| self.lower_is(k, words!["ago"]))
            && (self.is(i, Class::DETERMINER) || self.is_number(i))
    }

    /// Where a phrase that started at `start` goes on behind token `i`; none where it ends before it.
    fn step_right(&self, i: usize, start: usize, limit: usize, with_apposition: bool) -> Option<usize> {
        if self.quote(i).is_some() {
            // A nickname inside a name, or the title of what a name owns: `CNN's "State of the Union"`.
            let end = self.quote_end(i);
            let titled = end - i <= 7 && self.is(i.wrapping_sub(1), Class::CLITIC);
            let named = end - i <= 5 && self.is_capital(i.wrapping_sub(1));
            return (i > start && (named || titled)).then_some(end);
        }
        if self.is_mark(i) {
            return self.step_over_inner_mark(i, limit).or_else(|| {
                let apposed =
                    with_apposition && self.is_comma(i) && i > start && self.opens_apposition(i + 1);
                apposed.then(|| self.apposition_end(i + 1, limit))
            });
        }
        if i == start {
            return Some(i + 1);
        }
        let small = self.is_lower_word(i);
        if small && (self.is(i, Class::AUXILIARY) && !self.is_s(i) || self.is(i, Class::VERB)) {
            return None;
        }
        if small && with_apposition && self.lower_is(i, words!["who", "which", "whose"]) {
            return Some(self.apposition_end(i, limit));
        }
        (!self.ends_phrase(i)).then_some(i + 1)
    }

    /// First token behind a mark inside a name (`AT&T`, `Mr. Hill`) or behind brackets.
    fn step_over_inner_mark(&self, i: usize, limit: usize) -> Option<usize> {
        match self.word(i) {
            "(" => (i..limit).find(|&k| self.has_mark(k, Mark::CloseBracket)).map(|k| k + 1),
            "&" | "/" | "'" | "\u{2019}" | "$" | "%" => Some(i + 1),
            "." => (self.is_abbreviated(i) && i + 1 < limit && self.is_capital(i + 1)).then_some(i + 1),
            _ => None,
        }
    }

    /// Whether a phrase ends before the word at `i`: a clause, a time, an occasion, an infinitive, an
    /// adverb or another verb starts there.
    fn ends_phrase(&self, i: usize) -> bool {
        let small = self.is_lower_word(i);
        let opens_clause =
            Class::SUBORDINATOR.or(Class::QUESTION).or(Class::SUBJECT_PRONOUN).or(Class::RELATIVE);
        let clause = small && self.is(i, opens_clause) && !self.lower_is(i, words!["of", "for"])
            || self.lower_is(i, words!["that"]);
        let time = self.is(i, Class::WEEKDAY) && !self.is_time_inside(i) && !self.is(i - 1, Class::CLITIC);
        let circumstance =
            self.is(i, Class::PREPOSITION) && (self.is(i + 1, Class::WEEKDAY) || self.is_occasion(i));
        let infinitive = self.lower_is(i, words!["to"])
            && !self.is_capital(i + 1)
            && !self.is(i + 1, Class::DETERMINER.or(Class::POSSESSIVE));
        let adverb = small && self.is_adverb(i) && !self.is(i, Class::DETERMINER);
        let joins = self.lower_is(i, words!["and", "&"])
            && !self.is_finite_cue(i + 1)
            && !self.is(i + 1, Class::SUBJECT_PRONOUN);
        let other_clause = self.is(i, Class::CONJUNCTION) && !joins;
        clause || time || circumstance || infinitive || adverb || other_clause
    }

    /// A word of time that may stand inside a noun phrase: `the night shift`.
    fn is_time_inside(&self, i: usize) -> bool {
        let words =
            words!["may", "night", "week", "month", "year", "morning", "last", "next", "this", "march"];
        self.lower_is(i, words) && !self.is(i - 1, Class::PREPOSITION)
    }

    /// `accused Kim, the leader, of`: first token behind an apposition whose opening comma stands at
    /// `i`, where `of` or `as` goes on with the phrase.
    fn behind_inset(&self, i: usize) -> Option<usize> {
        if !self.is_comma(i) {
            return None;
        }
        let longest = if self.is(i + 1, Class::RELATIVE) { 20 } else { 9 };
        let closing = (i + 1..(i + longest).min(self.range.end)).find(|&k| self.is_comma(k))?;
        self.lower_is(closing + 1, words!["of", "as"]).then_some(closing + 1)
    }

    /// `rejected the offer and left`: whether a finite verb stands at `i`, behind a conjunction.
    fn starts_predicate(&self, i: usize) -> bool {
        let auxiliary = self.is(i, Class::AUXILIARY) && !self.is(i, Class::CLITIC);
        let past = self.is(i, Class::VERB) || self.looks_past(i);
        self.is_lower_word(i) && self.quote(i).is_none() && (auxiliary || past)
    }

    /// Whether content that is a noun phrase ends before the word at `i`: a time, an occasion, a
    /// clause or another verb of the same subject starts there.
    fn ends_content_phrase(&self, i: usize, form: Form) -> bool {
        let small = self.is_lower_word(i);
        let time = self.is(i, Class::WEEKDAY)
            && self.is_capital(i)
            && !self.is(i - 1, Class::PREPOSITION.or(Class::DETERMINER));
        let clause = small
            && self.is(i, Class::SUBORDINATOR)
            && !self.lower_is(i, words!["as", "so", "once", "where"]);
        let circumstance = small
            && (self.is_occasion(i) || self.is(i, Class::PREPOSITION) && self.is(i + 1, Class::WEEKDAY));
        let other_verb = self.is(i, Class::CONJUNCTION)
            && (self.starts_other_verb(i + 1, form) || self.starts_predicate(i + 1));
        time || clause || circumstance || other_verb
    }
}
