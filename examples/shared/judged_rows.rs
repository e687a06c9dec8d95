//! Judges whatever gives labels to rows: models trained fold by fold, a model, the predictions of
//! another tool, or the lexicon that learns nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sayso::claims::ClaimFinder;
use sayso::data::{ForeignPredictions, ROLES, Requirement, STANCES, StanceRow, StanceRows};
use sayso::evaluate::{PredictedRow, Predictions};
use sayso::learn::{TrainedModel, stratified_group_folds};
use sayso::speaker::{RoleClassifier, RoleTrainer};
use sayso::stance::{Classifier, Label, LexiconClassifier, Prior, StanceTrainer, Stems};
use sayso::text::Document;
use sayso::{Error, ErrorKind};

/// Decides the folds, as the trainers cut them.
const SEED: u64 = 1;

/// What a row is judged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowTask {
    Stance,
    Role,
}

/// Rows that all have a label.
pub(crate) struct LabelledRows {
    pub(crate) task: RowTask,
    /// The labels that rows may have.
    pub(crate) labels: Vec<String>,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<StanceRow>,
}

/// What gives labels to rows.
pub(crate) enum Source {
    /// Models of the other folds of so many.
    Folds(usize),
    Model(Box<TrainedModel>),
    /// A CSV of predictions.
    Foreign(PathBuf),
    Lexicon,
}

impl RowTask {
    pub(crate) fn name(self) -> &'static str {
        match self {
            RowTask::Stance => "stance",
            RowTask::Role => "role",
        }
    }

    /// The labels of rows unless somebody gives others.
    fn labels(self) -> &'static [&'static str] {
        match self {
            RowTask::Stance => &STANCES,
            RowTask::Role => &ROLES,
        }
    }
}

impl LabelledRows {
    /// Reads rows whose labels are those of `model`, else `labels`, else those of the task.
    pub(crate) fn read(
        task: RowTask,
        path: &Path,
        model: Option<&TrainedModel>,
        labels: Option<&[String]>,
    ) -> Result<Self, Error> {
        let labels = match (model, labels) {
            (Some(model), _) => model.header.labels.clone(),
            (None, Some(labels)) => labels.to_vec(),
            (None, None) => task.labels().iter().map(|label| (*label).to_owned()).collect(),
        };
        let known: Vec<&str> = labels.iter().map(String::as_str).collect();
        let requirement = match task {
            RowTask::Stance => Requirement { stance: true, stances: Some(&known), ..Default::default() },
            RowTask::Role => Requirement { role: true, roles: Some(&known), ..Default::default() },
        };
        let StanceRows { header, rows } = StanceRows::read(path, requirement)?;
        let read = LabelledRows { task, labels, header, rows };
        read.check(path)?;
        Ok(read)
    }

    /// Refuses rows of which no figure would mean anything.
    fn check(&self, path: &Path) -> Result<(), Error> {
        let labels: BTreeSet<&str> = self.rows.iter().map(|row| self.label(row)).collect();
        let message = match labels.len() {
            0 => "there are no rows; expected some".to_owned(),
            1 => format!("every row is `{}`; expected two labels or more", self.label(&self.rows[0])),
            _ => return Ok(()),
        };
        let (line, column) = match self.rows.last() {
            Some(row) => (row.line, Some(self.task.name().to_owned())),
            None => (1, None),
        };
        Err(ErrorKind::Row { path: path.into(), line, column, message }.into())
    }

    /// The label of a row.
    pub(crate) fn label<'a>(&self, row: &'a StanceRow) -> &'a str {
        let label = match self.task {
            RowTask::Stance => &row.stance,
            RowTask::Role => &row.role,
        };
        label.as_deref().unwrap_or("")
    }

    fn place(&self, label: &str) -> usize {
        self.labels.iter().position(|known| known == label).unwrap_or(0)
    }

    /// The label of each row, by its place.
    pub(crate) fn gold(&self) -> Vec<usize> {
        self.rows.iter().map(|row| self.place(self.label(row))).collect()
    }

    /// The group of each row.
    pub(crate) fn groups(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.group.as_str()).collect()
    }

    /// The fold of each row, as cross-validation cuts them.
    pub(crate) fn folds(&self, folds: usize) -> Result<Vec<usize>, Error> {
        let gold = self.gold();
        // The trainers know only the labels that some row has.
        let present: BTreeSet<usize> = gold.iter().copied().collect();
        let targets: Vec<usize> = gold.iter().map(|label| present.range(..label).count()).collect();
        stratified_group_folds(&targets, &self.groups(), folds, SEED)
    }

    /// What `source` says of the rows.
    pub(crate) fn predictions(&self, source: &Source) -> Result<Predictions, Error> {
        match source {
            Source::Folds(folds) => self.cross_validated(*folds),
            Source::Model(model) => self.by_model(model),
            Source::Foreign(path) => self.foreign(path),
            Source::Lexicon => {
                let label = |row: &StanceRow| LexiconClassifier.classify(row.passage.of(&row.text));
                let found = self.rows.iter().map(|row| (label(row).as_str().to_owned(), Vec::new()));
                self.beside_gold(&self.labels, found.collect())
            }
        }
    }

    fn cross_validated(&self, folds: usize) -> Result<Predictions, Error> {
        let found = match self.task {
            RowTask::Stance => stance_trainer().seed(SEED).cross_validate(&self.rows, folds)?,
            RowTask::Role => RoleTrainer::new().seed(SEED).cross_validate(&self.rows, folds)?,
        };
        let names = found.chosen.iter().map(|place| found.labels[*place].clone());
        self.beside_gold(&found.labels, names.zip(found.probabilities).collect())
    }

    fn by_model(&self, model: &TrainedModel) -> Result<Predictions, Error> {
        if let Some(other) = model.header.labels.iter().find(|label| !self.labels.contains(label)) {
            let message = format!("the label `{other}`; expected one of {}", self.labels.join(", "));
            return Err(ErrorKind::Model { message }.into());
        }
        let judge = RowJudge::of(self.task, model)?;
        let mut stems = Stems::new();
        let found = self.rows.iter().map(|row| judge.judge(row, &mut stems)).collect();
        self.beside_gold(&model.header.labels, found)
    }

    fn foreign(&self, path: &Path) -> Result<Predictions, Error> {
        let labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        let foreign = ForeignPredictions::read(path, &labels)?;
        let found = foreign.for_rows(&self.rows)?;
        let found = found.into_iter().map(|row| (row.label.clone(), row.probabilities.clone()));
        self.beside_gold(&self.labels, found.collect())
    }

    /// Sets what was predicted, over `labels`, beside what the rows say.
    fn beside_gold(&self, labels: &[String], found: Vec<(String, Vec<f64>)>) -> Result<Predictions, Error> {
        let spread = |probabilities: Vec<f64>| {
            let mut spread = vec![0.0; self.labels.len().min(probabilities.len() * self.labels.len())];
            for (label, probability) in labels.iter().zip(probabilities) {
                spread[self.place(label)] = probability;
            }
            spread
        };
        let row = |(row, (label, probabilities)): (&StanceRow, (String, Vec<f64>))| PredictedRow {
            gold: self.place(self.label(row)),
            also: match self.task {
                RowTask::Stance => row.stance_also.iter().map(|label| self.place(label)).collect(),
                RowTask::Role => Vec::new(),
            },
            predicted: self.place(&label),
            probabilities: spread(probabilities),
            group: row.group.clone(),
        };
        Predictions::new(self.labels.clone(), self.rows.iter().zip(found).map(row).collect())
    }
}

/// A model of either task, ready to judge rows.
pub(crate) enum RowJudge {
    Stance(Classifier<String>),
    Role(RoleClassifier),
}

impl RowJudge {
    pub(crate) fn of(task: RowTask, model: &TrainedModel) -> Result<Self, Error> {
        Ok(match task {
            RowTask::Stance => RowJudge::Stance(Classifier::from_model(model.clone())?),
            RowTask::Role => RowJudge::Role(RoleClassifier::from_model(model.clone())?),
        })
    }

    /// A judge trained on rows; `folds` calibrate it.
    pub(crate) fn trained(task: RowTask, rows: &[StanceRow], folds: usize) -> Result<Self, Error> {
        let model = match task {
            RowTask::Stance => stance_trainer().folds(folds).train(rows, b"")?,
            RowTask::Role => RoleTrainer::new().folds(folds).train(rows, b"")?,
        };
        RowJudge::of(task, &model)
    }

    /// The label and the probabilities of a row.
    pub(crate) fn judge(&self, row: &StanceRow, stems: &mut Stems) -> (String, Vec<f64>) {
        let doc = Document::new(&row.text);
        let located = row.located(&doc);
        let view = located.view(&doc);
        match self {
            RowJudge::Stance(classifier) => {
                let found = classifier.classify_view(&view, &Prior::Training, stems);
                (found.label, found.probabilities)
            }
            RowJudge::Role(classifier) => {
                let found = classifier.classify_view(&view, stems);
                (found.label.name().to_owned(), found.probabilities)
            }
        }
    }
}

/// The trainer of the shipped model.
fn stance_trainer() -> StanceTrainer {
    StanceTrainer::new().also_lone(ClaimFinder::pretrained())
}
