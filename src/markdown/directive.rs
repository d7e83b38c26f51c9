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

/// What an info string says: nothing if it is no directive at all, else the directive or what is wrong with it.
pub fn parse(info: &str, span: Span) -> Option<Result<Directive, String>> {
    let (name, arguments) = info.trim().strip_prefix('{')?.split_once('}')?;
    Some(kind(name.trim(), arguments.trim()).map(|kind| Directive { kind, span }))
}

fn kind(name: &str, arguments: &str) -> Result<DirectiveKind, String> {
    match name {
        "cookies" => {
            argument(name, "category", arguments).map(|category| DirectiveKind::Cookies { category })
        }
        "contacts" => argument(name, "id", arguments).map(|id| DirectiveKind::Contacts { id }),
        "addenda" if arguments.is_empty() => Ok(DirectiveKind::Addenda),
        "addenda" => Err(format!("`{{addenda}}` takes no argument, here `{arguments}`")),
        _ => Err(format!(
            "there is no directive `{{{name}}}`; there are `{{cookies}}`, `{{addenda}}` and `{{contacts}}`"
        )),
    }
}

/// What a directive says behind `key=`; nothing if it says nothing.
fn argument(name: &str, key: &str, arguments: &str) -> Result<Option<Substr>, String> {
    if arguments.is_empty() {
        return Ok(None);
    }
    match arguments.split_once('=') {
        Some((found, value)) if found == key && !value.is_empty() && !value.contains(char::is_whitespace) => {
            Ok(Some(Substr::from(value)))
        }
        _ => Err(format!("`{{{name}}}` knows `{key}=NAME` only, not `{arguments}`")),
    }
}
