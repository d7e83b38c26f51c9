//! What is read of other policies while a page is made or a text is checked.
//!
//! All pages depend on the files that are nobody's own ([`is_own`](super::is_own)): configuration, registers, strings, templates.
//! Of what belongs to other policies a page depends on what was read for it, which is noted at the doors through which it is
//! read: what is [`Owned`] notes it, and what is asked of several policies is a [`Question`], of which only the answer matters. Where
//! all that is the same the next time, so is the page.
//!
//! It is noted by thread, so that whoever reads need not hand on who asks: within [`recorded`] nothing may be handed to other
//! threads, and what is kept for several who ask is handed to each with what it read ([`note_all`]).

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What was read of other policies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads {
    /// The families of whose own files something was read, by the names of their folders below `content/`.
    pub families: BTreeSet<String>,
    pub questions: BTreeSet<Question>,
}

impl Reads {
    /// Adds what was read besides.
    pub fn add(&mut self, other: Reads) {
        self.families.extend(other.families);
        self.questions.extend(other.questions);
    }
}

/// A question whose answer is all that the asker learns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Question {
    /// Whether the site has that page or file on the library's day.
    IsThere(String),
    /// What a path leads to on any day.
    Leads(String),
    /// Whether the page at a path has a section.
    HasSection(String, String),
    /// What the working texts of all policies are called in a language.
    Titles(String),
    /// The translations in a language of which something is learnt.
    SealedLast(String),
}

/// One who asks, and what was read for it.
struct Asker {
    /// The family of policies for which it asks, of whose own files nothing is noted; `None` if it may be any.
    family: Option<String>,
    reads: Reads,
}

thread_local! {
    /// Those who ask at this time, each within the work of the one before. Only the last one notes.
    static ASKERS: RefCell<Vec<Asker>> = const { RefCell::new(Vec::new()) };
}

/// As long as there is one, somebody asks; however the work ends.
struct Asking;

impl Asking {
    fn begin(family: Option<&str>) -> Self {
        let asker = Asker { family: family.map(str::to_owned), reads: Reads::default() };
        ASKERS.with_borrow_mut(|askers| askers.push(asker));
        Asking
    }

    fn take_reads(&self) -> Reads {
        with_asker(|asker| std::mem::take(&mut asker.reads)).unwrap_or_default()
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        ASKERS.with_borrow_mut(Vec::pop);
    }
}

/// Does something for whoever asks; `None` if nobody does.
fn with_asker<T>(take: impl FnOnce(&mut Asker) -> T) -> Option<T> {
    ASKERS.with_borrow_mut(|askers| askers.last_mut().map(take))
}

/// Does some work for a family of policies. Returns what comes of it, and what it read of others.
pub fn recorded<T>(family: &str, work: impl FnOnce() -> T) -> (T, Reads) {
    record(Some(family), work)
}

/// The same for whoever may ask for what comes of it later: what was read is [noted](note_all) then.
pub fn recorded_for_all<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    record(None, work)
}

fn record<T>(family: Option<&str>, work: impl FnOnce() -> T) -> (T, Reads) {
    let asking = Asking::begin(family);
    let value = work();
    (value, asking.take_reads())
}

/// Notes for whoever asks that all this was read, some time before.
pub fn note_all(reads: &Reads) {
    with_asker(|asker| {
        let others = reads.families.iter().filter(|family| asker.family.as_ref() != Some(*family));
        let new: Vec<&String> = others.filter(|family| !asker.reads.families.contains(*family)).collect();
        asker.reads.families.extend(new.into_iter().cloned());
        asker.reads.questions.extend(reads.questions.iter().cloned());
    });
}

/// Something of a family's own files. To look at it is noted.
#[derive(Debug)]
pub struct Owned<T> {
    family: Arc<str>,
    value: T,
}

impl<T> Owned<T> {
    /// Of the policy in this folder below `content/`, or of the one above an addendum's.
    pub fn new(policy_folder: &str, value: T) -> Self {
        Owned { family: family_of(policy_folder).into(), value }
    }

    /// Returns it, to be read.
    pub fn get(&self) -> &T {
        note_family(&self.family);
        &self.value
    }

    /// Returns it, to be completed before anybody reads it.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// The folder of a policy with its addenda: the first part of the folder of each.
pub fn family_of(policy_folder: &str) -> &str {
    policy_folder.split('/').next().unwrap_or_default()
}

/// Notes that something of the own files of the family with this folder is read.
pub fn note_family(family: &str) {
    with_asker(|asker| {
        if asker.family.as_deref() != Some(family) && !asker.reads.families.contains(family) {
            asker.reads.families.insert(family.to_owned());
        }
    });
}

/// Answers a question about what a family has, or about all. Who asks for another family notes the question instead of what is read
/// on the way to the answer.
pub fn answered<T>(
    family: Option<&str>,
    question: impl FnOnce() -> Question,
    answer: impl FnOnce() -> T,
) -> T {
    let is_of_others = with_asker(|asker| family.is_none() || asker.family.as_deref() != family);
    if is_of_others != Some(true) {
        return answer();
    }
    let (value, _) = recorded_for_all(answer);
    with_asker(|asker| asker.reads.questions.insert(question()));
    value
}
