//! What the elements of a page or picture would have a browser do.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::address::Leads;
use super::scan::{Kind, Scan, What};
use super::tag::{Attribute, Passage, Tag};
use super::{css, html, regex, script, template, xml};

/// The attributes by which a browser loads something when it shows a page.
const LOADING: [&str; 12] = [
    "src",
    "srcset",
    "imagesrcset",
    "poster",
    "data",
    "background",
    "lowsrc",
    "dynsrc",
    "manifest",
    "classid",
    "codebase",
    "archive",
];

/// Those by which it sends something when the page is used.
const SENDING: [&str; 4] = ["action", "formaction", "ping", "attributionsrc"];

/// Those that hold several addresses.
const LISTS: [&str; 4] = ["srcset", "imagesrcset", "ping", "attributionsrc"];

/// Attributes of pictures that may have `url()` in them, as a style has.
const PAINTING: [&str; 11] = [
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "color-profile",
];

/// Elements of pictures that set an attribute of another, and by which of their own.
const ANIMATING: [&str; 5] = ["set", "animate", "animatemotion", "animatetransform", "animatecolor"];
const ANIMATED: [&str; 4] = ["to", "from", "by", "values"];

/// Elements whose data is a page, a script or a style to a browser, not a picture.
const RUNNING: [&str; 15] = [
    "a", "area", "iframe", "frame", "object", "embed", "portal", "form", "input", "button", "script", "link",
    "base", "meta", "use",
];

/// The relations of a `<link>` by which nothing is loaded.
const NAMED_ONLY: [&str; 33] = [
    "alternate",
    "amphtml",
    "author",
    "bookmark",
    "canonical",
    "cite-as",
    "copyright",
    "describedby",
    "edit",
    "first",
    "help",
    "hub",
    "index",
    "last",
    "latest-version",
    "license",
    "me",
    "memento",
    "next",
    "original",
    "payment",
    "predecessor-version",
    "prev",
    "privacy-policy",
    "related",
    "self",
    "shortlink",
    "successor-version",
    "terms-of-service",
    "timemap",
    "up",
    "via",
    "webmention",
];

/// So deep are pages looked into that stand in attributes of pages.
const DEPTH: usize = 4;

impl<'a> Scan<'a> {
    /// A template, which is a page in parts.
    pub fn template(&mut self, text: &'a str) {
        self.template = Some((text, template::variables(text)));
        self.page(&template::as_html(text), Kind::Page);
    }

    /// A page or picture.
    pub fn page(&mut self, text: &str, kind: Kind) {
        if kind != Kind::Page {
            xml::tags(text, |tag| self.tag(&tag, kind));
            return;
        }
        let mut is_mixed = false;
        html::tags(text, false, |tag| {
            is_mixed |= matches!(tag.name.as_str(), "svg" | "math");
            self.tag(&tag, kind);
        });
        if is_mixed {
            html::tags(text, true, |tag| self.tag(&tag, kind));
        }
    }

    /// A stylesheet, or the value of an attribute that is one.
    pub fn style(&mut self, passage: &Passage<'_>) {
        for address in css::addresses(&passage.value) {
            let place = passage.place(&address.range);
            match self.own.judge(&address.value) {
                Some(Leads::Elsewhere(host)) => self.push(place, What::Load(host)),
                Some(Leads::Data(kind)) if address.is_sheet && kind.contains("css") => {
                    self.push(place, What::Code("a style in an address"));
                }
                _ => {}
            }
        }
    }

    /// A script.
    pub fn script(&mut self, passage: &Passage<'_>) {
        let mut scan = Scan { template: None, depth: self.depth + 1, ..Scan::new(self.own) };
        script::scan(&mut scan, &passage.value);
        self.take(scan, passage);
    }

    /// A page that stands in words of a script, or in an attribute.
    pub fn inner_page(&mut self, passage: &Passage<'_>, is_code_too: bool) {
        if self.depth >= DEPTH {
            return;
        }
        let mut scan = Scan { template: None, depth: self.depth + 1, ..Scan::new(self.own) };
        scan.page(&passage.value, Kind::Page);
        scan.found.retain(|found| is_code_too || !matches!(found.what, What::Code(_)));
        self.take(scan, passage);
    }

    fn take(&mut self, scan: Scan<'_>, passage: &Passage<'_>) {
        for found in scan.found {
            self.push(passage.place(&(found.start..found.end)), found.what);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, kind: Kind) {
        match tag.name.as_str() {
            "script" if self.is_run(tag) => {
                self.push(tag.at.clone(), What::Code("a script in the page itself"));
                tag.content.iter().for_each(|content| self.script(content));
            }
            "style" => {
                if kind != Kind::Picture {
                    self.push(tag.at.clone(), What::Code("a style in the page itself"));
                }
                tag.content.iter().for_each(|content| self.style(content));
            }
            "meta" => self.refresh(tag),
            _ => {}
        }
        for attribute in &tag.attributes {
            self.attribute(tag, attribute, kind);
        }
    }

    /// True for a script in the page that a browser runs, and false for a file and for data: the kinds that it knows are few, and what
    /// only a template knows may be one.
    fn is_run(&self, tag: &Tag<'_>) -> bool {
        if ["src", "href", "xlink:href"].iter().any(|name| tag.value(name).is_some()) {
            return false;
        }
        let Some(attribute) = tag.attributes.iter().find(|attribute| attribute.name == "type") else {
            return true;
        };
        let is_open = self.template.as_ref().is_some_and(|(text, _)| {
            text.get(attribute.at.clone())
                .is_some_and(|written| written.contains("{{") || written.contains("{%"))
        });
        let kind = attribute.value.value.trim().to_ascii_lowercase();
        let runs = ["javascript", "ecmascript", "jscript", "livescript", "vbscript"];
        is_open
            || ["", "module", "importmap", "speculationrules"].contains(&kind.as_str())
            || runs.iter().any(|run| kind.contains(run))
    }

    fn attribute(&mut self, tag: &Tag<'_>, attribute: &Attribute<'_>, kind: Kind) {
        let name = attribute.name.as_str();
        if name.len() > 2 && name.starts_with("on") {
            self.push(attribute.at.clone(), What::Code("a handler in the page itself"));
            self.script(&attribute.value);
        } else if name == "style" {
            if kind != Kind::Picture {
                self.push(attribute.at.clone(), What::Code("a style in the page itself"));
            }
            self.style(&attribute.value);
        } else if name == "srcdoc" {
            self.inner_page(&attribute.value, true);
        } else if PAINTING.contains(&name) {
            self.style(&attribute.value);
        } else if ANIMATING.contains(&tag.name.as_str()) && ANIMATED.contains(&name) {
            self.style(&attribute.value);
            self.addresses(tag, attribute, Some(What::Load), |c| c == ';');
        } else if name == "href" || name == "xlink:href" {
            let used = href_loads(tag).then_some(What::Load as fn(String) -> What);
            self.addresses(tag, attribute, used, |_| false);
        } else if SENDING.contains(&name) {
            let lists = LISTS.contains(&name);
            self.addresses(tag, attribute, Some(What::Send), |c| lists && c.is_ascii_whitespace());
        } else if LOADING.contains(&name) {
            let lists = LISTS.contains(&name);
            let parts = |c: char| lists && (c == ',' || c.is_ascii_whitespace());
            self.addresses(tag, attribute, Some(What::Load), parts);
        }
    }

    /// The addresses of an attribute. Where a template has a tag, another may begin.
    fn addresses(
        &mut self,
        tag: &Tag<'_>,
        attribute: &Attribute<'_>,
        used: Option<fn(String) -> What>,
        parts: impl Fn(char) -> bool,
    ) {
        let value = &attribute.value;
        let mut start = 0;
        for part in value.value.split(|c| c == template::GAP || parts(c)) {
            let place = value.place(&trimmed(part, start));
            self.address(tag, part, place, &attribute.at, used);
            start += part.len() + 1;
        }
        let Some((text, variables)) = &self.template else { return };
        let text = *text;
        for place in template::put_out(text, value.at.clone(), variables) {
            if let Some(words) = text.get(place.clone()) {
                self.address(tag, words, place, &attribute.at, used);
            }
        }
    }

    fn address(
        &mut self,
        tag: &Tag<'_>,
        address: &str,
        place: Range<usize>,
        whole: &Range<usize>,
        used: Option<fn(String) -> What>,
    ) {
        match (self.own.judge(address), used) {
            (Some(Leads::Elsewhere(host)), Some(used)) => self.push(place, used(host)),
            (Some(Leads::Script), _) => self.push(whole.clone(), What::Code("a script in an address")),
            (Some(Leads::Data(kind)), _) if RUNNING.contains(&tag.name.as_str()) && runs(&kind) => {
                self.push(whole.clone(), What::Code("a page, script or style in an address"));
            }
            _ => {}
        }
    }

    /// `<meta http-equiv="refresh">`, by which a page goes elsewhere by itself.
    fn refresh(&mut self, tag: &Tag<'_>) {
        static TARGET: LazyLock<Regex> =
            LazyLock::new(|| regex(r#"(?is)^\s*[\dx.]*[\s;,\x0c]*(?:url\s*=\s*)?["']?([^"']*)"#));
        if tag.value("http-equiv").as_deref() != Some("refresh") {
            return;
        }
        for attribute in tag.attributes.iter().filter(|attribute| attribute.name == "content") {
            let value = &attribute.value;
            if let Some(target) = TARGET.captures(&value.value).and_then(|found| found.get(1)) {
                let target = Attribute {
                    name: attribute.name.clone(),
                    at: attribute.at.clone(),
                    value: Passage {
                        value: Cow::Borrowed(target.as_str()),
                        at: value.place(&target.range()),
                        is_verbatim: value.is_verbatim,
                    },
                };
                self.addresses(tag, &target, Some(What::Load), |_| false);
            }
        }
    }
}

/// True if what an attribute `href` names is loaded; a link that people follow loads nothing.
fn href_loads(tag: &Tag<'_>) -> bool {
    match tag.name.as_str() {
        "a" | "area" => false,
        "link" => {
            let names = |rel: String| rel.split_ascii_whitespace().all(|rel| NAMED_ONLY.contains(&rel));
            tag.value("rel").is_some_and(|rel| !names(rel))
        }
        _ => true,
    }
}

/// True for kinds of data that are no picture or plain text.
fn runs(kind: &str) -> bool {
    ["html", "xml", "script", "css"].iter().any(|part| kind.contains(part))
}

/// A part without the spaces around it.
fn trimmed(part: &str, start: usize) -> Range<usize> {
    let is_space = |c: char| c.is_ascii_whitespace() || c.is_ascii_control();
    let start = start + part.len() - part.trim_start_matches(is_space).len();
    start..start + part.trim_matches(is_space).len()
}
