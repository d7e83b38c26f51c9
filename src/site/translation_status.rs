//! How the translations stand that readers are shown: those of what is in force and of what is announced next.

use std::collections::BTreeMap;

use crate::drift::{Against, Deferred, Report, Subject};
use crate::library::{Label, Library, PolicyId, Reading, Status, Timeline, Version, upcoming};
use crate::locale::Lang;
use crate::source::Sources;

/// What readers of a language are shown of a version, and how it stands to the text that controls.
#[derive(Debug)]
pub struct TranslationStatus<'a> {
    pub version: &'a Version,
    pub reading: Reading<'a>,
    /// How the translation stands; `None` where there is none.
    pub(super) measure: Option<Deferred<'a>>,
}

impl<'a> TranslationStatus<'a> {
    /// True if there is a translation.
    pub fn is_measured(&self) -> bool {
        self.measure.is_some()
    }

    /// How the translation stands, measured at the first question; `None` where there is none.
    pub fn report(&self) -> Option<&Report<'a>> {
        self.measure.as_ref().map(Deferred::report)
    }
}

/// By policy, language, and whether it is announced or in force.
pub type TranslationStatuses<'a> = BTreeMap<(PolicyId, Lang, bool), TranslationStatus<'a>>;

/// Every translation of what is in force or announced next.
pub fn translation_statuses<'a>(
    library: &'a Library,
    timelines: &[Timeline<'a>],
    sources: &'a Sources,
) -> TranslationStatuses<'a> {
    let translated = || library.config.languages.iter().filter(|lang| **lang != library.config.controlling);
    let mut wanted = Vec::new();
    for (id, _) in library.all() {
        let timeline = &timelines[id.0];
        let versions = [(false, timeline.in_force), (true, timeline.next())];
        for (is_upcoming, version) in versions {
            wanted.extend(
                version.into_iter().flat_map(|version| {
                    translated().map(move |lang| (id, lang.clone(), is_upcoming, version))
                }),
            );
        }
    }
    let status = |(id, lang, is_upcoming, version): (PolicyId, Lang, bool, &'a Version)| {
        let policy = library.policy(id);
        let reading = match is_upcoming {
            true => upcoming(version, &lang, &library.config.controlling, library.day)?,
            false => library.reading(policy, version, &lang, library.day)?,
        };
        let subject = reading
            .translation()
            .and_then(|text| Subject::of(library, policy, text, Against::Version(version)));
        let measure = subject.map(|subject| Deferred::new(subject, sources));
        Some(((id, lang, is_upcoming), TranslationStatus { version, reading, measure }))
    };
    wanted.into_iter().filter_map(status).collect()
}

/// By policy, version and language.
pub type Own<'a> = BTreeMap<(PolicyId, Label, Lang), Deferred<'a>>;

/// Every translation that readers are shown of a version, against the controlling text of that version.
pub fn own<'a>(library: &'a Library, sources: &'a Sources) -> Own<'a> {
    let controlling = &library.config.controlling;
    let mut own = Own::new();
    for (id, policy) in library.all() {
        for version in policy.versions.iter().filter(|version| version.stands(library.day)) {
            let languages = library.config.languages.iter().filter(|lang| *lang != controlling);
            let texts = languages.filter_map(|lang| version.text(lang, library.day));
            let subjects =
                texts.filter_map(|text| Subject::of(library, policy, text, Against::Version(version)));
            own.extend(subjects.map(|subject| {
                let key = (id, version.label.clone(), subject.text.lang.clone());
                (key, Deferred::new(subject, sources))
            }));
        }
    }
    own
}

/// True for a status whose translations are measured, and whether that is announced.
pub fn measured(status: Status) -> Option<bool> {
    match status {
        Status::InForce => Some(false),
        Status::Upcoming => Some(true),
        Status::Superseded | Status::Withdrawn | Status::Draft => None,
    }
}
