//! A CSV file of rows that is read anew at each pass, so that it may be larger than memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::str;

use super::quoting::Quotes;
use super::records::Records;
use super::stance_rows::{Requirement, StanceRow, required};
use crate::learn::Digest;
use crate::{Error, ErrorKind};

/// The rows of a CSV file, on the disk.
///
/// What [`StanceRows::read`](super::StanceRows::read) says of the file holds here too; the two differ
/// in where the rows are kept.
#[derive(Clone, Debug)]
pub struct StanceFile<'r> {
    path: PathBuf,
    requirement: Requirement<'r>,
    bytes: u64,
    digest: String,
}

/// The bytes that are read at once.
const BLOCK: usize = 1 << 16;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<'r> StanceFile<'r> {
    /// Opens a file, and looks through it once for what no row could tell.
    ///
    /// # Errors
    /// The file cannot be read again and again, as a pipe cannot; its text is not UTF-8; a quotation mark
    /// is not closed.
    pub fn open(path: impl AsRef<Path>, requirement: Requirement<'r>) -> Result<Self, Error> {
        let path = path.as_ref();
        let (bytes, digest) = check(path)?;
        Ok(StanceFile { path: path.into(), requirement, bytes, digest })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The [`data_digest`](crate::learn::data_digest) of its bytes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Calls `visit` with each row, in the order of the file.
    ///
    /// # Errors
    /// Those of `visit`; as [`StanceRows::read`](super::StanceRows::read); or if the file is not as it
    /// was when it was opened.
    pub fn each(&self, mut visit: impl FnMut(&StanceRow) -> Result<(), Error>) -> Result<(), Error> {
        let failed = |source| Error::io(&self.path, source);
        let mut file = File::open(&self.path).map_err(failed)?;
        let mut start = Vec::new();
        (&mut file).take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut start).map_err(failed)?;
        let mut digest = Digest::new();
        if start == BYTE_ORDER_MARK {
            digest.add(&start);
        } else {
            file.seek(SeekFrom::Start(0)).map_err(failed)?;
        }
        let mut records = Records::new(&self.path, Digested { file: &file, digest: &mut digest })?;
        required(records.columns(), self.requirement)?;
        while let Some(row) = records.next_row()? {
            visit(&StanceRow::from_table_row(records.columns(), row, self.requirement)?)?;
        }
        drop(records);
        if digest.finish() != self.digest {
            let message = "the file was changed while it was being read";
            return Err(failed(io::Error::new(io::ErrorKind::InvalidData, message)));
        }
        Ok(())
    }
}

/// What is read of a file, with its digest.
struct Digested<'a> {
    file: &'a File,
    digest: &'a mut Digest,
}

impl Read for Digested<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.digest.add(&into[..read]);
        Ok(read)
    }
}

/// How many bytes a file has, and their digest.
fn check(path: &Path) -> Result<(u64, String), Error> {
    let failed = |source| Error::io(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let kind = file.metadata().map_err(failed)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        let message = "expected a plain file: it is read several times";
        return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, message)));
    }
    let (mut digest, mut quotes) = (Digest::new(), Quotes::new());
    let mut block = vec![0; BLOCK];
    // Bytes of a character that the end of a block cuts through stand before the next block.
    let (mut total, mut cut) = (0, 0);
    loop {
        let read = file.read(&mut block[cut..]).map_err(failed)?;
        let found = &block[..cut + read];
        let whole = match str::from_utf8(found) {
            Ok(_) => found.len(),
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(error) => {
                let byte = total as usize + error.valid_up_to();
                return Err(ErrorKind::Utf8 { path: path.into(), byte }.into());
            }
        };
        if read == 0 {
            break;
        }
        let fresh = &found[..whole];
        digest.add(fresh);
        quotes.add(if total == 0 { fresh.strip_prefix(BYTE_ORDER_MARK).unwrap_or(fresh) } else { fresh });
        total += whole as u64;
        cut = found.len() - whole;
        block.copy_within(whole..whole + cut, 0);
    }
    match quotes.unclosed() {
        Some(line) => {
            let message = "the quotation mark of a field is never closed".into();
            Err(ErrorKind::Row { path: path.into(), line, column: None, message }.into())
        }
        None => Ok((total, digest.finish())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{env, fs, process};

    use super::super::{STANCES, StanceRows};
    use super::*;
    use crate::learn::data_digest;

    /// A file that is removed at the end.
    struct Made(PathBuf);

    impl Made {
        fn new(name: &str, bytes: &[u8]) -> Self {
            let path = env::temp_dir().join(format!("sayso-file-{name}-{}.csv", process::id()));
            fs::write(&path, bytes).unwrap();
            Made(path)
        }
    }

    impl Drop for Made {
        fn drop(&mut self) {
            fs::remove_file(&self.0).unwrap();
        }
    }

    const STRICT: Requirement<'static> =
        Requirement { stance: true, role: false, stances: Some(&STANCES), roles: None };

    fn streamed(path: &Path) -> Result<Vec<StanceRow>, Error> {
        let mut rows = Vec::new();
        StanceFile::open(path, STRICT)?.each(|row| {
            rows.push(row.clone());
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn rows_and_errors_are_those_of_the_whole_file_in_memory() {
        // Longer than what is read at once, with characters of several bytes at every place of it.
        let mut long = String::from("\u{feff}text,cue,stance,weight\r\n\r\n");
        for number in 0..9000 {
            let word = "é日🙂".repeat(number % 3);
            long += &format!("\"The {word} clerk\n“said” it: {number}\",said,other,0.5\r\n");
        }
        let wrong = |tail: &str| format!("{long}{tail}").into_bytes();
        let cases: [(&str, Vec<u8>); 11] = [
            ("whole", long.clone().into_bytes()),
            ("unclosed", wrong("\"It rained,,other,\nx,,other,\n")),
            ("blank", wrong(" , , , \n")),
            ("short", wrong("x\n")),
            ("label", wrong("x,,rumour,1\n")),
            ("cue", wrong("x,y,other,1\n")),
            ("utf8", [long.as_bytes(), b"\xe2\x82"].concat()),
            ("utf8-within", [long.as_bytes(), b"\xffx,,other,\n"].concat()),
            ("empty", Vec::new()),
            ("mark", b"\xef\xbb\xbf".to_vec()),
            ("header", b"text,text\n".to_vec()),
        ];
        for (name, bytes) in cases {
            let made = Made::new(name, &bytes);
            let expected = StanceRows::read(&made.0, STRICT).map(|read| read.rows);
            match (streamed(&made.0), expected) {
                (Ok(found), Ok(expected)) => assert!(found == expected && found.len() == 9000, "{name}"),
                (found, expected) => {
                    assert_eq!(found.unwrap_err().to_string(), expected.unwrap_err().to_string(), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_changes_is_noticed() {
        let made = Made::new("changes", b"text,stance\nIt rained.,other\n");
        let file = StanceFile::open(&made.0, STRICT).unwrap();
        assert_eq!(file.digest(), data_digest(&fs::read(&made.0).unwrap()));
        fs::write(&made.0, "text,stance\nIt snowed.,other\n").unwrap();
        let message = file.each(|_| Ok(())).unwrap_err().to_string();
        assert!(message.contains("was changed while it was being read"), "{message}");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let absent = StanceFile::open("no/such/file.csv", STRICT).unwrap_err();
        assert!(absent.to_string().starts_with("no/such/file.csv: "), "{absent}");
        assert!(StanceFile::open(env::temp_dir(), STRICT).is_err(), "a folder");
        if cfg!(unix) {
            let device = StanceFile::open("/dev/null", STRICT).unwrap_err().to_string();
            assert!(device.contains("expected a plain file"), "{device}");
        }
    }
}
