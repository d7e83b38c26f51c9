//! `promulgate build`.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, print_found};
use crate::Built;

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
        let (root, opened) = self.root.open(&self.day, crate::Check::All)?;
        let (opened, mut findings) = (opened.value, opened.findings);
        let Some(library) = &opened.library else {
            print_found(&findings, &opened);
            return Ok(Outcome::Failed);
        };
        let day = library.day;
        let out = self.out.unwrap_or_else(|| root.join("public"));
        let built = crate::build(&opened, &mut findings, self.drafts, &out);
        if !findings.is_empty() {
            print_found(&findings, &opened);
        }
        match built.map_err(|refusal| refusal.to_string())? {
            Built::Published(files) => {
                super::say(format_args!("{files} files in {}, as of {day}", out.display()));
                Ok(Outcome::Done)
            }
            Built::Stopped => {
                super::complain("nothing was written\n");
                Ok(Outcome::Gate)
            }
        }
    }
}
