//! Trains a stance classifier, or one of any other label set, from labelled rows.

use std::borrow::Cow;

use super::features::features;
use super::fit::{HELD, MAX_FEATURES, OutOfFold, Settings};
use super::lone::{LoneClaim, lone_claim, lone_claim_by};
use super::rows::{Gathering, Rows, Source};
use super::view::ClaimView;
use crate::Error;
use crate::claims::ClaimFinder;
use crate::data::{STANCES, StanceFile, StanceRow};
use crate::learn::{TrainedModel, data_digest};
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
            alpha: 14.0,
            balance: 0.0,
            min_rows: 4,
            max_features: MAX_FEATURES,
            held: HELD,
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

    /// Leaves out a family of features, such as `content-two`, to see what it is worth.
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

    /// How many features are learnt from at most: where more occur in enough rows, those of the fewest
    /// rows are left out, so that time and memory grow with the rows alone. 131,072 by default.
    pub fn max_features(mut self, max_features: usize) -> Self {
        self.settings.max_features = max_features;
        self
    }

    /// Trains a model; `data` are the bytes that the rows were read from, for the header.
    ///
    /// # Errors
    /// If a row has no stance, there are fewer than two labels, or groups than folds.
    pub fn train(&self, rows: &[StanceRow], data: &[u8]) -> Result<TrainedModel, Error> {
        self.train_on(rows, data_digest(data))
    }

    /// Trains the same model as [`StanceTrainer::train`] from a file that may be larger than memory.
    ///
    /// The file is read twice more. What is learnt from takes a few hundred bytes a row; beyond a
    /// million rows or so it goes to a file in the folder for temporary files ([`std::env::temp_dir`]),
    /// which is gone when training ends, however it ends.
    ///
    /// # Errors
    /// As [`StanceTrainer::train`] and [`StanceFile::each`], or if there is no room for the temporary file.
    pub fn train_file(&self, file: &StanceFile<'_>) -> Result<TrainedModel, Error> {
        self.train_on(file, file.digest().to_owned())
    }

    /// Judges each row by a model trained on the other folds of `k`.
    ///
    /// # Errors
    /// As [`StanceTrainer::train`].
    pub fn cross_validate(&self, rows: &[StanceRow], k: usize) -> Result<CrossValidation, Error> {
        let rows = self.rows(rows)?;
        let judged = self.settings.out_of_fold(&rows, k)?;
        Ok(CrossValidation::new(rows.labels, judged))
    }

    fn train_on(&self, source: &(impl Source + ?Sized), digest: String) -> Result<TrainedModel, Error> {
        let mut trained = self.settings.train(&self.rows(source)?, "stance")?;
        trained.header.data_digest = digest;
        trained.header.date = self.date.clone();
        Ok(trained)
    }

    fn rows(&self, source: &(impl Source + ?Sized)) -> Result<Rows, Error> {
        let gathering = Gathering {
            task: "stance",
            label: |row| row.stance.as_deref(),
            order: &STANCES,
            min_rows: self.settings.min_rows,
            max_features: self.settings.max_features,
            held: self.settings.held,
            left_out: &self.left_out,
            finder: self.finder.as_ref(),
            also_share: ALSO_SHARE,
        };
        gathering.rows(source, |row, stems, sink| {
            let doc = Document::new(&row.text);
            features(&row.located(&doc).view(&doc), stems, sink);
        })
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

    /// The claim that `finder` finds where the row is read as a lone passage; nothing where it marks
    /// no claim, or the very one that is found.
    pub(super) fn lone_claim(&self, finder: &ClaimFinder) -> Option<LoneClaim> {
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
        Some(claim)
    }

    /// The row as a lone passage of which this claim was found; it counts less.
    pub(super) fn lone(&self, LoneClaim { content, cue, speaker }: LoneClaim) -> StanceRow {
        let weight = LONE_WEIGHT * self.weight;
        StanceRow { content, cue, speaker, found: true, weight, fields: Vec::new(), ..self.clone() }
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

#[cfg(all(test, feature = "pretrained"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::{Requirement, StanceRows, Table};

    fn row(csv: &str) -> StanceRow {
        let table = Table::from_bytes("t.csv", csv.as_bytes()).unwrap();
        StanceRows::from_table(&table, Requirement::default()).unwrap().rows.remove(0)
    }

    /// Rows of which a fifth is marked with another claim than the one that is found.
    fn many() -> String {
        let mut csv = String::from("text,content,cue,stance,group\n");
        for number in 0..120 {
            let (label, verb) = [("denial", "denied"), ("warning", "warned"), ("other", "added")][number % 3];
            let claim = ["the pier was shut", "the eels had gone", "the kiosk paid rent"][number % 7 % 3];
            let text =
                format!("Reeve {number} warned of ice. She {verb} that {claim} in week {}.", number % 11);
            csv += &format!("{text},{claim},{verb},{label},g{}\n", number / 2);
        }
        csv
    }

    #[test]
    fn a_file_and_rows_on_the_disk_give_the_model_of_rows_in_memory() {
        let csv = many();
        let path = std::env::temp_dir().join(format!("sayso-train-{}.csv", std::process::id()));
        std::fs::write(&path, &csv).unwrap();
        let read = StanceRows::read(&path, Requirement::default()).unwrap();
        let file = StanceFile::open(&path, Requirement::default()).unwrap();
        for finder in [None, Some(ClaimFinder::pretrained())] {
            let mut trainer = StanceTrainer { finder, ..StanceTrainer::new().alpha(0.5) };
            let bytes = |trained: TrainedModel| trained.to_bytes().unwrap();
            let in_memory = bytes(trainer.train(&read.rows, csv.as_bytes()).unwrap());
            assert_eq!(bytes(trainer.train_file(&file).unwrap()), in_memory);
            trainer.settings.held = 0;
            assert_eq!(bytes(trainer.train_file(&file).unwrap()), in_memory);
        }
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn of_too_many_features_the_most_frequent_teach() {
        let table = Table::from_bytes("t.csv", many().as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        let features = |most| {
            let trainer = StanceTrainer::new().alpha(0.5).threshold(0.0).max_features(most);
            trainer.rows(&rows[..]).unwrap().vocabulary.len()
        };
        let all = features(usize::MAX);
        assert_eq!(features(all), all);
        assert!((1..all).contains(&features(all - 1)), "{all}");
    }

    #[test]
    fn a_row_stands_once_more_where_another_claim_is_found() {
        let finder = ClaimFinder::pretrained();
        let passage = "\"The dam may burst,\" the warden warned. She added that the ferry was late.";
        let other = row(&format!(
            "text,content,cue,weight\n\"{}\",the ferry was late,added,2\n",
            passage.replace('"', "\"\"")
        ));
        let lone = other.lone(other.lone_claim(&finder).unwrap());
        assert_eq!(lone.cue.map(|cue| cue.of(&lone.text)), Some("warned"));
        assert!(lone.found && lone.weight < other.weight);
        let doc = Document::new(&lone.text);
        assert!(lone.view(&doc).lone && !other.view(&doc).lone);

        let unmarked = row("text\nThe ferry was late.\n");
        assert_eq!(unmarked.lone_claim(&finder), None, "it is read as a lone passage as it stands");
        let same = row("text,content,cue\nShe added that the ferry was late.,the ferry was late,added\n");
        assert_eq!(same.lone_claim(&finder), None, "what is found is what is marked");
    }

    #[test]
    fn a_label_that_is_accepted_too_takes_its_part_of_the_row() {
        let csv = "text,stance,stance_also,group\n\
            The dam may burst.,warning,concern|promise,a\nShe is worried.,concern,,b\n";
        let table = Table::from_bytes("t.csv", csv.as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        let found = StanceTrainer::new().min_rows(1).rows(&rows[..]).unwrap();
        assert_eq!(found.labels, ["concern", "warning"], "no row has `promise` for its own");
        assert_eq!(found.targets, [1, 0, 0]);
        assert_eq!(found.groups, [0, 1, 0]);
        assert_eq!(found.weights, [0.9, 1.0, 0.1]);
        let mut places = Vec::new();
        let note = |_, row: &[u32]| {
            places.push(row.to_vec());
            Ok(())
        };
        found.records.each(|_| true, note).unwrap();
        assert_eq!(places.len(), 3);
        assert_eq!(places[2], places[0]);
        assert_eq!(found.judged, 2, "a copy judges nothing");
    }
}
