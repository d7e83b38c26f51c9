use std::collections::HashMap;

use super::TextCheck;
use crate::library::references::{self, Dead};
use crate::library::{Library, ever};
use crate::markdown::{Destination, Document, Link, links};
use crate::source::toml::nearest;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A cross-reference leads to a section or a policy that does not exist.
    ///
    /// Readers who follow it do not find what the text sends them to. For example, where the section is called
    /// `rights`:
    ///
    /// ```markdown
    /// ## Your rights {#rights}
    ///
    /// How to use them: see [](#your-rights).
    /// ```
    ///
    /// Way out: write the id of a section, the name in braces behind its heading: `[](#rights)`. For another policy
    /// write its name and an id in it, `[](policy:cookies#managing)`. An addendum is `policy:privacy/in/br`.
    DEAD_REFERENCE = "dead-reference", Error;

    /// A link to another file or page of the site leads to nothing.
    ///
    /// Readers would find an error instead of the text. For example, where the folder is called `cookies`:
    ///
    /// ```markdown
    /// See our [cookie notice](../cookie/en.md).
    /// ```
    ///
    /// Way out: mend the path. A link to a file means the text in that file: `[cookies](../cookies/en.md#managing)`.
    /// One that begins with a slash is an address of the site, of a page or a file that the published site has on some day:
    /// `/en/cookies/`, `/ledgers/cookies.toml`. `policy:cookies#managing` is shorter, and stays right when folders move.
    DEAD_LINK = "dead-link", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    // A version that is released later than the day is not shown, and what it leads to may not be known yet.
    if text.place.version.is_some_and(|version| version.released > text.library.day) {
        return;
    }
    let mut nearest = Nearest::default();
    for block in &text.text.document.blocks {
        for link in links(&block.inlines) {
            findings.extend(fault(text, link, &mut nearest));
        }
    }
}

/// The ids of a text that are most like those that it has not.
#[derive(Default)]
struct Nearest<'t>(HashMap<String, Option<&'t str>>);

/// For so many ids of a text somebody looks for one like it.
const MANY: usize = 200;

impl<'t> Nearest<'t> {
    fn to(&mut self, id: &str, document: &'t Document) -> Option<&'t str> {
        if let Some(near) = self.0.get(id) {
            return *near;
        }
        let known = document.sections.iter().map(|section| section.id.as_str());
        let near = if self.0.len() < MANY { nearest(id, known) } else { None };
        self.0.insert(id.to_owned(), near);
        near
    }
}

fn fault<'t>(text: &TextCheck<'t>, link: &Link, nearest: &mut Nearest<'t>) -> Option<Finding> {
    let destination = Destination::parse(&link.destination);
    if let Destination::Fragment(id) = &destination {
        if id.is_empty() {
            return Some(dead_path(link, ""));
        }
        let document = &text.text.document;
        let exists = document.section(id).is_some();
        return (!exists).then(|| section_finding(link, "this text", id, nearest.to(id, document)));
    }
    if let Destination::Path { path, section, .. } = &destination
        && path.starts_with('/')
    {
        return match (ever::find(text.library, path), section) {
            (None, _) => Some(dead_path(link, path)),
            (Some(found), Some(id)) if !found.has_section(text.library, id) => {
                Some(section_finding(link, &format!("the page `{path}`"), id, None))
            }
            _ => None,
        };
    }
    let path = &text.sources.get(text.text.file).path;
    match references::follow(text.library, text.place, path, &destination)? {
        Ok(_) => None,
        // A version that could not be read has a finding of its own, and is not to be mended here.
        Err(Dead::NothingKnown(name)) if has_unread_version(text.library, &name) => None,
        Err(dead) => Some(dead_finding(text.library, link, dead)),
    }
}

fn has_unread_version(library: &Library, name: &str) -> bool {
    let policy = library.find(name).map(|id| library.policy(id));
    policy.is_some_and(|policy| policy.version_folders().names().len() > policy.versions().len())
}

fn dead_finding(library: &Library, link: &Link, dead: Dead) -> Finding {
    match dead {
        Dead::NoSection { policy, section } => {
            let sections = library
                .find(&policy)
                .and_then(|id| library.policy(id).working().get(&library.config.controlling))
                .map_or(&[][..], |text| &text.document.sections);
            let near = nearest(&section, sections.iter().map(|section| section.id.as_str()));
            section_finding(link, &format!("the policy `{policy}`"), &section, near)
        }
        Dead::NoPolicy(name) => {
            let names: Vec<&str> = library.main_policies().map(|(_, policy)| &*policy.name).collect();
            let help = match nearest(&name, names.iter().copied()) {
                Some(near) => format!("did you mean `policy:{near}`?"),
                None => format!("there are {}; an addendum is policy:privacy/in/br", names.join(", ")),
            };
            Finding::new(&DEAD_REFERENCE, link.span, format!("there is no policy `{name}`"), help)
        }
        Dead::NoLanguage(tag) => Finding::new(
            &DEAD_REFERENCE,
            link.span,
            format!("the site does not have the language `{tag}`"),
            "write one of the `languages` in promulgate.toml",
        ),
        Dead::NothingKnown(name) => Finding::new(
            &DEAD_REFERENCE,
            link.span,
            format!("the policy `{name}` has no text to which this could lead"),
            "write the text, or take the link out",
        ),
        Dead::NoFile(path) => dead_path(link, &path),
    }
}

fn section_finding(link: &Link, owner: &str, id: &str, near: Option<&str>) -> Finding {
    let help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "write the id of a heading, as in its braces: {#cookies}".to_owned(),
    };
    Finding::new(&DEAD_REFERENCE, link.span, format!("{owner} has no section `{id}`"), help)
}

fn dead_path(link: &Link, path: &str) -> Finding {
    let message = if path.is_empty() {
        "this link has no target".to_owned()
    } else {
        format!("nothing is at `{path}`")
    };
    Finding::new(
        &DEAD_LINK,
        link.span,
        message,
        if path.starts_with("www.") {
            format!("write the scheme, too: https://{path}")
        } else if path.starts_with('＃') {
            "the sign before an id is the narrow one: #cookies".to_owned()
        } else {
            "link to a text's file, ../cookies/en.md, or write policy:cookies".to_owned()
        },
    )
}
