//! What the page of a redline shows beside the text: how much changed, where, and a list of the changes.

use super::body::{Look, body};
use super::inline::WordWriter;
use super::items::{self, items};
use super::kind_name;
use crate::locale::Locale;
use crate::redline::{ByChange, Redline, Summary};
use crate::render::html::Drift;
use crate::render::resolve::Targets;
use crate::render::view::{self, ListedChange, TouchedSection};

/// What is needed to show a redline.
pub struct Texts<'c> {
    pub redline: &'c Redline<'c>,
    /// Where the links of the old and of the new text lead.
    pub targets: [&'c dyn Targets; 2],
    /// The strings of the page's language, and of the texts'.
    pub locale: &'c Locale,
    pub text_locale: &'c Locale,
    /// Of translations, by change: true if the controlling text of the passage is the same in both versions. Else empty.
    pub source_unchanged: ByChange<bool>,
    /// Of translations: what the new one does not say of what the controlling text changed.
    pub drift: Option<Drift>,
}

/// The view of a redline.
pub fn view(texts: &Texts<'_>) -> view::Redline {
    let redline = texts.redline;
    let summary = Summary::of(redline);
    let (items, item_of) = items(redline, texts.targets);
    let words = WordWriter::new(redline, texts.targets, texts.locale);
    let look = Look {
        redline,
        words,
        items: &items,
        item_of: &item_of,
        locale: texts.locale,
        text_locale: texts.text_locale,
        drift: texts.drift.as_ref(),
    };
    // An item has the passages of several changes.
    let mut unchanged = vec![!texts.source_unchanged.is_empty(); items.len()];
    for (item, is_unchanged) in item_of.iter().zip(&texts.source_unchanged) {
        if let Some(item) = *item {
            unchanged[item] &= is_unchanged;
        }
    }
    let section = |id: &String| {
        let is_there = redline.new.section(id).is_some();
        let document = if is_there { redline.new } else { redline.old };
        TouchedSection { heading: items::heading(document, id), id: is_there.then(|| id.clone()) }
    };
    view::Redline {
        lang: texts.text_locale.lang.to_string(),
        dir: texts.text_locale.direction(),
        inserted: summary.inserted,
        deleted: summary.deleted,
        sections: summary.sections.iter().map(section).collect(),
        body: body(&look),
        changes: items
            .iter()
            .zip(unchanged)
            .enumerate()
            .map(|(at, (item, source_unchanged))| ListedChange {
                number: at + 1,
                kind: kind_name(item.kind),
                heading: item.heading.clone(),
                passages: item.passages,
                inserted: item.inserted,
                deleted: item.deleted,
                taken_out: item.taken_out.clone(),
                added: item.added.clone(),
                source_unchanged,
            })
            .collect(),
    }
}
