//! From the library and a day to the pages.

use std::collections::BTreeMap;

use super::{Article, Content, Page, Planned, Searched, Site, copies, drafts, translation_status};
use crate::library::pages::{self, Applies, MadeOf, PolicyOn, Shown, has_whole};
use crate::library::reads::Owned;
use crate::library::{Address, JurisdictionPage, Library, Page as PageOf, Policy, PolicyId, Timeline};
use crate::locale::Lang;
use crate::source::Sources;

/// Plans the site as it is on the library's day, with previews of the working texts if `drafts`.
pub fn plan<'a>(library: &'a Library, sources: &'a Sources, drafts: bool) -> Site<'a> {
    let timelines: Vec<Timeline<'_>> =
        library.policies.iter().map(|policy| Timeline::on(policy.versions(), library.day)).collect();
    let policies = planned(library, &timelines, sources, drafts);
    let timelines = library.policies.iter().zip(timelines);
    let mut site = Site {
        library,
        drafts,
        pages: Vec::new(),
        copies: Vec::new(),
        timelines: timelines.map(|(policy, timeline)| Owned::new(&policy.folder, timeline)).collect(),
        policies,
        addresses: Default::default(),
    };
    site.pages = pages(&site);
    site.copies = copies::copies(&site, sources);
    index(&mut site, 0);
    let (there, moved) = (site.pages.len(), moved_pages(&site));
    site.pages.extend(moved);
    index(&mut site, there);
    site
}

/// Notes where the pages are, from one on.
fn index(site: &mut Site<'_>, from: usize) {
    for (index, page) in site.pages.iter().enumerate().skip(from) {
        site.addresses.entry(page.address.to_string()).or_insert(index);
    }
}

/// What leads from the earlier names of policies to where they are now: for each page that people may have kept the address
/// of. Whatever has such an address today goes before.
fn moved_pages<'a>(site: &Site<'a>) -> Vec<Page<'a>> {
    let moved = site.pages.iter().flat_map(|page| {
        let former = pages::former(site.library, &page.address);
        former.into_iter().filter(|address| !site.has(address)).map(|address| {
            let content = Content::Moved { to: page.address.clone() };
            Page { address, lang: page.lang.clone(), content }
        })
    });
    moved.collect()
}

/// What is known of each policy.
fn planned<'a>(
    library: &'a Library,
    timelines: &[Timeline<'a>],
    sources: &'a Sources,
    drafts: bool,
) -> Vec<Owned<Planned<'a>>> {
    let applies = |id: PolicyId| Applies::on(&timelines[id.0]);
    let planned = |(id, policy): (PolicyId, &'a Policy)| {
        let planned = Planned {
            jurisdictions: pages::jurisdictions(library, id, applies),
            translation_statuses: translation_status::translation_statuses(
                library,
                policy,
                &timelines[id.0],
                sources,
            ),
            drafted: if drafts {
                translation_status::drafted(library, policy, sources)
            } else {
                BTreeMap::new()
            },
            own: translation_status::own(library, policy, sources),
        };
        Owned::new(&policy.folder, planned)
    };
    library.all().map(planned).collect()
}

fn pages<'a>(site: &Site<'a>) -> Vec<Page<'a>> {
    let library = site.library;
    let config = &library.config;
    let whole = |address: Address, lang: &Lang, content: Content<'a>| {
        has_whole(config, &address).then(|| Page { address, lang: lang.clone(), content })
    };
    let mut pages = Vec::new();
    pages.extend(whole(Address::Root, &config.controlling, Content::LanguageChoice));
    let content = Content::NotFound { languages: config.languages.clone() };
    pages.extend(whole(Address::NotFound(None), &config.controlling, content));
    pages.extend(whole(Address::Status, &config.controlling, Content::Status));
    for lang in &config.languages {
        pages.extend(whole(Address::Policies(lang.clone()), lang, Content::Policies));
        let content = Content::Search { texts: searched(site, lang) };
        pages.extend(whole(Address::Search(lang.clone()), lang, content));
        let content = Content::NotFound { languages: vec![lang.clone()] };
        pages.extend(whole(Address::NotFound(Some(lang.clone())), lang, content));
        for (id, policy) in library.all() {
            pages.extend(policy_pages(site, id, policy, lang));
            pages.extend(jurisdiction_pages(site, id, policy, lang));
            if site.drafts {
                pages.extend(drafts::pages(site, id, policy, lang));
            }
        }
    }
    pages
}

/// The pages that a published site has of a policy or an addendum.
fn policy_pages<'a>(
    site: &Site<'a>,
    id: PolicyId,
    policy: &'a Policy,
    lang: &Lang,
) -> impl Iterator<Item = Page<'a>> {
    let on = PolicyOn { library: site.library, id, timeline: site.timeline(id) };
    let pages = on.pages(lang).into_iter().map(|(page, made_of)| {
        let article = |shown: Shown<'a>| Article::of(site, id, shown);
        let content = match made_of {
            MadeOf::Text(shown) => Content::Texts { subject: id, articles: vec![article(shown)] },
            MadeOf::Beside(shown) => Content::Bilingual { article: article(shown) },
            MadeOf::Versions => Content::History { subject: id },
            MadeOf::Change(old, new) => {
                Content::Compare { subject: id, old: article(old), new: article(new) }
            }
        };
        Page { address: Address::of(site.library, policy, lang, page), lang: lang.clone(), content }
    });
    pages.collect::<Vec<_>>().into_iter()
}

/// Every text in force, in the order of lists: a policy, then the addenda to it.
fn searched<'a>(site: &Site<'a>, lang: &Lang) -> Vec<Searched<'a>> {
    let library = site.library;
    let mut texts = Vec::new();
    let mut add = |id: PolicyId, page: Address| {
        texts.extend(in_force_article(site, id, lang).map(|article| Searched { page, article }));
    };
    for (main, policy) in library.main_policies() {
        add(main, Address::of(library, policy, lang, PageOf::InForce));
        // Of the pages that an addendum is on, the one for the jurisdiction that it is named for, or else the first.
        let mut pages: BTreeMap<PolicyId, &JurisdictionPage> = BTreeMap::new();
        for page in site.jurisdictions(main) {
            for addendum in &page.addenda {
                let shown = pages.entry(*addendum).or_insert(page);
                if page.code.lower_case() == *library.policy(*addendum).name {
                    *shown = page;
                }
            }
        }
        for (addendum, page) in pages {
            add(addendum, Address::of_jurisdiction(policy, lang, &page.code));
        }
    }
    texts
}

fn in_force_article<'a>(site: &Site<'a>, id: PolicyId, lang: &Lang) -> Option<Article<'a>> {
    let on = PolicyOn { library: site.library, id, timeline: site.timeline(id) };
    on.in_force(lang).map(|shown| Article::of(site, id, shown))
}

/// The policy in force with the addenda for one jurisdiction.
fn jurisdiction_pages<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Vec<Page<'a>> {
    let page = |jurisdiction: &JurisdictionPage| {
        let addenda = jurisdiction.addenda.iter().copied();
        let articles = std::iter::once(id).chain(addenda);
        let articles: Vec<_> = articles.filter_map(|policy| in_force_article(site, policy, lang)).collect();
        let address = Address::of_jurisdiction(policy, lang, &jurisdiction.code);
        Page { address, lang: lang.clone(), content: Content::Texts { subject: id, articles } }
    };
    site.jurisdictions(id).iter().map(page).collect()
}
