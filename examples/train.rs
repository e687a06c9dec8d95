//! Trains a model from labelled data, or every model that the library ships.

mod shared;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use sayso::Error;
use sayso::claims::{ClaimFinder, ClaimTrainer};
use sayso::data::{MarkedArticle, ROLES, Requirement, STANCES, StanceFile, StanceRows};
use sayso::learn::TrainedModel;
use sayso::speaker::{RoleTrainer, SpeakerTrainer};
use sayso::stance::StanceTrainer;
use shared::Failure;
use shared::progress::with_progress;

const HELP: &str = "\
Trains a model from labelled data.

Usage: train stance|role --data FILE.csv --out MODEL [options]
       train claims|speaker --data FOLDER --out MODEL [options]
       train all

  stance, role       from the rows of a CSV file: `text` and `stance` or `role` are needed;
                     `content`, `cue`, `speaker`, `group` and `weight` are used if given
  claims, speaker    from a folder of marked articles (see training-data/README.md)
  all                every model that the library ships, from training-data/ to models/

  --data PATH        the labelled data
  --out MODEL        the model file; an old one is replaced once the new one is whole
  --alpha X          strength of the L2 penalty, above 0
  --labels A,B,…     your own labels for stance; without, concern, denial, warning, other
  --rows FILE.csv    single rows beside the articles, for the breadth of their cues (claims only)
  --claims MODEL     the claims model that stance and speaker need; the shipped one by default
  --date DAY         the day to write into the model, such as 2031-05-17; none by default,
                     so that the same data gives the same bytes
  --help             this text

Exit status: 0 if all is well, 1 for input that cannot be used, 2 for arguments that
are not understood.
";

/// Where `all` puts the claims model.
const CLAIMS: &str = "models/claims.sayso";

#[derive(Clone, Copy, PartialEq)]
enum Task {
    Stance,
    Role,
    Claims,
    Speaker,
}

struct Arguments {
    /// None for all of them.
    task: Option<Task>,
    data: Option<PathBuf>,
    out: Option<PathBuf>,
    options: Options,
}

#[derive(Clone)]
struct Options {
    alpha: Option<f64>,
    labels: Option<Vec<String>>,
    claims: Option<PathBuf>,
    rows: Option<PathBuf>,
    date: Option<String>,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| {
        let Arguments { task, data, out, options } = arguments(parser)?;
        match (task, data, out) {
            (Some(task), Some(data), Some(out)) => train(task, &data, &out, &options),
            (Some(_), None, _) => Err(Failure::Usage("--data is missing".into())),
            (Some(_), _, None) => Err(Failure::Usage("--out is missing".into())),
            (None, None, None) => train_all(&options),
            (None, ..) => Err(Failure::Usage("`all` takes no --data and no --out".into())),
        }
    })
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let mut task = None;
    let (mut data, mut out) = (None, None);
    let mut options = Options { alpha: None, labels: None, claims: None, rows: None, date: None };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("data") => data = Some(parser.value()?.into()),
            Long("out") => out = Some(parser.value()?.into()),
            Long("alpha") => options.alpha = Some(alpha(parser.value()?.parse()?)?),
            Long("labels") => {
                let names = parser.value()?.string()?;
                options.labels = Some(names.split(',').map(|name| name.trim().to_owned()).collect());
            }
            Long("rows") => options.rows = Some(parser.value()?.into()),
            Long("claims") => options.claims = Some(parser.value()?.into()),
            Long("date") => options.date = Some(parser.value()?.string()?),
            Value(name) if task.is_none() => task = Some(named(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let expected = || Failure::Usage("expected stance, role, claims, speaker or all".into());
    let task = task.ok_or_else(expected)?;
    if options.rows.is_some() && task != Some(Task::Claims) {
        return Err(Failure::Usage("--rows is for claims only".into()));
    }
    if options.labels.is_some() && task != Some(Task::Stance) {
        return Err(Failure::Usage("--labels is for stance only".into()));
    }
    Ok(Arguments { task, data, out, options })
}

fn alpha(value: f64) -> Result<f64, Failure> {
    if value.is_finite() && value > 0.0 {
        Ok(value)
    } else {
        Err(Failure::Usage(format!("--alpha {value}: expected a number above 0")))
    }
}

/// The task of this name; none for all.
fn named(name: &str) -> Result<Option<Task>, Failure> {
    match name {
        "stance" => Ok(Some(Task::Stance)),
        "role" => Ok(Some(Task::Role)),
        "claims" => Ok(Some(Task::Claims)),
        "speaker" => Ok(Some(Task::Speaker)),
        "all" => Ok(None),
        _ => Err(Failure::Usage(format!("`{name}`: expected stance, role, claims, speaker or all"))),
    }
}

/// In an order in which each finds the models that it needs.
fn train_all(options: &Options) -> Result<ExitCode, Failure> {
    let all = [
        (Task::Role, "training-data/stance.csv", "models/role.sayso"),
        (Task::Claims, "training-data/articles", CLAIMS),
        (Task::Stance, "training-data/stance.csv", "models/stance.sayso"),
        (Task::Speaker, "training-data/articles", "models/speaker.sayso"),
    ];
    for (task, data, out) in all {
        let rows = (task == Task::Claims).then(|| "training-data/stance.csv".into());
        let claims = options.claims.clone().or_else(|| Some(CLAIMS.into()));
        train(task, data.as_ref(), out.as_ref(), &Options { rows, claims, ..options.clone() })?;
    }
    Ok(ExitCode::SUCCESS)
}

fn train(task: Task, data: &Path, out: &Path, options: &Options) -> Result<ExitCode, Failure> {
    let mut trained = with_progress("training", None, |_| match task {
        Task::Stance => stance(data, options),
        Task::Role => role(data, options),
        Task::Claims => claims(data, options),
        Task::Speaker => speaker(data, options),
    })
    .map_err(|error| error.in_file(data))?;
    trained.header.date.clone_from(&options.date);
    trained.save(out)?;
    let mut said = io::stdout().lock();
    writeln!(said, "{}: {} features", out.display(), trained.header.features)?;
    for (name, value) in &trained.header.metrics {
        writeln!(said, "  {name} {}", (value * 1e4).round() / 1e4)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn stance(data: &Path, options: &Options) -> Result<TrainedModel, Error> {
    let own: Option<Vec<&str>> = options.labels.as_ref().map(|own| own.iter().map(String::as_str).collect());
    let labels = own.as_deref().unwrap_or(&STANCES);
    let requirement = Requirement { stance: true, stances: Some(labels), ..Requirement::default() };
    let mut trainer = StanceTrainer::new().also_lone(finder(options)?);
    if let Some(alpha) = options.alpha {
        trainer = trainer.alpha(alpha);
    }
    trainer.train_file(&StanceFile::open(data, requirement)?)
}

fn role(data: &Path, options: &Options) -> Result<TrainedModel, Error> {
    let requirement = Requirement { role: true, roles: Some(&ROLES), ..Requirement::default() };
    let mut trainer = RoleTrainer::new();
    if let Some(alpha) = options.alpha {
        trainer = trainer.alpha(alpha);
    }
    trainer.train_file(&StanceFile::open(data, requirement)?)
}

fn claims(data: &Path, options: &Options) -> Result<TrainedModel, Error> {
    let mut trainer = ClaimTrainer::default();
    if let Some(alpha) = options.alpha {
        trainer = trainer.alpha(alpha);
    }
    let articles = MarkedArticle::read_folder(data)?;
    match &options.rows {
        Some(rows) => {
            trainer.train_with_rows(&articles, &StanceRows::read(rows, Requirement::default())?.rows)
        }
        None => trainer.train(&articles),
    }
}

fn speaker(data: &Path, options: &Options) -> Result<TrainedModel, Error> {
    let finder = finder(options)?;
    let mut trainer = SpeakerTrainer::default();
    if let Some(alpha) = options.alpha {
        trainer = trainer.alpha(alpha);
    }
    trainer.train(&MarkedArticle::read_folder(data)?, &finder)
}

/// The finder that stance and speaker are trained with: the one asked for, else the shipped one.
fn finder(options: &Options) -> Result<ClaimFinder, Error> {
    match &options.claims {
        Some(path) => ClaimFinder::new(TrainedModel::load(path)?),
        #[cfg(feature = "pretrained")]
        None => Ok(ClaimFinder::pretrained()),
        #[cfg(not(feature = "pretrained"))]
        None => ClaimFinder::new(TrainedModel::load(CLAIMS)?),
    }
}
