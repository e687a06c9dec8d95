//! Definite phrases for a speaker: `the Japanese leader`, `the official`, `the agency`.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::mention::{folded, head_token};
use super::names::Gender;
use super::people::{Description, Person, describe};
use super::resolve::{Kind, Resolver};
use crate::learn::feature::hash_atom;
use crate::text::{Class, Document};

/// How far back, in tokens, a phrase that introduces somebody may stand.
const PHRASE_REACH: usize = 160;

/// Bodies that are no company.
const PUBLIC_BODIES: [&str; 14] = [
    "ministry",
    "department",
    "agency",
    "council",
    "committee",
    "court",
    "government",
    "party",
    "university",
    "police",
    "commission",
    "parliament",
    "congress",
    "senate",
];

impl<'d> Resolver<'d, '_> {
    /// The person or body that a definite phrase points to: `the Japanese leader`, `the agency`.
    pub(super) fn by_role(&mut self, phrase: &Range<usize>) -> Option<usize> {
        let words = SpeakerWords::english();
        // `the Danish 16-year-old, who has travelled widely`
        let aside =
            phrase.clone().find(|&i| self.doc.is_mark(i, ",") || self.doc.tokens()[i].is(Class::RELATIVE));
        let phrase = &(phrase.start..aside.filter(|&i| i > phrase.start).unwrap_or(phrase.end));
        let first = folded(self.doc, phrase.start);
        let definite =
            matches!(first.as_str(), "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their");
        let title =
            phrase.len() <= 2 && words.is("title", &first) && self.doc.tokens()[phrase.start].is_capital();
        if !definite && !title || phrase.len() > 7 {
            return None;
        }
        let head_at = head_token(self.doc, self.names, phrase);
        let tokens = self.doc.tokens();
        let head = folded(self.doc, head_at);
        let own = describe(self.doc, phrase);
        // `the Vermont Democrat`
        let member = matches!(head.as_str(), "republican" | "democrat" | "conservative" | "liberal");
        let generic =
            member || words.is("generic", &head) || head.ends_with("-year-old") || head.ends_with("-old");
        let leader = words.is("leader", &head);
        let (head_hash, first_hash) = (tokens[head_at].hash, tokens[phrase.start].hash);
        let is_modifier = |w: &u64| *w != head_hash && *w != first_hash && words.country(w).is_none();
        let modifiers: Vec<u64> = own.words.iter().copied().filter(is_modifier).collect();
        let fits = |d: &Description| {
            let role =
                d.heads.contains(&head_hash) || leader && d.heads.iter().any(|h| words.is("leader", h));
            let place = own.country.is_none() || own.country == d.country;
            role && place && modifiers.iter().all(|m| d.words.contains(m))
        };
        let at = phrase.start;
        let several = words.is("group", &head) && !words.is("singular-body", &head);
        let spoke = self
            .speakers(at)
            .find(|(_, k)| fits(&k.description) && !(several && k.kind == Kind::Person))
            .map(|(p, k)| (p, k.last));
        // `the group` is the body named last, where it stands nearer than another group that spoke.
        let body_noun =
            matches!(head.as_str(), "group" | "organisation" | "organization" | "company" | "firm");
        if body_noun && modifiers.is_empty() {
            let near = self.body(at);
            let last = near.and_then(|p| self.known.get(p)).map_or(0, |k| k.last);
            if near.is_some() && spoke.is_none_or(|(_, l)| l < last) {
                return near;
            }
        }
        // `the foundation` after `the Harbour Foundation`, which has not spoken yet.
        if spoke.is_none()
            && modifiers.is_empty()
            && words.is("organisation", &head)
            && let Some(body) = self.body_called(at, head_at)
        {
            return Some(body);
        }
        let told = self
            .earlier_phrase(phrase, head_at, &head, &modifiers)
            .filter(|p| spoke.is_none_or(|(_, last)| p.start > last + 1));
        if let (Some((place, _)), None) = (spoke, &told) {
            return Some(place);
        }
        let person = self
            .people
            .with_head(&head)
            .chain(self.leaders(leader))
            .filter(|p| p.at < at && fits(&p.description))
            .max_by_key(|p| p.at);
        if let Some(name) = person.map(|p| p.name) {
            return Some(self.named(name, &name.tokens));
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
        if body_noun {
            let business = matches!(head.as_str(), "company" | "firm");
            return self.latest(at, |k| {
                let heads = &k.description.heads;
                k.kind == Kind::Thing
                    && heads.iter().any(|h| words.is("organisation", h))
                    && !(business
                        && PUBLIC_BODIES.iter().any(|body| heads.contains(&hash_atom(body.as_bytes()))))
            });
        }
        None
    }

    fn leaders(&self, wanted: bool) -> impl Iterator<Item = &Person<'d>> {
        let titles =
            if wanted { &["president", "minister", "chancellor", "premier", "king"][..] } else { &[] };
        titles.iter().flat_map(|t| self.people.with_head(t))
    }

    /// `an official with the harbour board` before `the official`: the nearest indefinite phrase
    /// with the same head.
    fn earlier_phrase(
        &self,
        phrase: &Range<usize>,
        head_at: usize,
        head: &str,
        modifiers: &[u64],
    ) -> Option<Range<usize>> {
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
            let determiner = (opening..i)
                .rev()
                .take_while(|&k| {
                    tokens[k].is_word() && !tokens[k].is(Class::PREPOSITION.or(Class::AUXILIARY))
                })
                .find(|&k| matches!(folded(self.doc, k).as_str(), "a" | "an" | "one" | "another" | "some"));
            let Some(start) = determiner else { continue };
            if !modifiers.iter().all(|m| (start..i).any(|k| tokens[k].hash == *m)) {
                continue;
            }
            let mut end = i + 1;
            // `an official with the harbour board`: one preposition and its phrase.
            if tokens.get(end).is_some_and(|t| t.is(Class::PREPOSITION))
                && matches!(self.doc.word(end), "with" | "for" | "of" | "at" | "from")
            {
                let stop = |k: usize| {
                    !tokens[k].is_word()
                        || tokens[k]
                            .is(Class::AUXILIARY.or(Class::VERB).or(Class::RELATIVE).or(Class::SUBORDINATOR))
                };
                let limit = (end + 10).min(phrase.start);
                let close = (end + 1..limit)
                    .find(|&k| self.names.at(k).is_none() && stop(k) || is_report(self.doc, k))
                    .unwrap_or(limit);
                if close > end + 1 && close < limit {
                    end = close;
                }
            }
            return Some(start..end);
        }
        None
    }
}

fn is_report(doc: &Document<'_>, i: usize) -> bool {
    matches!(doc.word(i), "said" | "says" | "told" | "added" | "warned" | "denied" | "who" | "that")
}
