//! The arguments of `evaluate`.

use std::path::PathBuf;

use lexopt::prelude::*;
use sayso::stance::Prior;

use crate::judged_rows::RowTask;
use crate::model_cards::Outside;
use crate::shared::Failure;

pub(crate) const HELP: &str = "\
Measures how good a model is on labelled data.

Usage: evaluate stance|role --data FILE.csv [options]
       evaluate claims|speaker --data FOLDER [options]
       evaluate compare stance|role --data FILE.csv FIRST SECOND [options]
       evaluate cards [--models FOLDER] [--outside TASK:NAME=PATH]… [--folds K]

  --data PATH        the labelled data: rows, or a folder of marked articles, in the form of
                     training-data/README.md or of brat (`.ann` beside `.txt`; judged with
                     the shipped models where there is no --model)
  --model MODEL      the model to judge; without it the data are cut into folds, and each
                     fold is judged by a model trained on the others (rows of one `group`
                     stay together)
  --predictions CSV  judges another tool instead: columns `id` and `label`, and, if it has
                     probabilities, `p_` and each label
  FIRST, SECOND      what is compared on the same rows: a model file, a CSV of predictions,
                     `lexicon` (three patterns, no training) or `folds`
  cards              measures the shipped models, in folds of training-data/ and on what is
                     given with --outside, and writes the figures of their cards
  --models FOLDER    where models and cards are; models by default
  --outside T:N=P    data for task T at P, called N in the card
  --folds K          how many folds; 5 by default
  --labels A,B,…     your own labels for stance, where there is no model
  --prior P          adds the figures where labels have other shares: `news`, or a number a
                     label, with commas
  --slices A,B,…     columns by whose values the rows are judged apart; without, `role`,
                     `domain`, `kind` and the length, where there are such
  --curve            adds the learning curve, from 10 to 100 % of the rows (trains 50 models)
  --mistakes N       tells the N surest mistakes and what is to blame; 10 by default with a
                     model, none with folds
  --training CSV     the rows that the model was trained on, to show those like a mistake
  --html FILE        writes the report as a web page
  --json FILE        writes the report as JSON
  --floor X          fails when the figure that counts is below X: macro-F1 of stance and
                     role, F1 of claims, F1 of claims with the right speaker, the
                     difference of macro-F1 in a comparison
  --help             this text

docs/evaluation.md defines every figure. Exit status: 0 if all is well, 1 below the floor or
for input that cannot be used, 2 for arguments that are not understood.
";

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Task {
    Rows(RowTask),
    Claims,
    Speaker,
    Cards,
}

pub(crate) struct Arguments {
    pub(crate) task: Task,
    pub(crate) data: PathBuf,
    /// The two that are compared, where a comparison is asked for.
    pub(crate) compared: Option<[String; 2]>,
    pub(crate) model: Option<PathBuf>,
    pub(crate) predictions: Option<PathBuf>,
    pub(crate) folds: usize,
    pub(crate) labels: Option<Vec<String>>,
    pub(crate) prior: Option<Prior>,
    pub(crate) slices: Vec<String>,
    pub(crate) curve: bool,
    pub(crate) mistakes: Option<usize>,
    pub(crate) training: Option<PathBuf>,
    pub(crate) html: Option<PathBuf>,
    pub(crate) json: Option<PathBuf>,
    pub(crate) floor: Option<f64>,
    pub(crate) models: PathBuf,
    pub(crate) outside: Vec<Outside>,
}

impl Task {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Task::Rows(task) => task.name(),
            Task::Claims => "claims",
            Task::Speaker => "speaker",
            Task::Cards => "cards",
        }
    }
}

/// Reads the arguments.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let (mut words, mut data, mut folds) = (Vec::new(), None, None);
    let mut read = Arguments {
        task: Task::Claims,
        data: PathBuf::new(),
        compared: None,
        model: None,
        predictions: None,
        folds: 5,
        labels: None,
        prior: None,
        slices: Vec::new(),
        curve: false,
        mistakes: None,
        training: None,
        html: None,
        json: None,
        floor: None,
        models: "models".into(),
        outside: Vec::new(),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("data") => data = Some(parser.value()?.into()),
            Long("model") => read.model = Some(parser.value()?.into()),
            Long("predictions") => read.predictions = Some(parser.value()?.into()),
            Long("folds") => folds = Some(parser.value()?.parse()?),
            Long("labels") => read.labels = Some(list(&parser.value()?.string()?)),
            Long("prior") => read.prior = Some(prior(&parser.value()?.string()?)?),
            Long("slices") => read.slices = list(&parser.value()?.string()?),
            Long("curve") => read.curve = true,
            Long("mistakes") => read.mistakes = Some(parser.value()?.parse()?),
            Long("training") => read.training = Some(parser.value()?.into()),
            Long("html") => read.html = Some(parser.value()?.into()),
            Long("json") => read.json = Some(parser.value()?.into()),
            Long("floor") => read.floor = Some(parser.value()?.parse()?),
            Long("models") => read.models = parser.value()?.into(),
            Long("outside") => read.outside.push(outside(&parser.value()?.string()?)?),
            Value(word) if words.len() < 4 => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    (read.task, read.compared) = asked_for(words)?;
    read.data = match (read.task, data) {
        (Task::Cards, None) => PathBuf::new(),
        (Task::Cards, Some(_)) => return Err(usage("`cards` takes no --data")),
        (_, Some(data)) => data,
        (_, None) => return Err(usage("--data is missing")),
    };
    check(&read, folds.is_some())?;
    read.folds = folds.unwrap_or(read.folds);
    Ok(read)
}

fn usage(message: impl Into<String>) -> Failure {
    Failure::Usage(message.into())
}

/// What the words that are no options ask for.
fn asked_for(words: Vec<String>) -> Result<(Task, Option<[String; 2]>), Failure> {
    let mut words = words.into_iter();
    let first =
        words.next().ok_or_else(|| usage("expected stance, role, claims, speaker, compare or cards"))?;
    if first == "compare" {
        let task = match words.next().as_deref().map(task) {
            Some(Ok(task @ Task::Rows(_))) => task,
            _ => return Err(usage("`compare`: expected stance or role behind it")),
        };
        return match (words.next(), words.next()) {
            (Some(first), Some(second)) => Ok((task, Some([first, second]))),
            _ => Err(usage("`compare`: expected two things to compare")),
        };
    }
    let task = task(&first)?;
    match words.next() {
        Some(word) => Err(usage(format!("unexpected argument \"{word}\""))),
        None => Ok((task, None)),
    }
}

fn task(name: &str) -> Result<Task, Failure> {
    match name {
        "stance" => Ok(Task::Rows(RowTask::Stance)),
        "role" => Ok(Task::Rows(RowTask::Role)),
        "claims" => Ok(Task::Claims),
        "speaker" => Ok(Task::Speaker),
        "cards" => Ok(Task::Cards),
        _ => Err(usage(format!("`{name}`: expected stance, role, claims, speaker, compare or cards"))),
    }
}

/// Refuses options that do not go together.
fn check(read: &Arguments, has_folds: bool) -> Result<(), Failure> {
    let is_given = read.model.is_some() || read.predictions.is_some();
    let is_rows = matches!(read.task, Task::Rows(_));
    let rows_only = read.predictions.is_some()
        || read.prior.is_some()
        || !read.slices.is_empty()
        || read.curve
        || read.mistakes.is_some();
    let of_one = rows_only || read.model.is_some() || read.html.is_some();
    let refusals = [
        (read.model.is_some() && read.predictions.is_some(), "--model and --predictions exclude each other"),
        (
            read.model.is_some() && (has_folds || read.labels.is_some()),
            "--folds and --labels are for evaluation without --model",
        ),
        (is_given && read.curve, "--curve is for evaluation by folds"),
        (read.training.is_some() && read.model.is_none(), "--training is for evaluation with --model"),
        (read.labels.is_some() && read.task != Task::Rows(RowTask::Stance), "--labels is for stance only"),
        (!read.outside.is_empty() && read.task != Task::Cards, "--outside is for cards only"),
        (rows_only && !is_rows, "--predictions, --prior, --slices, --curve and --mistakes are for rows"),
        (
            read.compared.is_some() && of_one,
            "compare takes --data, --labels, --folds, --json and --floor alone",
        ),
    ];
    match refusals.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, message)) => Err(usage(message)),
        None => Ok(()),
    }
}

/// `task:name=path`.
fn outside(words: &str) -> Result<Outside, Failure> {
    let parts = words.split_once(':').and_then(|(task, rest)| Some((task, rest.rsplit_once('=')?)));
    let known = |name: &str| ["stance", "role", "claims", "speaker"].into_iter().find(|task| *task == name);
    match parts.and_then(|(task, rest)| Some((known(task)?, rest))) {
        Some((task, (name, path))) => Ok(Outside { task, name: name.to_owned(), path: path.into() }),
        None => Err(usage(format!("--outside {words}: expected a task, `:`, a name, `=` and a path"))),
    }
}

fn list(names: &str) -> Vec<String> {
    names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn prior(words: &str) -> Result<Prior, Failure> {
    if words == "news" {
        return Ok(Prior::News);
    }
    let shares: Option<Vec<f64>> = words.split(',').map(|share| share.trim().parse().ok()).collect();
    match shares {
        Some(shares) if shares.iter().all(|share| share.is_finite() && *share >= 0.0) => {
            Ok(Prior::Shares(shares))
        }
        _ => Err(usage(format!("--prior {words}: expected news, or a number a label with commas"))),
    }
}
