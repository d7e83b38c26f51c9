//! From the library and a day to the pages.

use std::collections::BTreeMap;

use super::{Article, Content, JurisdictionPage, Page, Searched, Site, Standing, compare, copies, standing};
use crate::drift::{Against, Deferred, Subject};
use crate::library::{
    Address, Home, Jurisdiction, Library, Page as PageOf, Policy, PolicyId, Reading, Status, Text, Timeline,
    Version,
};
use crate::locale::Lang;
use crate::source::Sources;

/// Plans the site as it is on the library's day, with previews of the working texts if `drafts`.
pub fn plan<'a>(library: &'a Library, sources: &'a Sources, drafts: bool) -> Site<'a> {
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
    let standings = standing::standings(library, &timelines, sources);
    let mut site = Site {
        library,
        drafts,
        standings,
        drafted: if drafts { drafted(library, sources) } else { BTreeMap::new() },
        own: standing::own(library, sources),
        pages: Vec::new(),
        copies: Vec::new(),
        timelines,
        jurisdictions,
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
    let library = site.library;
    let homes: Vec<Vec<Home>> = library.all().map(|(_, policy)| Home::former(library, policy)).collect();
    let mut moved = Vec::new();
    for page in &site.pages {
        let subject = match (&page.content, &page.address) {
            (_, address) if address.page() == Some(&PageOf::Draft) => continue,
            // The page for a jurisdiction goes along with the addendum that is named for it.
            (Content::Texts { subject, .. }, Address::Jurisdiction { policy, code, .. }) => {
                let addendum = library.find(&format!("{policy}/in/{code}"));
                addendum.filter(|id| library.policy(*id).name == *code).unwrap_or(*subject)
            }
            (Content::Texts { subject, .. } | Content::History { subject }, _) => *subject,
            _ => continue,
        };
        for home in homes.get(subject.0).into_iter().flatten() {
            let address = page.address.moved(home);
            if !site.has(&address) {
                let content = Content::Moved { to: page.address.clone() };
                moved.push(Page { address, lang: page.lang.clone(), content });
            }
        }
    }
    moved
}

/// For whom a policy has pages: every jurisdiction that an addendum names which is or was in force, in order of their
/// codes.
fn jurisdictions(library: &Library, id: PolicyId, timelines: &[Timeline<'_>]) -> Vec<JurisdictionPage> {
    let in_force = |addendum: PolicyId| timelines[addendum.0].in_force.is_some();
    let ended = |addendum: PolicyId| timelines[addendum.0].ended.is_some();
    let shown = || library.addenda(id).filter(|(addendum, _)| in_force(*addendum) || ended(*addendum));
    let mut pages: BTreeMap<Jurisdiction, JurisdictionPage> = BTreeMap::new();
    for code in shown().flat_map(|(_, addendum)| &addendum.jurisdictions) {
        pages.entry(code.clone()).or_insert_with(|| {
            let all = shown().filter(|(_, addendum)| library.is_for(addendum, code)).map(|(id, _)| id);
            let (addenda, ended) = all.partition(|addendum| in_force(*addendum));
            JurisdictionPage { code: code.clone(), addenda, ended }
        });
    }
    pages.into_values().collect()
}

/// How the working translations stand to the working text.
fn drafted<'a>(library: &'a Library, sources: &'a Sources) -> BTreeMap<(PolicyId, Lang), Deferred<'a>> {
    let texts = library
        .all()
        .flat_map(|(id, policy)| policy.working.texts.values().map(move |text| (id, policy, text)));
    let measure = |(id, policy, text): (PolicyId, &'a Policy, &'a Text)| {
        let subject = Subject::of(library, policy, text, Against::Working)?;
        Some(((id, text.lang.clone()), Deferred::new(subject, sources)))
    };
    texts.filter_map(measure).collect()
}

fn pages<'a>(site: &Site<'a>) -> Vec<Page<'a>> {
    let library = site.library;
    let controlling = library.config.controlling.clone();
    let mut pages =
        vec![Page { address: Address::Root, lang: controlling.clone(), content: Content::LanguageChoice }];
    let languages = library.config.languages.clone();
    let content = Content::NotFound { languages };
    pages.push(Page { address: Address::NotFound(None), lang: controlling.clone(), content });
    if library.config.languages.len() > 1 {
        pages.push(Page { address: Address::Status, lang: controlling, content: Content::Status });
    }
    for lang in &library.config.languages {
        let address = Address::Policies(lang.clone());
        pages.push(Page { address, lang: lang.clone(), content: Content::Policies });
        let content = Content::Search { texts: searched(site, lang) };
        pages.push(Page { address: Address::Search(lang.clone()), lang: lang.clone(), content });
        let content = Content::NotFound { languages: vec![lang.clone()] };
        pages.push(Page { address: Address::NotFound(Some(lang.clone())), lang: lang.clone(), content });
        for (id, policy) in library.all() {
            pages.extend(in_force_page(site, id, policy, lang));
            pages.extend(upcoming_page(site, id, policy, lang));
            pages.extend(version_pages(site, id, policy, lang));
            pages.extend(bilingual_page(site, id, policy, lang));
            pages.extend(history_page(site, id, policy, lang));
            pages.extend(compare::pages(site, id, policy, lang));
            pages.extend(jurisdiction_pages(site, id, policy, lang));
            if site.drafts {
                pages.extend(draft_page(site, id, policy, lang));
            }
        }
    }
    pages
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
        for page in &site.jurisdictions[main.0] {
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

/// The page of what applies now. An addendum has none of its own: it stands on the pages for its jurisdictions.
fn in_force_page<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Page<'a>> {
    if policy.is_addendum() {
        return None;
    }
    let article = in_force_article(site, id, lang)?;
    Some(text_page(site, id, policy, lang, PageOf::InForce, article))
}

/// The page of what is announced next. That of an addendum is the permanent page of the version.
fn upcoming_page<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Page<'a>> {
    if policy.is_addendum() {
        return None;
    }
    let version = site.timelines[id.0].next()?;
    let reading = standing::upcoming(site.library, version, lang)?;
    let article = version_article(id, version, reading, Status::Upcoming);
    Some(text_page(site, id, policy, lang, PageOf::Upcoming, article))
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
    let library = site.library;
    let version = site.timelines[id.0].in_force?;
    let reading = library.reading(library.policy(id), version, lang, library.day)?;
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

pub(super) fn version_article<'a>(
    policy: PolicyId,
    version: &'a Version,
    reading: Reading<'a>,
    status: Status,
) -> Article<'a> {
    let version = Some(version);
    Article { policy, version, asked: version, reading, status, live: false }
}

/// The permanent pages of every version that was released by the day: its text, and each later revision of it. What is
/// at such an address changes no more, so a revision has one of its own.
fn version_pages<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Vec<Page<'a>> {
    let library = site.library;
    let controlling = &library.config.controlling;
    let page = |version: &'a Version, page: PageOf, reading: Reading<'a>| {
        let status = site.timelines[id.0].status(version);
        text_page(site, id, policy, lang, page, version_article(id, version, reading, status))
    };
    let own = |text: &'a Text| match *lang == *controlling {
        true => Reading::Controlling(text),
        false => Reading::Translation(text),
    };
    let mut pages = Vec::new();
    for version in site.timelines[id.0].newest_first() {
        let texts = version.texts.get(lang).map(Vec::as_slice).unwrap_or_default();
        let mut known = texts.iter().filter(|text| text.is_known(library.day)).peekable();
        // Readers of a language in which there is no text yet are shown the controlling one at the same address.
        if known.peek().is_none_or(|first| first.revision != 1) {
            let fallback = version.first(controlling).map(Reading::Fallback);
            let address = PageOf::Version(version.label.clone());
            pages.extend(fallback.map(|reading| page(version, address, reading)));
        }
        pages.extend(
            known.map(|text| page(version, PageOf::permanent(&version.label, text.revision), own(text))),
        );
    }
    pages
}

/// What is in force in a language beside the text that controls, or what is announced where nothing is in force.
fn bilingual_page<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Page<'a>> {
    let article = in_force_article(site, id, lang).or_else(|| {
        let version = site.timelines[id.0].next()?;
        let reading = standing::upcoming(site.library, version, lang)?;
        Some(version_article(id, version, reading, Status::Upcoming))
    })?;
    let key = (id, lang.clone(), article.status == Status::Upcoming);
    let is_measured = site.standings.get(&key).is_some_and(Standing::is_measured);
    is_measured.then(|| Page {
        address: Address::of(site.library, policy, lang, PageOf::Bilingual),
        lang: lang.clone(),
        content: Content::Bilingual { article },
    })
}

/// The list of every version, as soon as there is one.
fn history_page<'a>(site: &Site<'a>, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Page<'a>> {
    site.timelines[id.0].newest_first().next()?;
    Some(Page {
        address: Address::of(site.library, policy, lang, PageOf::History),
        lang: lang.clone(),
        content: Content::History { subject: id },
    })
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
    site.jurisdictions[id.0].iter().map(page).collect()
}

fn draft_page<'a>(site: &Site<'a>, id: PolicyId, policy: &'a Policy, lang: &Lang) -> Option<Page<'a>> {
    let article = draft_article(site, id, policy, lang)?;
    Some(text_page(site, id, policy, lang, PageOf::Draft, article))
}

pub(super) fn draft_article<'a>(
    site: &Site<'a>,
    id: PolicyId,
    policy: &'a Policy,
    lang: &Lang,
) -> Option<Article<'a>> {
    let controlling = &site.library.config.controlling;
    let own = policy.working.texts.get(lang);
    let reading = match own {
        Some(text) if lang == controlling => Reading::Controlling(text),
        Some(text) => Reading::Translation(text),
        None => Reading::Fallback(policy.working.texts.get(controlling)?),
    };
    Some(Article { policy: id, version: None, asked: None, reading, status: Status::Draft, live: false })
}
