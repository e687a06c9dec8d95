//! Measures how good a model is on labelled data, or how good one trained from it would be.

mod shared;

#[path = "shared/judged_articles.rs"]
mod judged_articles;
#[path = "shared/judged_rows.rs"]
mod judged_rows;
#[path = "shared/whole_file.rs"]
mod whole_file;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use sayso::evaluate::{ClaimReport, Report};
use sayso::learn::TrainedModel;
use sayso::{Error, ErrorKind};
use shared::Failure;
use shared::progress::with_progress;
use whole_file::write_whole;

const HELP: &str = "\
Measures how good a model is on labelled data.

Usage: evaluate stance|role --data FILE.csv [options]
       evaluate claims|speaker --data FOLDER [options]

  --data PATH        the labelled data
  --model MODEL      the model to judge; without it the data are cut into folds, and each
                     fold is judged by a model trained on the others (rows of one `group`
                     stay together)
  --folds K          how many folds; 5 by default
  --labels A,B,…     your own labels for stance, where there is no model
  --html FILE        writes the report as a web page
  --json FILE        writes the report as JSON
  --floor X          fails when the figure that counts is below X: macro-F1 of stance and
                     role, F1 of claims, F1 of claims with the right speaker
  --help             this text

Exit status: 0 if all is well, 1 below the floor or for input that cannot be used, 2 for
arguments that are not understood.
";

/// Decides the samples of intervals.
const SEED: u64 = 1;

#[derive(Clone, Copy, PartialEq)]
enum Task {
    Stance,
    Role,
    Claims,
    Speaker,
}

struct Arguments {
    task: Task,
    data: PathBuf,
    model: Option<PathBuf>,
    folds: usize,
    labels: Option<Vec<String>>,
    html: Option<PathBuf>,
    json: Option<PathBuf>,
    floor: Option<f64>,
}

/// A report in every form, and the figure that a floor is set for.
struct Finding {
    text: String,
    html: String,
    json: String,
    figure: (&'static str, f64),
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| evaluate(&arguments(parser)?))
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let (mut task, mut data, mut model, mut folds) = (None, None, None, None);
    let (mut labels, mut html, mut json, mut floor) = (None, None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("data") => data = Some(parser.value()?.into()),
            Long("model") => model = Some(parser.value()?.into()),
            Long("folds") => folds = Some(parser.value()?.parse()?),
            Long("labels") => {
                let names = parser.value()?.string()?;
                labels = Some(names.split(',').map(|name| name.trim().to_owned()).collect());
            }
            Long("html") => html = Some(parser.value()?.into()),
            Long("json") => json = Some(parser.value()?.into()),
            Long("floor") => floor = Some(parser.value()?.parse()?),
            Value(name) if task.is_none() => task = Some(named(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let task = task.ok_or_else(|| Failure::Usage("expected stance, role, claims or speaker".into()))?;
    let data = data.ok_or_else(|| Failure::Usage("--data is missing".into()))?;
    if model.is_some() && (folds.is_some() || labels.is_some()) {
        return Err(Failure::Usage("--folds and --labels are for evaluation without --model".into()));
    }
    if labels.is_some() && task != Task::Stance {
        return Err(Failure::Usage("--labels is for stance only".into()));
    }
    Ok(Arguments { task, data, model, folds: folds.unwrap_or(5), labels, html, json, floor })
}

fn named(name: &str) -> Result<Task, Failure> {
    match name {
        "stance" => Ok(Task::Stance),
        "role" => Ok(Task::Role),
        "claims" => Ok(Task::Claims),
        "speaker" => Ok(Task::Speaker),
        _ => Err(Failure::Usage(format!("`{name}`: expected stance, role, claims or speaker"))),
    }
}

fn evaluate(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let finding = with_progress("evaluating", None, |_| judge(arguments))?;
    for (path, contents) in [(&arguments.html, &finding.html), (&arguments.json, &finding.json)] {
        if let Some(path) = path {
            write_whole(path, contents)?;
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

fn judge(arguments: &Arguments) -> Result<Finding, Error> {
    let Arguments { data, folds, labels, .. } = arguments;
    let model = arguments.model.as_deref().map(|path| model_for(arguments.task, path)).transpose()?;
    let rows = |title: &str, predictions| {
        let report = Report::of(title, &predictions, SEED);
        let details = details(arguments);
        rows_finding(
            details.into_iter().fold(report, |report, (name, value)| report.with_detail(name, value)),
        )
    };
    match arguments.task {
        Task::Stance => rows("Stance", judged_rows::stance(data, model, *folds, labels.as_deref())?),
        Task::Role => rows("Role", judged_rows::role(data, model, *folds)?),
        Task::Claims => {
            let report = judged_articles::claims(data, model, *folds)?;
            articles_finding("Claims", arguments, &report, ("F1 of claims", report.scores.claims.f1))
        }
        Task::Speaker => {
            let report = judged_articles::speakers(data, model, *folds)?;
            let figure = ("F1 of claims with speaker", report.scores.end_to_end.f1);
            articles_finding("Claims and their speakers", arguments, &report, figure)
        }
    }
}

/// The model at `path`, which must be for this task.
fn model_for(task: Task, path: &Path) -> Result<TrainedModel, Error> {
    let expected = match task {
        Task::Stance => "stance",
        Task::Role => "role",
        Task::Claims => "claims",
        Task::Speaker => "speaker",
    };
    let model = TrainedModel::load(path)?;
    let found = &model.header.task;
    if found == expected {
        return Ok(model);
    }
    let message = format!("{}: a model for `{found}`, expected one for `{expected}`", path.display());
    Err(ErrorKind::Model { message }.into())
}

/// What the reader of a report should know of how it came about.
fn details(arguments: &Arguments) -> [(String, String); 2] {
    let judged = match &arguments.model {
        Some(path) => ("model".into(), path.display().to_string()),
        None => ("folds".into(), format!("{}, each judged by a model of the others", arguments.folds)),
    };
    [("data".into(), arguments.data.display().to_string()), judged]
}

fn rows_finding(report: Report) -> Result<Finding, Error> {
    Ok(Finding {
        text: report.to_string(),
        html: report.to_html(),
        json: report.to_json()?,
        figure: ("macro-F1", report.classification.macro_f1),
    })
}

fn articles_finding(
    title: &str,
    arguments: &Arguments,
    report: &ClaimReport,
    figure: (&'static str, f64),
) -> Result<Finding, Error> {
    let details: String =
        details(arguments).iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let text = format!("{title}\n{details}{report}");
    Ok(Finding { html: plain_page(title, &text), json: report.to_json()?, text, figure })
}

/// A page that shows a report as a terminal does.
fn plain_page(title: &str, text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>:root {{ color-scheme: light dark; }} pre {{ overflow-x: auto; }}</style>\n</head>\n\
         <body>\n<pre>\n{escaped}</pre>\n</body>\n</html>\n"
    )
}
