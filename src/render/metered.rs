//! What a site's own templates may use up. They are programs: a few words of one can go on for ever, or fill all memory. So
//! their text is measured before it is used: a call that counts is put into every loop, component and file of theirs, and
//! behind every variable that they set. The count is of steps and bytes, not of time, so that the same template always ends
//! in the same way.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// What one page may use up, in bytes that it puts out or might. Far beyond the longest of texts.
const PAGE: u64 = 256 << 20;
/// What one round of a loop uses up, beside the bytes in it.
const STEP: u64 = 1024;
/// How large a variable may grow, in bytes and elements.
const VARIABLE: u64 = 4 << 20;
/// How many texts one tag may join.
const JOINED: usize = 50;

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

/// A template with the calls that count.
pub struct Metered {
    pub text: String,
    /// Where in the written text each stands, and how long it is.
    calls: Vec<(usize, usize)>,
    /// Where the tags are written.
    tags: Vec<Range<usize>>,
    /// What cannot be measured and so cannot be used: where it is written, and why.
    pub refused: Option<(Range<usize>, &'static str)>,
}

impl Metered {
    /// The passage of the written text that a passage of the measured one is.
    pub fn written(&self, passage: &Range<usize>) -> Range<usize> {
        let (start, end) = (self.offset(passage.start), self.offset(passage.end));
        // What a call says is said of the tag before it.
        let tag = self.tags.iter().find(|tag| start == end && tag.end == start);
        tag.map_or(start..end.max(start), Range::clone)
    }

    fn offset(&self, at: usize) -> usize {
        let mut before = 0;
        for (place, length) in &self.calls {
            if place + before >= at {
                break;
            }
            // What is inside a call is where the call was put in.
            if at < place + before + length {
                return *place;
            }
            before += length;
        }
        at - before
    }
}

/// A list that is made by going through another.
static COMPREHENSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\[,]\s*[^\[\]]*?[^.\w]for\s+\w+(\s*,\s*\w+)?\s+in\s").ok());

/// Puts the calls into the text of a template.
pub fn measure(text: &str) -> Metered {
    let tags = tags(text);
    let mut calls: Vec<(usize, String)> = Vec::new();
    let mut refused = None;
    // Loops, components and variables that were begun: where, and the number of the call that stands there.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let is_child = tags.iter().any(|tag| tag.word == "extends");
    if !is_child {
        calls.push((0, call(&format!("bytes={}", text.len()), "")));
    }
    for tag in &tags {
        let inner = &text[tag.range.clone()];
        let code = without_texts(inner);
        if COMPREHENSION.as_ref().is_some_and(|comprehension| comprehension.is_match(&code)) {
            refused = refused
                .or(Some((tag.range.clone(), "a list made by `for` inside an expression; write a loop")));
        }
        if code.matches('~').count() > JOINED {
            refused = refused.or(Some((tag.range.clone(), "more than 50 texts joined at once")));
        }
        let trim = if inner.ends_with("-%}") { " -" } else { " " };
        let here = tag.range.end;
        match tag.word {
            "for" | "component" | "block" => {
                open.push((here, calls.len()));
                calls.push((here, call("bytes=0", trim)));
            }
            "endfor" | "endcomponent" | "endblock" => {
                if let Some((start, number)) = open.pop()
                    && let Some((_, made)) = calls.get_mut(number)
                {
                    let trim = if made.contains(" -}}") { " -" } else { " " };
                    *made = call(&format!("bytes={}", tag.range.start.saturating_sub(start)), trim);
                }
            }
            "set" | "set_global" => match (tag.name, code.contains('=')) {
                (name, true) => calls.push((here, call(&format!("grown={name}"), trim))),
                (name, false) => names.push(name),
            },
            "endset" => {
                if let Some(name) = names.pop() {
                    calls.push((here, call(&format!("grown={name}"), trim)));
                }
            }
            _ => {}
        }
    }
    let mut out = String::with_capacity(text.len() + calls.len() * 40);
    let mut done = 0;
    for (place, made) in &calls {
        out.push_str(&text[done..*place]);
        out.push_str(made);
        done = *place;
    }
    out.push_str(&text[done..]);
    let calls = calls.into_iter().map(|(place, made)| (place, made.len())).collect();
    Metered { text: out, calls, tags: tags.into_iter().map(|tag| tag.range).collect(), refused }
}

/// A call with its argument. `trim` is what ends it: a hyphen, where the tag before it takes white space away.
fn call(argument: &str, trim: &str) -> String {
    format!("{{{{ {COUNT}({argument}){trim}}}}}")
}

/// A tag or an expression of a template.
struct Tag<'t> {
    range: Range<usize>,
    /// The first word of a tag; of an expression none.
    word: &'t str,
    /// The word after it.
    name: &'t str,
}

/// The tags and expressions of a template in order, as far as it can be read; without comments and raw passages.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let rest = &text[start..];
        let end = match rest.as_bytes().get(1) {
            Some(b'#') => rest.find("#}").map(|end| end + 2),
            Some(b'{') => end_of(rest, "}}"),
            Some(b'%') => end_of(rest, "%}"),
            _ => Some(1),
        };
        let Some(end) = end else { break };
        at = start + end;
        let is_tag = rest.starts_with("{%");
        if is_tag || rest.starts_with("{{") {
            let inner = rest[2..end].trim_start_matches(['-', ' ', '\t', '\n', '\r']);
            let mut words =
                inner.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
            let word = words.next().filter(|word| is_tag && inner.starts_with(*word)).unwrap_or_default();
            let name = words.next().unwrap_or_default();
            if word == "raw" {
                at = text[at..].find("endraw").map_or(text.len(), |end| at + end);
            }
            tags.push(Tag { range: start..start + end, word, name });
        }
    }
    tags
}

/// Behind the first `end` that stands in no text between quotes.
fn end_of(text: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(2) {
        match quote {
            _ if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if ['"', '\'', '`'].contains(&character) => quote = Some(character),
            None if text[at..].starts_with(end) => return Some(at + end.len()),
            None => {}
        }
    }
    None
}

/// A tag with what is between quotes blanked out.
fn without_texts(tag: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let blank = |character: char| match quote {
        _ if escaped => {
            escaped = false;
            ' '
        }
        Some(_) if character == '\\' => {
            escaped = true;
            ' '
        }
        Some(open) => {
            if character == open {
                quote = None;
            }
            ' '
        }
        None => {
            if ['"', '\'', '`'].contains(&character) {
                quote = Some(character);
            }
            character
        }
    };
    tag.chars().map(blank).collect()
}

/// A template with every tag, expression and comment blanked out, so that what is left is HTML: of the same length, expressions
/// as letters, the others as spaces.
pub fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let rest = &text[start..];
        let (end, filler) = match rest.as_bytes().get(1) {
            Some(b'#') => (rest.find("#}").map(|end| end + 2), ' '),
            Some(b'{') => (end_of(rest, "}}"), 'x'),
            Some(b'%') => (end_of(rest, "%}"), ' '),
            _ => (None, '{'),
        };
        let end = end.unwrap_or(1);
        out.push_str(&text[at..start]);
        let fill = |byte: u8| if byte == b'\n' { '\n' } else { filler };
        out.extend(rest.as_bytes()[..end].iter().map(|byte| fill(*byte)));
        at = start + end;
    }
    out + &text[at..]
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    fn render(text: &str) -> Result<String, String> {
        let metered = measure(text);
        if let Some((_, why)) = metered.refused {
            return Err(why.to_owned());
        }
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_template("x.html", &metered.text).map_err(|error| error.to_string())?;
        begin(true);
        let mut context = Context::new();
        context.insert("words", "a < b\nc");
        context.insert("list", &[1, 2, 3]);
        tera.render("x.html", &context).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_measured_says_the_same() {
        for text in [
            "a {% for x in list -%}  \n {{ x }}, {%- endfor %} b",
            "{% for x in list %}{% if loop.first %}-{% endif %}{{ x }}{% else %}none{% endfor %}",
            "{% set x = words ~ \"%}\" %}{{ x }}{# {% for #}{% raw %}{% for {% endraw %}",
            "{%- set x -%} a {%- endset -%} {{ x }}{{ words | replace(from=\"a\", to=\"<\") | safe }}",
            "{{ list | join(sep=\", \") }}{{ words | indent(width=2, first=true) }}{{ words | indent }}",
            "{% set_global y = [1, 2] %}{% for x in y %}{% set_global y = [x] %}{% endfor %}{{ y }}",
            "{% block b %}{% for x in list %}{{ x }}{% endfor %}{% endblock b %}",
        ] {
            let mut tera = Tera::new();
            tera.add_raw_template("x.html", text).expect("a template");
            let mut context = Context::new();
            context.insert("words", "a < b\nc");
            context.insert("list", &[1, 2, 3]);
            let plain = tera.render("x.html", &context).expect("a page");
            assert_eq!(render(text), Ok(plain), "{text}");
        }
    }

    #[test]
    fn what_does_not_end_or_grows_is_stopped() {
        let doubled = "{% set_global x = x ~ x %}".repeat(60);
        let nested = "{% set_global x = [x, x] %}".repeat(60);
        let squared = "{% set_global x = x | replace(from=\"a\", to=x) %}".repeat(20);
        let endless =
            "{% for i in range(end=99999) %}{% for j in range(end=99999) %}{% endfor %}{% endfor %}";
        let listed = "{% set r = range(end=9999) %}{% for i in r %}{% for j in r %}{% for k in r %}{% endfor %}{% endfor %}{% endfor %}";
        let put_out = "{% for i in range(end=99999) %}{% for j in range(end=99999) %}0123456789{{ i }}{% endfor %}{% endfor %}";
        let caught = "{% set x %}{% for i in range(end=99999) %}{% for j in range(end=999) %}{{ words }}0123456789{% endfor %}{% endfor %}{% endset %}";
        for text in [
            format!("{{% set_global x = \"aaaa\" %}}{doubled}"),
            format!("{{% set_global x = 1 %}}{nested}"),
            format!("{{% set_global x = \"aaaa\" %}}{squared}"),
            "{% set_global x = \"a\" %}{% for i in range(end=99) %}{% set_global x = x ~ x %}{% endfor %}"
                .to_owned(),
            endless.to_owned(),
            listed.to_owned(),
            put_out.to_owned(),
            caught.to_owned(),
            "{{ [x for x in range(end=99999)] }}".to_owned(),
            format!("{{{{ words{} }}}}", " ~ words".repeat(60)),
        ] {
            assert!(render(&text).is_err(), "{}", &text[..60]);
        }
    }

    #[test]
    fn a_passage_is_found_where_it_was_written() {
        let text = "<p>{% for x in list %}{{ nope() }}{% endfor %}{{ nape }}";
        let metered = measure(text);
        for word in ["nope", "nape", "<p>"] {
            let at = metered.text.find(word).expect("a word");
            let written = metered.written(&(at..at + word.len()));
            assert_eq!(&text[written], word);
        }
    }

    #[test]
    fn what_grows_is_told_of_the_tag_that_lets_it() {
        let text = "<p>{% set x = 1 %}{% for y in list %}{% endfor %}";
        let metered = measure(text);
        let second = metered.text.match_indices(COUNT).nth(1).expect("a call").0;
        assert_eq!(&text[metered.written(&(second..second + 5))], "{% set x = 1 %}");
    }

    #[test]
    fn what_is_blanked_keeps_its_places() {
        let text = "<a href=\"{{ x }}\"{% if é %} b{% endif %}>{# c #}</a>";
        let blank = blanked(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.find("</a>"), text.find("</a>"));
        assert!(blank.starts_with("<a href=\"xxxxxxx\" "), "{blank}");
    }
}
