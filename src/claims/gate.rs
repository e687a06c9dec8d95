//! The gate: features of a claim candidate, from which a linear model tells whether it is a claim.
//!
//! No name of a person or place is a feature; closed-class words, cue lemmas and the small head
//! word of the subject are.

use super::candidate::Candidate;
use super::claim::Frame;
use super::lexicon::{CueKind, Form};
use super::surroundings::Surroundings;
use super::syntax::Unit;
use crate::learn::feature::GroupKey;
use crate::learn::{Atom, FeatureSink};
use crate::text::{Class, Document, Token, TokenKind, fold};

/// An atom whose hash is known when it is compiled.
macro_rules! atom {
    ($text:literal) => {
        const { Atom::new($text) }
    };
}

/// Writes the features of `candidate` to `sink`; `folded` is scratch.
///
/// Those that depend on a few things alone are written as a group.
pub(super) fn features<S: FeatureSink>(
    unit: &Unit<'_, '_>,
    candidate: &Candidate,
    around: &Surroundings,
    folded: &mut String,
    sink: &mut S,
) {
    let entry = candidate.entry;
    let (frame, lemma) = (candidate.frame.atom(), entry.lemma.atom());
    let (form, kind, frames) = (form_name(entry.form), kind_name(entry.kind), entry.frames_name.atom());
    let subject = subject_type(unit.doc, candidate);
    let quoted = quoted_share(unit.doc, candidate);
    let flags = flags(unit, candidate, around);
    let cue = key(atom!("cue"), &[lemma, kind, form, frames, frame]);
    sink.group(cue, |sink| {
        sink.add(atom!("frame"), &[kind, frame], None);
        sink.add(atom!("lemma"), &[kind, lemma], None);
        sink.add(atom!("lemma-frame"), &[kind, lemma, frame], None);
        sink.add(atom!("lemma-form"), &[lemma, form], None);
        sink.add(atom!("form-frame"), &[form, frame], None);
        sink.add(atom!("frames"), &[frames, frame], None);
        sink.add(atom!("frames-form"), &[frames, form], None);
    });
    sink.group(cue.with(atom!("subject").hash()).with(subject.hash()), |sink| {
        sink.add(atom!("subject"), &[subject, frame], None);
        sink.add(atom!("subject-form"), &[subject, form, kind], None);
        sink.add(atom!("lemma-subject"), &[lemma, subject], None);
        sink.add(atom!("frames-subject"), &[frames, subject, form], None);
    });
    for (name, _) in flags.into_iter().filter(|(_, holds)| *holds) {
        sink.group(key(name, &[kind, frame, lemma]), |sink| {
            sink.add(atom!("flag"), &[name, kind], None);
            sink.add(atom!("flag-frame"), &[name, frame], None);
            sink.add(atom!("flag-lemma"), &[name, lemma], None);
        });
    }
    if candidate.frame == Frame::Bare {
        let clause = yes_no(candidate.content.iter().any(|r| unit.reads_as_clause(r.clone())));
        sink.add(atom!("clause"), &[clause], None);
        sink.add(atom!("clause"), &[clause, lemma], None);
    }
    sink.group(cue.with(atom!("quoted").hash()).with(quoted.hash()), |sink| {
        sink.add(atom!("quoted"), &[quoted, frame], None);
        sink.add(atom!("quoted-lemma"), &[quoted, lemma], None);
        sink.add(atom!("quoted-form"), &[quoted, form, kind], None);
    });

    let near = Near { unit };
    if let Some(range) = candidate.subject.as_ref().filter(|r| !r.is_empty()) {
        let head = range.end - 1;
        if let Some(token) = unit.token(head).filter(|token| token.is_word() && !token.is_capital()) {
            sink.add(atom!("head"), &[near.folded::<S>(token, folded)], None);
        }
        near.add(Some(range.start), atom!("subject-opens"), frame, folded, sink);
        near.add(range.start.checked_sub(1), atom!("before-subject"), frame, folded, sink);
        let length = length_class(range.len());
        let gap = length_class(candidate.cue.start.saturating_sub(range.end));
        sink.group(key(atom!("subject-length"), &[length, frame, gap]), |sink| {
            sink.add(atom!("subject-length"), &[length, frame], None);
            if !candidate.frame.is_content_first() {
                sink.add(atom!("subject-gap"), &[gap], None);
            }
        });
    }

    near.add(candidate.cue.start.checked_sub(1), atom!("before"), lemma, folded, sink);
    near.add(candidate.cue.start.checked_sub(2), atom!("before2"), lemma, folded, sink);
    near.add(Some(candidate.cue.end), atom!("after"), lemma, folded, sink);
    near.add(Some(candidate.cue.end + 1), atom!("after2"), lemma, folded, sink);
    let first = candidate.content.first().map_or(0, |r| r.start);
    near.add(Some(first), atom!("opens"), frame, folded, sink);
    sink.add(atom!("lemma-before"), &[around.lemma_before, kind], None);

    let length = length_class(candidate.content.iter().map(ExactSizeIterator::len).sum());
    let place = place_class(candidate.cue.start - unit.range.start);
    let rivals = rivals_class(around.rivals);
    let paragraph = if around.opening { atom!("first") } else { atom!("later") };
    let ends = yes_no(candidate.content.last().is_some_and(|r| r.end + 1 >= unit.range.end));
    sink.group(key(atom!("place"), &[frame, kind, length, place, rivals, paragraph, ends]), |sink| {
        sink.add(atom!("content-length"), &[length, frame], None);
        sink.add(atom!("content-length-kind"), &[length, kind], None);
        sink.add(atom!("place"), &[place, frame], None);
        sink.add(atom!("rivals"), &[rivals, frame], None);
        sink.add(atom!("paragraph"), &[paragraph, frame], None);
        sink.add(atom!("ends-unit"), &[ends, frame], None);
    });
}

/// The key of a group of this name that depends on these atoms.
fn key(name: Atom<'_>, atoms: &[Atom<'_>]) -> GroupKey {
    atoms.iter().fold(GroupKey::named(name.hash()), |key, atom| key.with(atom.hash()))
}

/// What may be true of a candidate, by name.
fn flags(unit: &Unit<'_, '_>, candidate: &Candidate, around: &Surroundings) -> [(Atom<'static>, bool); 7] {
    let coordinated = unit.is(candidate.cue.start.wrapping_sub(1), Class::CONJUNCTION);
    [
        (atom!("coordinated"), coordinated),
        (atom!("passive"), candidate.passive),
        (atom!("negated"), candidate.negated),
        (atom!("modal"), candidate.modal),
        (atom!("infinitive"), candidate.infinitive),
        (atom!("holds-other"), around.holds_other),
        (atom!("held"), around.held_by_other),
    ]
}

fn yes_no(holds: bool) -> Atom<'static> {
    if holds { atom!("yes") } else { atom!("no") }
}

/// How much of the content is quoted.
fn quoted_share(doc: &Document<'_>, candidate: &Candidate) -> Atom<'static> {
    let tokens: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    match candidate.content.iter().map(|r| doc.quoted_in(r.clone())).sum::<usize>() {
        0 => atom!("none"),
        quoted if quoted == tokens => atom!("all"),
        _ => atom!("part"),
    }
}

/// Reads the tokens beside a candidate.
struct Near<'u, 'd, 't> {
    unit: &'u Unit<'d, 't>,
}

impl Near<'_, '_, '_> {
    /// Adds the token at `at`, alone and with another atom.
    fn add<S: FeatureSink>(
        &self,
        at: Option<usize>,
        family: Atom<'static>,
        with: Atom<'_>,
        folded: &mut String,
        sink: &mut S,
    ) {
        let shape = self.shape::<S>(at, folded);
        sink.group(key(family, &[shape, with]), |sink| {
            sink.add(family, &[shape], None);
            sink.add(family, &[shape, with], None);
        });
    }

    /// A closed-class word as itself, anything else by its shape; `folded` is scratch.
    fn shape<'s, S: FeatureSink>(&'s self, at: Option<usize>, folded: &'s mut String) -> Atom<'s> {
        let Some(token) = at.and_then(|i| self.unit.token(i)) else { return atom!("edge") };
        let raw = || token.of(self.unit.doc.text());
        match token.kind {
            TokenKind::Number => atom!("number"),
            // As it stands: folding would make apostrophes straight.
            TokenKind::Mark => Atom::from(raw()),
            TokenKind::Word
                if token.class != Class::default() && !token.is(Class::HARM)
                    || token.span.len() <= 3 && !token.is_capital() =>
            {
                self.folded::<S>(token, folded)
            }
            TokenKind::Word if token.is_capital() => atom!("Name"),
            TokenKind::Word => ending(raw()),
        }
    }

    /// A token in its folded form, of which it has the hash; it is written to `folded` if the sink reads it.
    fn folded<'s, S: FeatureSink>(&'s self, token: &Token, folded: &'s mut String) -> Atom<'s> {
        if S::READS_TEXT {
            fold(token.of(self.unit.doc.text()), folded);
        }
        Atom::hashed(token.hash, folded)
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

fn place_class(tokens_before: usize) -> Atom<'static> {
    match tokens_before {
        0 => atom!("first"),
        1..=3 => atom!("early"),
        _ => atom!("late"),
    }
}

fn rivals_class(rivals: usize) -> Atom<'static> {
    match rivals {
        0 => atom!("0"),
        1 => atom!("1"),
        2 => atom!("2"),
        _ => atom!("3"),
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
