//! What a live preview adds to a page: a bar that leads to the other forms of the same text, and the script that brings
//! changes into the open page.

use jiff::civil::Date;
use rayon::prelude::*;
use tera::Context;

use super::escape::push_escaped;
use super::view::{PreviewBar, PreviewLink, PreviewText};
use super::{Renderer, metered};
use crate::drift::State;
use crate::library::{Address, Home, Page as PageOf, PolicyId};
use crate::locale::Lang;
use crate::site::{Content, Page};
use crate::source::Finding;

/// What is asked for below this belongs to the preview itself.
pub const FOLDER: &str = "/.promulgate/";

/// The template of the bar.
const BAR: &str = "preview/bar.html";

/// The stylesheet and the script, by their names in that folder.
pub const FILES: [(&str, &str); 2] = [
    ("preview.css", include_str!("preview/preview.css")),
    ("preview.js", include_str!("preview/preview.js")),
];

impl Renderer<'_, '_> {
    /// A page with the bar of the preview. `asked` is the day for which somebody asked, instead of today; `number` is that of
    /// the state of which the page is.
    ///
    /// # Errors
    /// A finding, if a template of the site's own fails.
    pub fn previewed(&self, page: &Page<'_>, asked: Option<Date>, number: u64) -> Result<Vec<u8>, Finding> {
        let html = String::from_utf8_lossy(&self.page(page)?.bytes).into_owned();
        let bar = self.bar(page, asked)?;
        // The form of the bar is sent to the preview; the published site has none that is sent anywhere.
        let html = html.replacen("form-action 'none'", "form-action 'self'", 1);
        Ok(with_preview(&html, &bar, number).into_bytes())
    }

    fn bar(&self, page: &Page<'_>, asked: Option<Date>) -> Result<String, Finding> {
        let view = self.bar_view(page, asked);
        metered::begin(self.theme.is_own);
        let render = || self.theme.templates.render(BAR, &Context::from_serialize(&view)?);
        render().map_err(|error| self.template_fault(&error, BAR))
    }

    fn bar_view(&self, page: &Page<'_>, asked: Option<Date>) -> PreviewBar {
        let subject = subject(page);
        let forms = subject.map(|subject| self.forms(page, subject)).unwrap_or_default();
        let languages = self.site.library.config.languages.par_iter();
        let texts = subject.map(|subject| {
            languages.filter_map(|lang| self.preview_text(page, subject, lang)).collect::<Vec<_>>()
        });
        PreviewBar {
            lang: page.lang.to_string(),
            dir: self.locales.get(&page.lang).direction(),
            forms,
            texts: texts.unwrap_or_default(),
            day: self.site.library.day.to_string(),
            is_today: asked.is_none(),
            address: page.address.to_string(),
        }
    }

    /// The forms in which the page's text can be seen.
    fn forms(&self, page: &Page<'_>, subject: PolicyId) -> Vec<PreviewLink> {
        let library = self.site.library;
        let policy = library.policy(subject);
        let in_force = self.site.timeline(subject).in_force;
        let redline = in_force.map(|version| PageOf::CompareDraft(version.label.clone()));
        let forms = [
            ("preview-draft", Some(PageOf::Draft)),
            ("preview-redline", redline),
            ("preview-in-force", Some(PageOf::InForce)),
            ("preview-upcoming", Some(PageOf::Upcoming)),
            ("preview-bilingual", Some(PageOf::Bilingual)),
        ];
        let link = |(key, form): (&'static str, Option<PageOf>)| {
            let address = Address::of(library, policy, &page.lang, form?);
            let is_current = address == page.address;
            self.site.has(&address).then(|| PreviewLink {
                key,
                href: address.to_string(),
                current: is_current,
            })
        };
        forms.into_iter().filter_map(link).collect()
    }

    /// The draft in a language, and how far it is behind the controlling one.
    fn preview_text(&self, page: &Page<'_>, subject: PolicyId, lang: &Lang) -> Option<PreviewText> {
        let library = self.site.library;
        let address = Address::at(&Home::of(library, library.policy(subject)), lang, PageOf::Draft);
        let measure = self.site.drafted(subject, lang);
        let behind = measure.map(|measure| {
            let measured = &measure.report().measured;
            measured.judgements.len() - measured.count(State::Current)
        });
        let locale = self.locales.get(lang);
        self.site.has(&address).then(|| PreviewText {
            lang: lang.to_string(),
            dir: locale.direction(),
            name: locale.text("language-name", &[]),
            current: address == page.address,
            href: address.to_string(),
            behind,
        })
    }
}

/// The policy that a page is about.
fn subject(page: &Page<'_>) -> Option<PolicyId> {
    match &page.content {
        // The bar of a page for one jurisdiction is about the addendum, where there is one only.
        Content::Texts { subject, articles } => match (&page.address, articles.as_slice()) {
            (Address::Jurisdiction { .. }, [_, addendum]) => Some(addendum.policy),
            _ => Some(*subject),
        },
        Content::History { subject } | Content::Compare { subject, .. } => Some(*subject),
        Content::Bilingual { article } => Some(article.policy),
        Content::LanguageChoice
        | Content::Policies
        | Content::Search { .. }
        | Content::Status
        | Content::NotFound { .. }
        | Content::Moved { .. } => None,
    }
}

/// A page that shows what went wrong, as plain text; the script of the preview takes it from there.
pub fn failure(text: &str, number: u64) -> String {
    let mut escaped = String::new();
    push_escaped(&mut escaped, text);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>promulgate</title>\n</head>\n\
         <body>\n<pre>{escaped}</pre>\n</body>\n</html>\n"
    );
    with_preview(&page, "", number)
}

/// A page with the bar, the stylesheet and the script of the preview.
fn with_preview(html: &str, bar: &str, number: u64) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{FOLDER}preview.css\">\n\
         <script src=\"{FOLDER}preview.js\" data-number=\"{number}\" defer></script>\n"
    );
    let with_head = insert(html, html.find("</head>"), &head);
    insert(&with_head, with_head.rfind("</body>"), bar)
}

/// At the end if the tag is not there, which a template of the site's own may have left out.
fn insert(html: &str, at: Option<usize>, inserted: &str) -> String {
    let (before, after) = html.split_at(at.unwrap_or(html.len()));
    format!("{before}{inserted}{after}")
}
