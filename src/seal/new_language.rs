//! Scaffolds: another language for the whole site.

use std::path::Path;

use arcstr::ArcStr;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::new::front_matter;
use super::refusal::{self, NameRefusal, Refusal, refuse_outside, replace};
use super::request::refuse_path;
use crate::disk::{self, NewFile};
use crate::library::{Library, Policy, Text, Timeline, layout, outputs};
use crate::locale::strings::to_translate;
use crate::locale::{Lang, Locale, Locales, TagFault};
use crate::markdown::{Block, BlockKind, Container, Document, Step, Walk, plain_text};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Sources, Tree};

/// Writes what a site needs for another language: its strings, unless the program carries them, a text to fill in for every
/// policy, a place for it in every value per language, and last its tag in `promulgate.toml`. Files that are there already
/// stay as they are, so that it can be run again. Returns the paths of what was written.
///
/// # Errors
/// If the tag is none, if the site has the language, or if something cannot be written: what was written before is then taken back.
pub fn new_language(
    root: &Path,
    library: &Library,
    tree: &Tree,
    locales: &Locales,
    tag: &str,
) -> Result<Vec<String>, Refusal> {
    let lang = parse(library, tag)?;
    refuse_path(outputs::of_new_language(library, lang.as_str()), "name it with another tag")?;
    let strings = to_translate(&lang)
        .into_iter()
        .map(|(name, text)| NewFile { path: format!("locales/{lang}/{name}"), text: strings(&lang, text) });
    let texts =
        library.policies.iter().filter_map(|policy| text(library, policy, &tree.sources, locales, &lang));
    let new = strings.chain(texts).map(|file| (file, None));
    let changed = registers(library, tree, &lang).chain(config(library, tree, &lang));
    let changed = changed.filter_map(|(path, text)| {
        let before = &tree.sources.get(tree.sources.find(&path)?).text;
        Some((NewFile { path, text }, Some(before)))
    });
    let mut written: Vec<(NewFile, Option<&ArcStr>)> = Vec::new();
    for (file, before) in new.chain(changed) {
        let outcome = match before {
            Some(before) => replace(root, &file.path, before, &file.text).map(|()| true),
            None => write_new(root, &file),
        };
        match outcome {
            Ok(true) => written.push((file, before)),
            Ok(false) => {}
            Err(refusal) => {
                take_back(root, &written);
                return Err(refusal);
            }
        }
    }
    Ok(written.into_iter().map(|(file, _)| file.path).collect())
}

/// Has everything as it was, but for what somebody changed since: a language of which only a part is there would be an error.
fn take_back(root: &Path, written: &[(NewFile, Option<&ArcStr>)]) {
    for (file, before) in written.iter().rev() {
        // What cannot be taken back stays, and `check` says what is wrong with it.
        let _ = match before {
            Some(before) => disk::replace(root, &file.path, file.text.as_bytes(), before.as_bytes()),
            None => disk::remove(root, &file.path, file.text.as_bytes()),
        };
    }
}

fn parse(library: &Library, tag: &str) -> Result<Lang, Refusal> {
    let tag = || tag.to_owned();
    let lang = Lang::parse(&tag()).map_err(|fault| match fault {
        TagFault::NotCanonical(canonical) => NameRefusal::TagNotCanonical { tag: tag(), canonical },
        TagFault::Unknown => NameRefusal::Tag(tag()),
    })?;
    match library.config.languages.contains(&lang) {
        true => Err(NameRefusal::LanguageThere(lang).into()),
        false => Ok(lang),
    }
}

/// The English strings, with a line that says what is to be done with them.
fn strings(lang: &Lang, english: &str) -> String {
    let named = |line: &str| match line.strip_prefix("language-name = ") {
        Some(_) => format!("# What the language calls itself.\nlanguage-name = {lang}\n"),
        None => format!("{line}\n"),
    };
    let lines: String = english.lines().map(named).collect();
    format!(
        "# In English still: translate what stands behind each equals sign. What is in braces is filled in.\n\n{lines}"
    )
}

/// A text with the headings of the controlling one, its registers, and something to replace.
fn text(
    library: &Library,
    policy: &Policy,
    sources: &Sources,
    locales: &Locales,
    lang: &Lang,
) -> Option<NewFile> {
    let controlling = &library.config.controlling;
    let in_force = Timeline::on(policy.versions(), library.day).in_force;
    let newest = || policy.versions().in_language(controlling).next_back();
    let released = in_force
        .or_else(newest)
        .and_then(|version| Some((version.label.as_str(), version.first(controlling)?)));
    let working = || policy.working().get(controlling).map(|text| ("working", text));
    let (translates, source): (&str, &Text) = released.or_else(working)?;
    let body = skeleton(&source.document, sources, locales.get(lang));
    let text = front_matter(translates) + &body;
    Some(NewFile { path: format!("content/{}/{lang}.md", policy.folder), text })
}

/// The headings and registers of a text, and something to replace where its words would be.
fn skeleton(document: &Document, sources: &Sources, locale: &Locale) -> String {
    let words = locale.text("new-section-text", &[]);
    let local = document.local_blocks();
    let mut parts: Vec<String> = Vec::new();
    let mut walk = Walk::of(document);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(Container::Entries(directive)) => {
                walk.skip_inside();
                parts.push(sources.cut(directive.span).trim().to_owned());
            }
            Step::Block(at, block) if local.get(at) != Some(&true) => match heading(document, block) {
                Some(heading) => parts.push(heading),
                None if parts.last() != Some(&words) => parts.push(words.clone()),
                None => {}
            },
            _ => {}
        }
    }
    parts.join("\n\n") + "\n"
}

/// A heading as it is written, with its id unless it is the title.
fn heading(document: &Document, block: &Block) -> Option<String> {
    let BlockKind::Heading(level) = block.kind else { return None };
    let words = plain_text(&block.inlines);
    let id = document
        .sections
        .get(block.section)
        .filter(|_| document.title().map(|title| title.span) != Some(block.span));
    let id = id.map(|section| format!(" {{#{}}}", section.id)).unwrap_or_default();
    Some(format!("{} {}{id}", "#".repeat(usize::from(level)), words.trim()))
}

/// The registers that people edit, each with a place for the language in every value per language.
fn registers<'t>(
    library: &'t Library,
    tree: &'t Tree,
    lang: &'t Lang,
) -> impl Iterator<Item = (String, String)> + 't {
    let files = tree.sources.below("content").filter(|(path, _)| layout::is_working_register(path));
    files.filter_map(move |(path, file)| {
        let text = tree.sources.get(file).text.as_str();
        Some((path.to_string(), with_places(text, library, lang)?))
    })
}

/// The configuration with the language in its list, and a place for it in every value per language.
fn config(library: &Library, tree: &Tree, lang: &Lang) -> Option<(String, String)> {
    let text = tree.sources.get(tree.sources.find(CONFIG_FILE)?).text.as_str();
    let text = with_places(text, library, lang).unwrap_or_else(|| text.to_owned());
    let mut document: DocumentMut = text.parse().ok()?;
    let known = || library.config.languages.iter().map(|lang| lang.to_string());
    let languages = document.entry("languages").or_insert_with(|| Item::from(known().collect::<Array>()));
    languages.as_array_mut()?.push(lang.as_str());
    Some((CONFIG_FILE.to_owned(), document.to_string()))
}

/// A TOML file with an empty value for the language wherever the controlling language has one. `check` asks to fill it. Nothing
/// if there is no such place, or the file is not TOML.
fn with_places(text: &str, library: &Library, lang: &Lang) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    add_places(document.as_table_mut(), library.config.controlling.as_str(), lang.as_str());
    let new = document.to_string();
    (new != text).then_some(new)
}

fn add_places(table: &mut dyn TableLike, controlling: &str, lang: &str) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::ArrayOfTables(tables) => {
                tables.iter_mut().for_each(|table| add_place_and_below(table, controlling, lang));
            }
            Item::Value(Value::InlineTable(table)) => {
                add_place_and_below(table, controlling, lang);
                table.fmt(); // puts the comma where it belongs
            }
            Item::Table(table) => add_place_and_below(table, controlling, lang),
            _ => {}
        }
    }
}

fn add_place_and_below(table: &mut dyn TableLike, controlling: &str, lang: &str) {
    let empty = match table.get(controlling).and_then(Item::as_value) {
        Some(Value::String(_)) => Some(Value::from("")),
        Some(Value::Array(_)) => Some(Value::Array(Array::new())),
        _ => None,
    };
    if let Some(empty) = empty.filter(|_| !table.contains_key(lang)) {
        table.insert(lang, Item::Value(empty));
    }
    add_places(table, controlling, lang);
}

/// Writes a file unless it is there; true if it was written.
fn write_new(root: &Path, file: &NewFile) -> Result<bool, Refusal> {
    refuse_outside(root, &file.path)?;
    if root.join(&file.path).exists() {
        return Ok(false);
    }
    refusal::create(root, &file.path, &file.text).map(|()| true)
}
