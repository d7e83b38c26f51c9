//! What a template says with its tags and expressions taken out, as HTML.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::regex;
use crate::render::metered::blanked;

/// What stands in the place of a tag. To HTML it is a space between attributes, and nobody writes one into an address: behind each, an
/// address may begin.
pub const GAP: char = '\x0c';

static RAW: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?s)(\{%-?\s*raw\s*-?%\})(.*?)(\{%-?\s*endraw\s*-?%\})"));

/// A template as HTML, of the same length: tags and comments are gaps, expressions letters.
pub fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for found in RAW.captures_iter(text) {
        let (Some(whole), Some(inner)) = (found.get(0), found.get(2)) else { continue };
        out.push_str(&gaps(&text[done..whole.start()]));
        out.push_str(&" ".repeat(inner.start() - whole.start()));
        // Nothing in it is a tag.
        out.push_str(inner.as_str());
        out.push_str(&" ".repeat(whole.end() - inner.end()));
        done = whole.end();
    }
    out.push_str(&gaps(&text[done..]));
    out
}

fn gaps(text: &str) -> String {
    let blank = blanked(text);
    let byte = |(blank, own): (u8, u8)| if blank == b' ' && own != b' ' { GAP as u8 } else { blank };
    let bytes = blank.bytes().zip(text.bytes()).map(byte).collect();
    String::from_utf8(bytes).unwrap_or(blank)
}

static WORDS: LazyLock<Regex> = LazyLock::new(|| regex(r#""([^"]*)"|'([^']*)'|`([^`]*)`"#));
static SET: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"\{%-?\s*set(?:_global)?\s+(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)"#));
static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?s)\{\{.*?\}\}|\{%.*?%\}"));
static NAME: LazyLock<Regex> = LazyLock::new(|| regex(r"\w+"));

/// The variables of a template, and where the words are written that they are set to.
pub type Variables<'t> = BTreeMap<&'t str, Vec<Range<usize>>>;

/// The words that the variables of a template are set to, and where they are written.
pub fn variables(text: &str) -> Variables<'_> {
    let mut variables = Variables::new();
    for found in SET.captures_iter(text) {
        let words = (2..5).find_map(|group| found.get(group));
        if let (Some(name), Some(words)) = (found.get(1), words) {
            variables.entry(name.as_str()).or_default().push(words.range());
        }
    }
    variables
}

/// Where words stand that the expressions in `passage` of a template might put out.
pub fn put_out(text: &str, passage: Range<usize>, variables: &Variables<'_>) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let Some(cut) = text.get(passage.clone()) else { return places };
    for expression in EXPRESSION.find_iter(cut) {
        let start = passage.start + expression.start();
        for words in WORDS.captures_iter(expression.as_str()) {
            let inner = (1..4).find_map(|group| words.get(group));
            places.extend(inner.map(|inner| start + inner.start()..start + inner.end()));
        }
        let names = NAME.find_iter(expression.as_str());
        let set = names.filter_map(|name| variables.get(name.as_str()));
        places.extend(set.flatten().take(16).cloned());
    }
    places
}
