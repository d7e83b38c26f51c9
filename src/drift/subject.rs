//! Translations of a library: which text each one says, against which it is measured, and since when it is behind.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::judgement::{Judgement, Reason};
use super::measure::{Measured, measure};
use super::roles::Base;
use super::texts::{Glossed, Texts};
use crate::library::{
    Glossary, Library, LinkReader, Policy, Sync, Text, Timeline, Translates, Version, WORKING,
};
use crate::locale::Lang;
use crate::markdown::{Block, Document, Fingerprint};
use crate::redline::{self, BlockIdx, Role, blocks_of};
use crate::source::Sources;

/// The controlling text against which a translation is measured.
#[derive(Debug, Clone, Copy)]
pub enum Against<'a> {
    Version(&'a Version),
    /// The working text.
    Working,
}

impl Against<'_> {
    /// Returns the version's label, or `working`.
    pub fn name(&self) -> &str {
        match self {
            Against::Version(version) => version.label.as_str(),
            Against::Working => WORKING,
        }
    }
}

/// A translation, with what it says and what it should say.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    pub policy: &'a Policy,
    pub text: &'a Text,
    pub against: Against<'a>,
    library: &'a Library,
    controlling: &'a Lang,
    glossary: Option<&'a Glossary>,
    base: &'a Document,
    current: &'a Document,
    /// The versions after the one that it translates, up to that against which it is measured, with their controlling
    /// texts; the oldest first.
    since: Vec<(&'a Version, &'a Document)>,
    /// What each of them says.
    said: OnceLock<Vec<Said>>,
    /// Which blocks of the base stand in another place in each of them.
    moved: OnceLock<Vec<HashSet<BlockIdx<Base>>>>,
}

impl<'a> Subject<'a> {
    /// Returns a text as it is measured against a controlling one. `None` if one of the texts does not exist, which is a finding;
    /// for the controlling text itself; and for a text that was reconciled after the library's day, since it was another one then.
    pub fn of(
        library: &'a Library,
        policy: &'a Policy,
        text: &'a Text,
        against: Against<'a>,
    ) -> Option<Self> {
        if !text.sync.is_known(library.day) {
            return None;
        }
        let controlling = &library.config.controlling;
        let working = || policy.working().get(controlling);
        let (translated, base) = policy.said_by(text, controlling)?;
        let (current, last) = match against {
            Against::Working => (working()?, policy.versions().len()),
            Against::Version(version) => {
                (version.first(controlling)?, policy.versions().place(&version.label).map_or(0, |at| at + 1))
            }
        };
        let glossary = match against {
            Against::Working => &library.registers.glossary,
            Against::Version(version) => &version.registers.glossary,
        };
        let first = translated.map_or(last, |index| index + 1);
        let versions = policy.versions().get(first..last.max(first)).unwrap_or_default().iter();
        let since = versions.filter(|version| version.stands(library.day));
        let since = since.filter_map(|version| Some((version, &version.first(controlling)?.document)));
        Some(Subject {
            policy,
            text,
            against,
            library,
            controlling,
            glossary: glossary.as_deref(),
            base: &base.document,
            current: &current.document,
            since: since.collect(),
            said: OnceLock::new(),
            moved: OnceLock::new(),
        })
    }

    /// Returns a working translation as it is usually measured: against the version in force; against the one that it translates,
    /// if that is a later one or the working text. `None` if it says of no known version that it translates it.
    pub fn working(library: &'a Library, policy: &'a Policy, text: &'a Text) -> Option<Self> {
        let place = |version: &Version| policy.versions().place(&version.label);
        let translated = match text.translates.as_ref()? {
            Translates::Working => return Subject::of(library, policy, text, Against::Working),
            // Of a version that is not known on the day nothing can be said.
            Translates::Version(label) => {
                policy.version(label).filter(|version| version.released <= library.day)?
            }
        };
        let timeline = Timeline::on(policy.versions(), library.day);
        let due = timeline.in_force.or(timeline.next());
        let is_ahead = |due: &Version| place(translated) > place(due);
        let due = due.filter(|due| !is_ahead(due)).unwrap_or(translated);
        // What was reconciled with an announced version says where it is on its way to.
        let says = |version: &Version, text: &Fingerprint| {
            let blocks = version.first(&library.config.controlling).map(|text| text.document.blocks.iter());
            blocks.is_some_and(|mut blocks| blocks.any(|block| block.text == *text))
        };
        let reconciled = text.sync.reconciled.iter().filter_map(|entry| entry.controlling.as_ref());
        let news: Vec<&Fingerprint> =
            reconciled.map(|passage| &passage.text).filter(|text| !says(due, text)).collect();
        let mut later = timeline.upcoming.iter().rev().copied().filter(|version| place(version) > place(due));
        let against = later.find(|version| news.iter().any(|text| says(version, text))).unwrap_or(due);
        Subject::of(library, policy, text, Against::Version(against))
    }

    /// Measures the translation.
    pub fn measure(&self, sources: &Sources) -> Measured<'a> {
        self.measured_with(&self.text.sync, sources)
    }

    /// Measures it as if this were its sync file.
    pub fn measured_with(&self, sync: &Sync, sources: &Sources) -> Measured<'a> {
        let between = self.since.iter().rev().map(|(_, document)| *document);
        let texts = Texts {
            base: self.base,
            current: self.current,
            translation: &self.text.document,
            between: between.filter(|document| !std::ptr::eq(*document, self.current)).collect(),
            glossed: self
                .glossary
                .map(|glossary| Glossed { glossary, languages: [self.controlling, &self.text.lang] }),
            links: LinkReader::of_site(self.library, &self.text.lang),
        };
        measure(&texts, self.controlling, sync, sources)
    }

    /// Returns the version that changed the passage: the first since which a passage that is not current is behind. `None` if that
    /// is the working text, or if no version did: the translation never said what it should.
    pub fn since(&self, judgement: &Judgement) -> Option<&'a Version> {
        let said =
            self.said.get_or_init(|| self.since.iter().map(|(_, document)| Said::of(document)).collect());
        let at = if judgement.base.is_empty() {
            // It was added: by the first of the versions that have had it since.
            let current = prints(self.current, &judgement.current, |block| block.text);
            let has = |said: &Said| current.iter().all(|text| said.texts.contains(text));
            let with = said.iter().rev().take_while(|said| has(said)).count();
            (!current.is_empty() && with > 0).then(|| said.len() - with)
        } else {
            let texts = prints(self.base, &judgement.base, |block| block.text);
            let sources = prints(self.base, &judgement.base, |block| block.source);
            let lacks = |has: &HashSet<Fingerprint>, prints: &[Fingerprint]| {
                prints.iter().any(|print| !has.contains(print))
            };
            let words = || said.iter().position(|said| lacks(&said.texts, &texts));
            let formatting = || said.iter().position(|said| lacks(&said.sources, &sources));
            words().or_else(formatting).or_else(|| self.moved_by(judgement))
        };
        self.since.get(at?).map(|(version, _)| *version)
    }

    /// Which of the versions first has a passage in another place than the text that was translated.
    fn moved_by(&self, judgement: &Judgement) -> Option<usize> {
        if !judgement.reasons.contains(&Reason::Moved) {
            return None;
        }
        let moved = self.moved.get_or_init(|| {
            let redlines = self.since.iter().map(|(_, document)| redline::compare(self.base, document));
            let moved = |redline: redline::Redline<'_>| {
                let changes = redline.changes.into_iter().filter(|change| change.moved.is_some());
                changes.filter_map(|change| change.old).collect::<HashSet<BlockIdx<Base>>>()
            };
            redlines.map(moved).collect()
        });
        moved.iter().position(|moved| judgement.base.iter().any(|at| moved.contains(at)))
    }
}

/// The fingerprints of blocks. A passage that is followed from a later text than the base may have blocks that the base has not.
fn prints<R: Role>(
    document: &Document,
    blocks: &[BlockIdx<R>],
    print: fn(&Block) -> Fingerprint,
) -> Vec<Fingerprint> {
    let all = blocks_of(document);
    blocks.iter().filter_map(|at| all.get(*at)).map(print).collect()
}

/// What the blocks of a text say, and how they are written.
#[derive(Debug, Clone)]
struct Said {
    texts: HashSet<Fingerprint>,
    sources: HashSet<Fingerprint>,
}

impl Said {
    fn of(document: &Document) -> Self {
        let blocks = || document.blocks.iter();
        Said {
            texts: blocks().map(|block| block.text).collect(),
            sources: blocks().map(|block| block.source).collect(),
        }
    }
}
