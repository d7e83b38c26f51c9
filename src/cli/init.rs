//! `promulgate init`.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use crate::seal;

/// Begin a new site, with a small example in three languages
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site, which must be empty or not there yet
    #[arg(default_value = ".")]
    folder: PathBuf,
}

impl Init {
    /// # Errors
    /// A message, if the folder is not empty or cannot be written.
    pub fn run(self) -> Result<Outcome, String> {
        let written = seal::init(&self.folder).map_err(|refusal| refusal.to_string())?;
        super::say(format_args!("{written} files in {}", self.folder.display()));
        super::say(format_args!(
            "next: cd {}, promulgate build, and look at public/en/index.html",
            self.folder.display()
        ));
        Ok(Outcome::Done)
    }
}
