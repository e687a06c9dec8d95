//! Articles on their way through some threads: handed out in order, and given back in order.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::{Analysis, Worker};

/// What became of an article: it and its claims, or the panic that it led to.
pub(super) type Outcome<A> = Result<(A, Analysis), Box<dyn Any + Send>>;

/// The articles in flight. Nothing of a caller's runs while it is locked.
pub(super) struct Queue<A> {
    state: Mutex<State<A>>,
    is_more: Condvar,
    is_done: Condvar,
}

struct State<A> {
    /// Those that nobody has taken yet, with their numbers.
    waiting: VecDeque<(u64, A)>,
    /// The outcomes from number `given` on; none where it is still to come.
    outcomes: VecDeque<Option<Outcome<A>>>,
    /// How many outcomes were given back.
    given: u64,
    is_closed: bool,
}

impl<A: AsRef<str>> Queue<A> {
    pub(super) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), outcomes: VecDeque::new(), given: 0, is_closed: false };
        Queue { state: Mutex::new(state), is_more: Condvar::new(), is_done: Condvar::new() }
    }

    /// Adds an article behind the others.
    pub(super) fn put(&self, article: A) {
        let mut state = self.lock();
        let number = state.given + state.outcomes.len() as u64;
        state.outcomes.push_back(None);
        state.waiting.push_back((number, article));
        drop(state);
        self.is_more.notify_one();
    }

    /// The outcome of the oldest article. Works itself while there are articles that nobody has
    /// taken; none if nothing is in flight.
    pub(super) fn take(&self, worker: &mut Worker) -> Option<Outcome<A>> {
        let mut state = self.lock();
        loop {
            if let Some(outcome) = state.outcomes.front_mut()?.take() {
                state.outcomes.pop_front();
                state.given += 1;
                return Some(outcome);
            }
            state = match state.waiting.pop_front() {
                Some(waiting) => self.finish(state, worker, waiting),
                None => self.is_done.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Works until the queue is closed.
    pub(super) fn work(&self, worker: &mut Worker) {
        let mut state = self.lock();
        while !state.is_closed {
            state = match state.waiting.pop_front() {
                Some(waiting) => {
                    let state = self.finish(state, worker, waiting);
                    self.is_done.notify_one();
                    state
                }
                None => self.is_more.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Analyses an article while the lock is free for others, and keeps what became of it.
    fn finish<'q>(
        &'q self,
        state: MutexGuard<'q, State<A>>,
        worker: &mut Worker,
        (number, article): (u64, A),
    ) -> MutexGuard<'q, State<A>> {
        drop(state);
        let outcome = analyze(worker, article);
        let mut state = self.lock();
        state.keep(number, outcome);
        state
    }
}

impl<A> Queue<A> {
    /// Lets every thread stop behind the article that it is at.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.is_more.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<A>> {
        // Nothing that can panic runs under the lock, so what it guards is always whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<A> State<A> {
    fn keep(&mut self, number: u64, outcome: Outcome<A>) {
        if let Some(place) = self.outcomes.get_mut((number - self.given) as usize) {
            *place = Some(outcome);
        }
    }
}

fn analyze<A: AsRef<str>>(worker: &mut Worker, article: A) -> Outcome<A> {
    // The article goes with the panic, and so does the memory that could be left half changed.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let analysis = worker.analyze(article.as_ref());
        (article, analysis)
    }));
    if outcome.is_err() {
        worker.renew();
    }
    outcome
}
