//! From mentions to people: the fullest name of each speaker, pronouns and role phrases resolved.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::attribution::Attribution;
use super::lexicon::SpeakerWords;
use super::mention::{Meaning, folded, head_token, read};
use super::names::{Gender, Name, NameKind, Names};
use super::people::{Description, People, describe, surroundings};
use crate::claims::Claim;
use crate::text::{Class, Document, Span};

/// How far back, in sentences, a pronoun may point.
const PRONOUN_REACH: usize = 6;
/// How many speakers back a pronoun or role phrase may point.
const SPEAKER_REACH: usize = 48;
/// How far back, in tokens, a phrase that introduces somebody may stand.
const PHRASE_REACH: usize = 160;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    Group,
    Thing,
}

/// What is known of one speaker so far.
#[derive(Clone, Debug)]
struct Known {
    resolved: Resolved,
    kind: Kind,
    gender: Option<Gender>,
    description: Description,
    /// Token of the last mention.
    last: usize,
}

/// Resolves the attributions of the claims of one article, in order.
pub(crate) fn resolve(doc: &Document<'_>, names: &Names, claims: &[Claim], attributions: &[Attribution]) -> Vec<Option<Resolved>> {
    let mut resolver = Resolver {
        doc,
        names,
        people: People::of(doc, names),
        known: Vec::new(),
        by_name: BTreeMap::new(),
        spoken: Vec::new(),
        mentions: HashMap::new(),
    };
    claims
        .iter()
        .zip(attributions)
        .map(|(_, attribution)| Some(resolver.resolve(attribution.mention.clone()?)))
        .collect()
}

struct Resolver<'d, 't> {
    doc: &'d Document<'t>,
    names: &'d Names,
    people: People,
    known: Vec<Known>,
    by_name: BTreeMap<String, usize>,
    /// Those who spoke, in order, as places in `known`.
    spoken: Vec<usize>,
    /// Who a mention has been found to be, by its first token.
    mentions: HashMap<usize, usize>,
}

impl Resolver<'_, '_> {
    fn resolve(&mut self, mention: Range<usize>) -> Resolved {
        let place = match self.mentions.get(&mention.start) {
            Some(&place) => place,
            None => self.place(&mention),
        };
        self.mentions.insert(mention.start, place);
        if let Some(known) = self.known.get_mut(place) {
            known.last = known.last.max(mention.start);
        }
        self.spoken.push(place);
        self.known.get(place).map(|k| k.resolved.clone()).unwrap_or_else(|| self.empty())
    }

    fn empty(&self) -> Resolved {
        Resolved { name: String::new(), id: 0, anonymous: false, title: None, affiliation: None, introduction: None }
    }

    fn place(&mut self, mention: &Range<usize>) -> usize {
        if mention.len() == 1 && self.doc.tokens()[mention.start].is(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE).or(Class::RELATIVE)) {
            return self.pronoun(mention.start).unwrap_or_else(|| self.phrase(mention));
        }
        match read(self.doc, self.names, mention) {
            Meaning::Name(name) => self.named(&name, mention),
            Meaning::Phrase(phrase) => self.by_role(&phrase).unwrap_or_else(|| self.phrase(&phrase)),
        }
    }

    fn pronoun(&mut self, at: usize) -> Option<usize> {
        match folded(self.doc, at).as_str() {
            "he" | "his" => self.person(at, Some(Gender::He)).or_else(|| self.latest(at, |k| k.kind == Kind::Thing)),
            "she" | "her" => self.person(at, Some(Gender::She)).or_else(|| self.latest(at, |k| k.kind == Kind::Thing)),
            "they" | "their" => self.latest(at, |k| k.kind == Kind::Group).or_else(|| self.latest(at, |k| k.kind == Kind::Thing)),
            "it" | "its" => self.latest(at, |k| k.kind == Kind::Thing).or_else(|| self.body(at)).or_else(|| self.latest(at, |k| k.kind == Kind::Group)),
            "who" | "which" | "whose" => self.antecedent(at),
            _ => None,
        }
    }

    fn named(&mut self, name: &Name, mention: &Range<usize>) -> usize {
        let full = self.names.fullest(name).clone();
        let clashes = full.gender.is_some() && name.gender.is_some() && full.gender != name.gender;
        let tokens = if clashes { name.title.start..name.tokens.end } else { full.tokens.clone() };
        let text = self.text(&tokens);
        let person = self.people.get(full.form);
        let resolved = Resolved {
            id: 0,
            anonymous: false,
            title: (!name.title.is_empty()).then(|| self.doc.span(name.title.clone())),
            affiliation: self.affiliation(mention),
            introduction: person.map(|p| surroundings(self.doc, p.at)),
            name: text,
        };
        let mut description = person.map(|p| p.description.clone()).unwrap_or_default();
        description.extend(describe(self.doc, mention));
        let kind = match full.kind {
            NameKind::Person | NameKind::Likely => Kind::Person,
            _ => Kind::Thing,
        };
        if kind == Kind::Thing {
            let words = SpeakerWords::english();
            let nouns = full.words.iter().filter(|w| words.is("organisation", w) || words.is("singular-body", w));
            description.heads.extend(nouns.cloned());
        }
        let gender = name.gender.or_else(|| self.names.gender(&full));
        self.remember(Known { resolved, kind, gender, description, last: mention.start })
    }

    fn phrase(&mut self, phrase: &Range<usize>) -> usize {
        let words = SpeakerWords::english();
        let head_at = head_token(self.doc, self.names, phrase);
        let head = folded(self.doc, head_at);
        let hidden = phrase.clone().any(|i| words.is("unnamed", &folded(self.doc, i)));
        let plural = head.ends_with('s') && !words.is("role", &head) && !words.is("singular-body", &head) || words.is("group", &head) && !words.is("singular-body", &head);
        let joined = phrase.clone().any(|i| self.doc.word(i) == "and") && self.names.at(head_at).is_some();
        let kind = if plural || joined {
            Kind::Group
        } else if words.is("role", &head) {
            Kind::Person
        } else {
            Kind::Thing
        };
        let resolved = Resolved {
            id: 0,
            name: self.text(phrase),
            anonymous: hidden || words.is("anonymous", &head),
            title: None,
            affiliation: self.affiliation(phrase),
            introduction: None,
        };
        let gender = if words.is("male", &head) || head == "man" {
            Some(Gender::He)
        } else if words.is("female", &head) || head == "woman" {
            Some(Gender::She)
        } else {
            None
        };
        let mut description = describe(self.doc, phrase);
        description.heads.push(head);
        self.remember(Known { resolved, kind, gender, description, last: phrase.start })
    }

    fn remember(&mut self, mut new: Known) -> usize {
        let next = self.known.len();
        let place = *self.by_name.entry(new.resolved.name.to_lowercase()).or_insert(next);
        match self.known.get_mut(place) {
            Some(known) => {
                known.last = known.last.max(new.last);
                known.gender = known.gender.or(new.gender);
                known.resolved.title = known.resolved.title.or(new.resolved.title);
                known.resolved.affiliation = known.resolved.affiliation.or(new.resolved.affiliation);
                known.description.extend(new.description);
            }
            None => {
                new.resolved.id = u32::try_from(next).unwrap_or(u32::MAX);
                self.known.push(new);
            }
        }
        place
    }

    /// The speakers before token `at`, the last one first.
    fn speakers(&self, at: usize) -> impl Iterator<Item = (usize, &Known)> {
        self.spoken.iter().rev().take(SPEAKER_REACH).filter_map(|&p| self.known.get(p).map(|k| (p, k))).filter(move |(_, k)| k.last < at)
    }

    fn latest(&self, at: usize, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.speakers(at).find(|(_, k)| fits(k)).map(|(p, _)| p)
    }

    /// First token of the sentence that lies `reach` sentences before the one of `at`.
    fn floor(&self, at: usize, reach: usize) -> usize {
        self.doc.sentences().get(self.doc.sentence_of(at).saturating_sub(reach)).map_or(0, |s| s.start)
    }

    /// The person that `he` or `she` at token `at` points to: who spoke last, who is the subject
    /// of a sentence near by, weighed by distance.
    fn person(&mut self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let fits = |g: Option<Gender>| g.is_none() || gender.is_none() || g == gender;
        let sentence = self.doc.sentence_of(at);
        let weight = |token: usize, subject: bool, known: Option<Gender>| {
            let distance = sentence.saturating_sub(self.doc.sentence_of(token));
            2.0 * f64::from(u8::from(subject)) + 0.4 * f64::from(u8::from(known.is_some())) - distance as f64
        };
        let mut best: Option<(f64, Result<usize, Name>)> = None;
        if let Some((place, known)) = self.speakers(at).find(|(_, k)| k.kind == Kind::Person && fits(k.gender)) {
            best = Some((weight(known.last, true, known.gender) + 1.0, Ok(place)));
        }
        let floor = self.floor(at, PRONOUN_REACH);
        for name in self.names.within(&(floor..at)).iter().rev().take(24).filter(|n| !n.quoted && n.kind != NameKind::Common) {
            let full = self.names.fullest(name);
            let known = name.gender.or_else(|| self.names.gender(full));
            if !full.is_person() || !fits(known) {
                continue;
            }
            let likely = if full.kind == NameKind::Likely && known.is_none() { -1.0 } else { 0.0 };
            let score = weight(name.tokens.start, self.is_subject(name), known) + likely;
            if best.as_ref().is_none_or(|(s, _)| score > *s + 0.01) {
                best = Some((score, Err(name.clone())));
            }
        }
        let place = match best?.1 {
            Ok(place) => place,
            Err(name) => self.named(&name, &name.tokens.clone()),
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
        let governed = start > 0 && self.doc.tokens()[start - 1].is(Class::PREPOSITION) || after.is_some_and(|t| t.is(Class::CLITIC));
        let verb = after.is_some_and(|t| t.is(Class::AUXILIARY.or(Class::VERB)) || self.doc.word(name.tokens.end).ends_with("ed") || matches!(self.doc.word(name.tokens.end), "said" | "says" | "told" | "tells"));
        !governed && (words <= 3 || verb)
    }

    /// The body that opens a sentence near before `at`.
    fn body(&mut self, at: usize) -> Option<usize> {
        let floor = self.floor(at, 2);
        let found = self.names.within(&(floor..at)).iter().rev().take(12).find(|n| !n.quoted && n.kind == NameKind::Body && self.is_subject(n)).cloned()?;
        Some(self.named(&found, &found.tokens.clone()))
    }

    /// The name or role phrase right before a relative pronoun.
    fn antecedent(&mut self, at: usize) -> Option<usize> {
        let end = if at > 0 && self.doc.is_mark(at - 1, ",") { at - 1 } else { at };
        let near = end.saturating_sub(12)..end;
        if let Some(name) = self.names.within(&near).last().filter(|n| n.tokens.end == end && n.kind != NameKind::Common).cloned() {
            return Some(self.named(&name, &name.tokens.clone()));
        }
        let last = end.checked_sub(1)?;
        let word = folded(self.doc, last);
        let words = SpeakerWords::english();
        if !words.is("role", &word) && !words.is("group", &word) {
            return None;
        }
        let floor = self.floor(at, 0).max(near.start);
        let tokens = self.doc.tokens();
        let stops = |i: usize| !tokens[i].is_word() || tokens[i].is(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION));
        let start = (floor..last).rev().find(|&i| stops(i)).map_or(floor, |i| i + 1);
        Some(self.phrase(&(start..end)))
    }

    /// The person or body that a definite phrase points to: `the Japanese leader`, `the agency`.
    fn by_role(&mut self, phrase: &Range<usize>) -> Option<usize> {
        let words = SpeakerWords::english();
        let first = folded(self.doc, phrase.start);
        let definite = matches!(first.as_str(), "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their");
        let title = phrase.len() <= 2 && words.is("title", &first) && self.doc.tokens()[phrase.start].is_capital();
        if !definite && !title || phrase.len() > 7 {
            return None;
        }
        let head_at = head_token(self.doc, self.names, phrase);
        let head = folded(self.doc, head_at);
        let own = describe(self.doc, phrase);
        let generic = words.is("generic", &head) || head.ends_with("-year-old") || head.ends_with("-old");
        let leader = words.is("leader", &head);
        let modifiers: Vec<&String> = own.words.iter().filter(|w| **w != head && **w != first && words.country(w).is_none()).collect();
        let fits = |d: &Description| {
            let role = d.heads.contains(&head) || leader && d.heads.iter().any(|h| words.is("leader", h));
            let place = own.country.is_none() || own.country == d.country;
            role && place && modifiers.iter().all(|m| d.words.contains(m))
        };
        let at = phrase.start;
        let several = words.is("group", &head) && !words.is("singular-body", &head);
        let spoke = self.speakers(at).find(|(_, k)| fits(&k.description) && !(several && k.kind == Kind::Person)).map(|(p, k)| (p, k.last));
        let told = self.earlier_phrase(phrase, head_at, &head, &modifiers).filter(|p| spoke.is_none_or(|(_, last)| p.start > last + 1));
        if let (Some((place, _)), None) = (spoke, &told) {
            return Some(place);
        }
        let person = self.people.with_head(&head).chain(self.leaders(leader)).filter(|p| p.at < at && fits(&p.description)).max_by_key(|p| p.at);
        if let Some(name) = person.map(|p| p.name.clone()) {
            return Some(self.named(&name, &name.tokens.clone()));
        }
        if let Some(told) = told {
            return Some(self.phrase(&told));
        }
        if generic {
            let gender = match head.as_str() {
                "man" | "boy" | "father" => Some(Gender::He),
                "woman" | "girl" | "mother" => Some(Gender::She),
                _ => None,
            };
            return self.person(at, gender);
        }
        // `the statement`, `the letter`: of whoever spoke last.
        if words.is("utterance", &head) {
            let floor = self.floor(at, 4);
            let signed = matches!(head.as_str(), "letter" | "writers" | "authors" | "signatories");
            let several = self.latest(at, |k| k.kind != Kind::Person).filter(|_| signed);
            return several.or_else(|| self.latest(at, |k| k.last >= floor));
        }
        if matches!(head.as_str(), "group" | "organisation" | "organization" | "company" | "firm") {
            return self.latest(at, |k| k.kind == Kind::Thing && k.description.heads.iter().any(|h| words.is("organisation", h)));
        }
        None
    }

    fn leaders(&self, wanted: bool) -> impl Iterator<Item = &super::people::Person> {
        let titles = if wanted { &["president", "minister", "chancellor", "premier", "king"][..] } else { &[] };
        titles.iter().flat_map(|t| self.people.with_head(t))
    }

    /// `an official with the harbour board` before `the official`: the nearest indefinite phrase
    /// with the same head.
    fn earlier_phrase(&self, phrase: &Range<usize>, head_at: usize, head: &str, modifiers: &[&String]) -> Option<Range<usize>> {
        let words = SpeakerWords::english();
        if !words.is("role", head) && !words.is("group", head) {
            return None;
        }
        let tokens = self.doc.tokens();
        let hash = tokens.get(head_at)?.hash;
        let free = |i: usize| self.doc.quote_at(i).is_none();
        let floor = phrase.start.saturating_sub(PHRASE_REACH);
        for i in (floor..phrase.start).rev().filter(|&i| tokens[i].hash == hash && free(i)) {
            let opening = self.floor(i, 0).max(i.saturating_sub(6));
            let determiner = (opening..i).rev().take_while(|&k| tokens[k].is_word() && !tokens[k].is(Class::PREPOSITION.or(Class::AUXILIARY))).find(|&k| matches!(folded(self.doc, k).as_str(), "a" | "an" | "one" | "another" | "some"));
            let Some(start) = determiner else { continue };
            if !modifiers.iter().all(|m| (start..i).any(|k| folded(self.doc, k) == **m)) {
                continue;
            }
            let mut end = i + 1;
            // `an official with the harbour board`: one preposition and its phrase.
            if tokens.get(end).is_some_and(|t| t.is(Class::PREPOSITION)) && matches!(self.doc.word(end), "with" | "for" | "of" | "at" | "from") {
                let stop = |k: usize| !tokens[k].is_word() || tokens[k].is(Class::AUXILIARY.or(Class::VERB).or(Class::RELATIVE).or(Class::SUBORDINATOR));
                let limit = (end + 10).min(phrase.start);
                let close = (end + 1..limit).find(|&k| self.names.at(k).is_none() && stop(k) || is_report(self.doc, k)).unwrap_or(limit);
                if close > end + 1 && close < limit {
                    end = close;
                }
            }
            return Some(start..end);
        }
        None
    }

    /// `of the Sailing Club`, `at Ewha University`: the body behind a preposition in the mention.
    fn affiliation(&self, mention: &Range<usize>) -> Option<Span> {
        let tokens = self.doc.tokens();
        let inside_name = |i: usize| self.names.at(i).is_some_and(|n| n.tokens.start < i && i < n.tokens.end);
        let start = mention.clone().find(|&i| {
            tokens[i].is(Class::PREPOSITION) && !inside_name(i) && (i + 1..(i + 3).min(mention.end)).any(|k| tokens[k].is_capital())
        })? + 1;
        let ends = |i: usize| self.doc.is_mark(i, ",") || self.doc.is_mark(i, "(") || tokens[i].is(Class::RELATIVE);
        let end = (start..mention.end).find(|&i| ends(i)).unwrap_or(mention.end);
        (end > start).then(|| self.doc.span(start..end))
    }

    fn text(&self, tokens: &Range<usize>) -> String {
        let text = self.doc.span(tokens.clone()).of(self.doc.text());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn is_report(doc: &Document<'_>, i: usize) -> bool {
    matches!(doc.word(i), "said" | "says" | "told" | "added" | "warned" | "denied" | "who" | "that")
}
