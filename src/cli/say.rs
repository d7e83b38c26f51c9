//! What commands say: what they were asked for, what was done, and what is wrong.

use super::{out, verbosity};
use crate::source::{no_commands, tame};

/// Prints a line. What cannot be printed ends the program with 2; whoever reads may stop reading, as `head` does.
pub fn say(line: impl std::fmt::Display) {
    out::write(&tame(&format!("{line}\n")));
}

/// Prints what was done, unless the program is to be quiet.
pub fn report(line: impl std::fmt::Display) {
    if !verbosity::is_quiet() {
        say(line);
    }
}

/// Prints a line about what is being done, if the program is to say that as well.
pub fn detail(line: impl std::fmt::Display) {
    if verbosity::is_verbose() {
        complain(format_args!("{line}\n"));
    }
}

/// Prints text for people in which words of texts or names of files may be.
pub fn print_for_people(text: &str) {
    out::write(&no_commands(text));
}

/// Prints text as it is, under the same terms.
pub fn print(text: &str) {
    out::write(text);
}

/// Prints to standard error, under the same terms.
pub fn complain(text: impl std::fmt::Display) {
    out::write_error(&tame(&text.to_string()));
}

/// Prints to standard error text that has colours, and in which names and words are harmless already.
pub fn complain_for_people(text: &str) {
    out::write_error(&no_commands(text));
}
