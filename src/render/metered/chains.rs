//! How templates hang together by the files that they include and extend. Tera walks these by calling itself, from each template anew.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::source::regex;
use regex::Regex;

/// How many templates may stand behind each other, each included or extended by the one before it.
pub const DEEPEST: usize = 40;

/// Where one template names another. What is written in comments counts as well: that harms nobody.
static NAMED: LazyLock<Regex> = LazyLock::new(|| regex(r#"\b(?:include|extends)\s+["'`]([^"'`]+)["'`]"#));

/// By name of each template that has more than [`DEEPEST`] behind it: how many. A circle counts as far as it was walked.
pub fn too_deep<'t>(texts: &'t BTreeMap<&str, impl AsRef<str>>) -> BTreeMap<&'t str, usize> {
    let named = |text: &'t str| NAMED.captures_iter(text).filter_map(|found| found.get(1));
    let behind: BTreeMap<&str, Vec<&str>> = texts
        .iter()
        .map(|(name, text)| (*name, named(text.as_ref()).map(|found| found.as_str()).collect()))
        .collect();
    // What is behind each, once it is known; 0 while its walk is under way, so that a circle ends.
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    for start in behind.keys() {
        let mut walk = vec![(*start, 0)];
        while let Some((name, next)) = walk.last_mut() {
            let name = *name;
            let names = behind.get(name).map(Vec::as_slice).unwrap_or_default();
            if *next == 0 {
                depths.entry(name).or_insert(0);
            }
            match names.get(*next) {
                Some(other) => {
                    *next += 1;
                    if behind.contains_key(other) && !depths.contains_key(other) {
                        walk.push((other, 0));
                    }
                }
                None => {
                    let depth = names.iter().filter_map(|other| Some(depths.get(other)? + 1)).max();
                    depths.insert(name, depth.unwrap_or_default());
                    walk.pop();
                }
            }
        }
    }
    depths.retain(|_, depth| *depth > DEEPEST);
    depths
}
