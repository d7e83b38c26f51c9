//! The lines of `promulgate.toml` that nobody prints, because a credential may have come into them: all below `[publish]`, and
//! wherever else a key or an address looks like one. Also in a file that is no TOML, whose faults are printed as well.

use super::names::CONFIG_FILE;

/// The tables whose lines are shown: all but `publish`. What stands in any other was misspelt, and may be anything.
pub(crate) const SHOWN: [&str; 4] = ["title", "jurisdictions", "drift", "build"];

/// The keys that stand above all tables.
pub(crate) const KEYS: [&str; 6] = ["title", "base_url", "controlling", "languages", "theme", "zone"];

/// What, in the name of a key, makes its value a credential.
const CREDENTIAL: [&str; 9] =
    ["secret", "token", "password", "passwd", "passphrase", "credential", "key", "sas", "signature"];

/// True for the name of a key whose value is a credential.
pub fn is_credential(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    CREDENTIAL.iter().any(|word| key.contains(word))
        || ["user", "username", "pass", "pw"].contains(&key.as_str())
}

/// For each line of a file whether it is hidden; nothing for a file without such lines.
pub fn lines(path: &str, text: &str) -> Vec<bool> {
    if path != CONFIG_FILE {
        return Vec::new();
    }
    let mut state = State { is_below_header: false, is_hidden: false, open: None };
    let mut hidden: Vec<bool> = text.split('\n').map(|line| state.hides(line)).collect();
    let lines: Vec<&str> = text.split('\n').collect();
    // A comment above what is hidden speaks of it.
    let mut is_above = false;
    for (line, hidden) in lines.iter().zip(&mut hidden).rev() {
        *hidden |= is_above && line.trim_start().starts_with('#');
        is_above = *hidden || (is_above && line.trim().is_empty());
    }
    hidden
}

/// What the lines above one say of it.
struct State {
    /// True below a header of a table: keys begin no part of their own there.
    is_below_header: bool,
    /// Whether the part is hidden in which the line is.
    is_hidden: bool,
    /// The quotes of a text of several lines that was not closed.
    open: Option<&'static str>,
}

impl State {
    fn hides(&mut self, line: &str) -> bool {
        // What nobody sees may stand before the words.
        let words = line.trim_start_matches(|c: char| !c.is_ascii_graphic());
        match self.open {
            None => self.begin(words),
            Some(_) => self.begin_in_text(words),
        }
        let is_hidden = self.is_hidden || is_suspicious(line);
        self.close(line);
        is_hidden
    }

    /// Takes in a line that does not go on with a text of several lines.
    fn begin(&mut self, line: &str) {
        if let Some(root) = table(line) {
            // A list may go on with such a line, too: only a whole header of a known name ends what is hidden.
            self.is_hidden = !SHOWN.contains(&root.as_str()) || (self.is_hidden && !is_whole_header(line));
            self.is_below_header = true;
        } else if line.starts_with('#') {
            // A part that somebody took out for a while is what it was.
            let words = line.trim_start_matches(['#', ' ', '\t']);
            let begins = table(words).is_some_and(|root| is_like_publish(&root.to_ascii_lowercase()));
            self.is_hidden |= begins;
            self.is_below_header |= begins;
        } else if line.contains('=') {
            let key = first_key(line).to_ascii_lowercase();
            // Inside a hidden value only a key of the file's own can be the next one.
            self.is_hidden = match (self.is_below_header, self.is_hidden) {
                (false, true) => !KEYS.contains(&key.as_str()),
                (false, false) => key.is_empty() || is_like_publish(&key),
                (true, is_hidden) => is_hidden || key == "publish",
            };
        }
    }

    /// Takes in a line that goes on with a text of several lines, as it seems: in a file that is no TOML that may be wrong.
    /// So it can begin what is hidden, and never end it.
    fn begin_in_text(&mut self, line: &str) {
        if let Some(root) = table(line) {
            let is_hidden = !SHOWN.contains(&root.as_str());
            self.is_hidden |= is_hidden;
            self.is_below_header |= is_hidden;
        } else if line.contains('=') {
            self.is_hidden |= is_like_publish(&first_key(line).to_ascii_lowercase());
        }
    }

    /// Looks whether a text of several lines begins or ends in a line. Quotes in a comment, or in a text of one line, say nothing.
    fn close(&mut self, line: &str) {
        let mut rest = line;
        loop {
            if let Some(quotes) = self.open {
                let Some(end) = end_of_text(rest, quotes) else { return };
                self.open = None;
                // The last characters of the text may be quotes as well.
                rest = rest[end..].trim_start_matches(&quotes[..1]);
            }
            let Some(at) = rest.find(['"', '\'', '#']) else { return };
            rest = &rest[at..];
            if rest.starts_with('#') {
                return;
            }
            self.open = LONG_QUOTES.into_iter().find(|quotes| rest.starts_with(*quotes));
            rest = match self.open {
                Some(quotes) => &rest[quotes.len()..],
                // One that does not end is a fault, and ends with its line.
                None => match end_of_text(&rest[1..], &rest[..1]) {
                    Some(end) => &rest[1 + end..],
                    None => return,
                },
            };
        }
    }
}

/// The quotes around texts of several lines.
const LONG_QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// Behind the quotes that end a text; `None` if they are not on the line.
fn end_of_text(line: &str, quotes: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, character) in line.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = quotes.starts_with('"'),
            _ if line[at..].starts_with(quotes) => return Some(at + quotes.len()),
            _ => {}
        }
    }
    None
}

/// The first part of the name of the table that a line begins; `None` if it begins none.
fn table(line: &str) -> Option<String> {
    line.starts_with('[').then(|| first_key(line.trim_start_matches(['[', ' ', '\t'])))
}

/// True for a line that is the header of a table, written as nothing else is: without quotes, and with nothing behind it but a
/// comment.
fn is_whole_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let inner = |line: &str| Some(line.strip_prefix('[')?.strip_suffix(']')?.to_owned());
    let name = inner(line).map(|name| inner(&name).unwrap_or(name));
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_. \t".contains(c)))
}

/// True for a key, in small letters, that may be a misspelt `publish`.
fn is_like_publish(key: &str) -> bool {
    strsim::damerau_levenshtein(key, "publish") <= 3
}

/// The first part of the key with which a line begins, without its quotes; an empty one if it is written in a way that only
/// a parser understands.
fn first_key(line: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let key = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].split(quote).next().unwrap_or_default(),
        _ => line.split(|c| !is_bare(c)).next().unwrap_or_default(),
    };
    if key.contains('\\') { String::new() } else { key.to_owned() }
}

/// True for a line that may have a credential wherever it stands: in a key of that name, in an address, in a comment, or as a
/// word that nobody would write.
fn is_suspicious(line: &str) -> bool {
    let (key, value) = line.split_once('=').unwrap_or(("", ""));
    let key = key.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let has_user = line.contains('@') || line.split("://").skip(1).any(|rest| rest.contains('?'));
    let comment = line.split_once('#').map_or("", |(_, comment)| comment);
    is_credential(&key)
        || has_user
        || (names_address(&key) && !is_plain_setting(value))
        || is_credential(comment)
        || line.split(|c: char| !c.is_ascii_alphanumeric()).any(is_random)
        // Of lines that end in another way, all that follows is part of the first.
        || line.trim_end_matches('\r').contains('\r')
}

/// True for a key, in small letters, of which the value is an address, also one that is misspelt.
fn names_address(key: &str) -> bool {
    let parts = ["url", "uri", "address", "endpoint", "host"];
    parts.iter().any(|part| key.contains(part)) || strsim::damerau_levenshtein(key, "base_url") <= 2
}

/// True for the value of such a key that is no more than a place: in quotes on one line, and behind them at most a comment.
fn is_plain_setting(value: &str) -> bool {
    let value = value.trim();
    let Some(quote) = value.get(..1).filter(|quote| ["\"", "'"].contains(quote)) else { return false };
    let Some(end) = end_of_text(&value[1..], quote) else { return false };
    let behind = value[1 + end..].trim_start();
    (behind.is_empty() || behind.starts_with('#')) && is_plain_address(&value[1..end])
}

/// True for a scheme, if any, a host with its port, and a path of words.
fn is_plain_address(address: &str) -> bool {
    let scheme = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let rest = scheme.unwrap_or(address);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_of_words = |words: &str| {
        let is_good = |c: char| c.is_alphanumeric() || "._-/".contains(c);
        words.chars().all(is_good) && !words.split(|c: char| !c.is_alphanumeric()).any(is_mixed)
    };
    port.bytes().all(|byte| byte.is_ascii_digit()) && is_of_words(name) && is_of_words(path)
}

/// True for a word with figures among capitals, as names of hosts and paths have none.
fn is_mixed(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase)
}

/// True for a long word with figures in it, as credentials are.
fn is_random(word: &str) -> bool {
    word.len() >= 16
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> String {
        let lines = lines(CONFIG_FILE, text);
        text.split('\n')
            .zip(lines)
            .map(|(line, hidden)| if hidden { "-" } else { line })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn what_is_below_publish_is_hidden_however_it_is_written() {
        for text in [
            "[publish.p]\nurl = \"S\"",
            "[ publish . p ]\n# S\nS",
            "[\"publish\".p] # x\nurl = S",
            "['publish']\np = { S }",
            "[\"pub\\u006cish\".p]\nurl = S",
            "[pubish.p]\nurl = S",
            "[[publish]]\nS",
            "publish = { p = {\nurl = \"S\" } }",
            "publish.p.url = \"S\"",
            "[publish.p]\nurl = \"\"\"\n[drift]\nS\n\"\"\"",
            "[publish.p]\nurl = '''\n[drift]\nS",
            "[publish.p]\nurl = [\n[\"S\"],\n]\nS",
            "[drift]\nfail_on = \"x\"\n[publish\nS",
            "base_url = \"https://user:S@x.example\"",
            "base_url = \"https://x.example/?sig=S\"",
            "secret_access_key = \"S\"",
            "[drift]\naws_token = \"S\"",
            "pubilsh.p.url = \"S\"",
            "[publish]\r\nS",
            // Quotes that begin no text of several lines.
            "# do not write ''' here\n[publish.p]\nurl = \"S\"",
            "# do not write \"\"\" here\r\n[publish.p]\r\nurl = \"S\"",
            "title = \"a\" # '''\npublish.p.url = \"S\"",
            "title = \"'''\"\n[publish.p]\nurl = \"S\"",
            "title = '\"\"\"'\npublish = { p = \"S\" }",
            "title = \"\\\"\"\npublish = { p = \"S\" }",
            "title = \"\\\" ''' \\\\\"\n[publish.p]\nurl = \"S\"",
            "title = \"# '''\" # \"\"\"\n[publish.p]\nurl = \"S\"",
            "languages = [\n  \"'''\", # \"\"\"\n  '\"\"\"', \"\",\n]\n[publish.p]\nurl = \"S\"",
            "languages = [\"en\", \"'''\"]\npublish.p.url = \"S\"",
            "title = \"\"\"a\"\"\"\"\" # '''\n[publish.p]\nurl = \"S\"",
            "title = \"\"\"\\\"\"\"\"\"\"\n[publish.p]\nurl = \"S\"",
            "title = '''\\'''\n[publish.p]\nurl = \"S\"",
            // Texts that do not end, in a file that is no TOML.
            "title = '''a\n[publish.p]\nurl = \"S\"",
            "title = \"\"\"a\n[pubish.p]\nurl = \"S\"\n[drift]\nS",
            "title = \"\"\"a\npublish.p.url = \"S\"",
            "title = it's ''' \n[publish.p]\nurl = \"S\"",
            "title = \"a '''\n[publish.p]\nurl = \"S\"",
            // A text in which a table seems to begin.
            "title = '''\n[drift]\n'''\npublish.p.url = \"S\"",
            "languages = [\n[\"drift\"],\n]\npublish.p.url = \"S\"",
            "[publish.p]\nx = [\n[\"drift\"],\n\"S\",\n]",
            "[publish.p]\nx = [\n['build'],\n['drift']\n, \"S\",\n]",
            // Comments.
            "[publish.p]\n# S",
            "[publish.p] # S",
            "# S\n# S\n[publish.p]\nurl = \"x\"",
            "[build]\ncompress = true # its token: S",
            "# the password is S\ntitle = \"a\"",
            "title = \"a\" # AKIAS0123456789ABCDEF",
            "[build]\n# S\n\n# words\n\n[publish.p]",
            "#[publish.p]\n#url = \"S\"\n# S",
            "[drift]\n# [publish.p]\nS",
            "\u{feff}[publish.p]\nS",
            "\u{200b}[publish.p]\nS",
            "title = 1\r[publish.p]\rurl = \"S\"",
            // Addresses, in every way in which they may be mistaken.
            "base_url = \"u:S@host\"",
            "base_url = 'S@host'",
            "base_url = \"u:S\"",
            "base_url = \"//u:S@host\"",
            "base_url = \"https:/u:S@host\"",
            "base_url = \"https:u:S@host\"",
            "base_url = \"host?S\"",
            "base_url = \"host#S\"",
            "base_url = \"https://host/S3CRET\"",
            "base_url = \"\"\"\nu:S@host\"\"\"",
            "base_url = \"\"\"u:S\"\"\"",
            "base_url = u:S",
            "base-url = \"u:S\"",
            "bas_url = \"u:S\"",
            "\"base_url\" = \"u:S\"",
            "site_address = \"u:S\"",
            "zone = \"u:S@host\"",
        ] {
            assert!(!hidden(text).contains('S'), "{text}\n{}", hidden(text));
        }
    }

    #[test]
    fn everything_else_is_shown() {
        for text in [
            "title = \"a\"\n\n# words\nlanguages = [\n  \"en\",\n]\n[drift]\nfail_on = \"x\"\n[jurisdictions]\nEEA = []",
            "title = \"a",
            "titel = \"a\"",
            "\n[build]\nx =\n",
            "# it's ''' \"\"\"\n[drift]\nfail_on = \"x\"",
            "title = \"\"\"\na ''' = b\n\"\"\"\n[drift]\nx",
            "base_url = \"https://policies.example.com\"",
            "base_url = 'policies.example.com/legal/terms' # words",
            "base_url = \"http://localhost:8080/\"",
            "base_url = \"https://richtlinien.beispiel.de/präfix\"",
        ] {
            assert_eq!(hidden(text), text);
        }
        assert_eq!(hidden("[publish.p]\nx\n[drift]\ny"), "-\n-\n[drift]\ny");
        assert_eq!(hidden("[publish.p]\nx = \"'''\" # '''\n[drift]\ny"), "-\n-\n[drift]\ny");
        assert!(lines("content/x.toml", "[publish]").is_empty());
    }
}
