//! What the example programs share: how they end, and what they say when they fail.
//!
//! Exit status 0 for success, 1 for input that cannot be used, 2 for arguments that cannot.
//! A reader that closes the pipe early ends a program quietly.

pub(crate) mod progress;

use std::io;
use std::process::ExitCode;

/// Why a program stops.
pub(crate) enum Failure {
    /// Nothing failed: the user asked for the help text.
    Help,
    /// The arguments cannot be used.
    Usage(String),
    /// Input cannot be used.
    Input(sayso::Error),
    /// Standard output cannot be written to.
    Output(io::Error),
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Failure::Usage(error.to_string())
    }
}

impl From<sayso::Error> for Failure {
    fn from(error: sayso::Error) -> Self {
        Failure::Input(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Runs a program with the arguments of this process; `help` is its help text.
pub(crate) fn run(help: &str, program: impl FnOnce(lexopt::Parser) -> Result<ExitCode, Failure>) -> ExitCode {
    let failure = match program(lexopt::Parser::from_env()) {
        Ok(status) => return status,
        Err(failure) => failure,
    };
    match failure {
        Failure::Help => {
            // Whoever asks for help and closes the pipe has read enough of it.
            let _ = io::Write::write_all(&mut io::stdout(), help.as_bytes());
            ExitCode::SUCCESS
        }
        Failure::Usage(message) => {
            eprintln!("error: {message}\n\nTry `--help`.");
            ExitCode::from(2)
        }
        Failure::Input(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Failure::Output(error) => {
            eprintln!("error: standard output: {error}");
            ExitCode::FAILURE
        }
    }
}
