//! An error in words.

use std::error::Error;

/// Returns what an error says and what each of its causes says, with colons between them. Errors of this program do not say in their
/// own words what their source says; many of libraries do: that is not said twice.
pub fn with_causes(error: &dyn Error) -> String {
    let mut words = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !words.iter().any(|before| before.contains(&said)) {
            words.push(said);
        }
        cause = error.source();
    }
    words.join(": ")
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot read {0}")]
    struct Outer(&'static str, #[source] Inner);

    /// As libraries have them.
    #[derive(Debug, thiserror::Error)]
    #[error("while reading: {0}")]
    struct Inner(#[source] io::Error);

    #[test]
    fn every_cause_is_said_once() {
        let error = Outer("a.md", Inner(io::Error::other("no such disk")));
        assert_eq!(with_causes(&error), "cannot read a.md: while reading: no such disk");
    }
}
