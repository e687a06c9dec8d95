//! Trains a role classifier from rows with a role.

use super::role_features::{features, resolved};
use crate::Error;
use crate::data::{ROLES, StanceFile, StanceRow};
use crate::learn::{TrainedModel, data_digest};
use crate::stance::fit::{HELD, MAX_FEATURES, Settings};
use crate::stance::rows::{Gathering, Rows, Source};
use crate::stance::{CrossValidation, Passage};
use crate::text::Document;

/// Trains role classifiers.
#[derive(Clone, Debug)]
pub struct RoleTrainer {
    settings: Settings,
    left_out: Vec<String>,
    date: Option<String>,
}

impl Default for RoleTrainer {
    fn default() -> Self {
        RoleTrainer::new()
    }
}

impl RoleTrainer {
    /// The parameters with which the shipped model is trained.
    pub fn new() -> Self {
        let settings = Settings {
            alpha: 16.0,
            balance: 0.3,
            min_rows: 3,
            max_features: MAX_FEATURES,
            held: HELD,
            threshold: 0.05,
            folds: 5,
            tolerance: 0.02,
            row_tolerance: 0.0,
            decide: false,
            seed: 1,
        };
        RoleTrainer { settings, left_out: Vec::new(), date: None }
    }

    /// The strength of the L2 penalty, positive.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.settings.alpha = alpha;
        self
    }

    /// How far rare roles are weighed up: 0 not at all, 1 until all roles count alike.
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

    /// Leaves out a family of features, such as `content`, to see what it is worth.
    pub fn without(mut self, family: impl Into<String>) -> Self {
        self.left_out.push(family.into());
        self
    }

    /// The day that the model's header tells; none by default.
    pub fn date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// How many features are learnt from at most: where more occur in enough rows, those of the fewest
    /// rows are left out. 131,072 by default.
    pub fn max_features(mut self, max_features: usize) -> Self {
        self.settings.max_features = max_features;
        self
    }

    /// Trains a model; `data` are the bytes that the rows were read from, for the header.
    ///
    /// # Errors
    /// If a row has no role, there are fewer than two roles, or groups than folds.
    pub fn train(&self, rows: &[StanceRow], data: &[u8]) -> Result<TrainedModel, Error> {
        self.train_on(rows, data_digest(data))
    }

    /// Trains the same model as [`RoleTrainer::train`] from a file that may be larger than memory, as
    /// [`StanceTrainer::train_file`](crate::stance::StanceTrainer::train_file) does.
    ///
    /// # Errors
    /// As [`RoleTrainer::train`] and [`StanceFile::each`], or if there is no room for the temporary file.
    pub fn train_file(&self, file: &StanceFile<'_>) -> Result<TrainedModel, Error> {
        self.train_on(file, file.digest().to_owned())
    }

    /// Judges each row by a model trained on the other folds of `k`.
    ///
    /// # Errors
    /// As [`RoleTrainer::train`].
    pub fn cross_validate(&self, rows: &[StanceRow], k: usize) -> Result<CrossValidation, Error> {
        let rows = self.rows(rows)?;
        let judged = self.settings.out_of_fold(&rows, k)?;
        Ok(CrossValidation::new(rows.labels, judged))
    }

    fn train_on(&self, source: &(impl Source + ?Sized), digest: String) -> Result<TrainedModel, Error> {
        let mut trained = self.settings.train(&self.rows(source)?, "role")?;
        trained.header.data_digest = digest;
        trained.header.date = self.date.clone();
        Ok(trained)
    }

    fn rows(&self, source: &(impl Source + ?Sized)) -> Result<Rows, Error> {
        let gathering = Gathering {
            task: "role",
            label: |row| row.role.as_deref(),
            order: &ROLES,
            min_rows: self.settings.min_rows,
            max_features: self.settings.max_features,
            held: self.settings.held,
            left_out: &self.left_out,
            finder: None,
            also_share: 0.0,
        };
        gathering.rows(source, |row, stems, sink| {
            let doc = Document::new(&row.text);
            let located = row.located(&doc);
            let view = located.view(&doc);
            let places = resolved(&view).map_or_else(Vec::new, |speaker| speaker.introductions);
            features(&view, &places, &Passage::default(), stems, sink);
        })
    }
}
