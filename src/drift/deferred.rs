//! A measure that is taken once somebody asks for it: to preview one page nobody waits for the others.

use std::sync::OnceLock;

use super::report::Report;
use super::subject::Subject;
use crate::library::reads::{self, Reads};
use crate::source::Sources;

/// A translation that is measured at the first question.
#[derive(Debug)]
pub struct Deferred<'a> {
    subject: Subject<'a>,
    sources: &'a Sources,
    /// With what was read to measure it, which whoever asks has read as well.
    report: OnceLock<(Report<'a>, Reads)>,
}

impl<'a> Deferred<'a> {
    /// Measures nothing yet.
    pub fn new(subject: Subject<'a>, sources: &'a Sources) -> Self {
        Deferred { subject, sources, report: OnceLock::new() }
    }

    /// Returns the translation.
    pub fn subject(&self) -> &Subject<'a> {
        &self.subject
    }

    /// Returns how it stands, which is measured at the first call. A call while another thread measures waits for that.
    pub fn report(&self) -> &Report<'a> {
        let measure = || reads::recorded_for_all(|| Report::of(self.subject.clone(), self.sources));
        let (report, reads) = self.report.get_or_init(measure);
        reads::note_all(reads);
        report
    }
}
