//! Why nothing was published in a folder.

use std::io;
use std::path::PathBuf;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds this file or folder, which no build of ours put there.
    #[error(
        "promulgate did not make {}, and a build would delete it; name another folder with --out, or move it away",
        .0.display()
    )]
    NotOurs(PathBuf),
    /// The folder is part of the site itself.
    #[error("{} is part of the site itself; name another folder with --out", .0.display())]
    InsideSite(PathBuf),
    /// Another build is writing this folder.
    #[error(
        "another build is writing {}; try again when it has ended, or name another folder with --out",
        .0.display()
    )]
    Busy(PathBuf),
    /// The system refused; the folder is as it was.
    #[error("cannot write {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}
