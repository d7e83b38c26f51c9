//! Which interface strings the templates of a site ask for, and with which arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::source::Sources;

/// What the templates of a site ask for.
#[derive(Debug, Default)]
pub struct Asked {
    /// By key: the arguments with which some template asks for it.
    by_key: BTreeMap<String, BTreeSet<String>>,
    /// How keys begin that templates put together, with the arguments.
    by_beginning: BTreeMap<String, BTreeSet<String>>,
}

/// The beginning of a call, `t(`.
static CALL: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "a constant; the tests run it")]
    Regex::new(r"\bt\(").expect("a good expression")
});

/// The arguments of a call that name themselves, and what a string that follows says.
static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "a constant; the tests run it")]
    Regex::new(r#"\b([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)?\s*(~)?"#)
        .expect("a good expression")
});

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

    fn read(&mut self, template: &str) {
        for call in CALL.find_iter(template) {
            let inside = inside(&template[call.end()..]);
            let mut key = None;
            let mut names = BTreeSet::new();
            for argument in ARGUMENT.captures_iter(inside) {
                let Some(name) = argument.get(1) else { continue };
                let said = (2..=4).find_map(|group| argument.get(group)).map(|said| said.as_str());
                match name.as_str() {
                    "key" => {
                        key = Some((said.unwrap_or_default(), said.is_none() || argument.get(5).is_some()))
                    }
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
    }

    /// The arguments with which templates ask for a key; nothing if none does.
    pub fn arguments(&self, key: &str) -> Option<BTreeSet<&str>> {
        let begun = self.by_beginning.iter().filter(|(beginning, _)| key.starts_with(beginning.as_str()));
        let all: Vec<&BTreeSet<String>> =
            self.by_key.get(key).into_iter().chain(begun.map(|(_, names)| names)).collect();
        (!all.is_empty()).then(|| all.into_iter().flatten().map(String::as_str).collect())
    }
}

/// What stands in the parentheses of a call, up to the one that ends it. Arguments of calls inside it count as its own: too many
/// are known then, never too few.
fn inside(behind: &str) -> &str {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in behind.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => return &behind[..at],
            (None, ')') => depth -= 1,
            _ => {}
        }
    }
    // A call that does not end is a fault of its template.
    &behind[..behind.find('\n').unwrap_or(behind.len())]
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
    }
}
