//! Writes a file whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;

use sayso::Error;

/// Writes `contents` under another name in the same folder, which then takes the place of `path`.
pub(crate) fn write_whole(path: &Path, contents: &str) -> Result<(), Error> {
    write(path, contents).map_err(|source| Error::io(path, source))
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut other = OsString::from(".");
    other.push(name);
    other.push(format!(".{}.part", process::id()));
    let other = path.with_file_name(other);
    let written = File::create(&other).and_then(|mut file| {
        file.write_all(contents.as_bytes())?;
        file.sync_all()
    });
    let result = written.and_then(|()| fs::rename(&other, path));
    if result.is_err() {
        // The first error is what the user must hear of.
        let _ = fs::remove_file(&other);
    }
    result
}
