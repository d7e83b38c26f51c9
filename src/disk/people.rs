//! Files that people write. Somebody may save one at any moment, also while the program asks a question.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use tempfile::TempPath;
use walkdir::WalkDir;

use super::exchange::exchange;

/// Nothing below a folder of this name is ever changed: versions are sealed.
const SEALED: &str = "versions";

/// What the names of files begin with that are not in their place yet. A process that is killed may leave one.
pub const LEFTOVER: &str = ".promulgate-";

/// Why a file was not written. It is as it was.
#[derive(Debug)]
pub enum WriteFault {
    /// It is no longer what was read, or is there although it was not.
    Changed,
    /// It lies outside the site, behind a symbolic link.
    Outside,
    /// It is sealed, or a link to what is.
    Sealed,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for WriteFault {
    fn from(error: io::Error) -> Self {
        WriteFault::Io(error)
    }
}

/// Puts `new` in the place of the file at `path` below `root`, if its bytes are those that were read, `expected`. The two are
/// exchanged in one step where the system can, and what came out is looked at again: what somebody saved in between goes back. A
/// link stays one: what it leads to is replaced.
///
/// # Errors
/// [`WriteFault::Changed`] if the file is not as expected, or is gone.
pub fn replace(root: &Path, path: &str, expected: &[u8], new: &[u8]) -> Result<(), WriteFault> {
    let target = inside(root, path)?;
    if current(&target)?.as_deref() != Some(expected) {
        return Err(WriteFault::Changed);
    }
    let target = target.canonicalize()?;
    if is_sealed(&root.canonicalize()?, &target) {
        return Err(WriteFault::Sealed);
    }
    let permissions = fs::metadata(&target)?.permissions();
    let file = beside(&target, new, Some(permissions))?;
    put(file, &target, expected, new)
}

/// Writes the file at `path` below `root`, which must not be there. The folders above it are made.
///
/// # Errors
/// [`WriteFault::Changed`] if it is there.
pub fn create(root: &Path, path: &str, new: &[u8]) -> Result<(), WriteFault> {
    let target = inside(root, path)?;
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = beside(&target, new, None)?;
    match file.persist_noclobber(&target) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(WriteFault::Changed),
        Err(error) => Err(WriteFault::Io(error.error)),
    }
}

/// Deletes the file at `path` below `root`, which this process has just written, if its bytes are `expected` still; and the folders
/// above it that are empty without it. What somebody saves in between the two is not seen.
///
/// # Errors
/// [`WriteFault::Changed`] if it is not as expected.
pub fn remove(root: &Path, path: &str, expected: &[u8]) -> Result<(), WriteFault> {
    let target = inside(root, path)?;
    if current(&target)?.as_deref() != Some(expected) {
        return Err(WriteFault::Changed);
    }
    fs::remove_file(&target)?;
    let above = target.ancestors().skip(1).take_while(|above| *above != root);
    above.take_while(|above| fs::remove_dir(above).is_ok()).for_each(drop);
    Ok(())
}

/// The path, unless a symbolic link leads out of the site on the way there.
fn inside(root: &Path, path: &str) -> Result<PathBuf, WriteFault> {
    if is_inside(root, path) { Ok(root.join(path)) } else { Err(WriteFault::Outside) }
}

/// True unless a symbolic link leads from the site in `root` to where the file at `path` would be.
pub fn is_inside(root: &Path, path: impl AsRef<Path>) -> bool {
    let target = root.join(path.as_ref());
    let existing = target.ancestors().find(|folder| fs::symlink_metadata(folder).is_ok());
    let real = |path: &Path| path.canonicalize().ok();
    match (real(root), existing.and_then(real)) {
        (Some(root), Some(existing)) => existing.starts_with(root),
        _ => false,
    }
}

/// True for a file below a folder of versions. Both paths are real ones.
fn is_sealed(root: &Path, target: &Path) -> bool {
    let below = target.strip_prefix(root).unwrap_or(target);
    below.parent().is_some_and(|folder| folder.components().any(|part| part.as_os_str() == SEALED))
}

/// The bytes of the file at `path` below `root`; `None` if it is not there or lies outside the site.
///
/// # Errors
/// What the system says.
pub fn read_people(root: &Path, path: &Path) -> io::Result<Option<Vec<u8>>> {
    match is_inside(root, path) {
        true => current(&root.join(path)),
        false => Ok(None),
    }
}

/// What makes a file on the disk the one that it is, under whatever names.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Identity(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] PathBuf);

/// What the file at a path is, links followed. (Elsewhere than on Unix two hard links seem to be two files.)
///
/// # Errors
/// What the system says.
pub fn identity(path: &Path) -> io::Result<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(path).map(|there| Identity((there.dev(), there.ino())))
    }
    #[cfg(not(unix))]
    path.canonicalize().map(Identity)
}

/// The bytes that are there now; `None` if there is no file.
fn current(path: &Path) -> io::Result<Option<Vec<u8>>> {
    // A pipe would make the program wait.
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::other("it is no plain file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file with these bytes beside its place, written to the disk.
pub(super) fn beside(
    target: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<TempPath> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(LEFTOVER).tempfile_in(folder)?;
    file.write_all(bytes)?;
    match permissions {
        Some(permissions) => file.as_file().set_permissions(permissions)?,
        None => set_usual_permissions(file.as_file())?,
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// A temporary file is for its owner alone; what people share is not.
#[cfg(unix)]
pub(super) fn set_usual_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn set_usual_permissions(_: &fs::File) -> io::Result<()> {
    Ok(())
}

fn put(file: TempPath, target: &Path, expected: &[u8], new: &[u8]) -> Result<(), WriteFault> {
    match exchange_paths(&file, target) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            return file.persist(target).map_err(|error| WriteFault::Io(error.error));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(WriteFault::Changed),
        outcome => outcome?,
    }
    // What came out goes with `file`, unless somebody saved it after it was looked at.
    if current(&file)?.as_deref() == Some(expected) {
        return Ok(());
    }
    give_back(file, target, new)
}

/// Puts what somebody saved back into its place. Should they save again meanwhile, that is what comes out next, and goes back in
/// its turn; it ends when what comes out is the program's own.
fn give_back(file: TempPath, target: &Path, own: &[u8]) -> Result<(), WriteFault> {
    let outcome = loop {
        match exchange_paths(&file, target).and_then(|()| current(&file)) {
            Ok(out) if out.as_deref() == Some(own) => return Err(WriteFault::Changed),
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    // What is in it is somebody's, and must stay, under a name that nobody clears away.
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".saved");
    let saved = target.with_file_name(name);
    Err(WriteFault::Io(match file.persist_noclobber(&saved) {
        Ok(()) => io::Error::other(format!("what was saved meanwhile is in {}: {outcome}", saved.display())),
        Err(error) => error.error,
    }))
}

fn exchange_paths(one: &Path, other: &Path) -> io::Result<()> {
    let folder = one.parent().unwrap_or(Path::new("."));
    let dir = Dir::open_ambient_dir(folder, ambient_authority())?;
    let name = |path: &Path| path.file_name().map(PathBuf::from).ok_or(io::ErrorKind::InvalidInput);
    exchange((&dir, &name(one)?), (&dir, &name(other)?))
}

/// Deletes what a process that was killed left in the site in `root` and below its `folders`: files and folders whose names begin
/// with [`LEFTOVER`]. Only while no other process writes the site.
///
/// # Errors
/// What the system says.
pub fn clear_leftovers(root: &Path, folders: &[&str]) -> io::Result<()> {
    let below = folders.iter().map(|folder| WalkDir::new(root.join(folder)).follow_root_links(false));
    for walk in below.chain([WalkDir::new(root).max_depth(1)]) {
        let mut walk = walk.into_iter();
        while let Some(entry) = walk.next() {
            // What cannot be walked through is a finding of whoever reads the site.
            let Ok(entry) = entry else { continue };
            if !entry.file_name().to_string_lossy().starts_with(LEFTOVER) {
                continue;
            }
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
