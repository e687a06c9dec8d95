//! Speakers without a name: what the phrase that stands for one tells of it.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::mention::head_token;
use super::names::Gender;
use super::people::describe;
use super::resolve::{Kind, Known, Resolved, Resolver};
use crate::learn::feature::hash_atom;
use crate::text::Document;

/// Nouns for somebody whose gender they tell.
const MAN: u64 = hash_atom(b"man");
const WOMAN: u64 = hash_atom(b"woman");
/// Words of a sentence that hides who spoke.
const HIDING: [u64; 4] =
    [hash_atom(b"anonymity"), hash_atom(b"named"), hash_atom(b"identified"), hash_atom(b"quoted")];

impl Resolver<'_, '_> {
    /// The place of whom a phrase describes: new, unless somebody goes by the same words.
    pub(super) fn phrase(&mut self, phrase: &Range<usize>) -> usize {
        let words = SpeakerWords::english();
        let tokens = self.doc.tokens();
        let head_at = head_token(self.doc, self.names, phrase);
        let (head, entry) = (tokens[head_at].hash, words.of(&tokens[head_at]));
        let hidden = phrase.clone().any(|i| words.is("unnamed", &tokens[i])) || self.hides(phrase);
        let plural = self.doc.word(head_at).ends_with(['s', 'S']) && !entry.is_any(["role", "singular-body"])
            || entry.is("group") && !entry.is("singular-body");
        let joined = phrase.clone().any(|i| self.doc.word(i) == "and") && self.names.at(head_at).is_some();
        let kind = if plural || joined {
            Kind::Group
        } else if entry.is("role") {
            Kind::Person
        } else {
            Kind::Thing
        };
        let resolved = Resolved {
            id: 0,
            name: self.text(&before_aside(self.doc, phrase)),
            anonymous: hidden || entry.is("anonymous"),
            title: None,
            affiliation: self.affiliation(phrase),
            introductions: Vec::new(),
        };
        let gender = if entry.is("male") || head == MAN {
            Some(Gender::He)
        } else if entry.is("female") || head == WOMAN {
            Some(Gender::She)
        } else {
            None
        };
        let mut description = describe(self.doc, phrase);
        description.heads.push(head);
        self.remember(Known { resolved, kind, gender, description, last: phrase.start })
    }

    /// `…, who asked not to be named`, `on condition of anonymity`: the sentence hides who it is.
    fn hides(&self, phrase: &Range<usize>) -> bool {
        let sentence = self.doc.sentences().get(self.doc.sentence_of(phrase.start)).cloned().unwrap_or(0..0);
        let tokens = self.doc.tokens();
        let withheld = |i: usize| {
            matches!(self.doc.word(i), "named" | "identified" | "quoted")
                && (i.saturating_sub(4)..i)
                    .any(|k| matches!(self.doc.word(k), "not" | "declined" | "refused" | "without"))
        };
        sentence
            .filter(|&i| HIDING.contains(&tokens[i].hash) && self.doc.quote_at(i).is_none())
            .any(|i| self.doc.word(i) == "anonymity" || withheld(i))
    }
}

/// `the agency, which fell short`: the phrase before what is said of it by the way.
fn before_aside(doc: &Document<'_>, phrase: &Range<usize>) -> Range<usize> {
    let aside = |i: &usize| {
        doc.is_mark(*i, ",")
            && matches!(doc.word(i + 1), "which" | "who" | "whose" | "whom" | "where" | "for")
    };
    phrase.start..(phrase.start + 1..phrase.end).find(aside).unwrap_or(phrase.end)
}
