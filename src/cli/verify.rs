//! `promulgate verify`.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::Outcome;
use super::common::{RootArgument, count};
use super::findings::FormatArgument;
use crate::publish::folder;
use crate::publish::verify::Verified;
use crate::source::{Secretless, any_error};

/// Verify a built or a published site against its manifest and its ledgers
///
/// A folder, or the address of a site as readers see it: `promulgate verify https://policies.example.com`. Every file must
/// be there with the bytes that manifest.json says, the ledgers' chains must hold, and every sealed text must be what was
/// sealed.
///
/// Ends with 0 if all is as it should be, 1 if something is not, 2 if there is no manifest that could be read.
#[derive(Debug, Args)]
pub struct Verify {
    /// A folder, or an address that begins with https:// [default: public in the site's folder]
    #[arg(value_name = "DIR|URL")]
    site: Option<String>,
    #[command(flatten)]
    root: RootArgument,
    /// How many files of an address may be asked for at once
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    #[command(flatten)]
    format: FormatArgument,
}

impl Verify {
    /// # Errors
    /// If there is nothing that could be verified.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let (verified, name) = match &self.site {
            Some(address) if is_address(address) => {
                (served(address, self.jobs, self.format)?, Secretless(address).to_string())
            }
            // Of another scheme: no folder either, as a rule.
            Some(name) if name.contains("://") => {
                bail!("{} is no folder, and no address that begins with https://", Secretless(name));
            }
            Some(folder) => (folder::verify(Path::new(folder))?, folder.clone()),
            None => {
                let folder: PathBuf = self.root.find()?.join("public");
                (folder::verify(&folder)?, folder.display().to_string())
            }
        };
        if self.format.is_for_programs() {
            self.format.print(&verified.findings, &verified.sources);
            return Ok(if any_error(&verified.findings) { Outcome::Gate } else { Outcome::Done });
        }
        if !verified.findings.is_empty() {
            self.format.print(&verified.findings, &verified.sources);
        }
        for note in &verified.notes {
            super::report(note);
        }
        if any_error(&verified.findings) {
            super::say(format_args!("{name} is not as it was built"));
            return Ok(Outcome::Gate);
        }
        let files = count(verified.manifest.files.len(), "file", "files");
        super::report(format_args!("{name} is as it was built: {files}"));
        Ok(Outcome::Done)
    }
}

fn is_address(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

#[cfg(feature = "publish")]
fn served(address: &str, jobs: u8, format: FormatArgument) -> anyhow::Result<Verified> {
    use super::progress::Steps;
    let steps = if format.is_for_programs() { Steps::of_work() } else { Steps::listed() };
    Ok(crate::publish::web::verify(address, usize::from(jobs), &steps)?)
}

#[cfg(not(feature = "publish"))]
fn served(_: &str, _: u8, _: FormatArgument) -> anyhow::Result<Verified> {
    bail!("this promulgate was built without the feature `publish`, so it can verify folders only")
}
