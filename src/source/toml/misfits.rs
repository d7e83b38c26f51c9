//! What a file says that the schema of its kind has no place for.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use toml::value::Datetime;

use super::codes::{CONTROL_CHARACTER, UNKNOWN_KEY, WRONG_TYPE};
use super::nearest::{did_you_mean, nearest};
use crate::source::characters::{help_for, hidden, name_of};
use crate::source::finding::Finding;
use crate::source::span::Span;

const DAY: &str = "a day";
const TEXT: &str = "text";

/// Something in a file that its schema has no place for.
pub enum Misfit {
    UnknownKey { range: Range<usize>, key: String, known: Vec<String> },
    WrongType { range: Range<usize>, found: &'static str, expected: String },
    ControlCharacter { range: Range<usize>, hidden: String },
}

impl Misfit {
    /// The finding for it, whose place `at` makes of bytes of the file.
    pub fn finding(self, at: impl Fn(Range<usize>) -> Span) -> Finding {
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

/// Takes out of `table` what `schema` has no place for.
pub fn prune_table(
    table: &mut DeTable<'_>,
    schema: &Value,
    broken: &[Range<usize>],
    misfits: &mut Vec<Misfit>,
) {
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
pub fn alternatives(schema: &Value) -> Vec<&Value> {
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

pub fn is_day(schema: &Value) -> bool {
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
