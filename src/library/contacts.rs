//! Controllers and their addresses.

use std::sync::LazyLock;

use super::codes;
use super::localized::Localized;
use super::raw;
use crate::locale::Lang;
use crate::source::toml::{BAD_TOML, TomlReader};
use crate::source::{FileId, Finding, Findings, Sources, Span};

/// Who decides about personal information, by region.
#[derive(Debug)]
pub struct Contacts {
    pub file: FileId,
    /// True if the file is not valid TOML: what is missing in it may only be unread.
    pub is_broken: bool,
    pub controllers: Vec<Controller>,
}

/// One controller.
#[derive(Debug)]
pub struct Controller {
    pub id: String,
    pub region: Localized<String>,
    pub name: Localized<String>,
    /// The lines of the postal address.
    pub address: Localized<Vec<String>>,
    pub email: Option<String>,
    /// Its id.
    pub span: Span,
}

impl Contacts {
    /// The controller of that id, or all.
    pub fn called<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Controller> {
        self.controllers.iter().filter(move |controller| id.is_none_or(|wanted| controller.id == wanted))
    }
}

/// Reads a `contacts.toml`.
pub fn read(file: FileId, sources: &Sources, languages: &[Lang], findings: &mut Findings) -> Contacts {
    static READER: LazyLock<TomlReader<raw::Contacts>> = LazyLock::new(TomlReader::default);
    let before = findings.len();
    let raw = READER.read(file, &sources.get(file).text, 0, findings);
    let is_broken = findings.iter().skip(before).any(|finding| *finding.code == BAD_TOML);
    let mut contacts = Contacts { file, is_broken, controllers: Vec::new() };
    for entry in raw.controller {
        let span = Span::new(file, entry.range);
        let controller = entry.value;
        let Some(id) = controller.id else {
            findings.push(Finding::new(
                &codes::MISSING_KEY,
                span,
                "this controller has no `id`",
                "add a short name of your own, for example id = \"europe\"",
            ));
            continue;
        };
        let span = Span::new(file, id.range);
        if let Some(first) = contacts.controllers.iter().find(|controller| controller.id == id.value) {
            findings.push(codes::twice("controller", &id.value, span, first.span));
            continue;
        }
        contacts.controllers.push(Controller {
            span,
            id: id.value,
            region: Localized::of(controller.region, file, languages, findings),
            name: Localized::of(controller.name, file, languages, findings),
            address: Localized::of(controller.address, file, languages, findings),
            email: controller.email.map(|email| email.value),
        });
    }
    contacts
}
