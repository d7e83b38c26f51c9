//! Why nothing was written, and the ways to write through which that is told.

mod adoption;
mod day;
mod file;
mod name;
mod passage;
mod release;
mod revision;
mod withdrawal;

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::{self, WriteFault};
use crate::drift::NoPassage;
use crate::library::Unknown;
use crate::source::{Findings, human};

pub use adoption::AdoptionRefusal;
pub use day::DayRefusal;
pub use file::FileRefusal;
pub use name::NameRefusal;
pub use passage::PassageRefusal;
pub use release::{AnnouncedPassage, ReleaseRefusal};
pub use revision::RevisionRefusal;
pub use withdrawal::WithdrawalRefusal;

/// Why nothing was written. All but what the system says have the way out in their words.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The site does not have what was asked for.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    #[error(transparent)]
    NoPassage(#[from] NoPassage),
    /// Something is wrong with the files that it draws on.
    #[error("{}", human::summary(.0))]
    Faults(Findings),
    #[error(transparent)]
    Name(#[from] NameRefusal),
    #[error(transparent)]
    Day(#[from] DayRefusal),
    #[error(transparent)]
    Release(#[from] ReleaseRefusal),
    #[error(transparent)]
    Revision(#[from] RevisionRefusal),
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalRefusal),
    #[error(transparent)]
    Adoption(#[from] AdoptionRefusal),
    #[error(transparent)]
    Passage(#[from] PassageRefusal),
    #[error(transparent)]
    File(#[from] FileRefusal),
    /// The system refused.
    #[error("cannot write {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// It was sealed, and counts; but the system refused to move it from this folder to its place.
    #[error("it is released, but still lies in {}", .0.display())]
    Unfinished(PathBuf, #[source] NotMoved),
}

/// Why what is sealed was not moved, and what moves it: the way out stands behind the reason, so this has no source.
#[derive(Debug, thiserror::Error)]
#[error("{0}; the next release, adopt or withdraw moves it")]
pub struct NotMoved(pub io::Error);

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
        Ok(_) => Err(refused(root, path, WriteFault::Changed)),
        Err(error) => Err(refused(root, path, WriteFault::Io(error))),
    }
}

fn refused(root: &Path, path: &str, fault: WriteFault) -> Refusal {
    match fault {
        WriteFault::Changed => FileRefusal::Changed(path.to_owned()).into(),
        WriteFault::Outside => FileRefusal::Outside(path.to_owned()).into(),
        WriteFault::Sealed => FileRefusal::LinkToSealed(path.to_owned()).into(),
        WriteFault::Io(error) => Refusal::Io(root.join(path), error),
    }
}

/// Refuses to write where a symbolic link leads out of the site. `path` is below its folder.
///
/// # Errors
/// If it would lie there.
pub fn refuse_outside(root: &Path, path: &str) -> Result<(), Refusal> {
    match disk::is_inside(root, path) {
        true => Ok(()),
        false => Err(FileRefusal::Outside(path.to_owned()).into()),
    }
}
