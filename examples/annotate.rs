//! Hands claims to people who label them, those first that a model is least sure of, and takes them
//! back as rows to train from.

mod shared;

#[path = "shared/articles.rs"]
mod articles;
#[path = "shared/written.rs"]
mod written;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use articles::{Article, Articles};
use lexopt::prelude::*;
use sayso::data::{
    AnnotationTask, LABEL_STUDIO_CONFIG, Requirement, STANCES, StanceRows, Table, from_label_studio,
    to_label_studio,
};
use sayso::evaluate::{margin, uncertain_and_diverse};
use sayso::output::{plain_cell, safe_cell};
use sayso::stance::{Prior, StanceClassifier, Stems};
use sayso::text::{Document, Span};
use sayso::{AnalyzedClaim, Analyzer, Error, ErrorKind};
use shared::Failure;
use shared::progress::with_progress;
use written::{as_io, written};

const HELP: &str = "\
Hands claims to people who label them, and takes them back.

Usage: annotate export [options] FILE…
       annotate import [options] FILE
       annotate config

  export             finds the claims of articles (.txt, .jsonl), or takes the rows of a CSV, and
                     writes those that the model is least sure of, no two much alike
  import             checks what was labelled (Label Studio JSON, or the CSV with its column
                     `stance` filled in) and writes rows to train from
  config             the labelling interface for Label Studio

  --format F         csv or label-studio; csv by default
  --count N          how many claims; 100 by default
  --model MODEL      the stance model; the shipped one by default
  --csv-safe         export: an apostrophe before each field of csv that a spreadsheet could run as
                     a formula; import: takes it away again
  --out FILE         write there in place of standard output; FILE appears when it is whole
  --help             this text

Exit status: 0 if all is well, 1 if some input could not be used, 2 for arguments that are not
understood.
";

enum Job {
    Export { files: Vec<PathBuf>, format: Format, count: usize, model: Option<PathBuf>, to: Target },
    Import { file: PathBuf, to: Target },
    Config,
}

/// Where rows go, and whether their fields are made safe for spreadsheets on the way to people.
#[derive(Default)]
struct Target {
    out: Option<PathBuf>,
    csv_safe: bool,
}

#[derive(Clone, Copy)]
enum Format {
    Csv,
    LabelStudio,
}

/// A claim that may be handed out.
struct Candidate {
    task: AnnotationTask,
    margin: f64,
}

fn main() -> ExitCode {
    shared::run(HELP, |parser| match job(parser)? {
        Job::Export { files, format, count, model, to } => {
            export(files, format, count, model.as_deref(), &to)
        }
        Job::Import { file, to } => import(&file, &to),
        Job::Config => {
            io::stdout().write_all(LABEL_STUDIO_CONFIG.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
    })
}

fn job(mut parser: lexopt::Parser) -> Result<Job, Failure> {
    let (mut words, mut format, mut count, mut model) = (Vec::new(), Format::Csv, 100, None);
    let mut to = Target::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Err(Failure::Help),
            Long("format") => format = format_named(&parser.value()?.string()?)?,
            Long("count") => count = parser.value()?.parse()?,
            Long("model") => model = Some(parser.value()?.into()),
            Long("csv-safe") => to.csv_safe = true,
            Long("out") => to.out = Some(parser.value()?.into()),
            Value(word) => words.push(word),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut words = words.into_iter();
    let name = words.next().map(|word| word.string()).transpose()?;
    let mut files: Vec<PathBuf> = words.map(PathBuf::from).collect();
    match (name.as_deref(), files.len()) {
        (Some("export"), 1..) => Ok(Job::Export { files, format, count, model, to }),
        (Some("import"), 1) => Ok(Job::Import { file: files.remove(0), to }),
        (Some("config"), 0) => Ok(Job::Config),
        _ => Err(Failure::Usage("expected `export FILE…`, `import FILE` or `config`".into())),
    }
}

fn format_named(name: &str) -> Result<Format, Failure> {
    match name {
        "csv" => Ok(Format::Csv),
        "label-studio" => Ok(Format::LabelStudio),
        _ => Err(Failure::Usage(format!("--format {name}: expected csv or label-studio"))),
    }
}

fn export(
    files: Vec<PathBuf>,
    format: Format,
    count: usize,
    model: Option<&Path>,
    to: &Target,
) -> Result<ExitCode, Failure> {
    let classifier = match model {
        Some(path) => StanceClassifier::load(path)?,
        None => StanceClassifier::pretrained(),
    };
    let (candidates, status) = with_progress("finding claims", None, |_| candidates(files, &classifier))?;
    let texts: Vec<String> = candidates.iter().map(|one| words(&one.task)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let margins: Vec<f64> = candidates.iter().map(|one| one.margin).collect();
    let chosen: Vec<AnnotationTask> = uncertain_and_diverse(&texts, &margins, count)
        .into_iter()
        .map(|place| candidates[place].task.clone())
        .collect();
    match format {
        Format::Csv => write_rows(&chosen, false, to)?,
        Format::LabelStudio => {
            let model = format!("sayso {}", classifier.model().header.library_version);
            let tasks = to_label_studio(&chosen, &model)?;
            written(to.out.as_deref(), |out| writeln!(out, "{tasks}"))?;
        }
    }
    Ok(status)
}

/// The claims of all files, with what could not be read said on standard error.
fn candidates(
    files: Vec<PathBuf>,
    classifier: &StanceClassifier,
) -> Result<(Vec<Candidate>, ExitCode), Error> {
    let is_table = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "csv");
    let (tables, articles): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_table);
    let mut found = Vec::new();
    for table in tables {
        found.extend(of_rows(&StanceRows::read(table, Requirement::default())?, classifier));
    }
    let analyzer = Analyzer::pretrained().with_model(classifier.model().clone())?;
    let mut status = ExitCode::SUCCESS;
    let mut ids = HashSet::new();
    for article in Articles::of(articles) {
        match article {
            Ok(Article { id, place, .. }) if ids.contains(&id) => {
                eprintln!("error: {place}: the id `{id}` was given before; expected each once");
                status = ExitCode::FAILURE;
            }
            Ok(article) => {
                found.extend(of_article(&article, &analyzer));
                ids.insert(article.id);
            }
            Err(error) => {
                eprintln!("error: {error}");
                status = ExitCode::FAILURE;
            }
        }
    }
    Ok((found, status))
}

fn of_rows(rows: &StanceRows, classifier: &StanceClassifier) -> Vec<Candidate> {
    let mut stems = Stems::new();
    let candidate = |row: &sayso::data::StanceRow| {
        let doc = Document::new(&row.text);
        let located = row.located(&doc);
        let judged = classifier.classify_view(&located.view(&doc), &Prior::Training, &mut stems);
        let moved = |span: Span| {
            let start = row.passage.start();
            Span::new(span.start().saturating_sub(start), span.end().saturating_sub(start))
        };
        let task = AnnotationTask {
            id: row.id.clone(),
            text: row.passage.of(&row.text).to_owned(),
            content: located.content.iter().copied().map(moved).collect(),
            cue: located.cue.map(moved),
            speaker: located.speaker.map(moved),
            stance: judged.label.to_string(),
            probability: judged.probabilities.iter().copied().fold(0.0, f64::max),
        };
        Candidate { task, margin: margin(&judged.probabilities) }
    };
    rows.rows.iter().map(candidate).collect()
}

fn of_article(article: &Article, analyzer: &Analyzer) -> Vec<Candidate> {
    let doc = Document::new(&article.text);
    let analysis = analyzer.analyze(&article.text);
    let candidate = |(number, claim): (usize, &AnalyzedClaim)| {
        let passage = passage(&doc, claim);
        let inside = |span: Span| {
            passage
                .contains(span)
                .then(|| Span::new(span.start() - passage.start(), span.end() - passage.start()))
        };
        let shares = claim.probabilities();
        let task = AnnotationTask {
            id: format!("{}#{}", article.id, number + 1),
            text: passage.of(&article.text).to_owned(),
            content: claim.content().iter().copied().filter_map(inside).collect(),
            cue: claim.cue().and_then(inside),
            speaker: claim.speaker().and_then(|speaker| speaker.mention()).and_then(inside),
            stance: claim.stance().to_string(),
            probability: STANCE_SHARES.map(|share| share(&shares)).into_iter().fold(0.0, f64::max),
        };
        Candidate { task, margin: margin(&STANCE_SHARES.map(|share| share(&shares))) }
    };
    analysis.claims().iter().enumerate().map(candidate).collect()
}

/// The probability of each stance.
const STANCE_SHARES: [fn(&sayso::StanceProbabilities) -> f64; 4] =
    [|p| p.concern, |p| p.denial, |p| p.warning, |p| p.other];

/// The paragraphs that content and cue of a claim stand in.
fn passage(doc: &Document<'_>, claim: &AnalyzedClaim) -> Span {
    let spans = || claim.content().iter().copied().chain(claim.cue());
    let start = spans().map(Span::start).min().unwrap_or(0);
    let end = spans().map(Span::end).max().unwrap_or(0);
    let tokens = doc.tokens_in(Span::new(start, end));
    let paragraph = |token: usize| doc.paragraphs().get(doc.paragraph_of(token)).cloned();
    match (paragraph(tokens.start), paragraph(tokens.end.saturating_sub(1))) {
        (Some(first), Some(last)) => doc.span(first.start..last.end),
        _ => Span::new(start, end),
    }
}

/// What is said, for telling which claims are alike.
fn words(task: &AnnotationTask) -> String {
    match task.content.is_empty() {
        true => task.text.clone(),
        false => pieces(task),
    }
}

fn pieces(task: &AnnotationTask) -> String {
    task.content.iter().map(|span| span.of(&task.text)).collect::<Vec<_>>().join(" … ")
}

/// Writes tasks as rows; those that are still to be labelled with a blank stance and what the model
/// says beside it.
fn write_rows(tasks: &[AnnotationTask], is_labelled: bool, to: &Target) -> Result<(), Failure> {
    let mut header = vec!["id", "text", "content", "cue", "speaker", "stance"];
    if !is_labelled {
        header.extend(["stance_predicted", "probability"]);
    }
    written(to.out.as_deref(), |out| {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(&header).map_err(as_io)?;
        for task in tasks {
            let row = row(task, is_labelled);
            // What comes back labelled goes on to training, not to a spreadsheet.
            let written = match to.csv_safe && !is_labelled {
                true => table.write_record(row.iter().map(|cell| safe_cell(cell).into_owned())),
                false => table.write_record(&row),
            };
            written.map_err(as_io)?;
        }
        table.flush()
    })
}

fn row(task: &AnnotationTask, is_labelled: bool) -> Vec<String> {
    let part = |span: Option<Span>| span.map_or("", |span| span.of(&task.text)).to_owned();
    let mut row = vec![task.id.clone(), task.text.clone(), pieces(task), part(task.cue), part(task.speaker)];
    match is_labelled {
        true => row.push(task.stance.clone()),
        false => row.extend([String::new(), task.stance.clone(), format!("{:.4}", task.probability)]),
    }
    row
}

fn import(file: &Path, to: &Target) -> Result<ExitCode, Failure> {
    let bytes = fs::read(file).map_err(|source| Error::io(file, source))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let tasks = match file.extension().is_some_and(|ending| ending == "json") {
        true => {
            let text = String::from_utf8(bytes).map_err(|error| {
                let byte = error.utf8_error().valid_up_to();
                Error::from(ErrorKind::Utf8 { path: file.into(), byte })
            })?;
            from_label_studio(file, &text, &STANCES)?
        }
        false => labelled_rows(file, &bytes, to.csv_safe)?,
    };
    let mut status = ExitCode::SUCCESS;
    let mut labelled = Vec::new();
    for task in tasks {
        match task.and_then(|task| as_row(file, &text, task)) {
            Ok(task) => labelled.push(task),
            Err(error) => {
                eprintln!("error: {error}");
                status = ExitCode::FAILURE;
            }
        }
    }
    write_rows(&labelled, true, to)?;
    Ok(status)
}

/// The rows of a CSV whose stance was filled in; the others are left out.
fn labelled_rows(
    file: &Path,
    bytes: &[u8],
    is_safe: bool,
) -> Result<Vec<Result<AnnotationTask, Error>>, Error> {
    let mut table = Table::from_bytes(file, bytes)?;
    if is_safe {
        table.change_fields(|field| plain_cell(field).to_owned());
    }
    table.required("stance")?;
    let requirement = Requirement { stances: Some(&STANCES), ..Requirement::default() };
    let rows = StanceRows::from_table(&table, requirement)?.rows;
    let task = |row: sayso::data::StanceRow| {
        Some(Ok(AnnotationTask {
            id: row.id,
            stance: row.stance?,
            text: row.text,
            content: row.content,
            cue: row.cue,
            speaker: row.speaker,
            probability: 1.0,
        }))
    };
    Ok(rows.into_iter().filter_map(task).collect())
}

/// The task if a row of a CSV, which has words and no offsets, would lead to the same spans.
fn as_row(file: &Path, source: &str, task: AnnotationTask) -> Result<AnnotationTask, Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let part = |span: Option<Span>| span.map_or("", |span| span.of(&task.text));
    let row = [task.text.as_str(), &pieces(&task), part(task.cue), part(task.speaker)];
    let written =
        table.write_record(["text", "content", "cue", "speaker"]).and_then(|()| table.write_record(row));
    let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
    let rows = StanceRows::from_table(&Table::from_bytes(file, &bytes)?, Requirement::default())?.rows;
    let is_same = rows
        .first()
        .is_some_and(|row| row.content == task.content && row.cue == task.cue && row.speaker == task.speaker);
    if is_same {
        return Ok(task);
    }
    let message = format!(
        "task `{}`: words that are marked stand in the text more than once, and a row would mean others",
        task.id
    );
    let before = source.find(&task.id).and_then(|at| source.get(..at)).unwrap_or("");
    let line = 1 + before.matches('\n').count() as u64;
    Err(ErrorKind::Row { path: file.into(), line, column: None, message }.into())
}
