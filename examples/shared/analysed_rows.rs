//! What a report of rows says beyond its figures: slices, leakage between folds, the learning
//! curve, and the mistakes with what explains them.

use std::collections::{BTreeMap, BTreeSet};

use sayso::data::StanceRow;
use sayso::evaluate::{
    CURVE_SHARES, CurvePoint, Judgement, Labelled, Leakage, Mistakes, Predictions, Slices, learning_curve,
    length_of,
};
use sayso::stance::{Classifier, Stems};
use sayso::text::{Document, Span};
use sayso::{Error, ErrorKind};

use crate::judged_rows::{LabelledRows, RowJudge, RowTask, Source};

/// Columns by which rows are sliced where the data has them.
const COLUMNS: [&str; 4] = ["role", "stance", "domain", "kind"];
/// How many folds calibrate a model that is trained only to be looked into or judged once.
const CALIBRATION: usize = 2;

/// Slices by the columns named, or by the usual ones, and by length and kind of quotation.
pub(crate) fn slices(
    data: &LabelledRows,
    predictions: &Predictions,
    named: &[String],
    seed: u64,
) -> Vec<Slices> {
    let own = data.task.name();
    let is_there = |column: &&str| data.header.iter().any(|name| name == column);
    let columns: Vec<&str> = match named {
        [] => COLUMNS.into_iter().filter(|column| *column != own).filter(is_there).collect(),
        named => named.iter().map(String::as_str).collect(),
    };
    let mut lists: Vec<Slices> = columns
        .into_iter()
        .map(|column| Slices::of(predictions, column, &values(data, column), seed))
        .collect();
    if named.is_empty() {
        if !is_there(&"kind") {
            lists.push(Slices::of(predictions, "kind", &each(data, kind), seed));
        }
        lists.push(Slices::of(predictions, "length", &each(data, length), seed));
    }
    lists
}

/// The fields of a column; `kind` and `length` can be told where there is no such column.
fn values(data: &LabelledRows, column: &str) -> Vec<String> {
    match (data.header.iter().position(|name| name == column), column) {
        (Some(place), _) => data.rows.iter().map(|row| row.fields[place].clone()).collect(),
        (None, "kind") => each(data, kind),
        (None, "length") => each(data, length),
        (None, _) => vec![String::new(); data.rows.len()],
    }
}

/// Whether `column` can be sliced by.
pub(crate) fn has_column(data: &LabelledRows, column: &str) -> bool {
    matches!(column, "kind" | "length") || data.header.iter().any(|name| name == column)
}

fn each(data: &LabelledRows, value: fn(&StanceRow) -> &'static str) -> Vec<String> {
    data.rows.iter().map(|row| value(row).to_owned()).collect()
}

fn length(row: &StanceRow) -> &'static str {
    length_of(row.passage.of(&row.text).split_whitespace().count())
}

/// How much of the content is quoted.
fn kind(row: &StanceRow) -> &'static str {
    let doc = Document::new(&row.text);
    let quoted: Vec<Span> = doc.quotes().iter().map(|quote| quote.inner).collect();
    let content = if row.content.is_empty() { std::slice::from_ref(&row.passage) } else { &row.content };
    let is_whole = |piece: &Span| quoted.iter().any(|quote| quote.contains(*piece));
    let is_part = |piece: &Span| quoted.iter().any(|quote| quote.overlaps(*piece));
    match (content.iter().all(is_whole), content.iter().any(is_part)) {
        (true, _) => "direct",
        (false, true) => "mixed",
        (false, false) => "indirect",
    }
}

/// Near duplicates between the folds.
pub(crate) fn leakage(data: &LabelledRows, folds: usize) -> Result<Leakage, Error> {
    let fold_of = data.folds(folds)?;
    let row = |(row, fold): (&'_ StanceRow, usize)| -> (String, String, usize) {
        (row.id.clone(), row.passage.of(&row.text).to_owned(), fold)
    };
    let rows: Vec<(String, String, usize)> = data.rows.iter().zip(fold_of).map(row).collect();
    let rows: Vec<(&str, &str, usize)> =
        rows.iter().map(|(id, text, fold)| (id.as_str(), text.as_str(), *fold)).collect();
    Ok(Leakage::of(&rows))
}

/// The learning curve, from a tenth of the rows to all.
pub(crate) fn curve(data: &LabelledRows, folds: usize, seed: u64) -> Result<Vec<CurvePoint>, Error> {
    let (gold, groups) = (data.gold(), data.groups());
    let rows = Labelled { labels: data.labels.len(), gold: &gold, groups: &groups };
    learning_curve(rows, &CURVE_SHARES, folds, seed, |training, own| {
        let judge = trained_on_part(data, chosen(&data.rows, training))?;
        let mut stems = Stems::new();
        let label = |row: &usize| {
            let (label, _) = judge.judge(&data.rows[*row], &mut stems);
            data.labels.iter().position(|known| *known == label).unwrap_or(0)
        };
        Ok(own.iter().map(label).collect())
    })
}

/// A judge trained on a part of the rows. A label that the part has in too few groups for a model to be
/// calibrated is left out, the rarest first: that model never gives it.
fn trained_on_part(data: &LabelledRows, mut rows: Vec<StanceRow>) -> Result<RowJudge, Error> {
    loop {
        let failed = match RowJudge::trained(data.task, &rows, CALIBRATION) {
            Ok(judge) => return Ok(judge),
            Err(error) => error,
        };
        let mut groups_of: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for row in &rows {
            groups_of.entry(data.label(row).to_owned()).or_default().insert(&row.group);
        }
        let is_training = matches!(failed.kind(), ErrorKind::Training { .. });
        let rarest = groups_of.iter().min_by_key(|(_, groups)| groups.len()).map(|(label, _)| label.clone());
        match rarest {
            Some(rarest) if is_training && groups_of.len() > 2 => {
                rows.retain(|row| data.label(row) != rarest);
            }
            _ => return Err(failed),
        }
    }
}

fn chosen(rows: &[StanceRow], numbers: &[usize]) -> Vec<StanceRow> {
    numbers.iter().map(|row| rows[*row].clone()).collect()
}

/// The `count` surest mistakes. Models of folds are trained again to explain themselves; a model
/// that is given explains itself, and `training` are the rows it was trained on, if they are known.
pub(crate) fn mistakes(
    data: &LabelledRows,
    predictions: &Predictions,
    source: &Source,
    training: Option<&LabelledRows>,
    count: usize,
) -> Result<Mistakes, Error> {
    let mut stems = Stems::new();
    let labelled = |data: &LabelledRows, row: usize| data.label(&data.rows[row]).to_owned();
    match source {
        Source::Folds(folds) => {
            let fold_of = data.folds(*folds)?;
            let judges = match data.task {
                RowTask::Stance => fold_judges(data, &fold_of, *folds)?,
                RowTask::Role => Vec::new(),
            };
            let seen = seen(data);
            let explain =
                |row: usize| judgement(judges.get(fold_of[row])?, data, predictions, row, &mut stems);
            let has_seen = |a: usize, b: usize| fold_of[a] != fold_of[b];
            Ok(Mistakes::of(predictions, &data.rows, &seen, count, explain, has_seen))
        }
        _ => {
            let judge = match source {
                Source::Model(model) => Some(RowJudge::of(data.task, model)?),
                _ => None,
            };
            let seen = training.map(seen).unwrap_or_default();
            let explain = |row: usize| judgement(judge.as_ref()?, data, predictions, row, &mut stems);
            // A row that was trained on and is judged all the same is no news.
            let has_seen = |a: usize, b: usize| {
                training.is_some_and(|training| {
                    training.rows[b].text != data.rows[a].text || labelled(training, b) != labelled(data, a)
                })
            };
            Ok(Mistakes::of(predictions, &data.rows, &seen, count, explain, has_seen))
        }
    }
}

fn seen(data: &LabelledRows) -> Vec<(&StanceRow, &str)> {
    data.rows.iter().map(|row| (row, data.label(row))).collect()
}

/// For each fold a model of the others.
fn fold_judges(data: &LabelledRows, fold_of: &[usize], folds: usize) -> Result<Vec<RowJudge>, Error> {
    let rest = |fold: usize| (0..fold_of.len()).filter(|row| fold_of[*row] != fold).collect::<Vec<_>>();
    (0..folds)
        .map(|fold| RowJudge::trained(data.task, &chosen(&data.rows, &rest(fold)), CALIBRATION))
        .collect()
}

/// Why a row got its label rather than the one it has, or the second likeliest.
fn judgement(
    judge: &RowJudge,
    data: &LabelledRows,
    predictions: &Predictions,
    row: usize,
    stems: &mut Stems,
) -> Option<Judgement> {
    let RowJudge::Stance(classifier) = judge else { return None };
    let judged = &predictions.rows()[row];
    let other = match judged.is_right() {
        false => judged.gold,
        true => (0..judged.probabilities.len())
            .filter(|label| *label != judged.predicted)
            .max_by(|a, b| judged.probabilities[*a].total_cmp(&judged.probabilities[*b]))?,
    };
    let source = &data.rows[row];
    let doc = Document::new(&source.text);
    let located = source.located(&doc);
    let view = located.view(&doc);
    let mut explain =
        |label: usize| Some(classifier.explain(&view, place(classifier, &data.labels[label])?, stems));
    Some(Judgement { predicted: explain(judged.predicted)?, other: explain(other)? })
}

fn place(classifier: &Classifier<String>, label: &str) -> Option<usize> {
    classifier.labels().iter().position(|known| known == label)
}
