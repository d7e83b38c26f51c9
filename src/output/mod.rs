//! Files into the output folder: staged beside it, then put in its place in whole or not at all.

mod build_cache;
pub mod compress;
mod error;
pub mod manifest;
mod previous;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use jiff::civil::Date;

use crate::disk::OwnFolder;
use crate::site::delivery::{File, Redirect};
pub use build_cache::{BuildCache, Known, KnownOf};
pub use error::OutputError;
use manifest::{FileEntry, MANIFEST, Manifest};
use previous::{OutputFolder, Previous};
use work::Work;

/// What a manifest says of its tree besides the files.
pub struct About {
    /// The day as of which it is made.
    pub day: Date,
    /// True if it is a preview.
    pub preview: bool,
    pub redirects: Vec<Redirect>,
}

/// A tree of files that is not yet published. Files can be added from many threads. Dropped without
/// [`publish`](Self::publish), it leaves nothing behind.
pub struct Staging {
    out: PathBuf,
    /// Where it is made; `None` if it is only to be known.
    work: Option<Work>,
    previous: Option<Previous>,
    /// True if files that are text get compressed copies.
    compress: bool,
    entries: Mutex<BTreeMap<String, FileEntry>>,
}

impl Staging {
    /// Begins a tree that shall become `out`, with compressed copies of what is text if `compress`. `known` are the paths of files in
    /// it that an earlier build is remembered to have made.
    ///
    /// # Errors
    /// If something is in `out` that no earlier build made, if it belongs to the site in `root` with these `sources`, if another
    /// build is writing it, or if its parent cannot be written to.
    pub fn new(
        out: &Path,
        (root, sources): (&Path, &[PathBuf]),
        known: &BTreeSet<String>,
        compress: bool,
    ) -> Result<Self, OutputError> {
        let io = |error| OutputError::Io(out.to_path_buf(), error);
        let out = refuse_inside(out, root, sources)?;
        let work = Work::begin(&out)?;
        let previous = match Previous::find(&out, known).map_err(io)? {
            OutputFolder::Nothing | OutputFolder::Lost => None,
            OutputFolder::Foreign(path) => return Err(OutputError::NotOurs(path)),
            OutputFolder::Ours(previous) => Some(previous),
        };
        Ok(Staging { out, work: Some(work), previous, compress, entries: Mutex::default() })
    }

    /// Begins a tree that is written nowhere: only its manifest shall be known.
    pub fn unwritten(compress: bool) -> Self {
        Staging { out: PathBuf::new(), work: None, previous: None, compress, entries: Mutex::default() }
    }

    /// Adds a file. One that is in the old tree as well, with the same bytes, is linked, not written.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&self, file: &File) -> Result<(), OutputError> {
        self.add_one(file)?;
        let copies = if self.compress { compress::compressed(&file.path, &file.bytes) } else { Vec::new() };
        copies.iter().try_for_each(|copy| self.add_one(copy))
    }

    fn add_one(&self, file: &File) -> Result<(), OutputError> {
        let entry = FileEntry::of(&file.path, &file.bytes);
        let previous = self.previous.as_ref().filter(|previous| previous.has(&file.path, &file.bytes));
        let linked = previous.is_some_and(|previous| self.link(previous, &file.path));
        if !linked {
            self.write(&file.path, &file.bytes)?;
        }
        self.list(&file.path, entry);
        Ok(())
    }

    /// Takes a file with its copies over from the old tree; false if one is not there as it was written.
    pub fn keep(&self, path: &str) -> bool {
        let Some(previous) = &self.previous else { return false };
        let copies = compress::NAMES.iter().map(|name| format!("{path}.{name}"));
        let mut copies = copies.filter(|copy| previous.manifest.files.contains_key(copy));
        self.keep_one(path) && copies.all(|copy| self.keep_one(&copy))
    }

    fn keep_one(&self, path: &str) -> bool {
        let Some(previous) = &self.previous else { return false };
        let Some(entry) = previous.intact(path) else { return false };
        let linked = self.link(previous, path);
        if linked {
            self.list(path, entry.clone());
        }
        linked
    }

    fn list(&self, path: &str, entry: FileEntry) {
        let mut entries = self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        entries.insert(path.to_owned(), entry);
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let written = self.new_tree().map_or(Ok(()), |tree| tree.add(path, bytes));
        written.map_err(|error| OutputError::Io(self.out.join(path), error))
    }

    /// True if the file at `path` in the old tree is in the new one now as well.
    fn link(&self, previous: &Previous, path: &str) -> bool {
        self.new_tree().is_some_and(|tree| previous.link(path, tree).is_ok())
    }

    fn new_tree(&self) -> Option<&OwnFolder> {
        self.work.as_ref()?.new_tree()
    }

    /// The manifest of what was added. `about` is what it says besides.
    pub fn manifest(&self, about: About) -> Manifest {
        let mut entries = self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let About { day, preview, redirects } = about;
        Manifest { day: Some(day), preview, redirects, files: std::mem::take(&mut *entries) }
    }

    /// Puts the tree in the place of `out`, with its manifest, and returns how many files it has.
    ///
    /// # Errors
    /// If the system refuses; `out` is then as it was.
    pub fn publish(mut self, about: About) -> Result<usize, OutputError> {
        let manifest = self.manifest(about);
        self.write(MANIFEST, &manifest.to_bytes())?;
        // Some systems do not move a folder that is open.
        self.previous = None;
        let swapped = self.work.as_mut().map_or(Ok(()), Work::swap);
        swapped.map_err(|error| OutputError::Io(self.out.clone(), error))?;
        Ok(manifest.files.len())
    }
}

/// Refuses a folder that is part of the site whose files are in `root` and among them `sources`, and returns where it really is.
///
/// # Errors
/// [`OutputError::InsideSite`], or what the system says.
pub fn refuse_inside(out: &Path, root: &Path, sources: &[PathBuf]) -> Result<PathBuf, OutputError> {
    let out = resolved(out).map_err(|error| OutputError::Io(out.to_path_buf(), error))?;
    if is_of_site(&out, root, sources) { Err(OutputError::InsideSite(out)) } else { Ok(out) }
}

/// True for one of the sources, for what lies in one or holds one, and for a hidden folder in the site's own, where tools keep
/// what is theirs: `.git`, `.promulgate`. Both paths are real ones.
fn is_of_site(out: &Path, root: &Path, sources: &[PathBuf]) -> bool {
    // A source may be a link to another folder of the site.
    let real = |source: &PathBuf| source.canonicalize().unwrap_or_else(|_| source.clone());
    let is_source = |source: &Path| out.starts_with(source) || source.starts_with(out);
    let below = out.strip_prefix(root).unwrap_or(Path::new(""));
    sources.iter().any(|source| is_source(source) || is_source(&real(source)))
        || below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

/// `out` without symbolic links and without `..`, as it will be once its parents are made.
///
/// # Errors
/// What the system says, for example of a link that leads to itself.
pub fn resolved(out: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(out)?.components() {
        match part {
            Component::CurDir => {}
            // What is before it is real, or not there yet.
            Component::ParentDir => drop(real.pop()),
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(name) => {
                real.push(name);
                match real.canonicalize() {
                    Ok(there) => real = there,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(real)
}
