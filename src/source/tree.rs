//! Reads the files of a site, all of them, once. Nothing else in the program reads content.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arcstr::ArcStr;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::files::Sources;
use super::finding::{Checked, Finding, Findings, Place};
use super::names::{is_left_out, is_plain, is_text};
use super::overlays::Overlays;
use super::span::{FileId, Span};

pub use super::names::{CONFIG_FILE, FOLDERS, MAX_FILE, STAGED};

crate::source::codes! {
    /// A file is not stored as UTF-8, the encoding that is usual for text today.
    ///
    /// Every text of a site is UTF-8, so that it reads the same everywhere. An editor on an older system may have saved
    /// it in another encoding, such as GB 18030 or Windows-1252. For example, the heading of a Chinese notice saved as
    /// GB 18030:
    ///
    /// ```text
    /// as it was written   # 隐私声明
    /// as it is read       # ��˽����
    /// ```
    ///
    /// Way out: open the file in an editor that knows its encoding, and save it as UTF-8.
    NOT_UTF8 = "not-utf8", Error;

    /// A symbolic link leads to what is no content of the site, round in a circle or nowhere.
    ///
    /// Such a link is a file that only points to another. A site must be complete in itself: what lies elsewhere can
    /// change or vanish without anybody seeing it, and might not be meant for the public. So a link may only lead to what would be
    /// read by itself as the same: from `content/` to a file or folder in `content/` that is not hidden, and so in `locales/`, `templates/`
    /// and `themes/`. For example:
    ///
    /// ```text
    /// content/privacy/en.md -> ../../../shared/privacy-final.md
    /// ```
    ///
    /// Way out: copy the file into the site instead of linking to it.
    LINK_LEAVES_SITE = "link-leaves-site", Error;

    /// A file or folder could not be read.
    ///
    /// What cannot be read cannot be checked or published. For example, a file that only one person, `counsel`, may
    /// open:
    ///
    /// ```text
    /// -rw------- counsel  content/privacy/en.md
    /// ```
    ///
    /// Way out: look at its permissions. A text must be a plain file of less than 64 MiB.
    UNREADABLE = "unreadable", Error;

    /// The name of a file or folder is not UTF-8, or holds an invisible character.
    ///
    /// Names become addresses on the site, so they must be plain text that people can see. For example, a name with a
    /// character that reverses what follows, shown here by its number:
    ///
    /// ```text
    /// content/privacy/en<U+202E>.md
    /// ```
    ///
    /// Way out: rename the file.
    BAD_FILE_NAME = "bad-file-name", Error;
}

/// Every file of a site as it was at one moment.
#[derive(Debug, Default)]
pub struct Tree {
    /// The site's folder, without symbolic links in its path.
    pub root: PathBuf,
    /// The texts.
    pub sources: Sources,
    /// Files that are not text (images of a theme, for instance), by path.
    pub assets: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// Files that are there but could not be read as what they should be, with their bytes if there are any. There is a
    /// finding for each, unless it is the rest of an interrupted release.
    pub unread: BTreeMap<Arc<str>, Option<Arc<[u8]>>>,
}

impl Tree {
    /// The files and folders that belong to a site, whether they are there or not.
    pub fn belongings(&self) -> Vec<PathBuf> {
        FOLDERS.iter().chain([&CONFIG_FILE]).map(|name| self.root.join(name)).collect()
    }
}

/// Reads all files of the site in `root`: its configuration and the folders `content`, `locales`, `templates` and
/// `themes`, in an order that does not depend on the disk. Hidden files and the copies that editors keep are left out.
///
/// # Errors
/// Only if `root` itself cannot be opened; what is wrong with single files is among the findings.
pub fn read(root: &Path) -> io::Result<Checked<Tree>> {
    read_under(root, &Overlays::default())
}

/// The same with texts that are not saved yet in the place of what the disk has.
///
/// # Errors
/// Only if `root` itself cannot be opened.
pub fn read_under(root: &Path, overlays: &Overlays) -> io::Result<Checked<Tree>> {
    let root = fs::canonicalize(root)?;
    let mut findings = Findings::new();
    let mut tree = Tree { root: root.clone(), ..Tree::default() };
    let mut paths = Vec::new();
    if fs::symlink_metadata(root.join(CONFIG_FILE)).is_ok() {
        paths.push((Arc::from(CONFIG_FILE), root.join(CONFIG_FILE)));
    }
    for folder in FOLDERS {
        list(&root, folder, &mut paths, &mut tree.unread, &mut findings);
    }
    add_unsaved(&root, overlays, &mut paths, &tree.unread);
    let read = |(name, path): &(Arc<str>, PathBuf)| match overlays.get(name) {
        Some(text) => Ok(Content::Text(text.clone())),
        None => Ok(Content::of(name, read_bytes(&root, path)?)),
    };
    let contents: Vec<Result<Content, ReadFault>> = paths.par_iter().map(read).collect();
    for ((path, _), content) in paths.into_iter().zip(contents) {
        match content {
            Ok(Content::Text(text)) => {
                tree.sources.add(path, text);
            }
            Ok(Content::Bytes(bytes)) if is_text(&path) => {
                add_text(&mut tree, path, bytes, &mut findings);
            }
            Ok(Content::Bytes(bytes)) => {
                tree.assets.insert(path, bytes.into());
            }
            Err(fault) => {
                tree.unread.insert(path.clone(), None);
                findings.push(fault.finding(path));
            }
        }
    }
    Ok(Checked::new(tree, findings))
}

/// Adds the files that are not saved yet at all. What must not be read stays unread.
fn add_unsaved(
    root: &Path,
    overlays: &Overlays,
    paths: &mut Vec<(Arc<str>, PathBuf)>,
    unread: &BTreeMap<Arc<str>, Option<Arc<[u8]>>>,
) {
    let listed: HashSet<Arc<str>> = paths.iter().map(|(path, _)| path.clone()).collect();
    let is_unread = |path: &str| {
        Path::new(path).ancestors().any(|path| path.to_str().is_some_and(|path| unread.contains_key(path)))
    };
    let unsaved = overlays.paths().filter(|path| !listed.contains(*path) && !is_unread(path));
    paths.extend(unsaved.map(|path| (path.clone(), root.join(&**path))));
}

/// What a file holds; a text as it is kept, so that thousands of them are not in memory twice at once.
pub(super) enum Content {
    Text(ArcStr),
    Bytes(Vec<u8>),
}

impl Content {
    pub(super) fn of(path: &str, bytes: Vec<u8>) -> Self {
        match std::str::from_utf8(&bytes) {
            Ok(text) if is_text(path) => Content::Text(ArcStr::from(text)),
            _ => Content::Bytes(bytes),
        }
    }
}

/// Collects the files below `root/folder`, sorted by name.
fn list(
    root: &Path,
    folder: &str,
    paths: &mut Vec<(Arc<str>, PathBuf)>,
    unread: &mut BTreeMap<Arc<str>, Option<Arc<[u8]>>>,
    findings: &mut Findings,
) {
    let start = root.join(folder);
    if fs::symlink_metadata(&start).is_err() {
        return;
    }
    let mut walk = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                unread.extend(error.path().and_then(|path| relative(root, path)).map(|path| (path, None)));
                findings.push(walk_fault(root, folder, &error));
                continue;
            }
        };
        if entry.depth() > 0 && is_left_out(entry.path()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let relative = relative(root, entry.path());
        let Some(path) = relative.filter(|path| is_plain(path)) else {
            findings.push(Finding::new(
                &BAD_FILE_NAME,
                Place::Path(entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into()),
                "the name of this file is not UTF-8, or holds an invisible character",
                "rename it; names become addresses on the site",
            ));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        };
        if entry.path_is_symlink() && !leads_to_content(root, entry.path()) {
            unread.insert(path.clone(), None);
            findings.push(ReadFault::LeavesSite.finding(path));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if !entry.file_type().is_dir() {
            paths.push((path, entry.into_path()));
        }
    }
}

fn walk_fault(root: &Path, folder: &str, error: &walkdir::Error) -> Finding {
    let path = error.path().and_then(|path| relative(root, path)).unwrap_or_else(|| folder.into());
    let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
    if error.loop_ancestor().is_some() || dangling {
        return ReadFault::LeavesSite.finding(path);
    }
    ReadFault::Unreadable(error.io_error().map_or("cannot be read".to_owned(), ToString::to_string))
        .finding(path)
}

/// The path below the root with `/` between its parts, or `None` if it is not UTF-8.
pub(super) fn relative(root: &Path, path: &Path) -> Option<Arc<str>> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/").into())
}

/// True for a link to what would be read by itself as what it is here: a file or folder below the same one of [`FOLDERS`], with no
/// hidden part in its path. What else lies in the site's folder is not meant for readers, or not yet: texts that are not released,
/// git's own files, settings with passwords, what a build made.
fn leads_to_content(root: &Path, link: &Path) -> bool {
    let Ok(target) = fs::canonicalize(link) else { return false };
    let Ok(below) = target.strip_prefix(root) else { return false };
    let own = link.strip_prefix(root).unwrap_or(link);
    let is_in_folder = FOLDERS.iter().any(|folder| below.starts_with(folder) && own.starts_with(folder));
    let mut parts = below.ancestors().filter(|part| !part.as_os_str().is_empty());
    is_in_folder && !parts.any(is_left_out)
}

/// Why a single file could not be read.
pub(super) enum ReadFault {
    LeavesSite,
    Unreadable(String),
}

impl ReadFault {
    pub(super) fn finding(self, path: Arc<str>) -> Finding {
        match self {
            ReadFault::LeavesSite => Finding::new(
                &LINK_LEAVES_SITE,
                Place::Path(path),
                "this symbolic link leads to what is no content of the site, round in a circle or nowhere",
                "put the file itself here instead of a link",
            ),
            ReadFault::Unreadable(reason) => Finding::new(
                &UNREADABLE,
                Place::Path(path),
                format!("this could not be read: {reason}"),
                "look at its permissions; it must be a plain file of less than 64 MiB",
            ),
        }
    }
}

pub(super) fn read_bytes(root: &Path, path: &Path) -> Result<Vec<u8>, ReadFault> {
    if path.is_symlink() && !leads_to_content(root, path) {
        return Err(ReadFault::LeavesSite);
    }
    read_plain_file(path)
}

/// The bytes of a file that is no device and not too large.
#[expect(clippy::disallowed_methods, reason = "the one place where content is read")]
pub(super) fn read_plain_file(path: &Path) -> Result<Vec<u8>, ReadFault> {
    let unreadable = |error: io::Error| ReadFault::Unreadable(error.to_string());
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(ReadFault::Unreadable("it is not a plain file".to_owned()));
    }
    if metadata.len() > MAX_FILE {
        return Err(ReadFault::Unreadable("it is larger than 64 MiB".to_owned()));
    }
    fs::read(path).map_err(unreadable)
}

/// Adds a text, or says where it stops being UTF-8.
pub(super) fn add_text(
    tree: &mut Tree,
    path: Arc<str>,
    bytes: Vec<u8>,
    findings: &mut Findings,
) -> Option<FileId> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(tree.sources.add(path, ArcStr::from(text))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bad = error.as_bytes().get(valid).copied().unwrap_or_default();
            // The readable part is kept, so that the finding can show the line on which it ends.
            let readable = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
            let is_staged = path.contains(&format!("/{STAGED}"));
            tree.unread.insert(path.clone(), Some(error.as_bytes().into()));
            if is_staged {
                return None; // half written when a release was interrupted
            }
            let file = tree.sources.add_unread(path, ArcStr::from(readable));
            findings.push(Finding::new(
                &NOT_UTF8,
                Span::new(file, valid..valid),
                format!("this file is not UTF-8 text: byte {bad:#04x} cannot stand here"),
                "open it in an editor that knows its encoding and save it as UTF-8",
            ));
            None
        }
    }
}
