//! Forms of names: which short form stands for which full one, so that no two people become one.

use std::ops::Range;

use super::lexicon::{Hashed, SpeakerWords};
use super::name_word::NameWord;
use super::names::{Gender, Name, NameKind};
use crate::learn::feature::{AtomHasher, FeatureKey, hash_atom};
use crate::text::{Class, Document, Mark, Token};

/// Most full forms that are weighed for a short one.
const MOST_FORMS: usize = 48;
const HE: [u64; 2] = [hash_atom(b"he"), hash_atom(b"his")];
const SHE: [u64; 2] = [hash_atom(b"she"), hash_atom(b"her")];

/// Words for those who run a company.
const RUNS_COMPANY: [u64; 8] = [
    hash_atom(b"founder"),
    hash_atom(b"co-founder"),
    hash_atom(b"founded"),
    hash_atom(b"ceo"),
    hash_atom(b"chairman"),
    hash_atom(b"chairwoman"),
    hash_atom(b"executive"),
    hash_atom(b"owner"),
];

/// The distinct forms of an article's names, with look-ups by word and acronym.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) list: Vec<Form>,
    /// The names of each form as places in their list, one form behind the other, each in order.
    mentions: Vec<usize>,
    /// The words of all names.
    words: Vec<NameWord>,
    pub(super) by_last: Index,
    pub(super) by_first: Index,
    pub(super) acronyms: Index,
}

/// Forms by the hash of one of their words: in order of that, those of one word as they come.
#[derive(Debug, Default)]
pub(super) struct Index(Vec<(u64, usize)>);

impl Index {
    fn sort(&mut self) {
        self.0.sort_by_key(|(word, _)| *word);
    }

    /// The forms listed under a word, the first [`MOST_FORMS`].
    pub(super) fn get(&self, word: u64) -> impl Iterator<Item = usize> {
        let start = self.0.partition_point(|(other, _)| *other < word);
        let listed = self.0[start..].iter().take_while(move |(other, _)| *other == word);
        listed.take(MOST_FORMS).map(|(_, form)| *form)
    }
}

/// Names of the same words.
#[derive(Debug)]
pub(super) struct Form {
    /// Where its names stand among the mentions of all forms.
    mentions: Range<usize>,
    /// A word that names a company and its founder alike: without a title it is the company.
    pub(super) company: bool,
    he: usize,
    she: usize,
}

impl Forms {
    /// Reads the forms of `names`, which have these `words`, and writes into each its number and the place
    /// of its fullest form.
    pub(super) fn of(doc: &Document<'_>, names: &mut [Name], words: Vec<NameWord>) -> Forms {
        let mut forms = Forms { words, ..Forms::default() };
        forms.number(names);
        forms.read_brackets(doc, names);
        forms.by_last.sort();
        forms.by_first.sort();
        forms.acronyms.sort();
        forms.read_companies(doc, names);
        for place in 0..names.len() {
            names[place].fullest = forms.fullest(names, place);
        }
        forms.read_pronouns(doc, names);
        forms
    }

    /// Numbers the forms in the order in which each is first named.
    fn number(&mut self, names: &mut [Name]) {
        let key =
            |name| self.words(name).iter().fold(FeatureKey::family(0), |key, word| key.with(word.hash()));
        let mut places: Vec<(FeatureKey, usize)> = names.iter().map(key).zip(0..).collect();
        places.sort_unstable();
        self.mentions = places.iter().map(|(_, place)| *place).collect();
        // The mentions of each form, at the place of its first.
        let mut forms = vec![0..0; names.len()];
        let mut start = 0;
        for same in places.chunk_by(|(one, _), (other, _)| one == other) {
            forms[same[0].1] = start..start + same.len();
            start += same.len();
        }
        for (number, mentions) in (0..).zip(forms.into_iter().filter(|mentions| !mentions.is_empty())) {
            for &place in &self.mentions[mentions.clone()] {
                names[place].form = number;
            }
            self.index(&names[self.mentions[mentions.start]], number);
            self.list.push(Form { mentions, company: false, he: 0, she: 0 });
        }
    }

    fn index(&mut self, name: &Name, form: usize) {
        if name.kind == NameKind::Common {
            return;
        }
        let words = &self.words[name.words.clone()];
        if let Some(last) = surname(words) {
            self.by_last.0.push((last.hash(), form));
        }
        if let [first, _, ..] = words {
            self.by_first.0.push((first.hash(), form));
            if !name.is_person() {
                self.acronyms.0.push((initials(words), form));
            }
        }
    }

    /// The words of a name.
    #[inline]
    pub(super) fn words(&self, name: &Name) -> &[NameWord] {
        self.words.get(name.words.clone()).unwrap_or_default()
    }

    /// The names of a form as places in their list, in order.
    pub(super) fn mentions(&self, form: usize) -> &[usize] {
        let mentions = self.list.get(form).and_then(|form| self.mentions.get(form.mentions.clone()));
        mentions.unwrap_or_default()
    }

    /// `the Harbour Workers' League (HWL)`: the acronym as the article gives it, last, counts before all
    /// that could be made of initials.
    fn read_brackets(&mut self, doc: &Document<'_>, names: &[Name]) {
        let given = names.windows(2).rev().filter_map(|pair| {
            let [long, short] = pair else { return None };
            let between = long.tokens.end..short.tokens.start;
            let bracketed = between.len() <= 4
                && doc.has_mark(short.tokens.start.wrapping_sub(1), Mark::OpenBracket)
                && doc.has_mark(short.tokens.end, Mark::CloseBracket);
            let fits = bracketed && long.words.len() > 1 && !long.is_person();
            match self.words(short) {
                [word] if fits => Some((word.acronym().0, long.form)),
                _ => None,
            }
        });
        let given: Vec<(u64, usize)> = given.collect();
        self.acronyms.0.splice(0..0, given);
    }

    /// `Ines Torvald, founder of Torvald` and `Torvald founder Ines Torvald` name a company.
    fn read_companies(&mut self, doc: &Document<'_>, names: &[Name]) {
        let words = SpeakerWords::english();
        let runs_company = |i: Option<usize>| {
            i.and_then(|i| doc.tokens().get(i)).is_some_and(|token| RUNS_COMPANY.contains(&token.hash))
        };
        for (i, name) in names.iter().enumerate().filter(|(_, n)| n.words.len() == 1 && !n.titled) {
            let start = name.tokens.start;
            let of =
                start > 1 && matches!(doc.word(start - 1), "of" | "at") && runs_company(start.checked_sub(2));
            let next = names.get(i + 1).filter(|n| {
                n.words.len() > 1
                    && self.words(n).last() == self.words(name).first()
                    && n.tokens.start <= name.tokens.end + 4
            });
            let before =
                next.is_some_and(|n| (name.tokens.end..n.tokens.start).any(|k| runs_company(Some(k))));
            // `Torvald Industries`: what its name leaves behind `of` may have more words.
            if (of || before) && !self.words(name).first().is_some_and(|word| words.is("organisation", word))
            {
                self.list[name.form].company = true;
            }
        }
    }

    /// A pronoun counts for the one person named in its sentence and the one before.
    fn read_pronouns(&mut self, doc: &Document<'_>, names: &[Name]) {
        let fullest = |name: &Name| names.get(name.fullest).map_or(name.form, |full| full.form);
        let mut at = 0;
        let pronoun = |token: &Token| token.is(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE));
        for (i, token) in (0..).zip(doc.tokens()).filter(|(_, token)| pronoun(token)) {
            let he = HE.contains(&token.hash);
            if !he && !SHE.contains(&token.hash) || doc.quote_at(i).is_some() {
                continue;
            }
            while names.get(at).is_some_and(|n| n.tokens.end <= i) {
                at += 1;
            }
            let floor = doc.sentences().get(doc.sentence_of(i).saturating_sub(1)).map_or(0, |s| s.start);
            let mut people = names[..at]
                .iter()
                .rev()
                .take(8)
                .take_while(|n| n.tokens.start >= floor)
                .filter(|n| n.is_person() || n.kind == NameKind::Unsure);
            let Some(person) = people.next() else { continue };
            let form = fullest(person);
            if people.any(|p| fullest(p) != form) {
                continue;
            }
            if let Some(form) = self.list.get_mut(form) {
                if he { form.he += 1 } else { form.she += 1 }
            }
        }
    }

    /// What the pronouns after a form tell.
    pub(super) fn gender(&self, form: usize) -> Option<Gender> {
        let form = self.list.get(form)?;
        match (form.he, form.she) {
            (he, she) if he > 2 * she => Some(Gender::He),
            (he, she) if she > 2 * he => Some(Gender::She),
            _ => None,
        }
    }
}

/// The hash of the first letters of words, written as one word.
fn initials(words: &[NameWord]) -> u64 {
    let mut letter = [0; 4];
    let letters = words.iter().fold(AtomHasher::new(), |hash, word| {
        word.initial().encode_utf8(&mut letter).bytes().fold(hash, AtomHasher::with)
    });
    letters.finish()
}

/// The last word of a name that is no `Jr` or `III`.
pub(super) fn surname(words: &[NameWord]) -> Option<&NameWord> {
    let lists = SpeakerWords::english();
    words.iter().rev().find(|w| !lists.is("suffix", w)).or(words.last())
}
