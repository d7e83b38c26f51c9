//! Drift on the page of a translation: marks, and what it lacks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::drift::{Current, Judgement, Measured, Reason, Report, State, Translation};
use crate::library::Reading;
use crate::locale::Locale;
use crate::markdown::{Block, BlockKind};
use crate::redline::BlockIdx;
use crate::render::Renderer;
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::html::{Context, Drift, Foreign, Mark, Missing, Shape, passages};
use crate::render::redline::{WordWriter, passage};
use crate::render::resolve::Links;
use crate::site::{Article, Page};

/// What a page shows of the drift of a translation.
pub struct Shown<'s> {
    pub report: &'s Report<'s>,
    /// Those of its passages that are shown to be behind.
    pub judgements: Vec<&'s Judgement>,
    /// What stands before the ids of the page.
    pub prefix: &'s str,
    /// True on the page of a redline: its headings stand lower, and of what is missing it shows what became of it.
    pub is_redline: bool,
}

impl<'s> Shown<'s> {
    /// Everything that is behind, on the page of the text.
    pub fn all(report: &'s Report<'s>, prefix: &'s str) -> Self {
        Shown { report, judgements: report.behind().collect(), prefix, is_redline: false }
    }
}

impl Renderer<'_, '_> {
    /// What a page shows of the drift of a translation, given with the controlling text.
    pub(in crate::render) fn drift(
        &self,
        page: &Page<'_>,
        shown: &Shown<'_>,
        texts: [&Article<'_>; 2],
    ) -> Drift {
        let [_, controlling] = texts;
        let marks = self.marks(page, shown, controlling).into_iter();
        Drift {
            marks: marks.map(|(at, mark)| (at.into(), mark)).collect(),
            missing: self.missing(page, shown, texts),
        }
    }

    /// By block of a translation that is behind: how it stands.
    pub(in crate::render) fn marks(
        &self,
        page: &Page<'_>,
        shown: &Shown<'_>,
        controlling: &Article<'_>,
    ) -> HashMap<BlockIdx<Translation>, Mark> {
        let links = self.controlling_links(page, controlling, shown.prefix);
        let writer = self.mark_writer(page, shown, controlling, &links);
        let mut marks = HashMap::new();
        for judgement in &shown.judgements {
            let Some((last, others)) = judgement.translation.split_last() else { continue };
            let state = judgement.state;
            marks.extend(others.iter().map(|at| (*at, Mark { state, details: String::new() })));
            marks.insert(*last, Mark { state, details: writer.details(judgement, message(judgement)) });
        }
        marks
    }

    fn mark_writer<'w>(
        &'w self,
        page: &Page<'_>,
        shown: &'w Shown<'_>,
        controlling: &Article<'_>,
        links: &'w Links<'w>,
    ) -> MarkWriter<'w> {
        MarkWriter {
            measured: &shown.report.measured,
            locale: self.locales.get(&page.lang),
            controlling: self.locales.get(&controlling.reading.text().lang),
            language: self.language_of(controlling, page),
            links,
        }
    }

    pub(in crate::render) fn controlling_links<'l>(
        &'l self,
        page: &'l Page<'_>,
        controlling: &'l Article<'_>,
        prefix: &'l str,
    ) -> Links<'l> {
        Links {
            site: self.site.map(),
            sources: &self.tree.sources,
            article: controlling,
            lang: &page.lang,
            prefix,
        }
    }

    /// What the translation lacks, in the order and in the lists and tables of the controlling text.
    fn missing(
        &self,
        page: &Page<'_>,
        shown: &Shown<'_>,
        [translation, controlling]: [&Article<'_>; 2],
    ) -> HashMap<Option<usize>, Missing> {
        let measured = &shown.report.measured;
        let mut by_place: BTreeMap<Option<BlockIdx<Translation>>, Vec<&Judgement>> = BTreeMap::new();
        let missing = shown.judgements.iter().filter(|judgement| judgement.state == State::Missing);
        missing.for_each(|judgement| by_place.entry(measured.before(judgement)).or_default().push(judgement));
        let (document, lang) = (measured.current(), &controlling.reading.text().lang);
        let locale = self.locales.get(&page.lang);
        let text_locale = self.locales.get(lang);
        let label = locale.text("label", &[("label", &locale.text("drift-mark-missing", &[]))]);
        let links = self.controlling_links(page, controlling, shown.prefix);
        let writer = self.mark_writer(page, shown, controlling, &links);
        let missing = |(place, judgements): (Option<BlockIdx<Translation>>, Vec<&Judgement>)| {
            let current: BTreeSet<BlockIdx<Current>> =
                judgements.iter().flat_map(|judgement| &judgement.current).copied().collect();
            let before = place.map(|at| &measured.translation_blocks()[at]);
            let inside: Vec<&Block> = current.iter().map(|at| &measured.current_blocks()[*at]).collect();
            let blocks: BTreeSet<usize> = current.into_iter().map(usize::from).collect();
            // What is new has no other words than those that are shown.
            let had = judgements.iter().filter(|judgement| shown.is_redline && !judgement.base.is_empty());
            let became: String =
                had.map(|judgement| writer.details(judgement, "compare-controlling")).collect();
            let shape = if became.is_empty() { shape(before, &inside) } else { Shape::Blocks };
            let context = Context {
                document,
                links: self.controlling_links(page, controlling, shown.prefix),
                locale,
                text_locale,
                controlling: self.controlling(page, translation).filter(|_| !shown.is_redline),
                drift: None,
                foreign: Some(Foreign {
                    lang: lang.as_str(),
                    dir: text_locale.direction(),
                    missing: &blocks,
                    label: if shape == Shape::Blocks { "" } else { &label },
                    is_lower: shown.is_redline,
                    home: measured.translation,
                }),
            };
            let html = passages(&context, &blocks, shape);
            let html = match shape {
                Shape::Blocks => self.framed(&(html + &became), locale, text_locale),
                Shape::Rows | Shape::Items => html,
            };
            (place.map(usize::from), Missing { shape, html })
        };
        by_place.into_iter().map(missing).collect()
    }

    /// Says that what follows is not translated.
    fn framed(&self, html: &str, locale: &Locale, text_locale: &Locale) -> String {
        let language = self.locales.name_of(text_locale.lang.as_str(), locale);
        let mut framed = "<div class=\"missing\"><p class=\"missing-label\"".to_owned();
        push_attribute(&mut framed, "lang", locale.lang.as_str());
        framed.push('>');
        push_escaped(&mut framed, &locale.text("drift-not-translated", &[("language", &language)]));
        framed.push_str("</p>\n<div");
        push_attribute(&mut framed, "lang", text_locale.lang.as_str());
        push_attribute(&mut framed, "dir", text_locale.direction());
        framed.push_str(">\n");
        framed + html + "</div></div>\n"
    }

    /// What the language of a text is called in that of the page.
    pub(in crate::render) fn language_of(&self, article: &Article<'_>, page: &Page<'_>) -> String {
        self.locales.name_of(article.reading.text().lang.as_str(), self.locales.get(&page.lang))
    }

    /// The controlling text of a version, or the working text, as an article of its own.
    pub(in crate::render) fn controlling_article<'b>(&'b self, article: &Article<'b>) -> Option<Article<'b>> {
        let library = self.site.library;
        let lang = &library.config.controlling;
        let version = article.asked;
        let text = match version {
            Some(version) => version.first(lang)?,
            None => library.policy(article.policy).working().get(lang)?,
        };
        Some(Article {
            policy: article.policy,
            version,
            asked: version,
            reading: Reading::Controlling(text),
            status: article.status,
            live: article.live,
        })
    }
}

/// Where passages can be put behind a block.
fn shape(before: Option<&Block>, inside: &[&Block]) -> Shape {
    let Some(before) = before else { return Shape::Blocks };
    let all = |kind: BlockKind| inside.iter().all(|block| block.kind == kind && block.depth == before.depth);
    match before.kind {
        BlockKind::TableHead | BlockKind::TableRow if all(BlockKind::TableRow) => Shape::Rows,
        BlockKind::ListItem if all(BlockKind::ListItem) => Shape::Items,
        _ => Shape::Blocks,
    }
}

/// Writes what is behind a mark.
struct MarkWriter<'m> {
    measured: &'m Measured<'m>,
    /// Of the page, and of the controlling text.
    locale: &'m Locale,
    controlling: &'m Locale,
    /// What the controlling language is called.
    language: String,
    links: &'m Links<'m>,
}

impl MarkWriter<'_> {
    /// That a passage drifted, as the string of that name says it, and what became of the controlling text, folded.
    fn details(&self, judgement: &Judgement, message: &str) -> String {
        let locale = self.locale;
        let mut html = "<details class=\"drift\"".to_owned();
        push_attribute(&mut html, "data-state", judgement.state.name());
        push_attribute(&mut html, "lang", locale.lang.as_str());
        push_attribute(&mut html, "dir", locale.direction());
        html.push_str("><summary>");
        push_escaped(&mut html, &locale.text(message, &[("language", &self.language)]));
        html.push_str("</summary>\n<div class=\"drift-redline\"");
        push_attribute(&mut html, "lang", self.controlling.lang.as_str());
        push_attribute(&mut html, "dir", self.controlling.direction());
        html.push_str(">\n");
        let redline = self.measured.redline(judgement);
        let writer = WordWriter::new(redline, [self.links, self.links], self.controlling);
        let mut is_empty = true;
        for change in judgement.changes(redline) {
            html.push_str("<p>");
            html.push_str(&passage(&writer, change));
            html.push_str("</p>\n");
            is_empty = false;
        }
        if is_empty {
            html.push_str("<p");
            push_attribute(&mut html, "lang", locale.lang.as_str());
            html.push('>');
            push_escaped(&mut html, &locale.text("drift-nothing-there", &[("language", &self.language)]));
            html.push_str("</p>\n");
        }
        html + "</div></details>\n"
    }
}

/// The message that says how a passage stands.
pub fn message(judgement: &Judgement) -> &'static str {
    match judgement.state {
        State::Minor if judgement.reasons.contains(&Reason::Moved) => "drift-mark-moved",
        State::Minor => "drift-mark-minor",
        State::Stale | State::Current => "drift-mark-stale",
        State::Orphan => "drift-mark-orphan",
        State::Unbound => "drift-mark-unbound",
        State::Missing => "drift-mark-missing",
        State::Critical if judgement.is_orphan() => "drift-mark-removed",
        State::Critical => "drift-mark-critical",
    }
}
