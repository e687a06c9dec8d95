//! One run in a process of its own, so that its memory is its own, and what it took.

use std::env;
use std::process::Command;
use std::time::Instant;

use super::usage;

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Bytes of text, all repetitions together.
    pub bytes: f64,
    /// Seconds by the clock.
    pub seconds: f64,
    /// Seconds of processor time, of all threads; by the clock where the system does not tell.
    pub processor: f64,
    /// The most bytes of memory above those held when the text was there and the work not begun.
    pub memory: f64,
}

impl Taken {
    /// Megabytes a second by the clock.
    pub fn by_clock(&self) -> f64 {
        self.bytes / self.seconds / 1e6
    }

    /// Megabytes a second of processor time: what one core does, however busy the machine is.
    pub fn by_processor(&self) -> f64 {
        self.bytes / self.processor / 1e6
    }

    /// Mebibytes of memory, where the system tells; `–` where not.
    pub fn mebibytes(&self) -> String {
        if self.memory > 0.0 { format!("{:.1} MiB", self.memory / f64::from(1 << 20)) } else { "–".into() }
    }
}

/// Does the work over `bytes` bytes again and again, until it has had `seconds` of processor time.
pub fn measure(bytes: usize, seconds: f64, mut work: impl FnMut()) -> Taken {
    let held = usage::memory().unwrap_or(0);
    usage::reset_peak_memory();
    let started = Instant::now();
    let (all, this) = (usage::processor_seconds(), usage::thread_seconds());
    let since = |start: Option<f64>, end: Option<f64>| end.zip(start).map(|(end, start)| end - start);
    let (mut rounds, mut next) = (0, 1);
    loop {
        // Twice as many each time, so that asking for the time costs nothing.
        (0..next).for_each(|_| work());
        rounds += next;
        next = rounds;
        let by_clock = started.elapsed().as_secs_f64();
        let by_all = since(all, usage::processor_seconds()).unwrap_or(by_clock);
        if by_all < seconds {
            continue;
        }
        // Hundredths of a second say little of short work, which is that of one thread.
        let by_this = since(this, usage::thread_seconds()).unwrap_or(by_all);
        return Taken {
            bytes: (bytes * rounds) as f64,
            seconds: by_clock,
            processor: if by_all < 0.5 { by_this } else { by_all },
            memory: usage::peak_memory().unwrap_or(0).saturating_sub(held) as f64,
        };
    }
}

/// The run that this process was started for, if it was for one.
pub fn asked() -> Option<String> {
    env::args().skip_while(|argument| argument != "--run").nth(1)
}

/// Tells the process that started this one what its run took.
pub fn tell(Taken { bytes, seconds, processor, memory }: Taken) {
    println!("{bytes} {seconds} {processor} {memory}");
}

/// Starts this program again for the run of this name.
pub fn in_own_process(name: &str) -> Taken {
    let program = env::current_exe().expect("the path of this program");
    let output = Command::new(program).args(["--run", name]).output().expect("this program starts again");
    let told = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [bytes, seconds, processor, memory] = numbers[..] else {
        panic!("{name}: {told}{}", String::from_utf8_lossy(&output.stderr));
    };
    Taken { bytes, seconds, processor, memory }
}

/// The value behind an option of this program.
pub fn option(name: &str) -> Option<String> {
    env::args().skip_while(|argument| argument != name).nth(1)
}
