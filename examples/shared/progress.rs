//! A progress bar on standard error, for work that takes over two seconds on a terminal.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const BEFORE_SHOWN: Duration = Duration::from_secs(2);
const BETWEEN_STEPS: Duration = Duration::from_millis(100);

/// Does `work` and meanwhile shows `what` it is; `work` counts what it has done of `total`.
pub(crate) fn with_progress<T>(
    what: &'static str,
    total: Option<u64>,
    work: impl FnOnce(&AtomicU64) -> T,
) -> T {
    let done = AtomicU64::new(0);
    let (finished, is_finished) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(|| show(what, total, &done, is_finished));
        let result = work(&done);
        drop(finished);
        result
    })
}

/// Shows the bar from two seconds on until the other end of the channel is gone.
fn show(what: &'static str, total: Option<u64>, done: &AtomicU64, is_finished: mpsc::Receiver<()>) {
    if is_finished.recv_timeout(BEFORE_SHOWN) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    // Draws nothing where standard error is no terminal.
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = match total {
        Some(_) => "{msg} {bar:30} {percent} % {eta}",
        None => "{spinner} {msg} {elapsed}",
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what);
    while is_finished.recv_timeout(BETWEEN_STEPS) == Err(RecvTimeoutError::Timeout) {
        bar.set_position(done.load(Ordering::Relaxed));
        bar.tick();
    }
    bar.finish_and_clear();
}
