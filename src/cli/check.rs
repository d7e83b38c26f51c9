//! `promulgate check`.

use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, print_found};
use crate::source::{any_error, human};

/// Look for every fault in the site's files
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// Explain what a code means and how to mend what it finds; `all` lists every code
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    /// Fail also if this does not hold
    #[arg(long, value_enum)]
    gate: Option<Gate>,
}

/// What must hold besides before a change is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Gate {
    /// No working text has changed without a new version, unless only in its formatting
    Release,
}

impl Check {
    /// # Errors
    /// A message, if the check could not run.
    pub fn run(self) -> Result<Outcome, String> {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let (_, mut opened) = self.root.open(&self.day, crate::Check::All)?;
        if let (Some(Gate::Release), Some(library)) = (self.gate, &opened.value.library) {
            opened.findings.extend(crate::check::release_gate(library));
            human::sort(&mut opened.findings, &opened.value.tree.sources);
        }
        print_found(&opened.findings, &opened.value);
        Ok(match (&opened.value.library, any_error(&opened.findings)) {
            (None, _) => Outcome::Failed,
            (Some(_), true) => Outcome::Gate,
            (Some(_), false) => Outcome::Done,
        })
    }
}

fn explain(name: &str) -> Result<Outcome, String> {
    let codes = crate::codes();
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
        let near = crate::source::toml::nearest(name, codes.iter().map(|code| code.name));
        let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(format!("there is no code `{name}`{help} (`--explain all` lists them)"));
    };
    super::say(format_args!("{} ({:?})\n", code.name, code.severity));
    for line in code.explanation.trim_end().lines() {
        super::say(format_args!("{}", line.strip_prefix(' ').unwrap_or(line)));
    }
    Ok(Outcome::Done)
}
