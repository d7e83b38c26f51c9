//! Templates and themes: the ones that the program carries, and a site's own in their place, file by file.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, File, include_dir};
use schemars::JsonSchema;
use serde::Deserialize;
use tera::Tera;

use super::assets::{self, Asset, Fault};
use super::templates::collect;
use super::{outside, templates};
use crate::check;
use crate::library::Config;
use crate::library::schemas::FileSchema;
use crate::locale::Locales;
use crate::source::toml::{At, TomlReader};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Checked, Finding, Findings, Place, Span, Tree};

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme that a site has if it names none.
const CARRIED: &str = "default";

crate::source::codes! {
    /// The theme, the look of the site, is not there, or a file that it lists is not.
    ///
    /// It must lie below `themes/`, or be one that the program carries. For example, in `promulgate.toml`, where there
    /// is no `themes/blue/theme.toml`:
    ///
    /// ```toml
    /// theme = "blue"
    /// ```
    ///
    /// Way out: write `default` or `plain`, or put the theme into `themes/NAME/` with a `theme.toml`.
    NO_THEME = "no-theme", Error;

    /// A stylesheet of the theme refers to a file that the theme does not have, or two refer to each other.
    ///
    /// The files of a theme are published under other names, and the references between them are written anew. One that
    /// leads nowhere stays as it is, and browsers find nothing there. For example, where the theme has no file
    /// `seal.svg`:
    ///
    /// ```text
    /// body { background: url(seal.svg); }
    /// ```
    ///
    /// Way out: add the file, or take the reference out. Of stylesheets that refer to each other, name both in
    /// `theme.toml`.
    DEAD_THEME_REFERENCE = "dead-theme-reference", Warning;
}

/// `theme.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
struct RawTheme {
    /// What people call it.
    #[allow(dead_code, reason = "read for the shape of the file only")]
    name: Option<String>,
    /// One line about it.
    #[allow(dead_code, reason = "read for the shape of the file only")]
    description: Option<String>,
    /// The stylesheets that every page loads, in order.
    stylesheets: Vec<At<String>>,
    /// The scripts that every page loads, in order, once it is there. Pages must do without them.
    scripts: Vec<At<String>>,
    /// The picture that browsers show beside the page's title.
    icon: Option<At<String>>,
    /// What the page of the search loads besides. Without scripts it lists what there is.
    search: RawSearch,
}

/// What the page of the search loads.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
struct RawSearch {
    /// Stylesheets, in order.
    stylesheets: Vec<At<String>>,
    /// Scripts, in order, once the page is there.
    scripts: Vec<At<String>>,
}

/// The schema of a theme's description, for editors.
pub const SCHEMA: FileSchema = FileSchema::of::<RawTheme>("theme", "themes/NAME/theme.toml");

/// A theme with everything that is published of it.
pub struct Theme {
    /// By their path in the theme, as they were written.
    pub files: BTreeMap<String, Vec<u8>>,
    /// By the same paths, as they are published.
    pub assets: BTreeMap<String, Asset>,
    /// The stylesheets that pages load, by the same paths, in order.
    pub stylesheets: Vec<String>,
    /// The scripts that pages load, in the same way.
    pub scripts: Vec<String>,
    /// The picture that browsers show beside the page's title, by its path.
    pub icon: Option<String>,
    /// What the page of the search loads besides.
    pub search: Search,
    /// The templates of the site.
    pub templates: Tera,
    /// True if some of them are the site's own, so that what they use up is counted.
    pub is_own: bool,
}

/// What the page of the search loads, by paths in the theme, in order.
#[derive(Debug, Default)]
pub struct Search {
    pub stylesheets: Vec<String>,
    pub scripts: Vec<String>,
}

/// The program's own theme, without a site.
pub fn carried(locales: &Arc<Locales>) -> Theme {
    let mut tree = Tree::default();
    let description = THEMES.get_file(format!("{CARRIED}/theme.toml")).and_then(File::contents_utf8);
    let path = format!("themes/{CARRIED}/theme.toml");
    let file = tree.sources.add(path.into(), description.unwrap_or_default().into());
    assemble(CARRIED, Span::start_of(file), &tree, locales).value
}

/// Puts the site's theme together.
pub fn load(config: &Config, tree: &Tree, locales: &Arc<Locales>) -> Checked<Theme> {
    let mut loaded = assemble(&config.theme, config.theme_at, tree, locales);
    loaded.findings.extend(outside::check(&config.theme, &config.base_url, tree));
    loaded
}

fn assemble(name: &str, named_at: Span, tree: &Tree, locales: &Arc<Locales>) -> Checked<Theme> {
    let mut findings = Findings::new();
    let mut files = theme_files(name, tree);
    if !files.contains_key("theme.toml") {
        let message = if files.is_empty() {
            format!("there is no theme `{name}`")
        } else {
            format!("the theme `{name}` has no readable theme.toml")
        };
        let help = "write theme = \"default\" or \"plain\", or add themes/NAME/theme.toml";
        findings.push(Finding::new(&NO_THEME, named_at, message, help));
    }
    let (templates, is_own) = templates::load(name, &files, tree, locales, &mut findings);
    let Named { stylesheets, scripts, icon, search } = named_files(name, &files, tree, &mut findings);
    files.retain(|path, _| path != "theme.toml" && !path.starts_with("templates/"));
    let (assets, faults) = assets::published(&files);
    findings.extend(faults.into_iter().map(|fault| reference_finding(fault, name, tree)));
    findings.extend(path_findings(&assets, name));
    Checked::new(Theme { files, assets, stylesheets, scripts, icon, search, templates, is_own }, findings)
}

/// What is wrong with the paths of its files.
fn path_findings(assets: &BTreeMap<String, Asset>, name: &str) -> Vec<Finding> {
    let by_path: BTreeMap<&str, &str> =
        assets.iter().map(|(own, asset)| (asset.path.as_str(), own.as_str())).collect();
    let place = |published: &str| {
        Place::Path(format!("themes/{name}/{}", by_path.get(published).copied().unwrap_or(published)).into())
    };
    check::theme_paths(by_path.keys().copied(), place).collect()
}

/// The finding for a reference that leads nowhere.
fn reference_finding(fault: Fault, name: &str, tree: &Tree) -> Finding {
    let path = format!("themes/{name}/{}", fault.path);
    let place = match tree.sources.find(&path) {
        Some(file) => Place::Passage(Span::new(file, fault.range)),
        None => Place::Path(path.into()),
    };
    let target = fault.target;
    let (message, help) = match fault.is_cycle {
        true => (
            format!("`{target}` comes back to this file"),
            "take one of the references out; `stylesheets` of theme.toml can name both files",
        ),
        false => (format!("the theme has no file `{target}`"), "add the file, or take the reference out"),
    };
    Finding::new(&DEAD_THEME_REFERENCE, place, message, help)
}

/// The carried files of a theme under the site's own.
fn theme_files(name: &str, tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if let Some(folder) = THEMES.get_dir(name) {
        collect(folder, folder.path().to_str().unwrap_or_default(), &mut files);
    }
    let folder = format!("themes/{name}");
    let below =
        |path: &str| path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned);
    for (path, file) in tree.sources.below(&folder) {
        if let Some(below) = below(path) {
            files.insert(below, tree.sources.get(file).text.as_bytes().to_vec());
        }
    }
    for (path, bytes) in &tree.assets {
        if let Some(below) = below(path) {
            files.insert(below, bytes.to_vec());
        }
    }
    files
}

/// The files that `theme.toml` names.
#[derive(Default)]
struct Named {
    stylesheets: Vec<String>,
    scripts: Vec<String>,
    icon: Option<String>,
    search: Search,
}

/// What `theme.toml` names of the files that are there.
fn named_files(name: &str, files: &BTreeMap<String, Vec<u8>>, tree: &Tree, findings: &mut Findings) -> Named {
    static READER: LazyLock<TomlReader<RawTheme>> = LazyLock::new(TomlReader::default);
    let own = tree.sources.find(&format!("themes/{name}/theme.toml"));
    // A carried theme has no file to point at, and no faults.
    let (Some(file), Some(bytes)) = (own.or_else(|| tree.sources.find(CONFIG_FILE)), files.get("theme.toml"))
    else {
        return Named::default();
    };
    let mut faults = Findings::new();
    let raw = READER.read(file, &String::from_utf8_lossy(bytes), 0, &mut faults);
    let mut existing = |named: At<String>| {
        if files.contains_key(&named.value) {
            return Some(named.value);
        }
        faults.push(Finding::new(
            &NO_THEME,
            Span::new(file, named.range.clone()),
            format!("the theme has no file `{}`", named.value),
            "add the file, or take its name out",
        ));
        None
    };
    let named = Named {
        stylesheets: raw.stylesheets.into_iter().filter_map(&mut existing).collect(),
        scripts: raw.scripts.into_iter().filter_map(&mut existing).collect(),
        icon: raw.icon.and_then(&mut existing),
        search: Search {
            stylesheets: raw.search.stylesheets.into_iter().filter_map(&mut existing).collect(),
            scripts: raw.search.scripts.into_iter().filter_map(&mut existing).collect(),
        },
    };
    if own.is_some() {
        findings.append(&mut faults);
    }
    named
}
