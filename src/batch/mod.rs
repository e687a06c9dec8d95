//! Many articles: slices and endless streams of them, on several threads, in order.
//!
//! The threads are the caller's and as many of our own as are asked for beside it. The caller's
//! pulls articles from its iterator, only while few are in flight, and analyses some itself
//! instead of waiting, so that reading, analysing and writing overlap and memory stays flat.

mod queue;

use std::collections::VecDeque;
use std::iter::{Fuse, FusedIterator};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::{Analysis, Analyzer, Worker};
use queue::Queue;

/// So many articles a thread are in flight at most: enough for the others to go on behind a long one.
const AHEAD: usize = 64;
/// And none is added while those in flight have so many bytes.
const AHEAD_BYTES: usize = 8 << 20;

impl Analyzer {
    /// The claims of each article of an iterator, which may be endless: pairs of article and
    /// claims, in the order of the articles, worked out on at most `threads` threads; 0 for all
    /// cores. The results are the same on any number of threads.
    ///
    /// The caller's thread is one of them: it pulls articles and analyses some itself while it
    /// asks for the next pair. At most 64 articles a thread are pulled before they are asked for,
    /// and none while those have 8 MiB or more; on one thread, none at all. Without the cargo
    /// feature `parallel` it is one thread. Dropping the iterator ends the threads.
    ///
    /// A panic while an article is analysed (its `as_ref` may) is passed on in its place; the
    /// articles behind it can still be asked for.
    ///
    /// ```
    /// # #[cfg(feature = "pretrained")] {
    /// let analyzer = sayso::Analyzer::pretrained();
    /// let endless = (1..).map(|n| format!("Ana Ferro said pier {n} was safe."));
    /// let third = analyzer.analyze_batch(endless, 2).nth(2);
    /// let (article, analysis) = third.expect("it is endless");
    /// assert_eq!(analysis.claims()[0].content()[0].of(&article), "pier 3 was safe");
    /// # }
    /// ```
    pub fn analyze_batch<I>(&self, articles: I, threads: usize) -> Batch<I::IntoIter>
    where
        I: IntoIterator,
        I::Item: AsRef<str> + Send + 'static,
    {
        let queue = Arc::new(Queue::new());
        // Where a thread cannot be had, those that there are do its work.
        let start = |_| {
            let (queue, mut worker) = (Arc::clone(&queue), self.worker());
            thread::Builder::new().spawn(move || queue.work(&mut worker)).ok()
        };
        let workers: Vec<JoinHandle<()>> = (1..thread_count(threads)).map_while(start).collect();
        let feed = Feed::new(articles.into_iter(), workers.len());
        Batch { feed, queue, workers, worker: self.worker() }
    }

    /// The claims of some articles, in their order, on at most `threads` threads; 0 for all cores.
    ///
    /// [`analyze_batch`](Self::analyze_batch) for articles that are all at hand and only lent.
    pub fn analyze_all<S: AsRef<str> + Sync>(&self, articles: &[S], threads: usize) -> Vec<Analysis> {
        let queue = Queue::new();
        thread::scope(|scope| {
            // Also ends the threads where a panic is passed on, for which the scope would wait.
            let closing = Closing(&queue);
            let start =
                |_| thread::Builder::new().spawn_scoped(scope, || closing.0.work(&mut self.worker())).ok();
            let workers = (1..thread_count(threads).min(articles.len())).map_while(start).count();
            let mut feed = Feed::new(articles.iter(), workers);
            let mut worker = self.worker();
            std::iter::from_fn(|| feed.next(closing.0, &mut worker)).map(|(_, analysis)| analysis).collect()
        })
    }
}

/// Articles with their claims, made by [`Analyzer::analyze_batch`].
#[must_use = "articles are analysed as they are asked for"]
pub struct Batch<I: Iterator> {
    feed: Feed<I>,
    queue: Arc<Queue<I::Item>>,
    workers: Vec<JoinHandle<()>>,
    /// That of the caller's thread.
    worker: Worker,
}

impl<I> Iterator for Batch<I>
where
    I: Iterator,
    I::Item: AsRef<str>,
{
    type Item = (I::Item, Analysis);

    fn next(&mut self) -> Option<Self::Item> {
        self.feed.next(&self.queue, &mut self.worker)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let in_flight = self.feed.lengths.len();
        let (least, most) = self.feed.articles.size_hint();
        (least.saturating_add(in_flight), most.and_then(|most| most.checked_add(in_flight)))
    }
}

impl<I> FusedIterator for Batch<I>
where
    I: Iterator,
    I::Item: AsRef<str>,
{
}

impl<I: Iterator> Drop for Batch<I> {
    fn drop(&mut self) {
        self.queue.close();
        for worker in self.workers.drain(..) {
            // It catches the panics of articles, and has no others to tell of.
            let _ = worker.join();
        }
    }
}

/// Articles that are pulled from an iterator as others are given back.
struct Feed<I: Iterator> {
    articles: Fuse<I>,
    /// How many articles may be in flight.
    most: usize,
    /// Bytes of each article in flight, in order, and their sum.
    lengths: VecDeque<usize>,
    bytes: usize,
}

impl<I> Feed<I>
where
    I: Iterator,
    I::Item: AsRef<str>,
{
    fn new(articles: I, workers: usize) -> Self {
        // Nobody to work ahead, no need to read ahead.
        let most = if workers == 0 { 1 } else { (workers + 1).saturating_mul(AHEAD) };
        Feed { articles: articles.fuse(), most, lengths: VecDeque::new(), bytes: 0 }
    }

    fn next(&mut self, queue: &Queue<I::Item>, worker: &mut Worker) -> Option<(I::Item, Analysis)> {
        while self.lengths.len() < self.most && (self.bytes < AHEAD_BYTES || self.lengths.is_empty()) {
            let Some(article) = self.articles.next() else { break };
            let length = article.as_ref().len();
            self.lengths.push_back(length);
            self.bytes += length;
            queue.put(article);
        }
        let outcome = queue.take(worker)?;
        self.bytes -= self.lengths.pop_front().unwrap_or(0);
        Some(outcome.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

/// Closes the queue when it goes.
struct Closing<'q, A>(&'q Queue<A>);

impl<A> Drop for Closing<'_, A> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// How many threads are meant, the caller's among them.
fn thread_count(threads: usize) -> usize {
    match threads {
        _ if cfg!(not(feature = "parallel")) => 1,
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    }
}
