//! A redline as one page with everything in it, to be sent to somebody.

use serde::Serialize;
use tera::Context;

use super::page::{Texts, view};
use crate::render::theme::Theme;
use crate::render::{metered, view};

/// What is compared, in words.
pub struct Named {
    pub title: String,
    pub old: String,
    pub new: String,
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'a str,
    dir: &'static str,
    title: &'a str,
    old: &'a str,
    new: &'a str,
    /// The stylesheets of the theme, in order.
    styles: Vec<String>,
    redline: view::Redline,
}

/// The page, in the language of `texts.locale`.
///
/// # Errors
/// What is wrong with `diff.html` or what it includes, if the site has its own.
pub fn standalone(texts: &Texts<'_>, named: &Named, theme: &Theme) -> Result<String, tera::Error> {
    let styles = theme.stylesheets.iter().filter_map(|path| theme.files.get(path));
    let page = Page {
        lang: texts.locale.lang.as_str(),
        dir: texts.locale.direction(),
        title: &named.title,
        old: &named.old,
        new: &named.new,
        // `</` would end the element; in a stylesheet it can stand in strings and comments only.
        styles: styles.map(|bytes| String::from_utf8_lossy(bytes).replace("</", "<\\/")).collect(),
        redline: view(texts),
    };
    metered::begin(theme.is_own);
    theme.templates.render("diff.html", &Context::from_serialize(&page)?)
}
