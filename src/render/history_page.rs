//! The page of all versions of a policy.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::frame::day;
use super::view::{
    Applied, EventKind, HistoryEntry, HistoryPage, PageLink, SealedText, TimelineDay, TimelineEvent,
    WithdrawalView,
};
use super::{Renderer, web};
use crate::library::{Address, Page as PageOf, Policy, PolicyId, Status, Text, Version};
use crate::site::Page;
use crate::site::copies::{ledger_path, markdown_path};

impl Renderer<'_, '_> {
    pub(super) fn history_page(&self, page: &Page<'_>, id: PolicyId) -> HistoryPage {
        let library = self.site.library;
        let policy = library.policy(id);
        let timeline = self.site.timeline(id);
        let newest = timeline.in_force.or_else(|| timeline.newest_first().next());
        let (text, lang) = self.title_of(id, newest, &page.lang);
        let in_force = Address::of(library, policy, &page.lang, PageOf::InForce);
        let address = if self.site.has(&in_force) { &in_force } else { &page.address };
        HistoryPage {
            policy: PageLink {
                href: address.to_string(),
                text,
                lang: lang.to_string(),
                current: *address == page.address,
            },
            versions: timeline.newest_first().map(|version| self.history_entry(page, id, version)).collect(),
            timeline: self.consolidated(page, id),
            ledger: policy.ledger().known(library.day).map(|_| format!("/{}", ledger_path(library, policy))),
            feed: self.data_address(id, &page.lang, web::FEED),
        }
    }

    fn history_entry<'a>(&'a self, page: &Page<'_>, id: PolicyId, version: &'a Version) -> HistoryEntry {
        let library = self.site.library;
        let locale = self.locales.get(&page.lang);
        let texts = library.config.languages.iter().filter_map(|lang| version.texts.get(lang)).flatten();
        let timeline = self.site.timeline(id);
        let ending = timeline.will_end().filter(|_| timeline.status(version) == Status::InForce);
        let withdrawal = timeline.withdrawal(version).or(ending);
        HistoryEntry {
            version: self.version_link(id, version, page),
            is_first: timeline.is_first(version),
            never_applied: version.is_taken_back(library.day),
            applied: timeline.applies(version).map(|(from, until)| Applied {
                from: from.to_string(),
                until: until.map(|until| day(locale, until)),
                is_over: until.is_some_and(|until| until <= library.day),
            }),
            material: timeline.is_material_change(version),
            summary: self.summary(version, &page.lang),
            redline: self.redline_to(id, version, &page.lang),
            redline_since: self.redline_since(id, version, &page.lang),
            texts: texts
                .filter_map(|text| self.sealed_text(page, library.policy(id), version, text))
                .collect(),
            withdrawal: withdrawal.map(|withdrawal| WithdrawalView {
                day: day(locale, withdrawal.effective),
                reason: self.reason(&withdrawal.reason),
            }),
        }
    }

    /// A text as it was sealed. `None` for one that is not known on the day.
    pub(super) fn sealed_text(
        &self,
        page: &Page<'_>,
        policy: &Policy,
        version: &Version,
        text: &Text,
    ) -> Option<SealedText> {
        let library = self.site.library;
        let seal = text.seal.filter(|_| text.is_known(library.day))?;
        let entry = policy.ledger().entries.get(seal.entry?)?;
        let own = PageOf::permanent(&version.label, text.revision);
        Some(SealedText {
            name: self.locales.get(&text.lang).text("language-name", &[]),
            lang: text.lang.to_string(),
            revision: text.revision,
            released: day(self.locales.get(&page.lang), seal.released),
            href: Address::of(library, policy, &text.lang, own).to_string(),
            markdown: format!("/{}", markdown_path(library, policy, version, text)),
            sha256: entry.record.sha256.to_string(),
        })
    }

    /// What a policy and its addenda say together: which of them changed on which day, the newest first. Nothing for a
    /// policy without addenda.
    fn consolidated(&self, page: &Page<'_>, id: PolicyId) -> Vec<TimelineDay> {
        let library = self.site.library;
        let addenda: Vec<PolicyId> = library.addenda(id).map(|(addendum, _)| addendum).collect();
        let mut days: BTreeMap<Date, Vec<TimelineEvent>> = BTreeMap::new();
        for part in std::iter::once(id).chain(addenda.iter().copied()) {
            let timeline = self.site.timeline(part);
            for version in timeline.newest_first().filter(|version| version.stands(library.day)) {
                // Of two versions of one day only the one that applies took effect.
                if library
                    .policy(part)
                    .versions()
                    .in_force(version.effective, library.day)
                    .is_none_or(|applies| applies.label != version.label)
                {
                    continue;
                }
                let is_ahead = version.effective > library.day;
                let kind = if is_ahead { EventKind::Upcoming } else { EventKind::Effective };
                let event = self.event(page, part, version, kind);
                days.entry(version.effective).or_default().push(event);
            }
            for (end, last) in timeline.ends() {
                days.entry(end).or_default().push(self.event(page, part, last, EventKind::Ended));
            }
        }
        if addenda.iter().all(|addendum| self.site.timeline(*addendum).newest_first().next().is_none()) {
            return Vec::new();
        }
        let locale = self.locales.get(&page.lang);
        days.into_iter().rev().map(|(date, events)| TimelineDay { day: day(locale, date), events }).collect()
    }

    fn event(&self, page: &Page<'_>, id: PolicyId, version: &Version, kind: EventKind) -> TimelineEvent {
        let library = self.site.library;
        let label = version.label.clone();
        let address = Address::of(library, library.policy(id), &page.lang, PageOf::Version(label));
        TimelineEvent {
            link: self.policy_link(id, version, &address, page),
            version: version.label.to_string(),
            kind,
        }
    }
}
