//! Words of files and names, so that no program that reads what is printed takes them for more than words: no terminal, and no
//! server that runs jobs and reads commands in their output.

use super::characters::is_hidden;

/// A name or a message on one line: every line end of Unicode and every character that nobody sees is written as its
/// number.
pub fn one_line(words: &str) -> String {
    let is_plain = |(at, c): (usize, char)| !is_hidden(words, at, c) && !['\n', '\r'].contains(&c);
    if words.char_indices().all(is_plain) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len() + 8);
    for (at, character) in words.char_indices() {
        match is_plain((at, character)) {
            true => out.push(character),
            false => out.push_str(&format!("<U+{:04X}>", u32::from(character))),
        }
    }
    out
}

/// Text of several lines, each with its characters as [`one_line`] writes them, in which no line can be a command: for what was
/// put together from words of others and has no colours.
pub fn tame(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(one_line).collect();
    no_commands(&lines.join("\n"))
}

/// Text for people in which no line can be a command to a server that runs jobs. They read `::error …` at the beginning of a
/// line, also behind white space (GitHub), and `##[…]` or `##vso[…]` anywhere in it (GitHub, Azure, TeamCity): a space parts
/// the signs.
pub fn no_commands(text: &str) -> String {
    if !text.contains("::") && !text.contains("##") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    // A carriage return begins a line as well, for a server.
    for line in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let words = line.trim_start();
        let (space, words) = line.split_at(line.len() - words.len());
        out.push_str(space);
        // A name of small letters must follow: `:::` stands before a place in what is found.
        let command =
            words.strip_prefix("::").filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        match command {
            Some(rest) => {
                out.push_str(": :");
                part_brackets(&mut out, rest);
            }
            None => part_brackets(&mut out, words),
        }
    }
    out
}

/// Appends words with a space before the bracket of every `##name[`.
fn part_brackets(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find("##") {
        let name =
            at + 2 + rest[at + 2..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len() - at - 2);
        // Of many number signs each may be the first.
        if rest[name..].starts_with('#') {
            out.push_str(&rest[..at + 1]);
            rest = &rest[at + 1..];
            continue;
        }
        out.push_str(&rest[..name]);
        if rest[name..].starts_with('[') {
            out.push(' ');
        }
        rest = &rest[name..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(one_line("a\n::error title=x::y"), "a<U+000A>::error title=x::y");
        assert_eq!(
            one_line("a\r\u{2028}\u{2029}\u{85}\u{1b}[31m\u{202e}b"),
            "a<U+000D><U+2028><U+2029><U+0085><U+001B>[31m<U+202E>b"
        );
        assert_eq!(one_line("隐私 é"), "隐私 é");
    }

    #[test]
    fn lines_stay_and_nothing_in_them_is_obeyed() {
        assert_eq!(tame("a\n  b \u{1b}[31m\r\n::error::c\n"), "a\n  b <U+001B>[31m<U+000D>\n: :error::c\n");
    }

    #[test]
    fn no_line_begins_a_command() {
        for (text, harmless) in [
            ("a\n::error::x\n", "a\n: :error::x\n"),
            ("  ::set-output name=a::b", "  : :set-output name=a::b"),
            (" ::: content/x.md:1:1", " ::: content/x.md:1:1"),
            ("x\r::add-mask::y", "x\r: :add-mask::y"),
            (
                "a ##[error]b ##vso[task.setvariable variable=a]b",
                "a ##  [error]b ##vso [task.setvariable variable=a]b",
            ),
            ("###[group]", "### [group]"),
            ("crate::name and ## Heading", "crate::name and ## Heading"),
        ] {
            assert_eq!(no_commands(text), harmless.replace("##  [", "## ["));
        }
    }
}
