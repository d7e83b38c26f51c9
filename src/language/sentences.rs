//! Where the sentences of a text stand.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::SentenceBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};

static SEGMENTER: LazyLock<SentenceSegmenterBorrowed<'static>> =
    LazyLock::new(|| SentenceSegmenter::new(SentenceBreakInvariantOptions::default()));

/// Returns where the sentences of a text stand, in order and without the blanks between them, by the rules of UAX 29. In a table each cell
/// has its own. An opening quotation mark belongs to the sentence before it. What has no letter and no digit is none.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cell in text.split_inclusive(['\t', '\n']) {
        let mut from = 0;
        for end in SEGMENTER.segment_str(cell).skip(1) {
            if end == cell.len() || !is_abbreviated(&cell[from..end]) {
                found.push(start + from..start + end);
                from = end;
            }
        }
        start += cell.len();
    }
    let trimmed = found.into_iter().map(|range| {
        let words = &text[range.clone()];
        let from = range.start + words.len() - words.trim_start().len();
        from..from + words.trim().len()
    });
    trimmed.filter(|range| text[range.clone()].contains(char::is_alphanumeric)).collect()
}

/// True if what ends with a stop may go on behind it: *U.S. law*, *Example Inc. in Kuala Lumpur*.
fn is_abbreviated(words: &str) -> bool {
    const SHORT: [&str; 17] = [
        "inc", "ltd", "corp", "co", "sdn", "bhd", "no", "st", "art", "sec", "mr", "ms", "dr", "vs", "etc",
        "e.g", "i.e",
    ];
    let Some(words) = words.trim_end().strip_suffix('.') else { return false };
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let is_initial =
        last.rsplit('.').next().is_some_and(|part| part.len() == 1 && part.starts_with(char::is_uppercase));
    is_initial || SHORT.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_they_end() {
        let of = |text: &'static str| -> Vec<&str> {
            sentences(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(of("We ask. You answer! (Or not.)"), ["We ask.", "You answer!", "(Or not.)"]);
        assert_eq!(
            of("Example Inc. in the U.S. Court has 3.5 of it, e.g. half."),
            ["Example Inc. in the U.S. Court has 3.5 of it, e.g. half."]
        );
        assert_eq!(of("我们询问。“您答复！”或者不。然后"), ["我们询问。“", "您答复！”", "或者不。", "然后"]);
        assert_eq!(
            of("Name\tWe ask. You answer.\t180 days\n"),
            ["Name", "We ask.", "You answer.", "180 days"]
        );
        assert_eq!(of("…\n"), [""; 0]);
    }
}
