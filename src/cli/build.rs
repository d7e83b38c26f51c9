//! `promulgate build`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::common::{DayArgument, RootArgument, print_findings, print_found};
use crate::Built;
use crate::source::fingerprint::{self, Fingerprint};

/// Build the whole site into a folder
#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// The folder to build into [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show the working texts as well, as a preview that is not to be published
    #[arg(long)]
    drafts: bool,
}

impl Build {
    /// # Errors
    /// A message, if the build could not run.
    pub fn run(self) -> Result<Outcome, String> {
        let root = self.root.find()?;
        let tree = self.root.read()?;
        let out = self.out.clone().unwrap_or_else(|| root.join("public"));
        let order = crate::Order { out: &out, drafts: self.drafts, program: Some(program()) };
        let day = crate::library::config::read(&tree.value).value.map(|config| self.day.day(&config));
        if let Some(day) = day
            && let Some((findings, files)) = crate::unchanged(&tree.value, day, &order)
        {
            if !findings.is_empty() {
                print_findings(&findings, &tree.value.sources);
            }
            say_built(files, &out, day);
            return Ok(Outcome::Done);
        }
        let opened = crate::open_tree(tree, crate::Check::ButTexts, |config| {
            day.unwrap_or_else(|| self.day.day(config))
        });
        let (opened, mut findings) = (opened.value, opened.findings);
        let Some(library) = &opened.library else {
            print_found(&findings, &opened);
            return Ok(Outcome::Failed);
        };
        let day = library.day;
        let built = crate::build(&opened, &mut findings, &order);
        if !findings.is_empty() {
            print_found(&findings, &opened);
        }
        // The process ends here; to give back the memory of a large site piece by piece would only take time.
        std::mem::forget(opened);
        match built.map_err(|refusal| refusal.to_string())? {
            Built::Published(files) => {
                say_built(files, &out, day);
                Ok(Outcome::Done)
            }
            Built::Stopped => {
                super::complain("nothing was written\n");
                Ok(Outcome::Gate)
            }
        }
    }
}

fn say_built(files: usize, out: &Path, day: Date) {
    super::say(format_args!("{files} files in {}, as of {day}", out.display()));
}

/// The fingerprint of this program.
fn program() -> Fingerprint {
    let bytes = std::env::current_exe().and_then(std::fs::read);
    // A program that cannot be read has its version.
    fingerprint::of_bytes(&bytes.unwrap_or_else(|_| env!("CARGO_PKG_VERSION").into()))
}
