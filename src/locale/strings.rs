//! Interface strings (Fluent) and dates, one [`Locale`] a language.
//!
//! The program carries the strings of `locales/`; a site's own file of the same name and language takes the place
//! of the carried one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use fluent_syntax::ast::Entry;
use icu_locale::{Direction, LocaleDirectionality, LocaleExpander};
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use super::asked::Asked;
use super::codes::{BAD_FLUENT, MISSING_STRING, UNUSED_STRINGS};
use super::dates::DateFormat;
use super::judged::{self, Known};
use super::lang::Lang;
use super::merged::{self, Strings};
use super::untranslated::{self, Translated};
use crate::source::{Checked, FileId, Finding, Findings, Place, Sources, Span};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The language whose carried files say which strings there must be.
const REFERENCE: &str = "en";

/// The interface of a site in one language.
pub struct Locale {
    pub lang: Lang,
    /// Its own strings, then the carried ones of the language, then English.
    bundles: Vec<Arc<FluentBundle<FluentResource>>>,
    dates: DateFormat,
}

/// The interface of a site in all its languages.
pub struct Locales {
    by_lang: BTreeMap<Lang, Locale>,
    fallback: Locale,
}

impl Locales {
    /// What a language is called in a sentence of the reader's, the message `name-of-TAG`; its own name for itself
    /// where the reader's language has none.
    pub fn name_of(&self, tag: &str, reader: &Locale) -> String {
        let key = format!("name-of-{tag}");
        if reader.knows(&key) {
            return reader.text(&key, &[]);
        }
        self.find(tag).map_or_else(|| tag.to_owned(), |locale| locale.text("language-name", &[]))
    }

    /// The strings of the language with that tag, if the site has it.
    pub fn find(&self, tag: &str) -> Option<&Locale> {
        self.by_lang.iter().find(|(lang, _)| lang.as_str() == tag).map(|(_, locale)| locale)
    }

    /// English strings, in which the program's own are complete.
    pub fn english(&self) -> &Locale {
        &self.fallback
    }

    /// The strings of `lang`, or English ones for a language that the site does not have.
    pub fn get(&self, lang: &Lang) -> &Locale {
        self.by_lang.get(lang).unwrap_or(&self.fallback)
    }
}

impl Locale {
    /// The message `key` with `arguments` filled in; the key itself where no language knows it.
    pub fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            filled.set(*name, *value);
        }
        self.format(key, &filled)
    }

    /// Like [`text`](Self::text), with arguments that may be numbers.
    pub fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        for bundle in &self.bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                return bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
            }
        }
        key.to_owned()
    }

    /// True if some language knows the message.
    pub fn knows(&self, key: &str) -> bool {
        self.bundles.iter().any(|bundle| bundle.has_message(key))
    }

    /// `ltr`, or `rtl` for a language that is written from right to left (CLDR, by `icu_locale`).
    pub fn direction(&self) -> &'static str {
        let id = icu_locale::LanguageIdentifier::try_from_str(self.lang.as_str());
        match id.ok().and_then(|id| LocaleDirectionality::new_common().get(&id)) {
            Some(Direction::RightToLeft) => "rtl",
            _ => "ltr",
        }
    }

    /// The language with the territory where most speak it, as Open Graph writes it: `en_US` for `en`, `zh_CN` for `zh-CN`
    /// (CLDR's likely subtags, by `icu_locale`).
    pub fn with_territory(&self) -> String {
        let Ok(mut id) = icu_locale::LanguageIdentifier::try_from_str(self.lang.as_str()) else {
            return self.lang.to_string();
        };
        LocaleExpander::new_extended().maximize(&mut id);
        match id.region {
            Some(region) => format!("{}_{region}", id.language),
            None => id.language.to_string(),
        }
    }

    /// A day in the language's own long form, by the Gregorian calendar: `9 Februari 2021`, `2021年2月9日`.
    pub fn date(&self, date: Date) -> String {
        self.dates.format(date)
    }
}

/// Reads the strings of every language of the site.
pub fn load(languages: &[Lang], sources: &Sources) -> Checked<Locales> {
    let mut findings = Findings::new();
    report_unused(languages, sources, &mut findings);
    let asked = Asked::of(sources);
    let by_lang = languages
        .iter()
        .map(|lang| (lang.clone(), load_one(lang, languages, sources, &asked, &mut findings)))
        .collect();
    let fallback = Locale {
        dates: DateFormat::of(&Lang::english()),
        lang: Lang::english(),
        bundles: vec![carried(REFERENCE)],
    };
    Checked::new(Locales { by_lang, fallback }, findings)
}

/// Strings of a language that the site does not have are of no use to anybody.
fn report_unused(languages: &[Lang], sources: &Sources, findings: &mut Findings) {
    for (path, file) in sources.below("locales").filter(|(path, _)| path.ends_with(".ftl")) {
        let folder =
            path.strip_prefix("locales/").and_then(|rest| rest.split_once('/')).map(|(lang, _)| lang);
        // The strings that the program carries may lie in a site that has not all of its languages.
        let used = |lang: &str| {
            languages.iter().any(|known| known.as_str() == lang) || EMBEDDED.get_dir(lang).is_some()
        };
        if !folder.is_some_and(used) {
            let message = "these strings are of no language of the site and are left out";
            let help = "they belong into locales/LANG/, LANG as in `languages` of promulgate.toml";
            findings.push(Finding::new(&UNUSED_STRINGS, Span::start_of(file), message, help));
        }
    }
}

fn load_one(
    lang: &Lang,
    languages: &[Lang],
    sources: &Sources,
    asked: &Asked,
    findings: &mut Findings,
) -> Locale {
    let mut bundle = empty_bundle(lang.as_str());
    let folder = format!("locales/{lang}");
    let own: BTreeMap<&str, FileId> = sources
        .below(&folder)
        .filter_map(|(path, file)| Some((path.strip_prefix(&folder)?.strip_prefix('/')?, file)))
        .filter(|(name, _)| name.ends_with(".ftl"))
        .collect();
    let carried_files = embedded_files(lang.as_str());
    // In the order in which they take each other's place.
    let mut files = Vec::new();
    for (name, text) in &carried_files {
        if !own.contains_key(name) {
            add(&mut bundle, text);
            files.push(Strings { own: None, text });
        }
    }
    let references = embedded_files(REFERENCE);
    let mut translated = Vec::new();
    for (name, &file) in &own {
        let whole = sources.get(file).text.as_str();
        let text = whole.trim_start_matches('\u{feff}');
        if let Some(at) = opens_too_many(text) {
            let message = "this string has more than 100 braces and parentheses";
            let help = "a variable stands in one pair of braces: { $date }";
            let at = at + whole.len() - text.len();
            findings.push(Finding::new(&BAD_FLUENT, Span::new(file, at..at + 1), message, help));
            continue;
        }
        report_syntax(file, text, whole.len() - text.len(), findings);
        add(&mut bundle, text);
        files.push(Strings { own: Some((file, whole.len() - text.len())), text });
        // Behind a byte order mark places would be off.
        if let Some(english) = references.get(name).filter(|_| text.len() == whole.len()) {
            translated.push(Translated { file, text, english });
        }
    }
    judged::report(files, &bundle, &Known { carried: carried_variables(), asked }, findings);
    untranslated::report(lang, languages, &translated, findings);
    for (name, reference) in references {
        let place = match own.get(name) {
            Some(&file) => Place::Passage(Span::start_of(file)),
            None => Place::Path(format!("{folder}/{name}").into()),
        };
        report_missing(lang, languages, &bundle, reference, place, findings);
    }
    Locale {
        lang: lang.clone(),
        bundles: vec![Arc::new(bundle), carried(lang.as_str()), carried(REFERENCE)],
        dates: DateFormat::of(lang),
    }
}

/// `text` begins at byte `offset` of the file.
fn report_syntax(file: FileId, text: &str, offset: usize, findings: &mut Findings) {
    const HELP: &str = "a message is `name = text`, and its further lines are indented";
    let Err((_, errors)) = fluent_syntax::parser::parse(text) else { return };
    for error in errors {
        // The parser counts bytes; a place must be on the border of a character.
        let start = text.floor_char_boundary(error.pos.start.min(text.len()));
        let end = text.ceil_char_boundary(error.pos.end.min(text.len())).max(start);
        let message = format!("this is not valid Fluent: {}", error.kind);
        let span = Span::new(file, start + offset..end + offset);
        findings.push(Finding::new(&BAD_FLUENT, span, message, HELP));
    }
}

/// How many braces and parentheses one string may open: the parser of Fluent calls itself for each inside another. Which are closed
/// again is not looked at, since a `)` may be a word.
const MAX_OPEN: usize = 100;

/// Where a string opens more braces and parentheses than the parser may be shown.
fn opens_too_many(text: &str) -> Option<usize> {
    let mut open = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Wherever the parser is: with such a line a string begins, or all that is open is a fault.
        let name = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-".contains(c));
        if name.len() < line.len() && name.trim_start_matches(' ').starts_with('=') {
            open = 0;
        }
        for (at, _) in line.match_indices(['{', '(']) {
            open += 1;
            if open > MAX_OPEN {
                return Some(start + at);
            }
        }
        start += line.len();
    }
    None
}

fn report_missing(
    lang: &Lang,
    languages: &[Lang],
    bundle: &FluentBundle<FluentResource>,
    reference: &str,
    place: Place,
    findings: &mut Findings,
) {
    let missing: Vec<String> = message_ids(reference)
        .into_iter()
        .filter(|id| bundle.get_message(id).is_none_or(|message| message.value().is_none()))
        // Of languages that the site does not have, nothing needs to be called.
        .filter(|id| {
            id.strip_prefix("name-of-").is_none_or(|tag| languages.iter().any(|lang| lang.as_str() == tag))
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    findings.push(Finding::new(
        &MISSING_STRING,
        place,
        format!("interface strings are missing in `{lang}`: {}", missing.join(", ")),
        "add them to this file in that language; the English file of the same name shows what they say",
    ));
}

fn message_ids(text: &str) -> BTreeSet<String> {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    resource
        .body
        .iter()
        .filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

/// True if the program carries strings of the language.
pub fn is_carried(lang: &Lang) -> bool {
    EMBEDDED.get_dir(lang.as_str()).is_some()
}

/// The carried files with English strings by their names, for people to translate; nothing for a language that is carried.
pub fn to_translate(lang: &Lang) -> BTreeMap<&'static str, &'static str> {
    match EMBEDDED.get_dir(lang.as_str()) {
        Some(_) => BTreeMap::new(),
        None => embedded_files(REFERENCE),
    }
}

fn embedded_files(lang: &str) -> BTreeMap<&'static str, &'static str> {
    let Some(folder) = EMBEDDED.get_dir(lang) else { return BTreeMap::new() };
    folder
        .files()
        .filter_map(|file| Some((file.path().file_name()?.to_str()?, file.contents_utf8()?)))
        .collect()
}

/// The carried strings of a language, parsed once.
fn carried(lang: &str) -> Arc<FluentBundle<FluentResource>> {
    static CARRIED: LazyLock<BTreeMap<String, Arc<FluentBundle<FluentResource>>>> = LazyLock::new(|| {
        let langs = EMBEDDED.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
        langs
            .map(|lang| {
                let mut bundle = empty_bundle(lang);
                embedded_files(lang).values().for_each(|text| add(&mut bundle, text));
                (lang.to_owned(), Arc::new(bundle))
            })
            .collect()
    });
    CARRIED.get(lang).cloned().unwrap_or_else(|| Arc::new(empty_bundle(lang)))
}

/// By key of every message that the program carries in some language: what it is given.
fn carried_variables() -> &'static BTreeMap<String, BTreeSet<String>> {
    static VARIABLES: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
        let langs = EMBEDDED.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for lang in langs {
            let texts: Vec<&str> = embedded_files(lang).into_values().collect();
            for (key, variables) in merged::variables_of(&texts) {
                all.entry(key).or_default().extend(variables);
            }
        }
        all
    });
    &VARIABLES
}

fn empty_bundle(lang: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would be sealed into pages and copied by readers; every argument is a word of the language.
    bundle.set_use_isolating(false);
    bundle
}

fn add(bundle: &mut FluentBundle<FluentResource>, text: &str) {
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
}
