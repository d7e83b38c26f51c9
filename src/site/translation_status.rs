//! How the translations stand that readers are shown: those of what is in force and of what is announced next.

use std::collections::BTreeMap;

use crate::drift::{Against, Deferred, Report, Subject};
use crate::library::{Label, Library, Policy, Reading, Status, Text, Timeline, Version, upcoming};
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

/// By language, and whether it is announced or in force.
pub type TranslationStatuses<'a> = BTreeMap<(Lang, bool), TranslationStatus<'a>>;

/// Every translation of what is in force or announced next of a policy.
pub fn translation_statuses<'a>(
    library: &'a Library,
    policy: &'a Policy,
    timeline: &Timeline<'a>,
    sources: &'a Sources,
) -> TranslationStatuses<'a> {
    let versions = [(false, timeline.in_force), (true, timeline.next())];
    let wanted = versions.into_iter().filter_map(|(is_upcoming, version)| Some((is_upcoming, version?)));
    let wanted = wanted
        .flat_map(|(is_upcoming, version)| translated(library).map(move |lang| (lang, is_upcoming, version)));
    let status = |(lang, is_upcoming, version): (&Lang, bool, &'a Version)| {
        let reading = match is_upcoming {
            true => upcoming(version, lang, &library.config.controlling, library.day)?,
            false => library.reading(policy, version, lang, library.day)?,
        };
        let subject = reading
            .translation()
            .and_then(|text| Subject::of(library, policy, text, Against::Version(version)));
        let measure = subject.map(|subject| Deferred::new(subject, sources));
        Some(((lang.clone(), is_upcoming), TranslationStatus { version, reading, measure }))
    };
    wanted.filter_map(status).collect()
}

/// The languages into which texts are translated.
fn translated(library: &Library) -> impl Iterator<Item = &Lang> {
    library.config.languages.iter().filter(|lang| **lang != library.config.controlling)
}

/// By version and language.
pub type Own<'a> = BTreeMap<(Label, Lang), Deferred<'a>>;

/// Every translation that readers are shown of a version of a policy, against the controlling text of that version.
pub fn own<'a>(library: &'a Library, policy: &'a Policy, sources: &'a Sources) -> Own<'a> {
    let mut own = Own::new();
    for version in policy.versions().iter().filter(|version| version.stands(library.day)) {
        let texts = translated(library).filter_map(|lang| version.text(lang, library.day));
        let subjects = texts.filter_map(|text| Subject::of(library, policy, text, Against::Version(version)));
        own.extend(subjects.map(|subject| {
            let key = (version.label.clone(), subject.text.lang.clone());
            (key, Deferred::new(subject, sources))
        }));
    }
    own
}

/// How the working translations of a policy stand to the working text.
pub fn drafted<'a>(
    library: &'a Library,
    policy: &'a Policy,
    sources: &'a Sources,
) -> BTreeMap<Lang, Deferred<'a>> {
    let measure = |text: &'a Text| {
        let subject = Subject::of(library, policy, text, Against::Working)?;
        Some((text.lang.clone(), Deferred::new(subject, sources)))
    };
    policy.working().values().filter_map(measure).collect()
}

/// True for a status whose translations are measured, and whether that is announced.
pub fn measured(status: Status) -> Option<bool> {
    match status {
        Status::InForce => Some(false),
        Status::Upcoming => Some(true),
        Status::Superseded | Status::Withdrawn | Status::Draft => None,
    }
}
