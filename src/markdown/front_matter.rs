//! The lines before a text that speak about it: TOML between `+++`, or YAML between `---`.

use std::ops::Range;

/// A file cut in two. Ranges are in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    pub front: Option<FrontMatter>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// What stands between the fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    pub format: Format,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Toml,
    Yaml,
}

/// True for a line that YAML could begin with: a key, a comment, or the closing fence.
fn is_yaml(line: &str) -> bool {
    let line = line.trim();
    line == "---" || line.starts_with('#') || line.split_once(':').is_some_and(|(key, _)| !key.contains(' '))
}

/// Cuts off the front matter. A fence that is never closed is no front matter but text. A byte order mark before
/// everything is skipped.
pub fn split(text: &str) -> Parts {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Parts { front: None, body: start..text.len() };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next() else { return whole };
    let (fence, format) = match first.trim_end() {
        "+++" => ("+++", Format::Toml),
        "---" => ("---", Format::Yaml),
        _ => return whole,
    };
    // A line of hyphens may also be a thematic break with which a text begins.
    if format == Format::Yaml && !lines.clone().find(|line| !line.trim().is_empty()).is_some_and(is_yaml) {
        return whole;
    }
    let front_start = start + first.len();
    let mut at = front_start;
    for line in lines {
        if line.trim_end() == fence {
            let front = FrontMatter { format, range: front_start..at };
            return Parts { front: Some(front), body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    whole
}
