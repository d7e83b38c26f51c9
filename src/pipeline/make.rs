//! Makes the pages and files of a planned site.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::library::PolicyId;
use crate::library::reads::{self, Reads};
use crate::output::{About, OutputError, Staging};
use crate::progress::Progress;
use crate::render::{self, Renderer};
use crate::site::delivery::File;
use crate::site::{Copied, Page};
use crate::source::{Finding, Findings};

/// How many pages are made from a site's own templates before it is asked whether any could not be: a template that does not
/// end is slow to fail, and would fail for each.
const PAGES_AT_ONCE: usize = 64;

/// What came of making pages.
pub struct Made {
    /// What is wrong with them: then the rest is not made.
    pub faults: Findings,
    /// What was read for them of other policies, by the names of those whose they are.
    pub reads: BTreeMap<Arc<str>, Reads>,
}

/// Makes every file of the site into `staging`, but for the pages of the policies that `is_made` knows, which are taken over.
///
/// # Errors
/// If a file cannot be written.
pub fn make(
    renderer: &Renderer<'_, '_>,
    staging: &Staging,
    is_made: impl Fn(&str) -> bool + Sync,
    progress: &dyn Progress,
) -> Result<Made, OutputError> {
    measure(renderer, progress);
    let made = make_pages(renderer, staging, &is_made, progress)?;
    if made.faults.is_empty() {
        copy_sealed(renderer, staging, &is_made)?;
        make_files(renderer, staging)?;
    }
    Ok(made)
}

/// Measures the translations of which pages say how they stand, side by side, before pages would do it one by one.
fn measure(renderer: &Renderer<'_, '_>, progress: &dyn Progress) {
    progress.begin("translations are measured", 0);
    renderer.site.measure();
    progress.end();
}

fn make_pages(
    renderer: &Renderer<'_, '_>,
    staging: &Staging,
    is_made: &(impl Fn(&str) -> bool + Sync),
    progress: &dyn Progress,
) -> Result<Made, OutputError> {
    progress.begin("pages are made", renderer.site.pages.len());
    let keeps = |page: &Page<'_>| {
        page.address.policy().is_some_and(is_made) && staging.keep(&render::path_of(&page.address))
    };
    let reads: Mutex<BTreeMap<Arc<str>, Reads>> = Mutex::default();
    let faults = each_page(renderer, |page| {
        progress.step();
        if keeps(page) {
            return Ok(Ok(()));
        }
        let Some(name) = page.address.policy() else {
            return add(staging, renderer.page(page));
        };
        let family = renderer.site.library.family_called(name).unwrap_or(name);
        let (made, read) = reads::recorded(family, || renderer.page(page));
        reads.lock().unwrap_or_else(PoisonError::into_inner).entry(name.into()).or_default().add(read);
        add(staging, made)
    })?;
    progress.end();
    Ok(Made { faults, reads: reads.into_inner().unwrap_or_else(PoisonError::into_inner) })
}

/// Adds a page, if it could be made.
fn add(staging: &Staging, page: Result<File, Finding>) -> Result<Result<(), Finding>, OutputError> {
    match page {
        Ok(file) => staging.add(&file).map(Ok),
        Err(fault) => Ok(Err(fault)),
    }
}

/// Makes pages with `make`, several at a time, and returns what is wrong with the first that are faulty: the same ones always.
///
/// # Errors
/// The first that `make` gives.
pub fn each_page<'s, E: Send>(
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

/// What is published as it was sealed.
fn copy_sealed(
    renderer: &Renderer<'_, '_>,
    staging: &Staging,
    is_made: &(impl Fn(&str) -> bool + Sync),
) -> Result<(), OutputError> {
    let site = renderer.site;
    let keeps =
        |copied: &Copied| is_made(&site.library.main(copied.policy).name) && staging.keep(&copied.path);
    let copies = site.copies.par_iter().filter(|copied| !keeps(copied));
    copies.try_for_each(|copied| staging.add(&renderer.copy(copied)))
}

/// What is for programs and hosts, and the theme.
fn make_files(renderer: &Renderer<'_, '_>, staging: &Staging) -> Result<(), OutputError> {
    let policies: Vec<PolicyId> = renderer.site.library.all().map(|(id, _)| id).collect();
    let of_policies = || {
        let files = policies.par_iter().flat_map_iter(|id| renderer.policy_files(*id));
        files.try_for_each(|file| staging.add(&file))
    };
    let (of_policies, of_site) = rayon::join(of_policies, || renderer.site_files());
    of_policies?;
    of_site.into_par_iter().chain(renderer.theme_files()).try_for_each(|file| staging.add(&file))
}

/// What the manifest says of the tree besides its files.
pub fn about(renderer: &Renderer<'_, '_>) -> About {
    let site = renderer.site;
    About { day: site.library.day, preview: site.drafts, redirects: renderer.redirect_rules() }
}
