//! The site's configuration, checked.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::codes;
use super::drift_state::State;
use super::jurisdiction::{self, Jurisdiction};
use super::localized::{Localized, by_lang};
use super::publish_targets::{self, PublishTarget};
use super::raw;
use super::values::{lang, report_missing, span};
use crate::language::ListedWords;
use crate::locale::Lang;
use crate::source::toml::{At, TomlReader};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Checked, FileId, Finding, Findings, Place, Severity, Span, Tree, discreet};

/// What `promulgate.toml` says.
#[derive(Debug)]
pub struct Config {
    pub title: Localized<String>,
    /// Without a slash at its end.
    pub base_url: String,
    /// The language whose text decides.
    pub controlling: Lang,
    /// All languages, the controlling one among them, in the order in which readers are offered them.
    pub languages: Vec<Lang>,
    pub theme: String,
    /// Where the theme is named.
    pub theme_at: Span,
    pub zone: TimeZone,
    /// Named groups with their members.
    pub groups: BTreeMap<Jurisdiction, Vec<Jurisdiction>>,
    pub drift: DriftConfig,
    pub build: BuildConfig,
    /// Where the site is published, in the order of the file.
    pub targets: Vec<PublishTarget>,
}

/// `[build]`: what a build makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildConfig {
    /// True to put compressed copies beside the files that are text.
    pub compress: bool,
    /// False to leave out the redlines from every version to the one in force.
    pub compare_to_in_force: bool,
}

/// `[drift]`: how drift of translations is judged.
#[derive(Debug)]
pub struct DriftConfig {
    /// The mildest state that fails the gate.
    pub fail_on: State,
    /// How many days a translation may take to follow, from the day the controlling text takes effect.
    pub grace_days: Localized<i64>,
    /// The words of the controlling language that are grave besides those that the program knows.
    pub grave: Option<ListedWords>,
}

impl Config {
    /// The language of the site with that tag.
    pub fn language(&self, tag: &str) -> Option<&Lang> {
        self.languages.iter().find(|lang| lang.as_str() == tag)
    }

    /// The jurisdiction with that code: of ISO 3166, or a group that the site defines.
    pub fn jurisdiction(&self, code: &str) -> Option<Jurisdiction> {
        let group = || Jurisdiction::group(code).filter(|group| self.groups.contains_key(group));
        Jurisdiction::iso(code).or_else(group)
    }
}

/// Reads `promulgate.toml`. Nothing comes back only if there is no such file.
pub fn read(tree: &Tree) -> Checked<Option<Config>> {
    static READER: LazyLock<TomlReader<raw::Site>> = LazyLock::new(TomlReader::default);
    let mut findings = Findings::new();
    let Some(file) = tree.sources.find(CONFIG_FILE) else {
        if tree.unread.contains_key(CONFIG_FILE) {
            return Checked::new(None, findings);
        }
        findings.push(Finding::new(
            &codes::NO_SITE,
            Place::Path(CONFIG_FILE.into()),
            "this folder has no readable promulgate.toml",
            "run `promulgate init` in an empty folder, or name the site's folder with --root",
        ));
        return Checked::new(None, findings);
    };
    let raw = READER.read(file, &tree.sources.get(file).text, 0, &mut findings);
    let config = resolve(raw, file, &mut findings);
    let findings = findings.into_iter().map(|finding| discreet(finding, &tree.sources)).collect();
    Checked::new(Some(config), findings)
}

fn resolve(raw: raw::Site, file: FileId, findings: &mut Findings) -> Config {
    let controlling = match &raw.controlling {
        Some(tag) => lang(file, tag, findings),
        None => None,
    };
    let controlling = controlling.unwrap_or_else(Lang::english);
    let mut languages = Vec::new();
    for tag in raw.languages.iter().flatten() {
        let Some(lang) = lang(file, tag, findings) else { continue };
        if languages.contains(&lang) {
            findings.push(Finding::new(
                &codes::BAD_VALUE,
                span(file, tag),
                format!("the language `{lang}` is listed twice"),
                "take one of them out",
            ));
        } else {
            languages.push(lang);
        }
    }
    if !languages.contains(&controlling) {
        if let (Some(_), Some(tag)) = (&raw.languages, &raw.controlling)
            && Lang::parse(&tag.value).is_ok()
        {
            findings.push(Finding::new(
                &codes::BAD_VALUE,
                span(file, tag),
                format!("the controlling language `{controlling}` is not among `languages`"),
                "add it to the list",
            ));
        }
        languages.insert(0, controlling.clone());
    }
    if raw.title.is_none() {
        report_missing(file, "title", "title = \"Example policies\"", findings);
    }
    Config {
        title: title(raw.title, file, &languages, &controlling, findings),
        base_url: base_url(raw.base_url, file, findings),
        theme_at: raw.theme.as_ref().map_or(Span::start_of(file), |theme| span(file, theme)),
        theme: raw.theme.map_or_else(|| "default".to_owned(), |theme| theme.value),
        zone: zone(raw.zone, file, findings),
        groups: groups(raw.jurisdictions, file, findings),
        drift: DriftConfig {
            fail_on: fail_on(raw.drift.fail_on, file, findings),
            grace_days: grace_days(raw.drift.grace_days, file, &languages, findings),
            grave: grave(raw.drift.grave, file, (&languages, &controlling), findings),
        },
        build: BuildConfig {
            compress: raw.build.compress.unwrap_or(false),
            compare_to_in_force: raw.build.compare_to_in_force.unwrap_or(true),
        },
        targets: publish_targets::resolve(raw.publish, file, findings),
        controlling,
        languages,
    }
}

/// The site's name, which every language must have if any has one of its own.
fn title(
    raw: Option<At<raw::Local<String>>>,
    file: FileId,
    languages: &[Lang],
    controlling: &Lang,
    findings: &mut Findings,
) -> Localized<String> {
    let Some(raw) = raw else { return Localized::default() };
    let place = span(file, &raw);
    let title = Localized::of(Some(raw.value), file, languages, findings);
    let missing = title.missing(languages);
    if !missing.is_empty() {
        let message = format!("the site has no `title` in {}", missing.join(", "));
        let help = "add one for every language, or write one text for all";
        let finding = Finding::new(&codes::MISSING_KEY, place, message, help);
        // Readers of the others see the controlling one, marked as what it is.
        let has_fallback = title.get(controlling).is_some();
        let severity = if has_fallback { Severity::Warning } else { finding.severity };
        findings.push(Finding { severity, ..finding });
    }
    title
}

fn base_url(raw: Option<At<String>>, file: FileId, findings: &mut Findings) -> String {
    const EXAMPLE: &str = "base_url = \"https://policies.example.com\"";
    let Some(raw) = raw else {
        report_missing(file, "base_url", EXAMPLE, findings);
        return "https://example.com".to_owned();
    };
    let parsed = url::Url::parse(&raw.value);
    let host = parsed.ok().filter(|url| {
        ["https", "http"].contains(&url.scheme())
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
    });
    let Some(host) = host else {
        findings.push(Finding::new(
            &codes::BAD_VALUE,
            span(file, &raw),
            format!("`{}` is not the address of a whole host", raw.value),
            format!("write the scheme and the host, without a path: {EXAMPLE}"),
        ));
        return raw.value;
    };
    host.origin().ascii_serialization()
}

/// Names that are of no place.
const OF_THE_MACHINE: [&str; 3] = ["posixrules", "localtime", "factory"];

fn zone(raw: Option<At<String>>, file: FileId, findings: &mut Findings) -> TimeZone {
    let Some(raw) = raw else { return TimeZone::UTC };
    // Of the database that the program carries: what the machine has may be older, or mean the machine itself.
    let named = TimeZoneDatabase::bundled().get(&raw.value).ok();
    named.filter(|_| !OF_THE_MACHINE.contains(&raw.value.to_ascii_lowercase().as_str())).unwrap_or_else(
        || {
            findings.push(Finding::new(
                &codes::BAD_VALUE,
                span(file, &raw),
                format!("there is no time zone `{}`", raw.value),
                "write a name of the IANA time zone database, such as UTC or Asia/Kuala_Lumpur",
            ));
            TimeZone::UTC
        },
    )
}

fn fail_on(raw: Option<At<String>>, file: FileId, findings: &mut Findings) -> State {
    let Some(raw) = raw else { return State::Critical };
    let thresholds = State::thresholds();
    let named = |states: &[State]| states.iter().copied().find(|state| state.name() == raw.value);
    named(&thresholds).unwrap_or_else(|| {
        findings.push(Finding::new(
            &codes::BAD_VALUE,
            span(file, &raw),
            format!("`{}` is no state of drift that can fail", raw.value),
            format!("write one of {}", State::names(&thresholds)),
        ));
        // A gate that is meant to be tighter than the usual one is not opened by a finding.
        named(&State::failing()).unwrap_or(State::Critical)
    })
}

fn grace_days(
    raw: Option<At<raw::Local<i64>>>,
    file: FileId,
    languages: &[Lang],
    findings: &mut Findings,
) -> Localized<i64> {
    let Some(raw) = raw else { return Localized::default() };
    let place = span(file, &raw);
    let days = Localized::of(Some(raw.value), file, languages, findings);
    if let Some(wrong) = days.values().find(|days| !(0..=3660).contains(*days)) {
        let message = format!("{wrong} is no number of days in which a translation follows");
        findings.push(Finding::new(&codes::BAD_VALUE, place, message, "write a number from 0 to 3660"));
    }
    days
}

/// The words of the controlling language, of which those of all languages are checked.
fn grave(
    raw: Option<raw::Local<Vec<At<String>>>>,
    file: FileId,
    (languages, controlling): (&[Lang], &Lang),
    findings: &mut Findings,
) -> Option<ListedWords> {
    let by_lang = match raw? {
        raw::Local::All(words) => BTreeMap::from([(controlling.clone(), words)]),
        raw::Local::Each(entries) => by_lang(entries, file, languages, findings),
    };
    let checked = by_lang.into_iter().map(|(lang, words)| (lang, grave_words(words, file, findings)));
    let mut checked: BTreeMap<Lang, Vec<String>> = checked.collect();
    let words = checked.remove(controlling)?;
    Some(ListedWords::of(&words, controlling))
}

fn grave_words(words: Vec<At<String>>, file: FileId, findings: &mut Findings) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for word in words {
        let is_known = known.iter().any(|known| known.to_lowercase() == word.value.to_lowercase());
        let (message, help) = match &word.value {
            value if !value.chars().any(char::is_alphanumeric) => {
                (format!("`{value}` is no word"), "write a word or a phrase as it stands in the text")
            }
            value if is_known => (format!("the word `{value}` is listed twice"), "take one of them out"),
            value => {
                known.push(value.clone());
                continue;
            }
        };
        findings.push(Finding::new(&codes::BAD_VALUE, span(file, &word), message, help));
    }
    known
}

fn groups(
    raw: raw::Entries<Vec<At<String>>>,
    file: FileId,
    findings: &mut Findings,
) -> BTreeMap<Jurisdiction, Vec<Jurisdiction>> {
    let mut groups = BTreeMap::new();
    for (name, members) in raw.0 {
        let Some(group) = Jurisdiction::group(&name.value) else {
            findings.push(Finding::new(
                &codes::BAD_NAME,
                span(file, &name),
                format!("`{}` cannot name a group of jurisdictions", name.value),
                "use capitals, digits and hyphens, and no ISO 3166 code: EEA",
            ));
            continue;
        };
        let members = members
            .iter()
            .filter_map(|code| {
                let found = Jurisdiction::iso(&code.value);
                if found.is_none() {
                    findings.push(jurisdiction::unknown(&code.value, span(file, code)));
                }
                found
            })
            .collect();
        groups.insert(group, members);
    }
    groups
}
