//! `promulgate check`.

use anyhow::{Context as _, bail};
use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, today};
use super::findings::{FormatArgument, print_with_overview};
use super::fix::fix;
use crate::pipeline::Opened;
use crate::source::toml;
use crate::source::{Findings, any_error, human};

/// Look for every fault in the site's files
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    #[command(flatten)]
    format: FormatArgument,
    /// Explain what a code means and how to mend what it finds; `all` lists every code
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<String>,
    /// Fail also if this does not hold
    #[arg(long, value_enum)]
    gate: Option<Gate>,
    /// Mend in the working texts what can be mended safely: ids for headings, blanks, punctuation beside Chinese. Shows it first, and asks
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// With --fix: do not ask
    #[arg(long, short, requires = "fix")]
    yes: bool,
    /// Check again with every saved change
    #[cfg(feature = "serve")]
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
    /// With --watch: look at the files again and again, where the system does not tell of changes
    #[cfg(feature = "serve")]
    #[arg(long, requires = "watch")]
    poll: bool,
}

/// What must hold besides before a change is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Gate {
    /// No working text has changed without a new version, unless only in its formatting
    Release,
}

impl Check {
    /// # Errors
    /// If the check could not run.
    pub fn run(self) -> anyhow::Result<Outcome> {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        if self.fix {
            fix(&self.root, &self.day, self.yes)?;
        }
        #[cfg(feature = "serve")]
        if self.watch {
            return self.watch();
        }
        let (_, opened) = self.root.open(&self.day, crate::pipeline::Check::All)?;
        let findings = self.report(opened.findings, &opened.value);
        Ok(match (&opened.value.library, any_error(&findings)) {
            (None, _) => Outcome::Failed,
            (Some(_), true) => Outcome::Gate,
            (Some(_), false) => Outcome::Done,
        })
    }

    /// Prints what was found, and returns it with what pages and the gate add.
    fn report(&self, mut findings: Findings, opened: &Opened) -> Findings {
        findings.extend(crate::pipeline::faults_of_pages(opened, &findings));
        if let (Some(Gate::Release), Some(library)) = (self.gate, &opened.library) {
            findings.extend(crate::check::release_gate(library));
        }
        human::sort(&mut findings, &opened.tree.sources);
        match self.format.is_for_programs() {
            true => self.format.print(&findings, &opened.tree.sources),
            false => print_with_overview(&findings, &opened.tree.sources),
        }
        findings
    }

    #[cfg(feature = "serve")]
    fn watch(&self) -> anyhow::Result<Outcome> {
        use std::io::IsTerminal as _;
        use std::sync::Arc;

        let options = crate::workspace::Watching {
            root: &self.root.find()?,
            asked: self.day.asked(),
            today: Arc::new(today),
            poll: self.poll,
        };
        crate::workspace::watch_findings(options, |findings, opened| {
            if std::io::stderr().is_terminal() && !self.format.is_for_programs() {
                super::complain_for_people("\x1b[2J\x1b[H"); // an empty screen (ECMA-48)
            }
            self.report(findings, opened);
            super::detail("waiting for the next change; Ctrl+C ends it");
        })
        .context("cannot watch the site")?;
        Ok(Outcome::Done)
    }
}

fn explain(name: &str) -> anyhow::Result<Outcome> {
    let codes = crate::pipeline::codes();
    if name == "all" {
        for code in codes {
            super::say(format_args!(
                "{:24} {}",
                code.name,
                code.explanation.trim().lines().next().unwrap_or_default()
            ));
        }
        return Ok(Outcome::Done);
    }
    let Some(code) = codes.iter().find(|code| code.name == name) else {
        let near = toml::nearest(name, codes.iter().map(|code| code.name));
        let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        bail!("there is no code `{name}`{help} (`--explain all` lists them)");
    };
    super::say(format_args!("{} ({:?})\n", code.name, code.severity));
    for line in code.explanation.trim_end().lines() {
        super::say(format_args!("{}", line.strip_prefix(' ').unwrap_or(line)));
    }
    Ok(Outcome::Done)
}
