//! Reads a whole site: its configuration, registers and policies.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::config::Config;
use super::layout::{self, Layout};
use super::policy::{Policy, PolicyId};
use super::reader::{ParsedText, PolicyReader};
use super::version::Registers;
use super::{AsOf, Library, contacts, directives, glossary, read_policy, read_text};
use crate::source::{Checked, FileId, Findings, Tree};

/// Turns the files of a site into a library as of a day. Faults are findings; what can be read of the rest is read.
pub fn read(config: Config, tree: &Tree, as_of: AsOf) -> Checked<Library> {
    let mut findings = Findings::new();
    let mut layout = layout::sort(tree);
    findings.append(&mut layout.stray);
    let texts = parse_texts(&layout, tree);
    let registers = site_registers(&layout, &config, tree, &mut findings);
    let mut reader = PolicyReader { config: &config, tree, texts, findings };
    let mut policies: Vec<Policy> = layout
        .policies
        .iter()
        .filter(|(_, files)| !files.is_empty())
        .filter_map(|(folder, files)| read_policy::read(&mut reader, folder, files))
        .collect();
    let mut findings = reader.findings;
    policies.sort_by(|a, b| (a.order, &a.folder).cmp(&(b.order, &b.folder)));
    link_addenda(&mut policies);
    let mut library = Library::new(config, as_of, policies, registers);
    directives::expand(&mut library, &mut findings);
    Checked::new(library, findings)
}

/// Parses all texts, side by side: none depends on another.
pub fn parse_texts(layout: &Layout, tree: &Tree) -> HashMap<FileId, ParsedText> {
    let working = layout.policies.values().flat_map(|files| files.texts.values()).map(|&file| (file, false));
    let sealed = layout
        .policies
        .values()
        .flat_map(|files| files.versions.values())
        .flat_map(|version| version.texts.values())
        .map(|&file| (file, true));
    let files: Vec<(FileId, bool)> = working.chain(sealed).collect();
    files
        .into_par_iter()
        .map(|(file, sealed)| (file, read_text::parse(file, &tree.sources.get(file).text, sealed)))
        .collect()
}

fn site_registers(layout: &Layout, config: &Config, tree: &Tree, findings: &mut Findings) -> Registers {
    let languages = &config.languages;
    let mut contacts = |file| Arc::new(contacts::read(file, &tree.sources, languages, findings));
    let contacts = layout.contacts.map(&mut contacts);
    let mut glossary = |file| Arc::new(glossary::read(file, &tree.sources, languages, findings));
    Registers { cookies: None, contacts, glossary: layout.glossary.map(&mut glossary) }
}

/// Finds the policy above each addendum, by their folders.
fn link_addenda(policies: &mut [Policy]) {
    let by_folder: HashMap<Arc<str>, PolicyId> =
        policies.iter().enumerate().map(|(index, policy)| (policy.folder.clone(), PolicyId(index))).collect();
    for policy in policies {
        let parent = read_policy::parent_folder(&policy.folder);
        policy.parent = parent.and_then(|folder| by_folder.get(folder)).copied();
    }
}
