//! Keeps a tree up to date: reads a file again that changed, and says what is new in another reading of the same folder.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use arcstr::ArcStr;

use super::files::Source;
use super::names::is_of_site;
use super::overlays::Overlays;
use super::span::FileId;
use super::tree::{Content, Tree, read_bytes, relative};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// Nothing that the tree would know of.
    Same,
    /// It has another text, which the tree now holds.
    Changed(Arc<str>),
    /// More than the text of one file: the tree has to be read anew.
    Unclear,
}

impl Tree {
    /// Reads a file again, by its path on the disk, or from what is over it.
    pub fn refresh(&mut self, path: &Path, overlays: &Overlays) -> Refreshed {
        let Ok(below) = path.strip_prefix(&self.root) else { return Refreshed::Same };
        if !is_of_site(below) {
            return Refreshed::Same;
        }
        let Some(name) = relative(&self.root, path) else { return Refreshed::Unclear };
        match (self.sources.find(&name), overlays.get(&name)) {
            (Some(file), Some(text)) => self.replace(file, name, text.clone()),
            (Some(file), None) if !path.is_symlink() => {
                match read_bytes(&self.root, path).map(|bytes| Content::of(&name, bytes)) {
                    Ok(Content::Text(text)) => self.replace(file, name, text),
                    Ok(Content::Bytes(_)) | Err(_) => Refreshed::Unclear,
                }
            }
            // What was never there and is not: editors make files for a moment, to write into or to see whether they can.
            (None, None) if !self.knows(&name) && path.symlink_metadata().is_err() => Refreshed::Same,
            _ => Refreshed::Unclear,
        }
    }

    fn replace(&mut self, file: FileId, name: Arc<str>, text: ArcStr) -> Refreshed {
        if self.sources.get(file).text == text {
            return Refreshed::Same;
        }
        self.sources.replace(file, text);
        Refreshed::Changed(name)
    }

    /// True if anything of that path was read or should have been: a file, or a folder in which one is.
    fn knows(&self, name: &str) -> bool {
        let is_below = |path: &Arc<str>| {
            path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut paths = self.sources.paths().map(|(path, _)| path);
        paths.any(is_below) || self.assets.keys().chain(self.unread.keys()).any(is_below)
    }

    /// Takes the texts of another reading of the same folder, and returns the paths of those that changed. Nothing, and this
    /// tree stays as it was, if other files are there or anything but texts changed.
    pub fn take_texts(&mut self, new: &Tree) -> Option<BTreeSet<Arc<str>>> {
        let same_paths = |(old, new): (&Source, &Source)| old.path == new.path;
        let (files, new_files) = (self.sources.all(), new.sources.all());
        let is_alike = files.len() == new_files.len()
            && files.iter().zip(new_files).all(same_paths)
            && self.assets == new.assets
            && self.unread == new.unread;
        if !is_alike {
            return None;
        }
        let changed = new
            .sources
            .paths()
            .filter(|(_, file)| self.sources.get(*file).text != new.sources.get(*file).text);
        let changed: Vec<_> = changed.map(|(path, file)| (path.clone(), file)).collect();
        for (_, file) in &changed {
            self.sources.replace(*file, new.sources.get(*file).text.clone());
        }
        Some(changed.into_iter().map(|(path, _)| path).collect())
    }
}

/// The paths of the working texts of a site, the one first that was edited last. Those whose day of change the file system does not
/// know come last.
pub fn last_edited(tree: &Tree) -> Vec<Arc<str>> {
    let is_working =
        |path: &str| path.starts_with("content/") && path.ends_with(".md") && !path.contains("/versions/");
    let mut texts: Vec<_> = tree
        .sources
        .paths()
        .filter(|(path, _)| is_working(path))
        .map(|(path, _)| {
            let edited = tree.root.join(&**path).metadata().and_then(|metadata| metadata.modified()).ok();
            (std::cmp::Reverse(edited), path.clone())
        })
        .collect();
    texts.sort();
    texts.into_iter().map(|(_, path)| path).collect()
}
