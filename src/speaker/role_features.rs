//! The features of a speaker's role: the words of the mention, and a little of what is around.
//!
//! Most mentions say it themselves (`the harbour ministry`, `Ana Ferro, a biologist`); for a
//! pronoun or a bare name only the sentence is left.

use std::ops::Range;
use std::sync::OnceLock;

use super::known::{KnownNames, Roles};
use super::lexicon::SpeakerWords;
use super::resolve::{Resolved, last_person, resolve_mention};
use crate::learn::feature::hash_atom;
use crate::learn::{Atom, ByHash, FeatureSink};
use crate::stance::{ClaimView, Passage, Stems};
use crate::text::{Case, Class, Document, Span, Token, TokenKind, fold};

/// How many sentences before a claim are looked at where the mention tells nothing.
const SENTENCES_BEFORE: usize = 4;

/// Who the speaker of a claim is, by what stands in the text around; none where nobody is named.
pub(super) fn resolved(view: &ClaimView<'_, '_>) -> Option<Resolved> {
    if let Some(speaker) = view.speaker {
        let mention = view.doc.tokens_in(speaker);
        return (!mention.is_empty()).then(|| resolve_mention(view.doc, mention));
    }
    // A quotation without a cue goes on with whoever was speaking.
    let start = view.doc.tokens_in(*view.content.first()?).start;
    let goes_on = view.cue.is_none() && view.doc.quote_at(start).is_some();
    if goes_on { last_person(view.doc, start) } else { None }
}

/// The roles of a speaker whom everybody knows, by name or by the body that the mention or an
/// introduction speaks of.
pub(super) fn known(view: &ClaimView<'_, '_>, speaker: &Resolved) -> Option<Roles> {
    let names = KnownNames::shipped();
    let mention = view.speaker.map_or(0..0, |span| view.doc.tokens_in(span));
    names
        .role_of(&speaker.name)
        .or_else(|| names.role_in(view.doc, &mention))
        .or_else(|| speaker.introductions.iter().find_map(|place| names.role_in(view.doc, place)))
}

/// Writes the features of the speaker of a claim, whom the text introduces at `introductions`, to
/// `sink`.
pub(super) fn features<S: FeatureSink + ?Sized>(
    view: &ClaimView<'_, '_>,
    introductions: &[Range<usize>],
    passage: &Passage,
    stems: &mut Stems,
    sink: &mut S,
) {
    let doc = view.doc;
    let mention = view.speaker.map_or(0..0, |span| doc.tokens_in(span));
    let claim = ClaimView { speaker: None, ..*view }.context();
    let mut scribe = Scribe { doc, passage, stems, sink };
    if mention.is_empty() {
        let cue = if view.cue.is_some() { "cue" } else { "no-cue" };
        scribe.sink.add("mention", &["none".into(), cue.into()], None);
    } else {
        scribe.mention(mention.clone());
    }
    let mut tells = mention.clone().any(|i| scribe.tells(i));
    for place in introductions.iter().filter(|place| place.end <= mention.start || mention.end <= place.start)
    {
        scribe.introduction(place.clone());
        tells |= place.clone().any(|i| scribe.tells(i));
    }
    if !tells {
        scribe.before(claim.start);
    }
    scribe.around(view, claim, &mention, tells);
}

/// Reads tokens of a document and writes features.
struct Scribe<'a, 'd, 't, S: ?Sized> {
    doc: &'d Document<'t>,
    passage: &'a Passage,
    stems: &'a mut Stems,
    sink: &'a mut S,
}

impl<S: FeatureSink + ?Sized> Scribe<'_, '_, '_, S> {
    /// The mention: its words, its head, what stands before a name and after a comma.
    fn mention(&mut self, mention: Range<usize>) {
        let words: Vec<usize> = mention.clone().filter(|&i| !self.is_mark(i)).collect();
        let comma = mention.clone().find(|&i| self.doc.is_mark(i, ",")).unwrap_or(mention.end);
        for (n, &i) in words.iter().enumerate() {
            self.add("word", &[i]);
            if let Some(&next) = words.get(n + 1) {
                self.add("two", &[i, next]);
            }
            if i > comma {
                self.add("apposition", &[i]);
            }
            self.kinds("word-kind", i);
        }
        let head = self.head(mention.start..comma);
        self.add("head", &[head]);
        self.kinds("head-kind", head);
        if let Some(&first) = words.first() {
            self.add("first", &[first]);
            self.kinds("first-kind", first);
        }
        self.shape(&words);
    }

    /// The words of a fuller mention elsewhere: they tell the same there as in the mention.
    fn introduction(&mut self, place: Range<usize>) {
        let words: Vec<usize> = place.filter(|&i| !self.is_mark(i)).collect();
        for (n, &i) in words.iter().enumerate() {
            self.add("word", &[i]);
            if let Some(&next) = words.get(n + 1) {
                self.add("two", &[i, next]);
            }
            self.kinds("word-kind", i);
        }
    }

    /// The last word of the first noun phrase: before a preposition, relative or comma.
    fn head(&self, part: Range<usize>) -> usize {
        let ends = |i: &usize| {
            let token = &self.doc.tokens()[*i];
            *i > part.start && token.is(Class::PREPOSITION.or(Class::RELATIVE)) && token.case == Case::Lower
        };
        let end = part.clone().find(ends).unwrap_or(part.end);
        part.start.max(end.saturating_sub(1))
    }

    fn shape(&mut self, words: &[usize]) {
        let tokens = words.iter().filter_map(|&i| self.doc.tokens().get(i));
        let capitals = tokens.clone().filter(|t| t.is_capital()).count();
        let pronoun =
            words.len() == 1 && tokens.clone().any(|t| t.is(Class::SUBJECT_PRONOUN.or(Class::NOBODY)));
        let shape = match (capitals, words.len()) {
            _ if pronoun => "pronoun",
            (0, 1) => "noun",
            (0, _) => "nouns",
            (1, 1) => "name",
            (2, 2) => "full-name",
            (c, n) if c == n => "all-names",
            _ => "mixed",
        };
        self.sink.add("shape", &[shape.into()], None);
        let words = SpeakerWords::english();
        let mut folded = String::new();
        for token in tokens {
            fold(token.of(self.doc.text()), &mut folded);
            if words.country(&folded).is_some() {
                self.sink.add("holds", &["country".into()], Some(token.span));
                self.sink.add("holds", &["country".into(), shape.into()], Some(token.span));
            }
            for list in ["title", "organisation", "leader", "anonymous", "group"] {
                if words.is(list, &folded) {
                    self.sink.add("holds", &[list.into()], Some(token.span));
                }
            }
            if token.case == Case::Upper {
                self.sink.add("holds", &["acronym".into()], Some(token.span));
            }
        }
    }

    /// Whether the word speaks of a kind of source by itself.
    fn tells(&self, i: usize) -> bool {
        self.doc.tokens().get(i).is_some_and(|token| !kinds(token.hash).is_empty())
    }

    /// The kinds of source that the sentences before the claim speak of.
    fn before(&mut self, start: usize) {
        let last = start.saturating_sub(1);
        let first = self.doc.sentence_of(last).saturating_sub(SENTENCES_BEFORE - 1);
        let opening = self.doc.sentences().get(first).map_or(start, |s| s.start);
        for i in opening..start {
            self.kinds("before-kind", i);
        }
    }

    /// The words of the claim's sentences, cue, content and rest apart, where the mention itself
    /// does not tell; else the cue alone.
    fn around(&mut self, view: &ClaimView<'_, '_>, claim: Range<usize>, mention: &Range<usize>, tells: bool) {
        for i in claim {
            let Some(token) = self.doc.tokens().get(i) else { break };
            if token.kind == TokenKind::Mark || mention.contains(&i) {
                continue;
            }
            let in_cue = view.cue.is_some_and(|cue| cue.overlaps(token.span));
            if tells && !in_cue {
                continue;
            }
            let family = if in_cue {
                "cue"
            } else if view.content.iter().any(|piece| piece.overlaps(token.span)) {
                "content"
            } else {
                self.kinds("rest-kind", i);
                "rest"
            };
            self.add(family, &[i]);
            if family == "content" {
                self.kinds("content-kind", i);
            }
        }
    }

    /// The kinds of source that a word speaks of.
    fn kinds(&mut self, family: &'static str, i: usize) {
        let Some(token) = self.doc.tokens().get(i) else { return };
        for kind in kinds(token.hash) {
            self.sink.add(family, &[*kind], Some(token.span));
        }
    }

    fn add(&mut self, family: &'static str, tokens: &[usize]) {
        let mut places = [(0, Span::new(0, 0)); 2];
        for (place, &i) in places.iter_mut().zip(tokens) {
            let Some(token) = self.doc.tokens().get(i) else { return };
            *place = (self.stem(i, token), token.span);
        }
        let stems = &*self.stems;
        let (first, second) = (places[0], places[1]);
        match tokens.len() {
            1 => self.sink.add(family, &[stems.at(first.0)], Some(first.1)),
            _ => {
                let span = Span::new(first.1.start(), second.1.end().max(first.1.end()));
                self.sink.add(family, &[stems.at(first.0), stems.at(second.0)], Some(span));
            }
        }
    }

    fn stem(&mut self, i: usize, token: &Token) -> u32 {
        let read = self.passage.stem(i);
        read.unwrap_or_else(|| self.stems.place(token.hash, token.of(self.doc.text())))
    }

    fn is_mark(&self, i: usize) -> bool {
        self.doc.tokens().get(i).is_none_or(|t| t.kind == TokenKind::Mark)
    }
}

/// The kinds of source that the word with this folded hash speaks of, after `roles.txt`.
fn kinds(hash: u64) -> &'static [Atom<'static>] {
    static KINDS: OnceLock<ByHash<Vec<Atom<'static>>>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds: ByHash<Vec<Atom<'static>>> = ByHash::default();
        for line in include_str!("roles.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((kind, words)) = line.split_once(':') else { continue };
            for word in words.split_whitespace() {
                let known = kinds.entry(hash_atom(word.as_bytes())).or_default();
                if !known.iter().any(|known| known.text() == kind) {
                    known.push(Atom::new(kind));
                }
            }
        }
        kinds
    });
    kinds.get(&hash).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::role::Role;
    use crate::stance::Label;

    #[test]
    fn every_line_is_a_role_with_folded_words() {
        for line in include_str!("roles.txt").lines().filter(|line| !line.starts_with('#')) {
            let (kind, words) = line.split_once(": ").unwrap_or((line, ""));
            assert!(Role::from_name(kind).is_some_and(|role| role != Role::Unknown), "{kind}");
            assert!(!words.is_empty() && words == words.to_lowercase(), "{kind}");
        }
    }
}
