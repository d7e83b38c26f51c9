//! What stands around the blocks of a redline: lists, quotes and tables, opened and closed as the blocks need it.

use std::collections::HashMap;

use super::writer::{BodyWriter, Key, Open, Table, TablePart};
use crate::markdown::{Alignment, BlockKind, Container, DirectiveKind, Structure};
use crate::redline::Redline;
use crate::render::escape::{push_attribute, push_escaped};
use crate::render::html::{CONTACT_COLUMNS, COOKIE_COLUMNS};
use crate::render::redline::fold::Unit;

/// By container of the old text: the one of the new text that it became.
pub fn counterparts(redline: &Redline<'_>) -> HashMap<usize, usize> {
    let mut counterparts = HashMap::new();
    for change in redline.changes.iter().filter(|change| change.moved.is_none()) {
        let (Some(old), Some(new)) = (change.old, change.new) else { continue };
        let around = redline.old_structure.around(old.into()).zip(redline.new_structure.around(new.into()));
        for (old, new) in around {
            let container = |structure: &Structure<'_>, at: usize| {
                structure.nodes.get(at).map(|node| std::mem::discriminant(node.container))
            };
            let same = container(&redline.old_structure, old) == container(&redline.new_structure, new);
            if !same || counterparts.contains_key(&old) {
                break;
            }
            counterparts.insert(old, new);
        }
    }
    counterparts
}

impl<'c> BodyWriter<'c> {
    /// Closes and opens what is around a block, so that it stands where it does in its text.
    pub fn enter(&mut self, block: usize, is_new: bool, kind: BlockKind) {
        let redline = self.look.redline;
        let structure = if is_new { &redline.new_structure } else { &redline.old_structure };
        let mut around: Vec<usize> = structure.around(block).collect();
        around.reverse();
        let mut path = Vec::with_capacity(around.len());
        let mut is_shared = true;
        for at in around {
            let counterpart = self.counterparts.get(&at).copied().filter(|_| is_shared);
            let key = match (is_new, counterpart) {
                (true, _) => Key::New(at),
                (false, Some(new)) => Key::New(new),
                (false, None) => Key::Old(at),
            };
            is_shared &= matches!(key, Key::New(_));
            path.push(key);
        }
        let same = self.open.iter().zip(&path).take_while(|(open, key)| open.key == **key).count();
        self.close_to(same);
        if same == 0 {
            self.end_unit();
        }
        for key in path.into_iter().skip(same) {
            self.open(key);
        }
        self.enter_part(kind);
    }

    /// Opens the head or the body of a table. A head behind a body begins another table.
    pub fn enter_part(&mut self, kind: BlockKind) {
        let part = match kind {
            BlockKind::TableHead => TablePart::Head,
            BlockKind::TableRow => TablePart::Body,
            _ => return,
        };
        let Some(Open { key, table: Some(table), .. }) = self.open.last_mut() else { return };
        let key = *key;
        match (table.part, part) {
            (from, to) if from == to => {}
            (TablePart::Body, TablePart::Head) => {
                self.close_to(self.open.len() - 1);
                self.open(key);
                self.enter_part(kind);
            }
            (from, to) => {
                table.part = to;
                let closing = if from == TablePart::Head { "</thead>\n" } else { "" };
                let opening = if to == TablePart::Head { "<thead>\n" } else { "<tbody>\n" };
                self.html.push_str(closing);
                self.html.push_str(opening);
            }
        }
    }

    fn open(&mut self, key: Key) {
        let redline = self.look.redline;
        let (structure, at) = match key {
            Key::New(at) => (&redline.new_structure, at),
            Key::Old(at) => (&redline.old_structure, at),
        };
        let Some(node) = structure.nodes.get(at) else { return };
        let goes_on = !self.begun.insert(key);
        let mut table = None;
        let closing = match node.container {
            Container::List(None) => self.tag("<ul>\n", "</ul>\n"),
            Container::List(Some(_)) => self.tag("<ol>\n", "</ol>\n"),
            Container::Item => {
                let list = node.parent.and_then(|list| structure.nodes.get(list));
                self.html.push_str("<li");
                if let Some(Container::List(Some(first))) = list.map(|list| list.container) {
                    push_attribute(&mut self.html, "value", &first.saturating_add(node.number).to_string());
                }
                self.tag(if goes_on { " class=\"goes-on\">" } else { ">" }, "</li>\n")
            }
            Container::Quote => self.tag("<blockquote>\n", "</blockquote>\n"),
            // A term and what defines it can be parted here, which `<dl>` does not allow.
            Container::DefinitionList => self.tag("<div class=\"definitions\">\n", "</div>\n"),
            Container::Definition => self.tag("<div class=\"definition\">", "</div>\n"),
            Container::Footnote(_) => self.tag("<div class=\"footnote\">\n", "</div>\n"),
            Container::Table(alignments) => {
                table = Some(Table { alignments: alignments.to_vec(), ..Table::default() });
                self.open_table("table")
            }
            Container::Entries(directive) => {
                let (class, keys): (_, &[&str]) = match directive.kind {
                    DirectiveKind::Addenda => ("addenda", &[]),
                    DirectiveKind::Cookies { .. } => ("cookies", COOKIE_COLUMNS),
                    DirectiveKind::Contacts { .. } => ("contacts", CONTACT_COLUMNS),
                };
                if keys.is_empty() {
                    self.tag("<ul class=\"register addenda\">\n", "</ul>\n")
                } else {
                    let closing = self.open_table(&format!("table register {class}"));
                    table = Some(self.register_head(class, keys));
                    closing
                }
            }
        };
        self.open.push(Open { key, closing, table });
    }

    fn tag(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.html.push_str(opening);
        closing
    }

    fn open_table(&mut self, class: &str) -> &'static str {
        self.html.push_str("<div");
        push_attribute(&mut self.html, "class", class);
        self.html.push_str(" role=\"group\" tabindex=\"0\"");
        self.push_page_lang();
        push_attribute(&mut self.html, "aria-label", &self.look.locale.text("table-region", &[]));
        self.html.push_str("><table");
        push_attribute(&mut self.html, "lang", self.look.text_locale.lang.as_str());
        self.html.push_str(">\n");
        "</table></div>\n"
    }

    /// The head of a register is the program's own, and no block of the text.
    fn register_head(&mut self, class: &str, keys: &[&str]) -> Table {
        let text = |key: &str| self.look.text_locale.text(key, &[]);
        let names: Vec<String> = keys.iter().map(|key| text(key)).collect();
        let caption = text(&format!("{class}-caption"));
        self.html.push_str("<caption>");
        push_escaped(&mut self.html, &caption);
        self.html.push_str("</caption>\n<thead>\n<tr>");
        for name in &names {
            self.html.push_str("<th scope=\"col\">");
            push_escaped(&mut self.html, name);
            self.html.push_str("</th>");
        }
        self.html.push_str("</tr>\n");
        Table { part: TablePart::Head, alignments: vec![Alignment::None; names.len()], names }
    }

    pub fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            match open.table.map(|table| table.part) {
                Some(TablePart::Head) => self.html.push_str("</thead>\n"),
                Some(TablePart::Body) => self.html.push_str("</tbody>\n"),
                _ => {}
            }
            self.html.push_str(open.closing);
            let container = self.container(open.key);
            self.settle(container);
        }
        self.settle(None);
    }

    fn container(&self, key: Key) -> Option<&'c Container> {
        let redline = self.look.redline;
        let node = match key {
            Key::New(at) => redline.new_structure.nodes.get(at),
            Key::Old(at) => redline.old_structure.nodes.get(at),
        };
        node.map(|node| node.container)
    }

    /// Notes what the unit holds that is being written.
    pub fn unit(&mut self, changed: bool, is_heading: bool) {
        if self.units.is_empty() {
            self.units.push(Unit::default());
        }
        if let Some(unit) = self.units.last_mut() {
            unit.changed |= changed;
            unit.is_heading |= is_heading;
            unit.passages += 1;
        }
    }

    pub fn end_unit(&mut self) {
        if let Some(unit) = self.units.last_mut().filter(|unit| unit.passages > 0) {
            unit.html = std::mem::take(&mut self.html);
            self.units.push(Unit::default());
        }
    }

    pub fn is_in_entries(&self) -> bool {
        let container = self.open.last().and_then(|open| self.container(open.key));
        matches!(container, Some(Container::Entries(_)))
    }
}
