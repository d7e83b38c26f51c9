//! The tags of a page, found as browsers find them: with entities in attributes, whatever the quotes, and no tags in comments and scripts.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

use super::tag::{Attribute, Passage, Tag};

/// What the tokenizer hands over for each tag.
type Emitted = Option<Tag<'static>>;

/// Calls `each` for the tags of a page, in order, and for what stands in its styles and scripts.
///
/// Inside of `<svg>` and `<math>` other rules hold: there, what `<style>` and its like have in them is tags. To follow all of that
/// would be a browser; so whoever finds one of these looks a second time, with `foreign`, where everything is tags.
pub fn tags<'t>(text: &'t str, foreign: bool, mut each: impl FnMut(Tag<'t>)) {
    let mut open = None;
    let emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, span: Span<usize>| -> Emitted {
        read(&mut open, &event, span.start..span.end)
    });
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    while let Some(token) = tokens.next() {
        let Ok(mut tag) = token;
        let state = if foreign { None } else { state_behind(&tag.name) };
        if let Some(state) = state {
            tokens.set_state(state);
        }
        complete(&mut tag, text, foreign);
        each(tag);
    }
}

/// How what is behind the opening tag is read. With `<noscript>` and `<iframe>` it is text to some browsers and tags to others.
fn state_behind(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "style" | "xmp" | "noembed" | "noframes" => Some(State::RawText),
        "textarea" | "title" => Some(State::RcData),
        _ => None,
    }
}

fn read(open: &mut Emitted, event: &CallbackEvent<'_>, at: Range<usize>) -> Emitted {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match event {
        CallbackEvent::OpenStartTag { name } => {
            *open = Some(Tag { name: text(name), at, attributes: Vec::new(), content: None });
        }
        CallbackEvent::AttributeName { name } => {
            let value = Passage::new(String::new(), at.end..at.end, "");
            open.as_mut()?.attributes.push(Attribute { name: text(name), at, value });
        }
        CallbackEvent::AttributeValue { value } => {
            let attribute = open.as_mut()?.attributes.last_mut()?;
            attribute.value = Passage { value: text(value).into(), at, is_verbatim: false };
        }
        CallbackEvent::CloseStartTag { .. } => {
            let mut tag = open.take()?;
            tag.at.end = at.end;
            return Some(tag);
        }
        CallbackEvent::EndTag { .. } => *open = None,
        _ => {}
    }
    None
}

/// Puts in what only the page itself says.
fn complete<'t>(tag: &mut Tag<'t>, text: &'t str, foreign: bool) {
    for attribute in &mut tag.attributes {
        let value = &mut attribute.value;
        value.is_verbatim = text.get(value.at.clone()) == Some(&*value.value);
        let quote = value.at.start.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        let is_quoted = quote.is_some_and(|quote| matches!(quote, b'"' | b'\''));
        let ends = is_quoted && text.as_bytes().get(value.at.end) == quote;
        attribute.at.end = attribute.at.end.max(value.at.end + usize::from(ends));
    }
    if matches!(tag.name.as_str(), "style" | "script") {
        let start = tag.at.end.min(text.len());
        let end = match foreign {
            true => text[start..].find('<').unwrap_or(text.len() - start),
            false => end_of(&text[start..], &tag.name),
        };
        let at = start..start + end;
        tag.content = Some(Passage::new(&text[at.clone()], at, text));
    }
}

/// Where the end tag of that name stands.
fn end_of(text: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let behind = text.as_bytes().get(at + 2..at + 2 + name.len());
        let next = text.as_bytes().get(at + 2 + name.len());
        behind.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && next.is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(text.len())
}
