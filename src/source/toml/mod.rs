//! Reads TOML into raw types and reports everything that does not fit, with its place.
//!
//! The shape of a file is the JSON Schema of its raw type: what editors are offered as help and what the program
//! accepts are therefore the same. What does not fit is reported and left out, so that one mistake hides no other.

mod codes;
mod misfits;
mod nearest;

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::DeTable;

use super::finding::{Finding, Findings};
use super::span::{FileId, Span};
use misfits::{Misfit, alternatives, is_day, prune_table};

pub use codes::*;
pub use misfits::unknown_key;
pub use nearest::{did_you_mean, nearest};

/// A value and where it stands in its file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub range: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        let range = spanned.span();
        Ok(At { value: spanned.into_inner(), range })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// Reads files of one kind; made once for each raw type.
pub struct TomlReader<T> {
    schema: Value,
    raw: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + JsonSchema + Default> Default for TomlReader<T> {
    fn default() -> Self {
        let settings = schemars::generate::SchemaSettings::draft2020_12().with(|settings| {
            settings.inline_subschemas = true;
        });
        TomlReader {
            schema: settings.into_generator().into_root_schema_for::<T>().to_value(),
            raw: PhantomData,
        }
    }
}

impl<T: DeserializeOwned + JsonSchema + Default> TomlReader<T> {
    /// Reads `text`, which begins at byte `offset` of `file`. What does not fit is added to `findings` and read as
    /// if it were not there.
    pub fn read(&self, file: FileId, text: &str, offset: usize, findings: &mut Findings) -> T {
        let (mut table, errors) = DeTable::parse_recoverable(text);
        let at = |range: Range<usize>| Span::new(file, range.start + offset..range.end + offset);
        let broken: Vec<Range<usize>> = errors.iter().filter_map(|error| error.span()).collect();
        // One mistake often gives several errors in its line; a list left open gives them to the end of the file.
        let unclosed = errors.iter().any(|error| error.message().starts_with("unclosed array"));
        let mut lines = BTreeSet::new();
        for error in errors.iter().take(if unclosed { 1 } else { errors.len() }) {
            let range = error.span().unwrap_or_default();
            let line = line_of(text, range.start);
            if lines.insert(line.start) {
                let line = text.get(line).unwrap_or_default();
                let wants_day = self.wants_day(line);
                findings.push(syntax_finding(at(range), error.message(), line, unclosed, wants_day));
            }
        }
        if unclosed {
            // What follows an open list is read as part of it: nothing of the file means what it seems to.
            return T::default();
        }
        let mut misfits = Vec::new();
        prune_table(table.get_mut(), &self.schema, &broken, &mut misfits);
        // What stands there as it is was found in the file itself.
        misfits.retain(|misfit| match misfit {
            Misfit::ControlCharacter { range, hidden } => {
                let written = text.get(range.clone()).unwrap_or_default();
                !hidden.chars().all(|character| written.contains(character))
            }
            _ => true,
        });
        findings.extend(misfits.into_iter().map(|misfit| misfit.finding(at)));
        match T::deserialize(toml::Deserializer::from(table)) {
            Ok(value) => value,
            Err(error) => {
                // Pruning leaves only what the schema allows; this speaks up should a raw type disagree with it.
                let place = at(error.span().unwrap_or_default());
                findings.push(Finding::new(&WRONG_TYPE, place, error.message().to_owned(), FITTING));
                T::default()
            }
        }
    }
}

impl<T> TomlReader<T> {
    /// True if the key of `line` is one of the file's own whose value is a day.
    fn wants_day(&self, line: &str) -> bool {
        let key = line.split_once('=').map_or("", |(key, _)| key.trim());
        let schema = self.schema.get("properties").and_then(|properties| properties.get(key));
        schema.is_some_and(|schema| alternatives(schema).into_iter().any(is_day))
    }
}

const FITTING: &str = "compare the file with the reference of its kind";

/// The bytes of the line in which `at` stands.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find('\n').unwrap_or(rest.len())
}

/// The finding for a fault of syntax in `line`.
fn syntax_finding(span: Span, message: &str, line: &str, unclosed: bool, wants_day: bool) -> Finding {
    const WRITE_DAY: &str = "write the day as year-month-day without quotes, for example 2021-02-09";
    if looks_like_a_day(line) || (wants_day && !message.contains("invalid date")) {
        return Finding::new(&BAD_DATE, span, "this is not how a day is written", WRITE_DAY);
    }
    if message.contains("invalid date") {
        return Finding::new(&BAD_DATE, span, format!("no calendar has this day: {message}"), WRITE_DAY);
    }
    if line.contains(['“', '”', '‘', '’', '＂']) {
        let help = "type straight quotes, \"like this\"";
        return Finding::new(&BAD_TOML, span, "these are curly quotes, which settings do not know", help);
    }
    if message.contains("string values must be quoted") {
        let help =
            "text stands in double quotes, translates = \"working\"; yes and no are written true and false";
        return Finding::new(&BAD_TOML, span, "this value is neither text in quotes nor true or false", help);
    }
    if message.contains("key with no value") {
        let help = "write = between the key and its value: translates = \"working\"";
        return Finding::new(&BAD_TOML, span, "this line has no = between a key and its value", help);
    }
    let message = if unclosed { "a list that begins here or above is never closed" } else { message };
    let help = "text stands in double quotes, lists in square brackets, and every key at most once";
    Finding::new(&BAD_TOML, span, message.to_owned(), format!("mend this line: {help}"))
}

/// True for a value of digits with hyphens, full stops or slashes that is not yet a day: `9.2.2021`, `2021-2-9`.
fn looks_like_a_day(line: &str) -> bool {
    let Some((_, value)) = line.split_once('=') else { return false };
    let value = value.trim();
    let parts: Vec<&str> = value.split(['-', '.', '/']).collect();
    let is_written_as_day = parts.iter().map(|part| part.len()).eq([4, 2, 2]) && value.contains('-');
    parts.len() == 3
        && !is_written_as_day
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
