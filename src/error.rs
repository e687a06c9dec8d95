//! The one error type: what went wrong, in which file, where in it, and what was expected.

use std::fmt;
use std::path::{Path, PathBuf};

/// Any failure of this library.
///
/// The message names the file, the line, byte or field, and what was expected there.
/// It is one pointer wide, so a `Result` stays small.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// What kind of failure an [`Error`] is.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io {
        /// The file, or `-` for a standard stream.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A text is not valid UTF-8.
    Utf8 {
        /// The file, or `-` for a standard stream.
        path: PathBuf,
        /// Offset of the first byte that is not UTF-8.
        byte: usize,
    },
    /// A table of rows does not hold what it must.
    Row {
        /// The file.
        path: PathBuf,
        /// Line in the file, from 1.
        line: u64,
        /// The column that is wrong, where one is.
        column: Option<String>,
        /// What was found and what was expected.
        message: String,
    },
    /// A marked article does not follow the form that `training-data/README.md` describes.
    Article {
        /// The file.
        path: PathBuf,
        /// Line in the file, from 1.
        line: u64,
        /// What was found and what was expected.
        message: String,
    },
    /// A model file cannot be used.
    Model {
        /// What was found and what was expected.
        message: String,
    },
    /// A model cannot be trained from these rows.
    Training {
        /// What is missing.
        message: String,
    },
    /// Predictions cannot be judged.
    Evaluation {
        /// What was found and what was expected.
        message: String,
    },
}

impl Error {
    /// What kind of failure this is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// A file that could not be read or written.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        ErrorKind::Io { path: path.as_ref().into(), source }.into()
    }

    /// The same with the file named, where the error is of what was read from one: of a model that does
    /// not fit, or of rows that cannot be learnt from. Any other kind names its file already.
    pub fn in_file(self, path: impl AsRef<Path>) -> Self {
        let named = |message: &str| format!("{}: {message}", path.as_ref().display());
        match &*self.0 {
            ErrorKind::Model { message } => ErrorKind::Model { message: named(message) }.into(),
            ErrorKind::Training { message } => ErrorKind::Training { message: named(message) }.into(),
            _ => self,
        }
    }

    /// A model file that cannot be used.
    pub(crate) fn model(message: impl Into<String>) -> Self {
        ErrorKind::Model { message: message.into() }.into()
    }

    /// Rows that no model can be trained from.
    #[cfg(feature = "train")]
    pub(crate) fn training(message: impl Into<String>) -> Self {
        ErrorKind::Training { message: message.into() }.into()
    }

    /// Predictions that cannot be judged.
    #[cfg(feature = "train")]
    pub(crate) fn evaluation(message: impl Into<String>) -> Self {
        ErrorKind::Evaluation { message: message.into() }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

#[cfg(feature = "train")]
impl From<linfa::Error> for Error {
    fn from(error: linfa::Error) -> Self {
        Error::training(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Io { path, source } => write!(f, "{}: {source}", path.display()),
            ErrorKind::Utf8 { path, byte } => {
                write!(f, "{}: byte {byte}: the text is not valid UTF-8", path.display())
            }
            ErrorKind::Row { path, line, column: Some(column), message } => {
                write!(f, "{}:{line}: column `{column}`: {message}", path.display())
            }
            ErrorKind::Row { path, line, column: None, message }
            | ErrorKind::Article { path, line, message } => {
                write!(f, "{}:{line}: {message}", path.display())
            }
            ErrorKind::Model { message } => write!(f, "model: {message}"),
            ErrorKind::Training { message } => write!(f, "training: {message}"),
            ErrorKind::Evaluation { message } => write!(f, "evaluation: {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
