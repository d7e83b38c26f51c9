//! A site that is open and changes: what its files say now, and what is found in them.
//!
//! [`Workspace`] reads again only what may be another thing than before. What an editor holds open and has not saved goes before what
//! the disk has. `watch.rs` tells of changes on the disk, `checking.rs` is `check --watch`; the preview is `serve/`.

mod changes;
#[cfg(feature = "serve")]
mod checking;
mod site_findings;
#[cfg(feature = "serve")]
mod watch;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::check;
use crate::library::{AsOf, Config, PolicyId, family, is_own, reread};
use crate::pipeline::{Opened, read_texts, read_theme};
use crate::source::overlays::Overlays;
use crate::source::refresh::Refreshed;
use crate::source::tree::{self, CONFIG_FILE, Tree};
use crate::source::{Checked, Finding, Findings, Place};

pub use changes::Changes;
#[cfg(feature = "serve")]
pub use checking::{Watching, watch_findings};
pub use site_findings::SiteFindings;
#[cfg(feature = "serve")]
pub use watch::{SECOND_LOOK, Watch};

/// Which day it is for a site.
pub type Today = Arc<dyn Fn(&Config) -> Date + Send + Sync>;

/// A site with what was found in it.
pub struct Workspace {
    root: PathBuf,
    today: Today,
    /// What is not saved yet.
    overlays: Overlays,
    /// The day for which somebody asked, instead of today.
    pub asked: Option<Date>,
    pub opened: Opened,
    pub found: SiteFindings,
}

/// What came of changes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// True if the site is another one now.
    pub is_new: bool,
    /// True if files or folders may have come, gone or been replaced by others.
    pub has_other_files: bool,
}

impl Workspace {
    /// Reads the site in `root`, for the day that was asked for or today.
    pub fn open(root: &Path, today: Today, asked: Option<Date>) -> Self {
        let overlays = Overlays::default();
        let (opened, found) = read(read_tree(root, &overlays), &today, asked);
        Workspace { root: root.to_path_buf(), today, overlays, asked, opened, found }
    }

    /// Reads everything again that the files say.
    fn read(&mut self, tree: Checked<Tree>) {
        (self.opened, self.found) = read(tree, &self.today, self.asked);
    }

    /// Reads everything again from the files that are in memory.
    fn read_again(&mut self) {
        let (tree, files) = (std::mem::take(&mut self.opened.tree), std::mem::take(&mut self.found.files));
        self.read(Checked::new(tree, files));
    }

    /// Everything for another day: the one that was asked for, or today.
    pub fn turn_to(&mut self, asked: Option<Date>) {
        self.asked = asked;
        self.read_again();
    }

    /// True if the day on which the site was read is over, and it is shown as of that day.
    pub fn is_of_yesterday(&self) -> bool {
        let library = self.opened.library.as_ref();
        self.asked.is_none() && library.is_some_and(|library| (self.today)(&library.config) != library.today)
    }

    /// Takes in what may have changed, and says what came of it.
    pub fn take_in(&mut self, changes: &Changes) -> Taken {
        let mut changed = BTreeSet::new();
        let mut has_other_files = changes.anything;
        for path in &changes.paths {
            if has_other_files {
                break; // all of them are read below
            }
            match self.opened.tree.refresh(path, &self.overlays) {
                Refreshed::Same => {}
                Refreshed::Changed(path) => drop(changed.insert(path)),
                Refreshed::Unclear => has_other_files = true,
            }
        }
        if has_other_files {
            let tree = read_tree(&self.root, &self.overlays);
            let same_faults = tree.findings == self.found.files;
            match self.opened.tree.take_texts(&tree.value).filter(|_| same_faults) {
                Some(texts) => changed.extend(texts),
                None => {
                    self.read(tree);
                    return Taken { is_new: true, has_other_files };
                }
            }
        }
        let is_new = !changed.is_empty();
        if is_new {
            self.take_in_texts(&changed);
        }
        Taken { is_new, has_other_files }
    }

    /// Puts a text that is not saved yet over the file at `path`, below the site's root and with `/` between its parts, or in the place
    /// of one that is not there; and says what came of it. Nothing does if no file of that path would be read as a text of the site.
    pub fn set_overlay(&mut self, path: &str, text: &str) -> Taken {
        let was_there = self.overlays.get(path).is_some();
        if self.overlays.set(path, text) || was_there { self.take_in_file(path) } else { Taken::default() }
    }

    /// Takes the text from over a file again: it is as the disk has it.
    pub fn clear_overlay(&mut self, path: &str) -> Taken {
        if self.overlays.clear(path) { self.take_in_file(path) } else { Taken::default() }
    }

    fn take_in_file(&mut self, path: &str) -> Taken {
        self.take_in(&Changes::of(self.opened.tree.root.join(path)))
    }

    /// Reads again what texts of these paths are part of, and nothing else where that can be told.
    fn take_in_texts(&mut self, changed: &BTreeSet<Arc<str>>) {
        let is_of_theme = |path: &str| path.starts_with("templates/") || path.starts_with("themes/");
        let (of_theme, others): (Vec<&Arc<str>>, _) = changed.iter().partition(|path| is_of_theme(path));
        let families: Option<BTreeSet<String>> =
            others.iter().map(|path| family(path).filter(|_| is_own(path)).map(str::to_owned)).collect();
        let is_enough =
            families.is_some_and(|families| families.is_empty() || self.reread(&families, changed));
        if !is_enough {
            self.read_again();
        } else if !of_theme.is_empty() {
            self.found.theme = read_theme(&mut self.opened);
        }
    }

    /// Reads the policies of these families again, in which these files changed; false if that is not enough.
    fn reread(&mut self, families: &BTreeSet<String>, changed: &BTreeSet<Arc<str>>) -> bool {
        let Opened { tree, library: Some(library), locales, .. } = &mut self.opened else { return false };
        let Some(Checked { value: policies, findings }) = reread(library, tree, families) else {
            return false;
        };
        let in_families = |path: &str| family(path).is_some_and(|family| families.contains(family));
        self.found.texts.retain(|finding| !in_families(finding.path(&tree.sources)));
        self.found.texts.extend(findings);
        // What the rules say of the edited texts decides what pages show; others may refer to them, and can wait.
        let is_edited = |id: &PolicyId| {
            let own = format!("content/{}/", library.policy(*id).folder);
            let in_own =
                |path: &Arc<str>| path.strip_prefix(&own).is_some_and(|below| !below.starts_with("addenda/"));
            changed.iter().any(in_own)
        };
        let edited: BTreeSet<PolicyId> = policies.into_iter().filter(is_edited).collect();
        self.found.due = library.all().map(|(id, _)| id).filter(|id| !edited.contains(id)).collect();
        let found = check::texts(library, tree, locales, |id| edited.contains(&id));
        self.found.by_policy.extend(found.into_iter().map(|(id, found)| (id, found.findings)));
        self.found.whole = check::whole(library, tree);
        true
    }

    /// Lets the rules look at everything that is due.
    pub fn check_everything(&mut self) {
        while !self.found.check_one(&self.opened) {}
    }

    /// What was found, in order.
    pub fn findings(&self) -> Findings {
        self.found.all(&self.opened.tree)
    }
}

fn read_tree(root: &Path, overlays: &Overlays) -> Checked<Tree> {
    tree::read_under(root, overlays).unwrap_or_else(|error| {
        let message = format!("the folder of the site cannot be read: {error}");
        let finding =
            Finding::new(&tree::UNREADABLE, Place::Path(CONFIG_FILE.into()), message, "bring it back");
        Checked::new(Tree { root: root.to_path_buf(), ..Tree::default() }, vec![finding])
    })
}

fn read(tree: Checked<Tree>, today: &Today, asked: Option<Date>) -> (Opened, SiteFindings) {
    let files = tree.findings;
    let as_of = |config: &Config| {
        let today = today(config);
        AsOf { day: asked.unwrap_or(today), today }
    };
    let Checked { value: mut opened, findings: texts } =
        read_texts(Checked::new(tree.value, Findings::new()), as_of);
    let theme = read_theme(&mut opened);
    let mut found = SiteFindings { files, texts, theme, ..SiteFindings::default() };
    if let Some(library) = &opened.library {
        found.whole = check::whole(library, &opened.tree);
        found.due = library.all().map(|(id, _)| id).collect();
    }
    (opened, found)
}

#[cfg(test)]
mod tests;
