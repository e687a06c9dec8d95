//! Judges a stance or role model on labelled rows: a given model, or one trained fold by fold.

use std::path::Path;

use sayso::Error;
use sayso::data::{ROLES, Requirement, STANCES, StanceRow, StanceRows};
use sayso::evaluate::{PredictedRow, Predictions};
use sayso::learn::TrainedModel;
use sayso::speaker::{RoleClassifier, RoleTrainer};
use sayso::stance::{Classifier, Label, Prior, StanceTrainer, Stems};
use sayso::text::Document;

/// What a model says of every row.
struct Judged {
    labels: Vec<String>,
    chosen: Vec<usize>,
    probabilities: Vec<Vec<f64>>,
}

/// Stances as `model` predicts them, or models trained on the other folds of `folds`; `labels`
/// are those that rows may have, where there is no model.
pub(crate) fn stance(
    data: &Path,
    model: Option<TrainedModel>,
    folds: usize,
    labels: Option<&[String]>,
) -> Result<Predictions, Error> {
    let known: Vec<&str> = match (&model, labels) {
        (Some(model), _) => model.header.labels.iter().map(String::as_str).collect(),
        (None, Some(labels)) => labels.iter().map(String::as_str).collect(),
        (None, None) => STANCES.to_vec(),
    };
    let requirement = Requirement { stance: true, stances: Some(&known), ..Requirement::default() };
    let rows = StanceRows::read(data, requirement)?.rows;
    let judged = match &model {
        Some(model) => by_stance_model(&rows, model)?,
        None => {
            let found = StanceTrainer::new().cross_validate(&rows, folds)?;
            Judged { labels: found.labels, chosen: found.chosen, probabilities: found.probabilities }
        }
    };
    predictions(&rows, judged, |row| (row.stance.as_deref(), row.stance_also.as_slice()))
}

/// Roles, likewise.
pub(crate) fn role(data: &Path, model: Option<TrainedModel>, folds: usize) -> Result<Predictions, Error> {
    let requirement = Requirement { role: true, roles: Some(&ROLES), ..Requirement::default() };
    let rows = StanceRows::read(data, requirement)?.rows;
    let judged = match model {
        Some(model) => by_role_model(&rows, model)?,
        None => {
            let found = RoleTrainer::new().cross_validate(&rows, folds)?;
            Judged { labels: found.labels, chosen: found.chosen, probabilities: found.probabilities }
        }
    };
    predictions(&rows, judged, |row| (row.role.as_deref(), &[]))
}

fn by_stance_model(rows: &[StanceRow], model: &TrainedModel) -> Result<Judged, Error> {
    let classifier: Classifier<String> = Classifier::from_model(model.clone())?;
    let mut stems = Stems::new();
    let found = rows.iter().map(|row| {
        let doc = Document::new(&row.text);
        let found = classifier.classify_view(&row.located(&doc).view(&doc), &Prior::Training, &mut stems);
        (found.label, found.probabilities)
    });
    Ok(judged(classifier.labels().to_vec(), found))
}

fn by_role_model(rows: &[StanceRow], model: TrainedModel) -> Result<Judged, Error> {
    let classifier = RoleClassifier::from_model(model)?;
    let mut stems = Stems::new();
    let found = rows.iter().map(|row| {
        let doc = Document::new(&row.text);
        let found = classifier.classify_view(&row.located(&doc).view(&doc), &mut stems);
        (found.label.name().to_owned(), found.probabilities)
    });
    let labels = classifier.labels().iter().map(|label| label.name().to_owned()).collect();
    Ok(judged(labels, found))
}

fn judged(labels: Vec<String>, found: impl Iterator<Item = (String, Vec<f64>)>) -> Judged {
    let place = |name: String| labels.iter().position(|label| *label == name).unwrap_or(0);
    let (chosen, probabilities) = found.map(|(label, probabilities)| (place(label), probabilities)).unzip();
    Judged { chosen, probabilities, labels }
}

/// Sets what was predicted beside what the rows say.
fn predictions(
    rows: &[StanceRow],
    judged: Judged,
    gold: impl Fn(&StanceRow) -> (Option<&str>, &[String]),
) -> Result<Predictions, Error> {
    let mut labels = judged.labels;
    // A label that the model does not know is one that it gives no row.
    for (name, _) in rows.iter().map(&gold) {
        let name = name.unwrap_or("");
        if !labels.iter().any(|label| label == name) {
            labels.push(name.to_owned());
        }
    }
    let place = |name: &str| labels.iter().position(|label| label == name);
    let predicted = judged.chosen.into_iter().zip(judged.probabilities);
    let rows = rows
        .iter()
        .zip(predicted)
        .map(|(row, (predicted, mut probabilities))| {
            probabilities.resize(labels.len(), 0.0);
            let (name, also) = gold(row);
            PredictedRow {
                gold: name.and_then(place).unwrap_or(0),
                also: also.iter().filter_map(|name| place(name)).collect(),
                predicted,
                probabilities,
                group: row.group.clone(),
            }
        })
        .collect();
    Predictions::new(labels, rows)
}
