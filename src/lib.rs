//! Promulgate turns a folder of structured Markdown into the public home of a company's legal texts.
//!
//! The whole way of the data is on this page; ARCHITECTURE.md has the map of the rooms.

pub mod check;
pub mod cli;
pub mod drift;
pub mod language;
pub mod library;
pub mod locale;
pub mod markdown;
pub mod output;
pub mod progress;
pub mod publish;
pub mod redline;
pub mod render;
pub mod seal;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use library::{Config, Library, PolicyId};
use locale::Locales;
use output::{FoundIn, Memory, Refusal, Staging};
use progress::Progress;
use render::Renderer;
use render::theme::Theme;
use site::keys::{self, Circumstances};
use site::{Copied, Page};
use source::fingerprint::Fingerprint;
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
    /// Everything but the rules that look at single texts: [`build`] runs those over the texts that need it.
    ButTexts,
    /// Only whether the ledgers answer for what was released.
    Integrity,
}

/// What to build.
pub struct Order<'a> {
    /// The folder that becomes the site.
    pub out: &'a Path,
    /// True if the working texts are shown as a preview.
    pub drafts: bool,
    /// The SHA-256 of the program, to use again what the same one built before. Without it nothing is used again, and
    /// nothing remembered.
    pub program: Option<Fingerprint>,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

/// Reads the site in `root` and checks it. `day` says for which day that is, once the site's time zone is known.
///
/// # Errors
/// Only if the folder itself cannot be read.
pub fn open(root: &Path, check: Check, day: impl FnOnce(&Config) -> Date) -> io::Result<Checked<Opened>> {
    let tree = source::tree::read(root)?;
    Ok(open_tree(tree, check, day))
}

/// The same for the files of a site that were read already.
pub fn open_tree(tree: Checked<Tree>, check: Check, day: impl FnOnce(&Config) -> Date) -> Checked<Opened> {
    let Checked { value: mut opened, mut findings } = read_texts(tree, day);
    if let Some(library) = &opened.library {
        let Opened { tree, locales, .. } = &opened;
        if check == Check::All {
            findings.extend(check::texts(library, tree, locales, |_| true).into_values().flatten());
        }
        findings.extend(match check {
            Check::All | Check::ButTexts => check::whole(library, tree),
            Check::Integrity => check::integrity(library, tree),
        });
        opened.theme = Some(render::theme::load(&library.config, tree, locales).into_value(&mut findings));
    }
    source::human::sort(&mut findings, &opened.tree.sources);
    Checked::new(opened, findings)
}

/// What the files of a site say, before any rule looks at it, and without its theme.
pub fn read_texts(tree: Checked<Tree>, day: impl FnOnce(&Config) -> Date) -> Checked<Opened> {
    let mut findings = Findings::new();
    let tree = tree.into_value(&mut findings);
    let config = library::config::read(&tree).into_value(&mut findings);
    let languages = config.as_ref().map(|config| config.languages.as_slice()).unwrap_or_default();
    let locales = Arc::new(locale::strings::load(languages, &tree.sources).into_value(&mut findings));
    let library = config.map(|config| {
        let day = day(&config);
        library::read(config, &tree, day).into_value(&mut findings)
    });
    Checked::new(Opened { tree, library, locales, theme: None }, findings)
}

/// What the last build into that folder found, and how many files it made, if it was of the same files on the same day and
/// the folder is still as it left it. Parses nothing.
pub fn unchanged(tree: &Tree, day: Date, order: &Order<'_>) -> Option<(Findings, usize)> {
    let memory = Memory::of(&tree.root, order.out);
    memory.unchanged(keys::whole(tree, &order.on(day)?), order.out, &tree.sources)
}

/// Builds the site as it is on the library's day, which was opened with [`Check::ButTexts`]. What the last build made of
/// the same is taken over from it. A site with errors, given in `findings` or added to them, is not built.
///
/// # Errors
/// If the output cannot be written; it is then as it was.
pub fn build(opened: &Opened, findings: &mut Findings, order: &Order<'_>) -> Result<Built, Refusal> {
    let (Some(library), Some(theme)) = (&opened.library, &opened.theme) else { return Ok(Built::Stopped) };
    let tree = &opened.tree;
    if any_error(findings) {
        findings.extend(check::texts(library, tree, &opened.locales, |_| true).into_values().flatten());
        source::human::sort(findings, &tree.sources);
        return Ok(Built::Stopped);
    }
    let site = site::plan(library, &tree.sources, order.drafts);
    let memory = Memory::of(&tree.root, order.out);
    let keys = order.on(library.day).map(|on| (keys::whole(tree, &on), keys::policies(&site, tree, &on)));
    let recalled = keys.as_ref().map(|(_, policies)| memory.recall(policies, order.out, &tree.sources));
    let recalled = recalled.unwrap_or_default();
    order.progress.begin("texts are checked", 0);
    let of_texts = check_texts(opened, library, recalled.clone());
    order.progress.end();
    let of_site = std::mem::take(findings);
    findings.extend(of_site.iter().chain(of_texts.values().flatten()).cloned());
    source::human::sort(findings, &tree.sources);
    if any_error(findings) {
        return Ok(Built::Stopped);
    }
    order.progress.begin("translations are measured", 0);
    site.measure();
    order.progress.end();
    let renderer = Renderer { site: &site, tree, locales: &opened.locales, theme };
    let staging = Staging::new(order.out, &tree.belongings(), library.config.build.compress)?;
    order.progress.begin("pages are made", site.pages.len());
    let is_made = |page: &Page<'_>| page.address.policy().is_some_and(|name| recalled.contains_key(name));
    let faults: Vec<Finding> = site
        .pages
        .par_iter()
        .inspect(|_| order.progress.step())
        .filter(|page| !(is_made(page) && staging.keep(&render::path_of(&page.address))))
        .map(|page| renderer.page(page).map(|file| staging.add(&file)))
        .filter_map(|outcome| match outcome {
            Ok(written) => written.err().map(Err),
            Err(finding) => Some(Ok(finding)),
        })
        .collect::<Result<_, Refusal>>()?;
    order.progress.end();
    if !faults.is_empty() {
        findings.extend(faults);
        source::human::sort(findings, &tree.sources);
        return Ok(Built::Stopped);
    }
    let is_made = |copied: &Copied| recalled.contains_key(&library.main(copied.policy).name);
    let copies = site.copies.par_iter().filter(|copied| !(is_made(copied) && staging.keep(&copied.path)));
    copies.try_for_each(|copied| staging.add(&renderer.copy(copied)))?;
    let (of_policies, files) =
        rayon::join(|| add_policy_files(&renderer, &staging), || renderer.site_files());
    of_policies?;
    files.into_par_iter().chain(renderer.theme_files()).try_for_each(|file| staging.add(&file))?;
    let files = staging.publish(order.drafts, renderer.redirect_rules())?;
    if let Some((whole, policies)) = &keys {
        memory.remember(*whole, policies, (&of_site, &of_texts), &tree.sources, order.out);
    }
    Ok(Built::Published(files))
}

/// The findings in texts, by the names of policies that have pages of their own: those that are recalled, and what the rules
/// find in the others.
fn check_texts(opened: &Opened, library: &Library, recalled: FoundIn) -> FoundIn {
    let is_wanted = |id: PolicyId| !recalled.contains_key(&library.main(id).name);
    let found = check::texts(library, &opened.tree, &opened.locales, is_wanted);
    let mut all = recalled;
    for (id, findings) in found {
        all.entry(library.main(id).name.clone()).or_default().extend(findings);
    }
    all
}

fn add_policy_files(renderer: &Renderer<'_, '_>, staging: &Staging) -> Result<(), Refusal> {
    let policies: Vec<PolicyId> = renderer.site.library.all().map(|(id, _)| id).collect();
    let files = policies.par_iter().flat_map_iter(|id| renderer.policy_files(*id));
    files.try_for_each(|file| staging.add(&file))
}

impl Order<'_> {
    fn on(&self, day: Date) -> Option<Circumstances> {
        self.program.map(|program| Circumstances { program, day, drafts: self.drafts })
    }
}

/// Every code that a finding can have, in order of their names.
pub fn codes() -> Vec<&'static Code> {
    let rooms = [
        source::toml::ALL,
        source::tree::ALL,
        source::yaml::ALL,
        locale::strings::ALL,
        locale::untranslated::ALL,
        library::codes::ALL,
        drift::findings::ALL,
        render::outside::ALL,
        render::theme::ALL,
        publish::codes::ALL,
    ];
    let mut codes: Vec<&Code> = rooms.into_iter().flatten().copied().chain(check::codes()).collect();
    codes.sort_by_key(|code| code.name);
    codes
}
