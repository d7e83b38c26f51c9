//! Puts the calls that count into the text of a template.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::COUNT;
use super::tags::{Tag, tags, without_texts};
use crate::source::regex;

/// How many texts one tag may join.
const JOINED: usize = 50;
/// How many alternatives a template may have: Tera calls itself for each of an `if`.
const ALTERNATIVES: usize = 200;

/// A template with the calls that count.
pub struct Metered {
    pub text: String,
    /// Where in the written text each stands, and how long it is.
    calls: Vec<(usize, usize)>,
    /// Where the tags are written.
    tags: Vec<Range<usize>>,
    /// What cannot be measured and so cannot be used: where it is written, and why.
    pub refused: Option<(Range<usize>, &'static str)>,
}

impl Metered {
    /// The passage of the written text that a passage of the measured one is.
    pub fn written(&self, passage: &Range<usize>) -> Range<usize> {
        let (start, end) = (self.offset(passage.start), self.offset(passage.end));
        // What a call says is said of the tag before it.
        let tag = self.tags.iter().find(|tag| start == end && tag.end == start);
        tag.map_or(start..end.max(start), Range::clone)
    }

    fn offset(&self, at: usize) -> usize {
        let mut before = 0;
        for (place, length) in &self.calls {
            if place + before >= at {
                break;
            }
            // What is inside a call is where the call was put in.
            if at < place + before + length {
                return *place;
            }
            before += length;
        }
        at - before
    }
}

/// A list that is made by going through another.
static COMPREHENSION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[\[,]\s*[^\[\]]*?[^.\w]for\s+\w+(\s*,\s*\w+)?\s+in\s"));

/// Puts the calls into the text of a template.
pub fn measure(text: &str) -> Metered {
    let tags = tags(text);
    let mut calls: Vec<(usize, String)> = Vec::new();
    // Counted wherever the word stands, so that none is missed.
    let alternative = text.match_indices("elif").nth(ALTERNATIVES);
    let mut refused =
        alternative.map(|(at, word)| (at..at + word.len(), "more than 200 alternatives, `elif`"));
    // Loops, components and variables that were begun: where, and the number of the call that stands there.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let is_child = tags.iter().any(|tag| tag.word == "extends");
    if !is_child {
        calls.push((0, call(&format!("bytes={}", text.len()), "")));
    }
    for tag in &tags {
        let inner = &text[tag.range.clone()];
        let code = without_texts(inner);
        if COMPREHENSION.is_match(&code) {
            refused = refused
                .or(Some((tag.range.clone(), "a list made by `for` inside an expression; write a loop")));
        }
        if code.matches('~').count() > JOINED {
            refused = refused.or(Some((tag.range.clone(), "more than 50 texts joined at once")));
        }
        let trim = if inner.ends_with("-%}") { " -" } else { " " };
        let here = tag.range.end;
        match tag.word {
            "for" | "component" | "block" => {
                open.push((here, calls.len()));
                calls.push((here, call("bytes=0", trim)));
            }
            "endfor" | "endcomponent" | "endblock" => {
                if let Some((start, number)) = open.pop()
                    && let Some((_, made)) = calls.get_mut(number)
                {
                    let trim = if made.contains(" -}}") { " -" } else { " " };
                    *made = call(&format!("bytes={}", tag.range.start.saturating_sub(start)), trim);
                }
            }
            "set" | "set_global" => match (tag.name, says_value(inner, tag)) {
                (name, true) => calls.push((here, call(&format!("grown={name}"), trim))),
                (name, false) => names.push(name),
            },
            "endset" => {
                if let Some(name) = names.pop() {
                    calls.push((here, call(&format!("grown={name}"), trim)));
                }
            }
            _ => {}
        }
    }
    let mut out = String::with_capacity(text.len() + calls.len() * 40);
    let mut done = 0;
    for (place, made) in &calls {
        out.push_str(&text[done..*place]);
        out.push_str(made);
        done = *place;
    }
    out.push_str(&text[done..]);
    let calls = calls.into_iter().map(|(place, made)| (place, made.len())).collect();
    Metered { text: out, calls, tags: tags.into_iter().map(|tag| tag.range).collect(), refused }
}

/// True for a `set` with the value in it, behind a `=` directly after the name. Of any other it is what stands up to `endset`, and
/// a `=` belongs to an argument of a filter.
fn says_value(inner: &str, tag: &Tag<'_>) -> bool {
    let words = inner.get(2..).unwrap_or_default().trim_start_matches(['-', ' ', '\t', '\n', '\r']);
    let name = words.strip_prefix(tag.word).map(str::trim_start);
    let behind = name.and_then(|name| name.strip_prefix(tag.name)).map(str::trim_start);
    behind.is_some_and(|behind| behind.starts_with('='))
}

/// A call with its argument. `trim` is what ends it: a hyphen, where the tag before it takes white space away.
fn call(argument: &str, trim: &str) -> String {
    format!("{{{{ {COUNT}({argument}){trim}}}}}")
}
