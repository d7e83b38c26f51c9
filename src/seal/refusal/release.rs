//! Why a working text cannot become a version.

use jiff::civil::Date;

use crate::library::Label;
use crate::locale::Lang;

/// Why the working texts of a policy cannot be released.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseRefusal {
    #[error("there is no working text content/{policy}/{lang}.md to release")]
    NoText { policy: String, lang: Lang },
    #[error(
        "`{0}` cannot be the label of a version; use letters, digits, full stops and hyphens, a letter or digit first"
    )]
    Label(String),
    #[error(
        "the label `{label}` of `{policy}` is used already, and stays what it is; name another one, for example --label {free}"
    )]
    LabelUsed { label: String, policy: String, free: String },
    #[error("there are two summaries in `{0}`; take one of them out")]
    TwoSummaries(String),
    #[error(
        "nothing has changed: the working text of `{policy}` is that of version `{version}`, which was released on {released} \
         and takes effect on {effective}; {way_out}"
    )]
    Unchanged { policy: String, version: Label, released: Date, effective: Date, way_out: &'static str },
    #[error(transparent)]
    Announced(Box<AnnouncedPassage>),
    #[error(
        "`{policy}` lists cookies, and there are cookie registers in {}; put the one that is meant beside the text, as \
         content/{policy}/cookies.toml",
        .notices.iter().map(|notice| format!("`{notice}`")).collect::<Vec<_>>().join(" and in ")
    )]
    SeveralRegisters { policy: String, notices: Vec<String> },
}

/// A passage that is announced for a later day, in a text that would take effect before.
#[derive(Debug, thiserror::Error)]
#[error(
    "the working text holds what is announced for {day}, such as the passage {passage}; released like this it would apply from \
     {effective}\n  to correct what is announced: --effective {day} --label {label}{}{}\n  to bring it forward: withdraw \
     version `{version}` first",
    if *.is_material { " --material" } else { "" },
    .copy.as_ref().map(|copy| format!("\n  to correct the text in force: begin from its sealed copy, {copy}")).unwrap_or_default()
)]
pub struct AnnouncedPassage {
    /// The day for which it is announced, and the version that brings it.
    pub day: Date,
    pub version: Label,
    pub is_material: bool,
    /// Its address.
    pub passage: String,
    /// The day on which the text would take effect.
    pub effective: Date,
    /// What a correction of the announced version could be called.
    pub label: String,
    /// The path of the text in force.
    pub copy: Option<String>,
}
