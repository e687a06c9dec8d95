//! Names in an article: each run of capitals read as a person, a body or neither.

use std::ops::Range;

use super::forms::Forms;
use super::lexicon::{Entry, Hashed, SpeakerWords};
use super::name_word::NameWord;
use super::runs::run;
use crate::learn::feature::hash_atom;
use crate::text::{Case, Class, Document, Mark, TokenKind, fold, fold_hash};

/// A run of capitalised words that reads as one name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    /// Its tokens, titles left out.
    pub tokens: Range<usize>,
    /// Tokens of titles and places right before it.
    pub title: Range<usize>,
    /// Its words, folded, without `of`, `for`, `the` and `and`.
    pub words: Vec<NameWord>,
    /// What it names.
    pub kind: NameKind,
    /// `he`, `she` or neither, by its title or first name.
    pub gender: Option<Gender>,
    /// Whether a title says that it is a person.
    pub titled: bool,
    /// Whether it is introduced as somebody's relative (`his wife, Sue Ard`).
    pub relative: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Number of its form: names of the same words have the same.
    pub form: usize,
    /// Place in the list of names of the fullest form of what it names.
    pub fullest: usize,
}

impl Name {
    /// Whether it may be a person.
    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, NameKind::Person | NameKind::Likely)
    }
}

/// What a run of capitals names, as far as its words and those beside it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A person, by title, first name or role.
    Person,
    /// Several words without a sign of a body.
    Likely,
    /// A body or place.
    Body,
    /// One word that may be either.
    Unsure,
    /// No name: a title alone (`the President`) or people of a kind (`Republicans`).
    Common,
}

/// What a title or pronoun tells of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// `Mr`, `he`.
    He,
    /// `Ms`, `she`.
    She,
}

/// All names of an article, in order, and their forms.
#[derive(Debug, Default)]
pub(crate) struct Names {
    list: Vec<Name>,
    forms: Forms,
}

impl Names {
    /// Reads the names of `doc`.
    pub(crate) fn of(doc: &Document<'_>) -> Names {
        let small = small_words(doc);
        let mut list = Vec::new();
        let mut scratch = String::new();
        for sentence in doc.sentences() {
            let mut i = sentence.start;
            while i < sentence.end {
                let Some(range) = run(doc, i, sentence) else {
                    i += 1;
                    continue;
                };
                i = range.end;
                // `Given Norway's …`: a sentence opens with a capital that its word does not have elsewhere.
                let start = range.start
                    + usize::from(
                        range.start == sentence.start
                            && range.len() > 1
                            && small.binary_search(&doc.tokens()[range.start].hash).is_ok()
                            && doc.tokens()[range.start + 1].is_capital(),
                    );
                if let Some(name) = name(doc, start..range.end, &mut scratch) {
                    list.push(name);
                }
            }
        }
        let forms = Forms::of(doc, &mut list);
        Names { list, forms }
    }

    /// All names in order.
    pub(crate) fn list(&self) -> &[Name] {
        &self.list
    }

    /// The names that lie in a range of tokens.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Name] {
        let start = self.list.partition_point(|n| n.tokens.start < range.start);
        let end = self.list.partition_point(|n| n.tokens.end <= range.end);
        self.list.get(start..end.max(start)).unwrap_or(&[])
    }

    /// The name that token `i` is a part of, titles included.
    pub(crate) fn at(&self, i: usize) -> Option<&Name> {
        let name = self.list.get(self.list.partition_point(|n| n.tokens.end <= i))?;
        (name.title.start.min(name.tokens.start) <= i).then_some(name)
    }

    /// The fullest form in the article of the person or body that `name` names.
    pub(crate) fn fullest<'n>(&'n self, name: &'n Name) -> &'n Name {
        self.list.get(name.fullest).unwrap_or(name)
    }

    /// `he`, `she` or neither, by titles, first name and the pronouns that follow.
    pub(crate) fn gender(&self, name: &Name) -> Option<Gender> {
        name.gender.or_else(|| self.forms.gender(self.fullest(name).form))
    }
}

/// Words that open a sentence before another capital and also stand in small letters somewhere: their
/// hashes, in order.
fn small_words(doc: &Document<'_>) -> Vec<u64> {
    let tokens = doc.tokens();
    let opens = |start: usize| match tokens.get(start..start + 2) {
        Some([opener, next]) if opener.is_capital() && next.is_capital() => Some(opener.hash),
        _ => None,
    };
    let mut openers: Vec<u64> = doc.sentences().iter().filter_map(|s| opens(s.start)).collect();
    if openers.is_empty() {
        return openers;
    }
    openers.sort_unstable();
    openers.dedup();
    // Most words are told to be none of them by a few bits of their hash.
    let mut sieve = [0u64; 64];
    let place = |hash: u64| ((hash >> 6) as usize % 64, 1 << (hash % 64));
    for &hash in &openers {
        let (at, bit) = place(hash);
        sieve[at] |= bit;
    }
    let mut small = vec![false; openers.len()];
    for token in tokens {
        let (at, bit) = place(token.hash);
        if sieve[at] & bit != 0
            && token.is_word()
            && !token.is_capital()
            && let Ok(found) = openers.binary_search(&token.hash)
        {
            small[found] = true;
        }
    }
    let mut small = small.into_iter();
    openers.retain(|_| small.next().unwrap_or(false));
    openers
}

struct Word {
    token: usize,
    word: NameWord,
    /// What the lists say of it.
    entry: Entry,
}

fn name(doc: &Document<'_>, range: Range<usize>, scratch: &mut String) -> Option<Name> {
    let words = SpeakerWords::english();
    let mut read: Vec<Word> = Vec::with_capacity(range.len());
    let mut gender = None;
    for token in range.clone().filter(|&k| doc.tokens()[k].is_word()) {
        let word = NameWord::of(&doc.tokens()[token], doc.text(), scratch);
        let entry = words.of(&word);
        if entry.is("male") {
            gender = Some(Gender::He);
        } else if entry.is("female") {
            gender = Some(Gender::She);
        }
        if !JOINING.contains(&word.hash()) {
            read.push(Word { token, word, entry });
        }
    }
    let (skipped, titled) = title(&read);
    let start = read.get(skipped)?.token;
    let core = &read[skipped..];
    let kind = kind(doc, core, start..range.end, titled, skipped == 0);
    if skipped == 0 {
        gender = None;
    }
    if gender.is_none() && matches!(kind, NameKind::Person | NameKind::Likely) && core.len() > 1 {
        gender = core.iter().find(|w| w.word.len() > 1).and_then(|w| w.entry.gender());
    }
    Some(Name {
        kind,
        relative: is_relative(doc, range.start),
        quoted: doc.quote_at(start).is_some(),
        title: range.start..start,
        tokens: start..range.end,
        words: core.iter().map(|w| w.word).collect(),
        gender,
        titled,
        form: 0,
        fullest: 0,
    })
}

/// `of`, `for`, `the` and `and` count for nothing in a name.
const JOINING: [u64; 4] = [hash_atom(b"of"), hash_atom(b"for"), hash_atom(b"the"), hash_atom(b"and")];

/// Whether a word for a relative stands right before token `start`, or before a comma there.
fn is_relative(doc: &Document<'_>, start: usize) -> bool {
    let comma = usize::from(start > 0 && doc.has_mark(start - 1, Mark::Comma));
    start.checked_sub(1 + comma).is_some_and(|i| {
        matches!(
            doc.word(i),
            "wife"
                | "husband"
                | "son"
                | "daughter"
                | "brother"
                | "sister"
                | "father"
                | "mother"
                | "widow"
                | "widower"
        )
    })
}

/// How many words are title and place, and whether a title says that a person follows.
fn title(read: &[Word]) -> (usize, bool) {
    let core = read.iter().rposition(|w| !w.entry.is("suffix")).unwrap_or(0);
    let is = |k: usize, list: &str| read.get(k).is_some_and(|w| w.entry.is(list));
    let surname =
        |k: usize| is(k, "surname") && k > 0 && read.get(k - 1).is_some_and(|w| w.entry.is_first_name());
    let strong = (0..core).rev().find(|&k| is(k, "title") && !surname(k));
    if let Some(last) = strong {
        let mut start = last + 1;
        // `Secretary of State John Kerry`, `Chief Executive Tim Coe`
        while start < core && (is(start, "portfolio") || is(start, "weak")) {
            start += 1;
        }
        // `General Electric Company`, `Prime Minister Office`: a body that opens with a title.
        let body = core > start
            && is(core, "organisation")
            && last == 0
            && !is(core, "surname")
            && !read.get(start).is_some_and(|w| w.entry.is_first_name());
        let lone_body = core == start && is(core, "organisation") && is(last, "surname");
        return if body || lone_body { (0, false) } else { (start, true) };
    }
    let weak = (0..core).take_while(|&k| is(k, "weak")).count();
    let body = (weak..=core).any(|k| is(k, "organisation"));
    let all = is(core, "weak") || is(core, "title");
    let enough = core - weak >= 1 && (weak..=core).all(|k| !is(k, "group"));
    if weak > 0 && !body && !all && enough { (weak, false) } else { (0, false) }
}

/// Whether a word is the adjective of a country, or the noun for its people.
fn is_of_country(doc: &Document<'_>, word: &Word) -> bool {
    let words = SpeakerWords::english();
    let raw = doc.word(word.token).trim_end_matches('.');
    let people = |raw: &str| words.is_adjective_of_country(&fold_hash(raw));
    word.entry.is_adjective_of_country() || raw.strip_suffix(['s', 'S']).is_some_and(people)
}

/// The hash of folded words with a blank between, and of them without an `s` at the end; none where no
/// country has a name of several words that opens with the first.
fn several(doc: &Document<'_>, read: &[Word]) -> Option<(u64, Option<u64>)> {
    let first = read.first().filter(|_| read.len() > 1)?;
    if !first.entry.opens_country() {
        return None;
    }
    let mut folded = String::new();
    let words = read.iter().map(|w| {
        fold(doc.word(w.token), &mut folded);
        folded.trim_end_matches('.').to_owned()
    });
    let joined = words.collect::<Vec<_>>().join(" ");
    Some((joined.hash(), joined.strip_suffix('s').map(Hashed::hash)))
}

fn kind(doc: &Document<'_>, read: &[Word], tokens: Range<usize>, titled: bool, bare: bool) -> NameKind {
    let words = SpeakerWords::english();
    let is = |w: &Word, list: &str| w.entry.is(list);
    let (Some(first), Some(last)) = (read.first(), read.last()) else { return NameKind::Common };
    let lone_adjective = read.len() == 1 && !is(last, "title") && !is_of_country(doc, last);
    let only_title = bare
        && !lone_adjective
        && read.iter().all(|w| w.entry.is_any(["title", "weak", "portfolio"]) || is_of_country(doc, w));
    let family = bare
        && read.len() == 1
        && is(last, "surname")
        && !tokens.start.checked_sub(1).is_some_and(|b| doc.tokens()[b].is(Class::DETERMINER));
    let seat = doc.word(first.token).get(..2).is_some_and(|s| matches!(s, "r-" | "d-" | "R-" | "D-"));
    if family || seat {
        return if seat { NameKind::Common } else { NameKind::Unsure };
    }
    let people = is(last, "group") && !is(last, "organisation") && !is(last, "singular-body");
    let of_country = || match several(doc, read) {
        Some((whole, singular)) => {
            words.is_adjective_of_country(&whole)
                || singular.is_some_and(|singular| words.is_adjective_of_country(&singular))
        }
        None => read.len() == 1 && is_of_country(doc, last),
    };
    if only_title && !read.iter().any(|w| is(w, "organisation")) || people && !titled || of_country() {
        return NameKind::Common;
    }
    let pair = || read.len().checked_sub(2).and_then(|k| several(doc, &read[k..]));
    let place =
        last.entry.country().is_some() || pair().is_some_and(|(whole, _)| words.country(&whole).is_some());
    if titled && !place {
        return NameKind::Person;
    }
    let body = read.iter().any(|w| is(w, "organisation")) || place || read.len() > 4;
    let token = &doc.tokens()[tokens.start];
    let single = read.len() == 1;
    let acronym = single && token.case == Case::Upper && token.span.len() <= 6;
    let before = tokens.start.checked_sub(1);
    let the = before.is_some_and(|b| {
        matches!(doc.word(b), "the" | "The" | "THE" | "a" | "A" | "an" | "An")
            && doc.tokens()[b].is(Class::DETERMINER)
    });
    if body || acronym || the {
        return NameKind::Body;
    }
    let aged = doc.has_mark(tokens.end, Mark::Comma)
        && doc.tokens().get(tokens.end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
    let role = before.is_some_and(|b| words.is("role", &doc.tokens()[b]) && doc.tokens()[b].is_word());
    if aged || role && !single || first.entry.is_first_name() && !single {
        NameKind::Person
    } else if single {
        NameKind::Unsure
    } else {
        NameKind::Likely
    }
}
