//! Edits that mend what findings speak of, and texts with them carried out.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::span::Span;

/// Other words in the place of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// The text of a file with everything mended that `findings`, which are in it, know how to mend. What mends one finding is carried out as a
/// whole; where it overlaps what mends another, the earlier finding comes first, and the later one has to wait. Nothing if
/// nothing can be mended.
pub fn mended(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut chosen: BTreeMap<u32, &Edit> = BTreeMap::new();
    for finding in findings {
        // Two that touch have no order, so they count as overlapping.
        let is_free = |edit: &Edit| {
            let before = chosen.range(..=edit.span.end).next_back();
            text.get(edit.span.range()).is_some()
                && before.is_none_or(|(_, before)| before.span.end < edit.span.start)
        };
        if finding.edits.iter().all(is_free) {
            chosen.extend(finding.edits.iter().map(|edit| (edit.span.start, edit)));
        }
    }
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for edit in chosen.values() {
        let range = edit.span.range();
        mended.push_str(&text[done..range.start]);
        mended.push_str(&edit.text);
        done = range.end;
    }
    mended.push_str(&text[done..]);
    (mended != text).then_some(mended)
}
