//! Claim candidates: every word that may be a cue, with the content and subject it would have.
//!
//! This step is generous; the gate (see `gate.rs`) decides which candidates are claims.

use std::ops::Range;

use super::claim::Frame;
use super::lexicon::{CueEntry, CueKind, CueLexicon, Form, Frames};
use super::syntax::{Unit, VerbGroup};
use crate::text::{Case, Class, Document, TokenKind};

/// A possible claim.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Lemma of the cue, particle included.
    pub lemma: &'static str,
    pub kind: CueKind,
    pub form: Form,
    /// What the lexicon says may follow the cue.
    pub frames: Frames,
    pub frame: Frame,
    /// Tokens of the cue with its auxiliaries.
    pub cue: Range<usize>,
    /// Token ranges of the content, quotation marks at the edges included.
    pub content: Vec<Range<usize>>,
    pub subject: Option<Range<usize>>,
    pub passive: bool,
    pub negated: bool,
    pub modal: bool,
    pub infinitive: bool,
    pub unit: Range<usize>,
}

impl Candidate {
    /// Whether its form leaves no doubt: a dash and a name behind a quotation, or a name in
    /// capitals and a colon in a text that is a transcript.
    pub(super) fn is_certain(&self, transcript: bool) -> bool {
        self.lemma == "--" || transcript && self.lemma == ":"
    }
}

/// Whether a text is (in part) a transcript: two or more paragraphs open with a name in capitals
/// and a colon.
pub(super) fn is_transcript(doc: &Document<'_>) -> bool {
    let opens = |p: &&Range<usize>| {
        let named =
            (p.start..p.end.min(p.start + 3)).take_while(|&k| doc.tokens()[k].case == Case::Upper).count();
        named > 0 && doc.is_mark(p.start + named, ":")
    };
    doc.paragraphs().iter().filter(opens).nth(1).is_some()
}

/// Sentences with quotations kept whole: a sentence end inside a quotation ends no unit.
///
/// A unit of more than [`LONGEST_UNIT`] tokens is cut, so that text without sentence ends takes time
/// in proportion to its length.
pub(super) fn units(doc: &Document<'_>) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for sentence in doc.sentences() {
        let joins = units.last().is_some_and(|u| {
            u.end == sentence.start
                && u.len() < LONGEST_UNIT
                && sentence.start > 0
                && doc.quote_at(sentence.start).is_some()
                && doc.quote_at(sentence.start) == doc.quote_at(sentence.start - 1)
        });
        match units.last_mut() {
            Some(last) if joins => last.end = sentence.end,
            _ => units.push(sentence.clone()),
        }
        while let Some(last) = units.last_mut().filter(|u| u.len() > 2 * LONGEST_UNIT) {
            let cut = last.start + LONGEST_UNIT;
            let rest = cut..last.end;
            last.end = cut;
            units.push(rest);
        }
    }
    units
}

/// Tokens after which a sentence is cut. Sentences of news have 25, quotations of several
/// paragraphs a few hundred.
const LONGEST_UNIT: usize = 500;

/// All candidates of one unit, in the order of their cues.
pub(super) fn candidates(unit: &Unit<'_, '_>, previous: Option<&Range<usize>>, found: &mut Vec<Candidate>) {
    let lexicon = CueLexicon::english();
    let mut i = unit.range.start;
    while i < unit.range.end {
        if unit.quote(i).is_some() {
            i = unit.quote_end(i);
            continue;
        }
        let token = &unit.doc.tokens()[i];
        if token.kind == TokenKind::Word {
            if unit.lower_is(i, &["according"]) && unit.lower_is(i + 1, &["to"]) {
                found.extend(according(unit, i));
            }
            if unit.lower_is(i, &["in", "as"]) {
                found.extend(in_the_words_of(unit, i));
            }
            let mut seen_kinds = [false; 3];
            for entry in lexicon.readings(token.hash) {
                let Some(end) = particles_end(unit, i, entry) else { continue };
                // The longest reading of each kind that leads to content is taken.
                let slot = entry.kind as usize;
                if seen_kinds[slot] {
                    continue;
                }
                if let Some(candidate) = candidate(unit, previous, i, end, entry) {
                    seen_kinds[slot] = true;
                    found.push(candidate);
                }
            }
        }
        if unit.word(i) == ":" && token.kind == TokenKind::Mark {
            found.extend(headline(unit, i));
        }
        if token.kind == TokenKind::Mark
            && matches!(unit.word(i), "\u{2014}" | "\u{2013}" | "\u{2015}" | "--" | "-")
        {
            found.extend(dash(unit, i));
        }
        i += 1;
    }
}

fn particles_end(unit: &Unit<'_, '_>, at: usize, entry: &CueEntry) -> Option<usize> {
    let mut end = at + 1;
    for particle in &entry.particles {
        // An adverb may stand between: `spoke openly about`.
        if unit.is_adverb(end) && unit.range.contains(&(end + 1)) && unit.doc.tokens()[end].hash != *particle
        {
            end += 1;
        }
        if !unit.range.contains(&end) || unit.quote(end).is_some() || unit.doc.tokens()[end].hash != *particle
        {
            return None;
        }
        end += 1;
    }
    Some(end)
}

fn candidate(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    at: usize,
    end: usize,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let group = unit.verb_group(at, end, entry.form);
    match entry.kind {
        CueKind::Verb => verb(unit, previous, at, group, entry),
        CueKind::Noun => noun(unit, at, end, entry),
        CueKind::Adjective => adjective(unit, at, group, entry),
    }
}

fn verb(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    at: usize,
    group: VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    // `the said`, `a report`: a noun or adjective, not a verb.
    let determined = at > unit.range.start
        && unit.doc.tokens()[at - 1].is(Class::DETERMINER.or(Class::POSSESSIVE))
        && group.range.start == at
        && !unit.lower_is(
            at - 1,
            &[
                "that", "who", "which", "all", "both", "some", "many", "most", "several", "few", "this",
                "her", "one", "each", "others",
            ],
        );
    if determined || (unit.doc.tokens()[at].is_capital() && at > unit.range.start && entry.form == Form::Base)
    {
        return None;
    }
    // `"A," he said, "B"`: a quotation that ends right before the subject is the content, whatever follows.
    if entry.frames.meets(Frames::QUOTE.or(Frames::ADDRESSEE))
        && let Some(candidate) = left(unit, None, &group, entry)
            .filter(|c| ends_in_quotation(unit, c) || c.frame == Frame::Inverted && is_parenthesis(unit, c))
    {
        return Some(candidate);
    }
    if group.range.start == unit.range.start
        && entry.frames.meets(Frames::QUOTE)
        && entry.form != Form::Gerund
        && let Some(candidate) = verb_first(unit, &group, entry)
    {
        return Some(candidate);
    }
    let right = right_of(unit, &group, entry);
    let passive_agent = group.passive.then(|| agent(unit, group.range.end)).flatten();
    let (frame, content, cue_end) = match right {
        Some(found) => found,
        None => return left(unit, previous, &group, entry),
    };
    let subject = if group.passive {
        passive_agent.map(|(phrase, _)| phrase)
    } else {
        grammatical_subject(unit, &group, entry.form)
    };
    Some(Candidate {
        lemma: &entry.lemma,
        kind: entry.kind,
        form: entry.form,
        frames: entry.frames,
        frame,
        cue: group.range.start..cue_end.max(group.range.end),
        content,
        subject,
        passive: group.passive,
        negated: group.negated,
        modal: group.modal,
        infinitive: group.infinitive,
        unit: unit.range.clone(),
    })
}

/// `Said Ellis: "…"`.
fn verb_first(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &'static CueEntry) -> Option<Candidate> {
    let subject = unit.phrase_right(group.range.end, true)?;
    let colon = subject.end;
    let start = if unit.word(colon) == ":" || unit.is_comma(colon) { colon + 1 } else { colon };
    if !(unit.word(colon) == ":" && !unit.is_end(start) || unit.is_quote_open(start)) {
        return None;
    }
    let end = if unit.is_quote_open(start) { unit.quote_end(start) } else { end_of_unit(unit) };
    Some(Candidate {
        lemma: &entry.lemma,
        kind: entry.kind,
        form: entry.form,
        frames: entry.frames,
        frame: Frame::Colon,
        cue: group.range.clone(),
        content: vec![start..end],
        subject: Some(subject),
        passive: false,
        negated: group.negated,
        modal: group.modal,
        infinitive: false,
        unit: unit.range.clone(),
    })
}

fn ends_in_quotation(unit: &Unit<'_, '_>, candidate: &Candidate) -> bool {
    candidate
        .content
        .first()
        .is_some_and(|r| unit.doc.quote_at(r.end - 1).is_some() && unit.doc.quote_at(r.start).is_some())
}

/// `…, said the bank, …`: verb and subject stand alone between commas, behind a whole clause.
fn is_parenthesis(unit: &Unit<'_, '_>, candidate: &Candidate) -> bool {
    let closed = candidate.subject.as_ref().is_some_and(|s| unit.is_comma(s.end) || unit.is_end(s.end));
    closed
        && unit.is_comma(candidate.cue.start.wrapping_sub(1))
        && candidate.content.first().is_some_and(|r| unit.reads_as_clause(r.clone()))
}

/// Content to the right of a verb group: its frame, its pieces, and where the cue ends.
fn right_of(
    unit: &Unit<'_, '_>,
    group: &VerbGroup,
    entry: &CueEntry,
) -> Option<(Frame, Vec<Range<usize>>, usize)> {
    let frames = entry.frames;
    let clausal = Frames::CLAUSE.or(Frames::THAT);
    let mut i = group.range.end;
    while unit.is_adverb(i) && !unit.lower_is(i, &["all", "both", "so", "once", "now", "never"]) {
        i += 1;
    }
    if group.passive {
        if frames.meets(Frames::AS) && unit.lower_is(i, &["as", "a", "an", "the"]) {
            let start = if unit.lower_is(i, &["as"]) { i + 1 } else { i };
            return piece(Frame::As, start..unit.phrase_end(start, entry.form), group.range.end);
        }
        if frames.meets(Frames::OBJECT_INFINITIVE.or(Frames::CLAUSE)) && unit.lower_is(i, &["to"]) {
            return piece(Frame::ObjectInfinitive, i..unit.clause_end(i, entry.form), group.range.end);
        }
    }
    if frames.meets(clausal.or(Frames::QUOTE).or(Frames::ADDRESSEE))
        && let Some(found) = clausal_at(unit, i, entry, group.range.end)
    {
        return Some(found);
    }
    if frames.meets(Frames::INFINITIVE)
        && unit.lower_is(i, &["to"])
        && !unit
            .doc
            .tokens()
            .get(i + 1)
            .is_some_and(|t| t.is(Class::DETERMINER.or(Class::POSSESSIVE)) || t.is_capital())
    {
        return piece(Frame::Infinitive, i..unit.clause_end(i, entry.form), group.range.end);
    }
    if frames.meets(Frames::OBJECT_INFINITIVE)
        && let Some(object) = unit.phrase_right(i, false)
        && unit.lower_is(behind_occasion(unit, object.end), &["to"])
        && !unit.is_end(i)
    {
        return piece(Frame::ObjectInfinitive, i..unit.clause_end(i, entry.form), group.range.end);
    }
    if frames.meets(Frames::ADDRESSEE)
        && let Some(addressee) = unit.phrase_right(i, false)
        && !unit.lower_is(i, &["that", "how", "why", "what", "whether"])
    {
        let mut after = addressee.end;
        while after < unit.range.end
            && (unit.is_occasion(after)
                || unit.doc.tokens()[after].is(Class::WEEKDAY)
                || unit.is_adverb(after)
                || unit.lower_is(after, &["on", "in", "at"]))
            && after < addressee.end + 10
            && !unit.lower_is(after, &["that"])
        {
            after += 1;
        }
        if let Some(found) = clausal_at(unit, after, entry, addressee.end) {
            return Some(found);
        }
        if unit.lower_is(after, &["of", "about"]) {
            return piece(Frame::Noun, after + 1..unit.phrase_end(after + 1, entry.form), addressee.end);
        }
        return None;
    }
    if frames.meets(Frames::AS) && starts_phrase(unit, i) {
        return piece(Frame::As, i..unit.phrase_end(i, entry.form), group.range.end);
    }
    if frames.meets(Frames::NOUN) && starts_phrase(unit, i) && !unit.lower_is(i, &["to", "as", "by"]) {
        return piece(Frame::Noun, i..unit.phrase_end(i, entry.form), group.range.end);
    }
    None
}

/// First token behind `at a rally` and the like, where it stands at `i`.
fn behind_occasion(unit: &Unit<'_, '_>, i: usize) -> usize {
    if !unit.is_occasion(i) {
        return i;
    }
    (i + 1..(i + 8).min(unit.range.end))
        .find(|&k| unit.lower_is(k, &["to", "that"]) || unit.is_comma(k))
        .unwrap_or(i)
}

fn starts_phrase(unit: &Unit<'_, '_>, i: usize) -> bool {
    if !unit.range.contains(&i) {
        return false;
    }
    if unit.is_quote_open(i) {
        return true;
    }
    let token = &unit.doc.tokens()[i];
    token.kind != TokenKind::Mark
        && !token.is(Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATOR)
            .or(Class::AUXILIARY)
            .or(Class::WEEKDAY))
        || token.is(Class::DETERMINER.or(Class::POSSESSIVE))
}

/// A clause or quotation that starts at `i`, perhaps behind phrases of place and time.
fn clausal_at(
    unit: &Unit<'_, '_>,
    i: usize,
    entry: &CueEntry,
    cue_end: usize,
) -> Option<(Frame, Vec<Range<usize>>, usize)> {
    let frames = entry.frames;
    let clausal = Frames::CLAUSE.or(Frames::THAT).or(Frames::ADDRESSEE);
    if unit.is_end(i) {
        return None;
    }
    if unit.word(i) == ":" {
        let content = i + 1..end_of_unit(unit);
        return if content.is_empty() { None } else { piece(Frame::Colon, content, i + 1) };
    }
    if unit.is_quote_open(i) {
        let end = quotation_end(unit, i, entry.form);
        return piece(Frame::QuoteAfter, i..end, cue_end);
    }
    if unit.is_comma(i) {
        if unit.is_quote_open(i + 1) {
            return piece(Frame::QuoteAfter, i + 1..quotation_end(unit, i + 1, entry.form), cue_end);
        }
        // `said, in a statement, that …`
        let second = (i + 1..(i + 15).min(unit.range.end)).find(|&k| unit.is_comma(k));
        return match second {
            Some(k) if unit.lower_is(k + 1, &["that"]) && frames.meets(clausal) => {
                piece(Frame::That, k + 2..unit.clause_end(k + 2, entry.form), cue_end)
            }
            Some(k)
                if unit.is_quote_open(k + 1)
                    && frames.meets(Frames::QUOTE)
                    && k - i > 1
                    && unit.doc.tokens()[i + 1].is(Class::PREPOSITION.or(Class::SUBORDINATOR)) =>
            {
                piece(Frame::QuoteAfter, k + 1..quotation_end(unit, k + 1, entry.form), cue_end)
            }
            _ => None,
        };
    }
    if unit.lower_is(i, &["that"]) && frames.meets(clausal) && !unit.is_end(i + 1) {
        // `said that day`: a determiner, not a complementiser, cannot be told apart here; it is rare.
        return piece(Frame::That, i + 1..unit.clause_end(i + 1, entry.form), cue_end);
    }
    if unit.lower_is(i, &["whether", "how", "why", "what", "who", "if", "where", "when"])
        && frames.meets(clausal)
    {
        let conditional = unit.lower_is(i, &["if", "when", "where"]);
        if !conditional || frames.meets(Frames::THAT) || frames.meets(Frames::ADDRESSEE) {
            return piece(Frame::Question, i..unit.clause_end(i, entry.form), cue_end);
        }
        return None;
    }
    let token = &unit.doc.tokens()[i];
    if token.is(Class::PREPOSITION.or(Class::WEEKDAY)) && !unit.lower_is(i, &["to", "than", "as"])
        || unit.lower_is(i, &["later", "earlier", "last", "to"]) && frames.meets(Frames::QUOTE)
    {
        return behind_circumstance(unit, i, entry, cue_end);
    }
    if frames.meets(Frames::CLAUSE.or(Frames::ADDRESSEE)) && unit.opens_clause(i) {
        let end = unit.clause_end(i, entry.form);
        if unit.reads_as_clause(i..end)
            && !(entry.frames.meets(Frames::ADDRESSEE)
                && !frames.meets(Frames::CLAUSE)
                && i == cue_end
                && !unit.doc.tokens()[i].is(Class::SUBJECT_PRONOUN))
        {
            // `told reporters the talks …`: the clause starts behind the addressee, not with it.
            let own = !frames.meets(Frames::ADDRESSEE)
                || i > cue_end
                || unit.lower_is(i, &["he", "she", "they", "we", "i"])
                || frames.meets(Frames::QUOTE)
                    && !unit.lower_is(
                        cue_end - 1,
                        &["told", "tell", "tells", "telling", "informed", "reminded", "assured"],
                    );
            if own {
                return piece(Frame::Bare, i..end, cue_end);
            }
        }
    }
    None
}

/// `said in a statement on Monday that …`: goes on behind the circumstance for a complementiser,
/// a quotation or, behind a word of time, a bare clause.
fn behind_circumstance(
    unit: &Unit<'_, '_>,
    start: usize,
    entry: &CueEntry,
    cue_end: usize,
) -> Option<(Frame, Vec<Range<usize>>, usize)> {
    let limit = unit.range.end.min(start + 25);
    let clausal = Frames::CLAUSE.or(Frames::THAT).or(Frames::ADDRESSEE);
    let mut i = start;
    while i < limit {
        if unit.is_end(i) {
            return None;
        }
        if unit.lower_is(i, &["that"]) && entry.frames.meets(clausal) && i > start + 1 {
            return piece(Frame::That, i + 1..unit.clause_end(i + 1, entry.form), cue_end);
        }
        if unit.word(i) == ":" {
            return piece(Frame::Colon, i + 1..end_of_unit(unit), i + 1);
        }
        if unit.is_quote_open(i) && entry.frames.meets(Frames::QUOTE) {
            return piece(Frame::QuoteAfter, i..quotation_end(unit, i, entry.form), cue_end);
        }
        if unit.is_comma(i) {
            return if unit.is_quote_open(i + 1) && entry.frames.meets(Frames::QUOTE.or(Frames::CLAUSE)) {
                piece(Frame::QuoteAfter, i + 1..quotation_end(unit, i + 1, entry.form), cue_end)
            } else {
                None
            };
        }
        let time =
            unit.doc.tokens()[i].is(Class::WEEKDAY) && !unit.lower_is(i, &["may", "last", "this", "next"]);
        if time
            && entry.frames.meets(Frames::CLAUSE.or(Frames::ADDRESSEE))
            && unit.opens_clause(i + 1)
            && !unit.lower_is(i + 1, &["that"])
            && !unit.doc.tokens()[(i + 1).min(unit.range.end - 1)].is(Class::WEEKDAY)
        {
            let end = unit.clause_end(i + 1, entry.form);
            if unit.doc.tokens().get(i + 1).is_some_and(|t| t.kind != TokenKind::Number)
                && unit.reads_as_clause(i + 1..end)
            {
                return piece(Frame::Bare, i + 1..end, cue_end);
            }
        }
        i += 1;
    }
    None
}

/// End of content that starts with a quotation: the quotation alone where it is set off and
/// complete, the whole clause where words go on behind it.
fn quotation_end(unit: &Unit<'_, '_>, start: usize, tense: Form) -> usize {
    let end = unit.quote_end(start);
    let complete = end >= 2 && matches!(unit.word(end - 2), "." | "!" | "?" | "," | "\u{2026}");
    if complete || unit.is_end(end) || unit.is_comma(end) {
        return end;
    }
    unit.clause_end(start, tense)
}

/// What a speaker's name and a colon introduce: the rest of the paragraph.
fn colon_end(unit: &Unit<'_, '_>) -> usize {
    let paragraph = unit.doc.paragraphs().get(unit.doc.paragraph_of(unit.range.start));
    paragraph.map_or(unit.range.end, |p| p.end).max(unit.range.end)
}

/// `"…" — Rosa Aro`: a dash and a name behind a quotation end its line.
fn dash(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let behind_quotation = at > unit.range.start && unit.quote(at - 1).is_some();
    let subject = unit.phrase_right(at + 1, true)?;
    let named = unit.doc.tokens()[subject.start].is_capital() && unit.quote(subject.start).is_none();
    if !behind_quotation || !named || !unit.is_end(subject.end) {
        return None;
    }
    Some(Candidate {
        lemma: "--",
        kind: CueKind::Noun,
        form: Form::Other,
        frames: Frames::default(),
        frame: Frame::Inverted,
        cue: at..at + 1,
        content: vec![unit.quote_start(at - 1)..at],
        subject: Some(subject),
        passive: false,
        negated: false,
        modal: false,
        infinitive: false,
        unit: unit.range.clone(),
    })
}

fn end_of_unit(unit: &Unit<'_, '_>) -> usize {
    let mut end = unit.range.end;
    while end > unit.range.start
        && unit.is_end(end - 1)
        && unit.quote(end - 1).is_none()
        && !matches!(unit.word(end - 1), ")" | "]")
    {
        end -= 1;
    }
    end
}

fn piece(frame: Frame, range: Range<usize>, cue_end: usize) -> Option<(Frame, Vec<Range<usize>>, usize)> {
    (!range.is_empty()).then(|| (frame, vec![range], cue_end))
}

/// The agent of a passive: `by X` behind the verb.
fn agent(unit: &Unit<'_, '_>, from: usize) -> Option<(Range<usize>, usize)> {
    (from..(from + 12).min(unit.range.end))
        .find(|&k| unit.lower_is(k, &["by"]))
        .and_then(|k| unit.phrase_right(k + 1, true).map(|p| (p, k)))
}

/// The subject of a verb group: left of it, or of the clause that it leans on.
fn grammatical_subject(unit: &Unit<'_, '_>, group: &VerbGroup, form: Form) -> Option<Range<usize>> {
    let start = group.range.start;
    if form == Form::Gerund && start > unit.range.start && unit.lower_is(start - 1, &["as"]) {
        // `quoted an aide as saying`: whoever is quoted speaks.
        let quoted = (unit.range.start..start - 1)
            .rev()
            .take(25)
            .find(|&k| unit.lower_is(k, &["quoted", "quotes", "quoting", "cited", "cites", "citing"]))?;
        return (quoted + 1 < start - 1).then_some(quoted + 1..start - 1);
    }
    if form == Form::Gerund && !group.passive && !has_be(unit, group) || group.infinitive {
        return None;
    }
    if start > unit.range.start && unit.doc.tokens()[start - 1].is(Class::CONJUNCTION) {
        return None;
    }
    let subject = unit.subject_left(start)?;
    if unit.lower_is(subject.start, &["who", "which", "that"]) && subject.len() == 1 {
        // `a doctor who said`: the antecedent speaks.
        let end =
            if unit.is_comma(subject.start.wrapping_sub(1)) { subject.start - 1 } else { subject.start };
        return unit
            .subject_left(end)
            .map(|s| s.start..subject.start.max(s.end))
            .map(|s| s.start..s.end.min(end));
    }
    Some(subject)
}

fn has_be(unit: &Unit<'_, '_>, group: &VerbGroup) -> bool {
    group.range.clone().any(|k| unit.doc.tokens()[k].is(Class::BE))
}

/// Content to the left: `…, X said`, `…, said X`, `…, X said, …`.
fn left(
    unit: &Unit<'_, '_>,
    previous: Option<&Range<usize>>,
    group: &VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    if !entry.frames.meets(Frames::QUOTE.or(Frames::CLAUSE).or(Frames::ADDRESSEE))
        || group.passive
        || group.infinitive
    {
        return None;
    }
    let found = after_quotation(unit, group)
        .or_else(|| inverted(unit, group, entry))
        .or_else(|| subject_first(unit, group));
    let (frame, subject, content_end, mut rest) = found?;
    if frame == Frame::Final {
        if entry.frames.meets(Frames::ADDRESSEE)
            && let Some(addressee) = unit.phrase_right(rest, false)
        {
            rest = addressee.end;
        }
        // Circumstances behind the verb: `…, she said in a statement on Monday.`
        let circumstance = rest;
        while rest < unit.range.end
            && !unit.is_comma(rest)
            && unit.quote(rest).is_none()
            && !unit.is_end(rest)
            && rest - circumstance < 40
        {
            rest += 1;
        }
    }
    let mut content = Vec::new();
    if content_end > unit.range.start {
        let comma = unit.is_comma(content_end - 1);
        let quoted = unit.quote(content_end - 1).is_some();
        let mark = matches!(unit.word(content_end - 1), "?" | "!");
        if !(comma || quoted || mark) {
            return None;
        }
        let end = if comma { content_end - 1 } else { content_end };
        content.push(left_start(unit, end)..end);
    } else {
        content.push(quotation_before(unit, previous?)?);
    }
    content.retain(|r| !r.is_empty());
    let first = content.first()?.clone();
    let frame = continuation(unit, rest, &first, &mut content).unwrap_or(frame);
    Some(Candidate {
        lemma: &entry.lemma,
        kind: entry.kind,
        form: entry.form,
        frames: entry.frames,
        frame,
        cue: group.range.clone(),
        content,
        subject: Some(subject),
        passive: false,
        negated: group.negated,
        modal: group.modal,
        infinitive: false,
        unit: unit.range.clone(),
    })
}

/// A frame, its subject, where the content ends and where the rest begins.
type LeftForm = (Frame, Range<usize>, usize, usize);

/// `"…," X, a doctor, said`: the subject stands right behind a quotation.
fn after_quotation(unit: &Unit<'_, '_>, group: &VerbGroup) -> Option<LeftForm> {
    let end = group.range.start;
    let adjoins = |start: usize| {
        start.checked_sub(1).filter(|b| *b >= unit.range.start).is_some_and(|before| {
            unit.quote(before).is_some()
                || unit.is_comma(before) && before > unit.range.start && unit.quote(before - 1).is_some()
        })
    };
    if let Some(subject) = unit.subject_left(end).filter(|s| adjoins(s.start)) {
        return Some((Frame::Final, subject.clone(), subject.start, group.range.end));
    }
    // Several appositions: all between the quotation and the verb is the subject.
    let floor = unit.range.start.max(end.saturating_sub(30));
    let start = (floor..end).rev().find(|&k| unit.quote(k).is_some())? + 1;
    let start = if unit.is_comma(start) { start + 1 } else { start };
    let closing = unit.is_comma(end - 1) && (start..end - 1).any(|k| unit.is_comma(k));
    let one_phrase = (start..end).all(|k| !unit.is_end(k) && !unit.is_past_cue(k));
    let named = unit.doc.tokens().get(start).is_some_and(|t| t.is_capital() || t.is(Class::DETERMINER));
    (closing && one_phrase && named).then(|| (Frame::Final, start..end - 1, start, group.range.end))
}

/// `…, said X`: the verb right behind the content, the subject behind the verb.
fn inverted(unit: &Unit<'_, '_>, group: &VerbGroup, entry: &CueEntry) -> Option<LeftForm> {
    let start = group.range.start;
    let behind_content = start == unit.range.start
        || start > unit.range.start
            && (unit.is_comma(start - 1)
                || unit.quote(start - 1).is_some()
                || matches!(unit.word(start - 1), "?" | "!"));
    if !behind_content || !entry.frames.meets(Frames::QUOTE) || entry.form == Form::Gerund {
        return None;
    }
    let subject = unit.phrase_right(group.range.end, true)?;
    if unit.doc.tokens()[subject.start].is(Class::PREPOSITION) {
        return None;
    }
    let rest = subject.end;
    Some((Frame::Inverted, subject, start, rest))
}

/// `…, X said`.
fn subject_first(unit: &Unit<'_, '_>, group: &VerbGroup) -> Option<LeftForm> {
    let subject = unit.subject_left(group.range.start)?;
    Some((Frame::Final, subject.clone(), subject.start, group.range.end))
}

/// The quotation that ends the unit before, in the same paragraph: `"Go!" Ferro said.`
fn quotation_before(unit: &Unit<'_, '_>, previous: &Range<usize>) -> Option<Range<usize>> {
    let doc = unit.doc;
    let last = previous.end.checked_sub(1)?;
    let quote = doc.quote_at(last)?;
    let adjoins = previous.end == unit.range.start
        && doc.paragraph_of(previous.start) == doc.paragraph_of(unit.range.start);
    if !adjoins {
        return None;
    }
    let mut start = last;
    while start > previous.start && doc.quote_at(start - 1) == Some(quote) {
        start -= 1;
    }
    Some(start..previous.end)
}

/// Where content that ends before `end` starts: the start of its quotation when it ends in one
/// that is set off, else the start of the unit.
fn left_start(unit: &Unit<'_, '_>, end: usize) -> usize {
    let start = unit.range.start;
    if unit.quote(end - 1).is_some() {
        let quote = unit.quote_start(end - 1);
        let set_off = quote == start
            || unit.is_comma(quote - 1)
            || unit.word(quote - 1) == ":"
            || quote == start + 1 && unit.doc.tokens()[start].is(Class::CONJUNCTION.or(Class::ADVERB));
        if set_off && quote + 3 < end {
            return quote;
        }
    }
    // `But the talks failed, he said`: the conjunction is the reporter's, but belongs to the clause.
    start
}

/// A second piece of content behind a parenthetical cue.
fn continuation(
    unit: &Unit<'_, '_>,
    rest: usize,
    first: &Range<usize>,
    content: &mut Vec<Range<usize>>,
) -> Option<Frame> {
    let quoted_first = unit.doc.quote_at(first.start).is_some()
        && unit.doc.quote_at(first.start) == unit.doc.quote_at(first.end - 1);
    if unit.is_quote_open(rest) {
        content.push(rest..unit.quote_end(rest));
        return Some(Frame::Medial);
    }
    if !unit.is_comma(rest) && unit.word(rest) != ":" {
        return None;
    }
    if unit.is_quote_open(rest + 1) {
        content.push(rest + 1..unit.quote_end(rest + 1));
        return Some(Frame::Medial);
    }
    if quoted_first {
        // `"A," she said, referring to the bill, "B."`
        let open = (rest + 2..(rest + 16).min(unit.range.end)).find(|&k| unit.is_quote_open(k))?;
        let plain = (unit.is_comma(open - 1)
            || open == rest + 2 && unit.doc.tokens()[rest + 1].is(Class::CONJUNCTION))
            && !(rest..open).any(|k| unit.is_finite_cue(k));
        if plain {
            content.push(open..unit.quote_end(open));
        }
        return plain.then_some(Frame::Medial);
    }
    if !unit.is_comma(rest) {
        return None;
    }
    let end = unit.clause_end(rest + 1, Form::Past);
    let reporter = unit.doc.tokens().get(rest + 1).is_some_and(|t| t.is(Class::RELATIVE))
        || unit.lower_is(
            rest + 1,
            &["adding", "according", "citing", "noting", "saying", "referring", "speaking"],
        );
    if !reporter && end > rest + 2 {
        content.push(rest + 1..end);
        return Some(Frame::Medial);
    }
    None
}

/// `according to X` before, inside or after what X is said to say.
fn according(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    let source = unit.phrase_right(at + 2, true)?;
    let mut content = Vec::new();
    let mut frame = Frame::AccordingAfter;
    let opening = at == unit.range.start
        || (at == unit.range.start + 1 && unit.doc.tokens()[unit.range.start].is(Class::CONJUNCTION));
    if opening {
        // `According to X, a spokesman, the talks …`: the source ends at the last comma before the clause.
        let source = unit.phrase_right(at + 2, false)?;
        let mut start = source.end;
        while start < unit.range.end && !unit.is_comma(start) {
            start += 1;
        }
        if start >= unit.range.end {
            return None;
        }
        content.push(start + 1..unit.clause_end(start + 1, Form::Other));
        frame = Frame::AccordingBefore;
        content.retain(|r| !r.is_empty());
        return finish_according(unit, at..at + 2, "according to", source, frame, content);
    }
    let end = if unit.is_comma(at - 1) { at - 1 } else { at };
    if end > unit.range.start {
        content.push(left_start(unit, end)..end);
    }
    if unit.is_comma(source.end) && !unit.is_end(source.end + 1) {
        let rest = source.end + 1..unit.clause_end(source.end + 1, Form::Other);
        if !rest.is_empty() && unit.is_comma(at - 1) && !unit.doc.tokens()[rest.start].is(Class::RELATIVE) {
            content.push(rest);
        }
    }
    finish_according(unit, at..at + 2, "according to", source, frame, content)
}

/// `In the words of X, …`, `in X's view, …`, `As X put it, …`.
fn in_the_words_of(unit: &Unit<'_, '_>, at: usize) -> Option<Candidate> {
    const OPINIONS: [&str; 7] = ["words", "view", "opinion", "eyes", "account", "telling", "estimation"];
    let (source, end) = if unit.lower_is(at, &["as"]) {
        let verb = (at + 2..(at + 14).min(unit.range.end))
            .find(|&k| unit.lower_is(k, &["put", "puts", "tells", "sees"]))?;
        if !unit.lower_is(verb + 1, &["it"]) {
            return None;
        }
        (unit.subject_left(verb).filter(|s| s.start > at)?, verb + 2)
    } else if unit.lower_is(at + 1, &["the"])
        && unit.lower_is(at + 2, &OPINIONS)
        && unit.lower_is(at + 3, &["of"])
    {
        let source = unit.phrase_right(at + 4, false)?;
        (source.clone(), source.end)
    } else {
        let noun = (at + 2..(at + 8).min(unit.range.end)).find(|&k| unit.lower_is(k, &OPINIONS))?;
        let possessed = unit.lower_is(noun - 1, &["'s", "\u{2019}s"]);
        let owner = at + 1..if possessed { noun - 1 } else { noun };
        if !possessed && !(owner.len() == 1 && unit.doc.tokens()[at + 1].is(Class::POSSESSIVE)) {
            return None;
        }
        (owner, noun + 1)
    };
    if at == unit.range.start {
        let start = if unit.is_comma(end) { end + 1 } else { end };
        let content = start..unit.clause_end(start, Form::Other);
        return finish_according(
            unit,
            at..end,
            "in the words of",
            source,
            Frame::AccordingBefore,
            vec![content],
        );
    }
    if !unit.is_comma(at - 1) || at - 1 == unit.range.start {
        return None;
    }
    let content = left_start(unit, at - 1)..at - 1;
    finish_according(unit, at..end, "in the words of", source, Frame::AccordingAfter, vec![content])
}

fn finish_according(
    unit: &Unit<'_, '_>,
    cue: Range<usize>,
    lemma: &'static str,
    source: Range<usize>,
    frame: Frame,
    mut content: Vec<Range<usize>>,
) -> Option<Candidate> {
    content.retain(|r| !r.is_empty());
    if content.is_empty() {
        return None;
    }
    Some(Candidate {
        lemma,
        kind: CueKind::Verb,
        form: Form::Other,
        frames: Frames::default(),
        frame,
        cue,
        content,
        subject: Some(source),
        passive: false,
        negated: false,
        modal: false,
        infinitive: false,
        unit: unit.range.clone(),
    })
}

/// `fears that …`, `a promise to …`, `support for …`.
fn noun(unit: &Unit<'_, '_>, at: usize, end: usize, entry: &'static CueEntry) -> Option<Candidate> {
    let (frame, content) =
        if entry.frames.meets(Frames::THAT) && unit.lower_is(end, &["that"]) && !unit.is_end(end + 1) {
            (Frame::That, end + 1..unit.clause_end(end + 1, Form::Other))
        } else if entry.frames.meets(Frames::INFINITIVE)
            && unit.lower_is(end, &["to"])
            && unit.doc.tokens().get(end + 1).is_some_and(|t| !t.is_capital() && !t.is(Class::DETERMINER))
        {
            (Frame::Infinitive, end..unit.phrase_end(end, Form::Past))
        } else if entry.frames.meets(Frames::NOUN)
            && unit.lower_is(end, &["of", "about", "over", "for", "with", "at", "on", "to"])
        {
            (Frame::Noun, end + 1..unit.phrase_end(end + 1, Form::Past))
        } else {
            return None;
        };
    if content.is_empty() {
        return None;
    }
    // Whose it is: `X's claim`, `his claim`; else nobody's or by the sentence's subject.
    let mut start = at;
    while start > unit.range.start
        && at - start < 3
        && unit.doc.tokens()[start - 1].is_word()
        && !unit.doc.tokens()[start - 1].is(Class::PREPOSITION
            .or(Class::DETERMINER)
            .or(Class::POSSESSIVE)
            .or(Class::AUXILIARY)
            .or(Class::CLITIC))
        && unit.quote(start - 1).is_none()
    {
        start -= 1;
    }
    let owner = start.checked_sub(1).filter(|k| *k >= unit.range.start);
    let subject = match owner {
        Some(k) if unit.doc.tokens()[k].is(Class::POSSESSIVE) => Some(k..k + 1),
        Some(k) if unit.lower_is(k, &["'s", "\u{2019}s", "'", "\u{2019}"]) => unit.subject_left(k),
        _ => agent(unit, end).map(|(p, _)| p).filter(|p| p.end <= content.start || p.start < content.start),
    };
    Some(Candidate {
        lemma: &entry.lemma,
        kind: entry.kind,
        form: entry.form,
        frames: entry.frames,
        frame,
        cue: at..end,
        content: vec![content],
        subject,
        passive: false,
        negated: false,
        modal: false,
        infinitive: false,
        unit: unit.range.clone(),
    })
}

/// `is worried that …`, `is critical of …`, `is expected to …`.
fn adjective(
    unit: &Unit<'_, '_>,
    at: usize,
    group: VerbGroup,
    entry: &'static CueEntry,
) -> Option<Candidate> {
    let end = group.range.end;
    let linked = group.range.clone().any(|k| unit.doc.tokens()[k].is(Class::BE))
        || at > unit.range.start
            && unit.lower_is(
                at - 1,
                &[
                    "feel", "feels", "felt", "seem", "seems", "seemed", "remain", "remains", "remained",
                    "became", "become", "becomes", "grew", "sounded", "more", "very", "deeply",
                ],
            );
    let (frame, content) =
        if entry.frames.meets(Frames::OBJECT_INFINITIVE) && unit.lower_is(end, &["to"]) && linked {
            (Frame::ObjectInfinitive, end..unit.clause_end(end, Form::Past))
        } else if entry.frames.meets(Frames::THAT) && unit.lower_is(end, &["that"]) {
            (Frame::That, end + 1..unit.clause_end(end + 1, Form::Past))
        } else if entry.frames.meets(Frames::THAT)
            && unit.lower_is(end, &["whether", "how", "what", "why", "if"])
            && linked
        {
            (Frame::Question, end..unit.clause_end(end, Form::Past))
        } else if entry.frames.meets(Frames::THAT)
            && linked
            && unit.opens_clause(end)
            && unit.reads_as_clause(end..unit.clause_end(end, Form::Past))
        {
            (Frame::Bare, end..unit.clause_end(end, Form::Past))
        } else if entry.frames.meets(Frames::INFINITIVE) && unit.lower_is(end, &["to"]) {
            (Frame::Infinitive, end..unit.clause_end(end, Form::Past))
        } else if entry.frames.meets(Frames::NOUN) && starts_phrase(unit, end) {
            (Frame::Noun, end..unit.phrase_end(end, Form::Past))
        } else {
            return None;
        };
    if content.is_empty() {
        return None;
    }
    let impersonal = entry.frames.meets(Frames::OBJECT_INFINITIVE);
    let subject = if impersonal { None } else { unit.subject_left(group.range.start) };
    Some(Candidate {
        lemma: &entry.lemma,
        kind: entry.kind,
        form: entry.form,
        frames: entry.frames,
        frame,
        cue: group.range.clone(),
        content: vec![content],
        subject,
        passive: impersonal,
        negated: group.negated,
        modal: group.modal,
        infinitive: group.infinitive,
        unit: unit.range.clone(),
    })
}

/// `Ferro: Harbour will not close`: a colon behind a short name at the start of a line.
fn headline(unit: &Unit<'_, '_>, colon: usize) -> Option<Candidate> {
    let start = unit.range.start;
    let short = colon > start && colon - start <= 8 && !unit.is_finite_cue_word(start);
    if !short || unit.is_end(colon + 1) {
        return None;
    }
    let named = (start..colon).all(|k| {
        let token = &unit.doc.tokens()[k];
        unit.quote(k).is_none()
            && (token.is_capital()
                || token.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CLITIC))
                || matches!(unit.word(k), "." | "," | "&" | "-"))
    });
    if !named {
        return None;
    }
    Some(Candidate {
        lemma: ":",
        kind: CueKind::Noun,
        form: Form::Other,
        frames: Frames::default(),
        frame: Frame::Colon,
        cue: colon..colon + 1,
        content: vec![colon + 1..colon_end(unit)],
        subject: Some(start..colon),
        passive: false,
        negated: false,
        modal: false,
        infinitive: false,
        unit: unit.range.clone(),
    })
}
