//! Writes the figures of the shipped models' cards from what is measured now: cross-validation on
//! the project's own data, and the shipped models on data from outside.

use std::path::{Path, PathBuf};

use sayso::evaluate::{
    ClaimReport, Comparison, Report, figures_of_claims, figures_of_rows, figures_of_speakers, with_figures,
};
use sayso::learn::TrainedModel;
use sayso::{Error, write_whole};

use crate::judged_articles;
use crate::judged_rows::{LabelledRows, RowTask, Source};

const ROWS: &str = "training-data/stance.csv";
const ARTICLES: &str = "training-data/articles";

/// Data that is not the project's: for which task, under which name, and where.
pub(crate) struct Outside {
    pub(crate) task: &'static str,
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// Writes the cards in `folder`, beside the models there, and gives their names.
pub(crate) fn write(
    folder: &Path,
    outside: &[Outside],
    folds: usize,
    seed: u64,
) -> Result<Vec<PathBuf>, Error> {
    let mut written = Vec::new();
    for task in ["stance", "role", "claims", "speaker"] {
        let model = TrainedModel::load(folder.join(format!("{task}.sayso")))?;
        let outside: Vec<&Outside> = outside.iter().filter(|outside| outside.task == task).collect();
        let figures = match task {
            "stance" => rows(RowTask::Stance, &model, &outside, folds, seed)?,
            "role" => rows(RowTask::Role, &model, &outside, folds, seed)?,
            "claims" => {
                let judge = |path: &Path, model| judged_articles::claims(path, model, folds);
                figures_of_claims(&model.header, &articles(&model, &outside, folds, judge)?)
            }
            _ => {
                let judge = |path: &Path, model| judged_articles::speakers(path, model, folds);
                figures_of_speakers(&model.header, &articles(&model, &outside, folds, judge)?)
            }
        };
        let path = folder.join(format!("{task}.md"));
        let card = std::fs::read_to_string(&path).map_err(|source| Error::io(&path, source))?;
        let card = with_figures(&card, &figures)?;
        write_whole(&path, |out| out.write_all(card.as_bytes()))?;
        written.push(path);
    }
    Ok(written)
}

fn own(folds: usize) -> String {
    format!("own, {folds} grouped folds")
}

fn rows(
    task: RowTask,
    model: &TrainedModel,
    outside: &[&Outside],
    folds: usize,
    seed: u64,
) -> Result<String, Error> {
    let report = |path: &Path, source: Source| -> Result<Report, Error> {
        let data = LabelledRows::read(task, path, Some(model), None)?;
        let predictions = data.predictions(&source)?;
        let mut report = Report::of(task.name(), &predictions, seed);
        if task == RowTask::Stance {
            let lexicon = data.predictions(&Source::Lexicon)?;
            report.compared_with.push(Comparison::of(["this", "lexicon"], &predictions, &lexicon, seed)?);
        }
        Ok(report)
    };
    let mut reports = vec![(own(folds), report(ROWS.as_ref(), Source::Folds(folds))?)];
    for data in outside {
        let found = report(&data.path, Source::Model(Box::new(model.clone())))?;
        reports.push((data.name.clone(), found));
    }
    Ok(figures_of_rows(&model.header, &reports))
}

fn articles(
    model: &TrainedModel,
    outside: &[&Outside],
    folds: usize,
    judge: impl Fn(&Path, Option<TrainedModel>) -> Result<ClaimReport, Error>,
) -> Result<Vec<(String, ClaimReport)>, Error> {
    let mut reports = vec![(own(folds), judge(ARTICLES.as_ref(), None)?)];
    for data in outside {
        reports.push((data.name.clone(), judge(&data.path, Some(model.clone()))?));
    }
    Ok(reports)
}
