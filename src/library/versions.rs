//! The versions of one policy, with what is asked of them by label, by language and by day.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::archive::{Archive, SealedAt};
use super::label::Label;
use super::reading::Reading;
use super::version::{Text, Version, Withdrawal};
use crate::locale::Lang;

/// The versions of one policy in order: by effective day, then by ledger. What is not entered there, which is a finding,
/// comes last, in an order that does not depend on the disk.
///
/// To be read they are a slice; they cannot be changed, so that the indexes always fit.
#[derive(Debug, Default)]
pub struct Versions {
    in_order: Vec<Version>,
    /// Where each label is.
    places: HashMap<Label, usize>,
    /// Which have a text in a language, in order.
    by_lang: BTreeMap<Lang, Vec<usize>>,
    /// Those with which an addendum ends, in the order of the days.
    endings: Vec<usize>,
    /// The sealed texts of each language, once somebody asks.
    archives: OnceLock<BTreeMap<Lang, Archive>>,
}

impl Versions {
    /// Puts versions in order.
    pub fn new(mut versions: Vec<Version>) -> Self {
        versions.sort_by(|a, b| {
            let entered = |version: &Version| version.entered.unwrap_or(usize::MAX);
            let key = |version: &Version| (version.effective, entered(version), version.released);
            key(a).cmp(&key(b)).then_with(|| a.label.cmp(&b.label))
        });
        let places =
            versions.iter().enumerate().map(|(place, version)| (version.label.clone(), place)).collect();
        Versions {
            places,
            by_lang: by_lang(&versions),
            endings: endings(&versions),
            archives: OnceLock::new(),
            in_order: versions,
        }
    }

    /// Returns the version with that label.
    pub fn find(&self, label: &Label) -> Option<&Version> {
        self.get(self.place(label)?)
    }

    /// Returns where the version with that label is.
    pub fn place(&self, label: &Label) -> Option<usize> {
        self.places.get(label).copied()
    }

    /// The versions that have a text in a language.
    pub fn in_language(&self, lang: &Lang) -> impl DoubleEndedIterator<Item = &Version> + Clone {
        self.by_lang.get(lang).into_iter().flatten().filter_map(|&place| self.get(place))
    }

    /// Returns the version in force on `day`, as far as it was known on the day `known`. None before the first one, and when an
    /// addendum has ended, until a version that takes effect on that day or later.
    ///
    /// Costs the logarithm of the number of versions, where not many are unknown.
    pub fn in_force(&self, day: Date, known: Date) -> Option<&Version> {
        self.in_force_among(day, known, |_| true)
    }

    /// Returns what will be in force from the day on which an announced version would be, if that is taken back.
    pub fn in_force_without(&self, version: &Version, known: Date) -> Option<&Version> {
        self.in_force_among(version.effective, known, |other| other.label != version.label)
    }

    fn in_force_among(&self, day: Date, known: Date, counts: impl Fn(&Version) -> bool) -> Option<&Version> {
        let end = self.ended(day, known).map(|withdrawal| withdrawal.effective);
        self.last_among(day, known, counts).filter(|version| end.is_none_or(|end| version.effective >= end))
    }

    /// Returns the last version that takes effect by `day`, whether it still applies or not.
    pub fn last_by(&self, day: Date, known: Date) -> Option<&Version> {
        self.last_among(day, known, |_| true)
    }

    fn last_among(&self, day: Date, known: Date, counts: impl Fn(&Version) -> bool) -> Option<&Version> {
        let past = self.partition_point(|version| version.effective <= day);
        self.get(..past)?.iter().rev().find(|version| version.stands(known) && counts(version))
    }

    /// The ends of an addendum, as far as they were known on the day `known`, in the order of their days.
    pub fn ends(&self, known: Date) -> impl DoubleEndedIterator<Item = &Withdrawal> {
        self.endings.iter().filter_map(move |&place| self.get(place)?.withdrawal(known))
    }

    /// Returns the last end of an addendum by `day`.
    pub fn ended(&self, day: Date, known: Date) -> Option<&Withdrawal> {
        self.ends(known).rev().find(|withdrawal| withdrawal.effective <= day)
    }

    /// The neighbours of a version among those that stand on the day `known`.
    pub fn neighbours(&self, version: &Version, known: Date) -> (Option<&Version>, Option<&Version>) {
        let Some(place) = self.place(&version.label) else { return (None, None) };
        let (before, after) = (self.get(..place), self.get(place + 1..));
        let stands = |version: &&Version| version.stands(known);
        (before.unwrap_or_default().iter().rev().find(stands), after.unwrap_or_default().iter().find(stands))
    }

    /// Returns what a reader of `lang` is shown for `version`: the newest revision in its folder; else the newest in an earlier
    /// version's; else the controlling text. Never a later version's text, and nothing that was published after the day
    /// `known`.
    ///
    /// None if the version has no controlling text, which is a finding.
    pub fn reading<'a>(
        &'a self,
        version: &'a Version,
        lang: &Lang,
        controlling: &Lang,
        known: Date,
    ) -> Option<Reading<'a>> {
        if lang == controlling {
            return version.first(lang).map(Reading::Controlling);
        }
        if let Some(text) = version.text(lang, known) {
            return Some(Reading::Translation(text));
        }
        let mut earlier = self.earlier_with_text(version, lang, known);
        match earlier.find_map(|version| Some((version.text(lang, known)?, version))) {
            Some((text, version)) => Some(Reading::Earlier { text, version }),
            None => version.first(controlling).map(Reading::Fallback),
        }
    }

    /// The versions before `version` that have a text in `lang` and stand, the newest first: where a translation may be found
    /// that `version` lacks.
    fn earlier_with_text(
        &self,
        version: &Version,
        lang: &Lang,
        known: Date,
    ) -> impl Iterator<Item = &Version> {
        let place = self.place(&version.label).unwrap_or(0);
        let with_text = self.by_lang.get(lang).map(Vec::as_slice).unwrap_or_default();
        let before = with_text.get(..with_text.partition_point(|&other| other < place)).unwrap_or_default();
        let versions = before.iter().rev().filter_map(|&place| self.get(place));
        versions.filter(move |version| version.stands(known))
    }

    /// Returns by block of a translation the sealed text of its language since which every one has had its words, up to those that were
    /// known on `day`. `None` for words that are new, or that people judged anew.
    pub fn unchanged_since(&self, translation: &Text, day: Date) -> Vec<Option<&Text>> {
        let Some(archive) = self.archive(&translation.lang) else {
            return vec![None; translation.document.blocks.len()];
        };
        let since = archive.unchanged_since(&self.in_order, translation, day).into_iter();
        since.map(|at| at.and_then(|at| self.sealed(&translation.lang, at))).collect()
    }

    /// Returns the text of a language that was sealed last, as far as it was known on `day`.
    pub fn newest_sealed(&self, lang: &Lang, day: Date) -> Option<&Text> {
        self.sealed(lang, self.archive(lang)?.newest(day)?)
    }

    fn archive(&self, lang: &Lang) -> Option<&Archive> {
        let archives = self.archives.get_or_init(|| {
            let languages = self.by_lang.keys();
            languages.map(|lang| (lang.clone(), Archive::of(&self.in_order, lang))).collect()
        });
        archives.get(lang)
    }

    fn sealed(&self, lang: &Lang, at: SealedAt) -> Option<&Text> {
        self.get(at.version)?.texts.get(lang)?.get(at.number)
    }

    /// Returns a text, so that its directives can be filled in. Revisions count from 0 here.
    pub(super) fn text_mut(&mut self, place: usize, lang: &Lang, revision: usize) -> Option<&mut Text> {
        self.in_order.get_mut(place)?.texts.get_mut(lang)?.get_mut(revision)
    }
}

impl Deref for Versions {
    type Target = [Version];

    fn deref(&self) -> &[Version] {
        &self.in_order
    }
}

impl<'a> IntoIterator for &'a Versions {
    type Item = &'a Version;
    type IntoIter = std::slice::Iter<'a, Version>;

    fn into_iter(self) -> Self::IntoIter {
        self.in_order.iter()
    }
}

fn by_lang(versions: &[Version]) -> BTreeMap<Lang, Vec<usize>> {
    let mut by_lang: BTreeMap<Lang, Vec<usize>> = BTreeMap::new();
    for (place, version) in versions.iter().enumerate() {
        for lang in version.texts.keys() {
            by_lang.entry(lang.clone()).or_default().push(place);
        }
    }
    by_lang
}

fn endings(versions: &[Version]) -> Vec<usize> {
    let day = |place: usize| versions.get(place)?.withdrawn.as_ref().map(|withdrawal| withdrawal.effective);
    let is_ending = |&place: &usize| day(place) > versions.get(place).map(|version| version.effective);
    let mut endings: Vec<usize> = (0..versions.len()).filter(is_ending).collect();
    endings.sort_by_key(|&place| day(place));
    endings
}
