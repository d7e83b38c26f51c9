//! The pages about drift: both texts side by side, and how every translation stands.

use std::collections::BTreeSet;

use super::Renderer;
use super::drift::{Shown, message};
use super::frame::day;
use super::html::{Context, Shape, passages};
use super::redline;
use super::resolve::article_prefix;
use super::view::{
    BilingualPage, BilingualRow, BilingualText, DriftBanner, PageLink, StateCount, StatusPage, StatusPassage,
    StatusPolicy, StatusText, Words,
};
use crate::drift::{Current, Judgement, Report, State, is_unsure};
use crate::library::{Address, Page as PageOf, PolicyId, Status, Text, Translates};
use crate::locale::Lang;
use crate::markdown::{Block, BlockKind, Document, TOP};
use crate::redline::{BlockIdx, Role};
use crate::site::{Article, Page, TranslationStatus};

impl Renderer<'_, '_> {
    /// What readers of a translation must know of its drift; `None` if it has none.
    pub(super) fn drift_banner(
        &self,
        page: &Page<'_>,
        article: &Article<'_>,
        report: &Report<'_>,
    ) -> Option<DriftBanner> {
        let measured = &report.measured;
        let (behind, minor) = (report.behind().count(), measured.count(State::Minor));
        let library = self.site.library;
        (behind > 0).then(|| DriftBanner {
            gravest: measured.gravest().name(),
            translated: translated(article.reading.text()),
            version: article.asked.map(|version| version.label.to_string()),
            passages: behind - minor,
            minor,
            critical: measured.count(State::Critical),
            missing: measured.count(State::Missing),
            language: self.locales.name_of(library.config.controlling.as_str(), self.locales.get(&page.lang)),
        })
    }

    /// The page with both texts, seen from one of a translation of the same version.
    pub(super) fn bilingual_link(&self, page: &Page<'_>, article: &Article<'_>) -> Option<String> {
        let policy = self.site.library.policy(article.policy);
        let address = Address::of(self.site.library, policy, &page.lang, PageOf::Bilingual);
        let is_of_this = match article.status {
            Status::InForce => true,
            Status::Upcoming => self.site.translation_status(article.policy, &page.lang, false).is_none(),
            _ => false,
        };
        (is_of_this && self.site.report(page, article).is_some() && self.site.has(&address))
            .then(|| address.to_string())
    }

    /// Both texts, passage by passage.
    pub(super) fn bilingual_page(&self, page: &Page<'_>, article: &Article<'_>) -> Option<BilingualPage> {
        let library = self.site.library;
        let report = self.site.report(page, article)?;
        let controlling = self.controlling_article(article)?;
        let (title, title_lang) = self.title_of(article.policy, article.version, &page.lang);
        let of = if article.status == Status::Upcoming { PageOf::Upcoming } else { PageOf::InForce };
        let text = |text: &Article<'_>, version: Option<String>| {
            let lang = &text.reading.text().lang;
            let address = Address::of(library, library.policy(article.policy), lang, of.clone());
            BilingualText {
                lang: lang.to_string(),
                dir: self.locales.get(lang).direction(),
                name: self.language_of(text, page),
                version,
                href: self.site.has(&address).then(|| address.to_string()),
            }
        };
        let translation = text(article, translated(article.reading.text()));
        Some(BilingualPage {
            policy: PageLink {
                href: translation.href.clone().unwrap_or_else(|| page.address.to_string()),
                text: title,
                lang: title_lang.to_string(),
                current: translation.href.is_none(),
            },
            drift: self.drift_banner(page, article, report),
            rows: self.rows(page, article, &controlling, report),
            controlling: text(&controlling, article.asked.map(|version| version.label.to_string())),
            translation,
        })
    }

    fn rows(
        &self,
        page: &Page<'_>,
        article: &Article<'_>,
        controlling: &Article<'_>,
        report: &Report<'_>,
    ) -> Vec<BilingualRow> {
        let measured = &report.measured;
        // Both have the same ids.
        let texts = [(measured.translation, article, ""), (measured.current(), controlling, "controlling.")];
        let [here, there] = texts.map(|(document, text, prefix)| Context {
            document,
            links: self.controlling_links(page, text, prefix),
            locale: self.locales.get(&page.lang),
            text_locale: self.locales.get(&text.reading.text().lang),
            controlling: None,
            drift: None,
            foreign: None,
        });
        let marks = self.marks(page, &Shown::all(report, ""), controlling);
        let row = |group: Vec<&Judgement>| {
            let judgement = group.first().copied()?;
            let mark = judgement.translation.last().and_then(|at| marks.get(at));
            let is_behind = judgement.state != State::Current;
            let translation = group.iter().flat_map(|judgement| &judgement.translation);
            let current = group.iter().flat_map(|judgement| &judgement.current);
            Some(BilingualRow {
                state: judgement.state.name(),
                message: is_behind.then(|| message(judgement)),
                unsure: judgement.state != State::Unbound && is_unsure(judgement),
                translation: side(&here, translation),
                controlling: side(&there, current),
                details: mark.map(|mark| mark.details.clone()),
            })
        };
        grouped(report).into_iter().filter_map(row).collect()
    }

    /// How every translation of what is in force or announced stands.
    pub(super) fn status_page(&self, page: &Page<'_>) -> StatusPage {
        let library = self.site.library;
        let policies = library.all().filter_map(|(id, policy)| {
            let timeline = self.site.timeline(id);
            let version = timeline.in_force.or(timeline.next())?;
            let address = Address::of(library, policy, &page.lang, PageOf::History);
            let texts = library.config.languages.iter().flat_map(|lang| {
                [false, true].into_iter().filter_map(move |is_upcoming| {
                    let status = self.site.translation_status(id, lang, is_upcoming)?;
                    Some(self.status_text(page, id, is_upcoming, lang, status))
                })
            });
            Some(StatusPolicy {
                link: self.policy_link(id, version, &address, page),
                folder: policy.folder.to_string(),
                texts: texts.collect(),
            })
        });
        let policies: Vec<StatusPolicy> = policies.collect();
        let unsure = policies.iter().flat_map(|policy| &policy.texts).any(|text| !text.unsure.is_empty());
        StatusPage { policies, unsure }
    }

    fn status_text(
        &self,
        page: &Page<'_>,
        id: PolicyId,
        is_upcoming: bool,
        lang: &Lang,
        status: &TranslationStatus<'_>,
    ) -> StatusText {
        let library = self.site.library;
        let policy = library.policy(id);
        let locale = self.locales.get(&page.lang);
        let shown = match (policy.is_addendum(), is_upcoming) {
            // An addendum that is announced has its permanent page only.
            (true, true) => PageOf::Version(status.version.label.clone()),
            (false, true) => PageOf::Upcoming,
            (_, false) => PageOf::InForce,
        };
        // On the page for a jurisdiction the addendum stands behind its policy.
        let prefix = if shown == PageOf::InForce { article_prefix(policy) } else { String::new() };
        let href = Address::of(library, policy, lang, shown).to_string();
        let sections = format!("{href}#{prefix}");
        let report = status.report();
        let behind: Vec<&Judgement> = report.map(|report| report.behind().collect()).unwrap_or_default();
        let since = behind.iter().filter_map(|judgement| report?.since(judgement));
        let since = since.map(|version| version.effective).min().filter(|day| *day <= library.day);
        let text = status.reading.translation();
        let counts = State::ALL.into_iter().filter_map(|state| {
            let count = report?.measured.count(state);
            (count > 0).then(|| StateCount { state: state.name(), count })
        });
        let listed = |judgements: &[&Judgement]| {
            let report = report.into_iter();
            let passages =
                report.flat_map(|report| judgements.iter().map(|one| passage(report, one, &sections)));
            passages.collect::<Vec<StatusPassage>>()
        };
        let unsure: Vec<&Judgement> =
            report.map(|report| report.measured.unsure().collect()).unwrap_or_default();
        StatusText {
            lang: lang.to_string(),
            name: self.locales.name_of(lang.as_str(), locale),
            status: if is_upcoming { Status::Upcoming } else { Status::InForce }.name(),
            version: status.version.label.to_string(),
            effective: day(locale, status.version.effective),
            translated: text.and_then(translated),
            revision: text.map(|text| text.revision),
            gravest: report.map_or(State::Missing, |report| report.measured.gravest()).name(),
            counts: counts.collect(),
            since: since.map(|since| day(locale, since)),
            days: since.map(|since| (library.day - since).get_days()),
            passages: listed(&behind),
            matched: report.map_or(0, |report| report.measured.with_counterpart().count()),
            unsure: listed(&unsure),
            href,
        }
    }
}

/// Blocks of one of the two texts.
fn side<'b, R: Role>(context: &Context<'_>, blocks: impl Iterator<Item = &'b BlockIdx<R>>) -> String {
    let blocks: BTreeSet<usize> = blocks.copied().map(usize::from).collect();
    passages(context, &blocks, Shape::Blocks)
}

/// The version that a translation says it translates.
fn translated(text: &Text) -> Option<String> {
    match &text.translates {
        Some(Translates::Version(label)) => Some(label.to_string()),
        _ => None,
    }
}

/// The passages in the order of the controlling text; what only the translation has, behind what stands before it there.
fn in_order<'r>(report: &'r Report<'_>) -> Vec<&'r Judgement> {
    let mut last = None;
    let mut placed: Vec<(Option<BlockIdx<Current>>, &Judgement)> = Vec::new();
    for judgement in &report.measured.judgements {
        let place = judgement.current.first().copied().or(last);
        placed.push((place, judgement));
        last = place;
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, judgement)| judgement).collect()
}

/// Each by itself, but rows of a table that are current together, and sure: their table is aligned by them already.
fn grouped<'r>(report: &'r Report<'_>) -> Vec<Vec<&'r Judgement>> {
    let blocks = report.measured.translation_blocks();
    let is_row = |judgement: &Judgement| {
        let kind = judgement.translation.first().map(|at| blocks[*at].kind);
        matches!(kind, Some(BlockKind::TableHead | BlockKind::TableRow))
    };
    let goes_on = |last: &Judgement, next: &Judgement| {
        let is_next = last.translation.last().map(|at| at.next()) == next.translation.first().copied();
        let begins = next.translation.first().is_some_and(|at| blocks[*at].kind == BlockKind::TableHead);
        let is_plain = |judgement: &Judgement| judgement.state == State::Current && !is_unsure(judgement);
        let are_plain = is_plain(last) && is_plain(next);
        is_next && !begins && are_plain && is_row(last) && is_row(next)
    };
    let mut groups: Vec<Vec<&Judgement>> = Vec::new();
    for judgement in in_order(report) {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| goes_on(last, judgement)) => group.push(judgement),
            _ => groups.push(vec![judgement]),
        }
    }
    groups
}

/// A passage of a text of which `sections` is the address of a section but for its id.
fn passage(report: &Report<'_>, judgement: &Judgement, sections: &str) -> StatusPassage {
    let measured = &report.measured;
    let section = |document: &Document, block: &Block| document.sections[block.section].id.to_string();
    let own = judgement.translation.first().map(|at| &measured.translation_blocks()[*at]);
    let own = own.map(|block| section(measured.translation, block));
    let own_lang = report.subject.as_ref().map(|subject| subject.text.lang.to_string());
    let (id, document, lang) = match own.zip(own_lang) {
        Some((id, lang)) => (id, measured.translation, lang),
        None => {
            let theirs = judgement.current.first().map(|at| &measured.current_blocks()[*at]);
            let id = theirs.map_or(TOP.to_owned(), |block| section(measured.current(), block));
            (id, measured.current(), measured.controlling.clone())
        }
    };
    StatusPassage {
        state: judgement.state.name(),
        name: measured.passage(judgement).unwrap_or_default(),
        heading: Words { text: redline::heading(document, &id), lang },
        href: format!("{sections}{id}"),
    }
}
