//! What is kept of each row beside its features: label, group, weight, and how often it stands.

use std::collections::HashMap;

use super::lone::LoneClaim;
use crate::Error;
use crate::data::StanceRow;

/// Rows in the order in which they come.
#[derive(Default)]
pub(super) struct Noted {
    labels: Numbers,
    groups: Numbers,
    /// The labels that rows accept beside their own.
    also: Numbers,
    rows: Vec<Note>,
    /// The rows that stand once more, with which weight and claim.
    lone: Vec<(usize, f64, LoneClaim)>,
    /// How many of those were asked for.
    asked: usize,
}

struct Note {
    label: u32,
    group: u32,
    weight: f64,
    also: Vec<u32>,
}

/// What becomes of all rows: those that came, then those that stand once more, then copies.
pub(super) struct Fates {
    pub(super) labels: Vec<String>,
    /// The place of each row's label.
    pub(super) targets: Vec<usize>,
    /// The place of each row's group among their names.
    pub(super) groups: Vec<u32>,
    pub(super) weights: Vec<f32>,
    /// How many copies there are of each row that is none.
    pub(super) copies: Vec<u32>,
    /// How many rows came.
    pub(super) judged: usize,
}

impl Noted {
    /// Takes the next row, with its label and those that it accepts too.
    ///
    /// # Errors
    /// If its weight is no number of 0 or more.
    pub(super) fn add(&mut self, label: &str, also: &[String], row: &StanceRow) -> Result<(), Error> {
        if !((row.weight as f32).is_finite() && row.weight >= 0.0) {
            return Err(Error::training(format!("line {}: the weight is {}", row.line, row.weight)));
        }
        let also = also.iter().map(|label| self.also.of(label)).collect();
        let (label, group) = (self.labels.of(label), self.groups.of(&row.group));
        self.rows.push(Note { label, group, weight: row.weight, also });
        Ok(())
    }

    /// Says of the next row that it stands once more.
    pub(super) fn add_lone(&mut self, weight: f64, claim: LoneClaim) {
        self.lone.push((self.rows.len(), weight, claim));
    }

    /// How many rows came.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The claim with which a row stands once more, if it does; rows are asked for in their order, once.
    pub(super) fn lone_claim(&mut self, row: usize) -> Option<&LoneClaim> {
        let (of, _, claim) = self.lone.get(self.asked)?;
        if *of != row {
            return None;
        }
        self.asked += 1;
        Some(claim)
    }

    /// The rows over the labels of `order` where they are just those, else over their own, sorted;
    /// `also_share` of the weight of a row goes to copies of it with the other labels that it accepts and
    /// that some row has for its own.
    pub(super) fn over(self, order: &[&str], also_share: f64) -> Fates {
        let (mut labels, mut places) = self.labels.sorted();
        if labels.iter().all(|label| order.contains(&label.as_str())) {
            let is_there = |label: &&str| labels.iter().any(|own| own == label);
            let ordered: Vec<String> = order.iter().copied().filter(is_there).map(str::to_owned).collect();
            let place = |label: &String| ordered.iter().position(|own| own == label).unwrap_or_default();
            let moved: Vec<usize> = labels.iter().map(place).collect();
            places.iter_mut().for_each(|place| *place = moved[*place as usize] as u32);
            labels = ordered;
        }
        let groups = self.groups.sorted().1;
        let (also_names, also_places) = self.also.sorted();
        let known = |number: &u32| {
            let name = also_names.get(also_places[*number as usize] as usize)?;
            labels.iter().position(|label| label == name)
        };
        let lone = self.lone.iter().map(|(of, weight, _)| (&self.rows[*of], *weight));
        let all = self.rows.iter().map(|note| (note, note.weight)).chain(lone);
        let judged = self.rows.len();
        let (mut found, mut copied) = (Columns::default(), Columns::default());
        let mut copies = Vec::new();
        for (note, weight) in all {
            let group = groups[note.group as usize];
            let also: Vec<usize> = note.also.iter().filter_map(known).collect();
            let own = if also.is_empty() { weight } else { (1.0 - also_share) * weight };
            found.push(places[note.label as usize] as usize, group, own);
            for &label in &also {
                copied.push(label, group, also_share * weight / also.len() as f64);
            }
            copies.push(also.len() as u32);
        }
        let Columns { mut targets, mut groups, mut weights } = found;
        targets.append(&mut copied.targets);
        groups.append(&mut copied.groups);
        weights.append(&mut copied.weights);
        Fates { labels, targets, groups, weights, copies, judged }
    }
}

#[derive(Default)]
struct Columns {
    targets: Vec<usize>,
    groups: Vec<u32>,
    weights: Vec<f32>,
}

impl Columns {
    fn push(&mut self, target: usize, group: u32, weight: f64) {
        self.targets.push(target);
        self.groups.push(group);
        self.weights.push(weight as f32);
    }
}

/// Numbers for names, in the order in which they come.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.0.get(name) {
            return number;
        }
        let number = self.0.len() as u32;
        self.0.insert(name.to_owned(), number);
        number
    }

    /// The names, sorted, and for each number the place of its name among them.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut names: Vec<(String, u32)> = self.0.into_iter().collect();
        names.sort_unstable();
        let mut places = vec![0; names.len()];
        for (place, (_, number)) in (0..).zip(&names) {
            places[*number as usize] = place;
        }
        (names.into_iter().map(|(name, _)| name).collect(), places)
    }
}
