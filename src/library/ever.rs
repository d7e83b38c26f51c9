//! What a path of the site leads to, on whatever day: the pages and files that [`super::pages`] and [`super::files`] know of
//! one day, asked about every day.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use super::address::{Address, Home, Page, at_home};
use super::files::File;
use super::pages::{self, Applies, PolicyOn, former, has_whole};
use super::reads::{self, Question};
use super::timeline::Timeline;
use super::{Library, Policy, PolicyId};
use crate::locale::Lang;

/// The address of a page or a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SitePath {
    Page(Address),
    File(File),
}

impl SitePath {
    /// Reads a path such as `/en/privacy/` or `/ledgers/privacy.toml`; `None` if the site can have nothing there.
    pub fn parse(path: &str, library: &Library) -> Option<Self> {
        SitePath::parse_in(path, &library.config.languages)
    }

    /// The same for a site with these languages.
    pub fn parse_in(path: &str, languages: &[Lang]) -> Option<Self> {
        let file = || File::parse_in(path, languages).map(SitePath::File);
        file().or_else(|| Address::parse_in(path, languages).map(SitePath::Page))
    }

    /// The language that it names, if it names one.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            SitePath::Page(address) => address.lang(),
            SitePath::File(file) => file.lang(),
        }
    }

    /// The policy, or the one above the addendum, to which the page or file belongs; `None` if that is the whole site.
    pub fn policy(&self) -> Option<&str> {
        match self {
            SitePath::Page(address) => address.policy(),
            SitePath::File(file) => file.home().map(|home| &*home.policy),
        }
    }

    /// The same of another language.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Self {
        match self {
            SitePath::Page(address) => SitePath::Page(address.in_language(lang)),
            SitePath::File(file) => SitePath::File(file.in_language(lang)),
        }
    }

    /// True if some text that is on the page has the section; a file has none.
    pub fn has_section(&self, library: &Library, id: &str) -> bool {
        let SitePath::Page(address) = self else { return false };
        let family = self.policy().and_then(|name| library.family_called(name));
        let question = || Question::HasSection(self.to_string(), id.to_owned());
        reads::answered(family, question, || address.has_section(library, id))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SitePath::Page(address) => address.fmt(f),
            SitePath::File(file) => file.fmt(f),
        }
    }
}

/// What a path leads to on the published site on some day: on one that the files know of, or once the working texts are
/// released. From an earlier name of a policy it leads to the present one. `None` if it never leads to anything.
pub fn find(library: &Library, path: &str) -> Option<SitePath> {
    let wanted = SitePath::parse(path, library)?;
    let question = || Question::Leads(path.to_owned());
    match wanted.policy().map(str::to_owned) {
        Some(name) => {
            reads::answered(library.family_called(&name), question, || find_wanted(library, wanted))
        }
        // Of the whole site: what all pages share decides.
        None => find_wanted(library, wanted),
    }
}

fn find_wanted(library: &Library, wanted: SitePath) -> Option<SitePath> {
    match wanted {
        SitePath::Page(address) => find_page(library, address).map(SitePath::Page),
        SitePath::File(file) => find_file(library, file).map(SitePath::File),
    }
}

fn find_page(library: &Library, address: Address) -> Option<Address> {
    if has_page(library, &address) {
        return Some(address);
    }
    // Most sites never had a policy of another name.
    let renamed = library.policies.iter().any(|policy| !policy.formerly.is_empty());
    let homes = library.policies.iter().filter(|_| renamed).map(|policy| Home::of(library, policy));
    let now = homes.map(|home| address.moved(&home));
    now.filter(|now| former(library, now).contains(&address)).find(|now| has_page(library, now))
}

fn find_file(library: &Library, file: File) -> Option<File> {
    if has_file(library, &file) {
        return Some(file);
    }
    let home = file.home().filter(|_| file.stays())?;
    let renamed = library.policies.iter().filter(|policy| Home::former(library, policy).contains(home));
    let mut now = renamed.map(|policy| file.moved(&Home::of(library, policy)));
    now.find(|now| has_file(library, now))
}

fn has_page(library: &Library, address: &Address) -> bool {
    if has_whole(&library.config, address) {
        return true;
    }
    let Some((id, page, lang)) = policy_page(library, address) else {
        return has_jurisdiction(library, address);
    };
    let is_there = |day: Date| {
        let timeline = Timeline::on(library.policy(id).versions(), day);
        PolicyOn { library, id, timeline: &timeline }.page(lang, page).is_some()
    };
    let will_be = || {
        let timeline = Timeline::on(library.policy(id).versions(), Date::MAX);
        PolicyOn { library, id, timeline: &timeline }.page_of_next(lang, page)
    };
    on_some_day(library, id, is_there) || will_be() || has_jurisdiction(library, address)
}

/// The policy or addendum to whose own pages an address belongs, the page, and its language.
fn policy_page<'p>(library: &Library, address: &'p Address) -> Option<(PolicyId, &'p Page, &'p Lang)> {
    Some((at_home(library, &address.home()?)?, address.page()?, address.lang()?))
}

/// True for the page of a policy for one jurisdiction.
fn has_jurisdiction(library: &Library, address: &Address) -> bool {
    let Address::Jurisdiction { policy, code, page: Page::InForce, .. } = address else { return false };
    let Some(id) = at_home(library, &Home { policy: policy.clone(), code: None }) else { return false };
    let has_code = |applies: &dyn Fn(PolicyId) -> Applies| {
        let pages = pages::jurisdictions(library, id, applies);
        pages.iter().any(|page| page.code.lower_case() == **code)
    };
    let will_apply = |id: PolicyId| {
        let policy = library.policy(id);
        let is_written = policy.working().contains_key(&library.config.controlling);
        if is_written { Applies::Yes } else { Applies::on(&Timeline::on(policy.versions(), Date::MAX)) }
    };
    on_some_day(library, id, |day| {
        has_code(&|id| Applies::on(&Timeline::on(library.policy(id).versions(), day)))
    }) || has_code(&will_apply)
}

fn has_file(library: &Library, file: &File) -> bool {
    if file.is_whole(&library.config) {
        return true;
    }
    let Some(id) = file.home().and_then(|home| at_home(library, home)) else { return false };
    let is_there = |day: Date| {
        let timeline = Timeline::on(library.policy(id).versions(), day);
        let page = || file.lang().zip(file.home()).map(|(lang, home)| Address::at(home, lang, Page::InForce));
        let has_page = || page().is_some_and(|page| is_page_on(library, &page, day));
        file.is_of(&PolicyOn { library, id, timeline: &timeline }, has_page)
    };
    let is_written = library.policy(id).working().contains_key(&library.config.controlling);
    let comes_with_next = !matches!(file, File::Markdown { .. });
    on_some_day(library, id, is_there) || (is_written && comes_with_next)
}

/// True if the page that follows what is in force is there on the day.
fn is_page_on(library: &Library, address: &Address, day: Date) -> bool {
    let applies = |id: PolicyId| Applies::on(&Timeline::on(library.policy(id).versions(), day));
    match address {
        Address::Jurisdiction { policy, code, .. } => {
            let main = at_home(library, &Home { policy: policy.clone(), code: None });
            let pages = main.map(|id| pages::jurisdictions(library, id, applies)).unwrap_or_default();
            pages.iter().any(|page| page.code.lower_case() == **code)
        }
        _ => policy_page(library, address).is_some_and(|(id, page, lang)| {
            let timeline = Timeline::on(library.policy(id).versions(), day);
            PolicyOn { library, id, timeline: &timeline }.page(lang, page).is_some()
        }),
    }
}

/// True if something holds of a policy and what adds to it, or of an addendum and what it adds to, on the library's day or
/// another one. Between the days on which something happens nothing changes.
fn on_some_day(library: &Library, id: PolicyId, holds: impl Fn(Date) -> bool) -> bool {
    holds(library.day) || days(library, id).into_iter().any(holds)
}

/// Every day on which something becomes known or takes effect of a policy with its addenda, to which `id` belongs.
pub fn days(library: &Library, id: PolicyId) -> BTreeSet<Date> {
    let main = library.policy(id).parent.unwrap_or(id);
    let family = std::iter::once(library.policy(main)).chain(library.addenda(main).map(|(_, policy)| policy));
    family.flat_map(days_of).collect()
}

fn days_of(policy: &Policy) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for version in policy.versions() {
        days.extend([version.released, version.effective]);
        days.extend(
            version.withdrawn.iter().flat_map(|withdrawal| [withdrawal.released, withdrawal.effective]),
        );
    }
    for (_, text) in policy.texts() {
        days.extend(text.seal.map(|seal| seal.released));
        days.extend(text.sync.reconciled.iter().map(|entry| entry.judged.day));
    }
    days.extend(policy.ledger().entries.iter().map(|entry| entry.record.released));
    days
}
