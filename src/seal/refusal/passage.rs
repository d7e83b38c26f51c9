//! Why nothing can be recorded of a passage.

/// Why a passage cannot be reconciled, or a finding at it accepted.
#[derive(Debug, thiserror::Error)]
pub enum PassageRefusal {
    #[error("the text has no passage and no section `{0}`")]
    NoPassageOrSection(String),
    #[error("{place} has no passage at which `check` finds `{rule}`")]
    NoFinding { place: String, rule: String },
    #[error("nobody can tell what `{name}` translates; say it: {name}={controlling}:PASSAGE")]
    Unbound { name: String, controlling: String },
    /// `offer` says how to name one.
    #[error("`{name}` has no counterpart in the other text{offer}; or say with --reason why it needs none")]
    NoCounterpart { name: String, offer: String },
    #[error(
        "the translation has no section `{0}`; a passage is SECTION/NUMBER, as `promulgate drift` prints it"
    )]
    NoSection(String),
}
