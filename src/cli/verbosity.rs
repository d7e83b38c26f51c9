//! How much the program says, and in which colours.

use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use clap::Args;

/// What every command can be told of that.
#[derive(Debug, Clone, Copy, Args)]
pub struct VerbosityArguments {
    /// Say only what is wrong, and what was asked for
    #[arg(long, short, global = true, conflicts_with = "verbose", help_heading = "Everywhere")]
    quiet: bool,
    /// Say also what is being done, and how long it took
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    verbose: bool,
}

/// What the process was told when it began.
static VOICE: OnceLock<VerbosityArguments> = OnceLock::new();

impl VerbosityArguments {
    /// From now on it is so.
    pub fn set(self) {
        // A process begins once.
        let _ = VOICE.set(self);
    }
}

/// True if only what is wrong is to be said, and what was asked for.
pub fn is_quiet() -> bool {
    VOICE.get().is_some_and(|verbosity| verbosity.quiet)
}

/// True if it is to be said as well what is being done.
pub fn is_verbose() -> bool {
    VOICE.get().is_some_and(|verbosity| verbosity.verbose)
}

/// True for a terminal that knows colours, unless `NO_COLOR` says no (<https://no-color.org>); true for anything if
/// `CLICOLOR_FORCE` does (<https://bixense.com/clicolors>).
pub fn wants_colour(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}
