//! Subjects: the noun phrase before a verb, read from right to left.

use std::ops::Range;

use super::LONGEST_SUBJECT;
use super::unit::Unit;
use super::word_list::{WordSet, words};
use crate::text::{Class, Mark};

/// Where a subject was looked for, and the one that was found.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// The token before which it was to end.
    end: usize,
    found: Option<(usize, usize)>,
}

/// What a token does to the noun phrase that is read back over it.
enum Step {
    /// Goes on before this token; the phrase need not start with it.
    Over(usize),
    /// The token belongs to the phrase and may be its first.
    Within,
    /// The phrase starts with this token.
    StartsAt(usize),
    /// The phrase has ended.
    Stop,
}

impl Unit<'_, '_> {
    /// The noun phrase that ends before `end`, appositions and relative clauses included:
    /// `Hill, a doctor,` before `said`.
    pub(in crate::claims) fn subject_left(&self, end: usize) -> Option<Range<usize>> {
        let subject = self.last_subject.get().filter(|last| last.end == end).unwrap_or_else(|| {
            let found = self.find_subject(end).map(|range| (range.start, range.end));
            Subject { end, found }
        });
        self.last_subject.set(Some(subject));
        subject.found.map(|(start, end)| start..end)
    }

    fn find_subject(&self, end: usize) -> Option<Range<usize>> {
        let floor = self.range.start.max(end.saturating_sub(LONGEST_SUBJECT));
        let end = self.before_time(end, floor);
        if end <= floor {
            return None;
        }
        let last = end - 1;
        if self.is_mark(last) && self.quote(last).is_some() {
            return None;
        }
        let comma = self.is_comma(last);
        if comma || self.has_mark(last, Mark::CloseBracket) {
            // An apposition: `Hill, a doctor, said`; go back over it to the name before.
            let opening = self.opening_of_apposition(last, floor)?;
            let head = self.core_left(opening, floor)?;
            return Some(head..if comma { last } else { end });
        }
        // `Mr. Hill, the mayor of Odda, and his deputy said`: the comma before `and` is passed over.
        self.core_left(end, floor).map(|start| start..end)
    }

    /// The noun phrase that opens the unit, before its first verb, as the subject that a
    /// participle at `before` leans on.
    pub(in crate::claims) fn opening_subject(&self, before: usize) -> Option<Range<usize>> {
        let mut i = self.range.start;
        if self.is(i, Class::PREPOSITION.or(Class::SUBORDINATOR)) {
            i = (i..before).find(|&k| self.is_comma(k))? + 1;
        }
        let is_verb = |k: usize| {
            self.is(k, Class::AUXILIARY) && !self.is_s(k)
                || self.is(k, Class::VERB)
                || self.looks_past(k)
                || self.is_finite_cue(k)
                || self.is_base_cue(k)
        };
        let verb = (i..before).find(|&k| self.quote(k).is_none() && self.is_lower_word(k) && is_verb(k))?;
        self.subject_left(verb).filter(|s| s.start >= i)
    }

    /// Passes back over `on Monday`, `last week`, `earlier this month` at the end of a subject.
    fn before_time(&self, end: usize, floor: usize) -> usize {
        let is_time = |k: usize| self.quote(k).is_none() && (self.is(k, Class::WEEKDAY) || self.is_number(k));
        let mut i = end;
        while i > floor + 1 && is_time(i - 1) && !self.is_comma(i - 1) {
            i -= 1;
        }
        if i == end || i <= floor {
            return end;
        }
        let before = i - 1;
        let preposition = self.is(before, Class::PREPOSITION)
            && self.lower_is(before, words!["on", "in", "at", "during", "since"]);
        if preposition && before > floor {
            return before;
        }
        let named = self.is_capital(i)
            || self.lower_is(i, words!["yesterday", "today", "earlier", "last", "later", "this", "next"]);
        if named && !self.lower_is(before, words!["of"]) { i } else { end }
    }

    /// Start of the noun phrase that ends before `end`, without appositions.
    fn core_left(&self, end: usize, floor: usize) -> Option<usize> {
        let bracketed = end > floor && self.has_mark(end - 1, Mark::CloseBracket);
        let top = if bracketed { self.opening_bracket(end - 1, floor)? } else { end };
        if top <= floor {
            return None;
        }
        if self.is(top - 1, Class::SUBJECT_PRONOUN) && !self.lower_is(top - 1, words!["who"]) {
            return Some(top - 1);
        }
        let mut i = top;
        let mut best = None;
        while i > floor {
            match self.step_left(i - 1, floor..top, best) {
                Step::Over(start) => i = start,
                Step::Within => {
                    i -= 1;
                    best = Some(i);
                }
                Step::StartsAt(start) => return Some(start),
                Step::Stop => break,
            }
        }
        best
    }

    /// What token `k` does to the phrase that is looked for in `bounds`, of which `best` is the
    /// earliest start so far.
    fn step_left(&self, k: usize, bounds: Range<usize>, best: Option<usize>) -> Step {
        let Range { start: floor, end: top } = bounds;
        let inner = k + 1 < top;
        if self.quote(k).is_some() {
            return self.step_over_quotation(k, floor, top);
        }
        if self.is_mark(k) {
            return self.step_over_mark(k, floor);
        }
        if inner && self.lower_is(k, words!["who", "which"]) {
            // A restrictive relative clause: on to its antecedent.
            return Step::Over(k);
        }
        if self.lower_is(k, words!["that"]) {
            return if inner { self.step_over_that(k, floor, top) } else { Step::Stop };
        }
        if self.opens_clause_of_its_own(k, floor, inner) {
            return Step::Stop;
        }
        if self.is(k, Class::CONJUNCTION) {
            return if self.joins_nominals(k, floor) { Step::Over(k) } else { Step::Stop };
        }
        let leads = best.is_none_or(|b| b == k + 1);
        if inner && self.is_lower_word(k) && self.is_verbal(k, leads) {
            return Step::Stop;
        }
        if inner && self.is(k, Class::PREPOSITION) {
            return self.step_over_preposition(k, floor, top, best);
        }
        let determined =
            self.is(k, Class::DETERMINER.or(Class::POSSESSIVE)) && !self.may_precede_determiner(k, floor);
        let object =
            inner && self.is_word(k) && self.is(k, Class::OBJECT_PRONOUN) && !self.is(k, Class::POSSESSIVE);
        if determined || object { Step::StartsAt(k) } else { Step::Within }
    }

    /// A nickname or scare quote inside a name may be passed over, a quotation not.
    fn step_over_quotation(&self, k: usize, floor: usize, top: usize) -> Step {
        let start = self.quote_start(k);
        let short = k - start <= 4 && k + 1 < top && start > floor;
        if short && !self.is_comma(k - 1) { Step::Over(start) } else { Step::Stop }
    }

    /// Marks inside names (`AT&T`, `Mr.`) and brackets are passed over, others not.
    fn step_over_mark(&self, k: usize, floor: usize) -> Step {
        let start = match self.word(k) {
            "/" | "&" | "'" | "\u{2019}" | "$" | "%" => Some(k),
            "." => self.is_abbreviated(k).then_some(k),
            ")" if k > floor => self.opening_bracket(k, floor),
            _ => None,
        };
        start.map_or(Step::Stop, Step::Over)
    }

    /// `that`: a relative pronoun behind a noun, a pronoun (`that means`) or the end of the phrase.
    fn step_over_that(&self, k: usize, floor: usize, top: usize) -> Step {
        let antecedent = k > floor
            && self.is_lower_word(k - 1)
            && !self.is_any_cue(k - 1)
            && !self.is(k - 1, Class::AUXILIARY.or(Class::ADVERB));
        if antecedent && self.has_verb(k + 1..top) {
            return Step::Over(k);
        }
        let determines = !self.is(k + 1, Class::DETERMINER.or(Class::SUBJECT_PRONOUN))
            && !self.is_any_cue(k.wrapping_sub(1))
            && !self.is_capital(k + 1);
        if determines { Step::StartsAt(k) } else { Step::Stop }
    }

    /// Whether token `k` belongs to a clause before the phrase: a subordinator, a question word, an
    /// auxiliary or the subject of another verb.
    fn opens_clause_of_its_own(&self, k: usize, floor: usize, inner: bool) -> bool {
        // `When` at the start of the unit is no part of a name for its capital.
        const OPENERS: WordSet =
            words!["when", "while", "although", "though", "if", "because", "whereas", "unless"];
        if inner && k == self.range.start && self.lower_is(k, OPENERS) {
            return true;
        }
        let subordinates = self.is_lower_word(k)
            && self.is(k, Class::SUBORDINATOR.or(Class::QUESTION))
            && !self.is(k, Class::PREPOSITION);
        let part_of_name = self.is_capital(k) && k > floor;
        let auxiliary = self.is(k, Class::AUXILIARY)
            && !self.is_s(k)
            && !self.lower_is(k, words!["may", "will"])
            && !part_of_name;
        let other_subject =
            inner && self.is(k, Class::SUBJECT_PRONOUN) && !self.lower_is(k, words!["you", "it"]);
        subordinates || auxiliary || other_subject
    }

    /// Whether the small word at `k`, inside what may be a phrase, belongs to a verb before it: a
    /// verb, an adverb right before the start so far (`leads`), or a cue with its object.
    fn is_verbal(&self, k: usize, leads: bool) -> bool {
        let adverb = leads && self.is_adverb(k) && !self.is(k, Class::DETERMINER);
        let governs = || {
            let object = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PREPOSITION);
            self.is_finite_cue(k) && self.is(k + 1, object)
        };
        self.is(k, Class::VERB) || adverb || governs()
    }

    /// A preposition is passed over, unless its phrase opens the clause: `In Odda officials said`.
    fn step_over_preposition(&self, k: usize, floor: usize, top: usize, best: Option<usize>) -> Step {
        let opens_clause =
            k == floor || self.is_mark(k - 1) || self.is(k - 1, Class::CONJUNCTION.or(Class::SUBORDINATOR));
        if !opens_clause {
            return Step::Over(k);
        }
        if self.lower_is(k, words!["of"]) || best.is_none() {
            return Step::Stop;
        }
        self.behind_opening_phrase(k, top).map_or(Step::Stop, Step::StartsAt)
    }

    /// Where the subject starts when the clause opens with a prepositional phrase at `prep`.
    fn behind_opening_phrase(&self, prep: usize, top: usize) -> Option<usize> {
        let determined = |k: usize| {
            self.is(k, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::SUBJECT_PRONOUN))
                && !self.is(k - 1, Class::PREPOSITION)
        };
        // `In Odda officials`: the phrase ends with the name of a place.
        let behind_name = |k: usize| {
            self.is_capital(prep + 1)
                && self.is_capital(k - 1)
                && !self.is_capital(k)
                && !self.is(k - 1, Class::PREPOSITION.or(Class::DETERMINER))
        };
        (prep + 2..top).find(|&k| determined(k) || behind_name(k))
    }

    /// Whether a conjunction joins two nouns or names of one subject: `Hill and his deputy`.
    fn joins_nominals(&self, k: usize, floor: usize) -> bool {
        if k <= floor || !self.lower_is(k, words!["and", "or", "&"]) {
            return false;
        }
        let verb_within = |n: usize| self.has_verb(floor.max(k.saturating_sub(n))..k);
        let names = self.is_capital(k - 1) && self.is_capital(k + 1);
        let small_nouns =
            self.is_lower_word(k - 1) && self.is_lower_word(k + 1) && !self.is_finite_cue(k - 1);
        let determined = self.is(k + 1, Class::DETERMINER.or(Class::POSSESSIVE)) && !self.is_comma(k - 1);
        names || small_nouns && !verb_within(6) || determined && !verb_within(8)
    }

    /// Whether what stands before a determiner may still belong to the same noun phrase:
    /// `all of the`, `a spokesman for the`, `officials in the`.
    fn may_precede_determiner(&self, k: usize, floor: usize) -> bool {
        k > floor
            && (self.is(k - 1, Class::PREPOSITION.or(Class::DETERMINER))
                || self.lower_is(k - 1, words!["and", "&", "or"]))
    }
}
