//! Reads articles one by one: plain text files, standard input, and files of JSON lines.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use sayso::{Error, ErrorKind};
use serde::Deserialize;

/// An article as it was read.
pub(crate) struct Article {
    /// The file as it was named, or the `id` of its line.
    pub(crate) id: String,
    pub(crate) text: String,
}

/// The articles of some files, in order; `-` is standard input. After an error the rest follows.
pub(crate) struct Articles {
    files: vec::IntoIter<PathBuf>,
    lines: Option<Lines>,
}

/// A file of JSON lines that is being read.
struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    line: u64,
    byte: usize,
    at_end: bool,
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: String,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "invalid `id`, expected a string or a whole number")]
enum Id {
    Name(String),
    Number(i64),
}

impl Articles {
    pub(crate) fn of(files: Vec<PathBuf>) -> Self {
        Articles { files: files.into_iter(), lines: None }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                let article = lines.next_article();
                if lines.at_end {
                    self.lines = None;
                }
                if article.is_some() {
                    return article;
                }
            }
            let path = self.files.next()?;
            if path.extension().is_none_or(|extension| extension != "jsonl") {
                return Some(whole_file(&path));
            }
            match File::open(&path) {
                Ok(file) => {
                    self.lines =
                        Some(Lines { path, reader: BufReader::new(file), line: 0, byte: 0, at_end: false });
                }
                Err(source) => return Some(Err(Error::io(path, source))),
            }
        }
    }
}

/// The text of a file, or of standard input, as one article.
fn whole_file(path: &Path) -> Result<Article, Error> {
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        _ => fs::read(path),
    };
    let bytes = read.map_err(|source| Error::io(path, source))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        Error::from(ErrorKind::Utf8 { path: path.into(), byte })
    })?;
    Ok(Article { id: path.display().to_string(), text })
}

impl Lines {
    /// The article of the next line that is not blank. At the end of the file, and where it cannot
    /// be read further, `at_end` is set.
    fn next_article(&mut self) -> Option<Result<Article, Error>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let start = self.byte;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(length) => {
                    self.at_end = length == 0;
                    self.byte += length;
                }
                Err(source) => {
                    self.at_end = true;
                    return Some(Err(Error::io(&self.path, source)));
                }
            }
            if self.at_end {
                return None;
            }
            self.line += 1;
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Some(self.article(&bytes, start));
            }
        }
    }

    fn article(&self, bytes: &[u8], start: usize) -> Result<Article, Error> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let byte = start + error.valid_up_to();
            self.error(format!("byte {byte} of the file: the text is not valid UTF-8"))
        })?;
        let text = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { text };
        let line: Line = serde_json::from_str(text.trim_end()).map_err(|error| {
            // Its own line number is that inside of this line: always 1.
            let message = error.to_string().replace(" at line 1 column ", ", at character ");
            self.error(format!("{message}; expected an object with `id` and `text`"))
        })?;
        let id = match line.id {
            Id::Name(name) => name,
            Id::Number(number) => number.to_string(),
        };
        Ok(Article { id, text: line.text })
    }

    fn error(&self, message: String) -> Error {
        ErrorKind::Row { path: self.path.clone(), line: self.line, column: None, message }.into()
    }
}
