//! The gate: features of a claim candidate, from which a linear model tells whether it is a claim.
//!
//! No name of a person or place is a feature; closed-class words, cue lemmas and the small head
//! word of the subject are.

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::{CueKind, Form};
use super::syntax::Unit;
use crate::learn::{Atom, FeatureSink};
use crate::text::{Class, Document, TokenKind, fold};

/// What the gate knows of a candidate's surroundings.
pub(super) struct Surroundings {
    /// Candidates with a frame of speech in the same unit, itself left out.
    pub rivals: usize,
    /// Index of the paragraph, 0 being the headline or opening.
    pub paragraph: usize,
    /// Whether another candidate's cue lies inside this one's content.
    pub holds_other: bool,
    /// Whether this one's cue lies inside another's content.
    pub held_by_other: bool,
    /// Lemma of the candidate before in the same unit.
    pub lemma_before: &'static str,
}

/// Writes the features of `candidate` to `sink`.
pub(super) fn features(
    doc: &Document<'_>,
    candidate: &Candidate,
    around: &Surroundings,
    sink: &mut impl FeatureSink,
) {
    let frame = Atom::from(candidate.frame.as_str());
    let dashed = candidate.lemma.replace(' ', "_");
    let lemma = Atom::from(dashed.as_str());
    let form = Atom::from(form_name(candidate.form));
    let kind = Atom::from(kind_name(candidate.kind));
    let mut word = String::new();

    sink.add("frame", &[kind, frame], None);
    sink.add("lemma", &[kind, lemma], None);
    sink.add("lemma-frame", &[kind, lemma, frame], None);
    sink.add("lemma-form", &[lemma, form], None);
    sink.add("form-frame", &[form, frame], None);

    let letters = candidate.frames.letters();
    let frames = Atom::from(if letters.is_empty() { "none" } else { letters.as_str() });
    sink.add("frames", &[frames, frame], None);
    sink.add("frames-form", &[frames, form], None);

    let subject = subject_type(doc, candidate);
    let subject = Atom::from(subject);
    sink.add("subject", &[subject, frame], None);
    sink.add("subject-form", &[subject, form, kind], None);
    sink.add("lemma-subject", &[lemma, subject], None);
    sink.add("frames-subject", &[frames, subject, form], None);
    if let Some(range) = candidate.subject.clone().filter(|r| !r.is_empty()) {
        let head = range.end - 1;
        if doc.tokens()[head].is_word() && !doc.tokens()[head].is_capital() {
            fold(doc.word(head), &mut word);
            sink.add("head", &[Atom::from(word.as_str())], None);
        }
        neighbour(doc, candidate, Some(range.start), "subject-opens", frame, sink);
        neighbour(doc, candidate, range.start.checked_sub(1), "before-subject", frame, sink);
        let length = length_class(range.len());
        sink.add("subject-length", &[Atom::from(length), frame], None);
        let gap = candidate.cue.start.saturating_sub(range.end);
        if !candidate.frame.is_content_first() {
            sink.add("subject-gap", &[Atom::from(length_class(gap))], None);
        }
    }

    let behind = candidate.cue.start.checked_sub(1).filter(|k| candidate.unit.contains(k));
    let coordinated = behind.is_some_and(|k| doc.tokens()[k].is(Class::CONJUNCTION));
    for (name, holds) in [
        ("coordinated", coordinated),
        ("passive", candidate.passive),
        ("negated", candidate.negated),
        ("modal", candidate.modal),
        ("infinitive", candidate.infinitive),
        ("holds-other", around.holds_other),
        ("held", around.held_by_other),
    ] {
        if holds {
            sink.add("flag", &[Atom::from(name), kind], None);
            sink.add("flag-frame", &[Atom::from(name), frame], None);
            sink.add("flag-lemma", &[Atom::from(name), lemma], None);
        }
    }

    neighbour(doc, candidate, candidate.cue.start.checked_sub(1), "before", lemma, sink);
    neighbour(doc, candidate, candidate.cue.start.checked_sub(2), "before2", lemma, sink);
    neighbour(doc, candidate, Some(candidate.cue.end), "after", lemma, sink);
    neighbour(doc, candidate, Some(candidate.cue.end + 1), "after2", lemma, sink);

    let first = candidate.content.first().map_or(0, |r| r.start);
    neighbour(doc, candidate, Some(first), "opens", frame, sink);
    if candidate.frame == Frame::Bare {
        let unit = Unit { doc, range: candidate.unit.clone() };
        let clause = candidate.content.iter().any(|r| unit.reads_as_clause(r.clone()));
        sink.add("clause", &[Atom::from(if clause { "yes" } else { "no" })], None);
        sink.add("clause", &[Atom::from(if clause { "yes" } else { "no" }), lemma], None);
    }
    let tokens: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    let quoted =
        candidate.content.iter().flat_map(Clone::clone).filter(|&i| doc.quote_at(i).is_some()).count();
    let share = if quoted == 0 {
        "none"
    } else if quoted == tokens {
        "all"
    } else {
        "part"
    };
    sink.add("quoted", &[Atom::from(share), frame], None);
    sink.add("quoted-lemma", &[Atom::from(share), lemma], None);
    sink.add("quoted-form", &[Atom::from(share), form, kind], None);
    sink.add("content-length", &[Atom::from(length_class(tokens)), frame], None);
    sink.add("content-length-kind", &[Atom::from(length_class(tokens)), kind], None);

    let place = match candidate.cue.start - candidate.unit.start {
        0 => "first",
        1..=3 => "early",
        _ => "late",
    };
    sink.add("place", &[Atom::from(place), frame], None);
    let rivals = ["0", "1", "2", "3"][around.rivals.min(3)];
    sink.add("rivals", &[Atom::from(rivals), frame], None);
    let lemma_before = around.lemma_before.replace(' ', "_");
    sink.add("lemma-before", &[Atom::from(lemma_before.as_str()), kind], None);
    sink.add("paragraph", &[Atom::from(if around.paragraph == 0 { "first" } else { "later" }), frame], None);
    let ends = candidate.content.last().is_some_and(|r| r.end + 1 >= candidate.unit.end);
    sink.add("ends-unit", &[Atom::from(if ends { "yes" } else { "no" }), frame], None);
}

/// A closed-class word as itself, anything else by its shape.
fn neighbour(
    doc: &Document<'_>,
    candidate: &Candidate,
    at: Option<usize>,
    family: &'static str,
    with: Atom<'_>,
    sink: &mut impl FeatureSink,
) {
    let mut word = String::new();
    let shape = match at.filter(|i| candidate.unit.contains(i)) {
        None => "edge",
        Some(i) => {
            let token = &doc.tokens()[i];
            match token.kind {
                TokenKind::Number => "number",
                TokenKind::Mark => doc.word(i),
                TokenKind::Word
                    if token.class != Class::default() && !token.is(Class::HARM)
                        || token.span.len() <= 3 && !token.is_capital() =>
                {
                    fold(doc.word(i), &mut word);
                    word.as_str()
                }
                TokenKind::Word if token.is_capital() => "Name",
                TokenKind::Word => ending(doc.word(i)),
            }
        }
    };
    sink.add(family, &[Atom::from(shape)], None);
    sink.add(family, &[Atom::from(shape), with], None);
}

fn ending(word: &str) -> &'static str {
    const ENDINGS: [(&str, &str); 6] =
        [("ing", "-ing"), ("ed", "-ed"), ("ly", "-ly"), ("ion", "-ion"), ("er", "-er"), ("s", "-s")];
    ENDINGS.iter().find(|(end, _)| word.ends_with(end)).map_or("word", |(_, name)| name)
}

fn subject_type(doc: &Document<'_>, candidate: &Candidate) -> &'static str {
    let Some(range) = candidate.subject.clone().filter(|r| !r.is_empty()) else { return "none" };
    let (first, last) = (&doc.tokens()[range.start], &doc.tokens()[range.end - 1]);
    if range.len() == 1 {
        if first.is(Class::FIRST_PERSON) {
            return "first-person";
        }
        if first.is(Class::SECOND_PERSON) {
            return "second-person";
        }
        if first.is(Class::RELATIVE) {
            return "relative";
        }
        if doc.word(range.start).eq_ignore_ascii_case("it") {
            return "it";
        }
        if first.is(Class::POSSESSIVE) {
            return "possessive";
        }
        if first.is(Class::SUBJECT_PRONOUN) {
            return "pronoun";
        }
        if first.is(Class::DETERMINER.or(Class::NOBODY)) {
            return "indefinite";
        }
    }
    match (first.is(Class::DETERMINER), first.is_capital(), last.is_capital()) {
        (false, true, true) => "name",
        (true, _, true) => "the-name",
        (true, _, false) => "the-noun",
        (false, false, true) => "role-name",
        (false, true, false) => "name-role",
        (false, false, false) => "noun",
    }
}

fn length_class(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=8 => "5-8",
        9..=15 => "9-15",
        16..=30 => "16-30",
        _ => "31+",
    }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Base => "base",
        Form::Third => "third",
        Form::Past => "past",
        Form::Gerund => "gerund",
        Form::Other => "other",
    }
}

fn kind_name(kind: CueKind) -> &'static str {
    match kind {
        CueKind::Verb => "verb",
        CueKind::Noun => "noun",
        CueKind::Adjective => "adjective",
    }
}

/// Whether a frame is one of speech proper.
pub(super) fn is_speech(frame: Frame) -> bool {
    !matches!(frame, Frame::Noun | Frame::As | Frame::Infinitive | Frame::ObjectInfinitive)
}
