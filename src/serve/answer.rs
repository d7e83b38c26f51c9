//! What is at an address of the preview. Everything comes from memory: no address leads to a file on the disk.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::library::Address;
use crate::render::{Renderer, path_of, preview};
use crate::site::delivery::{File, content_type};
use crate::source::Finding;

/// An answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
}

const HTML: &str = "text/html; charset=utf-8";

impl Answer {
    pub fn html(status: u16, body: Vec<u8>) -> Self {
        Answer { status, content_type: HTML, body, location: None }
    }

    pub fn redirect(to: String) -> Self {
        Answer { status: 303, content_type: HTML, body: Vec::new(), location: Some(to) }
    }

    fn file(path: &str, body: Vec<u8>) -> Self {
        Answer { status: 200, content_type: content_type(path), body, location: None }
    }
}

/// What the site has at `path`, as it is written in a request. `asked` is the day for which somebody asked, `number` that of
/// the state of which the pages are.
///
/// # Errors
/// A finding, if a template of the site's own fails.
pub fn answer(
    renderer: &Renderer<'_, '_>,
    path: &str,
    asked: Option<Date>,
    number: u64,
) -> Result<Answer, Finding> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path));
    if let Some(page) = page(renderer, &decoded) {
        return Ok(Answer::html(200, renderer.previewed(page, asked, number)?));
    }
    if !decoded.ends_with('/') && page(renderer, &format!("{decoded}/")).is_some() {
        return Ok(Answer::redirect(format!("{path}/")));
    }
    let below = decoded.trim_start_matches('/');
    if let Some(bytes) = file(renderer, below) {
        return Ok(Answer::file(below, bytes));
    }
    let lang = renderer.site.library.config.languages.iter().find(|lang| {
        below.strip_prefix(lang.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let not_found = renderer.site.find(&Address::NotFound(lang.cloned()));
    let body = not_found.map(|page| renderer.previewed(page, asked, number)).transpose()?;
    Ok(Answer::html(404, body.unwrap_or_default()))
}

fn page<'a>(renderer: &'a Renderer<'_, '_>, path: &str) -> Option<&'a crate::site::Page<'a>> {
    let address = Address::parse(path, renderer.site.library)?;
    renderer.site.find(&address).filter(|page| {
        let own = page.address.to_string();
        path == own || path.strip_prefix('/') == Some(&path_of(&page.address))
    })
}

/// A file that is no page: of the theme, a copy of a sealed text, or what is for programs.
fn file(renderer: &Renderer<'_, '_>, path: &str) -> Option<Vec<u8>> {
    let site = renderer.site;
    if path.starts_with("theme/") {
        return renderer.theme_files().into_iter().find(|file| file.path == path).map(|file| file.bytes);
    }
    if let Some(copied) = site.copies.iter().find(|copied| copied.path == path) {
        return Some(renderer.copy(copied).bytes);
    }
    let name = path.split('/').nth(1).and_then(|name| site.library.find(name));
    let of_policy = name.into_iter().flat_map(|id| {
        let addenda = site.library.addenda(id).map(|(addendum, _)| addendum);
        std::iter::once(id).chain(addenda).flat_map(|id| renderer.policy_files(id))
    });
    let is_this = |file: &File| file.path == path;
    let found = of_policy.into_iter().find(is_this);
    found.or_else(|| renderer.site_files().into_iter().find(is_this)).map(|file| file.bytes)
}

/// What belongs to the preview itself.
pub fn own(path: &str) -> Option<Answer> {
    let name = path.strip_prefix(preview::FOLDER)?;
    let (_, text) = preview::FILES.into_iter().find(|(known, _)| *known == name)?;
    Some(Answer::file(name, text.as_bytes().to_vec()))
}
