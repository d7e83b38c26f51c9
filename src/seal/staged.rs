//! Writing a few files so that either all of them are there or none.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::source::{Findings, human};

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// What was asked for cannot be done, with the way out.
    Not(String),
    /// Something is wrong with the files that it draws on.
    Faults(Findings),
    /// The system refused.
    Io(PathBuf, io::Error),
    /// It was sealed, and counts; but the system refused to move it from this folder to its place.
    Unfinished(PathBuf, io::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Not(message) => f.write_str(message),
            Refusal::Faults(findings) => write!(f, "{}", human::summary(findings)),
            Refusal::Io(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            Refusal::Unfinished(path, error) => write!(
                f,
                "it is released, but still lies in {}: {error}; the next release, adopt or withdraw moves it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// True if a symbolic link leads from the site's folder to where `target` would be.
fn leaves(root: &Path, target: &Path) -> bool {
    let existing = target.ancestors().find(|folder| folder.exists());
    let real = |path: &Path| path.canonicalize().ok();
    match (real(root), existing.and_then(real)) {
        (Some(root), Some(existing)) => !existing.starts_with(root),
        _ => true,
    }
}

/// Refuses to write where a symbolic link leads out of the site. `path` is below its folder.
///
/// # Errors
/// If it would lie there.
pub fn refuse_outside(root: &Path, path: &str) -> Result<(), Refusal> {
    match leaves(root, &root.join(path)) {
        true => Err(Refusal::Not(format!("{path} would lie outside the site, behind a symbolic link"))),
        false => Ok(()),
    }
}

/// Puts a file in the place of what is there, if anything is.
///
/// # Errors
/// If the system refuses; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> Result<(), Refusal> {
    let write = || {
        // A link stays one: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".promulgate-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        if let Ok(old) = fs::metadata(&path) {
            fs::set_permissions(file.path(), old.permissions())?;
        } else {
            set_usual_permissions(file.path())?;
        }
        file.persist(&path).map(drop).map_err(|error| error.error)
    };
    write().map_err(|error| Refusal::Io(path.to_path_buf(), error))
}

/// A temporary file is for its owner alone; what people share is not.
#[cfg(unix)]
fn set_usual_permissions(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A file to be written, by its path below a folder.
#[derive(Debug)]
pub struct NewFile {
    pub path: String,
    pub text: String,
}

/// Writes `files` below `folder`, which is made if need be. They are written to a hidden folder in it first; only
/// when all are there, each thing at the top is renamed into its place.
///
/// # Errors
/// If the system refuses; what was already renamed is then taken back.
pub fn write(folder: &Path, files: &[NewFile]) -> Result<(), Refusal> {
    let io = |error| Refusal::Io(folder.to_path_buf(), error);
    let made = missing_folders(folder);
    fs::create_dir_all(folder).map_err(io)?;
    let result = write_staged(folder, files).map_err(io);
    if result.is_err() {
        // A folder that was not there before shall not be there after; one that is not empty stays.
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// The folders that have to be made for `folder`, the innermost first.
fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_path_buf).collect()
}

fn write_staged(folder: &Path, files: &[NewFile]) -> io::Result<()> {
    let staging = tempfile::Builder::new().prefix(".promulgate-").tempdir_in(folder)?;
    for file in files {
        let target = staging.path().join(&file.path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, &file.text)?;
    }
    let mut placed: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(staging.path())? {
        let entry = entry?;
        let target = folder.join(entry.file_name());
        match fs::rename(entry.path(), &target) {
            Ok(()) => placed.push(target),
            Err(error) => {
                for path in placed {
                    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
                }
                return Err(error);
            }
        }
    }
    Ok(())
}
