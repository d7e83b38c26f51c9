//! What a site's own theme and templates would load from other hosts, and code that stands in their pages: readers' browsers
//! refuse most of it under the policy that every page has, and a legal page must not tell others who reads it.
//!
//! Each kind of file is read as browsers read it: `html.rs` and `xml.rs` find tags (`tag.rs`), `elements.rs` knows what they do, `css.rs` and
//! `script` read styles and scripts, `template.rs` takes out what is no HTML, and `address.rs` says where an address leads.

mod address;
mod css;
mod elements;
mod html;
mod scan;
mod script;
mod tag;
mod template;
mod xml;

use std::io::Read;

use flate2::read::GzDecoder;

use crate::source::tree::MAX_FILE;
use crate::source::{Finding, Findings, Place, Span, Tree, regex};
use address::Own;
use scan::{Kind, Scan, What};
use tag::Passage;

crate::source::codes! {
    /// A file of the theme, or a template, would load something from another host.
    ///
    /// That host would learn who reads which legal text and when, and could change how it looks. Browsers refuse most of it: each
    /// page says that it loads from its own host only (`Content-Security-Policy`). Stylesheets, scripts, pictures and templates are
    /// looked through for addresses of other hosts where something is loaded or sent, or where the page goes there by itself, however
    /// they are written. An address that a script puts together at run time is not found. For example:
    ///
    /// ```css
    /// @import url(https://fonts.example/inter.css);
    /// ```
    ///
    /// Way out: put the file into the theme, and refer to it there: `@import "inter.css";`.
    LOADS_FROM_ELSEWHERE = "loads-from-elsewhere", Error;

    /// A template, or a picture of the theme, has a script in itself; or a template a style or a handler.
    ///
    /// Browsers refuse it: each page says that scripts and styles are files of the theme only (`Content-Security-Policy`), so that
    /// nothing that gets into a page by mistake can run. For example:
    ///
    /// ```html
    /// <button onclick="window.print()">Print</button>
    /// ```
    ///
    /// Way out: put the script into a file of the theme that `scripts` of `theme.toml` lists, and the style into one that
    /// `stylesheets` lists. Data for a script may stand in the page: `<script type="application/json">`, or an attribute `data-…`.
    CODE_IN_TEMPLATE = "code-in-template", Error;
}

/// Looks through the files of a site's own that pages load, and its templates. `base_url` is the site's own host.
pub fn check(theme: &str, base_url: &str, tree: &Tree) -> Findings {
    let mut findings = Findings::new();
    let Some(own) = Own::new(base_url) else { return findings };
    let folder = format!("themes/{theme}/");
    for (path, file) in
        tree.sources.below("templates").chain(tree.sources.below(folder.trim_end_matches('/')))
    {
        let text = tree.sources.get(file).text.as_str();
        look(path, &folder, text, &own, &mut findings, |found| Place::Passage(Span::new(file, found)));
    }
    for (path, bytes) in tree.assets.iter().filter(|(path, _)| path.starts_with(&folder)) {
        let text = unpacked(path, bytes);
        look(path, &folder, &text, &own, &mut findings, |_| Place::Path(path.clone()));
    }
    findings
}

/// The text of a file that is kept as bytes, if a browser might read it as one: a picture that is packed, or what begins with a tag.
fn unpacked(path: &str, bytes: &[u8]) -> String {
    if path.to_ascii_lowercase().ends_with(".svgz") {
        let mut text = Vec::new();
        // What can be read before a fault is looked at as well.
        let _ = GzDecoder::new(bytes).take(MAX_FILE).read_to_end(&mut text);
        return String::from_utf8_lossy(&text).into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => String::new(),
    }
}

fn look(
    path: &str,
    theme: &str,
    text: &str,
    own: &Own,
    findings: &mut Findings,
    place: impl Fn(std::ops::Range<usize>) -> Place,
) {
    let in_theme = path.strip_prefix(theme);
    let template =
        path.strip_prefix("templates/").or(in_theme.and_then(|path| path.strip_prefix("templates/")));
    let mut scan = Scan::new(own);
    let whole = Passage::new(text, 0..text.len(), text);
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        _ if template.is_some() => scan.template(text),
        "html" | "htm" => scan.page(text, Kind::Page),
        "svg" | "svgz" => scan.page(text, Kind::Picture),
        "css" => scan.style(&whole),
        "js" | "mjs" | "cjs" => script::scan(&mut scan, text),
        "json" | "webmanifest" => script::scan_json(&mut scan, text),
        "xhtml" | "xht" | "xsl" | "xslt" => scan.page(text, Kind::XmlPage),
        "xml" if is_shown(text) => scan.page(text, Kind::XmlPage),
        "xml" | "md" | "toml" | "ftl" | "txt" => {}
        // Some hosts say of a file that they do not know what it looks like.
        _ if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => scan.page(text, Kind::Page),
        _ => {}
    }
    // The page of `promulgate diff` is a file on its own, to send to somebody: it has its style in it.
    if template == Some("diff.html") {
        scan.found.retain(|found| !matches!(found.what, What::Code(_)));
    }
    scan.found.sort();
    scan.found.dedup();
    for found in scan.found {
        let range = found.start..found.end;
        let written = text.get(range.clone()).unwrap_or_default();
        findings.push(finding(found.what, written, place(range)));
    }
    findings.dedup_by(|one, other| one.place == other.place && one.message == other.message);
}

/// True for XML that a browser shows as a page or a picture, or that has a stylesheet.
fn is_shown(text: &str) -> bool {
    ["1999/xhtml", "2000/svg", "<?xml-stylesheet", "<!ENTITY", "&#"].iter().any(|sign| text.contains(sign))
}

fn finding(what: What, written: &str, place: Place) -> Finding {
    // A host that a template fills in is named as it is written.
    let named = |host: String| match address::written_host(written) {
        own if own.contains("{{") => own.to_owned(),
        _ => host,
    };
    let (code, message, help) = match what {
        What::Load(host) => (
            &LOADS_FROM_ELSEWHERE,
            format!("this would be loaded from another host, `{}`", named(host)),
            "put the file into the theme and refer to it there: readers' browsers load from the site's own host only",
        ),
        What::Send(host) => (
            &LOADS_FROM_ELSEWHERE,
            format!("this would be sent to another host, `{}`", named(host)),
            "take it out: forms are refused by readers' browsers, and a legal page tells no other host who reads it",
        ),
        What::Code(words) => (
            &CODE_IN_TEMPLATE,
            format!("{words}, which readers' browsers refuse"),
            "put it into a file of the theme that theme.toml lists",
        ),
    };
    Finding::new(code, place, message, help)
}

#[cfg(test)]
mod tests;
