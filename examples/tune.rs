//! Chooses parameters by grouped cross-validation, and shows what each family of features is worth.

mod shared;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use sayso::data::{ROLES, Requirement, STANCES, StanceRow, StanceRows};
use sayso::speaker::RoleTrainer;
use sayso::stance::{CrossValidation, StanceTrainer};
use shared::Failure;
use shared::progress::with_progress;

const HELP: &str = "\
Chooses parameters by grouped cross-validation, and shows what families of features are worth.

Usage: tune stance|role [options]

  --data FILE.csv    labelled rows; training-data/stance.csv by default
  --alpha A,B,…      strengths of the L2 penalty to try; 4,8,16 (roles) or 12,24,48 by default
  --balance A,B,…    how far rare labels are weighed up: 0 not at all, 1 until all count alike
  --min-rows A,B,…   in how many rows a feature must occur
  --folds K          folds of the cross-validation; 5 by default
  --families         instead of trying parameters, leave out one family of features at a time
  --help             this text

Writes a table to standard output, the best line of a search marked with `*`. Rows of one group
are never on both sides of a fold, so figures are those of unseen groups.
";

/// Families of features that belong together, by task.
const STANCE_FAMILIES: &[(&str, &[&str])] = &[
    ("words of the content", &["content", "content-two"]),
    ("words of the cue", &["cue", "cue-two", "cue-whole", "cue-next"]),
    ("words of the speaker", &["speaker"]),
    ("act of the cue", &["cue-act", "cue-object", "cue-with"]),
    ("act lexicon", &["act", "act-at", "act-frame", "holds"]),
    ("modality and condition", &["act-modal", "if"]),
    ("negation", &["not", "not-tense", "not-cue"]),
    ("phrase lexicon", &["phrase"]),
    ("sentences before", &["before", "taken-up"]),
    ("build of the claim", &["kind", "order", "who"]),
];
const ROLE_FAMILIES: &[(&str, &[&str])] = &[
    ("words of mention and introduction", &["word", "two", "head", "first", "apposition"]),
    ("kinds in mention and introduction", &["word-kind", "head-kind", "first-kind"]),
    ("shape of the mention", &["mention", "shape", "holds"]),
    ("words of the claim", &["content", "content-kind", "cue"]),
    ("words of the rest", &["rest", "rest-kind"]),
    ("kinds in the sentences before", &["before-kind"]),
];

struct Arguments {
    role: bool,
    data: PathBuf,
    alpha: Vec<f64>,
    balance: Vec<f64>,
    min_rows: Vec<usize>,
    folds: usize,
    families: bool,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| tune(&arguments(parser)?))
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let mut task = None;
    let mut found = Arguments {
        role: false,
        data: "training-data/stance.csv".into(),
        alpha: Vec::new(),
        balance: Vec::new(),
        min_rows: Vec::new(),
        folds: 5,
        families: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("data") => found.data = parser.value()?.into(),
            Long("alpha") => found.alpha = list("--alpha", &parser.value()?.string()?, |x: &f64| *x > 0.0)?,
            Long("balance") => {
                found.balance = list("--balance", &parser.value()?.string()?, |x: &f64| *x >= 0.0)?
            }
            Long("min-rows") => found.min_rows = list("--min-rows", &parser.value()?.string()?, |x| *x > 0)?,
            Long("folds") => found.folds = parser.value()?.parse()?,
            Long("families") => found.families = true,
            Value(name) if task.is_none() => task = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    found.role = match task.as_deref() {
        Some("stance") => false,
        Some("role") => true,
        _ => return Err(Failure::Usage("expected stance or role".into())),
    };
    if found.alpha.is_empty() {
        found.alpha = if found.role { vec![4.0, 8.0, 16.0] } else { vec![12.0, 24.0, 48.0] };
    }
    if found.balance.is_empty() {
        found.balance = vec![if found.role { 0.5 } else { 0.0 }];
    }
    if found.min_rows.is_empty() {
        found.min_rows = vec![if found.role { 3 } else { 4 }];
    }
    Ok(found)
}

/// Numbers with commas between, each of which must be `allowed`.
fn list<T: std::str::FromStr>(
    option: &str,
    words: &str,
    allowed: impl Fn(&T) -> bool,
) -> Result<Vec<T>, Failure> {
    let read = |word: &str| {
        let number = word.trim().parse().ok().filter(&allowed);
        number.ok_or_else(|| {
            Failure::Usage(format!("{option}: `{word}`, expected numbers with commas between"))
        })
    };
    words.split(',').map(read).collect()
}

/// What is tried: parameters, and the families that are left out.
struct Trial<'a> {
    name: String,
    alpha: f64,
    balance: f64,
    min_rows: usize,
    without: &'a [&'a str],
}

fn tune(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let requirement = match arguments.role {
        true => Requirement { role: true, roles: Some(&ROLES), ..Requirement::default() },
        false => Requirement { stance: true, stances: Some(&STANCES), ..Requirement::default() },
    };
    let rows = StanceRows::read(&arguments.data, requirement)?.rows;
    let trials = trials(arguments);
    let results = with_progress("cross-validating", Some(trials.len() as u64), |done| {
        let mut results = Vec::new();
        for trial in &trials {
            results.push(judged(arguments, trial, &rows)?);
            done.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        Ok::<_, sayso::Error>(results)
    })?;
    let out = &mut io::stdout().lock();
    let width = trials.iter().map(|trial| trial.name.len()).max().unwrap_or(0);
    writeln!(out, "{:width$}  macro-F1  accuracy", "")?;
    let best = results.iter().map(|r| r.0).fold(0.0, f64::max);
    let whole = results.first().map_or(0.0, |r| r.0);
    for (trial, (macro_f1, accuracy)) in trials.iter().zip(&results) {
        let note = match arguments.families {
            true => format!("  {:+.3}", macro_f1 - whole),
            false if *macro_f1 == best => "  *".to_owned(),
            false => String::new(),
        };
        writeln!(out, "{:width$}     {macro_f1:.3}     {accuracy:.3}{note}", trial.name)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn trials(arguments: &Arguments) -> Vec<Trial<'static>> {
    let mut trials = Vec::new();
    if arguments.families {
        let families = if arguments.role { ROLE_FAMILIES } else { STANCE_FAMILIES };
        let (alpha, balance, min_rows) = if arguments.role { (8.0, 0.5, 3) } else { (24.0, 0.0, 4) };
        let all = [("all families", &[][..])];
        for (name, without) in all.iter().chain(families) {
            let name = if without.is_empty() { (*name).to_owned() } else { format!("without {name}") };
            trials.push(Trial { name, alpha, balance, min_rows, without });
        }
        return trials;
    }
    for &alpha in &arguments.alpha {
        for &balance in &arguments.balance {
            for &min_rows in &arguments.min_rows {
                let name = format!("alpha {alpha}, balance {balance}, min-rows {min_rows}");
                trials.push(Trial { name, alpha, balance, min_rows, without: &[] });
            }
        }
    }
    trials
}

/// Macro-F1 and accuracy of a trial on rows that its models have not seen.
fn judged(arguments: &Arguments, trial: &Trial<'_>, rows: &[StanceRow]) -> Result<(f64, f64), sayso::Error> {
    let found = if arguments.role {
        let mut trainer =
            RoleTrainer::new().alpha(trial.alpha).balance(trial.balance).min_rows(trial.min_rows);
        for family in trial.without {
            trainer = trainer.without(*family);
        }
        trainer.cross_validate(rows, arguments.folds)?
    } else {
        let mut trainer =
            StanceTrainer::new().alpha(trial.alpha).balance(trial.balance).min_rows(trial.min_rows);
        for family in trial.without {
            trainer = trainer.without(*family);
        }
        trainer.cross_validate(rows, arguments.folds)?
    };
    Ok((found.macro_f1, accuracy(arguments.role, &found, rows)))
}

fn accuracy(role: bool, found: &CrossValidation, rows: &[StanceRow]) -> f64 {
    let right = rows.iter().zip(&found.chosen).filter(|(row, chosen)| {
        let gold = if role { row.role.as_ref() } else { row.stance.as_ref() };
        gold == found.labels.get(**chosen)
    });
    right.count() as f64 / rows.len().max(1) as f64
}
