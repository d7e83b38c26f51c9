//! What a file of Rust says of other modules: its `use` lines and the paths in its code. Comments and strings are none, and code for
//! tests is left out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What one file says.
#[derive(Default)]
pub struct Said {
    pub uses: Vec<Use>,
    /// Paths of at least two parts, wherever they stand.
    pub paths: Vec<Mention>,
}

/// A path as it is written, and the line in which it begins.
pub struct Mention {
    pub line: usize,
    pub path: Vec<String>,
}

/// One name that a `use` gives.
pub struct Use {
    pub name: String,
    pub mention: Mention,
    /// True for `pub use`, also with a reach in brackets.
    pub is_public: bool,
}

/// Reads the text of a file.
///
/// # Panics
/// If it is no Rust.
pub fn read(text: &str) -> Said {
    let mut said = Said::default();
    read_tokens(text.parse().expect("Rust"), &mut said);
    said
}

fn read_tokens(tokens: TokenStream, said: &mut Said) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = &tokens[..];
    let mut is_public = false;
    while let Some((first, after)) = rest.split_first() {
        let word = word(first);
        let path = if word.is_some() { path(rest) } else { Vec::new() };
        rest = if let Some(item) = after_test_attribute(rest) {
            after_item(item)
        } else if word.as_deref() == Some("use") && !after.first().is_some_and(|next| is_sign(next, '<')) {
            let length = after.iter().position(|token| is_sign(token, ';')).unwrap_or(after.len());
            read_use(&after[..length], &[], is_public, &mut said.uses);
            &after[length..]
        } else if path.len() > 1 {
            let length = path.len() * 3 - 2;
            said.paths.push(Mention { line: line(first), path });
            &rest[length..]
        } else if starts_path(after) && is_colons(rest) {
            // What goes on after `<T as Trait>` or begins with `::` is no path of ours.
            &rest[3..]
        } else {
            if let TokenTree::Group(group) = first {
                read_tokens(group.stream(), said);
            }
            after
        };
        let is_reach =
            matches!(first, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
        is_public = word.as_deref() == Some("pub") || (is_public && is_reach);
    }
}

/// Reads what stands between `use` and its semicolon, or a part of that in braces, which goes on from `prefix`.
fn read_use(tree: &[TokenTree], prefix: &[String], is_public: bool, uses: &mut Vec<Use>) {
    for branch in tree.split(|token| is_sign(token, ',')).filter(|branch| !branch.is_empty()) {
        let line = line(&branch[0]);
        let mut path = prefix.to_vec();
        let mut words = branch.iter();
        let mut name = None;
        let mut inner = None;
        while let Some(token) = words.next() {
            match (token, word(token)) {
                (_, Some(word)) if word == "as" => name = words.next().and_then(self::word),
                (_, Some(word)) => path.push(word),
                (TokenTree::Group(group), _) => inner = Some(group.stream()),
                _ => {}
            }
        }
        if let Some(inner) = inner {
            read_use(&inner.into_iter().collect::<Vec<_>>(), &path, is_public, uses);
            continue;
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
        uses.push(Use { name, mention: Mention { line, path }, is_public });
    }
}

/// The path with which `tokens` begin: words with `::` between them.
fn path(tokens: &[TokenTree]) -> Vec<String> {
    let mut path: Vec<String> = tokens.first().and_then(word).into_iter().collect();
    let mut rest = &tokens[1..];
    while is_colons(rest) && starts_path(&rest[1..]) {
        path.extend(word(&rest[2]));
        rest = &rest[3..];
    }
    path
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    tokens.len() > 1 && is_sign(&tokens[0], ':') && is_sign(&tokens[1], ':')
}

/// True if a word stands after the second colon, with which these begin.
fn starts_path(tokens: &[TokenTree]) -> bool {
    tokens.get(1).is_some_and(|token| word(token).is_some())
}

/// What follows `#[cfg(test)]` or the like, if `tokens` begin with that.
fn after_test_attribute(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let [sign, TokenTree::Group(group), rest @ ..] = tokens else { return None };
    let mut inner = group.stream().into_iter();
    let is_cfg = is_sign(sign, '#') && inner.next().as_ref().and_then(word).as_deref() == Some("cfg");
    let condition = inner.next().map(|condition| condition.to_string()).unwrap_or_default();
    let mut words = condition.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    (is_cfg && !condition.contains("not") && words.any(|word| word == "test")).then_some(rest)
}

/// What follows the item with which `tokens` begin: it ends with its braces, or with a semicolon.
fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_sign(token, ';'),
    };
    let end = tokens.iter().position(is_end).map_or(tokens.len(), |end| end + 1);
    &tokens[end..]
}

fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == sign)
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}
