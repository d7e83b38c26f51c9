//! The command line: one file a command. Arguments in, calls, words out; the only room that prints and knows the
//! clock.

mod adopt;
mod against;
#[cfg(feature = "publish")]
mod anew;
mod build;
mod check;
mod common;
mod completions;
mod diff;
mod drift;
mod fault;
mod findings;
mod fix;
mod init;
mod new;
mod out;
mod outcome;
mod progress;
#[cfg(feature = "publish")]
mod publish;
mod reconcile;
mod release;
mod say;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod verbosity;
mod verify;
mod withdraw;
mod write_session;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::source::{one_line, with_causes};
pub use outcome::Outcome;
use say::{complain, complain_for_people, detail, print, print_for_people, report, say};

/// The public home of a company's legal texts, from a folder of Markdown.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    verbosity: verbosity::VerbosityArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    New(new::New),
    Check(check::Check),
    Build(build::Build),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Release(release::Release),
    Withdraw(withdraw::Withdraw),
    Adopt(adopt::Adopt),
    Show(show::Show),
    Diff(diff::Diff),
    Drift(drift::Drift),
    Reconcile(reconcile::Reconcile),
    #[cfg(feature = "publish")]
    Publish(publish::Publish),
    Verify(verify::Verify),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(completions::Man),
}

/// Whether the program would take these arguments, its own name first: so that what the documentation says can be tested.
///
/// # Errors
/// What it would say, if it would not.
pub fn accepts(arguments: &[String]) -> Result<(), clap::Error> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let helps = [DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion];
    match Arguments::try_parse_from(arguments) {
        Err(error) if !helps.contains(&error.kind()) => Err(error),
        _ => Ok(()),
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = fault::guarded(|| {
        Arguments::try_parse().map_or_else(explain, |arguments| {
            arguments.verbosity.set();
            arguments.command.run().unwrap_or_else(|error| {
                complain(format_args!("error: {}\n", with_causes(error.as_ref())));
                Outcome::Failed
            })
        })
    });
    let outcome = match out::lost() {
        Some(what) => {
            complain(format_args!("error: {what}\n"));
            Outcome::Failed
        }
        None => outcome,
    };
    outcome.into()
}

/// Prints what was asked for instead of a command, such as the help, or what is wrong with the arguments.
fn explain(error: clap::Error) -> Outcome {
    if !error.use_stderr() {
        out::remember(error.print());
        return Outcome::Done;
    }
    complain(on_their_lines(error).render());
    Outcome::Failed
}

/// The same error, in which what somebody gave begins no line of its own.
fn on_their_lines(mut error: clap::Error) -> clap::Error {
    let harmless = |value: &ContextValue| match value {
        ContextValue::String(word) => Some(ContextValue::String(one_line(word))),
        ContextValue::Strings(words) => {
            Some(ContextValue::Strings(words.iter().map(|word| one_line(word)).collect()))
        }
        ContextValue::StyledStrs(words) => {
            let words = words.iter().map(|word| one_line(&word.to_string()).into());
            Some(ContextValue::StyledStrs(words.collect()))
        }
        _ => None,
    };
    let values: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, harmless(value)?))).collect();
    for (kind, value) in values {
        error.insert(kind, value);
    }
    error
}

impl Command {
    fn run(self) -> anyhow::Result<Outcome> {
        match self {
            Command::Init(command) => command.run(),
            Command::New(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Build(command) => command.run(),
            #[cfg(feature = "serve")]
            Command::Serve(command) => command.run(),
            Command::Release(command) => command.run(),
            Command::Withdraw(command) => command.run(),
            Command::Adopt(command) => command.run(),
            Command::Show(command) => command.run(),
            Command::Diff(command) => command.run(),
            Command::Drift(command) => command.run(),
            Command::Reconcile(command) => command.run(),
            #[cfg(feature = "publish")]
            Command::Publish(command) => command.run(),
            Command::Verify(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::Completions(command) => command.run(Arguments::command()),
            Command::Man(command) => command.run(Arguments::command()),
        }
    }
}
