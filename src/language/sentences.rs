//! Where the sentences of a text stand.

use std::ops::Range;

/// Returns where the sentences of a text stand, in order and without gaps. A semicolon and a new line end one as well.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_before_space = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let ends = match c {
            '。' | '！' | '？' | '；' | '\n' => true,
            '!' | '?' | ';' => is_before_space,
            '.' => is_before_space && !ends_short_form(text.get(start..at).unwrap_or_default()),
            _ => false,
        };
        if ends {
            sentences.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// True if a full stop behind this belongs to a short form: Inc., e.g., J.
fn ends_short_form(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    is_letter
        || ["inc", "ltd", "corp", "co", "no", "vs", "etc", "sdn", "bhd"]
            .contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_their_signs_stand() {
        let cut = |text: &'static str| -> Vec<&str> {
            sentences(text).into_iter().map(|range| text[range].trim()).collect()
        };
        assert_eq!(
            cut("We ask Acme Inc. and others, e.g. banks. They reply."),
            ["We ask Acme Inc. and others, e.g. banks.", "They reply."]
        );
        assert_eq!(cut("Sentry.io is one; it is. No? Yes"), ["Sentry.io is one;", "it is.", "No?", "Yes"]);
        assert_eq!(cut("我们保留。您可以反对；我们答复"), ["我们保留。", "您可以反对；", "我们答复"]);
        assert!(cut("").is_empty());
    }
}
