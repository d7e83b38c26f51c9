//! Regular expressions that are constants.

use regex::Regex;

/// A regular expression that is a constant.
#[allow(clippy::expect_used, reason = "a constant; the tests run it")]
pub fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a good expression")
}
