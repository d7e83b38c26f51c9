//! Which file uses which, from what each says.

use std::collections::BTreeMap;
use std::fmt;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::said::{self, Mention, Said};

/// One file uses something that another has.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    /// The first place where it does.
    pub line: usize,
    /// The path as it is written there.
    pub path: String,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: `{}` is in {}", self.from, self.line, self.path, self.to)
    }
}

/// A module that has a file of its own.
struct Module {
    file: String,
    said: Said,
}

/// The modules of a crate, by their names: `` for its root, `a::b` for `src/a/b.rs` and `src/a/b/mod.rs`.
struct Modules(BTreeMap<String, Module>);

/// The arrows between files of a crate, given by their paths, which begin with `src/`, and texts. What a file that others lie below
/// only says again (`pub use`) of those is no arrow: whoever uses that uses them.
pub fn arrows(files: &[(String, String)]) -> Vec<Arrow> {
    let module = |(file, text): &(String, String)| {
        (name_of(file), Module { file: file.clone(), said: said::read(text) })
    };
    let modules = Modules(files.iter().map(module).collect());
    let mut arrows: Vec<Arrow> = modules.0.keys().flat_map(|name| modules.arrows_of(name)).collect();
    arrows.sort();
    arrows.dedup_by(|next, first| (&next.from, &next.to) == (&first.from, &first.to));
    arrows
}

/// The circles in which files use each other, each with its arrows.
pub fn circles(arrows: &[Arrow]) -> Vec<Vec<&Arrow>> {
    let graph: DiGraphMap<&str, ()> =
        arrows.iter().map(|arrow| (arrow.from.as_str(), arrow.to.as_str())).collect();
    let circles = tarjan_scc(&graph).into_iter().filter(|files| files.len() > 1);
    let mut circles: Vec<Vec<&Arrow>> = circles
        .map(|files| {
            let is_in = |file: &String| files.contains(&file.as_str());
            arrows.iter().filter(|arrow| is_in(&arrow.from) && is_in(&arrow.to)).collect()
        })
        .collect();
    circles.sort();
    circles
}

fn name_of(file: &str) -> String {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn parent(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(parent, _)| parent)
}

impl Modules {
    fn arrows_of(&self, name: &str) -> Vec<Arrow> {
        let module = &self.0[name];
        let is_below = |target: &str| target != name && target.starts_with(&child(name, ""));
        let uses = module.said.uses.iter().filter_map(|used| {
            let target = self.resolve(name, &used.mention.path)?;
            let is_said_again = used.is_public && is_below(&target);
            (!is_said_again).then_some((&used.mention, target))
        });
        let paths = module.said.paths.iter().filter_map(|mention| {
            let target = self.resolve(name, &mention.path)?;
            Some((mention, target))
        });
        let arrow = |(Mention { line, path }, target): (&Mention, String)| Arrow {
            from: module.file.clone(),
            to: self.0[&target].file.clone(),
            line: *line,
            path: path.join("::"),
        };
        uses.chain(paths).map(arrow).filter(|arrow| arrow.from != arrow.to).collect()
    }

    /// The module that has what `path` means in `from`; `None` if it leads out of the crate, or begins with something that
    /// `from` declares itself.
    fn resolve(&self, from: &str, path: &[String]) -> Option<String> {
        self.follow(from, path, 0).map(|(module, _)| module)
    }

    /// That module, and true if the path leads to something in it, not to the module itself.
    fn follow(&self, from: &str, path: &[String], depth: usize) -> Option<(String, bool)> {
        let (first, rest) = path.split_first()?;
        let mut rest = rest;
        let mut at = match first.as_str() {
            "crate" => String::new(),
            "self" => from.to_owned(),
            "super" => parent(from).to_owned(),
            _ if self.0.contains_key(&child(from, first)) => child(from, first),
            _ => {
                let (module, is_item) = self.follow_use(from, first, depth)?;
                if is_item {
                    return Some((module, true));
                }
                module
            }
        };
        while let Some((next, after)) = rest.split_first() {
            let inner = child(&at, next);
            if next == "super" {
                at = parent(&at).to_owned();
            } else if self.0.contains_key(&inner) {
                at = inner;
            } else {
                match self.follow_use(&at, next, depth) {
                    Some((module, false)) => at = module,
                    Some(item) => return Some(item),
                    None => return Some((at, true)),
                }
            }
            rest = after;
        }
        Some((at, false))
    }

    /// The same for a name that `module` has from a `use`.
    fn follow_use(&self, module: &str, name: &str, depth: usize) -> Option<(String, bool)> {
        let used = self.0.get(module)?.said.uses.iter().find(|used| used.name == name)?;
        // `use regex::regex` would be looked for without end.
        if depth > 8 { None } else { self.follow(module, &used.mention.path, depth + 1) }
    }
}
