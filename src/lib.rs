//! Promulgate turns a folder of structured Markdown into the public home of a company's legal texts.
//!
//! The whole way of the data is on this page; ARCHITECTURE.md has the map of the rooms.

pub mod check;
pub mod cli;
pub mod disk;
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

use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use library::{AsOf, Config, Library, PolicyId};
use locale::Locales;
use output::manifest::Manifest;
use output::{About, FoundIn, Memory, OutputError, Staging};
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
    /// True if nothing is taken over from the last build.
    pub fresh: bool,
    /// The SHA-256 of the program, to use again what the same one built before. Without it nothing is used again, and
    /// nothing remembered.
    pub program: Option<Fingerprint>,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
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
    let tree = source::tree::read(root)?;
    Ok(open_tree(tree, check, as_of))
}

/// The same for the files of a site that were read already.
pub fn open_tree<D: Into<AsOf>>(
    tree: Checked<Tree>,
    check: Check,
    as_of: impl FnOnce(&Config) -> D,
) -> Checked<Opened> {
    let Checked { value: mut opened, mut findings } = read_texts(tree, as_of);
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

/// What the last build into that folder found, and how many files it made, if it was of the same files as of the same day and
/// the folder is still as it left it, to the byte. Parses nothing.
///
/// # Errors
/// If what is remembered of it cannot be read.
pub fn unchanged(
    tree: &Tree,
    as_of: impl Into<AsOf>,
    order: &Order<'_>,
) -> Result<Option<(Findings, usize)>, OutputError> {
    let Some(on) = order.on(as_of.into()).filter(|_| !order.fresh) else { return Ok(None) };
    let memory = Memory::of(&tree.root, order.out)?;
    Ok(memory.unchanged(keys::whole(tree, &on), &tree.sources))
}

/// Builds the site as it is on the library's day, which was opened with [`Check::ButTexts`]. What the last build made of
/// the same is taken over from it. A site with errors, given in `findings` or added to them, is not built.
///
/// # Errors
/// If the output cannot be written; it is then as it was.
pub fn build(opened: &Opened, findings: &mut Findings, order: &Order<'_>) -> Result<Built, OutputError> {
    let (Some(library), Some(theme)) = (&opened.library, &opened.theme) else { return Ok(Built::Stopped) };
    let tree = &opened.tree;
    if any_error(findings) {
        findings.extend(check::texts(library, tree, &opened.locales, |_| true).into_values().flatten());
        source::human::sort(findings, &tree.sources);
        return Ok(Built::Stopped);
    }
    let site = site::plan(library, &tree.sources, order.drafts);
    let memory = Memory::of(&tree.root, order.out)?;
    let keys = order.on(library.as_of()).map(|on| (keys::whole(tree, &on), keys::policies(&site, tree, &on)));
    let usable = keys.as_ref().filter(|_| !order.fresh);
    let recalled = usable.map(|(_, policies)| memory.recall(policies, &tree.sources)).unwrap_or_default();
    order.progress.begin("texts are checked", 0);
    let of_texts = check_texts(opened, library, recalled.clone());
    order.progress.end();
    let of_site = std::mem::take(findings);
    findings.extend(of_site.iter().chain(of_texts.values().flatten()).cloned());
    source::human::sort(findings, &tree.sources);
    if any_error(findings) {
        return Ok(Built::Stopped);
    }
    let belongings = tree.belongings();
    let compress = library.config.build.compress;
    let staging = Staging::new(order.out, (&tree.root, &belongings), memory.files(), compress)?;
    let renderer = Renderer { site: &site, tree, locales: &opened.locales, theme };
    let is_made = |name: &str| recalled.contains_key(name);
    let faults = fill(&renderer, &staging, is_made, order.progress)?;
    if !faults.is_empty() {
        findings.extend(faults);
        source::human::sort(findings, &tree.sources);
        return Ok(Built::Stopped);
    }
    let files = staging.publish(about(&renderer, order.drafts))?;
    if let Some((whole, policies)) = &keys {
        memory.remember(*whole, policies, (&of_site, &of_texts), &tree.sources);
    }
    Ok(Built::Published(files))
}

/// The manifest of the site for the public as a fresh build would write it on the library's day; `None` if something is wrong, which
/// is then in `findings`. Writes nothing.
pub fn manifest(opened: &Opened, findings: &mut Findings, progress: &dyn Progress) -> Option<Manifest> {
    let (library, theme) = (opened.library.as_ref()?, opened.theme.as_ref()?);
    if any_error(findings) {
        return None;
    }
    let tree = &opened.tree;
    let site = site::plan(library, &tree.sources, false);
    let renderer = Renderer { site: &site, tree, locales: &opened.locales, theme };
    let staging = Staging::unwritten(library.config.build.compress);
    // What is not written cannot be refused.
    findings.extend(fill(&renderer, &staging, |_| false, progress).unwrap_or_default());
    (!any_error(findings)).then(|| staging.manifest(about(&renderer, false)))
}

/// What is wrong with pages that templates of a site's own make, of the site for the public and of its preview. Nothing if
/// anything else is wrong already, which is in `findings`, and nothing for a site without such templates: the program's own make
/// every page. Writes nothing.
pub fn faults_of_pages(opened: &Opened, findings: &Findings) -> Findings {
    let (Some(library), Some(theme)) = (&opened.library, &opened.theme) else { return Findings::new() };
    if any_error(findings) || !theme.is_own {
        return Findings::new();
    }
    let tree = &opened.tree;
    let of_site = |drafts| {
        let site = site::plan(library, &tree.sources, drafts);
        site.measure();
        let renderer = Renderer { site: &site, tree, locales: &opened.locales, theme };
        make_pages(&renderer, |page| Ok::<_, Infallible>(renderer.page(page).map(drop))).unwrap_or_default()
    };
    let mut faults =
        [false, true].into_iter().map(of_site).find(|faults| !faults.is_empty()).unwrap_or_default();
    source::human::sort(&mut faults, &tree.sources);
    faults
}

/// How many pages are made from a site's own templates before it is asked whether any could not be: a template that does not
/// end is slow to fail, and would fail for each.
const PAGES_AT_ONCE: usize = 64;

/// Makes pages with `make`, several at a time, and returns what is wrong with the first that are faulty: the same ones always.
fn make_pages<'s, E: Send>(
    renderer: &Renderer<'s, '_>,
    make: impl Fn(&Page<'s>) -> Result<Result<(), Finding>, E> + Sync,
) -> Result<Findings, E> {
    let at_once = if renderer.theme.is_own { PAGES_AT_ONCE } else { usize::MAX };
    for pages in renderer.site.pages.chunks(at_once) {
        let made = pages.par_iter().map(&make).filter_map(|made| made.map(Result::err).transpose());
        let faults: Findings = made.collect::<Result<_, E>>()?;
        if !faults.is_empty() {
            return Ok(faults);
        }
    }
    Ok(Findings::new())
}

fn about(renderer: &Renderer<'_, '_>, preview: bool) -> About {
    About { day: renderer.site.library.day, preview, redirects: renderer.redirect_rules() }
}

/// Makes every file of the site into `staging`, but for the pages of the policies that `is_made` knows, which are taken over.
/// Returns what is wrong with pages.
fn fill(
    renderer: &Renderer<'_, '_>,
    staging: &Staging,
    is_made: impl Fn(&str) -> bool + Sync,
    progress: &dyn Progress,
) -> Result<Findings, OutputError> {
    let site = renderer.site;
    progress.begin("translations are measured", 0);
    site.measure();
    progress.end();
    progress.begin("pages are made", site.pages.len());
    let keeps = |page: &Page<'_>| {
        page.address.policy().is_some_and(&is_made) && staging.keep(&render::path_of(&page.address))
    };
    let faults = make_pages(renderer, |page| {
        progress.step();
        if keeps(page) {
            return Ok(Ok(()));
        }
        renderer
            .page(page)
            .map(|file| staging.add(&file))
            .map_or_else(|fault| Ok(Err(fault)), |written| written.map(Ok))
    })?;
    progress.end();
    if !faults.is_empty() {
        return Ok(faults);
    }
    let keeps =
        |copied: &Copied| is_made(&site.library.main(copied.policy).name) && staging.keep(&copied.path);
    let copies = site.copies.par_iter().filter(|copied| !keeps(copied));
    copies.try_for_each(|copied| staging.add(&renderer.copy(copied)))?;
    let (of_policies, files) = rayon::join(|| add_policy_files(renderer, staging), || renderer.site_files());
    of_policies?;
    files.into_par_iter().chain(renderer.theme_files()).try_for_each(|file| staging.add(&file))?;
    Ok(faults)
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

fn add_policy_files(renderer: &Renderer<'_, '_>, staging: &Staging) -> Result<(), OutputError> {
    let policies: Vec<PolicyId> = renderer.site.library.all().map(|(id, _)| id).collect();
    let files = policies.par_iter().flat_map_iter(|id| renderer.policy_files(*id));
    files.try_for_each(|file| staging.add(&file))
}

impl Order<'_> {
    fn on(&self, as_of: AsOf) -> Option<Circumstances> {
        self.program.map(|program| Circumstances { program, as_of, drafts: self.drafts })
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
