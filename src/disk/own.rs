//! Folders of the program's own, such as `.promulgate/`, and single files that it wrote.
//!
//! Git carries symbolic links, so a folder of that name may be one that somebody else put there. It is opened without following it,
//! and then used by its descriptor: whatever becomes of its name, nothing is written or deleted elsewhere.

use std::ffi::OsStr;
use std::fs::{self, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use rayon::prelude::*;

use super::exchange::exchange;
use super::unfollowed::{careful, open, plain};

/// A folder that only the program uses, opened.
#[derive(Debug)]
pub struct OwnFolder {
    dir: Dir,
    /// For messages.
    path: PathBuf,
}

/// Why a lock could not be taken.
#[derive(Debug)]
pub enum LockFault {
    /// Another process has it.
    Busy,
    /// The system refused, or what is there is no plain file.
    Io(io::Error),
}

impl OwnFolder {
    /// Opens a folder at a path as it is: links are followed, as for the output of a build that somebody named.
    ///
    /// # Errors
    /// What the system says.
    pub fn at(path: &Path) -> io::Result<Self> {
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(OwnFolder { dir: Dir::open_ambient_dir(here, ambient_authority())?, path: path.to_path_buf() })
    }

    /// Opens the folder `name` in `parent`, and makes it if it is not there. `parent` itself may be reached over links.
    ///
    /// # Errors
    /// If what is there is a link or no folder, or what the system says.
    pub fn make(parent: &Path, name: impl AsRef<OsStr>) -> io::Result<Self> {
        Self::at(parent)?.folder(name)
    }

    /// Opens the folder `name` in `parent`; `None` if it is not there.
    ///
    /// # Errors
    /// If what is there is a link or no folder, or what the system says.
    pub fn find(parent: &Path, name: impl AsRef<OsStr>) -> io::Result<Option<Self>> {
        match Self::at(parent) {
            Ok(parent) => parent.existing(name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens the folder `name` in this one; `None` if it is not there.
    ///
    /// # Errors
    /// As [`OwnFolder::find`].
    pub fn existing(&self, name: impl AsRef<OsStr>) -> io::Result<Option<Self>> {
        match open(&self.dir, name.as_ref()) {
            Ok(dir) => Ok(Some(OwnFolder { dir, path: self.path.join(name.as_ref()) })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens a folder in this one, and makes it if it is not there.
    ///
    /// # Errors
    /// As [`OwnFolder::make`].
    pub fn folder(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        match self.new_folder(name.as_ref()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Ok(OwnFolder { dir: open(&self.dir, name.as_ref())?, path: self.path.join(name.as_ref()) })
            }
            outcome => outcome,
        }
    }

    /// Makes a folder in this one, where nothing of that name may be.
    ///
    /// # Errors
    /// What the system says.
    pub fn new_folder(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        let name = name.as_ref();
        self.dir.create_dir(name)?;
        Ok(OwnFolder { dir: open(&self.dir, name)?, path: self.path.join(name) })
    }

    /// Makes a folder in this one, where nothing of that name may be, and leaves it closed.
    ///
    /// # Errors
    /// What the system says.
    pub fn make_empty(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        self.dir.create_dir(name.as_ref())
    }

    /// Where it was when it was opened, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the lock whose file is `name`. The system lets go of it when the file is closed, however the process ends.
    ///
    /// # Errors
    /// [`LockFault::Busy`] if another process has it.
    pub fn lock(&self, name: &str) -> Result<fs::File, LockFault> {
        let mut options = careful();
        options.create(true).read(true).write(true);
        let file =
            plain(self.dir.open_with(name, &options).map_err(LockFault::Io)?).map_err(LockFault::Io)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(LockFault::Busy),
            Err(TryLockError::Error(error)) => Err(LockFault::Io(error)),
        }
    }

    /// The bytes of a file; `None` if it is not there.
    ///
    /// # Errors
    /// If it is a link or no plain file, or what the system says.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let mut options = careful();
        options.read(true);
        match self.dir.open_with(name, &options).and_then(plain) {
            Ok(mut file) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                Ok(Some(bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a file, in whole or not at all.
    ///
    /// # Errors
    /// What the system says; the file is then as it was.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // Only one process writes such a file at a time, or each writes its own.
        let unfinished = format!("{name}.{}", std::process::id());
        let written =
            self.dir.write(&unfinished, bytes).and_then(|()| self.dir.rename(&unfinished, &self.dir, name));
        written.inspect_err(|_| drop(self.dir.remove_file(&unfinished)))
    }

    /// The names of what is in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let names = self.dir.entries()?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    }

    /// Deletes a file.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_file(&self, name: &str) -> io::Result<()> {
        self.dir.remove_file(name)
    }

    /// Deletes a folder in it, which must be empty.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        self.dir.remove_dir(name.as_ref())
    }

    /// Deletes a folder in it with everything below; one that is not there is no fault.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        gone(self.dir.remove_dir_all(name))
    }

    /// The same from many threads at once, for a large tree.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_tree(&self, name: &str) -> io::Result<()> {
        // What is no folder goes at once.
        if let Ok(dir) = open(&self.dir, OsStr::new(name)) {
            remove_side_by_side(&dir, LEVELS)?;
        }
        self.remove_folder(name)
    }

    /// Adds a new file below it, at a path with `/` between its parts. The folders above it are made.
    ///
    /// # Errors
    /// What the system says.
    pub fn add(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.below(path, |dir| dir.write(path, bytes))
    }

    /// The same, written to the disk before it returns.
    ///
    /// # Errors
    /// What the system says.
    pub fn add_synced(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.below(path, |dir| {
            let mut file = dir.create(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Puts the file at `path` below `from` at the same place below this folder as well, without copying it.
    ///
    /// # Errors
    /// What the system says, for example that the file system knows no links.
    pub fn link(&self, from: &OwnFolder, path: &str) -> io::Result<()> {
        self.below(path, |dir| from.dir.hard_link(path, dir, path))
    }

    fn below(&self, path: &str, make: impl Fn(&Dir) -> io::Result<()>) -> io::Result<()> {
        match (make(&self.dir), path.rsplit_once('/')) {
            (Err(error), Some((parent, _))) if error.kind() == io::ErrorKind::NotFound => {
                self.dir.create_dir_all(parent)?;
                make(&self.dir)
            }
            (outcome, _) => outcome,
        }
    }

    /// True if there is a folder of that name in it, and no link to one.
    pub fn has_folder(&self, name: &str) -> bool {
        self.dir.symlink_metadata(name).is_ok_and(|metadata| metadata.is_dir())
    }

    /// True if there is something of that name in it, whatever it is.
    ///
    /// # Errors
    /// What the system says.
    pub fn has(&self, name: impl AsRef<OsStr>) -> io::Result<bool> {
        match self.dir.symlink_metadata(name.as_ref()) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Moves `name` to `new` in another folder, where nothing but an empty folder may be.
    ///
    /// # Errors
    /// What the system says.
    pub fn move_to(&self, name: impl AsRef<OsStr>, to: &OwnFolder, new: impl AsRef<OsStr>) -> io::Result<()> {
        self.dir.rename(name.as_ref(), &to.dir, new.as_ref())
    }

    /// Exchanges `name` with `other` in another folder, in one step.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] where the system or the file system cannot; otherwise what the system says.
    pub fn exchange(&self, name: &str, folder: &OwnFolder, other: impl AsRef<OsStr>) -> io::Result<()> {
        exchange((&self.dir, Path::new(name)), (&folder.dir, Path::new(other.as_ref())))
    }

    /// False for a folder of another user of the machine, who could exchange what is in it at any moment.
    ///
    /// # Errors
    /// What the system says.
    #[cfg(unix)]
    pub fn is_mine(&self) -> io::Result<bool> {
        use cap_std::fs::MetadataExt as _;
        Ok(self.dir.dir_metadata()?.uid() == rustix::process::geteuid().as_raw())
    }

    /// Elsewhere the rights of a folder are inherited, and its owner says nothing.
    ///
    /// # Errors
    /// Never.
    #[cfg(not(unix))]
    pub fn is_mine(&self) -> io::Result<bool> {
        Ok(true)
    }

    /// Makes sure that what was made, renamed or deleted in it survives a power failure, where the system lets a folder be opened.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { self.dir.open(".")?.sync_all() } else { Ok(()) }
    }

    /// True if the file at `name` is this one still, and was not taken away with its folder.
    #[cfg(unix)]
    pub fn is_in_place(&self, file: &fs::File, name: &str) -> bool {
        use cap_std::fs::MetadataExt as _;
        use std::os::unix::fs::MetadataExt as _;
        match (file.metadata(), self.dir.symlink_metadata(name)) {
            (Ok(file), Ok(there)) => (file.dev(), file.ino()) == (there.dev(), there.ino()),
            _ => false,
        }
    }

    /// Elsewhere a file that is open cannot be taken away.
    #[cfg(not(unix))]
    pub fn is_in_place(&self, _: &fs::File, _: &str) -> bool {
        true
    }
}

/// How deep below an old tree folders are deleted side by side: as deep as those of policies are, `/LANG/POLICY/`.
const LEVELS: u32 = 2;

fn remove_side_by_side(dir: &Dir, levels: u32) -> io::Result<()> {
    let entries: Vec<cap_std::fs::DirEntry> = dir.entries()?.collect::<io::Result<_>>()?;
    let is_folder = |entry: &&cap_std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    entries.par_iter().filter(is_folder).try_for_each(|entry| {
        let name = entry.file_name();
        if levels > 1 {
            remove_side_by_side(&open(dir, &name)?, levels - 1)?;
        }
        dir.remove_dir_all(&name)
    })
}

fn gone(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
