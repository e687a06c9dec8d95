//! Reads articles one by one: plain text files, standard input, and files of JSON lines.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use sayso::{Error, ErrorKind};

#[path = "article_line.rs"]
mod article_line;

use article_line::article_of;

/// No longer file or line is read: a text of the greatest length that is analysed, with every character
/// escaped, still fits.
const LONGEST: u64 = 1 << 30;

/// An article as it was read.
pub(crate) struct Article {
    /// The file as it was named, or the `id` of its line.
    pub(crate) id: String,
    pub(crate) text: String,
    /// The file, and the line where it has more than one article.
    pub(crate) place: String,
}

impl AsRef<str> for Article {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The articles of some files and folders, in order; `-` is standard input. After an error the rest
/// follows.
pub(crate) struct Articles {
    /// What is still to be read, the next last.
    paths: Vec<PathBuf>,
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

impl Articles {
    pub(crate) fn of(mut paths: Vec<PathBuf>) -> Self {
        paths.reverse();
        Articles { paths, lines: None }
    }

    /// Puts the articles and folders of a folder before what is still to be read.
    fn enter(&mut self, folder: &Path) -> Result<(), Error> {
        let mut inside = inside(folder).map_err(|source| Error::io(folder, source))?;
        if inside.is_empty() {
            let message = "no .txt or .jsonl file in this folder";
            return Err(Error::io(folder, io::Error::new(io::ErrorKind::NotFound, message)));
        }
        inside.sort_by(|a, b| b.cmp(a));
        self.paths.append(&mut inside);
        Ok(())
    }
}

/// The articles in a folder, and its folders but for those that are links, which may lead in a circle.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_folder = entry.file_type()?.is_dir();
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_article = || {
            let ending = path.extension();
            ending.is_some_and(|ending| ending == "txt" || ending == "jsonl") && path.is_file()
        };
        if !is_hidden && (is_folder || is_article()) {
            found.push(path);
        }
    }
    Ok(found)
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
            let path = self.paths.pop()?;
            if path.is_dir() {
                match self.enter(&path) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
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
        Some("-") => io::stdin().take(LONGEST + 1).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes)),
    };
    let length = read.map_err(|source| Error::io(path, source))?;
    if length as u64 > LONGEST {
        let message = format!("longer than {LONGEST} bytes, the most that is read as one article");
        return Err(Error::io(path, io::Error::new(io::ErrorKind::FileTooLarge, message)));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        Error::from(ErrorKind::Utf8 { path: path.into(), byte })
    })?;
    let id = path.display().to_string();
    Ok(Article { place: id.clone(), id, text })
}

impl Lines {
    /// The article of the next line that is not blank. At the end of the file, and where it cannot
    /// be read further, `at_end` is set.
    fn next_article(&mut self) -> Option<Result<Article, Error>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let start = self.byte;
            match (&mut self.reader).take(LONGEST).read_until(b'\n', &mut bytes) {
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
            if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
                // Where the next line begins is not looked for: nothing may be in reach.
                self.at_end = true;
                return Some(Err(
                    self.error(format!("longer than {LONGEST} bytes; what follows is not read"))
                ));
            }
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
        let (id, text) = article_of(text.trim_end()).map_err(|message| self.error(message))?;
        Ok(Article { id, text, place: format!("{}:{}", self.path.display(), self.line) })
    }

    fn error(&self, message: String) -> Error {
        ErrorKind::Row { path: self.path.clone(), line: self.line, column: None, message }.into()
    }
}
