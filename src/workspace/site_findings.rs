//! What was found in a site, by what has to be looked at again.

use std::collections::{BTreeMap, BTreeSet};

use crate::check;
use crate::library::PolicyId;
use crate::pipeline::Opened;
use crate::source::{Findings, Tree, human};

/// What was found.
#[derive(Default)]
pub struct SiteFindings {
    /// While the files were read: those that are not as files must be.
    pub(super) files: Findings,
    /// While texts, registers and configuration were read.
    pub(super) texts: Findings,
    pub(super) theme: Findings,
    /// By the rules that look at the whole site.
    pub(super) whole: Findings,
    /// By the rules for texts, by policy.
    pub(super) by_policy: BTreeMap<PolicyId, Findings>,
    /// The policies whose texts the rules have still to look at, because something else changed on which they may depend.
    pub due: BTreeSet<PolicyId>,
}

impl SiteFindings {
    /// Lets the rules look at the texts of one of the policies that are due. True if none is any more.
    pub fn check_one(&mut self, opened: &Opened) -> bool {
        if let (Some(library), Some(due)) = (&opened.library, self.due.pop_first()) {
            let found = check::texts(library, &opened.tree, &opened.locales, |id| id == due);
            self.by_policy.extend(found.into_iter().map(|(id, found)| (id, found.findings)));
        }
        self.due.is_empty()
    }

    /// Everything, in order.
    pub fn all(&self, tree: &Tree) -> Findings {
        let lists = [&self.files, &self.texts, &self.theme, &self.whole];
        let mut all: Findings = lists.into_iter().chain(self.by_policy.values()).flatten().cloned().collect();
        human::sort(&mut all, &tree.sources);
        all
    }
}
