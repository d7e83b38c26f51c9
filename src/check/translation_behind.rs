use super::TextCheck;
use crate::drift::{Against, State};
use crate::library::WORKING;
use crate::source::{Finding, Findings, Severity, Span};

crate::source::codes! {
    /// Passages of a translation no longer say what the controlling text says.
    ///
    /// Its readers are told so, with what changed; but they would rather read it in their language. This finding stops
    /// nothing: `promulgate drift` shows each passage, and can be told to fail. Where only formatting differs it is a
    /// note. For example:
    ///
    /// ```text
    /// en.md, version 2021-02-09    We answer within 60 days.
    /// en.md, version 2022-01-01    We answer within 30 days.
    /// ms.md, of version 2021-02-09 Kami menjawab dalam tempoh 60 hari.
    /// ```
    ///
    /// Way out: `promulgate drift POLICY --lang LANG`, follow each change, `promulgate reconcile`, then release the
    /// translation.
    TRANSLATION_BEHIND = "translation-behind", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some(report) = text.drift() else { return };
    let Some(subject) = &report.subject else { return };
    let counts = State::ALL.into_iter().filter(|state| *state != State::Current).map(|state| {
        let count = report.measured.count(state);
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let counts: Vec<String> = counts.flatten().collect();
    if counts.is_empty() {
        return;
    }
    let against = match subject.against {
        Against::Version(version) => format!("version `{}`", version.label),
        Against::Working => format!("the {WORKING} text"),
    };
    let mut finding = Finding::new(
        &TRANSLATION_BEHIND,
        text.text.translates_at.unwrap_or(Span::start_of(text.text.file)),
        format!("this translation is behind {against}: {}", counts.join(", ")),
        format!("`promulgate drift {} --lang {}` shows each passage", text.policy.folder, text.text.lang),
    );
    if report.measured.gravest() <= State::Minor {
        finding.severity = Severity::Note;
    }
    findings.push(finding);
}
