//! Texts that are not saved yet: what an editor holds open goes before what the disk has.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::Arc;

use arcstr::ArcStr;

use super::names::{MAX_FILE, is_of_site, is_plain, is_text};

/// Texts by their paths below the site's root.
#[derive(Debug, Default)]
pub struct Overlays(BTreeMap<Arc<str>, ArcStr>);

impl Overlays {
    /// Puts a text over the file at `path`, below the site's root and with `/` between its parts, or in the place of one that is not
    /// there. Returns false if no file of that path would be read as a text of the site, or none so large: the file is then as the
    /// disk has it.
    pub fn set(&mut self, path: &str, text: &str) -> bool {
        let is_read = is_canonical(path) && is_of_site(Path::new(path)) && is_plain(path) && is_text(path);
        let is_taken = is_read && text.len() as u64 <= MAX_FILE;
        if is_taken {
            self.0.insert(path.into(), text.into());
        } else {
            // What it said before is no longer what the editor has.
            self.0.remove(path);
        }
        is_taken
    }

    /// Takes the text from over a file again. Returns false if there was none.
    pub fn clear(&mut self, path: &str) -> bool {
        self.0.remove(path).is_some()
    }

    /// The text over a file; `None` if the file is as the disk has it.
    pub fn get(&self, path: &str) -> Option<&ArcStr> {
        self.0.get(path)
    }

    /// The paths of all of them, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.keys()
    }
}

/// True for a path that is written as the paths of files are: by names alone, with one slash between them.
fn is_canonical(path: &str) -> bool {
    let names = Path::new(path).components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.collect::<Option<Vec<_>>>().is_some_and(|names| names.join("/") == path)
}
