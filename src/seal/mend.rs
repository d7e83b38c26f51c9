//! Mending: what findings know how to mend is written into the working texts.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use arcstr::ArcStr;

use super::refusal::{FileRefusal, Refusal, replace};
use super::request::Given;
use crate::disk::{self, Identity};
use crate::library::Text;
use crate::markdown::{self, Block, BlockKind, front_matter, plain_text};
use crate::source::{FileId, Finding, edit};

/// How many findings of a text are tried one by one.
const FEW: usize = 100;

/// A file that is to be mended.
#[derive(Debug)]
pub struct Mended {
    pub file: FileId,
    /// Its path below the site's folder.
    pub path: String,
    /// As it was read.
    pub before: ArcStr,
    pub after: String,
}

/// Plans what can be mended of the working texts, in order of their paths. Nothing that is sealed is ever mended: its
/// findings have no edits.
pub fn plan_mending(given: &Given<'_>) -> Vec<Mended> {
    let mut by_file: BTreeMap<FileId, Vec<&Finding>> = BTreeMap::new();
    for finding in given.findings {
        if let Some(edit) = finding.edits.first() {
            by_file.entry(edit.span.file).or_default().push(finding);
        }
    }
    let working = given.library.policies.iter().flat_map(|policy| policy.working().values());
    let mended = working.filter_map(|text| {
        let source = given.tree.sources.get(text.file);
        let after = mended(text, &source.text, by_file.get(&text.file)?)?;
        Some(Mended { file: text.file, path: source.path.to_string(), before: source.text.clone(), after })
    });
    let mut mended: Vec<Mended> = mended.collect();
    mended.sort_by(|a, b| a.path.cmp(&b.path));
    mended
}

/// The text with everything mended; only what can be mended one by one, where all together would change what is said: in
/// Markdown that is no longer meant as such, a blank can mean anything.
fn mended(text: &Text, source: &ArcStr, findings: &[&Finding]) -> Option<String> {
    let says = said(text.file, source);
    let is_sound = |after: &String| said(text.file, &ArcStr::from(after.as_str())) == says;
    let whole = edit::mended(source, findings)?;
    if is_sound(&whole) {
        return Some(whole);
    }
    let mut chosen: Vec<&Finding> = Vec::new();
    for finding in findings.iter().take(FEW) {
        chosen.push(finding);
        if !edit::mended(source, &chosen).is_some_and(|after| is_sound(&after)) {
            chosen.pop();
        }
    }
    edit::mended(source, &chosen)
}

/// What a text says: the characters of each block, with its kind. Ids, blanks and the width of punctuation are nothing of it.
fn said(file: FileId, source: &ArcStr) -> Vec<(BlockKind, String)> {
    let document = markdown::parse(file, source, front_matter::split(source).body);
    let of_half_width = |c: char| match c {
        '。' => '.',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let words = |block: &Block| {
        plain_text(&block.inlines).split_whitespace().flat_map(str::chars).map(of_half_width).collect()
    };
    document.blocks.iter().map(|block| (block.kind, words(block))).collect()
}

/// The files each of which is to be written once: two texts of a site may be one file, under two names.
///
/// # Errors
/// If two are one and would be mended in different ways, or if writing one would part it from the other.
pub fn one_each(root: &Path, files: Vec<Mended>) -> Result<Vec<Mended>, Refusal> {
    let mut known: HashMap<Identity, usize> = HashMap::new();
    let mut all: Vec<Mended> = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        let io = |error| Refusal::Io(path.clone(), error);
        let earlier = match known.entry(disk::identity(&path).map_err(io)?) {
            Entry::Vacant(place) => {
                place.insert(all.len());
                all.push(file);
                continue;
            }
            Entry::Occupied(place) => all.get(*place.get()),
        };
        let Some(earlier) = earlier else { continue };
        let real = |path: &Path| path.canonicalize().map_err(|error| Refusal::Io(path.to_path_buf(), error));
        // What is written over a link goes to where it leads; a hard link would lead to what was there.
        let is_link = real(&path)? == real(&root.join(&earlier.path))?;
        if !is_link || earlier.after != file.after {
            let (first, second) = (earlier.path.clone(), file.path);
            return Err(FileRefusal::TwoNames { first, second }.into());
        }
    }
    Ok(all)
}

impl Mended {
    /// Writes it into the site in `root`.
    ///
    /// # Errors
    /// If the file is no longer as it was read, lies outside the site, or cannot be written; it is then as it was.
    pub fn write(&self, root: &Path) -> Result<(), Refusal> {
        replace(root, &self.path, &self.before, &self.after)
    }
}
