//! A translation that was measured.

use super::State;
use super::judgement::Judgement;
use super::measure::Measured;
use super::refuted::Refuted;
use super::subject::Subject;
use crate::library::Version;
use crate::source::Sources;

/// A measured translation, with what it is in its site.
#[derive(Debug)]
pub struct Report<'a> {
    pub measured: Measured<'a>,
    /// `None` for files that belong to no site.
    pub subject: Option<Subject<'a>>,
}

impl<'a> Report<'a> {
    /// Measures a translation of a site.
    pub fn of(subject: Subject<'a>, sources: &Sources) -> Self {
        Report { measured: subject.measure(sources), subject: Some(subject) }
    }

    /// Returns the version that changed a passage: the first since which one that is not current is behind. `None` if that is the working
    /// text, or if no version did: the translation never said what it should.
    pub fn since(&self, judgement: &Judgement) -> Option<&'a Version> {
        self.subject.as_ref()?.since(&self.measured, judgement)
    }

    /// Returns what the archive says against what the translation is said to translate; `None` if nothing.
    pub fn refuted(&self) -> Option<Refuted> {
        self.subject.as_ref()?.refuted(&self.measured)
    }

    /// Returns the passages that are not current.
    pub fn behind(&self) -> impl Iterator<Item = &Judgement> {
        self.measured.judgements.iter().filter(|judgement| judgement.state != State::Current)
    }
}
