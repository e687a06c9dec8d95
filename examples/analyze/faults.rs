//! What went wrong in a run that goes on: told at its end, one reason a line, and in the exit status.

use std::fmt::Display;
use std::process::ExitCode;

/// So many reasons are held back for the end; then they are told at once, so that memory stays flat.
const HELD: usize = 1000;

/// The inputs of a run that could not be used, or not whole.
#[derive(Default)]
pub(crate) struct Faults {
    held: Vec<String>,
    refused: u64,
    cut: u64,
}

impl Faults {
    /// An input that was passed over.
    pub(crate) fn refused(&mut self, reason: impl Display) {
        self.refused += 1;
        self.hold(format!("error: {reason}"));
    }

    /// An article of which only the beginning was used.
    pub(crate) fn cut(&mut self, reason: impl Display) {
        self.cut += 1;
        self.hold(format!("error: {reason}"));
    }

    /// Something odd in an input that was used all the same.
    pub(crate) fn odd(&mut self, reason: impl Display) {
        self.hold(format!("warning: {reason}"));
    }

    /// Tells what is held and, where something is missing from the results, how much of the `inputs` it is.
    pub(crate) fn tell(mut self, inputs: u64) -> ExitCode {
        self.tell_held();
        if self.refused > 0 {
            eprintln!("{} of {inputs} inputs could not be used", self.refused);
        }
        if self.cut > 0 {
            eprintln!("{} of {inputs} inputs were cut", self.cut);
        }
        if self.refused + self.cut == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn hold(&mut self, line: String) {
        self.held.push(line);
        if self.held.len() >= HELD {
            self.tell_held();
        }
    }

    fn tell_held(&mut self) {
        for line in self.held.drain(..) {
            eprintln!("{line}");
        }
    }
}
