//! A file of JSON lines that grows under another name and takes its own when it is whole; what a
//! stopped run has left of it is gone on with.
//!
//! The results stand in `NAME.part` until the end. A run that was stopped, at whatever moment, leaves
//! whole lines and perhaps a torn one, which is cut off and written anew.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sayso::Error;
use serde::Deserialize;

use crate::seen::Seen;

/// The file while it grows.
pub(crate) struct PartFile {
    path: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
}

/// What an earlier run has finished.
#[derive(Default)]
pub(crate) struct Finished {
    ids: Seen,
    /// The first article, by which the two runs are compared.
    first: Option<(String, Vec<u8>)>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
}

impl PartFile {
    /// Begins the file for `path`, or goes on with the one that a stopped run has left. Where it left none,
    /// going on means adding to `path` what is missing there.
    pub(crate) fn open(path: &Path, resume: bool) -> Result<(Self, Finished), Error> {
        let mut part = OsString::from(path);
        part.push(".part");
        let part = PathBuf::from(part);
        if fs::metadata(path).is_ok_and(|data| data.is_dir()) {
            return Err(Error::io(path, io::ErrorKind::IsADirectory.into()));
        }
        if !resume && part.exists() {
            let message =
                "was left by a run that was stopped: --resume goes on with it; delete it to begin anew";
            return Err(Error::io(part, io::Error::new(io::ErrorKind::AlreadyExists, message)));
        }
        opened(path, &part, resume)
            .map(|(file, finished)| {
                (PartFile { path: path.into(), part: part.clone(), out: BufWriter::new(file) }, finished)
            })
            .map_err(|source| Error::io(&part, source))
    }

    /// Where the lines stand until the end.
    pub(crate) fn part(&self) -> &Path {
        &self.part
    }

    /// Gives the file its name: the old one stands until then.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        let whole = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        let renamed = whole.and_then(|()| fs::rename(&self.part, &self.path));
        renamed.map_err(|source| Error::io(&self.path, source))
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Finished {
    pub(crate) fn holds(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The line of the article `id` if it is the one to compare by.
    pub(crate) fn sample(&self, id: &str) -> Option<&[u8]> {
        self.first.as_ref().filter(|(first, _)| first == id).map(|(_, line)| line.as_slice())
    }
}

fn opened(path: &Path, part: &Path, resume: bool) -> io::Result<(File, Finished)> {
    if resume && !part.exists() && path.exists() {
        fs::copy(path, part)?;
    }
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(part)?;
    let (finished, whole) = finished(&file)?;
    file.set_len(whole)?;
    file.seek(SeekFrom::End(0))?;
    Ok((file, finished))
}

/// What stands in the file, and how many bytes of it are whole lines.
fn finished(file: &File) -> io::Result<(Finished, u64)> {
    let mut reader = BufReader::new(file);
    let (mut found, mut whole, mut line) = (Finished::default(), 0, Vec::new());
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        // A torn line has no end; one that was never brought to the disk may hold zeros.
        let Some(Ok(Line { id })) = line.strip_suffix(b"\n").map(serde_json::from_slice) else { break };
        found.ids.insert(&id);
        found.first.get_or_insert_with(|| (id, line.clone()));
        whole += length as u64;
    }
    Ok((found, whole))
}
