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

/// An atom whose hash is known when it is compiled.
macro_rules! atom {
    ($text:literal) => {
        const { Atom::new($text) }
    };
}

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
    pub lemma_before: Atom<'static>,
}

/// Writes the features of `candidate` to `sink`; `folded` is scratch.
pub(super) fn features(
    doc: &Document<'_>,
    candidate: &Candidate,
    around: &Surroundings,
    folded: &mut String,
    sink: &mut impl FeatureSink,
) {
    let (frame, lemma) = (candidate.frame.atom(), candidate.lemma);
    let (form, kind) = (form_name(candidate.form), kind_name(candidate.kind));

    sink.add(atom!("frame"), &[kind, frame], None);
    sink.add(atom!("lemma"), &[kind, lemma], None);
    sink.add(atom!("lemma-frame"), &[kind, lemma, frame], None);
    sink.add(atom!("lemma-form"), &[lemma, form], None);
    sink.add(atom!("form-frame"), &[form, frame], None);

    let frames = candidate.frames_name;
    sink.add(atom!("frames"), &[frames, frame], None);
    sink.add(atom!("frames-form"), &[frames, form], None);

    let near = Near { doc, candidate };
    let subject = subject_type(doc, candidate);
    sink.add(atom!("subject"), &[subject, frame], None);
    sink.add(atom!("subject-form"), &[subject, form, kind], None);
    sink.add(atom!("lemma-subject"), &[lemma, subject], None);
    sink.add(atom!("frames-subject"), &[frames, subject, form], None);
    if let Some(range) = candidate.subject.clone().filter(|r| !r.is_empty()) {
        let head = range.end - 1;
        if doc.tokens()[head].is_word() && !doc.tokens()[head].is_capital() {
            fold(doc.word(head), folded);
            sink.add(atom!("head"), &[Atom::hashed(doc.tokens()[head].hash, folded)], None);
        }
        near.add(Some(range.start), atom!("subject-opens"), frame, folded, sink);
        near.add(range.start.checked_sub(1), atom!("before-subject"), frame, folded, sink);
        let length = length_class(range.len());
        sink.add(atom!("subject-length"), &[length, frame], None);
        let gap = candidate.cue.start.saturating_sub(range.end);
        if !candidate.frame.is_content_first() {
            sink.add(atom!("subject-gap"), &[length_class(gap)], None);
        }
    }

    let behind = candidate.cue.start.checked_sub(1).filter(|k| candidate.unit.contains(k));
    let coordinated = behind.is_some_and(|k| doc.tokens()[k].is(Class::CONJUNCTION));
    for (name, holds) in [
        (atom!("coordinated"), coordinated),
        (atom!("passive"), candidate.passive),
        (atom!("negated"), candidate.negated),
        (atom!("modal"), candidate.modal),
        (atom!("infinitive"), candidate.infinitive),
        (atom!("holds-other"), around.holds_other),
        (atom!("held"), around.held_by_other),
    ] {
        if holds {
            sink.add(atom!("flag"), &[name, kind], None);
            sink.add(atom!("flag-frame"), &[name, frame], None);
            sink.add(atom!("flag-lemma"), &[name, lemma], None);
        }
    }

    near.add(candidate.cue.start.checked_sub(1), atom!("before"), lemma, folded, sink);
    near.add(candidate.cue.start.checked_sub(2), atom!("before2"), lemma, folded, sink);
    near.add(Some(candidate.cue.end), atom!("after"), lemma, folded, sink);
    near.add(Some(candidate.cue.end + 1), atom!("after2"), lemma, folded, sink);

    let first = candidate.content.first().map_or(0, |r| r.start);
    near.add(Some(first), atom!("opens"), frame, folded, sink);
    if candidate.frame == Frame::Bare {
        let unit = Unit::new(doc, candidate.unit.clone());
        let clause = candidate.content.iter().any(|r| unit.reads_as_clause(r.clone()));
        sink.add(atom!("clause"), &[if clause { atom!("yes") } else { atom!("no") }], None);
        sink.add(atom!("clause"), &[if clause { atom!("yes") } else { atom!("no") }, lemma], None);
    }
    let tokens: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    let quoted =
        candidate.content.iter().flat_map(Clone::clone).filter(|&i| doc.quote_at(i).is_some()).count();
    let share = if quoted == 0 {
        atom!("none")
    } else if quoted == tokens {
        atom!("all")
    } else {
        atom!("part")
    };
    sink.add(atom!("quoted"), &[share, frame], None);
    sink.add(atom!("quoted-lemma"), &[share, lemma], None);
    sink.add(atom!("quoted-form"), &[share, form, kind], None);
    sink.add(atom!("content-length"), &[length_class(tokens), frame], None);
    sink.add(atom!("content-length-kind"), &[length_class(tokens), kind], None);

    let place = match candidate.cue.start - candidate.unit.start {
        0 => atom!("first"),
        1..=3 => atom!("early"),
        _ => atom!("late"),
    };
    sink.add(atom!("place"), &[place, frame], None);
    let rivals = match around.rivals {
        0 => atom!("0"),
        1 => atom!("1"),
        2 => atom!("2"),
        _ => atom!("3"),
    };
    sink.add(atom!("rivals"), &[rivals, frame], None);
    sink.add(atom!("lemma-before"), &[around.lemma_before, kind], None);
    sink.add(
        atom!("paragraph"),
        &[if around.paragraph == 0 { atom!("first") } else { atom!("later") }, frame],
        None,
    );
    let ends = candidate.content.last().is_some_and(|r| r.end + 1 >= candidate.unit.end);
    sink.add(atom!("ends-unit"), &[if ends { atom!("yes") } else { atom!("no") }, frame], None);
}

/// Reads the tokens beside a candidate.
struct Near<'a, 'd, 't> {
    doc: &'a Document<'t>,
    candidate: &'d Candidate,
}

impl Near<'_, '_, '_> {
    /// Adds the token at `at`, alone and with another atom.
    fn add(
        &self,
        at: Option<usize>,
        family: Atom<'static>,
        with: Atom<'_>,
        folded: &mut String,
        sink: &mut impl FeatureSink,
    ) {
        let shape = self.shape(at, folded);
        sink.add(family, &[shape], None);
        sink.add(family, &[shape, with], None);
    }

    /// A closed-class word as itself, anything else by its shape.
    fn shape<'s>(&'s self, at: Option<usize>, folded: &'s mut String) -> Atom<'s> {
        let Some(i) = at.filter(|i| self.candidate.unit.contains(i)) else { return atom!("edge") };
        let token = &self.doc.tokens()[i];
        let raw = self.doc.word(i);
        match token.kind {
            TokenKind::Number => atom!("number"),
            // The hash of a token is that of its folded form.
            TokenKind::Mark if raw.is_ascii() => Atom::hashed(token.hash, raw),
            TokenKind::Mark => Atom::from(raw),
            TokenKind::Word
                if token.class != Class::default() && !token.is(Class::HARM)
                    || token.span.len() <= 3 && !token.is_capital() =>
            {
                let is_folded = raw.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
                if is_folded {
                    return Atom::hashed(token.hash, raw);
                }
                fold(raw, folded);
                Atom::hashed(token.hash, folded)
            }
            TokenKind::Word if token.is_capital() => atom!("Name"),
            TokenKind::Word => ending(raw),
        }
    }
}

fn ending(word: &str) -> Atom<'static> {
    match word.as_bytes() {
        [.., b'i', b'n', b'g'] => atom!("-ing"),
        [.., b'e', b'd'] => atom!("-ed"),
        [.., b'l', b'y'] => atom!("-ly"),
        [.., b'i', b'o', b'n'] => atom!("-ion"),
        [.., b'e', b'r'] => atom!("-er"),
        [.., b's'] => atom!("-s"),
        _ => atom!("word"),
    }
}

fn subject_type(doc: &Document<'_>, candidate: &Candidate) -> Atom<'static> {
    let Some(range) = candidate.subject.clone().filter(|r| !r.is_empty()) else { return atom!("none") };
    let (first, last) = (&doc.tokens()[range.start], &doc.tokens()[range.end - 1]);
    if range.len() == 1 {
        if first.is(Class::FIRST_PERSON) {
            return atom!("first-person");
        }
        if first.is(Class::SECOND_PERSON) {
            return atom!("second-person");
        }
        if first.is(Class::RELATIVE) {
            return atom!("relative");
        }
        if doc.word(range.start).eq_ignore_ascii_case("it") {
            return atom!("it");
        }
        if first.is(Class::POSSESSIVE) {
            return atom!("possessive");
        }
        if first.is(Class::SUBJECT_PRONOUN) {
            return atom!("pronoun");
        }
        if first.is(Class::DETERMINER.or(Class::NOBODY)) {
            return atom!("indefinite");
        }
    }
    match (first.is(Class::DETERMINER), first.is_capital(), last.is_capital()) {
        (false, true, true) => atom!("name"),
        (true, _, true) => atom!("the-name"),
        (true, _, false) => atom!("the-noun"),
        (false, false, true) => atom!("role-name"),
        (false, true, false) => atom!("name-role"),
        (false, false, false) => atom!("noun"),
    }
}

fn length_class(n: usize) -> Atom<'static> {
    match n {
        0 => atom!("0"),
        1 => atom!("1"),
        2 => atom!("2"),
        3..=4 => atom!("3-4"),
        5..=8 => atom!("5-8"),
        9..=15 => atom!("9-15"),
        16..=30 => atom!("16-30"),
        _ => atom!("31+"),
    }
}

fn form_name(form: Form) -> Atom<'static> {
    match form {
        Form::Base => atom!("base"),
        Form::Third => atom!("third"),
        Form::Past => atom!("past"),
        Form::Gerund => atom!("gerund"),
        Form::Other => atom!("other"),
    }
}

fn kind_name(kind: CueKind) -> Atom<'static> {
    match kind {
        CueKind::Verb => atom!("verb"),
        CueKind::Noun => atom!("noun"),
        CueKind::Adjective => atom!("adjective"),
    }
}

/// Whether a frame is one of speech proper.
pub(super) fn is_speech(frame: Frame) -> bool {
    !matches!(frame, Frame::Noun | Frame::As | Frame::Infinitive | Frame::ObjectInfinitive)
}
