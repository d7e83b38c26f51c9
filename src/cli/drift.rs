//! `promulgate drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::common::wants_colour;
use crate::drift::{self, State};
use crate::markdown::{self, front_matter};
use crate::redline;
use crate::render;
use crate::source::{FileId, human, plain};

/// Show which passages of a translation no longer say what the controlling text says
///
/// Of three files: the controlling text that was translated, the same text as it is now, and the translation.
///
/// Ends with 0 if no passage has drifted as far as --fail-on, 1 if one has, 2 if the texts could not be compared.
#[derive(Debug, Args)]
pub struct Drift {
    /// The controlling text from which the translation was made
    #[arg(long, value_name = "FILE")]
    base: PathBuf,
    /// The controlling text as it is now
    #[arg(long, value_name = "FILE")]
    current: PathBuf,
    /// The translation
    #[arg(long, value_name = "FILE")]
    translation: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The mildest state that ends with 1
    #[arg(long, value_name = "STATE", default_value = State::Critical.name(), value_parser = parse_gate)]
    fail_on: State,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Passage by passage, in colour on a terminal
    Human,
    /// For programs
    Json,
}

impl Drift {
    /// # Errors
    /// Never; what cannot be read is printed.
    pub fn run(self) -> Result<Outcome, String> {
        let read = plain::read(&[&self.base, &self.current, &self.translation]);
        let (sources, files) = read.value;
        let [Some(base), Some(current), Some(translation)] = files.as_slice() else {
            super::complain(human::print(&read.findings, &sources, wants_colour(&std::io::stderr())));
            return Ok(Outcome::Failed);
        };
        let parse = |file: FileId| {
            let text = &sources.get(file).text;
            markdown::parse(file, text, front_matter::split(text).body)
        };
        let [base, current, translation] = [*base, *current, *translation].map(parse);
        let redline = redline::compare(&base, &current);
        let bindings = drift::bind(&base, &translation);
        let judgements = drift::judge(&redline, &translation, &bindings, &sources);
        super::print(&match self.format {
            Format::Human => {
                let colour = wants_colour(&std::io::stdout());
                render::drift::human(&redline, &translation, &judgements, &sources, colour)
            }
            Format::Json => render::drift::json(&redline, &translation, &judgements, &sources),
        });
        let gate = self.fail_on.gravity();
        let reached = judgements.iter().any(|judgement| judgement.state.gravity() >= gate);
        Ok(if reached { Outcome::Gate } else { Outcome::Done })
    }
}

/// A state that can be a gate: any but `current`.
fn parse_gate(name: &str) -> Result<State, String> {
    let gates = || State::ALL.into_iter().filter(|state| *state != State::Current);
    gates()
        .find(|state| state.name() == name)
        .ok_or_else(|| format!("there are {}", gates().map(State::name).collect::<Vec<_>>().join(", ")))
}
