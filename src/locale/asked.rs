//! Which interface strings the templates of a site ask for, and with which arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::source::Sources;
use crate::source::regex;

/// What the templates of a site ask for.
#[derive(Debug, Default)]
pub struct Asked {
    /// By key: the arguments with which some template asks for it.
    by_key: BTreeMap<String, BTreeSet<String>>,
    /// How keys begin that templates put together, with the arguments.
    by_beginning: BTreeMap<String, BTreeSet<String>>,
}

/// The arguments of a call that name themselves, and what a string that follows says.
static ARGUMENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"\b([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)?\s*(~)?"#));

impl Asked {
    /// Reads the templates of the site and of its themes.
    pub fn of(sources: &Sources) -> Self {
        let mut asked = Asked::default();
        let own = sources.below("templates");
        let themed = sources.below("themes").filter(|(path, _)| path.contains("/templates/"));
        for (_, file) in own.chain(themed) {
            asked.read(&sources.get(file).text);
        }
        asked
    }

    /// Reads a template in one go, however its calls are nested. What does not end is a fault of its template, and so is all
    /// behind it.
    fn read(&mut self, template: &str) {
        let mut at = 0;
        while let Some(found) = template[at..].find('{') {
            let start = at + found;
            let rest = &template[start..];
            let length = match rest.as_bytes().get(1) {
                Some(b'#') => rest.find("#}"),
                Some(b'%') if is_raw(&rest[2..]) => rest.find("endraw"),
                Some(b'{' | b'%') => self.code(&rest[2..]).map(|length| length + 2),
                _ => Some(1),
            };
            let Some(length) = length else { return };
            at = start + length;
        }
    }

    /// Takes in the calls of a tag or an expression, of which `text` is all behind its beginning. Returns where it ends; `None` if
    /// it does not.
    fn code(&mut self, text: &str) -> Option<usize> {
        let mut open: Vec<Open> = Vec::new();
        let (mut quote, mut is_escaped, mut end) = (None, false, None);
        for (at, c) in text.char_indices() {
            match (quote, c) {
                _ if is_escaped => is_escaped = false,
                (Some(_), '\\') => is_escaped = true,
                (Some(quoted), c) if quoted == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, '(' | '{') => {
                    write(&mut open, c);
                    let is_call = c == '(' && is_named_t(&text[..at]);
                    let closed_by = if c == '(' { ')' } else { '}' };
                    open.push(Open { is_call, closed_by, own: String::new() });
                    continue;
                }
                (None, ')' | '}') if open.last().is_some_and(|open| open.closed_by == c) => {
                    self.take(open.pop());
                }
                (None, '}' | '%') if text[at + 1..].starts_with('}') => {
                    end = Some(at + 2);
                    break;
                }
                _ => {}
            }
            write(&mut open, c);
        }
        // Calls that do not end say what they said so far.
        open.into_iter().for_each(|open| self.take(Some(open)));
        end
    }

    /// Takes in what stood in parentheses, if they were those of a call.
    fn take(&mut self, call: Option<Open>) {
        let Some(call) = call.filter(|call| call.is_call && call.own.contains('=')) else { return };
        let mut key = None;
        let mut names = BTreeSet::new();
        for argument in ARGUMENT.captures_iter(&call.own) {
            let Some(name) = argument.get(1) else { continue };
            let said = (2..=4).find_map(|group| argument.get(group)).map(|said| said.as_str());
            match name.as_str() {
                "key" => key = Some((said.unwrap_or_default(), said.is_none() || argument.get(5).is_some())),
                other => drop(names.insert(other.to_owned())),
            }
        }
        match key {
            Some((beginning, true)) => {
                self.by_beginning.entry(beginning.to_owned()).or_default().extend(names)
            }
            Some((key, false)) => self.by_key.entry(key.to_owned()).or_default().extend(names),
            None => {}
        }
    }

    /// The arguments with which templates ask for a key; `None` if none does.
    pub fn arguments(&self, key: &str) -> Option<BTreeSet<&str>> {
        let begun = self.by_beginning.iter().filter(|(beginning, _)| key.starts_with(beginning.as_str()));
        let all: Vec<&BTreeSet<String>> =
            self.by_key.get(key).into_iter().chain(begun.map(|(_, names)| names)).collect();
        (!all.is_empty()).then(|| all.into_iter().flatten().map(String::as_str).collect())
    }
}

/// Parentheses or braces of which the end is still to come.
struct Open {
    /// True for the parentheses of a call, `t(`.
    is_call: bool,
    closed_by: char,
    /// What stands in them, without what stands in others inside: that is no argument of this call.
    own: String,
}

/// Adds a character to what stands in the innermost parentheses.
fn write(open: &mut [Open], character: char) {
    if let Some(open) = open.last_mut().filter(|open| open.is_call) {
        open.own.push(character);
    }
}

/// True if what stands before parentheses ends with the name `t`.
fn is_named_t(before: &str) -> bool {
    before
        .strip_suffix('t')
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// True for a tag, without its beginning, up to the end of which nothing is code.
fn is_raw(tag: &str) -> bool {
    let name = tag.trim_start_matches(['-', ' ', '\t', '\n', '\r']).strip_prefix("raw");
    name.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, key: &str, expected: Option<&[&str]>) {
        let mut asked = Asked::default();
        asked.read(template);
        let expected = expected.map(|names| names.iter().copied().collect::<BTreeSet<&str>>());
        assert_eq!(asked.arguments(key), expected, "{key} in {template}");
    }

    #[test]
    fn a_call_says_its_key_and_the_names_of_its_arguments() {
        check(r#"{{ t(key="hello") }}"#, "hello", Some(&[]));
        check(
            r#"{{ t(key="hello", name=site.title, count=(a | length)) }}"#,
            "hello",
            Some(&["name", "count"]),
        );
        check(
            r#"{{ t(name="a)b", key='hello') }} {{ t(key="hello", day=x) }}"#,
            "hello",
            Some(&["name", "day"]),
        );
        check(r#"{{ t(key="hello") }} other="x""#, "hello", Some(&[]));
        check(r#"{{ t(key="hello-" ~ kind, day=x) }}"#, "hello-you", Some(&["day"]));
        check(r#"{{ t(key="hello-" ~ kind) }}"#, "hello", None);
        check(r#"{{ t(key=row.message, language=x) }}"#, "anything", Some(&["language"]));
        check(r#"{{ split(key="hello") }}"#, "hello", None);
        check(r#"{% if t(key="hello", a=1) %}it's{{ t(key="hello", b="\"") }}"#, "hello", Some(&["a", "b"]));
        check(r#"{{ t(key="hello", map={"a": {"b": 1}}, day=x) }}"#, "hello", Some(&["map", "day"]));
        check(r##"{# it's #}{% raw %}{{ " {% endraw %}{{ t(key="hello") }}"##, "hello", Some(&[]));
    }

    #[test]
    fn a_call_inside_another_has_its_own_key_and_arguments() {
        let nested = r#"{{ t(key="label", label=t(key="reason", day=x), count=get(from="y")) }}"#;
        check(nested, "label", Some(&["label", "count"]));
        check(nested, "reason", Some(&["day"]));
        check(r#"{{ get(key="a", of=t(key="hello", day=x)) }}"#, "hello", Some(&["day"]));
    }

    #[test]
    fn what_does_not_end_is_read_once() {
        // It would take minutes if each began to be read anew.
        for piece in ["t(", "{{ t(", "{% t(\"", "{#", "{{ t({", "{% raw %}", "{{ t(key=t("] {
            for before in ["", "{{ ", "{% "] {
                Asked::default().read(&format!("{before}{}", piece.repeat((1 << 17) / piece.len())));
            }
        }
        let count = 1 << 13;
        let nested = format!("{{{{ {}{} }}}}", "t(key=\"a\", b=".repeat(count), ")".repeat(count));
        check(&nested, "a", Some(&["b"]));
    }
}
