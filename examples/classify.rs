//! Adds stance and role to the rows of a CSV file.

mod shared;

#[path = "shared/written.rs"]
mod written;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use lexopt::prelude::*;
use sayso::data::{Requirement, StanceRow, StanceRows};
use sayso::output::safe_cell;
use sayso::speaker::RoleClassifier;
use sayso::stance::{Classifier, Prior, StanceClassifier, Stems};
use sayso::text::Document;
use shared::Failure;
use shared::progress::with_progress;
use written::{as_io, written};

const HELP: &str = "\
Adds stance and role to the rows of a CSV file, and writes it to standard output.

Usage: classify FILE.csv [options]

  FILE.csv           a header and a row for each passage; the column `text` is needed,
                     `content`, `cue` and `speaker` (exact words of the text) and `context`
                     (what stands before it) are used where they are given, all others are
                     passed through

  --prior PRIOR      how frequent the labels are taken to be: training (default, as in the
                     training rows), news (as in running news), or one number for each label
                     in the order of the model: 2,3,2,93
  --model FILE       a stance model of your own, with any labels
  --csv-safe         an apostrophe before each field that a spreadsheet could run as a formula
  --out FILE         write there in place of standard output; FILE appears when it is whole
  --help             this text

Adds the columns `stance_predicted`, `p_concern`, `p_denial`, `p_warning`, `p_other` (or
the labels of your model) and `role_predicted`.

Exit status: 0 if all is well, 1 for input that cannot be used, 2 for arguments that
are not understood.
";

struct Arguments {
    file: PathBuf,
    prior: Prior,
    model: Option<PathBuf>,
    csv_safe: bool,
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| classify(arguments(parser)?))
}

fn arguments(mut parser: lexopt::Parser) -> Result<Arguments, Failure> {
    let (mut file, mut prior, mut model) = (None, Prior::Training, None);
    let (mut csv_safe, mut out) = (false, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("prior") => prior = read_prior(&parser.value()?.string()?)?,
            Long("model") => model = Some(parser.value()?.into()),
            Long("csv-safe") => csv_safe = true,
            Long("out") => out = Some(parser.value()?.into()),
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| Failure::Usage("no FILE.csv given".into()))?;
    Ok(Arguments { file, prior, model, csv_safe, out })
}

fn read_prior(words: &str) -> Result<Prior, Failure> {
    match words {
        "training" => return Ok(Prior::Training),
        "news" => return Ok(Prior::News),
        _ => {}
    }
    let shares: Option<Vec<f64>> = words.split(',').map(|share| share.trim().parse().ok()).collect();
    match shares {
        Some(shares) if shares.iter().all(|share| share.is_finite() && *share > 0.0) => {
            Ok(Prior::Shares(shares))
        }
        _ => Err(Failure::Usage(format!(
            "--prior {words}: expected training, news, or positive numbers with commas between"
        ))),
    }
}

fn classify(arguments: Arguments) -> Result<ExitCode, Failure> {
    // With labels as strings, any stance model will do.
    let stance: Classifier<String> = match &arguments.model {
        Some(path) => Classifier::load(path)?,
        None => Classifier::from_model(StanceClassifier::pretrained().model().clone())?,
    };
    let labels = stance.labels();
    if let Prior::Shares(shares) = &arguments.prior
        && shares.len() != labels.len()
    {
        let (found, expected) = (shares.len(), labels.len());
        let message = format!("--prior: {found} numbers, expected {expected}: {}", labels.join(","));
        return Err(Failure::Usage(message));
    }
    let read = StanceRows::read(&arguments.file, Requirement::default())?;
    let role = RoleClassifier::pretrained();
    with_progress("classifying", Some(read.rows.len() as u64), |done| {
        written(arguments.out.as_deref(), |out| {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(header(&read.header, labels)).map_err(as_io)?;
            let mut stems = Stems::new();
            for row in &read.rows {
                let fields = classified(row, &stance, &role, &arguments.prior, &mut stems);
                let written = match arguments.csv_safe {
                    true => table.write_record(fields.iter().map(|field| safe_cell(field).into_owned())),
                    false => table.write_record(fields),
                };
                written.map_err(as_io)?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            table.flush()
        })
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The columns of the file and those that are added.
fn header(columns: &[String], labels: &[String]) -> Vec<String> {
    let mut header = columns.to_vec();
    header.push("stance_predicted".into());
    header.extend(labels.iter().map(|label| format!("p_{label}")));
    header.push("role_predicted".into());
    header
}

/// The fields of a row and those that are added.
fn classified(
    row: &StanceRow,
    stance: &Classifier<String>,
    role: &RoleClassifier,
    prior: &Prior,
    stems: &mut Stems,
) -> Vec<String> {
    let doc = Document::new(&row.text);
    let located = row.located(&doc);
    let view = located.view(&doc);
    let found = stance.classify_view(&view, prior, stems);
    let mut fields = row.fields.clone();
    fields.push(found.label);
    fields.extend(found.probabilities.iter().map(|p| ((p * 1e4).round() / 1e4).to_string()));
    fields.push(role.classify_view(&view, stems).label.to_string());
    fields
}
