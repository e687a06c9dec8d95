//! Pronouns: whom `he`, `it`, `they` and `who` point to.

use super::lexicon::{Hashed, SpeakerWords};
use super::mention::{Meaning, folded, read};
use super::names::{Gender, Name, NameKind};
use super::resolve::{Kind, Resolver};
use super::setting::opening;
use crate::text::Class;

/// How far back, in sentences, a pronoun may point.
const PRONOUN_REACH: usize = 6;
/// And how far a noun for a body whose name ends with it.
const BODY_REACH: usize = 20;

impl Resolver<'_, '_> {
    pub(super) fn pronoun(&mut self, at: usize) -> Option<usize> {
        if self.doc.tokens()[at].is(Class::POSSESSIVE)
            && let Some(place) = self.subject_phrase(at)
        {
            return Some(place);
        }
        match folded(self.doc, at).as_str() {
            "he" | "his" => {
                self.person(at, Some(Gender::He)).or_else(|| self.latest(at, |k| k.kind == Kind::Thing))
            }
            "she" | "her" => {
                self.person(at, Some(Gender::She)).or_else(|| self.latest(at, |k| k.kind == Kind::Thing))
            }
            "they" | "their" => self
                .latest(at, |k| k.kind == Kind::Group)
                .or_else(|| self.latest(at, |k| k.kind == Kind::Thing)),
            "it" | "its" => self
                .latest(at, |k| k.kind == Kind::Thing)
                .or_else(|| self.body(at))
                .or_else(|| self.latest(at, |k| k.kind == Kind::Group)),
            "who" | "which" | "whose" => self.antecedent(at),
            _ => None,
        }
    }

    /// `The Norwegian leader spoke of his fear`: the person whom the phrase that opens the sentence of
    /// a possessive points to.
    fn subject_phrase(&mut self, at: usize) -> Option<usize> {
        let sentence = self.doc.sentences().get(self.doc.sentence_of(at))?.clone();
        let opening = opening(self.doc, &sentence, &(at..at))?;
        let gender = match folded(self.doc, at).as_str() {
            "his" => Gender::He,
            "her" => Gender::She,
            _ => return None,
        };
        let Meaning::Phrase(phrase) = read(self.doc, self.names, &opening) else { return None };
        let place = self.by_role(&phrase)?;
        let known = self.known.get(place)?;
        (known.kind == Kind::Person && known.gender.is_none_or(|g| g == gender)).then_some(place)
    }

    /// The person that `he` or `she` at token `at` points to: who spoke last, who is the subject
    /// of a sentence near by, weighed by distance.
    pub(super) fn person(&mut self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let fits = |g: Option<Gender>| g.is_none() || gender.is_none() || g == gender;
        let sentence = self.doc.sentence_of(at);
        let weight = |token: usize, subject: bool, known: Option<Gender>| {
            let distance = sentence.saturating_sub(self.doc.sentence_of(token));
            2.0 * f64::from(u8::from(subject)) + 0.4 * f64::from(u8::from(known.is_some())) - distance as f64
        };
        let names = self.names;
        let mut best: Option<(f64, Result<usize, &Name>)> = None;
        if let Some((place, known)) =
            self.speakers(at).find(|(_, k)| k.kind == Kind::Person && fits(k.gender))
        {
            best = Some((weight(known.last, true, known.gender) + 1.0, Ok(place)));
        }
        let floor = self.floor(at, PRONOUN_REACH);
        for name in names
            .within(&(floor..at))
            .iter()
            .rev()
            .take(24)
            .filter(|n| !n.quoted && n.kind != NameKind::Common)
        {
            let full = names.fullest(name);
            let known = name.gender.or_else(|| names.gender(full));
            let subject = self.is_subject(name);
            // A single word may be a family name where it does something (`Holm has said before …`).
            let unsure = full.kind == NameKind::Unsure && self.has_verb(name);
            if !(full.is_person() || unsure) || !fits(known) {
                continue;
            }
            let likely = match full.kind {
                NameKind::Unsure => -1.5,
                NameKind::Likely if known.is_none() => -1.0,
                _ => 0.0,
            };
            let score = weight(name.tokens.start, subject, known) + likely;
            if best.as_ref().is_none_or(|(s, _)| score > *s + 0.01) {
                best = Some((score, Err(name)));
            }
        }
        let place = match best?.1 {
            Ok(place) => place,
            Err(name) => self.named(name, &name.tokens),
        };
        if let Some(known) = self.known.get_mut(place) {
            known.gender = known.gender.or(gender);
        }
        Some(place)
    }

    /// Whether a name opens its sentence or has no preposition before it and a verb behind it.
    fn is_subject(&self, name: &Name) -> bool {
        let start = name.title.start.min(name.tokens.start);
        let opening = self.floor(start, 0);
        let words = (opening..start).filter(|&i| self.doc.tokens()[i].is_word()).count();
        let after = self.doc.tokens().get(name.tokens.end);
        let governed = start > 0 && self.doc.tokens()[start - 1].is(Class::PREPOSITION)
            || after.is_some_and(|t| t.is(Class::CLITIC));
        !governed && (words <= 3 || self.has_verb(name))
    }

    /// Whether a verb stands right behind a name.
    fn has_verb(&self, name: &Name) -> bool {
        let end = name.tokens.end;
        let Some(after) = self.doc.tokens().get(end) else { return false };
        after.is(Class::AUXILIARY.or(Class::VERB)) && !after.is(Class::CLITIC)
            || self.doc.word(end).ends_with("ed")
            || matches!(self.doc.word(end), "said" | "says" | "told" | "tells")
    }

    /// The body that opens a sentence near before `at`.
    pub(super) fn body(&mut self, at: usize) -> Option<usize> {
        let floor = self.floor(at, 2);
        let names = self.names;
        let found = names
            .within(&(floor..at))
            .iter()
            .rev()
            .take(12)
            .find(|n| !n.quoted && n.kind == NameKind::Body && self.is_subject(n))?;
        Some(self.named(found, &found.tokens))
    }

    /// The body named last before `at` whose name ends with the word at `noun`.
    pub(super) fn body_called(&mut self, at: usize, noun: usize) -> Option<usize> {
        let hash = self.doc.tokens().get(noun)?.hash;
        let floor = self.floor(at, BODY_REACH);
        let names = self.names;
        let ends = |n: &&Name| {
            let last = names.words(n).last().filter(|_| n.words.len() > 1);
            n.kind == NameKind::Body && last.is_some_and(|w| w.hash() == hash)
        };
        let found = names.within(&(floor..at)).iter().rev().take(60).find(ends)?;
        Some(self.named(found, &found.tokens))
    }

    /// The name or role phrase right before a relative pronoun.
    fn antecedent(&mut self, at: usize) -> Option<usize> {
        let end = if at > 0 && self.doc.is_mark(at - 1, ",") { at - 1 } else { at };
        let near = end.saturating_sub(12)..end;
        let names = self.names;
        if let Some(name) =
            names.within(&near).last().filter(|n| n.tokens.end == end && n.kind != NameKind::Common)
        {
            return Some(self.named(name, &name.tokens));
        }
        let last = end.checked_sub(1)?;
        let word = folded(self.doc, last);
        let words = SpeakerWords::english();
        if !words.is("role", &word) && !words.is("group", &word) {
            return None;
        }
        let floor = self.floor(at, 0).max(near.start);
        let tokens = self.doc.tokens();
        let stops = |i: usize| {
            !tokens[i].is_word()
                || tokens[i].is(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION))
        };
        let start = (floor..last).rev().find(|&i| stops(i)).map_or(floor, |i| i + 1);
        Some(self.phrase(&(start..end)))
    }
}
