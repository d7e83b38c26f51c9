//! `promulgate init`.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use crate::seal;

/// Begin a new site, with an example in three languages
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site, which must be empty or not there yet
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// What it begins with
    #[arg(long, value_enum, default_value_t = Example::Small)]
    example: Example,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Example {
    /// Two short texts with one version each
    Small,
    /// A policy centre of several texts with their versions, registers and addenda
    Full,
}

impl Init {
    /// # Errors
    /// If the folder is not empty or cannot be written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let example = match self.example {
            Example::Small => seal::Example::Small,
            Example::Full => seal::Example::Full,
        };
        let written = seal::init(&self.folder, example)?;
        super::report(format_args!("{written} files in {}", self.folder.display()));
        super::report(format_args!(
            "next: cd {}; promulgate serve shows it in the browser, promulgate build makes it",
            self.folder.display()
        ));
        super::report(
            "for texts of your own: delete what is in content/, then promulgate new policy privacy",
        );
        Ok(Outcome::Done)
    }
}
