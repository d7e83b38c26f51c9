//! Time maps (RFC 7089): every version of a policy that ever applied, with the day from which it did.

use jiff::civil::Date;

use super::TIMEMAP;
use crate::library::{PolicyId, Version};
use crate::locale::Lang;
use crate::render::{File, Renderer};

impl Renderer<'_, '_> {
    /// The time map of a policy in a language; nothing before any version took effect.
    pub(super) fn timemap(&self, id: PolicyId, lang: &Lang) -> Option<File> {
        let address = self.data_address(id, lang, TIMEMAP)?;
        let original = self.original(id, lang)?;
        let base_url = &self.site.library.config.base_url;
        let mementos = self.applied(id);
        let mut links = vec![
            format!("<{base_url}{original}>; rel=\"original\""),
            format!("<{base_url}{address}>; rel=\"self\"; type=\"application/link-format\""),
        ];
        let count = mementos.len();
        for (at, version) in mementos.into_iter().enumerate() {
            let first = if at == 0 { "first " } else { "" };
            let last = if at + 1 == count { "last " } else { "" };
            let permanent = self.permanent(id, version, lang);
            let day = http_date(version.effective);
            links.push(format!("<{base_url}{permanent}>; rel=\"{first}{last}memento\"; datetime=\"{day}\""));
        }
        let path = address.trim_start_matches('/').to_owned();
        Some(File { path, bytes: (links.join(",\n") + "\n").into_bytes() })
    }

    /// The versions that applied, the oldest first. Of several that took effect on one day only the last one did.
    fn applied(&self, id: PolicyId) -> Vec<&Version> {
        let timeline = self.site.timeline(id);
        // The newest first, also of one day.
        let past = timeline.in_force.into_iter().chain(timeline.superseded.iter().copied());
        let mut applied: Vec<&Version> = past.collect();
        applied.dedup_by_key(|version| version.effective);
        applied.reverse();
        applied
    }
}

/// A day as HTTP writes it (RFC 9110, 5.6.7), at its beginning.
fn http_date(day: Date) -> String {
    day.strftime("%a, %d %b %Y 00:00:00 GMT").to_string()
}
