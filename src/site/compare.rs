//! Which versions are compared with which.

use super::plan::{draft_article, version_article};
use super::{Article, Content, Page, Site};
use crate::library::{Address, Page as PageOf, Policy, PolicyId, Reading, Version};
use crate::locale::Lang;

/// The redlines of a policy in a language: of every version and the one after it, of every version and the one in
/// force unless the site does without, and in a preview of the one in force and the working text. Only of texts that are
/// in the language.
pub fn pages<'a>(site: &Site<'a>, id: PolicyId, policy: &'a Policy, lang: &Lang) -> Vec<Page<'a>> {
    let day = site.library.day;
    let in_force = site.timelines[id.0].in_force;
    let page = |of: PageOf, old: Article<'a>, new: Article<'a>| Page {
        address: Address::of(site.library, policy, lang, of),
        lang: lang.clone(),
        content: Content::Compare { subject: id, old, new },
    };
    let mut pages = Vec::new();
    let standing = || policy.versions.iter().filter(|version| version.stands(day));
    for (old, new) in standing().zip(standing().skip(1)) {
        if let (Some(before), Some(after)) = (article(site, id, old, lang), article(site, id, new, lang)) {
            pages.push(page(PageOf::Compare(old.label.clone(), new.label.clone()), before, after));
        }
    }
    let to_in_force = site.library.config.build.compare_to_in_force;
    if let Some(in_force) = in_force.filter(|_| to_in_force) {
        for old in standing().take_while(|version| !std::ptr::eq(*version, in_force)) {
            let compared = (article(site, id, old, lang), article(site, id, in_force, lang));
            if let (Some(before), Some(after)) = compared {
                pages.push(page(PageOf::CompareInForce(old.label.clone()), before, after));
            }
        }
    }
    if let (true, Some(in_force)) = (site.drafts, in_force) {
        let after = draft_article(site, id, policy, lang).filter(|article| is_own(article.reading));
        if let (Some(before), Some(after)) = (article(site, id, in_force, lang), after) {
            pages.push(page(PageOf::CompareDraft(in_force.label.clone()), before, after));
        }
    }
    pages
}

/// A version's own text in a language.
fn article<'a>(site: &Site<'a>, id: PolicyId, version: &'a Version, lang: &Lang) -> Option<Article<'a>> {
    let library = site.library;
    let reading = library.reading(library.policy(id), version, lang, library.day)?;
    let status = site.timelines[id.0].status(version);
    is_own(reading).then(|| version_article(id, version, reading, status))
}

/// True for a text of the version that was asked for, in the language that was asked for.
fn is_own(reading: Reading<'_>) -> bool {
    matches!(reading, Reading::Controlling(_) | Reading::Translation(_))
}
