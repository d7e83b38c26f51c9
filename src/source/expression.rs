//! Regular expressions of the program's own.

use regex::Regex;

/// Compiles an expression that is a constant.
///
/// # Panics
/// If it is none: the tests run each.
#[expect(clippy::expect_used, reason = "constants; the tests run them")]
pub fn regex(expression: &str) -> Regex {
    Regex::new(expression).expect("a good expression")
}
