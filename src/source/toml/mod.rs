//! Reads TOML into raw types and reports everything that does not fit, with its place.
//!
//! The shape of a file is the JSON Schema of its raw type: what editors are offered as help and what the program
//! accepts are therefore the same. What does not fit is reported and left out, so that one mistake hides no other.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use toml::value::Datetime;

use super::characters::{help_for, hidden, name_of};
use super::finding::{Finding, Findings};
use super::span::{FileId, Span};

crate::source::codes! {
    /// A settings file breaks the rules of TOML, the notation in which such files are written.
    ///
    /// A quote, a bracket or an equals sign is missing, or a key, the word before the equals sign, stands twice. Nobody
    /// can be sure what was meant, so the program does not guess. For example:
    ///
    /// ```toml
    /// kind = "privacy-notice"
    /// kind = "notice"             # the same key a second time
    /// order 2                     # no equals sign
    /// ```
    ///
    /// Way out: mend the line that is shown. Text stands in double quotes, lists in square brackets, and every key at
    /// most once: `title = "Privacy notice"`.
    BAD_TOML = "bad-toml", Error;

    /// A settings file has a key, the word before an equals sign, that this kind of file does not know.
    ///
    /// It would have no effect, and a misspelt `effective` or `material` must not go unnoticed in a legal archive. For
    /// example:
    ///
    /// ```toml
    /// released = 2021-01-10
    /// efective = 2021-02-09
    /// ```
    ///
    /// Way out: write the key that is suggested, or take the line out.
    UNKNOWN_KEY = "unknown-key", Error;

    /// A value is of the wrong kind: text where a day is expected, or a number where a list is.
    ///
    /// The program would have to guess what it means, and a wrong guess could change when a text applies. For example:
    ///
    /// ```toml
    /// released = "2021-01-10"     # text, because of the quotes
    /// effective = 2021-02-09      # a day
    /// ```
    ///
    /// Way out: write it as the message says. Days stand without quotes, `released = 2021-01-10`; text stands in them.
    WRONG_TYPE = "wrong-type", Error;

    /// A text holds an invisible character, or one that changes the direction in which text is shown.
    ///
    /// It may stand there as such, or be written as an entity (`&#x202e;`, `&shy;`) or an escape (`"\u202e"`). It can make a
    /// text look different from what it says, and in a legal text both must be the same. Who searches for “30 days” does not
    /// find a `30` with a space without width in it. The trick is well known: see Unicode Technical Standard 39, and
    /// CVE-2021-42574, “Trojan Source”. For example, what follows the entity is shown backwards:
    ///
    /// ```markdown
    /// You may object within &#x202e;41 days.
    /// ```
    ///
    /// Control characters are meant, and those that Unicode calls “default ignorable”, for private use, or no characters. Soft
    /// hyphens are, too: browsers divide words by themselves. U+FFFD says that an encoding has damaged the text. What a script or
    /// an emoji needs is allowed there: joiners in Persian and Hindi, marks of direction beside Hebrew, the form of a character.
    /// In the files of a theme only control characters and those that change the direction count.
    ///
    /// Way out: delete the character. A text that runs from right to left needs none that changes the direction: that comes
    /// from its language. For U+FFFD write again what stood there.
    CONTROL_CHARACTER = "control-character", Error;

    /// A day is one that no calendar has, such as 30 February, or is not written as year-month-day.
    ///
    /// Without its days nobody can tell when a version applied. For example:
    ///
    /// ```toml
    /// released = 2021-02-30
    /// effective = 2021-3-1
    /// ```
    ///
    /// Way out: write the year with four digits, the month and the day with two, without quotes: `2021-02-09`.
    BAD_DATE = "bad-date", Error;
}

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

/// Something in a file that its schema has no place for.
enum Misfit {
    UnknownKey { range: Range<usize>, key: String, known: Vec<String> },
    WrongType { range: Range<usize>, found: &'static str, expected: String },
    ControlCharacter { range: Range<usize>, hidden: String },
}

impl Misfit {
    fn finding(self, at: impl Fn(Range<usize>) -> Span) -> Finding {
        match self {
            Misfit::UnknownKey { range, key, known } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                unknown_key(at(range), &key, &known)
            }
            Misfit::ControlCharacter { range, hidden } => Finding::new(
                &CONTROL_CHARACTER,
                at(range),
                format!("this text holds {}, written as an escape", name_of(&hidden)),
                help_for(&hidden),
            ),
            Misfit::WrongType { range, found, expected } => Finding::new(
                &WRONG_TYPE,
                at(range),
                format!("expected {expected}, found {found}"),
                match expected.as_str() {
                    DAY => "write a day without quotes: 2021-02-09".to_owned(),
                    TEXT => "write text in double quotes".to_owned(),
                    _ => format!("write {expected} here"),
                },
            ),
        }
    }
}

/// The finding for a key that is none of the `known` ones.
pub fn unknown_key(span: Span, key: &str, known: &[&str]) -> Finding {
    let message = format!("unknown key `{key}`");
    match nearest(key, known.iter().copied()) {
        Some(near) => Finding::new(&UNKNOWN_KEY, span, message, did_you_mean(near)).meant(near),
        None => Finding::new(&UNKNOWN_KEY, span, message, format!("known here: {}", known.join(", "))),
    }
}

/// The help line for a misspelt name.
pub fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// How many names are compared: a list beyond it is no help anyway, and each comparison takes time.
const MAX_CANDIDATES: usize = 300;

/// The known name that is most like `name`, if any is like it at all.
///
/// Likeness is the Damerau-Levenshtein distance; at most a third of the letters may differ.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let length = name.chars().count();
    let bound = (length / 3).max(1);
    let candidates = known.into_iter().take(MAX_CANDIDATES);
    candidates
        // Much longer or shorter names are far away, and to measure how far takes long.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= bound)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= bound)
        .min()
        .map(|(_, candidate)| candidate)
}

const DAY: &str = "a day";
const TEXT: &str = "text";

/// Takes out of `table` what `schema` has no place for.
fn prune_table(table: &mut DeTable<'_>, schema: &Value, broken: &[Range<usize>], misfits: &mut Vec<Misfit>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties").filter(|others| others.is_object());
    let kept = std::mem::take(table).into_iter().filter_map(|(key, mut value)| {
        let name: &str = key.get_ref();
        match properties.and_then(|properties| properties.get(name)).or(others) {
            Some(schema) => prune_value(&mut value, schema, broken, misfits).then_some((key, value)),
            None => {
                let known = properties.map(|properties| properties.keys().cloned().collect());
                misfits.push(Misfit::UnknownKey {
                    range: key.span(),
                    key: name.to_owned(),
                    known: known.unwrap_or_default(),
                });
                None
            }
        }
    });
    *table = kept.collect();
}

/// True if `value` may stay.
fn prune_value(
    value: &mut Spanned<DeValue<'_>>,
    schema: &Value,
    broken: &[Range<usize>],
    misfits: &mut Vec<Misfit>,
) -> bool {
    let range = value.span();
    if broken.iter().any(|error| range.start <= error.start && error.end <= range.end && !error.is_empty())
        && !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_))
    {
        return false; // already reported as a fault of syntax
    }
    let Some(schema) = alternative(schema, value.get_ref()) else {
        let found = kind_of(value.get_ref());
        misfits.push(Misfit::WrongType { range, found, expected: expected(schema) });
        return false;
    };
    match value.get_mut() {
        DeValue::String(words) => {
            let hidden: String = hidden(words).map(|(_, character)| character).collect();
            if !hidden.is_empty() {
                misfits.push(Misfit::ControlCharacter { range, hidden });
            }
        }
        DeValue::Table(table) => prune_table(table, schema, broken, misfits),
        DeValue::Array(items) => {
            let item_schema = schema.get("items").unwrap_or(&Value::Null);
            let all = std::mem::replace(items, DeArray::new());
            for mut item in all {
                if prune_value(&mut item, item_schema, broken, misfits) {
                    items.push(item);
                }
            }
        }
        _ => {}
    }
    true
}

/// The part of `schema` that fits the kind of `value`: itself, or one of its `anyOf`.
fn alternative<'s>(schema: &'s Value, value: &DeValue<'_>) -> Option<&'s Value> {
    alternatives(schema).into_iter().find(|schema| fits(schema, value))
}

/// A schema and, where it is a choice, all that can be chosen, however the choices nest.
fn alternatives(schema: &Value) -> Vec<&Value> {
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(choices) => choices.iter().flat_map(alternatives).collect(),
        None => vec![schema],
    }
}

fn fits(schema: &Value, value: &DeValue<'_>) -> bool {
    types(schema).any(|name| match value {
        DeValue::String(_) => name == "string" && !is_day(schema),
        DeValue::Integer(_) => name == "integer",
        DeValue::Float(_) => name == "number",
        DeValue::Boolean(_) => name == "boolean",
        DeValue::Datetime(day) => name == "string" && is_day(schema) && is_plain_day(day),
        DeValue::Array(_) => name == "array",
        DeValue::Table(_) => name == "object",
    })
}

fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let kind = schema.get("type");
    let several = kind.and_then(Value::as_array).into_iter().flatten();
    kind.filter(|kind| kind.is_string()).into_iter().chain(several).filter_map(Value::as_str)
}

fn is_day(schema: &Value) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("date")
}

fn expected(schema: &Value) -> String {
    let mut words: Vec<&str> = Vec::new();
    for schema in alternatives(schema) {
        for name in types(schema).filter(|&name| name != "null") {
            words.push(match name {
                "string" if is_day(schema) => DAY,
                "string" => TEXT,
                "integer" => "a whole number",
                "number" => "a number",
                "boolean" => "true or false",
                "array" => "a list",
                _ => "a table",
            });
        }
    }
    words.join(" or ")
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => TEXT,
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(day) if !is_plain_day(day) => "a time",
        DeValue::Datetime(_) => DAY,
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// True for a day without a time of day.
fn is_plain_day(day: &Datetime) -> bool {
    day.date.is_some() && day.time.is_none() && day.offset.is_none()
}
