//! What a reader must know before reading a text.

use super::Renderer;
use super::frame::{day, in_language};
use super::view::{Notice, NoticeKind, Words};
use crate::library::{Address, Label, Page as PageOf, Policy, Reading, Status, Translates, Version};
use crate::site::{Article, Page};

impl Renderer<'_, '_> {
    pub(super) fn notices(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Vec<Notice> {
        let notices = [
            self.status_notice(page, article, policy),
            self.announcement(page, article, policy),
            self.end_notice(page, article),
            self.language_notice(page, article),
            self.revision_notice(page, article, policy),
        ];
        notices.into_iter().flatten().collect()
    }

    /// That the text is not what applies now, with a link to what does.
    fn status_notice(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<Notice> {
        let address = Address::of(self.site.library, policy, &page.lang, PageOf::InForce);
        let in_force = self.site.timeline(article.policy).in_force;
        let kind = match (article.status, in_force) {
            (Status::InForce, _) => return None,
            (Status::Superseded, Some(_)) => NoticeKind::Replaced,
            (Status::Superseded, None) => NoticeKind::Superseded,
            (Status::Withdrawn, _) => return self.withdrawal_notice(page, article, address),
            (Status::Upcoming, _) => NoticeKind::Upcoming,
            (Status::Draft, _) => NoticeKind::Draft,
        };
        let is_replaced = kind == NoticeKind::Replaced;
        let version = if is_replaced { in_force } else { article.version };
        let address = in_force.map(|_| address);
        let redline = article.version.filter(|_| is_replaced);
        let redline = redline.and_then(|version| self.redline_since(article.policy, version, &page.lang));
        Some(Notice { words: None, redline, ..self.version_notice(page, kind, address, version) })
    }

    /// That a version was taken back before it took effect, or that an addendum no longer applies.
    fn withdrawal_notice(&self, page: &Page<'_>, article: &Article<'_>, in_force: Address) -> Option<Notice> {
        let version = article.version?;
        let withdrawal = self.site.timeline(article.policy).withdrawal(version)?;
        let kind = match version.is_taken_back(self.site.library.day) {
            true => NoticeKind::Withdrawn,
            false => NoticeKind::Ended,
        };
        Some(Notice {
            day: Some(day(self.locales.get(&page.lang), withdrawal.effective)),
            words: Some(self.reason(&withdrawal.reason)),
            ..self.version_notice(page, kind, Some(in_force), Some(version))
        })
    }

    /// On a page that follows what is in force: that the next version is announced, with what is new in it.
    fn announcement(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<Notice> {
        let version = self.site.timeline(article.policy).next().filter(|_| article.live)?;
        let address = match policy.is_addendum() {
            true => PageOf::Version(version.label.clone()),
            false => PageOf::Upcoming,
        };
        let address = Address::of(self.site.library, policy, &page.lang, address);
        let redline = self.redline_to(article.policy, version, &page.lang);
        Some(Notice {
            redline,
            ..self.version_notice(page, NoticeKind::Announced, Some(address), Some(version))
        })
    }

    /// On a page that follows what is in force: that the addendum will end.
    fn end_notice(&self, page: &Page<'_>, article: &Article<'_>) -> Option<Notice> {
        let withdrawal = self.site.timeline(article.policy).will_end().filter(|_| article.live)?;
        Some(Notice {
            kind: NoticeKind::Ending,
            href: None,
            hreflang: None,
            version: None,
            day: Some(day(self.locales.get(&page.lang), withdrawal.effective)),
            words: Some(self.reason(&withdrawal.reason)),
            redline: None,
        })
    }

    /// A notice about a version, with its day and its summary, in the language of the page.
    fn version_notice(
        &self,
        page: &Page<'_>,
        kind: NoticeKind,
        address: Option<Address>,
        version: Option<&Version>,
    ) -> Notice {
        let locale = self.locales.get(&page.lang);
        let words: Option<Words> = version.and_then(|version| self.summary(version, &page.lang));
        let address = address.filter(|address| self.site.has(address));
        Notice {
            kind,
            href: address.map(|address| address.to_string()),
            hreflang: Some(page.lang.to_string()),
            version: version.map(|version| version.label.to_string()),
            day: version.map(|version| day(locale, version.effective)),
            words,
            redline: None,
        }
    }

    /// That the text is a translation, of this version or of an earlier one, or is not in the reader's language, with a
    /// link to the text that controls.
    fn language_notice(&self, page: &Page<'_>, article: &Article<'_>) -> Option<Notice> {
        let translated = match &article.reading.text().translates {
            Some(Translates::Version(label)) => Some(label),
            _ => None,
        };
        let behind = translated.filter(|label| article.asked.is_some_and(|asked| asked.label != **label));
        let (kind, version): (_, Option<&Label>) = match (article.reading, behind) {
            (Reading::Controlling(_), _) => return None,
            (Reading::Fallback(_), _) => (NoticeKind::Fallback, article.asked.map(|version| &version.label)),
            // How far it is behind, the page says itself.
            _ if self.site.report(page, article).is_some() => {
                (NoticeKind::Translation, article.asked.map(|version| &version.label))
            }
            // Some passages were brought up to a later text since.
            (_, Some(label)) if !article.reading.text().sync.reconciled.is_empty() => {
                (NoticeKind::Partly, Some(label))
            }
            (_, Some(label)) => (NoticeKind::Earlier, Some(label)),
            (Reading::Earlier { version, .. }, None) => (NoticeKind::Earlier, Some(&version.label)),
            (Reading::Translation(_), None) => {
                (NoticeKind::Translation, article.asked.map(|version| &version.label))
            }
        };
        let controlling = &self.site.library.config.controlling;
        let there = in_language(&page.address, controlling);
        Some(Notice {
            kind,
            href: self.site.has(&there).then(|| there.to_string()),
            hreflang: Some(controlling.to_string()),
            version: version.map(ToString::to_string),
            day: None,
            words: None,
            redline: None,
        })
    }

    /// On a permanent page: that a later revision of the translation is there.
    fn revision_notice(&self, page: &Page<'_>, article: &Article<'_>, policy: &Policy) -> Option<Notice> {
        let library = self.site.library;
        let text = article.reading.text();
        let newest = article.version?.text(&text.lang, library.day)?;
        let is_permanent = matches!(page.address.page(), Some(PageOf::Version(_) | PageOf::Revision(..)));
        if newest.revision == text.revision || !is_permanent {
            return None;
        }
        let address = PageOf::permanent(&article.version?.label, newest.revision);
        let address = Address::of(library, policy, &text.lang, address);
        Some(Notice {
            kind: NoticeKind::Revised,
            href: Some(address.to_string()),
            hreflang: Some(text.lang.to_string()),
            version: Some(article.version?.label.to_string()),
            day: newest.seal.map(|seal| day(self.locales.get(&page.lang), seal.released)),
            words: None,
            redline: None,
        })
    }
}
