//! How commands end.

use std::process::ExitCode;

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
