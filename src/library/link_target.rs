//! Where links lead, as values that can be compared: equal where two texts send their readers to the same place.

use percent_encoding::percent_decode_str;
use url::Url;

use super::address::{Address, Home, Page};
use super::ever::SitePath;
use super::references::{self, file_at};
use super::{Library, Policy};
use crate::locale::Lang;
use crate::markdown::Destination;

/// Where a link leads, apart from what may differ between a text and its translation: which of their two languages an
/// address names, and what of an address leads to the same page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkTarget {
    /// A section of the text itself.
    Section(String),
    /// A page or a file of the site.
    Site {
        /// In the language of the controlling text.
        path: SitePath,
        /// Another language than those of the two texts, to which the writer leads on purpose.
        lang: Option<String>,
        query: Vec<String>,
        section: Option<String>,
    },
    /// Something elsewhere.
    Elsewhere {
        /// With its port; of an address without any, the scheme.
        host: String,
        path: Vec<String>,
        query: Vec<String>,
        fragment: Option<String>,
    },
    /// What cannot be read: as it is written, in its parts.
    Written { parts: Vec<String>, query: Vec<String>, section: Option<String> },
}

/// Reads the links of a text and of its translation, so that they can be compared.
#[derive(Debug, Clone)]
pub struct LinkReader<'a> {
    /// The site to which both belong; `None` for files without a site.
    library: Option<&'a Library>,
    /// Those of the two texts, the controlling one first.
    languages: Vec<Lang>,
}

/// The keys of a query that name a language.
const LANGUAGE_KEYS: [&str; 4] = ["lang", "language", "locale", "hl"];

impl<'a> LinkReader<'a> {
    /// For a text of a site and its translation into `lang`.
    pub fn of_site(library: &'a Library, lang: &Lang) -> Self {
        let languages = vec![library.config.controlling.clone(), lang.clone()];
        LinkReader { library: Some(library), languages }
    }

    /// For a text and its translation without a site, in these languages as far as they are known.
    pub fn of_files(languages: Vec<Lang>) -> Self {
        LinkReader { library: None, languages }
    }

    /// Where a link of the file at `path` leads.
    pub fn read(&self, target: &str, path: &str) -> LinkTarget {
        match Destination::parse(target) {
            Destination::Fragment(id) => LinkTarget::Section(id),
            Destination::External(address) => self.external(address, target),
            Destination::Policy { policy, section, lang } => self.policy(policy, lang, section),
            Destination::Path { path: address, query, section } => {
                let found = match address.starts_with('/') {
                    true => self.site_path(&address),
                    false => self.file(path, &address),
                };
                let query = pairs(query);
                match found {
                    Some((path, lang)) => self.of_path(path, lang, query, section),
                    None => self.written(&address, query, section),
                }
            }
            Destination::Forbidden => self.written(target, Vec::new(), None),
        }
    }

    /// Where an address leads that stands among the words of a text, maybe without its scheme.
    pub fn read_words(&self, address: &str) -> LinkTarget {
        let has_scheme = address.contains("://");
        let whole = if has_scheme { address.to_owned() } else { format!("https://{address}") };
        self.external(&whole, address)
    }

    /// `policy:NAME`, which leads to what is in force.
    fn policy(&self, name: &str, lang: Option<&str>, section: Option<String>) -> LinkTarget {
        let found = self.library.and_then(|library| Some((library, library.policy(library.find(name)?))));
        let home = match found {
            Some((library, policy)) => Home::of(library, policy),
            None => match name.split_once("/in/") {
                Some((policy, code)) => Home { policy: policy.into(), code: Some(code.into()) },
                None => Home { policy: name.into(), code: None },
            },
        };
        let lang = lang.map(ToOwned::to_owned);
        self.of_home(&home, Page::InForce, lang, section)
    }

    /// A link to a file beside the text's own, which means the text in it.
    fn file(&self, path: &str, target: &str) -> Option<(SitePath, Option<String>)> {
        let library = self.library?;
        let (policy, label, lang): (&Policy, _, _) = match file_at(library, path, target)? {
            references::File::Folder(policy) => (library.policy(policy), None, None),
            references::File::Text { policy, label, lang } => (library.policy(policy), label, Some(lang)),
        };
        let page = label.map_or(Page::InForce, Page::Version);
        let address = Address::at(&Home::of(library, policy), self.languages.first()?, page);
        Some((SitePath::Page(address), lang.map(ToString::to_string)))
    }

    /// A path of the site, and the language that it names.
    fn site_path(&self, path: &str) -> Option<(SitePath, Option<String>)> {
        let known = self.library.map_or(&self.languages, |library| &library.config.languages);
        let path = SitePath::parse_in(path, known)?;
        let lang = path.lang().map(ToString::to_string);
        Some((path, lang))
    }

    fn of_home(&self, home: &Home, page: Page, lang: Option<String>, section: Option<String>) -> LinkTarget {
        let language = self.languages.first().cloned().unwrap_or_else(Lang::english);
        let path = SitePath::Page(Address::at(home, &language, page));
        self.of_path(path, lang, Vec::new(), section)
    }

    fn of_path(
        &self,
        path: SitePath,
        lang: Option<String>,
        query: Vec<String>,
        section: Option<String>,
    ) -> LinkTarget {
        let is_own = |lang: &String| self.languages.iter().any(|own| own.as_str() == lang);
        // The page for a jurisdiction has the ids of an addendum behind its name.
        let section =
            section.map(|id| match path.code().and_then(|code| id.strip_prefix(code)?.strip_prefix('.')) {
                Some(own) => own.to_owned(),
                None => id,
            });
        let lang = lang.filter(|lang| !is_own(lang));
        let path = self.languages.first().map_or_else(|| path.clone(), |first| path.in_language(first));
        LinkTarget::Site { path, lang, query, section }
    }

    /// An address with a scheme. One that leads to the site itself is the same as its path.
    fn external(&self, address: &str, target: &str) -> LinkTarget {
        let Ok(url) = Url::parse(address) else { return self.written(target, Vec::new(), None) };
        let fragment = url.fragment().map(decoded);
        let query = pairs(url.query());
        let Some(host) = url.host_str() else {
            let (host, path) = (url.scheme().to_owned(), vec![url.path().to_owned()]);
            return LinkTarget::Elsewhere { host, path, query, fragment };
        };
        if self.library.is_some_and(|library| is_host_of(library, &url))
            && let Some((path, lang)) = self.site_path(&decoded(url.path()))
        {
            return self.of_path(path, lang, query, fragment);
        }
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let mut path = self.without_language(url.path());
        match host.split_once('.') {
            // The last part is the name of a page, which has another one in each language: /wiki/Cookie.
            Some((first, rest)) if self.is_host_of_language(first) => {
                path.pop();
                LinkTarget::Elsewhere { host: format!("{rest}{port}"), path, query, fragment: None }
            }
            _ => LinkTarget::Elsewhere { host: format!("{host}{port}"), path, query, fragment },
        }
    }

    fn written(&self, target: &str, query: Vec<String>, section: Option<String>) -> LinkTarget {
        LinkTarget::Written { parts: self.without_language(target), query, section }
    }

    /// The parts of a path without the language that it names, and without what leads to the same page: the slash and the
    /// ending of a page. A country or another jurisdiction is no language: behind `in` no part is one.
    fn without_language(&self, path: &str) -> Vec<String> {
        let mut parts: Vec<String> = path.split('/').map(decoded).collect();
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        if let Some(last) = parts.last_mut() {
            if let Some(page) = last.strip_suffix(".html") {
                *last = page.to_owned();
            }
            match last.strip_suffix(".md") {
                Some(tag) if self.is_language(tag) => {
                    parts.pop();
                }
                _ => *last = self.file_without_language(last),
            }
        }
        if parts.last().is_some_and(|last| last == "index") {
            parts.pop();
        }
        let first = (0..parts.len()).find(|at| {
            let behind_in = at.checked_sub(1).and_then(|at| parts.get(at)).is_some_and(|part| part == "in");
            !behind_in && parts.get(*at).is_some_and(|part| self.is_language(part))
        });
        if let Some(at) = first {
            parts.remove(at);
        }
        parts
    }

    /// The name of a file without the language at the end of its stem: `terms` of `terms-en`, `terms.pdf` of `terms.zh-CN.pdf`.
    fn file_without_language(&self, name: &str) -> String {
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !self.is_language(ending) => (stem, Some(ending)),
            _ => (name, None),
        };
        let ends = stem.rmatch_indices(['.', '-', '_']).take(3);
        // The longest tag: `zh-CN` and not `CN` alone.
        let tag = ends.filter(|(at, _)| *at > 0 && self.is_language(&stem[at + 1..])).last();
        let stem = tag.map_or(stem, |(at, _)| &stem[..at]);
        ending.map_or_else(|| stem.to_owned(), |ending| format!("{stem}.{ending}"))
    }

    /// True for a tag of one of the two languages, maybe with other subtags of a script or a region: `en-US` and `zh_Hans_CN`
    /// where they are `en` and `zh-CN`.
    fn is_language(&self, tag: &str) -> bool {
        let (first, rest) =
            tag.split_once(['-', '_']).map_or((tag, None), |(first, rest)| (first, Some(rest)));
        let is_region = |part: &str| {
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            (letters && matches!(part.len(), 2 | 4)) || (digits && part.len() == 3)
        };
        let is_known = self.languages.iter().any(|lang| lang.as_str().eq_ignore_ascii_case(tag));
        let is_variety =
            self.is_host_of_language(first) && rest.is_none_or(|rest| rest.split(['-', '_']).all(is_region));
        is_known || is_variety
    }

    /// True for the primary subtag of one of the two languages, as in `en.example.com`.
    fn is_host_of_language(&self, first: &str) -> bool {
        self.languages.iter().any(|lang| lang.primary().eq_ignore_ascii_case(first))
    }
}

/// True for an address on the host of the site.
fn is_host_of(library: &Library, url: &Url) -> bool {
    let site = Url::parse(&library.config.base_url);
    site.is_ok_and(|site| site.host() == url.host() && site.port() == url.port())
}

/// The parts of a query that name no language.
fn pairs(query: Option<&str>) -> Vec<String> {
    let names_language = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        LANGUAGE_KEYS.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    let pairs = query.into_iter().flat_map(|query| query.split('&')).filter(|pair| !pair.is_empty());
    pairs.filter(|pair| !names_language(pair)).map(ToOwned::to_owned).collect()
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

impl SitePath {
    /// Of a page for a jurisdiction the code.
    fn code(&self) -> Option<&str> {
        match self {
            SitePath::Page(Address::Jurisdiction { code, .. }) => Some(code),
            SitePath::Page(_) | SitePath::File(_) => None,
        }
    }
}
