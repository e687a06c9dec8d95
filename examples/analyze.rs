//! Finds the claims of news articles: who says what, and with what stance.

mod shared;

#[path = "shared/articles.rs"]
mod articles;
#[path = "analyze/faults.rs"]
mod faults;
#[path = "analyze/options.rs"]
mod options;
#[path = "analyze/output.rs"]
mod output;
#[path = "analyze/part_file.rs"]
mod part_file;
#[path = "analyze/seen.rs"]
mod seen;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use articles::{Article, Articles};
use faults::Faults;
use options::{Arguments, Format};
use output::Output;
use part_file::{Finished, PartFile};
use sayso::learn::TrainedModel;
use sayso::output::{Analyzed, write_json_line};
use sayso::{Analyzer, Error, write_whole};
use seen::Seen;
use shared::Failure;
use shared::progress::with_progress;

/// Results are handed to the output at least once for so much text.
const SAVE_BYTES: usize = 4 << 20;

fn main() -> ExitCode {
    shared::run(options::HELP, |parser| analyze(options::read(parser)?))
}

fn analyze(arguments: Arguments) -> Result<ExitCode, Failure> {
    let mut analyzer = Analyzer::pretrained().with_limits(arguments.limits);
    for path in &arguments.models {
        let model = TrainedModel::load(path)?;
        analyzer = analyzer.with_model(model).map_err(|error| error.in_file(path))?;
    }
    let length = |data: fs::Metadata| data.is_file().then_some(data.len());
    let sizes = arguments.files.iter().map(|file| fs::metadata(file).ok().and_then(length));
    let total: Option<u64> = sizes.sum();
    with_progress("analysing", total, |done| to_output(&arguments, &analyzer, done))
}

/// Runs with the output that the arguments name.
fn to_output(arguments: &Arguments, analyzer: &Analyzer, done: &AtomicU64) -> Result<ExitCode, Failure> {
    let mut run = Run { arguments, analyzer, done, finished: Finished::default(), seen: Seen::default() };
    match (&arguments.out, arguments.format) {
        (None, _) => run.write_to(&mut BufWriter::new(io::stdout().lock())),
        (Some(path), Format::JsonLines) => {
            let (mut file, finished) = PartFile::open(path, arguments.resume)?;
            run.finished = finished;
            let status = run.write_to(&mut file).map_err(|failure| match failure {
                Failure::Output(source) => Error::io(file.part(), source).into(),
                other => other,
            })?;
            file.finish()?;
            Ok(status)
        }
        (Some(path), _) => {
            let mut status = Ok(ExitCode::SUCCESS);
            write_whole(path, |out| match run.write_to(out) {
                Err(Failure::Output(source)) => Err(source),
                ended => {
                    status = ended;
                    Ok(())
                }
            })?;
            status
        }
    }
}

/// One run over all articles.
struct Run<'r> {
    arguments: &'r Arguments,
    analyzer: &'r Analyzer,
    done: &'r AtomicU64,
    finished: Finished,
    seen: Seen,
}

impl Run<'_> {
    /// Analyses and writes the articles as they are read, and tells what could not be used.
    fn write_to(&mut self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let Run { arguments, analyzer, done, .. } = *self;
        let mut output = Output::new(arguments, out)?;
        let (mut faults, mut inputs, mut stop) = (Faults::default(), 0, None);
        let mut cuts = Vec::new();
        let wanted = |article: Result<Article, Error>| {
            inputs += 1;
            match article.map(|article| (self.is_wanted(&article, &mut faults), article)) {
                Ok((Ok(true), article)) => Some(Some(article)),
                Ok((Ok(false), article)) => {
                    done.fetch_add(article.text.len() as u64, Ordering::Relaxed);
                    Some(None)
                }
                Ok((Err(failure), _)) => {
                    stop = Some(failure);
                    None
                }
                Err(error) => {
                    faults.refused(error);
                    Some(None)
                }
            }
        };
        let articles = Articles::of(arguments.files.clone()).map_while(wanted).flatten();
        let mut unsaved = 0;
        for (article, analysis) in analyzer.analyze_batch(articles, arguments.threads) {
            let Article { id, text, place } = &article;
            output.write(&Analyzed { id, text, analysis: &analysis })?;
            if let Some(cut) = analysis.cut() {
                let length = text.len();
                cuts.push(format!(
                    "{place}: cut at byte {cut} of {length}: longer than --max-bytes, or more than --max-claims"
                ));
            }
            done.fetch_add(text.len() as u64, Ordering::Relaxed);
            unsaved += text.len();
            if unsaved >= SAVE_BYTES {
                output.flush()?;
                unsaved = 0;
            }
        }
        output.finish()?;
        if let Some(failure) = stop {
            return Err(failure);
        }
        cuts.into_iter().for_each(|cut| faults.cut(cut));
        Ok(faults.tell(inputs))
    }

    /// Whether the article is still to be analysed.
    fn is_wanted(&mut self, article: &Article, faults: &mut Faults) -> Result<bool, Failure> {
        let Article { id, place, .. } = article;
        if !self.seen.insert(id) {
            let message = format!("{place}: the id `{id}` was given before");
            if self.arguments.out.is_some() && self.arguments.format == Format::JsonLines {
                faults.refused(format!("{message}; expected each once, since --resume goes by them"));
                return Ok(false);
            }
            faults.odd(message);
        }
        if let Some(line) = self.finished.sample(id) {
            self.compare(article, line)?;
        }
        Ok(!self.finished.holds(id))
    }

    /// Refuses to go on with results that this run would not give: the same article gives the same line.
    fn compare(&self, article: &Article, line: &[u8]) -> Result<(), Failure> {
        let analysis = self.analyzer.analyze(&article.text);
        let analyzed = Analyzed { id: &article.id, text: &article.text, analysis: &analysis };
        let mut expected = Vec::new();
        write_json_line(&mut expected, &analyzed, self.arguments.offsets)?;
        if expected == line {
            return Ok(());
        }
        let message = format!(
            "the article `{}` gives another line now than stands here; --resume expects the same texts, \
             models, --offsets, limits and version of sayso",
            article.id
        );
        Err(Failure::Output(io::Error::new(io::ErrorKind::InvalidData, message)))
    }
}
