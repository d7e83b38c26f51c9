//! Directives: fenced blocks that the program fills, such as a table of cookies.

use arcstr::Substr;

use crate::source::Span;

/// A fenced block whose info string is a name in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub kind: DirectiveKind,
    /// The whole fenced block.
    pub span: Span,
}

/// What a directive asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectiveKind {
    /// The cookie register as a table, or one category of it.
    Cookies { category: Option<Substr> },
    /// The addenda in force when the version took effect, as a list.
    Addenda,
    /// The controllers and their addresses as a table, or one of them.
    Contacts { id: Option<Substr> },
}

/// What is wrong with a directive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectiveError {
    #[error("there is no directive `{{{0}}}`; there are `{{cookies}}`, `{{addenda}}` and `{{contacts}}`")]
    Unknown(String),
    #[error("`{{{name}}}` takes no argument, here `{arguments}`")]
    NoArgument { name: &'static str, arguments: String },
    #[error("`{{{name}}}` knows `{key}=NAME` only, not `{arguments}`")]
    OtherArgument { name: &'static str, key: &'static str, arguments: String },
}

/// Reads an info string. `None` if it is no directive at all.
///
/// # Errors
/// If it is one, but its argument is not as it must be.
pub fn parse(info: &str, span: Span) -> Option<Result<Directive, DirectiveError>> {
    let (name, arguments) = info.trim().strip_prefix('{')?.split_once('}')?;
    Some(kind(name.trim(), arguments.trim()).map(|kind| Directive { kind, span }))
}

fn kind(name: &str, arguments: &str) -> Result<DirectiveKind, DirectiveError> {
    match name {
        "cookies" => {
            argument("cookies", "category", arguments).map(|category| DirectiveKind::Cookies { category })
        }
        "contacts" => argument("contacts", "id", arguments).map(|id| DirectiveKind::Contacts { id }),
        "addenda" if arguments.is_empty() => Ok(DirectiveKind::Addenda),
        "addenda" => Err(DirectiveError::NoArgument { name: "addenda", arguments: arguments.to_owned() }),
        _ => Err(DirectiveError::Unknown(name.to_owned())),
    }
}

/// What a directive says behind `key=`; `None` if it says nothing.
fn argument(
    name: &'static str,
    key: &'static str,
    arguments: &str,
) -> Result<Option<Substr>, DirectiveError> {
    if arguments.is_empty() {
        return Ok(None);
    }
    match arguments.split_once('=') {
        Some((found, value)) if found == key && !value.is_empty() && !value.contains(char::is_whitespace) => {
            Ok(Some(Substr::from(value)))
        }
        _ => Err(DirectiveError::OtherArgument { name, key, arguments: arguments.to_owned() }),
    }
}
