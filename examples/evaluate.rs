//! Measures how good a model is on labelled data, or how good one trained from it would be, and
//! sets it beside others.

mod shared;

#[path = "shared/analysed_rows.rs"]
mod analysed_rows;
#[path = "shared/evaluate_arguments.rs"]
mod evaluate_arguments;
#[path = "shared/judged_articles.rs"]
mod judged_articles;
#[path = "shared/judged_rows.rs"]
mod judged_rows;
#[path = "shared/model_cards.rs"]
mod model_cards;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use evaluate_arguments::{Arguments, HELP, Task};
use judged_rows::{LabelledRows, RowTask, Source};
use sayso::evaluate::{AtPrior, ClaimReport, Comparison, Report};
use sayso::learn::TrainedModel;
use sayso::{Error, ErrorKind, write_whole};
use shared::Failure;
use shared::progress::with_progress;

/// Decides the samples of intervals.
const SEED: u64 = 1;
/// How many mistakes are told where they cost nothing.
const MISTAKES: usize = 10;

/// A report in every form, and the figure that a floor is set for.
struct Finding {
    text: String,
    html: Option<String>,
    json: String,
    figure: (&'static str, f64),
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| evaluate(&evaluate_arguments::read(parser)?))
}

fn evaluate(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.task == Task::Cards {
        return cards(arguments);
    }
    let finding = with_progress("evaluating", None, |_| judge(arguments))?;
    for (path, contents) in [(&arguments.html, finding.html.as_ref()), (&arguments.json, Some(&finding.json))]
    {
        if let (Some(path), Some(contents)) = (path, contents) {
            write_whole(path, |out| out.write_all(contents.as_bytes()))?;
        }
    }
    io::stdout().write_all(finding.text.as_bytes())?;
    let (name, figure) = finding.figure;
    match arguments.floor {
        Some(floor) if figure < floor => {
            eprintln!("error: {name} is {figure:.4}, below the floor of {floor}");
            Ok(ExitCode::FAILURE)
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn cards(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { models, outside, folds, .. } = arguments;
    let written = with_progress("measuring", None, |_| model_cards::write(models, outside, *folds, SEED))?;
    for path in written {
        writeln!(io::stdout(), "{}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn judge(arguments: &Arguments) -> Result<Finding, Error> {
    match arguments.task {
        Task::Rows(task) if arguments.compared.is_some() => compare(task, arguments),
        Task::Rows(task) => rows(task, arguments),
        Task::Claims => {
            let report = judged_articles::claims(&arguments.data, model(arguments)?, arguments.folds)?;
            articles("Claims", arguments, &report, ("F1 of claims", report.scores.claims.f1))
        }
        Task::Speaker | Task::Cards => {
            let report = judged_articles::speakers(&arguments.data, model(arguments)?, arguments.folds)?;
            let figure = ("F1 of claims with speaker", report.scores.end_to_end.f1);
            articles("Claims and their speakers", arguments, &report, figure)
        }
    }
}

/// The model that is to be judged, if one is.
fn model(arguments: &Arguments) -> Result<Option<TrainedModel>, Error> {
    arguments.model.as_deref().map(|path| load(arguments.task, path)).transpose()
}

/// The model at `path`, which must be for this task.
fn load(task: Task, path: &Path) -> Result<TrainedModel, Error> {
    let model = TrainedModel::load(path)?;
    let (found, expected) = (&model.header.task, task.name());
    if found == expected {
        return Ok(model);
    }
    let message = format!("{}: a model for `{found}`, expected one for `{expected}`", path.display());
    Err(ErrorKind::Model { message }.into())
}

fn rows(task: RowTask, arguments: &Arguments) -> Result<Finding, Error> {
    let source = match (model(arguments)?, &arguments.predictions) {
        (Some(model), _) => Source::Model(Box::new(model)),
        (None, Some(path)) => Source::Foreign(path.clone()),
        (None, None) => Source::Folds(arguments.folds),
    };
    let read = |path: &Path| {
        let model = if let Source::Model(model) = &source { Some(model.as_ref()) } else { None };
        LabelledRows::read(task, path, model, arguments.labels.as_deref())
    };
    let data = read(&arguments.data)?;
    for column in &arguments.slices {
        if !analysed_rows::has_column(&data, column) {
            let message = format!("missing; the columns are {}", data.header.join(", "));
            let (path, column) = (arguments.data.clone(), Some(column.clone()));
            return Err(ErrorKind::Row { path, line: 1, column, message }.into());
        }
    }
    let predictions = data.predictions(&source)?;
    let title = if task == RowTask::Stance { "Stance" } else { "Role" };
    let mut report = Report::of(title, &predictions, SEED);
    for (name, value) in details(arguments) {
        report = report.with_detail(name, value);
    }
    if let Some(prior) = &arguments.prior {
        report.at_prior = Some(AtPrior::of(&predictions, prior)?);
    }
    if task == RowTask::Stance && is_stances(&data.labels) {
        let lexicon = data.predictions(&Source::Lexicon)?;
        report.compared_with.push(Comparison::of(["this", "lexicon"], &predictions, &lexicon, SEED)?);
    }
    report.slices = analysed_rows::slices(&data, &predictions, &arguments.slices, SEED);
    if let Source::Folds(folds) = source {
        report.leakage = Some(analysed_rows::leakage(&data, folds)?);
    }
    if arguments.curve {
        report.learning_curve = analysed_rows::curve(&data, arguments.folds, SEED)?;
    }
    let count = match (&source, arguments.mistakes) {
        (_, Some(count)) => count,
        (Source::Folds(_), None) => 0,
        (_, None) => MISTAKES,
    };
    if count > 0 {
        let training = arguments.training.as_deref().map(read).transpose()?;
        let found = analysed_rows::mistakes(&data, &predictions, &source, training.as_ref(), count)?;
        report.mistakes = Some(found);
    }
    Ok(Finding {
        text: report.to_string(),
        html: Some(report.to_html()),
        json: report.to_json()?,
        figure: ("macro-F1", report.classification.macro_f1),
    })
}

fn is_stances(labels: &[String]) -> bool {
    sayso::data::STANCES.iter().all(|stance| labels.iter().any(|label| label == stance))
}

fn compare(task: RowTask, arguments: &Arguments) -> Result<Finding, Error> {
    let [first, second] =
        arguments.compared.as_ref().map_or(["", ""], |names| names.each_ref().map(String::as_str));
    let source = |name: &str| match name {
        "lexicon" => Ok(Source::Lexicon),
        "folds" => Ok(Source::Folds(arguments.folds)),
        path if path.ends_with(".csv") => Ok(Source::Foreign(path.into())),
        path => load(arguments.task, path.as_ref()).map(|model| Source::Model(Box::new(model))),
    };
    let sources = [source(first)?, source(second)?];
    let model =
        sources.iter().find_map(|s| if let Source::Model(model) = s { Some(model.as_ref()) } else { None });
    let data = LabelledRows::read(task, &arguments.data, model, arguments.labels.as_deref())?;
    let [a, b] = [data.predictions(&sources[0])?, data.predictions(&sources[1])?];
    let found = Comparison::of([first, second], &a, &b, SEED)?;
    let details = format!("data: {}\n", arguments.data.display());
    Ok(Finding {
        text: format!("{first} against {second}\n{details}{found}"),
        html: None,
        json: found.to_json()?,
        figure: ("the difference of macro-F1", found.macro_f1.difference),
    })
}

/// What the reader of a report should know of how it came about.
fn details(arguments: &Arguments) -> [(String, String); 2] {
    let judged = match (&arguments.model, &arguments.predictions) {
        (Some(path), _) => ("model".into(), path.display().to_string()),
        (None, Some(path)) => ("predictions".into(), path.display().to_string()),
        (None, None) => {
            ("folds".into(), format!("{}, each judged by a model of the others", arguments.folds))
        }
    };
    [("data".into(), arguments.data.display().to_string()), judged]
}

fn articles(
    title: &str,
    arguments: &Arguments,
    report: &ClaimReport,
    figure: (&'static str, f64),
) -> Result<Finding, Error> {
    let details = details(arguments);
    let listed: String = details.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let text = format!("{title}\n{listed}{report}");
    Ok(Finding { html: Some(report.to_html(title, &details)), json: report.to_json()?, text, figure })
}
