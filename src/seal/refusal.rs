//! Why nothing was written, and the ways to write through which that is told.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::{self, Fault};
use crate::library::Unknown;
use crate::source::{Findings, human};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was asked for cannot be done, with the way out.
    #[error("{0}")]
    Not(String),
    /// The site does not have what was asked for.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// Something is wrong with the files that it draws on.
    #[error("{}", human::summary(.0))]
    Faults(Findings),
    /// The system refused.
    #[error("cannot write {path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// It was sealed, and counts; but the system refused to move it from this folder to its place.
    #[error(
        "it is released, but still lies in {path}: {1}; the next release, adopt or withdraw moves it",
        path = .0.display()
    )]
    Unfinished(PathBuf, #[source] io::Error),
}

/// Puts `new` in the place of a file of the site in `root` that was read as `expected`.
///
/// # Errors
/// If it is no longer what was read, lies outside the site, or cannot be written; it is then as it was.
pub fn replace(root: &Path, path: &str, expected: &str, new: &str) -> Result<(), Refusal> {
    disk::replace(root, path, expected.as_bytes(), new.as_bytes()).map_err(|fault| refused(root, path, fault))
}

/// Writes a file of the site in `root` that must not be there.
///
/// # Errors
/// If it is there, would lie outside the site, or cannot be written.
pub fn create(root: &Path, path: &str, new: &str) -> Result<(), Refusal> {
    disk::create(root, path, new.as_bytes()).map_err(|fault| refused(root, path, fault))
}

/// Refuses if a file of the site in `root` is no longer what was read: what is written of it would be of another text.
///
/// # Errors
/// If it is not, or cannot be read.
pub fn refuse_changed(root: &Path, path: &str, read: &str) -> Result<(), Refusal> {
    match disk::read_people(root, Path::new(path)) {
        Ok(Some(bytes)) if bytes == read.as_bytes() => Ok(()),
        Ok(_) => Err(refused(root, path, Fault::Changed)),
        Err(error) => Err(refused(root, path, Fault::Io(error))),
    }
}

fn refused(root: &Path, path: &str, fault: Fault) -> Refusal {
    match fault {
        Fault::Changed => Refusal::Not(format!("{path} was changed meanwhile; run it again")),
        Fault::Outside => outside(path),
        Fault::Sealed => Refusal::Not(format!(
            "{path} is a link to a sealed file, which is never changed; put a copy of the file in the place of the link"
        )),
        Fault::Io(error) => Refusal::Io(root.join(path), error),
    }
}

fn outside(path: &str) -> Refusal {
    Refusal::Not(format!("{path} would lie outside the site, behind a symbolic link"))
}

/// Refuses to write where a symbolic link leads out of the site. `path` is below its folder.
///
/// # Errors
/// If it would lie there.
pub fn refuse_outside(root: &Path, path: &str) -> Result<(), Refusal> {
    if disk::is_inside(root, path) { Ok(()) } else { Err(outside(path)) }
}
