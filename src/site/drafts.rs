//! What only previews have: the working texts, and what changed in them.

use super::{Article, Content, Page, Site};
use crate::library::pages::PolicyOn;
use crate::library::{Address, Page as PageOf, Policy, PolicyId, Reading, Status};
use crate::locale::Lang;

/// The page of a working text, and the redline from the version in force to it. Only of texts that are in the language.
pub fn pages<'a>(
    site: &Site<'a>,
    id: PolicyId,
    policy: &'a Policy,
    lang: &Lang,
) -> impl Iterator<Item = Page<'a>> {
    let page = |of: PageOf, content: Content<'a>| Page {
        address: Address::of(site.library, policy, lang, of),
        lang: lang.clone(),
        content,
    };
    let draft = draft_article(site, id, policy, lang);
    let draft = draft.map(|draft| Content::Texts { subject: id, articles: vec![draft] });
    let change = change(site, id, policy, lang);
    let change = change.map(|(of, old, new)| page(of, Content::Compare { subject: id, old, new }));
    draft.map(|content| page(PageOf::Draft, content)).into_iter().chain(change)
}

fn change<'a>(
    site: &Site<'a>,
    id: PolicyId,
    policy: &'a Policy,
    lang: &Lang,
) -> Option<(PageOf, Article<'a>, Article<'a>)> {
    let timeline = site.timeline(id);
    let in_force = timeline.in_force?;
    let draft = draft_article(site, id, policy, lang)?;
    let is_own = matches!(draft.reading, Reading::Controlling(_) | Reading::Translation(_));
    let old = PolicyOn { library: site.library, id, timeline }.own(in_force, lang).filter(|_| is_own)?;
    Some((PageOf::CompareDraft(in_force.label.clone()), Article::of(site, id, old), draft))
}

fn draft_article<'a>(site: &Site<'a>, id: PolicyId, policy: &'a Policy, lang: &Lang) -> Option<Article<'a>> {
    let controlling = &site.library.config.controlling;
    let own = policy.working().get(lang);
    let reading = match own {
        Some(text) if lang == controlling => Reading::Controlling(text),
        Some(text) => Reading::Translation(text),
        None => Reading::Fallback(policy.working().get(controlling)?),
    };
    Some(Article { policy: id, version: None, asked: None, reading, status: Status::Draft, live: false })
}
