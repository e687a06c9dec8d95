//! Shallow syntax around a cue: verb groups, subjects, the bounds of clauses and noun phrases.
//!
//! No parser: closed-class words, capitals, punctuation and the cue lexicon decide. Every
//! function looks at a bounded number of tokens, so a text takes time in proportion to its length.

use std::ops::Range;

use super::lexicon::{CueKind, CueLexicon, Form, Frames};
use crate::text::{Class, Document, TokenKind};

/// Most tokens that a subject may have.
const LONGEST_SUBJECT: usize = 40;

/// A verb with its auxiliaries, adverbs and negation.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup {
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

/// One sentence (quotations in it kept whole) of a document.
#[derive(Clone)]
pub(super) struct Unit<'d, 't> {
    pub doc: &'d Document<'t>,
    pub range: Range<usize>,
}

impl Unit<'_, '_> {
    fn is(&self, i: usize, class: Class) -> bool {
        self.range.contains(&i) && self.doc.tokens()[i].is(class)
    }

    pub fn word(&self, i: usize) -> &str {
        if self.range.contains(&i) { self.doc.word(i) } else { "" }
    }

    pub fn lower_is(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    pub fn is_quote_open(&self, i: usize) -> bool {
        self.quote(i).is_some_and(|q| i == self.range.start || self.doc.quote_at(i - 1) != Some(q))
    }

    pub fn quote(&self, i: usize) -> Option<usize> {
        if self.range.contains(&i) { self.doc.quote_at(i) } else { None }
    }

    /// First token behind the quotation that token `i` lies in.
    pub fn quote_end(&self, i: usize) -> usize {
        let quote = self.quote(i);
        let mut end = i;
        while end < self.range.end && quote.is_some() && self.doc.quote_at(end) == quote {
            end += 1;
        }
        end.max(i + 1)
    }

    /// First token of the quotation that token `i` lies in.
    pub fn quote_start(&self, i: usize) -> usize {
        let quote = self.quote(i);
        let mut start = i;
        while start > self.range.start && quote.is_some() && self.doc.quote_at(start - 1) == quote {
            start -= 1;
        }
        start
    }

    fn is_mark(&self, i: usize) -> bool {
        self.range.contains(&i) && self.doc.tokens()[i].kind == TokenKind::Mark
    }

    /// A sentence-final mark or a token behind the unit.
    pub fn is_end(&self, i: usize) -> bool {
        i >= self.range.end
            || (self.is_mark(i)
                && matches!(self.word(i), "." | "!" | "?" | ";" | "..." | "\u{2026}" | ")" | "]"))
    }

    pub fn is_comma(&self, i: usize) -> bool {
        self.is_mark(i) && matches!(self.word(i), "," | "\u{2014}" | "\u{2013}" | "--" | "-")
    }

    fn is_lower_word(&self, i: usize) -> bool {
        self.range.contains(&i) && self.doc.tokens()[i].is_word() && !self.doc.tokens()[i].is_capital()
    }

    fn is_capital(&self, i: usize) -> bool {
        self.range.contains(&i) && self.doc.tokens()[i].is_capital()
    }

    pub fn is_adverb(&self, i: usize) -> bool {
        if !self.range.contains(&i) || !self.doc.tokens()[i].is_word() {
            return false;
        }
        self.is(i, Class::ADVERB)
            || (self.word(i).ends_with("ly") && self.word(i).len() > 4 && self.is_lower_word(i))
    }

    /// The verb group that ends in the verb at `verb` and its particles at `end`.
    pub(super) fn verb_group(&self, verb: usize, end: usize, form: Form) -> VerbGroup {
        let mut start = verb;
        let (mut negated, mut modal, mut infinitive, mut be, mut have) = (false, false, false, false, false);
        while start > self.range.start && verb - start < 8 && self.quote(start - 1).is_none() {
            let i = start - 1;
            let auxiliary = self.is(i, Class::AUXILIARY);
            if self.lower_is(i, &["to"]) {
                infinitive = true;
            } else if !(auxiliary || self.is_adverb(i) || self.is(i, Class::NEGATION))
                || self.lower_is(i, &["no", "both", "all", "neither"])
            {
                break;
            }
            if self.is(i, Class::NEGATION) {
                negated = true;
            }
            if self.is(i, Class::MODAL) {
                modal = true;
            }
            if self.is(i, Class::BE)
                && !(self.lower_is(i, &["'s", "\u{2019}s"]) && self.is_capital(i.wrapping_sub(1)))
            {
                be = true;
            }
            if self.is(i, Class::HAVE) {
                have = true;
            }
            start = i;
            if infinitive {
                break;
            }
        }
        // Adverbs at the edge belong to the group only behind an auxiliary or before the verb itself.
        while start < verb
            && self.lower_is(
                start,
                &["yet", "so", "then", "now", "however", "instead", "therefore", "meanwhile"],
            )
            && start == self.range.start
        {
            start += 1;
        }
        let passive = be && !have && matches!(form, Form::Past | Form::Other)
            || be && have && self.lower_is(verb - 1, &["been"]);
        VerbGroup { range: start..end, passive, negated, modal, infinitive }
    }

    /// The noun phrase that ends before `end`, appositions and relative clauses included.
    pub fn subject_left(&self, end: usize) -> Option<Range<usize>> {
        let floor = self.range.start.max(end.saturating_sub(LONGEST_SUBJECT));
        let end = self.before_time(end, floor);
        let mut i = end;
        if i <= floor {
            return None;
        }
        let last = i - 1;
        if self.quote(last).is_some() && self.doc.quote_at(last) == self.quote(last) && self.is_mark(last) {
            return None;
        }
        if self.is_comma(last) || self.lower_is(last, &[")"]) {
            // An apposition: `Hill, a doctor, said`; go back over it to the name before.
            let opening = self.opening_of_apposition(last, floor)?;
            let head = self.core_left(opening, floor)?;
            return Some(head..last + usize::from(!self.is_comma(last)));
        }
        i = self.core_left(end, floor)?;
        // `Mr. Hill, the mayor of Odda, and his deputy said`: the comma before `and` is passed over.
        Some(i..end)
    }

    /// Passes back over `on Monday`, `last week`, `earlier this month` at the end of a subject.
    fn before_time(&self, end: usize, floor: usize) -> usize {
        let mut i = end;
        while i > floor + 1
            && self.quote(i - 1).is_none()
            && (self.is(i - 1, Class::WEEKDAY) || self.doc.tokens()[i - 1].kind == TokenKind::Number)
            && !self.is_comma(i - 1)
        {
            i -= 1;
        }
        if i == end || i <= floor {
            return end;
        }
        let named = self.doc.tokens()[i].is_capital()
            || self.lower_is(i, &["yesterday", "today", "earlier", "last", "later", "this", "next"]);
        if self.is(i - 1, Class::PREPOSITION)
            && self.lower_is(i - 1, &["on", "in", "at", "during", "since"])
            && i - 1 > floor
        {
            return i - 1;
        }
        if named && !self.lower_is(i - 1, &["of"]) { i } else { end }
    }

    /// Index of the comma (or bracket) that opens the apposition which `closing` closes.
    fn opening_of_apposition(&self, closing: usize, floor: usize) -> Option<usize> {
        let bracket = self.lower_is(closing, &[")"]);
        let mut i = closing;
        let mut opening = None;
        while i > floor {
            i -= 1;
            if self.quote(i).is_some() && !bracket {
                i = self.quote_start(i);
                continue;
            }
            if bracket {
                if self.word(i) == "(" {
                    return (i > floor).then_some(i);
                }
                continue;
            }
            if self.is_end(i) && !self.lower_is(i, &[")"]) && self.word(i) != "." {
                return opening;
            }
            if self.is_comma(i) {
                if i == floor {
                    return opening;
                }
                opening = Some(i);
                // `Hill, 45, a doctor,`: the comma before belongs to the same apposition when a
                // number or a place stands between.
                let before = (floor..i).rev().find(|&k| self.is_comma(k));
                let short = before.is_some_and(|b| {
                    i - b <= 4
                        && (b + 1..i).all(|k| {
                            self.is_capital(k)
                                || self.doc.tokens()[k].kind == TokenKind::Number
                                || self.is_mark(k)
                        })
                        && (self.doc.tokens()[b + 1].kind == TokenKind::Number || i - b <= 3)
                        && b > floor
                        && self.is_capital(b - 1)
                });
                if !short {
                    return opening;
                }
            }
        }
        opening
    }

    /// Start of the noun phrase that ends before `end`, without appositions.
    fn core_left(&self, end: usize, floor: usize) -> Option<usize> {
        let mut i = end;
        if i > floor && self.lower_is(i - 1, &[")"]) {
            i = self.opening_of_apposition(i - 1, floor)?;
        }
        if i <= floor {
            return None;
        }
        if self.is(i - 1, Class::SUBJECT_PRONOUN) && !self.lower_is(i - 1, &["who"]) {
            return Some(i - 1);
        }
        let top = i;
        let mut best = None;
        while i > floor {
            let k = i - 1;
            if self.quote(k).is_some() {
                // A nickname or scare quote inside a name may be passed over, a quotation not.
                let start = self.quote_start(k);
                if k - start <= 4 && k + 1 < top && start > floor && !self.is_comma(k - 1) {
                    i = start;
                    continue;
                }
                break;
            }
            if self.is_mark(k) {
                if matches!(self.word(k), "/" | "&" | "'" | "\u{2019}" | "." | "$" | "%")
                    && !(self.word(k) == "." && !self.is_abbreviated(k))
                {
                    i = k;
                    continue;
                }
                if self.word(k) == ")" && k > floor {
                    match self.opening_of_apposition(k, floor) {
                        Some(o) => {
                            i = o;
                            continue;
                        }
                        None => break,
                    }
                }
                break;
            }
            let word_lower = self.is_lower_word(k);
            if self.lower_is(k, &["who", "which"]) && k + 1 < top {
                // A restrictive relative clause: on to its antecedent.
                i = k;
                continue;
            }
            if self.lower_is(k, &["that"]) {
                let antecedent = k > floor
                    && self.is_lower_word(k - 1)
                    && !self.is_cue_before(k - 1)
                    && !self.is(k - 1, Class::AUXILIARY.or(Class::ADVERB));
                if antecedent && k + 1 < top && self.has_verb(k + 1..top) {
                    i = k;
                    continue;
                }
                if k + 1 < top
                    && !self.is(k + 1, Class::DETERMINER.or(Class::SUBJECT_PRONOUN))
                    && !self.is_cue_before(k.wrapping_sub(1))
                    && !self.is_capital(k + 1)
                {
                    best = Some(k);
                }
                break;
            }
            if word_lower
                && self.is(k, Class::SUBORDINATOR.or(Class::QUESTION))
                && !self.is(k, Class::PREPOSITION)
            {
                break;
            }
            if self.is(k, Class::AUXILIARY)
                && !self.lower_is(k, &["'s", "\u{2019}s", "may", "will"])
                && !(self.is_capital(k) && k > floor)
            {
                break;
            }
            if self.is(k, Class::SUBJECT_PRONOUN) && !self.lower_is(k, &["you", "it"]) && k + 1 < top {
                break;
            }
            if self.is(k, Class::CONJUNCTION) {
                if self.joins_nominals(k, floor) {
                    i = k;
                    continue;
                }
                break;
            }
            if self.is(k, Class::VERB) && k + 1 < top && word_lower {
                break;
            }
            if self.is_adverb(k)
                && !self.is(k, Class::DETERMINER)
                && best.is_none_or(|b| b == i)
                && word_lower
                && k + 1 != top
            {
                break;
            }
            if word_lower
                && k + 1 < top
                && self.is_finite_cue(k)
                && self.is(k + 1, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PREPOSITION))
            {
                break;
            }
            if self.is(k, Class::PREPOSITION) && k + 1 < top {
                if k == floor
                    || self.is_mark(k - 1)
                    || self.is(k - 1, Class::CONJUNCTION.or(Class::SUBORDINATOR))
                {
                    // `In Odda officials said`: the phrase opens the clause and is no part of the subject.
                    if self.lower_is(k, &["of"]) || best.is_none() {
                        break;
                    }
                    return self.behind_opening_phrase(k, top).or(best);
                }
                i = k;
                continue;
            }
            best = Some(k);
            i = k;
            if self.is(k, Class::DETERMINER.or(Class::POSSESSIVE)) && !self.may_precede_determiner(k, floor) {
                break;
            }
            if self.doc.tokens()[k].kind == TokenKind::Word
                && self.is(k, Class::OBJECT_PRONOUN)
                && !self.is(k, Class::POSSESSIVE)
                && k + 1 < top
            {
                break;
            }
        }
        best
    }

    /// Whether what stands before a determiner may still belong to the same noun phrase:
    /// `all of the`, `a spokesman for the`, `officials in the`.
    fn may_precede_determiner(&self, k: usize, floor: usize) -> bool {
        k > floor
            && (self.is(k - 1, Class::PREPOSITION)
                || self.is(k - 1, Class::DETERMINER)
                || self.lower_is(k - 1, &["and", "&", "or"]))
    }

    /// Where the subject starts when the clause opens with a prepositional phrase at `prep`.
    fn behind_opening_phrase(&self, prep: usize, top: usize) -> Option<usize> {
        (prep + 2..top).find(|&k| {
            self.is(k, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::SUBJECT_PRONOUN))
                && !self.is(k - 1, Class::PREPOSITION)
                || (self.is_capital(prep + 1)
                    && self.is_capital(k) != self.is_capital(k - 1)
                    && !self.is(k - 1, Class::PREPOSITION.or(Class::DETERMINER))
                    && self.is_capital(k - 1))
        })
    }

    fn joins_nominals(&self, k: usize, floor: usize) -> bool {
        if k <= floor || !self.lower_is(k, &["and", "or", "&"]) {
            return false;
        }
        let both_names = self.is_capital(k - 1) && self.is_capital(k + 1);
        let determined = self.is(k + 1, Class::DETERMINER.or(Class::POSSESSIVE)) && !self.is_comma(k - 1);
        let lower = self.is_lower_word(k - 1)
            && self.is_lower_word(k + 1)
            && !self.is_finite_cue(k - 1)
            && !self.has_verb(floor.max(k.saturating_sub(6))..k);
        both_names || lower || (determined && !self.has_verb(floor.max(k.saturating_sub(8))..k))
    }

    fn is_abbreviated(&self, k: usize) -> bool {
        k > self.range.start && self.is_capital(k - 1) && self.doc.tokens()[k - 1].span.len() <= 5
    }

    /// Whether a range holds an auxiliary or a frequent verb.
    fn has_verb(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|k| {
            (self.is(k, Class::AUXILIARY) && !self.lower_is(k, &["'s", "\u{2019}s"]))
                || self.is(k, Class::VERB)
                || self.looks_past(k)
        })
    }

    /// A small word that ends like a past form.
    fn looks_past(&self, k: usize) -> bool {
        self.is_lower_word(k) && self.word(k).ends_with("ed") && self.word(k).len() > 4
    }

    fn is_cue_before(&self, k: usize) -> bool {
        self.range.contains(&k) && !CueLexicon::english().readings(self.doc.tokens()[k].hash).is_empty()
    }

    /// Whether token `k` can be a finite verb that reports.
    pub fn is_finite_cue(&self, k: usize) -> bool {
        self.range.contains(&k) && !self.is_capital(k) && self.is_finite_cue_word(k)
    }

    /// The same whatever its case.
    pub fn is_finite_cue_word(&self, k: usize) -> bool {
        self.range.contains(&k)
            && CueLexicon::english().readings(self.doc.tokens()[k].hash).iter().any(|e| {
                e.kind == CueKind::Verb
                    && matches!(e.form, Form::Past | Form::Third)
                    && e.frames.meets(Frames::CLAUSE.or(Frames::QUOTE))
            })
    }

    /// The noun phrase that opens the unit, before its first verb, as the subject that a
    /// participle at `before` leans on.
    pub fn opening_subject(&self, before: usize) -> Option<Range<usize>> {
        let mut i = self.range.start;
        if self.is(i, Class::PREPOSITION.or(Class::SUBORDINATOR)) {
            i = (i..before).find(|&k| self.is_comma(k))? + 1;
        }
        let verb = (i..before).find(|&k| {
            self.quote(k).is_none()
                && self.is_lower_word(k)
                && (self.is(k, Class::AUXILIARY) && !self.lower_is(k, &["'s", "\u{2019}s"])
                    || self.is(k, Class::VERB)
                    || self.looks_past(k)
                    || self.is_finite_cue(k)
                    || self.is_base_cue(k))
        })?;
        self.subject_left(verb).filter(|s| s.start >= i)
    }

    /// The noun phrase that starts at `start`, with its apposition: the subject of `said X`,
    /// the source of `according to X`, an addressee.
    pub fn phrase_right(&self, start: usize, with_apposition: bool) -> Option<Range<usize>> {
        let mut i = start;
        let limit = self.range.end.min(start + LONGEST_SUBJECT);
        while i < limit {
            if self.quote(i).is_some() {
                let end = self.quote_end(i);
                if end - i <= 5 && i > start && self.is_capital(i - 1) {
                    i = end;
                    continue;
                }
                break;
            }
            if self.is_mark(i) {
                if self.word(i) == "(" {
                    match (i..limit).find(|&k| self.word(k) == ")") {
                        Some(k) => {
                            i = k + 1;
                            continue;
                        }
                        None => break,
                    }
                }
                if matches!(self.word(i), "&" | "/" | "'" | "\u{2019}" | "$" | "%")
                    || (self.word(i) == "."
                        && self.is_abbreviated(i)
                        && i + 1 < limit
                        && self.is_capital(i + 1))
                {
                    i += 1;
                    continue;
                }
                if with_apposition && self.is_comma(i) && i > start && self.opens_apposition(i + 1) {
                    i = self.apposition_end(i + 1, limit);
                    continue;
                }
                break;
            }
            let small = self.is_lower_word(i);
            if i > start
                && small
                && (self.is(i, Class::AUXILIARY) && !self.lower_is(i, &["'s", "\u{2019}s"])
                    || self.is(i, Class::VERB))
            {
                break;
            }
            if i == start
                && self.is(i, Class::SUBJECT_PRONOUN.or(Class::OBJECT_PRONOUN))
                && !self.is(i, Class::POSSESSIVE)
            {
                return Some(i..i + 1);
            }
            if i > start && small && self.lower_is(i, &["who", "which", "whose"]) && with_apposition {
                i = self.apposition_end(i, limit);
                continue;
            }
            if i > start
                && small
                && self.is(
                    i,
                    Class::SUBORDINATOR.or(Class::QUESTION).or(Class::SUBJECT_PRONOUN).or(Class::RELATIVE),
                )
                && !self.lower_is(i, &["of", "for"])
            {
                break;
            }
            if i > start && self.lower_is(i, &["that"]) {
                break;
            }
            if self.is(i, Class::WEEKDAY) && i > start && !self.is_time_inside(i) {
                break;
            }
            if i > start
                && self.is(i, Class::PREPOSITION)
                && (self.is(i + 1, Class::WEEKDAY) || self.is_occasion(i))
            {
                break;
            }
            if i > start
                && self.lower_is(i, &["to"])
                && !self.is_capital(i + 1)
                && !self.is(i + 1, Class::DETERMINER.or(Class::POSSESSIVE))
            {
                break;
            }
            if i > start && self.is_adverb(i) && small && !self.is(i, Class::DETERMINER) {
                break;
            }
            if i > start
                && self.is(i, Class::CONJUNCTION)
                && !(self.lower_is(i, &["and", "&"])
                    && !self.is_finite_cue(i + 1)
                    && !self.is(i + 1, Class::SUBJECT_PRONOUN))
            {
                break;
            }
            i += 1;
        }
        while i > start
            && (self.is(i - 1, Class::PREPOSITION.or(Class::CONJUNCTION)) && self.is_lower_word(i - 1))
        {
            i -= 1;
        }
        (i > start && !(i == start + 1 && self.is_mark(start))).then_some(start..i)
    }

    fn is_time_inside(&self, i: usize) -> bool {
        self.lower_is(
            i,
            &["may", "night", "week", "month", "year", "morning", "last", "next", "this", "march"],
        ) && !self.is(i - 1, Class::PREPOSITION)
    }

    /// `in an interview`, `in a statement`, `at a news conference`, `on Twitter`: where it was said.
    pub fn is_occasion(&self, i: usize) -> bool {
        const OCCASIONS: [&str; 34] = [
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
        if !self.lower_is(i, &["in", "at", "on", "during", "by", "via", "after", "before", "through"]) {
            return false;
        }
        (i + 1..(i + 7).min(self.range.end))
            .take_while(|&k| !self.is_mark(k) && !self.is(k, Class::PREPOSITION))
            .any(|k| self.lower_is(k, &OCCASIONS))
    }

    fn opens_apposition(&self, i: usize) -> bool {
        if i >= self.range.end || self.quote(i).is_some() {
            return false;
        }
        let determiner =
            self.is(i, Class::DETERMINER) && !self.lower_is(i, &["that", "this", "what", "which", "no"]);
        let relative = self.lower_is(i, &["who", "whose", "which"]);
        let number = self.doc.tokens()[i].kind == TokenKind::Number;
        let role = self.is_lower_word(i)
            && !self.is(
                i,
                Class::SUBORDINATOR
                    .or(Class::CONJUNCTION)
                    .or(Class::PREPOSITION)
                    .or(Class::AUXILIARY)
                    .or(Class::SUBJECT_PRONOUN)
                    .or(Class::ADVERB)
                    .or(Class::VERB)
                    .or(Class::QUESTION),
            )
            && !self.word(i).ends_with("ing")
            && !self.is_adverb(i)
            && !self.looks_past(i);
        let post = self.is_capital(i) && !self.is(i, Class::WEEKDAY) && !self.is(i, Class::SUBJECT_PRONOUN);
        determiner || relative || number || role || post
    }

    /// First token behind an apposition that starts at `start`: a comma or the end.
    fn apposition_end(&self, start: usize, limit: usize) -> usize {
        let mut i = start;
        while i < limit {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                continue;
            }
            if (self.is_comma(i) || self.is_end(i) || self.word(i) == ":")
                && !(self.word(i) == "." && self.is_abbreviated(i) && self.is_capital(i + 1))
            {
                break;
            }
            i += 1;
        }
        i.min(limit)
    }

    /// First token behind a reported clause that starts at `start`.
    pub fn clause_end(&self, start: usize, tense: Form) -> usize {
        let mut i = start;
        while i < self.range.end {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                // `called it “unfair,” but …`: a comma set inside the quotation ends the report too.
                let comma = i >= start + 3 && matches!(self.word(i - 2), ",") && self.quote(i - 1).is_some();
                if comma && (self.lower_is(i, &["but", "meaning"]) || self.starts_participle(i)) {
                    break;
                }
                continue;
            }
            if self.is_mark(i) && i + 1 >= self.range.end && self.is_end(i) {
                break;
            }
            if self.is_comma(i) && self.lower_is(i + 1, &["although", "though", "despite"]) {
                break;
            }
            if self.word(i) == ";" || (self.word(i) == ")" && !(start..i).any(|k| self.word(k) == "(")) {
                break;
            }
            if self.is_comma(i) && self.starts_other_report(i + 1, tense) {
                break;
            }
            if i > start && self.is(i, Class::CONJUNCTION) && self.starts_other_verb(i + 1, tense) {
                break;
            }
            i += 1;
        }
        // A closing full stop inside a quotation at the end belongs to the quotation.
        while i > start
            && self.is_mark(i - 1)
            && self.quote(i - 1).is_none()
            && matches!(self.word(i - 1), "," | "." | "\u{2014}" | "\u{2013}" | "--")
        {
            if self.word(i - 1) == "." && self.is_abbreviated(i - 1) && i < self.range.end {
                break;
            }
            i -= 1;
        }
        i
    }

    /// `, adding that`, `, according to`, `, but he said`.
    fn starts_other_report(&self, i: usize, tense: Form) -> bool {
        let mut k = i;
        if self.lower_is(k, &["according"]) || self.is_speech_verb(k, tense) && self.is_lower_word(k) {
            return true;
        }
        let conjunction = self.is(k, Class::CONJUNCTION);
        if conjunction {
            k += 1;
        }
        while self.is_adverb(k) {
            k += 1;
        }
        if self.gerund_cue(k) {
            return true;
        }
        if conjunction && self.starts_other_verb(k, tense) {
            return true;
        }
        // A clause of its own: `, but the minister said`.
        conjunction
            && (k..(k + 7).min(self.range.end))
                .take_while(|&j| !self.is_mark(j) && self.quote(j).is_none())
                .any(|j| {
                    j > k
                        && self.is_speech_verb(j, tense)
                        && self.subject_left(j).is_some_and(|s| s.start <= k + 1)
                })
    }

    fn starts_participle(&self, i: usize) -> bool {
        self.is_lower_word(i) && self.word(i).ends_with("ing") && self.word(i).len() > 5
    }

    fn gerund_cue(&self, k: usize) -> bool {
        self.range.contains(&k)
            && CueLexicon::english().readings(self.doc.tokens()[k].hash).iter().any(|e| {
                e.kind == CueKind::Verb
                    && e.form == Form::Gerund
                    && e.frames.meets(Frames::QUOTE.or(Frames::AS).or(Frames::ADDRESSEE))
            })
    }

    /// `and called for`, `and denied`: a second finite verb of the same subject.
    fn starts_other_verb(&self, i: usize, tense: Form) -> bool {
        let mut k = i;
        while self.is_adverb(k) {
            k += 1;
        }
        self.range.contains(&k)
            && self.quote(k).is_none()
            && self.is_lower_word(k)
            && CueLexicon::english().readings(self.doc.tokens()[k].hash).iter().any(|e| {
                e.kind == CueKind::Verb
                    && match tense {
                        Form::Past | Form::Third => e.form == tense,
                        Form::Gerund => e.form != Form::Base && e.frames.meets(Frames::QUOTE.or(Frames::AS)),
                        Form::Base | Form::Other => false,
                    }
            })
    }

    /// Whether token `k` is the past form of a verb of speech.
    pub(super) fn is_past_cue(&self, k: usize) -> bool {
        self.is_speech_verb(k, Form::Past)
    }

    fn is_speech_verb(&self, k: usize, tense: Form) -> bool {
        self.range.contains(&k)
            && CueLexicon::english()
                .readings(self.doc.tokens()[k].hash)
                .iter()
                .any(|e| e.kind == CueKind::Verb && e.form == tense && e.frames.meets(Frames::QUOTE))
    }

    /// First token behind a noun-phrase content that starts at `start`.
    pub fn phrase_end(&self, start: usize, tense: Form) -> usize {
        let mut i = start;
        while i < self.range.end {
            if self.quote(i).is_some() {
                i = self.quote_end(i);
                continue;
            }
            if self.is_end(i) || self.is_comma(i) || self.word(i) == ":" {
                if self.word(i) == "." && self.is_abbreviated(i) && i + 1 < self.range.end {
                    i += 1;
                    continue;
                }
                // `accused Kim, the leader, of`: on behind an apposition.
                let closing = (i + 1..(i + 9).min(self.range.end)).find(|&k| self.is_comma(k));
                match closing.filter(|&c| self.is_comma(i) && self.lower_is(c + 1, &["of", "as"])) {
                    Some(c) => {
                        i = c + 1;
                        continue;
                    }
                    None => break,
                }
            }
            let small = self.is_lower_word(i);
            if i > start
                && self.is(i, Class::WEEKDAY)
                && self.is_capital(i)
                && !self.is(i - 1, Class::PREPOSITION.or(Class::DETERMINER))
            {
                break;
            }
            if i > start
                && small
                && self.is(i, Class::SUBORDINATOR)
                && !self.lower_is(i, &["as", "so", "once", "where"])
            {
                break;
            }
            if i > start
                && small
                && (self.is_occasion(i) || self.is(i, Class::PREPOSITION) && self.is(i + 1, Class::WEEKDAY))
            {
                break;
            }
            if i > start && self.is(i, Class::CONJUNCTION) && self.starts_other_verb(i + 1, tense) {
                break;
            }
            i += 1;
        }
        i
    }

    /// Whether a clause can start at `i`: something that can be its subject stands there.
    pub fn opens_clause(&self, i: usize) -> bool {
        if !self.range.contains(&i) || self.is_mark(i) && self.word(i) != "$" {
            return false;
        }
        let token = &self.doc.tokens()[i];
        if self.is(i, Class::SUBJECT_PRONOUN.or(Class::DETERMINER).or(Class::POSSESSIVE).or(Class::NOBODY)) {
            return true;
        }
        token.kind == TokenKind::Number
            || token.is_capital()
            || !self.is(
                i,
                Class::PREPOSITION
                    .or(Class::CONJUNCTION)
                    .or(Class::AUXILIARY)
                    .or(Class::OBJECT_PRONOUN)
                    .or(Class::ADVERB)
                    .or(Class::RELATIVE),
            )
    }

    /// Whether the range holds something that reads as a finite verb.
    pub fn reads_as_clause(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|k| {
            self.quote(k).is_none()
                && ((self.is(k, Class::AUXILIARY)
                    && !self.lower_is(k, &["'s", "\u{2019}s", "being", "having", "doing"]))
                    || self.is(k, Class::VERB)
                    || self.looks_past(k)
                    || self.is_finite_cue(k)
                    || self.is_base_cue(k))
        })
    }

    /// `parents want`: a verb in its base form behind a noun in the plural.
    fn is_base_cue(&self, k: usize) -> bool {
        k > self.range.start
            && self.is_lower_word(k)
            && self.is_plural_before(k)
            && CueLexicon::english()
                .readings(self.doc.tokens()[k].hash)
                .iter()
                .any(|e| e.kind == CueKind::Verb && e.form == Form::Base)
    }

    fn is_plural_before(&self, k: usize) -> bool {
        let before = if self.is_adverb(k - 1) { k.saturating_sub(2) } else { k - 1 };
        self.range.contains(&before)
            && (self.word(before).ends_with('s') || self.is(before, Class::SUBJECT_PRONOUN))
    }
}
