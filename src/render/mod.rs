//! Pages to bytes: templates, texts as HTML, interface strings. Reads no files and writes none.

mod article;
mod assets;
mod compare_page;
pub mod drift;
mod drift_page;
mod escape;
mod frame;
mod functions;
mod history_page;
mod html;
mod linked_data;
mod metered;
mod notices;
mod open_graph;
pub mod outside;
mod policies_page;
mod policy_page;
#[cfg(feature = "serve")]
pub mod preview;
pub mod redline;
mod relations;
pub mod resolve;
mod search_page;
pub mod templates;
pub mod theme;
mod view;
mod web;

use serde::Serialize;
use tera::Context;

use crate::library::Address;
use crate::locale::{Lang, Locales};
use crate::site::delivery::File;
use crate::site::{Content, Copied, Page, Site};
use crate::source::{Finding, Tree};
use theme::Theme;

/// Turns the pages of one site into files.
pub struct Renderer<'a, 's> {
    pub site: &'a Site<'s>,
    pub tree: &'a Tree,
    pub locales: &'a Locales,
    pub theme: &'a Theme,
}

impl Renderer<'_, '_> {
    /// One page as a file.
    ///
    /// # Errors
    /// A finding, if a template of the site's own fails.
    pub fn page(&self, page: &Page<'_>) -> Result<File, Finding> {
        let html = match &page.content {
            Content::LanguageChoice => self.fill("root.html", &self.frame(page, &[]), None::<&()>),
            Content::Policies => {
                self.fill("policies.html", &self.frame(page, &[]), Some(&self.policies_page(page)))
            }
            Content::History { subject } => {
                let view = self.history_page(page, *subject);
                self.fill("history.html", &self.frame(page, &[&view.policy.text]), Some(&view))
            }
            Content::Compare { subject, old, new } => {
                let view = self.compare_page(page, *subject, old, new);
                self.fill("compare.html", &self.frame(page, &[&view.policy.text]), Some(&view))
            }
            Content::Bilingual { article } => {
                let view = self.bilingual_page(page, article);
                let title = view.as_ref().map(|view| view.policy.text.as_str()).unwrap_or_default();
                self.fill("bilingual.html", &self.frame(page, &[title]), view.as_ref())
            }
            Content::NotFound { languages } => {
                let part = |lang: &Lang| view::NotFoundLanguage {
                    lang: lang.to_string(),
                    dir: self.locales.get(lang).direction(),
                    home: Address::Policies(lang.clone()).to_string(),
                };
                let view = view::NotFoundPage { parts: languages.iter().map(part).collect() };
                self.fill("404.html", &self.frame(page, &[]), Some(&view))
            }
            Content::Moved { to } => {
                let view = view::MovedPage { to: to.to_string() };
                self.fill("moved.html", &self.frame(page, &[]), Some(&view))
            }
            Content::Search { texts } => {
                self.fill("search.html", &self.frame(page, &[]), Some(&self.search_page(page, texts)))
            }
            Content::Status => {
                self.fill("status.html", &self.frame(page, &[]), Some(&self.status_page(page)))
            }
            Content::Texts { subject, articles } => {
                let view = self.policy_page(page, *subject, articles);
                let ended = view.ended.iter().map(|addendum| addendum.link.text.as_str());
                let shown = view.articles.iter().map(|article| article.plain_title.as_str());
                let titles: Vec<&str> = shown.chain(ended).collect();
                self.fill("policy.html", &self.frame(page, &titles), Some(&view))
            }
        }?;
        Ok(File { path: path_of(&page.address), bytes: html.into_bytes() })
    }

    /// A file that is published as it was sealed.
    pub fn copy(&self, copied: &Copied) -> File {
        let bytes = self.tree.sources.cut(copied.passage).as_bytes().to_vec();
        File { path: copied.path.clone(), bytes }
    }

    /// The files of the theme.
    pub fn theme_files(&self) -> Vec<File> {
        let assets = self.theme.assets.values();
        let file = |asset: &assets::Asset| File {
            path: format!("theme/{}", asset.path),
            bytes: asset.bytes.clone(),
        };
        assets.map(file).collect()
    }

    /// Fills a template with the frame of a page and what the kind of page adds.
    fn fill(
        &self,
        template: &str,
        frame: &view::Frame,
        view: Option<&impl Serialize>,
    ) -> Result<String, Finding> {
        let render = || {
            let mut context = Context::from_serialize(frame)?;
            if let Some(view) = view {
                context.extend(Context::from_serialize(view)?);
            }
            metered::begin(self.theme.is_own);
            self.theme.templates.render(template, &context)
        };
        render().map_err(|error| self.template_fault(&error, template))
    }

    /// The finding for a template that fails.
    fn template_fault(&self, error: &tera::Error, template: &str) -> Finding {
        templates::rendering_finding(error, template, &self.site.library.config.theme, self.tree)
    }
}

/// The file of a page: `index.html` in the folder that its address is, unless that is a file already.
pub fn path_of(address: &Address) -> String {
    let address = address.to_string();
    let path = address.trim_start_matches('/');
    if address.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
