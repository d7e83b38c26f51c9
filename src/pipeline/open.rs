//! Reads a site and checks what its files say.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::library::{AsOf, Config, Library};
use crate::locale::Locales;
use crate::render::theme::{self, Theme};
use crate::source::{Checked, Findings, Tree, human, tree};
use crate::{check as rules, library, locale};

/// A site as it was read: its files, and what they say if it has a configuration.
pub struct Opened {
    pub tree: Tree,
    pub library: Option<Library>,
    pub locales: Arc<Locales>,
    pub theme: Option<Theme>,
}

/// What is checked when a site is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Everything that can be without building it.
    All,
    /// Everything but the rules that look at single texts: [`build`](super::build) runs those over the texts that need it.
    ButTexts,
    /// Only whether the ledgers answer for what was released.
    Integrity,
}

/// Reads the site in `root` and checks it. `as_of` says for which day that is, and which day it is, once the site's time zone
/// is known; a day alone is one without a clock.
///
/// # Errors
/// Only if the folder itself cannot be read.
pub fn open<D: Into<AsOf>>(
    root: &Path,
    check: Check,
    as_of: impl FnOnce(&Config) -> D,
) -> io::Result<Checked<Opened>> {
    Ok(open_tree(tree::read(root)?, check, as_of))
}

/// The same for the files of a site that were read already.
pub fn open_tree<D: Into<AsOf>>(
    tree: Checked<Tree>,
    what: Check,
    as_of: impl FnOnce(&Config) -> D,
) -> Checked<Opened> {
    let Checked { value: opened, findings } = read(tree, as_of);
    let findings = with_rules(&opened, findings, what);
    Checked::new(opened, findings)
}

/// What was found while a site was read, together with what the rules find, in the order of its files.
pub fn with_rules(opened: &Opened, mut findings: Findings, what: Check) -> Findings {
    findings.extend(check(opened, what));
    human::sort(&mut findings, &opened.tree.sources);
    findings
}

/// What the files of a site say, before any rule looks at it.
pub fn read<D: Into<AsOf>>(tree: Checked<Tree>, as_of: impl FnOnce(&Config) -> D) -> Checked<Opened> {
    let Checked { value: mut opened, mut findings } = read_texts(tree, as_of);
    findings.extend(read_theme(&mut opened));
    Checked::new(opened, findings)
}

/// The same without its theme.
pub fn read_texts<D: Into<AsOf>>(tree: Checked<Tree>, as_of: impl FnOnce(&Config) -> D) -> Checked<Opened> {
    let mut findings = Findings::new();
    let tree = tree.into_value(&mut findings);
    let config = library::config::read(&tree).into_value(&mut findings);
    let languages = config.as_ref().map(|config| config.languages.as_slice()).unwrap_or_default();
    let locales = Arc::new(locale::strings::load(languages, &tree.sources).into_value(&mut findings));
    let library = config.map(|config| {
        let as_of = as_of(&config).into();
        library::read(config, &tree, as_of).into_value(&mut findings)
    });
    Checked::new(Opened { tree, library, locales, theme: None }, findings)
}

/// Reads the theme, and returns what is wrong with it.
pub fn read_theme(opened: &mut Opened) -> Findings {
    let mut findings = Findings::new();
    let Opened { tree, library, locales, theme } = opened;
    *theme =
        library.as_ref().map(|library| theme::load(&library.config, tree, locales).into_value(&mut findings));
    findings
}

/// What the rules find in a site: nothing without a configuration.
fn check(opened: &Opened, what: Check) -> Findings {
    let Opened { tree, library: Some(library), locales, .. } = opened else { return Findings::new() };
    match what {
        Check::All => {
            let of_texts = rules::texts(library, tree, locales, |_| true).into_values();
            of_texts.flat_map(|found| found.findings).chain(rules::whole(library, tree)).collect()
        }
        Check::ButTexts => rules::whole(library, tree),
        Check::Integrity => rules::integrity(library, tree),
    }
}
