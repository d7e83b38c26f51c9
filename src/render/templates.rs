//! The templates of a site: the carried ones, a theme's over them, and the site's own over both; and what is said of those that
//! cannot be used.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use regex::{Captures, Regex};
use tera::{ErrorKind, Tera};

use super::{functions, metered};
use crate::locale::Locales;
use crate::source::{FileId, Finding, Findings, Place, Span, Tree, regex};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

crate::source::codes! {
    /// A template, the pattern of a page, that the site brings along cannot be used.
    ///
    /// No page could be made from it. For example, with one brace too few:
    ///
    /// ```html
    /// <h1>{{ page.title }</h1>
    /// ```
    ///
    /// Neither can one be used that does not come to an end, or whose page or variables grow without measure: so many rounds of loops
    /// and so many bytes are enough for any text. Lists that are made by `for` inside an expression cannot be measured. At most 200
    /// alternatives (`elif`) stand in one template, and at most 40 templates behind each other.
    ///
    /// Way out: mend it where the finding points, or ask whoever wrote it. The program's own template of the same name
    /// shows what there is to use; deleting the file brings that one back.
    BAD_TEMPLATE = "bad-template", Error;
}

/// The carried templates, the theme's over them, and the site's own over both.
pub fn load(
    theme_name: &str,
    theme: &BTreeMap<String, Vec<u8>>,
    tree: &Tree,
    locales: &Arc<Locales>,
    findings: &mut Findings,
) -> (Tera, bool) {
    let mut carried = BTreeMap::new();
    collect(&TEMPLATES, "", &mut carried);
    let themed = theme.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, bytes)));
    let carried = carried.iter().map(|(name, bytes)| (name.as_str(), bytes));
    let mut texts: BTreeMap<&str, Cow<'_, str>> =
        carried.chain(themed).map(|(name, bytes)| (name, String::from_utf8_lossy(bytes))).collect();
    for (path, file) in tree.sources.below("templates") {
        let name = path.strip_prefix("templates/").unwrap_or(path);
        texts.insert(name, Cow::Borrowed(&tree.sources.get(file).text));
    }
    let mut is_own = false;
    for (name, text) in &mut texts {
        let Some(file) = own_template(name, theme_name, tree) else { continue };
        is_own = true;
        let measured = metered::measure(text);
        // What is refused is not shown to Tera at all: it may be too much for it.
        *text = match measured.refused {
            Some((range, why)) => {
                let message = format!("this template cannot be used: it has {why}");
                findings.push(Finding::new(&BAD_TEMPLATE, Span::new(file, range), message, HELP));
                Cow::Borrowed("")
            }
            None => Cow::Owned(measured.text),
        };
    }
    if is_own {
        cut_chains(&mut texts, theme_name, tree, findings);
    }
    let mut tera = Tera::new();
    functions::register(&mut tera, locales);
    metered::register(&mut tera);
    let all = texts.iter().map(|(name, text)| (*name, &**text));
    if let Err(error) = tera.add_raw_templates(all) {
        findings.extend(loading_findings(&error, theme_name, tree));
    }
    (tera, is_own)
}

/// Empties the templates that have too many others behind them, and reports where that begins.
fn cut_chains(
    texts: &mut BTreeMap<&str, Cow<'_, str>>,
    theme_name: &str,
    tree: &Tree,
    findings: &mut Findings,
) {
    let too_deep: Vec<(String, usize)> =
        metered::too_deep(texts).into_iter().map(|(name, depth)| (name.to_owned(), depth)).collect();
    for (name, depth) in too_deep {
        if let Some(file) = own_template(&name, theme_name, tree).filter(|_| depth == metered::DEEPEST + 1) {
            let message = "this template cannot be used: more than 40 templates stand behind each other, each included or \
                           extended by the one before it";
            findings.push(Finding::new(&BAD_TEMPLATE, Span::start_of(file), message, HELP));
        }
        if let Some(text) = texts.get_mut(name.as_str()) {
            *text = Cow::Borrowed("");
        }
    }
}

const HELP: &str = "mend the template; without the file the program's own takes its place";

/// The site's own template of that name, if it has one.
fn own_template(name: &str, theme: &str, tree: &Tree) -> Option<FileId> {
    let own = [format!("templates/{name}"), format!("themes/{theme}/templates/{name}")];
    own.iter().find_map(|path| tree.sources.find(path))
}

/// Where in a template of the site's own a passage of the text is that was measured.
fn written(file: FileId, passage: &Range<usize>, tree: &Tree) -> Place {
    let measured = metered::measure(&tree.sources.get(file).text);
    Place::Passage(Span::new(file, measured.written(passage)))
}

/// The findings for templates that cannot be parsed, or that name what is not there.
fn loading_findings(error: &tera::Error, theme: &str, tree: &Tree) -> Findings {
    // Of names that are unknown there is only a report in words: what, and in which file, line and column.
    static REPORT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^error: (.*)\n\s*--> (.+):(\d+):(\d+)$"));
    let ErrorKind::Msg(report) = error.kind() else { return vec![template_finding(error, theme, tree)] };
    let finding = |found: Captures<'_>| {
        let file = own_template(&found[2], theme, tree)?;
        let measured = metered::measure(&tree.sources.get(file).text).text;
        let (line, column): (usize, usize) = (found[3].parse().ok()?, found[4].parse().ok()?);
        let before: usize = measured.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let rest = measured.get(before..)?;
        let start = before + rest.char_indices().nth(column.checked_sub(1)?)?.0;
        let is_name = |c: char| c.is_alphanumeric() || "_./\"".contains(c);
        let length = measured[start..].find(|c| !is_name(c)).unwrap_or(0);
        let message = format!("this template cannot be used: {}", &found[1]);
        Some(Finding::new(&BAD_TEMPLATE, written(file, &(start..start + length), tree), message, HELP))
    };
    let findings: Findings = REPORT.captures_iter(report).filter_map(finding).collect();
    if findings.is_empty() { vec![template_finding(error, theme, tree)] } else { findings }
}

/// The finding for a page that cannot be made, where `template` is the one that was asked for.
pub fn rendering_finding(error: &tera::Error, template: &str, theme: &str, tree: &Tree) -> Finding {
    // What is put out is counted where no place in a template is known.
    if !matches!(error.kind(), ErrorKind::Io(_)) {
        return template_finding(error, theme, tree);
    }
    let place = match own_template(template, theme, tree) {
        Some(file) => Place::Passage(Span::start_of(file)),
        None => Place::Path(format!("templates/{template}").into()),
    };
    let message = "this template cannot be used: its page grows beyond 256 MiB";
    Finding::new(&BAD_TEMPLATE, place, message, HELP)
}

/// The finding for a template that cannot be parsed or rendered.
fn template_finding(error: &tera::Error, theme: &str, tree: &Tree) -> Finding {
    let find = |name: &str| own_template(name, theme, tree);
    let whole = |name: &str| match find(name) {
        Some(file) => Place::Passage(Span::start_of(file)),
        None => Place::Path(format!("templates/{name}").into()),
    };
    let (place, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = match find(report.filename()) {
                Some(file) => written(file, &report.span().range, tree),
                None => whole(report.filename()),
            };
            // What there is instead differs from page to page, and the fault is one.
            let message = report.message().split(". Available ").next().unwrap_or_default();
            (place, message.to_owned())
        }
        ErrorKind::MissingParent { current, parent } => {
            (whole(current), format!("it extends `{parent}`, which is not there"))
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (whole(tpl), "it comes back to itself".to_owned())
        }
        _ => {
            let message = error.to_string().lines().next().unwrap_or_default().to_owned();
            (placeless(theme, tree), message)
        }
    };
    Finding::new(&BAD_TEMPLATE, place, format!("this template cannot be used: {message}"), HELP)
}

/// Where something may be that Tera tells without a place, as of components that call themselves: the first of the site's own
/// templates that has a component, or the first at all.
fn placeless(theme: &str, tree: &Tree) -> Place {
    let themed = format!("themes/{theme}/templates");
    let own = || tree.sources.below("templates").chain(tree.sources.below(&themed)).map(|(_, file)| file);
    let has_component = |file: &FileId| tree.sources.get(*file).text.contains("component");
    match own().find(has_component).or_else(|| own().next()) {
        Some(file) => Place::Passage(Span::start_of(file)),
        None => Place::Path("templates".into()),
    }
}

/// Every file of a folder that the program carries, by its path below `root`.
pub fn collect(folder: &Dir<'_>, root: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_str().unwrap_or_default();
        let below = path.strip_prefix(root).unwrap_or(path).trim_start_matches('/');
        files.insert(below.replace('\\', "/"), file.contents().to_vec());
    }
    folder.dirs().for_each(|folder| collect(folder, root, files));
}
