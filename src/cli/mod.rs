//! The command line: one file a command. Arguments in, calls, words out; the only room that prints and knows the
//! clock.

mod adopt;
mod build;
mod check;
mod common;
mod completions;
mod diff;
mod drift;
mod findings;
mod fix;
mod init;
mod measured;
mod new;
mod progress;
#[cfg(feature = "publish")]
mod publish;
mod reconcile;
mod release;
mod schema;
mod sealing;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod verify;
mod voice;
mod withdraw;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

/// The public home of a company's legal texts, from a folder of Markdown.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    voice: voice::VoiceArguments,
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

/// How a command ended, as the exit code tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 0: done.
    Done,
    /// 1: done, and a gate found something.
    Gate,
    /// 2: could not run.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Gate => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Prints a line. Whoever reads may stop reading, as `head` does: that is no fault.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints what was done, unless the program is to be quiet.
fn report(line: impl std::fmt::Display) {
    if !voice::is_quiet() {
        say(line);
    }
}

/// Prints a line about what is being done, if the program is to say that as well.
fn detail(line: impl std::fmt::Display) {
    if voice::is_verbose() {
        complain(format_args!("{line}\n"));
    }
}

/// Prints text as it is, under the same terms.
fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error, under the same terms.
fn complain(text: impl std::fmt::Display) {
    let _ = write!(std::io::stderr().lock(), "{text}");
}

/// Whether the program would take these arguments, its own name first: so that what the documentation says can be tested.
///
/// # Errors
/// What it would say, if it would not.
pub fn accepts(arguments: &[String]) -> Result<(), String> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let helps = [DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion];
    match Arguments::try_parse_from(arguments) {
        Err(error) if !helps.contains(&error.kind()) => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.voice.set();
    let outcome = match arguments.command {
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
    };
    outcome
        .unwrap_or_else(|message| {
            complain(format_args!("error: {message}\n"));
            Outcome::Failed
        })
        .into()
}
