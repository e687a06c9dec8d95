//! Names in an article: each run of capitals read as a person, a body or neither.

use std::ops::Range;

use super::forms::Forms;
use super::name_reading::NameReader;
use super::name_word::NameWord;
use super::runs::run;
use crate::text::{Document, Token};

/// About as many tokens as news has for each name, and for each word of a name, rounded down.
const TOKENS_A_NAME: usize = 12;
const TOKENS_A_WORD: usize = 8;

/// A run of capitalised words that reads as one name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    /// Its tokens, titles left out.
    pub tokens: Range<usize>,
    /// Tokens of titles and places right before it.
    pub title: Range<usize>,
    /// Where its words stand among those of all names: folded, without `of`, `for`, `the` and `and`.
    pub words: Range<usize>,
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
        let tokens = doc.tokens();
        let small = small_words(doc);
        let mut list = Vec::with_capacity(tokens.len() / TOKENS_A_NAME);
        let mut words = Vec::with_capacity(tokens.len() / TOKENS_A_WORD);
        let mut reader = NameReader::default();
        for sentence in doc.sentences() {
            let mut i = sentence.start;
            while let Some(ahead) =
                tokens.get(i..sentence.end).and_then(|rest| rest.iter().position(Token::is_capital))
            {
                i += ahead;
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
                            && tokens[range.start + 1].is_capital()
                            && small.binary_search(&tokens[range.start].hash).is_ok(),
                    );
                list.extend(reader.name(doc, start..range.end, &mut words));
            }
        }
        let forms = Forms::of(doc, &mut list, words);
        Names { list, forms }
    }

    /// All names in order.
    pub(crate) fn list(&self) -> &[Name] {
        &self.list
    }

    /// The words of a name.
    pub(crate) fn words(&self, name: &Name) -> &[NameWord] {
        self.forms.words(name)
    }

    /// How many forms they have.
    pub(crate) fn forms(&self) -> usize {
        self.forms.list.len()
    }

    /// The names that end behind token `i`, titles included.
    pub(crate) fn ending_behind(&self, i: usize) -> &[Name] {
        self.list.get(self.list.partition_point(|n| n.tokens.end <= i)..).unwrap_or(&[])
    }

    /// The names that lie in a range of tokens.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Name] {
        let start = self.list.partition_point(|n| n.tokens.start < range.start);
        let end = self.list.partition_point(|n| n.tokens.end <= range.end);
        self.list.get(start..end.max(start)).unwrap_or(&[])
    }

    /// The name that token `i` is a part of, titles included.
    pub(crate) fn at(&self, i: usize) -> Option<&Name> {
        self.ending_behind(i).first().filter(|name| name.title.start.min(name.tokens.start) <= i)
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
