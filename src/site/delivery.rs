//! How a file of the site is delivered: its content type, how long it may be kept, what must never go. All of it
//! follows from the file's path, because the addresses are ours.

/// A file of the built site.
#[derive(Debug)]
pub struct File {
    /// Below the output folder, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What a file is to those who deliver it. In the order in which files are uploaded: what others refer to comes first,
/// so that a site of which half is new still hangs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A file whose name holds its own digest: never the same name with other bytes.
    Asset,
    /// A text as it was sealed: never other bytes.
    Sealed,
    /// A ledger: only ever longer.
    Ledger,
    /// A page for readers.
    Page,
    /// What points at pages: feeds, site maps, JSON, rules for servers.
    Pointer,
}

impl Class {
    /// All of them, in order.
    pub const ALL: [Class; 5] = [Class::Asset, Class::Sealed, Class::Ledger, Class::Page, Class::Pointer];

    /// The class of the file at `path`, below the output folder; a compressed copy is what its original is, but never for
    /// good: another version of a library may compress in another way.
    pub fn of(path: &str) -> Self {
        if let Some(original) = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")) {
            return match Class::of(original) {
                Class::Sealed | Class::Ledger => Class::Pointer,
                class => class,
            };
        }
        match path.rsplit_once('/').map_or(path, |(_, name)| name) {
            _ if path.starts_with("theme/") => Class::Asset,
            _ if path.starts_with("ledgers/") => Class::Ledger,
            "policy.md" => Class::Sealed,
            name if name.contains(".html") => Class::Page,
            _ => Class::Pointer,
        }
    }

    /// The name in manifests.
    pub fn name(self) -> &'static str {
        match self {
            Class::Asset => "asset",
            Class::Sealed => "sealed",
            Class::Ledger => "ledger",
            Class::Page => "page",
            Class::Pointer => "pointer",
        }
    }

    /// The class of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Class::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The value of the header `Cache-Control` (RFC 9111). A page says whether its text is in force, so it is asked for
    /// anew each time; a sealed text never changes, but a server may have to be able to take one down within a day.
    pub fn cache_control(self) -> &'static str {
        match self {
            Class::Asset => "public, max-age=31536000, immutable",
            Class::Sealed => "public, max-age=86400",
            Class::Ledger | Class::Pointer => "public, max-age=300",
            Class::Page => "public, max-age=0, must-revalidate",
        }
    }
}

/// The value of the header `Content-Type` for the file at `path`.
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "toml" => "application/toml",
        "xml" if name == "feed.xml" => "application/atom+xml",
        "xml" => "application/xml",
        "json" if name.ends_with(".schema.json") => "application/schema+json",
        "json" => "application/json",
        "wlnk" => "application/link-format",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "gz" => "application/gzip",
        // There is no media type for Brotli alone: a server sends such a file as its original, and says how it is encoded.
        "br" => "application/octet-stream",
        "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A rule of `_redirects`: permanently (301) from the addresses that fit the pattern `from` to `to`. A part `:lang` of the
/// pattern stands for any one part of a path, a star at its end, `:splat` in `to`, for all that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    pub from: String,
    pub to: String,
}

impl Redirect {
    /// Where the rule leads from an address; `None` if that does not fit.
    pub fn follow(&self, address: &str) -> Option<String> {
        let (mut pattern, mut parts) = (self.from.split('/'), address.split('/'));
        let (mut lang, mut splat) = ("", String::new());
        loop {
            match (pattern.next(), parts.next()) {
                (None, None) => break,
                (Some("*"), Some(first)) => {
                    splat = std::iter::once(first).chain(parts).collect::<Vec<_>>().join("/");
                    break;
                }
                (Some(":lang"), Some(part)) => lang = part,
                (Some(wanted), Some(part)) if wanted == part => {}
                _ => return None,
            }
        }
        let filled = self.to.split('/').map(|part| match part {
            ":lang" => lang,
            ":splat" => &splat,
            part => part,
        });
        Some(filled.collect::<Vec<_>>().join("/"))
    }
}

/// True if what is at `path` has a permanent address, and so must never be deleted.
pub fn is_permanent(path: &str) -> bool {
    path.starts_with("ledgers/") || path.split('/').skip(2).any(|part| part == "v")
}

#[cfg(test)]
mod tests {
    use super::Redirect;

    #[test]
    fn rules_lead_from_former_names() {
        let rule = Redirect { from: "/:lang/old/*".to_owned(), to: "/:lang/new/:splat".to_owned() };
        assert_eq!(rule.follow("/ms/old/v/2021-02-09/").as_deref(), Some("/ms/new/v/2021-02-09/"));
        assert_eq!(rule.follow("/ms/old/").as_deref(), Some("/ms/new/"));
        assert_eq!(rule.follow("/ms/older/"), None);
        assert_eq!(rule.follow("/ms/new/"), None);
        let plain = Redirect { from: "/ledgers/old.toml".to_owned(), to: "/ledgers/new.toml".to_owned() };
        assert_eq!(plain.follow("/ledgers/old.toml").as_deref(), Some("/ledgers/new.toml"));
        assert_eq!(plain.follow("/ledgers/old.toml/"), None);
    }
}
