//! Digests of what pages are made of: where they are the same, a build has the same pages already.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::Site;
use crate::library::reads::{Question, Reads};
use crate::library::{AsOf, Policy, SitePath, ever, family, is_own};
use crate::source::Tree;
use crate::source::fingerprint::{self, Fingerprint, of_parts};

/// What pages depend on besides the files of a site.
#[derive(Debug, Clone, Copy)]
pub struct BuildInputs {
    /// Of the program itself: another one may make other pages.
    pub program: Fingerprint,
    pub as_of: AsOf,
    pub drafts: bool,
}

impl BuildInputs {
    fn key(&self) -> Fingerprint {
        let day = self.as_of.day.to_string();
        of_parts([&self.program.0[..], day.as_bytes(), &[u8::from(self.drafts)]])
    }
}

/// The key of a whole site: of every byte that was read, and of the day by the clock, on which no page depends, but what is found.
pub fn whole(tree: &Tree, inputs: &BuildInputs) -> Fingerprint {
    let today = inputs.as_of.today.to_string();
    let first = of_parts([&inputs.key().0[..], today.as_bytes()]);
    of_files(tree, first, |_| true)
}

/// What the pages of the policies of a site are made of.
pub struct Keys<'a, 's> {
    site: &'a Site<'s>,
    /// Of what all pages share.
    shared: Fingerprint,
    /// Of the own files of each family, by its folder.
    own: BTreeMap<&'a str, Fingerprint>,
    /// What was asked before.
    answers: Mutex<HashMap<Question, String>>,
}

impl<'a, 's> Keys<'a, 's> {
    /// Digests the files of a site.
    pub fn of(site: &'a Site<'s>, tree: &'a Tree, inputs: &BuildInputs) -> Self {
        let shared = of_files(tree, inputs.key(), |path| !is_own(path));
        Keys { site, shared, own: own(tree), answers: Mutex::default() }
    }

    /// The key of every policy together with its addenda, by its name: of what all pages share, and of its own files. What the policy's
    /// pages are made of, and the findings in its texts, is that and what was read of others: [`Keys::answers`].
    pub fn policies(&self) -> BTreeMap<Arc<str>, Fingerprint> {
        let key = |policy: &Policy| of_digests([self.shared, self.own_key(policy.family())]);
        self.site.library.main_policies().map(|(_, policy)| (policy.name.clone(), key(policy))).collect()
    }

    /// The digest of what was read, as it is now: where it is the same, whoever read it would read the same again.
    pub fn answers(&self, reads: &Reads) -> Fingerprint {
        let families = reads.families.iter().map(|family| self.own_key(family));
        let questions = reads.questions.iter();
        let questions = questions.map(|question| fingerprint::of_bytes(self.answer(question).as_bytes()));
        of_digests(families.chain(questions))
    }

    /// The digest of the files of a family; all zeros where there is none.
    fn own_key(&self, family: &str) -> Fingerprint {
        self.own.get(family).copied().unwrap_or(Fingerprint([0; 32]))
    }

    /// The answer to a question, in words. Many ask the same.
    fn answer(&self, question: &Question) -> String {
        let answers = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers().get(question) {
            return answer.clone();
        }
        let answer = self.ask(question);
        answers().insert(question.clone(), answer.clone());
        answer
    }

    fn ask(&self, question: &Question) -> String {
        let library = self.site.library;
        let parse = |path: &str| SitePath::parse(path, library);
        match question {
            Question::IsThere(path) => {
                parse(path).is_some_and(|path| self.site.map().has_path(&path)).to_string()
            }
            Question::Leads(path) => {
                format!("{:?}", ever::find(library, path).map(|found| found.to_string()))
            }
            Question::HasSection(path, id) => {
                parse(path).is_some_and(|path| path.has_section(library, id)).to_string()
            }
            Question::SealedLast(tag) => {
                let texts = library.config.language(tag).map(|lang| library.sealed_last(lang));
                let documents = texts.into_iter().flatten().flat_map(|(one, other)| [one, other]);
                let blocks = documents.flat_map(|document| document.blocks.iter().map(|block| block.source));
                of_digests(blocks).to_string()
            }
            Question::Titles(tag) => {
                format!("{:?}", library.config.language(tag).map(|lang| library.titles(lang)))
            }
        }
    }
}

/// The digest of the files for which `is_wanted` holds, each with its path.
fn of_files(tree: &Tree, first: Fingerprint, is_wanted: impl Fn(&str) -> bool) -> Fingerprint {
    let texts = tree.sources.all().iter().map(|source| (&source.path, source.sha256()));
    let assets = tree.assets.iter().map(|(path, bytes)| (path, fingerprint::of_bytes(bytes)));
    let unread = tree
        .unread
        .iter()
        .map(|(path, bytes)| (path, fingerprint::of_bytes(bytes.as_deref().unwrap_or(&[]))));
    let files = texts.chain(assets).chain(unread).filter(|(path, _)| is_wanted(path));
    let parts: Vec<Fingerprint> =
        files.map(|(path, digest)| of_parts([path.as_bytes(), &digest.0[..]])).collect();
    of_digests(std::iter::once(first).chain(parts))
}

/// The digest of the files in each folder below `content/`.
fn own(tree: &Tree) -> BTreeMap<&str, Fingerprint> {
    let mut parts: BTreeMap<&str, Vec<Fingerprint>> = BTreeMap::new();
    for (path, file) in tree.sources.below("content") {
        if let Some(family) = family(path) {
            let digest = tree.sources.get(file).sha256();
            parts.entry(family).or_default().push(of_parts([path.as_bytes(), &digest.0[..]]));
        }
    }
    parts.into_iter().map(|(folder, parts)| (folder, of_digests(parts))).collect()
}

fn of_digests(digests: impl IntoIterator<Item = Fingerprint>) -> Fingerprint {
    let digests: Vec<Fingerprint> = digests.into_iter().collect();
    of_parts(digests.iter().map(|digest| &digest.0[..]))
}
