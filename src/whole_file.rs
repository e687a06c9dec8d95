//! Writes a file whole or not at all, so that a stop at any moment leaves the old file or the new one.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Error;

/// Writes the file at `path` with what `write` puts out: all of it, or nothing where anything fails.
///
/// The bytes go to another name in the same folder (`.NAME.PROCESS-N.part`), are brought to the disk,
/// and then take the place of `path`, whose permissions are kept. A symbolic link is followed. What is
/// no plain file, such as `/dev/stdout` or a named pipe, cannot be replaced and is written to as it is.
///
/// ```
/// # fn main() -> Result<(), sayso::Error> {
/// # let folder = std::env::temp_dir().join(format!("sayso-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).map_err(|e| sayso::Error::io(&folder, e))?;
/// # let path = folder.join("report.txt");
/// use std::io::Write;
///
/// sayso::write_whole(&path, |out| writeln!(out, "18 claims"))?;
/// # std::fs::remove_dir_all(&folder).map_err(|e| sayso::Error::io(&folder, e))?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If the folder cannot be written to, if `path` is a folder, or if `write` fails. The old file is
/// then as it was, and no other file is left.
pub fn write_whole(
    path: impl AsRef<Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let path = path.as_ref();
    replace(path, write).map_err(|source| Error::io(path, source))
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Where nothing stands yet, there is no link to follow and no permission to keep.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        return filled(File::options().write(true).open(&path)?, write).map(drop);
    }
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let part = Part::beside(&path)?;
    let file = filled(File::create(&part.0)?, write)?;
    if let Some(old) = old {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(&part.0, &path)?;
    sync_folder(&path);
    Ok(())
}

fn filled(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Brings the new name to the disk. A system that cannot do this for a folder does it on its own, and
/// the file is whole in any case.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// The file that is being written, removed unless it has taken its place, even where `write` panics.
struct Part(PathBuf);

impl Part {
    fn beside(path: &Path) -> io::Result<Part> {
        static FILES: AtomicU32 = AtomicU32::new(0);
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut other = OsString::from(".");
        other.push(name);
        other.push(format!(".{}-{}.part", process::id(), FILES.fetch_add(1, Ordering::Relaxed)));
        Ok(Part(path.with_file_name(other)))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Gone already where the writing went well; else the first error is what the caller hears of.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::ErrorKind;

    /// A folder with a file `old` in it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("sayso-whole-{name}-{}", process::id()));
            fs::create_dir_all(&path).unwrap();
            fs::write(path.join("old"), "before").unwrap();
            Folder(path)
        }

        fn names(&self) -> Vec<String> {
            let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
            let mut names: Vec<String> = fs::read_dir(&self.0).unwrap().map(name).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn cause(result: Result<(), Error>) -> io::ErrorKind {
        match result.unwrap_err().kind() {
            ErrorKind::Io { source, .. } => source.kind(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = Folder::new("replaced");
        let old = folder.0.join("old");
        // More than any buffer holds, so that some of it is on the disk while the old file stands.
        write_whole(&old, |out| {
            out.write_all(&vec![7; 1 << 20])?;
            assert_eq!(fs::read(&old)?, b"before", "the old file stands until the new one is whole");
            out.write_all(&[8])
        })
        .unwrap();
        assert_eq!(fs::metadata(&old).unwrap().len(), (1 << 20) + 1);
        write_whole(folder.0.join("new"), |out| out.write_all(b"x")).unwrap();
        assert_eq!(folder.names(), ["new", "old"]);
    }

    #[test]
    fn a_writer_that_fails_half_way_leaves_the_old_file() {
        let folder = Folder::new("fails");
        let old = folder.0.join("old");
        let failed = write_whole(&old, |out| {
            out.write_all(&vec![7; 1 << 20])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(cause(failed), io::ErrorKind::StorageFull);
        let panicked = std::panic::catch_unwind(|| {
            let _ = write_whole(&old, |_| panic!("on purpose"));
        });
        assert!(panicked.is_err());
        assert_eq!(fs::read(&old).unwrap(), b"before");
        assert_eq!(folder.names(), ["old"]);
    }

    #[test]
    fn places_where_no_file_can_stand_are_refused() {
        let folder = Folder::new("refused");
        let absent = folder.0.join("absent").join("new");
        let cases = [
            (folder.0.clone(), io::ErrorKind::IsADirectory, "a folder"),
            (PathBuf::from(".."), io::ErrorKind::IsADirectory, "a folder that has no name"),
            (absent, io::ErrorKind::NotFound, "a folder that is not there"),
            (folder.0.join("old").join("new"), io::ErrorKind::NotADirectory, "a file taken for a folder"),
        ];
        for (path, expected, reason) in cases {
            let ended = write_whole(&path, |out| out.write_all(b"x"));
            assert_eq!(cause(ended), expected, "{reason}");
        }
        assert_eq!(folder.names(), ["old"]);
        assert_eq!(fs::read(folder.0.join("old")).unwrap(), b"before");
    }

    #[cfg(unix)]
    #[test]
    fn links_permissions_and_devices_stay_what_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = Folder::new("unix");
        let (old, link) = (folder.0.join("old"), folder.0.join("link"));
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("old", &link).unwrap();
        write_whole(&link, |out| out.write_all(b"after")).unwrap();
        assert_eq!(fs::read(&old).unwrap(), b"after");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&old).unwrap().permissions().mode() & 0o777, 0o640);
        write_whole("/dev/null", |out| out.write_all(b"gone")).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        assert_eq!(folder.names(), ["link", "old"]);
    }

    /// Root may write anywhere, so there the test has nothing to show.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_read_only_keeps_its_file() {
        use std::os::unix::fs::PermissionsExt;

        let folder = Folder::new("read-only");
        let mode = |mode| fs::set_permissions(&folder.0, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o555);
        let is_root = File::create(folder.0.join("probe")).is_ok();
        let ended = write_whole(folder.0.join("old"), |out| out.write_all(b"after"));
        mode(0o755);
        if !is_root {
            assert_eq!(cause(ended), io::ErrorKind::PermissionDenied);
            assert_eq!(fs::read(folder.0.join("old")).unwrap(), b"before");
            assert_eq!(folder.names(), ["old"]);
        }
    }
}
