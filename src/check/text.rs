//! One text as rules see it: with what it stands in, and what is found out about it once a rule asks.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::compared::{Compared, Read};
use super::passages::{Bound, PassagePair, written};
use super::prose::Prose;
use crate::drift::{Report, Subject};
use crate::library::ledger::ADOPTED;
use crate::library::references::Origin;
use crate::library::{Glossary, Library, Policy, PolicyId, Registers, Text, Translates};
use crate::locale::Locales;
use crate::markdown::{Block, BlockKind, Fingerprint};
use crate::source::{Finding, Findings, Severity, Sources};

/// What a rule for texts sees: one text, and what it stands in.
pub struct TextCheck<'a> {
    pub library: &'a Library,
    pub sources: &'a Sources,
    pub locales: &'a Locales,
    pub policy: &'a Policy,
    pub place: Origin<'a>,
    pub text: &'a Text,
    /// The gravest that a finding in it can be.
    pub(super) gravest: Severity,
    /// Of a translation, once a rule asks: how it stands to the controlling text, and what it says beside that.
    drift: OnceCell<Option<Report<'a>>>,
    bound: OnceCell<Bound<'a>>,
    /// What its passages say beside those that they translate, once a rule asks.
    read: OnceCell<Read>,
    /// By block: the rules whose findings people accept there.
    accepted: OnceCell<HashMap<usize, Vec<&'a str>>>,
    /// The blocks that are still what `promulgate new` wrote, once a rule asks.
    pub(super) placeholders: OnceCell<HashSet<usize>>,
    /// What people judged of its passages, once a rule asks.
    judged: OnceCell<HashSet<Fingerprint>>,
    /// Its blocks with their words, once a rule asks.
    prose: OnceCell<Vec<(usize, &'a Block, Prose<'a>)>>,
}

impl<'a> TextCheck<'a> {
    /// The controlling text that a translation says; `None` for the controlling text itself.
    pub(super) fn translated(&self) -> Option<&'a Text> {
        let controlling = &self.library.config.controlling;
        match self.text.translates.as_ref()? {
            Translates::Working => self.policy.working().get(controlling),
            Translates::Version(label) => self.policy.version(label)?.first(controlling),
        }
    }

    /// How a working translation stands to the controlling text.
    pub(super) fn drift(&self) -> Option<&Report<'a>> {
        let report = || {
            let subject = Subject::working(self.library, self.policy, self.text)?;
            Some(Report::of(subject, self.sources))
        };
        self.drift.get_or_init(report).as_ref()
    }

    /// The passages of a translation that say for sure what a passage of its source says. What only one of the languages
    /// has on purpose is left out, and so is what comes from a register, which has its own rules.
    pub(super) fn passages(&self) -> &[PassagePair<'a>] {
        &self.bound().passages
    }

    /// The same without code, each beside what it translates, as rules compare them. There are none of a text that translates nothing.
    pub(super) fn compared(&self) -> impl Iterator<Item = Compared<'_>> {
        let languages = self.translated().map(|source| [&source.lang, &self.text.lang]);
        let readers = languages
            .and_then(|[source, own]| Some([self.library.reader(source)?, self.library.reader(own)?]));
        let compared = readers.into_iter().flat_map(|readers| {
            let passages = self.passages();
            Compared::all(readers, passages, self.read.get_or_init(|| Read::of(readers, passages)))
        });
        compared.filter(|compared| !compared.passage.is_code())
    }

    fn bound(&self) -> &Bound<'a> {
        self.bound.get_or_init(|| {
            self.drift().map_or_else(Bound::default, |report| {
                Bound::of(self.text.file, self.sources, &report.measured)
            })
        })
    }

    /// The blocks of the text with their indexes and their words, without code and without what comes from a register.
    pub(super) fn prose_blocks(&self) -> &[(usize, &'a Block, Prose<'a>)] {
        self.prose.get_or_init(|| {
            let document = &self.text.document;
            let written = written(document);
            let blocks = document.blocks.iter().enumerate();
            blocks
                .filter(|(at, block)| written.get(*at) == Some(&true) && block.kind != BlockKind::Code)
                .map(|(at, block)| (at, block, Prose::of(&[block], self.text.file, self.sources)))
                .collect()
        })
    }

    /// True for a text in Chinese.
    pub(super) fn is_chinese(&self) -> bool {
        self.text.lang.primary() == "zh"
    }

    /// True if people judged what a block says: that it is reconciled, or that a finding at it is none. Other words would
    /// undo that.
    pub(super) fn is_judged(&self, block: &Block) -> bool {
        let judged = self.judged.get_or_init(|| {
            let sync = &self.text.sync;
            let reconciled = sync.reconciled.iter().filter_map(|entry| entry.translation.as_ref());
            let judged = reconciled.chain(sync.allowed.iter().map(|entry| &entry.translation));
            judged.map(|passage| passage.text).collect()
        });
        judged.contains(&block.text)
    }

    /// The defined terms that the text draws on.
    pub(super) fn glossary(&self) -> Option<&'a Glossary> {
        self.registers().glossary.as_deref()
    }

    /// The registers of the whole site on which the text draws: those of its version, or those that people edit.
    pub(super) fn registers(&self) -> &'a Registers {
        self.place.version.map_or(&self.library.registers, |version| &version.registers)
    }

    /// Adds what a rule found at a block: every finding about the words of one block comes through here. It shows what the
    /// block translates, too. What people accept at the block is none, and
    /// neither is what they have still to write.
    pub(super) fn report(&self, block: usize, finding: Finding, findings: &mut Findings) {
        if self.is_placeholder(block) {
            return;
        }
        let accepted = self.accepted.get_or_init(|| self.text.sync.accepted(&self.text.document));
        if accepted.get(&block).is_some_and(|rules| rules.contains(&finding.code.name)) {
            return;
        }
        let label = |finding: Finding, source: &&Block| finding.label(source.span, "what it translates");
        findings.push(self.sources_of(block).iter().fold(finding, label));
    }

    /// What a block translates, if that is sure.
    pub(super) fn sources_of(&self, block: usize) -> &[&'a Block] {
        let passage = self.bound().of_block.get(&block).and_then(|at| self.passages().get(*at));
        passage.map_or(&[], |passage| &passage.sources)
    }

    /// True if a block of the source is translated for sure.
    pub(super) fn is_translated(&self, source: usize) -> bool {
        self.bound().of_source.contains_key(&source)
    }
}

/// Every text of a policy.
pub fn texts_of<'a>(
    library: &'a Library,
    id: PolicyId,
    sources: &'a Sources,
    locales: &'a Locales,
) -> impl Iterator<Item = TextCheck<'a>> {
    let policy = library.policy(id);
    policy.texts().map(move |(version, text)| TextCheck {
        library,
        sources,
        locales,
        policy,
        place: Origin { policy: id, version, text },
        text,
        gravest: match version {
            Some(_) => Severity::Note,
            None if is_adopted(policy, text, sources) => Severity::Warning,
            None => Severity::Error,
        },
        drift: OnceCell::new(),
        bound: OnceCell::new(),
        read: OnceCell::new(),
        accepted: OnceCell::new(),
        placeholders: OnceCell::new(),
        judged: OnceCell::new(),
        prose: OnceCell::new(),
    })
}

/// True for a working text that nobody has edited since it was adopted as it was. Its faults stop nothing: it is not
/// published, and the copy that is has them as notes. They have to be mended before the next release.
fn is_adopted(policy: &Policy, text: &Text, sources: &Sources) -> bool {
    let newest = policy.versions().in_language(&text.lang).next_back();
    let sealed = newest.and_then(|version| version.texts.get(&text.lang)?.last());
    sealed.is_some_and(|sealed| {
        let entry = sealed.seal.and_then(|seal| policy.ledger().entries.get(seal.entry?));
        entry.is_some_and(|entry| entry.record.reason == ADOPTED)
            && sources.get(sealed.file).text == sources.get(text.file).text
    })
}
