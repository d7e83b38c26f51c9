//! `_headers`: what is said with every answer, for hosts that read such a file (Netlify, Cloudflare Pages).
//!
//! Both join the values where several rules for one path set the same header, so no path may match two that do: what every
//! file has stands in the first rule, and what the others set is set by one of them for each path. Their patterns name the
//! whole shape of an address, because a star in the middle means different things to different hosts. The number of rules
//! does not depend on the number of policies.

use crate::render::{File, Renderer};
use crate::site::delivery::{Class, content_type};

/// What pages may do: show the site's own styles, images and fonts, and run its own scripts. Nothing inline, nothing from
/// elsewhere; and nobody may show them in a frame.
///
/// Each page says it of itself as well, for hosts that send no headers. What is said of frames counts in a header only.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                                           font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
                                           form-action 'none'";

/// Nothing that asks for a permission is ever used.
const PERMISSIONS_POLICY: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                                  magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Two years. Other hosts of the same domain are not the site's business.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000";

/// Files that lie at such addresses are for programs, which may read them from anywhere.
const FOR_PROGRAMS: [&str; 19] = [
    "/ledgers/*",
    "/schemas/*",
    "/policies.json",
    "/drift.json",
    "/manifest.json",
    "/:lang/search.json",
    "/:lang/feed.xml",
    "/:lang/:policy/feed.xml",
    "/:lang/:policy/in/:code/feed.xml",
    "/:lang/:policy/index.json",
    "/:lang/:policy/in/:code/index.json",
    "/:lang/:policy/timemap.wlnk",
    "/:lang/:policy/in/:code/timemap.wlnk",
    "/:lang/:policy/v/:version/policy.md",
    "/:lang/:policy/v/:version/r/:revision/policy.md",
    "/:lang/:policy/in/:code/v/:version/policy.md",
    "/:lang/:policy/in/:code/v/:version/r/:revision/policy.md",
    "/robots.txt",
    "/sitemap.xml",
];

impl Renderer<'_, '_> {
    /// The rules.
    pub(super) fn headers(&self) -> File {
        let policy = format!("{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'");
        let mut every = vec![
            ("Content-Security-Policy", policy.as_str()),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", PERMISSIONS_POLICY),
            ("Referrer-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        if self.site.library.config.base_url.starts_with("https:") {
            every.push(("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY));
        }
        if self.site.drafts {
            every.push(("X-Robots-Tag", "noindex"));
        }
        let mut rules = vec![rule("/*", &every)];
        rules.push(rule("/theme/*", &[("Cache-Control", Class::Asset.cache_control())]));
        for pattern in FOR_PROGRAMS {
            // The address of some file of that shape.
            let path = pattern.trim_start_matches('/').replace(
                '*',
                match pattern {
                    "/schemas/*" => "x.schema.json",
                    _ => "x.toml",
                },
            );
            let headers = [
                ("Access-Control-Allow-Origin", "*"),
                ("Cache-Control", Class::of(&path).cache_control()),
                ("Content-Type", content_type(&path)),
            ];
            rules.push(rule(pattern, &headers));
        }
        File { path: "_headers".to_owned(), bytes: rules.join("\n").into_bytes() }
    }
}

fn rule(pattern: &str, headers: &[(&str, &str)]) -> String {
    let lines = headers.iter().map(|(name, value)| format!("  {name}: {value}\n"));
    format!("{pattern}\n{}", lines.collect::<String>())
}
