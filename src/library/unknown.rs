//! That something was asked for which the site does not have.

/// What the site does not have, with what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    #[error("there is no policy `{name}`; {help}")]
    Policy { name: String, help: String },
    #[error("the site does not have the language `{tag}`; {help}")]
    Language { tag: String, help: String },
}
