use rayon::prelude::*;

use crate::drift::{Against, Report, State, Subject};
use crate::library::{Library, Policy, Text, WORKING};
use crate::source::{Finding, Findings, Severity, Sources, Span};

crate::codes! {
    /// Passages of a translation no longer say what the controlling text says.
    ///
    /// Its readers are told so, with what changed; but they would rather read it in their language. Nothing stops for it here:
    /// `promulgate drift` shows each passage and is the gate. Where only formatting differs it is a note.
    ///
    /// Way out: `promulgate drift POLICY --lang LANG`, follow each change, `promulgate reconcile`, then release the translation.
    TRANSLATION_BEHIND = "translation-behind", Warning;
}

pub fn check(library: &Library, sources: &Sources, findings: &mut Findings) {
    let texts = library
        .policies
        .iter()
        .flat_map(|policy| policy.working.texts.values().map(move |text| (policy, text)));
    let texts: Vec<(&Policy, &Text)> = texts.collect();
    findings.par_extend(
        texts.into_par_iter().filter_map(|(policy, text)| of_text(library, policy, text, sources)),
    );
}

fn of_text(library: &Library, policy: &Policy, text: &Text, sources: &Sources) -> Option<Finding> {
    let report = Report::of(Subject::working(library, policy, text)?, sources);
    let measured = &report.measured;
    let counts = State::ALL.into_iter().filter(|state| *state != State::Current).map(|state| {
        let count = measured.count(state);
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let counts: Vec<String> = counts.flatten().collect();
    let against = match report.subject.as_ref()?.against {
        Against::Version(version) => format!("version `{}`", version.label),
        Against::Working => format!("the {WORKING} text"),
    };
    let mut finding = Finding::new(
        &TRANSLATION_BEHIND,
        text.translates_at.unwrap_or(Span::start_of(text.file)),
        format!("this translation is behind {against}: {}", counts.join(", ")),
        format!("`promulgate drift {} --lang {}` shows each passage", policy.folder, text.lang),
    );
    if measured.gravest() <= State::Minor {
        finding.severity = Severity::Note;
    }
    (!counts.is_empty()).then_some(finding)
}
