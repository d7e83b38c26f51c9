//! Tables: those of a text, and the registers.

use super::{Open, Writer};
use crate::markdown::{Alignment, Block, BlockKind, cells, plain_text};
use crate::render::escape::{push_attribute, push_escaped};

/// The heads of the columns of the registers, as interface strings.
pub const COOKIE_COLUMNS: &[&str] =
    &["cookies-name", "cookies-provider", "cookies-purpose", "cookies-kind", "cookies-duration"];
pub const CONTACT_COLUMNS: &[&str] =
    &["contacts-region", "contacts-name", "contacts-address", "contacts-email"];

/// A column of a table: how it is set and what its head says.
pub struct Column {
    pub alignment: Alignment,
    pub name: String,
}

impl Writer<'_, '_> {
    pub(super) fn open_table(&mut self, class: &str, columns: Vec<Column>) {
        self.html.push_str("<div");
        push_attribute(&mut self.html, "class", class);
        self.html.push_str(" role=\"group\" tabindex=\"0\"");
        self.push_page_lang();
        push_attribute(&mut self.html, "aria-label", &self.context.locale.text("table-region", &[]));
        self.html.push_str("><table");
        if self.context.locale.lang != self.context.text_locale.lang {
            push_attribute(&mut self.html, "lang", self.context.text_locale.lang.as_str());
        }
        self.html.push_str(">\n");
        self.open.push(Open::Table { columns, in_body: false });
    }

    /// A table whose head is the program's own, and no block of the text.
    pub(super) fn open_register(&mut self, class: &str, keys: &[&str]) {
        let columns: Vec<Column> = keys
            .iter()
            .map(|key| Column { alignment: Alignment::None, name: self.context.text_locale.text(key, &[]) })
            .collect();
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        self.open_table(&format!("table register {class}"), columns);
        self.html.push_str("<caption>");
        push_escaped(&mut self.html, &self.context.text_locale.text(&format!("{class}-caption"), &[]));
        self.html.push_str("</caption>\n<thead><tr>");
        for name in names {
            self.html.push_str("<th scope=\"col\">");
            push_escaped(&mut self.html, &name);
            self.html.push_str("</th>");
        }
        self.html.push_str("</tr></thead>\n");
    }

    pub(super) fn row(&mut self, index: usize, block: &Block) {
        let head = block.kind == BlockKind::TableHead;
        let Some(Open::Table { columns, in_body }) = self.open.last_mut() else { return };
        if head {
            for (column, cell) in columns.iter_mut().zip(cells(&block.inlines)) {
                column.name = plain_text(cell);
            }
        }
        let opens_body = !head && !std::mem::replace(in_body, !head);
        let heads: Vec<(Alignment, String)> =
            columns.iter().map(|column| (column.alignment, column.name.clone())).collect();
        let width = heads.len();
        self.html.push_str(match (head, opens_body) {
            (true, _) => "<thead><tr",
            (false, true) => "<tbody>\n<tr",
            (false, false) => "<tr",
        });
        self.push_passage(index, block);
        self.html.push('>');
        let mut details = self.details_of(index);
        let count = cells(&block.inlines).count();
        for (at, (cell, (alignment, name))) in cells(&block.inlines).zip(heads).enumerate() {
            self.html.push_str(if head { "<th scope=\"col\"" } else { "<td" });
            if let Some(class) = align_class(alignment) {
                push_attribute(&mut self.html, "class", class);
            }
            if !head && !name.is_empty() {
                push_attribute(&mut self.html, "data-label", &name);
            }
            self.html.push('>');
            if at == 0 {
                self.push_label(index);
            }
            self.inline.cell(&mut self.html, block, cell);
            if at + 1 == count.min(width) {
                self.html.push_str(&std::mem::take(&mut details));
            }
            self.html.push_str(if head { "</th>" } else { "</td>" });
        }
        self.html.push_str(if head { "</tr></thead>\n" } else { "</tr>\n" });
    }

    /// The columns of the table in which a row stands, as its head names them.
    pub(super) fn columns_of(&self, row: usize) -> Vec<Column> {
        let blocks = self.context.document.blocks.get(..row).unwrap_or_default();
        let head = blocks.iter().rev().find(|block| block.kind == BlockKind::TableHead);
        let names = head.map(|head| cells(&head.inlines).map(plain_text).collect::<Vec<_>>());
        let names = names.unwrap_or_default().into_iter();
        names.map(|name| Column { alignment: Alignment::None, name }).collect()
    }

    /// Rows that another text has between those of this one, which are written already.
    pub(super) fn foreign_rows(&mut self, rows: &str) {
        let Some(Open::Table { in_body, .. }) = self.open.last_mut() else { return };
        if !std::mem::replace(in_body, true) {
            self.html.push_str("<tbody>\n");
        }
        self.html.push_str(rows);
    }
}

/// How the cells of a column are set, for the stylesheet.
pub fn align_class(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some("align-start"),
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-end"),
    }
}
