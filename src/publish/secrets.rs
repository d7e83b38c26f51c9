//! What must never be printed, and messages without it.

use aho_corasick::{AhoCorasick, MatchKind};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::source::without_secrets;

/// What, in the name of a setting, makes its value a secret.
const SECRET: [&str; 6] = ["SECRET", "KEY", "TOKEN", "PASSWORD", "SAS", "CREDENTIAL"];

/// True for the name of a setting whose value is a secret.
pub fn is_secret(name: &str) -> bool {
    SECRET.iter().any(|word| name.contains(word))
}

/// What must never be printed, each with the name of the setting that says it: all that the environment says, for anything may
/// have been pasted anywhere.
#[derive(Default)]
pub struct Secrets(Vec<(String, String)>);

/// What is shorter is a word of any message.
const SHORT: usize = 4;

impl Secrets {
    /// The values of settings by their names. Of one that is JSON all its words as well.
    pub fn of<'a>(settings: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        let mut secrets = Vec::new();
        for (name, value) in settings {
            let mut values = vec![value.clone()];
            if let Ok(json) = serde_json::from_str(value) {
                words_of(&json, &mut values);
            }
            for value in values.into_iter().filter(|value| value.len() >= SHORT) {
                // As messages write it.
                let escaped = value.escape_debug().to_string();
                let encoded = utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string();
                secrets.extend([escaped, encoded, value].map(|value| (value, name.clone())));
            }
            secrets.push((name.clone(), name.clone()));
        }
        Secrets(secrets)
    }

    /// A message in which settings stand by their names, and without what addresses may have of secrets.
    pub fn scrub(&self, message: &str) -> String {
        let named = self.with_names(message);
        // In an address names of hosts become small: the second time they are what they were.
        self.with_names(&without_secrets(&named))
    }

    fn with_names(&self, message: &str) -> String {
        let values = self.0.iter().map(|(value, _)| value);
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // It fails for more than any environment holds: then nothing may be said at all.
        let Ok(finder) = builder.build(values) else { return "what it says is not shown".to_owned() };
        let mut out = String::new();
        let mut done = 0;
        for found in finder.find_iter(message) {
            let Some((value, name)) = self.0.get(found.pattern().as_usize()) else { continue };
            // What is no credential by its name is left where it is part of another word.
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let is_word = !is_part(message[..found.start()].chars().next_back())
                && !is_part(message[found.end()..].chars().next());
            if value == name || is_secret(name) || is_word {
                out.push_str(&message[done..found.start()]);
                out.push_str(name);
                done = found.end();
            }
        }
        out + &message[done..]
    }
}

/// Adds every text and number in a value.
fn words_of(json: &Value, words: &mut Vec<String>) {
    match json {
        Value::String(word) => words.push(word.clone()),
        Value::Number(number) => words.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| words_of(item, words)),
        Value::Object(fields) => fields.values().for_each(|field| words_of(field, words)),
        Value::Null | Value::Bool(_) => {}
    }
}
