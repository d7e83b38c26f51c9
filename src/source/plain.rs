//! Single files, read without a site around them.

use std::path::Path;
use std::sync::Arc;

use super::files::Sources;
use super::finding::{Checked, Findings};
use super::span::FileId;
use super::tree::{self, Tree};

/// Reads files that lie anywhere. One that cannot be read has a finding and no id.
pub fn read(paths: &[&Path]) -> Checked<(Sources, Vec<Option<FileId>>)> {
    let mut findings = Findings::new();
    let mut tree = Tree::default();
    let ids = paths
        .iter()
        .map(|path| {
            let name: Arc<str> = path.to_string_lossy().into();
            match tree::read_plain_file(path) {
                Ok(bytes) => tree::add_text(&mut tree, name, bytes, &mut findings),
                Err(fault) => {
                    findings.push(fault.finding(name));
                    None
                }
            }
        })
        .collect();
    Checked::new((tree.sources, ids), findings)
}
