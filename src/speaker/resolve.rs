//! From mentions to people: the fullest name of each speaker, pronouns and role phrases resolved.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attribution::{Attribution, head_token};
use super::lexicon::SpeakerWords;
use super::names::{Gender, Name, Names};
use crate::claims::Claim;
use crate::text::{Class, Document, Span, fold};

/// How far back, in sentences, a pronoun may point.
const PRONOUN_REACH: usize = 6;

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
    /// The mention that says most of the speaker: where the name was introduced.
    pub introduction: Option<Span>,
}

/// What is known of one speaker so far.
#[derive(Clone, Debug)]
struct Known {
    resolved: Resolved,
    kind: Kind,
    gender: Option<Gender>,
    /// Folded head nouns and title words.
    heads: Vec<String>,
    country: Option<usize>,
    /// Token of the last mention.
    last: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    Group,
    Thing,
}

/// Resolves the attributions of the claims of one article, in order.
pub(crate) fn resolve(doc: &Document<'_>, names: &Names, claims: &[Claim], attributions: &[Attribution]) -> Vec<Option<Resolved>> {
    let people = introductions(doc, names);
    let mut resolver = Resolver { doc, names, people, known: Vec::new(), ids: BTreeMap::new() };
    claims
        .iter()
        .zip(attributions)
        .map(|(claim, attribution)| {
            let mention = attribution.mention.clone()?;
            let at = claim.cue_tokens.as_ref().map_or(mention.start, |c| c.start);
            Some(resolver.resolve(mention, at, attribution.carried))
        })
        .collect()
}

struct Resolver<'d, 't> {
    doc: &'d Document<'t>,
    names: &'d Names,
    people: Vec<Introduction>,
    known: Vec<Known>,
    ids: BTreeMap<String, u32>,
}

/// A person as the article introduces them, with the words that say who they are.
#[derive(Clone, Debug)]
struct Introduction {
    /// Index of the fullest name.
    name: Name,
    heads: Vec<String>,
    country: Option<usize>,
    at: usize,
}

impl Resolver<'_, '_> {
    fn resolve(&mut self, mention: Range<usize>, at: usize, carried: bool) -> Resolved {
        if let Some(name) = self.name_in(&mention) {
            return self.named(&name, &mention);
        }
        let only = (mention.len() == 1).then(|| self.folded(mention.start));
        let found = match only.as_deref() {
            Some("he" | "him" | "his") => self.person(mention.start, Some(Gender::He)),
            Some("she" | "her") => self.person(mention.start, Some(Gender::She)),
            Some("they" | "their" | "them") => self.latest(|k| k.kind == Kind::Group).or_else(|| self.latest(|k| k.kind != Kind::Person)),
            Some("it" | "its") => self.latest(|k| k.kind != Kind::Person),
            Some("who") => self.antecedent(mention.start),
            _ if carried => self.latest(|k| k.last >= mention.start && k.last < mention.end),
            _ => self.by_role(&mention, at),
        };
        match found {
            Some(resolved) => {
                if let Some(known) = self.known.iter_mut().find(|k| k.resolved.name == resolved.name) {
                    known.last = known.last.max(mention.start);
                }
                resolved
            }
            None => self.phrase(&mention),
        }
    }

    /// The name that a mention is about: the one that holds its head, or the one that stands in
    /// apposition to a role noun (`the mayor, Jorunn Eide`).
    fn name_in(&self, mention: &Range<usize>) -> Option<Name> {
        let head = head_token(self.doc, mention);
        let inside = self.names.within(mention);
        if let Some(name) = inside.iter().find(|n| n.tokens.contains(&head) || n.tokens.end == head && self.doc.tokens()[head].is(Class::CLITIC)) {
            return Some(name.clone());
        }
        let head_is_role = {
            let word = self.folded(head);
            SpeakerWords::english().is("role", &word)
        };
        inside
            .iter()
            .find(|n| head_is_role && n.person && n.tokens.start > 0 && self.doc.is_mark(n.title.start.min(n.tokens.start) - 1, ","))
            .cloned()
    }

    fn named(&mut self, name: &Name, mention: &Range<usize>) -> Resolved {
        let full = self.names.fullest(name).clone();
        let text = self.doc.span(full.tokens.clone()).of(self.doc.text());
        let text = text.strip_prefix("The ").unwrap_or(text).to_owned();
        let title = (!name.title.is_empty()).then(|| self.doc.span(name.title.clone()));
        let introduced = self.people.iter().find(|p| p.name.words == full.words).map(|p| p.at);
        let resolved = Resolved {
            id: self.id(&text),
            name: text,
            anonymous: false,
            title,
            affiliation: self.affiliation(mention),
            introduction: introduced.map(|at| self.surroundings(at)),
        };
        let (heads, country) = self.heads(mention);
        let gender = full.gender.or(name.gender);
        let kind = if full.person { Kind::Person } else { Kind::Thing };
        self.remember(Known { resolved: resolved.clone(), kind, gender, heads, country, last: mention.start });
        resolved
    }

    fn phrase(&mut self, mention: &Range<usize>) -> Resolved {
        let words = SpeakerWords::english();
        let text = self.doc.span(mention.clone()).of(self.doc.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        let head = self.folded(head_token(self.doc, mention));
        let hidden = mention.clone().any(|i| words.is("unnamed", &self.folded(i)));
        let kind = if words.is("group", &head) || head.ends_with('s') && !words.is("role", &head) {
            Kind::Group
        } else if words.is("role", &head) {
            Kind::Person
        } else {
            Kind::Thing
        };
        let resolved = Resolved {
            id: self.id(&text),
            name: text,
            anonymous: hidden || words.is("anonymous", &head),
            title: None,
            affiliation: self.affiliation(mention),
            introduction: None,
        };
        let (heads, country) = self.heads(mention);
        self.remember(Known { resolved: resolved.clone(), kind, gender: None, heads, country, last: mention.start });
        resolved
    }

    fn remember(&mut self, new: Known) {
        match self.known.iter_mut().find(|k| k.resolved.name == new.resolved.name) {
            Some(known) => {
                known.last = new.last;
                known.gender = known.gender.or(new.gender);
                known.country = known.country.or(new.country);
                known.heads.extend(new.heads);
            }
            None => self.known.push(new),
        }
    }

    fn latest(&self, fits: impl Fn(&Known) -> bool) -> Option<Resolved> {
        self.known.iter().filter(|k| fits(k)).max_by_key(|k| k.last).map(|k| k.resolved.clone())
    }

    /// The person that `he` or `she` at token `at` points to: the one named last as the subject
    /// of a sentence or the one who spoke last, whichever is nearer.
    fn person(&mut self, at: usize, gender: Option<Gender>) -> Option<Resolved> {
        let fits = |g: Option<Gender>| g.is_none() || gender.is_none() || g == gender;
        let spoke = self.known.iter().filter(|k| k.kind == Kind::Person && fits(k.gender) && k.last < at).max_by_key(|k| k.last).cloned();
        let sentence = self.doc.sentence_of(at);
        let floor = self.doc.sentences().get(sentence.saturating_sub(PRONOUN_REACH)).map_or(0, |s| s.start);
        let named = self
            .names
            .within(&(floor..at))
            .iter()
            .rev()
            .find(|n| {
                let start = self.doc.sentences().get(self.doc.sentence_of(n.tokens.start)).map_or(0, |s| s.start);
                n.person && !n.quoted && fits(n.gender.or_else(|| self.gender_of(n))) && n.title.start.saturating_sub(start) <= 4
            })
            .cloned();
        let found = match (spoke, named) {
            (Some(k), Some(n)) if n.tokens.start > k.last => Some(self.named(&n, &n.tokens.clone())),
            (Some(k), _) => Some(k.resolved),
            (None, Some(n)) => Some(self.named(&n, &n.tokens.clone())),
            (None, None) => None,
        }?;
        if let Some(known) = self.known.iter_mut().find(|k| k.resolved.name == found.name) {
            known.gender = known.gender.or(gender);
        }
        Some(found)
    }

    fn gender_of(&self, name: &Name) -> Option<Gender> {
        self.names.list().iter().filter(|n| n.words.last() == name.words.last()).find_map(|n| n.gender)
    }

    /// The name or phrase right before a relative pronoun.
    fn antecedent(&mut self, at: usize) -> Option<Resolved> {
        let end = if at > 0 && self.doc.is_mark(at - 1, ",") { at - 1 } else { at };
        let name = self.names.within(&(end.saturating_sub(12)..end)).last().filter(|n| n.tokens.end == end).cloned()?;
        let range = name.tokens.clone();
        Some(self.named(&name, &range))
    }

    /// The person whom a role phrase (`the Japanese leader`) points to.
    fn by_role(&mut self, mention: &Range<usize>, at: usize) -> Option<Resolved> {
        let first = self.folded(mention.start);
        if !matches!(first.as_str(), "the" | "this" | "that" | "his" | "her" | "their") || mention.len() > 6 {
            return None;
        }
        let words = SpeakerWords::english();
        let head = self.folded(head_token(self.doc, mention));
        let (_, country) = self.heads(mention);
        let is_leader = words.is("leader", &head);
        let fits = |heads: &[String], other: Option<usize>| {
            let role = heads.contains(&head) || is_leader && heads.iter().any(|h| words.is("leader", h));
            role && (country.is_none() || country == other)
        };
        if let Some(known) = self.known.iter().filter(|k| k.last < at && fits(&k.heads, k.country)).max_by_key(|k| k.last) {
            return Some(known.resolved.clone());
        }
        if !words.is("role", &head) {
            return None;
        }
        let person = self.people.iter().filter(|p| p.at < at && fits(&p.heads, p.country)).max_by_key(|p| p.at)?.clone();
        let range = person.name.tokens.clone();
        Some(self.named(&person.name, &range))
    }

    /// Folded nouns that say what somebody is, and their country.
    fn heads(&self, mention: &Range<usize>) -> (Vec<String>, Option<usize>) {
        let intro = mention.start.saturating_sub(4)..(mention.end + 12).min(self.doc.tokens().len());
        describe(self.doc, mention, &intro)
    }

    /// `of the Sailing Club`, `at Ewha University`: the body behind a preposition in the mention.
    fn affiliation(&self, mention: &Range<usize>) -> Option<Span> {
        let start = mention.clone().find(|&i| {
            self.doc.tokens()[i].is(Class::PREPOSITION) && (i + 1..(i + 3).min(mention.end)).any(|k| self.doc.tokens()[k].is_capital())
        })? + 1;
        let end = (start..mention.end).find(|&i| self.doc.is_mark(i, ",") || self.doc.is_mark(i, "(") || self.doc.tokens()[i].is(Class::RELATIVE)).unwrap_or(mention.end);
        (end > start).then(|| self.doc.span(start..end))
    }

    /// The sentence part in which a person is introduced, for the role model to read.
    fn surroundings(&self, at: usize) -> Span {
        let sentence = self.doc.sentences().get(self.doc.sentence_of(at)).cloned().unwrap_or(at..at + 1);
        self.doc.span(at.saturating_sub(6).max(sentence.start)..(at + 14).min(sentence.end))
    }

    fn id(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        *self.ids.entry(name.to_lowercase()).or_insert(next)
    }

    fn folded(&self, i: usize) -> String {
        let mut word = String::new();
        fold(self.doc.word(i), &mut word);
        word
    }
}

/// Every person of the article at the place where the fullest name stands first.
fn introductions(doc: &Document<'_>, names: &Names) -> Vec<Introduction> {
    let mut found: Vec<Introduction> = Vec::new();
    for name in names.list().iter().filter(|n| n.person && n.words.len() <= 4) {
        let full = names.fullest(name);
        let around = name.title.start.saturating_sub(4)..(name.tokens.end + 12).min(doc.tokens().len());
        let (heads, country) = describe(doc, &(name.title.start..name.tokens.end), &around);
        match found.iter_mut().find(|p| p.name.words == full.words) {
            Some(known) => {
                known.heads.extend(heads);
                known.country = known.country.or(country);
            }
            None => found.push(Introduction { name: full.clone(), heads, country, at: name.tokens.start }),
        }
    }
    found
}

/// Titles and role nouns in a mention, right before it and in the apposition behind it.
fn describe(doc: &Document<'_>, mention: &Range<usize>, around: &Range<usize>) -> (Vec<String>, Option<usize>) {
    let words = SpeakerWords::english();
    let mut heads = Vec::new();
    let mut country = None;
    let mut word = String::new();
    let sentence = doc.sentences().get(doc.sentence_of(mention.start)).cloned().unwrap_or_else(|| around.clone());
    let apposition = doc.is_mark(mention.end, ",");
    let mut before = String::new();
    for i in around.start.max(sentence.start)..around.end.min(sentence.end) {
        let inside = mention.contains(&i);
        // Words before a name count when nothing but words stands between; those behind, in an apposition.
        if i < mention.start && (i..mention.start).any(|k| !doc.tokens()[k].is_word() || doc.tokens()[k].is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY))) {
            continue;
        }
        if i >= mention.end && !apposition {
            break;
        }
        if i > mention.end && doc.is_mark(i, ",") {
            break;
        }
        fold(doc.word(i), &mut word);
        if words.is("role", &word) || words.is("leader", &word) || (inside && words.is("title", &word)) {
            heads.push(word.clone());
        }
        let pair = format!("{before} {word}");
        country = country.or_else(|| words.country(&pair)).or_else(|| words.country(&word).filter(|_| !matches!(word.as_str(), "north" | "south")));
        before.clone_from(&word);
    }
    (heads, country)
}
