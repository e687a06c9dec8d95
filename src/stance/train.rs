//! Trains a stance classifier, or one of any other label set, from labelled rows.

use std::borrow::Cow;

use super::features::features;
use super::fit::{OutOfFold, Rows, Settings};
use super::lone::{LoneClaim, lone_claim, lone_claim_by};
use super::stems::Stems;
use super::view::ClaimView;
use crate::Error;
use crate::claims::ClaimFinder;
use crate::data::{STANCES, StanceRow};
use crate::learn::{NamedFeatures, TrainedModel, Vocabulary, data_digest};
use crate::text::{Document, Span};

/// Trains stance classifiers.
///
/// Rows that hold the four stances give a model with the labels in their usual order; any other
/// labels are taken as they come, sorted.
#[derive(Clone, Debug)]
pub struct StanceTrainer {
    settings: Settings,
    left_out: Vec<String>,
    finder: Option<ClaimFinder>,
    date: Option<String>,
}

/// How much a row counts once more as a lone passage.
const LONE_WEIGHT: f64 = 0.25;
/// How much of a row's weight goes to the other labels that a careful reader accepts.
const ALSO_SHARE: f64 = 0.1;

/// What models say of rows that they have not seen.
#[derive(Clone, Debug)]
pub struct CrossValidation {
    /// The labels, in the order of the probabilities.
    pub labels: Vec<String>,
    /// The probabilities of each row.
    pub probabilities: Vec<Vec<f64>>,
    /// The label chosen for each row, by its place.
    pub chosen: Vec<usize>,
    /// The macro-F1 of what was chosen.
    pub macro_f1: f64,
}

impl Default for StanceTrainer {
    fn default() -> Self {
        StanceTrainer::new()
    }
}

impl StanceTrainer {
    /// The parameters with which the shipped model is trained.
    pub fn new() -> Self {
        let settings = Settings {
            alpha: 20.0,
            balance: 0.0,
            min_rows: 4,
            threshold: 0.02,
            folds: 5,
            tolerance: 0.02,
            row_tolerance: 5e-4,
            decide: true,
            seed: 1,
        };
        StanceTrainer { settings, left_out: Vec::new(), finder: None, date: None }
    }

    /// The strength of the L2 penalty, positive.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.settings.alpha = alpha;
        self
    }

    /// How far rare labels are weighed up: 0 not at all, 1 until all labels count alike.
    pub fn balance(mut self, balance: f64) -> Self {
        self.settings.balance = balance;
        self
    }

    /// In how many rows a feature must occur.
    pub fn min_rows(mut self, min_rows: usize) -> Self {
        self.settings.min_rows = min_rows;
        self
    }

    /// Features of which no weight is further from zero are left out.
    pub fn threshold(mut self, threshold: f64) -> Self {
        self.settings.threshold = threshold;
        self
    }

    /// How many folds calibrate and judge the model.
    pub fn folds(mut self, folds: usize) -> Self {
        self.settings.folds = folds;
        self
    }

    /// Which folds they are.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Leaves out a family of features, such as `skip`, to see what it is worth.
    pub fn without(mut self, family: impl Into<String>) -> Self {
        self.left_out.push(family.into());
        self
    }

    /// Learns from each row once more as a lone passage whose claim `finder` finds, so that the
    /// model knows what such a claim is worth where nobody marks one.
    pub fn also_lone(mut self, finder: ClaimFinder) -> Self {
        self.finder = Some(finder);
        self
    }

    /// The day that the model's header tells; none by default, so that the bytes of the model
    /// depend on rows and parameters alone.
    pub fn date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// Trains a model; `data` are the bytes that the rows were read from, for the header.
    ///
    /// # Errors
    /// If a row has no stance, there are fewer than two labels, or groups than folds.
    pub fn train(&self, rows: &[StanceRow], data: &[u8]) -> Result<TrainedModel, Error> {
        let all = self.with_lone(rows);
        let mut trained = self.settings.train(&self.rows(&all, rows.len())?, "stance")?;
        trained.header.data_digest = data_digest(data);
        trained.header.date = self.date.clone();
        Ok(trained)
    }

    /// Judges each row by a model trained on the other folds of `k`.
    ///
    /// # Errors
    /// As [`StanceTrainer::train`].
    pub fn cross_validate(&self, rows: &[StanceRow], k: usize) -> Result<CrossValidation, Error> {
        let all = self.with_lone(rows);
        let rows = self.rows(&all, rows.len())?;
        let judged = self.settings.out_of_fold(&rows, k)?;
        Ok(CrossValidation::new(rows.labels, judged))
    }

    /// The rows, and behind them those that a finder reads otherwise than they are marked.
    fn with_lone<'a>(&self, rows: &'a [StanceRow]) -> Cow<'a, [StanceRow]> {
        let Some(finder) = &self.finder else { return Cow::Borrowed(rows) };
        let lone = rows.iter().filter_map(|row| row.lone(finder));
        Cow::Owned(rows.iter().cloned().chain(lone).collect())
    }

    /// The rows with their features; the first `judged` are those that the model is judged by.
    fn rows<'a>(&self, all: &'a [StanceRow], judged: usize) -> Result<Rows<'a>, Error> {
        let names: Vec<&str> = all
            .iter()
            .map(|row| {
                let missing = || Error::training(format!("line {}: the row has no stance", row.line));
                row.stance.as_deref().ok_or_else(missing)
            })
            .collect::<Result<_, _>>()?;
        let mut rows =
            Rows::new(all, &names, &STANCES, self.settings.min_rows, &self.left_out, |row, stems, sink| {
                let doc = Document::new(&row.text);
                features(&row.located(&doc).view(&doc), stems, sink);
            })?;
        rows.judged = judged;
        rows.share_with_also(all);
        Ok(rows)
    }
}

impl CrossValidation {
    pub(crate) fn new(labels: Vec<String>, judged: OutOfFold) -> Self {
        let OutOfFold { probabilities, chosen, macro_f1, .. } = judged;
        CrossValidation { labels, probabilities, chosen, macro_f1 }
    }
}

impl StanceRow {
    /// The claim of the row in its text, which `doc` is made of; the whole passage where the row
    /// does not mark one.
    pub fn view<'d, 't>(&'d self, doc: &'d Document<'t>) -> ClaimView<'d, 't> {
        let unmarked = self.content.is_empty() && self.cue.is_none();
        let content = if unmarked { std::slice::from_ref(&self.passage) } else { &self.content };
        ClaimView { doc, content, cue: self.cue, speaker: self.speaker, lone: self.found || unmarked }
    }

    /// The row as a lone passage, of less weight; nothing where it marks no claim, or the very one
    /// that `finder` finds.
    fn lone(&self, finder: &ClaimFinder) -> Option<StanceRow> {
        if self.content.is_empty() && self.cue.is_none() {
            return None;
        }
        let doc = Document::new(&self.text);
        let claim = lone_claim_by(finder, &doc, self.passage).unwrap_or_default();
        let bounds =
            |content: &[Span]| content.first().map(|s| s.start()).zip(content.last().map(|s| s.end()));
        if claim.cue == self.cue && bounds(&claim.content) == bounds(&self.content) {
            return None;
        }
        let LoneClaim { content, cue, speaker } = claim;
        let weight = LONE_WEIGHT * self.weight;
        Some(StanceRow { content, cue, speaker, found: true, weight, ..self.clone() })
    }

    /// The row itself where it says which words it is about, else with the claim that is found in
    /// its text, as [`Classifier::classify`](super::Classifier::classify) finds it.
    pub fn located(&self, doc: &Document<'_>) -> Cow<'_, StanceRow> {
        if self.found || !self.content.is_empty() || self.cue.is_some() || self.speaker.is_some() {
            return Cow::Borrowed(self);
        }
        match lone_claim(doc, self.passage) {
            None => Cow::Borrowed(self),
            Some(LoneClaim { content, cue, speaker }) => {
                Cow::Owned(StanceRow { content, cue, speaker, found: true, ..self.clone() })
            }
        }
    }
}

impl<'a> Rows<'a> {
    /// The rows with their features, over the labels of `order` where they are just those, else
    /// over their own labels, sorted.
    pub(crate) fn new(
        rows: &'a [StanceRow],
        names: &[&str],
        order: &[&str],
        min_rows: usize,
        left_out: &[String],
        extract: impl Fn(&StanceRow, &mut Stems, &mut NamedFeatures),
    ) -> Result<Self, Error> {
        let mut labels: Vec<&str> = names.to_vec();
        labels.sort_unstable();
        labels.dedup();
        if labels.iter().all(|label| order.contains(label)) {
            labels = order.iter().copied().filter(|label| labels.contains(label)).collect();
        }
        let mut stems = Stems::new();
        let mut named = |row: &StanceRow| {
            stems.trim();
            let mut sink = NamedFeatures::default();
            extract(row, &mut stems, &mut sink);
            sink.0.retain(|(name, _)| !is_of(name, left_out));
            sink.0
        };
        let vocabulary = Vocabulary::build(rows.iter().map(&mut named), min_rows)?;
        let records = vocabulary.rows(rows.iter().map(&mut named), true)?;
        let place = |name: &&str| labels.iter().position(|label| label == name).unwrap_or(0);
        Ok(Rows {
            vocabulary,
            records,
            targets: names.iter().map(place).collect(),
            groups: rows.iter().map(|row| row.group.as_str()).collect(),
            weights: rows.iter().map(|row| row.weight as f32).collect(),
            labels: labels.iter().map(|label| label.to_string()).collect(),
            judged: rows.len(),
        })
    }

    /// Gives a part of the weight of each row to the other labels that it accepts, as copies of it; a label
    /// that no row has for its own is left out.
    fn share_with_also(&mut self, rows: &'a [StanceRow]) {
        let mut chosen: Vec<usize> = (0..rows.len()).collect();
        for (place, row) in rows.iter().enumerate() {
            let label = |also: &String| self.labels.iter().position(|label| label == also);
            let also: Vec<usize> = row.stance_also.iter().filter_map(label).collect();
            if also.is_empty() {
                continue;
            }
            let weight = ALSO_SHARE * row.weight / also.len() as f64;
            self.weights[place] = ((1.0 - ALSO_SHARE) * row.weight) as f32;
            for label in also {
                chosen.push(place);
                self.targets.push(label);
                self.groups.push(&row.group);
                self.weights.push(weight as f32);
            }
        }
        self.records = self.records.select(&chosen);
    }
}

/// Whether the feature of this name belongs to one of the families.
fn is_of(name: &str, families: &[String]) -> bool {
    let family = name.split_once('=').map_or(name, |(family, _)| family);
    families.iter().any(|left| left == family)
}

#[cfg(all(test, feature = "pretrained"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::{Requirement, StanceRows, Table};

    fn row(csv: &str) -> StanceRow {
        let table = Table::from_bytes("t.csv", csv.as_bytes()).unwrap();
        StanceRows::from_table(&table, Requirement::default()).unwrap().rows.remove(0)
    }

    #[test]
    fn a_row_stands_once_more_where_another_claim_is_found() {
        let finder = ClaimFinder::pretrained();
        let passage = "\"The dam may burst,\" the warden warned. She added that the ferry was late.";
        let other = row(&format!(
            "text,content,cue,weight\n\"{}\",the ferry was late,added,2\n",
            passage.replace('"', "\"\"")
        ));
        let lone = other.lone(&finder).unwrap();
        assert_eq!(lone.cue.map(|cue| cue.of(&lone.text)), Some("warned"));
        assert!(lone.found && lone.weight < other.weight);
        let doc = Document::new(&lone.text);
        assert!(lone.view(&doc).lone && !other.view(&doc).lone);

        let unmarked = row("text\nThe ferry was late.\n");
        assert_eq!(unmarked.lone(&finder), None, "it is read as a lone passage as it stands");
        let same = row("text,content,cue\nShe added that the ferry was late.,the ferry was late,added\n");
        assert_eq!(same.lone(&finder), None, "what is found is what is marked");
    }

    #[test]
    fn a_label_that_is_accepted_too_takes_its_part_of_the_row() {
        let csv = "text,stance,stance_also,group\n\
            The dam may burst.,warning,concern|promise,a\nShe is worried.,concern,,b\n";
        let table = Table::from_bytes("t.csv", csv.as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        let found = StanceTrainer::new().min_rows(1).rows(&rows, rows.len()).unwrap();
        assert_eq!(found.labels, ["concern", "warning"], "no row has `promise` for its own");
        assert_eq!(found.targets, [1, 0, 0]);
        assert_eq!(found.groups, ["a", "b", "a"]);
        assert_eq!(found.weights, [0.9, 1.0, 0.1]);
        let copied: Vec<_> = found.records.row(2).collect();
        assert_eq!(copied, found.records.row(0).collect::<Vec<_>>());
        assert_eq!(found.judged, 2, "a copy judges nothing");
    }
}
