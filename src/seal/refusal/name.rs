//! What is the matter with a name that somebody gave.

use crate::library::POLICY_NAMES;
use crate::library::outputs::{Owner, PathFault};
use crate::locale::Lang;

/// Why something cannot be called so.
#[derive(Debug, thiserror::Error)]
pub enum NameRefusal {
    #[error("`{0}` cannot be the name of a policy; use {POLICY_NAMES}")]
    Policy(String),
    #[error("there is no kind of policy `{kind}`; {help}")]
    Kind { kind: String, help: String },
    /// Only policies have addenda.
    #[error("there is no policy `{name}`; write one of {}", .known.join(", "))]
    NoPolicy { name: String, known: Vec<String> },
    #[error("`{code}` is no known jurisdiction; did you mean `{meant}`?")]
    JurisdictionLike { code: String, meant: String },
    #[error(
        "`{0}` is no known jurisdiction; write an ISO 3166 code in capitals such as BR or US-CA, or define the group under \
         [jurisdictions] in promulgate.toml"
    )]
    Jurisdiction(String),
    #[error("`{0}` cannot be a label; use letters, digits, full stops and hyphens, a letter or digit first")]
    Label(String),
    #[error("`{tag}` is written `{canonical}`")]
    TagNotCanonical { tag: String, canonical: String },
    #[error("`{0}` is no language tag; write one of BCP 47, such as `de`, `ta` or `pt-BR`")]
    Tag(String),
    #[error("the site has the language `{0}` already")]
    LanguageThere(Lang),
    /// Paths would come from it that cannot be, or not everywhere.
    #[error("{fault}; {way_out}")]
    Path { fault: PathFault<Owner>, way_out: &'static str },
}
