//! Room on the disk for what does not fit in memory: a file without a name, gone with its owner.
//!
//! Where the system allows it, the name is taken away as soon as the file is open, so that nothing is
//! left however the process ends. Elsewhere the file is removed when its owner is dropped.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{env, process};

use crate::Error;

/// A temporary file that is written once from its beginning and then read by any number of threads.
#[derive(Debug)]
pub(crate) struct Spill {
    path: PathBuf,
    file: Mutex<File>,
    length: u64,
    /// Whether the file still has its name and must be removed.
    is_named: bool,
}

impl Spill {
    /// An empty file in the folder for temporary files.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub(crate) fn create() -> Result<Self, Error> {
        static FILES: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = FILES.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sayso-{}-{number}.rows", process::id()));
            match File::options().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    let is_named = fs::remove_file(&path).is_err();
                    return Ok(Spill { path, file: Mutex::new(file), length: 0, is_named });
                }
                // Left by a process of the same number on a system that keeps names.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io(path, error)),
            }
        }
    }

    /// Puts bytes behind those there are; where they begin.
    ///
    /// # Errors
    /// If the disk does not take them.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<u64, Error> {
        let start = self.length;
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(bytes).map_err(|error| Error::io(&self.path, error))?;
        self.length += bytes.len() as u64;
        Ok(start)
    }

    /// Fills `bytes` with those that begin at `start`.
    ///
    /// # Errors
    /// If the file cannot be read, or ends before.
    pub(crate) fn read(&self, start: u64, bytes: &mut [u8]) -> Result<(), Error> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(bytes));
        read.map_err(|error| Error::io(&self.path, error))
    }

    /// An error about what stands in the file.
    pub(crate) fn changed(&self) -> Error {
        let message = "the temporary file holds other rows than were written to it";
        Error::io(&self.path, io::Error::new(io::ErrorKind::InvalidData, message))
    }
}

impl Drop for Spill {
    fn drop(&mut self) {
        if self.is_named {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ErrorKind;

    #[test]
    fn gives_back_what_was_put_in_and_leaves_no_file() {
        let mut spill = Spill::create().unwrap();
        assert_eq!(spill.append(b"first").unwrap(), 0);
        assert_eq!(spill.append(b"second").unwrap(), 5);
        let mut found = [0; 6];
        for (start, expected) in [(5, b"second"), (0, b"firsts"), (5, b"second")] {
            spill.read(start, &mut found).unwrap();
            assert_eq!(&found, expected);
        }
        let path = spill.path.clone();
        assert!(cfg!(windows) || !path.exists(), "no name that a killed process could leave");
        drop(spill);
        assert!(!path.exists());
    }

    #[test]
    fn an_error_names_the_file() {
        let mut spill = Spill::create().unwrap();
        spill.append(b"short").unwrap();
        let error = spill.read(3, &mut [0; 3]).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io { path, .. } if *path == spill.path), "{error}");
    }
}
