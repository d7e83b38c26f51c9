//! From the library and a day to the pages.

use std::collections::BTreeMap;

use super::{Article, Content, JurisdictionPage, Page, Site, Status};
use crate::library::{
    Address, Jurisdiction, Library, Page as PageOf, Policy, PolicyId, Reading, Timeline, Version, reading,
};
use crate::locale::Lang;

/// Plans the site as it is on the library's day, with previews of the working texts if `drafts`.
pub fn plan(library: &Library, drafts: bool) -> Site<'_> {
    let timelines: Vec<Timeline<'_>> =
        library.policies.iter().map(|policy| Timeline::on(policy, library.day)).collect();
    let jurisdictions = library
        .all()
        .map(|(id, policy)| {
            if policy.is_addendum() || timelines[id.0].in_force.is_none() {
                Vec::new()
            } else {
                jurisdictions(library, id, &timelines)
            }
        })
        .collect();
    let mut site =
        Site { library, drafts, pages: Vec::new(), timelines, jurisdictions, addresses: Default::default() };
    site.pages = pages(&site);
    site.addresses = site.pages.iter().map(|page| page.address.to_string()).collect();
    site
}

/// For whom a policy has pages: every jurisdiction that an addendum in force names, in order of their codes.
fn jurisdictions(library: &Library, id: PolicyId, timelines: &[Timeline<'_>]) -> Vec<JurisdictionPage> {
    let in_force = || library.addenda(id).filter(|(addendum, _)| timelines[addendum.0].in_force.is_some());
    let mut pages: BTreeMap<Jurisdiction, Vec<PolicyId>> = BTreeMap::new();
    for code in in_force().flat_map(|(_, addendum)| &addendum.jurisdictions) {
        pages.entry(code.clone()).or_insert_with(|| {
            in_force().filter(|(_, addendum)| library.is_for(addendum, code)).map(|(id, _)| id).collect()
        });
    }
    pages.into_iter().map(|(code, addenda)| JurisdictionPage { code, addenda }).collect()
}

fn pages<'a>(site: &Site<'a>) -> Vec<Page<'a>> {
    let library = site.library;
    let controlling = library.config.controlling.clone();
    let mut pages =
        vec![Page { address: Address::Root, lang: controlling, content: Content::LanguageChoice }];
    for lang in &library.config.languages {
        let address = Address::Policies(lang.clone());
        pages.push(Page { address, lang: lang.clone(), content: Content::Policies });
        for (id, policy) in library.all() {
            pages.extend(in_force_page(site, id, policy, lang));
            pages.extend(version_pages(site, id, policy, lang));
            pages.extend(jurisdiction_pages(site, id, policy, lang));
            if site.drafts {
                pages.extend(draft_page(site, id, policy, lang));
            }
        }
    }
    pages
}

/// The page of what applies now. An addendum has none of its own: it stands on the pages for its jurisdictions.
fn in_force_page<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Page<'a>> {
    if policy.is_addendum() {
        return None;
    }
    let article = in_force_article(site, id, lang)?;
    Some(text_page(site, id, policy, lang, PageOf::InForce, article))
}

fn text_page<'a>(
    site: &Site<'a>,
    id: PolicyId,
    policy: &Policy,
    lang: &Lang,
    page: PageOf,
    article: Article<'a>,
) -> Page<'a> {
    Page {
        address: Address::of(site.library, policy, lang, page),
        lang: lang.clone(),
        content: Content::Texts { subject: id, articles: vec![article] },
    }
}

fn in_force_article<'a>(site: &Site<'a>, id: PolicyId, lang: &Lang) -> Option<Article<'a>> {
    let timeline = &site.timelines[id.0];
    let version = timeline.in_force?;
    let earlier = timeline.superseded.iter().copied();
    let reading = reading(version, earlier, lang, &site.library.config.controlling)?;
    let shown = match reading {
        Reading::Earlier { version, .. } => version,
        _ => version,
    };
    Some(Article {
        policy: id,
        version: Some(shown),
        asked: Some(version),
        reading,
        status: Status::InForce,
        live: true,
    })
}

/// The permanent page of every version that was released by the day.
fn version_pages<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Vec<Page<'a>> {
    let timeline = &site.timelines[id.0];
    let page = |version: &'a Version, status: Status| {
        let label = version.label.clone();
        let reading = reading(version, [], lang, &site.library.config.controlling)?;
        let version = Some(version);
        let article = Article { policy: id, version, asked: version, reading, status, live: false };
        Some(text_page(site, id, policy, lang, PageOf::Version(label), article))
    };
    let upcoming = timeline.upcoming.iter().map(|version| (*version, Status::Upcoming));
    let in_force = timeline.in_force.map(|version| (version, Status::InForce));
    let superseded = timeline.superseded.iter().map(|version| (*version, Status::Superseded));
    upcoming.chain(in_force).chain(superseded).filter_map(|(version, status)| page(version, status)).collect()
}

/// The policy in force with the addenda for one jurisdiction.
fn jurisdiction_pages<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Vec<Page<'a>> {
    let page = |jurisdiction: &JurisdictionPage| {
        let addenda = jurisdiction.addenda.iter().copied();
        let articles = std::iter::once(id).chain(addenda);
        let articles: Vec<_> = articles.filter_map(|policy| in_force_article(site, policy, lang)).collect();
        let address = Address::Jurisdiction {
            lang: lang.clone(),
            policy: policy.name.clone(),
            code: jurisdiction.code.lower_case().into(),
            page: PageOf::InForce,
        };
        Page { address, lang: lang.clone(), content: Content::Texts { subject: id, articles } }
    };
    site.jurisdictions[id.0].iter().map(page).collect()
}

fn draft_page<'a>(site: &Site<'a>, id: PolicyId, policy: &'a Policy, lang: &Lang) -> Option<Page<'a>> {
    let controlling = &site.library.config.controlling;
    let own = policy.working.texts.get(lang);
    let reading = match own {
        Some(text) if lang == controlling => Reading::Controlling(text),
        Some(text) => Reading::Translation(text),
        None => Reading::Fallback(policy.working.texts.get(controlling)?),
    };
    let article =
        Article { policy: id, version: None, asked: None, reading, status: Status::Draft, live: false };
    Some(text_page(site, id, policy, lang, PageOf::Draft, article))
}
