//! An analyser with memory of its own: for a thread that analyses one article after another.

use crate::claims::FinderScratch;
use crate::stance::{Passage, Stems};
use crate::{Analysis, Analyzer};

/// Analyses articles one after another, in memory that it keeps from each for the next.
///
/// What it says of an article never depends on those before, only how fast it says so: words that
/// it has seen are known. [`Analyzer::analyze`] borrows such memory from a pool that all threads
/// share; a worker has its own and shares nothing but the models, so that threads never wait for
/// each other. [`Analyzer::analyze_batch`] gives one to each of its threads.
///
/// ```
/// # #[cfg(feature = "pretrained")] {
/// let analyzer = sayso::Analyzer::pretrained();
/// let articles = ["Ana Ferro denied it.", "The mill warned of floods.", "Bo Lind said it rained."];
/// std::thread::scope(|scope| {
///     for half in articles.chunks(2) {
///         let mut worker = analyzer.worker();
///         scope.spawn(move || {
///             for article in half {
///                 println!("{article}: {}", worker.analyze(article).claims().len());
///             }
///         });
///     }
/// });
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Worker {
    analyzer: Analyzer,
    scratch: Scratch,
}

impl Worker {
    /// The claims of one article, as [`Analyzer::analyze`] finds them.
    pub fn analyze(&mut self, article: &str) -> Analysis {
        self.analyzer.analyze_in(article, &mut self.scratch)
    }

    /// Begins with new memory, where a panic may have left the old half changed.
    pub(crate) fn renew(&mut self) {
        self.scratch = Scratch::default();
    }
}

impl Analyzer {
    /// A worker with these models, prior and limits; it knows no words yet.
    pub fn worker(&self) -> Worker {
        Worker { analyzer: self.clone(), scratch: Scratch::default() }
    }
}

/// What one article at a time is analysed in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) claims: FinderScratch,
    pub(crate) stems: Stems,
    pub(crate) passage: Passage,
}
