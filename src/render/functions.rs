//! The functions that templates can call.

use std::sync::Arc;

use fluent::FluentArgs;
use tera::{Error, Kwargs, State, Tera, TeraResult};

use crate::locale::Locales;

/// Gives templates `t(key="…", name=value)`: an interface string in the page's language, or with `in_lang="ms"` in
/// another one. A key that no language knows is an error, so that a misspelt one does not reach readers.
pub fn register(tera: &mut Tera, locales: &Arc<Locales>) {
    let locales = locales.clone();
    tera.register_function("t", move |arguments: Kwargs, state: &State<'_>| {
        translate(&locales, &arguments, state)
    });
}

fn translate(locales: &Locales, arguments: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let key: String = arguments.must_get("key")?;
    let lang: Option<String> = match arguments.get("in_lang")? {
        Some(lang) => Some(lang),
        None => state.get("lang")?,
    };
    let locale = lang.as_deref().and_then(|lang| locales.find(lang));
    let locale = locale.ok_or_else(|| Error::message(format!("t() knows no language {lang:?}")))?;
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
