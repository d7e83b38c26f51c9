//! `promulgate new`.

use clap::{Args, Subcommand};

use super::Outcome;
use super::common::{DayArgument, RootArgument};
use super::findings::print_found;
use crate::Opened;
use crate::seal::{self, NewAddendum, NewPolicy};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Checked, Finding, Severity};

/// Begin a new policy or addendum, with a text to fill in for every language
#[derive(Debug, Args)]
pub struct New {
    #[command(flatten)]
    root: RootArgument,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A policy: content/NAME
    Policy {
        /// The folder's name, which becomes part of its address: lower-case letters, digits, hyphens
        name: String,
        /// privacy-notice, cookie-notice or notice
        #[arg(long, default_value = "notice")]
        kind: String,
    },
    /// An addendum to a policy for one jurisdiction: content/POLICY/addenda/CODE
    Addendum {
        /// The policy that it adds to
        policy: String,
        /// An ISO 3166 code, or a group of promulgate.toml: BR, US-CA, EEA
        jurisdiction: String,
    },
}

impl New {
    /// # Errors
    /// A message, if it exists already or cannot be written.
    pub fn run(self) -> Result<Outcome, String> {
        let (root, opened) = self.root.open(&DayArgument::default(), crate::Check::All)?;
        let configured = !faulty_configuration(&opened);
        let Some(library) = opened.value.library.as_ref().filter(|_| configured) else {
            print_found(&opened.findings, &opened.value);
            return Ok(Outcome::Failed);
        };
        let locales = &opened.value.locales;
        let written = match &self.what {
            What::Policy { name, kind } => {
                seal::new_policy(&root, library, locales, &NewPolicy { name, kind })
            }
            What::Addendum { policy, jurisdiction } => {
                seal::new_addendum(&root, library, locales, &NewAddendum { policy, jurisdiction })
            }
        };
        for path in written.map_err(|refusal| refusal.to_string())? {
            super::report(format_args!("{path}"));
        }
        Ok(Outcome::Done)
    }
}

/// True if `promulgate.toml` has an error: what it was meant to say decides which files are written.
fn faulty_configuration(opened: &Checked<Opened>) -> bool {
    let sources = &opened.value.tree.sources;
    let in_configuration = |finding: &&Finding| finding.path(sources) == CONFIG_FILE;
    opened.findings.iter().filter(in_configuration).any(|finding| finding.severity == Severity::Error)
}
