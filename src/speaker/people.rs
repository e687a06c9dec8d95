//! The people of an article as it introduces them: titles, roles and country beside their names.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::mention::folded;
use super::names::{Name, Names};
use crate::learn::feature::hash_atom;
use crate::text::{Class, Document, Mark};

/// How many mentions of one person are kept for what they say.
const INTRODUCTIONS: usize = 6;
/// Most words of a name that is read for what it says.
const LONGEST_NAME: usize = 5;

/// What the article says of one person.
#[derive(Clone, Debug)]
pub(super) struct Person<'n> {
    /// The fullest name.
    pub name: &'n Name,
    /// The nouns for what they are, and the words around these.
    pub description: Description,
    /// Token of the first mention.
    pub at: usize,
    /// Where the article says what they are: the first mention, and those that say something new.
    pub introductions: Vec<Range<usize>>,
}

/// Nouns that say what somebody is, and where from.
#[derive(Clone, Debug, Default)]
pub(super) struct Description {
    /// Titles and role nouns, as hashes of the folded words.
    pub heads: Vec<u64>,
    /// All words of the description, likewise.
    pub words: Vec<u64>,
    /// The number of the country in it.
    pub country: Option<usize>,
}

impl Description {
    /// Adds what another mention says; a bounded number of words is kept.
    pub(super) fn extend(&mut self, other: &Description) {
        const MOST: usize = 60;
        for (own, new) in [(&mut self.heads, &other.heads), (&mut self.words, &other.words)] {
            for word in new {
                if own.len() < MOST && !own.contains(word) {
                    own.push(*word);
                }
            }
        }
        self.country = self.country.or(other.country);
    }

    /// Whether another mention says more: a noun for what they are, or anything where there is nothing.
    fn lacks(&self, other: &Description) -> bool {
        self.words.is_empty() || other.heads.iter().any(|head| !self.heads.contains(head))
    }
}

/// Every person of an article, by name and by what they are.
#[derive(Debug, Default)]
pub(super) struct People<'n> {
    list: Vec<Person<'n>>,
    /// The place of each in the list, by the number of the form of the name.
    by_form: Vec<Option<u32>>,
    /// Whom each role noun has been said of, in order of the nouns, then of the text.
    by_head: Vec<(u64, usize)>,
}

impl<'n> People<'n> {
    /// Reads the people of `doc`.
    pub(super) fn of(doc: &Document<'_>, names: &'n Names) -> People<'n> {
        let by_form = vec![None; names.forms()];
        let mut people = People { by_form, ..People::default() };
        let mut description = Description::default();
        for name in names.list() {
            let full = names.fullest(name);
            if !people.has_read(name, full) {
                continue;
            }
            let mention = name.title.start..name.tokens.end;
            description.clear();
            description.read(doc, &mention);
            let place = match people.by_form[full.form] {
                Some(place) => place as usize,
                None => people.add(full, name.tokens.start),
            };
            let person = &mut people.list[place];
            if person.introductions.len() < INTRODUCTIONS && person.description.lacks(&description) {
                person.introductions.push(around(doc, &mention));
            }
            people.by_head.extend(description.heads.iter().map(|&head| (head, place)));
            person.description.extend(&description);
        }
        people.by_head.sort_by_key(|(head, _)| *head);
        people.by_head.dedup();
        people
    }

    /// Whether what stands beside a name is read for what the person of its fullest name is.
    pub(super) fn has_read(&self, name: &Name, full: &Name) -> bool {
        !name.quoted && name.words.len() <= LONGEST_NAME && full.is_person()
    }

    fn add(&mut self, full: &'n Name, at: usize) -> usize {
        let place = self.list.len();
        let description = Description::default();
        self.list.push(Person { name: full, description, at, introductions: Vec::new() });
        self.by_form[full.form] = Some(place as u32);
        place
    }

    /// The person of this form.
    pub(super) fn get(&self, form: usize) -> Option<&Person<'n>> {
        self.list.get((*self.by_form.get(form)?)? as usize)
    }

    /// Those that a role noun has been said of, the last ones first.
    pub(super) fn with_head(&self, head: &str) -> impl Iterator<Item = &Person<'n>> {
        let head = hash_atom(head.as_bytes());
        let start = self.by_head.partition_point(|(other, _)| *other < head);
        let end = self.by_head.partition_point(|(other, _)| *other <= head);
        self.by_head[start..end].iter().rev().take(24).filter_map(|(_, p)| self.list.get(*p))
    }
}

/// Titles and role nouns in a mention, right before it and in the apposition behind it.
pub(super) fn describe(doc: &Document<'_>, mention: &Range<usize>) -> Description {
    let mut found = Description::default();
    found.read(doc, mention);
    found
}

impl Description {
    /// As good as new.
    fn clear(&mut self) {
        self.heads.clear();
        self.words.clear();
        self.country = None;
    }

    /// Reads what [`describe`] says of a mention.
    fn read(&mut self, doc: &Document<'_>, mention: &Range<usize>) {
        let words = SpeakerWords::english();
        let tokens = doc.tokens();
        // The word before, and whether a name of several words may open with it.
        let (mut before, mut opens): (Option<usize>, bool) = (None, false);
        // `Ane Vik, an adviser to the campaign`: she is an adviser, not the campaign.
        let complement =
            |i: usize| tokens[i].is(Class::PREPOSITION.or(Class::RELATIVE)) && !tokens[i].is_capital();
        let place = around(doc, mention);
        // `senator finds Ane Vik idle`: what stands right before a name must say what somebody is.
        let says = |i: usize| {
            let entry = words.of(&tokens[i]);
            tokens[i].is_capital()
                || entry.is_any(["role", "leader", "group", "title"])
                || words.is_adjective_of_country(&tokens[i])
                || doc.is_mark(i, ",")
        };
        let beside = mention.start > place.start && says(mention.start - 1);
        let heads_start = if beside { place.start } else { mention.start };
        let heads_end = (mention.end..place.end).find(|&i| complement(i)).unwrap_or(place.end);
        for i in place.filter(|&i| tokens[i].is_word()) {
            let word = &tokens[i];
            let entry = words.of(word);
            let here = before
                .filter(|_| opens)
                .and_then(|b| words.country(&format!("{} {}", folded(doc, b), folded(doc, i))))
                .or_else(|| entry.country().filter(|_| !POINTS.contains(&word.hash)));
            self.country = self.country.or(here);
            let what = (heads_start..heads_end).contains(&i) && entry.is_any(["role", "leader", "group"]);
            if what || mention.contains(&i) && entry.is("title") {
                self.heads.push(word.hash);
                self.heads
                    .extend(OFFICES.iter().filter(|(title, _)| *title == word.hash).map(|(_, noun)| *noun));
            }
            (before, opens) = (Some(i), entry.opens_country());
            self.words.push(word.hash);
        }
    }
}

/// Titles, short ones above all, with the nouns that take them up: `Sen. Vik … the senator`.
const OFFICES: [(u64, u64); 21] = [
    (hash_atom(b"pres"), hash_atom(b"president")),
    (hash_atom(b"sen"), hash_atom(b"senator")),
    (hash_atom(b"sen"), hash_atom(b"lawmaker")),
    (hash_atom(b"senator"), hash_atom(b"lawmaker")),
    (hash_atom(b"rep"), hash_atom(b"congressman")),
    (hash_atom(b"rep"), hash_atom(b"congresswoman")),
    (hash_atom(b"rep"), hash_atom(b"representative")),
    (hash_atom(b"rep"), hash_atom(b"lawmaker")),
    (hash_atom(b"congressman"), hash_atom(b"lawmaker")),
    (hash_atom(b"congresswoman"), hash_atom(b"lawmaker")),
    (hash_atom(b"representative"), hash_atom(b"lawmaker")),
    (hash_atom(b"gov"), hash_atom(b"governor")),
    (hash_atom(b"gen"), hash_atom(b"general")),
    (hash_atom(b"col"), hash_atom(b"colonel")),
    (hash_atom(b"capt"), hash_atom(b"captain")),
    (hash_atom(b"lt"), hash_atom(b"lieutenant")),
    (hash_atom(b"sgt"), hash_atom(b"sergeant")),
    (hash_atom(b"prof"), hash_atom(b"professor")),
    (hash_atom(b"dr"), hash_atom(b"doctor")),
    (hash_atom(b"rev"), hash_atom(b"reverend")),
    (hash_atom(b"sec"), hash_atom(b"secretary")),
];

/// Towns and countries of two words open with them.
const POINTS: [u64; 2] = [hash_atom(b"north"), hash_atom(b"south")];

/// A mention with the words right before it and the apposition behind it.
pub(super) fn around(doc: &Document<'_>, mention: &Range<usize>) -> Range<usize> {
    let sentence =
        doc.sentences().get(doc.sentence_of(mention.start)).cloned().unwrap_or_else(|| mention.clone());
    let tokens = doc.tokens();
    let open = |k: usize| {
        let closed = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::VERB);
        tokens[k].is_word()
            && !tokens[k].is(closed.or(Class::SUBJECT_PRONOUN).or(Class::RELATIVE))
            && !matches!(doc.word(k), "said" | "says" | "told" | "added" | "noted")
            && doc.quote_at(k).is_none()
    };
    // `, speaking of the bill`: what somebody does is no description.
    let acts = |k: usize| {
        tokens.get(k).is_some_and(|t| {
            !t.is_capital() && t.is(Class::VERB.or(Class::AUXILIARY).or(Class::SUBJECT_PRONOUN))
        }) || doc.word(k).ends_with("ing")
            || matches!(doc.word(k), "said" | "says" | "told" | "added" | "noted")
    };
    let mut start = mention.start;
    // `Norwegian fisheries minister Ane Vik`: nothing but words between.
    while start > sentence.start && mention.start - start < 5 && open(start - 1) {
        start -= 1;
    }
    // `The Norwegian prime minister, Ane Vik,`: the phrase before the comma, from its determiner.
    if start == mention.start && start > sentence.start && doc.has_mark(start - 1, Mark::Comma) {
        let floor = sentence.start.max(start.saturating_sub(9));
        let words = (floor..start - 1).rev().take_while(|&k| open(k) || doc.word(k) == "of");
        start = words.filter(|&k| tokens[k].is(Class::DETERMINER)).last().unwrap_or(start);
    }
    let mut end = mention.end;
    if doc.has_mark(end, Mark::Comma) && !acts(end + 1) {
        end += 1;
        while end < sentence.end
            && end < mention.end + 14
            && !doc.has_mark(end, Mark::Comma)
            && doc.quote_at(end).is_none()
        {
            end += 1;
        }
        // `according to the report, an aide told …`: the subject of a verb is no apposition.
        let reported = mention.start > 0 && doc.word(mention.start - 1) == "to";
        if reported && (mention.end + 1..end).any(&acts) {
            end = mention.end;
        }
    }
    start..end.min(sentence.end)
}
