//! A build, phase by phase. Each phase is a function; what stops the build leaves it by `?`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::codes::codes;
use super::make::{about, make};
use super::open::Opened;
use crate::check;
use crate::library::reads::Reads;
use crate::library::{AsOf, Library, PolicyId};
use crate::output::{BuildCache, KnownOf, OutputError, Staging};
use crate::progress::Progress;
use crate::render::Renderer;
use crate::render::theme::Theme;
use crate::site::keys::{self, BuildInputs, Keys};
use crate::site::{self, Site};
use crate::source::fingerprint::Fingerprint;
use crate::source::{Findings, Tree, any_error, human};

/// How to build.
pub struct BuildOptions<'a> {
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

impl BuildOptions<'_> {
    fn inputs(&self, as_of: AsOf) -> Option<BuildInputs> {
        self.program.map(|program| BuildInputs { program, as_of, drafts: self.drafts })
    }
}

/// What comes of a build.
pub enum Built {
    /// The site is published: so many files.
    Published(usize),
    /// Something was wrong; nothing was written.
    Stopped,
}

/// What the last build into that folder found, and how many files it made, if it was of the same files as of the same day and
/// the folder is still as it left it, to the byte. Parses nothing.
///
/// # Errors
/// If what is remembered of it cannot be read.
pub fn unchanged(
    tree: &Tree,
    as_of: impl Into<AsOf>,
    options: &BuildOptions<'_>,
) -> Result<Option<(Findings, usize)>, OutputError> {
    let Some(inputs) = options.inputs(as_of.into()).filter(|_| !options.fresh) else { return Ok(None) };
    let memory = BuildCache::of(&tree.root, options.out, codes())?;
    Ok(memory.unchanged(keys::whole(tree, &inputs), &tree.sources))
}

/// Builds the site as it is on the library's day. It was opened with [`Check::ButTexts`](super::Check::ButTexts), and `findings` are
/// what that found. What the last build made of the same is taken over from it. A site with errors, given in `findings` or added
/// to them, is not built.
///
/// # Errors
/// If the output cannot be written; it is then as it was.
pub fn build(
    opened: &Opened,
    findings: &mut Findings,
    options: &BuildOptions<'_>,
) -> Result<Built, OutputError> {
    let (Some(library), Some(theme)) = (&opened.library, &opened.theme) else { return Ok(Built::Stopped) };
    let built = Build { opened, library, theme, options }.run(findings);
    human::sort(findings, &opened.tree.sources);
    match built {
        Ok(files) => Ok(Built::Published(files)),
        Err(Stop::Faults) => Ok(Built::Stopped),
        Err(Stop::Refused(error)) => Err(error),
    }
}

/// Why a build goes no further.
enum Stop {
    /// Something is wrong, which is among the findings.
    Faults,
    Refused(OutputError),
}

impl From<OutputError> for Stop {
    fn from(error: OutputError) -> Self {
        Stop::Refused(error)
    }
}

/// Stops at errors.
fn refuse_errors(findings: &Findings) -> Result<(), Stop> {
    if any_error(findings) { Err(Stop::Faults) } else { Ok(()) }
}

/// A site that can be built, and how.
struct Build<'a> {
    opened: &'a Opened,
    library: &'a Library,
    theme: &'a Theme,
    options: &'a BuildOptions<'a>,
}

/// What is known of the last build.
struct Recalled<'a, 's> {
    cache: BuildCache,
    /// Of this build: the key of the whole site, and what its policies are made of; `None` if nothing shall be remembered.
    keys: Option<(Fingerprint, Keys<'a, 's>)>,
    /// The policies that are the same as then, by their names.
    same: BTreeSet<Arc<str>>,
}

impl Build<'_> {
    /// All phases. Returns how many files the site has; what was found on the way is added to `findings`.
    fn run(&self, findings: &mut Findings) -> Result<usize, Stop> {
        self.refuse_faulty_site(findings)?;
        let site = site::plan(self.library, &self.opened.tree.sources, self.options.drafts);
        let (recalled, known) = self.recall(&site)?;
        let of_site = findings.clone();
        self.options.progress.begin("texts are checked", 0);
        let mut known = self.check_texts(known);
        self.options.progress.end();
        findings.extend(known.values().flat_map(|known| known.findings.iter().cloned()));
        refuse_errors(findings)?;
        let (files, reads) = self.publish(&site, &recalled, findings)?;
        for (name, reads) in reads {
            known.entry(name).or_default().reads.add(reads);
        }
        if let Some((whole, keys)) = &recalled.keys {
            let sources = &self.opened.tree.sources;
            let answers = |reads: &Reads| keys.answers(reads);
            recalled.cache.remember(*whole, &keys.policies(), answers, (&of_site, known), sources);
        }
        Ok(files)
    }

    /// Stops if the site has errors already. Whoever mends those wants to know of the ones in texts as well.
    fn refuse_faulty_site(&self, findings: &mut Findings) -> Result<(), Stop> {
        refuse_errors(findings).inspect_err(|_| {
            findings.extend(self.check_texts(KnownOf::new()).into_values().flat_map(|known| known.findings));
        })
    }

    /// Recalls the last build, and what it knew of policies that are the same now.
    fn recall<'s, 'l>(&'s self, site: &'s Site<'l>) -> Result<(Recalled<'s, 'l>, KnownOf), OutputError> {
        let tree = &self.opened.tree;
        let cache = BuildCache::of(&tree.root, self.options.out, codes())?;
        let inputs = self.options.inputs(self.library.as_of());
        let keys = inputs.map(|inputs| (keys::whole(tree, &inputs), Keys::of(site, tree, &inputs)));
        let usable = keys.as_ref().filter(|_| !self.options.fresh);
        let recall = |(_, keys): &(_, Keys<'_, '_>)| {
            cache.recall(&keys.policies(), |reads| keys.answers(reads), &tree.sources)
        };
        let known = usable.map(recall).unwrap_or_default();
        let same = known.keys().cloned().collect();
        Ok((Recalled { cache, keys, same }, known))
    }

    /// What is known of texts, by the names of policies that have pages of their own: what is recalled, and what the rules find in
    /// the others.
    fn check_texts(&self, recalled: KnownOf) -> KnownOf {
        let Opened { tree, locales, .. } = self.opened;
        let is_wanted = |id: PolicyId| !recalled.contains_key(&self.library.main(id).name);
        let found = check::texts(self.library, tree, locales, is_wanted);
        let mut all = recalled;
        for (id, found) in found {
            let known = all.entry(self.library.main(id).name.clone()).or_default();
            known.findings.extend(found.findings);
            known.reads.add(found.reads);
        }
        all
    }

    /// Makes the site and puts it in its place. Returns how many files it has, and what was read for the pages that were made, by the names of
    /// policies.
    fn publish(
        &self,
        site: &Site<'_>,
        recalled: &Recalled<'_, '_>,
        findings: &mut Findings,
    ) -> Result<(usize, BTreeMap<Arc<str>, Reads>), Stop> {
        let Opened { tree, locales, .. } = self.opened;
        let renderer = Renderer { site, tree, locales, theme: self.theme };
        let compress = self.library.config.build.compress;
        let belongings = tree.belongings();
        let site_files = (tree.root.as_path(), belongings.as_slice());
        let staging = Staging::new(self.options.out, site_files, recalled.cache.files(), compress)?;
        let is_made = |name: &str| recalled.same.contains(name);
        let made = make(&renderer, &staging, is_made, self.options.progress)?;
        if !made.faults.is_empty() {
            findings.extend(made.faults);
            return Err(Stop::Faults);
        }
        Ok((staging.publish(about(&renderer))?, made.reads))
    }
}
