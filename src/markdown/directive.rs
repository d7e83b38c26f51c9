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
    /// The controllers and their addresses as a table.
    Contacts,
}

/// What an info string says: nothing if it is no directive at all, else the directive or what is wrong with it.
pub fn parse(info: &str, span: Span) -> Option<Result<Directive, String>> {
    let (name, arguments) = info.trim().strip_prefix('{')?.split_once('}')?;
    Some(kind(name.trim(), arguments.trim()).map(|kind| Directive { kind, span }))
}

fn kind(name: &str, arguments: &str) -> Result<DirectiveKind, String> {
    match (name, arguments) {
        ("cookies", "") => Ok(DirectiveKind::Cookies { category: None }),
        ("cookies", argument) => match argument.split_once('=') {
            Some(("category", category))
                if !category.is_empty() && !category.contains(char::is_whitespace) =>
            {
                Ok(DirectiveKind::Cookies { category: Some(Substr::from(category)) })
            }
            _ => Err(format!("`{{cookies}}` knows `category=NAME` only, not `{argument}`")),
        },
        ("addenda", "") => Ok(DirectiveKind::Addenda),
        ("contacts", "") => Ok(DirectiveKind::Contacts),
        ("addenda" | "contacts", argument) => {
            Err(format!("`{{{name}}}` takes no argument, here `{argument}`"))
        }
        _ => Err(format!(
            "there is no directive `{{{name}}}`; there are `{{cookies}}`, `{{addenda}}` and `{{contacts}}`"
        )),
    }
}
