//! Why nothing was published.

use std::io;
use std::path::PathBuf;

/// Why nothing was published.
#[derive(Debug)]
pub enum Refusal {
    /// The folder holds this file or folder, which no build of ours put there.
    NotOurs(PathBuf),
    /// The folder is part of the site itself.
    InsideSite(PathBuf),
    /// Another build is writing this folder.
    Busy(PathBuf),
    /// The system refused; the folder is as it was.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::NotOurs(path) => write!(
                f,
                "promulgate did not make {}, and a build would delete it; name another folder with --out, \
                 or move it away",
                path.display()
            ),
            Refusal::InsideSite(path) => {
                write!(f, "{} is part of the site itself; name another folder with --out", path.display())
            }
            Refusal::Busy(path) => {
                write!(
                    f,
                    "another build is writing {}; try again when it has ended, or name another folder with --out",
                    path.display()
                )
            }
            Refusal::Io(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Refusal {}
