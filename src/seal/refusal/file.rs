//! What is the matter with files that were to be written.

use std::path::PathBuf;

/// Why a file or a folder cannot be written as it was meant.
#[derive(Debug, thiserror::Error)]
pub enum FileRefusal {
    #[error("another promulgate is writing in this site; try again when it has ended")]
    Busy,
    /// Somebody saved it since it was read.
    #[error("{0} was changed meanwhile; run it again")]
    Changed(String),
    #[error("{0} would lie outside the site, behind a symbolic link")]
    Outside(String),
    #[error(
        "{0} is a link to a sealed file, which is never changed; put a copy of the file in the place of the link"
    )]
    LinkToSealed(String),
    /// Where what is to be sealed is prepared.
    #[error("{} is in the way, which promulgate did not make; take it away", .0.display())]
    InTheWay(PathBuf),
    #[error("{0} is there already; choose another name")]
    AlreadyThere(String),
    /// Where a new site was to begin.
    #[error("{} is not empty; name a folder that is empty or not there yet", .0.display())]
    NotEmpty(PathBuf),
    #[error(
        "{first} and {second} are one file under two names; make them two, or take one away; nothing was written"
    )]
    TwoNames { first: String, second: String },
    /// What is once in a ledger can never be mended.
    #[error("what is to be sealed cannot be entered: a name or a reason in it cannot be read again")]
    NotReadAgain,
}
