//! What a process has used of memory and processor, from `/proc`; nothing where there is no `/proc`.

use std::fs;

/// Bytes of memory that the process holds.
pub fn memory() -> Option<usize> {
    status("VmRSS:")
}

/// The most bytes that the process has held, since the last reset if there was one.
pub fn peak_memory() -> Option<usize> {
    status("VmHWM:")
}

/// Makes the peak what is held now. Where that is not allowed the peak is that of the whole run.
pub fn reset_peak_memory() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Seconds of processor time of all threads, those that have ended among them, in hundredths.
pub fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before the bracket may hold blanks; time in user and system are fields 14 and 15.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Vec<f64> = fields.split(' ').skip(12).take(2).filter_map(|field| field.parse().ok()).collect();
    (ticks.len() == 2).then(|| ticks.iter().sum::<f64>() / 100.0)
}

/// Seconds of processor time of this thread alone, in billionths.
pub fn thread_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

fn status(name: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kibibytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}
