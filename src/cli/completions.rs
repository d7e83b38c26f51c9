//! `promulgate completions` and `promulgate man`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Command};
use clap_complete::Shell;

use super::Outcome;

/// The name under which the program is called, whatever its file is.
const NAME: &str = "promulgate";

/// Print what completes commands and options in a shell
#[derive(Debug, Args)]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    /// # Errors
    /// Never.
    pub fn run(self, mut command: Command) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, NAME, &mut script);
        super::print(&String::from_utf8_lossy(&script));
        Ok(Outcome::Done)
    }
}

/// Write the manual pages into a folder: promulgate.1 and one for each command
#[derive(Debug, Args)]
pub struct Man {
    /// A folder, which must be there
    folder: PathBuf,
}

impl Man {
    /// # Errors
    /// If the folder cannot be written.
    pub fn run(self, command: Command) -> anyhow::Result<Outcome> {
        let command = command.name(NAME).bin_name(NAME);
        clap_mangen::generate_to(command, &self.folder)
            .with_context(|| format!("cannot write {}", self.folder.display()))?;
        Ok(Outcome::Done)
    }
}
