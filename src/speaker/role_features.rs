//! The features of a speaker's role: the words of the mention, and a little of what is around.
//!
//! Most mentions say it themselves (`the harbour ministry`, `Ana Ferro, a biologist`); for a
//! pronoun or a bare name only the sentence is left.

use std::ops::Range;

use super::known::{KnownNames, Roles};
use super::lexicon::SpeakerWords;
use super::resolve::{Resolved, last_person, resolve_mention};
use super::role_kinds::Kinds;
use crate::learn::{Atom, FeatureSink};
use crate::stance::{ClaimView, Passage, Stems};
use crate::text::{Case, Class, Document, Span, Token, TokenKind};

/// How many sentences before a claim are looked at where the mention tells nothing.
const SENTENCES_BEFORE: usize = 4;

const MENTION: Atom<'static> = Atom::new("mention");
const NONE: Atom<'static> = Atom::new("none");
const NO_CUE: Atom<'static> = Atom::new("no-cue");
const WORD: Atom<'static> = Atom::new("word");
const TWO: Atom<'static> = Atom::new("two");
const APPOSITION: Atom<'static> = Atom::new("apposition");
const HEAD: Atom<'static> = Atom::new("head");
const FIRST: Atom<'static> = Atom::new("first");
const WORD_KIND: Atom<'static> = Atom::new("word-kind");
const HEAD_KIND: Atom<'static> = Atom::new("head-kind");
const FIRST_KIND: Atom<'static> = Atom::new("first-kind");
const BEFORE_KIND: Atom<'static> = Atom::new("before-kind");
const REST_KIND: Atom<'static> = Atom::new("rest-kind");
const CONTENT_KIND: Atom<'static> = Atom::new("content-kind");
const CUE: Atom<'static> = Atom::new("cue");
const CONTENT: Atom<'static> = Atom::new("content");
const REST: Atom<'static> = Atom::new("rest");
const SHAPE: Atom<'static> = Atom::new("shape");
const HOLDS: Atom<'static> = Atom::new("holds");
const PRONOUN: Atom<'static> = Atom::new("pronoun");
const NOUN: Atom<'static> = Atom::new("noun");
const NOUNS: Atom<'static> = Atom::new("nouns");
const NAME: Atom<'static> = Atom::new("name");
const FULL_NAME: Atom<'static> = Atom::new("full-name");
const ALL_NAMES: Atom<'static> = Atom::new("all-names");
const MIXED: Atom<'static> = Atom::new("mixed");
const COUNTRY: Atom<'static> = Atom::new("country");
const ACRONYM: Atom<'static> = Atom::new("acronym");
/// Lists of `titles.txt` that are features of a mention which holds one of their words.
const LISTS: [Atom<'static>; 5] = [
    Atom::new("title"),
    Atom::new("organisation"),
    Atom::new("leader"),
    Atom::new("anonymous"),
    Atom::new("group"),
];

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
        let cue = if view.cue.is_some() { CUE } else { NO_CUE };
        scribe.sink.add(MENTION, &[NONE, cue], None);
    } else {
        scribe.mention(mention.clone());
    }
    let mut tells = mention.clone().any(|i| scribe.tells(i));
    for place in introductions.iter().filter(|place| place.end <= mention.start || mention.end <= place.start)
    {
        scribe.words(place.clone());
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
        let comma = mention.clone().find(|&i| self.doc.is_mark(i, ",")).unwrap_or(mention.end);
        self.words(mention.clone());
        for i in (comma + 1..mention.end).filter(|&i| !is_mark(self.doc, i)) {
            self.add(APPOSITION, i);
        }
        let head = self.head(mention.start..comma);
        self.add(HEAD, head);
        self.kinds(HEAD_KIND, head);
        if let Some(first) = mention.clone().find(|&i| !is_mark(self.doc, i)) {
            self.add(FIRST, first);
            self.kinds(FIRST_KIND, first);
        }
        self.shape(mention);
    }

    /// Words of the mention, or of a fuller one elsewhere, where they tell the same.
    fn words(&mut self, place: Range<usize>) {
        let doc = self.doc;
        let mut words = place.filter(|&i| !is_mark(doc, i)).peekable();
        while let Some(i) = words.next() {
            self.add(WORD, i);
            if let Some(&next) = words.peek() {
                self.add_two(TWO, i, next);
            }
            self.kinds(WORD_KIND, i);
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

    fn shape(&mut self, mention: Range<usize>) {
        let doc = self.doc;
        let tokens = mention.filter(|&i| !is_mark(doc, i)).filter_map(|i| doc.tokens().get(i));
        let count = tokens.clone().count();
        let capitals = tokens.clone().filter(|t| t.is_capital()).count();
        let pronoun = count == 1 && tokens.clone().any(|t| t.is(Class::SUBJECT_PRONOUN.or(Class::NOBODY)));
        let shape = match (capitals, count) {
            _ if pronoun => PRONOUN,
            (0, 1) => NOUN,
            (0, _) => NOUNS,
            (1, 1) => NAME,
            (2, 2) => FULL_NAME,
            (c, n) if c == n => ALL_NAMES,
            _ => MIXED,
        };
        self.sink.add(SHAPE, &[shape], None);
        let words = SpeakerWords::english();
        for token in tokens {
            let span = Some(token.span);
            if words.country(token).is_some() {
                self.sink.add(HOLDS, &[COUNTRY], span);
                self.sink.add(HOLDS, &[COUNTRY, shape], span);
            }
            for list in LISTS {
                if words.is(list.text(), token) {
                    self.sink.add(HOLDS, &[list], span);
                }
            }
            if token.case == Case::Upper {
                self.sink.add(HOLDS, &[ACRONYM], span);
            }
        }
    }

    /// Whether the word speaks of a kind of source by itself.
    fn tells(&self, i: usize) -> bool {
        self.doc.tokens().get(i).is_some_and(|token| !Kinds::of(token.hash).is_empty())
    }

    /// The kinds of source that the sentences before the claim speak of.
    fn before(&mut self, start: usize) {
        let last = start.saturating_sub(1);
        let first = self.doc.sentence_of(last).saturating_sub(SENTENCES_BEFORE - 1);
        let opening = self.doc.sentences().get(first).map_or(start, |s| s.start);
        for i in opening..start {
            self.kinds(BEFORE_KIND, i);
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
            if in_cue {
                self.add(CUE, i);
            } else if view.content.iter().any(|piece| piece.overlaps(token.span)) {
                self.add(CONTENT, i);
                self.kinds(CONTENT_KIND, i);
            } else {
                self.kinds(REST_KIND, i);
                self.add(REST, i);
            }
        }
    }

    /// The kinds of source that a word speaks of; of most words none.
    #[inline]
    fn kinds(&mut self, family: Atom<'static>, i: usize) {
        let Some(token) = self.doc.tokens().get(i) else { return };
        let kinds = Kinds::of(token.hash);
        if !kinds.is_empty() {
            self.add_kinds(family, kinds, token.span);
        }
    }

    #[inline(never)]
    fn add_kinds(&mut self, family: Atom<'static>, kinds: Kinds, span: Span) {
        for kind in kinds.names() {
            self.sink.add(family, &[kind], Some(span));
        }
    }

    /// The stem of a token.
    fn add(&mut self, family: Atom<'static>, i: usize) {
        let Some(token) = self.doc.tokens().get(i) else { return };
        let place = self.stem(i, token);
        self.sink.add(family, &[self.stems.at(place)], Some(token.span));
    }

    /// The stems of two tokens, the first before the other.
    fn add_two(&mut self, family: Atom<'static>, first: usize, second: usize) {
        let tokens = self.doc.tokens();
        let (Some(one), Some(other)) = (tokens.get(first), tokens.get(second)) else { return };
        let (place, other_place) = (self.stem(first, one), self.stem(second, other));
        let span = Span::new(one.span.start(), other.span.end().max(one.span.end()));
        self.sink.add(family, &[self.stems.at(place), self.stems.at(other_place)], Some(span));
    }

    #[inline]
    fn stem(&mut self, i: usize, token: &Token) -> u32 {
        let read = self.passage.stem(i);
        read.unwrap_or_else(|| self.stems.place(token, self.doc.text()))
    }
}

fn is_mark(doc: &Document<'_>, i: usize) -> bool {
    doc.tokens().get(i).is_none_or(|t| t.kind == TokenKind::Mark)
}
