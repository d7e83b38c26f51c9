//! The files of a theme under names that hold their digests, so that browsers may keep them for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use regex::{Captures, Regex};

use crate::markdown::fingerprint;
use crate::source::regex;

/// How many digits of the SHA-256 stand in a name.
const DIGITS: usize = 16;

/// A file of a theme as it is published.
#[derive(Debug)]
pub struct Asset {
    /// Below `/theme/`: `style.0123456789abcdef.css`.
    pub path: String,
    /// What refers to other files of the theme names them as they are published.
    pub bytes: Vec<u8>,
    /// For the attribute `integrity` (Subresource Integrity).
    pub integrity: String,
}

/// A reference that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stylesheet, by its path in the theme.
    pub path: String,
    /// Where in it the reference is written.
    pub range: Range<usize>,
    /// What it refers to.
    pub target: String,
    /// True if the other file comes back to this one: neither can have a name that holds its digest before the other.
    pub is_cycle: bool,
}

/// Every file by its path in the theme, as it is published; and the references that were left as they are.
pub fn published(files: &BTreeMap<String, Vec<u8>>) -> (BTreeMap<String, Asset>, Vec<Fault>) {
    let mut assets = BTreeMap::new();
    let mut faults = Vec::new();
    let mut waiting: BTreeMap<&str, Sheet<'_>> = BTreeMap::new();
    let mut wanted_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut ready = Vec::new();
    for (path, bytes) in files {
        match std::str::from_utf8(bytes) {
            Ok(text) if path.ends_with(".css") => {
                let sheet = Sheet::read(path, text, files, &mut faults);
                for target in &sheet.wants {
                    wanted_by.entry(target).or_default().push(path);
                }
                if sheet.wants.is_empty() {
                    ready.push(path.as_str());
                }
                waiting.insert(path, sheet);
            }
            _ => ready.push(path.as_str()),
        }
    }
    // What refers to nothing comes first, then whatever waited for it. Where nothing is ready and some still wait, they
    // come back to themselves: one of them has to go ahead.
    loop {
        let path = match ready.pop() {
            Some(path) => path,
            None => match waiting.keys().next() {
                Some(path) => *path,
                None => break,
            },
        };
        let bytes = match waiting.remove(path) {
            Some(sheet) => sheet.rewritten(path, &assets, &mut faults),
            None => files.get(path).cloned().unwrap_or_default(),
        };
        assets.insert(path.to_owned(), asset(path, bytes));
        for waiter in wanted_by.remove(path).unwrap_or_default() {
            if let Some(sheet) = waiting.get_mut(waiter) {
                sheet.wants.remove(path);
                if sheet.wants.is_empty() {
                    ready.push(waiter);
                }
            }
        }
    }
    faults.sort_by(|one, other| (&one.path, one.range.start).cmp(&(&other.path, other.range.start)));
    (assets, faults)
}

fn asset(path: &str, bytes: Vec<u8>) -> Asset {
    let digest = fingerprint::of_bytes(&bytes);
    let digits: String = digest.to_string().chars().take(DIGITS).collect();
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let name = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{digits}.{extension}"),
        None => format!("{name}.{digits}"),
    };
    let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    let integrity = format!("sha256-{}", BASE64_STANDARD.encode(digest.0));
    Asset { path, bytes, integrity }
}

/// A stylesheet with its references to other files of the theme.
struct Sheet<'a> {
    text: &'a str,
    /// Where each stands, and the path that it means.
    references: Vec<(Range<usize>, String)>,
    /// Those of the paths that have no name yet.
    wants: BTreeSet<&'a str>,
}

impl<'a> Sheet<'a> {
    fn read(
        path: &str,
        text: &'a str,
        files: &'a BTreeMap<String, Vec<u8>>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut sheet = Sheet { text, references: Vec::new(), wants: BTreeSet::new() };
        for found in REFERENCE.captures_iter(text).filter_map(|found| target(&found)) {
            let written = &text[found.clone()];
            let Some(meant) = resolve(path, written) else { continue };
            match files.get_key_value(&meant) {
                Some((known, _)) => {
                    sheet.wants.insert(known);
                    sheet.references.push((found, meant));
                }
                None => faults.push(Fault {
                    path: path.to_owned(),
                    range: found,
                    target: written.to_owned(),
                    is_cycle: false,
                }),
            }
        }
        sheet
    }

    /// The stylesheet with the names under which the others are published.
    fn rewritten(self, path: &str, assets: &BTreeMap<String, Asset>, faults: &mut Vec<Fault>) -> Vec<u8> {
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        for (range, meant) in self.references {
            let written = &self.text[range.clone()];
            let Some(asset) = assets.get(&meant) else {
                let target = written.to_owned();
                faults.push(Fault { path: path.to_owned(), range, target, is_cycle: true });
                continue;
            };
            // Only the name of a file changes, never its folder.
            let name = asset.path.rsplit('/').next().unwrap_or_default();
            let end = written.find(['?', '#']).unwrap_or(written.len());
            let start = written[..end].rfind('/').map_or(0, |slash| slash + 1);
            text.push_str(&self.text[done..range.start + start]);
            text.push_str(name);
            done = range.start + end;
        }
        text.push_str(&self.text[done..]);
        without_comments(&text).into_bytes()
    }
}

/// A stylesheet without what is for those who write it; the comments of licences, `/*!`, stay. Readers on slow lines wait for
/// each kilobyte of it.
fn without_comments(css: &str) -> String {
    let kept = REFERENCE.replace_all(css, |found: &Captures<'_>| match &found[0] {
        comment if comment.starts_with("/*") && !comment.starts_with("/*!") => {
            let parts = found.get(0).is_some_and(|comment| stands_between(css, comment.range()));
            if parts { "/**/".to_owned() } else { String::new() }
        }
        other => other.to_owned(),
    });
    kept.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// True for a comment with no space on either side: without it, what it parts would be one word.
fn stands_between(css: &str, comment: Range<usize>) -> bool {
    let is_word = |side: Option<char>| side.is_some_and(|side| !side.is_whitespace());
    is_word(css[..comment.start].chars().next_back()) && is_word(css[comment.end..].chars().next())
}

/// `@import` and `url()`; comments and strings are found along with them, so that nothing in them counts. A reference with an
/// escape in it stays as it is.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let expression = r#"(?xis)
        /\*.*?\*/
        | @import\s+ (?: "([^"\\\n]*)" | '([^'\\\n]*)' )
        | \burl\(\s* (?: "([^"\\\n]*)" | '([^'\\\n]*)' | ([^\s"'()\\]+) ) \s*\)
        | "(?:\\.|[^"\\])*"
        | '(?:\\.|[^'\\])*'"#;
    regex(expression)
});

/// Where the target of a reference stands.
fn target(found: &Captures<'_>) -> Option<Range<usize>> {
    found.iter().skip(1).flatten().next().map(|target| target.range())
}

/// The path in the theme that a reference in the file at `path` means; `None` for one that leads elsewhere.
fn resolve(path: &str, written: &str) -> Option<String> {
    let end = written.find(['?', '#']).unwrap_or(written.len());
    let written = &written[..end];
    let has_scheme = written.split('/').next().is_some_and(|first| first.contains(':'));
    if written.is_empty() || has_scheme || written.starts_with("//") {
        return None;
    }
    let (mut parts, rest) = match written.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute.strip_prefix("theme/")?),
        None => (path.split('/').collect(), written),
    };
    // The name of the file itself.
    parts.pop();
    for part in rest.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
