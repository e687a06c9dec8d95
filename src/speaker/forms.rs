//! Forms of names: which short form stands for which full one, so that no two people become one.

use std::collections::HashMap;

use super::lexicon::{Hashed, SpeakerWords};
use super::name_word::NameWord;
use super::names::{Gender, Name, NameKind};
use crate::learn::feature::{AtomHasher, FeatureKey, hash_atom};
use crate::text::{Class, Document, fold};

/// Most full forms that are weighed for a short one.
const MOST_FORMS: usize = 48;
const HE: [u64; 2] = [hash_atom(b"he"), hash_atom(b"his")];
const SHE: [u64; 2] = [hash_atom(b"she"), hash_atom(b"her")];

/// The distinct forms of an article's names, with look-ups by word and acronym.
#[derive(Debug, Default)]
pub(super) struct Forms {
    list: Vec<Form>,
    by_last: Index,
    by_first: Index,
    acronyms: HashMap<u64, usize>,
}

/// Forms by the hash of one of their words: in order of that, those of one word as they come.
#[derive(Debug, Default)]
struct Index(Vec<(u64, usize)>);

impl Index {
    fn sort(&mut self) {
        self.0.sort_by_key(|(word, _)| *word);
    }

    /// The forms listed under a word, the first [`MOST_FORMS`].
    fn get(&self, word: u64) -> impl Iterator<Item = usize> {
        let start = self.0.partition_point(|(other, _)| *other < word);
        let listed = self.0[start..].iter().take_while(move |(other, _)| *other == word);
        listed.take(MOST_FORMS).map(|(_, form)| *form)
    }
}

#[derive(Debug)]
struct Form {
    /// Indices into the names, in order.
    names: Vec<usize>,
    /// A word that names a company and its founder alike: without a title it is the company.
    company: bool,
    he: usize,
    she: usize,
}

impl Forms {
    /// Reads the forms of `names` and writes the number of each into it.
    pub(super) fn of(doc: &Document<'_>, names: &mut [Name]) -> Forms {
        let mut forms = Forms::default();
        let mut known: HashMap<FeatureKey, usize> = HashMap::new();
        for (i, name) in names.iter_mut().enumerate() {
            let next = forms.list.len();
            let words = name.words.iter().fold(FeatureKey::family(0), |key, word| key.with(word.hash()));
            name.form = *known.entry(words).or_insert(next);
            if name.form == next {
                forms.list.push(Form { names: Vec::new(), company: false, he: 0, she: 0 });
                forms.index(name, next);
            }
            forms.list[name.form].names.push(i);
        }
        forms.by_last.sort();
        forms.by_first.sort();
        forms.read_brackets(doc, names);
        forms.read_companies(doc, names);
        forms.read_pronouns(doc, names);
        forms
    }

    fn index(&mut self, name: &Name, form: usize) {
        if name.kind == NameKind::Common {
            return;
        }
        if let Some(last) = surname(&name.words) {
            self.by_last.0.push((last.hash(), form));
        }
        if let (Some(first), true) = (name.words.first(), name.words.len() > 1) {
            self.by_first.0.push((first.hash(), form));
        }
        if name.words.len() > 1 && !name.is_person() {
            self.acronyms.entry(initials(&name.words)).or_insert(form);
        }
    }

    /// `the Harbour Workers' League (HWL)`: the acronym as the article gives it.
    fn read_brackets(&mut self, doc: &Document<'_>, names: &[Name]) {
        for pair in names.windows(2) {
            let [long, short] = pair else { continue };
            let between = long.tokens.end..short.tokens.start;
            let bracketed = between.len() <= 4
                && doc.is_mark(short.tokens.start.wrapping_sub(1), "(")
                && doc.is_mark(short.tokens.end, ")");
            if bracketed && short.words.len() == 1 && long.words.len() > 1 && !long.is_person() {
                self.acronyms.extend(short.words.first().map(|word| (word.acronym().0, long.form)));
            }
        }
    }

    /// `Ines Torvald, founder of Torvald` and `Torvald founder Ines Torvald` name a company.
    fn read_companies(&mut self, doc: &Document<'_>, names: &[Name]) {
        let words = SpeakerWords::english();
        let mut word = String::new();
        let mut runs_company = |i: Option<usize>| {
            fold(i.map_or("", |i| doc.word(i)), &mut word);
            matches!(
                word.as_str(),
                "founder"
                    | "co-founder"
                    | "founded"
                    | "ceo"
                    | "chairman"
                    | "chairwoman"
                    | "executive"
                    | "owner"
            )
        };
        for (i, name) in names.iter().enumerate().filter(|(_, n)| n.words.len() == 1 && !n.titled) {
            let start = name.tokens.start;
            let of =
                start > 1 && matches!(doc.word(start - 1), "of" | "at") && runs_company(start.checked_sub(2));
            let next = names.get(i + 1).filter(|n| {
                n.words.len() > 1
                    && n.words.last() == name.words.first()
                    && n.tokens.start <= name.tokens.end + 4
            });
            let before =
                next.is_some_and(|n| (name.tokens.end..n.tokens.start).any(|k| runs_company(Some(k))));
            // `Torvald Industries`: what its name leaves behind `of` may have more words.
            if (of || before) && !name.words.first().is_some_and(|word| words.is("organisation", word)) {
                self.list[name.form].company = true;
            }
        }
    }

    /// A pronoun counts for the one person named in its sentence and the one before.
    fn read_pronouns(&mut self, doc: &Document<'_>, names: &[Name]) {
        let mut at = 0;
        for (i, token) in doc.tokens().iter().enumerate() {
            while names.get(at).is_some_and(|n| n.tokens.end <= i) {
                at += 1;
            }
            if !token.is(Class::SUBJECT_PRONOUN.or(Class::POSSESSIVE)) || doc.quote_at(i).is_some() {
                continue;
            }
            let he = HE.contains(&token.hash);
            if !he && !SHE.contains(&token.hash) {
                continue;
            }
            let floor = doc.sentences().get(doc.sentence_of(i).saturating_sub(1)).map_or(0, |s| s.start);
            let mut people = names[..at]
                .iter()
                .rev()
                .take(8)
                .take_while(|n| n.tokens.start >= floor)
                .filter(|n| n.is_person() || n.kind == NameKind::Unsure);
            let Some(person) = people.next() else { continue };
            let form = self.fullest(names, person).form;
            if people.any(|p| self.fullest(names, p).form != form) {
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

    /// The fullest form of what `name` names: one that holds its words and does not contradict
    /// its title; among several people the one named last before it.
    pub(super) fn fullest<'n>(&self, names: &'n [Name], name: &'n Name) -> &'n Name {
        if name.kind == NameKind::Common {
            return name;
        }
        let own = self.first(names, name.form).unwrap_or(name);
        let company = self.list.get(name.form).is_some_and(|f| f.company) && !name.titled;
        let chosen = if company {
            self.nearest(
                names,
                name,
                name.words.first().map(|first| self.by_first.get(first.hash())),
                |other| other.kind == NameKind::Body,
            )
        } else {
            surname(&name.words)
                .and_then(|last| {
                    self.nearest(names, name, Some(self.by_last.get(last.hash())), |other| {
                        fits(name, other) && holds_in_order(&other.words, &name.words)
                    })
                })
                .or_else(|| self.by_first_name(names, name))
                .or_else(|| self.turned_round(names, name))
                .or_else(|| self.expansion(names, name))
        };
        match chosen {
            Some(near) => self.longest(names, near),
            None => own,
        }
    }

    fn first<'n>(&self, names: &'n [Name], form: usize) -> Option<&'n Name> {
        names.get(*self.list.get(form)?.names.first()?)
    }

    /// Of the longer forms listed that fit, the one that stands last before `name`; failing that
    /// the first after it. Only the nearest mention of each form is looked at.
    fn nearest<'n>(
        &self,
        names: &'n [Name],
        name: &Name,
        listed: Option<impl Iterator<Item = usize>>,
        mut fit: impl FnMut(&Name) -> bool,
    ) -> Option<&'n Name> {
        let mut best: Option<(bool, usize, &Name)> = None;
        for form in listed? {
            let mentions = &self.list.get(form)?.names;
            let first = names.get(*mentions.first()?)?;
            if form == name.form
                || first.words.len() <= name.words.len()
                || first.words.len() > 9
                || !fit(first)
            {
                continue;
            }
            let split = mentions
                .partition_point(|&m| names.get(m).is_some_and(|n| n.tokens.start <= name.tokens.start));
            let before = split > 0;
            let mention = names.get(*mentions.get(split.saturating_sub(1))?)?;
            let distance = mention.tokens.start.abs_diff(name.tokens.start);
            // `Ard's wife, Sue Ard`: a relative does not take over the bare family name.
            let rank = (before, !first.relative, std::cmp::Reverse(distance));
            if best.as_ref().is_none_or(|&(b, d, n)| rank > (b, !n.relative, std::cmp::Reverse(d))) {
                best = Some((before, distance, first));
            }
        }
        best.map(|(_, _, name)| name)
    }

    /// `Rosa` for `Rosa Aro`, `Mr Yoon` for `Yoon Suk Yeol`.
    fn by_first_name<'n>(&self, names: &'n [Name], name: &Name) -> Option<&'n Name> {
        let (first, 1) = (name.words.first()?, name.words.len()) else { return None };
        let words = SpeakerWords::english();
        let family_first = |other: &Name| name.titled && other.words.len() == 3;
        let known = words.is_first_name(first) || name.kind == NameKind::Unsure;
        self.nearest(names, name, Some(self.by_first.get(first.hash())), |other| {
            other.is_person() && (known || family_first(other)) && !clash(name, other)
        })
    }

    /// `Orban Viktor` for `Viktor Orban`: the same words in another order, as given first.
    fn turned_round<'n>(&self, names: &'n [Name], name: &Name) -> Option<&'n Name> {
        if name.words.len() < 2 || !name.is_person() {
            return None;
        }
        let words = sorted(name);
        let same = |other: &&Name| other.tokens.start < name.tokens.start && sorted(other) == words;
        self.by_last.get(name.words.first()?.hash()).filter_map(|f| self.first(names, f)).find(same)
    }

    /// The name that an acronym stands for, where the article gives both.
    fn expansion<'n>(&self, names: &'n [Name], name: &Name) -> Option<&'n Name> {
        let (word, 1) = (name.words.first()?, name.words.len()) else { return None };
        let (acronym, length) = word.acronym();
        let written = name.kind == NameKind::Body && (2..=6).contains(&length);
        self.acronyms.get(&acronym).filter(|_| written).and_then(|&f| self.first(names, f))
    }

    /// The longest form that holds all words of `name` in order: `Rosa M. Aro` for `Rosa Aro`.
    fn longest<'n>(&self, names: &'n [Name], name: &'n Name) -> &'n Name {
        let forms = surname(&name.words).map(|last| self.by_last.get(last.hash()));
        let mut best = name;
        for other in forms.into_iter().flatten().filter_map(|f| self.first(names, f)) {
            let holds = other.words.len() > best.words.len() && other.words.len() <= 9;
            if holds && fits(name, other) && holds_in_order(&other.words, &name.words) && name.words.len() > 1
            {
                best = other;
            }
        }
        best
    }
}

/// The last word of a name that is no `Jr` or `III`.
fn surname(words: &[NameWord]) -> Option<&NameWord> {
    let lists = SpeakerWords::english();
    words.iter().rev().find(|w| !lists.is("suffix", w)).or(words.last())
}

/// The words of a name whatever their order.
fn sorted(name: &Name) -> Vec<u64> {
    let mut words: Vec<u64> = name.words.iter().map(Hashed::hash).collect();
    words.sort_unstable();
    words
}

/// The hash of the first letters of words, written as one word.
fn initials(words: &[NameWord]) -> u64 {
    let mut letter = [0; 4];
    let letters = words.iter().fold(AtomHasher::new(), |hash, word| {
        word.initial().encode_utf8(&mut letter).bytes().fold(hash, AtomHasher::with)
    });
    letters.finish()
}

/// Whether `other` may be a fuller form of `name`: person for person, and no other title or suffix.
fn fits(name: &Name, other: &Name) -> bool {
    let lists = SpeakerWords::english();
    let suffix = |n: &Name| n.words.last().filter(|w| lists.is("suffix", w)).map(Hashed::hash);
    let same_suffix = suffix(name) == suffix(other) || suffix(name).is_none() && name.words.len() == 1;
    let kinds = match (name.kind, other.kind) {
        (NameKind::Person, NameKind::Person | NameKind::Likely) => true,
        (NameKind::Person, _) => false,
        (NameKind::Body, NameKind::Person) => false,
        (NameKind::Body, NameKind::Likely) => name.words.len() > 1,
        // `Torvald` is a person sooner than `Bank of Torvald`.
        (NameKind::Unsure, NameKind::Body) => name.words.first().is_some_and(|w| lists.is("organisation", w)),
        _ => true,
    };
    same_suffix && kinds && !clash(name, other)
}

/// Whether titles or first names say that they are two people.
fn clash(name: &Name, other: &Name) -> bool {
    matches!((name.gender, other.gender), (Some(a), Some(b)) if a != b)
}

fn holds_in_order(longer: &[NameWord], shorter: &[NameWord]) -> bool {
    let mut rest = longer.iter();
    shorter.iter().all(|w| rest.any(|l| w.stands_for(l)))
}
