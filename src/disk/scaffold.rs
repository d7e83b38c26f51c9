//! New folders with everything in them, which come into being in one step.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::people::{self, LEFTOVER};

/// A file to be written, by its path below a folder, with `/` between its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    pub path: String,
    pub text: String,
}

/// Writes `files` below `folder`, which must not be there. They are staged beside the outermost folder that has to be made, which
/// is then renamed into its place: a process that is killed before has made nothing, and after it everything.
///
/// # Errors
/// If it is there, or what the system says; nothing was written then.
pub fn write_all(folder: &Path, files: &[NewFile]) -> io::Result<()> {
    let outermost = missing(folder).last().ok_or(io::ErrorKind::AlreadyExists)?;
    let parent = outermost.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staging = tempfile::Builder::new().prefix(LEFTOVER).tempdir_in(parent)?;
    let staged = staging.path().join("new");
    let inner = folder.strip_prefix(outermost).unwrap_or(Path::new(""));
    write_below(&staged.join(inner), files)?;
    rename_to_nothing(&staged, outermost)
}

/// Writes those of `files` below `folder` that are not there, one after the other: the last one says that all are. Run again after
/// it was killed, it goes on.
///
/// # Errors
/// What the system says; what it wrote is then taken back.
pub fn fill(folder: &Path, files: &[NewFile]) -> io::Result<()> {
    let made: Vec<PathBuf> = missing(folder).map(Path::to_path_buf).collect();
    fs::create_dir_all(folder)?;
    people::clear_leftovers(folder, &["content"])?;
    let mut written = Vec::new();
    let outcome =
        files.iter().try_for_each(|file| match people::create(folder, &file.path, file.text.as_bytes()) {
            Ok(()) => {
                written.push(folder.join(&file.path));
                Ok(())
            }
            Err(people::WriteFault::Changed) => Ok(()),
            Err(people::WriteFault::Outside | people::WriteFault::Sealed) => {
                Err(io::Error::other("a symbolic link leads out of the folder"))
            }
            Err(people::WriteFault::Io(error)) => Err(error),
        });
    if outcome.is_err() {
        take_back(folder, &written, &made);
    }
    outcome
}

/// Deletes these files, and the folders that are empty without them.
fn take_back(folder: &Path, written: &[PathBuf], made: &[PathBuf]) {
    for file in written {
        let _ = fs::remove_file(file);
        let above = file.ancestors().skip(1).take_while(|above| *above != folder);
        above.take_while(|above| fs::remove_dir(above).is_ok()).for_each(drop);
    }
    for folder in made {
        let _ = fs::remove_dir(folder);
    }
}

/// The first thing below `folder` that is none of `files` with the same text, no folder that holds one of them, nothing that
/// [`fill`] left when it was killed, and no repository of git; `None` if there is none.
///
/// # Errors
/// What the system says.
pub fn foreign(folder: &Path, files: &[NewFile]) -> io::Result<Option<PathBuf>> {
    let mut walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => {
                return Ok(None);
            }
            entry => entry.map_err(io::Error::from)?,
        };
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        if path == ".git" {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let is_ours = match entry.file_type().is_dir() {
            true => path.is_empty() || files.iter().any(|file| file.path.starts_with(&format!("{path}/"))),
            false => {
                let file = files.iter().find(|file| file.path == path);
                entry.file_name().to_string_lossy().starts_with(LEFTOVER)
                    || file.is_some_and(|file| {
                        fs::read(entry.path()).is_ok_and(|bytes| bytes == file.text.as_bytes())
                    })
            }
        };
        if !is_ours {
            return Ok(Some(entry.into_path()));
        }
    }
    Ok(None)
}

/// The folders that have to be made for `folder`, the innermost first.
fn missing(folder: &Path) -> impl Iterator<Item = &Path> {
    folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err())
}

/// Writes files below a folder, which is made if need be.
fn write_below(folder: &Path, files: &[NewFile]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for file in files {
        let target: PathBuf = folder.join(&file.path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        File::create(target)?.write_all(file.text.as_bytes())?;
    }
    Ok(())
}

/// Renames a folder to where nothing may be.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // This file system cannot promise it; an empty folder that came meanwhile is all that could be lost.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => fs::rename(from, to),
        outcome => Ok(outcome?),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}
