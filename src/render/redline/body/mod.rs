//! A redline as HTML: both texts in one, in the lists and tables of the new one.

mod containers;
mod lacks;
mod writer;

use std::collections::{HashMap, HashSet};

use containers::counterparts;
use lacks::last_changes;
pub use writer::Look;
use writer::{BodyWriter, Open};

use super::fold::folded;
use super::inline::ChangedWords;
use super::{ChangedCell, changed_cells, changed_links, kind_name};
use crate::markdown::{Alignment, Block, BlockKind, Document, Link, is_good_id};
use crate::redline::{Change, ChangeIdx, Departure, Joint, Kind, MoveIdx};
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::resolve::Targets;

/// Writes the redline. What did not change is folded, but for what stands beside a change.
pub fn body(look: &Look<'_>) -> String {
    let mut writer = BodyWriter {
        look,
        counterparts: counterparts(look.redline),
        arrivals: arrivals(look),
        open: Vec::new(),
        begun: HashSet::new(),
        named: HashSet::new(),
        html: String::new(),
        units: Vec::new(),
        last_changes: if look.drift.is_some() { last_changes(look.redline) } else { HashMap::new() },
        is_last: false,
        waiting: Vec::new(),
    };
    writer.begin();
    let mut departures = look.redline.departures.iter().peekable();
    for (at, change) in look.redline.changes.iter_enumerated() {
        while let Some(departure) = departures.next_if(|departure| departure.before <= at) {
            writer.departure(departure);
        }
        writer.change(at, change);
    }
    departures.for_each(|departure| writer.departure(departure));
    writer.close_to(0);
    writer.end_unit();
    folded(writer.units, look.locale)
}

fn arrivals(look: &Look<'_>) -> HashMap<MoveIdx, usize> {
    let changes = look.redline.changes.iter().zip(look.item_of);
    changes.filter_map(|(change, item)| Some((change.moved?, (*item)?))).collect()
}

impl<'c> BodyWriter<'c> {
    fn change(&mut self, at: ChangeIdx, change: &'c Change) {
        let redline = self.look.redline;
        let (block, index, is_new) = match (change.new, change.old) {
            (Some(new), _) => (&redline.new_blocks()[new], new.into(), true),
            (None, Some(old)) => (&redline.old_blocks()[old], old.into(), false),
            (None, None) => return,
        };
        self.enter(index, is_new, block.kind);
        let item = self.look.item_of[at];
        self.is_last = change.new.is_some_and(|new| self.last_changes.get(&new) == Some(&at));
        let is_marked = self.mark(change).is_some();
        self.unit(change.kind != Kind::Kept || is_marked, matches!(block.kind, BlockKind::Heading(_)));
        self.block(change, block, item, is_new);
        self.lacks_behind(change);
    }

    /// The place from which blocks moved, with a link to where they are now.
    fn departure(&mut self, departure: &Departure) {
        let redline = self.look.redline;
        let Some(&item) = self.arrivals.get(&departure.moved) else { return };
        let block = &redline.old_blocks()[departure.old];
        let kind = match block.kind {
            kind @ (BlockKind::TableHead | BlockKind::TableRow) => kind,
            _ => BlockKind::Paragraph,
        };
        self.enter(departure.old.into(), false, kind);
        self.unit(true, false);
        let columns = self.open.last().and_then(|open| open.table.as_ref());
        let columns = columns.map_or(1, |table| table.alignments.len().max(1));
        let (opening, closing) = match kind {
            BlockKind::TableHead => (format!("<tr><th colspan=\"{columns}\""), "</th></tr>\n"),
            BlockKind::TableRow => (format!("<tr><td colspan=\"{columns}\""), "</td></tr>\n"),
            _ if self.is_in_entries() => ("<li".to_owned(), "</li>\n"),
            _ => ("<p".to_owned(), "</p>\n"),
        };
        self.html.push_str(&opening);
        self.html.push_str(" class=\"departure\"");
        self.push_page_lang();
        self.html.push('>');
        self.html.push_str(&format!("<a href=\"#change.{}\">", item + 1));
        let number = (item + 1).to_string();
        push_escaped(&mut self.html, &self.look.locale.text("redline-moved-away", &[("number", &number)]));
        self.html.push_str("</a>");
        self.html.push_str(closing);
    }

    /// Marks an element whose words are in the page's language, where the text is in another.
    fn push_page_lang(&mut self) {
        if self.look.locale.lang != self.look.text_locale.lang {
            push_attribute(&mut self.html, "lang", self.look.locale.lang.as_str());
        }
    }

    fn block(&mut self, change: &Change, block: &Block, item: Option<usize>, is_new: bool) {
        let redline = self.look.redline;
        let document = if is_new { redline.new } else { redline.old };
        match block.kind {
            BlockKind::TableHead | BlockKind::TableRow => self.row(change, block, item, document),
            BlockKind::Heading(level) => {
                let level = (level.max(2) + 1).min(6);
                let id = document.sections.get(block.section).map(|section| section.id.to_string());
                // Another id could be one of the page's own.
                let id = id.filter(|id| is_new && is_good_id(id));
                self.element(change, block, item, document, (&format!("h{level}"), id));
            }
            BlockKind::Code => self.element(change, block, item, document, ("pre", None)),
            BlockKind::ListItem if self.is_in_entries() => {
                self.element(change, block, item, document, ("li", None));
            }
            _ => self.element(change, block, item, document, ("p", None)),
        }
    }

    fn element(
        &mut self,
        change: &Change,
        block: &Block,
        item: Option<usize>,
        document: &Document,
        (tag, id): (&str, Option<String>),
    ) {
        self.html.push_str(&format!("<{tag}"));
        if let Some(id) = id {
            push_attribute(&mut self.html, "id", &id);
        }
        self.push_block_attributes(change, block, document);
        if tag == "pre" {
            self.html.push_str(" tabindex=\"0\"");
        }
        self.html.push('>');
        let begins = self.anchor(item);
        let words = ChangedWords::of(self.look.redline, change);
        let mut writer = self.look.words.of(change, &words);
        match change.pieces.as_slice() {
            [] => writer.write_wordless(&mut self.html),
            pieces => writer.write(&mut self.html, pieces),
        }
        // Beside such an element no paragraph can stand.
        let is_outer = tag == "li";
        if is_outer {
            self.remarks(change, "span", begins);
            self.push_details(change);
        }
        self.html.push_str(&format!("</{tag}>\n"));
        if !is_outer {
            self.remarks(change, "p", begins);
            self.push_details(change);
        }
    }

    fn push_block_attributes(&mut self, change: &Change, block: &Block, document: &Document) {
        push_attribute(&mut self.html, "data-block", &document.address(block));
        if change.kind != Kind::Kept {
            push_attribute(&mut self.html, "data-change", kind_name(change.kind));
        }
        if let Some(mark) = self.mark(change) {
            push_attribute(&mut self.html, "data-drift", mark.state.name());
        }
    }

    /// The number of a change where it begins, which leads to the next one. True if it is written here.
    fn anchor(&mut self, item: Option<usize>) -> bool {
        let Some(item) = item.filter(|item| self.named.insert(*item)) else { return false };
        let Some(kind) = self.look.items.get(item).map(|item| item.kind) else { return false };
        let locale = self.look.locale;
        let (number, of) = ((item + 1).to_string(), self.look.items.len().to_string());
        let kind = locale.text(&format!("redline-kind-{}", kind_name(kind)), &[]);
        let is_last = item + 1 == self.look.items.len();
        let key = if is_last { "redline-change-last" } else { "redline-change" };
        let label = locale.text(key, &[("number", &number), ("of", &of), ("kind", &kind)]);
        self.html.push_str("<a class=\"change\"");
        push_attribute(&mut self.html, "id", &format!("change.{number}"));
        let next = if is_last { "redline.changes".to_owned() } else { format!("change.{}", item + 2) };
        push_attribute(&mut self.html, "href", &format!("#{next}"));
        self.push_page_lang();
        push_attribute(&mut self.html, "aria-label", &label);
        push_attribute(&mut self.html, "data-number", &number);
        self.html.push_str("></a>");
        true
    }

    fn row(&mut self, change: &Change, block: &Block, item: Option<usize>, document: &Document) {
        let is_head = block.kind == BlockKind::TableHead;
        let by_cell = changed_cells(self.look.redline, change);
        let Some(Open { table: Some(table), .. }) = self.open.last_mut() else { return };
        if is_head {
            let text = |cell: &ChangedCell| -> String {
                cell.pieces.iter().map(|piece| self.look.redline.words(change, piece)).collect()
            };
            table.names = by_cell.iter().map(text).collect();
        }
        let columns: Vec<(Alignment, String)> = (0..by_cell.len())
            .map(|at| {
                let alignment = table.alignments.get(at).copied().unwrap_or(Alignment::None);
                (alignment, table.names.get(at).cloned().unwrap_or_default())
            })
            .collect();
        self.html.push_str("<tr");
        self.push_block_attributes(change, block, document);
        self.html.push('>');
        let last = by_cell.len().saturating_sub(1);
        let mut begins = false;
        let words = ChangedWords::of(self.look.redline, change);
        let mut writer = self.look.words.of(change, &words);
        for (at, (cell, (alignment, name))) in by_cell.iter().zip(columns).enumerate() {
            self.html.push_str(if is_head { "<th scope=\"col\"" } else { "<td" });
            if let Some(class) = crate::render::html::align_class(alignment) {
                push_attribute(&mut self.html, "class", class);
            }
            if !is_head && !name.is_empty() {
                push_attribute(&mut self.html, "data-label", &name);
            }
            self.html.push('>');
            if at == 0 {
                begins = self.anchor(item);
            }
            match (cell.pieces.as_slice(), &cell.new) {
                ([], Some(place)) => writer.write_wordless_cell(&mut self.html, place),
                (pieces, _) => writer.write(&mut self.html, pieces),
            }
            if at == last {
                self.remarks(change, "span", begins);
                self.push_details(change);
            }
            self.html.push_str(if is_head { "</th>" } else { "</td>" });
        }
        self.html.push_str("</tr>\n");
    }

    /// That a link has another target than before.
    fn relinked(&self, old: Option<&Link>, new: Option<&Link>) -> Option<String> {
        let locale = self.look.locale;
        let [old_targets, new_targets] = self.look.words.targets;
        let name = |targets: &dyn Targets, link: &Link| match targets.resolve(link).label {
            Some(label) if !label.words.is_empty() => label.words,
            _ => link.destination.to_string(),
        };
        let written = |link: &Link| link.destination.to_string();
        let mut names = (old.map(|link| name(old_targets, link)), new.map(|link| name(new_targets, link)));
        // Where both are called the same, only their addresses tell them apart.
        if names.0 == names.1 {
            names = (old.map(written), new.map(written));
        }
        match (names.0.as_deref(), names.1.as_deref()) {
            (Some(old), Some(new)) => Some(locale.text("redline-target", &[("old", old), ("new", new)])),
            (Some(old), None) => Some(locale.text("redline-target-removed", &[("target", old)])),
            (None, Some(new)) => Some(locale.text("redline-target-added", &[("target", new)])),
            (None, None) => None,
        }
    }

    /// What the marks do not say, behind the block.
    fn remarks(&mut self, change: &Change, tag: &str, begins: bool) {
        let locale = self.look.locale;
        let redline = self.look.redline;
        let mut remarks: Vec<String> = Vec::new();
        if change.moved.is_some() && begins {
            remarks.push(locale.text("redline-moved-here", &[]));
        }
        remarks.extend(change.joint.filter(|_| begins).map(|joint| {
            let key = if joint == Joint::Split { "redline-split" } else { "redline-merged" };
            locale.text(key, &[])
        }));
        let links = changed_links(redline, change);
        if change.reformatted && links.is_empty() && change.joint.is_none() {
            remarks.push(locale.text("redline-reformatted", &[]));
        }
        remarks.extend(links.into_iter().filter_map(|(old, new)| self.relinked(old, new)));
        if remarks.is_empty() {
            return;
        }
        self.html.push_str(&format!("<{tag} class=\"remark\""));
        self.push_page_lang();
        self.html.push('>');
        push_escaped(&mut self.html, &remarks.join(&locale.text("between-sentences", &[])));
        self.html.push_str(&format!("</{tag}>\n"));
    }
}
