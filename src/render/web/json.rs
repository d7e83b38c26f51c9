//! `/policies.json` and `/LANG/POLICY/index.json`: what applies and what ever did, for programs.

use std::collections::BTreeMap;

use super::pretty::json;
use super::shapes::{self, Index, IndexVersion, Policies, PolicyLanguage, SHAPE, Shown, Summary, Text};
use super::{FEED, INDEX, schemas};
use crate::library::{Address, Page as PageOf, Policy, PolicyId, PolicyKind, Translates, Version};
use crate::locale::Lang;
use crate::render::{File, Renderer};
use crate::site::copies::{ledger_path, markdown_path};

impl Renderer<'_, '_> {
    /// `/policies.json`.
    pub(super) fn policies_json(&self) -> File {
        let library = self.site.library;
        let config = &library.config;
        let title = |lang: &Lang| (lang.to_string(), self.site_title(lang).0.to_owned());
        let mut addenda: BTreeMap<PolicyId, Vec<shapes::Policy>> = BTreeMap::new();
        let all = library.all().filter(|(id, _)| self.site.timeline(*id).newest_first().next().is_some());
        let (added, main): (Vec<_>, Vec<_>) = all.partition(|(_, policy)| policy.is_addendum());
        for (id, policy) in added {
            if let Some(parent) = policy.parent {
                addenda.entry(parent).or_default().push(self.policy_shape(id, Vec::new()));
            }
        }
        let policies = main.into_iter().map(|(id, _)| {
            let addenda = addenda.remove(&id).unwrap_or_default();
            self.policy_shape(id, addenda)
        });
        let view = Policies {
            schema: schemas::address(&config.base_url, schemas::POLICIES),
            shape: SHAPE,
            day: library.day.to_string(),
            title: config.languages.iter().map(title).collect(),
            controlling: config.controlling.to_string(),
            languages: config.languages.iter().map(Lang::to_string).collect(),
            policies: policies.collect(),
        };
        File { path: "policies.json".to_owned(), bytes: json(&view) }
    }

    fn policy_shape(&self, id: PolicyId, addenda: Vec<shapes::Policy>) -> shapes::Policy {
        let library = self.site.library;
        let policy = library.policy(id);
        let timeline = self.site.timeline(id);
        let version = |version: &Version| shapes::Version {
            label: version.label.to_string(),
            released: version.released.to_string(),
            effective: version.effective.to_string(),
            material: timeline.is_material_change(version),
        };
        let kind = PolicyKind::ALL.iter().find(|(_, kind)| *kind == policy.kind);
        shapes::Policy {
            policy: policy.folder.to_string(),
            kind: kind.map(|(name, _)| *name).unwrap_or_default(),
            jurisdictions: policy.jurisdictions.iter().map(ToString::to_string).collect(),
            in_force: timeline.in_force.map(version),
            upcoming: timeline.upcoming.iter().copied().map(version).collect(),
            languages: library.config.languages.iter().map(|lang| self.policy_in(id, lang)).collect(),
            addenda,
        }
    }

    fn policy_in(&self, id: PolicyId, lang: &Lang) -> PolicyLanguage {
        let (title, title_language) = self.newest_title(id, lang);
        PolicyLanguage {
            language: lang.to_string(),
            title,
            title_language: title_language.to_string(),
            url: self.in_force_url(id, lang),
            history: self.history_url(id, lang),
            index: self.data_url(id, lang, INDEX),
            feed: self.data_url(id, lang, FEED),
        }
    }

    /// `/LANG/POLICY/index.json`; nothing for a policy without any version.
    pub(super) fn index_json(&self, id: PolicyId, lang: &Lang) -> Option<File> {
        let path = self.data_address(id, lang, INDEX)?.trim_start_matches('/').to_owned();
        let library = self.site.library;
        let policy = library.policy(id);
        let base_url = &library.config.base_url;
        let (title, title_language) = self.newest_title(id, lang);
        let ledger = policy.ledger().known(library.day);
        let view = Index {
            schema: schemas::address(base_url, schemas::POLICY),
            shape: SHAPE,
            day: library.day.to_string(),
            policy: policy.folder.to_string(),
            language: lang.to_string(),
            controlling: library.config.controlling.to_string(),
            title,
            title_language: title_language.to_string(),
            url: self.in_force_url(id, lang),
            history: self.history_url(id, lang),
            feed: self.data_url(id, lang, FEED),
            ledger: ledger.map(|_| format!("{base_url}/{}", ledger_path(library, policy))),
            shown: self.shown(id, policy, lang),
            versions: self.index_versions(id, policy, lang),
        };
        Some(File { path, bytes: json(&view) })
    }

    fn shown(&self, id: PolicyId, policy: &Policy, lang: &Lang) -> Option<Shown> {
        let library = self.site.library;
        let version = self.site.timeline(id).in_force?;
        let reading = library.reading(policy, version, lang, library.day)?;
        let of = match reading {
            crate::library::Reading::Earlier { version, .. } => version,
            _ => version,
        };
        Some(Shown {
            version: version.label.to_string(),
            text_version: of.label.to_string(),
            text: self.text_shape(policy, of, reading.text())?,
        })
    }

    fn index_versions(&self, id: PolicyId, policy: &Policy, lang: &Lang) -> Vec<IndexVersion> {
        let library = self.site.library;
        let timeline = self.site.timeline(id);
        // From the newest on: the last one that was seen to stand, and the last of these that is material.
        let (mut next, mut material): (Option<&Version>, Option<&Version>) = (None, None);
        let mut versions = Vec::new();
        for version in timeline.newest_first() {
            let redline = next.and_then(|next| self.redline_to(id, next, lang));
            let withdrawal = version.withdrawal(library.day);
            versions.push(IndexVersion {
                label: version.label.to_string(),
                status: timeline.status(version).name(),
                released: version.released.to_string(),
                effective: version.effective.to_string(),
                material: timeline.is_material_change(version),
                material_since: material.map(|version| version.label.to_string()),
                withdrawn: withdrawal.map(|withdrawal| withdrawal.effective.to_string()),
                summary: self
                    .summary(version, lang)
                    .map(|words| Summary { text: words.text, language: words.lang }),
                url: format!("{}{}", library.config.base_url, self.permanent(id, version, lang)),
                redline_to_next: redline
                    .filter(|_| version.stands(library.day))
                    .map(|link| format!("{}{}", library.config.base_url, link.href)),
                texts: self.text_shapes(policy, version, lang),
            });
            if version.stands(library.day) {
                next = Some(version);
                material = Some(version).filter(|version| timeline.is_material_change(version)).or(material);
            }
        }
        versions
    }

    /// The texts of a version in a language, or the controlling one.
    fn text_shapes(&self, policy: &Policy, version: &Version, lang: &Lang) -> Vec<Text> {
        let library = self.site.library;
        let own = version.texts.get(lang).into_iter().flatten().filter(|text| text.is_known(library.day));
        let own: Vec<Text> = own.filter_map(|text| self.text_shape(policy, version, text)).collect();
        match own.is_empty() {
            true => {
                let controlling = version.first(&library.config.controlling);
                controlling.and_then(|text| self.text_shape(policy, version, text)).into_iter().collect()
            }
            false => own,
        }
    }

    fn text_shape(&self, policy: &Policy, version: &Version, text: &crate::library::Text) -> Option<Text> {
        let library = self.site.library;
        let base_url = &library.config.base_url;
        let seal = text.seal?;
        let entry = policy.ledger().entries.get(seal.entry?)?;
        let page = PageOf::permanent(&version.label, text.revision);
        Some(Text {
            language: text.lang.to_string(),
            revision: text.revision,
            released: seal.released.to_string(),
            translates: text.translates.as_ref().map(Translates::to_string),
            sha256: entry.record.sha256.to_string(),
            url: format!("{base_url}{}", Address::of(library, policy, &text.lang, page)),
            markdown: format!("{base_url}/{}", markdown_path(library, policy, version, text)),
        })
    }

    fn newest_title(&self, id: PolicyId, lang: &Lang) -> (String, Lang) {
        let timeline = self.site.timeline(id);
        let newest = timeline.in_force.or_else(|| timeline.newest_first().next());
        self.title_of(id, newest, lang)
    }

    fn in_force_url(&self, id: PolicyId, lang: &Lang) -> Option<String> {
        let library = self.site.library;
        self.site.timeline(id).in_force?;
        let address = Address::of(library, library.policy(id), lang, PageOf::InForce);
        self.site.has(&address).then(|| format!("{}{address}", library.config.base_url))
    }

    fn history_url(&self, id: PolicyId, lang: &Lang) -> String {
        let library = self.site.library;
        let address = Address::of(library, library.policy(id), lang, PageOf::History);
        format!("{}{address}", library.config.base_url)
    }

    fn data_url(&self, id: PolicyId, lang: &Lang, name: &str) -> String {
        let library = self.site.library;
        let folder = Address::of(library, library.policy(id), lang, PageOf::InForce);
        format!("{}{folder}{name}", library.config.base_url)
    }
}
