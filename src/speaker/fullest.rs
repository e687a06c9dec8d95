//! The fullest form of a name: which of an article's longer names a short one stands for.

use super::forms::{Forms, surname};
use super::lexicon::{Hashed, SpeakerWords};
use super::name_word::NameWord;
use super::names::{Name, NameKind};

impl Forms {
    /// The place of the fullest form of what the name at `place` names: one that holds its words and
    /// does not contradict its title; among several people the one named last before it.
    pub(super) fn fullest(&self, names: &[Name], place: usize) -> usize {
        let Some(name) = names.get(place).filter(|name| name.kind != NameKind::Common) else { return place };
        let company = self.list.get(name.form).is_some_and(|f| f.company) && !name.titled;
        let chosen = if company {
            let listed = self.words(name).first().map(|first| self.by_first.get(first.hash()));
            self.nearest(names, name, listed, |other| other.kind == NameKind::Body)
        } else {
            surname(self.words(name))
                .and_then(|last| {
                    self.nearest(names, name, Some(self.by_last.get(last.hash())), |other| {
                        self.fits(name, other) && holds_in_order(self.words(other), self.words(name))
                    })
                })
                .or_else(|| self.by_first_name(names, name))
                .or_else(|| self.turned_round(names, name))
                .or_else(|| self.expansion(name))
        };
        match chosen {
            Some(near) => self.longest(names, near),
            None => self.first(name.form).unwrap_or(place),
        }
    }

    /// The place of the first name of a form.
    fn first(&self, form: usize) -> Option<usize> {
        self.mentions(form).first().copied()
    }

    /// Of the longer forms listed that fit, the one that stands last before `name`; failing that
    /// the first after it. Only the nearest mention of each form is looked at.
    fn nearest(
        &self,
        names: &[Name],
        name: &Name,
        listed: Option<impl Iterator<Item = usize>>,
        mut fit: impl FnMut(&Name) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(bool, usize, usize, bool)> = None;
        for form in listed? {
            let mentions = self.mentions(form);
            let place = *mentions.first()?;
            let first = names.get(place)?;
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
            if best.is_none_or(|(b, d, _, relative)| rank > (b, !relative, std::cmp::Reverse(d))) {
                best = Some((before, distance, place, first.relative));
            }
        }
        best.map(|(_, _, place, _)| place)
    }

    /// `Rosa` for `Rosa Aro`, `Mr Yoon` for `Yoon Suk Yeol`.
    fn by_first_name(&self, names: &[Name], name: &Name) -> Option<usize> {
        let [first] = self.words(name) else { return None };
        let words = SpeakerWords::english();
        let family_first = |other: &Name| name.titled && other.words.len() == 3;
        let known = words.is_first_name(first) || name.kind == NameKind::Unsure;
        self.nearest(names, name, Some(self.by_first.get(first.hash())), |other| {
            other.is_person() && (known || family_first(other)) && !clash(name, other)
        })
    }

    /// `Orban Viktor` for `Viktor Orban`: the same words in another order, as given first.
    fn turned_round(&self, names: &[Name], name: &Name) -> Option<usize> {
        if name.words.len() < 2 || !name.is_person() {
            return None;
        }
        let words = sorted(self.words(name));
        let same = |place: &usize| {
            names
                .get(*place)
                .is_some_and(|o| o.tokens.start < name.tokens.start && sorted(self.words(o)) == words)
        };
        self.by_last.get(self.words(name).first()?.hash()).filter_map(|f| self.first(f)).find(same)
    }

    /// The name that an acronym stands for, where the article gives both.
    fn expansion(&self, name: &Name) -> Option<usize> {
        let [word] = self.words(name) else { return None };
        let (acronym, length) = word.acronym();
        if name.kind != NameKind::Body || !(2..=6).contains(&length) {
            return None;
        }
        self.first(self.acronyms.get(acronym).next()?)
    }

    /// The longest form that holds all words of the name at `place` in order: `Rosa M. Aro` for
    /// `Rosa Aro`.
    fn longest(&self, names: &[Name], place: usize) -> usize {
        let Some(name) = names.get(place).filter(|name| name.words.len() > 1) else { return place };
        let forms = surname(self.words(name)).map(|last| self.by_last.get(last.hash()));
        let (mut best, mut most) = (place, name.words.len());
        for other_place in forms.into_iter().flatten().filter_map(|f| self.first(f)) {
            let Some(other) = names.get(other_place) else { continue };
            let longer = other.words.len() > most && other.words.len() <= 9;
            if longer && self.fits(name, other) && holds_in_order(self.words(other), self.words(name)) {
                (best, most) = (other_place, other.words.len());
            }
        }
        best
    }

    /// Whether `other` may be a fuller form of `name`: person for person, and no other title or suffix.
    fn fits(&self, name: &Name, other: &Name) -> bool {
        let lists = SpeakerWords::english();
        let suffix = |n: &Name| self.words(n).last().filter(|w| lists.is("suffix", w)).map(Hashed::hash);
        let same_suffix = suffix(name) == suffix(other) || suffix(name).is_none() && name.words.len() == 1;
        let kinds = match (name.kind, other.kind) {
            (NameKind::Person, NameKind::Person | NameKind::Likely) => true,
            (NameKind::Person, _) => false,
            (NameKind::Body, NameKind::Person) => false,
            (NameKind::Body, NameKind::Likely) => name.words.len() > 1,
            // `Torvald` is a person sooner than `Bank of Torvald`.
            (NameKind::Unsure, NameKind::Body) => {
                self.words(name).first().is_some_and(|w| lists.is("organisation", w))
            }
            _ => true,
        };
        same_suffix && kinds && !clash(name, other)
    }
}

/// The words of a name whatever their order.
fn sorted(words: &[NameWord]) -> Vec<u64> {
    let mut words: Vec<u64> = words.iter().map(Hashed::hash).collect();
    words.sort_unstable();
    words
}

/// Whether titles or first names say that they are two people.
fn clash(name: &Name, other: &Name) -> bool {
    matches!((name.gender, other.gender), (Some(a), Some(b)) if a != b)
}

fn holds_in_order(longer: &[NameWord], shorter: &[NameWord]) -> bool {
    let mut rest = longer.iter();
    shorter.iter().all(|w| rest.any(|l| w.stands_for(l)))
}
