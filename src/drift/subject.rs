//! Translations of a library: which text each one says, against which it is measured, and since when it is behind.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::explain::{Explanation, explain};
use super::judgement::{Judgement, Reason};
use super::learn::learnt;
use super::lexicon::Lexicon;
use super::measure::{Measured, measure};
use super::refuted::{Evidence, Refuted};
use super::roles::Base;
use super::texts::{Glossed, History, Known, Texts, VersionTexts, Witness};
use crate::language::Reader;
use crate::library::{
    Glossary, Label, Library, LinkReader, Policy, Sync, Text, Timeline, Translates, Version, WORKING,
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
    /// Where the version that it translates is among them, `None` for the working text.
    translated: Option<usize>,
    /// The versions up to the one against which it is measured.
    versions: VersionTexts<'a>,
    /// What each of them says, once somebody asks.
    said: OnceLock<Vec<Said>>,
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
        let versions = policy.versions().get(..last).unwrap_or_default();
        Some(Subject {
            policy,
            text,
            against,
            library,
            controlling,
            glossary: glossary.as_deref(),
            base: &base.document,
            current: &current.document,
            translated,
            versions: VersionTexts { versions, controlling, day: library.day },
            said: OnceLock::new(),
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
        measure(&self.texts(), self.controlling, sync, sources)
    }

    /// Returns by what a passage was bound and judged when the translation was measured.
    pub fn explain<'m>(
        &self,
        measured: &'m Measured<'a>,
        judgement: &'m Judgement,
        sources: &Sources,
    ) -> Explanation<'m>
    where
        'a: 'm,
    {
        explain(&self.texts(), self.controlling, &self.text.sync, sources, measured, judgement)
    }

    /// Returns the version that has a controlling text, `None` if that is the working text.
    pub fn version_of(&self, controlling: &Document) -> Option<&'a Version> {
        self.versions.iter().find(|(_, text)| std::ptr::eq(*text, controlling)).map(|(version, _)| version)
    }

    fn texts(&self) -> Texts<'a> {
        Texts {
            base: self.base,
            current: self.current,
            translation: &self.text.document,
            lang: Some(&self.text.lang),
            history: Some(self.history()),
            known: Known {
                glossed: self
                    .glossary
                    .map(|glossary| Glossed { glossary, languages: [self.controlling, &self.text.lang] }),
                lexicon: self.lexicon(),
                readers: self.readers(),
                listed: self.library.config.drift.grave.as_ref(),
            },
            links: LinkReader::of_site(self.library, &self.text.lang),
        }
    }

    fn readers(&self) -> Option<[&'a Reader; 2]> {
        Some([self.library.reader(self.controlling)?, self.library.reader(&self.text.lang)?])
    }

    fn history(&self) -> History<'a> {
        let versions = self.versions;
        let last = self.translated.unwrap_or(usize::MAX).min(versions.versions.len());
        let earlier = VersionTexts { versions: &versions.versions[..last], ..versions };
        History { versions, earlier, unchanged: self.unchanged().into() }
    }

    /// What the sealed translations of the site teach of the two languages; `None` if that is too little.
    fn lexicon(&self) -> Option<&'a Lexicon> {
        let library = self.library;
        library.learnt(&self.text.lang, learnt)?.as_ref()
    }

    /// By block: the sealed translation since which it has its words, where that says an earlier text than this one is said to.
    fn unchanged(&self) -> Vec<Option<Witness<'a>>> {
        let since = self.policy.versions().unchanged_since(self.text, self.library.day).into_iter();
        let witness = |sealed: &'a Text| {
            let (said, controlling) = self.policy.said_by(sealed, self.controlling)?;
            let is_earlier = said? < self.translated.unwrap_or(usize::MAX);
            let controlling = &controlling.document;
            let witness = Witness { translation: &sealed.document, controlling, sync: &sealed.sync };
            is_earlier.then_some(witness)
        };
        since.map(|sealed| sealed.and_then(witness)).collect()
    }

    /// Returns what the archive says against it that the translation says what it is said to translate; `None` if nothing.
    pub fn refuted(&self, measured: &Measured<'_>) -> Option<Refuted> {
        let is_refuted = |judgement: &&Judgement| judgement.reasons.contains(&Reason::UnchangedSince);
        let refuted: Vec<&Judgement> = measured.judgements.iter().filter(is_refuted).collect();
        let passages: Vec<String> =
            refuted.iter().filter_map(|judgement| measured.translation_address(judgement)).collect();
        let claim = self.text.translates.clone().filter(|_| !passages.is_empty())?;
        let witnesses = self.unchanged();
        let shows = |judgement: &&Judgement| {
            let is_sealed = |at: usize| witnesses.get(at).is_some_and(Option::is_some);
            match judgement.translation.iter().any(|at| is_sealed((*at).into())) {
                true => Evidence::Words,
                false => Evidence::Figures,
            }
        };
        let by = refuted.iter().map(shows).fold(None, |before, next| Some(Evidence::and(before, next)))?;
        let back_to = self.back_to(&claim, measured, &refuted);
        let (policy, lang) = (self.policy.folder.clone(), self.text.lang.clone());
        Some(Refuted { policy, lang, claim, passages, by, back_to })
    }

    /// What the newest sealed translation says or, where there is none, the earliest text that one of the passages says; `None` if that is
    /// what the translation is said to translate.
    fn back_to(&self, claim: &Translates, measured: &Measured<'_>, refuted: &[&Judgement]) -> Option<Label> {
        let versions = self.policy.versions();
        if let Some(sealed) = versions.newest_sealed(&self.text.lang, self.library.day) {
            return match sealed.translates.clone().filter(|other| other != claim)? {
                Translates::Version(label) => Some(label),
                Translates::Working => None,
            };
        }
        let said = refuted.iter().filter_map(|judgement| self.version_of(measured.redline(judgement).old));
        Some(said.min_by_key(|version| versions.place(&version.label))?.label.clone())
    }

    /// Returns the version that changed a passage: the first since which one that is not current is behind. `None` if that is the
    /// working text, or if no version did: the translation never said what it should.
    pub(super) fn since(&self, measured: &Measured<'a>, judgement: &Judgement) -> Option<&'a Version> {
        let base = measured.redline(judgement).old;
        let versions: Vec<(&Version, &Document)> = self.versions.iter().collect();
        let first = self.first_after(base, &versions)?;
        let said = self.said.get_or_init(|| versions.iter().map(|_| Said::default()).collect());
        let since: Vec<(&Document, &Said)> =
            versions.iter().map(|(_, document)| *document).zip(said).skip(first).collect();
        let at = if judgement.base.is_empty() {
            // It was added: by the first of the versions that have had it since.
            let current = prints(self.current, &judgement.current, |block| block.text);
            let has = |(document, said): &(&Document, &Said)| said.prints(document).has(&current, &[]);
            let with = since.iter().rev().take_while(|version| has(version)).count();
            (!current.is_empty() && with > 0).then(|| since.len() - with)
        } else {
            let texts = prints(base, &judgement.base, |block| block.text);
            let sources = prints(base, &judgement.base, |block| block.source);
            let first_without = |texts: &[Fingerprint], sources: &[Fingerprint]| {
                since.iter().position(|(document, said)| !said.prints(document).has(texts, sources))
            };
            let moved = || since.iter().position(|version| self.has_moved(base, *version, judgement));
            let is_moved = judgement.reasons.contains(&Reason::Moved);
            let words_or_formatting = first_without(&texts, &[]).or_else(|| first_without(&[], &sources));
            words_or_formatting.or_else(|| is_moved.then(moved)?)
        };
        versions.get(first + at?).map(|(version, _)| *version)
    }

    /// Which of the versions is the first after a controlling text; `None` after the working text.
    fn first_after(&self, text: &Document, versions: &[(&Version, &Document)]) -> Option<usize> {
        if let Some(at) = versions.iter().position(|(_, document)| std::ptr::eq(*document, text)) {
            return Some(at + 1);
        }
        // It was taken back.
        let translated = self.translated?;
        let place = |version: &Version| self.policy.versions().place(&version.label);
        Some(versions.partition_point(|(version, _)| place(version) <= Some(translated)))
    }

    /// True if a version has a passage in another place than the text from which that is followed.
    fn has_moved(&self, from: &Document, (version, said): (&Document, &Said), judgement: &Judgement) -> bool {
        let moved = || {
            let changes = redline::compare(from, version).changes.into_iter();
            let moved = changes.filter(|change| change.moved.is_some()).filter_map(|change| change.old);
            moved.collect::<HashSet<BlockIdx<Base>>>()
        };
        let is_there = |moved: &HashSet<BlockIdx<Base>>| judgement.base.iter().any(|at| moved.contains(at));
        match std::ptr::eq(from, self.base) {
            true => is_there(said.moved.get_or_init(moved)),
            // A few passages are followed from another text.
            false => is_there(&moved()),
        }
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

/// What one version says, once somebody asks.
#[derive(Debug, Clone, Default)]
struct Said {
    prints: OnceLock<Prints>,
    /// Which blocks of the base stand in another place in it.
    moved: OnceLock<HashSet<BlockIdx<Base>>>,
}

impl Said {
    fn prints(&self, document: &Document) -> &Prints {
        self.prints.get_or_init(|| {
            let blocks = || document.blocks.iter();
            Prints {
                texts: blocks().map(|block| block.text).collect(),
                sources: blocks().map(|block| block.source).collect(),
            }
        })
    }
}

/// What the blocks of a text say, and how they are written.
#[derive(Debug, Clone)]
struct Prints {
    texts: HashSet<Fingerprint>,
    sources: HashSet<Fingerprint>,
}

impl Prints {
    /// True if the text has all of this.
    fn has(&self, texts: &[Fingerprint], sources: &[Fingerprint]) -> bool {
        texts.iter().all(|text| self.texts.contains(text))
            && sources.iter().all(|source| self.sources.contains(source))
    }
}
