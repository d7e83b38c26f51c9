//! Promulgate turns a folder of structured Markdown into the public home of a company's legal texts.
//!
//! The whole way of the data is on this page; ARCHITECTURE.md has the map of the rooms.

pub mod check;
pub mod cli;
pub mod drift;
pub mod library;
pub mod locale;
pub mod markdown;
pub mod output;
pub mod publish;
pub mod redline;
pub mod render;
pub mod seal;
pub mod site;
pub mod source;

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use library::{Config, Library};
use locale::Locales;
use output::{Refusal, Staging};
use render::Renderer;
use render::theme::Theme;
use source::{Checked, Code, Finding, Findings, Tree, any_error};

/// A site as it was read: its files, and what they say if it has a configuration.
pub struct Opened {
    pub tree: Tree,
    pub library: Option<Library>,
    pub locales: Arc<Locales>,
    pub theme: Option<Theme>,
}

/// What comes of a build.
pub enum Built {
    /// The site is published: so many files.
    Published(usize),
    /// Something was wrong; nothing was written.
    Stopped,
}

/// What is checked when a site is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Everything that can be without building it.
    All,
    /// Only whether the ledgers answer for what was released.
    Integrity,
}

/// Reads the site in `root` and checks it. `day` says for which day that is, once the site's time zone is known.
///
/// # Errors
/// Only if the folder itself cannot be read.
pub fn open(root: &Path, check: Check, day: impl FnOnce(&Config) -> Date) -> io::Result<Checked<Opened>> {
    let mut findings = Findings::new();
    let tree = source::tree::read(root)?.into_value(&mut findings);
    let config = library::config::read(&tree).into_value(&mut findings);
    let languages = config.as_ref().map(|config| config.languages.as_slice()).unwrap_or_default();
    let locales = Arc::new(locale::strings::load(languages, &tree.sources).into_value(&mut findings));
    let library = config.map(|config| {
        let day = day(&config);
        library::read(config, &tree, day).into_value(&mut findings)
    });
    let theme = library.as_ref().map(|library| {
        findings.extend(match check {
            Check::All => check::run(library, &tree, &locales),
            Check::Integrity => check::integrity(library, &tree),
        });
        render::theme::load(&library.config, &tree, &locales).into_value(&mut findings)
    });
    source::human::sort(&mut findings, &tree.sources);
    Ok(Checked::new(Opened { tree, library, locales, theme }, findings))
}

/// Builds the site as it is on the library's day into `out`, with previews of the working texts if `drafts`. A site with
/// errors, given in `findings`, is not built.
///
/// # Errors
/// If the output cannot be written; `out` is then as it was.
pub fn build(opened: &Opened, findings: &mut Findings, drafts: bool, out: &Path) -> Result<Built, Refusal> {
    let (Some(library), Some(theme), false) = (&opened.library, &opened.theme, any_error(findings)) else {
        return Ok(Built::Stopped);
    };
    let site = site::plan(library, &opened.tree.sources, drafts);
    let renderer = Renderer { site: &site, tree: &opened.tree, locales: &opened.locales, theme };
    let staging = Staging::new(out, &opened.tree.belongings())?;
    let faults: Vec<Finding> = site
        .pages
        .par_iter()
        .map(|page| renderer.page(page).map(|file| staging.add(&file)))
        .filter_map(|outcome| match outcome {
            Ok(written) => written.err().map(Err),
            Err(finding) => Some(Ok(finding)),
        })
        .collect::<Result<_, Refusal>>()?;
    if !faults.is_empty() {
        findings.extend(faults);
        source::human::sort(findings, &opened.tree.sources);
        return Ok(Built::Stopped);
    }
    site.copies.par_iter().try_for_each(|copied| staging.add(&renderer.copy(copied)))?;
    renderer.data_files().chain(renderer.theme_files()).try_for_each(|file| staging.add(&file))?;
    staging.publish().map(Built::Published)
}

/// Every code that a finding can have, in order of their names.
pub fn codes() -> Vec<&'static Code> {
    let rooms = [
        source::toml::ALL,
        source::tree::ALL,
        source::yaml::ALL,
        locale::strings::ALL,
        library::codes::ALL,
        drift::findings::ALL,
        render::theme::ALL,
        publish::codes::ALL,
    ];
    let mut codes: Vec<&Code> = rooms.into_iter().flatten().copied().chain(check::codes()).collect();
    codes.sort_by_key(|code| code.name);
    codes
}
