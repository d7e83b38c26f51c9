use super::TextCheck;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A translation says that it translates a text, and the archive shows that some of its passages still translate an earlier one.
    ///
    /// They are word for word those of a sealed translation, while the words of the controlling text changed since; or they have the
    /// numbers, days, addresses or countries that the controlling passage had before, and not those that it has now. Readers
    /// are told so at each of them, and `release` will not seal it. For example:
    ///
    /// ```text
    /// en.md, version 2021-02-09    We answer within 60 days.
    /// en.md, version 2022-01-01    We answer within 30 days.
    /// zh-CN.md, sealed 2021-02-09  我们在60天内答复。
    /// zh-CN.md now                 translates = "2022-01-01"
    ///                              我们在60天内答复。
    /// ```
    ///
    /// Way out: follow the change in each of them; or, where it does not show in the translation,
    /// `promulgate reconcile POLICY LANG PASSAGE --reason TEXT`. If nobody has worked on the translation since, set
    /// `translates` back.
    TRANSLATES_REFUTED = "translates-refuted", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(report) = text.drift() else { return };
    let Some(refuted) = report.refuted() else { return };
    let message = format!("this is said to translate {refuted}");
    let place = text.text.translates_at.unwrap_or(Span::start_of(text.text.file));
    findings.push(Finding::new(&TRANSLATES_REFUTED, place, message, refuted.way_out()));
}
