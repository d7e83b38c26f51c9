//! What reading a policy needs, and what came of it so far.

use std::collections::HashMap;

use super::config::Config;
use super::{codes, raw};
use crate::markdown::Document;
use crate::source::{FileId, Finding, Findings, Place, Severity, Tree};

/// What is needed to read one policy.
pub struct PolicyReader<'a> {
    pub config: &'a Config,
    pub tree: &'a Tree,
    /// Every text of the site, parsed; each is taken out once.
    pub texts: HashMap<FileId, ParsedText>,
    pub findings: Findings,
}

/// A text before anybody knows what it is for.
pub struct ParsedText {
    pub front: Option<raw::FrontMatter>,
    pub document: Document,
    pub findings: Findings,
}

impl PolicyReader<'_> {
    /// Reports a folder without a text in the controlling language, unless that is there but could not be read.
    pub fn report_missing_controlling(&mut self, folder: &str, what: &str, severity: Severity) {
        let controlling = &self.config.controlling;
        let path = format!("{folder}/{controlling}.md");
        if self.tree.unread.contains_key(path.as_str()) {
            return;
        }
        let finding = Finding::new(
            &codes::MISSING_CONTROLLING_TEXT,
            Place::Path(path.as_str().into()),
            format!("{what} has no text in the controlling language `{controlling}`"),
            format!("add {path}"),
        );
        self.findings.push(Finding { severity, ..finding });
    }
}
