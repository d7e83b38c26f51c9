//! The functions that templates can call.

use std::sync::Arc;

use fluent::FluentArgs;
use tera::{Error, Kwargs, State, Tera, TeraResult};

use crate::locale::{Locale, Locales};

/// Gives templates two functions. `t(key="…", name=value)` is an interface string in the page's language, or with
/// `in_lang="ms"` in another one; a key that no language knows is an error, so that a misspelt one does not reach
/// readers. `name_of(lang="ms")` is what a language is called in a sentence of the page's language.
pub fn register(tera: &mut Tera, locales: &Arc<Locales>) {
    let strings = locales.clone();
    tera.register_function("t", move |arguments: Kwargs, state: &State<'_>| {
        translate(&strings, &arguments, state)
    });
    let names = locales.clone();
    tera.register_function("name_of", move |arguments: Kwargs, state: &State<'_>| {
        let lang: String = arguments.must_get("lang")?;
        let reader = locale(&names, state.get::<String>("lang")?.as_deref())?;
        Ok::<_, Error>(names.name_of(&lang, reader))
    });
}

fn locale<'l>(locales: &'l Locales, lang: Option<&str>) -> TeraResult<&'l Locale> {
    let found = lang.and_then(|lang| locales.find(lang));
    found.ok_or_else(|| {
        Error::message(format!("the site has no language {}", lang.unwrap_or("without a tag")))
    })
}

fn translate(locales: &Locales, arguments: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let key: String = arguments.must_get("key")?;
    let lang: Option<String> = match arguments.get("in_lang")? {
        Some(lang) => Some(lang),
        None => state.get("lang")?,
    };
    let locale = locale(locales, lang.as_deref())?;
    if !locale.knows(&key) {
        return Err(Error::message(format!("no interface string is called `{key}`")));
    }
    let mut filled = FluentArgs::new();
    for (name, value) in arguments.iter() {
        let name = name.to_string();
        match value.as_i64() {
            Some(number) => filled.set(name, number),
            None => filled.set(name, value.to_string()),
        }
    }
    Ok(locale.format(&key, &filled))
}
