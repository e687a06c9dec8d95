//! From mentions to people: the fullest name of each speaker, pronouns and role phrases resolved.

use std::ops::Range;

use super::attribution::Attribution;
use super::lexicon::{Hashed, SpeakerWords};
use super::mention::{Meaning, read};
use super::names::{Gender, Name, NameKind, Names};
use super::people::{Description, People, around, describe};
use crate::learn::ByHash;
use crate::learn::feature::{hash_atom, hash_lower};
use crate::text::{Class, Document, Mark, Span};

/// How many speakers back a pronoun or role phrase may point.
const SPEAKER_REACH: usize = 48;
/// The place of somebody who is not known yet.
const NOWHERE: u32 = u32::MAX;

/// Who a claim is attributed to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    /// The fullest name that the article gives, or the phrase itself.
    pub name: String,
    /// The same number for all claims of one speaker, counted from 0 in the order of the article.
    pub id: u32,
    /// Whether the article hides who it is.
    pub anonymous: bool,
    /// Title words before the name.
    pub title: Option<Span>,
    /// The body or place that the mention says the speaker belongs to.
    pub affiliation: Option<Span>,
    /// Where the article says what the speaker is, as tokens.
    pub introductions: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Group,
    Thing,
}

/// What is known of one speaker so far.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) resolved: Resolved,
    pub(super) kind: Kind,
    pub(super) gender: Option<Gender>,
    pub(super) description: Description,
    /// Token of the last mention.
    pub(super) last: usize,
}

/// Resolves the attributions of one article, in the order of its claims.
pub(crate) fn resolve(
    doc: &Document<'_>,
    names: &Names,
    attributions: &[Attribution],
) -> Vec<Option<Resolved>> {
    let mut resolver = Resolver::new(doc, names);
    attributions
        .iter()
        .map(|attribution| Some(resolver.resolve(attribution.mention.clone()?, !attribution.nested)))
        .collect()
}

/// Resolves one mention by what stands in the text around it.
pub(super) fn resolve_mention(doc: &Document<'_>, mention: Range<usize>) -> Resolved {
    let names = Names::of(doc);
    Resolver::new(doc, &names).resolve(mention, true)
}

/// The person who was speaking before token `at`, as far as names tell.
pub(super) fn last_person(doc: &Document<'_>, at: usize) -> Option<Resolved> {
    let names = Names::of(doc);
    let mut resolver = Resolver::new(doc, &names);
    let place = resolver.person(at, None)?;
    resolver.known.get(place).map(|known| known.resolved.clone())
}

pub(super) struct Resolver<'d, 't> {
    pub(super) doc: &'d Document<'t>,
    pub(super) names: &'d Names,
    pub(super) people: People<'d>,
    pub(super) known: Vec<Known>,
    /// Places in `known`, by the hash of the name in small letters.
    by_name: ByHash<usize>,
    /// The same by the number of the form of their fullest name.
    by_form: Vec<u32>,
    /// Those who spoke, in order, as places in `known`.
    spoken: Vec<usize>,
    /// Who a mention has been found to be, by its first token.
    mentions: Vec<u32>,
}

impl<'d, 't> Resolver<'d, 't> {
    fn new(doc: &'d Document<'t>, names: &'d Names) -> Self {
        Resolver {
            doc,
            names,
            people: People::of(doc, names),
            known: Vec::new(),
            by_name: ByHash::default(),
            by_form: vec![NOWHERE; names.forms()],
            spoken: Vec::new(),
            mentions: vec![NOWHERE; doc.tokens().len()],
        }
    }

    /// Who a mention is; those who speak (`speaks`) are whom later pronouns point to first.
    fn resolve(&mut self, mention: Range<usize>, speaks: bool) -> Resolved {
        let place = match self.mentions.get(mention.start) {
            Some(&place) if place != NOWHERE => place as usize,
            _ => self.place(&mention),
        };
        if let Some(found) = self.mentions.get_mut(mention.start) {
            *found = place as u32;
        }
        if let Some(known) = self.known.get_mut(place) {
            known.last = known.last.max(mention.start);
        }
        if speaks {
            self.spoken.push(place);
        }
        self.known.get(place).map(|k| k.resolved.clone()).unwrap_or_else(|| self.empty())
    }

    fn empty(&self) -> Resolved {
        Resolved {
            name: String::new(),
            id: 0,
            anonymous: false,
            title: None,
            affiliation: None,
            introductions: Vec::new(),
        }
    }

    fn place(&mut self, mention: &Range<usize>) -> usize {
        if mention.len() == 1
            && self.doc.tokens()[mention.start]
                .is(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE).or(Class::RELATIVE))
        {
            return self.pronoun(mention.start).unwrap_or_else(|| self.phrase(mention));
        }
        match read(self.doc, self.names, mention) {
            Meaning::Name(name) => self.named(name, mention),
            Meaning::Phrase(phrase) => self.by_role(&phrase).unwrap_or_else(|| self.phrase(&phrase)),
        }
    }

    pub(super) fn named(&mut self, name: &Name, mention: &Range<usize>) -> usize {
        let names = self.names;
        let full = names.fullest(name);
        let clashes = full.gender.is_some() && name.gender.is_some() && full.gender != name.gender;
        if let Some(place) = self.named_again(name, full, mention).filter(|_| !clashes) {
            return place;
        }
        let tokens = if clashes { name.title.start..name.tokens.end } else { full.tokens.clone() };
        let person = self.people.get(full.form);
        let resolved = Resolved {
            id: 0,
            anonymous: false,
            title: self.title(name),
            affiliation: self.affiliation(mention),
            introductions: person
                .map_or_else(|| vec![around(self.doc, &full.tokens)], |p| p.introductions.clone()),
            name: self.text(&tokens),
        };
        let mut description = person.map(|p| p.description.clone()).unwrap_or_default();
        description.extend(&describe(self.doc, mention));
        let kind = match full.kind {
            NameKind::Person | NameKind::Likely => Kind::Person,
            _ => Kind::Thing,
        };
        if kind == Kind::Thing {
            let words = SpeakerWords::english();
            let nouns =
                names.words(full).iter().filter(|w| words.of(w).is_any(["organisation", "singular-body"]));
            description.heads.extend(nouns.map(Hashed::hash));
        }
        let gender = name.gender.or_else(|| names.gender(full));
        let place = self.remember(Known { resolved, kind, gender, description, last: mention.start });
        if let Some(known) = self.by_form.get_mut(full.form).filter(|_| !clashes) {
            *known = place as u32;
        }
        place
    }

    /// What a mention adds to somebody whose fullest name is known by its form already.
    fn named_again(&mut self, name: &Name, full: &Name, mention: &Range<usize>) -> Option<usize> {
        let place = *self.by_form.get(full.form)? as usize;
        let (title, gender) = (self.title(name), name.gender.or_else(|| self.names.gender(full)));
        let has_affiliation = self.known.get(place)?.resolved.affiliation.is_some();
        let affiliation = if has_affiliation { None } else { self.affiliation(mention) };
        let known = self.known.get_mut(place)?;
        known.last = known.last.max(mention.start);
        known.gender = known.gender.or(gender);
        known.resolved.title = known.resolved.title.or(title);
        known.resolved.affiliation = known.resolved.affiliation.or(affiliation);
        // What stands beside the bare name has been read with everybody's.
        if !self.people.has_read(name, full) || *mention != (name.title.start..name.tokens.end) {
            known.description.extend(&describe(self.doc, mention));
        }
        Some(place)
    }

    fn title(&self, name: &Name) -> Option<Span> {
        (!name.title.is_empty()).then(|| self.doc.span(name.title.clone()))
    }

    pub(super) fn remember(&mut self, mut new: Known) -> usize {
        let next = self.known.len();
        let place = *self.by_name.entry(lower_hash(&new.resolved.name)).or_insert(next);
        match self.known.get_mut(place) {
            Some(known) => {
                known.last = known.last.max(new.last);
                known.gender = known.gender.or(new.gender);
                known.resolved.title = known.resolved.title.or(new.resolved.title);
                known.resolved.affiliation = known.resolved.affiliation.or(new.resolved.affiliation);
                known.description.extend(&new.description);
            }
            None => {
                new.resolved.id = u32::try_from(next).unwrap_or(u32::MAX);
                self.known.push(new);
            }
        }
        place
    }

    /// The speakers before token `at`, the last one first.
    pub(super) fn speakers(&self, at: usize) -> impl Iterator<Item = (usize, &Known)> {
        self.spoken
            .iter()
            .rev()
            .take(SPEAKER_REACH)
            .filter_map(|&p| self.known.get(p).map(|k| (p, k)))
            .filter(move |(_, k)| k.last < at)
    }

    pub(super) fn latest(&self, at: usize, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.speakers(at).find(|(_, k)| fits(k)).map(|(p, _)| p)
    }

    /// First token of the sentence that lies `reach` sentences before the one of `at`.
    pub(super) fn floor(&self, at: usize, reach: usize) -> usize {
        self.doc.sentences().get(self.doc.sentence_of(at).saturating_sub(reach)).map_or(0, |s| s.start)
    }

    /// `of the Sailing Club`, `at Ewha University`: the body behind a preposition in the mention.
    pub(super) fn affiliation(&self, mention: &Range<usize>) -> Option<Span> {
        let tokens = self.doc.tokens();
        let inside_name = |i: usize| self.names.at(i).is_some_and(|n| n.tokens.start < i && i < n.tokens.end);
        let start = mention.clone().find(|&i| {
            tokens[i].is(Class::PREPOSITION)
                && !inside_name(i)
                && (i + 1..(i + 3).min(mention.end)).any(|k| tokens[k].is_capital())
        })? + 1;
        let ends = |i: usize| {
            self.doc.has_mark(i, Mark::Comma)
                || self.doc.has_mark(i, Mark::OpenBracket)
                || tokens[i].is(Class::RELATIVE)
        };
        let end = (start..mention.end).find(|&i| ends(i)).unwrap_or(mention.end);
        (end > start).then(|| self.doc.span(start..end))
    }

    pub(super) fn text(&self, tokens: &Range<usize>) -> String {
        let text = self.doc.span(tokens.clone()).of(self.doc.text());
        let is_plain = |(before, byte): (u8, u8)| byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        if std::iter::once(b' ').chain(text.bytes()).zip(text.bytes()).all(is_plain) {
            return text.to_owned();
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The hash of a name in small letters.
fn lower_hash(name: &str) -> u64 {
    if name.is_ascii() { hash_lower(name.as_bytes()) } else { hash_atom(name.to_lowercase().as_bytes()) }
}
