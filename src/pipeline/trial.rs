//! What a build would make, without writing anything.

use std::convert::Infallible;

use super::make::{about, each_page, make};
use super::open::Opened;
use crate::output::Staging;
use crate::output::manifest::Manifest;
use crate::progress::Progress;
use crate::render::Renderer;
use crate::site;
use crate::source::{Findings, any_error, human};

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
    findings
        .extend(make(&renderer, &staging, |_| false, progress).map(|made| made.faults).unwrap_or_default());
    (!any_error(findings)).then(|| staging.manifest(about(&renderer)))
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
        each_page(&renderer, |page| Ok::<_, Infallible>(renderer.page(page).map(drop))).unwrap_or_default()
    };
    let mut faults =
        [false, true].into_iter().map(of_site).find(|faults| !faults.is_empty()).unwrap_or_default();
    human::sort(&mut faults, &tree.sources);
    faults
}
