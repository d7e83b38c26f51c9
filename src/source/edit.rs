//! Texts with what mends their findings carried out.

use std::collections::BTreeMap;

use super::finding::{Edit, Finding};

/// The text of a file with everything mended that `findings`, which are in it, know how to mend. What mends one finding is carried out as a
/// whole, if its edits are in order and none overlaps another; where it overlaps what mends another finding, the earlier one
/// comes first, and the later one has to wait. `None` if nothing can be mended.
pub fn mended(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut chosen: BTreeMap<u32, &Edit> = BTreeMap::new();
    for finding in findings {
        // Two that touch have no order, so they count as overlapping.
        let is_free = |edit: &Edit| {
            let before = chosen.range(..=edit.span.end).next_back();
            text.get(edit.span.range()).is_some()
                && before.is_none_or(|(_, before)| before.span.end < edit.span.start)
        };
        let is_in_order =
            |pair: &[Edit]| pair[0].span.end <= pair[1].span.start && pair[0].span.start < pair[1].span.start;
        if finding.edits.iter().all(is_free) && finding.edits.windows(2).all(is_in_order) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span, tree};

    #[test]
    fn what_touches_waits() {
        let text = "one two three";
        let file = Sources::default().add("a.md".into(), text.into());
        let finding = |edits: &[(usize, usize, &str)]| {
            let edit = |(start, end, text): &(usize, usize, &str)| Edit {
                span: Span::new(file, *start..*end),
                text: (*text).to_owned(),
            };
            Finding::new(&tree::UNREADABLE, Span::start_of(file), "", "")
                .mended_by(edits.iter().map(edit).collect())
        };
        let first = finding(&[(4, 7, "2")]);
        // One that begins where the first ends, and one of which a part overlaps it, are left for the next time.
        let touching = finding(&[(7, 8, "_")]);
        let overlapping = finding(&[(0, 3, "1"), (5, 9, "x")]);
        let apart = finding(&[(0, 1, "O"), (8, 13, "3")]);
        let all = [&first, &touching, &overlapping, &apart];
        assert_eq!(mended(text, &all).as_deref(), Some("One 2 3"));
        // Edits of one finding may touch, but neither overlap nor come in another order.
        assert_eq!(mended(text, &[&finding(&[(0, 1, "O"), (1, 3, "NE")])]).as_deref(), Some("ONE two three"));
        assert_eq!(mended(text, &[&finding(&[(0, 4, "1"), (3, 7, "2")])]), None);
        assert_eq!(mended(text, &[&finding(&[(4, 7, "2"), (0, 3, "1")])]), None);
        assert_eq!(mended(text, &[]), None);
        assert_eq!(mended(text, &[&finding(&[(0, 3, "one")])]), None, "it says the same");
        assert_eq!(mended(text, &[&finding(&[(9, 99, "")])]), None, "it is not there");
    }
}
