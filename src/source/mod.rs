//! Files, positions in them, and findings about them. The only room that reads content.

mod causes;
pub mod characters;
mod code;
mod discreet;
pub mod edit;
mod files;
mod finding;
pub mod fingerprint;
pub mod github;
mod harmless;
mod hidden;
pub mod human;
pub mod json;
mod names;
pub mod overlays;
pub mod plain;
mod quote;
pub mod refresh;
pub mod sarif;
mod secretless;
mod span;
pub mod toml;
pub mod tree;
pub mod yaml;

pub use causes::with_causes;
pub(crate) use code::codes;
pub use code::{Code, Severity};
pub use discreet::discreet;
pub use files::{Source, Sources};
pub use finding::{Checked, Edit, Finding, Findings, Label, Place, any_error, count};
pub use harmless::{no_commands, one_line, tame};
pub use quote::quote;
pub use secretless::{Secretless, without_secrets};
pub use span::{FileId, Span};
pub use tree::Tree;
