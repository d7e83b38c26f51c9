//! `promulgate new`.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Outcome;
use super::common::{DayArgument, RootArgument, parse_day};
use super::write_session::WriteSession;
use crate::seal::{self, NewAddendum, NewPolicy, NewVersion};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Finding, Severity};

/// Begin a policy, an addendum, a language or a version of an archive, with a text to fill in for every language
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
    /// Another language: a text for every policy, the strings of the interface, a place in every register
    Language {
        /// A language tag: de, ta, pt-BR
        tag: String,
    },
    /// A version of an archive, published before promulgate: content/POLICY/versions/LABEL. What you edit now becomes a version
    /// by `promulgate release`
    Version {
        /// The policy's folder: privacy, or privacy/addenda/br
        policy: String,
        /// The day it took effect
        #[arg(value_parser = parse_day)]
        effective: Date,
        /// The day it was published [default: the day it took effect]
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        released: Option<Date>,
        /// Its name in its address [default: the day it took effect]
        #[arg(long)]
        label: Option<String>,
    },
}

impl New {
    /// # Errors
    /// If it exists already or cannot be written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let session = WriteSession::open(&self.root, &DayArgument::default(), true)?;
        let (opened, root) = (&session.opened, &session.opened.tree.root);
        let configured = !faulty_configuration(&session);
        let Some(library) = opened.library.as_ref().filter(|_| configured) else { return Ok(session.stop()) };
        let locales = &opened.locales;
        let written = match &self.what {
            What::Policy { name, kind } => {
                seal::new_policy(root, library, locales, &NewPolicy { name, kind })
            }
            What::Addendum { policy, jurisdiction } => {
                seal::new_addendum(root, library, locales, &NewAddendum { policy, jurisdiction })
            }
            What::Language { tag } => seal::new_language(root, library, &opened.tree, locales, tag),
            What::Version { policy, effective, released, label } => {
                let (released, label) = (released.unwrap_or(*effective), label.as_deref());
                let version = NewVersion { policy, released, effective: *effective, label };
                seal::new_version(root, library, locales, &version)
            }
        };
        for path in written? {
            super::report(format_args!("{path}"));
        }
        super::report(self.what.next());
        Ok(Outcome::Done)
    }
}

impl What {
    /// What there is to do then.
    fn next(&self) -> String {
        match self {
            What::Policy { name, .. } => format!("next: write the texts, then promulgate release {name}"),
            What::Addendum { policy, jurisdiction } => {
                let code = jurisdiction.to_ascii_lowercase();
                format!("next: write the texts, then promulgate release {policy}/addenda/{code}")
            }
            What::Language { tag } => format!(
                "next: fill in what is empty (promulgate check lists it), translate, then promulgate release POLICY --lang {tag}"
            ),
            What::Version { policy, .. } => {
                format!(
                    "next: put in what was published; delete a language that there was not; then promulgate adopt {policy}; \
                     if it is the newest, its texts are the working texts, too"
                )
            }
        }
    }
}

/// True if `promulgate.toml` has an error: what it was meant to say decides which files are written.
fn faulty_configuration(session: &WriteSession) -> bool {
    let sources = &session.opened.tree.sources;
    let in_configuration = |finding: &&Finding| finding.path(sources) == CONFIG_FILE;
    session.findings.iter().filter(in_configuration).any(|finding| finding.severity == Severity::Error)
}
