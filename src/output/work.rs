//! The folder beside the output in which a tree is made: who may work there, and what an interrupted build left.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Refusal;

/// The tree that is being made.
const NEW: &str = "new";
/// The tree that was there, while a system without an exchange renames twice.
const OLD: &str = "old";
const LOCK: &str = "lock";

/// The folder, locked. Dropped, it goes with everything in it.
#[derive(Debug)]
pub struct Work {
    folder: PathBuf,
    /// Locked as long as it is open; the system unlocks it also if the program is killed.
    _lock: File,
}

impl Work {
    /// Takes the folder for a build into `out`, and puts in order what an interrupted build left: the old tree goes back
    /// into its place if that is empty, anything else goes.
    ///
    /// # Errors
    /// [`Refusal::Busy`] if another build works there; otherwise what the system says.
    pub fn begin(out: &Path) -> Result<Self, Refusal> {
        let refused = |error| Refusal::Io(out.to_path_buf(), error);
        // Beside the output, so that renaming crosses no file system.
        let folder = beside(out);
        let lock = lock(&folder, out)?;
        let work = Work { folder, _lock: lock };
        work.tidy(out).map_err(refused)?;
        fs::create_dir(work.new_tree()).map_err(refused)?;
        Ok(work)
    }

    fn tidy(&self, out: &Path) -> io::Result<()> {
        let old = self.old_tree();
        if is_there(&old)? && !is_there(out)? {
            fs::rename(&old, out)?;
        }
        remove(&old)?;
        remove(&self.new_tree())
    }

    /// Where the new tree is made.
    pub fn new_tree(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    fn old_tree(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    /// Puts the new tree in the place of `out`. What was there is in the work folder afterwards, and goes with it: on
    /// some file systems a tree that is deleted first makes the writing of the next one many times slower.
    ///
    /// # Errors
    /// What the system says; `out` is then as it was, or back in its place with the next build.
    pub fn swap(&self, out: &Path) -> io::Result<()> {
        let new = self.new_tree();
        if !is_there(out)? {
            return fs::rename(&new, out);
        }
        match exchange(&new, out) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => self.swap_by_two_renames(out),
            outcome => outcome,
        }
    }

    fn swap_by_two_renames(&self, out: &Path) -> io::Result<()> {
        fs::rename(out, self.old_tree())?;
        fs::rename(self.new_tree(), out).inspect_err(|_| {
            // Should this fail as well, the next build does it.
            drop(fs::rename(self.old_tree(), out));
        })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // An old tree whose place is empty must not go.
        if matches!(self.old_tree().try_exists(), Ok(false)) || self.new_tree().exists() {
            drop(remove_side_by_side(&self.new_tree(), LEVELS));
            drop(fs::remove_dir_all(&self.folder));
        }
    }
}

fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".promulgate");
    out.with_file_name(name)
}

/// Locks the folder. A build that ends takes its lock's file away with the folder, so a lock counts only if its file is
/// the one that is there.
fn lock(folder: &Path, out: &Path) -> Result<File, Refusal> {
    let refused = |error| Refusal::Io(out.to_path_buf(), error);
    let path = folder.join(LOCK);
    loop {
        fs::create_dir_all(folder).map_err(refused)?;
        let file = match File::options().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(refused(error)),
        };
        match file.try_lock() {
            Ok(()) if is_same(&file, &path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy(out.to_path_buf())),
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(path)) => id(file) == id(path),
        _ => false,
    }
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn is_same(_: &File, _: &Path) -> bool {
    true
}

/// Exchanges two folders in one step.
///
/// # Errors
/// [`io::ErrorKind::Unsupported`] where the system or the file system cannot; otherwise what the system says.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|errno| match errno {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        errno => errno.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn is_there(path: &Path) -> io::Result<bool> {
    path.try_exists()
}

/// How deep below an old tree folders are deleted side by side: as deep as those of policies are, `/LANG/POLICY/`.
const LEVELS: u32 = 2;

/// Deletes a tree from many threads at once.
fn remove_side_by_side(folder: &Path, levels: u32) -> io::Result<()> {
    if levels > 0 {
        let entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
        let is_folder = |entry: &&fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let folders = entries.par_iter().filter(is_folder);
        folders.try_for_each(|entry| remove_side_by_side(&entry.path(), levels - 1))?;
    }
    fs::remove_dir_all(folder)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
