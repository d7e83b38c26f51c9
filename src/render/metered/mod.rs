//! What a site's own templates may use up. They are programs: a few words of one can go on for ever, or fill all memory. So
//! their text is measured before it is used: a call that counts is put into every loop, component and file of theirs, and
//! behind every variable that they set. The count is of steps and bytes, not of time, so that the same template always ends
//! in the same way.

mod chains;
mod tags;
mod text;

use std::borrow::Cow;
use std::cell::Cell;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

pub use chains::{DEEPEST, too_deep};
pub use tags::blanked;
pub use text::measure;

/// What one page may use up, in bytes that it puts out or might. Far beyond the longest of texts.
const PAGE: u64 = 256 << 20;
/// What one round of a loop uses up, beside the bytes in it.
const STEP: u64 = 1024;
/// How large a variable may grow, in bytes and elements.
const VARIABLE: u64 = 4 << 20;

/// What is called in a template to count.
const COUNT: &str = "promulgate_count";

thread_local! {
    /// What is left to the page that this thread makes.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// Begins a page. Without templates of a site's own nothing is counted: the program's end.
pub fn begin(is_metered: bool) {
    LEFT.set(if is_metered { PAGE } else { u64::MAX });
}

/// Uses up some of what is left.
fn spend(cost: u64) -> TeraResult<()> {
    let left = LEFT.get();
    if left == u64::MAX {
        return Ok(());
    }
    LEFT.set(left.saturating_sub(cost).min(u64::MAX - 1));
    match left > cost {
        true => Ok(()),
        false => Err(Error::message("it does not come to an end, or its page grows beyond 256 MiB")),
    }
}

/// Registers what counts, and takes the place of what would not.
pub fn register(tera: &mut Tera) {
    tera.register_function(COUNT, |arguments: Kwargs, _: &State<'_>| {
        spend(STEP + arguments.get::<u64>("bytes")?.unwrap_or_default())?;
        if let Some(value) = arguments.get::<Value>("grown")? {
            let size = size(&value, VARIABLE);
            spend(size)?;
            if size >= VARIABLE {
                return Err(Error::message("this variable grows beyond 4 MiB"));
            }
        }
        Ok::<_, Error>("")
    });
    tera.register_function("range", range);
    tera.register_filter("safe", |text: Cow<'_, str>, _: Kwargs, _: &State<'_>| {
        spend(text.len() as u64)?;
        Ok::<_, Error>(Value::safe_string(&text))
    });
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.set_escape_fn(|text, out| {
        spend(text.len() as u64).map_err(|error| std::io::Error::other(error.to_string()))?;
        tera::escape_html(text, out)
    });
}

/// How large a value is, as far as `most`. What occurs in it several times counts as often as it would be shown.
fn size(value: &Value, most: u64) -> u64 {
    let mut size = 0;
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        size += 1 + value.as_str().map_or(0, |text| text.len() as u64);
        if size >= most {
            break;
        }
        if let Some(values) = value.as_array() {
            waiting.extend(values.iter().take(most as usize));
        } else if let Some(map) = value.as_map() {
            waiting.extend(map.values());
        }
    }
    size
}

/// As the function of Tera, but that it counts what it makes.
fn range(arguments: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 || (start > end && step > 0) {
        return Err(Error::message(
            "`range` wants an `end` behind its `start`, and a `step_by` that is not 0",
        ));
    }
    let is_inside = |at: &i64| if step > 0 { *at < end } else { *at > end };
    let numbers = std::iter::successors(Some(start), |at| at.checked_add(step)).take_while(is_inside);
    let numbers: Vec<i64> = numbers.take(100_001).collect();
    if numbers.len() > 100_000 {
        return Err(Error::message("`range` has more than 100,000 numbers"));
    }
    spend(numbers.len() as u64 * 64)?;
    Ok(numbers)
}

/// As the filter of Tera, but that it counts first how much comes of it. The two after it are like it.
fn replace(text: StringInput<'_>, arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from: &str = arguments.must_get("from")?;
    let to: StringInput<'_> = arguments.must_get("to")?;
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to) = match is_safe {
        true => (text.rendered(state)?.into_owned(), to.rendered(state)?.into_owned()),
        false => (text.as_str().to_owned(), to.as_str().to_owned()),
    };
    spend((text.len() + text.matches(from).count().saturating_mul(to.len())) as u64)?;
    let out = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&out) } else { Value::from(out) })
}

fn join(values: &[Value], arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let between: Option<StringInput<'_>> = arguments.get("sep")?;
    let is_safe = state.autoescaping_enabled()
        && (values.iter().any(|value| value.is_string() && value.is_safe())
            || between.as_ref().is_some_and(StringInput::is_safe));
    let between = match (&between, is_safe) {
        (Some(words), true) => words.rendered(state)?,
        (Some(words), false) => Cow::Borrowed(words.as_str()),
        (None, _) => Cow::Borrowed(""),
    };
    let mut parts = Vec::with_capacity(values.len());
    for value in values {
        let part = match is_safe {
            _ if value.is_undefined() => String::new(),
            true => state.escape_if_needed(value)?,
            false => value.to_string(),
        };
        spend((part.len() + between.len()) as u64)?;
        parts.push(part);
    }
    let out = parts.join(&between);
    Ok(if is_safe { Value::safe_string(&out) } else { Value::from(out) })
}

fn indent(text: StringInput<'_>, arguments: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let width = arguments.get::<usize>("width")?.unwrap_or(4).min(1000);
    let first = arguments.get::<bool>("first")?.unwrap_or(false);
    let blank = arguments.get::<bool>("blank")?.unwrap_or(false);
    let words = text.as_str();
    spend((words.len() + words.lines().count().saturating_mul(width)) as u64)?;
    let spaces = " ".repeat(width);
    let line = |(number, line): (usize, &str)| match (number, line.is_empty()) {
        (0, _) if !first => line.to_owned(),
        (1.., true) if !blank => String::new(),
        _ => format!("{spaces}{line}"),
    };
    let lines: Vec<String> = words.lines().enumerate().map(line).collect();
    let end = if words.ends_with('\n') { "\n" } else { "" };
    Ok(text.inherit_safety(lines.join("\n") + end))
}

#[cfg(test)]
mod tests;
